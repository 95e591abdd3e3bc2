/* 任务核查表: the document's task lists as a checklist, one box a measure, and room behind it for
 * what was found. */
#include "compose/diag.def"
#include "compose/form_int.h"

static const struct compose_column columns[] = {
    {"序号", CELL_CENTRE, COLUMN_COUNTER, false},   {"工作任务", CELL_CENTRE, COLUMN_TEXT, false},
    {"核查内容", CELL_JUSTIFY, COLUMN_TEXT, false}, {"责任单位", CELL_CENTRE, COLUMN_TEXT, false},
    {"完成时限", CELL_CENTRE, COLUMN_TEXT, false},  {"落实情况", CELL_JUSTIFY, COLUMN_TEXT, false},
};

/* □ and the measure, or the task's own title when it has none. */
static struct block *box_block(struct composer *r, const struct task *t,
                               const struct task_measure *m, struct text name)
{
    struct form_line line;
    form_line_begin(&line, r, m ? m->pos : t->pos);
    form_line_box(&line, name, (struct text){0}, false, false);
    for (const struct inline_item *i = m ? m->inlines : NULL; i; i = i->next)
        form_line_text(&line, i->text, i == m->inlines);
    if (!m)
        form_line_text(&line, t->title, true);
    return form_line_block(&line, 0);
}

static void add_row(struct table_maker *c, const struct task *t, const struct task_measure *m,
                    int number, int rows)
{
    struct composer *r = c->r;
    const char *name = arena_printf(r->arena, "%d-%d", t->number, number);
    struct form_mark *found = ARENA_NEW(r->arena, struct form_mark);
    compose_row(c, ROW_PLAIN, m ? m->pos : t->pos)->whole = true;
    if (number == 1)
        compose_text(c, t->title)->rows = rows;
    compose_cell(c, box_block(r, t, m, words_derived(r->arena, name, c->pos)));
    compose_cell(c, units_blocks(r, task_units(t, m)));
    compose_text(c, task_deadline(t, m)->text);
    found->name = found->label =
        words_derived(r->arena, arena_printf(r->arena, "%s-落实情况", name), c->pos);
    compose_cell(c, NULL)->blank = found;
}

static void add_task(struct table_maker *c, const struct task *t)
{
    int rows = 0, number = 0;
    for (const struct task_measure *m = t->measures; m; m = m->next)
        rows++;
    const struct task_measure *m = t->measures;
    do {
        add_row(c, t, m, ++number, rows ? rows : 1);
        m = m ? m->next : NULL;
    } while (m);
}

struct table *tasks_check(struct composer *r, const struct block *b, const task_lists *lists)
{
    struct table_maker c;
    if (!lists->n) {
        diag(r->diags, DIAG_R035, b->pos, NULL);
        r->failed = true;
    }
    compose_table(&c, r, b->pos, b->text);
    c.plan = PLAN_CHECK;
    compose_columns(&c, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < lists->n; i++)
        for (const struct task_area *a = lists->v[i]->areas; a; a = a->next) {
            compose_group(&c, words_joined(r->arena, a->label, a->title), a->pos);
            for (const struct task *t = a->tasks; t; t = t->next)
                add_task(&c, t);
        }
    return c.table;
}
