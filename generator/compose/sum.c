/*
 * Sums: the figures of number columns are read exactly; subtotals are those of the plain rows
 * since the group's start or the subtotal before, totals those of all. An empty cell of a summed
 * column is filled in, a typed figure that says otherwise is refused. A cell over several rows
 * counts once.
 */
#include <string.h>

#include "compose/compose_int.h"
#include "compose/diag.def"
#include "value/decimal.h"

struct sums {
    struct grid *g;
    struct decimal *part, *all; /* by column: since the last subtotal; of all rows */
};

static void fail(struct sums *s, const struct diag_code *code, struct pos pos, const char *figure)
{
    diag(s->g->c->diags, code, pos, figure);
    s->g->c->failed = true;
}

static struct pos content_pos(const struct flow_cell *cell)
{
    return cell->first ? cell->first->pos : cell->pos;
}

/* The figure of a cell of a number column, which has at most one paragraph; what is none is
 * reported. */
static bool read_figure(struct sums *s, const struct flow_cell *cell, struct decimal *figure)
{
    struct arena *a = s->g->c->arena;
    const struct flow *f = cell->first;
    struct text t = {0};
    if (f && (f->next || f->kind != FLOW_PARAGRAPH)) {
        fail(s, DIAG_R015, content_pos(cell), NULL);
        return false;
    }
    for (const struct flow_piece *p = f ? f->pieces : NULL; p; p = p->next)
        t = p == f->pieces ? p->text : text_joined(a, t, p->text);
    enum decimal_kind kind = decimal_read(t, figure);
    if (kind == DECIMAL_LONG)
        fail(s, DIAG_R012, text_pos(t, 0), text_utf8(a, t));
    else if (kind == DECIMAL_BAD)
        fail(s, DIAG_R010, text_pos(t, 0), text_utf8(a, t));
    return kind == DECIMAL_NUMBER;
}

static bool is_figure(const struct grid *g, const struct flow_cell *cell)
{
    return cell->columns == 1 && g->columns[cell->column]->content == COLUMN_NUMBER;
}

static void sum_plain(struct sums *s, const struct flow_row *row)
{
    for (const struct flow_cell *cell = row->first; cell; cell = cell->next) {
        struct decimal figure;
        int c = cell->column;
        if (!is_figure(s->g, cell) || !read_figure(s, cell, &figure))
            continue;
        if (!decimal_add(&s->part[c], figure) || !decimal_add(&s->all[c], figure))
            fail(s, DIAG_R012, content_pos(cell), decimal_text(s->g->c->arena, figure));
    }
}

/* Fills figures in, or compares those that were typed. */
static void sum_row(struct sums *s, struct flow_row *row)
{
    struct composer *c = s->g->c;
    struct decimal *sums = row->kind == ROW_TOTAL ? s->all : s->part, typed;
    bool summed = false;
    for (int i = 0; i < s->g->n; i++)
        summed = summed || s->g->columns[i]->sum;
    if (!summed)
        fail(s, DIAG_R014, row->pos, NULL);
    for (struct flow_cell *cell = row->first; cell; cell = cell->next) {
        if (!is_figure(s->g, cell) || !s->g->columns[cell->column]->sum)
            continue;
        struct decimal sum = sums[cell->column];
        const char *text = decimal_text(c->arena, sum);
        if (!cell->first) {
            cell->first = compose_paragraph(c, text_from_utf8(c->arena, text, cell->pos));
        } else if (read_figure(s, cell, &typed) && !decimal_equal(typed, sum)) {
            diag(c->diags, DIAG_R011, content_pos(cell), decimal_text(c->arena, typed), text);
            c->failed = true;
        }
    }
}

/* A total may stand above the rows it sums: all figures are read first. */
void compose_sums(struct grid *g)
{
    size_t n = (size_t)g->n;
    struct sums s = {.g = g};
    s.part = ARENA_ARRAY(g->c->arena, struct decimal, n);
    s.all = ARENA_ARRAY(g->c->arena, struct decimal, n);
    for (struct flow_row *row = g->table->rows; row; row = row->next) {
        if (row->kind == ROW_PLAIN)
            sum_plain(&s, row);
        else if (row->kind == ROW_SUBTOTAL)
            sum_row(&s, row);
        if (row->kind == ROW_GROUP || row->kind == ROW_SUBTOTAL)
            memset(s.part, 0, n * sizeof *s.part);
    }
    for (struct flow_row *row = g->table->rows; row; row = row->next)
        if (row->kind == ROW_TOTAL)
            sum_row(&s, row);
}

/* 合计 over the columns before the first summed one, the counter too. */
void compose_total(struct grid *g)
{
    struct composer *c = g->c;
    struct flow_row **end = &g->table->rows;
    int first = 0;
    while (first < g->n && !g->columns[first]->sum)
        first++;
    while (*end && (*end)->kind != ROW_TOTAL)
        end = &(*end)->next;
    if (first == g->n || *end)
        return;
    struct flow_row *row = *end = ARENA_NEW(c->arena, struct flow_row);
    struct flow_cell **last = &row->first;
    row->pos = g->columns[first]->pos;
    row->kind = ROW_TOTAL;
    if (first > 0) {
        *last = compose_new_cell(c, row->pos, text_from_utf8(c->arena, "合计", row->pos));
        (*last)->columns = first;
        last = &(*last)->next;
    }
    for (int i = first; i < g->n; i++, last = &(*last)->next)
        *last = compose_new_cell(c, row->pos, (struct text){0});
}
