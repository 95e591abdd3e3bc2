/*
 * A form's table: topics, questions that are filled in or ticked, and room for remarks, a cell a
 * topic or a cell a question.
 */
#include "base/utf8.h"
#include "import/form_int.h"

enum { TOPIC, QUESTION, REMARK, COLUMNS };

static const char *const usual[COLUMNS] = {"事项", "排查内容", "问题描述"};

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

/* Numbers of questions begin anew in each topic, or run through the table. */
static bool numbers_fit(struct form_reader *f)
{
    const struct grid *g = &f->table.frame.grid;
    int in_topic = 0, all = 0, topics = 0;
    bool by_topic = true, through = true, numbered = false, some = false, lone = false;
    for (size_t r = f->table.frame.body; r < g->rows; r++) {
        const struct grid_cell *topic = at(f, r, TOPIC), *cell = at(f, r, QUESTION);
        enum fill_label label;
        int n;
        if (topic->row == r) {
            in_topic = 0;
            if (fill_number(topic->text, &label, &n) && (n != ++topics || label != FILL_CHINESE))
                return false;
        }
        for (size_t i = 0; i < cell->lines.n; i++) {
            bool alone = topic->rows == 1 && cell->lines.n == 1;
            in_topic++;
            all++;
            if (!fill_number(cell->lines.v[i].text, &label, &n)) {
                some = some || !alone;
                continue;
            }
            if (numbered && label != f->question_label)
                return false;
            f->question_label = label;
            numbered = true;
            lone = lone || alone;
            by_topic = by_topic && n == in_topic;
            through = through && n == all;
        }
    }
    f->through = numbered && !by_topic;
    f->lone = lone;
    f->unnumbered = !numbered;
    return (by_topic || through) && !(numbered && some);
}

bool form_tables_fit(struct form_reader *f)
{
    size_t tables = 0, others = 0;
    for (size_t i = 0; i < f->rows.n; i++) {
        const struct form_row *row = &f->rows.v[i];
        others += row->kind == FORM_QUESTION || row->kind == FORM_TOPIC;
        if (row->kind != FORM_TABLE)
            continue;
        if (!table_find(f->im, row->block, row->block + 1, &f->table.frame) || tables++)
            return false;
    }
    if (!tables)
        return true;
    const struct table_frame *t = &f->table.frame;
    return !others && table_has_plain_heads(t) && t->grid.columns == COLUMNS && rows_fit(f) &&
           numbers_fit(f);
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
