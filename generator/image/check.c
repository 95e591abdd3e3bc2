/*
 * Whether a file is a PNG, of a size that we can bear, and whole. libpng stops when it has all
 * pixels, and tells a file that was cut off from a damaged one only in words; a walk over the
 * chunks does both.
 */
#include <inttypes.h>
#include <string.h>

#include "image/diag.def"
#include "image/image_int.h"

enum { NUMBER_SIZE = 4, TYPE_SIZE = 4, SUM_SIZE = 4, HEADER_SIZE = 13, BYTE_BITS = 8 };

struct signature {
    const char *bytes;
    size_t n;
    const char *name;
};

#define SIGNATURE(bytes, name)                                                                     \
    {                                                                                              \
        (bytes), sizeof(bytes) - 1, (name)                                                         \
    }

static const struct signature png = SIGNATURE("\x89PNG\r\n\x1A\n", "PNG");

/* What else a picture is likely to be. */
static const struct signature others[] = {
    SIGNATURE("\xFF\xD8\xFF", "JPEG"),
    SIGNATURE("GIF8", "GIF"),
    SIGNATURE("BM", "BMP"),
    SIGNATURE("RIFF", "WebP"),
    SIGNATURE("II*\0", "TIFF"),
    SIGNATURE("MM\0*", "TIFF"),
    SIGNATURE("%PDF-", "PDF"),
    SIGNATURE("<svg", "SVG"),
    SIGNATURE("<?xml", "XML"),
    SIGNATURE("PK\x03\x04", "ZIP"),
    SIGNATURE("\xD0\xCF\x11\xE0", "Office"),
};

static bool begins(struct bytes file, const struct signature *s)
{
    return file.n >= s->n && memcmp(file.p, s->bytes, s->n) == 0;
}

static bool check_signature(const struct reading *r, struct bytes file)
{
    if (begins(file, &png))
        return true;
    if (file.n && file.n < png.n && memcmp(file.p, png.bytes, file.n) == 0) {
        diag(r->diags, DIAG_I006, r->pos, r->path);
        return false;
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (begins(file, &others[i])) {
            diag(r->diags, DIAG_I005, r->pos, r->path, others[i].name);
            return false;
        }
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
static bool has_end(struct bytes file)
{
    size_t frame = NUMBER_SIZE + TYPE_SIZE + SUM_SIZE, at = png.n;
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

/* Without its header in the first place a PNG is none, and its size could come later. */
static bool check_header(const struct reading *r, struct bytes file)
{
    static const char begin[] = {0, 0, 0, HEADER_SIZE, 'I', 'H', 'D', 'R'};
    const uint8_t *p = file.p + png.n, *size = p + sizeof begin;
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

bool image_check(const struct reading *r, struct bytes file)
{
    if (!check_signature(r, file))
        return false;
    if (has_end(file))
        return check_header(r, file);
    diag(r->diags, DIAG_I006, r->pos, r->path);
    return false;
}
