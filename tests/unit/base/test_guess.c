/* "Did you mean": near names are offered, far ones are not. */
#include "base/guess.h"

#include "check.h"

static const char *guess(const char *typed, const char *const *names)
{
    struct guess g = {.typed = typed};
    for (; *names; names++)
        guess_try(&g, *names);
    return g.best;
}

static void distance_counts_code_points(void **state)
{
    (void)state;
    assert_int_equal(guess_distance("日期", "日期"), 0);
    assert_int_equal(guess_distance("日起", "日期"), 1);
    assert_int_equal(guess_distance("sectoin", "section"), 1);
    assert_int_equal(guess_distance("p", "段落"), 2);
    assert_int_equal(guess_distance("", "ab"), 2);
}

static void the_nearest_name_is_offered(void **state)
{
    (void)state;
    static const char *const names[] = {"日期", "署名", "date", "organ", NULL};
    assert_string_equal(guess("日起", names), "日期");
    assert_string_equal(guess("Date", names), "date");
    assert_string_equal(guess("dtae", names), "date");
    assert_string_equal(guess("orgen", names), "organ");
}

static void far_names_are_not_offered(void **state)
{
    (void)state;
    static const char *const names[] = {"p", "段", "项", "to", "section", NULL};
    assert_null(guess("q", names));
    assert_null(guess("锻", names));
    assert_null(guess("table", names));
    assert_null(guess("", names));
    assert_null(guess("sectionsectionsectionsectionsection", names));
    assert_string_equal(guess("段落", names), "段");
}

static void a_tie_is_told(void **state)
{
    (void)state;
    struct guess g = {.typed = "通之"};
    guess_try(&g, "通知");
    assert_false(g.tied);
    guess_try(&g, "通报");
    assert_true(g.tied);
    guess_try(&g, "通之");
    assert_false(g.tied);
    assert_string_equal(g.best, "通之");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distance_counts_code_points),
        cmocka_unit_test(the_nearest_name_is_offered),
        cmocka_unit_test(far_names_are_not_offered),
        cmocka_unit_test(a_tie_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
