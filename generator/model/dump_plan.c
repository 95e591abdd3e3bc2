/* Task lists, their indexes and vehicle plans in the model's dump, as they were written or read
 * from data; the tables made of them follow. */
#include "model/dump_int.h"

/* 2026-10-31; nothing when it is not known. */
static void add_date(struct dump *d, const char *name, struct date date)
{
    if (date.year)
        buf_printf(d->out, " %s %04d-%02d-%02d", name, date.year, date.month, date.day);
}

static void add_deadline(struct dump *d, const struct deadline *deadline)
{
    dump_add_present(d, " deadline", deadline->text);
    add_date(d, "first", deadline->first);
    add_date(d, "last", deadline->last);
}

static void dump_units(struct dump *d, const struct task_unit *unit)
{
    d->depth++;
    for (; unit; unit = unit->next) {
        dump_begin(d, unit->assists ? "assisting" : "responsible");
        dump_add_quoted(d, unit->name);
        dump_end(d);
    }
    d->depth--;
}

static void dump_measure(struct dump *d, const struct task_measure *measure)
{
    dump_begin(d, "measure");
    dump_add_inlines(d, measure->inlines);
    add_deadline(d, &measure->deadline);
    dump_end(d);
    dump_units(d, measure->units);
}

static void dump_task(struct dump *d, const struct task *task)
{
    dump_begin(d, "task");
    if (task->number)
        buf_printf(d->out, " %d", task->number);
    dump_add_quoted(d, task->title);
    add_deadline(d, &task->deadline);
    dump_add_present(d, " remark", task->remark);
    dump_end(d);
    d->depth++;
    for (const struct task_measure *m = task->measures; m; m = m->next)
        dump_measure(d, m);
    d->depth--;
    dump_units(d, task->units);
}

void dump_task_list(struct dump *d, const struct task_list *list)
{
    dump_begin(d, "tasks");
    dump_add_present(d, " title", list->title);
    dump_add_present(d, " source", list->source.file);
    dump_add_present(d, " sheet", list->source.sheet);
    dump_add_word(d, " continued", list->continued);
    dump_end(d);
    d->depth++;
    for (const struct task_area *area = list->areas; area; area = area->next) {
        dump_begin(d, "area");
        dump_add_present(d, " label", area->label);
        dump_add_quoted(d, area->title);
        dump_end(d);
        d->depth++;
        for (const struct task *task = area->tasks; task; task = task->next)
            dump_task(d, task);
        d->depth--;
    }
    d->depth--;
}

void dump_task_index(struct dump *d, const struct task_index *index)
{
    dump_begin(d, index->by_deadline ? "by-deadline" : "by-unit");
    dump_add_present(d, " title", index->title);
    dump_add_word(d, " continued", index->continued);
    dump_end(d);
}

static void dump_passengers(struct dump *d, const struct passenger *p)
{
    d->depth++;
    for (; p; p = p->next) {
        dump_begin(d, "passenger");
        dump_add_quoted(d, p->name);
        dump_add_present(d, " post", p->post);
        dump_add_present(d, " phone", p->phone);
        dump_end(d);
    }
    d->depth--;
}

static void dump_vehicle(struct dump *d, const struct vehicle *v)
{
    const struct {
        const char *name;
        struct text text;
    } fields[] = {
        {" number", v->number},   {" plate", v->plate},
        {" driver", v->driver},   {" phone", v->phone},
        {" type", v->type},       {" seats", v->seats},
        {" liaison", v->liaison}, {" liaison-phone", v->liaison_phone},
        {" route", v->route},     {" remark", v->remark},
    };
    dump_begin(d, "vehicle");
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        dump_add_present(d, fields[i].name, fields[i].text);
    dump_end(d);
    dump_passengers(d, v->passengers);
}

void dump_vehicles(struct dump *d, const struct vehicle_plan *plan)
{
    dump_begin(d, plan->compact ? "plan compact" : "plan");
    dump_add_present(d, " title", plan->title);
    dump_add_present(d, " source", plan->source.file);
    dump_add_present(d, " sheet", plan->source.sheet);
    dump_end(d);
    d->depth++;
    for (const struct vehicle_group *g = plan->groups; g; g = g->next) {
        dump_begin(d, "group");
        dump_add_quoted(d, g->name);
        dump_end(d);
        d->depth++;
        for (const struct vehicle *v = g->vehicles; v; v = v->next)
            dump_vehicle(d, v);
        d->depth--;
    }
    d->depth--;
}
