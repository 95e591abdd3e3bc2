/* A text that positions point into: a file's bytes as UTF-8, and where a byte stands in it. */
#ifndef HONGTOU_BASE_SOURCE_H
#define HONGTOU_BASE_SOURCE_H

#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

struct source {
    const char *name;  /* as the user gave it; "<stdin>" for standard input */
    const char *bytes; /* UTF-8, NUL-terminated, owned by the arena it was made in */
    size_t size;
};

/* A byte of a source. src == NULL: no place (a fault of the system, or of the command line). */
struct pos {
    const struct source *src;
    uint32_t off;
};

struct place {
    uint32_t line, col; /* from 1; col counts code points */
    const char *text;   /* the line, without its end */
    size_t length;      /* bytes of the line */
};

struct source *source_new(struct arena *a, const char *name, const char *bytes, size_t size);
struct place source_place(struct pos pos);

#endif
