/* The table of a task list: a group an area, a row a measure; what is the task's spans its rows. */
#include "compose/compose_int.h"
#include "value/list.h"

static const struct compose_column columns[] = {
    {"序号", CELL_CENTRE, COLUMN_TEXT, false},      {"工作任务", CELL_JUSTIFY, COLUMN_TEXT, false},
    {"工作措施", CELL_JUSTIFY, COLUMN_TEXT, false}, {"责任单位", CELL_JUSTIFY, COLUMN_TEXT, false},
    {"完成时限", CELL_CENTRE, COLUMN_TEXT, false},  {"备注", CELL_JUSTIFY, COLUMN_TEXT, false},
};

/* ---- the cell of the responsible ---- */

/* The names of those that assist, or of those that do not, behind a label. */
static struct text units_text(struct composer *r, const struct task_unit *units, bool assist,
                              const char *label)
{
    struct text_builder list = {.arena = r->arena};
    for (const struct task_unit *u = units; u; u = u->next)
        if (u->assists == assist)
            list_add(&list, u->name);
    struct text names = text_done(&list);
    if (!names.n)
        return names;
    return words_joined(r->arena, words_derived(r->arena, label, text_pos(names, 0)), names);
}

struct block *units_blocks(struct composer *r, const struct task_unit *units)
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

struct block *measure_block(struct composer *r, const struct task_measure *m, int number)
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
    block->inlines = compose_inline(r, words_derived(r->arena, label, m->pos), INLINE_TEXT);
    block->inlines->next = m->inlines;
    return block;
}

/* A row of a task: a measure, and the one before it; both NULL when the task has none. */
struct task_row {
    const struct task *task;
    const struct task_measure *measure, *before;
    int i, n; /* the row, from 0, of how many */
};

typedef bool measure_test(const struct task_measure *m);

static bool has_own_units(const struct task_measure *m)
{
    return m && m->units;
}

static bool has_own_deadline(const struct task_measure *m)
{
    return m && m->deadline.text.n;
}

/* Rows that a cell of this row spans, 0 when the one above reaches into it: consecutive measures
 * without units (or a deadline) of their own share those of the task. */
static int shared_rows(const struct task_row *row, measure_test *has_own)
{
    const struct task_measure *m = row->measure;
    int n = 0;
    if (!m || has_own(m))
        return 1;
    if (row->i > 0 && !has_own(row->before))
        return 0;
    for (; m && !has_own(m); m = m->next)
        n++;
    return n;
}

static void add_shared(struct table_maker *c, struct block *content, int rows)
{
    if (rows)
        compose_cell(c, content)->rows = rows;
}

static void add_row(struct table_maker *c, const struct task_row *row)
{
    struct composer *r = c->r;
    const struct task *t = row->task;
    const struct task_measure *m = row->measure;
    int task_rows = row->i == 0 ? row->n : 0;
    const char *number = arena_printf(r->arena, "%d", t->number);
    compose_row(c, ROW_PLAIN, m ? m->pos : t->pos);
    add_shared(c, compose_paragraph(r, words_derived(r->arena, number, t->pos)), task_rows);
    add_shared(c, compose_paragraph(r, t->title), task_rows);
    compose_cell(c, measure_block(r, m, row->n > 1 ? row->i + 1 : 0));
    add_shared(c, units_blocks(r, task_units(t, m)), shared_rows(row, has_own_units));
    add_shared(c, compose_paragraph(r, task_deadline(t, m)->text),
               shared_rows(row, has_own_deadline));
    add_shared(c, compose_paragraph(r, t->remark), task_rows);
}

static void add_task(struct table_maker *c, const struct task *t)
{
    struct task_row row = {.task = t, .measure = t->measures};
    for (const struct task_measure *m = t->measures; m; m = m->next)
        row.n++;
    if (!row.n)
        row.n = 1;
    for (; row.i < row.n; row.i++) {
        add_row(c, &row);
        row.before = row.measure;
        row.measure = row.measure ? row.measure->next : NULL;
    }
}

struct table *tasks_table(struct composer *r, const struct task_list *list)
{
    struct table_maker c;
    compose_table(&c, r, list->pos, list->title);
    compose_columns(&c, columns, sizeof columns / sizeof *columns);
    c.table->continued = list->continued;
    for (const struct task_area *area = list->areas; area; area = area->next) {
        if (area->title.n)
            compose_group(&c, words_joined(r->arena, area->label, area->title), area->pos);
        for (const struct task *t = area->tasks; t; t = t->next)
            add_task(&c, t);
    }
    return c.table;
}
