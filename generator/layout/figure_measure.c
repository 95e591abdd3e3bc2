/* The words of a flow figure set, and each box in its place in its segment. */
#include "layout/figure_int.h"

enum { EM = 1000, QUARTER = 4 };

/* ---- words ---- */

bool figure_words(const struct figure *f, struct text t, len_t width, enum text_align align,
                  struct set_lines *out)
{
    struct text_shape shape = {
        .size = f->size, .pitch = f->size, .width = len_max(width, f->size), .align = align};
    *out = (struct set_lines){0};
    return !t.n || setting_text(f->s, t, f->s->style->table_role, &shape, out);
}

/* In the middle of a box; of a narrow one, between words where it can be. */
static bool set_box_words(const struct figure *f, struct text t, len_t width, struct set_lines *out)
{
    struct text_shape shape = {
        .size = f->size, .pitch = f->size, .width = len_max(width, f->size), .align = ALIGN_CENTRE};
    struct span span = {.text = t, .role = font_role_named(f->s->style->table_role)};
    *out = (struct set_lines){0};
    if (!t.n)
        return true;
    bool narrow = width < f->s->style->flow_width - 2 * f->s->style->flow_padding;
    return (narrow ? text_set_label : text_set)(setting_typesetter(f->s), &span, 1, &shape, out);
}

struct text figure_mark(const struct figure *f, int box)
{
    enum { CIRCLED_ONE = 0x2460, CIRCLED = 20 };
    struct text_builder b = {.arena = f->s->arena, .src = f->of->pos.src};
    int number = box == NOWHERE ? 0 : f->marks[box];
    if (box == NOWHERE)
        return text_from_utf8(f->s->arena, f->s->style->flow_end, f->of->pos);
    if (number > CIRCLED)
        return text_from_utf8(f->s->arena, arena_printf(f->s->arena, "%d", number), f->of->pos);
    text_add(&b, (uint32_t)(CIRCLED_ONE + number - 1), f->of->pos.off);
    return text_done(&b);
}

len_t figure_mark_width(const struct figure *f, int box)
{
    return box == NOWHERE ? (len_t)figure_mark(f, box).n * f->size : f->size;
}

len_t figure_inner_width(const struct figure *f, const struct figure_box *b)
{
    const struct style *st = f->s->style;
    return b->step->decision ? len_scale(b->half, st->flow_words, EM)
                             : 2 * b->half - 2 * st->flow_padding;
}

/* A note that stands in the box, in brackets. */
static struct text bracketed(const struct figure *f, struct text note)
{
    enum { OPENING = 0xFF08, CLOSING = 0xFF09 };
    struct text_builder b = {.arena = f->s->arena, .src = f->of->pos.src};
    if (!note.n || note.cp[0] == OPENING)
        return note;
    text_add(&b, OPENING, note.at[0]);
    text_add_text(&b, note);
    text_add(&b, CLOSING, note.at[note.n - 1]);
    return text_done(&b);
}

static bool has_note_beside(const struct figure *f, const struct figure_box *b)
{
    return f->notes && !b->inner;
}

/* ---- labels of detours ---- */

static bool set_label(const struct figure *f, struct figure_detour *d)
{
    len_t most = f->s->style->flow_label * f->size;
    enum text_align align = d->side == LEFT ? ALIGN_RIGHT : ALIGN_LEFT;
    d->label_width = len_min(most, (len_t)d->says.n * f->size);
    return figure_words(f, d->says, d->label_width, align, &d->label);
}

/* Height that a box needs so that its labels at the sides have room above their arrows. */
static len_t label_height(const struct figure *f, int box)
{
    size_t lines = 0;
    bool crowded = false;
    for (int i = 0; i < f->n_detours; i++) {
        const struct figure_detour *d = &f->detours[i];
        if (d->from != box || d->kind == DETOUR_IN || !d->label.n)
            continue;
        lines = d->label.n > lines ? d->label.n : lines;
        crowded = crowded || d->exit;
        for (int k = 0; k < f->n_detours; k++) {
            const struct figure_detour *o = &f->detours[k];
            crowded = crowded || (o->to == box && o->kind != DETOUR_OUT && o->side == d->side &&
                                  d->label.n > 1);
        }
    }
    len_t one = (len_t)lines * f->pitch + f->size / QUARTER;
    return lines ? one * (crowded ? QUARTER : 2) : 0;
}

/* ---- boxes ---- */

/* A diamond is twice as high as its words, and wider, since its corners hold none. */
static bool measure_box(struct figure *f, struct figure_box *b)
{
    const struct style *st = f->s->style;
    bool beside = has_note_beside(f, b);
    len_t inner = figure_inner_width(f, b);
    struct text note = beside ? b->step->note : bracketed(f, b->step->note);
    if (!set_box_words(f, b->step->text, inner, &b->lines) ||
        !(beside ? figure_words(f, note, f->notes - st->flow_padding, ALIGN_LEFT, &b->note)
                 : set_box_words(f, note, inner, &b->note)))
        return false;
    len_t words = (len_t)(b->lines.n + (beside ? 0 : b->note.n)) * f->pitch;
    b->height = b->step->decision ? 2 * words + 2 * st->flow_padding : words + 2 * st->flow_padding;
    if (beside)
        b->height = len_max(b->height, (len_t)b->note.n * f->pitch);
    b->height = len_max(b->height, label_height(f, b->step->number));
    return true;
}

static bool measure_branches(struct figure *f, struct figure_band *band, len_t column);

/* A step of a branch, and what branches off it. *height: of all. */
static bool measure_inner(struct figure *f, int box, len_t column, len_t *height)
{
    const struct style *st = f->s->style;
    struct figure_band *fork = figure_fork(f, box);
    struct figure_box *b = &f->boxes[box];
    len_t width = column - st->flow_apart;
    if (fork)
        width = len_min(len_scale(width, st->flow_diamond, EM),
                        column * fork->columns - st->flow_apart);
    b->half = width / 2;
    if (!measure_box(f, b) || (fork && !measure_branches(f, fork, column)))
        return false;
    *height = fork ? fork->height : b->height;
    return true;
}

/* Its steps below each other, from y; the end of the last one. */
static bool measure_row(struct figure *f, const struct figure_branch *b, len_t column, len_t *y)
{
    for (int i = b->first, next; i < b->first + b->n; i = next) {
        len_t height;
        next = figure_behind(f, i);
        if (!measure_inner(f, i, column, &height))
            return false;
        f->boxes[i].top = *y;
        for (int k = i + 1; k < next; k++)
            f->boxes[k].top += *y;
        *y += height + (next < b->first + b->n ? f->gap : 0);
    }
    return true;
}

/* The branches of a band below its lead: their labels stand at the right of their arrows. Tops are
 * counted from the lead's. */
static bool measure_branches(struct figure *f, struct figure_band *band, len_t column)
{
    const struct style *st = f->s->style;
    const struct figure_box *lead = &f->boxes[band->lead];
    size_t label_lines = 0;
    len_t bar = lead->height + f->gap / 2, lowest = 0;
    len_t label_width = column / 2 + st->flow_apart / 2 - f->size / 2;
    for (int i = 0; i < band->n_branches; i++) {
        struct figure_branch *b = &band->branches[i];
        if (!figure_words(f, lead->step->says[b->way], label_width, ALIGN_LEFT, &b->label))
            return false;
        label_lines = b->label.n > label_lines ? b->label.n : label_lines;
    }
    band->drop =
        len_max(f->gap, (len_t)label_lines * f->pitch + st->flow_arrow + f->size / QUARTER);
    for (int i = 0; i < band->n_branches; i++) {
        const struct figure_branch *b = &band->branches[i];
        len_t y = bar + band->drop;
        if (!measure_row(f, b, column, &y))
            return false;
        lowest = len_max(lowest, y + (b->ends ? f->pitch : 0));
    }
    band->height = lowest + (band->straight >= 0 ? f->gap / 2 : 0);
    return true;
}

/* ---- widths ---- */

/* Of a column for each branch, none wider than a box of the middle. */
static len_t column_width(const struct figure *f, int n, len_t room)
{
    len_t apart = f->s->style->flow_apart;
    return len_min(f->box_width + apart, room / n);
}

/* How wide boxes can be beside what stands at their sides. */
static bool find_widths(struct figure *f, len_t *room)
{
    const struct style *st = f->s->style;
    len_t labels[SIDES] = {0}, taken = f->notes;
    int lanes[SIDES] = {0}, diamond = EM, n = 1;
    for (int i = 0; i < f->n_segments; i++)
        for (int k = 0; k < SIDES; k++)
            lanes[k] = f->segments[i].lanes[k] > lanes[k] ? f->segments[i].lanes[k] : lanes[k];
    for (int i = 0; i < f->n_detours; i++) {
        struct figure_detour *d = &f->detours[i];
        if (!set_label(f, d))
            return false;
        len_t mark = d->kind == DETOUR_OUT ? figure_mark_width(f, d->to) : 0;
        if (d->says.n > 1 || (d->says.n && mark))
            labels[d->side] = len_max(labels[d->side], d->label_width + len_max(f->size, mark));
    }
    for (int i = 0; i < f->n_bands; i++) {
        n = f->bands[i].columns > n ? f->bands[i].columns : n;
        diamond = f->boxes[f->bands[i].lead].step->decision ? st->flow_diamond : diamond;
    }
    for (int k = 0; k < SIDES; k++)
        taken += lanes[k] * st->flow_lane + labels[k];
    *room = f->width - taken;
    f->box_width = len_min(st->flow_width, len_scale(*room, EM, diamond));
    for (int k = 0; k < SIDES; k++)
        f->reach[k] = len_scale(f->box_width, diamond, EM) / 2 + labels[k];
    len_t all = *room + labels[LEFT] + labels[RIGHT]; /* what labels take is no branch's loss */
    *room = len_min(all, 2 * (all - len_max(f->reach[LEFT], f->reach[RIGHT])));
    len_t half = n > 1 ? (column_width(f, n, *room) * n - st->flow_apart) / 2 : 0;
    for (int k = 0; k < SIDES; k++)
        f->reach[k] = len_max(f->reach[k], half);
    return true;
}

static bool are_wide_enough(const struct figure *f, len_t room)
{
    const struct style *st = f->s->style;
    bool wide = f->box_width >= st->flow_least;
    for (int i = 0; i < f->n_bands; i++) {
        int n = f->bands[i].n_branches ? f->bands[i].columns : 0;
        wide = wide && (!n || column_width(f, n, room) - st->flow_apart >= st->flow_least);
    }
    return wide;
}

/* ---- places ---- */

/* Columns of branches side by side, around the middle of their decision. */
static void place_branches(struct figure *f, struct figure_band *band, len_t middle, len_t column)
{
    int before = 0;
    for (int i = 0; i < band->n_branches; before += band->branches[i++].columns) {
        struct figure_branch *b = &band->branches[i];
        b->middle = middle + column * (2 * before + b->columns - band->columns) / 2;
        for (int k = b->first; k < b->first + b->n; k = figure_behind(f, k)) {
            f->boxes[k].middle = b->middle;
            if (figure_fork(f, k))
                place_branches(f, figure_fork(f, k), b->middle, column);
        }
    }
}

/* Boxes, lanes and notes together stand in the middle of their column of the page. */
static void place_segment(struct figure *f, struct figure_segment *g, len_t room)
{
    const struct style *st = f->s->style;
    len_t left = g->lanes[LEFT] * st->flow_lane, right = g->lanes[RIGHT] * st->flow_lane + f->notes;
    len_t y = g->continues ? f->size + f->gap : 0;
    g->middle =
        left + f->reach[LEFT] + (f->width - left - right - f->reach[LEFT] - f->reach[RIGHT]) / 2;
    for (struct figure_band *band = f->bands + g->first; band < f->bands + g->last; band++) {
        for (int i = band->lead; i <= band->last; i++)
            f->boxes[i].top += y;
        f->boxes[band->lead].middle = g->middle;
        place_branches(f, band, g->middle, column_width(f, band->columns, room));
        y += band->height + (band + 1 < f->bands + g->last ? f->gap : 0);
    }
    g->height = y + (g->goes_on ? f->gap + f->size : 0);
}

bool figure_measure(struct figure *f, bool *fits)
{
    len_t room;
    if (!find_widths(f, &room))
        return false;
    *fits = are_wide_enough(f, room);
    for (struct figure_band *band = f->bands; *fits && band < f->bands + f->n_bands; band++) {
        struct figure_box *lead = &f->boxes[band->lead];
        lead->step->decision
            ? (lead->half = len_scale(f->box_width, f->s->style->flow_diamond, EM) / 2)
            : (lead->half = f->box_width / 2);
        lead->top = 0;
        if (!measure_box(f, lead))
            return false;
        band->height = lead->height;
        if (band->n_branches && !measure_branches(f, band, column_width(f, band->columns, room)))
            return false;
    }
    for (int i = 0; *fits && i < f->n_segments; i++)
        place_segment(f, &f->segments[i], room);
    return true;
}
