/*
 * Names by hash. Blanks in a name do not count, and marks that look alike are one: a name that was
 * padded for a roster (张　三) is found. What bears a name at a better level hides the rest.
 */
#include <string.h>

#include "base/utf8.h"
#include "staff/staff_int.h"

enum { WIDE_SPACE = 0x3000, NO_BREAK_SPACE = 0xA0, LIST_COMMA = 0x3001, FULL_COMMA = 0xFF0C };

/* （ and (, and the dots in names of other languages: 买买提·艾力. */
static uint32_t fold(uint32_t cp)
{
    static const uint32_t pairs[][2] = {{0xFF08, '('},  {0xFF09, ')'},  {0x2022, 0xB7},
                                        {0x2027, 0xB7}, {0x30FB, 0xB7}, {0x2219, 0xB7}};
    if (cp < pairs[2][0] && cp != 0xB7)
        return cp;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i][0] == cp)
            return pairs[i][1];
    return cp;
}

static uint64_t hash_of(struct text name, uint32_t within)
{
    uint64_t h = 0xCBF29CE484222325u ^ within;
    for (size_t i = 0; i < name.n; i++)
        if (!utf8_is_blank(name.cp[i]))
            h = (h ^ fold(name.cp[i])) * 0x100000001B3u;
    return h >> 1;
}

static size_t skip(struct text t, size_t i)
{
    while (i < t.n && utf8_is_blank(t.cp[i]))
        i++;
    return i;
}

static bool is_same(struct text x, struct text y)
{
    size_t i = skip(x, 0), j = skip(y, 0);
    while (i < x.n && j < y.n && fold(x.cp[i]) == fold(y.cp[j])) {
        i = skip(x, i + 1);
        j = skip(y, j + 1);
    }
    return i == x.n && j == y.n;
}

/* The group of a name, or NULL. */
static struct name_group *lookup(const struct name_index *x, uint64_t hash, struct text name,
                                 uint32_t within)
{
    const uint32_t *head = map_get(&x->map, hash);
    for (uint32_t i = head ? *head : 0; i; i = x->groups.v[i - 1].next) {
        struct name_group *g = &x->groups.v[i - 1];
        if (g->within == within && is_same(g->name, name))
            return g;
    }
    return NULL;
}

static struct name_group *group_new(struct name_index *x, uint64_t hash, struct text name,
                                    uint32_t within)
{
    const uint32_t *head = map_get(&x->map, hash);
    struct name_group *g = VEC_ADD(x->arena, &x->groups);
    *g = (struct name_group){.name = name, .within = within, .next = head ? *head : 0};
    map_put(x->arena, &x->map, hash, (uint32_t)x->groups.n);
    return g;
}

const void *const *name_found(const struct name_group *g)
{
    return g->n == 1 ? &g->one : g->more;
}

static void group_add(struct name_index *x, struct name_group *g, const void *item)
{
    if (g->n && name_found(g)[g->n - 1] == item)
        return;
    bool full = g->n && (g->n & (g->n - 1)) == 0;
    if (full) {
        const void **more = ARENA_ARRAY(x->arena, const void *, 2 * (size_t)g->n);
        memcpy(more, name_found(g), g->n * sizeof *more);
        g->more = more;
    }
    *(g->n ? &g->more[g->n] : &g->one) = item;
    g->n++;
}

void name_reserve(struct name_index *x, size_t n)
{
    size_t all = x->groups.n + n;
    struct name_group *groups = ARENA_ARRAY(x->arena, struct name_group, all);
    if (x->groups.n)
        memcpy(groups, x->groups.v, x->groups.n * sizeof *groups);
    x->groups.v = groups;
    x->groups.cap = all;
    map_reserve(x->arena, &x->map, all);
}

void name_add(struct name_index *x, struct text name, uint32_t within, enum name_level level,
              const void *item)
{
    if (skip(name, 0) == name.n)
        return;
    uint64_t hash = hash_of(name, within);
    struct name_group *g = lookup(x, hash, name, within);
    if (g && g->level < level)
        return;
    if (!g)
        g = group_new(x, hash, name, within);
    else if (level < g->level)
        g->n = 0;
    g->level = level;
    group_add(x, g, item);
}

void name_add_each(struct name_index *x, struct text names, enum name_level level, const void *item)
{
    size_t start = 0;
    for (size_t i = 0; names.n && i <= names.n; i++) {
        bool end = i == names.n || names.cp[i] == LIST_COMMA || names.cp[i] == FULL_COMMA ||
                   names.cp[i] == ',';
        if (!end)
            continue;
        name_add(x, text_part(names, start, i), 0, level, item);
        start = i + 1;
    }
}

const struct name_group *name_find(const struct name_index *x, struct text name, uint32_t within)
{
    return lookup(x, hash_of(name, within), name, within);
}
