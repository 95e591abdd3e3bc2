/* What the model knows by itself: how genres go, what the staff file says of a document's people,
 * who stands for nobody, and the lists of a staff file's records, of which each is counted, so that
 * what is found of it can stand in arrays beside. */
#include <string.h>

#include "model/staff.h"

const char model_vacant[] = "（空缺）";

enum genre_way model_genre_way(const char *genre)
{
    static const struct {
        const char *genre;
        enum genre_way way;
    } ways[] = {
        {"请示", GENRE_UP}, {"报告", GENRE_UP}, {"议案", GENRE_UP}, {"意见", GENRE_UP_OR_DOWN}};
    for (size_t i = 0; genre && i < sizeof ways / sizeof *ways; i++)
        if (strcmp(genre, ways[i].genre) == 0)
            return ways[i].way;
    return GENRE_OTHER;
}

/* ---- people ---- */

const struct roster_entry *people_entries(const struct people *people, const struct roster_tier *t)
{
    return people ? people->entries[t->number] : NULL;
}

struct found_person people_found(const struct people *people, const struct staff_reference *who)
{
    return people ? people->references[who->number] : (struct found_person){.name = {0}};
}

/* ---- records of a staff file ---- */

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
