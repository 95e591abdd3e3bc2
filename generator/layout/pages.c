/*
 * Rows onto pages. Rows on the grid stand on its lines; others (a title, the head) take the room
 * they need, and the next row on the grid goes to the nearest line. A page ends only after a row
 * that need not be kept with the next one; what cannot be kept together on a whole page is not.
 * A table is one row that pages part where it allows. One walk finds the rows of each page; what
 * it is for, trying them or placing them, is up to who walks.
 */
#include "layout/layout_int.h"

/* Rounding of a length to a line of the grid: half a point is no overlap. */
enum { TOLERANCE = LEN_PT / 2 };

/* ---- a row ---- */

/* A row where it stands, or the part of a table that stands on the page. */
struct placed_row {
    size_t index;
    const struct page_row *row;
    len_t top; /* of its character boxes */
    struct table_part part;
    bool continued;            /* it started on a page before */
    struct page_cursor behind; /* it; on the page */
};

static bool goes_on(const struct placed_row *p)
{
    return p->row->table && !p->part.ends;
}

/* The top of a line's character boxes at a cursor, which moves behind it. */
static len_t pass_line(const struct page_plan *plan, const struct page_row *row,
                       struct page_cursor *at)
{
    len_t above = row->gap_from_edge && !at->at_head ? at->low : at->y;
    len_t y = above + (at->at_head && !row->gap_kept ? 0 : row->gap);
    at->notes += inline_notes_height(plan->s->style, row->notes, at->notes == 0);
    at->at_head = false;
    if (row->on_grid) {
        struct page_grid grid = builder_grid(plan);
        int64_t line = page_grid_nearest(&grid, y);
        if (page_grid_top(&grid, line) < at->y - TOLERANCE)
            line++;
        y = page_grid_top(&grid, line);
        at->y = page_grid_top(&grid, line + 1);
    } else {
        at->y = y + row->advance;
    }
    len_t low = row->foot ? row->foot - plan->s->style->imprint_blank_above : row->box;
    at->low = len_max(at->low, y + low);
    return y;
}

/* Puts a row behind a cursor. False: it does not fit, and is not forced to. */
static bool put_row(const struct page_plan *plan, struct page_cursor at, enum table_fit how,
                    struct placed_row *out)
{
    const struct setting *s = plan->s;
    const struct page_row *row = out->row;
    len_t bottom = style_area_bottom(s->style) - plan->shorter;
    out->continued = at.cut.open != NULL;
    if (row->table) {
        out->top = at.y + (at.at_head ? 0 : row->gap);
        if (!table_fit(s, row->table, &at.cut, bottom - out->top - at.notes, how, &out->part))
            return false;
        at.y = out->top + out->part.height + out->part.below;
        at.low = out->top + out->part.height;
        at.at_head = false;
        at.cut = out->part.ends ? (struct table_cut){0} : out->part.to;
    } else {
        out->top = pass_line(plan, row, &at);
        if (how != FIT_FORCED && out->top + row->box + at.notes > bottom + TOLERANCE)
            return false;
    }
    out->behind = at;
    return true;
}

/* ---- the walk ---- */

/* The rows of one page after the other. */
struct page_walk {
    const struct page_plan *plan;
    const struct rows *rows;
    size_t next; /* row that the next page starts with, or goes on with */
    struct page_cursor head,
        next_head; /* where the page's first row may stand, and the next page's */
    VEC(struct placed_row) page;
};

static struct page_walk walk_from(const struct page_plan *plan, const struct rows *rows,
                                  struct page_cursor at)
{
    return (struct page_walk){.plan = plan, .rows = rows, .head = at, .next_head = at};
}

/* Of the page yet; NULL: none. */
static struct placed_row *walk_last(const struct page_walk *w)
{
    return w->page.n ? &w->page.v[w->page.n - 1] : NULL;
}

/* Behind the page's rows. */
static struct page_cursor walk_end(const struct page_walk *w)
{
    return w->page.n ? walk_last(w)->behind : w->head;
}

static bool walk_put(struct page_walk *w, size_t i, enum table_fit how)
{
    struct page_cursor at = walk_end(w);
    struct placed_row *placed = VEC_ADD(w->plan->s->arena, &w->page);
    *placed = (struct placed_row){.index = i, .row = &w->rows->list.v[i]};
    if (put_row(w->plan, at, how, placed))
        return true;
    w->page.n--;
    return false;
}

/* Whether a row is never parted from the next one. */
static bool stays(const struct rows *rows, size_t i)
{
    return rows->list.v[i].keep || (i >= rows->carried && i < rows->text_end);
}

/* The rows that fit. A table that only such rows precede as stay with it starts on this page,
 * whatever it takes. */
static void put_fitting(struct page_walk *w)
{
    bool forced = w->head.at_head;
    for (size_t i = w->next; i < w->rows->list.n; i++) {
        const struct page_row *row = &w->rows->list.v[i];
        if (i && i == w->rows->turn && i > w->next)
            return;
        if (!walk_put(w, i, row->table && forced ? FIT_FORCED : FIT_FREE) || goes_on(walk_last(w)))
            return;
        forced = forced && stays(w->rows, i);
    }
}

/* How many of the fitting rows may stay when the page ends here. Of a table that must stay with
 * what follows, all but its last row may. */
static size_t count_staying(struct page_walk *w)
{
    size_t n = w->page.n;
    if (!n || goes_on(walk_last(w)) || walk_last(w)->index + 1 == w->rows->list.n)
        return n;
    for (; n && stays(w->rows, w->page.v[n - 1].index); n--) {
        struct placed_row *last = &w->page.v[n - 1], parted = *last;
        struct page_cursor at = n > 1 ? last[-1].behind : w->head;
        if (last->row->table && put_row(w->plan, at, FIT_LEAVE_LAST, &parted) && goes_on(&parted)) {
            *last = parted;
            break;
        }
    }
    return n;
}

/* The next page's rows, which may be none when there is something above them. False: all rows have
 * been found. */
static bool walk_page(struct page_walk *w)
{
    if (w->next == w->rows->list.n)
        return false;
    table_cells_reset(w->plan->s->layout->cells);
    w->head = w->next_head;
    w->page.n = 0;
    put_fitting(w);
    size_t staying = count_staying(w);
    if (staying || !w->head.at_head)
        w->page.n = staying;
    else if (!w->page.n) /* more kept together than a page holds */
        walk_put(w, w->next, FIT_FORCED);
    const struct placed_row *last = walk_last(w);
    if (last)
        w->next = last->index + !goes_on(last);
    w->next_head = builder_head(w->plan, w->head.page + 1);
    w->next_head.cut = walk_end(w).cut;
    return true;
}

struct page_cursor pages_try(const struct page_plan *plan, struct page_cursor from,
                             const struct rows *rows, int pages[])
{
    struct page_walk w = walk_from(plan, rows, from);
    while (walk_page(&w))
        for (size_t i = 0; pages && i < w.page.n; i++)
            if (!w.page.v[i].continued)
                pages[w.page.v[i].index] = w.head.page;
    return walk_end(&w);
}

struct pages_short pages_short(const struct page_plan *plan, struct page_cursor from,
                               const struct rows *rows)
{
    const struct style *st = plan->s->style;
    struct page_walk w = walk_from(plan, rows, from);
    struct pages_short blank = {0};
    while (walk_page(&w) && w.next < rows->list.n) {
        struct page_cursor end = walk_end(&w);
        len_t spare = style_area_bottom(st) + TOLERANCE - st->body_size - end.notes - end.y;
        blank.pages += spare >= 0;
        blank.lines += spare < 0 ? 0 : (int)(spare / st->line_pitch) + 1;
    }
    return blank;
}

bool pages_fill(const struct page_plan *plan, struct page_builder *b, const struct rows *rows)
{
    struct page_walk w =
        walk_from(plan, rows, b->open ? b->at : builder_head(plan, b->at.page + 1));
    while (walk_page(&w)) {
        if (!b->open || b->at.page != w.head.page) {
            if (!builder_close(b))
                return false;
            builder_open(b, plan, w.head.page);
        }
        b->grid = builder_grid(plan);
        for (size_t i = 0; i < w.page.n; i++) {
            const struct placed_row *p = &w.page.v[i];
            if (!p->row->table)
                builder_add_row(b, p->row, p->top);
            else if (!table_draw(plan->s, b, p->row->table, &p->part, p->top))
                return false;
        }
        b->at = walk_end(&w);
    }
    return true;
}

/* ---- room to write in ---- */

/* A line to write on, higher. The first line of several has the field that they are, which grows
 * with them. */
static void heighten_line(const struct setting *s, struct rows *rows, size_t line, len_t more)
{
    struct page_row *row = &rows->list.v[line], *first = row;
    row->gap += more;
    while (first > rows->list.v && !first->n_fields && first[-1].writes)
        first--;
    if (first == row || !first->n_fields)
        return;
    struct page_field *fields =
        arena_copy(s->arena, first->fields, first->n_fields * sizeof *fields);
    fields[first->n_fields - 1].height += more;
    first->fields = fields;
}

/* Rows of tables and lines to write on share what is left: all of it, or on the last page what they
 * can use. */
static void spread_page(const struct page_walk *w, struct rows *rows)
{
    const struct style *st = w->plan->s->style;
    len_t spare = style_area_bottom(st) - walk_end(w).y;
    size_t sharing = 0;
    for (size_t i = 0; i < w->page.n; i++) {
        const struct placed_row *p = &w->page.v[i];
        sharing += p->row->table ? p->part.n : p->row->writes;
    }
    if (!sharing || spare <= 0)
        return;
    bool last = w->next == rows->list.n;
    len_t share = spare / (len_t)sharing;
    for (size_t i = 0; i < w->page.n; i++) {
        const struct placed_row *p = &w->page.v[i];
        if (p->row->table)
            table_heighten(p->row->table, p->part.from.row, p->part.n,
                           last ? len_min(share, st->form_row_more) : share);
        else if (p->row->writes)
            heighten_line(w->plan->s, rows, p->index,
                          last ? len_min(share, st->form_line_more) : share);
    }
}

/* The page that the rows end on when cells to write in stay whole, or need not. */
static int keep_blanks(const struct page_plan *plan, struct page_cursor from,
                       const struct rows *rows, bool keep)
{
    for (size_t i = 0; i < rows->list.n; i++)
        if (rows->list.v[i].table)
            table_keep_blanks(rows->list.v[i].table, keep);
    return pages_try(plan, from, rows, NULL).page;
}

/* The pages as much shorter as leaves their number what it is. */
static void even_out(struct page_plan *plan, struct page_cursor from, const struct rows *rows,
                     int last)
{
    enum { HALVINGS = 6 };
    len_t step = plan->s->style->area_height / 2;
    for (int i = 0; i < HALVINGS; i++, step /= 2) {
        plan->shorter += step;
        if (pages_try(plan, from, rows, NULL).page > last)
            plan->shorter -= step;
    }
}

void pages_spread(const struct page_plan *plan, struct page_cursor from, struct rows *rows)
{
    struct page_plan even = *plan;
    int last = keep_blanks(plan, from, rows, false);
    if (keep_blanks(plan, from, rows, true) > last)
        keep_blanks(plan, from, rows, false);
    if (last > from.page)
        even_out(&even, from, rows, last);
    struct page_walk w = walk_from(&even, rows, from);
    while (walk_page(&w))
        spread_page(&w, rows);
}
