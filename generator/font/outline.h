/*
 * Outlines of glyphs: from a font, simplified, to charstrings and the CFF around them. Lengths in
 * 1/1000 em, y upwards. Private to the room.
 */
#ifndef HONGTOU_FONT_OUTLINE_H
#define HONGTOU_FONT_OUTLINE_H

#include <stdbool.h>
#include <stdint.h>

#include <hb.h>

/* The name that the function has since HarfBuzz 7. */
#if !HB_VERSION_ATLEAST(7, 0, 0)
#define hb_font_draw_glyph hb_font_get_glyph_shape
#endif

#include "base/buf.h"
#include "base/mem.h"

struct point {
    int x, y;
};

/* A cubic from where the last one ended. A line has its control points on its ends. */
struct segment {
    struct point c1, c2, to;
};

/* A closed contour: the last segment ends at the start. */
struct contour {
    struct point start;
    size_t first, n; /* of the outline's segments; n > 1 */
};

struct outline {
    VEC(struct contour) contours;
    VEC(struct segment) segments;
};

/* No coordinate lies outside ±OUTLINE_REACH: a difference of two has 16 bits. */
enum { OUTLINE_REACH = 16000 };

static inline bool point_same(struct point p, struct point q)
{
    return p.x == q.x && p.y == q.y;
}

static inline bool segment_is_line(struct point from, const struct segment *s)
{
    return point_same(from, s->c1) && point_same(s->c2, s->to);
}

/* Draws a glyph of a font whose em is 1000 units; rounded to whole units, without segments of no
 * length. A glyph that the font lacks is empty. The outline's own memory is used again. */
void font_outline_draw(struct arena *a, hb_font_t *font, uint32_t glyph, struct outline *out);

/* Widens a box (left, bottom, right, top) to hold the outline and its control points. */
void font_outline_widen(const struct outline *o, int16_t box[4]);

/* Fewer segments for the same contours. Their starting points may move along them. */
struct simplifier *font_simplifier_new(struct arena *a);
void font_outline_simplify(struct simplifier *z, const struct outline *in, struct outline *out);

/* Adds the outline as a Type 2 charstring. */
void font_charstring_write(struct arena *a, const struct outline *o, int advance, struct buf *out);

/* A font's glyphs; the first is its .notdef. */
struct cff_font {
    const char *postscript;
    struct buf charstrings; /* Type 2, one behind the other */
    size_t *ends;           /* of each, in charstrings */
    size_t n;
    int bbox[4]; /* left, bottom, right, top */
};

enum { CFF_DEFAULT_WIDTH = 1000 };

/* A CID-keyed CFF whose glyph i is CID i. False: it would be too large. */
bool font_cff_write(const struct cff_font *font, struct buf *out);

#endif
