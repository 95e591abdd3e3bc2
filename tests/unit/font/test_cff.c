/* The CID-keyed writer and the charstrings: what HarfBuzz reads back is what was written. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "font/font.h"
#include "font/outline.h"
#include "outline.h"

enum { GLYPHS = 400, MOST_SEGMENTS = 60 };

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Often 0, often small, now and then large: every size of operand and every special curve. */
static int random_step(uint32_t *seed)
{
    static const int reach[] = {0, 0, 1, 90, 300, 3000};
    int r = reach[next_random(seed) % 6];
    return r ? (int)(next_random(seed) % (unsigned)(2 * r + 1)) - r : 0;
}

static struct point beside(struct point p, uint32_t *seed)
{
    return (struct point){(p.x + random_step(seed)) % 7000, (p.y + random_step(seed)) % 7000};
}

static void add_random_contour(struct arena *a, uint32_t *seed, struct outline *o)
{
    struct contour *c = VEC_ADD(a, &o->contours);
    c->start = beside((struct point){0, 0}, seed);
    c->first = o->segments.n;
    struct point at = c->start;
    size_t wanted = 1 + next_random(seed) % MOST_SEGMENTS;
    while (c->n < wanted) {
        struct segment s = {at, beside(at, seed), {0, 0}};
        s.c1 = beside(at, seed);
        s.c2 = beside(s.c1, seed);
        s.to = beside(s.c2, seed);
        if (next_random(seed) % 2)
            s = (struct segment){at, s.c1, s.c1};
        if (point_same(at, s.to))
            continue;
        VEC_PUSH(a, &o->segments, s);
        c->n++;
        at = s.to;
    }
    VEC_PUSH(a, &o->segments, ((struct segment){at, c->start, c->start}));
    if (point_same(at, c->start))
        o->segments.n--;
    else
        c->n++;
}

static struct outline random_outline(struct arena *a, uint32_t *seed)
{
    struct outline o = {0};
    for (size_t n = next_random(seed) % 4; n; n--)
        add_random_contour(a, seed, &o);
    return o;
}

static void assert_same_outline(const struct outline *x, const struct outline *y)
{
    assert_int_equal(x->contours.n, y->contours.n);
    assert_int_equal(x->segments.n, y->segments.n);
    for (size_t i = 0; i < x->contours.n; i++) {
        assert_int_equal(x->contours.v[i].n, y->contours.v[i].n);
        assert_true(point_same(x->contours.v[i].start, y->contours.v[i].start));
    }
    if (x->segments.n)
        assert_memory_equal(x->segments.v, y->segments.v, x->segments.n * sizeof *x->segments.v);
}

/* The outlines as a font that HarfBuzz draws. */
static hb_font_t *font_of(struct arena *a, const struct outline o[], size_t n, struct buf *bytes)
{
    struct cff_font font = {.postscript = "Test", .n = n};
    font.ends = ARENA_ARRAY(a, size_t, n);
    for (size_t i = 0; i < n; i++) {
        font_charstring_write(a, &o[i], i % 2 ? 1000 : 500, &font.charstrings);
        font.ends[i] = font.charstrings.n;
    }
    assert_true(font_cff_write(&font, bytes));
    buf_drop(&font.charstrings);
    hb_face_t *face = outline_wrap_cff(bytes->p, bytes->n, n, 1000);
    hb_font_t *made = hb_font_create(face);
    hb_face_destroy(face);
    return made;
}

static void every_kind_of_outline_comes_back_as_it_was(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    static struct outline outlines[GLYPHS];
    struct buf bytes = {0};
    uint32_t seed = 7;
    for (size_t i = 0; i < GLYPHS; i++)
        outlines[i] = random_outline(a, &seed);
    hb_font_t *font = font_of(a, outlines, GLYPHS, &bytes);
    struct outline drawn = {0};
    for (size_t i = 0; i < GLYPHS; i++) {
        font_outline_draw(a, font, (uint32_t)i, &drawn);
        assert_same_outline(&outlines[i], &drawn);
    }
    hb_font_destroy(font);
    buf_drop(&bytes);
    arena_drop(a);
}

static struct outline polygon(struct arena *a, const struct point p[], size_t n)
{
    struct outline o = {0};
    VEC_PUSH(a, &o.contours, ((struct contour){p[0], 0, n}));
    for (size_t i = 0; i < n; i++) {
        struct point to = p[(i + 1) % n];
        VEC_PUSH(a, &o.segments, ((struct segment){p[i], to, to}));
    }
    return o;
}

static void a_square_takes_seven_bytes(void **state)
{
    (void)state;
    static const unsigned char want[] = {149, 22, 239, 239, 39, 6, 14};
    struct arena *a = arena_new();
    struct buf out = {0};
    struct outline square =
        polygon(a, (const struct point[]){{10, 0}, {110, 0}, {110, 100}, {10, 100}}, 4);
    font_charstring_write(a, &square, 1000, &out);
    assert_int_equal(out.n, sizeof want);
    assert_memory_equal(out.p, want, sizeof want);
    buf_clear(&out);
    font_charstring_write(a, &square, 500, &out);
    assert_int_equal(out.n, sizeof want + 2); /* the width comes first */
    buf_drop(&out);
    arena_drop(a);
}

static void a_font_without_or_with_too_many_glyphs_is_refused(void **state)
{
    (void)state;
    struct buf out = {0};
    assert_false(font_cff_write(&(struct cff_font){.postscript = "X", .n = 0}, &out));
    assert_false(font_cff_write(&(struct cff_font){.postscript = "X", .n = 70000}, &out));
    assert_int_equal(out.n, 0);
}

static size_t simplified(struct arena *a, const struct outline *o, struct outline *out)
{
    font_outline_simplify(font_simplifier_new(a), o, out);
    return out->segments.n;
}

static void lines_along_one_line_merge_and_corners_stay(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct outline out = {0};
    struct outline o =
        polygon(a,
                (const struct point[]){
                    {50, 0}, {100, 0}, {100, 30}, {100, 60}, {100, 100}, {0, 100}, {0, 0}},
                7);
    struct outline square =
        polygon(a, (const struct point[]){{100, 0}, {100, 100}, {0, 100}, {0, 0}}, 4);
    assert_int_equal(simplified(a, &o, &out), 4);
    assert_same_outline(&square, &out);
    arena_drop(a);
}

static double bezier(const int p[4], double t)
{
    double u = 1 - t;
    return u * u * u * p[0] + 3 * u * u * t * p[1] + 3 * u * t * t * p[2] + t * t * t * p[3];
}

static int rounded(double v)
{
    return (int)lround(v);
}

/* The part of a cubic from t on, a step long. */
static struct segment part(const int x[4], const int y[4], double t, double step)
{
    double to = t + step, e = 1e-4, k = step / 3 / e;
    double x0 = bezier(x, t), y0 = bezier(y, t), x3 = bezier(x, to), y3 = bezier(y, to);
    return (struct segment){
        {rounded(x0 + k * (bezier(x, t + e) - x0)), rounded(y0 + k * (bezier(y, t + e) - y0))},
        {rounded(x3 - k * (x3 - bezier(x, to - e))), rounded(y3 - k * (y3 - bezier(y, to - e)))},
        {rounded(x3), rounded(y3)}};
}

static void the_pieces_of_a_circle_become_its_quarters(void **state)
{
    (void)state;
    enum { PARTS = 5, R = 400, H = 221 };
    static const int corners[4][2][4] = {{{R, R, H, 0}, {0, H, R, R}},
                                         {{0, -H, -R, -R}, {R, R, H, 0}},
                                         {{-R, -R, -H, 0}, {0, -H, -R, -R}},
                                         {{0, H, R, R}, {-R, -R, -H, 0}}};
    struct arena *a = arena_new();
    struct outline circle = {0}, out = {0};
    VEC_PUSH(a, &circle.contours, ((struct contour){{R, 0}, 0, (size_t)4 * PARTS}));
    for (int i = 0; i < 4 * PARTS; i++)
        VEC_PUSH(a, &circle.segments,
                 part(corners[i / PARTS][0], corners[i / PARTS][1], (double)(i % PARTS) / PARTS,
                      1.0 / PARTS));
    assert_true(simplified(a, &circle, &out) <= 4);
    assert_int_equal(out.contours.v[0].n, out.segments.n);
    arena_drop(a);
}

static void hostile_outlines_are_simplified_and_encoded_within_bounds(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct simplifier *z = font_simplifier_new(a);
    struct buf bytes = {0};
    uint32_t seed = 11;
    for (int i = 0; i < 2000; i++) {
        struct outline o = random_outline(a, &seed), out = {0};
        font_outline_simplify(z, &o, &out);
        assert_true(out.segments.n <= o.segments.n);
        assert_int_equal(out.contours.n, o.contours.n);
        for (size_t k = 0; k < out.contours.n; k++) {
            const struct contour *c = &out.contours.v[k];
            assert_true(c->n > 0);
            assert_true(point_same(out.segments.v[c->first + c->n - 1].to, c->start));
        }
        font_charstring_write(a, &out, 1000, &bytes);
    }
    buf_drop(&bytes);
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_outline_comes_back_as_it_was),
        cmocka_unit_test(a_square_takes_seven_bytes),
        cmocka_unit_test(a_font_without_or_with_too_many_glyphs_is_refused),
        cmocka_unit_test(lines_along_one_line_merge_and_corners_stay),
        cmocka_unit_test(the_pieces_of_a_circle_become_its_quarters),
        cmocka_unit_test(hostile_outlines_are_simplified_and_encoded_within_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
