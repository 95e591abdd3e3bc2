/* Task lists: numbers of tasks, labels of areas, deadlines; tasks that nobody is answerable for,
 * units named twice. */
#include "resolve/diag.def"
#include "resolve/plans_int.h"
#include "value/list.h"

const struct task_unit *task_units(const struct task *t, const struct task_measure *m)
{
    return m && m->units ? m->units : t->units;
}

const struct deadline *task_deadline(const struct task *t, const struct task_measure *m)
{
    return m && m->deadline.text.n ? &m->deadline : &t->deadline;
}

bool units_assist(const struct task_unit *units)
{
    while (units && !units->assists)
        units = units->next;
    return units != NULL;
}

static bool is_answered(const struct task_unit *units)
{
    while (units && units->assists)
        units = units->next;
    return units != NULL;
}

/* Each measure, or the task itself when it has none, has a unit that does not only assist. */
static void check_answered(struct resolver *r, const struct task *t)
{
    bool answered = t->measures || is_answered(t->units);
    for (const struct task_measure *m = t->measures; answered && m; m = m->next)
        answered = is_answered(task_units(t, m));
    if (!answered)
        diag(r->diags, DIAG_R033, t->pos, text_utf8(r->arena, t->title));
}

static void check_twice(struct resolver *r, const struct task_unit *units)
{
    struct interned seen = {0};
    bool fresh;
    for (const struct task_unit *u = units; u; u = u->next) {
        intern(r->arena, &seen, name_key(r->arena, u->name), &fresh);
        if (!fresh)
            diag(r->diags, DIAG_R036, u->pos, text_utf8(r->arena, u->name));
    }
}

static void resolve_task(struct resolver *r, struct task *t)
{
    deadline_resolve(r, &t->deadline);
    check_answered(r, t);
    check_twice(r, t->units);
    for (struct task_measure *m = t->measures; m; m = m->next) {
        deadline_resolve(r, &m->deadline);
        check_twice(r, m->units);
    }
}

void tasks_resolve(struct resolver *r, struct task_list *list)
{
    int areas = 0, tasks = 0;
    for (struct task_area *area = list->areas; area; area = area->next) {
        area->label = words_derived(r->arena, number_label(r->arena, 1, ++areas), area->pos);
        for (struct task *t = area->tasks; t; t = t->next) {
            t->number = ++tasks;
            resolve_task(r, t);
        }
    }
}
