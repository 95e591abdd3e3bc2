/* The empty workbooks that `hongtou new KIND --xlsx` gives: their sheets and columns. */
#ifndef HONGTOU_RESOLVE_BOOKS_H
#define HONGTOU_RESOLVE_BOOKS_H

#include "data/data.h"

/* The sheets of a kind (vehicles …), *n of them; NULL: there is no such kind. */
const struct data_book_sheet *book_sheets(const char *kind, size_t *n);

/* The kinds that there are, as a hint lists them. */
const char *book_kinds(void);

#endif
