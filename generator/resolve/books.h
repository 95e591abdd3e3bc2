/* The books that offices fill in (`hongtou new KIND --xlsx`): the heads written are the heads that
 * data sources are bound by, since both come from books.def. */
#ifndef HONGTOU_RESOLVE_BOOKS_H
#define HONGTOU_RESOLVE_BOOKS_H

#include "sheet/sheet.h"

/* The sheets of a book, with drop-down lists and an example; NULL: there is no such kind. */
const struct sheet_template *book_sheets(const char *kind, size_t *n);

/* The kinds there are, parted by blanks: "vehicles tasks". */
const char *book_kinds(void);

#endif
