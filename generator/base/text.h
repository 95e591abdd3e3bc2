/* A text whose every character knows its place in the source, for findings that point at it. */
#ifndef HONGTOU_BASE_TEXT_H
#define HONGTOU_BASE_TEXT_H

#include <stdbool.h>

#include "base/source.h"

/* U+2028: a line break that the author asked for (<br/>). */
enum { TEXT_BREAK = 0x2028 };

struct text {
    const uint32_t *cp; /* code points */
    const uint32_t *at; /* the byte of src where each stands */
    size_t n;
    const struct source *src; /* NULL only for the empty text */
};

struct text_item {
    struct text text;
    struct text_item *next;
};

/* Characters being gathered into a text. Memory belongs to the arena. */
struct text_builder {
    struct arena *arena;
    const struct source *src;
    VEC(uint32_t) cp;
    VEC(uint32_t) at;
};

static inline void text_add(struct text_builder *b, uint32_t cp, uint32_t at)
{
    VEC_PUSH(b->arena, &b->cp, cp);
    VEC_PUSH(b->arena, &b->at, at);
}
void text_add_text(struct text_builder *b, struct text t);
/* UTF-8 that the program derives; every character stands at the same place. */
void text_add_utf8(struct text_builder *b, const char *s, uint32_t at);
struct text text_done(const struct text_builder *b);

/* The place of character i; the place after the last one when i == n. */
struct pos text_pos(struct text t, size_t i);

struct text text_from_utf8(struct arena *a, const char *s, struct pos pos);
/* n bytes of a source, each character where it stands there. */
struct text text_of_source(struct arena *a, struct pos from, size_t n);
char *text_utf8(struct arena *a, struct text t);
struct text text_part(struct text t, size_t from, size_t to);
/* The text without the author's line breaks: for a name, not for a page. */
struct text text_without_breaks(struct arena *a, struct text t);
/* Without the blanks at its ends. */
struct text text_trimmed(struct text t);
bool text_equals(struct text t, const char *utf8);
bool text_same(struct text x, struct text y);

#endif
