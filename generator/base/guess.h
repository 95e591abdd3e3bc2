/* "Did you mean": the nearest of a few names, by edits counted in code points. */
#ifndef HONGTOU_BASE_GUESS_H
#define HONGTOU_BASE_GUESS_H

#include "base/text.h"

/* Start with .typed alone. Names are near when about a third of them at most is wrong and something
 * of them is right; the first one of the nearest stays. */
struct guess {
    const char *typed;
    const char *best; /* NULL: nothing is near enough */
    size_t distance;
    bool tied; /* another name is as near */
};

void guess_try(struct guess *g, const char *name);

/* The same among texts. True: this name is the nearest so far. */
struct text_guess {
    struct text typed;
    bool any; /* something is near enough */
    size_t distance;
};

bool guess_try_text(struct text_guess *g, struct text name);

/* Edits (insert, drop, replace, swap neighbours) between two names, in code points. SIZE_MAX: one
 * of them is longer than any name. */
size_t guess_distance(const char *x, const char *y);

#endif
