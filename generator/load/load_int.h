/* Inside load/: a file's rows, bound to the columns of records.def. */
#ifndef HONGTOU_LOAD_LOAD_INT_H
#define HONGTOU_LOAD_LOAD_INT_H

#include "load/load.h"
#include "model/record.h"

struct loader {
    struct arena *arena;
    struct diags *diags;
    bool failed;      /* an error was reported */
    const char *unit; /* what a row counts as in a list that leaves totals out (人); else NULL */
};

/* COLUMN_VEHICLES_PLATE; those of a sheet stand together. */
enum load_column {
#define RECORD_COLUMN(sheet, id, field, head, width, need, choices, example, hint)                 \
    COLUMN_##sheet##_##id,
#include "model/records.def"
    LOAD_COLUMNS /* how many there are */
};

struct load_column_row {
    enum load_sheet sheet;
    enum field_id field; /* that its cells fill; FIELD_NONE: see the loader */
    struct sheet_template_column template;
};
extern const struct load_column_row load_columns[LOAD_COLUMNS];

const char *load_sheet_name(enum load_sheet sheet);

/* ---- rows by column ---- */

struct load_rows {
    struct loader *loader;
    struct sheet_table *sheet;
    /* Where a column is in the file, or SHEET_NONE; behind them one that is none of records.def's.
     */
    size_t at[LOAD_COLUMNS + 1];
};

/* Binds a sheet to columns. False: reported. */
bool load_bind(struct load_rows *rows, struct loader *l, struct sheet_table *sheet,
               const enum load_column columns[], size_t n);
/* The same by other heads than those of records.def. */
bool load_bind_heads(struct load_rows *rows, struct loader *l, struct sheet_table *sheet,
                     const enum load_column columns[], const struct sheet_wanted wanted[],
                     size_t n);
/* So with the columns of a sheet of records.def. */
bool load_bind_sheet(struct load_rows *rows, struct loader *l, struct sheet_table *sheet,
                     enum load_sheet columns);
/* The file of a document's source: the sheets that it says, or those that have the heads. NULL:
 * reported. */
struct sheet_table *load_file(struct loader *l, const struct data_source *source,
                              const struct sheet_wanted wanted[], size_t n);
/* What a sheet of records.def is asked for; returns how many. */
size_t load_wanted(enum load_sheet sheet, struct sheet_wanted out[LOAD_COLUMNS]);
/* That of a document's source; it has rows. */
bool load_open(struct load_rows *rows, struct loader *l, const struct data_source *source,
               enum load_sheet columns);

/* A cell's text, blanks at its ends aside; empty when the column is missing. Its place; its name in
 * the file, as C5. A column that the file does not have: the row's first cell stands for it. */
struct text load_text(const struct load_rows *rows, size_t row, enum load_column column);
struct pos load_pos(const struct load_rows *rows, size_t row, enum load_column column);
const char *load_cell_name(const struct load_rows *rows, size_t row, enum load_column column);

/* Fills the members of a record that have columns from their cells. What a cell may not say is
 * reported, and the member has what it has without it. */
void load_record(const struct load_rows *rows, size_t row, enum record_id id, void *record);

/* A sum by the words of a cell, or by the first ones of a row; ROW_PLAIN: none. */
enum row_kind load_sum_kind(struct sheet_cell cell);
enum row_kind load_row_kind(const struct sheet_table *s, size_t row);
/* A total is only its own sheet's when there are several. */
enum row_kind load_part_kind(const struct sheet_table *s, enum row_kind kind);

/* ---- tasks.c, vehicles.c ---- */

void load_tasks(struct loader *l, struct task_list *list);
void load_vehicles(struct loader *l, struct vehicle_plan *plan);

#endif
