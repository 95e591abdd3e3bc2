/*
 * Indexes of the document's task lists: a group a unit in the order of first mention, or a group
 * a month in the order of time, then what lasts, then the rest. A row is a measure, or a task
 * without measures.
 */
#include <stdlib.h>

#include "resolve/plans_int.h"

/* A row of an index. */
struct entry {
    const struct task_area *area;
    const struct task *task;
    const struct task_measure *measure; /* NULL: the task has none */
    int number;                         /* of the measure; 0: the only one */
    size_t order;                       /* through all lists */
};

typedef VEC(struct entry) entry_list;

static void gather_task(struct resolver *r, entry_list *all, struct entry e)
{
    e.measure = e.task->measures;
    bool several = e.measure && e.measure->next;
    do {
        e.number += several;
        e.order = all->n;
        VEC_PUSH(r->arena, all, e);
        e.measure = e.measure ? e.measure->next : NULL;
    } while (e.measure);
}

static entry_list gather(struct resolver *r, const task_lists *lists)
{
    entry_list all = {0};
    for (size_t i = 0; i < lists->n; i++)
        for (const struct task_area *a = lists->v[i]->areas; a; a = a->next)
            for (const struct task *t = a->tasks; t; t = t->next)
                gather_task(r, &all, (struct entry){.area = a, .task = t});
    return all;
}

static struct pos entry_pos(const struct entry *e)
{
    return e->measure ? e->measure->pos : e->task->pos;
}

static const struct deadline *entry_deadline(const struct entry *e)
{
    return task_deadline(e->task, e->measure);
}

/* ---- by unit ---- */

static const struct compose_column unit_columns[] = {
    {"序号", 0, CELL_CENTRE, COLUMN_COUNTER, false},
    {"领域", 3, CELL_CENTRE, COLUMN_TEXT, true},
    {"工作任务", 5, CELL_AUTO, COLUMN_TEXT, true},
    {"工作措施", 12, CELL_AUTO, COLUMN_TEXT, false},
    {"角色", 2, CELL_CENTRE, COLUMN_TEXT, false},
    {"完成时限", 4, CELL_CENTRE, COLUMN_TEXT, false},
};

/* What a unit has to do with an entry. */
struct duty {
    struct entry entry;
    const struct task_unit *unit;
    const char *role;
};

typedef VEC(struct duty) duty_list;

/* A unit and its duties. */
struct holder {
    struct text name;
    duty_list duties;
};

struct holders {
    struct seen seen;
    VEC(struct holder) list;
};

/* A unit that both leads and assists keeps both roles; one named twice in a role has it once. */
static bool is_repeated(const struct holder *h, const struct entry *e, const char *role)
{
    const struct duty *last = h->duties.n ? &h->duties.v[h->duties.n - 1] : NULL;
    return last && last->entry.order == e->order && last->role == role;
}

static void add_duty(struct resolver *r, struct holders *holders, const struct entry *e,
                     const struct task_unit *u, const char *role)
{
    bool fresh;
    size_t i = seen_add(r, &holders->seen, text_key(r, u->name), &fresh);
    if (fresh)
        VEC_PUSH(r->arena, &holders->list, ((struct holder){.name = u->name}));
    struct holder *h = &holders->list.v[i];
    if (!is_repeated(h, e, role))
        VEC_PUSH(r->arena, &h->duties, ((struct duty){*e, u, role}));
}

static void add_duties(struct resolver *r, struct holders *holders, const struct entry *e)
{
    static const char assists[] = "配合", leads[] = "牵头", alone[] = "责任";
    const struct task_unit *units = task_units(e->task, e->measure);
    const char *role = units_assist(units) ? leads : alone;
    for (const struct task_unit *u = units; u; u = u->next)
        add_duty(r, holders, e, u, u->assists ? assists : role);
}

static void add_unit_row(struct composer *c, const struct duty *duty)
{
    const struct entry *e = &duty->entry;
    compose_row(c, ROW_PLAIN, entry_pos(e));
    compose_text(c, e->area->title);
    compose_text(c, e->task->title);
    compose_cell(c, measure_block(c->r, e->measure, e->number));
    compose_words(c, duty->role);
    compose_text(c, entry_deadline(e)->text);
}

static void add_by_unit(struct composer *c, const entry_list *all)
{
    struct holders holders = {0};
    compose_columns(c, unit_columns, sizeof unit_columns / sizeof *unit_columns);
    for (size_t i = 0; i < all->n; i++)
        add_duties(c->r, &holders, &all->v[i]);
    for (size_t i = 0; i < holders.list.n; i++) {
        const struct holder *h = &holders.list.v[i];
        compose_group(c, h->name, text_pos(h->name, 0));
        for (size_t k = 0; k < h->duties.n; k++)
            add_unit_row(c, &h->duties.v[k]);
    }
}

/* ---- by deadline ---- */

static const struct compose_column deadline_columns[] = {
    {"序号", 0, CELL_CENTRE, COLUMN_COUNTER, false},
    {"完成时限", 4, CELL_CENTRE, COLUMN_TEXT, true},
    {"工作任务", 5, CELL_AUTO, COLUMN_TEXT, true},
    {"工作措施", 11, CELL_AUTO, COLUMN_TEXT, false},
    {"责任单位", 5, CELL_AUTO, COLUMN_TEXT, false},
    {"领域", 3, CELL_CENTRE, COLUMN_TEXT, false},
};

enum { DATED, LASTING, OTHER }; /* the order of the groups */

static int deadline_class(const struct deadline *d)
{
    if (d->lasting)
        return LASTING;
    return d->last.month ? DATED : OTHER;
}

static int compare_entries(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    const struct deadline *dx = entry_deadline(x), *dy = entry_deadline(y);
    int class_x = deadline_class(dx), class_y = deadline_class(dy);
    if (class_x != class_y)
        return class_x - class_y;
    int order = class_x == DATED ? deadline_compare(dx->last, dy->last) : 0;
    return order ? order : (x->order > y->order) - (x->order < y->order);
}

/* The same for all entries of a group. */
static const char *group_title(struct resolver *r, const struct deadline *d)
{
    int class = deadline_class(d);
    if (class != DATED)
        return class == LASTING ? "全年及长期" : "其他时限";
    if (!d->last.year)
        return arena_printf(r->arena, "%d月", d->last.month);
    return arena_printf(r->arena, "%d年%d月", d->last.year, d->last.month);
}

static bool same_group(const struct deadline *a, const struct deadline *b)
{
    int class = deadline_class(a);
    return class == deadline_class(b) &&
           (class != DATED || (a->last.year == b->last.year && a->last.month == b->last.month));
}

static void add_deadline_row(struct composer *c, const struct entry *e)
{
    compose_row(c, ROW_PLAIN, entry_pos(e));
    compose_text(c, entry_deadline(e)->text);
    compose_text(c, e->task->title);
    compose_cell(c, measure_block(c->r, e->measure, e->number));
    compose_cell(c, units_blocks(c->r, task_units(e->task, e->measure)));
    compose_text(c, e->area->title);
}

static void add_by_deadline(struct composer *c, const entry_list *all)
{
    compose_columns(c, deadline_columns, sizeof deadline_columns / sizeof *deadline_columns);
    if (all->n)
        qsort(all->v, all->n, sizeof *all->v, compare_entries);
    const struct deadline *before = NULL;
    for (size_t i = 0; i < all->n; i++) {
        const struct entry *e = &all->v[i];
        const struct deadline *d = entry_deadline(e);
        if (!before || !same_group(before, d))
            compose_group(c, words_derived(c->r, group_title(c->r, d), entry_pos(e)), entry_pos(e));
        add_deadline_row(c, e);
        before = d;
    }
}

struct table *tasks_index(struct resolver *r, const struct task_index *index,
                          const task_lists *lists)
{
    struct composer c;
    if (!lists->n) {
        diag(r->diags, DIAG_R035, index->pos, NULL);
        r->failed = true;
    }
    compose_table(&c, r, index->pos, index->title);
    c.table->continued = index->continued;
    entry_list all = gather(r, lists);
    if (index->by_deadline)
        add_by_deadline(&c, &all);
    else
        add_by_unit(&c, &all);
    return c.table;
}
