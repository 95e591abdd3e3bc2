/* What follows the text: note, signature, enclosure, attachments, imprint, page numbers. */
#include "layout_test.h"

static void page_numbers_stand_on_the_outer_side(void **state)
{
    struct arena *a = arena_new();
    struct pages p = lay_out(
        state, arena_printf(a, TITLE "<正文>%s</正文>", times(a, "<段>抓好落实。</段>", 100)));
    assert_true(p.sheets.n >= 4);
    len_t left = p.style->area_left, right = left + p.style->area_width;
    for (size_t i = 0; i < p.sheets.n; i++) {
        const struct sheet *s = &p.sheets.v[i];
        const struct line *folio = &s->lines.v[s->lines.n - 1];
        assert_int_equal(s->number, i + 1);
        assert_string_equal(folio->text.p, arena_printf(a, "— %zu —", i + 1));
        assert_near(folio->centre, area_foot(&p) + len_from_micron(7000), HAIR);
        if (s->number % 2)
            assert_near(folio->right, right - p.style->folio_indent, HAIR);
        else
            assert_near(folio->left, left + p.style->folio_indent, HAIR);
    }
    pages_drop(&p);
    arena_drop(a);
}

/* ---- 附件说明 ---- */

#define LONG_NAME                                                                                  \
    "青禾县巩固拓展脱贫攻坚成果同乡村振兴有效衔接工作领导小组成员单位职责任务分工一览表"

static const struct line *line_after(const struct sheet *s, const struct line *line)
{
    return line + 1 < s->lines.v + s->lines.n ? line + 1 : NULL;
}

static void a_turned_name_aligns_with_the_first_character_of_the_name(void **state)
{
    struct pages p = lay_out(state, TITLE BODY "<附件 标题=\"" LONG_NAME "\"><段>乙</段></附件>"
                                               "<附件 标题=\"" LONG_NAME "\"><段>乙</段></附件>");
    const struct line *one = line_with(&p.sheets.v[0], "附件：1.青禾县");
    const struct line *turned = line_after(&p.sheets.v[0], one);
    const struct line *two = line_with(&p.sheets.v[0], "2.青禾县");
    const struct line *turned_two = line_after(&p.sheets.v[0], two);
    len_t pitch = p.style->char_pitch, left = p.style->area_left;
    len_t name = left + 5 * pitch + len_scale(pitch, 750, EM); /* 附件： and 1. of .5 and .25 字 */
    assert_near(one->left, left + 2 * pitch, HAIR);
    assert_near(turned->left, name, HAIR);
    assert_near(two->left, left + 5 * pitch, HAIR);
    assert_near(turned_two->left, name, HAIR);
    pages_drop(&p);
}

static void one_attachment_has_no_number_in_the_note(void **state)
{
    struct pages p = lay_out(state, TITLE BODY "<附件 标题=\"春耕任务\"><段>乙</段></附件>");
    assert_non_null(line_with(&p.sheets.v[0], "附件：春耕任务"));
    const struct line *text = line_with(&p.sheets.v[0], "请各乡镇");
    const struct line *note = line_with(&p.sheets.v[0], "附件：");
    assert_near(top_of(note) - top_of(text), 2 * p.style->line_pitch, ROUNDING);
    pages_drop(&p);
}

/* ---- 附件, 印发件 ---- */

static void an_attachments_label_is_on_line_one_and_its_title_on_line_three(void **state)
{
    struct pages p = lay_out(state, TITLE BODY "<附件 标题=\"春耕任务\"><段>乙</段></附件>"
                                               "<附件 标题=\"秋收任务\"><段>乙</段></附件>");
    assert_int_equal(p.sheets.n, 3);
    for (size_t i = 1; i < 3; i++) {
        const struct line *label = &p.sheets.v[i].lines.v[0], *title = label + 1;
        assert_non_null(strstr(label->text.p, i == 1 ? "附件1" : "附件2"));
        assert_near(top_of(label), style_line_top(p.style, 0), ROUNDING);
        assert_near(label->left, p.style->area_left, 200);
        assert_non_null(strstr(title->text.p, i == 1 ? "春耕任务" : "秋收任务"));
        assert_near(top_of(title), style_line_top(p.style, 2), ROUNDING);
        assert_near((title->left + title->right) / 2, p.style->area_left + p.style->area_width / 2,
                    HAIR);
    }
    pages_drop(&p);
}

static void an_enclosure_starts_a_page(void **state)
{
    struct pages p = lay_out(state, HEAD TITLE BODY SIGNED
                             "<印发件 标题=\"青禾县春耕方案\"><段>乙</段></印发件>" IMPRINT);
    assert_int_equal(p.sheets.n, 2);
    assert_non_null(strstr(p.sheets.v[1].lines.v[0].text.p, "青禾县春耕方案"));
    pages_drop(&p);
}

/* ---- 落款 ---- */

static len_t middle(const struct line *line)
{
    return (line->left + line->right) / 2;
}

static void the_organs_name_is_centred_over_the_date(void **state)
{
    static const char *const organs[] = {"青禾", "青禾县人民政府", "青禾县巩固脱贫攻坚成果领导小组",
                                         "青禾县巩固拓展脱贫攻坚成果同乡村振兴有效衔接领导"};
    for (size_t i = 0; i < sizeof organs / sizeof *organs; i++) {
        struct arena *a = arena_new();
        struct pages p =
            lay_out(state, arena_printf(a, TITLE BODY "<落款 署名=\"%s\" 日期=\"2026-09-09\"/>",
                                        organs[i]));
        const struct line *organ = line_with(&p.sheets.v[0], organs[i]);
        const struct line *date = line_with(&p.sheets.v[0], "2026年9月9日");
        assert_non_null(organ);
        assert_near(middle(organ), middle(date), HAIR);
        assert_near(top_of(date) - top_of(organ), p.style->line_pitch, ROUNDING);
        assert_true(organ->left >= p.style->area_left);
        assert_true(organ->right <= p.style->area_left + p.style->area_width);
        pages_drop(&p);
        arena_drop(a);
    }
}

static void the_date_stands_four_characters_from_the_right(void **state)
{
    struct pages p = lay_out(state, TITLE BODY SIGNED);
    const struct line *date = line_with(&p.sheets.v[0], "2026年9月9日");
    len_t right = p.style->area_left + p.style->area_width;
    assert_near(date->right, right - 4 * p.style->char_pitch, HAIR);
    pages_drop(&p);
}

static void an_organ_longer_than_a_line_stays_inside(void **state)
{
    struct arena *a = arena_new();
    for (int n = 24; n < 80; n += 5) {
        struct pages p =
            lay_out(state, arena_printf(a, TITLE BODY "<落款 署名=\"%s\" 日期=\"2026-09-09\"/>",
                                        times(a, "县", n)));
        const struct sheet *s = &p.sheets.v[0];
        for (size_t i = 0; i < s->lines.n; i++) {
            assert_true(s->lines.v[i].ink_left >= p.style->area_left - ROUNDING);
            assert_true(s->lines.v[i].ink_right <=
                        p.style->area_left + p.style->area_width + ROUNDING);
        }
        pages_drop(&p);
    }
    arena_drop(a);
}

/* ---- 版记 ---- */

static void assert_imprint(const struct pages *p, size_t n_rules)
{
    const struct sheet *last = &p->sheets.v[p->sheets.n - 1];
    const struct line *cc = line_with(last, "抄送："), *printer = line_with(last, "县政府办");
    assert_non_null(cc);
    assert_non_null(printer);
    assert_non_null(strstr(printer->text.p, "2026年10月1日印发"));
    assert_true(last->rules.n >= n_rules);
    const struct rule *foot = &last->rules.v[last->rules.n - 1];
    assert_near(foot->y1, len_from_micron(262000), HAIR / 2);
    assert_near(foot->thickness, len_from_micron(350), ROUNDING);
    assert_near((foot - 1)->thickness, len_from_micron(250), ROUNDING);
    assert_near(foot->x1, p->style->area_left, ROUNDING);
    assert_near(cc->left, p->style->area_left + p->style->imprint_indent, HAIR);
    assert_near(printer->right,
                p->style->area_left + p->style->area_width - p->style->imprint_indent, HAIR);
}

static void the_imprint_ends_the_last_page_and_never_meets_the_text(void **state)
{
    for (int n = 1; n < 48; n++) {
        struct arena *a = arena_new();
        struct pages p =
            lay_out(state, arena_printf(a, HEAD TITLE TO "<正文>%s</正文>" SIGNED IMPRINT,
                                        times(a, "<段>丁丁</段>", n)));
        assert_imprint(&p, 3);
        const struct sheet *last = &p.sheets.v[p.sheets.n - 1];
        const struct line *date = line_with(last, "2026年9月9日");
        const struct rule *top = &last->rules.v[last->rules.n - 3];
        if (date && date->centre + date->size / 2 > top->y1)
            fail_msg("%d lines: the imprint meets the signature", n);
        pages_drop(&p);
        arena_drop(a);
    }
}

/* Rather are the text's lines closer, or its last ones go with the imprint. */
static void the_imprint_has_no_page_to_itself(void **state)
{
    struct arena *a = arena_new();
    for (int n = 1; n < 30; n++) {
        struct pages p =
            lay_out(state, arena_printf(a, HEAD TITLE TO "<正文>%s</正文>" SIGNED IMPRINT,
                                        times(a, "<段>丁丁</段>", n)));
        const struct sheet *last = &p.sheets.v[p.sheets.n - 1];
        assert_non_null(line_with(last, "2026年9月9日"));
        pages_drop(&p);
    }
    arena_drop(a);
}

static void turned_copies_align_behind_the_colon(void **state)
{
    struct arena *a = arena_new();
    struct pages p =
        lay_out(state, arena_printf(a,
                                    HEAD TITLE BODY "<版记><抄送>%s</抄送><印发 机关=\"县政府办\" "
                                                    "日期=\"2026-10-01\"/></版记>",
                                    times(a, "县委办公室，", 12)));
    const struct sheet *s = &p.sheets.v[p.sheets.n - 1];
    const struct line *cc = line_with(s, "抄送：");
    assert_near((cc + 1)->left - cc->left, 3 * p.style->imprint_size, HAIR);
    assert_imprint(&p, 3);
    pages_drop(&p);
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(page_numbers_stand_on_the_outer_side),
        cmocka_unit_test(a_turned_name_aligns_with_the_first_character_of_the_name),
        cmocka_unit_test(one_attachment_has_no_number_in_the_note),
        cmocka_unit_test(an_attachments_label_is_on_line_one_and_its_title_on_line_three),
        cmocka_unit_test(an_enclosure_starts_a_page),
        cmocka_unit_test(the_organs_name_is_centred_over_the_date),
        cmocka_unit_test(the_date_stands_four_characters_from_the_right),
        cmocka_unit_test(an_organ_longer_than_a_line_stays_inside),
        cmocka_unit_test(the_imprint_ends_the_last_page_and_never_meets_the_text),
        cmocka_unit_test(the_imprint_has_no_page_to_itself),
        cmocka_unit_test(turned_copies_align_behind_the_colon),
    };
    return LAYOUT_TESTS("tail", tests);
}
