/*
 * Inside compose/: what the files of tables share. A table is composed in steps: texts of cells as
 * paragraphs, the head, every place of the grid to a cell, sums, merged cells. Each step takes time
 * linear in the cells.
 */
#ifndef HONGTOU_COMPOSE_TABLE_INT_H
#define HONGTOU_COMPOSE_TABLE_INT_H

#include "compose/compose_int.h"

/* A table being composed. */
struct grid {
    struct composer *r;
    struct table *table;
    int n;                         /* columns */
    struct table_column **columns; /* by number */
    bool failed;                   /* places that belong to no cell: nothing can be summed */
};

/* ---- table_cell.c ---- */

struct table_cell *cell_new(struct composer *r, struct pos pos, struct text text);

/* A paragraph of one text; NULL when there is no text. */
struct block *cell_paragraph(struct composer *r, struct text text, struct pos pos);

/* Line breaks in a row's cells part paragraphs. */
void cell_break_lines(struct composer *r, struct table_row *row);

/* The text of a cell of at most one paragraph. False: it has more than that. */
bool cell_text(struct composer *r, const struct table_cell *cell, struct text *text);

bool cell_same_content(const struct table_cell *a, const struct table_cell *b);

/* ---- table_grid.c ---- */

/* The first column of every cell, from the head's row of titles on; and the counters. */
void grid_place(struct grid *g);

/* ---- table_sum.c ---- */

/* Figures of number columns; sum rows filled in or checked, a total added where one is missing. */
void grid_sum(struct grid *g);

/* A total row for columns to be summed, when the author wrote none. Before rows are placed. */
void grid_add_total(struct grid *g);

/* ---- table_merge.c ---- */

void grid_merge(struct grid *g);

#endif
