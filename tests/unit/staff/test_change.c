/* Who holds a post on a day, and what differs between two days. */
#include "staff_test.h"
#include "value/date.h"

static const char office[] =
    "<单位 名称='县财政局'>"
    "<岗位 职务='副局长' 名额='3' 排序='2'>"
    "<任职 人员='乙' 起='2024-01-01'/><任职 人员='丙' 止='2026-08-31'/>"
    "<任职 人员='丁' 起='2026-09-01' 兼任='是'/></岗位>"
    "<岗位 职务='局长' 性质='正职' 排序='1'>"
    "<任职 人员='甲' 起='2024-01-01' 止='2026-08-31'/><任职 人员='丙' 起='2026-09-01'/></岗位>"
    "<岗位 职务='总会计师'><任职 人员='丁' 起='2020-01-01'/></岗位>"
    "<岗位 职务='总经济师'><任职 人员='戊' 起='2020-01-01' 止='2026-09-10'/></岗位></单位>"
    "<人员 姓名='甲'/><人员 姓名='乙'/><人员 姓名='丙'/><人员 姓名='丁'/><人员 姓名='戊'/>";

static const struct staff_post *post(const struct office *o, const char *title)
{
    struct staff_match m = staff_find_post(o->staff, text_of(o->arena, title));
    assert_int_equal(m.n, 1);
    return m.found[0];
}

static const char *holder(const struct office *o, const struct staff_tenure *t)
{
    return t ? text_utf8(o->arena, staff_holder_of(o->staff, t)->name) : "-";
}

static void both_end_days_are_in_the_post(void **state)
{
    (void)state;
    struct office o = office_of(office);
    const struct staff_tenure *t[4];
    const struct staff_post *head = post(&o, "局长");
    assert_int_equal(staff_holders(o.staff, head, day(2023, 12, 31), t, 4), 0);
    assert_int_equal(staff_holders(o.staff, head, day(2024, 1, 1), t, 4), 1);
    assert_int_equal(staff_holders(o.staff, head, day(2026, 8, 31), t, 4), 1);
    assert_string_equal(holder(&o, t[0]), "甲");
    assert_int_equal(staff_holders(o.staff, head, day(2026, 9, 1), t, 4), 1);
    assert_string_equal(holder(&o, t[0]), "丙");
    office_drop(&o);
}

static void more_holders_than_asked_for_are_counted(void **state)
{
    (void)state;
    struct office o = office_of(office);
    const struct staff_tenure *t[1] = {NULL};
    assert_int_equal(staff_holders(o.staff, post(&o, "副局长"), day(2026, 8, 1), t, 1), 2);
    assert_non_null(t[0]);
    office_drop(&o);
}

static void own_posts_come_before_concurrent_ones(void **state)
{
    (void)state;
    struct office o = office_of(office);
    const struct staff_tenure *t[4];
    struct staff_match m = staff_find_person(o.staff, text_of(o.arena, "丁"));
    assert_int_equal(staff_tenures_of(o.staff, m.found[0], day(2026, 9, 1), t, 4), 2);
    assert_ptr_equal(staff_held_post(o.staff, t[0]), post(&o, "总会计师"));
    assert_true(t[1]->concurrent);
    office_drop(&o);
}

static void the_posts_of_a_unit_come_by_rank(void **state)
{
    (void)state;
    struct office o = office_of(office);
    const struct staff_post *p[4];
    const struct staff_unit *u = staff_unit_of(o.staff, post(&o, "局长"));
    assert_int_equal(staff_posts_of(o.staff, u, STANDING_HEAD, p, 4), 1);
    assert_ptr_equal(p[0], post(&o, "局长"));
    assert_int_equal(staff_posts_of(o.staff, u, STANDING_OTHER, p, 4), 3);
    assert_ptr_equal(p[0], post(&o, "副局长"));
    office_drop(&o);
}

static void leavers_comers_and_empty_posts_are_told(void **state)
{
    (void)state;
    static const char *const expected[] = {
        "0 县财政局局长 甲 丙", "0 县财政局副局长 丙 丁", "0 县财政局总经济师 戊 -",
        "1 县财政局局长 甲 丙", "1 县财政局副局长 丙 丁", "3 县财政局总经济师 戊 -",
    };
    struct office o = office_of(office);
    const struct staff_change *c;
    size_t n = staff_changes(o.staff, o.arena, day(2026, 8, 1), day(2026, 9, 30), &c);
    assert_int_equal(n, 6);
    for (size_t i = 0; i < n; i++)
        assert_string_equal(arena_printf(o.arena, "%d %s %s %s", c[i].kind,
                                         staff_post_name(o.staff, o.arena, c[i].post),
                                         holder(&o, c[i].before), holder(&o, c[i].after)),
                            expected[i]);
    assert_int_equal(staff_changes(o.staff, o.arena, day(2026, 8, 1), day(2026, 8, 2), &c), 0);
    office_drop(&o);
}

static void who_was_there_in_between_is_told(void **state)
{
    (void)state;
    /* 甲 left and came back, with 乙 for him meanwhile; 丙 was there for a day, then 丁 stayed */
    struct office o = office_of(
        "<单位 名称='县财政局'>"
        "<岗位 职务='局长'><任职 人员='甲' 止='2026-03-31'/>"
        "<任职 人员='乙' 起='2026-04-01' 止='2026-06-30'/><任职 人员='甲' 起='2026-07-01'/></岗位>"
        "<岗位 职务='副局长'><任职 人员='丙' 起='2026-03-02' 止='2026-03-02'/>"
        "<任职 人员='丁' 起='2026-03-03'/></岗位></单位>"
        "<人员 姓名='甲'/><人员 姓名='乙'/><人员 姓名='丙'/><人员 姓名='丁'/>");
    static const char *const expected[] = {"1 丁", "2 乙", "2 丙"};
    const struct staff_change *c;
    size_t n = staff_changes(o.staff, o.arena, day(2026, 3, 1), day(2026, 9, 30), &c);
    assert_int_equal(n, 3);
    for (size_t i = 0; i < n; i++)
        assert_string_equal(arena_printf(o.arena, "%d %s", c[i].kind, holder(&o, c[i].after)),
                            expected[i]);
    /* on the first or the last day itself they are not in between */
    assert_int_equal(staff_changes(o.staff, o.arena, day(2026, 4, 1), day(2026, 6, 30), &c), 0);
    office_drop(&o);
}

static void dates_are_read_as_tables_have_them(void **state)
{
    (void)state;
    static const char *const good[] = {"2024-02-29",     "2024/2/29", "2024.2.29",  "2024年2月29日",
                                       "２０２４-02-29", "20240229",  " 2024-2-29 "};
    static const char *const bad[] = {"",          "2024-02",    "2023-02-29", "2024-13-01",
                                      "24-2-29",   "2024年",     "去年",       "2024-2-29日日",
                                      "20240-2-9", "2024--2-29", "-2024-2-29"};
    struct arena *a = arena_new();
    struct date d;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(date_read_day(text_of(a, good[i]), &d));
        assert_int_equal(date_compare(d, day(2024, 2, 29)), 0);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(date_read_day(text_of(a, bad[i]), &d));
    arena_drop(a);
}

static void days_are_counted_through_leap_years(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    assert_int_equal(date_number(day(1970, 1, 1)), 0);
    assert_int_equal(date_number(day(2000, 3, 1)), 11017);
    assert_int_equal(date_number(day(2024, 3, 1)) - date_number(day(2024, 2, 28)), 2);
    for (int64_t n = date_number(day(1999, 12, 1)); n < date_number(day(2001, 2, 1)); n++) {
        struct date d;
        assert_true(date_read_day(text_of(a, staff_day_text(a, n)), &d));
        assert_int_equal(date_number(d), n);
    }
    assert_string_equal(staff_day_text(a, -1), "1969-12-31");
    assert_string_equal(staff_day_text(a, date_number(day(1000, 1, 1))), "1000-01-01");
    assert_string_equal(staff_day_text(a, date_number(day(9999, 12, 31))), "9999-12-31");
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_end_days_are_in_the_post),
        cmocka_unit_test(more_holders_than_asked_for_are_counted),
        cmocka_unit_test(own_posts_come_before_concurrent_ones),
        cmocka_unit_test(the_posts_of_a_unit_come_by_rank),
        cmocka_unit_test(leavers_comers_and_empty_posts_are_told),
        cmocka_unit_test(who_was_there_in_between_is_told),
        cmocka_unit_test(dates_are_read_as_tables_have_them),
        cmocka_unit_test(days_are_counted_through_leap_years),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
