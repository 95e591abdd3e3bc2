/* Inside compose/: what its files share. */
#ifndef HONGTOU_COMPOSE_COMPOSE_INT_H
#define HONGTOU_COMPOSE_COMPOSE_INT_H

#include "compose/compose.h"
#include "model/form.h"
#include "resolve/resolve.h"
#include "value/words.h"

struct composer {
    struct document *doc;
    struct arena *arena;
    struct diags *diags;
    bool failed;
};

/* ---- inline.c: what stands in paragraphs ---- */

/* References and footnotes of a part: the attachments that it may name, its own first; own may be
 * NULL. Footnotes are counted from *footnotes on. */
struct scope {
    const struct part *own, *others;
    int footnotes;
};
void inline_resolve(struct composer *r, struct scope *scope, struct block *first);

/* ---- maker.c: tables as an author would have written them ---- */

struct compose_column {
    const char *title;
    enum cell_align align;
    enum column_content content;
    bool merge;
};

struct table_maker {
    struct composer *r;
    struct table *table;
    struct table_column **column; /* where the next one goes */
    struct table_row **row;
    struct table_cell **cell;
    int columns;
    enum column_plan plan; /* of the columns from now on, PLAN_NONE at first */
    int place;             /* of the next one in it */
    struct pos pos;        /* of the row */
};

void compose_table(struct table_maker *c, struct composer *r, struct pos pos, struct text title);
void compose_columns(struct table_maker *c, const struct compose_column columns[], size_t n);
struct table_row *compose_row(struct table_maker *c, enum row_kind kind, struct pos pos);
/* The next cell of the row; content NULL: empty. */
struct table_cell *compose_cell(struct table_maker *c, struct block *content);
struct table_cell *compose_text(struct table_maker *c, struct text t);
struct table_cell *compose_words(struct table_maker *c, const char *s);
/* A row with one cell over all columns. */
void compose_group(struct table_maker *c, struct text title, struct pos pos);

/* NULL for the empty text. */
struct block *compose_paragraph(struct composer *r, struct text t);
struct inline_item *compose_inline(struct composer *r, struct text t, enum inline_kind kind);

/* ---- tasks*.c ---- */

typedef VEC(const struct task_list *) task_lists;

struct table *tasks_table(struct composer *r, const struct task_list *list);
struct table *tasks_index(struct composer *r, const struct task_index *index,
                          const task_lists *lists);
struct table *tasks_check(struct composer *r, const struct block *b, const task_lists *lists);
/* The cell of the responsible: 牵头：… and 配合：… when some assist, otherwise the names. */
struct block *units_blocks(struct composer *r, const struct task_unit *units);
/* NULL for no measure; number 0: the only one of its task, which takes none. */
struct block *measure_block(struct composer *r, const struct task_measure *m, int number);

/* ---- vehicles*.c; level: of the headings of its groups ---- */

struct block *vehicles_blocks(struct composer *r, const struct vehicle_plan *plan, int level);
struct table *vehicles_compact(struct composer *r, const struct vehicle_plan *plan);
struct table *vehicle_table(struct composer *r, const struct vehicle *v);

/* ---- roster_form.c ---- */

struct table *roster_table(struct composer *r, const struct roster *roster);

/* 领导小组办公室设在…，办公室主任由…同志兼任。 */
struct text office_words(struct composer *r, const struct roster *office);

/* ---- form.c ---- */

void form_compose(struct composer *r, struct block *b);

/* ---- table*.c ---- */

/* Every table of the document, those made from lists too: as written to as printed. */
void tables_compose(struct composer *r);

#endif
