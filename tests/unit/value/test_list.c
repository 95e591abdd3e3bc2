/* Lists in one text, people and names in cells, names met before, marks around words. */
#include "value/list.h"
#include "value_testing.h"

static void assert_text(struct text t, const char *s)
{
    assert_string_equal(text_utf8(arena, t), s);
}

/* The items, each with a stroke behind it. */
static const char *items(struct text list, enum list_marks marks)
{
    const char *all = "";
    struct text item;
    for (size_t at = 0; list_next(list, marks, &at, &item);)
        all = arena_printf(arena, "%s%s|", all, text_utf8(arena, item));
    return all;
}

static void items_end_at_the_marks_of_their_list(void **state)
{
    (void)state;
    static const struct {
        enum list_marks marks;
        const char *list, *items;
    } lists[] = {
        {LIST_CELL, "甲、乙", "甲|乙|"},
        {LIST_CELL, " 甲，乙;丙；丁,\n戊 ", "甲|乙|丙|丁|戊|"},
        {LIST_CELL, "甲\u2028\u2003乙\r\n丙", "甲|乙|丙|"},
        {LIST_CELL, "甲（局长、主任）、乙", "甲（局长、主任）|乙|"},
        {LIST_CELL, "甲(一、二", "甲(一、二|"},
        {LIST_CELL, "甲（一(二、三）、四）、五", "甲（一(二、三）、四）|五|"},
        {LIST_CELL, "甲）、乙", "甲）|乙|"},
        {LIST_CELL, "、 、", ""},
        {LIST_CELL, "", ""},
        {LIST_NAMES, "甲。乙/丙\n丁；戊", "甲。乙/丙\n丁|戊|"},
        {LIST_UNITS, "甲局、乙局。", "甲局|乙局|"},
        {LIST_UNITS, "甲局（丙、丁）", "甲局（丙|丁）|"},
        {LIST_FORMER_NAMES, "农牧局；农业局, 农工部", "农牧局；农业局|农工部|"},
        {LIST_PHONES, "13800000000、/ ；0971-6234567\n110，", "13800000000|0971-6234567|110|"},
        {LIST_PHONES, "一类，二类/三类、四类", "一类|二类|三类|四类|"},
        {LIST_PHONES, "13800000000|13900000000", "13800000000|13900000000|"},
        {LIST_PHONES, "13800000000 13900000000", "13800000000 13900000000|"},
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        assert_string_equal(items(of(lists[i].list), lists[i].marks), lists[i].items);
    assert_string_equal(items((struct text){0}, LIST_CELL), "");
}

static void where_the_next_item_begins_is_told(void **state)
{
    (void)state;
    struct text item, list = of("甲，乙");
    size_t at = 0;
    assert_true(list_next(list, LIST_CELL, &at, &item));
    assert_int_equal(at, 2);
    assert_int_equal(text_pos(item, 0).off, 0);
    assert_true(list_next(list, LIST_CELL, &at, &item));
    assert_true(at > list.n);
    assert_false(list_next(list, LIST_CELL, &at, &item));
}

static void a_list_is_written_with_its_mark_between(void **state)
{
    (void)state;
    struct text_builder list = {.arena = arena};
    list_add(&list, of("甲"));
    list_add(&list, (struct text){0});
    list_add(&list, of("乙"));
    assert_text(text_done(&list), "甲、乙");
}

static void a_post_stands_in_brackets_behind_a_name(void **state)
{
    (void)state;
    static const struct {
        const char *item, *name, *post;
        bool fits;
    } people[] = {
        {"周明", "周明", "", true},
        {"周明（县委副书记）", "周明", "县委副书记", true},
        {"周明 ( 县委（政法委）书记 )", "周明", "县委（政法委）书记", true},
        {"周明（县委", "周明", "", false},
        {"周明（县委）书记", "周明", "", false},
        {"（县委）", "", "县委", false},
        {"周明（）", "周明", "", false},
        {"周明）", "周明）", "", false},
        {"", "", "", true},
    };
    for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
        struct text name, post;
        assert_int_equal(name_with_post(of(people[i].item), &name, &post), people[i].fits);
        assert_text(name, people[i].name);
        assert_text(post, people[i].post);
    }
}

static void people_without_marks_are_parted(void **state)
{
    (void)state;
    static const char *const lists[][2] = {
        {"周明（县委副书记）吴岚（县农业农村局局长）",
         "周明（县委副书记）|吴岚（县农业农村局局长）|"},
        {"周明（县委副书记） 吴岚", "周明（县委副书记）|吴岚|"},
        {"韩磊　陆远山", "韩磊|陆远山|"},
        {"沈 珺 许　玥(镇长)", "沈 珺|许　玥(镇长)|"},
        {"沈　珺", "沈　珺|"},
        {"周明（县委副书记）带队", "周明（县委副书记）带队|"},
        {"县水利局 县林业局办公室", "县水利局 县林业局办公室|"},
        {"Anna Smith", "Anna Smith|"},
        {"周明（县委（政法委）书记）", "周明（县委（政法委）书记）|"},
        {"周明（县委", "周明（县委|"},
        {"甲", "甲|"},
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        text_list list = list_people(arena, of(lists[i][0]));
        const char *all = "";
        for (size_t k = 0; k < list.n; k++)
            all = arena_printf(arena, "%s%s|", all, text_utf8(arena, list.v[k]));
        assert_string_equal(all, lists[i][1]);
    }
}

static void only_names_of_two_characters_are_padded(void **state)
{
    (void)state;
    assert_text(name_padded(arena, of("张三")), "张　三");
    assert_text(name_padded(arena, of("欧阳云")), "欧阳云");
    assert_text(name_padded(arena, of("张")), "张");
    assert_text(name_padded(arena, of("A1")), "A1");
    assert_text(name_padded(arena, (struct text){0}), "");
}

static void keys_leave_out_what_is_only_looks(void **state)
{
    (void)state;
    assert_text(name_key(arena, of(" 青z · ００００１　")), "青Z00001");
}

static void a_text_is_fresh_once(void **state)
{
    (void)state;
    struct interned met = {0};
    bool fresh;
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < 1000; i++) {
            struct text t = of(arena_printf(arena, "第%zu", i));
            assert_int_equal(name_known(&met, t), round ? i : SIZE_MAX);
            assert_int_equal(name_intern(arena, &met, t, &fresh), i);
            assert_int_equal(fresh, round == 0);
        }
}

static void marks_stand_around_words_once(void **state)
{
    (void)state;
    static const struct {
        const char *words, *bracketed, *ended;
    } cases[] = {
        {"县长", "（县长）", "县长。"},
        {"（县长）", "（县长）", "（县长）。"},
        {"(县长)", "（县长）", "(县长)。"},
        {"（一）和（二）", "（（一）和（二））", "（一）和（二）。"},
        {"甲", "（甲）", "甲。"},
        {"）", "（））", "）。"},
        {"（", "（（）", "（。"},
        {"甲.", "（甲.）", "甲。"},
        {"甲。", "（甲。）", "甲。"},
        {"甲:", "（甲:）", "甲:。"},
        {"", "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_text(words_in_brackets(arena, of(cases[i].words)), cases[i].bracketed);
        assert_text(words_with_end(arena, of(cases[i].words), "。"), cases[i].ended);
    }
    assert_text(words_with_end(arena, of("甲:"), "："), "甲：");
    assert_true(words_ended(of("好吗？")));
    assert_false(words_ended(of("好吗")));
    assert_false(words_ended((struct text){0}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_end_at_the_marks_of_their_list),
        cmocka_unit_test(where_the_next_item_begins_is_told),
        cmocka_unit_test(a_list_is_written_with_its_mark_between),
        cmocka_unit_test(a_post_stands_in_brackets_behind_a_name),
        cmocka_unit_test(people_without_marks_are_parted),
        cmocka_unit_test(only_names_of_two_characters_are_padded),
        cmocka_unit_test(keys_leave_out_what_is_only_looks),
        cmocka_unit_test(a_text_is_fresh_once),
        cmocka_unit_test(marks_stand_around_words_once),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
