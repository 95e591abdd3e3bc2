/*
 * Task lists again. Indexes of all lists: a group a unit in the order of first mention, or a group
 * a month in the order of time, then what lasts, then the rest; a row is a task, with those of its
 * measures that have the same units and deadline. The checklist: one box a measure, and room for
 * what was found.
 */
#include <stdlib.h>

#include "compose/compose_int.h"
#include "compose/diag.def"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- indexes ---- */

/* A measure, or a task without any. */
struct entry {
    const struct task_list *list;
    const struct task_area *area;
    const struct task *task;
    const struct task_measure *measure; /* NULL: the task has none */
    int number;                         /* of the measure; 0: the only one */
    size_t order;                       /* through all lists */
};

typedef VEC(struct entry) entry_list;

static void add_entries(struct composer *c, entry_list *all, const struct task_row *row)
{
    struct entry e = {row->list, row->area, row->task, row->first, compose_first_number(row), 0};
    for (int i = 0; i < row->n || i == 0; i++) {
        e.order = all->n;
        VEC_PUSH(c->arena, all, e);
        e.measure = e.measure ? e.measure->next : NULL;
        e.number += e.number > 0;
    }
}

static entry_list gather(struct composer *c)
{
    entry_list all = {0};
    for (size_t i = 0; i < c->tasks.n; i++) {
        struct task_rows rows = compose_task_rows(c, c->tasks.v[i]);
        for (size_t k = 0; k < rows.list.n; k++)
            add_entries(c, &all, &rows.list.v[k]);
    }
    return all;
}

static struct pos entry_pos(const struct entry *e)
{
    return e->measure ? e->measure->pos : e->task->pos;
}

static const struct deadline *entry_deadline(const struct entry *e)
{
    return resolve_task_deadline(e->task, e->measure);
}

/* Consecutive measures of a task that agree in all but their words share a row. */
struct index_maker {
    struct table_maker t;
    const struct entry *before; /* the group's last one; NULL: none yet */
    const char *role;           /* its role */
    struct flow_cell *measures;
};

static bool continues(const struct index_maker *m, const struct entry *e, const char *role)
{
    const struct entry *before = m->before;
    return before && before->task == e->task && m->role == role &&
           resolve_task_units(before->task, before->measure) ==
               resolve_task_units(e->task, e->measure) &&
           text_same(entry_deadline(before)->printed, entry_deadline(e)->printed);
}

static void add_measure(struct index_maker *m, const struct entry *e)
{
    *compose_end(&m->measures->first) = compose_measure(m->t.c, e->list, e->measure, e->number);
}

static void begin_measures(struct index_maker *m, const struct entry *e)
{
    m->measures = compose_cell(&m->t, compose_measure(m->t.c, e->list, e->measure, e->number));
}

static void begin_group(struct index_maker *m, struct text title, struct pos pos)
{
    compose_group(&m->t, title, pos);
    m->before = NULL;
}

/* ---- by unit ---- */

/* What a unit has to do with an entry. */
struct duty {
    struct entry entry;
    const struct task_unit *unit;
    const char *role;
};

/* A unit and its duties. */
struct unit_duties {
    struct text name;
    VEC(struct duty) duties;
};

struct unit_list {
    struct interned seen;
    VEC(struct unit_duties) list;
};

/* A unit that both leads and assists keeps both roles; one named twice in a role has it once. */
static void add_duties(struct composer *c, struct unit_list *holders, const struct entry *e)
{
    static const char assists[] = "配合", leads[] = "牵头", alone[] = "责任";
    bool led = false;
    const struct task_unit *units = resolve_task_units(e->task, e->measure);
    for (const struct task_unit *u = units; u; u = u->next)
        led = led || u->role == UNIT_LEADS;
    const char *plain = !led && resolve_units_assist(units) ? leads : alone;
    for (const struct task_unit *u = units; u; u = u->next) {
        bool fresh;
        const char *role = u->assists ? assists : u->role == UNIT_LEADS ? leads : plain;
        size_t i = name_intern(c->arena, &holders->seen, name_key(c->arena, u->name), &fresh);
        if (fresh)
            VEC_PUSH(c->arena, &holders->list, ((struct unit_duties){.name = u->name}));
        struct unit_duties *h = &holders->list.v[i];
        const struct duty *last = h->duties.n ? &h->duties.v[h->duties.n - 1] : NULL;
        if (!last || last->entry.order != e->order || last->role != role)
            VEC_PUSH(c->arena, &h->duties, ((struct duty){*e, u, role}));
    }
}

static void add_duty_row(struct index_maker *m, const struct duty *duty)
{
    const struct entry *e = &duty->entry;
    if (continues(m, e, duty->role)) {
        add_measure(m, e);
    } else {
        compose_row(&m->t, ROW_PLAIN, entry_pos(e));
        compose_text(&m->t, e->area->title);
        compose_text(&m->t, e->task->title);
        begin_measures(m, e);
        compose_words(&m->t, duty->role);
        compose_text(&m->t, entry_deadline(e)->printed);
    }
    m->before = e;
    m->role = duty->role;
}

static void add_by_unit(struct index_maker *m, const entry_list *all)
{
    static const struct column_form columns[] = {
        {"序号", CELL_CENTRE, COLUMN_COUNTER, false},
        {"领域", CELL_CENTRE, COLUMN_TEXT, true},
        {"工作任务", CELL_JUSTIFY, COLUMN_TEXT, true},
        {"工作措施", CELL_JUSTIFY, COLUMN_TEXT, false},
        {"角色", CELL_CENTRE, COLUMN_TEXT, false},
        {"完成时限", CELL_CENTRE, COLUMN_TEXT, false},
    };
    struct unit_list holders = {0};
    compose_columns(&m->t, columns, COUNT(columns));
    for (size_t i = 0; i < all->n; i++)
        add_duties(m->t.c, &holders, &all->v[i]);
    for (size_t i = 0; i < holders.list.n; i++) {
        const struct unit_duties *h = &holders.list.v[i];
        begin_group(m, h->name, text_pos(h->name, 0));
        for (size_t k = 0; k < h->duties.n; k++)
            add_duty_row(m, &h->duties.v[k]);
    }
}

/* ---- by deadline ---- */

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
    int order = class_x == DATED ? date_compare(dx->last, dy->last) : 0;
    return order ? order : (x->order > y->order) - (x->order < y->order);
}

/* The same for all entries of a group. */
static const char *group_title(struct composer *c, const struct deadline *d)
{
    int class = deadline_class(d);
    if (class != DATED)
        return class == LASTING ? "全年及长期" : "其他时限";
    if (!d->last.year)
        return arena_printf(c->arena, "%d月", d->last.month);
    return arena_printf(c->arena, "%d年%d月", d->last.year, d->last.month);
}

static bool same_group(const struct deadline *a, const struct deadline *b)
{
    int class = deadline_class(a);
    return class == deadline_class(b) &&
           (class != DATED || (a->last.year == b->last.year && a->last.month == b->last.month));
}

static void add_deadline_row(struct index_maker *m, const struct entry *e)
{
    if (continues(m, e, NULL)) {
        add_measure(m, e);
    } else {
        compose_row(&m->t, ROW_PLAIN, entry_pos(e));
        compose_text(&m->t, entry_deadline(e)->printed);
        compose_text(&m->t, e->task->title);
        begin_measures(m, e);
        compose_cell(&m->t, compose_units(m->t.c, resolve_task_units(e->task, e->measure)));
        compose_text(&m->t, e->area->title);
    }
    m->before = e;
}

static void add_by_deadline(struct index_maker *m, const entry_list *all)
{
    static const struct column_form columns[] = {
        {"序号", CELL_CENTRE, COLUMN_COUNTER, false},
        {"完成时限", CELL_CENTRE, COLUMN_TEXT, true},
        {"工作任务", CELL_JUSTIFY, COLUMN_TEXT, true},
        {"工作措施", CELL_JUSTIFY, COLUMN_TEXT, false},
        {"责任单位", CELL_JUSTIFY, COLUMN_TEXT, false},
        {"领域", CELL_CENTRE, COLUMN_TEXT, false},
    };
    struct composer *c = m->t.c;
    compose_columns(&m->t, columns, COUNT(columns));
    if (all->n)
        qsort(all->v, all->n, sizeof *all->v, compare_entries);
    const struct deadline *before = NULL;
    for (size_t i = 0; i < all->n; i++) {
        const struct entry *e = &all->v[i];
        const struct deadline *d = entry_deadline(e);
        if (!before || !same_group(before, d))
            begin_group(m, text_from_utf8(c->arena, group_title(c, d), entry_pos(e)), entry_pos(e));
        add_deadline_row(m, e);
        before = d;
    }
}

static void check_any(struct composer *c, struct pos pos)
{
    if (c->tasks.n)
        return;
    diag(c->diags, DIAG_R035, pos, NULL);
    c->failed = true;
}

struct flow *compose_index(struct composer *c, const struct block *b, int level)
{
    const struct task_index *index = b->index;
    struct index_maker m = {.before = NULL};
    (void)level;
    check_any(c, index->pos);
    compose_table(&m.t, c, index->pos, index->title);
    m.t.table->continued = index->continued;
    m.t.table->size_least = index->size_least;
    entry_list all = gather(c);
    (index->by_deadline ? add_by_deadline : add_by_unit)(&m, &all);
    return compose_table_node(c, m.t.table);
}

/* ---- the checklist ---- */

static int count_measures(const struct task *t)
{
    int n = 0;
    for (const struct task_measure *m = t->measures; m; m = m->next)
        n++;
    return n;
}

/* □ and the measure, or the task's own title when it has none; room for what was found. */
static void add_check_row(struct table_maker *t, const struct task *task,
                          const struct task_measure *m, int number, int rows)
{
    struct composer *c = t->c;
    struct form_line line;
    compose_row(t, ROW_PLAIN, m ? m->pos : task->pos)->whole = true;
    const char *name = arena_printf(c->arena, "%d-%d", task->number, number);
    const char *found = arena_printf(c->arena, "%s-落实情况", name);
    if (number == 1)
        compose_text(t, task->title)->rows = rows;
    compose_line_begin(&line, c, t->pos);
    const struct box_group box = {.name = text_from_utf8(c->arena, name, t->pos),
                                  .place = BOX_BEFORE};
    compose_line_boxes(&line, &box, &(struct form_option){0}, true, false);
    for (const struct inline_item *i = m ? m->inlines : NULL; i; i = i->next)
        compose_line_text(&line, compose_words_of(c, i), i == m->inlines);
    if (!m)
        compose_line_text(&line, task->title, true);
    compose_cell(t, compose_line_paragraph(&line, PARAGRAPH_BODY));
    compose_cell(t, compose_units(c, resolve_task_units(task, m)));
    compose_text(t, resolve_task_deadline(task, m)->printed);
    compose_cell(t, NULL)->blank =
        compose_mark(c, MARK_BLANK, text_from_utf8(c->arena, found, t->pos));
}

struct flow *compose_check(struct composer *c, const struct block *b, int level)
{
    static const struct column_form columns[] = {
        {"序号", CELL_CENTRE, COLUMN_COUNTER, false},
        {"工作任务", CELL_CENTRE, COLUMN_TEXT, false},
        {"核查内容", CELL_JUSTIFY, COLUMN_TEXT, false},
        {"责任单位", CELL_CENTRE, COLUMN_TEXT, false},
        {"完成时限", CELL_CENTRE, COLUMN_TEXT, false},
        {"落实情况", CELL_JUSTIFY, COLUMN_TEXT, false},
    };
    struct table_maker t;
    (void)level;
    check_any(c, b->pos);
    compose_table(&t, c, b->pos, b->text);
    t.plan = PLAN_CHECK;
    compose_columns(&t, columns, COUNT(columns));
    for (size_t i = 0; i < c->tasks.n; i++)
        for (const struct task_area *a = c->tasks.v[i]->areas; a; a = a->next) {
            compose_area(&t, a);
            for (const struct task *task = a->tasks; task; task = task->next) {
                const struct task_measure *m = task->measures;
                int n = count_measures(task), number = 0;
                do {
                    add_check_row(&t, task, m, ++number, n ? n : 1);
                    m = m ? m->next : NULL;
                } while (m);
            }
        }
    return compose_table_node(c, t.table);
}
