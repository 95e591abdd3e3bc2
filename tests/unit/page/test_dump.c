/* The dump says where everything stands, in words that make a readable difference. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "page/page.h"

static const struct face fang = {.name = "FandolFang", .scale = 1000};
static const struct colour black = {0, 0, 0, 1000}, red = {0, 1000, 1000, 0};

static void assert_dump(const struct page *page, const char *wanted)
{
    struct buf b = {0};
    page_dump(page, &b);
    assert_string_equal(b.p, wanted);
    buf_drop(&b);
}

static struct page a4(const struct page_item *items, size_t n)
{
    return (struct page){
        .width = 595276, .height = 841890, .number = 3, .items = items, .n_items = n};
}

static struct page_item text(len_t x, len_t y, const struct placed_glyph *glyphs, size_t n)
{
    return (struct page_item){.kind = ITEM_GLYPHS,
                              .glyphs = {.face = &fang,
                                         .size = 16000,
                                         .colour = black,
                                         .x = x,
                                         .y = y,
                                         .squeeze = 1000,
                                         .glyphs = glyphs,
                                         .n = n}};
}

static void test_an_empty_page(void **state)
{
    (void)state;
    struct page page = a4(NULL, 0);
    assert_dump(&page, "page 3 210x297\n");
}

static void test_text_with_its_ends_face_and_size(void **state)
{
    (void)state;
    const struct placed_glyph glyphs[] = {
        {9, 1000, 0, {0x4E2D, 0}}, {8, 2000, 16000, {0x2014, 0x2014}}, {7, 500, 48000, {'"', 0}}};
    struct page_item item = text(len_from_micron(28000), len_from_micron(72344), glyphs, 3);
    struct page page = a4(&item, 1);
    assert_dump(&page, "page 3 210x297\ntext 28 72.34 to 47.76 16pt FandolFang \"中——\\\"\"\n");
}

static void test_colour_and_squeeze_when_they_are_not_plain(void **state)
{
    (void)state;
    const struct placed_glyph glyphs[] = {{9, 1000, 0, {0x20BB7, 0}}};
    struct page_item item = text(0, 0, glyphs, 1);
    item.glyphs.colour = red;
    item.glyphs.squeeze = 873;
    item.glyphs.size = 15900;
    struct page page = a4(&item, 1);
    assert_dump(&page, "page 3 210x297\n"
                       "text 0 0 to 4.9 15.9pt FandolFang squeeze 0.873 cmyk 0 1 1 0 \"𠮷\"\n");
}

static void test_rules_and_bookmarks(void **state)
{
    (void)state;
    struct page_item item = {.kind = ITEM_RULE,
                             .rule = {len_from_micron(28000), len_from_micron(100000),
                                      len_from_micron(182000), len_from_micron(100000),
                                      len_from_micron(350), red}};
    const struct bookmark mark = {2, len_from_micron(84500), "一、“组织”\"领导\""};
    struct page page = a4(&item, 1);
    page.bookmarks = &mark;
    page.n_bookmarks = 1;
    assert_dump(&page, "page 3 210x297\nrule 28 100 182 100 thick 0.35 cmyk 0 1 1 0\n"
                       "bookmark 2 84.5 \"一、“组织”\\\"领导\\\"\"\n");
}

static void test_pictures_anchors_and_links(void **state)
{
    (void)state;
    const struct image image = {.pixels = NULL, .width = 496, .height = 480};
    struct page_item item = {.kind = ITEM_IMAGE,
                             .image = {&image, len_from_micron(120000), len_from_micron(200500),
                                       len_from_micron(42000), len_from_micron(40640), NULL}};
    const struct anchor anchor = {"附件1", len_from_micron(84500)};
    const struct page_link link = {"a\"b", len_from_micron(28000), len_from_micron(120000),
                                   len_from_micron(15500), len_from_micron(5640)};
    struct page page = a4(&item, 1);
    page.anchors = &anchor;
    page.links = &link;
    page.n_anchors = page.n_links = 1;
    assert_dump(&page, "page 3 210x297\nimage 120 200.5 42 40.64 496x480\n"
                       "anchor 84.5 \"附件1\"\nlink 28 120 15.5 5.64 \"a\\\"b\"\n");
}

static void test_what_an_item_is_ends_its_line(void **state)
{
    (void)state;
    const struct placed_glyph glyphs[] = {{9, 1000, 0, {0x4E2D, 0}}};
    const struct image image = {.pixels = NULL, .width = 4, .height = 4};
    struct page_item items[] = {
        text(0, 0, glyphs, 1),
        {.kind = ITEM_RULE, .rule = {0, 0, 1000, 0, 1000, black}},
        {.kind = ITEM_IMAGE, .image = {.image = &image, .x = 0, .y = 0, .width = 0, .height = 0}}};
    items[0].element = ELEMENT_MASTHEAD;
    items[1].element = ELEMENT_HEAD_RULE;
    items[2].element = ELEMENT_SEAL;
    struct page page = a4(items, 3);
    assert_dump(&page, "page 3 210x297\ntext 0 0 to 5.64 16pt FandolFang \"中\" #masthead\n"
                       "rule 0 0 0.35 0 thick 0.35 #head-rule\nimage 0 0 0 0 4x4 #seal\n");
}

static void test_a_turned_page_and_what_stands_upright_on_it(void **state)
{
    (void)state;
    struct page_item items[] = {
        {.kind = ITEM_RULE, .rule = {0, 0, 1000, 0, 1000, black}},
        {.kind = ITEM_RULE, .upright = true, .rule = {0, 0, 1000, 0, 1000, black}}};
    items[1].element = ELEMENT_FOLIO;
    struct page page = a4(items, 2);
    page.turned = true;
    assert_dump(&page, "page 3 210x297 turned\nrule 0 0 0.35 0 thick 0.35\n"
                       "rule 0 0 0.35 0 thick 0.35 upright #folio\n");
}

static void test_every_element_has_a_name_of_its_own(void **state)
{
    (void)state;
    const struct image image = {.pixels = NULL, .width = 1, .height = 1};
    struct buf names = {0};
    for (int i = 1; i < ELEMENTS; i++) {
        struct page_item item = {
            .kind = ITEM_IMAGE,
            .element = (enum element)i,
            .image = {.image = &image, .x = 0, .y = 0, .width = 0, .height = 0}};
        struct page page = a4(&item, 1);
        struct buf b = {0};
        page_dump(&page, &b);
        const char *name = strstr(b.p, " #");
        assert_non_null(name);
        assert_true(!names.p || !strstr(names.p, name));
        buf_str(&names, name);
        buf_drop(&b);
    }
    buf_drop(&names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_empty_page),
        cmocka_unit_test(test_text_with_its_ends_face_and_size),
        cmocka_unit_test(test_colour_and_squeeze_when_they_are_not_plain),
        cmocka_unit_test(test_rules_and_bookmarks),
        cmocka_unit_test(test_pictures_anchors_and_links),
        cmocka_unit_test(test_what_an_item_is_ends_its_line),
        cmocka_unit_test(test_a_turned_page_and_what_stands_upright_on_it),
        cmocka_unit_test(test_every_element_has_a_name_of_its_own),
    };
    return cmocka_run_group_tests_name("page dump", tests, NULL, NULL);
}
