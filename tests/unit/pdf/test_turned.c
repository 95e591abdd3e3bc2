/* Turned pages: the paper stays as it is, what is on it is turned, and viewers turn it back. */
#include "pages.h"

static const struct page_info no_info = {.title = NULL};

enum { ITEMS = 4, NUMBER_LEFT = 450000, NUMBER_BASE = 780000 };

/* Text at the head of what is turned, and the number upright on the paper. */
static struct page turned_page(struct bench *b, struct page_item items[ITEMS], int number)
{
    struct line text = {.text = "任务清单", .size = EM, .x = LEFT, .y = 100000};
    struct line folio = {.text = "—", .size = EM, .x = NUMBER_LEFT, .y = NUMBER_BASE};
    memset(items, 0, ITEMS * sizeof *items);
    size_t n = set_line(b, &text, items), all = n + set_line(b, &folio, items + n);
    for (size_t i = n; i < all; i++)
        items[i].upright = true;
    struct page page = a4(items, all, number);
    page.turned = true;
    return page;
}

static void test_the_paper_is_upright_and_shown_turned(void **state)
{
    struct bench *b = *state;
    struct page_item items[2][ITEMS];
    struct page pages[] = {turned_page(b, items[0], 1), turned_page(b, items[1], 2)};
    pages[1].turned = false;
    write_pages(b, &no_info, pages, 2);
    assert_sound(b);
    char *page = output_of(b, "mutool show $f pages/1");
    assert_has(page, "/MediaBox [ 0 0 595.276 841.89 ]");
    assert_has(page, "/Rotate 90");
    assert_null(strstr(output_of(b, "mutool show $f pages/2"), "/Rotate"));
}

/* Boxes as pdftotext gives them: of the page as it is shown. */
static double edge_of(const char *boxes, const char *word, const char *edge)
{
    const char *end = strstr(boxes, word), *at = end, *found = NULL;
    assert_non_null(end);
    while (at > boxes && *at != '\n')
        at--;
    found = strstr(at, edge);
    assert_true(found && found < end);
    return strtod(found + strlen(edge), NULL);
}

static void test_text_stands_where_it_is_read_and_the_number_upright_on_the_paper(void **state)
{
    struct bench *b = *state;
    struct page_item items[ITEMS];
    struct page page = turned_page(b, items, 1);
    write_pages(b, &no_info, &page, 1);
    const char *boxes = output_of(b, "pdftotext -bbox $f -");
    assert_has(output_of(b, "pdfinfo $f"), "Page rot:        90");
    double left = edge_of(boxes, "任务清单<", "xMin=\""),
           right = edge_of(boxes, "任务清单<", "xMax=\"");
    double top = edge_of(boxes, "任务清单<", "yMin=\""),
           foot = edge_of(boxes, "任务清单<", "yMax=\"");
    assert_true(left > 79 && left < 80 && right > 143 && right < 144);
    assert_true(top < 100 && foot > 100 && foot - top < 40);
    /* the paper's x runs down the view, its lower edge is the view's left one */
    assert_true(edge_of(boxes, "—<", "yMin=\"") > 449 && edge_of(boxes, "—<", "yMax=\"") < 467);
    double base = edge_of(boxes, "—<", "xMin=\"");
    assert_true(base > 841 - 780 - 20 && base < 841 - 780);
}

static void test_text_is_read_in_order(void **state)
{
    struct bench *b = *state;
    struct page_item items[ITEMS];
    struct page page = turned_page(b, items, 1);
    static const char *const readers[] = {"pdftotext $f -", "pdftotext -layout $f -",
                                          "pdftotext -raw $f -", "mutool draw -q -F txt $f 2>&1"};
    write_pages(b, &no_info, &page, 1);
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        const char *text = output_of(b, readers[i]), *first = strstr(text, "任务清单");
        assert_true(first && strstr(first, "—"));
    }
}

static void test_links_and_their_places_lie_on_the_paper(void **state)
{
    struct bench *b = *state;
    struct page page = a4(NULL, 0, 1);
    const struct anchor anchor = {"s1", 200900};
    const struct page_link link = {"s1", LEFT, 100000, 200000, 20000};
    const struct bookmark mark = {1, 300900, "任务清单"};
    page.turned = true;
    page.links = &link;
    page.anchors = &anchor;
    page.bookmarks = &mark;
    page.n_links = page.n_anchors = page.n_bookmarks = 1;
    write_pages(b, &no_info, &page, 1);
    assert_sound(b);
    assert_has(output_of(b, "mutool show $f pages/1/Annots/1"), "/Rect [ 100 79.37 120 279.37 ]");
    assert_has(output_of(b, "pdfinfo -dests $f"), "[ XYZ  200    0 null      ] \"s1\"");
    assert_has(output_of(b, "mutool show $f trailer/Root/Outlines/First/Dest"), "/XYZ 300 0 null");
}

/* Each stretch of items starts from a fresh graphics state: what the other set must not be
 * taken for granted. */
static void test_upright_and_turned_items_may_alternate(void **state)
{
    struct bench *b = *state;
    struct page_item items[3] = {0};
    struct line lines[] = {{.text = "甲", .size = EM, .x = LEFT, .y = 100000, .squeeze = 800},
                           {.text = "乙", .size = EM, .x = LEFT, .y = 700000, .squeeze = 800},
                           {.text = "丙", .size = EM, .x = LEFT, .y = 200000, .squeeze = 800}};
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(set_line(b, &lines[i], &items[i]), 1);
    items[1].upright = true;
    struct page page = a4(items, 3, 1);
    page.turned = true;
    write_pages(b, &no_info, &page, 1);
    assert_sound(b);
    const char *text = output_of(b, "mutool draw -q -F txt $f 2>&1");
    const char *first = strstr(text, "甲"), *second = strstr(text, "乙"),
               *third = strstr(text, "丙");
    assert_true(first && second && third && first < second && second < third);
    const char *boxes = output_of(b, "pdftotext -bbox $f -");
    double width = edge_of(boxes, "丙<", "xMax=\"") - edge_of(boxes, "丙<", "xMin=\"");
    assert_true(width > 12.7 && width < 12.9);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_open, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_paper_is_upright_and_shown_turned),
        TEST(test_text_stands_where_it_is_read_and_the_number_upright_on_the_paper),
        TEST(test_text_is_read_in_order),
        TEST(test_links_and_their_places_lie_on_the_paper),
        TEST(test_upright_and_turned_items_may_alternate),
    };
    return cmocka_run_group_tests_name("pdf/turned", tests, NULL, NULL);
}
