/*
 * Figures: boxes below each other in the middle, each arrow to the next one straight down.
 * Arrows that pass steps leave and enter at the sides and run in lanes outside the widest box,
 * forward at the left and back at the right, so that none crosses a box. The figure is one row; it
 * gets closer and smaller until it fits.
 */
#include "layout/diag.def"
#include "layout/layout_int.h"

enum { EM = 1000, QUARTER = 4 };

enum side { LEFT, RIGHT, SIDES };

/* A step where it stands, from the figure's upper left corner. */
struct box {
    const struct flow_box *step;
    struct set_lines lines, note;
    len_t top, height, half; /* half of its width */
};

/* An arrow that passes steps. */
struct detour {
    int from, to;
    enum side side;
    int lane;
    struct text label; /* empty: none */
};

struct placed_figure {
    const struct setting *s;
    const struct flow_figure *of;
    struct box *boxes;
    struct detour *detours;
    int n_detours, lanes[SIDES];
    len_t size, pitch, gap;
    len_t middle, half; /* of the boxes' column; half the widest box */
    len_t height;
    struct item_list items;
};

static int upper(const struct detour *d)
{
    return d->from < d->to ? d->from : d->to;
}

static int lower(const struct detour *d)
{
    return d->from < d->to ? d->to : d->from;
}

/* ---- detours ---- */

/* The first lane that is free between the two steps. */
static void assign_lane(struct placed_figure *f, struct detour *d)
{
    bool taken = true;
    for (d->lane = 0; taken; d->lane += taken) {
        taken = false;
        for (int i = 0; &f->detours[i] < d; i++) {
            const struct detour *o = &f->detours[i];
            taken = taken || (o->side == d->side && o->lane == d->lane && upper(o) <= lower(d) &&
                              upper(d) <= lower(o) && o->to != d->to);
        }
    }
    if (f->lanes[d->side] <= d->lane)
        f->lanes[d->side] = d->lane + 1;
}

/* What goes up and down from a step leaves at two sides. */
static void find_detours(struct placed_figure *f)
{
    f->detours = ARENA_ARRAY(f->s->arena, struct detour, (size_t)f->of->n * FLOW_WAYS);
    for (const struct flow_box *step = f->of->boxes; step; step = step->next)
        for (int way = 0; way < FLOW_WAYS; way++) {
            const struct flow_box *to = step->to[way];
            if (!to || to == step->next)
                continue;
            struct detour *d = &f->detours[f->n_detours++];
            *d = (struct detour){.from = step->number,
                                 .to = to->number,
                                 .side = to->number > step->number ? LEFT : RIGHT,
                                 .label = step->says[way]};
            if (way && f->n_detours > 1 && d[-1].from == d->from && d[-1].side == d->side)
                d->side = d->side == LEFT ? RIGHT : LEFT;
            assign_lane(f, d);
        }
}

/* The first step has no arrow; any other without one was forgotten. */
static void report_islands(const struct placed_figure *f)
{
    for (const struct flow_box *to = f->of->boxes->next; to; to = to->next) {
        bool reached = false;
        for (const struct flow_box *step = f->of->boxes; step; step = step->next)
            for (int way = 0; way < FLOW_WAYS; way++)
                reached = reached || (step != to && step->to[way] == to);
        if (!reached)
            diag(f->s->layout->diags, DIAG_L026, to->pos, text_utf8(f->s->arena, to->text));
    }
}

/* ---- measuring ---- */

static bool set_words(struct placed_figure *f, struct text t, len_t width, enum text_align align,
                      struct set_lines *out)
{
    struct text_shape shape = {
        .size = f->size, .pitch = f->size, .width = len_max(width, f->size), .align = align};
    *out = (struct set_lines){0};
    return !t.n || setting_text(f->s, t, f->s->style->table_role, &shape, out);
}

/* Of its words. */
static len_t inner_width(const struct placed_figure *f, const struct box *b)
{
    const struct style *st = f->s->style;
    return b->step->decision ? len_scale(b->half, st->flow_words, EM)
                             : st->flow_width - 2 * st->flow_padding;
}

/* A diamond is twice as high as its words, and wider, since its corners hold none. */
static bool measure_box(struct placed_figure *f, struct box *b, len_t note_width)
{
    const struct style *st = f->s->style;
    bool decision = b->step->decision;
    len_t width = st->flow_width;
    b->half = (decision ? len_scale(width, st->flow_diamond, EM) : width) / 2;
    len_t inner = inner_width(f, b);
    if (!set_words(f, b->step->text, inner, ALIGN_CENTRE, &b->lines) ||
        !set_words(f, b->step->note, note_width, ALIGN_LEFT, &b->note))
        return false;
    len_t words = (len_t)b->lines.n * f->pitch;
    b->height = decision ? 2 * words + 2 * st->flow_padding : words + 2 * st->flow_padding;
    b->height = len_max(b->height, (len_t)b->note.n * f->pitch);
    f->half = len_max(f->half, b->half);
    return true;
}

/* Boxes, lanes and notes together stand in the middle of the area. */
static bool measure(struct placed_figure *f)
{
    const struct style *st = f->s->style;
    len_t note = 0;
    int i = 0;
    for (const struct flow_box *step = f->of->boxes; step; step = step->next)
        if (step->note.n)
            note = len_scale(st->area_width, st->flow_notes, EM);
    f->half = f->height = 0;
    for (const struct flow_box *step = f->of->boxes; step; step = step->next, i++) {
        f->boxes[i].step = step;
        if (!measure_box(f, &f->boxes[i], note - st->flow_padding))
            return false;
        f->boxes[i].top = f->height;
        f->height += f->boxes[i].height + (step->next ? f->gap : 0);
    }
    len_t left = f->lanes[LEFT] * st->flow_lane, right = f->lanes[RIGHT] * st->flow_lane + note;
    f->middle = left + f->half + (st->area_width - left - right - 2 * f->half) / 2;
    return true;
}

/* As large as it fits: closer first, then smaller. */
static bool fit(struct placed_figure *f, len_t room)
{
    enum { GAPS = 3 };
    const struct style *st = f->s->style;
    const len_t sizes[] = {st->form_size, st->form_note_size, f->s->table->size_least};
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
        for (int gap = 0; gap < GAPS; gap++) {
            f->size = sizes[k];
            f->pitch = len_scale(f->size, st->table_pitch, EM);
            f->gap = st->flow_gap * (QUARTER - gap) / QUARTER;
            if (!measure(f))
                return false;
            if (f->height <= room)
                return true;
        }
    diag(f->s->layout->diags, DIAG_L020, f->of->pos, NULL);
    return false;
}

/* ---- drawing ---- */

static void draw_line(struct placed_figure *f, len_t x1, len_t y1, len_t x2, len_t y2)
{
    const struct style *st = f->s->style;
    struct rule rule = {x1, y1, x2, y2, st->flow_rule, st->ink};
    place_rule(&f->items, rule, ELEMENT_FLOW);
}

/* An arrow's head with its point at x, y; dx, dy: from where it comes, one of them 0. */
static void draw_head(struct placed_figure *f, len_t x, len_t y, int dx, int dy)
{
    len_t length = f->s->style->flow_arrow, half = f->s->style->flow_arrow_half;
    len_t bx = x + dx * length, by = y + dy * length;
    draw_line(f, bx + dy * half, by + dx * half, x, y);
    draw_line(f, bx - dy * half, by - dx * half, x, y);
}

static void draw_words(struct placed_figure *f, struct set_lines lines, len_t x, len_t middle)
{
    struct ink_style ink = place_ink(f->s->style, f->size, ELEMENT_FLOW);
    len_t y = middle - (len_t)lines.n * f->pitch / 2 + f->pitch / 2;
    place_lines(&f->items, lines, x, y, f->pitch, &ink);
}

/* What an arrow says, if it says anything. */
static bool draw_label(struct placed_figure *f, struct text label, len_t x, len_t y)
{
    struct set_lines lines;
    if (!set_words(f, label, 2 * f->size, ALIGN_LEFT, &lines))
        return false;
    draw_words(f, lines, x, y);
    return true;
}

static void draw_box(struct placed_figure *f, const struct box *b)
{
    const struct style *st = f->s->style;
    len_t left = f->middle - b->half, right = f->middle + b->half, bottom = b->top + b->height;
    len_t middle = b->top + b->height / 2, half = st->flow_rule / 2;
    len_t notes = f->middle + f->half + f->lanes[RIGHT] * st->flow_lane + st->flow_padding;
    if (b->step->decision) {
        draw_line(f, left, middle, f->middle, b->top);
        draw_line(f, f->middle, b->top, right, middle);
        draw_line(f, left, middle, f->middle, bottom);
        draw_line(f, f->middle, bottom, right, middle);
    } else {
        draw_line(f, left - half, b->top, right + half, b->top);
        draw_line(f, left - half, bottom, right + half, bottom);
        draw_line(f, left, b->top, left, bottom);
        draw_line(f, right, b->top, right, bottom);
    }
    draw_words(f, b->lines, f->middle - inner_width(f, b) / 2, middle);
    draw_words(f, b->note, notes, middle);
}

/* To the step behind it. */
static bool draw_down(struct placed_figure *f, const struct box *b)
{
    const struct flow_box *step = b->step;
    len_t from = b->top + b->height, to = from + f->gap;
    for (int way = 0; way < FLOW_WAYS; way++) {
        if (!step->to[way] || step->to[way] != step->next)
            continue;
        draw_line(f, f->middle, from, f->middle, to);
        draw_head(f, f->middle, to, 0, -1);
        if (!draw_label(f, step->says[way], f->middle + f->size / 2,
                        from + f->gap / 2 - f->size / QUARTER))
            return false;
    }
    return true;
}

/* Out at the middle of a side, along its lane, in at a quarter of the height: no arrow that comes
 * meets one that goes. Where one comes in above, the label stands below. */
static bool draw_detour(struct placed_figure *f, const struct detour *d)
{
    const struct box *from = &f->boxes[d->from], *to = &f->boxes[d->to];
    int out = d->side == LEFT ? -1 : 1;
    len_t lane = f->middle + out * (f->half + (d->lane + 1) * f->s->style->flow_lane);
    len_t y1 = from->top + from->height / 2, y2 = to->top + to->height / QUARTER;
    len_t x1 = f->middle + out * from->half, above = f->size;
    len_t x2 = f->middle + out * (to->step->decision ? to->half / 2 : to->half);
    draw_line(f, x1, y1, lane, y1);
    draw_line(f, lane, y1, lane, y2);
    draw_line(f, lane, y2, x2, y2);
    draw_head(f, x2, y2, out, 0);
    for (int i = 0; i < f->n_detours; i++)
        if (f->detours[i].to == d->from && f->detours[i].side == d->side)
            above = -f->size;
    len_t label = d->side == LEFT ? x1 - f->size - f->size / 2 : x1 + f->size / 2;
    return draw_label(f, d->label, label, y1 - above);
}

static bool draw(struct placed_figure *f)
{
    for (int i = 0; i < f->of->n; i++) {
        draw_box(f, &f->boxes[i]);
        if (!draw_down(f, &f->boxes[i]))
            return false;
    }
    for (int i = 0; i < f->n_detours; i++)
        if (!draw_detour(f, &f->detours[i]))
            return false;
    return true;
}

/* ---- the row ---- */

/* What the page has left below the rows; a whole page when that is not much. */
static len_t room_below(const struct setting *s, const struct rows *rows, len_t gap)
{
    len_t used = gap, page = s->style->area_height;
    for (size_t i = 0; i < rows->list.n && used <= page / 2; i++) {
        const struct page_row *row = &rows->list.v[i];
        used += row->gap + (row->on_grid ? s->style->line_pitch : row->advance);
    }
    return used <= page / 2 ? page - used : page;
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

bool figure_rows(const struct setting *s, struct rows *rows, const struct flow *node)
{
    struct placed_figure f = {.s = s, .items = {.arena = s->arena}, .of = node->figure};
    len_t gap = s->style->flow_gap;
    if (node->figure->title.n && !title_row(s, rows, node->figure->title))
        return false;
    f.boxes = ARENA_ARRAY(s->arena, struct box, (size_t)f.of->n);
    find_detours(&f);
    report_islands(&f);
    if (!fit(&f, room_below(s, rows, gap)) || !draw(&f))
        return false;
    *VEC_ADD(s->arena, &rows->list) = (struct page_row){.gap = gap,
                                                        .box = f.height,
                                                        .advance = f.height + gap,
                                                        .items = f.items.list.v,
                                                        .n_items = f.items.list.n};
    return true;
}
