/* Where two sequences differ: texts by their characters, or whatever else is numbered. */
#ifndef HONGTOU_BASE_DIFFER_H
#define HONGTOU_BASE_DIFFER_H

#include "base/text.h"

/* Characters [from, to) of what was became [now, now_end) of what is; one of them may be empty. */
struct differ_region {
    size_t from, to, now, now_end;
};
typedef VEC(struct differ_region) differ_regions;

/* Adds the regions in order, as few characters in them as can be. budget: what comparing may still
 * cost, in pairs of characters; it is used up. What costs more than is left, or than a page of text,
 * is one region, but for what its ends have alike. */
void differ_compare(struct arena *a, struct text was, struct text is, size_t *budget,
                    differ_regions *out);

/* The same of long sequences that differ in few places, as lines of two editions, whatever their
 * length: differences of thousands are one region. */
void differ_sparse(struct arena *a, struct text was, struct text is, differ_regions *out);

/* Numbers for pieces of bytes, as lines, which stay where they are: those that are the same have one. */
struct differ_piece {
    const char *p;
    size_t n;
};
struct differ_numbers {
    struct arena *arena;
    struct map numbers;
    VEC(struct differ_piece) known;
};
uint32_t differ_number(struct differ_numbers *numbers, struct differ_piece piece);

/* The same as one region; nowhere when they are alike. */
struct differ_region differ_whole(struct text was, struct text is);

#endif
