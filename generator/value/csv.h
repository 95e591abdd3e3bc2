/*
 * CSV as Excel and WPS read it: UTF-8 with its mark, commas, CRLF. What they would compute, or take
 * a sign from (=, +, -, @, '), is put behind a tab, which this program's readers drop again.
 */
#ifndef HONGTOU_VALUE_CSV_H
#define HONGTOU_VALUE_CSV_H

#include "base/buf.h"

/* The mark; before the first row. */
void csv_begin(struct buf *out);
void csv_add_row(struct buf *out, const char *const cells[], size_t n);

#endif
