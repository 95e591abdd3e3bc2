/* Posts as they are typed, taken apart. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "office/learn_int.h"

static void a_post_is_a_unit_and_a_title(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *first, *unit, *title;
        enum post_standing standing;
    } cases[] = {
        {"镇党委书记", "", "镇党委", "书记", STANDING_HEAD},
        {"县委组织部部长", "", "县委组织部", "部长", STANDING_HEAD},
        {"组织部部长", "县委", "县委组织部", "部长", STANDING_HEAD},
        {"局长", "县财政局党组", "县财政局", "局长", STANDING_HEAD},
        {"副局长", "县财政局", "县财政局", "副局长", STANDING_DEPUTY},
        {"镇长", "镇党委", "镇人民政府", "镇长", STANDING_HEAD},
        {"白石镇副镇长", "", "白石镇人民政府", "副镇长", STANDING_DEPUTY},
        {"县人民政府副县长", "", "县人民政府", "副县长", STANDING_DEPUTY},
        {"县人大常委会副主任", "", "县人大常委会", "副主任", STANDING_DEPUTY},
        {"经济发展办公室副主任", "镇党委", "镇经济发展办公室", "副主任", STANDING_DEPUTY},
        {"县财政局四级主任科员", "", "县财政局", "四级主任科员", STANDING_OTHER},
        {"县财政局党组成员", "", "县财政局党组", "成员", STANDING_OTHER},
        {"县委常务副书记", "", "县委", "常务副书记", STANDING_DEPUTY},
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct learn_post post;
        assert_true(office_learn_post(a, cases[i].typed, cases[i].first, &post));
        assert_string_equal(post.unit, cases[i].unit);
        assert_string_equal(post.title, cases[i].title);
        assert_int_equal(post.standing, cases[i].standing);
    }
    arena_drop(a);
}

static void what_cannot_be_told_is_not_guessed(void **state)
{
    (void)state;
    static const char *const cases[] = {"某公司项目负责人", "局长", "书记", "县级领导"};
    struct arena *a = arena_new();
    struct learn_post post;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_false(office_learn_post(a, cases[i], "", &post));
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_post_is_a_unit_and_a_title),
        cmocka_unit_test(what_cannot_be_told_is_not_guessed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
