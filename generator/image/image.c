/*
 * Reads a PNG file that may come from anywhere: what it claims is checked before memory is given
 * to it. libpng's simplified interface keeps its long jumps to itself; its own texts, which speak
 * to programmers, are not passed on.
 */
#include "image/image.h"

#include <png.h>

#include "image/diag.def"
#include "image/image_int.h"

/* The pixels, into an image of the arena's; NULL: the file is damaged. */
static struct image *decode(struct arena *a, png_image *png)
{
    struct arena_mark before = arena_mark(a);
    struct image *image = ARENA_NEW(a, struct image);
    png->format = PNG_FORMAT_RGBA;
    /* without a word on it, 16 bits are meant as any other picture's 8 */
    png->flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
    uint8_t *pixels = arena_alloc(a, PNG_IMAGE_SIZE(*png));
    *image = (struct image){pixels, png->width, png->height};
    if (png_image_finish_read(png, NULL, pixels, 0, NULL))
        return image;
    arena_reset(a, before);
    return NULL;
}

static struct image *read_png(struct arena *a, const struct reading *r, struct bytes file)
{
    png_image png = {.version = PNG_IMAGE_VERSION};
    struct image *image = NULL;
    if (png_image_begin_read_from_memory(&png, file.p, file.n))
        image = decode(a, &png);
    if (!image)
        diag(r->diags, DIAG_I007, r->pos, r->path);
    png_image_free(&png);
    return image;
}

struct image *image_read(struct arena *a, const char *path, struct pos pos, struct diags *d)
{
    struct reading r = {arena_new(), path, pos, d};
    struct bytes file = {0};
    bool ok = image_fetch(&r, &file) && image_check(&r, file);
    struct image *image = ok ? read_png(a, &r, file) : NULL;
    arena_drop(r.scratch);
    return image;
}
