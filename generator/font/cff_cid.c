/*
 * Writing a CID-keyed CFF (Adobe Technical Note 5176) whose CID i is glyph i, as PDF viewers need
 * it: only then do CIDs, glyph numbers and the font program agree in every viewer. One em is 1000
 * units, which is what a CFF has when it is silent about it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "font/cff.h"

enum {
    SID_ADOBE = 391, /* the first two strings after the standard ones */
    SID_IDENTITY = 392,
    OP_INT16 = 28,
    OP_INT32 = 29,
    OFFSET_SIZE = 4, /* the header's, which nobody reads */
    MAX_SIZE = 96 << 20
};

/* Operators of a DICT; ESCAPED | b for the operator 12 b. */
enum {
    ESCAPED = 0x0c00,
    OP_FONT_BBOX = 5,
    OP_CHARSET = 15,
    OP_CHARSTRINGS = 17,
    OP_PRIVATE = 18,
    OP_DEFAULT_WIDTH = 20,
    OP_ROS = ESCAPED | 30,
    OP_CID_COUNT = ESCAPED | 34,
    OP_FD_ARRAY = ESCAPED | 36,
    OP_FD_SELECT = ESCAPED | 37
};

/* Where the top DICT's offsets stand, to be filled in. */
struct offsets {
    size_t charset, select, charstrings, fd_array;
};

static void put(struct buf *b, uint32_t v, unsigned bytes)
{
    while (bytes--)
        buf_char(b, (char)(v >> (bytes * 8)));
}

static void put_operator(struct buf *b, unsigned op)
{
    put(b, op, op >= ESCAPED ? 2 : 1);
}

static void put_int16(struct buf *b, int v)
{
    put(b, OP_INT16, 1);
    put(b, (uint32_t)v, 2);
}

static void put_int32(struct buf *b, size_t v)
{
    put(b, OP_INT32, 1);
    put(b, (uint32_t)v, 4);
}

/* The INDEX's head: count, size of an offset, and the offsets of objects that end so. */
static void put_index_head(struct buf *b, const size_t ends[], size_t count)
{
    size_t total = ends[count - 1] + 1;
    unsigned size = total < 1u << 8 ? 1 : total < 1u << 16 ? 2 : total < 1u << 24 ? 3 : 4;
    put(b, (uint32_t)count, 2);
    put(b, size, 1);
    put(b, 1, size);
    for (size_t i = 0; i < count; i++)
        put(b, (uint32_t)ends[i] + 1, size);
}

static void put_single(struct buf *b, const void *object, size_t n)
{
    put_index_head(b, &n, 1);
    buf_add(b, object, n);
}

/* An offset that is filled in when its target is written; returns where its four bytes stand. */
static size_t put_later(struct buf *b, unsigned op)
{
    put_int32(b, 0);
    put_operator(b, op);
    return b->n - (op >= ESCAPED ? 2 : 1) - 4;
}

static void fill_in(struct buf *b, size_t at)
{
    size_t value = b->n;
    for (int i = 3; i >= 0; i--) {
        b->p[at + (size_t)i] = (char)value;
        value >>= 8;
    }
}

static struct offsets put_top_dict(const struct cff_font *font, struct buf *dict)
{
    struct offsets at;
    put_int16(dict, SID_ADOBE);
    put_int16(dict, SID_IDENTITY);
    put_int16(dict, 0);
    put_operator(dict, OP_ROS);
    for (int i = 0; i < 4; i++)
        put_int16(dict, font->bbox[i]);
    put_operator(dict, OP_FONT_BBOX);
    put_int32(dict, font->n);
    put_operator(dict, OP_CID_COUNT);
    at.charset = put_later(dict, OP_CHARSET);
    at.select = put_later(dict, OP_FD_SELECT);
    at.charstrings = put_later(dict, OP_CHARSTRINGS);
    at.fd_array = put_later(dict, OP_FD_ARRAY);
    return at;
}

/* Header, name, top DICT, strings, global subroutines: all that has no offset pointing at it. */
static struct offsets put_front(const struct cff_font *font, struct buf *out)
{
    static const char header[] = {1, 0, 4, OFFSET_SIZE}, strings[] = "AdobeIdentity";
    static const size_t ends[] = {5, sizeof strings - 1};
    struct buf dict = {0};
    struct offsets at = put_top_dict(font, &dict);
    buf_add(out, header, sizeof header);
    put_single(out, font->postscript, strlen(font->postscript));
    put_single(out, dict.p, dict.n);
    size_t start = out->n - dict.n;
    buf_drop(&dict);
    put_index_head(out, ends, 2);
    buf_str(out, strings);
    put(out, 0, 2);
    return (struct offsets){at.charset + start, at.select + start, at.charstrings + start,
                            at.fd_array + start};
}

/* Glyph i is CID i: one range from 1 on. */
static void put_charset(struct buf *out, size_t n)
{
    enum { LIST = 0, WIDE_RANGES = 2 };
    if (n < 2) {
        put(out, LIST, 1);
        return;
    }
    put(out, WIDE_RANGES, 1);
    put(out, 1, 2);
    put(out, (uint32_t)n - 2, 2);
}

/* All glyphs belong to the first font DICT: one range. */
static void put_select(struct buf *out, size_t n)
{
    enum { RANGES = 3 };
    put(out, RANGES, 1);
    put(out, 1, 2);
    put(out, 0, 2);
    put(out, 0, 1);
    put(out, (uint32_t)n, 2);
}

/* The Private DICT, then the array of the one font DICT that points at it. */
static void put_fonts(struct buf *out, size_t fd_array)
{
    struct buf font = {0};
    size_t start = out->n;
    put_int16(out, CFF_DEFAULT_WIDTH);
    put_operator(out, OP_DEFAULT_WIDTH);
    put_int32(&font, out->n - start);
    put_int32(&font, start);
    put_operator(&font, OP_PRIVATE);
    fill_in(out, fd_array);
    put_single(out, font.p, font.n);
    buf_drop(&font);
}

bool cff_write(const struct cff_font *font, struct buf *out)
{
    if (font->n < 1 || font->n > UINT16_MAX || font->charstrings.n > MAX_SIZE)
        return false;
    struct offsets at = put_front(font, out);
    fill_in(out, at.charset);
    put_charset(out, font->n);
    fill_in(out, at.select);
    put_select(out, font->n);
    fill_in(out, at.charstrings);
    put_index_head(out, font->ends, font->n);
    buf_add(out, font->charstrings.p, font->charstrings.n);
    put_fonts(out, at.fd_array);
    return true;
}
