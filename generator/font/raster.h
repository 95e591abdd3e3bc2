/*
 * Shapes to pixels, for screens: glyphs of faces and polygons. FreeType's own renderer of outlines,
 * which HarfBuzz draws.
 */
#ifndef HONGTOU_FONT_RASTER_H
#define HONGTOU_FONT_RASTER_H

#include "font/font.h"

enum { RASTER_PIXEL = 64 };

/* How much of each pixel a shape covers, 0 to 255; rows from the top. The first pixel is left, top
 * pixels from the origin's. */
struct coverage {
    int left, top;
    unsigned width, height; /* 0: nothing is seen */
    uint8_t *pixels;
};

/* What becomes of a face's em, y upwards: its x axis goes to (xx, yx), its y axis to (xy, yy), in
 * 1/64 pixel; then it moves to the right by dx. */
struct raster_scale {
    double xx, yx, xy, yy;
    int dx;
};

/* In 1/64 pixel, y downwards. */
struct raster_point {
    int x, y;
};

struct raster;

/* One thread's. */
struct raster *raster_new(void);
void raster_drop(struct raster *r);

/* The pixels belong to the arena. A shape larger than a page is none. */
struct coverage raster_glyph(struct raster *r, struct arena *a, const struct face *face,
                             uint32_t glyph, const struct raster_scale *scale);
struct coverage raster_polygon(struct raster *r, struct arena *a, const struct raster_point p[],
                               size_t n);

#endif
