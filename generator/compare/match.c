/*
 * Units of two editions matched. First those that say the same, or are about the same, and stand
 * once in each: the heaviest chain of them that is in order in both is what stayed, the others
 * moved. Between two that stayed,
 * the best way to go through both in order, by how like each other they are; then what is left, as
 * moved and changed.
 */
#include <stdlib.h>
#include <string.h>

#include "compare/compare_int.h"

struct matching {
    struct arena *arena;
    struct units *old, *now;
};

static struct unit *old_at(struct matching *m, int i)
{
    return &m->old->list.v[i];
}

static struct unit *now_at(struct matching *m, int k)
{
    return &m->now->list.v[k];
}

static void join(struct matching *m, int i, int k, bool moved)
{
    old_at(m, i)->other = k;
    now_at(m, k)->other = i;
    old_at(m, i)->moved = now_at(m, k)->moved = moved;
}

/* ---- what says the same ---- */

static void hash_units(struct units *u)
{
    for (size_t i = 0; i < u->list.n; i++) {
        struct unit *x = &u->list.v[i];
        uint64_t h = map_hash(MAP_HASH_START, &x->kind, sizeof x->kind);
        h = map_hash(h, &x->heading, sizeof x->heading);
        if (x->kind == UNIT_FIELD)
            h = map_hash(h, x->name, strlen(x->name));
        for (int c = 0; c < x->n_cells; c++) {
            const struct unit_cell *cell = &x->cells[c];
            if (cell->counts)
                continue;
            h = map_hash(h, cell->cp.v, cell->cp.n * sizeof *cell->cp.v);
            h = map_hash(h, "", 1);
            x->length += (int64_t)cell->cp.n;
        }
        x->hash = h >> 1; /* keys of a map */
    }
}

static const uint32_t twice = UINT32_MAX; /* stands more than once */

static uint64_t by_words(const struct unit *u)
{
    return u->hash;
}

/* Of what is about the same thing; 0: not known what it is about. */
static uint64_t by_key(const struct unit *u)
{
    if (!*u->key)
        return 0;
    uint64_t h = map_hash(MAP_HASH_START, &u->kind, sizeof u->kind);
    h = map_hash(h, u->tier.cp, u->tier.n * sizeof *u->tier.cp);
    h = map_hash(h, u->around, strlen(u->around));
    return map_hash(h, u->key, strlen(u->key)) >> 1;
}

static struct map places_of(struct arena *a, const struct units *u,
                            uint64_t (*name)(const struct unit *))
{
    struct map map = {0};
    map_reserve(a, &map, u->list.n);
    for (size_t i = 0; i < u->list.n; i++) {
        uint64_t key = name(&u->list.v[i]);
        map_put(a, &map, key, map_get(&map, key) ? twice : (uint32_t)i);
    }
    return map;
}

/* The only one of a name in each edition. */
struct names {
    struct map old, now;
};

static int only_old(const struct names *names, uint64_t name)
{
    const uint32_t *i = map_get(&names->old, name), *k = map_get(&names->now, name);
    return name && i && k && *i != twice && *k != twice ? (int)*i : NO_UNIT;
}

/* ---- the heaviest chain ---- */

struct link {
    int i, k;
    int64_t weight; /* of the heaviest chain that ends here */
    int before;     /* the link before it in that; -1: none */
};

/* The best link among those whose k is at most one, as a Fenwick tree of their numbers. */
struct best {
    int *v; /* number of a link and 1; 0: none */
    size_t n;
    const struct link *links;
};

static int best_until(const struct best *b, size_t k)
{
    int found = 0;
    for (; k; k &= k - 1)
        if (b->v[k] && (!found || b->links[b->v[k] - 1].weight > b->links[found - 1].weight))
            found = b->v[k];
    return found - 1;
}

static void best_add(struct best *b, size_t k, int link)
{
    for (k++; k <= b->n; k += k & (~k + 1))
        if (!b->v[k] || b->links[link].weight > b->links[b->v[k] - 1].weight)
            b->v[k] = link + 1;
}

/* The unit of the other edition that says the same as unit k, else the one that is about the same;
 * each stands once. */
static int old_of(struct matching *m, const struct names *words, const struct names *keys, int k)
{
    enum { LIKE_ROWS = 775 };
    struct unit *now = now_at(m, k);
    int i = only_old(words, by_words(now));
    if (i != NO_UNIT)
        return i;
    i = only_old(keys, by_key(now));
    if (i == NO_UNIT || only_old(words, by_words(old_at(m, i))) != NO_UNIT)
        return NO_UNIT;
    bool alike = now->kind == UNIT_ENTRY || like_units(m->arena, old_at(m, i), now) >= LIKE_ROWS;
    return alike ? i : NO_UNIT;
}

/* Those that are out of the chain moved, unless they are too little to know. */
static void join_known(struct matching *m)
{
    enum { KNOWN = 4 };
    struct arena *a = m->arena;
    struct names words = {places_of(a, m->old, by_words), places_of(a, m->now, by_words)};
    struct names keys = {places_of(a, m->old, by_key), places_of(a, m->now, by_key)};
    VEC(struct link) links = {0};
    for (int k = 0; k < (int)m->now->list.n; k++) {
        int i = old_of(m, &words, &keys, k);
        if (i != NO_UNIT)
            VEC_PUSH(a, &links, ((struct link){i, k, 0, -1}));
    }
    struct best best = {ARENA_ARRAY(a, int, m->old->list.n + 2), m->old->list.n + 1, links.v};
    int last = -1;
    for (size_t n = 0; n < links.n; n++) { /* in the order of k */
        struct link *l = &links.v[n];
        l->before = best_until(&best, (size_t)l->i);
        l->weight = now_at(m, l->k)->length + 1 + (l->before < 0 ? 0 : links.v[l->before].weight);
        best_add(&best, (size_t)l->i, (int)n);
        if (last < 0 || l->weight > links.v[last].weight)
            last = (int)n;
    }
    for (; last >= 0; last = links.v[last].before)
        join(m, links.v[last].i, links.v[last].k, false);
    for (size_t n = 0; n < links.n; n++) {
        const struct link *l = &links.v[n];
        bool known = now_at(m, l->k)->length >= KNOWN || *now_at(m, l->k)->key;
        if (now_at(m, l->k)->other == NO_UNIT && known)
            join(m, l->i, l->k, true);
    }
}

/* ---- between two that stayed ---- */

/* Units of a gap that have no other yet. */
struct side {
    int *v;
    int n;
};

static struct side side_of(struct arena *a, const struct units *u, int from, int to)
{
    struct side s = {ARENA_ARRAY(a, int, (size_t)(to - from) + 1), 0};
    for (int i = from; i < to; i++)
        if (u->list.v[i].other == NO_UNIT)
            s.v[s.n++] = i;
    return s;
}

/* From so many pairs on only what stands about as far in is looked at, and from so many more on
 * nothing: what does not say the same, and is not about the same, went or came. */
enum { MOST_CELLS = 300000, MOST_STEPS = 50000000 };

static bool is_near(struct side x, struct side y, int i, int k)
{
    if ((int64_t)x.n * y.n <= MOST_CELLS)
        return true;
    int64_t across = (int64_t)i * y.n / x.n - k, width = MOST_CELLS / x.n / 2 + 1;
    return across <= width && -across <= width;
}

/* The best sum of likenesses for the first i and k of both, and how it is reached. */
static void join_in_order(struct matching *m, struct side x, struct side y)
{
    enum step { LEAVE_OLD, LEAVE_NOW, BOTH };
    if ((int64_t)x.n * y.n > MOST_STEPS)
        return;
    struct arena *a = arena_new();
    size_t width = (size_t)y.n + 1;
    int *above = ARENA_ARRAY(a, int, width), *row = ARENA_ARRAY(a, int, width);
    unsigned char *steps = ARENA_ARRAY(a, unsigned char, ((size_t)x.n + 1) * width);
    for (int i = 1; i <= x.n; i++) {
        row[0] = 0;
        for (int k = 1; k <= y.n; k++) {
            int like = is_near(x, y, i, k)
                           ? like_units(m->arena, old_at(m, x.v[i - 1]), now_at(m, y.v[k - 1]))
                           : 0;
            enum step step = above[k] >= row[k - 1] ? LEAVE_OLD : LEAVE_NOW;
            int best = step == LEAVE_OLD ? above[k] : row[k - 1];
            if (like && above[k - 1] + like > best) {
                best = above[k - 1] + like;
                step = BOTH;
            }
            row[k] = best;
            steps[(size_t)i * width + (size_t)k] = (unsigned char)step;
        }
        int *t = above;
        above = row;
        row = t;
    }
    for (int i = x.n, k = y.n; i && k;) {
        enum step step = steps[(size_t)i * width + (size_t)k];
        if (step == BOTH)
            join(m, x.v[i - 1], y.v[k - 1], false);
        i -= step != LEAVE_NOW;
        k -= step != LEAVE_OLD;
    }
    arena_drop(a);
}

/* Equal ones at both ends of a gap need no search. */
static void join_gap(struct matching *m, int i, int i_end, int k, int k_end)
{
    struct side x = side_of(m->arena, m->old, i, i_end), y = side_of(m->arena, m->now, k, k_end);
    while (x.n && y.n && old_at(m, x.v[0])->hash == now_at(m, y.v[0])->hash) {
        join(m, x.v[0], y.v[0], false);
        x = (struct side){x.v + 1, x.n - 1};
        y = (struct side){y.v + 1, y.n - 1};
    }
    while (x.n && y.n && old_at(m, x.v[x.n - 1])->hash == now_at(m, y.v[y.n - 1])->hash) {
        join(m, x.v[x.n - 1], y.v[y.n - 1], false);
        x.n--;
        y.n--;
    }
    if (x.n && y.n)
        join_in_order(m, x, y);
}

static void join_gaps(struct matching *m)
{
    int n = (int)m->now->list.n, i = 0, k = 0;
    VEC(int) stayed = {0};
    for (int at = 0; at < n; at++)
        if (now_at(m, at)->other != NO_UNIT && !now_at(m, at)->moved)
            VEC_PUSH(m->arena, &stayed, at);
    for (size_t s = 0; s < stayed.n; s++) {
        int to = stayed.v[s], from = now_at(m, to)->other;
        join_gap(m, i, from, k, to);
        i = from + 1;
        k = to + 1;
    }
    join_gap(m, i, (int)m->old->list.n, k, n);
}

/* ---- what is left ---- */

/* As moved and changed, the likest first. */
static void join_moved(struct matching *m)
{
    enum { KNOWN = 8, MOST = 600000 };
    struct side x = side_of(m->arena, m->old, 0, (int)m->old->list.n),
                y = side_of(m->arena, m->now, 0, (int)m->now->list.n);
    if ((int64_t)x.n * y.n > MOST)
        return;
    for (int k = 0; k < y.n; k++) {
        int best = 0, from = NO_UNIT;
        for (int i = 0; i < x.n; i++) {
            struct unit *u = old_at(m, x.v[i]);
            if (u->other != NO_UNIT || (u->length < KNOWN && u->kind != UNIT_ENTRY))
                continue;
            int like = like_units(m->arena, u, now_at(m, y.v[k]));
            if (like > best && like >= LIKE_MOVED) {
                best = like;
                from = x.v[i];
            }
        }
        if (from != NO_UNIT)
            join(m, from, y.v[k], true);
    }
}

bool match_has_moved(const struct unit *old, const struct unit *now)
{
    return now->moved && !(now->kind == UNIT_ENTRY && (now->sorted || old->hash != now->hash));
}

void match_units(struct arena *a, struct units *old, struct units *now)
{
    struct matching m = {a, old, now};
    hash_units(old);
    hash_units(now);
    join_known(&m);
    join_gaps(&m);
    join_moved(&m);
}
