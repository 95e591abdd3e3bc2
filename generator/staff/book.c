/* The sheets of books.def, as they are written and as they are read. */
#include "staff/book_int.h"

#define CELLS(...) ((const char *const[]){__VA_ARGS__, NULL})
#define REQUIRED   true
#define OPTIONAL   false

static const struct sheet_template_column columns[] = {
#define BOOK_SHEET(sheet, name)
#define BOOK_COLUMN(sheet, field, head, width, need, choices, example, hint)                       \
    {head, width, need, choices, NULL, example, hint},
#include "staff/books.def"
#undef BOOK_SHEET
#undef BOOK_COLUMN
};

static const enum book_field fields[] = {
#define BOOK_SHEET(sheet, name)
#define BOOK_COLUMN(sheet, field, head, width, need, choices, example, hint) FIELD_##field,
#include "staff/books.def"
#undef BOOK_SHEET
#undef BOOK_COLUMN
};

/* Where a sheet's columns begin: each sheet takes the number of the column that follows it. */
enum {
#define BOOK_SHEET(sheet, name)                                              START_OF_##sheet, BEFORE_##sheet = START_OF_##sheet - 1,
#define BOOK_COLUMN(sheet, field, head, width, need, choices, example, hint) AT_##sheet##_##field,
#include "staff/books.def"
#undef BOOK_SHEET
#undef BOOK_COLUMN
    COLUMNS
};

static const size_t starts[] = {
#define BOOK_SHEET(sheet, name) START_OF_##sheet,
#define BOOK_COLUMN(sheet, field, head, width, need, choices, example, hint)
#include "staff/books.def"
#undef BOOK_SHEET
#undef BOOK_COLUMN
    COLUMNS,
};

static const struct sheet_template sheets[] = {
#define BOOK_SHEET(sheet, name) {name, &columns[START_OF_##sheet], 0},
#define BOOK_COLUMN(sheet, field, head, width, need, choices, example, hint)
#include "staff/books.def"
#undef BOOK_SHEET
#undef BOOK_COLUMN
};

struct sheet_template book_sheet(enum book_sheet sheet)
{
    struct sheet_template s = sheets[sheet];
    s.n_columns = starts[sheet + 1] - starts[sheet];
    return s;
}

enum book_field book_field(enum book_sheet sheet, size_t column)
{
    return fields[starts[sheet] + column];
}

size_t staff_book(struct sheet_template out[STAFF_BOOK_SHEETS])
{
    for (size_t i = 0; i < STAFF_BOOK_SHEETS; i++)
        out[i] = book_sheet((enum book_sheet)i);
    return STAFF_BOOK_SHEETS;
}
