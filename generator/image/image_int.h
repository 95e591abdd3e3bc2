/* What the files of image/ share: a picture's file, read in pieces. */
#ifndef HONGTOU_IMAGE_IMAGE_INT_H
#define HONGTOU_IMAGE_IMAGE_INT_H

#include <sys/stat.h>

#include "base/mem.h"
#include "image/image.h"

/* ---- source.c ---- */

/* An open file, or bytes that whoever compiles has of it. What is wrong is reported at pos. */
struct image_source {
    const char *path;
    struct pos pos;
    struct diags *diags;
    size_t size;
    const uint8_t *given; /* all of it; NULL: the file's is read */
    int file;
    struct stat stat;
    uint8_t *window; /* n bytes from at on */
    size_t at, n;
    bool failed; /* reported */
};

/* False: reported (no such file, not to be read, no plain file, too large). */
bool image_source_open(struct image_source *s, const char *path, struct pos pos, struct diags *d);
void image_source_close(struct image_source *s);
/* As many bytes as there are in memory from a place on, at least one; *n 0: it is the end. */
const uint8_t *image_source_window(struct image_source *s, size_t at, size_t *n);
/* n bytes (at most IMAGE_WINDOW) from a place on; NULL: there are not so many. Good until the next
 * call. */
enum { IMAGE_WINDOW = 128 << 10 };
const uint8_t *image_source_at(struct image_source *s, size_t at, size_t n);

/* ---- image.c ---- */

/* What a file is that is no PNG, by its first bytes: "GIF"; NULL: nothing known. */
const char *image_kind_name(struct image_source *s);

/* ---- jpeg.c ---- */

enum image_fault {
    IMAGE_SOUND,
    IMAGE_CUT_OFF,
    IMAGE_DAMAGED,
    IMAGE_UNSUPPORTED, /* a kind that hardly any program reads */
    IMAGE_CMYK
};

/* Finds size, colours, orientation, and what goes to the page; the file begins as a JPEG does. */
enum image_fault image_walk_jpeg(struct arena *a, struct image_source *source,
                                 struct image_file *out);

#endif
