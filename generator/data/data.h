/*
 * CSV and XLSX to rows of texts. Hides libcsv, libzip, ICU's converters and libxlsxwriter.
 *
 * CSV: UTF-8 with or without BOM, UTF-16 with BOM, otherwise GB18030; commas, semicolons or tabs;
 * quotes, line breaks in quotes, CRLF. XLSX: shared and inline strings; numbers as Excel shows them
 * in the formats General, 0, 0.00, #,##0 and per cent; dates as 2026-09-19; a formula by its cached
 * value; a merged cell's value in every row that it covers (its first column alone; a row that
 * holds nothing else stays empty). Blanks at a text's ends are dropped, and so are columns and rows
 * at the end that are empty. A line break in a cell is TEXT_BREAK. A date whose format shows no
 * day, or nothing but a time, is 2026-09 or 08:30; one that shows both, 2026-09-19 08:30.
 *
 * Files come from strangers: bytes, rows, columns, characters of a cell and what a ZIP entry may
 * grow to are limited, each limit with its finding.
 */
#ifndef HONGTOU_DATA_DATA_H
#define HONGTOU_DATA_DATA_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/text.h"

/* What is wrong with a single cell (an error, a formula without result). */
struct data_fault {
    int number; /* of the row */
    size_t column;
    enum diag_code code;
};

/* Rows of cells: bytes and places only, since a list may have millions. Texts are made from them
 * when they are asked for. */
struct data_rows {
    const uint32_t *numbers; /* of the rows in the file, from 1 */
    const uint32_t *offsets; /* where each cell begins in the sheet's source, row by row */
    const bool *merged;      /* cells that belong to the one above; NULL: none do */
};

/* A sheet. Everything belongs to the arena it was read into. */
struct data_sheet {
    struct arena *arena;
    /* The rows as lines, cells parted by tabs, empty rows kept: row 12 is line 12. Its name is what
     * findings show: 车辆.csv, or 车辆.xlsx（车辆安排）. Cells' texts point into it. */
    struct source *src;
    size_t n_columns;
    struct data_rows head; /* of one row; NULL until data_bind has found it */
    struct data_rows rows; /* all that are not empty; below the head once it is found */
    size_t n_rows;
    size_t n_examples;               /* rows that data_bind left out: they are marked 示例 */
    const struct data_fault *faults; /* data_bind reports those of the columns that are wanted */
    size_t n_faults;
};

/*
 * Reads a file (by its suffix .csv or .xlsx). sheet: the sheet's name; empty: the first one that is
 * not hidden. pos: where the document names the file. NULL: reported.
 */
struct data_sheet *data_read(struct arena *a, const char *path, struct text sheet, struct pos pos,
                             struct diags *d);

/* The same for several sheets of a file, which is then opened once. NULL: reported. The sheets stay
 * when the file is closed. */
struct data_file;
struct data_file *data_open(struct arena *a, const char *path, struct pos pos, struct diags *d);
/* Whether it is an XLSX book with a sheet of that name. */
bool data_has_sheet(const struct data_file *f, const char *sheet);
struct data_sheet *data_read_sheet(struct data_file *f, struct text sheet);
void data_close(struct data_file *f);

/* A column that is looked for by its head or one of the head's synonyms (heads.def). */
struct data_wanted {
    const char *head;
    struct pos pos; /* where the document asks for it; {0}: nowhere, the program does */
    bool required;
    bool expected; /* its lack is told when the file has a column that nobody wants */
};

#define DATA_NONE SIZE_MAX

/*
 * Finds the row of heads (the one of the first rows that has most of what is wanted: titles may
 * stand above it) and the columns, in any order: by the same head, else by a synonym. columns[i]:
 * where wanted[i] is, or DATA_NONE. False: reported (no such column, a head twice).
 * Columns that nobody wants are noted. Rows whose first cell begins with （示例） or 示例 are noted
 * too and are rows no longer.
 */
bool data_bind(struct data_sheet *s, const struct data_wanted wanted[], size_t n, size_t columns[],
               struct diags *d);

/* Whether a sheet that is bound has rows; false: reported. */
bool data_has_rows(const struct data_sheet *s, struct diags *d);

/* A cell's bytes, in its sheet's source; a line break is TEXT_BREAK in UTF-8. */
struct data_cell {
    const char *utf8; /* not NUL-terminated */
    size_t n;
};
struct data_cell data_cell(const struct data_sheet *s, size_t row, size_t column);
bool data_cell_same(struct data_cell x, struct data_cell y);
/* The cell is part of a merged one that begins above it, whose value it has. */
bool data_merged(const struct data_sheet *s, size_t row, size_t column);

/* A cell's text, made in the arena, and that of a head. row counts in rows. */
struct text data_text(const struct data_sheet *s, struct arena *a, size_t row, size_t column);
struct text data_head(const struct data_sheet *s, struct arena *a, size_t column);

/* The place of a cell, an empty one too; and its name in the file, as C5. */
struct pos data_pos(const struct data_sheet *s, size_t row, size_t column);
struct pos data_head_pos(const struct data_sheet *s, size_t column);
const char *data_cell_name(const struct data_sheet *s, size_t row, size_t column);

/* The names of a column that mean the same as this head, with it; ends in NULL. NULL: only itself.
 */
const char *const *data_head_names(const char *head);

/* ---- empty books ---- */

struct data_book_column {
    const char *head;
    int width;                  /* in Latin characters, as Excel counts */
    bool required;              /* its head is marked */
    const char *const *choices; /* a drop-down list, ends in NULL; or NULL */
    const char *const *cells;   /* of the rows, ends in NULL; or NULL */
    const char *example;        /* of the row that shows how to fill in; NULL: empty */
    const char *hint;           /* shown when the cell is chosen; or NULL */
};

/* A sheet has rows or an example, whose first cell must not be empty: the mark 示例 goes before it.
 */
struct data_book_sheet {
    const char *name;
    const struct data_book_column *columns;
    size_t n_columns;
};

/* The bytes of an XLSX file with these sheets: heads frozen, cells as text so that telephones and
 * numbers keep their zeros. The same bytes each time. False: reported. */
bool data_book(const struct data_book_sheet sheets[], size_t n, struct buf *out, struct diags *d);

#endif
