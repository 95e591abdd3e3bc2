/* Looking up people, units and posts, and what they are called. */
#include "staff_test.h"

static const char county[] =
    "<单位 名称='青禾县人民政府' 简称='县政府'>"
    "<岗位 职务='县长' 性质='正职' 代号='xz'/><岗位 职务='副县长' 名额='4'/>"
    "<单位 名称='青禾县财政局' 简称='县财政局' 曾用名='县财税局、县财政科'>"
    "<岗位 职务='局长' 排序='1'/><岗位 职务='总会计师' 排序='2'/>"
    "<单位 名称='综合股'><岗位 职务='股长'/></单位></单位>"
    "<单位 名称='青禾县审计局' 简称='县审计局'><岗位 职务='局长'/>"
    "<单位 名称='综合股'><岗位 职务='股长'/></单位></单位>"
    "<单位 名称='青禾县白石镇人民政府' 简称='白石镇政府'><岗位 职务='镇长'/>"
    "<岗位 职务='副镇长'/></单位></单位>"
    "<单位 名称='中共青禾县委' 简称='县委'><岗位 职务='县委书记'/></单位>"
    "<人员 姓名='张三' 曾用名='张山、张叁'/><人员 姓名='周明' 代号='周1'/>"
    "<人员 姓名='周明' 代号='周2'/><人员 姓名='买买提·艾力'/><人员 姓名='罗启明'/>";

/* What a post's reference finds, by its name; "" for none, "多" for several. */
static const char *post_found(const struct office *o, const char *ref)
{
    struct staff_match m = staff_find_post(o->staff, text_of(o->arena, ref));
    if (m.n > 1)
        return "多";
    return m.n ? staff_post_name(o->staff, o->arena, m.found[0]) : "";
}

static void a_person_is_found_however_the_name_is_spaced(void **state)
{
    (void)state;
    struct office o = office_of(county);
    assert_non_null(o.staff);
    struct staff_match m = staff_find_person(o.staff, text_of(o.arena, "张　三"));
    assert_int_equal(m.n, 1);
    assert_false(m.by_former);
    m = staff_find_person(o.staff, text_of(o.arena, "买买提•艾力"));
    assert_int_equal(m.n, 1);
    m = staff_find_person(o.staff, text_of(o.arena, "张叁"));
    assert_int_equal(m.n, 1);
    assert_true(m.by_former);
    office_drop(&o);
}

static void homonyms_are_both_found_and_told_apart_by_id(void **state)
{
    (void)state;
    struct office o = office_of(county);
    struct staff_match m = staff_find_person(o.staff, text_of(o.arena, "周明"));
    assert_int_equal(m.n, 2);
    const struct staff_person *second = m.found[1];
    assert_true(text_equals(second->id, "周2"));
    m = staff_find_person(o.staff, text_of(o.arena, "周2"));
    assert_int_equal(m.n, 1);
    assert_ptr_equal(m.found[0], second);
    office_drop(&o);
}

static void the_nearest_is_offered_when_nothing_is_found(void **state)
{
    (void)state;
    struct office o = office_of(county);
    struct staff_match m = staff_find_person(o.staff, text_of(o.arena, "罗起明"));
    assert_int_equal(m.n, 0);
    assert_non_null(m.near);
    assert_true(text_equals(((const struct staff_person *)m.near)->name, "罗启明"));
    m = staff_find_person(o.staff, text_of(o.arena, "欧阳某某"));
    assert_null(m.near);
    m = staff_find_post(o.staff, text_of(o.arena, "县财政据局长"));
    assert_string_equal(staff_post_name(o.staff, o.arena, m.near), "县财政局局长");
    office_drop(&o);
}

static void a_unit_is_found_by_all_its_names(void **state)
{
    (void)state;
    struct office o = office_of(county);
    static const char *const names[] = {"青禾县财政局", "县财政局", "县财税局", "县财政科"};
    for (size_t i = 0; i < 4; i++) {
        struct staff_match m = staff_find_unit(o.staff, text_of(o.arena, names[i]));
        assert_int_equal(m.n, 1);
        assert_int_equal(m.by_former, i >= 2);
    }
    assert_int_equal(staff_find_unit(o.staff, text_of(o.arena, "综合股")).n, 2);
    assert_int_equal(staff_find_unit(o.staff, text_of(o.arena, "县审计局综合股")).n, 1);
    assert_int_equal(staff_find_unit(o.staff, text_of(o.arena, "")).n, 0);
    office_drop(&o);
}

static void a_post_is_found_by_unit_and_title(void **state)
{
    (void)state;
    struct office o = office_of(county);
    assert_string_equal(post_found(&o, "青禾县财政局局长"), "县财政局局长");
    assert_string_equal(post_found(&o, "县财政局局长"), "县财政局局长");
    assert_string_equal(post_found(&o, "县财政科局长"), "县财政局局长");
    assert_string_equal(post_found(&o, "xz"), "县长");
    assert_string_equal(post_found(&o, "总会计师"), "县财政局总会计师");
    assert_string_equal(post_found(&o, "局长"), "多");
    assert_string_equal(post_found(&o, "综合股股长"), "多");
    assert_string_equal(post_found(&o, "县财政局综合股股长"), "综合股股长");
    assert_string_equal(post_found(&o, "县财政局"), "");
    assert_string_equal(post_found(&o, ""), "");
    office_drop(&o);
}

static void a_government_is_not_named_in_its_posts(void **state)
{
    (void)state;
    struct office o = office_of(county);
    assert_string_equal(post_found(&o, "白石镇镇长"), "白石镇镇长");
    assert_string_equal(post_found(&o, "白石镇副镇长"), "白石镇副镇长");
    assert_string_equal(post_found(&o, "县政府副县长"), "副县长");
    assert_string_equal(post_found(&o, "县委书记"), "县委书记");
    office_drop(&o);
}

/* Of the name 罗启明 in each sentence. */
static void words_say_who_has_left(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        bool left;
    } cases[] = {
        {"原县财政局局长罗启明参加", true},   {"由县委原书记罗启明主持", true},
        {"由原县财政局局长罗启明担任", true}, {"免去张三、罗启明的职务", true},
        {"罗启明同志不再担任局长", true},     {"罗启明已退休", true},
        {"平原镇镇长罗启明参加", false},      {"原局长张三、局长罗启明", false},
        {"县财政局局长罗启明参加", false},    {"免去张三的职务。局长罗启明", false},
    };
    struct arena *a = arena_new();
    struct source *src = source_new(a, "t", "", 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text t = text_from_utf8(a, cases[i].words, (struct pos){src, 0});
        size_t at = 0;
        while (!text_word_at(t, at, "罗启明"))
            at++;
        if (staff_has_left_by_words(t, at, at + 3) != cases[i].left)
            fail_msg("%s", cases[i].words);
    }
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_say_who_has_left),
        cmocka_unit_test(a_person_is_found_however_the_name_is_spaced),
        cmocka_unit_test(homonyms_are_both_found_and_told_apart_by_id),
        cmocka_unit_test(the_nearest_is_offered_when_nothing_is_found),
        cmocka_unit_test(a_unit_is_found_by_all_its_names),
        cmocka_unit_test(a_post_is_found_by_unit_and_title),
        cmocka_unit_test(a_government_is_not_named_in_its_posts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
