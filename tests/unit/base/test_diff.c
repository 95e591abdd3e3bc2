/* Unified diffs as patch(1) reads them: hunks, context, ends of files, and many changes. */
#include "check.h"

#include "base/diff.h"

static void assert_diff(const char *before, const char *after, const char *expected)
{
    struct buf x = {0}, y = {0}, out = {0};
    buf_str(&x, before);
    buf_str(&y, after);
    diff_unified("甲.xml", &x, &y, &out);
    assert_string_equal(out.p ? out.p : "", expected);
    buf_drop(&x);
    buf_drop(&y);
    buf_drop(&out);
}

#define HEAD "--- 甲.xml\n+++ 甲.xml\n"

static void test_what_differs_is_shown_with_its_context(void **state)
{
    (void)state;
    assert_diff("1\n2\n", "1\n2\n", "");
    assert_diff("", "", "");
    assert_diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nV\n6\n7\n8\n9\n",
                HEAD "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+V\n 6\n 7\n 8\n");
    assert_diff("1\n", "0\n1\n", HEAD "@@ -1,1 +1,2 @@\n+0\n 1\n");
    assert_diff("1\n2\n", "1\n", HEAD "@@ -1,2 +1,1 @@\n 1\n-2\n");
    assert_diff("", "1\n", HEAD "@@ -0,0 +1,1 @@\n+1\n");
    assert_diff("1\n2", "1\n2\n",
                HEAD "@@ -1,2 +1,2 @@\n 1\n-2\n\\ No newline at end of file\n+2\n");
}

static void test_near_changes_share_a_hunk_and_far_ones_do_not(void **state)
{
    (void)state;
    assert_diff("a\n1\n2\n3\n4\n5\n6\nb\n", "A\n1\n2\n3\n4\n5\n6\nB\n",
                HEAD "@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n");
    assert_diff("a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n",
                HEAD "@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n"
                     "@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n");
}

/* Beyond what is worth a search, all is told as one change; nothing is lost. */
static void test_texts_that_have_nothing_in_common(void **state)
{
    (void)state;
    enum { LINES = 3000 };
    struct buf x = {0}, y = {0}, out = {0};
    for (int i = 0; i < LINES; i++) {
        buf_printf(&x, "甲%d\n", i);
        buf_printf(&y, "乙%d\n", i);
    }
    diff_unified("名", &x, &y, &out);
    size_t gone = 0, come = 0;
    for (const char *p = strchr(out.p, '@'); p; p = strchr(p + 1, '\n')) {
        gone += strncmp(p, "\n-甲", 5) == 0;
        come += strncmp(p, "\n+乙", 5) == 0;
    }
    assert_int_equal(gone, LINES);
    assert_int_equal(come, LINES);
    buf_drop(&x);
    buf_drop(&y);
    buf_drop(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_differs_is_shown_with_its_context),
        cmocka_unit_test(test_near_changes_share_a_hunk_and_far_ones_do_not),
        cmocka_unit_test(test_texts_that_have_nothing_in_common),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
