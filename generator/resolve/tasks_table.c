/* The table of a task list: a group an area, a row a measure; what is the task's spans its rows. */
#include "resolve/plans_int.h"

static const struct compose_column columns[] = {
    {"序号", 0, CELL_CENTRE, COLUMN_TEXT, false},
    {"工作任务", 5, CELL_AUTO, COLUMN_TEXT, false},
    {"工作措施", 11, CELL_AUTO, COLUMN_TEXT, false},
    {"责任单位", 5, CELL_AUTO, COLUMN_TEXT, false},
    {"完成时限", 4, CELL_CENTRE, COLUMN_TEXT, false},
    {"备注", 2, CELL_AUTO, COLUMN_TEXT, false},
};

/* ---- the cell of the responsible ---- */

/* The names of those that assist, or of those that do not, behind a label. */
static struct text units_text(struct resolver *r, const struct task_unit *units, bool assist,
                              const char *label)
{
    struct text_builder list = {.arena = r->arena};
    for (const struct task_unit *u = units; u; u = u->next)
        if (u->assists == assist)
            names_add(&list, u->name);
    struct text names = text_done(&list);
    if (!names.n)
        return names;
    return words_joined(r, words_derived(r, label, text_pos(names, 0)), names);
}

struct block *units_blocks(struct resolver *r, const struct task_unit *units)
{
    if (!units_assist(units))
        return compose_paragraph(r, units_text(r, units, false, ""));
    struct block *assisting = compose_paragraph(r, units_text(r, units, true, "配合："));
    struct block *leading = compose_paragraph(r, units_text(r, units, false, "牵头："));
    if (!leading)
        return assisting;
    leading->next = assisting;
    return leading;
}

/* ---- rows ---- */

/* How the rows of a task share its cells. */
struct task_rows {
    int n;
    bool own_units, own_deadlines; /* measures have some of their own: a cell a row */
};

static struct task_rows count_rows(const struct task *t)
{
    struct task_rows rows = {0};
    for (const struct task_measure *m = t->measures; m; m = m->next) {
        rows.n++;
        rows.own_units = rows.own_units || m->units;
        rows.own_deadlines = rows.own_deadlines || m->deadline.text.n;
    }
    if (!rows.n)
        rows.n = 1;
    return rows;
}

struct block *measure_block(struct resolver *r, const struct task_measure *m, int number)
{
    if (!m)
        return NULL;
    struct block *block = ARENA_NEW(r->arena, struct block);
    block->kind = BLOCK_PARAGRAPH;
    block->pos = m->pos;
    block->inlines = m->inlines;
    if (!number)
        return block;
    const char *label = arena_printf(r->arena, "（%d）", number);
    block->inlines = compose_inline(r, words_derived(r, label, m->pos), INLINE_TEXT);
    block->inlines->next = m->inlines;
    return block;
}

/* A cell of the task's: over all of its rows, in the first of them; or one a row. */
static void add_shared(struct composer *c, struct block *content, int rows)
{
    compose_cell(c, content)->rows = rows;
}

static void add_row(struct composer *c, const struct task *t, const struct task_measure *m,
                    const struct task_rows *rows, int i)
{
    struct resolver *r = c->r;
    bool first = i == 0;
    compose_row(c, ROW_PLAIN, m ? m->pos : t->pos);
    if (first) {
        const char *number = arena_printf(r->arena, "%d", t->number);
        add_shared(c, compose_paragraph(r, words_derived(r, number, t->pos)), rows->n);
        add_shared(c, compose_paragraph(r, t->title), rows->n);
    }
    compose_cell(c, measure_block(r, m, rows->n > 1 ? i + 1 : 0));
    if (first || rows->own_units)
        add_shared(c, units_blocks(r, task_units(t, m)), rows->own_units ? 1 : rows->n);
    if (first || rows->own_deadlines)
        add_shared(c, compose_paragraph(r, task_deadline(t, m)->text),
                   rows->own_deadlines ? 1 : rows->n);
    if (first)
        add_shared(c, compose_paragraph(r, t->remark), rows->n);
}

static void add_task(struct composer *c, const struct task *t)
{
    struct task_rows rows = count_rows(t);
    const struct task_measure *m = t->measures;
    for (int i = 0; i < rows.n; i++, m = m ? m->next : NULL)
        add_row(c, t, m, &rows, i);
}

struct table *tasks_table(struct resolver *r, const struct task_list *list)
{
    struct composer c;
    compose_table(&c, r, list->pos, list->title);
    compose_columns(&c, columns, sizeof columns / sizeof *columns);
    c.table->continued = list->continued;
    for (const struct task_area *area = list->areas; area; area = area->next) {
        if (area->title.n)
            compose_group(&c, words_joined(r, area->label, area->title), area->pos);
        for (const struct task *t = area->tasks; t; t = t->next)
            add_task(&c, t);
    }
    return c.table;
}
