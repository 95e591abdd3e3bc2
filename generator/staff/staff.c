/* A staff file opened: its records as arrays, linked, checked; what they say of a day, and what
 * differs between two. */
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
    staff_link(s);
    staff_check(s);
    s->diags = NULL;
    if (diags_count(d, DIAG_ERROR) > errors)
        return NULL;
    s->strokes = staff_strokes_open(a);
    return s;
}

void staff_close(struct staff *s)
{
    staff_strokes_close(s->strokes);
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
        if (staff_day_from(t) > on || on > staff_day_to(t))
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

const struct staff_tenure *staff_tenure_ever(const struct staff *s, const struct staff_person *p,
                                             size_t i)
{
    const uint32_t *first = &s->by_person.first[p->index];
    return i < first[1] - first[0] ? s->tenures[s->by_person.items[first[0] + i]] : NULL;
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
    return staff_strokes_compare(s->strokes, a, b);
}

/* ---- what differs between two days, post by post: who left, who came, what is empty ---- */

/* More holders of one post than this are not compared. */
enum { HOLDERS_MOST = 64 };

struct staff_holder_list {
    const struct staff_tenure *at[HOLDERS_MOST];
    size_t n;
};

typedef VEC(struct staff_change) change_list;

struct staff_comparison {
    const struct staff *s;
    struct arena *arena;
    struct date from, to;
    change_list lists[CHANGE_EMPTY + 1];
};

static struct staff_holder_list holders_on(const struct staff *s, const struct staff_post *post,
                                           struct date day)
{
    struct staff_holder_list h;
    h.n = staff_holders(s, post, day, h.at, HOLDERS_MOST);
    h.n = h.n < HOLDERS_MOST ? h.n : HOLDERS_MOST;
    return h;
}

/* The tenure of the same person, or NULL. */
static const struct staff_tenure *of_same(const struct staff *s, const struct staff_holder_list *h,
                                          const struct staff_tenure *t)
{
    for (size_t i = 0; i < h->n; i++)
        if (s->who[h->at[i]->index] == s->who[t->index])
            return h->at[i];
    return NULL;
}

static void drop_both(const struct staff *s, struct staff_holder_list *h,
                      const struct staff_holder_list *other)
{
    size_t n = 0;
    for (size_t i = 0; i < h->n; i++)
        if (!of_same(s, other, h->at[i]))
            h->at[n++] = h->at[i];
    h->n = n;
}

static void add(struct staff_comparison *c, enum staff_change_kind kind,
                const struct staff_post *post, const struct staff_tenure *before,
                const struct staff_tenure *after)
{
    VEC_PUSH(c->arena, &c->lists[kind], ((struct staff_change){kind, post, before, after}));
}

/* The last tenure that ended by the second day. */
static const struct staff_tenure *last_of(const struct staff_comparison *c,
                                          const struct staff_post *post)
{
    const struct staff *s = c->s;
    const struct staff_tenure *last = NULL;
    for (uint32_t i = s->by_post.first[post->index]; i < s->by_post.first[post->index + 1]; i++) {
        const struct staff_tenure *t = s->tenures[s->by_post.items[i]];
        if (staff_day_to(t) < date_number(c->to) &&
            (!last || staff_day_to(t) >= staff_day_to(last)))
            last = t;
    }
    return last;
}

/* Whoever was there for a while, and whom neither day knows. */
static void find_between(struct staff_comparison *c, const struct staff_post *post,
                         const struct staff_holder_list *before,
                         const struct staff_holder_list *after)
{
    const struct staff *s = c->s;
    for (uint32_t i = s->by_post.first[post->index]; i < s->by_post.first[post->index + 1]; i++) {
        const struct staff_tenure *t = s->tenures[s->by_post.items[i]];
        if (staff_day_from(t) > date_number(c->from) && staff_day_to(t) < date_number(c->to) &&
            staff_day_from(t) <= staff_day_to(t) && !of_same(s, before, t) && !of_same(s, after, t))
            add(c, CHANGE_BETWEEN, post, NULL, t);
    }
}

static void compare_post(struct staff_comparison *c, const struct staff_post *post)
{
    struct staff_holder_list before = holders_on(c->s, post, c->from);
    struct staff_holder_list after = holders_on(c->s, post, c->to), stayed = before;
    size_t left_with = after.n;
    find_between(c, post, &before, &after);
    drop_both(c->s, &before, &after);
    drop_both(c->s, &after, &stayed);
    for (size_t i = 0; i < before.n; i++)
        add(c, CHANGE_LEFT, post, before.at[i], i < after.n ? after.at[i] : NULL);
    for (size_t i = 0; i < after.n; i++)
        add(c, CHANGE_CAME, post, i < before.n ? before.at[i] : NULL, after.at[i]);
    if (left_with == 0)
        add(c, CHANGE_EMPTY, post, last_of(c, post), NULL);
}

size_t staff_changes(const struct staff *s, struct arena *a, struct date from, struct date to,
                     const struct staff_change **out)
{
    struct staff_comparison c = {.s = s, .arena = a, .from = from, .to = to};
    for (size_t u = 0; u < s->n_units; u++)
        for (uint32_t i = s->by_unit.first[u]; i < s->by_unit.first[u + 1]; i++)
            compare_post(&c, s->posts[s->by_unit.items[i]]);
    change_list all = {0};
    for (int kind = 0; kind <= CHANGE_EMPTY; kind++)
        for (size_t i = 0; i < c.lists[kind].n; i++)
            VEC_PUSH(a, &all, c.lists[kind].v[i]);
    *out = all.v;
    return all.n;
}
