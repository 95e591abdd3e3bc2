/* Decimal numbers as offices write them: read, added and written without rounding. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "value/decimal.h"

static struct arena *arena;
static struct source *src;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    src = source_new(arena, "t", "", 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_drop(arena);
    return 0;
}

static enum decimal_kind read_number(const char *s, struct decimal *out)
{
    return decimal_read(text_from_utf8(arena, s, (struct pos){src, 0}), out);
}

static struct decimal number(const char *s)
{
    struct decimal d;
    assert_int_equal(read_number(s, &d), DECIMAL_NUMBER);
    return d;
}

static void assert_written(const char *typed, const char *expected)
{
    assert_string_equal(decimal_text(arena, number(typed)), expected);
}

static void numbers_are_read_in_every_usual_form(void **state)
{
    (void)state;
    assert_written("0", "0");
    assert_written("007", "7");
    assert_written("12.50", "12.50");
    assert_written("-0.05", "-0.05");
    assert_written("－１２．５", "-12.5");
    assert_written("−3", "-3");
    assert_written("1,234,567.8", "1,234,567.8");
    assert_written("1，234", "1,234");
    assert_written("000000000000000000001", "1");
    assert_written("999999999999999999", "999999999999999999");
    assert_written("0.000000000000000001", "0.000000000000000001");
}

static void what_is_no_number_is_told_apart(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        enum decimal_kind kind;
    } cases[] = {
        {"", DECIMAL_NOTHING},
        {"—", DECIMAL_NOTHING},
        {"——", DECIMAL_NOTHING},
        {"/", DECIMAL_NOTHING},
        {"／", DECIMAL_NOTHING},
        {"无", DECIMAL_NOTHING},
        {"-", DECIMAL_NOTHING},
        {"12万", DECIMAL_BAD},
        {"约12", DECIMAL_BAD},
        {"1,23", DECIMAL_BAD},
        {"1234,567", DECIMAL_BAD},
        {",123", DECIMAL_BAD},
        {"1.", DECIMAL_BAD},
        {".5", DECIMAL_BAD},
        {"1.2.3", DECIMAL_BAD},
        {"1 2", DECIMAL_BAD},
        {"--1", DECIMAL_BAD},
        {"无12", DECIMAL_BAD},
        {"50%", DECIMAL_BAD},
        {"一", DECIMAL_BAD},
        {"1e5", DECIMAL_BAD},
        {"1234567890123456789", DECIMAL_LONG},
        {"0.0000000000000000001", DECIMAL_LONG},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct decimal d;
        assert_int_equal(read_number(cases[i].typed, &d), cases[i].kind);
    }
}

static void sums_are_exact_and_keep_the_most_decimals(void **state)
{
    (void)state;
    struct decimal sum = {0};
    for (int i = 0; i < 1000; i++)
        assert_true(decimal_add(&sum, number("0.1")));
    assert_true(decimal_add(&sum, number("0.250")));
    assert_true(decimal_add(&sum, number("-200")));
    assert_string_equal(decimal_text(arena, sum), "-99.750");
    assert_true(decimal_equal(sum, number("-99.75")));
    assert_false(decimal_equal(sum, number("-99.7")));
}

static void a_sum_too_long_is_refused(void **state)
{
    (void)state;
    struct decimal sum = {0};
    for (int i = 0; i < 9; i++)
        assert_true(decimal_add(&sum, number("999999999999999999")));
    assert_false(decimal_add(&sum, number("999999999999999999")));
    sum = number("999999999999999999");
    assert_false(decimal_add(&sum, number("0.001")));
    assert_false(decimal_equal(sum, number("0.001")));
}

static void millimetres_are_read_to_the_micron(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int microns;
    } widths[] = {{"42", 42000}, {"42.5", 42500}, {"10.001", 10001}, {"42.0001", -1}, {"042", -1},
                  {"", -1},      {".5", -1},      {"4.", -1},        {"4.2.1", -1},   {"-4", -1},
                  {"４２", -1},  {"4 2", -1},     {"999999999", -1}, {"1e3", -1}};
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        struct text t = text_from_utf8(arena, widths[i].text, (struct pos){0});
        assert_int_equal(decimal_thousandths(t), widths[i].microns);
    }
}

static void stored_numbers_are_read_and_rounded(void **state)
{
    (void)state;
    static const struct {
        const char *stored;
        int64_t value;
        int decimals, rounded_to;
        const char *rounded;
    } numbers[] = {
        {"1.38E+10", 138, -8, 0, "13800000000"},
        {"0.30000000000000004", 30000000000000004, 17, 15, "0.3"},
        {"-2.50", -25, 1, 0, "-3"},
        {"-0.4", -4, 1, 0, "0"},
        {"99.999", 99999, 3, 2, "100"},
        {"007", 7, 0, 5, "7"},
        {"1E-400", 1, 400, 30, "0"},
        {"0.1234567890123456789", 123456789012345678, 18, 4, "0.1235"},
        {"5E-1", 5, 1, 0, "1"},
        {"1E999999999999", 1, -4000, -5000, NULL},
        {"+0.000", 0, 0, 0, "0"},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct decimal d;
        bool whole;
        const char *stored = numbers[i].stored;
        assert_int_equal(decimal_parse(stored, strlen(stored), &d, &whole), DECIMAL_NUMBER);
        assert_int_equal(d.value, numbers[i].value);
        if (numbers[i].decimals > -400)
            assert_int_equal(d.decimals, numbers[i].decimals);
        decimal_round(&d, numbers[i].rounded_to);
        struct buf b = {0};
        if (d.value < 0)
            buf_char(&b, '-');
        decimal_write(&b, d, 1, d.decimals > 0 ? d.decimals : 0);
        if (numbers[i].rounded)
            assert_string_equal(b.p, numbers[i].rounded);
        buf_drop(&b);
    }
    struct decimal d;
    bool whole;
    assert_int_equal(decimal_parse("1234567890123456789", 19, &d, &whole), DECIMAL_LONG);
    assert_int_equal(decimal_magnitude(d), 19);
    assert_int_equal(decimal_parse("1234567890123456789.5", 21, &d, &whole), DECIMAL_NUMBER);
    assert_false(whole);
    assert_int_equal(decimal_parse("1e", 2, &d, &whole), DECIMAL_BAD);
    assert_int_equal(decimal_parse("", 0, &d, &whole), DECIMAL_BAD);
    assert_int_equal(decimal_parse("0.012", 5, &d, &whole), DECIMAL_NUMBER);
    assert_int_equal(decimal_magnitude(d), -1);
}

/* What is read, and the mark: "1200.50 ¥". */
static void assert_marked(const char *typed, const char *expected)
{
    struct decimal d;
    const struct decimal_mark *m;
    struct text t = text_from_utf8(arena, typed, (struct pos){src, 0});
    const char *got = "none";
    if (decimal_read_marked(t, &d, &m) == DECIMAL_NUMBER)
        got = arena_printf(arena, "%s %s%s", decimal_text(arena, d), m ? m->before : "",
                           m ? m->behind : "");
    assert_string_equal(got, expected);
}

static void numbers_with_the_usual_marks_are_read(void **state)
{
    (void)state;
    assert_marked("1,200.50", "1,200.50 ");
    assert_marked("¥1,200.50", "1,200.50 ¥");
    assert_marked("￥ 80", "80 ￥");
    assert_marked("-¥12", "-12 ¥");
    assert_marked("¥-12", "-12 ¥");
    assert_marked("12.5％", "12.5 %");
    assert_marked("3.5 万元", "3.5 万元");
    assert_marked("3.5万", "3.5 万");
    assert_marked("200平方米", "200 平方米");
    static const char *const none[] = {"约8000", "万元",          "¥",     "3元5角",
                                       "--¥12",  "-¥-12",         "三亩",  "3人、2人",
                                       "¥5元",   "12345万元以上", "3元元", "—元"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_marked(none[i], "none");
}

static void money_goes_together_and_nothing_else_does(void **state)
{
    (void)state;
    static const char *const typed[] = {"¥1", "1元", "1", "1万元", "1%"};
    const struct decimal_mark *marks[5];
    struct decimal d;
    for (size_t i = 0; i < 5; i++)
        decimal_read_marked(text_from_utf8(arena, typed[i], (struct pos){src, 0}), &d, &marks[i]);
    for (size_t i = 0; i < 5; i++)
        for (size_t k = 0; k < 5; k++)
            assert_int_equal(decimal_marks_agree(marks[i], marks[k]), i == k || (i < 3 && k < 3));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_in_every_usual_form),
        cmocka_unit_test(what_is_no_number_is_told_apart),
        cmocka_unit_test(sums_are_exact_and_keep_the_most_decimals),
        cmocka_unit_test(a_sum_too_long_is_refused),
        cmocka_unit_test(stored_numbers_are_read_and_rounded),
        cmocka_unit_test(numbers_with_the_usual_marks_are_read),
        cmocka_unit_test(money_goes_together_and_nothing_else_does),
        cmocka_unit_test(millimetres_are_read_to_the_micron),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
