/*
 * Drawing a glyph: takes what HarfBuzz calls back with, gives closed contours of cubics on whole
 * units. Coordinates of strangers' fonts are kept within reach.
 */
#include "font/outline.h"

struct pen {
    struct arena *arena;
    struct outline *out;
    struct point at;
};

/* To the nearest unit; not a number becomes 0. */
static int whole(float v)
{
    if (!(v > -OUTLINE_REACH))
        return v == v ? -OUTLINE_REACH : 0;
    if (v > OUTLINE_REACH)
        return OUTLINE_REACH;
    return (int)(v + OUTLINE_REACH + 0.5F) - OUTLINE_REACH;
}

static struct point whole_point(float x, float y)
{
    return (struct point){whole(x), whole(y)};
}

static void add(struct pen *pen, struct segment s)
{
    if (!pen->out->contours.n)
        return;
    if (point_same(pen->at, s.c1) && point_same(s.c1, s.c2) && point_same(s.c2, s.to))
        return;
    VEC_PUSH(pen->arena, &pen->out->segments, s);
    pen->out->contours.v[pen->out->contours.n - 1].n++;
    pen->at = s.to;
}

static void draw_to_line(struct pen *pen, struct point to)
{
    add(pen, (struct segment){pen->at, to, to});
}

/* Closes the contour; one that encloses nothing is taken back. */
static void finish(struct pen *pen)
{
    if (!pen->out->contours.n)
        return;
    const struct contour *last = &pen->out->contours.v[pen->out->contours.n - 1];
    draw_to_line(pen, last->start);
    if (last->n < 2) {
        pen->out->segments.n -= last->n;
        pen->out->contours.n--;
    }
}

static void draw_move(hb_draw_funcs_t *f, void *context, hb_draw_state_t *st, float x, float y,
                      void *user)
{
    (void)f, (void)st, (void)user;
    struct pen *pen = context;
    finish(pen);
    pen->at = whole_point(x, y);
    struct contour *c = VEC_ADD(pen->arena, &pen->out->contours);
    *c = (struct contour){pen->at, pen->out->segments.n, 0};
}

static void draw_line(hb_draw_funcs_t *f, void *context, hb_draw_state_t *st, float x, float y,
                      void *user)
{
    (void)f, (void)st, (void)user;
    draw_to_line(context, whole_point(x, y));
}

static void draw_cubic(hb_draw_funcs_t *f, void *context, hb_draw_state_t *st, float x1, float y1,
                       float x2, float y2, float x, float y, void *user)
{
    (void)f, (void)st, (void)user;
    add(context, (struct segment){whole_point(x1, y1), whole_point(x2, y2), whole_point(x, y)});
}

/* HarfBuzz raises quadratics to cubics where no function for them is set. */
void font_outline_draw(struct arena *a, hb_font_t *font, uint32_t glyph, struct outline *out)
{
    struct pen pen = {.arena = a, .out = out};
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, draw_move, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, draw_line, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, draw_cubic, NULL, NULL);
    out->contours.n = out->segments.n = 0;
    hb_font_draw_glyph(font, glyph, funcs, &pen);
    hb_draw_funcs_destroy(funcs);
    finish(&pen);
}

void font_outline_widen(const struct outline *o, int16_t box[4])
{
    for (size_t i = 0; i < o->segments.n; i++) {
        const struct segment *s = &o->segments.v[i];
        const struct point points[] = {s->c1, s->c2, s->to};
        for (size_t k = 0; k < sizeof points / sizeof *points; k++) {
            int16_t x = (int16_t)points[k].x, y = (int16_t)points[k].y; /* within OUTLINE_REACH */
            box[0] = x < box[0] ? x : box[0];
            box[1] = y < box[1] ? y : box[1];
            box[2] = x > box[2] ? x : box[2];
            box[3] = y > box[3] ? y : box[3];
        }
    }
}
