/*
 * Rows onto pages. Rows on the grid stand on its lines; others (a title, the head) take the room
 * they need, and the next row on the grid goes to the nearest line. A page ends only after a row
 * that need not be kept with the next one; what cannot be kept together on a whole page is not.
 */
#include "layout/layout_int.h"

#include "base/buf.h"

/* Rounding of a length to a line of the grid: half a point is no overlap. */
enum { TOLERANCE = LEN_PT / 2 };

len_t area_bottom(const struct layout *l)
{
    return l->style->area_top + l->style->area_height;
}

void flow_open_page(struct layout *l)
{
    l->items.n = 0;
    l->marks.n = 0;
    l->page_number++;
    l->cursor = l->style->area_top;
    l->page_empty = true;
    l->page_open = true;
}

/* 7.5: — 1 —, its dash below the type area; outer side: right on odd pages, left on even ones. */
static bool place_folio(struct layout *l)
{
    const struct style *st = l->style;
    const char *number = arena_printf(l->arena, "— %d —", l->page_number);
    struct span span = {text_from_utf8(l->arena, number, l->doc->pos), role_of(st->folio_role)};
    bool odd = l->page_number % 2;
    struct text_shape shape = {.size = st->folio_size,
                               .pitch = st->folio_size,
                               .width = st->area_width - 2 * st->folio_indent,
                               .align = odd ? ALIGN_RIGHT : ALIGN_LEFT};
    struct set_lines lines;
    if (!text_set(l->text, &span, 1, &shape, &lines))
        return false;
    struct ink_style ink = ink_black(l, st->folio_size);
    struct item_list items = {0};
    place_line(l, &items, &lines.v[0], st->area_left + st->folio_indent,
               area_bottom(l) + st->folio_below, &ink);
    for (size_t i = 0; i < items.list.n; i++)
        VEC_PUSH(l->arena, &l->items, items.list.v[i]);
    return true;
}

bool flow_close_page(struct layout *l)
{
    if (!place_folio(l))
        return false;
    struct page page = {.width = l->style->page_width,
                        .height = l->style->page_height,
                        .number = l->page_number,
                        .items = l->items.v,
                        .n_items = l->items.n,
                        .bookmarks = l->marks.v,
                        .n_bookmarks = l->marks.n};
    l->page_open = false;
    return l->sink.take(l->sink.context, &page);
}

static int64_t nearest_line(const struct layout *l, len_t y)
{
    const struct style *st = l->style;
    len_t span = st->area_height - st->body_size, from_top = y - st->area_top;
    int64_t line = (from_top * (st->lines - 1) + span / 2) / span;
    return line < 0 ? 0 : line;
}

/* Where a flow stands: enough to try rows without drawing them. */
struct spot {
    len_t cursor;
    bool empty;
};

/* The top of the row's character boxes at a spot, and the spot behind it. */
static len_t row_top(const struct layout *l, const struct row *row, struct spot *spot)
{
    len_t gap = spot->empty && !row->gap_kept ? 0 : row->gap;
    len_t y = spot->cursor + gap;
    if (!row->on_grid) {
        *spot = (struct spot){y + row->advance, false};
        return y;
    }
    int64_t line = nearest_line(l, y);
    if (style_line_top(l->style, line) < spot->cursor - TOLERANCE)
        line++;
    *spot = (struct spot){style_line_top(l->style, line + 1), false};
    return style_line_top(l->style, line);
}

static bool row_fits(const struct layout *l, const struct row *row, len_t top)
{
    return top + row->box <= area_bottom(l) + TOLERANCE;
}

/* How many rows from first on fit on the page being filled. */
static size_t rows_fitting(const struct layout *l, const struct rows *rows, size_t first)
{
    struct spot spot = {l->cursor, l->page_empty};
    size_t n = first;
    while (n < rows->list.n && row_fits(l, &rows->list.v[n], row_top(l, &rows->list.v[n], &spot)))
        n++;
    return n - first;
}

static void draw_item(struct layout *l, const struct page_item *from, len_t x, len_t y)
{
    struct page_item item = *from;
    if (item.kind == ITEM_GLYPHS) {
        item.glyphs.x += x;
        item.glyphs.y += y;
    } else {
        item.rule.x1 += x;
        item.rule.x2 += x;
        item.rule.y1 += y;
        item.rule.y2 += y;
    }
    VEC_PUSH(l->arena, &l->items, item);
}

static void draw_row(struct layout *l, const struct row *row)
{
    struct spot spot = {l->cursor, l->page_empty};
    len_t top = row_top(l, row, &spot);
    for (size_t i = 0; i < row->n_items; i++)
        draw_item(l, &row->items[i], l->style->area_left, top);
    if (row->mark)
        VEC_PUSH(l->arena, &l->marks, ((struct bookmark){row->mark_level, top, row->mark}));
    l->cursor = spot.cursor;
    l->page_empty = false;
}

/* Of the fitting rows, those that may stay when the page ends here: 0 when none can. */
static size_t rows_staying(const struct rows *rows, size_t first, size_t fitting)
{
    size_t n = fitting;
    if (first + n < rows->list.n)
        while (n && rows->list.v[first + n - 1].keep)
            n--;
    return n;
}

bool flow_rows(struct layout *l, const struct rows *rows)
{
    for (size_t i = 0; i < rows->list.n;) {
        if (!l->page_open)
            flow_open_page(l);
        size_t fitting = rows_fitting(l, rows, i);
        size_t n = rows_staying(rows, i, fitting);
        if (!n && l->page_empty) /* more kept together than a page holds */
            n = fitting ? fitting : 1;
        for (size_t k = 0; k < n; k++)
            draw_row(l, &rows->list.v[i + k]);
        i += n;
        if (i < rows->list.n && !flow_close_page(l))
            return false;
    }
    return true;
}
