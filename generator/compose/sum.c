/*
 * Sums: the figures of number columns are read exactly; subtotals are those of the plain rows
 * since the group's start or the subtotal before, totals those of all. An empty cell of a summed
 * column is filled in, a typed figure that says otherwise is refused. A cell over several rows
 * counts once.
 */
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

/* The text of a cell of at most one paragraph. False: it has more than that. */
static bool cell_text(struct composer *c, const struct flow_cell *cell, struct text *text)
{
    const struct flow *f = cell->first;
    *text = (struct text){0};
    if (!f)
        return true;
    if (f->next || f->kind != FLOW_PARAGRAPH)
        return false;
    *text = f->pieces->text;
    for (const struct flow_piece *p = f->pieces->next; p; p = p->next)
        *text = text_joined(c->arena, *text, p->text);
    return true;
}

/* The figure of a cell of a number column; what is none is reported. */
static bool read_figure(struct sums *s, const struct flow_cell *cell, struct decimal *figure)
{
    struct text t;
    struct arena *a = s->g->c->arena;
    bool one = cell_text(s->g->c, cell, &t);
    enum decimal_kind kind = one ? decimal_read(t, figure) : DECIMAL_BAD;
    if (kind == DECIMAL_LONG)
        fail(s, DIAG_R012, text_pos(t, 0), text_utf8(a, t));
    else if (kind == DECIMAL_BAD && one)
        fail(s, DIAG_R010, text_pos(t, 0), text_utf8(a, t));
    else if (kind == DECIMAL_BAD)
        fail(s, DIAG_R015, content_pos(cell), NULL);
    return kind == DECIMAL_NUMBER;
}

static void add(struct sums *s, const struct flow_cell *cell, struct decimal figure)
{
    int c = cell->column;
    if (!decimal_add(&s->part[c], figure) || !decimal_add(&s->all[c], figure))
        fail(s, DIAG_R012, content_pos(cell), decimal_text(s->g->c->arena, figure));
}

static bool is_figure(const struct grid *g, const struct flow_cell *cell)
{
    return cell->columns == 1 && g->columns[cell->column]->content == COLUMN_NUMBER;
}

static void sum_plain(struct sums *s, const struct flow_row *row)
{
    for (const struct flow_cell *cell = row->first; cell; cell = cell->next) {
        struct decimal figure;
        if (is_figure(s->g, cell) && read_figure(s, cell, &figure))
            add(s, cell, figure);
    }
}

/* Fills a figure in, or compares the one that was typed. */
static void settle(struct sums *s, struct flow_cell *cell, struct decimal sum)
{
    struct composer *c = s->g->c;
    struct decimal typed;
    const char *text = decimal_text(c->arena, sum);
    if (!cell->first) {
        cell->first = compose_paragraph(c, text_from_utf8(c->arena, text, cell->pos));
        return;
    }
    if (!read_figure(s, cell, &typed) || decimal_equal(typed, sum))
        return;
    diag(c->diags, DIAG_R011, content_pos(cell), decimal_text(c->arena, typed), text);
    c->failed = true;
}

static void sum_row(struct sums *s, struct flow_row *row)
{
    struct decimal *sums = row->kind == ROW_TOTAL ? s->all : s->part;
    bool summed = false;
    for (int c = 0; c < s->g->n; c++)
        summed = summed || s->g->columns[c]->sum;
    if (!summed)
        fail(s, DIAG_R014, row->pos, NULL);
    for (struct flow_cell *cell = row->first; cell; cell = cell->next)
        if (is_figure(s->g, cell) && s->g->columns[cell->column]->sum)
            settle(s, cell, sums[cell->column]);
}

static void begin_part(struct sums *s)
{
    for (int c = 0; c < s->g->n; c++)
        s->part[c] = (struct decimal){0};
}

/* A total may stand above the rows it sums: all figures are read first. */
static void settle_totals(struct sums *s)
{
    for (struct flow_row *row = s->g->table->rows; row; row = row->next)
        if (row->kind == ROW_TOTAL)
            sum_row(s, row);
}

void compose_sums(struct grid *g)
{
    struct arena *a = g->c->arena;
    struct sums s = {.g = g};
    s.part = ARENA_ARRAY(a, struct decimal, (size_t)g->n);
    s.all = ARENA_ARRAY(a, struct decimal, (size_t)g->n);
    for (struct flow_row *row = g->table->rows; row; row = row->next) {
        if (row->kind == ROW_PLAIN)
            sum_plain(&s, row);
        else if (row->kind == ROW_SUBTOTAL)
            sum_row(&s, row);
        if (row->kind == ROW_GROUP || row->kind == ROW_SUBTOTAL)
            begin_part(&s);
    }
    settle_totals(&s);
}

/* ---- a total that the author left to the compiler ---- */

/* Over the columns before the first summed one, the counter too: 合计. */
static struct flow_row *new_total(struct grid *g, int first)
{
    struct composer *c = g->c;
    struct flow_row *row = ARENA_NEW(c->arena, struct flow_row);
    struct flow_cell **last = &row->first;
    row->pos = g->columns[first]->pos;
    row->kind = ROW_TOTAL;
    if (first > 0) {
        *last = compose_new_cell(c, row->pos, text_from_utf8(c->arena, "合计", row->pos));
        (*last)->columns = first;
        last = &(*last)->next;
    }
    for (int i = first; i < g->n; i++) {
        *last = compose_new_cell(c, row->pos, (struct text){0});
        last = &(*last)->next;
    }
    return row;
}

void compose_total(struct grid *g)
{
    int first = 0;
    while (first < g->n && !g->columns[first]->sum)
        first++;
    struct flow_row **last = &g->table->rows;
    while (*last && (*last)->kind != ROW_TOTAL)
        last = &(*last)->next;
    if (first < g->n && !*last)
        *last = new_total(g, first);
}
