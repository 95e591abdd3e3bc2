/* What differs between two days, post by post: who left, who came, what is empty. */
#include "staff/staff_int.h"
#include "value/date.h"

/* More holders of one post than this are not compared. */
enum { HOLDERS_MOST = 64 };

struct holders {
    const struct staff_tenure *at[HOLDERS_MOST];
    size_t n;
};

typedef VEC(struct staff_change) change_list;

struct comparison {
    const struct staff *s;
    struct arena *arena;
    struct date from, to;
    change_list lists[CHANGE_EMPTY + 1];
};

static struct holders holders_on(const struct staff *s, const struct staff_post *post,
                                 struct date day)
{
    struct holders h;
    h.n = staff_holders(s, post, day, h.at, HOLDERS_MOST);
    h.n = h.n < HOLDERS_MOST ? h.n : HOLDERS_MOST;
    return h;
}

/* The tenure of the same person, or NULL. */
static const struct staff_tenure *of_same(const struct staff *s, const struct holders *h,
                                          const struct staff_tenure *t)
{
    for (size_t i = 0; i < h->n; i++)
        if (s->who[h->at[i]->index] == s->who[t->index])
            return h->at[i];
    return NULL;
}

static void drop_both(const struct staff *s, struct holders *h, const struct holders *other)
{
    size_t n = 0;
    for (size_t i = 0; i < h->n; i++)
        if (!of_same(s, other, h->at[i]))
            h->at[n++] = h->at[i];
    h->n = n;
}

static void add(struct comparison *c, enum staff_change_kind kind, const struct staff_post *post,
                const struct staff_tenure *before, const struct staff_tenure *after)
{
    VEC_PUSH(c->arena, &c->lists[kind], ((struct staff_change){kind, post, before, after}));
}

/* The last tenure that ended by the second day. */
static const struct staff_tenure *last_of(const struct comparison *c, const struct staff_post *post)
{
    const struct staff *s = c->s;
    const struct staff_tenure *last = NULL;
    for (uint32_t i = s->by_post.first[post->index]; i < s->by_post.first[post->index + 1]; i++) {
        const struct staff_tenure *t = s->tenures[s->by_post.items[i]];
        if (day_to(t) < date_number(c->to) && (!last || day_to(t) >= day_to(last)))
            last = t;
    }
    return last;
}

/* Whoever was there for a while, and whom neither day knows. */
static void find_between(struct comparison *c, const struct staff_post *post,
                         const struct holders *before, const struct holders *after)
{
    const struct staff *s = c->s;
    for (uint32_t i = s->by_post.first[post->index]; i < s->by_post.first[post->index + 1]; i++) {
        const struct staff_tenure *t = s->tenures[s->by_post.items[i]];
        if (day_from(t) > date_number(c->from) && day_to(t) < date_number(c->to) &&
            day_from(t) <= day_to(t) && !of_same(s, before, t) && !of_same(s, after, t))
            add(c, CHANGE_BETWEEN, post, NULL, t);
    }
}

static void compare_post(struct comparison *c, const struct staff_post *post)
{
    struct holders before = holders_on(c->s, post, c->from);
    struct holders after = holders_on(c->s, post, c->to), stayed = before;
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
    struct comparison c = {.s = s, .arena = a, .from = from, .to = to};
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
