/*
 * A form's table: topics, questions that are filled in or ticked, and room for remarks, a cell a
 * topic or a cell a question.
 */
#include "base/utf8.h"
#include "import/form_int.h"

enum { TOPIC, QUESTION, REMARK, COLUMNS };

static const char *const usual[COLUMNS] = {"事项", "排查内容", "问题描述"};

/* ---- numbers of questions ---- */

void form_count(struct form_count *c, int number, enum fill_label label, bool alone)
{
    c->in_topic++;
    c->all++;
    c->lone += alone;
    if (!number)
        return;
    c->mixed = c->mixed || (c->numbered && label != c->label);
    c->label = label;
    c->numbered++;
    c->lone_numbered += alone;
    c->by_topic = c->by_topic && number == c->in_topic;
    c->through = c->through && number == c->all;
}

bool form_counted(struct form_reader *f, const struct form_count *c)
{
    int due = c->all - c->lone + c->lone_numbered;
    f->through = !c->by_topic;
    f->lone = c->lone_numbered > 0;
    f->unnumbered = !c->numbered;
    f->question_label = c->label;
    return !c->mixed && (c->by_topic || c->through) && (!c->numbered || c->numbered == due) &&
           (!c->lone_numbered || c->lone_numbered == c->lone);
}

/* ---- the table ---- */

static struct grid_cell *at(const struct form_reader *f, size_t row, size_t column)
{
    return grid_at(&f->table.frame.grid, row, column);
}

/* A cell of questions, each a line; the first one's number. */
static bool asks(struct form_reader *f, const struct grid_cell *cell)
{
    size_t filled = 0;
    for (size_t i = 0; i < cell->lines.n; i++) {
        struct fill_line l = fill_read(f->im, cell->lines.v[i].paragraph, cell->lines.v[i].text);
        filled += l.fields + l.choices > 0;
    }
    return cell->lines.n && filled == cell->lines.n && cell->rows == 1 && cell->columns == 1;
}

/* Rows of a topic: those that its cell reaches over. */
static bool rows_fit(struct form_reader *f)
{
    const struct grid *g = &f->table.frame.grid;
    bool each = true, whole = true;
    for (size_t r = f->table.frame.body; r < g->rows; r++) {
        const struct grid_cell *topic = at(f, r, TOPIC), *remark = at(f, r, REMARK);
        if (!topic->text.n || topic->columns > 1 || !asks(f, at(f, r, QUESTION)) ||
            remark->text.n || remark->columns > 1)
            return false;
        each = each && remark->rows == 1;
        whole = whole && remark->row == topic->row && remark->rows == topic->rows;
    }
    f->table.each = !whole;
    return each || whole;
}

static bool numbers_fit(struct form_reader *f)
{
    const struct grid *g = &f->table.frame.grid;
    struct form_count count = FORM_COUNT;
    int topics = 0;
    for (size_t r = f->table.frame.body; r < g->rows; r++) {
        const struct grid_cell *topic = at(f, r, TOPIC), *cell = at(f, r, QUESTION);
        enum fill_label label = FILL_DIGITS;
        int n = 0;
        if (topic->row == r) {
            count.in_topic = 0;
            if (fill_number(topic->text, &label, &n) && (n != ++topics || label != FILL_CHINESE))
                return false;
        }
        for (size_t i = 0; i < cell->lines.n; i++) {
            bool numbered = fill_number(cell->lines.v[i].text, &label, &n);
            form_count(&count, numbered ? n : 0, label, topic->rows == 1 && cell->lines.n == 1);
        }
    }
    return form_counted(f, &count);
}

bool form_table_fits(struct form_reader *f)
{
    size_t tables = 0;
    for (size_t i = 0; i < f->rows.n; i++) {
        const struct form_row *row = &f->rows.v[i];
        if (row->kind == FORM_QUESTION || row->kind == FORM_TOPIC)
            return false;
        if (row->kind == FORM_TABLE &&
            (!table_find(f->im, row->block, row->block + 1, &f->table.frame) || tables++))
            return false;
    }
    const struct table_frame *t = &f->table.frame;
    return table_has_plain_heads(t) && t->grid.columns == COLUMNS && rows_fit(f) && numbers_fit(f);
}

/* ---- elements ---- */

void form_say_heads(struct form_reader *f, struct node *form)
{
    struct importer *im = f->im;
    struct text_builder b = {.arena = im->arena, .src = im->draft->src};
    bool same = true;
    for (size_t c = 0; c < COLUMNS; c++) {
        struct text head = import_unspaced(im->arena, table_head(&f->table.frame, c));
        same = same && text_equals(head, usual[c]);
        list_add(&b, head);
    }
    for (size_t c = 0; same && c < COLUMNS; c++)
        import_change(im, table_head(&f->table.frame, c), IMPORT_DERIVED, NULL);
    if (!same)
        import_attr(im, form, "栏目", text_done(&b));
    if (f->table.each || !same)
        import_word(im, form, "栏目内容",
                    f->table.each ? "部分、问题、逐题备注" : "部分、问题、备注");
}

void form_add_table(struct form_reader *f, struct node *form)
{
    const struct grid *g = &f->table.frame.grid;
    struct node *topic = NULL;
    for (size_t r = f->table.frame.body; r < g->rows; r++) {
        const struct grid_cell *begins = at(f, r, TOPIC), *cell = at(f, r, QUESTION);
        enum fill_label label;
        int n;
        if (begins->row == r) {
            topic = import_element(f->im, form, "部分");
            form_say_topic(f, topic, begins->text, fill_number(begins->text, &label, &n));
        }
        for (size_t i = 0; i < cell->lines.n; i++) {
            struct fill_line l =
                fill_read(f->im, cell->lines.v[i].paragraph, cell->lines.v[i].text);
            form_add_question(f, topic, &l, fill_number(l.text, &label, &n));
        }
    }
}
