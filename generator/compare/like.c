/* How like each other two units are: by their pairs of neighbouring characters (Dice), and by what
 * they are about. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "compare/compare_int.h"

static int compare_pairs(const void *x, const void *y)
{
    uint32_t p = *(const uint32_t *)x, q = *(const uint32_t *)y;
    return p < q ? -1 : p > q;
}

/* A pair in 32 bits; that two pairs share their bits by chance makes nothing worse than a guess. */
static uint32_t pair_of(char32_t first, char32_t second)
{
    return (uint32_t)first * 2654435761u ^ ((uint32_t)second * 40503u + 1);
}

/* Figures are what changes first: which they are tells little. */
static char32_t alike(char32_t cp)
{
    return utf8_is_digit(cp) ? U'0' : cp;
}

/* The characters of all cells, one after the other, each with its neighbour. */
static void find_pairs(struct arena *a, struct unit *u)
{
    size_t most = 1;
    for (int i = 0; i < u->n_cells; i++)
        most += u->cells[i].cp.n + 1;
    u->pairs = ARENA_ARRAY(a, uint32_t, most);
    for (int i = 0; i < u->n_cells; i++) {
        const struct unit_cell *c = &u->cells[i];
        for (size_t k = 0; k < c->cp.n && !c->counts; k++)
            u->pairs[u->n_pairs++] =
                pair_of(alike(c->cp.v[k]), k + 1 < c->cp.n ? alike(c->cp.v[k + 1]) : U'\n');
    }
    qsort(u->pairs, u->n_pairs, sizeof *u->pairs, compare_pairs);
}

static int64_t shared_pairs(const struct unit *x, const struct unit *y)
{
    int64_t n = 0;
    for (size_t i = 0, k = 0; i < x->n_pairs && k < y->n_pairs;) {
        uint32_t p = x->pairs[i], q = y->pairs[k];
        n += p == q;
        i += p <= q;
        k += q <= p;
    }
    return n;
}

/* A row, a line of a roster is the one about the same, whatever else it says. */
static int by_key(const struct unit *x, const struct unit *y, int like)
{
    enum { SAME_KEY = 700, OTHER_KEY = 800 };
    if (!*x->key || !*y->key)
        return like;
    if (strcmp(x->key, y->key) == 0) {
        bool tier = text_same(x->tier, y->tier);
        return SAME_KEY + like * (LIKE_ALL - SAME_KEY) / LIKE_ALL - (tier ? 0 : SAME_KEY / 10);
    }
    return like * OTHER_KEY / LIKE_ALL;
}

int like_units(struct arena *a, struct unit *x, struct unit *y)
{
    if (x->kind != y->kind || (x->kind == UNIT_FIELD && strcmp(x->name, y->name) != 0))
        return 0;
    if (x->hash == y->hash)
        return LIKE_ALL;
    if (x->kind == UNIT_FIELD)
        return LIKE_ALL - 1;
    if (!x->pairs)
        find_pairs(a, x);
    if (!y->pairs)
        find_pairs(a, y);
    int64_t all = (int64_t)(x->n_pairs + y->n_pairs);
    int64_t least = (int64_t)(x->n_pairs < y->n_pairs ? x->n_pairs : y->n_pairs);
    bool told_by_key = *x->key && strcmp(x->key, y->key) == 0;
    if (2 * LIKE_ALL * least < LIKE_LEAST * all &&
        !told_by_key) /* one is too short for the other */
        return 0;
    int like = all ? (int)(2 * LIKE_ALL * shared_pairs(x, y) / all) : 0;
    /* a heading and a paragraph are hardly the same; figures alone tell nothing */
    if (x->heading != y->heading)
        like = like * 4 / 5;
    like = by_key(x, y, like);
    return like < LIKE_LEAST ? 0 : like > LIKE_ALL - 1 ? LIKE_ALL - 1 : like;
}
