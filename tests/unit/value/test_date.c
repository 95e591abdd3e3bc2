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
    struct date d;
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        const struct spelling *s = &spellings[i];
        if (!date_read(text_of(a, s->text), &d))
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
        "",
        "去年",
        "26-9-1",
        "2026年9月上旬",
        "99999",
        "2026-9-1前",
        "2026.1",
        "2026-00-10",
        "2026-09-00",
        "2026月9年1日",
        "2026--9-1",
        "-2026-9-1",
        "20260-9-1",
        "2026-9-1日日",
        "2026-09-01 08:30",
        "2026-9-1-2",
        "2026-000000009-1",
        "2026-9-123456789",
        "202613456",
        "2026-9-1至9月8日",
        "一二",
        "2026-9-1:00",
    };
    struct arena *a = arena_new();
    struct date d;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (date_read(text_of(a, words[i]), &d))
            fail_msg("%s", words[i]);
    arena_drop(a);
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
        struct date date;
        enum date_spelling spelling = date_read(text_of(a, same[i]), &date);
        assert_int_equal(date.year, 2026);
        assert_int_equal(date.month, 9);
        assert_int_equal(date.day, 19);
        assert_int_equal(spelling, i == 0 ? DATE_ISO : DATE_LOOSE);
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
        struct date date;
        assert_true(date_read(text_of(a, dates[i].text), &date));
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
        struct date date;
        assert_true(date_read(text_of(a, dates[i]), &date));
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
        struct date date;
        bool known = date_read(text_of(a, texts[i]), &date);
        assert_int_equal(known, !strcmp(texts[i], "2026年九") || !strcmp(texts[i], "2026"));
    }
    arena_drop(a);
}

static void test_days_that_there_are(void **state)
{
    (void)state;
    assert_true(date_is_day(2024, 2, 29));
    assert_true(date_is_day(2000, 2, 29));
    assert_false(date_is_day(1900, 2, 29));
    assert_false(date_is_day(2026, 2, 29));
    assert_false(date_is_day(2026, 4, 31));
    assert_false(date_is_day(2026, 13, 1));
    assert_false(date_is_day(2026, 0, 1));
    assert_false(date_is_day(2026, 1, 0));
    assert_false(date_is_day(999, 1, 1));
    assert_int_equal(date_month_days(0, 2), 29);
    assert_int_equal(date_month_days(2026, 13), 0);
    assert_true(date_exists((struct date){.year = 2026}));
    assert_true(date_exists((struct date){2026, 12, 0, {0}}));
    assert_false(date_exists((struct date){2026, 13, 0, {0}}));
    assert_false(date_exists((struct date){2026, 2, 30, {0}}));
}

static void test_days_are_counted(void **state)
{
    (void)state;
    static const struct {
        int year, month, day, weekday;
        int64_t number;
    } days[] = {
        {1970, 1, 1, 4, 0},        {1969, 12, 31, 3, -1},      {2000, 2, 29, 2, 11016},
        {2000, 3, 1, 3, 11017},    {1900, 1, 1, 1, -25567},    {2026, 9, 19, 6, 20715},
        {1600, 2, 29, 2, -135081}, {9999, 12, 31, 5, 2932896},
    };
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        struct date date = {days[i].year, days[i].month, days[i].day, {0}};
        assert_int_equal(date_number(date), days[i].number);
        assert_int_equal(date_weekday(date), days[i].weekday);
    }
    for (int64_t number = -400 * 366; number < 400 * 366; number++) {
        struct date date = date_of_number(number);
        assert_true(date_is_day(date.year, date.month, date.day));
        assert_int_equal(date_number(date), number);
    }
    struct date x = {2026, 9, 19, {0}}, y = {2026, 10, 1, {0}};
    assert_true(date_compare(x, y) < 0);
    assert_true(date_compare(y, x) > 0);
    assert_int_equal(date_compare(x, x), 0);
}

static void test_a_day_s_number_is_told(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct date date;
    assert_int_equal(date_read(text_of(a, "46284"), &date), DATE_SERIAL);
    assert_string_equal(date_iso(a, date), "2026-09-19");
    assert_string_equal(date_text(a, date), "2026年9月19日");
    assert_int_equal(date_read(text_of(a, "9999"), &date), DATE_LOOSE);
    assert_int_equal(date_read(text_of(a, "73051"), &date), DATE_NONE);
    assert_false(date_read_day(text_of(a, "2026-9"), &date));
    assert_int_equal(date.year, 0);
    assert_true(date_read_day(text_of(a, "二〇二六年二月二十八日"), &date));
    assert_string_equal(date_iso(a, date), "2026-02-28");
    assert_false(date_read(text_of(a, "二〇二六年十十日"), &date));
    assert_false(date_read(text_of(a, "2026年0000000000009月1日x"), &date));
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spellings_of_a_date),
        cmocka_unit_test(test_what_is_no_date),
        cmocka_unit_test(usual_dates_are_understood),
        cmocka_unit_test(chinese_days_are_counted_in_tens),
        cmocka_unit_test(a_date_without_a_day_is_known_as_such),
        cmocka_unit_test(other_texts_are_no_dates),
        cmocka_unit_test(test_days_that_there_are),
        cmocka_unit_test(test_days_are_counted),
        cmocka_unit_test(test_a_day_s_number_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
