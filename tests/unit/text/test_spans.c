/* Marks that meet over the boundary of spans, raised marks, and lines that need the room. */
#include "made_text.h"

enum { ROUNDING = 3, RAISE = 350, SCALE = 600 };

static struct set_lines set_spans(struct setting *t, const struct span spans[], size_t n, int ems)
{
    struct text_shape shape = shape_of(t, ems);
    struct set_lines lines;
    assert_true(text_set(t->typesetter, spans, n, &shape, &lines));
    return lines;
}

/* A text in two spans, cut after so many characters. */
static struct set_lines set_cut(struct setting *t, const char *utf8, size_t cut, int ems)
{
    struct text whole = text_of(t->arena, utf8);
    struct span spans[] = {{.text = text_part(whole, 0, cut), .role = ROLE_BODY},
                           {.text = text_part(whole, cut, cut), .role = ROLE_KAI},
                           {.text = text_part(whole, cut, whole.n), .role = ROLE_BODY}};
    return set_spans(t, spans, 3, ems);
}

static void assert_same_lines(struct setting *t, struct set_lines x, struct set_lines y)
{
    assert_string_equal(lines_text(t->arena, x), lines_text(t->arena, y));
    for (size_t i = 0; i < x.n; i++) {
        assert_int_equal(x.v[i].n, y.v[i].n);
        assert_int_equal(x.v[i].width, y.v[i].width);
        for (size_t k = 0; k < x.v[i].n; k++) {
            assert_int_equal(x.v[i].glyphs[k].x, y.v[i].glyphs[k].x);
            assert_int_equal(x.v[i].glyphs[k].glyph.id, y.v[i].glyphs[k].glyph.id);
        }
    }
}

static void a_boundary_of_spans_changes_nothing(void **state)
{
    static const char text[] =
        "他说：“《规定》、（甲）（乙）……——共17.33万元，〔2022〕10号。”——完成50%";
    struct setting t = setting_open(state);
    struct set_lines whole = set_body(&t, text, 9 * EM);
    for (size_t cut = 0; cut <= utf8_count(text, strlen(text)); cut++)
        assert_same_lines(&t, set_cut(&t, text, cut, 9 * EM), whole);
    setting_close(&t);
}

/* ---- raised marks ---- */

static struct set_lines set_raised(struct setting *t, const char *before, const char *mark,
                                   const char *after, int ems)
{
    struct span spans[] = {
        {.text = text_of(t->arena, before), .role = ROLE_BODY},
        {.text = text_of(t->arena, mark), .role = ROLE_BODY, .raise = RAISE, .scale = SCALE},
        {.text = text_of(t->arena, after), .role = ROLE_BODY}};
    return set_spans(t, spans, 3, ems);
}

static const char *repeated(struct arena *a, const char *utf8, int times)
{
    const char *s = "";
    while (times-- > 0)
        s = arena_printf(a, "%s%s", s, utf8);
    return s;
}

static void a_raised_mark_is_smaller_and_higher(void **state)
{
    static const char *const marks[] = {"1", "①", "〔1〕"};
    for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
        struct setting t = setting_open(state);
        struct text_shape shape = shape_of(&t, 28 * EM);
        struct set_lines lines = set_raised(&t, "工作", marks[m], "方案", 28 * EM);
        for (size_t k = 0; k < lines.v[0].n; k++) {
            const struct set_glyph *g = &lines.v[0].glyphs[k];
            bool raised = k >= 2 && k + 2 < lines.v[0].n;
            assert_int_equal(g->size, raised ? shape.size * SCALE / EM : shape.size);
            assert_int_equal(g->rise, raised ? shape.size * RAISE / EM : 0);
        }
        setting_close(&t);
    }
}

static void a_raised_mark_takes_its_scaled_width(void **state)
{
    struct setting t = setting_open(state);
    struct text_shape shape = shape_of(&t, 28 * EM);
    struct set_line with = set_raised(&t, "工作", "①", "方案", 28 * EM).v[0];
    struct set_line bare = set_body(&t, "工作方案", 28 * EM).v[0];
    assert_in_range(with.width - bare.width - shape.pitch * SCALE / EM + ROUNDING, 0, 2 * ROUNDING);
    setting_close(&t);
}

static void a_raised_mark_never_starts_a_line(void **state)
{
    for (int ems = 4; ems < 12; ems++)
        for (int before = 1; before < 30; before++) {
            struct setting t = setting_open(state);
            const char *text = repeated(t.arena, "工", before);
            struct set_lines lines = set_raised(&t, text, "12", "，另行通知。", ems * EM);
            for (size_t i = 0; i < lines.n; i++)
                if (!lines.v[i].n || lines.v[i].glyphs[0].rise)
                    fail_msg("%s", lines_text(t.arena, lines));
            setting_close(&t);
        }
}

static void no_gap_opens_before_a_raised_mark(void **state)
{
    struct setting t = setting_open(state);
    struct text_shape shape = shape_of(&t, 10900);
    struct set_lines lines = set_raised(&t, "工作方案", "①", "各项任务落实情况检查通报", 10900);
    const struct set_glyph *g = lines.v[0].glyphs;
    assert_true(g[1].x - g[0].x > shape.pitch + ROUNDING);
    assert_int_equal(g[4].text[0], 0x2460);
    assert_in_range(g[4].x - g[3].x - shape.pitch + shape.pitch / 10, 0, shape.pitch / 5);
    setting_close(&t);
}

/* ---- lines that need the room ---- */

static void adjacent_marks_give_way_to_one_character(void **state)
{
    static const char *const texts[] = {"甲乙丙。”丁戊己庚辛壬癸", "甲乙丙）（丁戊己庚辛壬癸",
                                        "甲乙丙：“丁戊己庚辛壬癸", "甲乙丙》、丁戊己庚辛壬癸"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct setting t = setting_open(state);
        struct set_lines lines = set_body(&t, texts[i], 11 * EM);
        struct text_shape shape = shape_of(&t, 11 * EM);
        assert_int_equal(lines.n, 1); /* of twelve characters */
        assert_in_range(shape.width - lines.v[0].width + 1, 0, 2);
        setting_close(&t);
    }
}

static void a_mark_at_the_end_is_half_width_only_when_the_line_needs_it(void **state)
{
    struct setting t = setting_open(state);
    struct text_shape shape = shape_of(&t, 10 * EM);
    shape.width -= shape.pitch / 2;
    struct set_lines tight = set_shaped(&t, "一二三四五六七八九，一二三四五六七八", &shape);
    assert_int_equal(tight.v[0].n, 10);
    for (size_t k = 1; k < 9; k++) /* the others stand where they stood */
        assert_in_range(tight.v[0].glyphs[k].x - tight.v[0].glyphs[k - 1].x - shape.pitch + 2, 0,
                        4);
    struct set_lines roomy = set_body(&t, "一二三四五六七八九，一二三四五六七八", 10 * EM);
    assert_int_equal(roomy.v[0].width, 10 * shape.pitch);
    setting_close(&t);
}

static void a_quarter_gap_between_han_and_latin_is_an_option(void **state)
{
    struct setting t = setting_open(state);
    struct style style = *t.shared->style;
    struct text_shape shape = shape_of(&t, 28 * EM);
    len_t bare = set_body(&t, "共5户，8户", 28 * EM).v[0].width;
    assert_int_equal(style.han_latin, 0);
    style.han_latin = EM / 4;
    t.typesetter = text_open(
        t.arena, &(struct text_options){.fonts = t.shared->fonts, .style = &style}, t.diags);
    struct set_lines gapped = set_body(&t, "共5户，8户", 28 * EM);
    /* 共|5, 5|户, 8|户; none beside the comma */
    assert_in_range(gapped.v[0].width - bare - shape.pitch * 3 / 4 + ROUNDING, 0, 2 * ROUNDING);
    const struct set_glyph *g = gapped.v[0].glyphs;
    len_t left = g[1].x - (g[0].x + shape.pitch), right = g[2].x - g[1].x;
    assert_true(left > shape.pitch / 5 && right > shape.pitch / 2);
    setting_close(&t);
}

/* ---- stretch ---- */

static int64_t stretch_of_line(struct items items, size_t from, size_t to, int64_t width)
{
    struct line_extent e = text_line_extent(items, from, to, from > 0);
    int64_t spare = width - e.width;
    spare -= e.latin * GAP_LATIN_MOST;
    return spare <= 0 ? 0 : e.gaps ? spare / e.gaps : spare;
}

static bool is_within(struct items items, size_t from, size_t to, int64_t width, int limit)
{
    struct line_extent e = text_line_extent(items, from, to, from > 0);
    if (e.width - e.shrink > width)
        return false;
    return to == items.n || stretch_of_line(items, from, to, width) < limit;
}

/* Can the paragraph be set with no gap over the limit? Reached from the start, place by place. */
static bool calm_way_exists(struct arena *a, struct items items, int64_t width, int limit)
{
    bool *reached = ARENA_ARRAY(a, bool, items.n + 1);
    reached[0] = true;
    for (size_t to = 1; to <= items.n; to++)
        for (size_t from = 0; items.v[to - 1].break_after && from < to; from++)
            reached[to] =
                reached[to] || (reached[from] && is_within(items, from, to, width, limit));
    return reached[items.n];
}

static void no_gap_is_over_the_limit_where_there_is_a_way_without(void **state)
{
    static const int ems[] = {8, 12, 17, 28};
    unsigned calm = 0;
    for (unsigned i = 0; i < MADE_PARAGRAPHS; i++) {
        struct setting t = setting_open(state);
        struct span span = {.text = text_of(t.arena, made_paragraph(t.arena, i)),
                            .role = ROLE_BODY};
        int limit = t.shared->style->gap_stretch, em = ems[i % 4] * EM;
        struct items items;
        assert_true(text_items_collect(t.typesetter, &span, 1, &items));
        text_items_find_breaks(items, em);
        struct line_widths m = {em, em, EM, limit, false, false};
        struct line_ends ends = text_break_lines(t.arena, items, &m);
        if (calm_way_exists(t.arena, items, em, limit)) {
            calm++;
            for (size_t k = 0; k + 1 < ends.n; k++)
                assert_in_range(stretch_of_line(items, k ? ends.v[k - 1] : 0, ends.v[k], em), 0,
                                limit);
        }
        setting_close(&t);
    }
    assert_true(calm > MADE_PARAGRAPHS / 4);
}

/* Of two ways that cost the same, the longer lines come first. */
static void equal_ways_are_told_apart_the_same_way(void **state)
{
    struct setting t = setting_open(state);
    assert_string_equal(lines_text(t.arena, set_body(&t, "（一二三）（四五六）", 28 * EM)),
                        "（一二三）（四五六）");
    struct text_shape shape = shape_of(&t, 4 * EM);
    assert_string_equal(lines_text(t.arena, set_shaped(&t, "一二三四五六七八九十", &shape)),
                        "一二三四|五六七八|九十");
    setting_close(&t);
}

/* ---- what stays together ---- */

static void labels_ranges_and_solidi_meet_the_edge_whole(void **state)
{
    static const char *const whole[] = {"（一）工", "（十二）工", "①工",   "(1)工",     "3—11月",
                                        "10～20天", "甲／乙",     "甲/乙", "GB/T 9704", "a.b(c)d"};
    for (size_t w = 0; w < sizeof whole / sizeof *whole; w++)
        for (int before = 0; before < 14; before++) {
            struct setting t = setting_open(state);
            const char *text = arena_printf(t.arena, "%s%s作了安排部署和检查",
                                            repeated(t.arena, "报", before), whole[w]);
            const char *got = lines_text(t.arena, set_body(&t, text, 10 * EM));
            bool spaced = strchr(whole[w], ' ') != NULL; /* may part there */
            if (!spaced && !strstr(got, whole[w]))
                fail_msg("%s is split: %s", whole[w], got);
            setting_close(&t);
        }
}

static void labels_after_a_full_stop_stay_with_their_text(void **state)
{
    static const char *const whole[] = {"一、工", "十二、工", "1.工", "12．工"};
    for (size_t w = 0; w < sizeof whole / sizeof *whole; w++)
        for (int before = 0; before < 14; before++) {
            struct setting t = setting_open(state);
            const char *text = arena_printf(t.arena, "%s。%s作了安排部署和检查",
                                            repeated(t.arena, "报", before), whole[w]);
            const char *got = lines_text(t.arena, set_body(&t, text, 10 * EM));
            if (!strstr(got, whole[w]))
                fail_msg("%s is split: %s", whole[w], got);
            setting_close(&t);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_boundary_of_spans_changes_nothing),
        cmocka_unit_test(a_raised_mark_is_smaller_and_higher),
        cmocka_unit_test(a_raised_mark_takes_its_scaled_width),
        cmocka_unit_test(a_raised_mark_never_starts_a_line),
        cmocka_unit_test(no_gap_opens_before_a_raised_mark),
        cmocka_unit_test(adjacent_marks_give_way_to_one_character),
        cmocka_unit_test(a_mark_at_the_end_is_half_width_only_when_the_line_needs_it),
        cmocka_unit_test(a_quarter_gap_between_han_and_latin_is_an_option),
        cmocka_unit_test(no_gap_is_over_the_limit_where_there_is_a_way_without),
        cmocka_unit_test(equal_ways_are_told_apart_the_same_way),
        cmocka_unit_test(labels_ranges_and_solidi_meet_the_edge_whole),
        cmocka_unit_test(labels_after_a_full_stop_stay_with_their_text),
    };
    return TEXT_TESTS("spans", tests);
}
