/* Items that move: every kind as a whole, by its own figures. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "layout/layout_int.h"

enum { X = 7 * LEN_PT, Y = 11 * LEN_PT };

static struct page_item item_of(enum page_item_kind kind)
{
    struct page_item item;
    memset(&item, 0, sizeof item);
    item.kind = kind;
    return item;
}

static void glyphs_move(void **state)
{
    (void)state;
    struct page_item item = item_of(ITEM_GLYPHS);
    item.glyphs.x = 1;
    item.glyphs.y = 2;
    struct page_item moved = place_moved(&item, X, Y);
    assert_int_equal(moved.glyphs.x, 1 + X);
    assert_int_equal(moved.glyphs.y, 2 + Y);
}

static void both_ends_of_a_rule_move(void **state)
{
    (void)state;
    struct page_item item = item_of(ITEM_RULE);
    item.rule = (struct rule){1, 2, 3, 4, 5, {0, 0, 0, 0}};
    struct page_item moved = place_moved(&item, X, Y);
    assert_int_equal(moved.rule.x1, 1 + X);
    assert_int_equal(moved.rule.y1, 2 + Y);
    assert_int_equal(moved.rule.x2, 3 + X);
    assert_int_equal(moved.rule.y2, 4 + Y);
    assert_int_equal(moved.rule.thickness, 5);
}

static void an_image_moves_and_keeps_its_size(void **state)
{
    (void)state;
    struct page_item item = item_of(ITEM_IMAGE);
    item.image = (struct placed_image){.x = 1, .y = 2, .width = 3, .height = 4};
    struct page_item moved = place_moved(&item, X, Y);
    assert_int_equal(moved.image.x, 1 + X);
    assert_int_equal(moved.image.y, 2 + Y);
    assert_int_equal(moved.image.width, 3);
    assert_int_equal(moved.image.height, 4);
}

/* As a rule it would have moved by its number of cells and its side. */
static void a_square_of_bits_moves_and_keeps_its_cells(void **state)
{
    (void)state;
    static const uint8_t bits[] = {0x80};
    struct page_item item = item_of(ITEM_BITS);
    item.bits = (struct placed_bits){.bits = bits, .cells = 21, .x = 1, .y = 2, .side = 3};
    struct page_item moved = place_moved(&item, X, Y);
    assert_ptr_equal(moved.bits.bits, bits);
    assert_int_equal(moved.bits.cells, 21);
    assert_int_equal(moved.bits.x, 1 + X);
    assert_int_equal(moved.bits.y, 2 + Y);
    assert_int_equal(moved.bits.side, 3);
}

/* Pages that wait for their sheet keep glyphs and bits whose arena is reset meanwhile. */
static void a_copy_owns_what_the_item_points_to(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct placed_glyph glyph = {.id = 7};
    uint32_t at = 9;
    struct page_item run = item_of(ITEM_GLYPHS);
    run.glyphs.glyphs = &glyph;
    run.glyphs.at = &at;
    run.glyphs.n = 1;
    struct page_item copy = place_copied(a, &run);
    glyph.id = 0;
    at = 0;
    assert_int_equal(copy.glyphs.glyphs[0].id, 7);
    assert_int_equal(copy.glyphs.at[0], 9);
    uint8_t rows[] = {0x80, 0x40};
    struct page_item square = item_of(ITEM_BITS);
    square.bits = (struct placed_bits){.bits = rows, .cells = 2, .side = 3};
    copy = place_copied(a, &square);
    rows[1] = 0;
    assert_int_equal(copy.bits.bits[1], 0x40);
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(glyphs_move),
        cmocka_unit_test(both_ends_of_a_rule_move),
        cmocka_unit_test(an_image_moves_and_keeps_its_size),
        cmocka_unit_test(a_square_of_bits_moves_and_keeps_its_cells),
        cmocka_unit_test(a_copy_owns_what_the_item_points_to),
    };
    return cmocka_run_group_tests_name("layout/place", tests, NULL, NULL);
}
