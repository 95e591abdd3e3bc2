/* Lines brought to their width: exactly, by what marks can give and by equal gaps. */
#include "made_text.h"

/* Rounding: a share, a cell and an origin are each rounded to a thousandth of a point. */
enum { ROUNDING = 3 };

static bool glyph_is_latin(const struct set_glyph *g)
{
    return text_is_latin(g->text[0]);
}

static len_t cell_width(const struct set_glyph *g, const struct text_shape *shape)
{
    if (glyph_is_latin(g))
        return len_scale(shape->pitch, g->glyph.advance, EM);
    len_t width = text_kind(g->text[0]) == KIND_HALF ? EM / 2 : EM;
    return len_scale(shape->pitch, g->text[1] ? 2 * width : width, EM);
}

/* The left edge of a glyph's cell, as if nothing of its blank were taken off. */
static len_t cell_left(const struct set_glyph *g, const struct text_shape *shape)
{
    len_t ink =
        len_scale(shape->size, (int64_t)g->glyph.advance * g->glyph.face->scale, (int64_t)EM * EM);
    return g->x - (cell_width(g, shape) - ink) / 2;
}

/* The cell without the blank that its mark may give up. */
static len_t core_left(const struct set_glyph *g, const struct text_shape *shape)
{
    return cell_left(g, shape) + len_scale(shape->pitch, text_trait(g->text[0]).blank_left, EM);
}

static len_t core_right(const struct set_glyph *g, const struct text_shape *shape)
{
    return cell_left(g, shape) + cell_width(g, shape) -
           len_scale(shape->pitch, text_trait(g->text[0]).blank_right, EM);
}

static bool holds_address(const struct set_line *line)
{
    for (size_t i = 0; i < line->n; i++)
        if (line->glyphs[i].text[0] == '@' || line->glyphs[i].text[0] == ':')
            return true;
    return false;
}

/* What a line's gaps take at most, the next one's address apart. */
static len_t most_stretch(struct setting *t, const struct set_line *line,
                          const struct text_shape *shape)
{
    int64_t gaps = 0;
    if (holds_address(line) || holds_address(line + 1))
        return 0;
    for (size_t i = 1; i < line->n; i++) {
        const struct set_glyph *g = &line->glyphs[i];
        bool dots = g[-1].text[0] == U'…' && g->text[0] == U'…';
        gaps += !dots && !(glyph_is_latin(g - 1) && glyph_is_latin(g));
    }
    return len_scale(shape->pitch, gaps * t->shared->style->gap_stretch, EM);
}

static void check_width(struct setting *t, const char *utf8, const struct text_shape *shape,
                        struct set_lines lines)
{
    (void)utf8;
    for (size_t i = 0; i + 1 < lines.n; i++) {
        len_t spare = shape->width - lines.v[i].x - lines.v[i].width;
        if (llabs(spare) > ROUNDING && spare <= most_stretch(t, &lines.v[i], shape))
            fail_msg("line %zu of %s", i, lines_text(t->arena, lines));
    }
}

static void every_line_but_the_last_is_as_wide_as_asked_or_would_gape(void **state)
{
    for_all_made(state, check_width);
}

/* What is drawn agrees with the width that is told. */
static void check_edge(struct setting *t, const char *utf8, const struct text_shape *shape,
                       struct set_lines lines)
{
    (void)utf8;
    for (size_t i = 0; i < lines.n; i++) {
        const struct set_line *line = &lines.v[i];
        const struct set_glyph *last = &line->glyphs[line->n - 1];
        len_t right = cell_left(last, shape) + cell_width(last, shape);
        bool within = core_right(last, shape) <= line->width + ROUNDING;
        bool reaches = right >= line->width - ROUNDING;
        if (!within || !reaches || line->x + line->width > shape->width + ROUNDING)
            fail_msg("line %zu of %s", i, lines_text(t->arena, lines));
    }
}

static void the_last_glyph_ends_at_the_edge(void **state)
{
    for_all_made(state, check_edge);
}

static void check_starts(struct setting *t, const char *utf8, const struct text_shape *shape,
                         struct set_lines lines)
{
    (void)utf8;
    for (size_t i = 0; i < lines.n; i++) {
        const struct set_glyph *first = &lines.v[i].glyphs[0];
        len_t at = i ? core_left(first, shape) : cell_left(first, shape);
        if (llabs(at) > ROUNDING)
            fail_msg("line %zu of %s starts at %lld", i, lines_text(t->arena, lines),
                     (long long)at);
        assert_int_equal(lines.v[i].x, i ? 0 : shape->first_indent);
    }
}

static void an_opening_mark_is_trimmed_at_a_turned_lines_start(void **state)
{
    for_all_made(state, check_starts);
}

static void check_overlap(struct setting *t, const char *utf8, const struct text_shape *shape,
                          struct set_lines lines)
{
    (void)utf8;
    for (size_t i = 0; i < lines.n; i++)
        for (size_t k = 1; k < lines.v[i].n; k++) {
            const struct set_glyph *a = &lines.v[i].glyphs[k - 1], *b = a + 1;
            if (core_left(b, shape) < core_right(a, shape) - ROUNDING)
                fail_msg("U+%04X meets U+%04X in %s", a->text[0], b->text[0],
                         line_text(t->arena, &lines.v[i]));
        }
}

static void squeezing_takes_no_more_than_the_blank_of_marks(void **state)
{
    for_all_made(state, check_overlap);
}

static void check_last(struct setting *t, const char *utf8, const struct text_shape *shape,
                       struct set_lines lines)
{
    (void)utf8;
    const struct set_line *last = &lines.v[lines.n - 1];
    for (size_t k = 1; k < last->n; k++)
        if (core_left(&last->glyphs[k], shape) >
            cell_left(&last->glyphs[k - 1], shape) + cell_width(&last->glyphs[k - 1], shape) +
                ROUNDING +
                len_scale(shape->pitch, text_trait(last->glyphs[k].text[0]).blank_left, EM))
            fail_msg("stretched: %s", line_text(t->arena, last));
}

static void the_last_line_is_not_stretched(void **state)
{
    for_all_made(state, check_last);
}

/* ---- single lines ---- */

static void stretch_is_shared_evenly(void **state)
{
    struct setting t = setting_open(state);
    struct text_shape shape = shape_of(&t, 10500);
    struct set_lines lines = set_shaped(&t, "工作方案各项任务落实情况检查", &shape);
    assert_int_equal(lines.v[0].n, 10);
    len_t gap = lines.v[0].glyphs[1].x - lines.v[0].glyphs[0].x;
    assert_true(gap > shape.pitch);
    for (size_t i = 1; i < 10; i++)
        assert_in_range(lines.v[0].glyphs[i].x - lines.v[0].glyphs[i - 1].x - gap + 1, 0, 2);
    setting_close(&t);
}

static void no_gap_opens_inside_a_number_or_a_word(void **state)
{
    struct setting t = setting_open(state);
    struct text_shape shape = shape_of(&t, 10400);
    struct set_lines lines = set_shaped(&t, "工作12345方案PDF任务落实情况检查", &shape);
    const struct set_line *line = &lines.v[0];
    for (size_t i = 1; i < line->n; i++) {
        const struct set_glyph *a = &line->glyphs[i - 1], *b = a + 1;
        if (glyph_is_latin(a) && glyph_is_latin(b))
            assert_in_range(cell_left(b, &shape) - cell_left(a, &shape) - cell_width(a, &shape) +
                                ROUNDING,
                            0, 2 * ROUNDING);
    }
    setting_close(&t);
}

static void twenty_eight_characters_stand_on_the_pitch(void **state)
{
    struct setting t = setting_open(state);
    struct text_shape shape = shape_of(&t, 28 * EM);
    shape.width = t.shared->style->area_width;
    struct set_lines lines =
        set_shaped(&t, "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十", &shape);
    assert_int_equal(lines.v[0].n, 28);
    for (int i = 0; i < 28; i++) {
        len_t at = cell_left(&lines.v[0].glyphs[i], &shape);
        assert_in_range(at - len_scale(shape.width, i, 28) + 20, 0, 40);
    }
    setting_close(&t);
}

static len_t natural_width(struct setting *t, const char *utf8)
{
    struct span span = {.text = text_of(t->arena, utf8), .role = ROLE_BODY};
    len_t width;
    assert_true(text_width(t->typesetter, &span, EM, &width));
    return width;
}

static void adjacent_marks_take_one_and_a_half_characters(void **state)
{
    struct setting t = setting_open(state);
    static const char *const pairs[] = {"。”", "》、", "）（", "：“", "”，", "》》", "（《", "！”"};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (natural_width(&t, pairs[i]) != EM + EM / 2)
            fail_msg("%s takes %lld", pairs[i], (long long)natural_width(&t, pairs[i]));
    assert_int_equal(natural_width(&t, "——"), 2 * EM);
    assert_int_equal(natural_width(&t, "……"), 2 * EM);
    assert_int_equal(natural_width(&t, "。"), EM);
    setting_close(&t);
}

static void alignments_place_a_natural_line(void **state)
{
    struct setting t = setting_open(state);
    static const enum text_align aligns[] = {ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT};
    struct text_shape shape = shape_of(&t, 10 * EM);
    for (int i = 0; i < 3; i++) {
        shape.align = aligns[i];
        struct set_lines lines = set_shaped(&t, "工作方案", &shape);
        assert_int_equal(lines.v[0].width, 4 * shape.pitch);
        assert_int_equal(lines.v[0].x, i * (shape.width - lines.v[0].width) / 2);
    }
    setting_close(&t);
}

static void a_profile_without_squeezing_is_obeyed(void **state)
{
    struct setting t = setting_open(state);
    struct style style = *t.shared->style;
    style.mark_squeeze = 0;
    t.typesetter = text_open(
        t.arena, &(struct text_options){.fonts = t.shared->fonts, .style = &style}, t.diags);
    struct text_shape shape = shape_of(&t, 10 * EM);
    struct set_lines lines =
        set_shaped(&t, "各乡镇，各部门要做好，切实抓好各项工作的贯彻落实。", &shape);
    for (size_t i = 0; i < lines.n; i++)
        for (size_t k = 1; k < lines.v[i].n; k++)
            assert_true(lines.v[i].glyphs[k].x - lines.v[i].glyphs[k - 1].x >=
                        shape.pitch - ROUNDING);
    setting_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_line_but_the_last_is_as_wide_as_asked_or_would_gape),
        cmocka_unit_test(the_last_glyph_ends_at_the_edge),
        cmocka_unit_test(an_opening_mark_is_trimmed_at_a_turned_lines_start),
        cmocka_unit_test(squeezing_takes_no_more_than_the_blank_of_marks),
        cmocka_unit_test(the_last_line_is_not_stretched),
        cmocka_unit_test(stretch_is_shared_evenly),
        cmocka_unit_test(no_gap_opens_inside_a_number_or_a_word),
        cmocka_unit_test(twenty_eight_characters_stand_on_the_pitch),
        cmocka_unit_test(adjacent_marks_take_one_and_a_half_characters),
        cmocka_unit_test(alignments_place_a_natural_line),
        cmocka_unit_test(a_profile_without_squeezing_is_obeyed),
    };
    return TEXT_TESTS("justify", tests);
}
