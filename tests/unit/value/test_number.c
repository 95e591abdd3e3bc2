/* Digits, Chinese numerals, and numbers typed before headings. */
#include "../base/check.h"

#include "value/number.h"

static struct text text_of(struct arena *a, const char *s)
{
    struct source *src = source_new(a, "t.xml", s, strlen(s));
    return text_from_utf8(a, s, (struct pos){src, 0});
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
        assert_int_equal(number_typed_label(text_of(a, headings[i].text)), headings[i].n);
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
        assert_int_equal(number_typed_attachment(text_of(a, titles[i].text)), titles[i].n);
    arena_drop(a);
}

static void digits_are_read_up_to_a_number_of_them(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    int value;
    assert_int_equal(number_digits(text_of(a, "第12345号"), 1, 4, &value), 4);
    assert_int_equal(value, 1234);
    assert_int_equal(number_digits(text_of(a, "999999999999"), 0, NUMBER_DIGITS, &value), 9);
    assert_int_equal(value, 999999999);
    assert_int_equal(number_digits(text_of(a, "１２"), 0, 4, &value), 0);
    assert_int_equal(value, 0);
    assert_int_equal(number_whole(text_of(a, "007"), 3), 7);
    assert_int_equal(number_whole(text_of(a, "1000"), 3), -1);
    assert_int_equal(number_whole(text_of(a, "7座"), 3), -1);
    assert_int_equal(number_whole((struct text){0}, 3), -1);
    arena_drop(a);
    uint32_t parsed;
    assert_true(number_parse("4294967295", 10, UINT32_MAX, &parsed));
    assert_true(parsed == UINT32_MAX);
    assert_false(number_parse("4294967296", 10, UINT32_MAX, &parsed));
    assert_false(number_parse("99999999999999999999999", 23, UINT32_MAX, &parsed));
    assert_false(number_parse("", 0, 9, &parsed));
    assert_false(number_parse("1\xEF", 2, 99, &parsed));
}

static void numerals_are_read_in_every_writing(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t n;
        int value;
    } numerals[] = {
        {"十", 1, 10},
        {"十九", 2, 19},
        {"二十", 2, 20},
        {"三十一日", 3, 31},
        {"二〇二六年", 4, 2026},
        {"二零二六", 4, 2026},
        {"一百零三", 4, 103},
        {"二百五十六", 5, 256},
        {"百二十", 3, 120},
        {"２０号", 2, 20},
        {"十十", 1, 10},
        {"十百", 1, 10},
        {"二十百", 2, 20},
        {"甲", 0, 0},
        {"", 0, 0},
        {"九九九九九九九九九", 9, 99999999},
        {"99999999999999999999", 20, 99999999},
        {"99999999百", 8, 99999999},
        {"十九九", 2, 19},
        {"二〇十", 2, 20},
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++) {
        struct text t = text_of(a, numerals[i].text);
        struct numeral x = {0};
        while (x.n < t.n && numeral_add(&x, t.cp[x.n]))
            ;
        assert_int_equal(x.n, numerals[i].n);
        assert_int_equal(numeral_value(&x), numerals[i].value);
    }
    arena_drop(a);
}

static void labels_number_the_levels(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    assert_string_equal(number_label(a, 1, 12), "十二、");
    assert_string_equal(number_label(a, 2, 105), "（一百零五）");
    assert_string_equal(number_label(a, 3, 3), "3.");
    assert_string_equal(number_label(a, 4, 3), "（3）");
    assert_string_equal(number_chinese(a, 2010), "二千零一十");
    assert_string_equal(number_chinese(a, 10000), "10000");
    for (int n = 1; n < 1000; n++) {
        struct text t = text_of(a, number_chinese(a, n));
        struct numeral x = {0};
        while (x.n < t.n && numeral_add(&x, t.cp[x.n]))
            ;
        assert_int_equal(numeral_value(&x), n);
    }
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_are_read_up_to_a_number_of_them),
        cmocka_unit_test(numerals_are_read_in_every_writing),
        cmocka_unit_test(labels_number_the_levels),
        cmocka_unit_test(typed_heading_numbers_are_seen),
        cmocka_unit_test(typed_attachment_labels_are_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
