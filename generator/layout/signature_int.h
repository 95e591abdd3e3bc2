/* Inside the 落款: what its forms share. Lengths are from the left edge of the type area. */
#ifndef HONGTOU_LAYOUT_SIGNATURE_INT_H
#define HONGTOU_LAYOUT_SIGNATURE_INT_H

#include "layout/layout_int.h"

/* A name, a post or a date: mostly one line. */
struct signature_lines {
    struct set_lines lines;
    len_t width; /* of the longest */
};

/* At its natural width; one longer than most turns between words. */
bool signature_line(struct layout *l, struct text text, len_t most, struct signature_lines *out);
/* The longest that a name may be: the type area but for the air at the right. */
len_t signature_width(const struct layout *l);
/* Lines moved so that each is centred on x; or, x being the left end, starts there. */
struct set_lines signature_moved(struct layout *l, struct set_lines lines, len_t x, bool centred);

/* The picture of a seal or stamp that is as wide as is given. Without a file the room alone, as
 * high as it was. False: it cannot be read. */
bool signature_picture(struct layout *l, struct text file, struct placed_image *out);
/* Adds it to a row, and the room down to its foot. Nothing without a picture. */
void signature_add_picture(struct layout *l, struct row *row, const struct placed_image *image);

/* seal.c: 7.3.5.1 */
bool sealed_rows(struct layout *l, struct rows *rows, const struct signature *s);

#endif
