/*
 * Sums: the figures of number columns are read exactly; subtotals are those of the plain rows
 * since the group's start or the subtotal before (none counts over two sheets of a file), totals
 * those of all. An empty cell of a summed
 * column is filled in, a typed figure that says otherwise is refused. A cell over several rows
 * counts once. A workbook's figures are the numbers that are there; their sum is shown as they are,
 * and where what is shown does not add up to it, that is told.
 */
#include <string.h>

#include "compose/compose_int.h"
#include "compose/diag.def"
#include "value/decimal.h"
#include "value/format.h"

/* Of a column: exactly, and of the figures as they are shown. */
struct sum {
    struct decimal exact, shown;
};

/* What the texts of a column's figures say that they count: 3.5万元. */
struct unit {
    const struct decimal_mark *mark; /* of the first figure */
    struct text first;               /* it; without characters: there was none yet */
    bool mixed;                      /* another figure is marked otherwise */
};

struct sums {
    struct grid *g;
    struct sum *part, *sheet, *all; /* by column: since the last subtotal; of rows of the file's
                                       sheet; of all */
    const struct format **formats;  /* by column: of its figures, when it is the same for all */
    bool *mixed;
    struct unit *units; /* by column */
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

/* Figures that count different things have no sum. */
static void note_unit(struct sums *s, int column, struct text t, const struct decimal_mark *mark)
{
    struct arena *a = s->g->c->arena;
    struct unit *u = &s->units[column];
    if (!u->first.n)
        *u = (struct unit){mark, t, false};
    u->mixed = u->mixed || u->mark != mark;
    if (decimal_marks_agree(u->mark, mark) || !s->g->columns[column]->sum)
        return;
    diag(s->g->c->diags, DIAG_R176, text_pos(t, 0), text_utf8(a, t), text_utf8(a, u->first));
    s->g->c->failed = true;
}

/* The figure of a cell of a number column, which has at most one paragraph; what is none is
 * reported. */
static bool read_figure(struct sums *s, struct flow_cell *cell, struct decimal *figure)
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
    if (cell->figure) {
        *figure = cell->figure->value;
        if (cell->figure->format) /* 12.5% that is 0.125 */
            note_unit(s, cell->column, t, NULL);
        return true;
    }
    const struct decimal_mark *mark;
    enum decimal_kind kind = decimal_read_marked(t, figure, &mark);
    if (kind == DECIMAL_NUMBER)
        note_unit(s, cell->column, t, mark);
    if (kind == DECIMAL_NUMBER && mark)
        cell->figure = arena_copy(a, &(struct figure){*figure, NULL}, sizeof(struct figure));
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

static struct decimal shown_of(const struct format *f, struct decimal d)
{
    return f ? format_rounded(f, d) : d;
}

static void note_format(struct sums *s, int column, const struct figure *figure)
{
    const struct format **f = &s->formats[column];
    if (!figure)
        return;
    s->mixed[column] = s->mixed[column] || (*f && *f != figure->format);
    *f = figure->format;
}

static const struct format *format_of(const struct sums *s, int column)
{
    return s->mixed[column] ? NULL : s->formats[column];
}

static bool add(struct sum *sum, struct decimal exact, struct decimal shown)
{
    return decimal_add(&sum->exact, exact) && decimal_add(&sum->shown, shown);
}

static void sum_plain(struct sums *s, const struct flow_row *row)
{
    for (struct flow_cell *cell = row->first; cell; cell = cell->next) {
        struct decimal figure;
        int c = cell->column;
        if (!is_figure(s->g, cell) || !read_figure(s, cell, &figure))
            continue;
        note_format(s, c, cell->figure);
        struct decimal shown = shown_of(cell->figure ? cell->figure->format : NULL, figure);
        if (!add(&s->part[c], figure, shown) || !add(&s->sheet[c], figure, shown) ||
            !add(&s->all[c], figure, shown))
            fail(s, DIAG_R012, content_pos(cell), decimal_text(s->g->c->arena, figure));
    }
}

static const char *sum_text(struct sums *s, const struct format *f, struct decimal d)
{
    struct buf shown = {0};
    if (!f)
        return decimal_text(s->g->c->arena, d);
    buf_str(&shown, "");
    format_show(f, d, false, &shown);
    const char *text = arena_strdup(s->g->c->arena, shown.p);
    buf_drop(&shown);
    return text;
}

/* Machines that add in binary fractions are sure of so many digits. */
static bool nearly_equal(struct decimal a, struct decimal b)
{
    enum { SURE_DIGITS = 14 };
    int decimals = SURE_DIGITS - decimal_magnitude(b);
    decimal_round(&a, decimals);
    decimal_round(&b, decimals);
    return decimal_equal(a, b);
}

static void report_hidden(struct sums *s, const struct flow_cell *cell, struct decimal shown,
                          struct decimal total)
{
    const struct format *f = cell->figure ? cell->figure->format : NULL;
    diag(s->g->c->diags, DIAG_R175, content_pos(cell), sum_text(s, f, shown),
         sum_text(s, f, total));
}

static void refuse_sum(struct sums *s, const struct flow_cell *cell, const char *typed,
                       const char *sum)
{
    diag(s->g->c->diags, DIAG_R011, content_pos(cell), typed, sum);
    s->g->c->failed = true;
}

/* A typed figure may be the sum, or what the figures as they are shown add up to, or look like it:
 * then the two differ by decimals that nobody sees. */
static void check_typed(struct sums *s, struct flow_cell *cell, const struct sum *sum)
{
    struct arena *a = s->g->c->arena;
    struct decimal typed;
    if (!read_figure(s, cell, &typed))
        return;
    const struct format *f = cell->figure ? cell->figure->format : NULL;
    struct decimal shown = shown_of(f, typed);
    bool right = nearly_equal(typed, sum->exact), adds_up = decimal_equal(shown, sum->shown);
    bool alike = adds_up || decimal_equal(shown, shown_of(f, sum->exact));
    if (right ? !adds_up : alike)
        report_hidden(s, cell, sum->shown, typed);
    else if (!right)
        refuse_sum(s, cell, decimal_text(a, typed), decimal_text(a, sum->exact));
}

static void fill_in(struct sums *s, struct flow_cell *cell, const struct sum *sum)
{
    struct arena *a = s->g->c->arena;
    const struct format *f = format_of(s, cell->column);
    const struct unit *u = &s->units[cell->column];
    const char *text = sum_text(s, f, sum->exact);
    bool marked = !f && u->mark && !u->mixed;
    if (marked)
        text = arena_printf(a, "%s%s%s", u->mark->before, text, u->mark->behind);
    cell->first = compose_paragraph(s->g->c, text_from_utf8(a, text, cell->pos));
    if (f || marked)
        cell->figure = arena_copy(a, &(struct figure){sum->exact, f}, sizeof(struct figure));
    struct decimal total = shown_of(f, sum->exact);
    if (!decimal_equal(total, sum->shown))
        report_hidden(s, cell, sum->shown, total);
}

/* Fills figures in, or compares those that were typed. */
static void sum_row(struct sums *s, struct flow_row *row)
{
    const struct sum *sums = row->kind == ROW_TOTAL ? s->all : row->sums_sheet ? s->sheet : s->part;
    bool summed = false;
    for (int i = 0; i < s->g->n; i++)
        summed = summed || s->g->columns[i]->sum;
    if (!summed)
        fail(s, DIAG_R014, row->pos, NULL);
    for (struct flow_cell *cell = row->first; cell; cell = cell->next) {
        if (!is_figure(s->g, cell) || !s->g->columns[cell->column]->sum)
            continue;
        if (cell->first)
            check_typed(s, cell, &sums[cell->column]);
        else
            fill_in(s, cell, &sums[cell->column]);
    }
}

/* A total may stand above the rows it sums: all figures are read first. */
void compose_sums(struct grid *g)
{
    size_t n = (size_t)g->n;
    struct sums s = {.g = g};
    s.part = ARENA_ARRAY(g->c->arena, struct sum, n);
    s.sheet = ARENA_ARRAY(g->c->arena, struct sum, n);
    s.all = ARENA_ARRAY(g->c->arena, struct sum, n);
    s.formats = ARENA_ARRAY(g->c->arena, const struct format *, n);
    s.mixed = ARENA_ARRAY(g->c->arena, bool, n);
    s.units = ARENA_ARRAY(g->c->arena, struct unit, n);
    for (struct flow_row *row = g->table->rows; row; row = row->next) {
        if (row->opens_sheet) {
            memset(s.part, 0, n * sizeof *s.part);
            memset(s.sheet, 0, n * sizeof *s.sheet);
        }
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
