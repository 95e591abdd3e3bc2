/*
 * Pictures from the office: PNG files of any kind (grey, palette, 16 bits, interlaced, with or
 * without transparency) to pixels; and pixels to PNG files. Hides libpng.
 */
#ifndef HONGTOU_IMAGE_IMAGE_H
#define HONGTOU_IMAGE_IMAGE_H

#include "base/buf.h"
#include "base/diag.h"
#include "page/page.h"

/* What a picture may have: the pixels of one take at most 64 MB. */
enum { IMAGE_MAX_SIDE = 8000, IMAGE_MAX_PIXELS = 16 << 20, IMAGE_MAX_FILE_MB = 64 };

/*
 * The picture as RGBA, sRGB, not multiplied by its transparency; it and its pixels belong to the
 * arena. How wide it stands on the page is the document's to say: a file's own resolution is not
 * looked at. NULL: reported at pos, the place in the document that names the file.
 */
struct image *image_read(struct arena *a, const char *path, struct pos pos, struct diags *d);

/* Rows of red, green and blue, 8 bits each, sRGB, as a PNG file that is to be shown at so many dots
 * per inch; at least one pixel. */
struct image_rows {
    const uint8_t *pixels;
    unsigned width, height;
    int dpi;
};
void image_write_png(const struct image_rows *rows, struct buf *out);

#endif
