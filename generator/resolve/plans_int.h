/* Inside resolve/: what task lists, their indexes and vehicle plans share: deadlines, lists of
 * names, and the making of tables. */
#ifndef HONGTOU_RESOLVE_PLANS_INT_H
#define HONGTOU_RESOLVE_PLANS_INT_H

#include "base/map.h"
#include "resolve/resolve_int.h"
#include "sheet/sheet.h"

/* ---- plans.c ---- */

/* Task lists, then indexes of them all, and vehicle plans: their blocks get their tables. */
void plans_resolve(struct resolver *r);

/* ---- deadline.c ---- */

/* The day of issue: of the signature, or else of the imprint; year 0: none. */
struct date document_date(const struct document *doc);

/* Its dates and its printed form; what is impossible, past or not understood is reported. */
void deadline_resolve(struct resolver *r, struct deadline *d);

/* Less than, equal to or greater than 0. */
int deadline_compare(struct date a, struct date b);

/* ---- names.c: lists of names ---- */

typedef VEC(struct text) text_list;

/* The parts between the marks that part names in a cell: 、 ， , ； ; and line breaks. Marks in
 * brackets part nothing. Blanks at their ends and empty parts are left out. */
text_list names_split(struct resolver *r, struct text t);

/* A part of such a list that is two people or more, since only brackets or blanks part them:
 * 周明（县长）吴岚（镇长）, 沈珺 许玥. Otherwise the part itself. */
text_list people_split(struct resolver *r, struct text t);

/* Adds a name behind 、, unless it is the first. */
void names_add(struct text_builder *list, struct text name);

/* A name of two characters that stands alone in a cell is padded to three: 张　三. */
struct text name_padded(struct resolver *r, struct text name);

struct text text_trimmed(struct text t);

/* Without blanks and middle dots, Latin letters and digits narrow: for comparing. */
struct text text_key(struct resolver *r, struct text t);
bool texts_equal(struct text a, struct text b);

/* Texts seen before, in the order of their first mention. */
struct seen {
    struct map map;
    text_list keys;
};

/* The number of a text, from 0; *fresh: it was not seen before. */
size_t seen_add(struct resolver *r, struct seen *s, struct text key, bool *fresh);

/* ---- compose.c: tables as an author would have written them ---- */

struct compose_column {
    const char *title;
    enum cell_align align;
    enum column_content content;
    bool merge;
};

struct composer {
    struct resolver *r;
    struct table *table;
    struct table_column **column; /* where the next one goes */
    struct table_row **row;
    struct table_cell **cell;
    int columns;
    enum column_plan plan; /* of the columns from now on, PLAN_NONE at first */
    int place;             /* of the next one in it */
    struct pos pos;        /* of the row */
};

void compose_table(struct composer *c, struct resolver *r, struct pos pos, struct text title);
void compose_columns(struct composer *c, const struct compose_column columns[], size_t n);
struct table_row *compose_row(struct composer *c, enum row_kind kind, struct pos pos);
/* The next cell of the row; content NULL: empty. */
struct table_cell *compose_cell(struct composer *c, struct block *content);
struct table_cell *compose_text(struct composer *c, struct text t);
struct table_cell *compose_words(struct composer *c, const char *s);
/* A row with one cell over all columns. */
void compose_group(struct composer *c, struct text title, struct pos pos);

/* NULL for the empty text. */
struct block *compose_paragraph(struct resolver *r, struct text t);
struct inline_item *compose_inline(struct resolver *r, struct text t, enum inline_kind kind);

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

/* ---- tasks*.c ---- */

typedef VEC(const struct task_list *) task_lists;

void tasks_read_source(struct resolver *r, struct task_list *list);
void tasks_resolve(struct resolver *r, struct task_list *list);
struct table *tasks_table(struct resolver *r, const struct task_list *list);
struct table *tasks_index(struct resolver *r, const struct task_index *index,
                          const task_lists *lists);

/* Those of the measure, which may be NULL, or else of its task. */
const struct task_unit *task_units(const struct task *t, const struct task_measure *m);
const struct deadline *task_deadline(const struct task *t, const struct task_measure *m);
bool units_assist(const struct task_unit *units);
/* The cell of the responsible: 牵头：… and 配合：… when some assist, otherwise the names. */
struct block *units_blocks(struct resolver *r, const struct task_unit *units);
/* NULL for no measure; number 0: the only one of its task, which takes none. */
struct block *measure_block(struct resolver *r, const struct task_measure *m, int number);

/* ---- vehicles*.c ---- */

void vehicles_read_source(struct resolver *r, struct vehicle_plan *plan);
/* level: of the headings of its groups. */
struct block *vehicles_resolve(struct resolver *r, struct vehicle_plan *plan, int level);
void vehicles_check(struct resolver *r, const struct vehicle_plan *plan);
/* Of a key (text_key). */
bool vehicle_is_plate(struct text key);
/* False: columns whose cells fail have been reported, and the document failed. */
bool vehicles_columns_fit(struct resolver *r, const struct source_rows *rows);
struct table *vehicles_compact(struct resolver *r, const struct vehicle_plan *plan);
struct table *vehicle_table(struct resolver *r, const struct vehicle *v);
/* 3号车 */
struct text vehicle_name(struct resolver *r, const struct vehicle *v);

#endif
