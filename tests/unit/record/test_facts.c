/* Facts as lines; what is the same is left out, what moved is paired, what differs is said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "record/record.h"

static int setup(void **state)
{
    *state = arena_new();
    return 0;
}

static int teardown(void **state)
{
    arena_drop(*state);
    return 0;
}

static fact_lines lines(struct arena *a, const char *const *list)
{
    fact_lines out = {0};
    for (; *list; list++)
        assert_true(record_fact_read(a, *list, strlen(*list), &out));
    return out;
}

/* What differs, in words, is what is wanted and in this order. */
static void differ(struct arena *a, const char *const *before, const char *const *after,
                   const char *const *wanted)
{
    fact_lines old = lines(a, before), now = lines(a, after);
    fact_changes changes = {0};
    size_t n = 0;
    record_facts_compare(a, &old, &now, &changes);
    for (; wanted[n]; n++) {
        assert_true(n < changes.n);
        assert_string_equal(record_change_text(a, &changes.v[n], DIAG_ZH), wanted[n]);
    }
    assert_int_equal(changes.n, n);
}

#define LIST(...)                                                                                  \
    (const char *const[])                                                                          \
    {                                                                                              \
        __VA_ARGS__, NULL                                                                          \
    }
#define NONE ((const char *const[]){NULL})

static void facts_are_read_as_they_were_written(void **state)
{
    static const char line[] = "组长\t岗位:县长\t罗启明\t县长\t固定\tluo\n";
    fact_lines list = {0};
    struct buf out = {0};
    assert_true(record_fact_read(*state, line, strlen(line) - 1, &list));
    record_fact_write(&list.v[0], &out);
    assert_string_equal(out.p, line);
    assert_false(record_fact_read(*state, "a\tb\tc", 5, &list));
    buf_drop(&out);
}

/* A telephone typed by hand is told when the staff file has another, not when it comes or goes; and
 * a list of an earlier program has nobody typed outside rosters. */
static void who_is_typed_is_told_when_he_would_be_another(void **state)
{
    static const char was[] = "1号车 乘车人员\t岗位:甲\t罗启明\t甲\t手写\t罗启明",
                      is[] = "1号车 乘车人员\t岗位:甲\t李望\t甲\t手写\t李望",
                      phone[] = "1号车 乘车人员电话\t电话:罗启明\t13800000001\t\t手写\t罗启明",
                      other[] = "1号车 乘车人员电话\t电话:罗启明\t13800000002\t\t手写\t李望",
                      none[] = "1号车 乘车人员电话\t电话:罗启明\t\t\t手写\t",
                      member[] = "组长\t岗位:县长\t许川\t县长\t\t许川";
    differ(*state, LIST(was, phone), LIST(is, other),
           LIST("1号车 乘车人员：罗启明→李望", "1号车 乘车人员电话：13800000001→13800000002"));
    differ(*state, LIST(was, phone), LIST(was, none),
           LIST("1号车 乘车人员电话：13800000001→（无）"));
    differ(*state, LIST(was, phone), LIST(was), NONE);
    differ(*state, LIST(was), LIST(was, phone), NONE);
    differ(*state, LIST(member), LIST(member, was, phone), NONE);
    differ(*state, LIST(member, was), LIST(member), LIST("1号车 乘车人员：减少 罗启明（甲）"));
    struct buf out = {0};
    fact_lines list = lines(*state, LIST(was));
    record_fact_write(&list.v[0], &out);
    assert_memory_equal(out.p, was, strlen(was));
    buf_drop(&out);
}

static void what_is_the_same_is_left_out(void **state)
{
    differ(*state, LIST("组长\t岗位:甲\t罗启明\t甲\t", "\t人员:李望\t李望\t\t"),
           LIST("组长\t岗位:甲\t罗启明\t甲\t", "\t人员:李望\t李望\t\t"), NONE);
    differ(*state, NONE, NONE, NONE);
}

static void a_new_holder_and_a_new_post_are_paired(void **state)
{
    differ(*state,
           LIST("组长\t岗位:甲\t罗启明\t甲\t", "组员\t人员:李望\t李望\t乙\t",
                "\t岗位:县教育局局长\t\t\t"),
           LIST("组长\t岗位:甲\t周柏\t甲\t", "组员\t人员:李望\t李望\t丙\t",
                "\t岗位:县教育局局长\t孙青\t\t"),
           LIST("组长：罗启明→周柏", "组员：李望（乙→丙）", "县教育局局长：（空缺）→孙青"));
}

static void people_of_one_name_are_two(void **state)
{
    differ(*state, LIST("组长\t岗位:甲\t张伟\t甲\t\t张伟1"),
           LIST("组长\t岗位:甲\t张伟\t甲\t\t张伟2"),
           LIST("组长：张伟（代号 张伟1）→张伟（代号 张伟2）"));
    /* a line of an earlier version does not know which one it was */
    differ(*state, LIST("组长\t岗位:甲\t张伟\t甲\t"), LIST("组长\t岗位:甲\t张伟\t甲\t\t张伟2"),
           NONE);
}

/* A rule found one less on the second day, in another order. */
static void of_a_rule_only_who_differs_is_told(void **state)
{
    differ(*state,
           LIST("成员\t岗位:甲\t罗启明\t甲\t", "成员\t岗位:乙\t李望\t乙\t",
                "成员\t岗位:丙\t周柏\t丙\t", "成员\t岗位:丁\t方知远\t丁\t"),
           LIST("成员\t岗位:丙\t周柏\t丙\t", "成员\t岗位:乙\t沈海\t乙\t",
                "成员\t岗位:丁\t方知远\t丁\t"),
           LIST("成员：减少 罗启明（甲）", "成员：李望→沈海"));
}

/* Deputy until now, head from now on: a roster's places are told, one by one. */
static void who_moved_within_a_tier_is_told_by_post(void **state)
{
    differ(*state,
           LIST("成员\t岗位:局长\t钱一\t局长\t", "成员\t岗位:副局长\t孙二\t副局长\t",
                "成员\t岗位:副局长\t周三\t副局长\t"),
           LIST("成员\t岗位:局长\t孙二\t局长\t", "成员\t岗位:副局长\t周三\t副局长\t"),
           LIST("成员：钱一→孙二", "成员：减少 孙二（副局长）"));
    differ(*state, LIST("成员\t岗位:副局长\t孙二\t副局长\t"),
           LIST("成员\t岗位:局长\t孙二\t局长\t", "成员\t岗位:副局长\t周三\t副局长\t"),
           LIST("成员：增加 孙二（局长）", "成员：孙二→周三"));
    differ(*state, LIST("成员\t岗位:副局长\t孙二\t副局长\t"), LIST("成员\t岗位:局长\t孙二\t局长\t"),
           LIST("成员：孙二（副局长→局长）"));
}

static void one_who_came_stands_for_one_who_is_gone(void **state)
{
    differ(*state, LIST("组长\t岗位:县长\t罗启明\t县长\t", "成员\t人员:z\t周山\t\t"),
           LIST("组长\t岗位:县委书记\t李望舒\t县委书记\t", "成员\t人员:z\t周山\t\t"),
           LIST("组长：罗启明→李望舒"));
    differ(*state, LIST("成员\t人员:a\t甲一\t\t", "成员\t人员:b\t乙二\t\t"),
           LIST("成员\t人员:c\t丙三\t\t"),
           LIST("成员：增加 丙三", "成员：减少 甲一", "成员：减少 乙二"));
    differ(*state, LIST("\t人员:a\t甲一\t\t\ta"), LIST("\t人员:c\t丙三\t\t\tc"),
           LIST("文中：增加 丙三", "文中：减少 甲一"));
}

static void pinned_or_not_differs(void **state)
{
    differ(*state, LIST("成员\t岗位:甲\t罗启明\t甲\t固定"), LIST("成员\t岗位:甲\t罗启明\t甲\t固定"),
           NONE);
    differ(*state, LIST("成员\t岗位:甲\t罗启明\t甲\t固定"), LIST("成员\t岗位:甲\t罗启明\t甲\t"),
           LIST("成员：罗启明（固定与否变了）"));
}

#define PROMISE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PROMISE(facts_are_read_as_they_were_written),
        PROMISE(who_is_typed_is_told_when_he_would_be_another),
        PROMISE(what_is_the_same_is_left_out),
        PROMISE(a_new_holder_and_a_new_post_are_paired),
        PROMISE(people_of_one_name_are_two),
        PROMISE(of_a_rule_only_who_differs_is_told),
        PROMISE(who_moved_within_a_tier_is_told_by_post),
        PROMISE(one_who_came_stands_for_one_who_is_gone),
        PROMISE(pinned_or_not_differs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
