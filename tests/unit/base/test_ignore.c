/* What a .hongtouignore leaves out: names, paths, folders, exceptions, and patterns that are meant
 * to take long. */
#include "base/ignore.h"

#include <string.h>

#include "check.h"

/* Whether patterns of the folder 县/ leave out a path in it. */
static bool leaves_out(const char *patterns, const char *path, bool is_folder)
{
    struct arena *a = arena_new();
    const struct ignore *ig =
        ignore_new(a, NULL, strlen("县/"), patterns, strlen(patterns));
    bool left_out = ignore_has(ig, arena_printf(a, "县/%s", path), is_folder);
    arena_drop(a);
    return left_out;
}

static void names_are_left_out_wherever_they_are(void **state)
{
    (void)state;
    assert_true(leaves_out("旧.xml", "旧.xml", false));
    assert_true(leaves_out("旧.xml", "甲/乙/旧.xml", false));
    assert_false(leaves_out("旧.xml", "旧.xml.xml", false));
    assert_true(leaves_out("*-旧.xml", "甲/通知-旧.xml", false));
    assert_false(leaves_out("*-旧.xml", "甲-旧.xml/通知.xml", false));
    assert_true(leaves_out("第?稿.xml", "第三稿.xml", false));
    assert_false(leaves_out("第?稿.xml", "第十三稿.xml", false));
    assert_true(leaves_out("县*", "县.xml", false));
    assert_true(leaves_out("*", "a", false));
}

static void folders_are_told_from_files(void **state)
{
    (void)state;
    assert_true(leaves_out("草稿/", "草稿", true));
    assert_true(leaves_out("草稿/", "甲/草稿", true));
    assert_false(leaves_out("草稿/", "草稿", false));
}

static void paths_begin_at_the_folder(void **state)
{
    (void)state;
    assert_true(leaves_out("/a.xml", "a.xml", false));
    assert_false(leaves_out("/a.xml", "b/a.xml", false));
    assert_true(leaves_out("会议/*.xml", "会议/a.xml", false));
    assert_false(leaves_out("会议/*.xml", "会议/旧/a.xml", false));
    assert_false(leaves_out("会议/*.xml", "乙/会议/a.xml", false));
    assert_true(leaves_out("**/会议/a.xml", "会议/a.xml", false));
    assert_true(leaves_out("**/会议/a.xml", "甲/乙/会议/a.xml", false));
    assert_false(leaves_out("**/会议/a.xml", "甲/新会议/a.xml", false));
    assert_true(leaves_out("会议/**/a.xml", "会议/a.xml", false));
    assert_true(leaves_out("会议/**/a.xml", "会议/甲/乙/a.xml", false));
    assert_false(leaves_out("会议/**/a.xml", "会议/ba.xml", false));
    assert_true(leaves_out("会议/**", "会议/甲/a.xml", false));
    assert_false(leaves_out("会议/**", "会议", true));
}

static void the_last_line_that_fits_decides(void **state)
{
    (void)state;
    assert_false(leaves_out("*.xml\n!重要.xml\n", "重要.xml", false));
    assert_true(leaves_out("!重要.xml\n*.xml\n", "重要.xml", false));
    assert_true(leaves_out("*.xml\n!重要.xml\n", "其他.xml", false));
}

static void what_is_no_pattern_counts_for_nothing(void **state)
{
    (void)state;
    assert_false(leaves_out("", "a", false));
    assert_false(leaves_out("\n\r\n  \n# a\n/\n!\n!/\n", "a", false));
    assert_true(leaves_out("\xEF\xBB\xBF" "a\r\n", "a", false));
    assert_true(leaves_out("a \t\r\n", "a", false));
    assert_true(leaves_out("\\#a", "#a", false));
    assert_true(leaves_out("\\!a", "!a", false));
    assert_false(leaves_out("a\\*", "ab", false));
    assert_true(leaves_out("a\\*", "a*", false));
    assert_true(leaves_out("a\\", "a\\", false));
    assert_true(leaves_out("\xFF?", "\xFE" "b", false)); /* both are no characters */
}

static void a_deeper_file_comes_after(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const struct ignore *above = ignore_new(a, NULL, 0, "*.xml", strlen("*.xml"));
    const struct ignore *deeper = ignore_new(a, above, strlen("甲/"), "!/a.xml", strlen("!/a.xml"));
    assert_false(ignore_has(deeper, "甲/a.xml", false));
    assert_true(ignore_has(deeper, "甲/b.xml", false));
    assert_false(ignore_has(NULL, "甲/b.xml", false));
    arena_drop(a);
}

static void no_pattern_takes_long(void **state)
{
    (void)state;
    enum { STARS = 300, LONG = 3000 };
    struct arena *a = arena_new();
    char *pattern = arena_alloc(a, 2 * LONG + 2), *path = arena_alloc(a, LONG + 1);
    for (int i = 0; i < STARS; i++)
        memcpy(pattern + 2 * i, "*a", 2);
    pattern[2 * STARS] = 'b';
    memset(path, 'a', LONG);
    assert_false(leaves_out(pattern, path, false));
    path[LONG - 1] = 'b';
    assert_true(leaves_out(pattern, path, false));
    memset(pattern, 'a', 2 * LONG); /* longer than any name */
    assert_false(leaves_out(pattern, pattern, false));
    for (int i = 0; i < STARS; i++)
        memcpy(pattern + 3 * i, "**/", 3);
    pattern[3 * STARS] = '\0';
    assert_false(leaves_out(pattern, "a/b", false));
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_left_out_wherever_they_are),
        cmocka_unit_test(folders_are_told_from_files),
        cmocka_unit_test(paths_begin_at_the_folder),
        cmocka_unit_test(the_last_line_that_fits_decides),
        cmocka_unit_test(what_is_no_pattern_counts_for_nothing),
        cmocka_unit_test(a_deeper_file_comes_after),
        cmocka_unit_test(no_pattern_takes_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
