/* Paragraphs taken apart: how wide, how many lines, without being set. */
#include "made_text.h"

static struct text_pieces pieces_of(struct setting *t, const char *utf8)
{
    struct span span = {.text = text_of(t->arena, utf8), .role = ROLE_BODY};
    struct text_pieces pieces;
    assert_true(text_take_apart(t->typesetter, &span, 1, &pieces));
    return pieces;
}

static void a_piece_is_what_no_line_end_parts(void **state)
{
    struct setting t = setting_open(state);
    struct text_pieces p = pieces_of(&t, "种水稻，共17.33万元");
    assert_int_equal(p.n, 5); /* 种 水 稻， 共 17.33万元 */
    assert_int_equal(p.v[0].width, EM);
    assert_int_equal(p.v[2].width, 2 * EM);
    assert_int_equal(p.v[2].hang, 500); /* the comma's blank */
    assert_true(p.v[4].width > 4 * EM);
    setting_close(&t);
}

static void an_authors_break_ends_a_line(void **state)
{
    struct setting t = setting_open(state);
    assert_int_equal(text_pieces_lines(pieces_of(&t, "甲|乙|丙"), 9 * EM), 3);
    assert_int_equal(text_pieces_lines(pieces_of(&t, ""), 9 * EM), 0);
    setting_close(&t);
}

static void a_date_is_parted_only_behind_its_year(void **state)
{
    struct setting t = setting_open(state);
    assert_int_equal(pieces_of(&t, "2026年9月30日前").n, 2);
    assert_int_equal(pieces_of(&t, "9月15日前").n, 1);
    assert_int_equal(pieces_of(&t, "10月上旬前").n, 1);
    assert_int_equal(pieces_of(&t, "2026年10月底前").n, 2);
    assert_int_equal(pieces_of(&t, "3—11月").n, 1);
    assert_int_equal(pieces_of(&t, "每月5日前报").n, 4);
    struct text_shape shape = shape_of(&t, 5 * EM);
    shape.narrow = true;
    assert_string_equal(lines_text(t.arena, set_shaped(&t, "于9月15日前报送", &shape)),
                        "于|9月15日前|报送");
    shape = shape_of(&t, 2500);
    shape.narrow = true; /* no room for it: as elsewhere */
    assert_string_equal(lines_text(t.arena, set_shaped(&t, "12月15日前", &shape)), "12月|15日|前");
    setting_close(&t);
}

static void a_narrow_column_leaves_no_character_alone(void **state)
{
    struct setting t = setting_open(state);
    struct text_shape shape = shape_of(&t, 4 * EM);
    shape.narrow = true;
    shape.stretch_most = 150;
    assert_string_equal(lines_text(t.arena, set_shaped(&t, "做好防汛抗旱和地质灾害防治", &shape)),
                        "做好|防汛抗旱|和地质|灾害防治");
    shape = shape_of(&t, 1500);
    shape.narrow = true;
    assert_string_equal(lines_text(t.arena, set_shaped(&t, "组长", &shape)), "组|长");
    setting_close(&t);
}

static void what_no_line_holds_takes_several(void **state)
{
    struct setting t = setting_open(state);
    struct text_pieces p = pieces_of(&t, "abcdefghijabcdefghijabcdefghijabcdefghij");
    assert_int_equal(p.n, 1);
    int64_t whole = p.v[0].width;
    assert_int_equal(text_pieces_lines(p, whole), 1);
    assert_int_equal(text_pieces_lines(p, whole / 2 + 1), 2);
    assert_int_equal(text_pieces_lines(p, whole / 4 + 1), 4);
    setting_close(&t);
}

static void the_count_is_near_that_of_the_set_paragraph(void **state)
{
    static const char text[] =
        "一是抓好春耕备耕，落实种植面积3.5万亩，3月底前完成；二是建设高标准农田"
        "（含高效节水灌溉）1200亩，由县农业农村局牵头，各乡镇人民政府配合；三是推广“稻渔共作”"
        "模式，培育示范户20户以上。";
    struct setting t = setting_open(state);
    struct text_pieces p = pieces_of(&t, text);
    for (int ems = 8; ems < 60; ems++) {
        struct text_shape shape = {.size = EM, .pitch = EM, .width = ems * EM, .narrow = true};
        struct set_lines set = set_shaped(&t, text, &shape);
        int lines = text_pieces_lines(p, (int64_t)ems * EM);
        if (abs(lines - (int)set.n) > 1)
            fail_msg("%d lines for %zu in %d ems", lines, set.n, ems);
    }
    setting_close(&t);
}

static void lines_go_to_the_arena_named_last(void **state)
{
    struct setting t = setting_open(state);
    struct arena *own = arena_new();
    struct arena *before = text_use_arena(t.typesetter, own);
    assert_ptr_equal(before, t.arena);
    pieces_of(&t, "种水稻");
    assert_ptr_equal(text_use_arena(t.typesetter, before), own);
    arena_drop(own);
    setting_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_piece_is_what_no_line_end_parts),
        cmocka_unit_test(an_authors_break_ends_a_line),
        cmocka_unit_test(a_date_is_parted_only_behind_its_year),
        cmocka_unit_test(a_narrow_column_leaves_no_character_alone),
        cmocka_unit_test(what_no_line_holds_takes_several),
        cmocka_unit_test(the_count_is_near_that_of_the_set_paragraph),
        cmocka_unit_test(lines_go_to_the_arena_named_last),
    };
    return cmocka_run_group_tests_name("text/pieces", tests, open_shared, close_shared);
}
