/* The lists of a staff file's records: each new record goes to the end of its list and is counted,
 * so that what is found of it can stand in arrays beside. */
#include "model/staff.h"

struct staff_records *staff_records_new(struct arena *a, struct pos pos)
{
    struct staff_records *r = ARENA_NEW(a, struct staff_records);
    r->arena = a;
    r->pos = pos;
    return r;
}

#define ADD(r, type, list, last, at)                                                               \
    struct type *new = ARENA_NEW((r)->arena, struct type);                                         \
    *new = (struct type){.pos = (at), .index = (r)->last ? (r)->last->index + 1 : 0};              \
    *((r)->last ? &(r)->last->next : &(r)->list) = new;                                            \
    (r)->last = new;                                                                               \
    return new

struct staff_person *staff_add_person(struct staff_records *r, struct pos pos)
{
    ADD(r, staff_person, people, last_person, pos);
}

struct staff_unit *staff_add_unit(struct staff_records *r, struct pos pos)
{
    ADD(r, staff_unit, units, last_unit, pos);
}

struct staff_post *staff_add_post(struct staff_records *r, struct pos pos)
{
    ADD(r, staff_post, posts, last_post, pos);
}

struct staff_tenure *staff_add_tenure(struct staff_records *r, struct pos pos)
{
    ADD(r, staff_tenure, tenures, last_tenure, pos);
}
