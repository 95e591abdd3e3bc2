/* Pages by hand, and what stands on their pictures: at 72 dpi a pixel is a point. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../outside.h"
#include "../shared_fonts.h"

#include "base/file.h"
#include "image/image.h"
#include "picture/picture.h"

enum { DPI = 72, WIDTH = 100, HEIGHT = 60, BLACK = 1000 };

static const struct colour black = {0, 0, 0, BLACK}, red = {0, BLACK, BLACK, 0};

static len_t pt(double v)
{
    return (len_t)(v * LEN_PT);
}

/* A page of these items. */
static struct picture painted(struct painter *p, struct page_item *items, size_t n, bool turned)
{
    struct picture out;
    struct page page = {.width = pt(turned ? HEIGHT : WIDTH),
                        .height = pt(turned ? WIDTH : HEIGHT),
                        .turned = turned,
                        .items = items,
                        .n_items = n};
    painter_paint(p, &page, &out, NULL);
    assert_int_equal(out.width, WIDTH);
    assert_int_equal(out.height, HEIGHT);
    return out;
}

static uint32_t at(const struct picture *p, int x, int y)
{
    const uint8_t *v = p->pixels + ((size_t)y * p->width + (size_t)x) * PICTURE_CHANNELS;
    return (uint32_t)v[0] << 16 | (uint32_t)v[1] << 8 | v[2];
}

/* What is not white. */
struct inked {
    int left, top, right, bottom;
    size_t n;
};

static struct inked ink_of(const struct picture *p)
{
    struct inked b = {WIDTH, HEIGHT, 0, 0, 0};
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            if (at(p, x, y) == 0xFFFFFF)
                continue;
            b.left = x < b.left ? x : b.left;
            b.top = y < b.top ? y : b.top;
            b.right = x + 1 > b.right ? x + 1 : b.right;
            b.bottom = y + 1 > b.bottom ? y + 1 : b.bottom;
            b.n++;
        }
    return b;
}

static void assert_box(struct inked b, int left, int top, int right, int bottom)
{
    const int is[] = {b.left, b.top, b.right, b.bottom}, wanted[] = {left, top, right, bottom};
    assert_memory_equal(is, wanted, sizeof is);
}

static struct page_item rule(double x1, double y1, double x2, double y2, double thick)
{
    return (struct page_item){.kind = ITEM_RULE,
                              .rule = {pt(x1), pt(y1), pt(x2), pt(y2), pt(thick), red}};
}

static void rules_are_whole_pixels_of_their_colour(void **state)
{
    (void)state;
    struct painter *p = painter_new(DPI);
    struct page_item wide = rule(10.2, 20, 50.4, 20, 3);
    struct picture out = painted(p, &wide, 1, false);
    assert_box(ink_of(&out), 10, 19, 50, 22);
    assert_int_equal(at(&out, 30, 20), 0xFF0000);
    assert_int_equal(ink_of(&out).n, 40 * 3);
    struct page_item thin = rule(70, 5, 70, 55, 0.1);
    out = painted(p, &thin, 1, false);
    assert_box(ink_of(&out), 70, 5, 71, 55);
    painter_drop(p);
}

static void a_slanting_rule_has_soft_edges(void **state)
{
    (void)state;
    struct painter *p = painter_new(DPI);
    struct page_item slant = rule(10, 10, 60, 35, 4);
    struct picture out = painted(p, &slant, 1, false);
    assert_box(ink_of(&out), 10, 8, 60, 37);
    assert_int_equal(at(&out, 35, 22), 0xFF0000);
    assert_int_equal(at(&out, 35, 26), 0xFFFFFF);
    assert_true(ink_of(&out).n > 50 * 4);
    painter_drop(p);
}

static void what_lies_off_the_page_is_cut(void **state)
{
    (void)state;
    struct painter *p = painter_new(DPI);
    struct page_item items[] = {rule(-30, -1, 500, -1, 4), rule(-20, 70, 120, -30, 3),
                                rule(99.8, -10, 99.8, 900, 1)};
    struct picture out = painted(p, items, 3, false);
    assert_box(ink_of(&out), 0, 0, WIDTH, HEIGHT);
    painter_drop(p);
}

static void a_picture_fills_its_box_and_lets_paper_through(void **state)
{
    (void)state;
    const uint8_t pixels[] = {0, 0, 255, 255, 0, 0, 255, 0, 255, 0, 0, 255, 0, 0, 0, 128};
    const struct image image = {.pixels = pixels, .width = 2, .height = 2};
    struct painter *p = painter_new(DPI);
    struct page_item item = {
        .kind = ITEM_IMAGE,
        .image = {.image = &image, .x = pt(20), .y = pt(10), .width = pt(40), .height = pt(20)}};
    struct picture out = painted(p, &item, 1, false);
    assert_int_equal(at(&out, 20, 10), 0x0000FF);
    assert_int_equal(at(&out, 45, 12), 0xFFFFFF);
    assert_int_equal(at(&out, 39, 29), 0xFF0000);
    assert_int_equal(at(&out, 59, 29), 0x7F7F7F);
    assert_int_equal(ink_of(&out).n, 20 * 10 * 3);
    item.image.width = item.image.height = pt(1); /* all of it in a pixel */
    out = painted(p, &item, 1, false);
    assert_int_equal(ink_of(&out).n, 1);
    painter_drop(p);
}

static void the_cells_of_a_code_leave_no_gaps(void **state)
{
    (void)state;
    const uint8_t bits[] = {0xE0, 0x40, 0xA0}; /* ### .#. #.# */
    struct painter *p = painter_new(DPI);
    struct page_item item = {.kind = ITEM_BITS, .bits = {bits, 3, pt(10), pt(10), pt(20)}};
    struct picture out = painted(p, &item, 1, false);
    assert_box(ink_of(&out), 10, 10, 30, 30);
    for (int x = 10; x < 30; x++)
        assert_int_equal(at(&out, x, 12), 0);
    assert_int_equal(at(&out, 12, 20), 0xFFFFFF);
    assert_int_equal(at(&out, 20, 20), 0);
    assert_int_equal(at(&out, 20, 28), 0xFFFFFF);
    painter_drop(p);
}

/* 国 at 40 pt, where its origin is at 20, 45. */
static struct page_item glyph_item(struct fonts *f, struct placed_glyph *placed, bool upright)
{
    struct glyph g;
    assert_true(fonts_glyph(f, ROLE_BODY, 0x56FD, &g));
    *placed = page_glyph(&g, 0, 0x56FD, 0);
    return (struct page_item){
        .kind = ITEM_GLYPHS,
        .upright = upright,
        .glyphs = {g.face, pt(40), black, pt(20), pt(45), 1000, placed, 1, NULL}};
}

static void near(int is, double wanted)
{
    if (is < wanted - 1.01 || is > wanted + 1.01)
        fail_msg("%d, wanted %.1f", is, wanted);
}

static void a_glyph_stands_where_its_ink_is(void **state)
{
    struct painter *p = painter_new(DPI);
    struct placed_glyph placed;
    struct page_item item = glyph_item(*state, &placed, false);
    struct ink ink = font_ink(item.glyphs.face, placed.id);
    struct picture out = painted(p, &item, 1, false);
    struct inked is = ink_of(&out);
    near(is.left, 20 + 0.04 * ink.left);
    near(is.right, 20 + 0.04 * ink.right);
    near(is.top, 45 - 0.04 * ink.top);
    near(is.bottom, 45 - 0.04 * ink.bottom);
    struct picture again = painted(p, &item, 1, false); /* from memory */
    assert_int_equal(ink_of(&again).n, is.n);
    item.glyphs.squeeze = 500;
    out = painted(p, &item, 1, false);
    is = ink_of(&out);
    near(is.right, 20 + 0.02 * ink.right);
    near(is.top, 45 - 0.04 * ink.top);
    painter_drop(p);
}

/* The paper stands 60 by 100; as it is read, its lower edge is at the left. */
static void what_stands_on_the_paper_of_a_turned_page_lies_on_its_side(void **state)
{
    struct painter *p = painter_new(DPI);
    struct placed_glyph placed;
    struct page_item item = glyph_item(*state, &placed, true);
    struct ink ink = font_ink(item.glyphs.face, placed.id);
    item.glyphs.x = pt(10);
    item.glyphs.y = pt(70);
    struct picture out = painted(p, &item, 1, true);
    struct inked is = ink_of(&out);
    near(is.left, 100 - 70 + 0.04 * ink.bottom);
    near(is.right, 100 - 70 + 0.04 * ink.top);
    near(is.top, 10 + 0.04 * ink.left);
    near(is.bottom, 10 + 0.04 * ink.right);
    struct page_item lying = rule(10, 20, 50, 20, 1);
    out = painted(p, &lying, 1, true);
    assert_box(ink_of(&out), 10, 20, 50, 21);
    lying.upright = true;
    out = painted(p, &lying, 1, true);
    assert_box(ink_of(&out), 80, 10, 81, 50);
    painter_drop(p);
}

static void what_lies_beneath_comes_first(void **state)
{
    (void)state;
    struct painter *p = painter_new(DPI);
    struct page_item below = rule(10, 20, 50, 20, 10), above = rule(10, 20, 50, 20, 4);
    below.rule.colour = black;
    struct page_layer layer = {&below, 1};
    struct page page = {
        .width = pt(WIDTH), .height = pt(HEIGHT), .items = &above, .n_items = 1, .under = &layer};
    struct picture out;
    painter_paint(p, &page, &out, NULL);
    assert_int_equal(at(&out, 30, 16), 0);
    assert_int_equal(at(&out, 30, 20), 0xFF0000);
    painter_drop(p);
}

/* ---- files ---- */

static void assert_read_back(struct arena *a, uint8_t *pixels, unsigned width, unsigned height)
{
    struct diags *d = diags_new(DIAG_EN);
    char *folder = folder_new(a), *path = arena_printf(a, "%s/x.png", folder);
    struct buf png = {0};
    image_write_png(&(struct image_rows){pixels, width, height, 110}, &png);
    assert_true(file_put(path, png.p, png.n));
    struct image *image = image_read(a, path, (struct pos){0}, d);
    assert_non_null(image);
    assert_int_equal(image->width, width);
    assert_int_equal(image->height, height);
    for (size_t i = 0; i < (size_t)width * height; i++)
        assert_memory_equal(image->pixels + 4 * i, pixels + 3 * i, 3);
    buf_drop(&png);
    folder_drop(a, folder);
    diags_drop(d);
}

static void a_file_has_the_same_pixels_however_many_colours(void **state)
{
    (void)state;
    static const unsigned colours[] = {1, 2, 255, 256, 257, 5000};
    for (size_t k = 0; k < sizeof colours / sizeof *colours; k++) {
        struct arena *a = arena_new();
        uint8_t *pixels = arena_alloc(a, 90 * 70 * 3);
        for (unsigned i = 0; i < 90 * 70; i++) {
            unsigned c = i % colours[k] * 3331;
            pixels[3 * i] = (uint8_t)c;
            pixels[3 * i + 1] = (uint8_t)(c >> 8);
            pixels[3 * i + 2] = (uint8_t)(c >> 16);
        }
        assert_read_back(a, pixels, 90, 70);
        assert_read_back(a, pixels, 1, 1);
        arena_drop(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_are_whole_pixels_of_their_colour),
        cmocka_unit_test(a_slanting_rule_has_soft_edges),
        cmocka_unit_test(what_lies_off_the_page_is_cut),
        cmocka_unit_test(a_picture_fills_its_box_and_lets_paper_through),
        cmocka_unit_test(the_cells_of_a_code_leave_no_gaps),
        cmocka_unit_test(a_glyph_stands_where_its_ink_is),
        cmocka_unit_test(what_stands_on_the_paper_of_a_turned_page_lies_on_its_side),
        cmocka_unit_test(what_lies_beneath_comes_first),
        cmocka_unit_test(a_file_has_the_same_pixels_however_many_colours),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
