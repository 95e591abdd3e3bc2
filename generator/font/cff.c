/*
 * Writing a CFF font program: Type 2 charstrings (Adobe Technical Note 5177) without hints and
 * subroutines, and around them a CID-keyed CFF (5176) whose CID i is glyph i, as PDF viewers need
 * it: only then do CIDs, glyph numbers and the font program agree in every viewer. One em is 1000
 * units, which is what a CFF has when it is silent about it.
 *
 * Of the operators that can draw a run of segments, the one is taken that leaves out the most
 * operands.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "font/outline.h"

/* ---- charstrings ---- */

enum operator{
    OP_VMOVETO = 4,
    OP_RLINETO = 5,
    OP_HLINETO = 6,
    OP_VLINETO = 7,
    OP_RRCURVETO = 8,
    OP_ENDCHAR = 14,
    OP_RMOVETO = 21,
    OP_HMOVETO = 22,
    OP_RCURVELINE = 24,
    OP_RLINECURVE = 25,
    OP_VVCURVETO = 26,
    OP_HHCURVETO = 27,
    OP_VHCURVETO = 30,
    OP_HVCURVETO = 31
};

enum {
    STACK = 48, /* operands that a viewer must have room for */
    OPERAND_SIZE = 3,
    LINE_OPERANDS = 2,
    CURVE_OPERANDS = 6,
    SHORT_CURVE_OPERANDS = 4, /* of a curve whose ends lie along the axes */
    WORTH_AN_OPERATOR = 2     /* operands saved: what it costs to leave and resume a general run */
};

/* A segment by differences. Axis 0 is x: d[axis], d[2 + axis], d[4 + axis]. */
struct step {
    int d[CURVE_OPERANDS];
    bool line;
    bool general; /* no special operator is worth its while from here on */
};

/* Steps that one operator draws; the first one along the axis, where the form has one. */
struct drawn_run {
    enum form { ALONG, ALTERNATING, GENERAL } form;
    int axis;
    size_t n;
    int saved; /* operands */
};

struct coder {
    struct buf *out;
    const struct step *steps;
    size_t n;
    uint8_t bytes[STACK * OPERAND_SIZE + 1];
    size_t used;
};

/* Operands are gathered until their operator follows. */
static void put_operand(struct coder *c, int v)
{
    enum { ONE_BYTE = 107, TWO_BYTES = 1131, INT16 = 28, ZERO = 139, PLUS = 247, MINUS = 251 };
    uint8_t *p = c->bytes + c->used;
    if (v >= -ONE_BYTE && v <= ONE_BYTE) {
        p[0] = (uint8_t)(v + ZERO);
        c->used += 1;
    } else if (v >= -TWO_BYTES && v <= TWO_BYTES) {
        int rest = (v < 0 ? -v : v) - ONE_BYTE - 1;
        p[0] = (uint8_t)((v < 0 ? MINUS : PLUS) + (rest >> 8));
        p[1] = (uint8_t)rest;
        c->used += 2;
    } else {
        p[0] = INT16;
        p[1] = (uint8_t)((unsigned)v >> 8);
        p[2] = (uint8_t)v;
        c->used += 3;
    }
}

static void put_operands(struct coder *c, const int v[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        put_operand(c, v[i]);
}

static void put_drawing(struct coder *c, enum operator op)
{
    c->bytes[c->used++] = (uint8_t)op;
    buf_add(c->out, c->bytes, c->used);
    c->used = 0;
}

/* Lines that are horizontal and vertical by turns. */
static struct drawn_run turning_lines(const struct coder *c, size_t i)
{
    struct drawn_run run = {ALTERNATING, c->steps[i].d[0] == 0, 0, 0};
    int axis = run.axis;
    for (; i < c->n && run.n < STACK && c->steps[i].line && !c->steps[i].d[!axis];
         i++, axis = !axis)
        run.n++;
    run.saved = (int)run.n;
    return run;
}

/* Curves that begin and end along one axis; only the first may begin otherwise. */
static struct drawn_run curves_along(const struct coder *c, size_t i, int axis)
{
    enum { MOST = (STACK - 1) / SHORT_CURVE_OPERANDS };
    struct drawn_run run = {ALONG, axis, 0, 0};
    for (; i < c->n && run.n < MOST && !c->steps[i].line; i++) {
        const int *d = c->steps[i].d;
        if (d[5 - axis] || (d[1 - axis] && run.n))
            break;
        run.n++;
        run.saved += d[1 - axis] ? 1 : 2;
    }
    return run;
}

/* Curves that begin along one axis and end along the other by turns; the last may end askew. */
static struct drawn_run turning_curves(const struct coder *c, size_t i, int axis)
{
    enum { MOST = (STACK - 1) / SHORT_CURVE_OPERANDS };
    struct drawn_run run = {ALTERNATING, axis, 0, 0};
    for (; i < c->n && run.n < MOST && !c->steps[i].line; i++, axis = !axis) {
        const int *d = c->steps[i].d;
        if (d[1 - axis])
            break;
        run.n++;
        run.saved += d[4 + axis] ? 1 : 2;
        if (d[4 + axis])
            break;
    }
    return run;
}

static struct drawn_run best_curves(const struct coder *c, size_t i)
{
    struct drawn_run best = {GENERAL, 0, 0, WORTH_AN_OPERATOR - 1};
    for (int axis = 0; axis < 2; axis++) {
        struct drawn_run along = curves_along(c, i, axis), turning = turning_curves(c, i, axis);
        best = along.saved > best.saved ? along : best;
        best = turning.saved > best.saved ? turning : best;
    }
    return best;
}

static bool is_general(const struct coder *c, size_t i, bool line)
{
    return i < c->n && c->steps[i].line == line && c->steps[i].general;
}

/* What puts a run returns how many steps it has drawn. */

static size_t put_turning_lines(struct coder *c, size_t i, struct drawn_run run)
{
    int axis = run.axis;
    for (size_t k = 0; k < run.n; k++, axis = !axis)
        put_operand(c, c->steps[i + k].d[axis]);
    put_drawing(c, run.axis ? OP_VLINETO : OP_HLINETO);
    return run.n;
}

/* A single curve after the lines takes no operator of its own. */
static size_t put_general_lines(struct coder *c, size_t i)
{
    enum { MOST = (STACK - CURVE_OPERANDS) / LINE_OPERANDS };
    size_t n = 0;
    do
        put_operands(c, c->steps[i + n++].d, LINE_OPERANDS);
    while (n < MOST && is_general(c, i + n, true));
    if (!is_general(c, i + n, false) || is_general(c, i + n + 1, false)) {
        put_drawing(c, OP_RLINETO);
        return n;
    }
    put_operands(c, c->steps[i + n].d, CURVE_OPERANDS);
    put_drawing(c, OP_RLINECURVE);
    return n + 1;
}

static size_t put_general_curves(struct coder *c, size_t i)
{
    enum { MOST = (STACK - LINE_OPERANDS) / CURVE_OPERANDS };
    size_t n = 0;
    do
        put_operands(c, c->steps[i + n++].d, CURVE_OPERANDS);
    while (n < MOST && is_general(c, i + n, false));
    if (!is_general(c, i + n, true) || is_general(c, i + n + 1, true)) {
        put_drawing(c, OP_RRCURVETO);
        return n;
    }
    put_operands(c, c->steps[i + n].d, LINE_OPERANDS);
    put_drawing(c, OP_RCURVELINE);
    return n + 1;
}

static size_t put_curves_along(struct coder *c, size_t i, struct drawn_run run)
{
    int axis = run.axis;
    if (c->steps[i].d[1 - axis])
        put_operand(c, c->steps[i].d[1 - axis]);
    for (size_t k = 0; k < run.n; k++) {
        const int *d = c->steps[i + k].d;
        put_operands(c, (const int[]){d[axis], d[2], d[3], d[4 + axis]}, SHORT_CURVE_OPERANDS);
    }
    put_drawing(c, axis ? OP_VVCURVETO : OP_HHCURVETO);
    return run.n;
}

static size_t put_turning_curves(struct coder *c, size_t i, struct drawn_run run)
{
    int axis = run.axis;
    for (size_t k = 0; k < run.n; k++, axis = !axis) {
        const int *d = c->steps[i + k].d;
        put_operands(c, (const int[]){d[axis], d[2], d[3], d[5 - axis]}, SHORT_CURVE_OPERANDS);
        if (d[4 + axis])
            put_operand(c, d[4 + axis]);
    }
    put_drawing(c, run.axis ? OP_VHCURVETO : OP_HVCURVETO);
    return run.n;
}

static size_t put_curves(struct coder *c, size_t i)
{
    if (c->steps[i].general)
        return put_general_curves(c, i);
    struct drawn_run run = best_curves(c, i);
    return run.form == ALONG ? put_curves_along(c, i, run) : put_turning_curves(c, i, run);
}

static size_t put_lines(struct coder *c, size_t i)
{
    struct drawn_run run = turning_lines(c, i);
    bool alone = run.n && !is_general(c, i + run.n, true);
    return alone || run.saved >= WORTH_AN_OPERATOR ? put_turning_lines(c, i, run)
                                                   : put_general_lines(c, i);
}

/* The steps of a contour but for a line that closes it, which is understood. Returns where they
 * end. */
static struct point take_steps(const struct contour *contour, const struct segment *s,
                               struct step steps[], size_t *n)
{
    struct point from = contour->start, before = from;
    for (*n = 0; *n < contour->n; ++*n) {
        const struct segment *t = &s[*n];
        if (segment_is_line(from, t))
            steps[*n] = (struct step){.d = {t->to.x - from.x, t->to.y - from.y}, .line = true};
        else
            steps[*n] =
                (struct step){.d = {t->c1.x - from.x, t->c1.y - from.y, t->c2.x - t->c1.x,
                                    t->c2.y - t->c1.y, t->to.x - t->c2.x, t->to.y - t->c2.y}};
        before = from;
        from = t->to;
    }
    if (!steps[*n - 1].line)
        return from;
    --*n;
    return before;
}

void font_charstring_write(struct arena *a, const struct outline *o, int advance, struct buf *out)
{
    struct coder c = {.out = out};
    struct arena_mark mark = arena_mark(a);
    struct step *steps = ARENA_ARRAY(a, struct step, o->segments.n);
    struct point at = {0, 0};
    c.steps = steps;
    if (advance != CFF_DEFAULT_WIDTH)
        put_operand(&c, advance < OUTLINE_REACH ? advance : OUTLINE_REACH);
    for (size_t i = 0; i < o->contours.n; i++) {
        const struct contour *contour = &o->contours.v[i];
        int x = contour->start.x - at.x, y = contour->start.y - at.y;
        if (x || !y)
            put_operand(&c, x);
        if (y)
            put_operand(&c, y);
        put_drawing(&c, x && y ? OP_RMOVETO : y ? OP_VMOVETO : OP_HMOVETO);
        at = take_steps(contour, &o->segments.v[contour->first], steps, &c.n);
        for (size_t k = 0; k < c.n; k++)
            steps[k].general = steps[k].line ? turning_lines(&c, k).saved < WORTH_AN_OPERATOR
                                             : best_curves(&c, k).form == GENERAL;
        for (size_t k = 0; k < c.n;)
            k += c.steps[k].line ? put_lines(&c, k) : put_curves(&c, k);
    }
    put_drawing(&c, OP_ENDCHAR);
    arena_reset(a, mark);
}

/* ---- the font around them ---- */

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

bool font_cff_write(const struct cff_font *font, struct buf *out)
{
    enum { LIST = 0, WIDE_RANGES = 2, RANGES = 3 };
    if (font->n < 1 || font->n > UINT16_MAX || font->charstrings.n > MAX_SIZE)
        return false;
    struct offsets at = put_front(font, out);
    fill_in(out, at.charset); /* glyph i is CID i: one range from 1 on */
    put(out, font->n < 2 ? LIST : WIDE_RANGES, 1);
    if (font->n >= 2) {
        put(out, 1, 2);
        put(out, (uint32_t)font->n - 2, 2);
    }
    fill_in(out, at.select); /* all glyphs belong to the first font DICT: one range */
    put(out, RANGES, 1);
    put(out, 1, 2);
    put(out, 0, 2);
    put(out, 0, 1);
    put(out, (uint32_t)font->n, 2);
    fill_in(out, at.charstrings);
    put_index_head(out, font->ends, font->n);
    buf_add(out, font->charstrings.p, font->charstrings.n);
    put_fonts(out, at.fd_array);
    return true;
}
