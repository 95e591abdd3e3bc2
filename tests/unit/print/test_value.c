/* Values in their blanks: they fit, shrink, wrap, or are refused; never cut off, never beyond. */
#include "forms.h"

static len_t last_size(const char *dump)
{
    double size = 0;
    const char *p = strstr(dump, "text ");
    assert_non_null(p);
    assert_int_equal(sscanf(p, "text %*s %*s to %*s %lfpt", &size), 1);
    return (len_t)(size * 1000 + 0.5);
}

/* Prints one household whose field has the value; its dump. */
static const char *printed(struct bench *b, const char *value)
{
    assert_true(print_list(b, arena_printf(b->arena, "户号,住址\n1,\"%s\"\n", value)));
    return b->files[0].p;
}

static void test_what_fits_has_the_blanks_size(void **state)
{
    struct bench *b = *state;
    add_field(b, "住址", 60);
    const char *text = printed(b, "白石镇柳林村");
    assert_has(text, "\"白石镇柳林村\"");
    assert_int_equal(last_size(text), SIZE);
}

static void test_what_is_a_little_long_shrinks(void **state)
{
    struct bench *b = *state;
    add_field(b, "住址", 40);
    const char *text = printed(b, "白石镇柳林村第三村民小组");
    assert_has(text, "\"白石镇柳林村第三村民小组\"");
    assert_in_range(last_size(text), SIZE * 7 / 10, SIZE - 1);
}

static void test_what_is_longer_goes_on_lines(void **state)
{
    struct bench *b = *state;
    add_field(b, "住址", 40);
    const char *text = printed(b, "青禾县白石镇柳林村第三村民小组东头一号院");
    double y1 = 0, y2 = 0;
    const char *first = strstr(text, "text "), *last = first;
    for (const char *p = first; p; p = strstr(p + 1, "text "))
        if (strstr(p, "院\"") && strstr(p, "院\"") < strchr(p, '\n'))
            last = p;
    assert_int_equal(sscanf(first, "text %*s %lf", &y1), 1);
    assert_int_equal(sscanf(last, "text %*s %lf", &y2), 1);
    assert_true(y2 > y1);
    assert_int_equal(b->report.total.printed, 1);
}

static void test_what_never_fits_is_refused_with_its_cell(void **state)
{
    struct bench *b = *state;
    struct buf value = {0};
    add_field(b, "住址", 30);
    for (int i = 0; i < 60; i++)
        buf_str(&value, "村");
    printed(b, value.p);
    buf_drop(&value);
    const char *text = findings(b);
    assert_has(text, "error[Q003]");
    assert_has(text, "the cell B2 is too long for \"住址\"");
    assert_int_equal(b->report.total.refused, 1);
    assert_lacks(b->files[0].p, "page");
}

static void test_a_long_number_is_not_let_over_the_edge(void **state)
{
    struct bench *b = *state;
    add_field(b, "住址", 10);
    printed(b, "12345678901234567890");
    assert_int_equal(b->report.total.refused, 1);
}

static void test_a_character_without_a_font_is_refused(void **state)
{
    struct bench *b = *state;
    add_field(b, "住址", 60);
    printed(b, "许\xF3\xB0\x80\x80");
    const char *text = findings(b);
    assert_has(text, "error[Q004]");
    assert_has(text, "U+F0000");
    assert_int_equal(b->report.total.refused, 1);
}

static void test_rare_names_are_printed(void **state)
{
    struct bench *b = *state;
    add_field(b, "住址", 60);
    assert_has(printed(b, "邩𠅤昇"), "𠅤");
    assert_int_equal(b->report.total.printed, 1);
}

static void test_boxes_are_ticked_by_their_option(void **state)
{
    struct bench *b = *state;
    add_box(b, "住址", "土坯房");
    add_box(b, "住址", "砖房");
    add_box(b, "住址", "楼房");
    const char *text = printed(b, "砖房、楼房");
    assert_int_equal(count(text, "\"☑\""), 2);
}

static void test_an_answer_that_is_no_option_is_refused(void **state)
{
    struct bench *b = *state;
    add_box(b, "住址", "是");
    add_box(b, "住址", "否");
    printed(b, "不知道");
    const char *text = findings(b);
    assert_has(text, "error[Q005]");
    assert_has(text, "it has: 是、否");
    assert_int_equal(b->report.total.refused, 1);
}

static void test_one_box_of_a_group_is_ticked_at_most(void **state)
{
    struct bench *b = *state;
    add_box(b, "住址", "是")->kind = FIELD_RADIO;
    add_box(b, "住址", "否")->kind = FIELD_RADIO;
    printed(b, "是、否");
    assert_has(findings(b), "error[Q041]");
    assert_int_equal(b->report.total.refused, 1);
}

static void test_code_boxes_take_a_character_each(void **state)
{
    struct bench *b = *state;
    add_field(b, "住址", 24)->comb = 4;
    const char *text = printed(b, "4821");
    assert_has(text, "\"4\"");
    assert_has(text, "\"1\"");
    assert_lacks(text, "\"48\"");
    assert_int_equal(b->report.total.printed, 1);
}

static void test_more_characters_than_code_boxes_are_refused(void **state)
{
    struct bench *b = *state;
    add_field(b, "住址", 12)->comb = 2;
    printed(b, "482");
    assert_has(findings(b), "error[Q003]");
}

/* What does not fit for its line ends is told apart from what is too long. */
static void test_line_ends_that_leave_no_room_are_told_as_such(void **state)
{
    struct bench *b = *state;
    add_field(b, "住址", 60);
    printed(b, "白\n石\n镇\n柳\n林\n村\n三\n组\n东\n头");
    const char *text = findings(b);
    assert_has(text, "error[Q019]");
    assert_has(text, "has line breaks, and \"住址\" has no room for its lines");
    assert_lacks(text, "Q003");
}

static void test_line_ends_in_code_boxes_are_told_as_such(void **state)
{
    struct bench *b = *state;
    add_field(b, "住址", 12)->comb = 2;
    printed(b, "4\n8");
    assert_has(findings(b), "error[Q019]");
}

static void test_what_is_too_long_with_or_without_line_ends_is_too_long(void **state)
{
    struct bench *b = *state;
    struct buf value = {0};
    add_field(b, "住址", 30);
    for (int i = 0; i < 60; i++)
        buf_str(&value, i % 20 ? "村" : "村\n");
    printed(b, value.p);
    buf_drop(&value);
    assert_has(findings(b), "error[Q003]");
}

static void test_a_blank_of_several_lines_begins_at_its_head(void **state)
{
    struct bench *b = *state;
    struct page_field *f = add_field(b, "住址", 60);
    f->height = 24 * MM;
    f->several_lines = true;
    f->ruled = 3;
    const char *text = printed(b, "无");
    double y = 0;
    assert_int_equal(sscanf(strstr(text, "text "), "text %*s %lf", &y), 1);
    assert_true(y < 20 + 8);
}

static void test_a_tall_cell_has_its_value_in_the_middle(void **state)
{
    struct bench *b = *state;
    struct page_field *f = add_field(b, "住址", 60);
    f->height = 40 * MM;
    f->several_lines = true;
    const char *text = printed(b, "无");
    double x = 0, y = 0;
    assert_int_equal(sscanf(strstr(text, "text "), "text %lf %lf", &x, &y), 2);
    assert_true(x > 30 + 26 && x < 30 + 30);
    assert_true(y > 20 + 19 && y < 20 + 24);
}

static void test_between_words_a_value_stands_in_the_middle(void **state)
{
    struct bench *b = *state;
    add_field(b, "住址", 40)->centred = true;
    const char *text = printed(b, "12");
    double x = 0;
    assert_int_equal(sscanf(strstr(text, "text "), "text %lf", &x), 1);
    assert_true(x > 30 + 17 && x < 30 + 20);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_open, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_what_fits_has_the_blanks_size),
        TEST(test_what_is_a_little_long_shrinks),
        TEST(test_what_is_longer_goes_on_lines),
        TEST(test_what_never_fits_is_refused_with_its_cell),
        TEST(test_a_long_number_is_not_let_over_the_edge),
        TEST(test_a_character_without_a_font_is_refused),
        TEST(test_rare_names_are_printed),
        TEST(test_boxes_are_ticked_by_their_option),
        TEST(test_an_answer_that_is_no_option_is_refused),
        TEST(test_one_box_of_a_group_is_ticked_at_most),
        TEST(test_code_boxes_take_a_character_each),
        TEST(test_more_characters_than_code_boxes_are_refused),
        TEST(test_line_ends_that_leave_no_room_are_told_as_such),
        TEST(test_line_ends_in_code_boxes_are_told_as_such),
        TEST(test_what_is_too_long_with_or_without_line_ends_is_too_long),
        TEST(test_a_blank_of_several_lines_begins_at_its_head),
        TEST(test_a_tall_cell_has_its_value_in_the_middle),
        TEST(test_between_words_a_value_stands_in_the_middle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
