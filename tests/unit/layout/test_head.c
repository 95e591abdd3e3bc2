/* 版头 of documents going up, joint documents, letters and orders. */
#include "layout_test.h"

#define MARKS     "<份号>12</份号><密级 等级=\"机密\" 期限=\"1年\"/><紧急程度 等级=\"特急\"/>"
#define NUMBER    "<发文字号 代字=\"青政发\" 年=\"2026\" 号=\"10\"/>"
#define ISSUER(x) "<发文机关>" x "</发文机关>"

static void the_marks_stand_on_the_first_lines(void **state)
{
    struct pages p =
        lay_out(state, "<版头>" MARKS ISSUER("青禾县财政局") NUMBER "</版头>" TITLE BODY);
    static const char *const marks[] = {"000012", "机密★1年", "特急"};
    for (int i = 0; i < 3; i++) {
        const struct line *mark = line_with(&p.sheets.v[0], marks[i]);
        assert_non_null(mark);
        assert_near(top_of(mark), style_line_top(p.style, i), ROUNDING);
        assert_near(mark->left, p.style->area_left, HAIR);
    }
    pages_drop(&p);
}

/* ---- 签发人 ---- */

static const char *const signers[] = {"陆怀山", "沈微", "欧阳林秋", "顾明远", "叶知秋"};

/* A document going up, with the first n signers. */
static struct pages lay_out_signed(void **state, int n)
{
    struct arena *a = arena_new();
    const char *xml = "<版头>" ISSUER("青禾县财政局");
    for (int i = 0; i < n; i++)
        xml = arena_printf(a, "%s<签发人>%s</签发人>", xml, signers[i]);
    struct pages p = lay_out(state, arena_printf(a, "%s" NUMBER "</版头>" TITLE BODY, xml));
    arena_drop(a);
    return p;
}

static void signers_end_one_character_from_the_right(void **state)
{
    for (int n = 1; n <= 5; n++) {
        struct pages p = lay_out_signed(state, n);
        const struct sheet *s = &p.sheets.v[0];
        const struct line *label = line_with(s, "签发人：");
        assert_non_null(strstr(label->text.p, signers[0]));
        assert_near(label->right, area_right(&p) - p.style->char_pitch, HAIR);
        for (int i = 0; i < n; i++)
            assert_non_null(line_with(s, signers[i]));
        pages_drop(&p);
    }
}

static void the_number_stands_on_the_line_of_the_last_signer(void **state)
{
    for (int n = 1; n <= 5; n++) {
        struct pages p = lay_out_signed(state, n);
        const struct sheet *s = &p.sheets.v[0];
        const struct line *number = line_with(s, "青政发〔2026〕10号");
        const struct line *last = line_with(s, signers[n - 1]);
        assert_near(number->centre, last->centre, ROUNDING);
        assert_near(number->left, p.style->area_left + p.style->char_pitch, HAIR);
        pages_drop(&p);
    }
}

/* ---- joint documents ---- */

static const char *const organs[] = {"财政局",           "农业农村局", "水利局", "公安局",
                                     "住房和城乡建设局", "交通运输局", "司法局", "卫生健康局",
                                     "应急管理局",       "教育体育局"};

static struct pages joint(void **state, struct arena *a, int n)
{
    const char *xml = "";
    for (int i = 0; i < n; i++)
        xml = arena_printf(a, "%s<发文机关>青禾县%s</发文机关>", xml, organs[i]);
    return lay_out(state, arena_printf(a, "<版头>%s" NUMBER "</版头>" TITLE TO BODY, xml));
}

static void joint_names_are_spread_to_one_width_below_the_hosts(void **state)
{
    for (int n = 2; n <= 10; n++) {
        struct arena *a = arena_new();
        struct pages p = joint(state, a, n);
        const struct sheet *s = &p.sheets.v[0];
        assert_near(s->lines.v[0].ink_top, len_from_micron(72000), HAIR / 3);
        for (int i = 0; i < n; i++) {
            const struct line *line = &s->lines.v[i];
            assert_true(line->red && strstr(line->text.p, organs[i]));
            assert_near(line->left, s->lines.v[0].left, HAIR);
            assert_near(line->right, s->lines.v[0].right, HAIR);
        }
        const struct line *suffix = &s->lines.v[n];
        assert_string_equal(suffix->text.p, "文件");
        assert_near(suffix->centre, (s->lines.v[0].centre + s->lines.v[n - 1].centre) / 2, HAIR);
        assert_near(s->lines.v[0].left - p.style->area_left, area_right(&p) - suffix->right,
                    len_from_micron(1000));
        pages_drop(&p);
        arena_drop(a);
    }
}

static void page_one_of_ten_organs_shows_text(void **state)
{
    struct arena *a = arena_new();
    struct pages p = joint(state, a, 10);
    assert_non_null(line_with(&p.sheets.v[0], "请各乡镇抓好落实"));
    pages_drop(&p);
    arena_drop(a);
}

/* ---- letters, orders ---- */

#define LETTER                                                                                     \
    "<版头><紧急程度 等级=\"加急\"/><发文机关 后缀=\"\">青禾县水利局</发文机关>" NUMBER            \
    "</版头>" TITLE TO

static void a_letter_has_double_rules_of_170_mm(void **state)
{
    struct pages p = lay_out_in(state, "letter", LETTER BODY);
    const struct sheet *s = &p.sheets.v[0];
    assert_int_equal(s->rules.n, 4);
    for (size_t i = 0; i < 4; i++) {
        const struct rule *rule = &s->rules.v[i];
        assert_near(rule->x2 - rule->x1, len_from_micron(170000), ROUNDING);
        assert_near((rule->x1 + rule->x2) / 2, p.style->page_width / 2, ROUNDING);
        assert_int_equal(rule->colour.m, RED);
    }
    const struct rule *thick = &s->rules.v[0], *thin = &s->rules.v[1], *foot = &s->rules.v[3];
    assert_true(thick->thickness > thin->thickness && thick->y1 < thin->y1);
    assert_true(foot->thickness > s->rules.v[2].thickness);
    assert_near(p.style->page_height - (foot->y1 + foot->thickness / 2), len_from_micron(20000),
                ROUNDING);
    assert_near(s->lines.v[0].ink_top, len_from_micron(30000), HAIR / 3);
    pages_drop(&p);
}

static void a_letters_number_stands_at_the_right_below_the_rule(void **state)
{
    struct pages p = lay_out_in(state, "letter", LETTER BODY);
    const struct sheet *s = &p.sheets.v[0];
    const struct line *number = line_with(s, "青政发〔2026〕10号");
    const struct rule *thin = &s->rules.v[1];
    assert_near(number->right, area_right(&p), HAIR);
    assert_near(top_of(number) - (thin->y1 + thin->thickness / 2),
                len_scale(p.style->body_size, 7, 8), HAIR);
    assert_near(line_with(s, "加急")->centre, number->centre, ROUNDING);
    pages_drop(&p);
}

static void page_one_of_a_letter_shows_no_number(void **state)
{
    struct arena *a = arena_new();
    struct pages p =
        lay_out_in(state, "letter",
                   arena_printf(a, LETTER "<正文>%s</正文>", times(a, "<段>抓好落实。</段>", 40)));
    assert_null(first_line(&p.sheets.v[0], ELEMENT_FOLIO));
    assert_non_null(line_with(&p.sheets.v[1], "— 2 —"));
    pages_drop(&p);
    arena_drop(a);
}

static void an_order_shows_neither_title_nor_rule(void **state)
{
    struct pages p = lay_out_in(state, "order",
                                "<版头><发文机关 后缀=\"令\">青禾县人民政府</发文机关>" NUMBER
                                "</版头>" TITLE BODY);
    const struct sheet *s = &p.sheets.v[0];
    const struct line *number = line_with(s, "青政发"), *text = line_with(s, "请各乡镇");
    assert_int_equal(s->rules.n, 0);
    assert_null(first_line(s, ELEMENT_TITLE));
    assert_near(s->lines.v[0].ink_top, p.style->area_top + len_from_micron(20000), HAIR / 3);
    len_t blank = top_of(text) - foot_of(number);
    assert_in_range(blank, 3 * p.style->line_pitch / 2, 3 * p.style->line_pitch);
    pages_drop(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_marks_stand_on_the_first_lines),
        cmocka_unit_test(signers_end_one_character_from_the_right),
        cmocka_unit_test(the_number_stands_on_the_line_of_the_last_signer),
        cmocka_unit_test(joint_names_are_spread_to_one_width_below_the_hosts),
        cmocka_unit_test(page_one_of_ten_organs_shows_text),
        cmocka_unit_test(a_letter_has_double_rules_of_170_mm),
        cmocka_unit_test(a_letters_number_stands_at_the_right_below_the_rule),
        cmocka_unit_test(page_one_of_a_letter_shows_no_number),
        cmocka_unit_test(an_order_shows_neither_title_nor_rule),
    };
    return LAYOUT_TESTS("head", tests);
}
