/* Number formats: what a person sees in Excel or WPS whose language is Chinese. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "value/format.h"

struct shown {
    const char *code, *value, *text;
};

static struct decimal decimal_of(const char *value)
{
    struct decimal d;
    bool whole;
    assert_int_equal(decimal_parse(value, strlen(value), &d, &whole), DECIMAL_NUMBER);
    return d;
}

static void assert_shown(const char *code, const char *value, const char *text)
{
    struct arena *a = arena_new();
    struct buf out = {0};
    buf_str(&out, "");
    format_show(format_read(a, code, strlen(code)), decimal_of(value), false, &out);
    if (strcmp(out.p, text) != 0)
        fail_msg("%s in %s: \"%s\", not \"%s\"", value, code, out.p, text);
    buf_drop(&out);
    arena_drop(a);
}

#define SHOWN(...)                                                                                 \
    do {                                                                                           \
        static const struct shown all_[] = {__VA_ARGS__};                                          \
        for (size_t i_ = 0; i_ < sizeof all_ / sizeof *all_; i_++)                                 \
            assert_shown(all_[i_].code, all_[i_].value, all_[i_].text);                            \
    } while (0)

static void general_shows_as_much_as_a_cell_does(void **state)
{
    (void)state;
    SHOWN(
        {"General", "0", "0"}, {"General", "-7", "-7"}, {"G/通用格式", "12.5", "12.5"},
        {"General", "0.333333333333333", "0.333333333"}, {"General", "1234567.8912", "1234567.891"},
        {"General", "12345678901.5", "12345678902"}, {"General", "0.00001", "0.00001"},
        {"General", "0.000123456789", "0.000123457"}, {"General", "0.0000123456", "1.23456E-05"},
        {"General", "-0.00000999999999", "-1E-05"}, {"General", "1E-12", "1E-12"},
        {"General", "5.55E-17", "0"}, {"General", "440101199001010", "440101199001010"},
        {"General", "123456789012.34", "123456789012.34"}, {"", "5", "5"}, {"[Red]", "5.5", "5.5"},
        {"General\"元\"", "-12.5", "-12.5元"}, {"@", "12", "12"}, {"General;-General", "-3", "-3"});
}

static void digits_go_into_their_places(void **state)
{
    (void)state;
    SHOWN({"0", "2.5", "3"}, {"0", "-2.5", "-3"}, {"0", "-0.4", "0"}, {"0.00", "9.995", "10.00"},
          {"000", "7", "007"}, {"00000", "-42", "-00042"}, {"#", "0", ""}, {".00", "12.5", "12.50"},
          {".00", "0.5", ".50"}, {"0.##", "2", "2"}, {"0.0#", "1.25", "1.25"}, {"0.0#", "1", "1.0"},
          {"???.???", "1.5", "1.5"}, {"#,##0", "1234567", "1,234,567"}, {"#,##0", "123", "123"},
          {"0,000", "12", "0,012"}, {"#,##0.00", "-1234.5", "-1,234.50"},
          {"000-0000-0000", "13800000001", "138-0000-0001"},
          {"000-0000-0000", "5", "000-0000-0005"}, {"###-####", "5", "-5"},
          {"0000-00-00", "20260919", "2026-09-19"}, {"0000\"年\"00\"月\"", "202609", "2026年09月"},
          {"0\"号车\"", "7", "7号车"}, {"\"第\"0\\组", "3", "第3组"},
          {"\"第\"0\"组\"", "-3", "-第3组"}, {"000\".\"000", "1234567", "1234.567"},
          {"0\"x", "5", "5x"});
}

static void numbers_are_scaled(void **state)
{
    (void)state;
    SHOWN({"0%", "0.125", "13%"}, {"0.00%", "0.12345", "12.35%"}, {"0.0#%", "0.5", "50.0%"},
          {"0%;[红色]-0%", "-0.5", "-50%"}, {"0,", "12345", "12"}, {"0.0,", "12345", "12.3"},
          {"0.000,,", "12345678", "12.346"}, {"#,##0,\"千\"", "1234567", "1,235千"},
          {"0.0\"万元\"", "3.5", "3.5万元"}, {"0!.0,", "12345", "1.2"},
          {"0!.0,\"万元\"", "35000", "3.5万元"}, {"0\\.0,", "1234567", "123.5"});
}

static void a_section_is_chosen(void **state)
{
    (void)state;
    static const char accounting[] = "_ \"¥\"* #,##0.00_ ;_ \"¥\"* \\-#,##0.00_ ;_ \"¥\"* \"-\"?"
                                     "?_ ;_ @_ ";
    SHOWN({"0;(0)", "5", "5"}, {"0;(0)", "-5", "(5)"}, {"0.00;(0.00)", "-0.001", "(0.00)"},
          {"0;-0;\"无\"", "0", "无"}, {"0;-0;;@", "0", ""}, {"0;-0;;@", "-3", "-3"},
          {";;;", "5", ""}, {"0.0;@", "5", "5.0"}, {"0.0;@", "-5", "-5.0"},
          {accounting, "12000.5", "¥12,000.50"}, {accounting, "-300", "¥-300.00"},
          {accounting, "0", "¥-"},
          {"[$¥-804]#,##0.00;[Red]-[$¥-804]#,##0.00", "-1234.5", "-¥1,234.50"},
          {"[$€-2] #,##0.00", "5", "€ 5.00"}, {"[<10]#\" Wow\"", "1.5", "2 Wow"},
          {"[<10]#\" Wow\"", "11", "11"}, {"[>=100]\"多\"0;[<10]\"少\"0.0;0", "150", "多150"},
          {"[>=100]\"多\"0;[<10]\"少\"0.0;0", "5", "少5.0"},
          {"[>=100]\"多\"0;[<10]\"少\"0.0;0", "50", "50"}, {"[=1]\"男\";[=2]\"女\"", "1", "男"},
          {"[=1]\"男\";[=2]\"女\";", "2", "女"}, {"[>=10000]0!.0,\"万\";0", "35000", "3.5万"},
          {"[>=10000]0!.0,\"万\";0", "-5", "-5"}, {"[颜色3]0.0", "5", "5.0"});
}

static void fractions_and_powers_are_shown(void **state)
{
    (void)state;
    SHOWN({"# ?/?", "0.5", "1/2"}, {"# ?/?", "1.3", "1 1/3"}, {"# ?/?", "-1.2", "-1 1/5"},
          {"# ?/?", "5", "5"}, {"# ?/?", "0", "0"},
          {"# ?"
           "?/?"
           "?",
           "3.14159", "3 1/7"},
          {"?/?", "1.5", "3/2"}, {"# ?/8", "0.3", "2/8"}, {"# ?/?", "0.99", "1"},
          {"# ?"
           "?/?"
           "?",
           "0.456", "26/57"},
          {"0 ?/?", "0.25", "0 1/4"}, {"0.00E+00", "0.000123", "1.23E-04"},
          {"0.00E+00", "-123456.5", "-1.23E+05"}, {"##0.0E+0", "12345.5", "12.3E+3"},
          {"0.0E-0", "12345.5", "1.2E4"}, {"0.0E+0", "9999.5", "1.0E+4"},
          {"0.00E+00", "13800000000", "13800000000"});
}

static void days_are_shown_as_they_are_written(void **state)
{
    (void)state;
    SHOWN({"yyyy/m/d", "46284", "2026/9/19"}, {"yyyy-mm-dd", "46284", "2026-09-19"},
          {"yyyy\"年\"m\"月\"d\"日\";@", "46284", "2026年9月19日"},
          {"m\"月\"d\"日\"", "46284", "9月19日"},
          {"[$-804]yyyy\"年\"m\"月\";@", "46284", "2026年9月"}, {"yy.mm.dd", "46284", "26.09.19"},
          {"e\"年\"", "46284", "2026年"}, {"d-mmm-yy", "46284", "19-Sep-26"},
          {"dddd, mmmm d", "46284", "Saturday, September 19"}, {"mmmmm ddd", "46284", "S Sat"},
          {"[$-804]mmmm", "46284", "九月"}, {"[$-804]mmm", "46284", "9月"},
          {"[$-804]dddd", "46284", "星期六"}, {"aaaa", "46284", "星期六"},
          {"\"周\"aaa", "46284", "周六"}, {"[$-804]aaa", "46284", "周六"},
          {"[$-F800]dddd, mmmm dd", "46284", "2026年9月19日"}, {"yyyy-mm-dd", "0", "1900-01-00"},
          {"yyyy-mm-dd", "60", "1900-02-29"}, {"yyyy-mm-dd", "2958465", "9999-12-31"},
          {"yyyy-mm-dd", "2958466", "2958466"}, {"yyyy-mm-dd", "-1", "-1"},
          {"yyyy-mm-dd", "46283.9999999999", "2026-09-19"},
          {"yyyy-mm-dd", "46283.9999999", "2026-09-18"});
}

static void times_are_shown_as_they_are_written(void **state)
{
    (void)state;
    SHOWN({"h:mm", "0.354166666666667", "8:30"}, {"hh:mm:ss", "0.5000115740740741", "12:00:01"},
          {"yyyy/m/d h:mm", "46284.354166666664", "2026/9/19 8:30"},
          {"yyyy-mm-dd hh:mm:ss", "46283.99999999", "2026-09-19 00:00:00"},
          {"h:mm AM/PM", "0.5", "12:00 PM"}, {"h:mm a/p", "0.25", "6:00 a"},
          {"上午/下午h\"时\"mm\"分\"", "0.75", "下午6时00分"},
          {"[$-804]AM/PMh:mm", "0.25", "上午6:00"}, {"h mmm", "46284.5", "12 Sep"},
          {"mmm ss", "46284.5", "Sep 00"}, {"mm:ss.0", "0.00001", "00:00.9"},
          {"hh:mm:ss.000", "0.500000115740741", "12:00:00.010"}, {"[h]:mm", "1.25", "30:00"},
          {"[h]\"小时\"mm\"分\"", "1.25", "30小时00分"}, {"[mm]:ss", "0.1", "144:00"},
          {"[ss]", "0.001", "86"}, {"[h]:mm", "-0.5", "-12:00"}, {"h:mm", "1.25", "6:00"},
          {"[$-F400]h:mm", "0.5", "12:00:00"});
}

static void digits_may_be_chinese(void **state)
{
    (void)state;
    SHOWN({"[DBNum1]General", "10010010", "一千〇一万〇一十"}, {"[DBNum1]General", "0", "〇"},
          {"[DBNum1][$-804]General", "110", "一百一十"}, {"[DBNum1]0", "1234", "一二三四"},
          {"[DBNum2]G/通用格式\"元整\"", "10205", "壹万零贰佰零伍元整"},
          {"[DBNum3]0", "12", "１２"}, {"[DBNum2]0.00", "1.5", "壹.伍零"},
          {"[DBNum1]General", "100000000", "一亿"}, {"[DBNum1]General", "1000000000000", "一万亿"},
          {"[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", "46284", "二〇二六年九月十九日"},
          {"[DBNum1]m\"月\"", "46310", "十月"},
          {"[DBNum1]h\"时\"mm\"分\"", "0.51", "十二时十四分"});
}

static void texts_are_shown_by_their_section(void **state)
{
    (void)state;
    static const struct shown all[] = {{"\"第\"@\"组\"", "三", "第三组"},
                                       {";;;", "三", ""},
                                       {"0;-0;0;_ @_ ", "三", "三"},
                                       {"0.0;@", "三", "三"},
                                       {"0.0", "三", NULL},
                                       {"0;-0", "三", NULL}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct arena *a = arena_new();
        struct buf out = {0};
        buf_str(&out, "");
        const struct format *f = format_read(a, all[i].code, strlen(all[i].code));
        bool own = format_show_text(f, all[i].value, strlen(all[i].value), &out);
        assert_int_equal(own, all[i].text != NULL);
        if (own)
            assert_string_equal(out.p, all[i].text);
        buf_drop(&out);
        arena_drop(a);
    }
}

static void moments_are_told_by_what_is_shown_of_them(void **state)
{
    (void)state;
    static const struct shown all[] = {{"m\"月\"d\"日\"", "46284", "2026-09-19"},
                                       {"yyyy\"年\"m\"月\"", "46284", "2026-09"},
                                       {"yyyy", "46284", "2026"},
                                       {"aaaa", "46284", "2026-09-19"},
                                       {"yyyy/m/d h:mm", "46284.75", "2026-09-19 18:00"},
                                       {"yyyy/m/d h:mm", "46284", "2026-09-19"},
                                       {"h:mm", "0.354166666666667", "08:30"},
                                       {"yyyy/m/d", "0", NULL},
                                       {"[h]:mm", "1.25", NULL},
                                       {"0.00", "46284", NULL},
                                       {"General", "46284", NULL}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct arena *a = arena_new();
        struct buf out = {0};
        const struct format *f = format_read(a, all[i].code, strlen(all[i].code));
        bool moment = format_moment(f, decimal_of(all[i].value), false, &out);
        assert_int_equal(moment, all[i].text != NULL);
        if (moment)
            assert_string_equal(out.p, all[i].text);
        buf_drop(&out);
        arena_drop(a);
    }
}

static void what_is_shown_is_a_number_again(void **state)
{
    (void)state;
    static const struct shown all[] = {{"0.00", "33.336", "33.34"},    {"0%", "0.1234", "0.12"},
                                       {"0!.0,", "12345", "12000"},    {"General", "1.5", "1.5"},
                                       {"0.0\"万元\"", "3.45", "3.5"}, {"# ?/?", "0.3", "0.3"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct arena *a = arena_new();
        const struct format *f = format_read(a, all[i].code, strlen(all[i].code));
        assert_true(
            decimal_equal(format_rounded(f, decimal_of(all[i].value)), decimal_of(all[i].text)));
        arena_drop(a);
    }
}

static void codes_that_are_none_are_survived(void **state)
{
    (void)state;
    static const char *const codes[] = {
        "\"",    "\\",   "_",    "*",       "[",     "[$",  "[$-",   "[h",      "[DBNum",
        "/",     "0/",   "/0",   "E+",      "0E+",   "0E",  ";",     ";;;;;;;", "[<]0",
        "[>x]0", "%",    ",",    ",,0,,",   ".",     "..",  "0.0.0", "0/0/0",   "@@",
        "aa",    "上午", "[hm]", "0E+0E+0", "?/?/?", "h.0", ".0s",   "[$-F800", "!"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        static const char *const values[] = {"0", "1", "-1.5", "123456789012345", "1E-18", "0.5"};
        struct arena *a = arena_new();
        const struct format *f = format_read(a, codes[i], strlen(codes[i]));
        for (size_t k = 0; k < sizeof values / sizeof *values; k++) {
            struct buf out = {0};
            format_show(f, decimal_of(values[k]), k % 2, &out);
            format_moment(f, decimal_of(values[k]), k % 2, &out);
            format_show_text(f, "x", 1, &out);
            buf_drop(&out);
        }
        arena_drop(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(general_shows_as_much_as_a_cell_does),
        cmocka_unit_test(digits_go_into_their_places),
        cmocka_unit_test(numbers_are_scaled),
        cmocka_unit_test(a_section_is_chosen),
        cmocka_unit_test(fractions_and_powers_are_shown),
        cmocka_unit_test(days_are_shown_as_they_are_written),
        cmocka_unit_test(times_are_shown_as_they_are_written),
        cmocka_unit_test(digits_may_be_chinese),
        cmocka_unit_test(texts_are_shown_by_their_section),
        cmocka_unit_test(moments_are_told_by_what_is_shown_of_them),
        cmocka_unit_test(what_is_shown_is_a_number_again),
        cmocka_unit_test(codes_that_are_none_are_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
