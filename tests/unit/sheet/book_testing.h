/* Workbooks in a line or two, for the tests of what is in them. */
#ifndef HONGTOU_TESTS_BOOK_TESTING_H
#define HONGTOU_TESTS_BOOK_TESTING_H

#include "sheet_testing.h"

#define BOOK(expected, ...) assert_book(&(struct book_parts){__VA_ARGS__}, (expected))
#define REFUSED(says, ...)  assert_book_refused(&(struct book_parts){__VA_ARGS__}, (says))
#define ROW(number, cells)  "<row r='" #number "'>" cells "</row>"
#define INLINE(place, text) "<c r='" place "' t='inlineStr'><is><t>" text "</t></is></c>"
#define VALUE(attrs, value) "<c " attrs "><v>" value "</v></c>"

#endif
