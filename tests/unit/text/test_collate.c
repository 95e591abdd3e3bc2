/* The order of names and numbers in lists. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "text/collate.h"

static int compare(const char *x, const char *y)
{
    struct collator *c = text_collator_open();
    struct buf a = {0}, b = {0};
    text_collator_add_key(c, x, strlen(x), &a);
    text_collator_add_key(c, y, strlen(y), &b);
    assert_int_equal(strlen(a.p), a.n - 1);
    int order = strcmp(a.p, b.p);
    buf_drop(&a);
    buf_drop(&b);
    text_collator_close(c);
    return order;
}

/* Each stands before the next one, whichever is asked about first. */
static void assert_in_order(const char *const texts[], size_t n)
{
    for (size_t i = 0; i + 1 < n; i++)
        if (compare(texts[i], texts[i + 1]) >= 0 || compare(texts[i + 1], texts[i]) <= 0)
            fail_msg("\"%s\" is not before \"%s\"", texts[i], texts[i + 1]);
}

static void test_characters_stand_by_pinyin(void **state)
{
    (void)state;
    static const char *const texts[] = {"坳背村", "白石村", "龙泉村", "青山村", "石门村", "溪口村"};
    assert_in_order(texts, sizeof texts / sizeof *texts);
}

static void test_numbers_stand_by_value(void **state)
{
    (void)state;
    static const char *const texts[] = {"1", "2", "9", "10", "0100", "1000"};
    assert_in_order(texts, sizeof texts / sizeof *texts);
    static const char *const groups[] = {"青山村2组", "青山村10组", "青山村11组"};
    assert_in_order(groups, sizeof groups / sizeof *groups);
}

static void test_chinese_numbers_of_groups_stand_by_value(void **state)
{
    (void)state;
    static const char *const texts[] = {"一组",   "二组",   "三组",     "九组",      "十组",
                                        "十一组", "二十组", "二十一组", "一百零三组"};
    assert_in_order(texts, sizeof texts / sizeof *texts);
    static const char *const bare[] = {"一", "二", "三", "四", "十"};
    assert_in_order(bare, sizeof bare / sizeof *bare);
    static const char *const ordinals[] = {"第二小组", "第三小组", "第十小组"};
    assert_in_order(ordinals, sizeof ordinals / sizeof *ordinals);
    assert_int_equal(compare("二组", "2组"), 0);
}

/* 百 (bai) before 龙 (long) before 三 (san): a name's characters are not counted. */
static void test_numerals_in_names_are_characters(void **state)
{
    (void)state;
    static const char *const texts[] = {"百花村", "龙泉村", "三里村", "五里村"};
    assert_in_order(texts, sizeof texts / sizeof *texts);
}

static void test_empty_texts_come_last(void **state)
{
    (void)state;
    static const char *const texts[] = {"1", "𠅤", ""};
    assert_in_order(texts, sizeof texts / sizeof *texts);
}

static void test_no_length_is_too_long(void **state)
{
    (void)state;
    char digits[5000], numerals[3001] = "";
    memset(digits, '7', sizeof digits - 1);
    digits[sizeof digits - 1] = '\0';
    for (int i = 0; i < 1000; i++)
        strcat(numerals, "百");
    assert_true(compare("1", digits) < 0);
    assert_true(compare("一", numerals) < 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_characters_stand_by_pinyin),
        cmocka_unit_test(test_numbers_stand_by_value),
        cmocka_unit_test(test_chinese_numbers_of_groups_stand_by_value),
        cmocka_unit_test(test_numerals_in_names_are_characters),
        cmocka_unit_test(test_empty_texts_come_last),
        cmocka_unit_test(test_no_length_is_too_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
