/* Decimal numbers as offices write them: read, added and written without rounding. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_in_every_usual_form),
        cmocka_unit_test(what_is_no_number_is_told_apart),
        cmocka_unit_test(sums_are_exact_and_keep_the_most_decimals),
        cmocka_unit_test(a_sum_too_long_is_refused),
        cmocka_unit_test(millimetres_are_read_to_the_micron),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
