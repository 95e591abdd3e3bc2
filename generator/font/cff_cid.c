/*
 * Writing a CID-keyed CFF whose CID i is glyph i, as PDF viewers need it: only then do CIDs, glyph
 * numbers and the font program agree in every viewer, whatever the font was keyed by before.
 */
#include <stdlib.h>
#include <string.h>

#include "font/cff.h"

enum {
    SID_ADOBE = 391, /* the first two strings after the standard ones */
    SID_IDENTITY = 392,
    OP_INT16 = 28,
    OP_INT32 = 29,
    ZERO = 139,
    ENDCHAR = 14,
    OFFSET_SIZE = 4, /* the header's, which nobody reads */
    MAX_SIZE = 96 << 20
};

struct writer {
    struct buf *out;
    const struct cff *cff;
    const uint32_t *ids;
    uint32_t n;
    size_t charset_at, select_at, charstrings_at, fd_array_at; /* offsets to fill in */
};

static void put(struct buf *b, uint32_t v, unsigned bytes)
{
    while (bytes--)
        buf_char(b, (char)(v >> (bytes * 8)));
}

static void put_span(struct buf *b, struct span s)
{
    if (s.n)
        buf_add(b, s.p, s.n);
}

static void put_operator(struct buf *b, unsigned op)
{
    put(b, op, op >= CFF_ESCAPED ? 2 : 1);
}

static void put_int32(struct buf *b, uint32_t v)
{
    put(b, OP_INT32, 1);
    put(b, v, 4);
}

static void put_number(struct buf *b, uint32_t v, unsigned op)
{
    put_int32(b, v);
    put_operator(b, op);
}

static void put_operands(struct buf *b, struct span operands, unsigned op)
{
    if (!operands.n)
        return;
    put_span(b, operands);
    put_operator(b, op);
}

/* The INDEX's head: count, size of an offset, and the offsets of objects of these lengths. */
static void put_index_head(struct buf *b, const size_t lengths[], uint32_t count)
{
    put(b, count, 2);
    if (!count)
        return;
    size_t total = 1;
    for (uint32_t i = 0; i < count; i++)
        total += lengths[i];
    unsigned size = total < 1u << 8 ? 1 : total < 1u << 16 ? 2 : total < 1u << 24 ? 3 : 4;
    put(b, size, 1);
    size_t offset = 1;
    put(b, (uint32_t)offset, size);
    for (uint32_t i = 0; i < count; i++) {
        offset += lengths[i];
        put(b, (uint32_t)offset, size);
    }
}

/* An offset that is filled in when its target is written; returns where its four bytes stand. */
static size_t put_later(struct buf *b, unsigned op)
{
    put_number(b, 0, op);
    return b->n - (op >= CFF_ESCAPED ? 2 : 1) - 4;
}

static void fill_in(struct buf *b, size_t at, size_t value)
{
    for (int i = 3; i >= 0; i--) {
        b->p[at + (size_t)i] = (char)value;
        value >>= 8;
    }
}

static void put_top_dict(struct writer *w, struct buf *dict)
{
    put(dict, OP_INT16, 1);
    put(dict, SID_ADOBE, 2);
    put(dict, OP_INT16, 1);
    put(dict, SID_IDENTITY, 2);
    put(dict, ZERO, 1);
    put_operator(dict, CFF_ROS);
    put_operands(dict, w->cff->bbox, CFF_FONT_BBOX);
    put_operands(dict, w->cff->matrix, CFF_FONT_MATRIX);
    put_number(dict, w->n, CFF_CID_COUNT);
    w->charset_at = put_later(dict, CFF_CHARSET);
    w->select_at = put_later(dict, CFF_FD_SELECT);
    w->charstrings_at = put_later(dict, CFF_CHARSTRINGS);
    w->fd_array_at = put_later(dict, CFF_FD_ARRAY);
}

/* Header, name, top DICT, strings, global subroutines: all that has no offset pointing at it. */
static void put_front(struct writer *w, const char *postscript)
{
    static const char header[] = {1, 0, 4, OFFSET_SIZE};
    static const char adobe[] = "Adobe", identity[] = "Identity";
    buf_add(w->out, header, sizeof header);
    put_index_head(w->out, (const size_t[]){strlen(postscript)}, 1);
    buf_str(w->out, postscript);
    struct buf dict = {0};
    put_top_dict(w, &dict);
    put_index_head(w->out, &dict.n, 1);
    size_t start = w->out->n;
    buf_add(w->out, dict.p, dict.n);
    buf_drop(&dict);
    w->charset_at += start;
    w->select_at += start;
    w->charstrings_at += start;
    w->fd_array_at += start;
    put_index_head(w->out, (const size_t[]){sizeof adobe - 1, sizeof identity - 1}, 2);
    buf_str(w->out, adobe);
    buf_str(w->out, identity);
    put_span(w->out, w->cff->global_subrs.all);
}

/* Glyph i is CID i: one range from 1 on. */
static void put_charset(struct writer *w)
{
    enum { LIST = 0, WIDE_RANGES = 2 };
    fill_in(w->out, w->charset_at, w->out->n);
    if (w->n < 2) {
        put(w->out, LIST, 1);
        return;
    }
    put(w->out, WIDE_RANGES, 1);
    put(w->out, 1, 2);
    put(w->out, w->n - 2, 2);
}

static uint8_t group_of(const struct writer *w, uint32_t i)
{
    return w->ids[i] < w->cff->charstrings.count ? w->cff->group_of[w->ids[i]] : 0;
}

static uint32_t count_ranges(const struct writer *w)
{
    uint32_t ranges = 1;
    for (uint32_t i = 1; i < w->n; i++)
        ranges += group_of(w, i) != group_of(w, i - 1);
    return ranges;
}

/* As ranges or as a list, whichever is shorter. */
static void put_select(struct writer *w)
{
    enum { LIST = 0, RANGES = 3, RANGE_SIZE = 3, RANGES_EXTRA = 5 };
    fill_in(w->out, w->select_at, w->out->n);
    uint32_t ranges = count_ranges(w);
    bool list = RANGES_EXTRA + (size_t)ranges * RANGE_SIZE > 1 + (size_t)w->n;
    put(w->out, list ? LIST : RANGES, 1);
    if (!list)
        put(w->out, ranges, 2);
    for (uint32_t i = 0; i < w->n; i++) {
        bool starts = i == 0 || group_of(w, i) != group_of(w, i - 1);
        if (!list && starts)
            put(w->out, i, 2);
        if (list || starts)
            put(w->out, group_of(w, i), 1);
    }
    if (!list)
        put(w->out, w->n, 2);
}

/* A glyph whose program is missing or malformed is drawn as nothing. */
static struct span charstring(const struct writer *w, uint32_t i)
{
    static const uint8_t blank[] = {ENDCHAR};
    struct span s = cff_object(&w->cff->charstrings, w->ids[i]);
    return s.n ? s : (struct span){blank, sizeof blank};
}

static bool put_charstrings(struct writer *w)
{
    fill_in(w->out, w->charstrings_at, w->out->n);
    size_t *lengths = mem_alloc(w->n * sizeof *lengths), total = 0;
    for (uint32_t i = 0; i < w->n; i++)
        total += lengths[i] = charstring(w, i).n;
    bool fits = total <= MAX_SIZE;
    if (fits)
        put_index_head(w->out, lengths, w->n);
    free(lengths);
    for (uint32_t i = 0; fits && i < w->n; i++)
        put_span(w->out, charstring(w, i));
    return fits;
}

/* The Private DICT with its subroutines right behind it; returns the DICT's own length. */
static size_t put_private(struct buf *b, const struct cff_group *g)
{
    enum { SUBRS_ENTRY = 6 }; /* five bytes of number, one of operator */
    size_t start = b->n;
    struct span s = g->private_dict;
    struct cff_entry e;
    while (cff_next(&s, &e))
        if (e.op != CFF_SUBRS) {
            put_span(b, e.operands);
            put_operator(b, e.op);
        }
    if (g->subrs.count)
        put_number(b, (uint32_t)(b->n - start + SUBRS_ENTRY), CFF_SUBRS);
    size_t length = b->n - start;
    if (g->subrs.count)
        put_span(b, g->subrs.all);
    return length;
}

/* Every group's Private DICT, then the array of font DICTs that point at them. */
static bool put_groups(struct writer *w)
{
    struct buf fonts = {0};
    size_t *lengths = mem_alloc(w->cff->n_groups * sizeof *lengths);
    bool fits = true;
    for (uint32_t i = 0; fits && i < w->cff->n_groups; i++) {
        const struct cff_group *g = &w->cff->groups[i];
        size_t at = w->out->n, before = fonts.n;
        size_t length = put_private(w->out, g);
        put_operands(&fonts, g->matrix, CFF_FONT_MATRIX);
        put_int32(&fonts, (uint32_t)length);
        put_number(&fonts, (uint32_t)at, CFF_PRIVATE);
        lengths[i] = fonts.n - before;
        fits = w->out->n <= MAX_SIZE;
    }
    if (fits) {
        fill_in(w->out, w->fd_array_at, w->out->n);
        put_index_head(w->out, lengths, w->cff->n_groups);
        buf_add(w->out, fonts.p, fonts.n);
    }
    free(lengths);
    buf_drop(&fonts);
    return fits;
}

bool cff_write_cid(const struct cff *cff, const uint32_t ids[], size_t n, const char *postscript,
                   struct buf *out)
{
    if (n < 1 || n > UINT16_MAX)
        return false;
    struct writer w = {.out = out, .cff = cff, .ids = ids, .n = (uint32_t)n};
    put_front(&w, postscript);
    put_charset(&w);
    put_select(&w);
    return put_charstrings(&w) && put_groups(&w);
}
