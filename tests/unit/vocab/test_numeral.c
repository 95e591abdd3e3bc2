/* Dates and numbers are understood in every usual spelling, and only then. */
#include "vocab_test.h"

static struct text text_of(struct arena *a, const char *s)
{
    struct source *src = source_new(a, "t.xml", s, strlen(s));
    return text_from_utf8(a, s, (struct pos){src, 0});
}

static void usual_dates_are_understood(void **state)
{
    (void)state;
    static const char *const same[] = {
        "2026-09-19",
        "2026年9月19日",
        "2026年09月19日",
        "2026.9.19",
        "2026/9/19",
        "2026-9-19",
        "20260919",
        "二〇二六年九月十九日",
        "二零二六年九月十九日",
        "２０２６年９月１９日",
        "2026 年 9 月 19 日",
        "2026年9月19号",
        "2026．9．19",
        "2026—9—19",
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        struct loose_date date;
        assert_true(numeral_date(text_of(a, same[i]), &date));
        assert_int_equal(date.year, 2026);
        assert_int_equal(date.month, 9);
        assert_int_equal(date.day, 19);
        assert_int_equal(date.strict, i == 0);
    }
    arena_drop(a);
}

static void chinese_days_are_counted_in_tens(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int month, day;
    } dates[] = {
        {"二〇二六年十月十日", 10, 10},
        {"二〇二六年十一月二十日", 11, 20},
        {"二〇二六年十二月三十一日", 12, 31},
        {"二〇二六年一月二十五日", 1, 25},
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        struct loose_date date;
        assert_true(numeral_date(text_of(a, dates[i].text), &date));
        assert_int_equal(date.month, dates[i].month);
        assert_int_equal(date.day, dates[i].day);
    }
    arena_drop(a);
}

static void a_date_without_a_day_is_known_as_such(void **state)
{
    (void)state;
    static const char *const dates[] = {"2026年9月", "2026-09", "2026.9", "202609",
                                        "二〇二六年九月"};
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        struct loose_date date;
        assert_true(numeral_date(text_of(a, dates[i]), &date));
        assert_int_equal(date.month, 9);
        assert_int_equal(date.day, 0);
    }
    arena_drop(a);
}

static void other_texts_are_no_dates(void **state)
{
    (void)state;
    static const char *const texts[] = {"",
                                        "今天",
                                        "9月19日",
                                        "26-09-19",
                                        "2026",
                                        "年",
                                        "-",
                                        "2026-09-19x",
                                        "999999999999",
                                        "2026年九",
                                        "2026-09-19T00:00",
                                        "2026年x月1日",
                                        "0026-09-19"};
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct loose_date date;
        bool known = numeral_date(text_of(a, texts[i]), &date);
        assert_int_equal(known, strcmp(texts[i], "2026年九") == 0);
    }
    arena_drop(a);
}

static void typed_heading_numbers_are_seen(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t n;
    } headings[] = {
        {"一、总体要求", 2}, {"十一、附则", 3},  {"（一）指导思想", 3},
        {"(一)指导思想", 3}, {"1.组织领导", 2},  {"1．组织领导", 2},
        {"10、组织领导", 3}, {"（1）组织", 3},   {"1）组织", 2},
        {"①组织", 1},        {"第一章 总则", 0}, {"一户一策", 0},
        {"2026年安排", 0},   {"1.5万亩任务", 0}, {"3,000亩任务", 0},
        {"（试行）", 0},     {"总体要求", 0},    {"", 0},
        {"一", 0},           {"（", 0},
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        assert_int_equal(numeral_heading(text_of(a, headings[i].text)), headings[i].n);
    arena_drop(a);
}

static void typed_attachment_labels_are_seen(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t n;
    } titles[] = {{"附件：名单", 3}, {"附件1：名单", 4}, {"附件1名单", 3}, {"附件一、名单", 4},
                  {"附件目录", 0},   {"名单", 0},        {"附", 0},        {"附件", 0}};
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        assert_int_equal(numeral_label(text_of(a, titles[i].text)), titles[i].n);
    arena_drop(a);
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
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        struct text t = text_from_utf8(a, widths[i].text, (struct pos){0});
        assert_int_equal(numeral_microns(t), widths[i].microns);
    }
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(usual_dates_are_understood),
        cmocka_unit_test(chinese_days_are_counted_in_tens),
        cmocka_unit_test(a_date_without_a_day_is_known_as_such),
        cmocka_unit_test(other_texts_are_no_dates),
        cmocka_unit_test(typed_heading_numbers_are_seen),
        cmocka_unit_test(typed_attachment_labels_are_seen),
        cmocka_unit_test(millimetres_are_read_to_the_micron),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
