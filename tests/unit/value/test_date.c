/* Which days there are, and what the usual spellings of a date say. */
#include "../base/check.h"

#include "value/date.h"

static struct text text_of(struct arena *a, const char *s)
{
    struct source *src = source_new(a, "a.csv", s, strlen(s));
    return text_from_utf8(a, s, (struct pos){src, 0});
}

struct spelling {
    const char *text;
    int year, month, day;
};

static void test_spellings_of_a_date(void **state)
{
    (void)state;
    static const struct spelling spellings[] = {
        {"2026-9-1", 2026, 9, 1},
        {"2026-09-01", 2026, 9, 1},
        {"2026/9/1", 2026, 9, 1},
        {"2026.9.1", 2026, 9, 1},
        {"2026年9月1日", 2026, 9, 1},
        {"2026年09月01号", 2026, 9, 1},
        {"20260901", 2026, 9, 1},
        {"二〇二六年九月十九日", 2026, 9, 19},
        {"２０２６－９－１", 2026, 9, 1},
        {" 2026 年 9 月 1 日 ", 2026, 9, 1},
        {"2026/9/1 0:00", 2026, 9, 1},
        {"2026-09-01 00:00:00", 2026, 9, 1},
        {"2026-09", 2026, 9, 0},
        {"2026/12", 2026, 12, 0},
        {"2026.12", 2026, 12, 0},
        {"2026年9月", 2026, 9, 0},
        {"202609", 2026, 9, 0},
        {"2026年", 2026, 0, 0},
        {"1998", 1998, 0, 0},
        {"2026-13-45", 2026, 13, 45},
        {"46326", 2026, 10, 31},
        {"36526", 2000, 1, 1},
        {"45351", 2024, 2, 29},
        {"45352", 2024, 3, 1},
        {"73050", 2099, 12, 31},
    };
    struct arena *a = arena_new();
    struct calendar_date d;
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        const struct spelling *s = &spellings[i];
        if (!calendar_read(text_of(a, s->text), &d))
            fail_msg("%s", s->text);
        assert_int_equal(d.year, s->year);
        assert_int_equal(d.month, s->month);
        assert_int_equal(d.day, s->day);
    }
    arena_drop(a);
}

static void test_what_is_no_date(void **state)
{
    (void)state;
    static const char *const words[] = {
        "",           "去年",      "26-9-1",           "2026年9月上旬", "99999",
        "2026-9-1前", "2026.1",    "2026-00-10",       "2026-09-00",    "2026月9年1日",
        "2026--9-1",  "-2026-9-1", "20260-9-1",        "2026-9-1日日",  "2026-09-01 08:30",
        "2026-9-1-2", "202613456", "2026-9-1至9月8日", "一二",          "2026-9-1:00",
    };
    struct arena *a = arena_new();
    struct calendar_date d;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (calendar_read(text_of(a, words[i]), &d))
            fail_msg("%s", words[i]);
    arena_drop(a);
}

static void test_days_that_there_are(void **state)
{
    (void)state;
    assert_true(calendar_has(2024, 2, 29));
    assert_true(calendar_has(2000, 2, 29));
    assert_false(calendar_has(1900, 2, 29));
    assert_false(calendar_has(2026, 2, 29));
    assert_false(calendar_has(2026, 4, 31));
    assert_false(calendar_has(2026, 13, 1));
    assert_false(calendar_has(2026, 0, 1));
    assert_false(calendar_has(2026, 1, 0));
    assert_false(calendar_has(999, 1, 1));
    assert_int_equal(calendar_days(0, 2), 29);
    assert_int_equal(calendar_days(2026, 13), 0);
    assert_true(calendar_can_be((struct calendar_date){.year = 2026}));
    assert_true(calendar_can_be((struct calendar_date){2026, 12, 0, false}));
    assert_false(calendar_can_be((struct calendar_date){2026, 13, 0, false}));
    assert_false(calendar_can_be((struct calendar_date){2026, 2, 30, false}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spellings_of_a_date),
        cmocka_unit_test(test_what_is_no_date),
        cmocka_unit_test(test_days_that_there_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
