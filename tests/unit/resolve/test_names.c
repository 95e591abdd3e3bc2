/* Lists of names in a cell, names as they stand in cells, texts seen before. */
#include "plans_test.h"

static void names_are_parted_by_any_mark_outside_brackets(void **state)
{
    (void)state;
    static const char *const lists[][2] = {
        {"甲、乙", "甲|乙|"},
        {" 甲，乙;丙；丁,\n戊 ", "甲|乙|丙|丁|戊|"},
        {"甲（局长、主任）、乙", "甲（局长、主任）|乙|"},
        {"甲(一、二", "甲(一、二|"},
        {"甲）、乙", "甲）|乙|"},
        {"、、", ""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        struct bench b;
        bench_open(&b, (struct date){0});
        text_list list = names_split(b.r.arena, bench_text(&b, lists[i][0]));
        struct buf all = {0};
        buf_str(&all, "");
        for (size_t k = 0; k < list.n; k++)
            buf_printf(&all, "%s|", text_utf8(b.r.arena, list.v[k]));
        assert_string_equal(all.p ? all.p : "", lists[i][1]);
        buf_drop(&all);
        bench_close(&b);
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
        struct bench b;
        bench_open(&b, (struct date){0});
        text_list list = people_split(b.r.arena, bench_text(&b, lists[i][0]));
        struct buf all = {0};
        for (size_t k = 0; k < list.n; k++)
            buf_printf(&all, "%s|", text_utf8(b.r.arena, list.v[k]));
        assert_string_equal(all.p, lists[i][1]);
        buf_drop(&all);
        bench_close(&b);
    }
}

static void only_names_of_two_characters_are_padded(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, (struct date){0});
    assert_text(&b, name_padded(b.r.arena, bench_text(&b, "张三")), "张　三");
    assert_text(&b, name_padded(b.r.arena, bench_text(&b, "欧阳云")), "欧阳云");
    assert_text(&b, name_padded(b.r.arena, bench_text(&b, "张")), "张");
    assert_text(&b, name_padded(b.r.arena, bench_text(&b, "A1")), "A1");
    assert_text(&b, name_padded(b.r.arena, (struct text){0}), "");
    bench_close(&b);
}

static void keys_leave_out_what_is_only_looks(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, (struct date){0});
    assert_text(&b, text_key(b.r.arena, bench_text(&b, " 青z · ００００１　")), "青Z00001");
    bench_close(&b);
}

static void a_text_is_fresh_once(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, (struct date){0});
    struct seen seen = {0};
    bool fresh;
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < 1000; i++) {
            struct text t = bench_text(&b, arena_printf(b.r.arena, "第%zu", i));
            assert_int_equal(seen_add(b.r.arena, &seen, t, &fresh), i);
            assert_int_equal(fresh, round == 0);
        }
    bench_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_parted_by_any_mark_outside_brackets),
        cmocka_unit_test(people_without_marks_are_parted),
        cmocka_unit_test(only_names_of_two_characters_are_padded),
        cmocka_unit_test(keys_leave_out_what_is_only_looks),
        cmocka_unit_test(a_text_is_fresh_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
