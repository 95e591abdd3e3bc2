/*
 * A draft, or an attachment, that is a form to fill in: every line of it is the title, what is
 * filled in below it, classes to tick, a topic, a question, a table of topics or of empty rows, or
 * who signs. Where one line is none of these, all stay text, and that is told.
 */
#include <string.h>

#include "base/utf8.h"
#include "import/diag.def"
#include "import/form_int.h"

/* ---- what a line is ---- */

static bool is_colon(uint32_t cp)
{
    return cp == U'：' || cp == ':';
}

/* 村：____　户主：____; 户主签字：____　日期：____年__月__日 */
static bool is_pairs(const struct fill_line *l)
{
    for (size_t i = 0; i < l->items.n; i++) {
        const struct fill_item *it = &l->items.v[i];
        if ((i % 2 == 0) != (it->kind == FILL_WORDS))
            return false;
        if (it->kind == FILL_WORDS && (!is_colon(it->text.cp[it->text.n - 1]) || it->text.n < 2))
            return false;
    }
    return l->items.n > 0 && l->items.n % 2 == 0;
}

/* 农户类别（在对应类别上划“√”）：□脱贫户　□监测对象 */
static bool is_classes(const struct fill_line *l)
{
    return l->items.n == 2 && l->items.v[0].kind == FILL_WORDS &&
           l->items.v[1].kind == FILL_CHOICE && l->items.v[1].options.n > 1 &&
           is_colon(l->items.v[0].text.cp[l->items.v[0].text.n - 1]);
}

static bool is_guide(struct text t)
{
    return text_word_at(t, 0, "填写说明：") > 0;
}

static enum form_row_kind kind_of(struct form_reader *f, const struct form_row *row, size_t i)
{
    const struct fill_line *l = &row->line;
    bool fills = l->fields + l->choices > 0;
    if (f->im->blocks[i].table)
        return FORM_TABLE;
    if (l->items.n == 1 && l->items.v[0].kind == FILL_FIELD && f->n_questions)
        return FORM_MORE;
    if (row->number && row->label <= FILL_CHINESE_BRACKETS && !fills)
        return FORM_TOPIC;
    if (row->number)
        return FORM_QUESTION;
    if (is_guide(l->text))
        return FORM_GUIDE;
    if (!fills)
        return f->rows.n == 0 && f->titled ? FORM_TITLE : FORM_ODD;
    if (is_classes(l) && !f->n_questions)
        return FORM_CLASSES;
    if (is_pairs(l))
        return f->n_topics + f->n_questions ? FORM_SIGNING : FORM_HEADING;
    return f->n_topics ? FORM_QUESTION : FORM_ODD;
}

static void read_row(struct form_reader *f, size_t i)
{
    const struct import_block *b = &f->im->blocks[i];
    struct form_row row = {.block = i};
    if (b->paragraph) {
        row.line = fill_read(f->im, b->paragraph, b->line.text);
        struct text numbered = b->line.label.n ? b->line.label : row.line.text;
        row.number_length = fill_number(numbered, &row.label, &row.number);
        if (b->line.label.n)
            row.number_length = 0; /* it is no part of the text */
    }
    row.kind = kind_of(f, &row, i);
    f->has_table = f->has_table || row.kind == FORM_TABLE;
    f->n_topics += row.kind == FORM_TOPIC;
    f->n_questions += row.kind == FORM_QUESTION || row.kind == FORM_TABLE;
    f->n_filled += row.line.fields + row.line.choices > 0 || row.kind == FORM_TABLE;
    VEC_PUSH(f->im->arena, &f->rows, row);
}

/* ---- whether all of it is a form ---- */

/* What signs stands behind all questions, a guide behind that. */
static bool in_order(const struct form_reader *f)
{
    static const int steps[FORM_ROW_KINDS] = {
        [FORM_TITLE] = 0, [FORM_HEADING] = 1,  [FORM_CLASSES] = 2,
        [FORM_TOPIC] = 2, [FORM_QUESTION] = 2, [FORM_MORE] = 2,
        [FORM_TABLE] = 2, [FORM_SIGNING] = 3,  [FORM_GUIDE] = 4,
    };
    int step = 0;
    for (size_t i = 0; i < f->rows.n; i++) {
        if (f->rows.v[i].kind == FORM_ODD || steps[f->rows.v[i].kind] < step)
            return false;
        step = steps[f->rows.v[i].kind];
    }
    return true;
}

/* Topics are counted through, in one form; each has questions. */
static bool topics_count(struct form_reader *f)
{
    int n = 0;
    for (size_t i = 0; i < f->rows.n; i++) {
        const struct form_row *row = &f->rows.v[i];
        if (row->kind != FORM_TOPIC)
            continue;
        f->topic_label = n ? f->topic_label : row->label;
        bool asks = i + 1 < f->rows.n && f->rows.v[i + 1].kind == FORM_QUESTION;
        if (row->number != ++n || row->label != f->topic_label || !asks)
            return false;
    }
    return true;
}

/* No other question is in its topic. */
static bool is_alone(const struct form_reader *f, size_t i)
{
    for (size_t k = i; k-- > 0 && f->rows.v[k].kind != FORM_TOPIC;)
        if (f->rows.v[k].kind == FORM_QUESTION)
            return false;
    for (size_t k = i + 1; k < f->rows.n && f->rows.v[k].kind != FORM_TOPIC; k++)
        if (f->rows.v[k].kind == FORM_QUESTION)
            return false;
    return true;
}

static bool questions_count(struct form_reader *f)
{
    struct form_count count = FORM_COUNT;
    for (size_t i = 0; i < f->rows.n; i++) {
        const struct form_row *row = &f->rows.v[i];
        if (row->kind == FORM_TOPIC)
            count.in_topic = 0;
        if (row->kind == FORM_QUESTION)
            form_count(&count, row->number, row->label, is_alone(f, i));
    }
    return form_counted(f, &count);
}

static bool is_form(struct form_reader *f)
{
    enum { FILLED_LEAST = 2 };
    return f->n_filled >= FILLED_LEAST && f->n_questions && in_order(f) && topics_count(f) &&
           (f->has_table ? form_table_fits(f) : questions_count(f));
}

static struct form_reader read_form(struct importer *im, size_t i, size_t end, bool titled)
{
    struct form_reader f = {.im = im, .titled = titled};
    for (size_t k = i; k < end; k++)
        read_row(&f, k);
    return f;
}

/* Half of it is filled in: somebody meant a form. */
static void say_odd(const struct form_reader *f)
{
    enum { FILLED_LEAST = 3 };
    const struct form_row *odd = NULL;
    for (size_t i = 0; i < f->rows.n && !odd; i++)
        if (f->rows.v[i].kind == FORM_ODD)
            odd = &f->rows.v[i];
    if (f->n_filled < FILLED_LEAST || 2 * f->n_filled < f->rows.n || !odd)
        return;
    struct text t = odd->line.text;
    diag(f->im->diags, DIAG_D161, text_pos(t, 0), text_utf8(f->im->arena, t));
}

/* Something stands in it beside its title: the form would not be all of it. */
static bool has_blocks(const struct node *n)
{
    const struct node *k = n->first;
    while (k && (strcmp(k->name, "标题") == 0 || strcmp(k->name, "题注") == 0))
        k = k->next;
    return k != NULL;
}

size_t import_form(struct importer *im, size_t i, size_t end, struct node *parent)
{
    if (strcmp(parent->name, "附件") != 0 || has_blocks(parent))
        return 0;
    struct form_reader f = read_form(im, i, end, false);
    if (!is_form(&f)) {
        say_odd(&f);
        return 0;
    }
    form_write(&f, import_element(im, parent, "表单"));
    return end - i;
}

struct node *import_form_document(struct importer *im)
{
    struct arena_mark before = arena_mark(im->arena);
    struct form_reader f = read_form(im, 0, im->n, true);
    if (!f.rows.n || f.rows.v[0].kind != FORM_TITLE || !is_form(&f)) {
        say_odd(&f);
        arena_reset(im->arena, before);
        return NULL;
    }
    struct node *root = import_element(im, NULL, "表单");
    form_write(&f, root);
    return root;
}
