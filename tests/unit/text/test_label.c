/* Labels of several lines: where they turn. */
#include "text_test.h"

/* The lines parted by '/'. */
static void expect(void **state, const char *label, int ems, const char *lines)
{
    struct setting t = setting_open(state);
    struct text_shape shape = shape_of(&t, ems);
    struct span span = {.text = text_of(t.arena, label), .role = ROLE_BODY};
    struct set_lines set;
    struct buf got = {0};
    shape.align = ALIGN_CENTRE;
    shape.narrow = true;
    assert_true(text_set_label(t.typesetter, &span, 1, &shape, &set));
    buf_str(&got, "");
    for (size_t i = 0; i < set.n; i++) {
        buf_str(&got, i ? "/" : "");
        for (size_t k = 0; k < set.v[i].n; k++)
            for (size_t c = 0; c < 2 && set.v[i].glyphs[k].text[c]; c++)
                buf_code(&got, set.v[i].glyphs[k].text[c]);
        assert_true(set.v[i].x >= 0);
        assert_true(set.v[i].x + set.v[i].width <= shape.width);
    }
    assert_string_equal(got.p, lines);
    buf_drop(&got);
    setting_close(&t);
}

static void lines_end_between_words(void **state)
{
    expect(state, "县畜牧兽医中心", 5500, "县畜牧/兽医中心");
    expect(state, "县人力资源社会保障局", 5500, "县人力资源/社会保障局");
    expect(state, "公益性岗位补助", 5500, "公益性岗位/补助");
    expect(state, "各乡镇人民政府", 5500, "各乡镇/人民政府");
}

static void a_single_character_stays_with_the_word_before_it(void **state)
{
    expect(state, "南坪乡肉羊繁育场", 5500, "南坪乡/肉羊繁育场");
    expect(state, "县住房和城乡建设局", 6500, "县住房/和城乡建设局");
}

static void routes_turn_behind_their_dashes(void **state)
{
    expect(state, "县城—白石镇—上坪村", 4500, "县城—/白石镇—/上坪村");
    expect(state, "县城—白石镇—上坪村", 7500, "县城—/白石镇—上坪村");
    expect(state, "白石镇、云溪乡、柳河镇", 4500, "白石镇、/云溪乡、/柳河镇");
}

static void lines_are_alike_where_words_allow_any(void **state)
{
    expect(state, "甲乙丙丁", 2500, "甲乙/丙丁");
    expect(state, "组长组", 1200, "组/长/组");
}

static void what_fits_or_is_broken_by_the_author_stays(void **state)
{
    expect(state, "县水利局", 5000, "县水利局");
    expect(state, "", 5000, "");
    expect(state, "衔接|资金", 5000, "衔接/资金");
}

/* More than is searched: as a paragraph. */
static void long_texts_are_paragraphs(void **state)
{
    expect(state, "一二三四五六七八九十一二三四五六七八九十", 2500,
           "一二/三四/五/六七/八九/十一/二三/四五/六七/八/九十");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_end_between_words),
        cmocka_unit_test(a_single_character_stays_with_the_word_before_it),
        cmocka_unit_test(routes_turn_behind_their_dashes),
        cmocka_unit_test(lines_are_alike_where_words_allow_any),
        cmocka_unit_test(what_fits_or_is_broken_by_the_author_stays),
        cmocka_unit_test(long_texts_are_paragraphs),
    };
    return TEXT_TESTS("label", tests);
}
