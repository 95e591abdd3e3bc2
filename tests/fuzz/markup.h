/*
 * Changes to markup as markup, for targets that read XML: an element is doubled, moved, put into
 * another, or left out; a value is given to another attribute. libFuzzer's own changes, which
 * mostly make a text that is no XML any more, come in turn with these.
 */
#ifndef HONGTOU_FUZZ_MARKUP_H
#define HONGTOU_FUZZ_MARKUP_H

#include "fuzz.h"

size_t LLVMFuzzerMutate(uint8_t *bytes, size_t n, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t n, size_t most, unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t n, const uint8_t *other, size_t m,
                                 uint8_t *out, size_t most, unsigned seed);

struct markup_part {
    const uint8_t *p;
    size_t n;
};

static inline unsigned markup_chance(unsigned *seed, size_t of)
{
    *seed = *seed * 1664525U + 1013904223U;
    return of ? (*seed >> 8) % (unsigned)of : 0;
}

/* Behind the element that begins at p, if its tags pair up. */
static inline const uint8_t *markup_end(const uint8_t *p, const uint8_t *end)
{
    int depth = 0;
    while (p < end && (p = memchr(p, '<', (size_t)(end - p)))) {
        const uint8_t *close = memchr(p, '>', (size_t)(end - p));
        if (!close)
            return NULL;
        bool ends = p[1] == '/', empty = close[-1] == '/' || p[1] == '!' || p[1] == '?';
        depth += ends ? -1 : empty ? 0 : 1;
        p = close + 1;
        if (depth <= 0)
            return depth ? NULL : p;
    }
    return NULL;
}

/* One of the elements, by chance; n 0: there is none. */
static inline struct markup_part markup_element(const uint8_t *bytes, size_t n, unsigned *seed)
{
    enum { MOST = 512 };
    const uint8_t *starts[MOST], *p = bytes, *end = bytes + n;
    size_t count = 0;
    while (count < MOST && p < end && (p = memchr(p, '<', (size_t)(end - p)))) {
        if (p + 1 < end && p[1] != '/' && p[1] != '!' && p[1] != '?')
            starts[count++] = p;
        p++;
    }
    const uint8_t *from = count ? starts[markup_chance(seed, count)] : NULL;
    const uint8_t *to = from ? markup_end(from, end) : NULL;
    return to ? (struct markup_part){from, (size_t)(to - from)} : (struct markup_part){NULL, 0};
}

/* One of the values in quotes. */
static inline struct markup_part markup_value(const uint8_t *bytes, size_t n, unsigned *seed)
{
    enum { MOST = 512 };
    struct markup_part values[MOST];
    size_t count = 0;
    for (const uint8_t *p = bytes, *end = p + n;
         count < MOST && p < end && (p = memchr(p, '"', (size_t)(end - p)));) {
        const uint8_t *close = memchr(p + 1, '"', (size_t)(end - p - 1));
        if (!close)
            break;
        values[count++] = (struct markup_part){p, (size_t)(close + 1 - p)};
        p = close + 1;
    }
    return count ? values[markup_chance(seed, count)] : (struct markup_part){NULL, 0};
}

/* from..from+n of what is there gives way to a part; 0: it does not fit. */
static inline size_t markup_put(const uint8_t *bytes, size_t n, struct markup_part place,
                                struct markup_part part, uint8_t *out, size_t most)
{
    size_t before = (size_t)(place.p - bytes), behind = n - before - place.n;
    if (before + part.n + behind > most)
        return 0;
    uint8_t *copy = malloc(n + part.n + 1);
    if (!copy)
        abort();
    memcpy(copy, bytes, before);
    memcpy(copy + before, part.p ? part.p : bytes, part.n);
    memcpy(copy + before + part.n, place.p + place.n, behind);
    memcpy(out, copy, before + part.n + behind);
    free(copy);
    return before + part.n + behind;
}

size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t n, size_t most, unsigned seed)
{
    enum { OWN, DOUBLE, LEAVE_OUT, REPLACE, VALUE, KINDS };
    struct markup_part place, part = {NULL, 0};
    unsigned kind = markup_chance(&seed, KINDS);
    if (kind == OWN)
        return LLVMFuzzerMutate(bytes, n, most);
    if (kind == VALUE) {
        place = markup_value(bytes, n, &seed);
        part = markup_value(bytes, n, &seed);
    } else {
        place = markup_element(bytes, n, &seed);
        if (kind != LEAVE_OUT)
            part = markup_element(bytes, n, &seed);
        if (kind == DOUBLE)
            place.n = 0; /* before it */
    }
    size_t size = place.p && (part.p || kind == LEAVE_OUT)
                      ? markup_put(bytes, n, place, part, bytes, most)
                      : 0;
    return size ? size : LLVMFuzzerMutate(bytes, n, most);
}

/* An element of the other takes the place of one, or stands before it; or a value. */
size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t n, const uint8_t *other, size_t m,
                                 uint8_t *out, size_t most, unsigned seed)
{
    bool value = markup_chance(&seed, 4) == 0;
    struct markup_part place = value ? markup_value(one, n, &seed) : markup_element(one, n, &seed);
    struct markup_part part =
        value ? markup_value(other, m, &seed) : markup_element(other, m, &seed);
    if (!place.p || !part.p)
        return 0;
    if (!value && markup_chance(&seed, 2))
        place.n = 0;
    return markup_put(one, n, place, part, out, most);
}

#endif
