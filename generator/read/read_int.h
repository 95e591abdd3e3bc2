/* What the files of read/ share: the list, and the fields of a file. */
#ifndef HONGTOU_READ_READ_INT_H
#define HONGTOU_READ_READ_INT_H

#include "base/map.h"
#include "base/mem.h"
#include "read/read.h"

struct read_column {
    const char *name;
    uint32_t next; /* number + 1 of another with the same hash */
};

struct read_row {
    const char *file;
    const char *key;         /* the field that tells forms apart; NULL: the file names none */
    VEC(const char *) cells; /* by column; NULL or beyond the end: nothing */
};

struct read_list {
    struct arena *arena;
    struct map numbers;  /* of columns, by their names' hash */
    struct map contents; /* of rows, by the hash of their cells */
    struct map keys;     /* of rows, by the hash of their key and its value */
    VEC(struct read_column) columns;
    VEC(struct read_row) rows;
};

/* A value of the last row; one that has something already gets it behind a 、. False: that became
 * longer than any choice of options is. */
bool read_list_add(struct read_list *l, const char *name, const char *value);

/* ---- fields.c ---- */

enum read_result { READ_FORM, READ_NO_FORM, READ_NO_PDF };

/* All values of the file into the last row. */
enum read_result read_fields(struct read_list *l, const char *path);

#endif
