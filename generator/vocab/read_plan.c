/*
 * The reader of plans: task lists, their indexes, and vehicle assignments, as they stand in the
 * document. Deadlines stay as written: resolve/ understands them.
 */
#include <uchar.h>

#include "vocab/vocab_int.h"

/* ---- 任务清单 ---- */

static bool parts_names(uint32_t cp)
{
    static const char32_t marks[] = U"、，,；;";
    const char32_t *mark = marks;
    while (*mark && *mark != cp)
        mark++;
    return *mark != 0;
}

static struct task_unit **add_unit(struct reader *r, struct task_unit **last, struct text name)
{
    *last = ARENA_NEW(r->arena, struct task_unit);
    (*last)->pos = text_pos(name, 0);
    (*last)->name = name;
    return &(*last)->next;
}

/* Where the name at i ends: at 、 or a mark that is typed for it, but not in brackets. */
static size_t name_end(struct text t, size_t i)
{
    int depth = 0;
    for (; i < t.n && (depth > 0 || !parts_names(t.cp[i])); i++)
        depth += (t.cp[i] == U'（') - (t.cp[i] == U'）');
    return i;
}

static struct text without_blanks(struct text t)
{
    while (t.n && space_skip(text_part(t, t.n - 1, t.n), 0) == 1)
        t.n--;
    return t;
}

/* The names that such marks part. */
static struct task_unit *read_names(struct reader *r, struct text t)
{
    struct task_unit *first = NULL, **last = &first;
    for (size_t i = space_skip(t, 0), end; i < t.n; i = space_skip(t, end + 1)) {
        end = name_end(t, i);
        if (end > i)
            last = add_unit(r, last, without_blanks(text_part(t, i, end)));
        if (end == t.n)
            break;
    }
    return first;
}

static struct task_measure *read_measure(struct reader *r, const struct node *n)
{
    struct task_measure *measure = ARENA_NEW(r->arena, struct task_measure);
    measure->pos = n->pos;
    measure->inlines = inline_read(r, n);
    measure->units = read_names(r, read_attr_text(r, n, ATTR_MEASURE_RESPONSIBLE));
    measure->deadline.text = read_attr_text(r, n, ATTR_MEASURE_DEADLINE);
    return measure;
}

static struct task *read_task(struct reader *r, const struct node *n)
{
    struct task *task = ARENA_NEW(r->arena, struct task);
    struct task_measure **measures = &task->measures;
    struct task_unit **units = &task->units;
    task->pos = n->pos;
    task->title = read_attr_text(r, n, ATTR_TASK_TITLE);
    task->deadline.text = read_attr_text(r, n, ATTR_TASK_DEADLINE);
    task->remark = read_attr_text(r, n, ATTR_TASK_REMARK);
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        if (k->id == EL_MEASURE) {
            *measures = read_measure(r, k);
            measures = &(*measures)->next;
            continue;
        }
        *units = read_names(r, space_element_text(r->arena, k));
        for (; *units; units = &(*units)->next)
            (*units)->assists = read_attr_choice(k, ATTR_RESPONSIBLE_ASSISTS);
    }
    return task;
}

static struct task_area *read_area(struct reader *r, const struct node *n)
{
    struct task_area *area = ARENA_NEW(r->arena, struct task_area);
    struct task **last = &area->tasks;
    area->pos = n->pos;
    area->title = read_attr_text(r, n, ATTR_AREA_TITLE);
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        *last = read_task(r, k);
        last = &(*last)->next;
    }
    return area;
}

void read_task_list(struct reader *r, const struct node *n)
{
    struct task_list *list = ARENA_NEW(r->arena, struct task_list);
    struct task_area **last = &list->areas;
    list->pos = n->pos;
    list->title = read_attr_text(r, n, ATTR_TASK_LIST_TITLE);
    list->source = read_attr_source(r, n, ATTR_TASK_LIST_SOURCE, ATTR_TASK_LIST_SHEET);
    list->continued = read_attr_choice(n, ATTR_TASK_LIST_CONTINUED);
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        *last = read_area(r, k);
        last = &(*last)->next;
    }
    read_add_block(r, n, BLOCK_TASK_LIST)->tasks = list;
}

void read_task_index(struct reader *r, const struct node *n)
{
    struct task_index *index = ARENA_NEW(r->arena, struct task_index);
    index->pos = n->pos;
    index->title = read_attr_text(r, n, ATTR_TASK_INDEX_TITLE);
    index->by_deadline = read_attr_choice(n, ATTR_TASK_INDEX_BY);
    index->continued = read_attr_choice(n, ATTR_TASK_INDEX_CONTINUED);
    read_add_block(r, n, BLOCK_TASK_INDEX)->index = index;
}

/* ---- 车辆安排 ---- */

static struct passenger *read_passenger(struct reader *r, const struct node *n)
{
    struct passenger *passenger = ARENA_NEW(r->arena, struct passenger);
    passenger->pos = n->pos;
    passenger->name = space_element_text(r->arena, n);
    passenger->post = read_attr_text(r, n, ATTR_PASSENGER_POST);
    passenger->phone = read_attr_text(r, n, ATTR_PASSENGER_PHONE);
    return passenger;
}

static struct vehicle *read_vehicle(struct reader *r, const struct node *n)
{
    struct vehicle *vehicle = ARENA_NEW(r->arena, struct vehicle);
    struct passenger **last = &vehicle->passengers;
    vehicle->pos = n->pos;
    vehicle->number = read_attr_text(r, n, ATTR_VEHICLE_NUMBER);
    vehicle->plate = read_attr_text(r, n, ATTR_VEHICLE_PLATE);
    vehicle->driver = read_attr_text(r, n, ATTR_VEHICLE_DRIVER);
    vehicle->phone = read_attr_text(r, n, ATTR_VEHICLE_PHONE);
    vehicle->type = read_attr_text(r, n, ATTR_VEHICLE_TYPE);
    vehicle->seats = read_attr_text(r, n, ATTR_VEHICLE_SEATS);
    vehicle->liaison = read_attr_text(r, n, ATTR_VEHICLE_LIAISON);
    vehicle->liaison_phone = read_attr_text(r, n, ATTR_VEHICLE_LIAISON_PHONE);
    vehicle->route = read_attr_text(r, n, ATTR_VEHICLE_ROUTE);
    vehicle->remark = read_attr_text(r, n, ATTR_VEHICLE_REMARK);
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        *last = read_passenger(r, k);
        last = &(*last)->next;
    }
    return vehicle;
}

static struct vehicle_group *read_vehicle_group(struct reader *r, const struct node *n)
{
    struct vehicle_group *group = ARENA_NEW(r->arena, struct vehicle_group);
    struct vehicle **last = &group->vehicles;
    group->pos = n->pos;
    group->name = read_attr_text(r, n, ATTR_VEHICLE_GROUP_NAME);
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        *last = read_vehicle(r, k);
        last = &(*last)->next;
    }
    return group;
}

void read_vehicles(struct reader *r, const struct node *n)
{
    struct vehicle_plan *plan = ARENA_NEW(r->arena, struct vehicle_plan);
    struct vehicle_group **last = &plan->groups;
    plan->pos = n->pos;
    plan->title = read_attr_text(r, n, ATTR_VEHICLES_TITLE);
    plan->source = read_attr_source(r, n, ATTR_VEHICLES_SOURCE, ATTR_VEHICLES_SHEET);
    plan->compact = read_attr_choice(n, ATTR_VEHICLES_FORM);
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        *last = read_vehicle_group(r, k);
        last = &(*last)->next;
    }
    read_add_block(r, n, BLOCK_VEHICLES)->vehicles = plan;
}
