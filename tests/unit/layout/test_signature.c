/* 落款 in its three forms, with and without pictures; closer lines when it would not fit. */
#include "layout_test.h"

#define PICTURE "tests/cases/layout/seal.png"
#define STAMP   "tests/cases/layout/stamp.png"

static len_t middle(const struct line *line)
{
    return (line->left + line->right) / 2;
}

static void assert_in_area(const struct pages *p, const struct picture *seal)
{
    assert_true(seal->left >= p->style->area_left && seal->right <= area_right(p));
    assert_true(seal->top >= p->style->area_top && seal->bottom <= area_foot(p) + ROUNDING);
}

/* ---- sealed ---- */

static struct pages sealed(void **state, struct arena *a, int lines, int width)
{
    return lay_out(state,
                   arena_printf(a,
                                TITLE "<正文>%s</正文><落款 署名=\"青禾县财政局\" "
                                      "日期=\"2026-09-09\" 印章=\"" PICTURE "\" 印章宽=\"%d\"/>",
                                times(a, "<段>丁丁</段>", lines), width));
}

/* 7.3.5.1: centred on organ and date, which stand a little below its middle; its top within one
 * line of the text. */
static void assert_seal(const struct pages *p, const struct sheet *s)
{
    const struct picture *seal = &s->pictures.v[0];
    const struct line *organ = line_with(s, "青禾县财政局"), *date = line_with(s, "2026年9月9日");
    const struct line *text = last_line(s, ELEMENT_TEXT);
    len_t x = (seal->left + seal->right) / 2, y = (seal->top + seal->bottom) / 2;
    assert_near(x, middle(organ), HAIR);
    assert_near(x, middle(date), HAIR);
    assert_true(y < (organ->centre + date->centre) / 2);
    assert_true(seal->top - foot_of(text) <= s->grid.height / (s->grid.lines - 1) + ROUNDING);
    assert_true(seal->top > foot_of(text));
    assert_in_area(p, seal);
}

static void the_seal_stands_on_organ_and_date_near_the_text(void **state)
{
    for (int width = 38; width <= 45; width++)
        for (int lines = 1; lines < 45; lines += 3) {
            struct arena *a = arena_new();
            struct pages p = sealed(state, a, lines, width);
            const struct sheet *s = &p.sheets.v[p.sheets.n - 1];
            assert_int_equal(s->pictures.n, 1);
            assert_seal(&p, s);
            pages_drop(&p);
            arena_drop(a);
        }
}

static struct pages joint(void **state, struct arena *a, int organs)
{
    const char *one = "<署名方 印章=\"" PICTURE "\">青禾县农业农村局</署名方>";
    return lay_out(state,
                   arena_printf(a, TITLE "<正文>%s</正文><落款 日期=\"2026-09-09\">%s</落款>",
                                times(a, "<段>丁丁</段>", 4), times(a, one, organs)));
}

static bool touch(const struct picture *a, const struct picture *b)
{
    return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

static void joint_seals_neither_touch_nor_leave_the_type_area(void **state)
{
    for (int n = 2; n <= 10; n++) {
        struct arena *a = arena_new();
        struct pages p = joint(state, a, n);
        const struct sheet *s = &p.sheets.v[p.sheets.n - 1];
        assert_int_equal(s->pictures.n, n);
        for (int i = 0; i < n; i++) {
            assert_in_area(&p, &s->pictures.v[i]);
            for (int k = 0; k < i; k++)
                assert_false(touch(&s->pictures.v[i], &s->pictures.v[k]));
        }
        pages_drop(&p);
        arena_drop(a);
    }
}

static void the_last_joint_seal_stands_on_the_date(void **state)
{
    for (int n = 2; n <= 10; n++) {
        struct arena *a = arena_new();
        struct pages p = joint(state, a, n);
        const struct sheet *s = &p.sheets.v[p.sheets.n - 1];
        const struct picture *last = &s->pictures.v[n - 1];
        const struct line *date = line_with(s, "2026年9月9日");
        assert_near((last->left + last->right) / 2, middle(date), HAIR);
        assert_true(last->top < top_of(date) && last->bottom > foot_of(date));
        assert_true(s->pictures.v[0].top - foot_of(last_line(s, ELEMENT_TEXT)) <=
                    p.style->line_pitch + ROUNDING);
        pages_drop(&p);
        arena_drop(a);
    }
}

/* ---- unsealed ---- */

#define PLAIN(organ, date) "<落款 形式=\"不加盖印章\" 署名=\"" organ "\" 日期=\"" date "\"/>"

static void an_unsealed_date_starts_two_characters_right_of_the_organ(void **state)
{
    struct pages p = lay_out(state, TITLE BODY PLAIN("青禾县农业农村工作领导小组", "2026-09-09"));
    const struct sheet *s = &p.sheets.v[0];
    const struct line *organ = line_with(s, "青禾县农业"), *date = line_with(s, "2026年9月9日");
    const struct line *text = last_line(s, ELEMENT_TEXT);
    assert_near(organ->right, area_right(&p) - 2 * p.style->char_pitch, HAIR);
    assert_near(date->left, organ->left + 2 * p.style->char_pitch, HAIR);
    assert_near(top_of(organ) - top_of(text), 2 * p.style->line_pitch, ROUNDING);
    assert_near(top_of(date) - top_of(organ), p.style->line_pitch, ROUNDING);
    pages_drop(&p);
}

static void a_date_longer_than_the_organ_is_two_characters_from_the_right(void **state)
{
    struct pages p = lay_out(state, TITLE BODY PLAIN("县财政局", "2026-12-29"));
    const struct sheet *s = &p.sheets.v[0];
    const struct line *organ = line_with(s, "县财政局"), *date = line_with(s, "2026年12月29日");
    assert_near(date->right, area_right(&p) - 2 * p.style->char_pitch, HAIR);
    assert_near(organ->left, date->left - 2 * p.style->char_pitch, HAIR);
    pages_drop(&p);
}

/* ---- the signer's stamp ---- */

static void the_stamp_stands_four_characters_from_the_right(void **state)
{
    struct pages p = lay_out(state, TITLE BODY "<落款 形式=\"签名章\" 职务=\"县长\" "
                                               "日期=\"2026-09-09\" 印章=\"" STAMP "\"/>");
    const struct sheet *s = &p.sheets.v[0];
    const struct line *post = line_with(s, "县长"), *date = line_with(s, "2026年9月9日");
    const struct picture *stamp = &s->pictures.v[0];
    len_t pitch = p.style->char_pitch;
    assert_int_equal(s->pictures.n, 1);
    assert_near(stamp->right, area_right(&p) - 4 * pitch, ROUNDING);
    assert_near(post->right, stamp->left - 2 * pitch, HAIR);
    assert_near(post->centre, (stamp->top + stamp->bottom) / 2, HAIR);
    assert_near(date->right, area_right(&p) - 4 * pitch, HAIR);
    assert_near(top_of(date) - stamp->bottom, p.style->line_pitch, HAIR);
    assert_near(stamp->top - foot_of(last_line(s, ELEMENT_TEXT)), 2 * p.style->line_pitch, HAIR);
    pages_drop(&p);
}

/* ---- the whole text closer, or opened ---- */

static bool is_paced(struct pages *p)
{
    return diags_count(p->diags, DIAG_NOTE) > 0;
}

/* The grid that the page says it was set on. */
static void assert_on_its_grid(const struct sheet *s)
{
    for (size_t i = 0; i < s->lines.n; i++) {
        const struct line *line = &s->lines.v[i];
        len_t top = top_of(line);
        if (line->element == ELEMENT_TEXT || line->element == ELEMENT_DATE)
            assert_near(page_grid_top(&s->grid, page_grid_nearest(&s->grid, top)), top, ROUNDING);
    }
}

/* 7.3.5.5 */
static void signature_and_text_share_a_page_on_one_grid(void **state)
{
    bool paced = false;
    for (int n = 5; n < 60; n++) {
        struct arena *a = arena_new();
        struct pages p = lay_out(state, arena_printf(a, HEAD TITLE TO "<正文>%s</正文>" SIGNED,
                                                     times(a, "<段>丁丁</段>", n)));
        const struct sheet *last = &p.sheets.v[p.sheets.n - 1];
        assert_non_null(line_with(last, "2026年9月9日"));
        assert_non_null(line_with(last, "丁丁"));
        assert_on_its_grid(last);
        for (size_t i = 0; i < p.sheets.n; i++) {
            assert_int_equal(p.sheets.v[i].grid.lines, last->grid.lines);
            assert_int_equal(p.sheets.v[i].grid.height, last->grid.height);
        }
        assert_int_equal(is_paced(&p), last->grid.lines != p.style->lines);
        paced = paced || is_paced(&p);
        pages_drop(&p);
        arena_drop(a);
    }
    assert_true(paced);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_seal_stands_on_organ_and_date_near_the_text),
        cmocka_unit_test(joint_seals_neither_touch_nor_leave_the_type_area),
        cmocka_unit_test(the_last_joint_seal_stands_on_the_date),
        cmocka_unit_test(an_unsealed_date_starts_two_characters_right_of_the_organ),
        cmocka_unit_test(a_date_longer_than_the_organ_is_two_characters_from_the_right),
        cmocka_unit_test(the_stamp_stands_four_characters_from_the_right),
        cmocka_unit_test(signature_and_text_share_a_page_on_one_grid),
    };
    return LAYOUT_TESTS("signature", tests);
}
