/*
 * A workbook's shared strings. A list has millions of them: they lie one after the other in a
 * spool, and where each one ends, and whether some of it is struck out, in another.
 */
#include <stdlib.h>

#include "sheet/sheet_int.h"

#define STRUCK (UINT64_C(1) << 63) /* of an end */

struct sheet_strings {
    struct spool *bytes, *ends; /* ends: a uint64_t each */
    size_t n;
    struct buf hand; /* the one that was asked for last */
};

struct sheet_strings *sheet_strings_new(size_t memory, struct diags *d)
{
    struct sheet_strings *s = mem_alloc(sizeof *s);
    *s = (struct sheet_strings){.bytes = spool_new(memory, d), .ends = spool_new(memory, d)};
    return s;
}

void sheet_strings_drop(struct sheet_strings *s)
{
    if (!s)
        return;
    spool_drop(s->bytes);
    spool_drop(s->ends);
    buf_drop(&s->hand);
    free(s);
}

size_t sheet_strings_count(const struct sheet_strings *s)
{
    return s->n;
}

bool sheet_strings_add(struct sheet_strings *s, const char *utf8, size_t n, bool struck)
{
    uint64_t end = (spool_size(s->bytes) + n) | (struck ? STRUCK : 0);
    s->n++;
    return spool_add(s->bytes, utf8, n) && spool_add(s->ends, &end, sizeof end);
}

/* Where the string begins and ends. */
static bool find(struct sheet_strings *s, uint32_t index, uint64_t range[2])
{
    uint64_t size = sizeof *range;
    range[0] = 0;
    return index ? spool_read(s->ends, (index - 1) * size, range, 2 * sizeof *range)
                 : spool_read(s->ends, 0, range + 1, sizeof *range);
}

bool sheet_string(struct sheet_strings *s, uint32_t index, const char **utf8, size_t *n,
                  bool *struck)
{
    enum { FIRST_ROOM = 1 << 10 };
    uint64_t range[2];
    if (index >= s->n || !find(s, index, range))
        return false;
    *struck = range[1] & STRUCK;
    range[0] &= ~STRUCK;
    range[1] &= ~STRUCK;
    *n = (size_t)(range[1] - range[0]);
    if (*n >= s->hand.cap || !s->hand.p) {
        s->hand.cap = *n + FIRST_ROOM;
        s->hand.p = mem_realloc(s->hand.p, s->hand.cap);
    }
    *utf8 = s->hand.p;
    return !*n || spool_read(s->bytes, range[0], s->hand.p, *n);
}
