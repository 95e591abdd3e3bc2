/* Inside style/: a profile being read. profile.c reads the files, style.c what values mean. */
#ifndef HONGTOU_STYLE_STYLE_INT_H
#define HONGTOU_STYLE_STYLE_INT_H

#include "style/style.h"

enum value_type {
    TYPE_LEN,
    TYPE_SIZE,
    TYPE_SHIFT,
    TYPE_COUNT,
    TYPE_NUMBER,
    TYPE_ROLE,
    TYPE_COLOUR,
    TYPE_STRING,
    TYPE_COLUMNS
};

struct key {
    const char *group, *name;
    enum value_type type;
    size_t offset;
};

extern const struct key style_keys[STYLE_KEYS];

/* A value as it stands in a file, until all files are read: the last one given wins. */
struct given {
    const char *text;
    struct pos pos;
};

struct style_reader {
    struct arena *arena;
    struct diags *diags;
    const struct style_places *places;
    struct style *style;
    struct given given[STYLE_KEYS];
    bool ok;
    int next_key; /* where the next value is looked for first */
};

/* Reports a mistake, with one or two words for its text (more may be NULL). */
void style_bad(struct style_reader *r, const struct diag_code *code, struct pos pos,
               const char *what, const char *more);

/* Reads the profile of a name and those it extends; depth: how many extend it. */
void style_read_file(struct style_reader *r, const char *name, struct pos pos, int depth);

#endif
