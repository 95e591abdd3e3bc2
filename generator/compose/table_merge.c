/*
 * Merged columns: neighbours that say the same become one cell over their rows, as long as the
 * cells of the merged columns to their left are one as well. Empty cells, cells with spans of
 * their own, groups and sums end a run.
 */
#include <string.h>

#include "compose/table_int.h"

static bool can_merge(const struct table_cell *cell)
{
    return cell->columns == 1 && cell->rows == 1 && cell->first;
}

struct merger {
    struct grid *g;
    struct table_cell **tops; /* by column: the cell that a run begins with, or NULL */
    int seen;                 /* columns of the row that have been seen */
    bool same;                /* those of them that are merged say what they said above */
};

/* Columns where no cell begins. */
static void skip_to(struct merger *m, int column)
{
    for (; m->seen < column; m->seen++) {
        m->same = m->same && !m->g->columns[m->seen]->merge;
        m->tops[m->seen] = NULL;
    }
}

/* Whether the cell becomes part of the one above. */
static bool take_in(struct merger *m, struct table_cell *cell)
{
    skip_to(m, cell->column);
    m->seen++;
    if (!m->g->columns[cell->column]->merge)
        return false;
    struct table_cell **top = &m->tops[cell->column];
    m->same = m->same && can_merge(cell) && *top && cell_same_content(*top, cell);
    if (m->same)
        (*top)->rows++;
    else
        *top = can_merge(cell) ? cell : NULL;
    return m->same;
}

static void merge_row(struct merger *m, struct table_row *row)
{
    m->seen = 0;
    m->same = true;
    for (struct table_cell **at = &row->first; *at;) {
        if (take_in(m, *at))
            *at = (*at)->next;
        else
            at = &(*at)->next;
    }
    skip_to(m, m->g->n);
}

void grid_merge(struct grid *g)
{
    size_t size = sizeof(struct table_cell *) * (size_t)g->n;
    struct merger m = {.g = g, .tops = arena_alloc(g->r->arena, size)};
    for (struct table_row *row = g->table->rows; row; row = row->next) {
        if (row->kind == ROW_PLAIN)
            merge_row(&m, row);
        else
            memset(m.tops, 0, size);
    }
}
