/*
 * Which rows of a table stand in a room, from a cut on. A page ends between rows, or between lines
 * of a row that may be parted, where no cell leaves one line alone. A cell over several rows shows
 * in each part what its part can hold: a short text again, a long one goes on. Group rows stay with
 * the row below them, sum rows with the one above. Whatever the input, a forced part ends further
 * on than it starts.
 */
#include <string.h>

#include "layout/table_int.h"

/* The rows of a part being walked through. */
struct table_walk {
    const struct setting *s;
    const struct table_set *t;
    const struct cell_grid *g;
    struct open_cell *open; /* by column */
    len_t *heights;         /* from the first row walked on */
    size_t first, row;
    size_t whole; /* no page ends before this row: it ends rows that stay together */
    len_t y;
};

/* The best place to end the part that was met yet. */
struct end {
    bool found;
    struct table_cut cut;
    struct open_cell *open;
    len_t y;
};

enum { LEAST_LINES = 2 /* of a cell's that stand alone */ };

static bool at_start(const struct table_cut *cut)
{
    return cut->row == 0 && !cut->within;
}

/* ---- a cell's part ---- */

static int lines_in(const struct setting *s, len_t pitch, len_t height)
{
    len_t inner = height - 2 * s->table->padding_above;
    return inner > 0 ? (int)(inner / pitch) : 0;
}

/* Of a cell's lines from one on. */
static int cell_lines_in(const struct setting *s, const struct table_set *t, const struct cell *c,
                         int from, len_t height)
{
    int n = 0;
    if (!c->depths)
        return lines_in(s, table_cell_pitch(t, c), height);
    len_t inner = height - 2 * s->table->padding_above;
    while (from + n < c->lines && table_cell_depth(t, c, from, n + 1) <= inner)
        n++;
    return n;
}

/* What is worth the room to be read on every page: labels, and over several rows a few lines.
 * Figures are not, for they would count twice. */
static bool repeats(const struct setting *s, const struct table_set *t, const struct cell *c)
{
    bool figure = t->columns[c->source->column]->content == COLUMN_NUMBER;
    if (c->source->rows > 1)
        return c->lines <= s->style->table_span_lines;
    return table_cell_is_label(s, c) && !figure;
}

/* A text that was shown whole is shown again where its cell goes on, a long one where its rows
 * leave it room. */
struct cell_piece table_cell_piece(const struct setting *s, const struct table_set *t,
                                   const struct open_cell *o, len_t height)
{
    const struct cell *c = o->cell;
    int lines = table_cell_lines(s, t, o->cell), left = lines - o->placed;
    int room = cell_lines_in(s, t, c, left > 0 ? o->placed : 0, height);
    if (lines && left <= 0) {
        bool again = c->source->rows > 1 || repeats(s, t, c);
        return (struct cell_piece){0, again && lines <= room ? lines : 0, true};
    }
    if (left <= room)
        return (struct cell_piece){o->placed, left, true};
    bool whole = c->source->rows > 1 && !o->placed && repeats(s, t, c);
    int n = left - LEAST_LINES < room ? left - LEAST_LINES : room;
    if (n >= LEAST_LINES)
        return (struct cell_piece){o->placed, n, !whole};
    return (struct cell_piece){o->placed, left - 1 < room ? left - 1 : room, false};
}

/* Lines that an open cell must still show before its last row ends. */
static int lines_due(const struct table_walk *w, const struct open_cell *o)
{
    int lines = table_cell_lines(w->s, w->t, o->cell), left = lines - o->placed;
    if (left > 0)
        return left;
    return repeats(w->s, w->t, o->cell) ? lines : 0;
}

/* ---- walking ---- */

/* The cells that start in the row. */
static void open_row(struct table_walk *w)
{
    const struct grid_row *row = &w->g->rows[w->row];
    for (int i = 0; i < row->n; i++) {
        const struct flow_cell *c = row->cells[i].source;
        w->open[c->column] =
            (struct open_cell){&row->cells[i], w->row, w->row + (size_t)c->rows - 1, w->y, 0};
    }
}

static bool is_open(const struct table_walk *w, int column)
{
    return w->open[column].cell && w->open[column].last >= w->row;
}

static len_t height_for(const struct table_walk *w, const struct open_cell *o, int lines)
{
    int from = o->placed + lines <= o->cell->lines ? o->placed : 0;
    return lines ? table_cell_depth(w->t, o->cell, from, lines) + 2 * w->s->table->padding_above
                 : 0;
}

/* The row's height: what the cells that end with it still ask for. */
static len_t row_height(const struct table_walk *w)
{
    len_t height = w->s->table->row_least, spanned = 0;
    bool body = w->g == &w->t->body;
    for (int c = 0; c < w->t->n_columns; c++) {
        const struct open_cell *o = &w->open[c];
        if (!is_open(w, c) || o->last != w->row)
            continue;
        len_t asked = height_for(w, o, lines_due(w, o)) - (w->y - o->top);
        if (o->cell->source->rows > 1)
            spanned = len_max(spanned, asked);
        else
            height = len_max(height, asked);
    }
    height = len_max(height + (body ? w->t->spare[w->row] : 0), spanned);
    return height + (body ? w->t->extra[w->row] : 0);
}

static void pass_row(struct table_walk *w, len_t height)
{
    w->heights[w->row - w->first] = height;
    w->y += height;
    w->row++;
}

/* ---- spare height ---- */

static len_t cell_height(const struct setting *s, const struct table_set *t, struct cell *c)
{
    int lines = table_cell_lines(s, t, c);
    return lines ? table_cell_depth(t, c, 0, lines) + 2 * s->table->padding_above : 0;
}

/* What the row's own cells ask for, and what it was given. */
static len_t own_height(const struct setting *s, const struct table_set *t, size_t r)
{
    len_t height = s->table->row_least;
    for (int i = 0; i < t->body.rows[r].n; i++)
        if (t->body.rows[r].cells[i].source->rows == 1)
            height = len_max(height, cell_height(s, t, &t->body.rows[r].cells[i]));
    return height + t->spare[r];
}

/* A cell over several rows that is higher than they are makes all of them higher alike. */
static void share_height(const struct setting *s, const struct table_set *t, size_t r,
                         struct cell *c)
{
    len_t n = c->source->rows, lack = cell_height(s, t, c);
    if (lack <= n * s->table->row_least)
        return;
    for (len_t k = 0; k < n && lack > 0; k++)
        lack -= own_height(s, t, r + (size_t)k);
    for (len_t k = 0; k < n && lack > 0; k++)
        t->spare[r + (size_t)k] += lack / n;
}

void table_share_spare(const struct setting *s, const struct table_set *t)
{
    enum { ROWS_MOST = 2000, SPAN_MOST = 200 };
    int rows = 2, next = t->body.n > ROWS_MOST ? SPAN_MOST : 1;
    for (; next < SPAN_MOST && rows < SPAN_MOST; rows = next) {
        next = SPAN_MOST;
        for (size_t r = 0; r < t->body.n; r++)
            for (int i = 0; i < t->body.rows[r].n; i++) {
                struct cell *c = &t->body.rows[r].cells[i];
                if (c->source->rows == rows)
                    share_height(s, t, r, c);
                if (c->source->rows > rows && c->source->rows < next)
                    next = c->source->rows;
            }
    }
}

/* ---- ends ---- */

/* Copies the cells that reach over the cut, with the lines that will have been shown by then. */
static void end_at(const struct table_walk *w, struct end *end, size_t row, bool within, len_t y)
{
    end->found = true;
    end->cut = (struct table_cut){row, within, end->open};
    end->y = y;
    for (int c = 0; c < w->t->n_columns; c++) {
        struct open_cell *o = &end->open[c];
        *o = w->open[c];
        if (!o->cell || o->last < row) {
            *o = (struct open_cell){0};
            continue;
        }
        struct cell_piece piece = table_cell_piece(w->s, w->t, o, y - o->top);
        if (o->placed < table_cell_lines(w->s, w->t, o->cell))
            o->placed += piece.n;
    }
}

/* Rows that are more than a group's title, from one on: as many as are asked for, if there are. */
static size_t count_rows(const struct table_walk *w, size_t from, size_t to, size_t most)
{
    size_t n = 0;
    for (; from < to && n < most; from++)
        n += w->g->rows[from].source->kind != ROW_GROUP;
    return n;
}

/* May the page end above the row that the walk has come to? */
static bool may_end_here(const struct table_walk *w)
{
    const struct flow_row *before = w->g->rows[w->row - 1].source;
    const struct flow_row *next = w->g->rows[w->row].source;
    if (w->row < w->whole)
        return false;
    if (before->kind == ROW_GROUP || next->kind == ROW_SUBTOTAL || next->kind == ROW_TOTAL)
        return false;
    for (int c = 0; c < w->t->n_columns; c++) {
        const struct open_cell *o = &w->open[c];
        if (is_open(w, c) && w->t->keep_blanks && o->cell->source->blank)
            return false;
        if (is_open(w, c) && !table_cell_piece(w->s, w->t, o, w->y - o->top).legal)
            return false;
    }
    return true;
}

/* The row as far as a room allows: its height, and whether no line stands alone and something is
 * left for the next page. */
static len_t parted_height(const struct table_walk *w, len_t room, bool *legal, bool *rest)
{
    len_t height = 0;
    *legal = true;
    *rest = false;
    for (int c = 0; c < w->t->n_columns; c++) {
        const struct open_cell *o = &w->open[c];
        if (!is_open(w, c))
            continue;
        struct cell_piece piece = table_cell_piece(w->s, w->t, o, room - o->top);
        int due = o->last == w->row ? lines_due(w, o) : piece.n;
        *legal = *legal && piece.legal;
        *rest = *rest || (o->placed < o->cell->lines && piece.n < due);
        height = len_max(height, height_for(w, o, piece.n) - (w->y - o->top));
    }
    return height;
}

/* Parts the row at the walk, rather than leave the room below the rows above it empty. A short row
 * is not worth parting; one higher than a page must be. */
static bool part_row(struct table_walk *w, struct end *end, len_t room, len_t height, bool forced)
{
    const struct flow_row *row = w->g->rows[w->row].source;
    bool legal, rest, within = w->row == w->first && end->cut.within;
    len_t upper = parted_height(w, room, &legal, &rest);
    len_t page = w->s->style->area_height - w->t->head_height;
    bool shorter = lines_in(w->s, w->t->pitch, height) <= w->s->style->table_whole_lines;
    bool worth = row->kind == ROW_PLAIN && !((row->whole || shorter) && height <= page) &&
                 w->row >= w->whole;
    if (!rest || upper <= 0 || (!forced && (!legal || !(within || worth))))
        return false;
    end_at(w, end, w->row, true, w->y + upper);
    w->heights[w->row - w->first] = upper;
    return true;
}

/* Where nothing may end but something must: between rows if there are some, else within. */
static void force_end(struct table_walk *w, struct end *end, len_t room, len_t height)
{
    size_t r = w->row;
    bool rows = r > w->first && w->g->rows[r - 1].source->kind != ROW_GROUP;
    if (!rows && part_row(w, end, room, height, true))
        return;
    if (r == w->first)
        pass_row(w, height);
    end_at(w, end, w->row, false, w->y);
}

/* ---- parts ---- */

/* Room for the heights of as many rows as may stand in a room. */
static struct table_walk walk_start(const struct setting *s, const struct table_set *t,
                                    const struct cell_grid *g, const struct table_cut *from,
                                    len_t room)
{
    struct arena *a = s->layout->cells->arena;
    size_t n = (size_t)t->n_columns, left = g->n - from->row;
    size_t rows = (size_t)(len_max(room, 0) / s->table->row_least);
    struct table_walk w = {.s = s, .t = t, .g = g, .first = from->row, .row = from->row};
    w.heights = ARENA_ARRAY(a, len_t, (rows < left ? rows : left) + 1);
    w.open = ARENA_ARRAY(a, struct open_cell, n);
    if (from->open)
        memcpy(w.open, from->open, n * sizeof *w.open);
    for (size_t c = 0; c < n; c++)
        w.open[c].top = 0;
    return w;
}

void table_measure_head(const struct setting *s, struct table_set *t)
{
    struct table_walk w = walk_start(s, t, &t->head, &(struct table_cut){0}, 0);
    w.heights = t->head_heights;
    while (w.row < t->head.n) {
        open_row(&w);
        pass_row(&w, row_height(&w));
    }
    t->head_height = w.y;
}

len_t table_continued_height(const struct setting *s, const struct table_set *t,
                             const struct table_cut *cut)
{
    return t->source->continued && !at_start(cut) ? t->size + s->table->title_below : 0;
}

/* The first row behind those that are joined with this one. */
static size_t joined_end(const struct table_walk *w)
{
    size_t end = w->row;
    while (end + 1 < w->g->n && w->g->rows[end].source->joined)
        end++;
    return end + 1;
}

/* Joined rows that begin here and would fit on a page stay together. */
static void keep_joined(struct table_walk *w)
{
    struct arena *a = w->s->layout->cells->arena;
    len_t page = w->s->style->area_height - w->t->head_height;
    if (!w->g->rows[w->row].source->joined || (w->row > 0 && w->g->rows[w->row - 1].source->joined))
        return;
    size_t end = joined_end(w), columns = (size_t)w->t->n_columns;
    if (end == w->row + 1)
        return;
    struct table_walk ahead = *w;
    ahead.open = arena_copy(a, w->open, columns * sizeof *w->open);
    ahead.first = w->row;
    ahead.heights = ARENA_ARRAY(a, len_t, end - w->row);
    while (ahead.row < end && ahead.y - w->y <= page) {
        open_row(&ahead);
        pass_row(&ahead, row_height(&ahead));
    }
    if (ahead.y - w->y <= page)
        w->whole = end;
}

/* Walks as far as the room allows; end: where the part may end; late: where it may too, but leaves
 * too few rows to the next page. */
static void walk_room(struct table_walk *w, struct end *end, struct end *late, len_t room,
                      enum table_fit how)
{
    size_t least = (size_t)w->s->style->table_edge_rows, n = w->g->n;
    bool within = end->cut.within;
    for (; w->row < n; within = false) {
        if (!within && w->row >= w->whole)
            keep_joined(w);
        if (!within)
            open_row(w);
        len_t height = row_height(w);
        bool leave = how == FIT_LEAVE_LAST && w->row + 1 == n;
        if (w->y + height > room || leave) {
            if (leave || part_row(w, end, room, height, false))
                return;
            if (!end->found && !late->found && how == FIT_FORCED)
                force_end(w, end, room, height);
            return;
        }
        pass_row(w, height);
        bool few = w->row < n && count_rows(w, w->row, n, least) < least;
        if (w->row == n || may_end_here(w))
            end_at(w, few ? late : end, w->row, false, w->y);
    }
}

/* Rather a page that ends a little earlier than a last row alone under its head. */
static const struct end *better_end(const struct table_walk *w, const struct end *end,
                                    const struct end *late)
{
    bool settled = !late->found || (end->found && (end->cut.within || end->cut.row >= w->g->n));
    if (settled)
        return end;
    return end->found && late->y - end->y <= w->s->style->table_edge_gap ? end : late;
}

/* A table that begins with too few rows above the page's foot, where the next page may as well have
 * them. height: of all that would have had room. */
static bool begins_too_late(const struct table_walk *w, const struct end *end, len_t height)
{
    size_t least = (size_t)w->s->style->table_edge_rows;
    return !end->cut.within && end->cut.row < w->g->n &&
           count_rows(w, 0, end->cut.row, least) < least && height <= w->s->style->table_edge_gap;
}

static bool fit(const struct setting *s, const struct table_set *t, const struct table_cut *from,
                len_t room, enum table_fit how, struct table_part *out)
{
    size_t columns = (size_t)t->n_columns;
    len_t above = table_continued_height(s, t, from) + t->head_height;
    struct table_walk w = walk_start(s, t, &t->body, from, room);
    struct end end = {.cut = *from}, late = end;
    end.open = ARENA_ARRAY(s->layout->cells->arena, struct open_cell, columns);
    late.open = ARENA_ARRAY(s->layout->cells->arena, struct open_cell, columns);
    *out = (struct table_part){.from = *from};
    if (t->body.n)
        walk_room(&w, &end, &late, room - above, how);
    else
        end_at(&w, &end, 0, false, 0);
    const struct end *best = better_end(&w, &end, &late);
    len_t furthest = above + len_max(end.y, late.y);
    if (!best->found ||
        (how != FIT_FORCED && at_start(from) && begins_too_late(&w, best, furthest)))
        return false;
    out->to = best->cut;
    out->to.open = arena_copy(s->arena, best->open, columns * sizeof *best->open);
    out->ends = best->cut.row >= w.g->n;
    out->heights = w.heights;
    out->n = best->cut.row - w.first + best->cut.within;
    out->height = above + best->y;
    out->below = t->below;
    return true;
}

/* A table that should stay whole, and would on an empty page, waits for one. */
bool table_fit(const struct setting *s, const struct table_set *t, const struct table_cut *from,
               len_t room, enum table_fit how, struct table_part *out)
{
    len_t page = s->style->area_height - t->above;
    if (how == FIT_FREE && t->source->whole && at_start(from) &&
        fit(s, t, from, page, FIT_FREE, out) && out->ends && out->height > room)
        return false;
    return fit(s, t, from, room, how, out);
}
