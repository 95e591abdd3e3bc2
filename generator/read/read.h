/*
 * Forms that were filled in on screen, back to a list: a row a file, a column a name. Hides
 * libqpdf.
 *
 * Files come from strangers: depth and number of fields are limited, damage is a finding; so are
 * a file of another form than the first one, and fields that are gone.
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

/* CSV as Excel reads it: UTF-8 with its mark, CRLF; the first column names the file. What Excel
 * would take for a formula gets a ' before it. */
void read_list_write(const struct read_list *l, enum diag_lang lang, struct buf *out);

#endif
