/* Draws a flow figure's boxes and arrows where they were placed. */
#include "layout/figure_int.h"

enum { QUARTER = 4 };

struct drawing {
    const struct figure *f;
    const struct figure_segment *segment;
    len_t x; /* of the segment's left edge */
    struct item_list *out;
};

static void draw_line(const struct drawing *w, len_t x1, len_t y1, len_t x2, len_t y2)
{
    const struct style *st = w->f->s->style;
    struct rule rule = {w->x + x1, y1, w->x + x2, y2, st->flow_rule, st->ink};
    place_rule(w->out, rule, ELEMENT_FLOW);
}

/* An arrow's head with its point at x, y; dx, dy: from where it comes, one of them 0. */
static void draw_head(const struct drawing *w, len_t x, len_t y, int dx, int dy)
{
    len_t length = w->f->s->style->flow_arrow, half = w->f->s->style->flow_arrow_half;
    len_t bx = x + dx * length, by = y + dy * length;
    draw_line(w, bx + dy * half, by + dx * half, x, y);
    draw_line(w, bx - dy * half, by - dx * half, x, y);
}

/* Around a middle. */
static void draw_words(const struct drawing *w, struct set_lines lines, len_t x, len_t middle)
{
    const struct figure *f = w->f;
    struct ink_style ink = place_ink(f->s->style, f->size, ELEMENT_FLOW);
    len_t y = middle - (len_t)lines.n * f->pitch / 2 + f->pitch / 2;
    place_lines(w->out, lines, w->x + x, y, f->pitch, &ink);
}

/* ①, its left edge at x. */
static bool draw_mark(const struct drawing *w, int box, len_t x, len_t y)
{
    struct set_lines lines;
    if (!figure_words(w->f, figure_mark(w->f, box), figure_mark_width(w->f, box), ALIGN_CENTRE,
                      &lines))
        return false;
    draw_words(w, lines, x, y);
    return true;
}

static void draw_box(const struct drawing *w, const struct figure_box *b)
{
    const struct figure *f = w->f;
    const struct style *st = f->s->style;
    len_t left = b->middle - b->half, right = b->middle + b->half, bottom = b->top + b->height;
    len_t middle = b->top + b->height / 2, half = st->flow_rule / 2;
    bool beside = f->notes && !b->inner;
    len_t notes =
        b->middle + f->reach[RIGHT] + w->segment->lanes[RIGHT] * st->flow_lane + st->flow_padding;
    if (b->step->decision) {
        draw_line(w, left, middle, b->middle, b->top);
        draw_line(w, b->middle, b->top, right, middle);
        draw_line(w, left, middle, b->middle, bottom);
        draw_line(w, b->middle, bottom, right, middle);
    } else {
        draw_line(w, left - half, b->top, right + half, b->top);
        draw_line(w, left - half, bottom, right + half, bottom);
        draw_line(w, left, b->top, left, bottom);
        draw_line(w, right, b->top, right, bottom);
    }
    len_t x = b->middle - figure_inner_width(f, b) / 2;
    len_t above = beside ? 0 : (len_t)b->note.n * f->pitch / 2;
    draw_words(w, b->lines, x, middle - above);
    if (beside)
        draw_words(w, b->note, notes, middle);
    else
        draw_words(w, b->note, x, middle + (len_t)b->lines.n * f->pitch / 2);
}

static void draw_arrow_down(const struct drawing *w, len_t x, len_t from, len_t to)
{
    draw_line(w, x, from, x, to);
    draw_head(w, x, to, 0, -1);
}

/* ---- branches ---- */

/* A bar below the decision, an arrow from it into each branch, and a bar where they join. */
static bool draw_branches(const struct drawing *w, const struct figure_band *band);

/* An arrow from above to each step of a branch, and the branches of its decisions. *from: the end
 * of the last one. */
static bool draw_row(const struct drawing *w, const struct figure_branch *b, len_t *from)
{
    const struct figure *f = w->f;
    for (int i = b->first; i < b->first + b->n; i = figure_behind(f, i)) {
        const struct figure_box *box = &f->boxes[i];
        const struct figure_band *fork = figure_fork(f, i);
        draw_arrow_down(w, b->middle, *from, box->top);
        *from = box->top + (fork ? fork->height : box->height);
        if (fork && !draw_branches(w, fork))
            return false;
    }
    return true;
}

static bool draw_branches(const struct drawing *w, const struct figure_band *band)
{
    const struct figure *f = w->f;
    const struct figure_box *lead = &f->boxes[band->lead];
    len_t bar = lead->top + lead->height + f->gap / 2, end = lead->top + band->height;
    len_t joined[SIDES] = {lead->middle, lead->middle};
    draw_line(w, lead->middle, lead->top + lead->height, lead->middle, bar);
    draw_line(w, len_min(lead->middle, band->branches[0].middle), bar,
              len_max(lead->middle, band->branches[band->n_branches - 1].middle), bar);
    for (const struct figure_branch *b = band->branches; b < band->branches + band->n_branches;
         b++) {
        len_t from = bar, words = (len_t)b->label.n * f->pitch;
        draw_words(w, b->label, b->middle + f->size / QUARTER,
                   bar + f->size / QUARTER / 2 + words / 2);
        if (!draw_row(w, b, &from))
            return false;
        if (b->ends) {
            len_t x = b->middle - figure_mark_width(f, NOWHERE) / 2;
            draw_arrow_down(w, b->middle, bar, bar + band->drop);
            if (!draw_mark(w, NOWHERE, x, bar + band->drop + f->pitch / 2))
                return false;
        }
        if (!b->joins)
            continue;
        draw_line(w, b->middle, from, b->middle, end);
        joined[LEFT] = len_min(joined[LEFT], b->middle);
        joined[RIGHT] = len_max(joined[RIGHT], b->middle);
    }
    if (joined[LEFT] < joined[RIGHT])
        draw_line(w, joined[LEFT], end, joined[RIGHT], end);
    return true;
}

/* ---- straight down ---- */

static bool draw_down(const struct drawing *w, const struct figure_band *band)
{
    const struct figure *f = w->f;
    const struct figure_box *lead = &f->boxes[band->lead];
    len_t from = lead->top + band->height, to = from + f->gap;
    struct set_lines lines;
    if (band->straight < 0)
        return true;
    draw_arrow_down(w, lead->middle, from, to);
    if (band->n_branches)
        return true;
    struct text says = lead->step->says[band->straight];
    if (!figure_words(f, says, f->reach[RIGHT] - f->size / 2, ALIGN_LEFT, &lines))
        return false;
    draw_words(w, lines, lead->middle + f->size / 2, from + f->gap / 2 - f->size / QUARTER);
    return true;
}

/* The mark that a segment ends at or begins with, and on a page of its own what it is. */
static bool draw_turn(const struct drawing *w, int band, len_t y, const char *says)
{
    const struct figure *f = w->f;
    struct set_lines lines = {0};
    len_t middle = w->segment->middle;
    struct text words = text_from_utf8(f->s->arena, f->columns > 1 ? "" : says, f->of->pos);
    if (!figure_words(f, words, f->reach[RIGHT], ALIGN_LEFT, &lines))
        return false;
    draw_words(w, lines, middle + f->size, y);
    return draw_mark(w, f->bands[band].lead, middle - f->size / 2, y);
}

static bool draw_turns(const struct drawing *w)
{
    const struct figure *f = w->f;
    const struct figure_segment *g = w->segment;
    const struct style *st = f->s->style;
    if (g->continues) {
        draw_arrow_down(w, g->middle, f->size, f->size + f->gap);
        if (!draw_turn(w, g->first, f->size / 2, st->flow_above))
            return false;
    }
    return !g->goes_on || draw_turn(w, g->last, g->height - f->size / 2, st->flow_below);
}

/* ---- detours ---- */

static len_t lane_of(const struct drawing *w, const struct figure_detour *d, int out)
{
    return w->segment->middle +
           out * (w->f->reach[d->side] + (d->lane + 1) * w->f->s->style->flow_lane);
}

/* Where one comes in above, the label stands below. */
static void draw_label(const struct drawing *w, const struct figure_detour *d, len_t y)
{
    const struct figure *f = w->f;
    const struct figure_box *from = &f->boxes[d->from];
    len_t words = (len_t)d->label.n * f->pitch;
    len_t middle = y - words / 2 - f->size / QUARTER;
    bool crowded = d->label.n > 1;
    for (int i = 0; i < f->n_detours; i++)
        crowded = crowded || (f->detours[i].from == d->from && f->detours[i].side == d->side &&
                              f->detours[i].exit);
    for (int i = 0; i < f->n_detours; i++)
        if (!crowded && f->detours[i].to == d->from && f->detours[i].side == d->side &&
            f->detours[i].kind != DETOUR_OUT)
            middle = y + words / 2 + f->size / QUARTER;
    len_t x = d->side == LEFT ? from->middle - from->half - f->size / 2 - d->label_width
                              : from->middle + from->half + f->size / 2;
    draw_words(w, d->label, x, middle);
}

/* Out at the middle of a side, or below it; along its lane; in at a quarter of the height: no arrow
 * that comes meets one that goes. */
static bool draw_detour(const struct drawing *w, const struct figure_detour *d)
{
    const struct figure *f = w->f;
    const struct figure_box *from = &f->boxes[d->from], *to = &f->boxes[len_max(d->to, 0)];
    int out = d->side == LEFT ? -1 : 1;
    len_t lane = lane_of(w, d, out);
    len_t y1 = from->top + from->height / 2, y2 = to->top + to->height / QUARTER;
    len_t x1 = from->middle + out * from->half;
    len_t x2 = to->middle + out * (to->step->decision ? to->half / 2 : to->half);
    if (d->exit) {
        y1 += from->height / QUARTER;
        x1 -= from->step->decision ? out * from->half / 2 : 0;
    }
    if (d->kind != DETOUR_WHOLE)
        lane -= out * figure_mark_width(f, d->to); /* the mark is behind it */
    if (d->kind != DETOUR_IN)
        draw_line(w, x1, y1, lane, y1);
    if (d->kind == DETOUR_WHOLE)
        draw_line(w, lane, y1, lane, y2);
    if (d->kind != DETOUR_OUT) {
        draw_line(w, lane, y2, x2, y2);
        draw_head(w, x2, y2, out, 0);
    }
    if (d->kind == DETOUR_OUT)
        draw_head(w, lane, y1, -out, 0);
    if (d->kind != DETOUR_IN)
        draw_label(w, d, y1);
    return d->kind == DETOUR_WHOLE ||
           draw_mark(w, d->to, lane - (out < 0 ? figure_mark_width(f, d->to) : 0),
                     d->kind == DETOUR_IN ? y2 : y1);
}

bool figure_draw(const struct figure *f, int segment, len_t x, struct item_list *out)
{
    struct drawing w = {f, &f->segments[segment], x, out};
    for (int i = w.segment->first; i < w.segment->last; i++) {
        const struct figure_band *band = &f->bands[i];
        for (int k = band->lead; k <= band->last; k++)
            draw_box(&w, &f->boxes[k]);
        if ((band->n_branches && !draw_branches(&w, band)) || !draw_down(&w, band))
            return false;
    }
    for (int i = 0; i < f->n_detours; i++) {
        const struct figure_detour *d = &f->detours[i];
        int box = d->kind == DETOUR_IN ? d->to : d->from;
        if (f->bands[f->boxes[box].band].segment == segment && !draw_detour(&w, d))
            return false;
    }
    return draw_turns(&w);
}
