/*
 * A table's part on a page: the head again, cells row by row, and the rules between them as few
 * long lines. The part is closed by its frame on all sides.
 */
#include <string.h>

#include "layout/table_int.h"

/* Some rows of one grid, with where they stand. */
struct band {
    const struct cell_grid *g;
    const struct table_cut *from;
    size_t n; /* rows from the cut's on */
    const len_t *heights;
    len_t top;
};

struct drawing {
    const struct setting *s, *page; /* the part's, and what is set for this page alone */
    struct page_builder *b;
    const struct table_set *t;
    struct band band;
    struct open_cell *open; /* by column */
    len_t *edges;           /* of the band's rows: n + 1, from the paper's upper edge */
    len_t *upright;         /* by column: where the rule at its left starts; -1: none */
};

/* ---- cells ---- */

/* A line with the marks and the links in it; y: the middle of its character boxes. */
static void draw_line(struct drawing *d, const struct cell_line *line, const struct mark_spot *at,
                      const struct ink_style *ink)
{
    struct page_builder *b = d->b;
    struct field_list fields = {.arena = b->arena};
    struct page_row row = {0};
    place_line(&b->items, &line->line, at->x, at->y, ink);
    mark_place(d->page, &b->items, &fields, &line->line, line->text, at);
    inline_attach_line(d->page, &row, &line->line, line->text);
    for (size_t i = 0; i < row.n_links; i++) {
        struct page_link *link = VEC_ADD(b->arena, &b->links);
        *link = row.links[i];
        link->x += at->x;
        link->y += at->y - at->pitch / 2 + (at->pitch - at->size) / 2;
        link->height = at->size;
    }
    for (size_t i = 0; i < fields.list.n; i++)
        VEC_PUSH(b->arena, &b->fields, fields.list.v[i]);
}

/* A cell that is written in. */
static void draw_blank(struct drawing *d, const struct flow_cell *c, len_t top, len_t bottom)
{
    const struct style *st = d->s->style;
    len_t above = d->s->table->padding_above;
    struct page_field field = mark_field(d->page, c->blank);
    field.x = st->area_left + d->t->edges[c->column] + st->table_padding_side;
    field.y = top + above;
    field.width = table_cell_width(d->t, c) - 2 * st->table_padding_side;
    field.height = bottom - top - 2 * above;
    field.several_lines = field.height >= 2 * d->t->pitch;
    field.ruled = 0;
    field.centred = !field.several_lines;
    VEC_PUSH(d->b->arena, &d->b->fields, field);
}

/* In the middle of its part; what goes on over a page starts at the top. */
static void draw_cell(struct drawing *d, const struct open_cell *o, len_t top, len_t bottom)
{
    const struct setting *s = d->s;
    const struct table_set *t = d->t;
    struct cell *c = o->cell;
    struct cell_piece piece = table_cell_piece(s, t, o, bottom - top);
    enum element element = d->band.g->head ? ELEMENT_TABLE_HEAD : ELEMENT_TABLE_CELL;
    struct ink_style ink = place_ink(s->style, t->size, element);
    if (c->source->blank)
        draw_blank(d, c->source, top, bottom);
    if (!piece.n)
        return;
    table_cell_set(s, t, c);
    len_t pitch,
        x = s->style->area_left + t->edges[c->source->column] + s->style->table_padding_side;
    len_t y = top + s->table->padding_above;
    if (piece.n == c->lines)
        y = top + (bottom - top - table_cell_depth(t, c, piece.from, piece.n)) / 2;
    for (int i = piece.from; i < piece.from + piece.n; i++, y += pitch) {
        pitch = table_cell_depth(t, c, i, 1);
        struct mark_spot at = {x, y + pitch / 2, t->size, pitch};
        draw_line(d, &c->set[i], &at, &ink);
    }
}

/* The cells whose part starts in row i of the band. */
static void draw_row_cells(struct drawing *d, size_t i)
{
    const struct table_set *t = d->t;
    size_t r = d->band.from->row + i;
    for (int c = 0; c < t->n_columns; c++) {
        const struct open_cell *o = &d->open[c];
        bool starts = o->cell && (o->start == r || (i == 0 && o->last >= r));
        if (!starts)
            continue;
        size_t end = o->last - d->band.from->row + 1;
        draw_cell(d, o, d->edges[i], d->edges[end < d->band.n ? end : d->band.n]);
    }
}

/* ---- rules ---- */

static void draw_rule(struct drawing *d, len_t x1, len_t y1, len_t x2, len_t y2, len_t thickness)
{
    len_t left = d->s->style->area_left;
    struct rule rule = {left + x1, y1, left + x2, y2, thickness, d->s->style->ink};
    place_rule(&d->b->items, rule, ELEMENT_TABLE_RULE);
}

/* Below a row, wherever a cell ends with it. */
static void draw_row_rule(struct drawing *d, size_t r, len_t y)
{
    const struct table_set *t = d->t;
    int from = -1;
    for (int c = 0; c <= t->n_columns;) {
        const struct open_cell *o = c < t->n_columns ? &d->open[c] : NULL;
        bool ends = o && o->cell && o->last == r;
        if (ends && from < 0)
            from = c;
        if (!ends && from >= 0) {
            draw_rule(d, t->edges[from], y, t->edges[c], y, d->s->style->table_rule);
            from = -1;
        }
        c += o && o->cell ? o->cell->source->columns : 1;
    }
}

static void end_upright(struct drawing *d, int c, len_t y)
{
    if (d->upright[c] >= 0)
        draw_rule(d, d->t->edges[c], d->upright[c], d->t->edges[c], y, d->s->style->table_rule);
    d->upright[c] = -1;
}

/* Rules at the left of cells go on through all rows that have a cell's edge there. */
static void follow_uprights(struct drawing *d, len_t y)
{
    const struct table_set *t = d->t;
    for (int c = 0; c < t->n_columns;) {
        int columns = d->open[c].cell ? d->open[c].cell->source->columns : 1;
        if (c > 0 && d->upright[c] < 0)
            d->upright[c] = y;
        for (int k = c + 1; k < c + columns && k < t->n_columns; k++)
            end_upright(d, k, y);
        c += columns;
    }
}

static void draw_frame(struct drawing *d, len_t top, len_t bottom)
{
    const struct table_set *t = d->t;
    len_t thick = d->s->style->table_frame, half = thick / 2;
    len_t left = t->edges[0], right = t->edges[t->n_columns];
    draw_rule(d, left - half, top, right + half, top, thick);
    draw_rule(d, left - half, bottom, right + half, bottom, thick);
    draw_rule(d, left, top, left, bottom, thick);
    draw_rule(d, right, top, right, bottom, thick);
}

/* ---- bands ---- */

static void open_cells(struct drawing *d, size_t i)
{
    size_t r = d->band.from->row + i;
    const struct grid_row *row = &d->band.g->rows[r];
    if (i == 0 && d->band.from->within)
        return;
    for (int k = 0; k < row->n; k++) {
        const struct flow_cell *c = row->cells[k].source;
        struct open_cell *own = &d->open[c->column];
        for (int n = 0; n < c->columns; n++)
            own[n] = (struct open_cell){0};
        *own = (struct open_cell){&row->cells[k], r, r + (size_t)c->rows - 1, 0, 0};
    }
}

/* foot: a rule below the last row, since another band follows. */
static void draw_band(struct drawing *d, bool foot)
{
    const struct band *b = &d->band;
    struct arena *a = d->b->arena;
    size_t columns = (size_t)d->t->n_columns;
    d->open = ARENA_ARRAY(a, struct open_cell, columns);
    d->edges = ARENA_ARRAY(a, len_t, b->n + 1);
    d->edges[0] = b->top;
    for (size_t i = 0; i < b->n; i++)
        d->edges[i + 1] = d->edges[i] + b->heights[i];
    if (b->from->open)
        memcpy(d->open, b->from->open, columns * sizeof *d->open);
    for (size_t i = 0; i < b->n; i++) {
        open_cells(d, i);
        draw_row_cells(d, i);
        follow_uprights(d, d->edges[i]);
        if (foot || i + 1 < b->n)
            draw_row_rule(d, b->from->row + i, d->edges[i + 1]);
    }
}

static bool draw_continued(struct drawing *d, len_t top)
{
    const struct style *st = d->s->style;
    const struct table_set *t = d->t;
    struct text_shape shape = {.size = t->size,
                               .pitch = t->size,
                               .width = t->edges[t->n_columns] - t->edges[0],
                               .align = ALIGN_RIGHT};
    struct ink_style ink = place_ink(st, t->size, ELEMENT_TABLE_UNIT);
    struct text text = text_from_utf8(d->page->arena, st->table_continued, t->source->pos);
    struct set_lines lines;
    bool ok = setting_text(d->page, text, st->table_role, &shape, &lines);
    if (ok && lines.n)
        place_line(&d->b->items, &lines.v[0], st->area_left + t->edges[0], top + t->size / 2, &ink);
    return ok;
}

bool table_draw(const struct setting *s, struct page_builder *b, const struct table_set *t,
                const struct table_part *part, len_t top)
{
    struct table_cut start = {0};
    struct setting page = *s;
    struct drawing d = {.s = s, .page = &page, .b = b, .t = t};
    len_t said = table_continued_height(s, t, &part->from), head = top + said;
    page.arena = b->arena;
    if (said && !draw_continued(&d, top))
        *t->failed = true;
    d.upright = ARENA_ARRAY(b->arena, len_t, (size_t)t->n_columns);
    for (int c = 0; c < t->n_columns; c++)
        d.upright[c] = -1;
    d.band = (struct band){&t->head, &start, t->head.n, t->head_heights, head};
    draw_band(&d, part->n > 0);
    d.band = (struct band){&t->body, &part->from, part->n, part->heights, head + t->head_height};
    draw_band(&d, false);
    for (int c = 0; c < t->n_columns; c++)
        end_upright(&d, c, top + part->height);
    draw_frame(&d, head, top + part->height);
    return !*t->failed;
}
