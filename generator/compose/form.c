/*
 * Forms: as the tables and paragraphs that they are set as. Topics that stand together make one
 * table of three columns: the topic, its questions one a row, and room for what was found; before
 * them the tier that asks, when some topic names one.
 */
#include "compose/form_int.h"

enum { AIR = 1000 }; /* thousandths of a character */

/* Where the next block of the form goes. */
struct builder {
    struct composer *r;
    const struct form *form;
    struct block **last;
    int topics;
};

static struct block *add_block(struct builder *b, enum block_kind kind, struct pos pos)
{
    struct block *block = ARENA_NEW(b->r->arena, struct block);
    block->kind = kind;
    block->pos = pos;
    *b->last = block;
    b->last = &block->next;
    return block;
}

static void add_blocks(struct builder *b, struct block *blocks)
{
    *b->last = blocks;
    while (*b->last)
        b->last = &(*b->last)->next;
}

/* ---- three columns ---- */

static bool has_tier(const struct form_part *p)
{
    for (; p && p->kind == FORM_TOPIC; p = p->next)
        if (p->topic->tier.n)
            return true;
    return false;
}

static int questions_in(const struct form_topic *topic)
{
    int n = 0;
    for (const struct form_question *q = topic->questions; q; q = q->next)
        n++;
    return n;
}

/* The tier's column goes first in the profile. */
static void add_columns(struct table_maker *c, const struct form *form, bool tier)
{
    static const struct compose_column tiers[] = {{"排查层级", CELL_CENTRE, COLUMN_TEXT, false}};
    static const struct compose_column three[] = {{"", CELL_CENTRE, COLUMN_TEXT, false},
                                                  {"", CELL_LEFT, COLUMN_TEXT, false},
                                                  {"", CELL_JUSTIFY, COLUMN_TEXT, false}};
    c->plan = PLAN_TOPICS;
    c->place = !tier;
    if (tier)
        compose_columns(c, tiers, 1);
    struct table_column **first = c->column;
    compose_columns(c, three, sizeof three / sizeof *three);
    const struct text_item *head = form->heads;
    for (struct table_column *column = *first; column && head; column = column->next) {
        column->title = head->text;
        head = head->next;
    }
}

/* Rows of the topics from this one on that the same tier asks. */
static int tier_rows(const struct form_part *p)
{
    int rows = 0;
    struct text tier = p->topic->tier;
    for (; p && p->kind == FORM_TOPIC && text_same(p->topic->tier, tier); p = p->next)
        rows += questions_in(p->topic);
    return rows;
}

static const struct text_item *last_head(const struct form *form)
{
    const struct text_item *head = form->heads;
    while (head && head->next)
        head = head->next;
    return head;
}

/* Room for what was found, over all rows of the topic: a field. */
static void add_remark(struct builder *b, struct table_maker *c, int rows)
{
    struct form_mark *mark = ARENA_NEW(b->r->arena, struct form_mark);
    const struct text_item *head = last_head(b->form);
    const char *name = arena_printf(b->r->arena, "%d-%s", b->topics,
                                    head ? text_utf8(b->r->arena, head->text) : "");
    mark->name = mark->label = words_derived(b->r->arena, name, c->pos);
    mark->lines = rows;
    struct table_cell *cell = compose_cell(c, NULL);
    cell->rows = rows;
    cell->blank = mark;
}

static void add_topic_rows(struct builder *b, struct table_maker *c, const struct form_topic *topic,
                           int tier)
{
    int rows = questions_in(topic);
    b->topics++;
    for (const struct form_question *q = topic->questions; q; q = q->next) {
        compose_row(c, ROW_PLAIN, q->pos)->whole = true;
        if (q == topic->questions && tier)
            compose_text(c, topic->tier)->rows = tier;
        if (q == topic->questions)
            compose_text(c, words_joined(b->r->arena, topic->label, topic->title))->rows = rows;
        compose_cell(c, q->content);
        if (q == topic->questions)
            add_remark(b, c, rows);
    }
}

/* The table of the topics from this part on; gives back the part behind them. */
static const struct form_part *add_topics(struct builder *b, const struct form_part *p)
{
    struct table_maker c;
    bool tiers = has_tier(p);
    struct text none = {0};
    const struct text *before = NULL;
    compose_table(&c, b->r, p->pos, none);
    add_columns(&c, b->form, tiers);
    for (; p && p->kind == FORM_TOPIC; p = p->next) {
        bool same = before && text_same(*before, p->topic->tier);
        add_topic_rows(b, &c, p->topic, tiers && !same ? tier_rows(p) : 0);
        before = &p->topic->tier;
    }
    add_block(b, BLOCK_TABLE, c.table->pos)->table = c.table;
    return p;
}

/* ---- free ---- */

static void add_free_topic(struct builder *b, const struct form_topic *topic)
{
    struct form_line line;
    form_line_begin(&line, b->r, topic->questions->pos);
    form_line_text(&line, words_joined(b->r->arena, topic->label, topic->title), false);
    add_blocks(b, form_line_block(&line, FORM_LEVEL_TOPIC));
    for (const struct form_question *q = topic->questions; q; q = q->next)
        add_blocks(b, q->content);
}

/* ---- the other parts ---- */

static void add_classes(struct builder *b, const struct form_part *p)
{
    const struct form_classes *classes = p->classes;
    struct form_line line;
    form_line_begin(&line, b->r, p->pos);
    form_line_text(
        &line,
        words_joined(b->r->arena, classes->title, words_in_brackets(b->r->arena, classes->note)),
        false);
    form_line_words(&line, "：", false);
    for (const struct text_item *o = classes->options; o; o = o->next) {
        form_line_box(&line, classes->title, o->text, !classes->several, false);
        if (o->next)
            form_line_space(&line, AIR, false);
    }
    add_blocks(b, form_line_block(&line, 0));
}

static void add_member_row(struct builder *b, struct table_maker *c, const struct table *table,
                           int row)
{
    struct composer *r = b->r;
    compose_row(c, ROW_PLAIN, table->pos)->whole = true;
    for (const struct table_column *column = table->columns; column; column = column->next) {
        if (column->content == COLUMN_COUNTER)
            continue;
        struct form_mark *mark = ARENA_NEW(r->arena, struct form_mark);
        const char *name = arena_printf(r->arena, "%s/%d/%s", text_utf8(r->arena, table->title),
                                        row, text_utf8(r->arena, column->title));
        mark->name = words_derived(r->arena, name, table->pos);
        mark->label = column->title;
        compose_cell(c, NULL)->blank = mark;
    }
}

/* Columns without a width share what those with one leave; numbers take little. */
static void plan_columns(struct table_column *first)
{
    for (struct table_column *c = first; c; c = c->next) {
        if (c->width || c->share)
            continue;
        c->plan = PLAN_MEMBERS;
        c->place = c->content != COLUMN_COUNTER;
    }
}

static void add_members(struct builder *b, const struct form_part *p)
{
    struct table *table = p->members->table;
    table->whole = true;
    plan_columns(table->columns);
    struct table_maker c = {.r = b->r, .table = table, .row = &table->rows, .pos = table->pos};
    for (int row = 1; row <= p->members->rows; row++)
        add_member_row(b, &c, table, row);
    add_block(b, BLOCK_TABLE, table->pos)->table = table;
}

static const struct form_part *add_part(struct builder *b, const struct form_part *p)
{
    if (p->kind == FORM_TOPIC && !b->form->free)
        return add_topics(b, p);
    if (p->kind == FORM_TOPIC)
        add_free_topic(b, p->topic);
    else if (p->kind == FORM_CLASSES)
        add_classes(b, p);
    else if (p->kind == FORM_MEMBERS)
        add_members(b, p);
    else
        add_block(b, BLOCK_FLOW, p->pos)->flow = p->flow;
    return p->next;
}

/* ---- around them ---- */

static void add_legend_line(struct composer *r, struct form_legend *legend, const char *label,
                            struct text value)
{
    struct text_item **last = &legend->lines;
    if (!value.n)
        return;
    while (*last)
        last = &(*last)->next;
    *last = ARENA_NEW(r->arena, struct text_item);
    (*last)->text =
        words_joined(r->arena, words_derived(r->arena, label, text_pos(value, 0)), value);
}

static void compose_legend(struct composer *r, struct form_legend *legend)
{
    struct text until = {0};
    if (legend->until.year)
        until = words_derived(r->arena, date_text(r->arena, legend->until), legend->until.pos);
    add_legend_line(r, legend, "表　　号：", legend->number);
    add_legend_line(r, legend, "制表机关：", legend->maker);
    add_legend_line(r, legend, "批准文号：", legend->approval);
    add_legend_line(r, legend, "有效期至：", until);
}

/* 户主： and its blank. */
static void compose_fields(struct composer *r, struct form_field *field)
{
    for (; field; field = field->next) {
        struct form_line line;
        form_line_begin(&line, r, field->pos);
        form_line_text(&line, field->label.n ? field->label : field->name, false);
        form_line_words(&line, "：", true);
        form_line_field(&line, field);
        field->content = line.first;
    }
}

static void compose_guide(struct composer *r, struct text_item *first)
{
    int n = 0;
    for (struct text_item *t = first; t; t = t->next) {
        const char *label = t == first ? "填写说明：" : "";
        if (first->next)
            label = arena_printf(r->arena, "%s%d.", label, ++n);
        t->text =
            words_joined(r->arena, words_derived(r->arena, label, text_pos(t->text, 0)), t->text);
    }
}

void form_compose(struct composer *r, struct block *block)
{
    struct form *form = block->form;
    struct builder b = {.r = r, .form = form, .last = &block->first};
    questions_compose(r, form);
    for (const struct form_part *p = form->parts; p;)
        p = add_part(&b, p);
    if (form->legend)
        compose_legend(r, form->legend);
    compose_fields(r, form->heading);
    compose_fields(r, form->signing);
    compose_guide(r, form->guide);
}
