/* A staff file opened: its records as arrays, linked, checked; and what they say of a day. */
#include "staff/staff.h"

#include "staff/staff_int.h"
#include "value/date.h"

/* ---- opening ---- */

/* A list as an array; n: how many. */
#define TO_ARRAY(s, type, list, last, array, n)                                                    \
    do {                                                                                           \
        (n) = (last) ? (last)->index + 1 : 0;                                                      \
        (array) = ARENA_ARRAY((s)->arena, const struct type *, (n) + 1);                           \
        size_t at = 0;                                                                             \
        for (const struct type *item = (list); item; item = item->next)                            \
            (array)[at++] = item;                                                                  \
    } while (0)

static void take_records(struct staff *s, const struct staff_records *r)
{
    TO_ARRAY(s, staff_person, r->people, r->last_person, s->people, s->n_people);
    TO_ARRAY(s, staff_unit, r->units, r->last_unit, s->units, s->n_units);
    TO_ARRAY(s, staff_post, r->posts, r->last_post, s->posts, s->n_posts);
    TO_ARRAY(s, staff_tenure, r->tenures, r->last_tenure, s->tenures, s->n_tenures);
    s->parent = ARENA_ARRAY(s->arena, const struct staff_unit *, s->n_units + 1);
    s->unit_of = ARENA_ARRAY(s->arena, const struct staff_unit *, s->n_posts + 1);
    s->post_of = ARENA_ARRAY(s->arena, const struct staff_post *, s->n_tenures + 1);
    s->who = ARENA_ARRAY(s->arena, const struct staff_person *, s->n_tenures + 1);
    s->person_names.arena = s->unit_names.arena = s->post_names.arena = s->arena;
}

struct staff *staff_open(struct arena *a, const struct staff_records *records, struct diags *d)
{
    size_t errors = diags_count(d, DIAG_ERROR);
    struct staff *s = ARENA_NEW(a, struct staff);
    s->arena = a;
    s->records = records;
    s->diags = d;
    take_records(s, records);
    link_people(s);
    link_units(s);
    link_posts(s);
    link_tenures(s);
    check_people(s);
    check_periods(s);
    check_exclusive(s);
    s->diags = NULL;
    if (diags_count(d, DIAG_ERROR) > errors)
        return NULL;
    s->strokes = strokes_open(a);
    return s;
}

void staff_close(struct staff *s)
{
    strokes_close(s->strokes);
}

const struct staff_records *staff_records_of(const struct staff *s)
{
    return s->records;
}

/* ---- what belongs together ---- */

const struct staff_unit *staff_unit_of(const struct staff *s, const struct staff_post *post)
{
    return s->unit_of[post->index];
}

const struct staff_unit *staff_parent_of(const struct staff *s, const struct staff_unit *unit)
{
    return s->parent[unit->index];
}

const struct staff_person *staff_holder_of(const struct staff *s, const struct staff_tenure *t)
{
    return s->who[t->index];
}

const struct staff_post *staff_held_post(const struct staff *s, const struct staff_tenure *t)
{
    return s->post_of[t->index];
}

/* ---- on a day ---- */

static bool lasts_on(const struct staff_tenure *t, int64_t day)
{
    return day_from(t) <= day && day <= day_to(t);
}

/* Of the tenures from one place of a list to another. */
struct stretch {
    const uint32_t *items;
    uint32_t from, to;
};

static size_t lasting(const struct staff *s, struct stretch of, struct date day,
                      const struct staff_tenure *out[], size_t most)
{
    size_t n = 0;
    int64_t on = date_number(day);
    for (uint32_t i = of.from; i < of.to; i++) {
        const struct staff_tenure *t = s->tenures[of.items[i]];
        if (!lasts_on(t, on))
            continue;
        if (n < most)
            out[n] = t;
        n++;
    }
    return n;
}

size_t staff_holders(const struct staff *s, const struct staff_post *post, struct date day,
                     const struct staff_tenure *out[], size_t most)
{
    const uint32_t *first = &s->by_post.first[post->index];
    return lasting(s, (struct stretch){s->by_post.items, first[0], first[1]}, day, out, most);
}

size_t staff_tenures_of(const struct staff *s, const struct staff_person *p, struct date day,
                        const struct staff_tenure *out[], size_t most)
{
    const uint32_t *first = &s->by_person.first[p->index];
    return lasting(s, (struct stretch){s->by_person.items, first[0], first[1]}, day, out, most);
}

size_t staff_posts_of(const struct staff *s, const struct staff_unit *u,
                      enum post_standing standing, const struct staff_post *out[], size_t most)
{
    size_t n = 0;
    for (uint32_t i = s->by_unit.first[u->index]; i < s->by_unit.first[u->index + 1]; i++) {
        const struct staff_post *p = s->posts[s->by_unit.items[i]];
        if (p->standing != standing)
            continue;
        if (n < most)
            out[n] = p;
        n++;
    }
    return n;
}

int staff_compare_strokes(const struct staff *s, struct text a, struct text b)
{
    return strokes_compare(s->strokes, a, b);
}
