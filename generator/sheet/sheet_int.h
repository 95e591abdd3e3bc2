/*
 * Inside the room: a file's bytes → what it is (read.c) → its cells, by way of csv.c or of
 * workbook.c, worksheet.c and their helpers → rows (grid.c) in a store (store.c) → the sheet, whose
 * rows are read by rows.c. Columns are found in bind.c.
 */
#ifndef HONGTOU_SHEET_SHEET_INT_H
#define HONGTOU_SHEET_SHEET_INT_H

#include "base/file.h"
#include "base/spool.h"
#include "base/usual.h"
#include "pack/pack.h"
#include "sheet/sheet.h"
#include "value/format.h"
#include "xml/xml.h"

enum {
    SHEET_MAX_CELL = 32767,        /* characters of a cell, Excel's own limit */
    SHEET_MAX_FORMATS = 65536,     /* formats of cells */
    SHEET_MAX_SHEETS = 1000,       /* and relations of a part */
    SHEET_MAX_FINDINGS_SHOWN = 40, /* heads and sheets listed in a hint */
    SHEET_MARK_FAULT = 4,          /* a cell's mark: its parts, and its fault times this */
    SHEET_MARK_HIDDEN = 0x80,      /* and, of a row's first cell: the row is hidden */
};

/* What a file may come to. */
struct sheet_limits {
    uint64_t file;    /* bytes of it */
    uint64_t part;    /* bytes of an archive's entry, inflated */
    uint64_t at_once; /* the same, read at once; larger ones come in pieces */
    uint64_t total;   /* bytes of all entries read */
    uint64_t text;    /* bytes of a sheet, merged cells filled */
    size_t memory;    /* bytes of rows, and of strings, kept in memory before they go to the disk */
    uint32_t rows;    /* of a sheet */
    uint32_t columns; /* of a sheet */
    size_t cells;     /* of the rows that are not empty, times columns */
    size_t strings;   /* shared strings */
    size_t merges;    /* merged ranges */
    bool spooled;     /* rows stay in the store */
};
/* Of a sheet that is read whole, and of a list that is not. */
extern const struct sheet_limits sheet_whole_limits, sheet_list_limits;

/* A file being read. Strings and cells on the way live in scratch, the sheet in arena. */
struct reader {
    struct arena *arena, *scratch;
    const char *path;
    struct pos pos; /* where the document names the file */
    struct diags *diags;
    const struct sheet_limits *limits;
    struct file_pieces file;
};

/* sheet_read, within limits. */
struct sheet_table *sheet_read_within(struct arena *a, const char *path,
                                      const struct sheet_choice *choice,
                                      const struct sheet_limits *limits, struct diags *d);

/* A finding about the whole file: {1} is its path. Returns false. */
bool sheet_fail(struct reader *r, const struct diag_code *code, const char *second);
/* The system did not give the file's bytes: why is in errno. */
bool sheet_unread(struct reader *r);

/* The file is beyond the limits of rows, columns and cells. Returns false. */
bool sheet_too_many(struct reader *r);

/* ---- store.c: the rows of a sheet, in memory or on the disk ---- */

struct sheet_store;

struct sheet_store *sheet_store_new(size_t memory, struct diags *d);
void sheet_store_drop(struct sheet_store *s); /* NULL is none */

/* The rows from here on are of a sheet of that name, which outlives all rows that are read. */
void sheet_store_part(struct sheet_store *s, const char *name);
size_t sheet_store_count(const struct sheet_store *s);
uint64_t sheet_store_bytes(const struct sheet_store *s);

/* A row's cells up to its last one, and a mark for each, NULL if there are none. */
struct sheet_line {
    uint32_t number; /* from 1 */
    const char *bytes;
    size_t n, n_cells;
    const uint8_t *marks;
};
/* False: reported. */
bool sheet_store_add(struct sheet_store *s, const struct sheet_line *line);
/* Puts another in the place of a row. */
bool sheet_store_replace(struct sheet_store *s, size_t row, const struct sheet_line *line);
/* A row with so many columns. What cannot be read was reported, and is empty. */
struct sheet_row sheet_store_row(struct sheet_store *s, struct arena *a, size_t row,
                                 size_t n_columns);

/* ---- grid.c ---- */

/* What is wrong with a cell. */
enum cell_fault {
    CELL_SOUND,
    CELL_ROUNDED,
    CELL_ERROR,
    CELL_NO_RESULT,
    CELL_OLD_RESULT,
    CELL_DIGITS_LOST,
    CELL_PICTURE,
    CELL_STRUCK,   /* some of its text, or all, is struck out */
    CELL_UNSTRUCK, /* so, and left out */
};
enum cell_fault sheet_mark_fault(uint8_t mark);

struct grid_merge {
    uint32_t row, column, last_row, last_column;
};

/* Cells in the order of the file, empty ones left out, each cleaned as it is added. A row goes to
 * the store as the next one begins. */
struct sheet_grid {
    struct reader *reader;
    const char *name;       /* of the sheet as findings show it */
    struct usual_tally odd; /* characters that were not taken as they are */
    struct sheet_store *store;
    size_t first; /* row of the store that is the sheet's first */
    uint32_t row; /* at hand, from 0 */
    struct buf cell, line, marks;
    bool begun, marked; /* there is a row at hand; some cell of it has a mark */
    bool failed;        /* a fault could not be noted: reported */
    size_t n_columns;
    VEC(struct grid_merge) merges;
    bool *hidden_columns; /* of the sheet at hand; NULL: none is hidden */
};

void sheet_grid_drop(struct sheet_grid *g);

/* Adds a cell below or behind the last one, UTF-8; false: reported. */
bool sheet_grid_add(struct sheet_grid *g, uint32_t row, uint32_t column, const char *utf8,
                    size_t n);

/* Says what the cell holds exactly that was just added, and the style that shows it: both stand
 * behind its text, each behind a mark. */
enum { SHEET_EXACT_MARK = 0x1F };
void sheet_grid_exact(struct sheet_grid *g, const struct buf *exact, uint32_t style);

/* ---- temp.c ---- */

/* The temporary files of a book that libxlsxwriter writes. */
struct sheet_parts {
    struct diags *diags;
    size_t n;      /* that were asked for */
    size_t n_rows; /* of them, those of rows on the way to a part */
    bool failed;
    char folder[64]; /* for the library's tmpdir */
};
void sheet_parts_begin(struct sheet_parts *parts, struct diags *d);
/* Whether the book, in a file, has them all as they were written. */
bool sheet_parts_are_whole(const struct sheet_parts *parts, int fd);

/* What libxlsxwriter says of its own on standard error, in words of its own, is not heard until
 * sheet_listen; what this program says is (it ends up elsewhere, or by write). */
FILE *sheet_hush(void);
void sheet_listen(FILE *heard);
/* Reports that the book could not be written into the spool's file, errno (0: a disk's) says why,
 * unless errors have come since there were so many: a part has told it. False. */
bool sheet_book_fail(struct spool *book, size_t errors, struct diags *d);

/* ---- rows.c ---- */

/* All that is stored of a cell. */
struct sheet_cell sheet_row_whole(const struct sheet_row *r, size_t column);

/* ---- grid.c ---- */

/* Says what is wrong with a cell that was just added, or that is empty. */
void sheet_grid_fault(struct sheet_grid *g, uint32_t row, uint32_t column, enum cell_fault fault);

/* The row, if it has any cell, is hidden; so is a column. */
void sheet_grid_hide_row(struct sheet_grid *g, uint32_t row);
void sheet_grid_hide_column(struct sheet_grid *g, uint32_t column);

/* The cells that follow are another sheet's. False: reported. */
bool sheet_grid_part(struct sheet_grid *g, const char *name);

/* The sheet; its rows stay where they are or come to memory, as the limits say. NULL: reported. */
struct sheet_table *sheet_grid_finish(struct sheet_grid *g);

/* What begins the example that an empty book has: such rows are no data. */
#define EXAMPLE_MARK "（示例）"

/* "C5" of a column from 0 and a row from 1. */
enum { CELL_NAME_SIZE = 32 };
void sheet_cell_place(char out[CELL_NAME_SIZE], size_t column, long row);

/* ---- decode.c and csv.c ---- */

/* The file's text, in the spool, which is to be dropped behind it. NULL: reported. */
struct source *sheet_decode(struct reader *r, struct spool **text);

struct sheet_table *sheet_csv_read(struct reader *r);

/* ---- archive.c: the ZIP ---- */

struct archive;

/* NULL: reported. */
struct archive *sheet_archive_open(struct reader *r);
void sheet_archive_close(struct archive *a);
struct reader *sheet_archive_reader(struct archive *a);
struct pack *sheet_archive_pack(struct archive *a);

/* Reports what pack/ found wrong with a part; returns false. */
bool sheet_archive_fault(struct archive *a, const char *name);

/* ---- the parts of an XLSX file ---- */

struct workbook;

/* NULL: reported. */
struct workbook *sheet_workbook_load(struct reader *r);
void sheet_workbook_drop(struct workbook *w);

struct sheet_entry {
    const char *name, *id;
    bool hidden, has_cells; /* charts and old macros are sheets too */
};
/* The book's sheets in its order. */
const struct sheet_entry *sheet_workbook_sheets(const struct workbook *w, size_t *n);
/* By its whole name, else without the blanks at the ends of both; NULL: there is none. */
const struct sheet_entry *sheet_workbook_find(const struct workbook *w, struct text name);
/* Adds a sheet's cells to a grid: what is chosen of them, of the first rows only unless most_rows
 * is 0. False: reported. */
bool sheet_workbook_cells(struct workbook *w, const struct sheet_entry *s,
                          const struct sheet_choice *choice, uint32_t most_rows,
                          struct sheet_grid *g);
/* How its cells may show numbers, known once cells were read. */
const struct format *const *sheet_workbook_formats(const struct workbook *w, size_t *n);

/* ---- choose.c ---- */

/* 全部 */
bool sheet_means_all(struct text sheet);
/* The sheets that are chosen. NULL: reported. */
struct sheet_table *sheet_choose(struct reader *r, struct workbook *w,
                                 const struct sheet_choice *choice);

/* A part scanned; false: reported, by a callback (which sets *told) or as damage. */
bool sheet_part_scan(struct archive *a, const char *name, const struct xml_events *events,
                     const bool *told);

/* ---- walk.c: a part along its elements ---- */

enum { PART_ROOT = -1 };

/* An element that may stand in another: the step of that one, or PART_ROOT. Callbacks may be NULL;
 * false ends the walk. */
struct part_step {
    const char *name;
    int parent;
    bool (*start)(void *context, const struct xml_scan_attr attrs[], size_t n);
    bool (*end)(void *context);
    bool (*text)(void *context, const char *utf8, size_t n); /* in pieces of any size */
};

struct part_steps {
    const struct part_step *list;
    int n;
};

/* As sheet_part_scan. */
bool sheet_part_walk(struct archive *a, const char *name, const struct part_steps *steps,
                     void *context, const bool *told);

/* The value of an attribute, or an empty one with value NULL. */
struct xml_scan_attr sheet_part_attr(const struct xml_scan_attr attrs[], size_t n,
                                     const char *name);
bool sheet_part_attr_is(const struct xml_scan_attr attrs[], size_t n, const char *name,
                        const char *value);
bool sheet_part_attr_true(const struct xml_scan_attr attrs[], size_t n, const char *name);
/* Whether <strike/> and the like are on: they may say val="0". */
bool sheet_part_attr_on(const struct xml_scan_attr attrs[], size_t n);
/* A whole number up to limit; false: there is none. */
bool sheet_part_attr_number(const struct xml_scan_attr attrs[], size_t n, const char *name,
                            uint32_t limit, uint32_t *out);

/* Takes _x000D_ and the like back in the text from there to the end. */
void sheet_part_unescape(struct buf *text, size_t from);

/* ---- strings.c ---- */

struct sheet_strings;
struct sheet_strings *sheet_strings_new(size_t memory, struct diags *d);
void sheet_strings_drop(struct sheet_strings *s); /* NULL is none */
size_t sheet_strings_count(const struct sheet_strings *s);
/* False: reported. */
bool sheet_strings_add(struct sheet_strings *s, const char *utf8, size_t n, bool struck);
/* Valid until the next one is asked for; struck: some of it is struck out. False: there is no such
 * string. */
bool sheet_string(struct sheet_strings *s, uint32_t index, const char **utf8, size_t *n,
                  bool *struck);

/* A format by its number, as every workbook has them. */
const struct format *sheet_built_in(struct arena *a, uint32_t id);

struct styles {
    VEC(const struct format *) formats; /* of cellXfs */
    VEC(bool) struck;                   /* so: whether their font is struck out */
};

/* The number of a cell. */
struct sheet_number {
    struct buf shown; /* by its format */
    struct buf exact; /* 12000.5, or a moment: 2026-09-19 08:30; empty: what is shown says it all */
    bool lost;        /* digits are */
};

/* False: the value is no number. */
bool sheet_number_show(const char *value, size_t n, const struct format *f, bool since_1904,
                       struct sheet_number *out);

/* #REF! and its like, which other programs write as texts, too. */
bool sheet_is_error(const char *utf8, size_t n);

struct worksheet_source {
    struct archive *archive;
    const char *part;
    struct sheet_strings *strings;
    const struct styles *styles;
    bool since_1904;
    bool uncomputed;       /* its formulas' results wait for a program that reckons them */
    bool hidden, unstruck; /* as in sheet_choice */
    uint32_t most_rows;    /* further ones are not looked at; 0: all are */
};
bool sheet_worksheet_cells(const struct worksheet_source *source, struct sheet_grid *g);

/* ---- heads.c ---- */

/* A head as it is compared: no blanks, no mark of a required column, half-width letters. */
struct sheet_head_key {
    const uint32_t *cp;
    size_t n, bare; /* bare: without the brackets that end it */
    int group;      /* of synonyms; < 0: none */
    bool too;       /* it belongs to them only when nothing else does (HEADS_TOO) */
};
struct sheet_head_key sheet_head_of(struct arena *a, struct text t);
bool sheet_head_same(const struct sheet_head_key *x, const struct sheet_head_key *y);
/* The same, a synonym, or the same but for brackets behind one of them: 座数（含司机） is 座数, but
 * 金额（元） is not 金额（万元）. */
bool sheet_head_means(const struct sheet_head_key *asked, const struct sheet_head_key *head);
/* How many characters must change to make the one the other. */
size_t sheet_head_distance(const struct sheet_head_key *x, const struct sheet_head_key *y);

/* ---- headrow.c ---- */

enum { COLUMN_NAMES = 4 };

/* A column's head. Below a group's its names have the group's; own is what stands above the cells.
 */
struct sheet_column_head {
    struct sheet_head_key names[COLUMN_NAMES], own;
    size_t n_names;
    bool grouped;
    struct text shown; /* 驾驶员信息/姓名 */
};

/* A name is the same, or means the same. */
bool sheet_column_same(const struct sheet_head_key *asked, const struct sheet_column_head *head);
bool sheet_column_means(const struct sheet_head_key *asked, const struct sheet_column_head *head);
/* So without the names that may mean something beside. */
bool sheet_column_means_it(const struct sheet_head_key *asked,
                           const struct sheet_column_head *head);

struct sheet_head_row {
    size_t first, row;               /* the same, unless heads take two */
    size_t count;                    /* of what is asked */
    struct sheet_column_head *heads; /* by column; NULL: no row has any */
};
/* Of the rows from one on, so many. */
struct sheet_head_row sheet_head_row_of(struct arena *a, const struct sheet_table *s, size_t from,
                                        size_t n_rows, const struct sheet_head_key asked[],
                                        size_t n);
/* How many rows are looked at, as text. */
const char *sheet_head_rows(struct arena *a);

/* ---- rows.c ---- */

/* The rows of a sheet that was read whole, none of them left out yet, in the table's
 * columns. */
void sheet_map_rows(struct sheet_table *s);

/* ---- below.c ---- */

/* Goes over the rows once: takes out what is none of the list's, and tells what is wrong with cells
 * of the columns that are wanted. heads: by part, the row of its (lower) heads; headless: by part,
 * the columns that have none, or NULL; unit: see sheet_bind_list; or NULL. */
void sheet_take_rows(struct sheet_table *s, const size_t heads[], const size_t columns[], size_t n,
                     const bool *const headless[], const char *unit, struct diags *d);

/* ---- tail.c ---- */

enum sheet_role { ROLE_ROW, ROLE_SUM, ROLE_OUT, ROLE_HEAD };

/* The row's first cell that has words of its own; false: none has. */
bool sheet_first_cell(const struct sheet_table *s, const struct sheet_row *r, size_t *column);

/* Tells the sums (roles by row; rows as sheet_row gives them) that do not agree with the rows. */
void sheet_check_sums(const struct sheet_table *s, const uint8_t *roles, const char *unit,
                      struct diags *d);

#endif
