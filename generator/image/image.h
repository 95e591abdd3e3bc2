/*
 * Pictures from the office: PNG files of any kind (grey, palette, 16 bits, interlaced, with or
 * without transparency) to pixels. Hides libpng.
 */
#ifndef HONGTOU_IMAGE_IMAGE_H
#define HONGTOU_IMAGE_IMAGE_H

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

#endif
