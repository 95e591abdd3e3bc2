/*
 * Reads a PNG file that may come from anywhere: what it claims is checked before memory is given to
 * it. libpng stops when it has all pixels, and tells a file that was cut off from a damaged one
 * only in words; a walk over the chunks does both.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <libdeflate.h>
#include <png.h>

#include "base/diag.h"
#include "image/diag.def"
#include "image/image_int.h"

/* One picture being read. */
struct picture_file {
    struct arena *scratch; /* until it is read */
    const char *path;
    struct pos pos;
    struct diags *diags;
};

struct file_bytes {
    const uint8_t *p;
    size_t n;
};

/* ---- the file ---- */

/* All of it; what the caller has is copied, for it may change meanwhile. False: reported. */
static bool fetch(const struct picture_file *r, struct file_bytes *file)
{
    struct image_source s;
    if (!image_source_open(&s, r->path, r->pos, r->diags))
        return false;
    uint8_t *p = arena_alloc(r->scratch, s.size);
    size_t n = 0, k;
    for (const uint8_t *from; (from = image_source_window(&s, n, &k)); n += k)
        memcpy(p + n, from, k);
    *file = (struct file_bytes){p, n};
    image_source_close(&s);
    return !s.failed;
}

/* ---- what it claims ---- */

enum { NUMBER_SIZE = 4, TYPE_SIZE = 4, SUM_SIZE = 4, HEADER_SIZE = 13, BYTE_BITS = 8 };

struct magic {
    const char *bytes;
    size_t n;
    const char *name;
};

#define SIGNATURE(bytes, name)                                                                     \
    {                                                                                              \
        (bytes), sizeof(bytes) - 1, (name)                                                         \
    }

static const struct magic png_magic = SIGNATURE("\x89PNG\r\n\x1A\n", "PNG");

/* What else a picture is likely to be. */
static const struct magic others[] = {
    SIGNATURE("\xFF\xD8\xFF", "JPEG"),
    SIGNATURE("GIF8", "GIF"),
    SIGNATURE("BM", "BMP"),
    SIGNATURE("RIFF", "WebP"),
    SIGNATURE("II*\0", "TIFF"),
    SIGNATURE("MM\0*", "TIFF"),
    SIGNATURE("%PDF-", "PDF"),
    SIGNATURE("<svg", "SVG"),
    SIGNATURE("<?xml", "XML"),
    SIGNATURE("\0\0\0\x0C"
              "jP",
              "JPEG 2000"),
    SIGNATURE("\0\0\0\x18"
              "ftyp",
              "HEIC"),
    SIGNATURE("\0\0\0\x1C"
              "ftyp",
              "HEIC"),
    SIGNATURE("\0\0\0\x20"
              "ftyp",
              "HEIC"),
    SIGNATURE("\0\0\0\x24"
              "ftyp",
              "HEIC"),
    SIGNATURE("PK\x03\x04", "ZIP"),
    SIGNATURE("\xD0\xCF\x11\xE0", "Office"),
};

static bool begins(struct file_bytes file, const struct magic *s)
{
    return file.n >= s->n && memcmp(file.p, s->bytes, s->n) == 0;
}

/* What a file that is no PNG is; NULL: nothing known. */
static const char *kind_of(struct file_bytes file)
{
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (begins(file, &others[i]))
            return others[i].name;
    return NULL;
}

const char *image_kind_name(struct image_source *s)
{
    size_t n;
    const uint8_t *p = image_source_window(s, 0, &n);
    return p ? kind_of((struct file_bytes){p, n}) : NULL;
}

static bool check_signature(const struct picture_file *r, struct file_bytes file)
{
    if (begins(file, &png_magic))
        return true;
    if (file.n && file.n < png_magic.n && memcmp(file.p, png_magic.bytes, file.n) == 0) {
        diag(r->diags, DIAG_I006, r->pos, r->path);
        return false;
    }
    const char *other = kind_of(file);
    if (other)
        diag(r->diags, DIAG_I005, r->pos, r->path, other);
    else
        diag(r->diags, DIAG_I004, r->pos, r->path);
    return false;
}

static uint32_t read_number(const uint8_t *p)
{
    uint32_t number = 0;
    for (int i = 0; i < NUMBER_SIZE; i++)
        number = number << BYTE_BITS | p[i];
    return number;
}

/* Whether the chunks reach to the one that ends a PNG. */
static bool has_end(struct file_bytes file)
{
    size_t frame = NUMBER_SIZE + TYPE_SIZE + SUM_SIZE, at = png_magic.n;
    while (file.n - at >= frame) {
        size_t length = read_number(file.p + at);
        if (length > file.n - at - frame)
            return false;
        if (memcmp(file.p + at + NUMBER_SIZE, "IEND", TYPE_SIZE) == 0)
            return true;
        at += frame + length;
    }
    return false;
}

/* The pixels' data end where the last row does: what a file has behind it would be unfolded to its
 * end, a thousandfold of its size. Little data is not worth a second look. */
static bool unfolds_to_rows(const struct picture_file *r, struct file_bytes file)
{
    enum { LITTLE = 256 << 10, CHANNELS = 4, PASSES_MORE = 6, INTERLACE = 12, DEPTH = 8, KIND = 9 };
    static const int channels[] = {1, 0, 3, 1, 2, 0, CHANNELS};
    const uint8_t *header = file.p + png_magic.n + NUMBER_SIZE + TYPE_SIZE;
    size_t kind = header[KIND], frame = NUMBER_SIZE + TYPE_SIZE + SUM_SIZE, n = 0;
    uint64_t width = read_number(header), height = read_number(header + NUMBER_SIZE);
    if (file.n < LITTLE || kind >= sizeof channels / sizeof *channels)
        return true;
    uint64_t bits = width * header[DEPTH] * (uint64_t)channels[kind];
    uint64_t rows = ((bits + BYTE_BITS - 1) / BYTE_BITS + 1) * height;
    rows += header[INTERLACE] ? PASSES_MORE * (height + BYTE_BITS) : 0;
    uint8_t *data = arena_alloc(r->scratch, file.n);
    for (size_t at = png_magic.n; file.n - at >= frame;) {
        size_t length = read_number(file.p + at);
        if (memcmp(file.p + at + NUMBER_SIZE, "IDAT", TYPE_SIZE) == 0) {
            memcpy(data + n, file.p + at + NUMBER_SIZE + TYPE_SIZE, length);
            n += length;
        }
        if (memcmp(file.p + at + NUMBER_SIZE, "IEND", TYPE_SIZE) == 0)
            break;
        at += frame + length;
    }
    struct libdeflate_decompressor *inflate = libdeflate_alloc_decompressor();
    char *out = mem_alloc(rows);
    size_t got = 0;
    bool more = inflate && libdeflate_zlib_decompress(inflate, data, n, out, rows, &got) ==
                               LIBDEFLATE_INSUFFICIENT_SPACE;
    free(out);
    libdeflate_free_decompressor(inflate);
    return !more;
}

/* Without its header in the first place a PNG is none, and its size could come later. */
static bool check_header(const struct picture_file *r, struct file_bytes file)
{
    static const char begin[] = {0, 0, 0, HEADER_SIZE, 'I', 'H', 'D', 'R'};
    const uint8_t *p = file.p + png_magic.n, *size = p + sizeof begin;
    if (memcmp(p, begin, sizeof begin) != 0) {
        diag(r->diags, DIAG_I007, r->pos, r->path);
        return false;
    }
    uint32_t width = read_number(size), height = read_number(size + NUMBER_SIZE);
    if (width <= IMAGE_MAX_SIDE && height <= IMAGE_MAX_SIDE && width * height <= IMAGE_MAX_PIXELS)
        return true;
    diag(r->diags, DIAG_I008, r->pos, r->path, arena_printf(r->scratch, "%" PRIu32, width),
         arena_printf(r->scratch, "%" PRIu32, height),
         arena_printf(r->scratch, "%d", IMAGE_MAX_SIDE),
         arena_printf(r->scratch, "%d", IMAGE_MAX_PIXELS));
    return false;
}

/* Whether the file is a PNG of a bearable size and has its end; false: reported. */
static bool check_file(const struct picture_file *r, struct file_bytes file)
{
    if (!check_signature(r, file))
        return false;
    bool whole = has_end(file);
    if (whole && !check_header(r, file))
        return false;
    if (whole && unfolds_to_rows(r, file))
        return true;
    diag(r->diags, whole ? DIAG_I007 : DIAG_I006, r->pos, r->path);
    return false;
}

/* ---- the pixels ---- */

/* The pixels, into an image of the arena's; NULL: the file is damaged. libpng's simplified
 * interface keeps its long jumps to itself; its own texts, which speak to programmers, are not
 * passed on. */
static struct image *decode(struct arena *a, png_image *png)
{
    struct arena_mark before = arena_mark(a);
    struct image *image = ARENA_NEW(a, struct image);
    png->format = PNG_FORMAT_RGBA;
    /* without a word on it, 16 bits are meant as any other picture's 8 */
    png->flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
    uint8_t *pixels = arena_alloc(a, PNG_IMAGE_SIZE(*png));
    *image = (struct image){.pixels = pixels, .width = png->width, .height = png->height};
    if (png_image_finish_read(png, NULL, pixels, 0, NULL))
        return image;
    arena_reset(a, before);
    return NULL;
}

struct image *image_read(struct arena *a, const char *path, struct pos pos, struct diags *d)
{
    struct picture_file r = {arena_new(), path, pos, d};
    struct file_bytes file = {0};
    struct image *image = NULL;
    if (fetch(&r, &file) && check_file(&r, file)) {
        png_image png = {.version = PNG_IMAGE_VERSION};
        if (png_image_begin_read_from_memory(&png, file.p, file.n))
            image = decode(a, &png);
        if (!image)
            diag(d, DIAG_I007, pos, path);
        png_image_free(&png);
    }
    arena_drop(r.scratch);
    return image;
}
