/* The staff file as tables: sheets, and the fields that their columns fill. */
#ifndef HONGTOU_STAFF_BOOK_INT_H
#define HONGTOU_STAFF_BOOK_INT_H

#include "staff/staff_int.h"

enum book_sheet {
#define BOOK_SHEET(sheet, name) SHEET_##sheet,
#define BOOK_COLUMN(sheet, field, head, width, need, choices, example, hint)
#include "staff/books.def"
#undef BOOK_SHEET
#undef BOOK_COLUMN
};

enum book_field {
    FIELD_ID,
    FIELD_NAME,
    FIELD_FORMER,
    FIELD_SEX,
    FIELD_ETHNICITY,
    FIELD_PHONE,
    FIELD_CARD,
    FIELD_UNIT,
    FIELD_SHORT_NAME,
    FIELD_PARENT,
    FIELD_UNIT_FORMER,
    FIELD_POST_ID,
    FIELD_TITLE,
    FIELD_STANDING,
    FIELD_RANK,
    FIELD_SEATS,
    FIELD_FROM,
    FIELD_UNTIL,
    FIELD_ACTING,
    FIELD_CONCURRENT,
    FIELD_DOCUMENT,
    BOOK_FIELDS
};

struct sheet_template book_sheet(enum book_sheet sheet);
/* What a column of the sheet fills in. */
enum book_field book_field(enum book_sheet sheet, size_t column);

#endif
