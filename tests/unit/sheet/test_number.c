/* Numbers of workbooks: formats that every workbook has, and what a number is exactly. */
#include "sheet_testing.h"

struct given {
    const char *value;
    uint32_t id; /* of a format that every workbook has */
    const char *shown, *exact;
};

static void assert_given(const struct given *g, bool since_1904)
{
    struct arena *a = arena_new();
    struct sheet_number n = {.shown = {0}};
    buf_str(&n.shown, "");
    buf_str(&n.exact, "");
    assert_true(
        sheet_number_show(g->value, strlen(g->value), sheet_built_in(a, g->id), since_1904, &n));
    if (strcmp(n.shown.p, g->shown) != 0 || strcmp(n.exact.p, g->exact) != 0)
        fail_msg("%s in %u: \"%s\", \"%s\"", g->value, (unsigned)g->id, n.shown.p, n.exact.p);
    buf_drop(&n.shown);
    buf_drop(&n.exact);
    arena_drop(a);
}

#define GIVEN(...)                                                                                 \
    do {                                                                                           \
        static const struct given all_[] = {__VA_ARGS__};                                          \
        for (size_t i_ = 0; i_ < sizeof all_ / sizeof *all_; i_++)                                 \
            assert_given(&all_[i_], false);                                                        \
    } while (0)

static void stored_numbers_are_decimals(void **state)
{
    (void)state;
    GIVEN({"1.38E+10", 0, "13800000000", ""}, {"007", 0, "7", ""},
          {"440101199001010011", 0, "440101199001010011", ""},
          {"4.4010119900101E+17", 0, "440101199001010000", ""},
          {"0.30000000000000004", 0, "0.3", ""}, {"3.1400000000000001", 0, "3.14", ""},
          {"2.9999999999999996", 0, "3", ""}, {"1.0000000000000001E-5", 0, "0.00001", ""},
          {"0.33333333333333331", 0, "0.333333333", "0.333333333333333"},
          {"1E+300", 0, "1E+300", ""}, {"1E-300", 2, "0.00", "0"});
}

static void built_in_formats_are_those_of_chinese(void **state)
{
    (void)state;
    GIVEN({"2.5", 1, "3", "2.5"}, {"1234.5", 4, "1,234.50", ""}, {"-1234", 5, "¥-1,234", "-1234"},
          {"1234.5", 7, "¥1,234.50", "1234.5"}, {"0.125", 9, "13%", "0.125"},
          {"0.125", 10, "12.50%", "0.125"}, {"1.5", 12, "1 1/2", "1.5"},
          {"46284", 14, "2026/9/19", "2026-09-19"}, {"46284", 15, "19-Sep-26", "2026-09-19"},
          {"46284", 17, "Sep-26", "2026-09"}, {"0.75", 18, "6:00 PM", "18:00"},
          {"0.354166666666667", 20, "8:30", "08:30"},
          {"46284.354166666664", 22, "2026/9/19 8:30", "2026-09-19 08:30"},
          {"46284", 27, "2026年9月", "2026-09"}, {"46284", 28, "9月19日", "2026-09-19"},
          {"46284", 31, "2026年9月19日", "2026-09-19"}, {"0.75", 33, "18时00分00秒", "18:00"},
          {"0.75", 34, "下午6时00分", "18:00"}, {"-1234", 37, "-1,234", ""},
          {"-1234.5", 43, "-1,234.50", ""}, {"0", 43, "-", "0"}, {"0", 44, "¥-", "0"},
          {"1.25", 46, "30:00:00", ""}, {"12", 49, "12", ""}, {"46284", 57, "2026年9月", "2026-09"},
          {"46284", 58, "9月19日", "2026-09-19"}, {"5", 9999, "5", ""});
}

static void moments_need_a_day_that_exists(void **state)
{
    (void)state;
    GIVEN({"1", 14, "1900/1/1", "1900-01-01"}, {"59", 14, "1900/2/28", "1900-02-28"},
          {"60", 14, "1900/2/29", "1900-02-29"}, {"61", 14, "1900/3/1", "1900-03-01"},
          {"2958465", 14, "9999/12/31", "9999-12-31"}, {"2958466", 14, "2958466", ""},
          {"-1", 14, "-1", ""}, {"0", 14, "1900/1/0", ""});
    assert_given(&(struct given){"44822", 14, "2026/9/19", "2026-09-19"}, true);
    assert_given(&(struct given){"0", 14, "1904/1/1", "1904-01-01"}, true);
    assert_given(&(struct given){"1.25", 46, "30:00:00", ""}, true);
}

static bool is_lost(const char *value, uint32_t id)
{
    struct arena *a = arena_new();
    struct sheet_number n = {.shown = {0}};
    assert_true(sheet_number_show(value, strlen(value), sheet_built_in(a, id), false, &n));
    buf_drop(&n.shown);
    buf_drop(&n.exact);
    arena_drop(a);
    return n.lost;
}

static void numbers_too_long_to_be_whole_are_noticed(void **state)
{
    (void)state;
    assert_true(is_lost("4.4010119900101E+17", 0));
    assert_true(is_lost("440101199001010000", 1));
    assert_false(is_lost("13800000000", 0));
    assert_false(is_lost("123456789012345", 0));
    assert_false(is_lost("0.12345678901234567", 0));
}

static void what_is_no_number_is_refused(void **state)
{
    (void)state;
    static const char *const values[] = {"",    "-",  ".",  "1.2.3", "abc", "1E",
                                         "1E+", "1x", "E5", "--1",   "1 2"};
    struct arena *a = arena_new();
    struct sheet_number n = {.shown = {0}};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        assert_false(
            sheet_number_show(values[i], strlen(values[i]), sheet_built_in(a, 0), false, &n));
    arena_drop(a);
}

static void digits_without_end_are_survived(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct sheet_number n = {.shown = {0}};
    struct buf digits = {0};
    for (int i = 0; i < 5000; i++)
        buf_char(&digits, '9');
    const struct format *f = sheet_built_in(a, 4);
    assert_true(sheet_number_show(digits.p, digits.n, f, false, &n));
    assert_int_equal(n.shown.n, digits.n);
    assert_true(sheet_number_show("0.00000000000000000000000000000000000000001", 43, f, false, &n));
    assert_string_equal(n.shown.p, "0.00");
    buf_drop(&digits);
    buf_drop(&n.shown);
    buf_drop(&n.exact);
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stored_numbers_are_decimals),
        cmocka_unit_test(built_in_formats_are_those_of_chinese),
        cmocka_unit_test(moments_need_a_day_that_exists),
        cmocka_unit_test(numbers_too_long_to_be_whole_are_noticed),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(digits_without_end_are_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
