/* UTF-8: one code point at a time. */
#ifndef HONGTOU_BASE_UTF8_H
#define HONGTOU_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

enum { UTF8_MAX = 4, UTF8_REPLACEMENT = 0xFFFD };

/* Any code point: what utf8_next leaves. */
uint32_t utf8_decode(const char **s, const char *end);

/*
 * The code point at *s (before end), and *s moved past it. Malformed bytes (overlong forms and
 * surrogates too) give UTF8_REPLACEMENT and move by one byte. Never reads at or past end.
 * Inline for ASCII and for the three bytes of nearly all Chinese characters, whose lead bytes begin
 * nothing overlong and no surrogate.
 */
static inline uint32_t utf8_next(const char **s, const char *end)
{
    const unsigned char *p = (const unsigned char *)*s;
    if (*p < 0x80) {
        *s += 1;
        return *p;
    }
    if (*p > 0xE0 && *p < 0xED && end - *s > 2 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80) {
        *s += 3;
        return (uint32_t)(*p & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3Fu);
    }
    return utf8_decode(s, end);
}

/* Bytes of a code point. */
static inline size_t utf8_size(uint32_t cp)
{
    return 1 + (size_t)(cp >= 0x80) + (size_t)(cp >= 0x800) + (size_t)(cp >= 0x10000);
}

/* Writes utf8_size(cp) bytes, no NUL; returns how many. */
size_t utf8_encode(uint32_t cp, char out[UTF8_MAX]);

/* The offset of the first malformed byte, or n when all is well. */
size_t utf8_bad(const char *s, size_t n);

/* Behind the characters that are neither controls nor beyond U+EFFF of the first plane, at least
 * as far as that is quick to see: the caller looks at the one that is returned. */
const char *utf8_skip_usual(const char *p, const char *end);

/* Code points in the first n bytes. */
size_t utf8_count(const char *s, size_t n);

/* Columns of a terminal that a code point takes: 0, 1 or 2. */
int utf8_columns(uint32_t cp);

/* What people see nothing of: blanks of every width, line ends, controls. */
static inline bool utf8_is_blank(uint32_t cp)
{
    return cp <= ' ' || (cp <= 0x3000 && (cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200A) ||
                                          cp == 0x2028 || cp == 0x3000));
}

static inline bool utf8_is_digit(uint32_t cp)
{
    return cp - '0' < 10;
}

/* A full-width form as the ASCII character that it is a form of: ！ … ～ are ! … ~. */
static inline uint32_t utf8_narrow(uint32_t cp)
{
    return cp - 0xFF01 < 0x5E ? cp - 0xFF01 + '!' : cp;
}

/* Whether a set, ended by NUL, has the code point. */
static inline bool utf8_is_one_of(uint32_t cp, const char32_t *set)
{
    while (*set && *set != cp)
        set++;
    return *set != 0;
}

/* A Chinese character (unified or compatibility ideograph, 〇), not a mark. */
bool utf8_is_han(uint32_t cp);

#endif
