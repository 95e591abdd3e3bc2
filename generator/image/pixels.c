/*
 * The pixels of a picture that stays in its file, for those who paint it: turned as it is seen. A
 * JPEG is decoded no larger than it will be painted.
 */
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

#include "image/diag.def"
#include "image/image_int.h"

enum { RGBA = 4, GREY = 1, EIGHTHS = 8 };

/* ---- decoding ---- */

struct decoding {
    struct jpeg_error_mgr errors; /* first: libjpeg gives back this alone */
    jmp_buf failed;
};

static void fail(j_common_ptr info)
{
    longjmp(((struct decoding *)info->err)->failed, 1);
}

static void say_nothing(j_common_ptr info)
{
    (void)info;
}

/* The least scale of eighths at which it is as wide and high as wanted. */
static unsigned scale_for(const struct image_file *f, uint32_t width, uint32_t height)
{
    unsigned n = 1;
    while (n < EIGHTHS && ((uint64_t)f->width * n < (uint64_t)width * EIGHTHS ||
                           (uint64_t)f->height * n < (uint64_t)height * EIGHTHS))
        n++;
    return n;
}

/* Rows of one or three channels become RGBA. */
static void spread(const uint8_t *row, unsigned width, int channels, uint8_t *to)
{
    for (unsigned x = 0; x < width; x++, row += channels, to += RGBA) {
        to[0] = row[0];
        to[1] = row[channels == GREY ? 0 : 1];
        to[2] = row[channels == GREY ? 0 : 2];
        to[3] = UINT8_MAX;
    }
}

/* What was changed between the call of setjmp and a long jump back stands behind pointers. */
static bool decode(struct arena *a, const struct buf *bytes, unsigned eighths, struct image *out)
{
    struct jpeg_decompress_struct *j = ARENA_NEW(a, struct jpeg_decompress_struct);
    struct decoding *d = ARENA_NEW(a, struct decoding);
    j->err = jpeg_std_error(&d->errors);
    d->errors.error_exit = fail;
    d->errors.output_message = say_nothing;
    if (setjmp(d->failed)) {
        jpeg_destroy_decompress(j);
        return false;
    }
    jpeg_create_decompress(j);
    jpeg_mem_src(j, (const unsigned char *)bytes->p, bytes->n);
    jpeg_read_header(j, TRUE);
    j->scale_num = eighths;
    j->scale_denom = EIGHTHS;
    j->out_color_space = j->num_components == GREY ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_start_decompress(j);
    uint8_t *pixels = arena_alloc(a, (size_t)j->output_width * j->output_height * RGBA);
    uint8_t *row = arena_alloc(a, (size_t)j->output_width * (size_t)j->output_components);
    *out = (struct image){.pixels = pixels, .width = j->output_width, .height = j->output_height};
    while (j->output_scanline < j->output_height) {
        uint8_t *to = pixels + (size_t)j->output_scanline * j->output_width * RGBA;
        jpeg_read_scanlines(j, &row, 1);
        spread(row, j->output_width, j->output_components, to);
    }
    jpeg_finish_decompress(j);
    jpeg_destroy_decompress(j);
    return true;
}

/* ---- turning ---- */

/* Where a pixel of the turned picture is in the stored one, by Exif's numbers. */
static const uint8_t *stored_at(const struct image *stored, int orientation, uint32_t x, uint32_t y)
{
    enum { MIRRORED = 2, UPSIDE_DOWN, FLIPPED, TRANSPOSED, RIGHT, TRANSVERSED, LEFT };
    uint32_t last_x = stored->width - 1, last_y = stored->height - 1, column = x, line = y;
    switch (orientation) {
    case MIRRORED:
        column = last_x - x;
        break;
    case UPSIDE_DOWN:
        column = last_x - x;
        line = last_y - y;
        break;
    case FLIPPED:
        line = last_y - y;
        break;
    case TRANSPOSED:
        column = y;
        line = x;
        break;
    case RIGHT:
        column = y;
        line = last_y - x;
        break;
    case TRANSVERSED:
        column = last_x - y;
        line = last_y - x;
        break;
    case LEFT:
        column = last_x - y;
        line = x;
        break;
    default:
        break;
    }
    return stored->pixels + ((size_t)line * stored->width + column) * RGBA;
}

static struct image *turned(struct arena *a, const struct image *stored, int orientation)
{
    enum { SIDEWAYS = 5 };
    bool sideways = orientation >= SIDEWAYS;
    uint32_t width = sideways ? stored->height : stored->width;
    uint32_t height = sideways ? stored->width : stored->height;
    uint8_t *pixels = arena_alloc(a, (size_t)width * height * RGBA), *to = pixels;
    for (uint32_t y = 0; y < height; y++)
        for (uint32_t x = 0; x < width; x++, to += RGBA)
            memcpy(to, stored_at(stored, orientation, x, y), RGBA);
    struct image *image = ARENA_NEW(a, struct image);
    *image = (struct image){.pixels = pixels, .width = width, .height = height};
    return image;
}

static void keep_bytes(void *context, const void *bytes, size_t n)
{
    buf_add(context, bytes, n);
}

struct image *image_seen(struct arena *a, const struct image_file *file, uint32_t width,
                         uint32_t height, struct diags *d)
{
    enum { SIDEWAYS = 5 };
    if (!file->jpeg)
        return image_read(a, file->path, file->pos, d);
    struct arena *passing = arena_new();
    struct image stored, *image = NULL;
    struct buf bytes = {0};
    bool sideways = file->orientation >= SIDEWAYS;
    unsigned eighths = scale_for(file, sideways ? height : width, sideways ? width : height);
    if (image_copy(file, keep_bytes, &bytes, d)) {
        if (decode(passing, &bytes, eighths, &stored))
            image = turned(a, &stored, file->orientation);
        else
            diag(d, DIAG_I012, file->pos, file->path);
    }
    buf_drop(&bytes);
    arena_drop(passing);
    return image;
}
