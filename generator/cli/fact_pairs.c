/*
 * Facts of two days side by side. A member's facts stand together, and members come in the order
 * of the document, on both days; a member that is a rule may find more or fewer posts and people.
 */
#include <string.h>

#include "cli/people_int.h"

/* A fact of one member, until it has its partner. */
struct loose {
    const struct fact *fact;
    bool paired;
};

typedef VEC(struct loose) loose_list;

struct comparison {
    struct arena *arena;
    loose_list before, after; /* of one member */
    VEC(struct fact_pair) found;
};

static bool same_words(const char *x, const char *y)
{
    return x == y || (x && y && strcmp(x, y) == 0);
}

static bool same_key(const struct fact *x, const struct fact *y)
{
    return same_words(x->key, y->key);
}

static bool same_person(const struct fact *x, const struct fact *y)
{
    return same_key(x, y) && same_words(x->person, y->person);
}

static bool same_fact(const struct fact *x, const struct fact *y)
{
    return same_person(x, y) && same_words(x->value, y->value) && same_words(x->post, y->post);
}

static bool any_two(const struct fact *x, const struct fact *y)
{
    (void)x;
    (void)y;
    return true;
}

/* The facts of the member at a place, pinned ones left out; returns the first one behind them. */
static const struct fact *take_member(struct arena *a, const struct fact *fact, uint32_t off,
                                      loose_list *out)
{
    out->n = 0;
    for (; fact && fact->pos.off == off; fact = fact->next)
        if (!fact->pinned)
            VEC_PUSH(a, out, ((struct loose){fact, false}));
    return fact;
}

static struct loose *find_partner(loose_list *list, const struct fact *fact,
                                  bool alike(const struct fact *, const struct fact *))
{
    for (size_t i = 0; i < list->n; i++)
        if (!list->v[i].paired && alike(list->v[i].fact, fact))
            return &list->v[i];
    return NULL;
}

static void add(struct comparison *c, const struct fact *before, const struct fact *after)
{
    VEC_PUSH(c->arena, &c->found, ((struct fact_pair){before, after}));
}

/* What is the same says nothing; then a person's new post, a post's new holder, and the rest as
 * they come. */
static void pair_alike(struct comparison *c, bool alike(const struct fact *, const struct fact *))
{
    for (size_t i = 0; i < c->before.n; i++) {
        struct loose *x = &c->before.v[i];
        struct loose *y = x->paired ? NULL : find_partner(&c->after, x->fact, alike);
        if (!y)
            continue;
        x->paired = y->paired = true;
        if (!same_fact(x->fact, y->fact))
            add(c, x->fact, y->fact);
    }
}

static void compare_member(struct comparison *c)
{
    pair_alike(c, same_fact);
    pair_alike(c, same_person);
    pair_alike(c, same_key);
    pair_alike(c, any_two);
    for (size_t i = 0; i < c->before.n; i++)
        if (!c->before.v[i].paired)
            add(c, c->before.v[i].fact, NULL);
    for (size_t i = 0; i < c->after.n; i++)
        if (!c->after.v[i].paired)
            add(c, NULL, c->after.v[i].fact);
}

size_t facts_pair(struct arena *a, const struct fact *before, const struct fact *after,
                  const struct fact_pair **out)
{
    struct comparison c = {.arena = a};
    while (before || after) {
        uint32_t off = before ? before->pos.off : after->pos.off;
        if (after && after->pos.off < off)
            off = after->pos.off;
        before = take_member(a, before, off, &c.before);
        after = take_member(a, after, off, &c.after);
        compare_member(&c);
    }
    *out = c.found.v;
    return c.found.n;
}
