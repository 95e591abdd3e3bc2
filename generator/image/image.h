/*
 * Pictures from the office. PNG files of any kind (grey, palette, 16 bits, interlaced, with or
 * without transparency) to pixels; JPEG files, as cameras and scanners make them, to the stretches
 * of them that a page needs, or to pixels for those who paint; and pixels to PNG files. Hides
 * libpng and libjpeg.
 */
#ifndef HONGTOU_IMAGE_IMAGE_H
#define HONGTOU_IMAGE_IMAGE_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "page/page.h"

/* What a picture may have: the pixels of a PNG take at most 96 MB while it is read; a JPEG is not
 * decoded, but whoever looks at it must. */
enum {
    IMAGE_MAX_SIDE = 8000,
    IMAGE_MAX_PIXELS = 24 << 20,
    IMAGE_MAX_FILE_MB = 64,
    IMAGE_MAX_JPEG_PIXELS = 200 << 20,
};

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

/* A stretch of a file. */
struct image_part {
    size_t from, n;
};

/* A picture whose bytes stay in its file until they are written to the page. */
struct image_file {
    const char *path;
    struct pos pos;
    bool jpeg;              /* or PNG */
    size_t size;            /* of the file */
    uint32_t width, height; /* in pixels, as they are stored */
    int orientation;        /* 1 to 8, as Exif has it: how it is turned to be seen; PNG: 1 */
    int components;         /* JPEG: 1, grey, or 3 */
    bool rgb;               /* JPEG: they are not Y, Cb, Cr, and no mark in the file says so */
    VEC(struct image_part)
    parts; /* JPEG: what a decoder needs; no thumbnail, no place it was taken */
};

/*
 * Looks through a PNG or a JPEG file: one that is damaged, cut off, too large or of a kind that
 * pages cannot have is reported at pos, and NULL. Otherwise the picture, turned as it is to be
 * seen, without pixels; its file is image->file. Memory does not grow with a JPEG.
 */
struct image *image_look(struct arena *a, const char *path, struct pos pos, struct diags *d);

/* Its pixels, turned as it is seen; of a JPEG no fewer than so many across and down, if it has
 * them, and hardly more. NULL: reported. */
struct image *image_seen(struct arena *a, const struct image_file *file, uint32_t width,
                         uint32_t height, struct diags *d);

/* Whether two files have the same bytes. */
bool image_same(const struct image_file *a, const struct image_file *b, struct diags *d);

/* Gives a JPEG's parts, piece by piece. False: reported (it has changed since it was looked at). */
bool image_copy(const struct image_file *file,
                void (*put)(void *context, const void *bytes, size_t n), void *context,
                struct diags *d);

#endif
