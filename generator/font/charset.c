/* Sets of characters that limit a face: ranges, or a list of hanzi. */
#include <stdlib.h>

#include "base/utf8.h"
#include "font/font_int.h"

enum { PLANE = 0x10000, LAST_CODE = 0x10FFFF, HEXADECIMAL = 16 };

static bool in_ranges(const struct charset *set, uint32_t cp)
{
    for (size_t i = 0; i + 1 < set->ranges.n; i += 2)
        if (cp >= set->ranges.v[i] && cp <= set->ranges.v[i + 1])
            return true;
    return false;
}

bool charset_has(const struct charset *set, uint32_t cp)
{
    if (!set->hanzi)
        return in_ranges(set, cp) != set->except;
    if (!utf8_is_han(cp))
        return true;
    return cp < PLANE && (set->hanzi[cp / 8] >> cp % 8 & 1);
}

static bool read_code(const char **s, uint32_t *cp)
{
    char *end;
    unsigned long v = strtoul(*s, &end, HEXADECIMAL);
    if (end == *s || v > LAST_CODE)
        return false;
    *s = end;
    *cp = (uint32_t)v;
    return true;
}

bool charset_add_ranges(struct arena *a, struct charset *set, const char *ranges)
{
    const char *s = ranges;
    for (;;) {
        while (*s == ' ' || *s == '\n')
            s++;
        if (!*s)
            return true;
        uint32_t first, last;
        if (!read_code(&s, &first))
            return false;
        last = first;
        if (*s == '-' && (s++, !read_code(&s, &last)))
            return false;
        if (last < first || (*s && *s != ' ' && *s != '\n'))
            return false;
        VEC_PUSH(a, &set->ranges, first);
        VEC_PUSH(a, &set->ranges, last);
    }
}

void charset_add_hanzi(struct arena *a, struct charset *set, const char *utf8, size_t n)
{
    uint8_t *bits = ARENA_ARRAY(a, uint8_t, PLANE / 8);
    const char *end = utf8 + n;
    while (utf8 < end) {
        uint32_t cp = utf8_next(&utf8, end);
        if (cp < PLANE)
            bits[cp / 8] |= (uint8_t)(1u << cp % 8);
    }
    set->hanzi = bits;
}

static bool contains(struct text t, uint32_t cp)
{
    for (size_t i = 0; i < t.n; i++)
        if (t.cp[i] == cp)
            return true;
    return false;
}

bool use_allows(const struct use_row *use, uint32_t cp)
{
    const struct face_row *face = use->face;
    if (face->charset && !charset_has(face->charset, cp))
        return false;
    if (use->charset && !charset_has(use->charset, cp))
        return false;
    return !contains(face->except, cp) && (!use->only.n || contains(use->only, cp));
}
