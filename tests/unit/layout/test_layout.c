/* The parts of a document on their pages, measured against GB/T 9704. */
#include "layout_test.h"

/* ---- 版头 ---- */

/* The red lines at the top of page 1, checked to be inside the type area and centred. */
static size_t masthead_lines(const struct pages *p, struct buf *text)
{
    const struct sheet *s = &p->sheets.v[0];
    len_t left = p->style->area_left, right = area_right(p);
    size_t n = 0;
    for (; n < s->lines.n && s->lines.v[n].red; n++) {
        const struct line *line = &s->lines.v[n];
        assert_true(line->ink_left >= left && line->ink_right <= right);
        assert_near(line->left - left, right - line->right, HAIR);
        buf_str(text, line->text.p);
    }
    return n;
}

static void the_masthead_fits_for_every_length_of_name(void **state)
{
    for (int n = 2; n <= 30; n++) {
        struct arena *a = arena_new();
        const char *name = times(a, "县", n);
        struct pages p = lay_out(state, arena_printf(a, HEAD_OF("%s") TITLE BODY, name));
        struct buf text = {0};
        size_t lines = masthead_lines(&p, &text);
        assert_in_range(lines, 1, 2);
        assert_string_equal(text.p, arena_printf(a, "%s文件", name));
        assert_near(p.sheets.v[0].lines.v[0].ink_top, len_from_micron(72000), HAIR / 3);
        buf_drop(&text);
        pages_drop(&p);
        arena_drop(a);
    }
}

static void a_masthead_that_is_squeezed_too_far_is_reported(void **state)
{
    struct pages p = lay_out(state, HEAD TITLE BODY);
    assert_int_equal(diags_count(p.diags, DIAG_WARNING), 0);
    pages_drop(&p);
    struct arena *a = arena_new();
    p = lay_out(state, arena_printf(a, HEAD_OF("%s") TITLE BODY, times(a, "县", 60)));
    assert_int_equal(diags_count(p.diags, DIAG_WARNING), 1);
    pages_drop(&p);
    arena_drop(a);
}

static void the_red_rule_is_four_millimetres_below_the_number(void **state)
{
    struct pages p = lay_out(state, HEAD TITLE BODY);
    const struct line *number = line_with(&p.sheets.v[0], "青政发〔2026〕10号");
    const struct rule *rule = &p.sheets.v[0].rules.v[0];
    len_t edge = rule->y1 - rule->thickness / 2;
    assert_non_null(number);
    assert_near(edge - (number->centre + number->size / 2), len_from_micron(4000), HAIR);
    assert_int_equal(rule->colour.m, RED);
    assert_near(rule->x1, p.style->area_left, ROUNDING);
    assert_near(rule->x2, p.style->area_left + p.style->area_width, ROUNDING);
    pages_drop(&p);
}

/* ---- 主体 ---- */

static bool is_title(const struct pages *p, const struct line *line)
{
    return llabs(line->size - p->style->title_size) < ROUNDING;
}

/* Lines of the text itself: black, of the body's size. */
static bool is_text(const struct pages *p, const struct line *line)
{
    return !line->red && llabs(line->size - p->style->body_size) < ROUNDING &&
           !strstr(line->text.p, "〔");
}

static void assert_on_grid(const struct pages *p, const struct line *line)
{
    for (int i = 0; i < p->style->lines; i++)
        if (llabs(top_of(line) - style_line_top(p->style, i)) < ROUNDING)
            return;
    fail_msg("%s stands off the grid", line->text.p);
}

static const char long_text[] =
    "<段>请各乡镇人民政府、县直各有关单位按照本通知的要求，结合实际认真组织实施，"
    "进展情况于每月25日前报县政府办公室。</段>";

static void every_line_of_the_text_stands_on_the_grid(void **state)
{
    struct arena *a = arena_new();
    const char *text = times(a, long_text, 12);
    struct pages p = lay_out(state, arena_printf(a, HEAD TITLE TO "<正文>%s</正文>" SIGNED, text));
    for (size_t i = 0; i < p.sheets.n; i++)
        for (size_t k = 0; k < p.sheets.v[i].lines.n; k++)
            if (is_text(&p, &p.sheets.v[i].lines.v[k]))
                assert_on_grid(&p, &p.sheets.v[i].lines.v[k]);
    assert_true(p.sheets.n > 1);
    assert_near(top_of(&p.sheets.v[1].lines.v[0]), len_from_micron(37000), ROUNDING);
    pages_drop(&p);
    arena_drop(a);
}

static void a_full_page_holds_twenty_two_lines(void **state)
{
    struct arena *a = arena_new();
    struct pages p = lay_out(
        state, arena_printf(a, TITLE "<正文>%s</正文>", times(a, "<段>抓好落实。</段>", 60)));
    assert_int_equal(p.sheets.v[1].lines.n, 22 + 1); /* and the page number */
    const struct line *last = &p.sheets.v[1].lines.v[21];
    assert_near(last->centre + last->size / 2, len_from_micron(262000), ROUNDING);
    pages_drop(&p);
    arena_drop(a);
}

static void every_line_stays_within_the_type_area(void **state)
{
    struct arena *a = arena_new();
    struct pages p = lay_out(state, arena_printf(a, HEAD TITLE TO "<正文>%s</正文>" SIGNED IMPRINT,
                                                 times(a, long_text, 20)));
    for (size_t i = 0; i < p.sheets.n; i++)
        for (size_t k = 0; k < p.sheets.v[i].lines.n; k++) {
            const struct line *line = &p.sheets.v[i].lines.v[k];
            assert_true(line->ink_left >= p.style->area_left - ROUNDING);
            assert_true(line->ink_right <= p.style->area_left + p.style->area_width + ROUNDING);
        }
    pages_drop(&p);
    arena_drop(a);
}

static void paragraphs_are_indented_by_two_characters(void **state)
{
    struct pages p = lay_out(state, HEAD TITLE TO BODY);
    const struct line *to = line_with(&p.sheets.v[0], "各乡镇人民政府：");
    const struct line *text = line_with(&p.sheets.v[0], "请各乡镇");
    assert_near(to->left, p.style->area_left, 200);
    assert_near(text->left - to->left, 2 * p.style->char_pitch, ROUNDING);
    pages_drop(&p);
}

/* 7.3.3, whatever stands above and below the text. */
static void page_one_shows_text(void **state)
{
    for (int notes = 0; notes < 13; notes++)
        for (int breaks = 0; breaks < 4; breaks++) {
            struct arena *a = arena_new();
            struct pages p = lay_out(
                state, arena_printf(a, HEAD "<标题>关于%s做好工作的通知</标题>" TO BODY SIGNED "%s",
                                    times(a, "认真<换行/>", breaks),
                                    times(a, "<附件 标题=\"表\"><段>乙</段></附件>", notes)));
            if (!line_with(&p.sheets.v[0], "请各乡镇抓好落实"))
                fail_msg("%d attachments, %d breaks: no text on page 1", notes, breaks);
            pages_drop(&p);
            arena_drop(a);
        }
}

/* ---- what keeps together ---- */

static const char section[] =
    "<层次 题=\"甲甲甲甲\"><层次 题=\"乙乙乙乙\"><段>丙丙丙丙</段></层次></层次>";

static void a_heading_is_never_the_last_line_of_a_page(void **state)
{
    for (int n = 0; n < 24; n++) {
        struct arena *a = arena_new();
        struct pages p =
            lay_out(state, arena_printf(a, HEAD TITLE TO "<正文><段>丁</段>%s%s%s</正文>",
                                        times(a, "<段>丁</段>", n), section, section));
        for (size_t i = 0; i < p.sheets.n; i++) {
            const struct line *last = &p.sheets.v[i].lines.v[p.sheets.v[i].lines.n - 2];
            if (strstr(last->text.p, "甲甲") || strstr(last->text.p, "乙乙"))
                fail_msg("%d paragraphs before: %s ends a page", n, last->text.p);
        }
        pages_drop(&p);
        arena_drop(a);
    }
}

/* The page of these words shows a line of the text too: 此页无正文 is not allowed (7.3.5.5). */
static void assert_with_text(const struct pages *p, const char *words, int n)
{
    const struct sheet *s = sheet_with(p, words);
    assert_non_null(s);
    if (!line_with(s, "丁丁"))
        fail_msg("%d lines of text: %s stands without text", n, words);
}

static void note_and_signature_never_leave_the_text(void **state)
{
    for (int n = 3; n < 50; n++) {
        struct arena *a = arena_new();
        const char *text = times(a, "<段>丁丁</段>", n);
        struct pages p =
            lay_out(state, arena_printf(a, HEAD TITLE TO "<正文>%s</正文>" SIGNED, text));
        assert_with_text(&p, "2026年9月9日", n);
        assert_ptr_equal(sheet_with(&p, "2026年9月9日"), &p.sheets.v[p.sheets.n - 1]);
        pages_drop(&p);
        p = lay_out(state, arena_printf(a,
                                        HEAD TITLE TO "<正文>%s</正文>" SIGNED
                                                      "<附件 标题=\"表\"><段>乙</段></附件>"
                                                      "<附件 标题=\"册\"><段>乙</段></附件>",
                                        text));
        assert_with_text(&p, "附件：", n);
        pages_drop(&p);
        arena_drop(a);
    }
}

/* ---- titles ---- */

static void a_title_stands_two_lines_below_the_rule_and_centred(void **state)
{
    struct pages p = lay_out(state, HEAD TITLE BODY);
    const struct line *title = line_with(&p.sheets.v[0], "关于做好");
    assert_true(is_title(&p, title));
    len_t rule = p.sheets.v[0].rules.v[0].y1;
    assert_near(top_of(title) - rule, 2 * p.style->line_pitch, HAIR);
    len_t middle = p.style->area_left + p.style->area_width / 2;
    assert_near((title->left + title->right) / 2, middle, HAIR);
    pages_drop(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_masthead_fits_for_every_length_of_name),
        cmocka_unit_test(a_masthead_that_is_squeezed_too_far_is_reported),
        cmocka_unit_test(the_red_rule_is_four_millimetres_below_the_number),
        cmocka_unit_test(every_line_of_the_text_stands_on_the_grid),
        cmocka_unit_test(a_full_page_holds_twenty_two_lines),
        cmocka_unit_test(every_line_stays_within_the_type_area),
        cmocka_unit_test(paragraphs_are_indented_by_two_characters),
        cmocka_unit_test(page_one_shows_text),
        cmocka_unit_test(a_heading_is_never_the_last_line_of_a_page),
        cmocka_unit_test(note_and_signature_never_leave_the_text),
        cmocka_unit_test(a_title_stands_two_lines_below_the_rule_and_centred),
    };
    return LAYOUT_TESTS("layout", tests);
}
