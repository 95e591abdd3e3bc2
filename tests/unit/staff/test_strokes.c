/* The order by strokes, and the table of surnames. */
#include "staff_test.h"

static const struct {
    const char *character, *shapes;
} surnames[] = {
#define SURNAME(character, shapes) {character, shapes},
#define COMPOUND_SURNAME(name)
#include "value/surnames.def"
};

struct names {
    struct arena *arena;
    struct staff_strokes *strokes;
};

static int set_up(void **state)
{
    struct names *n = malloc(sizeof *n);
    n->arena = arena_new();
    n->strokes = staff_strokes_open(n->arena);
    *state = n;
    return 0;
}

static int tear_down(void **state)
{
    struct names *n = *state;
    staff_strokes_close(n->strokes);
    arena_drop(n->arena);
    free(n);
    return 0;
}

static void in_order(const struct names *n, const char *const *list)
{
    for (; list[1]; list++) {
        struct text x = text_of(n->arena, list[0]), y = text_of(n->arena, list[1]);
        if (staff_strokes_compare(n->strokes, x, y) >= 0 ||
            staff_strokes_compare(n->strokes, y, x) <= 0)
            fail_msg("%s should come before %s", list[0], list[1]);
    }
}

static void strokes_are_counted(void **state)
{
    const struct names *n = *state;
    assert_int_equal(staff_strokes_count(n->strokes, 0x4E00), 1);  /* 一 */
    assert_int_equal(staff_strokes_count(n->strokes, 0x738B), 4);  /* 王 */
    assert_int_equal(staff_strokes_count(n->strokes, 0x9F98), 48); /* 龘 */
}

/* By how many ICU's count is known to be off. */
static int miscounted_by(const char *character)
{
    static const struct {
        int by;
        const char *characters;
    } rows[] = {
#define MISCOUNTED(by, characters) {by, characters},
#include "staff/miscounted.def"
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strstr(rows[i].characters, character))
            return rows[i].by;
    return 0;
}

/* Two sources that know nothing of each other: a stroke left out of the table would show. */
static void the_table_has_as_many_strokes_as_icu_counts(void **state)
{
    const struct names *n = *state;
    for (size_t i = 0; i < sizeof surnames / sizeof *surnames; i++) {
        struct text t = text_of(n->arena, surnames[i].character);
        assert_int_equal(t.n, 1);
        assert_int_equal(staff_strokes_icu(n->strokes, t.cp[0]) -
                             miscounted_by(surnames[i].character),
                         strlen(surnames[i].shapes));
    }
}

/* GB 13000.1 counts, of characters that names are made of. */
static void given_names_have_the_strokes_of_today(void **state)
{
    static const struct {
        int strokes;
        const char *characters;
    } known[] = {
        {3, "子飞"},
        {4, "文天云"},
        {5, "平兰礼"},
        {6, "伟华军刚宇红芝达迅邦阳"},
        {7, "芳丽秀轩佑志芬花苏运进远连陆"},
        {8, "英杰欣怡佳国波苗迪郁建雨"},
        {9, "洋勇俊思春荣茜祖神"},
        {10, "艳娟涛桂浩晓海莉莹莲通部陶祥"},
        {11, "涵梓晨梅萍菊菲逸隆"},
        {12, "强超婷萱琪博葵道禄"},
        {13, "蓉福遥"},
        {14, "豪嘉"},
        {15, "磊"},
        {16, "燕薇蕾"},
        {17, "霞"},
        {20, "曦"},
        {22, "懿"},
    };
    const struct names *n = *state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct text t = text_of(n->arena, known[i].characters);
        for (size_t k = 0; k < t.n; k++)
            assert_int_equal(staff_strokes_count(n->strokes, t.cp[k]), known[i].strokes);
    }
    static const char *const list[] = {"王一伟", "王一英", "王一勇", "王一莲", NULL};
    in_order(n, list);
}

static void usual_surnames_have_the_strokes_of_today(void **state)
{
    const struct names *n = *state;
    assert_int_equal(staff_strokes_count(n->strokes, 0x9648), 7); /* 陈 */
    static const char *const list[] = {"李一", "张一", "陈一", "范一", "林一", "胡一", NULL};
    in_order(n, list);
}

static void fewer_strokes_come_first(void **state)
{
    static const char *const list[] = {"丁一", "马一", "王一", "田一",
                                       "刘一", "李一", "周一", NULL};
    in_order(*state, list);
}

static void first_strokes_decide_among_as_many(void **state)
{
    /* 横 竖 撇 点 折: four strokes, then seven */
    static const char *const four[] = {"王丁", "毛丁", "方丁", "孔丁", NULL};
    static const char *const seven[] = {"李丁", "吴丁", "何丁", "沈丁", "张丁", NULL};
    in_order(*state, four);
    in_order(*state, seven);
    static const char *const low[] = {"芦丁", "邱丁", "宋丁", "陈丁", NULL};
    in_order(*state, low);
}

static void of_one_surname_the_shorter_name_comes_first(void **state)
{
    static const char *const list[] = {"王五", "王鑫", "王一二", "王二一", NULL};
    in_order(*state, list);
}

static void compound_surnames_are_one_surname(void **state)
{
    static const char *const list[] = {"欧大海", "欧阳明", "欧阳一鸣", NULL};
    in_order(*state, list);
}

static void a_rare_surname_stands_among_those_of_as_many_strokes(void **state)
{
    static const char *const list[] = {"丁一", "亓一", "田一", NULL}; /* 亓: 4 */
    in_order(*state, list);
}

static void the_same_name_is_equal_and_none_comes_first(void **state)
{
    const struct names *n = *state;
    struct text x = text_of(n->arena, "张三"), none = {.n = 0};
    assert_int_equal(staff_strokes_compare(n->strokes, x, x), 0);
    assert_int_equal(staff_strokes_compare(n->strokes, none, x), -1);
    assert_int_equal(staff_strokes_compare(n->strokes, none, none), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strokes_are_counted),
        cmocka_unit_test(the_table_has_as_many_strokes_as_icu_counts),
        cmocka_unit_test(given_names_have_the_strokes_of_today),
        cmocka_unit_test(usual_surnames_have_the_strokes_of_today),
        cmocka_unit_test(fewer_strokes_come_first),
        cmocka_unit_test(first_strokes_decide_among_as_many),
        cmocka_unit_test(of_one_surname_the_shorter_name_comes_first),
        cmocka_unit_test(compound_surnames_are_one_surname),
        cmocka_unit_test(a_rare_surname_stands_among_those_of_as_many_strokes),
        cmocka_unit_test(the_same_name_is_equal_and_none_comes_first),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
