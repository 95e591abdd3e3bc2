/* A growing byte string. The bytes belong to the buffer; buf_drop frees them. */
#ifndef HONGTOU_BASE_BUF_H
#define HONGTOU_BASE_BUF_H

#include <stddef.h>
#include <stdint.h>

struct buf {
    char *p; /* always NUL-terminated once anything was added */
    size_t n, cap;
};

void buf_drop(struct buf *b);
void buf_clear(struct buf *b);
void buf_add(struct buf *b, const void *p, size_t n);
void buf_str(struct buf *b, const char *s);
/* Room for n bytes more, and the NUL behind them. */
void buf_room(struct buf *b, size_t n);
static inline void buf_char(struct buf *b, char c)
{
    if (b->n + 2 > b->cap)
        buf_room(b, 1);
    b->p[b->n++] = c;
    b->p[b->n] = '\0';
}
void buf_int(struct buf *b, int64_t v);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* v / 10^decimals without trailing zeros: buf_fixed(b, -1250, 3) adds "-1.25". No locale. */
void buf_fixed(struct buf *b, int64_t v, int decimals);

/* A name as people may see it: what is not seen, turns the direction or is obeyed by a terminal, and
 * bytes that are not UTF-8 stand as \u{202E} and \x{FF} (base/name.h). */
void buf_shown(struct buf *b, const char *s);
/* The same of a text of lines, whose ends and tabs stay. */
void buf_shown_lines(struct buf *b, const char *s, size_t n);

/* A string of JSON, in its quotation marks; what is not seen is written in digits, bytes that are
 * not UTF-8 become U+FFFD. */
void buf_json(struct buf *b, const char *s);

/* Bytes of a text of XML, in words or in a value: & < > " are escaped. */
void buf_xml(struct buf *b, const char *s, size_t n);

/* One code point as UTF-8. */
void buf_code(struct buf *b, uint32_t cp);

#endif
