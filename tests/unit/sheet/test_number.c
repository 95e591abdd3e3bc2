/* Numbers as their formats show them, in digits alone. */
#include "sheet_testing.h"

static void assert_shown_in(const char *value, struct sheet_format f, bool since_1904,
                            const char *expected)
{
    struct buf out = {0};
    bool lost;
    buf_str(&out, "");
    assert_true(sheet_number_show(value, strlen(value), &f, since_1904, &out, &lost));
    assert_string_equal(out.p, expected);
    buf_drop(&out);
}

static void assert_code(const char *value, const char *code, const char *expected)
{
    assert_shown_in(value, sheet_format(200, code, strlen(code)), false, expected);
}

static void assert_id(const char *value, uint32_t id, const char *expected)
{
    assert_shown_in(value, sheet_format(id, NULL, 0), false, expected);
}

static void general_shows_whole_numbers_whole(void **state)
{
    (void)state;
    assert_id("0", 0, "0");
    assert_id("-7", 0, "-7");
    assert_id("13800000000", 0, "13800000000");
    assert_id("1.38E+10", 0, "13800000000");
    assert_id("007", 0, "7");
    assert_id("440101199001010011", 0, "440101199001010011");
    assert_id("4.4010119900101E+17", 0, "440101199001010000");
}

static void general_shows_fractions_as_far_as_a_cell_goes(void **state)
{
    (void)state;
    assert_id("0.1", 0, "0.1");
    assert_id("0.30000000000000004", 0, "0.3");
    assert_id("3.1400000000000001", 0, "3.14");
    assert_id("0.33333333333333331", 0, "0.333333333");
    assert_id("2.9999999999999996", 0, "3");
    assert_id("1234567.8912", 0, "1234567.891");
    assert_id("1.0000000000000001E-5", 0, "0.00001");
    assert_id("1E-12", 0, "0.000000000001");
    assert_id("5.5511151231257827E-17", 0, "0");
    assert_id("1E-300", 2, "0.00");
    assert_id("-0.5", 0, "-0.5");
    assert_id("1E+300", 0, "1E+300");
}

static void fixed_formats_round_halves_up(void **state)
{
    (void)state;
    assert_id("2.5", 1, "3");
    assert_id("-2.5", 1, "-3");
    assert_id("-0.4", 1, "0");
    assert_id("9.995", 2, "10.00");
    assert_id("99.999", 2, "100.00");
    assert_id("1.5", 2, "1.50");
    assert_id("0.005", 2, "0.01");
    assert_id("0.0049", 2, "0.00");
    assert_id("13800000000", 1, "13800000000");
}

static void thousands_are_parted(void **state)
{
    (void)state;
    assert_id("1234567", 3, "1,234,567");
    assert_id("123", 3, "123");
    assert_id("1234.5", 4, "1,234.50");
    assert_id("-1234.5", 43, "-1,234.50");
    assert_id("1234.5", 37, "1,235");
}

static void per_cents_are_shown_as_such(void **state)
{
    (void)state;
    assert_id("0.125", 9, "13%");
    assert_id("0.125", 10, "12.50%");
    assert_id("0", 9, "0%");
    assert_id("1", 9, "100%");
    assert_code("0.5", "0.0#%", "50.0%");
}

static void codes_of_a_workbook_are_read(void **state)
{
    (void)state;
    assert_code("7", "000", "007");
    assert_code("7", "0\"号车\"", "7号车");
    assert_code("3", "\"第\"0\\组", "第3组");
    assert_code("1234.5", "[$¥-804]#,##0.00;[Red]-[$¥-804]#,##0.00", "¥1,234.50");
    assert_code("1234.5", "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "1,234.50");
    assert_code("1.5", "0.##", "1.5");
    assert_code("2", "0.##", "2");
    assert_code("12.5", "General", "12.5");
    assert_code("12.5", "G/通用格式", "12.5");
    assert_code("13800000000", "0.00E+00", "13800000000");
    assert_code("0.5", "# ?/?", "0.5");
    assert_code("12", "@", "12");
    assert_code("12345", "0,", "12345");
    assert_code("5", "", "5");
    assert_code("5", "\"x", "5");
}

static void dates_are_shown_the_same_way(void **state)
{
    (void)state;
    assert_id("46284", 14, "2026-09-19");
    for (uint32_t id = 28; id <= 31; id++)
        assert_id("46284", id, "2026-09-19");
    assert_id("46284", 58, "2026-09-19");
    assert_id("46284", 57, "2026-09");
    assert_id("46284", 27, "2026-09");
    assert_code("46284", "yyyy\"年\"m\"月\"d\"日\";@", "2026-09-19");
    assert_code("46284", "[$-804]yyyy\"年\"m\"月\";@", "2026-09");
    assert_code("46284", "m\"月\"d\"日\"", "2026-09-19");
    assert_code("46284", "yyyy", "2026");
    assert_code("46284", "d-mmm-yy", "2026-09-19");
    assert_code("46284.0", "yyyy/m/d", "2026-09-19");
}

static void times_stand_behind_dates(void **state)
{
    (void)state;
    assert_id("46284.354166666664", 22, "2026-09-19 08:30");
    assert_id("46284", 22, "2026-09-19");
    assert_id("46284.99999999", 22, "2026-09-20");
    assert_id("0.354166666666667", 20, "08:30");
    assert_id("0.5000115740740741", 21, "12:00:01");
    assert_code("0.354166666666667", "上午/下午h\"时\"mm\"分\"", "08:30");
    assert_code("46284.75", "yyyy-mm-dd hh:mm:ss", "2026-09-19 18:00");
    assert_code("0.75", "mm:ss", "18:00");
    assert_code("46284.75", "yyyy-m-d", "2026-09-19");
}

static void the_edges_of_the_calendar_are_kept(void **state)
{
    (void)state;
    assert_id("1", 14, "1900-01-01");
    assert_id("59", 14, "1900-02-28");
    assert_id("60", 14, "1900-02-29");
    assert_id("61", 14, "1900-03-01");
    assert_id("45351", 14, "2024-02-29");
    assert_id("46022", 14, "2025-12-31");
    assert_id("2958465", 14, "9999-12-31");
    assert_id("2958466", 14, "2958466");
    assert_id("-1", 14, "-1");
    assert_id("0", 14, "0");
    assert_shown_in("44822", sheet_format(14, NULL, 0), true, "2026-09-19");
    assert_shown_in("0", sheet_format(14, NULL, 0), true, "1904-01-01");
}

static bool is_lost(const char *value, uint32_t id)
{
    struct buf out = {0};
    struct sheet_format f = sheet_format(id, NULL, 0);
    bool lost = false;
    assert_true(sheet_number_show(value, strlen(value), &f, false, &out, &lost));
    buf_drop(&out);
    return lost;
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
    struct sheet_format f = sheet_format(0, NULL, 0);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        struct buf out = {0};
        bool lost;
        assert_false(sheet_number_show(values[i], strlen(values[i]), &f, false, &out, &lost));
        buf_drop(&out);
    }
}

static void digits_without_end_are_survived(void **state)
{
    (void)state;
    struct buf digits = {0}, out = {0};
    bool lost;
    for (int i = 0; i < 5000; i++)
        buf_char(&digits, '9');
    struct sheet_format f = sheet_format(4, NULL, 0);
    assert_true(sheet_number_show(digits.p, digits.n, &f, false, &out, &lost));
    assert_int_equal(out.n, digits.n);
    buf_clear(&out);
    assert_true(sheet_number_show("0.00000000000000000000000000000000000000001", 43, &f, false,
                                  &out, &lost));
    buf_drop(&digits);
    buf_drop(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(general_shows_whole_numbers_whole),
        cmocka_unit_test(general_shows_fractions_as_far_as_a_cell_goes),
        cmocka_unit_test(fixed_formats_round_halves_up),
        cmocka_unit_test(thousands_are_parted),
        cmocka_unit_test(per_cents_are_shown_as_such),
        cmocka_unit_test(codes_of_a_workbook_are_read),
        cmocka_unit_test(dates_are_shown_the_same_way),
        cmocka_unit_test(times_stand_behind_dates),
        cmocka_unit_test(the_edges_of_the_calendar_are_kept),
        cmocka_unit_test(numbers_too_long_to_be_whole_are_noticed),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(digits_without_end_are_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
