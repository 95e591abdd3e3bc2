/*
 * CSV and XLSX to rows of texts. Hides libcsv, libzip, ICU's converters and libxlsxwriter.
 *
 * CSV: UTF-8 with or without BOM, UTF-16 with BOM, otherwise GB18030; commas, semicolons or tabs;
 * quotes, line breaks in quotes, CRLF. XLSX: shared and inline strings; numbers, days and texts as
 * their formats show them (value/format.h), with what is exactly there beside; a formula by its
 * cached value; a merged cell's value in every row that it covers (its first column alone; a row
 * that holds nothing else stays empty). Blanks at a text's ends are dropped, and so are columns and
 * rows at the end that are empty. A line break in a cell is TEXT_BREAK.
 *
 * Files come from strangers: bytes, rows, columns, characters of a cell and what a ZIP entry may
 * grow to are limited, each limit with its finding.
 */
#ifndef HONGTOU_SHEET_SHEET_H
#define HONGTOU_SHEET_SHEET_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/text.h"

struct format; /* value/format.h */

/* A cell that is part of a merged one. */
enum sheet_merge {
    SHEET_FROM_ABOVE = 1, /* it begins above, and so does the part's value */
    SHEET_FROM_LEFT = 2,  /* it begins at the left; the part is empty */
};

/* A row of cells, empty ones too: bytes and places only, since a list may have millions. It is a
 * source of its own, whose line it is, cells parted by tabs. */
struct sheet_row {
    const struct source
        *src; /* named as findings show its sheet: 车辆.csv, 车辆.xlsx（车辆安排） */
    const uint32_t *offsets; /* where each cell begins */
    const uint8_t *marks;    /* of each cell: enum sheet_merge, and what is wrong with it; NULL:
                                nothing to say of any */
    uint32_t number;         /* in the file, from 1 */
};

/* Rows that come from one sheet of a file, behind those of others. */
struct sheet_part {
    const char *sheet;       /* its name */
    size_t first;            /* its first row */
    const bool *hidden;      /* columns that are hidden; NULL: none is */
    const uint32_t *columns; /* by the table's column: the sheet's, or SHEET_NO_COLUMN; NULL: the
                                same ones. Found by sheet_bind */
};
enum { SHEET_NO_COLUMN = UINT32_MAX };

/* A sheet, or several ones of a file. Everything belongs to the arena it was read into. */
struct sheet_table {
    struct arena *arena;
    const char *name;
    struct sheet_part *parts; /* of an XLSX file; NULL: there is only one */
    size_t n_parts;
    size_t name_column;    /* which the sheets' names are, or SHEET_NONE */
    const char *name_head; /* its head; NULL: the names are none */
    bool takes_some;       /* set before sheet_bind: the document names each column that it takes,
                              so that others are nothing to tell */
    size_t n_columns;
    struct sheet_row head;        /* src NULL until sheet_bind has found it */
    const char *heads;            /* them all, parted by 、; so */
    size_t n_unused;              /* of them, those that nobody wants, a counter aside; so */
    size_t n_rows;                /* that are not empty; below the head once it is found */
    size_t n_examples;            /* rows that sheet_bind left out: they are marked 示例 */
    const struct sheet_row *rows; /* of a sheet that was read whole: all; else NULL */
    struct sheet_store *store;    /* else where they are: sheet_row gives them */
    const uint32_t *kept;         /* places of the n_rows among all; NULL: from first on */
    size_t first;
    const struct format *const *formats; /* of cells, by their styles; NULL: none has one */
    size_t n_formats;
};

/* A column that is looked for by its head or one of the head's synonyms (heads.def). */
struct sheet_wanted {
    const char *head;
    struct pos pos; /* where the document asks for it; {0}: nowhere, the program does */
    bool required;
    bool expected; /* its lack is told when the file has a column that nobody wants */
};

#define SHEET_NONE SIZE_MAX

/* Which sheets of a file are read, and what of them; {0}: what is visible of the sheet that fits.
 */
struct sheet_choice {
    struct text sheet; /* its name, several parted by 、, or 全部: all that have the heads; empty:
                          the first one that is not hidden, or the one that has the heads */
    struct text name_head; /* a column that is wanted and that the sheets' names are; or empty */
    bool hidden;           /* hidden rows too, which filters make as well */
    bool unstruck;         /* without what is struck out */
    const struct sheet_wanted *wanted; /* the heads to choose by; or NULL */
    size_t n_wanted;
    const char *beside; /* a sheet that is read for something else; or NULL */
    struct pos pos;     /* where the document names the file */
};

/*
 * Reads a file (by its suffix .csv or .xlsx). Rows of several sheets stand one after the other.
 * What is not read is told: other sheets, hidden rows. NULL: reported.
 */
struct sheet_table *sheet_read(struct arena *a, const char *path, const struct sheet_choice *choice,
                               struct diags *d);

/* The same for a list of any length: its rows stay in a temporary file without a name, in memory as
 * long as they are few, and are had by sheet_row. sheet_drop it. */
struct sheet_table *sheet_read_list(struct arena *a, const char *path,
                                    const struct sheet_choice *choice, struct diags *d);
void sheet_drop(struct sheet_table *s); /* NULL is none */

/* The same for several sheets of a file, which is then opened once. NULL: reported. The sheets stay
 * when the file is closed. */
struct sheet_file;
struct sheet_file *sheet_open(struct arena *a, const char *path, struct pos pos, struct diags *d);
/* Whether it is an XLSX book with a sheet of that name. */
bool sheet_has_sheet(const struct sheet_file *f, const char *sheet);
struct sheet_table *sheet_read_sheet(struct sheet_file *f, const struct sheet_choice *choice);
void sheet_close(struct sheet_file *f);

/*
 * Finds the row of heads (the one of the first rows that has most of what is wanted: titles may
 * stand above it, or heads of groups of columns) and the columns, in any order: by the same head,
 * else by a synonym. columns[i]: where wanted[i] is, or SHEET_NONE. False: reported (no such
 * column, a head twice). Columns that nobody wants are noted, and what stands above the heads. Rows
 * whose first cell begins with （示例） or 示例, remarks and signatures are noted too and are rows
 * no longer.
 */
bool sheet_bind(struct sheet_table *s, const struct sheet_wanted wanted[], size_t n,
                size_t columns[], struct diags *d);

/* The same for a list that has no use for totals: they are left out, noted, and told when they do
 * not agree with the rows, each of which counts as one unit (户). */
bool sheet_bind_list(struct sheet_table *s, const struct sheet_wanted wanted[], size_t n,
                     const char *unit, size_t columns[], struct diags *d);

/* Whether a sheet that is bound has rows; false: reported. */
bool sheet_has_rows(const struct sheet_table *s, struct diags *d);

/* ---- rows ---- */

/* Which of the parts a row is from; 0 when there are none. */
size_t sheet_part_of(const struct sheet_table *s, size_t row);

/* A row, from 0 to n_rows; it lives in the arena, or in the sheet's when that was read whole.
 * Several threads may ask for rows of one sheet, each with an arena of its own. */
struct sheet_row sheet_row(const struct sheet_table *s, struct arena *a, size_t row);

/* A cell's bytes, in its row's source; a line break is TEXT_BREAK in UTF-8. */
struct sheet_cell {
    const char *utf8; /* not NUL-terminated */
    size_t n;
};
struct sheet_cell sheet_row_cell(const struct sheet_row *r, size_t column);
/* Its text, made in the arena; its place, an empty one's too; its name in the file, as C5. */
struct text sheet_row_text(const struct sheet_row *r, struct arena *a, size_t column);
struct pos sheet_row_pos(const struct sheet_row *r, size_t column);
const char *sheet_row_name(const struct sheet_row *r, struct arena *a, size_t column);
/* What is exactly there, where a format shows less or more of it: a number in digits alone
 * (12000.5), a day or a time as 2026-09-19, 2026-09-19 08:30, 2026-09 or 08:30, by what the format
 * shows. Else what is shown. */
struct sheet_cell sheet_row_exact(const struct sheet_row *r, size_t column);
struct text sheet_row_exact_text(const struct sheet_row *r, struct arena *a, size_t column);
/* The format of a number whose exact digits are not those that are shown; NULL: there is none. */
const struct format *sheet_row_format(const struct sheet_table *s, const struct sheet_row *r,
                                      size_t column);
/* The cell is part of a merged one that begins above it, whose value it has. */
bool sheet_row_merged(const struct sheet_row *r, size_t column);
/* It is part of one that begins at its left. */
bool sheet_row_spanned(const struct sheet_row *r, size_t column);

/* What a row below the heads is when it is none of the list's. */
enum sheet_tail {
    SHEET_PLAIN,     /* data */
    SHEET_TOTAL,     /* 合计, 全镇总计：, 共3户 */
    SHEET_SUBTOTAL,  /* 小计, 白石村合计 */
    SHEET_REMARK,    /* 注：…; a sentence alone over half of the columns */
    SHEET_SIGNATURE, /* 填表人：…　审核人：… */
};
/* before: what the row above is. */
enum sheet_tail sheet_row_tail(const struct sheet_table *s, const struct sheet_row *r,
                               enum sheet_tail before);
/* A sum by the words of one cell, or SHEET_PLAIN. */
enum sheet_tail sheet_cell_tail(struct sheet_cell cell);

/* The same of a sheet that was read whole. row counts in n_rows. */
struct sheet_cell sheet_cell(const struct sheet_table *s, size_t row, size_t column);
bool sheet_merged(const struct sheet_table *s, size_t row, size_t column);
bool sheet_spanned(const struct sheet_table *s, size_t row, size_t column);
struct text sheet_text(const struct sheet_table *s, struct arena *a, size_t row, size_t column);
struct text sheet_exact_text(const struct sheet_table *s, struct arena *a, size_t row,
                             size_t column);
const struct format *sheet_format(const struct sheet_table *s, size_t row, size_t column);
struct pos sheet_pos(const struct sheet_table *s, size_t row, size_t column);
const char *sheet_cell_name(const struct sheet_table *s, size_t row, size_t column);

/* The place of a head. */
struct pos sheet_head_pos(const struct sheet_table *s, size_t column);

/* The names of a column that mean the same as this head, with it; ends in NULL. NULL: only itself.
 */
const char *const *sheet_head_names(const char *head);
/* Whether a head is the standard one, or a name that means it or may do so. */
bool sheet_head_is(struct arena *a, struct text head, const char *standard);

/* ---- empty books ---- */

/* What a column's cells are when they can be: 1,234.50 and 2026-09-01 as a workbook has them. Any
 * other text stays text. */
enum sheet_cells { SHEET_TEXTS, SHEET_NUMBERS, SHEET_DATES };

struct sheet_template_column {
    const char *head;
    int width;                  /* in Latin characters, as Excel counts */
    bool required;              /* its head is marked */
    const char *const *choices; /* a drop-down list, ends in NULL; or NULL */
    const char *const *cells;   /* of the rows, ends in NULL; or NULL */
    const char *example;        /* of the row that shows how to fill in; NULL: empty */
    const char *hint;           /* shown when the cell is chosen; or NULL */
    enum sheet_cells holds;
};

/* A sheet has rows or an example, whose first cell must not be empty: the mark 示例 goes before it.
 */
struct sheet_template {
    const char *name;
    const struct sheet_template_column *columns;
    size_t n_columns;
};

/* The bytes of an XLSX file with these sheets: heads frozen, cells as text so that telephones and
 * numbers keep their zeros. The same bytes each time. False: reported. */
bool sheet_book(const struct sheet_template sheets[], size_t n, struct buf *out, struct diags *d);

/* Lines of cells parted by tabs, the heads first, as a book with one sheet of texts. False:
 * reported. */
bool sheet_lines(FILE *in, const char *name, struct sink *out, struct diags *d);

#endif
