/*
 * Pages as pictures: a back end that draws the same pages as the PDF's, for screens and for what
 * people send each other. A pixel's red, green and blue, sRGB, 8 bits each.
 *
 * A turned page stands as it is read, its head above. Rules are whole pixels, one at least, and
 * baselines lie on pixels, so that text is even; across, glyphs stand within a quarter pixel.
 */
#ifndef HONGTOU_PICTURE_PICTURE_H
#define HONGTOU_PICTURE_PICTURE_H

#include "page/page.h"

enum { PICTURE_CHANNELS = 3 };

/* The pixels belong to the painter, until it paints again. */
struct picture {
    uint8_t *pixels; /* rows from the top */
    unsigned width, height;
};

struct painter;

/* dpi: at most 1000. It keeps the glyphs that it has drawn: one for all pages, of one
 * thread. */
struct painter *painter_new(int dpi);
/* A picture that cannot be read any more is reported, and left out. */
void painter_paint(struct painter *p, const struct page *page, struct picture *out,
                   struct diags *d);
/* How large the picture of a page is. */
void painter_size(const struct painter *p, const struct page *page, unsigned *width,
                  unsigned *height);
void painter_drop(struct painter *p);

#endif
