/* What the files of image/ share. */
#ifndef HONGTOU_IMAGE_IMAGE_INT_H
#define HONGTOU_IMAGE_IMAGE_INT_H

#include "image/image.h"

/* One picture being read. */
struct reading {
    struct arena *scratch; /* until it is read */
    const char *path;
    struct pos pos;
    struct diags *diags;
};

struct bytes {
    const uint8_t *p;
    size_t n;
};

/* ---- fetch.c ---- */

/* The file, whole; false: reported. */
bool image_fetch(const struct reading *r, struct bytes *file);

/* ---- check.c ---- */

/* Whether the file is a PNG of a bearable size and has its end; false: reported. */
bool image_check(const struct reading *r, struct bytes file);

#endif
