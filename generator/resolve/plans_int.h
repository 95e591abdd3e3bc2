/* Inside resolve/: what plans share: rows of data, deadlines, numbers of tasks and vehicles. */
#ifndef HONGTOU_RESOLVE_PLANS_INT_H
#define HONGTOU_RESOLVE_PLANS_INT_H

#include "resolve/resolve_int.h"
#include "sheet/sheet.h"

/* ---- deadline.c ---- */

/* The day of issue: of the signature, or else of the imprint; year 0: none. */
struct date document_date(const struct document *doc);

/* Its dates and its printed form; what is impossible, past or not understood is reported. */
void deadline_resolve(struct resolver *r, struct deadline *d);

/* ---- source.c: rows from a file beside the document ---- */

/* Rows of a data source; columns[i]: where the i-th wanted column is, or SHEET_NONE. */
struct source_rows {
    struct sheet_table *sheet;
    const size_t *columns;
};

/* The sheet with the columns of books.def's kind. False: reported, and the document failed. */
struct book;
bool source_bind(struct resolver *r, const struct data_source *s, const struct book *book,
                 struct source_rows *out);

/* A cell by the number of its column in the book; empty when the column is missing. */
struct text source_text(const struct source_rows *rows, size_t row, size_t column);
struct pos source_pos(const struct source_rows *rows, size_t row, size_t column);
/* Its name in the file, as C5. */
const char *source_cell_name(const struct source_rows *rows, size_t row, size_t column);

/* ---- tables, tasks, vehicles: what stands in files ---- */

void table_read_source(struct resolver *r, struct table *table);
void tasks_read_source(struct resolver *r, struct task_list *list);
void vehicles_read_source(struct resolver *r, struct vehicle_plan *plan);
/* False: columns whose cells fail have been reported, and the document failed. */
bool vehicles_columns_fit(struct resolver *r, const struct source_rows *rows);

/* ---- tasks.c, vehicles.c, questions.c, flow.c ---- */

void tasks_resolve(struct resolver *r, struct task_list *list);
void vehicles_resolve(struct resolver *r, struct vehicle_plan *plan);
/* Numbers of topics and questions, and the options of those that ask for yes or no. */
void questions_resolve(struct resolver *r, struct form *form);
void flow_resolve(struct flow *flow);

#endif
