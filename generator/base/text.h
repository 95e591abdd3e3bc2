/*
 * A source that positions point into: a file's bytes as UTF-8; and texts whose every character
 * knows its place in one, for findings that point at it.
 */
#ifndef HONGTOU_BASE_TEXT_H
#define HONGTOU_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

/* ---- sources ---- */

struct source {
    const char *name;  /* as the user gave it; "<stdin>" for standard input */
    const char *bytes; /* UTF-8, NUL-terminated, owned by the arena it was made in */
    size_t size;
    bool sheet;            /* of a workbook: lines are its rows, cells are parted by tabs */
    uint32_t lines_before; /* the first one: of the file that it is a part of */
};

/* A byte of a source. src == NULL: no place (a fault of the system, or of the command line). */
struct pos {
    const struct source *src;
    uint32_t off;
};

struct place {
    uint32_t line, col; /* from 1; col counts code points */
    uint32_t cell;      /* of a sheet: the column, from 1; 0: it is none */
    const char *text;   /* the line, without its end */
    size_t length;      /* bytes of the line */
};

struct source *source_new(struct arena *a, const char *name, const char *bytes, size_t size);
struct place source_place(struct pos pos);

/* For who asks for the lines of many places of one source: where its lines begin, found at the
 * first question. Memory belongs to the arena. */
struct source_lines {
    struct arena *arena;
    const struct source *src;
    VEC(uint32_t) starts;
};
uint32_t source_line(struct source_lines *lines, struct pos pos);

/* A sheet's column as its users know it, from 1: A, Z, AA. */
enum { SOURCE_COLUMN_NAME_SIZE = 8 };
void source_column_name(char out[SOURCE_COLUMN_NAME_SIZE], uint32_t column);

/* ---- texts ---- */

/* U+2028: a line break that the author asked for (<br/>). */
enum { TEXT_BREAK = 0x2028 };

/* Beside the byte where a character stands, in a document that was compared with an earlier edition
 * of itself: it came since, something before it or behind it went. Sources are shorter than that.
 */
enum { TEXT_CAME = 0x40000000, TEXT_WENT = 0x20000000, TEXT_FLAGS = TEXT_CAME | TEXT_WENT };

struct text {
    const uint32_t *cp; /* code points */
    const uint32_t *at; /* the byte of src where each stands; TEXT_CAME, TEXT_WENT */
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

/* A text of the program's own; all of it stands at pos. */
struct text text_from_utf8(struct arena *a, const char *s, struct pos pos);
/* n bytes of a source, each character where it stands there. */
struct text text_of_source(struct arena *a, struct pos from, size_t n);
char *text_utf8(struct arena *a, struct text t);
struct text text_joined(struct arena *arena, struct text a, struct text b);
struct text text_part(struct text t, size_t from, size_t to);
/* The text without the author's line breaks: for a name, not for a page. */
struct text text_without_breaks(struct arena *a, struct text t);
/* Without the blanks at its ends. */
struct text text_trimmed(struct text t);
bool text_equals(struct text t, const char *utf8);
bool text_same(struct text x, struct text y);

/* An empty one begins and ends every text. */
bool text_starts_with(struct text t, struct text start);
bool text_ends_with(struct text t, struct text end);
/* Whether a word in UTF-8 stands somewhere in it. */
bool text_has(struct text t, const char *word);

/* Character i; past the end there is 0. */
static inline uint32_t text_char(struct text t, size_t i)
{
    return i < t.n ? t.cp[i] : 0;
}
/* Where the blanks at i end; i itself: there is none. */
size_t text_skip_blanks(struct text t, size_t i);
/* How many characters the word in UTF-8 is, when it stands at i; else 0. */
size_t text_word_at(struct text t, size_t i, const char *word);
/* The first of several. */
size_t text_any_word_at(struct text t, size_t i, const char *const words[], size_t n);
/* Whether it ends in one of n words in UTF-8. */
bool text_ends_in_any(struct text t, const char *const words[], size_t n);
/* Without what stands in brackets at its end: 县长（主持工作）. All of it when nothing is before.
 */
struct text text_without_brackets(struct text t);

#endif
