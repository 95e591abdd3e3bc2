/*
 * Rows onto pages. Rows on the grid stand on its lines; others (a title, the head) take the room
 * they need, and the next row on the grid goes to the nearest line. A page ends only after a row
 * that need not be kept with the next one; what cannot be kept together on a whole page is not.
 * A table is one row that pages part where it allows.
 * Footnotes stand at the foot of the page that has their marks.
 */
#include <string.h>

#include "layout/layout_int.h"

/* Rounding of a length to a line of the grid: half a point is no overlap. */
enum { TOLERANCE = LEN_PT / 2 };

len_t area_bottom(const struct layout *l)
{
    return l->style->area_top + l->style->area_height - l->less;
}

void flow_move_item(struct page_item *item, len_t x, len_t y)
{
    if (item->kind == ITEM_GLYPHS) {
        item->glyphs.x += x;
        item->glyphs.y += y;
    } else if (item->kind == ITEM_IMAGE) {
        item->image.x += x;
        item->image.y += y;
    } else {
        item->rule.x1 += x;
        item->rule.x2 += x;
        item->rule.y1 += y;
        item->rule.y2 += y;
    }
}

/* Lengths are from the type area's corner. */
static void add_moved(struct layout *l, const struct page_item *items, size_t n, len_t top)
{
    for (size_t i = 0; i < n; i++) {
        struct page_item item = items[i];
        flow_move_item(&item, l->style->area_left, top);
        VEC_PUSH(l->page_arena, &l->items, item);
    }
}

static void add_fields(struct layout *l, const struct page_field *fields, size_t n, len_t top)
{
    for (size_t i = 0; i < n; i++) {
        struct page_field field = fields[i];
        field.x += l->style->area_left;
        field.y += top;
        VEC_PUSH(l->page_arena, &l->fields, field);
    }
}

void flow_row_onto(struct layout *l, const struct row *row, len_t top, struct item_list *items,
                   struct field_list *fields)
{
    for (size_t i = 0; i < row->n_items; i++) {
        struct page_item item = row->items[i];
        flow_move_item(&item, 0, top);
        VEC_PUSH(l->arena, &items->list, item);
    }
    for (size_t i = 0; i < row->n_fields; i++) {
        struct page_field field = row->fields[i];
        field.y += top;
        VEC_PUSH(l->arena, &fields->list, field);
    }
}

/* The further pages of a form bear its title and what is filled in below it. */
static void draw_running(struct layout *l)
{
    const struct running *r = l->running;
    if (!r || l->page_number <= r->first)
        return;
    add_moved(l, r->items, r->n_items, l->cursor);
    add_fields(l, r->fields, r->n_fields, l->cursor);
    l->cursor += r->height;
}

void flow_open_page(struct layout *l)
{
    l->items.n = 0;
    l->marks.n = 0;
    l->anchors.n = 0;
    l->links.n = 0;
    l->fields.n = 0;
    l->notes.n = 0;
    l->page_number++;
    l->cursor = l->style->area_top;
    l->page_empty = true;
    l->page_open = true;
    l->no_folio = l->page_number == 1 && !l->style->folio_first;
    draw_running(l);
}

bool flow_is_turned(const struct layout *l)
{
    return l->is_turned;
}

/* 7.5: — 1 —, its dash below the type area; outer side: right on odd pages, left on even ones. On a
 * turned page it stands on the paper (clause 8). */
static bool place_folio(struct layout *l)
{
    const struct style *st = l->paper;
    const char *number = arena_printf(l->page_arena, "— %d —", l->page_number);
    bool odd = l->page_number % 2;
    struct text_shape shape = {.size = st->folio_size,
                               .pitch = st->folio_size,
                               .width = st->area_width - 2 * st->folio_indent,
                               .align = odd ? ALIGN_RIGHT : ALIGN_LEFT};
    struct set_lines lines;
    struct text text = text_from_utf8(l->page_arena, number, l->doc->pos);
    struct arena *rows = text_use_arena(l->text, l->page_arena);
    bool ok = set_text(l, text, st->folio_role, &shape, &lines);
    text_use_arena(l->text, rows);
    if (!ok)
        return false;
    struct ink_style ink = ink_black(l, st->folio_size, ELEMENT_FOLIO);
    struct item_list items = {.arena = l->page_arena};
    place_line(l, &items, &lines.v[0], st->area_left + st->folio_indent,
               st->area_top + st->area_height + st->folio_below, &ink);
    for (size_t i = 0; i < items.list.n; i++)
        items.list.v[i].upright = flow_is_turned(l);
    draw_fixed(l, &items);
    return true;
}

/* 第1页　共3页, in the middle below the type area. */
static bool place_form_folio(struct layout *l)
{
    const struct style *st = l->style;
    const struct running *r = l->running;
    const char *said = arena_printf(l->page_arena, "第%d页　共%d页", l->page_number - r->first + 1,
                                    r->last - r->first + 1);
    struct text_shape shape = {.size = st->form_note_size,
                               .pitch = st->form_note_size,
                               .width = st->area_width,
                               .align = ALIGN_CENTRE};
    struct ink_style ink = ink_black(l, st->form_note_size, ELEMENT_FORM_FOLIO);
    struct item_list items = {.arena = l->page_arena};
    struct text text = text_from_utf8(l->page_arena, said, l->doc->pos);
    struct set_lines lines;
    struct arena *rows = text_use_arena(l->text, l->page_arena);
    bool ok = set_text(l, text, st->table_role, &shape, &lines);
    text_use_arena(l->text, rows);
    if (ok)
        place_line(l, &items, &lines.v[0], st->area_left,
                   st->area_top + st->area_height + st->form_folio_below, &ink);
    draw_fixed(l, &items);
    return ok;
}

/* Nothing of the page is needed any more. */
static void forget_page(struct layout *l)
{
    l->page_open = false;
    memset(&l->items, 0, sizeof l->items);
    memset(&l->marks, 0, sizeof l->marks);
    memset(&l->anchors, 0, sizeof l->anchors);
    memset(&l->links, 0, sizeof l->links);
    memset(&l->fields, 0, sizeof l->fields);
    memset(&l->notes, 0, sizeof l->notes);
    arena_reset(l->page_arena, l->no_page);
}

bool flow_close_page(struct layout *l)
{
    footnotes_draw(l);
    if (l->running && !place_form_folio(l))
        return false;
    if (!l->no_folio && !l->doc->form && !place_folio(l))
        return false;
    struct page page = {.width = l->paper->page_width,
                        .height = l->paper->page_height,
                        .turned = flow_is_turned(l),
                        .number = l->page_number,
                        .items = l->items.v,
                        .n_items = l->items.n,
                        .bookmarks = l->marks.v,
                        .n_bookmarks = l->marks.n,
                        .anchors = l->anchors.v,
                        .n_anchors = l->anchors.n,
                        .links = l->links.v,
                        .n_links = l->links.n,
                        .fields = l->fields.v,
                        .n_fields = l->fields.n};
    bool taken = l->sink.take(l->sink.context, &page);
    forget_page(l);
    return taken;
}

bool flow_start_part(struct layout *l, bool turned)
{
    if (l->page_open && !flow_close_page(l))
        return false;
    arena_reset(l->arena, l->no_rows);
    l->running = NULL;
    l->is_turned = turned;
    l->style = turned ? l->turned : l->paper;
    l->pitch = l->style->char_pitch;
    return true;
}

/* 7.3.5.5: pages whose lines stand closer, so that the signature stands with the text. */
static int lines_on(const struct layout *l, int page)
{
    bool tight = l->remedy.tight_first && page >= l->remedy.tight_first;
    return tight ? l->remedy.tight_lines : l->style->lines;
}

static len_t line_top(const struct layout *l, int page, int64_t line)
{
    const struct style *st = l->style;
    return st->area_top + len_scale(st->area_height - st->body_size, line, lines_on(l, page) - 1);
}

static int64_t nearest_line(const struct layout *l, int page, len_t y)
{
    const struct style *st = l->style;
    len_t span = st->area_height - st->body_size, from_top = y - st->area_top;
    int64_t line = (from_top * (lines_on(l, page) - 1) + span / 2) / span;
    return line < 0 ? 0 : line;
}

/* Where a flow stands: enough to try rows without drawing them. */
struct spot {
    int page;
    len_t cursor;
    bool empty;
    len_t notes;          /* height that footnotes take at the foot */
    struct table_cut cut; /* where the next row goes on, a table that was parted */
};

/* What stands on a page: n rows, but of the last, a table, only a part. */
struct fill {
    size_t n;
    bool parted;
    struct table_part part;
};

/* The top of the row's character boxes at a spot, and the spot behind it. */
static len_t row_top(const struct layout *l, const struct row *row, struct spot *spot)
{
    len_t gap = spot->empty && !row->gap_kept ? 0 : row->gap;
    len_t y = spot->cursor + gap;
    spot->notes += footnotes_height(l, row->notes, spot->notes == 0);
    spot->empty = false;
    if (!row->on_grid) {
        spot->cursor = y + row->advance;
        return y;
    }
    int64_t line = nearest_line(l, spot->page, y);
    if (line_top(l, spot->page, line) < spot->cursor - TOLERANCE)
        line++;
    spot->cursor = line_top(l, spot->page, line + 1);
    return line_top(l, spot->page, line);
}

static len_t table_top(const struct row *row, const struct spot *spot)
{
    return spot->cursor + (spot->empty ? 0 : row->gap);
}

static bool fit_table(const struct layout *l, const struct row *row, const struct spot *spot,
                      enum table_fit how, struct table_part *part)
{
    len_t room = area_bottom(l) - table_top(row, spot) - spot->notes;
    return table_fit(l, row->table, &spot->cut, room, how, part);
}

static void pass_part(const struct row *row, const struct table_part *part, struct spot *spot)
{
    spot->cursor = table_top(row, spot) + part->height + table_below(row->table);
    spot->empty = false;
    spot->cut = (struct table_cut){0};
}

/* Moves the spot behind a row that fits. */
static void pass_row(const struct layout *l, const struct row *row, struct spot *spot)
{
    struct table_part part;
    if (!row->table)
        row_top(l, row, spot);
    else if (fit_table(l, row, spot, FIT_FORCED, &part))
        pass_part(row, &part, spot);
}

static struct spot here(const struct layout *l)
{
    struct spot spot = {.page = l->page_number, .cursor = l->cursor, .empty = l->page_empty};
    for (size_t i = 0; i < l->notes.n; i++)
        spot.notes += footnotes_height(l, l->notes.v[i], spot.notes == 0);
    return spot;
}

static struct spot page_after(const struct layout *l, const struct spot *spot)
{
    len_t top = l->style->area_top + (l->running ? l->running->height : 0);
    return (struct spot){.page = spot->page + 1, .cursor = top, .empty = true};
}

static bool row_fits(const struct layout *l, const struct row *row, struct spot *spot)
{
    struct spot next = *spot;
    if (row_top(l, row, &next) + row->box + next.notes > area_bottom(l) + TOLERANCE)
        return false;
    *spot = next;
    return true;
}

/* The rows from first on that fit on the page of a spot. A table that only such rows precede as
 * stay with it starts on this page, whatever it takes. */
static struct fill rows_fitting(const struct layout *l, const struct rows *rows, size_t first,
                                struct spot spot)
{
    struct fill fill = {0};
    bool forced = spot.empty;
    for (size_t i = first; i < rows->list.n; i++) {
        const struct row *row = &rows->list.v[i];
        if (!row->table && !row_fits(l, row, &spot))
            break;
        if (row->table && !fit_table(l, row, &spot, forced ? FIT_FORCED : FIT_FREE, &fill.part))
            break;
        fill.n++;
        fill.parted = row->table && !fill.part.ends;
        if (fill.parted)
            break;
        if (row->table)
            pass_part(row, &fill.part, &spot);
        forced = forced && row->keep;
    }
    return fill;
}

/* Row number n of the fill is a table that must stay with what follows: its last row does. */
static bool part_last(const struct layout *l, const struct rows *rows, size_t first,
                      struct spot spot, struct fill *fill)
{
    const struct row *last = &rows->list.v[first + fill->n - 1];
    for (size_t k = 0; k + 1 < fill->n; k++)
        pass_row(l, &rows->list.v[first + k], &spot);
    fill->parted = last->table && fit_table(l, last, &spot, FIT_LEAVE_LAST, &fill->part);
    return fill->parted;
}

/* Of the fitting rows, those that may stay when the page ends here: none when none can. */
static struct fill rows_staying(const struct layout *l, const struct rows *rows, size_t first,
                                struct spot spot, struct fill fitting)
{
    struct fill fill = fitting;
    if (fill.parted || first + fill.n == rows->list.n)
        return fill;
    while (fill.n && rows->list.v[first + fill.n - 1].keep)
        if (part_last(l, rows, first, spot, &fill))
            return fill;
        else
            fill.n--;
    return fill;
}

/* Rows from first on that belong on the page of the spot. */
static struct fill rows_for_page(const struct layout *l, const struct rows *rows, size_t first,
                                 struct spot spot)
{
    cell_store_reset(l->cells);
    struct fill fitting = rows_fitting(l, rows, first, spot);
    struct fill fill = rows_staying(l, rows, first, spot, fitting);
    if (fill.n || !spot.empty)
        return fill;
    fitting.n += !fitting.n; /* more kept together than a page holds */
    return fitting;
}

/* Tries all rows from where the flow is now; pages[], where each starts, may be NULL. */
static struct spot try_rows(const struct layout *l, const struct rows *rows, int pages[])
{
    struct spot spot = here(l);
    for (size_t i = 0; i < rows->list.n;) {
        struct fill fill = rows_for_page(l, rows, i, spot);
        bool goes_on = spot.cut.open != NULL;
        for (size_t k = 0; k < fill.n; k++) {
            if (pages && !(goes_on && k == 0))
                pages[i + k] = spot.page;
            if (k + 1 < fill.n || !fill.parted)
                pass_row(l, &rows->list.v[i + k], &spot);
        }
        i += fill.n - fill.parted;
        if (i < rows->list.n)
            spot = page_after(l, &spot);
        if (fill.parted)
            spot.cut = fill.part.to;
    }
    return spot;
}

int flow_pages(const struct layout *l, const struct rows *rows, int pages[])
{
    return try_rows(l, rows, pages).page;
}

len_t flow_end(const struct layout *l, const struct rows *rows, int *page)
{
    struct spot end = try_rows(l, rows, NULL);
    *page = end.page;
    return end.cursor + end.notes;
}

static void draw_row(struct layout *l, const struct row *row)
{
    struct spot spot = here(l);
    len_t top = row_top(l, row, &spot), left = l->style->area_left;
    add_moved(l, row->items, row->n_items, top);
    add_fields(l, row->fields, row->n_fields, top);
    for (size_t i = 0; i < row->n_links; i++) {
        struct page_link link = row->links[i];
        link.x += left;
        link.y += top;
        VEC_PUSH(l->page_arena, &l->links, link);
    }
    if (row->mark)
        VEC_PUSH(l->page_arena, &l->marks, ((struct bookmark){row->mark_level, top, row->mark}));
    if (row->anchor)
        VEC_PUSH(l->page_arena, &l->anchors, ((struct anchor){row->anchor, top}));
    if (row->notes)
        VEC_PUSH(l->page_arena, &l->notes, row->notes);
    l->cursor = spot.cursor;
    l->page_empty = false;
}

/* part: NULL for a table of which all that is left stands here. */
static bool draw_table(struct layout *l, const struct row *row, const struct table_cut *cut,
                       const struct table_part *part)
{
    struct spot spot = here(l);
    struct table_part rest;
    spot.cut = *cut;
    len_t top = table_top(row, &spot);
    if (!part && fit_table(l, row, &spot, FIT_FORCED, &rest))
        part = &rest;
    table_draw(l, row->table, part, top);
    pass_part(row, part, &spot);
    l->cursor = spot.cursor;
    l->page_empty = false;
    return !table_failed(row->table);
}

/* The rows of a page; cut: where the first goes on, and where the last one will. */
static bool draw_fill(struct layout *l, const struct row *first, const struct fill *fill,
                      struct table_cut *cut)
{
    for (size_t k = 0; k < fill->n; k++) {
        bool parted = fill->parted && k + 1 == fill->n;
        if (!first[k].table)
            draw_row(l, &first[k]);
        else if (!draw_table(l, &first[k], cut, parted ? &fill->part : NULL))
            return false;
        *cut = parted ? fill->part.to : (struct table_cut){0};
    }
    return true;
}

bool flow_rows(struct layout *l, const struct rows *rows)
{
    struct table_cut cut = {0};
    for (size_t i = 0; i < rows->list.n;) {
        if (!l->page_open)
            flow_open_page(l);
        struct spot spot = here(l);
        spot.cut = cut;
        struct fill fill = rows_for_page(l, rows, i, spot);
        if (!draw_fill(l, &rows->list.v[i], &fill, &cut))
            return false;
        i += fill.n - fill.parted;
        if (i < rows->list.n && !flow_close_page(l))
            return false;
    }
    return true;
}

/* ---- room to write in ---- */

/* What of a table stands on a page. */
struct stand {
    struct table_set *table;
    size_t first, n;
};

struct stands {
    VEC(struct stand) list;
    size_t rows; /* in all */
};

/* The spot behind the rows of a fill, and the tables' rows among them. */
static struct spot pass_fill(const struct layout *l, const struct row *first,
                             const struct fill *fill, struct spot spot, struct stands *stands)
{
    for (size_t k = 0; k < fill->n; k++) {
        struct table_part part;
        bool parted = fill->parted && k + 1 == fill->n;
        size_t from = spot.cut.row;
        if (!first[k].table) {
            row_top(l, &first[k], &spot);
            continue;
        }
        if (parted)
            part = fill->part;
        else if (!fit_table(l, &first[k], &spot, FIT_FORCED, &part))
            continue;
        VEC_PUSH(l->arena, &stands->list, ((struct stand){first[k].table, from, part.n}));
        stands->rows += part.n;
        pass_part(&first[k], &part, &spot);
    }
    return spot;
}

static size_t count_written(const struct row *rows, size_t n)
{
    size_t count = 0;
    for (size_t k = 0; k < n; k++)
        count += rows[k].writes;
    return count;
}

/* Rows of tables and lines to write on share what is left: all of it, or on the last page what they
 * can use. */
static void spread_page(const struct layout *l, struct row *rows, const struct fill *fill,
                        const struct stands *stands, len_t spare, bool last)
{
    const struct style *st = l->style;
    size_t written = count_written(rows, fill->n), n = stands->rows + written;
    if (!n || spare <= 0)
        return;
    len_t share = spare / (len_t)n;
    for (size_t i = 0; i < stands->list.n; i++)
        table_heighten(stands->list.v[i].table, stands->list.v[i].first, stands->list.v[i].n,
                       last ? len_min(share, st->form_row_more) : share);
    for (size_t k = 0; k < fill->n; k++)
        if (rows[k].writes)
            rows[k].gap += last ? len_min(share, st->form_line_more) : share;
}

static void spread(const struct layout *l, struct rows *rows)
{
    struct spot spot = here(l);
    for (size_t i = 0; i < rows->list.n;) {
        struct stands stands = {0};
        struct fill fill = rows_for_page(l, rows, i, spot);
        struct spot end = pass_fill(l, &rows->list.v[i], &fill, spot, &stands);
        size_t next = i + fill.n - fill.parted;
        spread_page(l, &rows->list.v[i], &fill, &stands, area_bottom(l) + l->less - end.cursor,
                    next == rows->list.n);
        i = next;
        spot = page_after(l, &end);
        if (fill.parted)
            spot.cut = fill.part.to;
    }
}

static int keep_blanks(const struct layout *l, const struct rows *rows, bool keep)
{
    for (size_t i = 0; i < rows->list.n; i++)
        if (rows->list.v[i].table)
            table_keep_blanks(rows->list.v[i].table, keep);
    return try_rows(l, rows, NULL).page;
}

/* The pages as much shorter as leaves their number what it is. */
static void even_out(struct layout *l, const struct rows *rows, int pages)
{
    enum { HALVINGS = 6 };
    len_t step = l->style->area_height / 2;
    for (int i = 0; i < HALVINGS; i++, step /= 2) {
        l->less += step;
        if (try_rows(l, rows, NULL).page > pages)
            l->less -= step;
    }
}

void flow_spread(struct layout *l, struct rows *rows)
{
    int pages = keep_blanks(l, rows, false);
    if (keep_blanks(l, rows, true) > pages)
        keep_blanks(l, rows, false);
    if (pages > l->page_number)
        even_out(l, rows, pages);
    spread(l, rows);
    l->less = 0;
}
