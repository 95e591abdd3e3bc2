/*
 * Type 2 charstrings (Adobe Technical Note 5177) without hints and subroutines. Of the operators
 * that can draw a run of segments, the one is taken that leaves out the most operands.
 */
#include "font/cff.h"
#include "font/outline.h"

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
struct run {
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

static void put_operator(struct coder *c, enum operator op)
{
    c->bytes[c->used++] = (uint8_t)op;
    buf_add(c->out, c->bytes, c->used);
    c->used = 0;
}

/* ---- lines ---- */

/* Lines that are horizontal and vertical by turns. */
static struct run turning_lines(const struct coder *c, size_t i)
{
    struct run run = {ALTERNATING, c->steps[i].d[0] == 0, 0, 0};
    int axis = run.axis;
    for (; i < c->n && run.n < STACK && c->steps[i].line && !c->steps[i].d[!axis];
         i++, axis = !axis)
        run.n++;
    run.saved = (int)run.n;
    return run;
}

static bool is_general_line(const struct coder *c, size_t i)
{
    return i < c->n && c->steps[i].line && c->steps[i].general;
}

/* ---- curves ---- */

/* Curves that begin and end along one axis; only the first may begin otherwise. */
static struct run curves_along(const struct coder *c, size_t i, int axis)
{
    enum { MOST = (STACK - 1) / SHORT_CURVE_OPERANDS };
    struct run run = {ALONG, axis, 0, 0};
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
static struct run turning_curves(const struct coder *c, size_t i, int axis)
{
    enum { MOST = (STACK - 1) / SHORT_CURVE_OPERANDS };
    struct run run = {ALTERNATING, axis, 0, 0};
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

static struct run better(struct run x, struct run y)
{
    return y.saved > x.saved ? y : x;
}

static struct run best_curves(const struct coder *c, size_t i)
{
    struct run best = {GENERAL, 0, 0, WORTH_AN_OPERATOR - 1};
    for (int axis = 0; axis < 2; axis++)
        best = better(better(best, curves_along(c, i, axis)), turning_curves(c, i, axis));
    return best;
}

static bool is_general_curve(const struct coder *c, size_t i)
{
    return i < c->n && !c->steps[i].line && c->steps[i].general;
}

static void mark_general(const struct coder *c, struct step steps[])
{
    for (size_t i = 0; i < c->n; i++)
        steps[i].general = steps[i].line ? turning_lines(c, i).saved < WORTH_AN_OPERATOR
                                         : best_curves(c, i).form == GENERAL;
}

/* ---- writing runs; each returns how many steps it has drawn ---- */

static size_t put_turning_lines(struct coder *c, size_t i, struct run run)
{
    int axis = run.axis;
    for (size_t k = 0; k < run.n; k++, axis = !axis)
        put_operand(c, c->steps[i + k].d[axis]);
    put_operator(c, run.axis ? OP_VLINETO : OP_HLINETO);
    return run.n;
}

/* A single curve after the lines takes no operator of its own. */
static size_t put_general_lines(struct coder *c, size_t i)
{
    enum { MOST = (STACK - CURVE_OPERANDS) / LINE_OPERANDS };
    size_t n = 0;
    do
        put_operands(c, c->steps[i + n++].d, LINE_OPERANDS);
    while (n < MOST && is_general_line(c, i + n));
    if (!is_general_curve(c, i + n) || is_general_curve(c, i + n + 1)) {
        put_operator(c, OP_RLINETO);
        return n;
    }
    put_operands(c, c->steps[i + n].d, CURVE_OPERANDS);
    put_operator(c, OP_RLINECURVE);
    return n + 1;
}

static size_t put_general_curves(struct coder *c, size_t i)
{
    enum { MOST = (STACK - LINE_OPERANDS) / CURVE_OPERANDS };
    size_t n = 0;
    do
        put_operands(c, c->steps[i + n++].d, CURVE_OPERANDS);
    while (n < MOST && is_general_curve(c, i + n));
    if (!is_general_line(c, i + n) || is_general_line(c, i + n + 1)) {
        put_operator(c, OP_RRCURVETO);
        return n;
    }
    put_operands(c, c->steps[i + n].d, LINE_OPERANDS);
    put_operator(c, OP_RCURVELINE);
    return n + 1;
}

static size_t put_curves_along(struct coder *c, size_t i, struct run run)
{
    int axis = run.axis;
    if (c->steps[i].d[1 - axis])
        put_operand(c, c->steps[i].d[1 - axis]);
    for (size_t k = 0; k < run.n; k++) {
        const int *d = c->steps[i + k].d;
        put_operands(c, (const int[]){d[axis], d[2], d[3], d[4 + axis]}, SHORT_CURVE_OPERANDS);
    }
    put_operator(c, axis ? OP_VVCURVETO : OP_HHCURVETO);
    return run.n;
}

static size_t put_turning_curves(struct coder *c, size_t i, struct run run)
{
    int axis = run.axis;
    for (size_t k = 0; k < run.n; k++, axis = !axis) {
        const int *d = c->steps[i + k].d;
        put_operands(c, (const int[]){d[axis], d[2], d[3], d[5 - axis]}, SHORT_CURVE_OPERANDS);
        if (d[4 + axis])
            put_operand(c, d[4 + axis]);
    }
    put_operator(c, run.axis ? OP_VHCURVETO : OP_HVCURVETO);
    return run.n;
}

static size_t put_curves(struct coder *c, size_t i)
{
    if (c->steps[i].general)
        return put_general_curves(c, i);
    struct run run = best_curves(c, i);
    return run.form == ALONG ? put_curves_along(c, i, run) : put_turning_curves(c, i, run);
}

static size_t put_lines(struct coder *c, size_t i)
{
    struct run run = turning_lines(c, i);
    bool alone = run.n && !is_general_line(c, i + run.n);
    return alone || run.saved >= WORTH_AN_OPERATOR ? put_turning_lines(c, i, run)
                                                   : put_general_lines(c, i);
}

/* ---- contours ---- */

static void put_move(struct coder *c, struct point from, struct point to)
{
    int x = to.x - from.x, y = to.y - from.y;
    if (x || !y)
        put_operand(c, x);
    if (y)
        put_operand(c, y);
    put_operator(c, x && y ? OP_RMOVETO : y ? OP_VMOVETO : OP_HMOVETO);
}

static struct step step_of(struct point from, const struct segment *s)
{
    if (segment_is_line(from, s))
        return (struct step){.d = {s->to.x - from.x, s->to.y - from.y}, .line = true};
    return (struct step){.d = {s->c1.x - from.x, s->c1.y - from.y, s->c2.x - s->c1.x,
                               s->c2.y - s->c1.y, s->to.x - s->c2.x, s->to.y - s->c2.y}};
}

/* The steps of a contour but for a line that closes it, which is understood. Returns where they
 * end. */
static struct point take_steps(const struct contour *contour, const struct segment *s,
                               struct step steps[], size_t *n)
{
    struct point from = contour->start, before = from;
    for (*n = 0; *n < contour->n; ++*n) {
        steps[*n] = step_of(from, &s[*n]);
        before = from;
        from = s[*n].to;
    }
    if (!steps[*n - 1].line)
        return from;
    --*n;
    return before;
}

void outline_encode(struct arena *a, const struct outline *o, int advance, struct buf *out)
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
        put_move(&c, at, contour->start);
        at = take_steps(contour, &o->segments.v[contour->first], steps, &c.n);
        mark_general(&c, steps);
        for (size_t k = 0; k < c.n;)
            k += c.steps[k].line ? put_lines(&c, k) : put_curves(&c, k);
    }
    put_operator(&c, OP_ENDCHAR);
    arena_reset(a, mark);
}
