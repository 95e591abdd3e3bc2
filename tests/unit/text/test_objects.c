/* Objects in lines: blanks and boxes keep their width, stay with their words, and fill lines. */
#include "text_test.h"

enum { ROUNDING = 3, BOX = 620, BLANK = 3000 };

/* □ stands for a box, ＿ for a blank, ～ for air that fills; a word behind a box is tied to it. */
struct made {
    VEC(struct span) spans;
};

static bool is_object(uint32_t cp)
{
    return cp == U'□' || cp == U'＿' || cp == U'～';
}

static struct made spans_of(struct setting *t, const char *utf8)
{
    struct made made = {0};
    struct text all = text_of(t->arena, utf8);
    for (size_t i = 0, to; i < all.n; i = to) {
        bool object = is_object(all.cp[i]);
        for (to = i + 1; !object && to < all.n && !is_object(all.cp[to]); to++)
            ;
        uint32_t cp = all.cp[i], before = i ? all.cp[i - 1] : 0;
        VEC_PUSH(t->arena, &made.spans,
                 ((struct span){.text = text_part(all, i, to),
                                .role = ROLE_BODY,
                                .object = object,
                                .fills = cp == U'～',
                                .tied = before == U'□' || before == U'～',
                                .width = cp == U'□'    ? BOX
                                         : cp == U'＿' ? BLANK
                                                       : EM}));
    }
    return made;
}

static struct set_lines set_made(struct setting *t, const char *utf8,
                                 const struct text_shape *shape)
{
    struct made made = spans_of(t, utf8);
    struct set_lines lines;
    assert_true(text_set(t->typesetter, made.spans.v, made.spans.n, shape, &lines));
    return lines;
}

static void an_object_takes_its_width_and_draws_nothing(void **state)
{
    struct setting t = setting_open(state);
    struct text_shape shape = shape_of(&t, 20 * EM);
    struct set_lines lines = set_made(&t, "面积＿平方米", &shape);
    assert_int_equal(lines.n, 1);
    const struct set_glyph *g = lines.v[0].glyphs;
    assert_true(g[2].object);
    assert_int_equal(g[2].width, len_scale(shape.pitch, BLANK, EM));
    assert_int_equal(g[2].x, 2 * shape.pitch);
    assert_true(llabs(lines.v[0].width - len_scale(shape.pitch, 5 * EM + BLANK, EM)) < ROUNDING);
    assert_false(g[1].object);
    setting_close(&t);
}

static void a_box_is_never_parted_from_its_words(void **state)
{
    for (int ems = 6; ems < 30; ems++) {
        struct setting t = setting_open(state);
        struct text_shape shape = shape_of(&t, ems * EM);
        struct set_lines lines =
            set_made(&t, "房屋的结构和安全状况□砖混□砖木□土木□其他结构", &shape);
        for (size_t i = 0; i < lines.n; i++) {
            const struct set_line *line = &lines.v[i];
            assert_false(line->glyphs[line->n - 1].object);
            assert_true(line->glyphs[0].object || i < 3);
        }
        setting_close(&t);
    }
}

static void what_fills_takes_what_the_line_has_left(void **state)
{
    struct setting t = setting_open(state);
    struct text_shape shape = shape_of(&t, 20 * EM);
    struct set_lines lines = set_made(&t, "是否达标？～□是□否", &shape);
    assert_int_equal(lines.n, 1);
    const struct set_line *line = &lines.v[0];
    assert_int_equal(line->width, shape.width);
    const struct set_glyph *no = &line->glyphs[line->n - 1];
    assert_true(llabs(no->x + shape.pitch - shape.width) < shape.pitch / 2);
    setting_close(&t);
}

static void those_that_fill_share_alike(void **state)
{
    struct setting t = setting_open(state);
    struct text_shape shape = shape_of(&t, 20 * EM);
    struct set_lines lines = set_made(&t, "村～户主～", &shape);
    const struct set_glyph *g = lines.v[0].glyphs;
    assert_true(llabs(g[1].width - g[4].width) < ROUNDING);
    assert_int_equal(g[4].x + g[4].width, shape.width);
    setting_close(&t);
}

static void no_object_is_wider_than_its_line(void **state)
{
    struct setting t = setting_open(state);
    struct text_shape shape = shape_of(&t, 2 * EM + EM / 2);
    struct set_lines lines = set_made(&t, "面积＿平方米", &shape);
    for (size_t i = 0; i < lines.n; i++)
        assert_true(lines.v[i].width <= shape.width);
    assert_true(lines.n > 2);
    setting_close(&t);
}

static void boxes_at_the_end_turn_over_together(void **state)
{
    struct setting t = setting_open(state);
    struct text_shape shape = shape_of(&t, 8 * EM);
    struct made made = spans_of(&t, "水质水量有没有保障～□是□否");
    struct set_lines lines;
    for (size_t i = 2; i < made.spans.n; i++)
        made.spans.v[i].tied = true;
    assert_true(text_set(t.typesetter, made.spans.v, made.spans.n, &shape, &lines));
    assert_string_equal(lines_text(t.arena, lines), "水质水量有没有保|障～□是□否");
    assert_int_equal(lines.v[1].width, shape.width);
    setting_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_object_takes_its_width_and_draws_nothing),
        cmocka_unit_test(a_box_is_never_parted_from_its_words),
        cmocka_unit_test(what_fills_takes_what_the_line_has_left),
        cmocka_unit_test(those_that_fill_share_alike),
        cmocka_unit_test(no_object_is_wider_than_its_line),
        cmocka_unit_test(boxes_at_the_end_turn_over_together),
    };
    return TEXT_TESTS("objects", tests);
}
