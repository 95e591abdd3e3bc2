/*
 * Writes PNG files of pages: mostly white, with runs that repeat, and of few colours as a rule. Up
 * to 256 of them are a palette, which is a third of the bytes to pack. The same pixels give the
 * same file, as long as zlib is the same.
 */
#include "image/image.h"

#include <stdlib.h>
#include <string.h>

#include <png.h>

/* Level 6 takes three times as long for seven tenths of the bytes. */
enum { PACKING = 1, CHANNELS = 3, DEPTH = 8, MICRONS_PER_INCH = 25400, MICRONS = 1000000 };

/* ---- colours ---- */

enum { COLOURS = 256, PLACES = 1024 }; /* a hash table that is never full */

/* The colours of a picture and the number of each. */
struct palette {
    png_color colours[COLOURS];
    size_t n;
    uint32_t keys[PLACES]; /* colour + 1; 0: empty */
    uint8_t numbers[PLACES];
};

static uint32_t colour_at(const uint8_t *p)
{
    return (uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2];
}

/* COLOURS: one too many. */
static size_t colour_number(struct palette *p, uint32_t colour)
{
    uint32_t place = (colour * UINT32_C(2654435761)) >> 22;
    while (p->keys[place] && p->keys[place] != colour + 1)
        place = (place + 1) % PLACES;
    if (p->keys[place])
        return p->numbers[place];
    if (p->n == COLOURS)
        return COLOURS;
    p->keys[place] = colour + 1;
    p->numbers[place] = (uint8_t)p->n;
    p->colours[p->n] =
        (png_color){(png_byte)(colour >> 16), (png_byte)(colour >> 8), (png_byte)colour};
    return p->n++;
}

/* The number of each pixel's colour. False: there are too many. */
static bool number_colours(const struct image_rows *rows, struct palette *palette, uint8_t *out)
{
    size_t n = (size_t)rows->width * rows->height, number = COLOURS;
    uint32_t last = UINT32_MAX;
    for (size_t i = 0; i < n; i++) {
        uint32_t colour = colour_at(rows->pixels + i * CHANNELS);
        if (colour != last)
            number = colour_number(palette, colour);
        if (number == COLOURS)
            return false;
        last = colour;
        out[i] = (uint8_t)number;
    }
    return true;
}

/* ---- the file ---- */

/* What is written: pixels of a byte with a palette, or of three. */
struct png_rows {
    const struct image_rows *rows;
    const struct palette *palette; /* NULL: none */
    const uint8_t *bytes;
    size_t row;
};

static void take(png_structp png, png_bytep bytes, size_t n)
{
    buf_add(png_get_io_ptr(png), bytes, n);
}

static void flush(png_structp png)
{
    (void)png;
}

/* libpng leaves by longjmp when it fails: nothing here changes after setjmp. */
static bool write_rows(png_structp png, png_infop info, const struct png_rows *w)
{
    const struct image_rows *rows = w->rows;
    png_uint_32 per_metre = (png_uint_32)((int64_t)rows->dpi * MICRONS / MICRONS_PER_INCH);
    if (setjmp(png_jmpbuf(png)))
        return false;
    png_set_compression_level(png, PACKING);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    png_set_IHDR(png, info, rows->width, rows->height, DEPTH,
                 w->palette ? PNG_COLOR_TYPE_PALETTE : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (w->palette)
        png_set_PLTE(png, info, w->palette->colours, (int)w->palette->n);
    png_set_sRGB(png, info, PNG_sRGB_INTENT_RELATIVE);
    png_set_pHYs(png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
    png_write_info(png, info);
    for (unsigned y = 0; y < rows->height; y++)
        png_write_row(png, w->bytes + y * w->row);
    png_write_end(png, NULL);
    return true;
}

void image_write_png(const struct image_rows *rows, struct buf *out)
{
    struct palette palette = {.n = 0};
    size_t n = (size_t)rows->width * rows->height;
    uint8_t *numbers = mem_alloc(n);
    struct png_rows w = {rows, &palette, numbers, rows->width};
    if (!number_colours(rows, &palette, numbers))
        w = (struct png_rows){rows, NULL, rows->pixels, (size_t)rows->width * CHANNELS};
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info)
        mem_exhausted();
    png_set_write_fn(png, out, take, flush);
    if (!write_rows(png, info, &w))
        mem_exhausted(); /* nothing else can fail */
    png_destroy_write_struct(&png, &info);
    free(numbers);
}
