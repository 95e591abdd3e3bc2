/* Growing byte string: doubles when full, keeps a NUL behind the last byte. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/name.h"
#include "base/utf8.h"

enum { FIRST_SIZE = 256, MAX_DIGITS = 24, USUAL_SIZE = 48 }; /* bytes; of what is printed at a time */

void buf_drop(struct buf *b)
{
    free(b->p);
    *b = (struct buf){0};
}

void buf_clear(struct buf *b)
{
    b->n = 0;
    if (b->p)
        b->p[0] = '\0';
}

void buf_room(struct buf *b, size_t n)
{
    if (b->n + n + 1 <= b->cap)
        return;
    size_t cap = b->cap ? b->cap : FIRST_SIZE;
    while (cap < b->n + n + 1)
        cap *= 2;
    b->p = mem_realloc(b->p, cap);
    b->cap = cap;
}

void buf_add(struct buf *b, const void *p, size_t n)
{
    buf_room(b, n);
    if (n)
        memcpy(b->p + b->n, p, n);
    b->n += n;
    b->p[b->n] = '\0';
}

void buf_str(struct buf *b, const char *s)
{
    buf_add(b, s, strlen(s));
}

void buf_int(struct buf *b, int64_t v)
{
    buf_fixed(b, v, 0);
}

/* From the last digit on, into the end of t. */
void buf_fixed(struct buf *b, int64_t v, int decimals)
{
    char t[MAX_DIGITS];
    int n = 0, places = decimals, at = MAX_DIGITS;
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    while (places > 0 && u % 10 == 0) {
        u /= 10;
        places--;
    }
    do {
        if (n == places && n)
            t[--at] = '.';
        t[--at] = (char)('0' + u % 10);
        u /= 10;
        n++;
    } while (u || n <= places);
    if (v < 0)
        t[--at] = '-';
    buf_add(b, t + at, (size_t)(MAX_DIGITS - at));
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    buf_room(b, USUAL_SIZE);
    size_t left = b->cap - b->n;
    int n = vsnprintf(b->p + b->n, left, fmt, ap);
    if ((size_t)n >= left) {
        buf_room(b, (size_t)n);
        vsnprintf(b->p + b->n, (size_t)n + 1, fmt, again);
    }
    b->n += (size_t)n;
    va_end(again);
    va_end(ap);
}

void buf_code(struct buf *b, uint32_t cp)
{
    buf_room(b, UTF8_MAX);
    b->n += utf8_encode(cp, b->p + b->n);
    b->p[b->n] = '\0';
}

void buf_shown(struct buf *b, const char *s)
{
    char shown[NAME_SHOWN];
    for (const char *end = s + strlen(s); s < end;)
        buf_add(b, shown, name_shown(&s, end, shown));
}

void buf_shown_lines(struct buf *b, const char *s, size_t n)
{
    char shown[NAME_SHOWN];
    for (const char *end = s + n; s < end;) {
        if (*s == '\n' || *s == '\t')
            buf_char(b, *s++);
        else
            buf_add(b, shown, name_shown(&s, end, shown));
    }
}

/* Of UTF-16. */
static void add_digits(struct buf *b, uint32_t c)
{
    enum { PLANE = 0x10000, HIGH = 0xD800, LOW = 0xDC00, LOW_BITS = 10 };
    if (c < PLANE)
        buf_printf(b, "\\u%04x", (unsigned)c);
    else
        buf_printf(b, "\\u%04x\\u%04x", (unsigned)(HIGH + ((c - PLANE) >> LOW_BITS)),
                   (unsigned)(LOW + ((c - PLANE) & ((1 << LOW_BITS) - 1))));
}

void buf_json(struct buf *b, const char *s)
{
    buf_char(b, '"');
    for (const char *end = s + strlen(s); s < end;) {
        uint32_t c = utf8_next(&s, end); /* a file's name may hold any byte, JSON may not */
        if (c == '"' || c == '\\')
            buf_char(b, '\\');
        if (name_is_unseen(c))
            add_digits(b, c);
        else
            buf_code(b, c);
    }
    buf_char(b, '"');
}

void buf_xml(struct buf *b, const char *s, size_t n)
{
    for (const char *end = s + n; s < end; s++) {
        switch (*s) {
        case '&':
            buf_str(b, "&amp;");
            break;
        case '<':
            buf_str(b, "&lt;");
            break;
        case '>':
            buf_str(b, "&gt;");
            break;
        case '"':
            buf_str(b, "&quot;");
            break;
        default:
            buf_char(b, *s);
        }
    }
}
