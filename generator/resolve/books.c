/* The books as tables of sheet/, from the rows of books.def. */
#include <string.h>

#include "resolve/books_int.h"

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

#define BOOK_BEGIN(id, kind, name) static const struct sheet_template_column id##_columns[] = {
#define BOOK_COLUMN(id, column, head, width, required, choices, example, hint)                     \
    {head, width, required, choices, NULL, example, hint},
#define BOOK_END(id)                                                                               \
    }                                                                                              \
    ;
#include "resolve/books.def"

static const struct book books[] = {
#define BOOK_BEGIN(id, kind, name) {kind, {name, id##_columns, id##_COLUMNS}},
#include "resolve/books.def"
};

#define KIND(kind) " " kind
static const char kinds[] = ""
#define BOOK_BEGIN(id, kind, name) KIND(kind)
#include "resolve/books.def"
    ;

const struct book *book_of(enum book_id id)
{
    return &books[id];
}

const char *book_kinds(void)
{
    return kinds + 1;
}

const struct sheet_template *book_sheets(const char *kind, size_t *n)
{
    *n = 0;
    for (size_t i = 0; i < BOOKS; i++)
        if (strcmp(books[i].kind, kind) == 0) {
            *n = 1;
            return &books[i].sheet;
        }
    return NULL;
}
