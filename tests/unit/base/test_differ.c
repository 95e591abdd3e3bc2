/* Where texts differ: as little as can be, in order, and never so long that it takes for ever. */
#include "check.h"

#include "base/buf.h"
#include "base/differ.h"

/* [-was-]{+is+} where they differ. */
static void assert_differ(const char *before, const char *after, size_t budget, const char *expected)
{
    struct arena *a = arena_new();
    struct text was = text_from_utf8(a, before, (struct pos){0});
    struct text is = text_from_utf8(a, after, (struct pos){0});
    differ_regions list = {0};
    struct buf out = {0};
    size_t at = 0;
    differ_compare(a, was, is, &budget, &list);
    for (size_t i = 0; i < list.n; i++) {
        const struct differ_region *r = &list.v[i];
        assert_true(r->now >= at && r->to >= r->from && r->now_end >= r->now);
        buf_str(&out, text_utf8(a, text_part(is, at, r->now)));
        buf_printf(&out, "[%s|", text_utf8(a, text_part(was, r->from, r->to)));
        buf_printf(&out, "%s]", text_utf8(a, text_part(is, r->now, r->now_end)));
        at = r->now_end;
    }
    buf_str(&out, text_utf8(a, text_part(is, at, is.n)));
    assert_string_equal(out.p ? out.p : "", expected);
    buf_drop(&out);
    arena_drop(a);
}

enum { ENOUGH = 1 << 20 };

static void test_as_little_as_can_be(void **state)
{
    (void)state;
    assert_differ("", "", ENOUGH, "");
    assert_differ("甲乙丙", "甲乙丙", ENOUGH, "甲乙丙");
    assert_differ("", "甲", ENOUGH, "[|甲]");
    assert_differ("甲", "", ENOUGH, "[甲|]");
    assert_differ("甲乙丙丁", "甲丙丁", ENOUGH, "甲[乙|]丙丁");
    assert_differ("甲乙丙丁", "甲子乙丙丑丁", ENOUGH, "甲[|子]乙丙[|丑]丁");
    assert_differ("偏少四成，火险", "偏多五成、火险高", ENOUGH, "偏[少四|多五]成[，|、]火险[|高]");
}

static void test_what_costs_too_much_is_one_difference(void **state)
{
    (void)state;
    assert_differ("甲乙丙丁戊", "甲子丙丑戊", 0, "甲[乙丙丁|子丙丑]戊");
    assert_differ("甲乙丙丁戊", "甲子丙丑戊", ENOUGH, "甲[乙|子]丙[丁|丑]戊");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_little_as_can_be),
        cmocka_unit_test(test_what_costs_too_much_is_one_difference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
