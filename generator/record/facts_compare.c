/*
 * Two lists of facts of one document, matched without their places: an older list comes from a
 * record or a lock, whose document may have been edited since. Each pass matches what the one
 * before it left; what differs is told in the order of the document.
 */
#include <string.h>

#include "record/facts.h"

enum { NOBODY = -1 };

struct matching {
    struct arena *arena;
    const fact_lines *old, *now;
    ptrdiff_t *partner_of_old, *partner_of_now; /* index in the other list, or NOBODY */
};

typedef bool alike(const struct matching *m, size_t old, size_t now);

/* ---- what is alike ---- */

bool record_same_person(const struct fact_line *x, const struct fact_line *y)
{
    bool known = *x->person && *y->person;
    return known ? strcmp(x->person, y->person) == 0 : strcmp(x->value, y->value) == 0;
}

static bool same_place(const struct fact_line *x, const struct fact_line *y)
{
    return *x->where && strcmp(x->where, y->where) == 0;
}

static bool same_question(const struct matching *m, size_t old, size_t now)
{
    const struct fact_line *x = &m->old->v[old], *y = &m->now->v[now];
    return strcmp(x->key, y->key) == 0 && strcmp(x->where, y->where) == 0;
}

static bool same_answer(const struct fact_line *x, const struct fact_line *y)
{
    return strcmp(x->value, y->value) == 0 && strcmp(x->post, y->post) == 0 &&
           x->pinned == y->pinned && record_same_person(x, y);
}

static bool same_fact(const struct matching *m, size_t old, size_t now)
{
    return same_question(m, old, now) && same_answer(&m->old->v[old], &m->now->v[now]);
}

static bool same_person_asked(const struct matching *m, size_t old, size_t now)
{
    return same_question(m, old, now) && record_same_person(&m->old->v[old], &m->now->v[now]);
}

/* Another rule or member of the tier names him now. */
static bool same_person_there(const struct matching *m, size_t old, size_t now)
{
    const struct fact_line *x = &m->old->v[old], *y = &m->now->v[now];
    return same_place(x, y) && *x->value && record_same_person(x, y);
}

static bool same_tier(const struct matching *m, size_t old, size_t now)
{
    return same_place(&m->old->v[old], &m->now->v[now]);
}

/* ---- matching ---- */

/* The first old fact, from a place on, that is alike and has no partner; old->n: none. */
static size_t find(const struct matching *m, size_t now, size_t from, alike *is_alike)
{
    for (size_t k = 0; k < m->old->n; k++) {
        size_t i = (from + k) % m->old->n;
        if (m->partner_of_old[i] == NOBODY && is_alike(m, i, now))
            return i;
    }
    return m->old->n;
}

static void pair(struct matching *m, size_t old, size_t now)
{
    m->partner_of_now[now] = (ptrdiff_t)old;
    m->partner_of_old[old] = (ptrdiff_t)now;
}

/* Lists that hardly differ are in step: each search begins where the last one ended. */
static void match(struct matching *m, alike *is_alike)
{
    size_t next = 0;
    for (size_t i = 0; i < m->now->n; i++) {
        size_t k = m->partner_of_now[i] == NOBODY ? find(m, i, next, is_alike) : m->old->n;
        if (k == m->old->n)
            continue;
        pair(m, k, i);
        next = k + 1;
    }
}

static size_t count_loose(const fact_lines *list, const ptrdiff_t *partners,
                          const struct fact_line *there)
{
    size_t n = 0;
    for (size_t i = 0; i < list->n; i++)
        n += partners[i] == NOBODY && same_place(&list->v[i], there);
    return n;
}

/* One came to a tier and one is gone from it: the one stands for the other. */
static void match_only_ones(struct matching *m)
{
    for (size_t i = 0; i < m->now->n; i++) {
        const struct fact_line *there = &m->now->v[i];
        if (m->partner_of_now[i] == NOBODY && count_loose(m->now, m->partner_of_now, there) == 1 &&
            count_loose(m->old, m->partner_of_old, there) == 1)
            pair(m, find(m, i, 0, same_tier), i);
    }
}

static ptrdiff_t *partners_new(struct arena *a, size_t n)
{
    ptrdiff_t *list = ARENA_ARRAY(a, ptrdiff_t, n + 1);
    for (size_t i = 0; i < n; i++)
        list[i] = NOBODY;
    return list;
}

/* ---- what differs ---- */

/* Those that are gone, up to an old fact: they stood before it. */
static void add_gone(const struct matching *m, size_t *next, size_t end, fact_changes *out)
{
    for (; *next < end; ++*next)
        if (m->partner_of_old[*next] == NOBODY)
            VEC_PUSH(m->arena, out, ((struct fact_change){&m->old->v[*next], NULL}));
}

static void list_changes(const struct matching *m, fact_changes *out)
{
    size_t next = 0;
    for (size_t i = 0; i < m->now->n; i++) {
        ptrdiff_t k = m->partner_of_now[i];
        const struct fact_line *before = k == NOBODY ? NULL : &m->old->v[k];
        if (before)
            add_gone(m, &next, (size_t)k, out);
        if (!before || !same_answer(before, &m->now->v[i]))
            VEC_PUSH(m->arena, out, ((struct fact_change){before, &m->now->v[i]}));
    }
    add_gone(m, &next, m->old->n, out);
}

void record_facts_compare(struct arena *a, const fact_lines *old, const fact_lines *now,
                          fact_changes *out)
{
    static alike *const passes[] = {same_fact, same_person_asked, same_question, same_person_there};
    struct matching m = {a, old, now, partners_new(a, old->n), partners_new(a, now->n)};
    for (size_t i = 0; i < sizeof passes / sizeof *passes; i++)
        match(&m, passes[i]);
    match_only_ones(&m);
    list_changes(&m, out);
}
