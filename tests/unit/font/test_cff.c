/* The CFF reader and the CID-keyed writer: a font made here, and a thousand broken ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "font/cff.h"
#include "outline.h"

/* A name-keyed font of three glyphs: .notdef (empty), a square through a local subroutine, and a
 * triangle. */
static struct buf name_keyed_font(void)
{
    static const unsigned char front[] = {1, 0, 4, 1, 0, 1, 1, 1, 2, 'T'};
    static const unsigned char notdef[] = {14};
    static const unsigned char square[] = {139, 139, 21, 32, 10}; /* calls subr 0 */
    static const unsigned char triangle[] = {149, 159, 21, 239, 139, 5, 89, 239, 5, 14};
    static const unsigned char subr[] = {239, 139, 139, 239, 39, 139, 5, 14};
    struct buf b = {0};
    enum { TOP = 4 + 5 + 2, FRONT = 10, TOP_HEAD = 5 };
    size_t strings = FRONT + TOP_HEAD + TOP, charstrings = strings + 4;
    size_t objects = sizeof notdef + sizeof square + sizeof triangle;
    size_t private_at = charstrings + 3 + 4 + objects;
    buf_add(&b, front, sizeof front);
    buf_add(&b, (const unsigned char[]){0, 1, 1, 1, TOP + 1}, TOP_HEAD);
    buf_add(&b, (const unsigned char[]){28, 0, (unsigned char)charstrings, 17}, 4);
    buf_add(&b, (const unsigned char[]){141, 28, 0, (unsigned char)private_at, 18}, 5);
    buf_add(&b, (const unsigned char[]){139, 15}, 2);
    buf_add(&b, (const unsigned char[]){0, 0, 0, 0}, 4);
    buf_add(&b,
            (const unsigned char[]){0, 3, 1, 1, 1 + sizeof notdef,
                                    1 + sizeof notdef + sizeof square,
                                    (unsigned char)(1 + objects)},
            7);
    buf_add(&b, notdef, sizeof notdef);
    buf_add(&b, square, sizeof square);
    buf_add(&b, triangle, sizeof triangle);
    buf_add(&b, (const unsigned char[]){141, 19}, 2); /* Subrs right behind the Private DICT */
    buf_add(&b, (const unsigned char[]){0, 1, 1, 1, 1 + sizeof subr}, 5);
    buf_add(&b, subr, sizeof subr);
    return b;
}

static struct span span_of(const struct buf *b)
{
    return (struct span){(const uint8_t *)b->p, b->n};
}

static void assert_same_outline(hb_face_t *x, uint32_t gx, hb_face_t *y, uint32_t gy)
{
    struct buf a = outline_of(x, gx), b = outline_of(y, gy);
    assert_int_equal(a.n, b.n);
    if (a.n)
        assert_memory_equal(a.p, b.p, a.n);
    buf_drop(&a);
    buf_drop(&b);
}

static void a_name_keyed_font_becomes_cid_keyed_with_the_same_outlines(void **state)
{
    (void)state;
    static const uint32_t ids[] = {0, 2, 1, 2, 1};
    enum { N = sizeof ids / sizeof *ids };
    struct arena *a = arena_new();
    struct buf in = name_keyed_font(), out = {0};
    struct cff *cff = cff_read(a, span_of(&in));
    assert_non_null(cff);
    assert_int_equal(cff->n_groups, 1);
    assert_true(cff_write_cid(cff, ids, N, "Test", &out));
    hb_face_t *old = outline_wrap_cff(in.p, in.n, 3, 1000);
    hb_face_t *new = outline_wrap_cff(out.p, out.n, N, 1000);
    struct buf square = outline_of(old, 1);
    assert_true(square.n > 0);
    buf_drop(&square);
    for (uint32_t i = 0; i < N; i++)
        assert_same_outline(old, ids[i], new, i);
    hb_face_destroy(old);
    hb_face_destroy(new);
    buf_drop(&in);
    buf_drop(&out);
    arena_drop(a);
}

static void the_result_reads_back_as_cid_keyed(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct buf in = name_keyed_font(), out = {0};
    assert_true(cff_write_cid(cff_read(a, span_of(&in)), (const uint32_t[]){0, 1}, 2, "X", &out));
    struct cff *again = cff_read(a, span_of(&out));
    assert_non_null(again);
    assert_int_equal(again->charstrings.count, 2);
    assert_int_equal(again->n_groups, 1);
    assert_int_equal(again->groups[0].subrs.count, 1);
    assert_int_equal(again->group_of[1], 0);
    struct span first = cff_object(&again->charstrings, 0);
    assert_int_equal(first.n, 1);
    assert_int_equal(first.p[0], 14);
    buf_drop(&in);
    buf_drop(&out);
    arena_drop(a);
}

static void a_glyph_that_is_not_there_is_drawn_as_nothing(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct buf in = name_keyed_font(), out = {0};
    assert_true(cff_write_cid(cff_read(a, span_of(&in)), (const uint32_t[]){0, 99}, 2, "X", &out));
    struct cff *again = cff_read(a, span_of(&out));
    assert_int_equal(cff_object(&again->charstrings, 1).n, 1);
    buf_drop(&in);
    buf_drop(&out);
    arena_drop(a);
}

static void every_shortened_font_is_refused_or_read_within_bounds(void **state)
{
    (void)state;
    struct buf whole = name_keyed_font();
    for (size_t n = 0; n < whole.n; n++) {
        struct arena *a = arena_new();
        uint8_t *copy = malloc(n ? n : 1); /* its own block, so that the sanitizer sees its end */
        memcpy(copy, whole.p, n);
        struct buf out = {0};
        struct cff *cff = cff_read(a, (struct span){copy, n});
        if (cff)
            cff_write_cid(cff, (const uint32_t[]){0, 1, 2}, 3, "X", &out);
        buf_drop(&out);
        free(copy);
        arena_drop(a);
    }
    struct arena *a = arena_new();
    assert_null(cff_read(a, (struct span){(const uint8_t *)whole.p, 20}));
    arena_drop(a);
    buf_drop(&whole);
}

static void mutated_fonts_never_read_out_of_bounds(void **state)
{
    (void)state;
    struct buf whole = name_keyed_font();
    struct arena *first = arena_new();
    struct buf cid = {0};
    cff_write_cid(cff_read(first, span_of(&whole)), (const uint32_t[]){0, 1, 2}, 3, "X", &cid);
    uint32_t seed = 1;
    for (int round = 0; round < 4000; round++) {
        const struct buf *from = round % 2 ? &whole : &cid;
        uint8_t *copy = malloc(from->n);
        memcpy(copy, from->p, from->n);
        for (int k = 0; k < 1 + round % 3; k++) {
            seed = seed * 1664525u + 1013904223u;
            copy[(seed >> 8) % from->n] = (uint8_t)(seed >> 24);
        }
        struct arena *a = arena_new();
        struct buf out = {0};
        struct cff *cff = cff_read(a, (struct span){copy, from->n});
        if (cff)
            cff_write_cid(cff, (const uint32_t[]){0, 1, 2, 1}, 4, "X", &out);
        buf_drop(&out);
        arena_drop(a);
        free(copy);
    }
    buf_drop(&cid);
    arena_drop(first);
    buf_drop(&whole);
}

static void dict_numbers_are_read_in_all_their_forms(void **state)
{
    (void)state;
    static const uint8_t dict[] = {139,  239,  39,   247,  0,  251, 0, 28,  0x27,
                                   0x10, 28,   0xd8, 0xf0, 29, 0,   1, 134, 160,
                                   30,   0xe2, 0xa2, 0x5f, 5,  12,  7};
    static const int32_t want[] = {0, 100, -100, 108, -108, 10000, -10000, 100000};
    struct span s = {dict, sizeof dict};
    struct cff_entry e;
    assert_true(cff_next(&s, &e));
    assert_int_equal(e.op, CFF_FONT_BBOX);
    assert_int_equal(e.n, 8);
    assert_memory_equal(e.v, want, sizeof want);
    assert_true(cff_next(&s, &e));
    assert_int_equal(e.op, CFF_FONT_MATRIX);
    assert_int_equal(e.n, 0);
    assert_false(cff_next(&s, &e));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_keyed_font_becomes_cid_keyed_with_the_same_outlines),
        cmocka_unit_test(the_result_reads_back_as_cid_keyed),
        cmocka_unit_test(a_glyph_that_is_not_there_is_drawn_as_nothing),
        cmocka_unit_test(every_shortened_font_is_refused_or_read_within_bounds),
        cmocka_unit_test(mutated_fonts_never_read_out_of_bounds),
        cmocka_unit_test(dict_numbers_are_read_in_all_their_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
