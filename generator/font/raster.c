/* A shape's outline is built for FreeType point by point, with tags that say which are on it. */
#include "font/raster.h"

#include <string.h>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include "font/font_int.h"

/* A bitmap's side; a page at 600 dpi has 7,016 pixels. */
enum { MOST_PIXELS = 8192, MOST_POINTS = 32000 };

struct raster {
    FT_Library library;
    struct arena *scratch; /* of one shape */
    struct outline outline;
    VEC(FT_Vector) points;
    VEC(char) tags;
    VEC(short) ends;
};

struct raster *raster_new(void)
{
    struct arena *a = arena_new();
    struct raster *r = ARENA_NEW(a, struct raster);
    r->scratch = a;
    if (FT_Init_FreeType(&r->library) != 0)
        mem_exhausted();
    return r;
}

void raster_drop(struct raster *r)
{
    if (!r)
        return;
    FT_Done_FreeType(r->library);
    arena_drop(r->scratch);
}

/* ---- the outline ---- */

static void begin(struct raster *r)
{
    r->points.n = r->tags.n = r->ends.n = 0;
}

static void add_point(struct raster *r, FT_Pos x, FT_Pos y, int tag)
{
    VEC_PUSH(r->scratch, &r->points, ((FT_Vector){x, y}));
    VEC_PUSH(r->scratch, &r->tags, (char)tag);
}

static void end_contour(struct raster *r)
{
    VEC_PUSH(r->scratch, &r->ends, (short)(r->points.n - 1));
}

static FT_Pos to_pixels(double v)
{
    return (FT_Pos)(v < 0 ? v - 0.5 : v + 0.5);
}

static void add_scaled(struct raster *r, const struct raster_scale *s, struct point p, int tag)
{
    double x = (double)p.x / FONT_EM, y = (double)p.y / FONT_EM;
    add_point(r, to_pixels(s->xx * x + s->xy * y) + s->dx, to_pixels(s->yx * x + s->yy * y), tag);
}

static void add_contours(struct raster *r, const struct raster_scale *s)
{
    const struct outline *o = &r->outline;
    for (size_t i = 0; i < o->contours.n; i++) {
        const struct contour *c = &o->contours.v[i];
        struct point from = c->start;
        add_scaled(r, s, from, FT_CURVE_TAG_ON);
        for (size_t k = 0; k < c->n; k++) {
            const struct segment *g = &o->segments.v[c->first + k];
            if (!segment_is_line(from, g)) {
                add_scaled(r, s, g->c1, FT_CURVE_TAG_CUBIC);
                add_scaled(r, s, g->c2, FT_CURVE_TAG_CUBIC);
            }
            from = g->to;
            if (k + 1 < c->n) /* the last one closes it */
                add_scaled(r, s, from, FT_CURVE_TAG_ON);
        }
        end_contour(r);
    }
}

/* ---- pixels ---- */

static struct coverage render(struct raster *r, struct arena *a, FT_Outline *outline)
{
    FT_BBox box;
    FT_Outline_Get_CBox(outline, &box);
    box.xMin = box.xMin & ~(FT_Pos)(RASTER_PIXEL - 1);
    box.yMin = box.yMin & ~(FT_Pos)(RASTER_PIXEL - 1);
    FT_Pos width = (box.xMax - box.xMin + RASTER_PIXEL - 1) / RASTER_PIXEL;
    FT_Pos height = (box.yMax - box.yMin + RASTER_PIXEL - 1) / RASTER_PIXEL;
    struct coverage out = {0};
    if (width <= 0 || height <= 0 || width > MOST_PIXELS || height > MOST_PIXELS)
        return out;
    uint8_t *pixels = arena_alloc(a, (size_t)width * (size_t)height);
    FT_Bitmap bitmap = {.rows = (unsigned)height,
                        .width = (unsigned)width,
                        .pitch = (int)width,
                        .buffer = pixels,
                        .num_grays = 256,
                        .pixel_mode = FT_PIXEL_MODE_GRAY};
    FT_Outline_Translate(outline, -box.xMin, -box.yMin);
    FT_Error failed = FT_Outline_Get_Bitmap(r->library, outline, &bitmap);
    if (failed == FT_Err_Out_Of_Memory)
        mem_exhausted();
    if (failed)
        return out;
    out.left = (int)(box.xMin / RASTER_PIXEL);
    out.top = -(int)(box.yMin / RASTER_PIXEL) - (int)height;
    out.width = (unsigned)width;
    out.height = (unsigned)height;
    out.pixels = pixels;
    return out;
}

static struct coverage finish(struct raster *r, struct arena *a, FT_Pos heavier)
{
    FT_Outline outline = {.n_contours = (short)r->ends.n,
                          .n_points = (short)r->points.n,
                          .points = r->points.v,
                          .tags = r->tags.v,
                          .contours = r->ends.v};
    if (!r->points.n || r->points.n > MOST_POINTS)
        return (struct coverage){0};
    if (heavier && FT_Outline_Embolden(&outline, heavier) == 0) /* which moves it by half of that */
        FT_Outline_Translate(&outline, -heavier / 2, -heavier / 2);
    return render(r, a, &outline);
}

struct coverage raster_glyph(struct raster *r, struct arena *a, const struct face *face,
                             uint32_t glyph, const struct raster_scale *scale)
{
    const struct open_face *f = (const struct open_face *)face;
    double high = scale->yy < 0 ? -scale->yy : scale->yy;
    double across = scale->xy < 0 ? -scale->xy : scale->xy; /* of a glyph that lies on its side */
    begin(r);
    font_outline_draw(r->scratch, f->font, glyph, &r->outline);
    add_contours(r, scale);
    return finish(r, a, to_pixels(face->stroke * (high > across ? high : across) / FONT_EM));
}

struct coverage raster_polygon(struct raster *r, struct arena *a, const struct raster_point p[],
                               size_t n)
{
    begin(r);
    for (size_t i = 0; i < n; i++)
        add_point(r, p[i].x, -p[i].y, FT_CURVE_TAG_ON);
    end_contour(r);
    return finish(r, a, 0);
}
