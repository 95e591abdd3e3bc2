/*
 * Indexes of the document's task lists: a group a unit in the order of first mention, or a group
 * a month in the order of time, then what lasts, then the rest. A row is a task, with those of its
 * measures that have the same units and deadline.
 */
#include <stdlib.h>

#include "compose/compose_int.h"
#include "compose/diag.def"
#include "value/list.h"

/* A measure, or a task without any. */
struct entry {
    const struct task_area *area;
    const struct task *task;
    const struct task_measure *measure; /* NULL: the task has none */
    int number;                         /* of the measure; 0: the only one */
    size_t order;                       /* through all lists */
};

typedef VEC(struct entry) entry_list;

static void gather_task(struct composer *r, entry_list *all, struct entry e)
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

static entry_list gather(struct composer *r, const task_lists *lists)
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

/* ---- rows ---- */

/* Consecutive measures of a task that agree in all but their words share a row. */
struct writer {
    struct table_maker c;
    const struct entry *before; /* the group's last one; NULL: none yet */
    const char *role;           /* its role */
    struct table_cell *measures;
};

static bool continues(const struct writer *w, const struct entry *e, const char *role)
{
    const struct entry *before = w->before;
    return before && before->task == e->task && w->role == role &&
           task_units(before->task, before->measure) == task_units(e->task, e->measure) &&
           text_same(entry_deadline(before)->text, entry_deadline(e)->text);
}

static void add_measure(struct writer *w, const struct entry *e)
{
    struct block **last = &w->measures->first;
    while (*last)
        last = &(*last)->next;
    *last = measure_block(w->c.r, e->measure, e->number);
}

static void begin_measures(struct writer *w, const struct entry *e)
{
    w->measures = compose_cell(&w->c, measure_block(w->c.r, e->measure, e->number));
}

static void begin_group(struct writer *w, struct text title, struct pos pos)
{
    compose_group(&w->c, title, pos);
    w->before = NULL;
}

/* ---- by unit ---- */

static const struct compose_column unit_columns[] = {
    {"序号", CELL_CENTRE, COLUMN_COUNTER, false},  {"领域", CELL_CENTRE, COLUMN_TEXT, true},
    {"工作任务", CELL_JUSTIFY, COLUMN_TEXT, true}, {"工作措施", CELL_JUSTIFY, COLUMN_TEXT, false},
    {"角色", CELL_CENTRE, COLUMN_TEXT, false},     {"完成时限", CELL_CENTRE, COLUMN_TEXT, false},
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
    struct interned seen;
    VEC(struct holder) list;
};

/* A unit that both leads and assists keeps both roles; one named twice in a role has it once. */
static bool is_repeated(const struct holder *h, const struct entry *e, const char *role)
{
    const struct duty *last = h->duties.n ? &h->duties.v[h->duties.n - 1] : NULL;
    return last && last->entry.order == e->order && last->role == role;
}

static void add_duty(struct composer *r, struct holders *holders, const struct entry *e,
                     const struct task_unit *u, const char *role)
{
    bool fresh;
    size_t i = intern(r->arena, &holders->seen, name_key(r->arena, u->name), &fresh);
    if (fresh)
        VEC_PUSH(r->arena, &holders->list, ((struct holder){.name = u->name}));
    struct holder *h = &holders->list.v[i];
    if (!is_repeated(h, e, role))
        VEC_PUSH(r->arena, &h->duties, ((struct duty){*e, u, role}));
}

static void add_duties(struct composer *r, struct holders *holders, const struct entry *e)
{
    static const char assists[] = "配合", leads[] = "牵头", alone[] = "责任";
    const struct task_unit *units = task_units(e->task, e->measure);
    const char *role = units_assist(units) ? leads : alone;
    for (const struct task_unit *u = units; u; u = u->next)
        add_duty(r, holders, e, u, u->assists ? assists : role);
}

static void add_duty_row(struct writer *w, const struct duty *duty)
{
    const struct entry *e = &duty->entry;
    if (continues(w, e, duty->role)) {
        add_measure(w, e);
    } else {
        compose_row(&w->c, ROW_PLAIN, entry_pos(e));
        compose_text(&w->c, e->area->title);
        compose_text(&w->c, e->task->title);
        begin_measures(w, e);
        compose_words(&w->c, duty->role);
        compose_text(&w->c, entry_deadline(e)->text);
    }
    w->before = e;
    w->role = duty->role;
}

static void add_by_unit(struct writer *w, const entry_list *all)
{
    struct holders holders = {0};
    compose_columns(&w->c, unit_columns, sizeof unit_columns / sizeof *unit_columns);
    for (size_t i = 0; i < all->n; i++)
        add_duties(w->c.r, &holders, &all->v[i]);
    for (size_t i = 0; i < holders.list.n; i++) {
        const struct holder *h = &holders.list.v[i];
        begin_group(w, h->name, text_pos(h->name, 0));
        for (size_t k = 0; k < h->duties.n; k++)
            add_duty_row(w, &h->duties.v[k]);
    }
}

/* ---- by deadline ---- */

static const struct compose_column deadline_columns[] = {
    {"序号", CELL_CENTRE, COLUMN_COUNTER, false},   {"完成时限", CELL_CENTRE, COLUMN_TEXT, true},
    {"工作任务", CELL_JUSTIFY, COLUMN_TEXT, true},  {"工作措施", CELL_JUSTIFY, COLUMN_TEXT, false},
    {"责任单位", CELL_JUSTIFY, COLUMN_TEXT, false}, {"领域", CELL_CENTRE, COLUMN_TEXT, false},
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
static const char *group_title(struct composer *r, const struct deadline *d)
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

static void add_deadline_row(struct writer *w, const struct entry *e)
{
    if (continues(w, e, NULL)) {
        add_measure(w, e);
    } else {
        compose_row(&w->c, ROW_PLAIN, entry_pos(e));
        compose_text(&w->c, entry_deadline(e)->text);
        compose_text(&w->c, e->task->title);
        begin_measures(w, e);
        compose_cell(&w->c, units_blocks(w->c.r, task_units(e->task, e->measure)));
        compose_text(&w->c, e->area->title);
    }
    w->before = e;
}

static void add_by_deadline(struct writer *w, const entry_list *all)
{
    struct composer *r = w->c.r;
    compose_columns(&w->c, deadline_columns, sizeof deadline_columns / sizeof *deadline_columns);
    if (all->n)
        qsort(all->v, all->n, sizeof *all->v, compare_entries);
    const struct deadline *before = NULL;
    for (size_t i = 0; i < all->n; i++) {
        const struct entry *e = &all->v[i];
        const struct deadline *d = entry_deadline(e);
        if (!before || !same_group(before, d))
            begin_group(w, words_derived(r->arena, group_title(r, d), entry_pos(e)), entry_pos(e));
        add_deadline_row(w, e);
        before = d;
    }
}

struct table *tasks_index(struct composer *r, const struct task_index *index,
                          const task_lists *lists)
{
    struct writer w = {0};
    if (!lists->n) {
        diag(r->diags, DIAG_R035, index->pos, NULL);
        r->failed = true;
    }
    compose_table(&w.c, r, index->pos, index->title);
    w.c.table->continued = index->continued;
    entry_list all = gather(r, lists);
    if (index->by_deadline)
        add_by_deadline(&w, &all);
    else
        add_by_unit(&w, &all);
    return w.c.table;
}
