/* A text that positions point into: a file's bytes as UTF-8, and where a byte stands in it. */
#ifndef HONGTOU_BASE_SOURCE_H
#define HONGTOU_BASE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

struct source {
    const char *name;  /* as the user gave it; "<stdin>" for standard input */
    const char *bytes; /* UTF-8, NUL-terminated, owned by the arena it was made in */
    size_t size;
    bool sheet; /* of a workbook: lines are its rows, cells are parted by tabs */
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

/* A sheet's column as its users know it, from 1: A, Z, AA. */
enum { COLUMN_LETTERS_SIZE = 8 };
void column_letters(char out[COLUMN_LETTERS_SIZE], uint32_t column);

#endif
