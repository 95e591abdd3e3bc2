/*
 * "Did you mean": the nearest of a few names, by edits counted in code points. A name is near when
 * about a third of it at most is wrong and something of it is right.
 */
#include "base/guess.h"

#include <string.h>

#include "base/utf8.h"

enum { LONGEST = 40, TOLERANCE = 3 };

struct word {
    uint32_t cp[LONGEST];
    size_t n;
};

static uint32_t lower(uint32_t cp)
{
    return cp >= 'A' && cp <= 'Z' ? cp + ('a' - 'A') : cp;
}

/* False: longer than any name. */
static bool word_read(struct word *w, const char *s)
{
    const char *end = s + strlen(s);
    w->n = 0;
    while (s < end && w->n < LONGEST)
        w->cp[w->n++] = lower(utf8_next(&s, end));
    return s == end;
}

static size_t least(size_t x, size_t y)
{
    return x < y ? x : y;
}

/* Optimal string alignment distance; a row and column more than the words for their beginnings. */
static size_t distance(const struct word *x, const struct word *y)
{
    size_t d[LONGEST + 1][LONGEST + 1];
    for (size_t i = 0; i <= x->n; i++)
        d[i][0] = i;
    for (size_t j = 0; j <= y->n; j++)
        d[0][j] = j;
    for (size_t i = 1; i <= x->n; i++) {
        for (size_t j = 1; j <= y->n; j++) {
            size_t replace = d[i - 1][j - 1] + (x->cp[i - 1] != y->cp[j - 1]);
            d[i][j] = least(replace, least(d[i - 1][j], d[i][j - 1]) + 1);
            if (i > 1 && j > 1 && x->cp[i - 1] == y->cp[j - 2] && x->cp[i - 2] == y->cp[j - 1])
                d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
        }
    }
    return d[x->n][y->n];
}

size_t guess_distance(const char *x, const char *y)
{
    struct word a, b;
    return word_read(&a, x) && word_read(&b, y) ? distance(&a, &b) : SIZE_MAX;
}

static size_t most(size_t x, size_t y)
{
    return x > y ? x : y;
}

/* About a third may be wrong. */
static bool is_near(size_t edits, size_t longer)
{
    return edits < longer && edits <= (longer + TOLERANCE - 1) / TOLERANCE;
}

void guess_try(struct guess *g, const char *name)
{
    struct word a, b;
    if (!word_read(&a, g->typed) || !word_read(&b, name))
        return;
    size_t edits = distance(&a, &b);
    if (!is_near(edits, most(a.n, b.n)) || (g->best && edits > g->distance))
        return;
    g->tied = g->best && edits == g->distance;
    if (!g->tied)
        g->best = name;
    g->distance = edits;
}

static bool word_take(struct word *w, struct text t)
{
    w->n = 0;
    while (w->n < LONGEST && w->n < t.n) {
        w->cp[w->n] = lower(t.cp[w->n]);
        w->n++;
    }
    return w->n == t.n;
}

bool guess_try_text(struct text_guess *g, struct text name)
{
    struct word a, b;
    size_t longer = most(g->typed.n, name.n), apart = longer - least(g->typed.n, name.n);
    if (!is_near(apart, longer) || !word_take(&a, g->typed) || !word_take(&b, name))
        return false;
    size_t edits = distance(&a, &b);
    if (!is_near(edits, longer) || (g->any && edits >= g->distance))
        return false;
    g->any = true;
    g->distance = edits;
    return true;
}
