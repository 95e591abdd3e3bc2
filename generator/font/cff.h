/* Writing CFF font programs. Private to the room. */
#ifndef HONGTOU_FONT_CFF_H
#define HONGTOU_FONT_CFF_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

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
bool cff_write(const struct cff_font *font, struct buf *out);

#endif
