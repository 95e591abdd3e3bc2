/* What the files of read/ share: the fields of a file, and the list that they become. */
#ifndef HONGTOU_READ_READ_INT_H
#define HONGTOU_READ_READ_INT_H

#include "base/file.h"
#include "base/mem.h"
#include "read/read.h"
#include "value/entry.h"

/* ---- fields.c ---- */

/* A field of text, a choice of one, or a group of boxes of which several may be ticked. */
struct read_field {
    const char *owner; /* of the many forms in a file: its serial number; NULL: the file is one */
    const char *name;
    const char *head; /* what it asks; NULL: the file does not say */
    enum entry_kind takes;
    bool key;           /* tells forms apart */
    const char *value;  /* "": nothing; of a group: its options, as a list has them */
    const char *preset; /* what it had before it was filled in */
    const char *shown;  /* what the eye sees, when that is not the value; or NULL */
    bool drawn;         /* that is text, not boxes that are ticked */
    bool odd;           /* the owner's first: what the file says of the form cannot be right */
};

struct read_fields {
    VEC(struct read_field) list;
    bool mended;    /* its parts had to be looked for, or cannot be right: all of it is doubtful */
    bool regrouped; /* its forms are whole, and others than were printed together */
    int error;      /* READ_FAILED: errno */
    int held;       /* what the cage held while it was read (base/cage.h) */
};

enum read_result {
    READ_FORM,
    READ_NO_FORM,
    READ_NO_PDF,
    READ_DAMAGED, /* what was filled in cannot be known */
    READ_LARGE,   /* it takes more memory, or time, than any form does */
    READ_LONG,
    READ_STOPPED, /* the copy that read it came to an end by itself */
    READ_FAILED,  /* the system did not give it: no fault of the file's */
};

/* The fields of a file in its order; those of one owner stand together. The bytes are in memory:
 * whoever looks at them sees the same ones, and no disk fails meanwhile. */
enum read_result read_fields(struct arena *a, const struct file_pieces *file,
                             struct read_fields *out);

/* ---- streams.c ---- */

/* Whether the streams of a file's objects are what was written, by their sums; for a file that is
 * not encrypted. */
bool read_streams_are_whole(const struct file_pieces *file);

/* ---- ends.c ---- */

/* Whether a file ends in what says where its last table is, and its tables say where objects are:
 * where either is hurt, older ones would be found. */
bool read_end_is_whole(const struct file_pieces *file);

/* ---- apart.c ---- */

/* The same of an open file, by a copy of the process and under limits. */
enum read_result read_apart(struct arena *a, const struct file_pieces *file,
                            struct read_fields *out);

/* ---- row.c ---- */

struct read_column {
    const char *name, *head;
    enum entry_kind takes;
    uint32_t next; /* number + 1 of another with the same hash */
};

struct read_row {
    const char *file, *owner;
    const char *place;       /* for findings: the file, with the owner's number */
    const char *key;         /* the field that tells forms apart; NULL: the file names none */
    VEC(const char *) cells; /* by column; NULL or beyond the end: the form has no such field */
};

/* What somebody must look at. */
enum read_doubt_kind {
    DOUBT_MENDED,
    DOUBT_BLANK,
    DOUBT_PRESET, /* only what it was sent out with */
    DOUBT_BOXES,
    DOUBT_DRAWN,
    DOUBT_NO_NUMBER,
    DOUBT_BELOW_ZERO,
    DOUBT_NO_DATE,
    DOUBT_NO_PHONE,
    DOUBT_NO_CARD,
    DOUBT_KINDS
};
struct read_doubt {
    enum read_doubt_kind kind;
    size_t row, column;
    const char *value;
};

struct read_list {
    struct arena *arena;
    int held; /* by every file's cage */
    struct map numbers;  /* of columns, by their names' hash */
    struct map contents; /* of rows, by the hash of their cells */
    struct map keys;     /* of rows, by the hash of their key and its value */
    VEC(struct read_column) columns;
    VEC(struct read_row) rows;
    VEC(struct read_doubt) doubts;
};

/* ---- table.c ---- */

/* A column's head; where two have the same one, with the name. */
const char *read_head(const struct read_list *l, size_t column);
/* What is to be looked at in a doubt of the kind. */
const char *read_why(enum read_doubt_kind kind, enum diag_lang lang);

/* ---- row.c ---- */

/* What came of a file goes into the list. False: it came to nothing, reported. */
bool read_take(struct read_list *l, const char *path, enum read_result result,
               const struct read_fields *fields, struct diags *d);

const char *read_cell(const struct read_row *row, size_t column);
/* What tells the row's form apart; NULL: it has no such field, or nothing in it. */
const char *read_key_name(const struct read_row *row);
const char *read_key_value(const struct read_list *l, const struct read_row *row);

#endif
