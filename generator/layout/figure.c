/*
 * Flow figures: boxes below each other in the middle, each arrow to the next one straight down. A
 * figure gets closer and smaller until it fits on its page; what does not stands in two columns, or
 * goes on over pages, with marks where an arrow is cut. Each page's part is one row.
 */
#include "layout/diag.def"
#include "layout/figure_int.h"

enum { EM = 1000, QUARTER = 4, GAPS = 3, SIZES = 3, COLUMNS = 2, REPEATED = 3 };

/* The height that there is on the page where the figure begins, and on further ones. */
struct room {
    len_t first, rest;
};

/* How a figure is tried. */
struct trial {
    bool together, many_pages;
    int columns, sizes, gaps; /* the first of them */
};

/* ---- segments ---- */

static void put_in_one(struct figure *f)
{
    f->n_segments = 1;
    f->segments[0] = (struct figure_segment){.first = 0, .last = f->n_bands};
    for (int i = 0; i < f->n_bands; i++)
        f->bands[i].segment = 0;
}

/* As many bands in each segment as fit with their marks. False: one does not fit by itself. */
static bool part(struct figure *f, struct room room)
{
    len_t mark = f->gap + f->size, y = 0;
    int n = 0;
    for (int i = 0; i < f->n_bands; i++) {
        const struct figure_band *band = &f->bands[i];
        len_t below = band->straight >= 0 ? mark : 0, limit = n ? room.rest : room.first;
        if (i && y + f->gap + band->height + (i + 1 < f->n_bands ? below : 0) > limit) {
            f->segments[n++].last = i;
            limit = room.rest;
            y = 0;
        }
        if (!y)
            f->segments[n] = (struct figure_segment){.first = i};
        y += y ? f->gap : i && band[-1].straight >= 0 ? mark : 0;
        y += band->height;
        if (y + (i + 1 < f->n_bands ? below : 0) > limit)
            return false;
        f->bands[i].segment = n;
    }
    f->segments[n++].last = f->n_bands;
    f->n_segments = n;
    return true;
}

/* As many segments as there must be, of like height. */
static bool part_evenly(struct figure *f, struct room room)
{
    enum { HALVINGS = 7 };
    if (!part(f, room))
        return false;
    int least = f->n_segments;
    len_t height = len_max(room.first, room.rest), step = height / 2;
    for (int i = 0; i < HALVINGS; i++, step /= 2) {
        height -= step;
        struct room less = {len_min(room.first, height), len_min(room.rest, height)};
        if (!part(f, less) || f->n_segments > least)
            height += step;
    }
    return part(f, (struct room){len_min(room.first, height), len_min(room.rest, height)});
}

/* ---- trials ---- */

/* By the segments that there are: notes beside the boxes, or within them; fewer lanes. */
static bool measure(struct figure *f, bool *fits)
{
    const struct style *st = f->s->style;
    bool noted = false;
    *fits = false;
    for (int i = 0; i < f->of->n; i++)
        noted = noted || (f->boxes[i].step->note.n && !f->boxes[i].inner);
    for (int within = !noted || f->columns > 1; within < 2 && !*fits; within++)
        for (f->lanes_most = st->flow_lanes; f->lanes_most > 0 && !*fits; f->lanes_most /= 2) {
            f->notes = within ? 0 : len_scale(st->area_width, st->flow_notes, EM);
            figure_lead(f);
            if (!figure_measure(f, fits))
                return false;
        }
    return true;
}

static bool are_within(const struct figure *f, struct room room)
{
    for (int i = 0; i < f->n_segments; i++)
        if (f->segments[i].height > (i ? room.rest : room.first))
            return false;
    return true;
}

/* Parted, arrows become marks, which takes other room than was thought. */
static bool try_parts(struct figure *f, struct room room, const struct trial *t, bool *fits)
{
    enum { TIMES = 4 };
    struct room less = room;
    for (int i = 0; i < TIMES; i++) {
        *fits = part_evenly(f, less) && (t->many_pages || f->n_segments <= f->columns);
        if (!*fits)
            return true;
        if (!measure(f, fits))
            return false;
        *fits = *fits && are_within(f, room);
        if (*fits)
            return true;
        less.first -= f->size;
        less.rest -= f->size;
    }
    return true;
}

static bool try_size(struct figure *f, struct room room, const struct trial *t, bool *fits)
{
    const struct style *st = f->s->style;
    f->columns = t->columns;
    f->width = (st->area_width - (f->columns - 1) * st->flow_apart) / f->columns;
    figure_plan(f, t->together);
    put_in_one(f);
    if (!measure(f, fits))
        return false;
    if (!*fits || (!t->many_pages && f->columns == 1)) {
        *fits = *fits && f->segments[0].height <= room.first;
        return true;
    }
    if (!t->many_pages)
        room.rest = room.first;
    return try_parts(f, room, t, fits);
}

static const char *in_mm(struct arena *a, len_t length)
{
    enum { MICRON = 1000 };
    return arena_printf(a, "%d", (int)((len_to_micron(length) + MICRON / 2) / MICRON));
}

/* The highest step that no page holds, or what else there is too much of. */
static void report_size(struct figure *f, struct room room)
{
    enum { EXCERPT = 12 };
    const struct figure_box *highest = f->boxes;
    struct arena *a = f->s->arena;
    for (int i = 0; i < f->of->n; i++)
        highest = f->boxes[i].height > highest->height ? &f->boxes[i] : highest;
    len_t most = room.rest - 2 * (f->gap + f->size);
    struct text said = highest->step->text;
    bool long_text = said.n > EXCERPT;
    if (highest->height > most)
        diag(f->s->layout->diags, DIAG_L020, highest->step->pos,
             arena_printf(a, "%s%s", text_utf8(a, text_part(said, 0, long_text ? EXCERPT : said.n)),
                          long_text ? "…" : ""),
             in_mm(a, highest->height), in_mm(a, most));
    else
        diag(f->s->layout->diags, DIAG_L047, f->of->pos, in_mm(a, f->box_width),
             in_mm(a, f->s->style->flow_least));
}

static void take_size(struct figure *f, int size, int gap)
{
    const struct style *st = f->s->style;
    const len_t sizes[SIZES] = {st->form_size, st->form_note_size, f->s->table->size_least};
    f->size = sizes[size];
    f->pitch = len_scale(f->size, st->table_pitch, EM);
    f->gap = st->flow_gap * (QUARTER - gap) / QUARTER;
}

/* As large as it fits, closer first, then smaller; over pages, on the fewest. */
static bool try_sizes(struct figure *f, struct room room, const struct trial *t, bool *placed)
{
    int fewest = 0, best = 0;
    for (int k = 0; k < t->sizes * t->gaps; k++) {
        take_size(f, k / t->gaps, k % t->gaps);
        if (!try_size(f, room, t, placed))
            return false;
        if (*placed && !t->many_pages)
            return true;
        if (*placed && (!fewest || f->n_segments < fewest)) {
            fewest = f->n_segments;
            best = k;
        }
    }
    if (!fewest)
        return true;
    take_size(f, best / t->gaps, best % t->gaps);
    return try_size(f, room, t, placed);
}

/* On its page, if it can be above what stands at its foot; then in two columns; then over pages.
 * placed: false when it cannot be set, reported. */
static bool fit(struct figure *f, struct room room, len_t foot, bool *placed)
{
    static const struct trial above_foot = {true, false, 1, SIZES - 1, GAPS - 1};
    static const struct trial trials[] = {
        {true, false, 1, SIZES, GAPS},  {true, false, COLUMNS, SIZES - 1, GAPS},
        {true, true, 1, SIZES - 1, 2},  {true, true, 1, SIZES, 1},
        {false, false, 1, SIZES, GAPS}, {false, true, 1, SIZES, 1},
    };
    struct room less = {room.first - foot - f->s->style->flow_gap, room.rest};
    *placed = false;
    if (foot && !try_sizes(f, less, &above_foot, placed))
        return false;
    for (size_t i = 0; i < sizeof trials / sizeof *trials && !*placed; i++)
        if (!try_sizes(f, room, &trials[i], placed))
            return false;
    if (!*placed)
        report_size(f, room);
    return true;
}

/* ---- the rows ---- */

/* What the page has left below the rows, which begin a page, and the blank behind a title, above
 * the figure's own if it is titled; a whole page when that is not much. */
static len_t room_below(const struct setting *s, const struct rows *rows, bool titled)
{
    const struct style *st = s->style;
    len_t below = len_max(st->attachment_title_below, st->title_blank_below);
    len_t gap = titled ? st->flow_gap + len_max(0, below - s->table->above)
                       : len_max(st->flow_gap, below);
    struct page_plan plan = {.s = s};
    struct page_cursor end = pages_try(&plan, builder_head(&plan, 1), rows, NULL);
    len_t left = style_area_bottom(st) - end.y - (end.at_head ? 0 : gap);
    return left >= st->area_height / 2 ? left : st->area_height;
}

static bool title_row(const struct setting *s, struct rows *rows, struct text title)
{
    const struct style *st = s->style;
    struct text_shape shape = {.size = s->table->title_size,
                               .pitch = s->table->title_size,
                               .width = st->area_width,
                               .align = ALIGN_CENTRE};
    struct page_row like = {
        .gap = s->table->above, .box = shape.size, .advance = shape.size, .keep = true};
    struct set_lines lines;
    if (!setting_text(s, title, st->table_title_role, &shape, &lines))
        return false;
    rows_add_like(s, rows, lines, &like, 0, ELEMENT_TABLE_TITLE);
    return true;
}

/* A page's segments beside each other. */
static bool add_row(const struct figure *f, struct rows *rows, int first)
{
    const struct setting *s = f->s;
    struct item_list items = {.arena = s->arena};
    len_t gap = s->style->flow_gap, height = 0;
    for (int i = first; i < f->n_segments && i < first + f->columns; i++) {
        len_t x = (i - first) * (f->width + s->style->flow_apart);
        if (!figure_draw(f, i, x, &items))
            return false;
        height = len_max(height, f->segments[i].height);
    }
    *VEC_ADD(s->arena, &rows->list) = (struct page_row){.gap = gap,
                                                        .box = height,
                                                        .advance = height + gap,
                                                        .items = items.list.v,
                                                        .n_items = items.list.n};
    return true;
}

bool figure_rows(const struct setting *s, struct rows *rows, const struct flow *node)
{
    struct figure f = {.s = s, .of = node->figure};
    size_t n = (size_t)f.of->n;
    bool placed;
    if (n > LAYOUT_MOST_STEPS) {
        diag(s->layout->diags, DIAG_L064, f.of->pos, arena_printf(s->arena, "%zu", n),
             arena_printf(s->arena, "%d", LAYOUT_MOST_STEPS));
        return false;
    }
    if (node->figure->title.n && !title_row(s, rows, node->figure->title))
        return false;
    f.boxes = ARENA_ARRAY(s->arena, struct figure_box, n);
    f.bands = ARENA_ARRAY(s->arena, struct figure_band, n);
    f.forks = ARENA_ARRAY(s->arena, struct figure_band, n);
    f.segments = ARENA_ARRAY(s->arena, struct figure_segment, n + 1);
    f.detours = ARENA_ARRAY(s->arena, struct figure_detour, n * (FLOW_WAYS + 1));
    f.marks = ARENA_ARRAY(s->arena, int, n);
    for (const struct flow_box *step = f.of->boxes; step; step = step->next)
        f.boxes[step->number].step = step;
    figure_report_islands(&f);
    struct room room = {room_below(s, rows, f.of->title.n > 0), s->style->area_height};
    if (s->table != &s->layout->tables) /* what its further pages repeat at their head */
        room.rest -= REPEATED * s->style->line_pitch;
    if (!fit(&f, room, node->next ? 0 : s->foot, &placed))
        return false;
    for (int i = 0; placed && i < f.n_segments; i += f.columns)
        if (!add_row(&f, rows, i))
            return false;
    return true;
}
