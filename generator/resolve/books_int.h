/* Inside resolve/: the columns of books.def by name, as the binding knows them. */
#ifndef HONGTOU_RESOLVE_BOOKS_INT_H
#define HONGTOU_RESOLVE_BOOKS_INT_H

#include "resolve/books.h"

/* VEHICLES_GROUP, VEHICLES_NUMBER …, and how many: VEHICLES_COLUMNS. */
#define BOOK_BEGIN(id, kind, name)                                                  enum {
#define BOOK_COLUMN(id, column, head, width, required, choices, example, hint_text) id##_##column,
#define BOOK_END(id)                                                                               \
    id##_COLUMNS                                                                                   \
    }                                                                                              \
    ;
#include "resolve/books.def"

enum book_id {
#define BOOK_BEGIN(id, kind, name) BOOK_##id,
#include "resolve/books.def"
    BOOKS /* how many there are */
};

struct book {
    const char *kind;
    struct sheet_template sheet;
};

const struct book *book_of(enum book_id id);

#endif
