/*
 * Forms that were filled in on screen, back to a list: a row a form, a column a question. Hides
 * libqpdf.
 *
 * Files come from strangers: depth and number of fields are limited, damage is a finding; so are
 * a file of another form than the first one, fields that are gone, a form that was not filled in,
 * entries that cannot be what is asked for, boxes that show another answer than the file says, a
 * form given twice, and a key (of the form, else 户号) on forms that say different things. Whatever
 * was typed is kept.
 */
#ifndef HONGTOU_READ_READ_H
#define HONGTOU_READ_READ_H

#include "base/buf.h"
#include "base/diag.h"
#include "value/entry.h"

struct read_list;

/* In the arena. */
struct read_list *read_list_new(struct arena *a);

/* Adds a file's forms: one, or each of those that were printed by a list. Boxes of a group that are
 * ticked are parted by 、, by | where an option has a mark of its own. The parts of a date are one:
 * 2026-09-01. False: reported (it is no PDF, or no form). */
bool read_file(struct read_list *l, const char *path, struct diags *d);

/* Sheets by columns. Everything is in the list's arena. */
struct read_sheet_column {
    const char *head;
    enum entry_kind takes;
    const char *const *cells; /* ends in NULL; an empty cell is "" */
};
struct read_sheet {
    const char *name;
    struct read_sheet_column *columns;
    size_t n_columns;
};

/* The list itself, whose first column names the file; a sheet for each table of members, by their
 * households' key; what is to be looked at, if anything is. *n: how many. */
struct read_sheet *read_list_sheets(const struct read_list *l, enum diag_lang lang, size_t *n);

/* All of the list as CSV (value/csv.h). */
void read_list_write(const struct read_list *l, enum diag_lang lang, struct buf *out);

#endif
