/* UTF-8: one code point at a time. */
#ifndef HONGTOU_BASE_UTF8_H
#define HONGTOU_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UTF8_MAX = 4, UTF8_REPLACEMENT = 0xFFFD };

/*
 * The code point at *s (before end), and *s moved past it. Malformed bytes (overlong forms and
 * surrogates too) give UTF8_REPLACEMENT and move by one byte. Never reads at or past end.
 */
uint32_t utf8_next(const char **s, const char *end);

/* Writes at most UTF8_MAX bytes, no NUL; returns how many. */
size_t utf8_encode(uint32_t cp, char out[UTF8_MAX]);

/* The offset of the first malformed byte, or n when all is well. */
size_t utf8_bad(const char *s, size_t n);

/* Code points in the first n bytes. */
size_t utf8_count(const char *s, size_t n);

/* Columns of a terminal that a code point takes: 0, 1 or 2. */
int utf8_columns(uint32_t cp);

/* A Chinese character (unified or compatibility ideograph, 〇), not a mark. */
bool utf8_is_han(uint32_t cp);

#endif
