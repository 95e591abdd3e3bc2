/* Lists of options, and entries that choose among them. */
#include "value/option.h"
#include "value_testing.h"

/* As the bytes of a source: characters know their places. */
static struct text typed(const char *s)
{
    return text_of_source(arena, (struct pos){source_new(arena, "t.csv", s, strlen(s)), 0},
                          strlen(s));
}

/* The options, each with a stroke behind it. */
static const char *listed(const char *list)
{
    const char *all = "";
    struct text option;
    for (size_t at = 0; option_next(of(list), &at, &option);)
        all = arena_printf(arena, "%s%s/", all, text_utf8(arena, option));
    return all;
}

static void options_are_parted(void **state)
{
    static const char *const rows[][2] = {
        {"A级、B级，C级; D级", "A级/B级/C级/D级/"},
        {"1,000元以下、1,000—5,000元、5，000元以上", "1,000元以下/1,000—5,000元/5，000元以上/"},
        {"12,345,678元、无", "12,345,678元/无/"},
        {"1,2,3", "1/2/3/"},
        {"2026,100", "2026/100/"},
        {"1,0000", "1/0000/"},
        {"高血压、其他（如肺病、肝病）、无", "高血压/其他（如肺病、肝病）/无/"},
        {"其他(甲,乙[丙、丁]),无", "其他(甲,乙[丙、丁])/无/"},
        {"“甲、乙”、丙", "“甲、乙”/丙/"},
        {"其他（甲、乙", "其他（甲/乙/"},
        {"甲）、乙", "甲）/乙/"},
        {"重残、重病|重残｜ 重病", "重残、重病/重残/重病/"},
        {"、甲、、乙；", "甲/乙/"},
        {"", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(listed(rows[i][0]), rows[i][1]);
}

static void brackets_that_fit_no_other(void **state)
{
    (void)state;
    assert_int_equal(option_bad_bracket(of("其他（甲")), 2);
    assert_int_equal(option_bad_bracket(of("其他(甲）乙")), 6);
    assert_int_equal(option_bad_bracket(of("甲）")), 1);
    assert_int_equal(option_bad_bracket(of("“甲”")), 3);
}

static const char *const names[] = {"重残、重病",  "重残", "重病", "其他（如肺病、肝病）",
                                    "1,000元以下", "A级",  "是/否"};
enum { NAMES = sizeof names / sizeof *names };

static struct option_set set_of_names(void)
{
    struct option_set set = {.arena = arena};
    for (size_t i = 0; i < NAMES; i++)
        assert_true(option_add(&set, of(names[i]), of(i == 3 ? "肺病、肝病" : "")) == SIZE_MAX);
    return set;
}

/* The numbers of what is chosen; ?REST: what is none. */
static const char *chosen_by(const struct option_set *set, const char *entry)
{
    bool chosen[NAMES];
    struct text rest;
    const char *all = "";
    if (!option_choose(arena, set, typed(entry), chosen, &rest))
        return arena_printf(arena, "?%s", text_utf8(arena, rest));
    for (size_t i = 0; i < NAMES; i++)
        if (chosen[i])
            all = arena_printf(arena, "%s%zu", all, i);
    return all;
}

static void entries_choose(void **state)
{
    static const char *const rows[][2] = {
        {"重残、重病", "0"},
        {"重残|重病", "12"},
        {"重残|重残、重病", "01"},
        {"重病、重残", "12"},
        {"其他（如肺病、肝病）、重残", "13"},
        {" 其他(如肺病、肝 病), a级", "35"},
        {"１,０００元以下；是/否", "46"},
        {"肝病/重病", "23"},
        {"", ""},
        {"、", ""},
        {"重残 、冠心病、A级", "?冠心病"},
        {"重残重病", "?重残重病"},
        {"重残|甲 乙", "?甲 乙"},
        {"重残\xE2\x80\xA8重病", "12"},
    };
    struct option_set set = set_of_names();
    (void)state;
    assert_true(set.marked);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(chosen_by(&set, rows[i][0]), rows[i][1]);
}

/* Every choice, joined as `read` joins it, chooses the same. */
static void every_choice_comes_back(void **state)
{
    struct option_set set = set_of_names();
    (void)state;
    for (unsigned bits = 0; bits < 1U << NAMES; bits++) {
        const char *joined = "", *wanted = "";
        for (size_t i = 0; i < NAMES; i++)
            if (bits >> i & 1) {
                joined = arena_printf(arena, "%s%s%s", joined, *joined ? "|" : "", names[i]);
                wanted = arena_printf(arena, "%s%zu", wanted, i);
            }
        assert_string_equal(chosen_by(&set, joined), wanted);
    }
}

static void what_is_the_same_is_told(void **state)
{
    struct option_set set = set_of_names();
    (void)state;
    assert_int_equal(option_add(&set, of("a 级"), of("")), 5);
    assert_int_equal(option_add(&set, of("新"), of("重残|另")), 1);
    assert_int_equal(option_find(arena, &set, of("另")), NAMES + 1);
    assert_true(option_find(arena, &set, of("无")) == SIZE_MAX);
}

static void marks_of_either_width_part_entries(void **state)
{
    (void)state;
    static const char *const marked[] = {"重残、重病", "1,000元", "是／否",
                                         "甲｜乙",     "甲\n乙",  "；"};
    for (size_t i = 0; i < sizeof marked / sizeof *marked; i++)
        assert_true(option_has_mark(marked[i]));
    assert_false(option_has_mark("其他（肺病）"));
    assert_false(option_has_mark(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(options_are_parted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(brackets_that_fit_no_other, set_up, tear_down),
        cmocka_unit_test_setup_teardown(entries_choose, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_choice_comes_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_the_same_is_told, set_up, tear_down),
        cmocka_unit_test(marks_of_either_width_part_entries),
    };
    return cmocka_run_group_tests_name("value/option", tests, NULL, NULL);
}
