/*
 * Collected data to figures: how many households gave each answer of a form, village by village,
 * and what its numbers come to. Rows come from lists of any length; memory grows with the villages
 * and the questions alone, and by some bytes for each household's key.
 */
#ifndef HONGTOU_TALLY_TALLY_H
#define HONGTOU_TALLY_TALLY_H

#include "base/buf.h"
#include "base/diag.h"
#include "model/form.h"
#include "sheet/sheet.h"

struct tally;

struct tally_options {
    const char *group; /* the column that parts households */
    bool must_group;   /* its lack is a mistake */
    const char *key;   /* the column that tells households apart */
};

/* Of what a form asks: its boxes and numbers. */
struct tally *tally_new(struct arena *a, const struct form *form,
                        const struct tally_options *options);

/* Counts a list's rows. A household whose key was counted before is left out; it, and entries that
 * are no answers, are told once a list. False: reported (no column is a question's). */
bool tally_list(struct tally *t, struct sheet_table *list, struct diags *d);

/* The figures: all in one sheet, then a sheet for each question that some list has, with a row a
 * village, then what was not counted, if anything. In the tally's arena. */
const struct sheet_template *tally_sheets(const struct tally *t, enum diag_lang lang, size_t *n);

/* A row an answer of a village: the list that a table takes by 来源. */
void tally_write_csv(const struct tally *t, enum diag_lang lang, struct buf *out);

#endif
