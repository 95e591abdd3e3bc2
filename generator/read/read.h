/*
 * Forms that were filled in on screen, back to a list: a row a file, a column a name. Hides
 * libqpdf.
 *
 * Files come from strangers: depth and number of fields are limited, damage is a finding; so are
 * a file of another form than the first one, fields that are gone, a form given twice, and a key
 * (of the form, else 户号) on forms that say different things.
 */
#ifndef HONGTOU_READ_READ_H
#define HONGTOU_READ_READ_H

#include "base/buf.h"
#include "base/diag.h"

struct read_list;

/* In the arena. */
struct read_list *read_list_new(struct arena *a);

/* Adds a file's values. Boxes of a group that are ticked are parted by 、. False: reported (it is
 * no PDF, or no form). */
bool read_file(struct read_list *l, const char *path, struct diags *d);

/* The list by columns: the first one names the file. Everything is in the list's arena. */
struct read_table {
    size_t n_columns;
    const char **heads;
    const char *const **cells; /* of each column, ends in NULL; an empty cell is "" */
};
struct read_table read_list_table(const struct read_list *l, enum diag_lang lang);

/* CSV as Excel reads it: UTF-8 with its mark, CRLF. A cell that Excel would compute (=, +, -, @) is
 * put behind a tab, which readers of this program's drop again. */
void read_list_write(const struct read_list *l, enum diag_lang lang, struct buf *out);

#endif
