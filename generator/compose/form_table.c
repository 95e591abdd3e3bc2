/*
 * Topics of a form as a table: a row a question, and columns as the office has them. What belongs
 * to a tier or to a topic is one cell over its rows. A title that has no column stands above its
 * questions, over the columns that are the topic's.
 */
#include "compose/compose_int.h"

struct topic_table {
    struct composer *c;
    const struct form *form;
    struct table_maker t;
    const struct form_column *columns;
    bool has[FORM_COLUMN_REMARK_EACH + 1]; /* columns of the kind */
    int n;
    bool run_on; /* a topic's questions are one row */
};

/* A part's rows in the table, and those of its tier when that begins with it; else 0. */
struct part_rows {
    const struct form_topic *topic;
    int own, tier;
    bool titled; /* the first one is the title's */
};

static int rows_of(const struct topic_table *x, const struct form_topic *topic)
{
    int n = topic->title.n && !x->has[FORM_COLUMN_TOPIC];
    for (const struct form_question *q = topic->questions; q; q = x->run_on ? NULL : q->next)
        n++;
    return n;
}

/* Rows of the topics from this one on that the same tier asks. */
static int tier_rows(const struct topic_table *x, const struct form_part *p)
{
    int rows = 0;
    struct text tier = p->topic->tier;
    for (; p && p->kind == FORM_TOPIC && text_same(p->topic->tier, tier); p = p->next)
        rows += rows_of(x, p->topic);
    return rows;
}

/* ---- columns ---- */

/* By kind: where its width stands in the profile, and how its cells are set. */
static const struct {
    int place;
    enum cell_align align;
} looks[] = {
    [FORM_COLUMN_NONE] = {3, CELL_LEFT},      [FORM_COLUMN_TIER] = {0, CELL_CENTRE},
    [FORM_COLUMN_TOPIC] = {1, CELL_CENTRE},   [FORM_COLUMN_QUESTION] = {2, CELL_LEFT},
    [FORM_COLUMN_REMARK] = {3, CELL_JUSTIFY}, [FORM_COLUMN_NUMBER] = {4, CELL_CENTRE},
    [FORM_COLUMN_ANSWER] = {5, CELL_CENTRE},  [FORM_COLUMN_REMARK_EACH] = {3, CELL_JUSTIFY}};

static void add_column(struct topic_table *x, const struct form_column *column)
{
    bool justified = x->run_on && column->kind == FORM_COLUMN_QUESTION;
    enum cell_align align = justified ? CELL_JUSTIFY : looks[column->kind].align;
    const struct column_form made = {"", align, COLUMN_TEXT, false};
    struct flow_column **place = x->t.column;
    x->t.place = looks[column->kind].place;
    compose_columns(&x->t, &made, 1);
    (*place)->title = column->head;
    x->has[column->kind] = true;
    x->n++;
}

/* Questions run on where no column has something for each of them. */
static bool may_run_on(const struct form *form)
{
    for (const struct form_column *c = form->columns; c; c = c->next) {
        bool topics = c->next && c->next->kind == FORM_COLUMN_TOPIC;
        if (c->kind == FORM_COLUMN_ANSWER || c->kind == FORM_COLUMN_REMARK_EACH ||
            (c->kind == FORM_COLUMN_NUMBER && !topics))
            return false;
    }
    return true;
}

/* Topics that name their tier where no column has it get one before the others. */
static void add_columns(struct topic_table *x, bool tiers)
{
    bool has = false;
    for (const struct form_column *c = x->form->columns; c; c = c->next)
        has = has || c->kind == FORM_COLUMN_TIER;
    x->columns = x->form->columns;
    x->t.plan = PLAN_TOPICS;
    if (tiers && !has) {
        struct form_column *tier = ARENA_NEW(x->c->arena, struct form_column);
        *tier =
            (struct form_column){.head = text_from_utf8(x->c->arena, "排查层级", x->t.table->pos),
                                 .kind = FORM_COLUMN_TIER,
                                 .next = x->form->columns};
        x->columns = tier;
    }
    for (const struct form_column *c = x->columns; c; c = c->next)
        add_column(x, c);
}

/* ---- rows ---- */

/* Room for what was found: a field, named by whose it is and by its column. */
static void add_remark(struct topic_table *x, struct text of, struct text whose, struct text head,
                       int rows)
{
    struct arena *a = x->c->arena;
    const char *name = arena_printf(a, "%s-%s", text_utf8(a, of), text_utf8(a, head));
    struct flow_cell *cell = compose_cell(&x->t, NULL);
    struct flow_mark *mark = compose_mark(x->c, MARK_BLANK, text_from_utf8(a, name, x->t.pos));
    mark->lines = cell->rows = rows;
    if (whose.n)
        mark->label = text_joined(a, whose, words_in_brackets(a, head));
    cell->blank = mark;
}

/* What stands in a column over all rows of a topic; false: its rows have cells of their own. */
static bool add_topic_cell(struct topic_table *x, const struct form_column *c,
                           const struct part_rows *rows, bool first)
{
    const struct form_topic *topic = rows->topic;
    bool numbers_topic = c->next && c->next->kind == FORM_COLUMN_TOPIC;
    switch (c->kind) {
    case FORM_COLUMN_TIER:
        if (first && rows->tier)
            compose_text(&x->t, topic->tier)->rows = rows->tier;
        return true;
    case FORM_COLUMN_TOPIC:
        if (first)
            compose_text(&x->t, compose_topic_title(x->c, topic))->rows = rows->own;
        return true;
    case FORM_COLUMN_REMARK:
        if (first)
            add_remark(x, topic->name, topic->head, c->head, rows->own - rows->titled);
        return true;
    case FORM_COLUMN_NUMBER:
        if (numbers_topic && first)
            compose_text(&x->t, topic->number)->rows = rows->own;
        return numbers_topic;
    default:
        return false;
    }
}

static void add_question_cell(struct topic_table *x, const struct form_column *c,
                              const struct form_topic *topic, const struct form_question *q)
{
    if (x->run_on)
        compose_cell(&x->t, compose_run_on(x->c, x->form, topic));
    else if (c->kind == FORM_COLUMN_NUMBER)
        compose_text(&x->t, q->number);
    else if (c->kind == FORM_COLUMN_ANSWER)
        compose_cell(&x->t, compose_answer(x->c, x->form, q));
    else if (c->kind == FORM_COLUMN_REMARK_EACH)
        add_remark(x, q->name, q->head, c->head, 1);
    else
        compose_cell(&x->t, compose_question(x->c, x->form, q, !x->has[FORM_COLUMN_ANSWER]));
}

/* The title of a topic that has no column: over all but the tier's. */
static void add_title(struct topic_table *x, const struct part_rows *rows)
{
    const struct form_topic *topic = rows->topic;
    compose_row(&x->t, ROW_PLAIN, topic->pos)->whole = true;
    if (x->has[FORM_COLUMN_TIER] && rows->tier)
        compose_text(&x->t, topic->tier)->rows = rows->tier;
    struct flow_cell *title = compose_text(&x->t, compose_topic_title(x->c, topic));
    title->columns = x->n - x->has[FORM_COLUMN_TIER];
    title->align = CELL_LEFT;
}

static void add_topic(struct topic_table *x, struct part_rows rows)
{
    if (rows.titled) {
        add_title(x, &rows);
        rows.tier = 0;
    }
    for (const struct form_question *q = rows.topic->questions; q; q = x->run_on ? NULL : q->next) {
        bool first = q == rows.topic->questions;
        compose_row(&x->t, ROW_PLAIN, q->pos)->whole = true;
        for (const struct form_column *c = x->columns; c; c = c->next)
            if (!add_topic_cell(x, c, &rows, first))
                add_question_cell(x, c, rows.topic, q);
    }
}

struct flow *compose_topics(struct composer *c, const struct form *form,
                            const struct form_part **part)
{
    struct topic_table x = {.c = c, .form = form};
    const struct form_part *p = *part;
    const struct text *before = NULL;
    bool tiers = false;
    for (const struct form_part *q = p; q && q->kind == FORM_TOPIC; q = q->next)
        tiers = tiers || q->topic->tier.n;
    compose_table(&x.t, c, p->pos, (struct text){0});
    x.run_on = c->run_on && may_run_on(form);
    add_columns(&x, tiers);
    for (; p && p->kind == FORM_TOPIC; p = p->next) {
        bool same = before && text_same(*before, p->topic->tier);
        add_topic(&x, (struct part_rows){.topic = p->topic,
                                         .own = rows_of(&x, p->topic),
                                         .tier = same ? 0 : tier_rows(&x, p),
                                         .titled = p->topic->title.n && !x.has[FORM_COLUMN_TOPIC]});
        before = &p->topic->tier;
    }
    *part = p;
    return compose_table_node(c, x.t.table);
}
