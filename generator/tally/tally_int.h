/* What the files of tally/ share. */
#ifndef HONGTOU_TALLY_TALLY_INT_H
#define HONGTOU_TALLY_TALLY_INT_H

#include "base/mem.h"
#include "tally/tally.h"
#include "value/decimal.h"
#include "value/option.h"

/* A group of boxes, or a number. */
struct tally_question {
    const char *name, *head;    /* head: what its column may be called too, and its words */
    struct option_set *options; /* NULL: a number */
    VEC(const char *) answers;
    bool several;  /* of them may be given */
    size_t column; /* of the list at hand, or SHEET_NONE */
    bool asked;    /* some list has it */
};

/* What a group of households said to a question. */
struct tally_count {
    uint64_t *answers; /* by answer */
    uint64_t given, blank, wrong;
    struct decimal sum;
    bool too_long; /* the sum has more digits than are kept */
};

struct tally_group {
    const char *name;
    uint64_t households;
    struct tally_count *counts; /* by question */
};

/* An entry that was not counted. */
struct tally_doubt {
    const char *place, *cell, *question, *entry;
    bool twice; /* a household that was counted before */
};

enum { TALLY_DOUBTS = 10000 }; /* that are listed */

struct tally {
    struct arena *arena, *row; /* row: of the row at hand */
    struct tally_options options;
    VEC(struct tally_question) questions;
    VEC(struct tally_group) groups;
    struct map numbers; /* of groups, by their names' hash */
    struct map keys;    /* of households that were counted */
    VEC(struct tally_doubt) doubts;
    uint64_t n_doubts;
    bool grouped; /* some list has the column */
};

/* question.c */
void tally_ask(struct tally *t, const struct form *form);
/* Finds the columns of a list. False: reported. */
bool tally_bind(struct tally *t, struct sheet_table *list, size_t *group, size_t *key,
                struct diags *d);

#endif
