/* Landscape attachments (GB/T 9704 clause 8): turned pages of their own between upright ones. */
#include "layout_test.h"

#define LANDSCAPE(more, text) "<附件 标题=\"任务清单\" 方向=\"横\"" more ">" text "</附件>"
#define PARAGRAPH                                                                                  \
    "<段>各乡镇人民政府要按照职责分工，细化工作措施，明确完成时限，确保各项任务落到实处。</段>"

static void assert_folio(const struct pages *p, const struct sheet *s)
{
    const struct style *st = p->style;
    const struct line *folio = first_line(s, ELEMENT_FOLIO);
    assert_non_null(folio);
    assert_int_equal(folio->upright, s->turned);
    assert_near(folio->centre, area_foot(p) + st->folio_below, ROUNDING);
    if (s->number % 2)
        assert_near(folio->right, area_right(p) - st->folio_indent, ROUNDING);
    else
        assert_near(folio->left, st->area_left + st->folio_indent, ROUNDING);
}

static void a_landscape_attachment_stands_on_turned_pages_of_its_own(void **state)
{
    struct pages p = lay_out(state, HEAD TITLE BODY SIGNED
                             "<附件 标题=\"名额表\">" PARAGRAPH
                             "</附件>" LANDSCAPE("", PARAGRAPH) "<附件 标题=\"联系表\">" PARAGRAPH
                                                                "</附件>" IMPRINT);
    static const bool turned[] = {false, false, true, false};
    assert_int_equal(p.sheets.n, 4);
    for (size_t i = 0; i < p.sheets.n; i++) {
        assert_int_equal(p.sheets.v[i].turned, turned[i]);
        assert_int_equal(p.sheets.v[i].number, i + 1);
        assert_int_equal(p.sheets.v[i].width, p.style->page_width);
        assert_folio(&p, &p.sheets.v[i]);
    }
    assert_non_null(line_with(&p.sheets.v[3], "联系表"));
    assert_non_null(first_line(&p.sheets.v[3], ELEMENT_PRINTER));
    pages_drop(&p);
}

static void turned_lines_fill_the_area_between_the_whites_of_the_paper(void **state)
{
    struct arena *a = arena_new();
    struct pages p = lay_out(
        state, arena_printf(a, TITLE BODY LANDSCAPE("", "%s"), times(a, "<段>丁丁</段>", 60)));
    const struct style *turned = style_turned(a, p.style);
    size_t n = 0;
    for (size_t i = 0; i < p.sheets.n; i++) {
        const struct sheet *s = &p.sheets.v[i];
        for (size_t k = 0; s->turned && k < s->lines.n; k++) {
            const struct line *l = &s->lines.v[k];
            if (l->upright)
                continue;
            assert_true(top_of(l) >= turned->area_top - ROUNDING);
            assert_true(foot_of(l) <= turned->area_top + turned->area_height + ROUNDING);
            assert_true(l->left >= turned->area_left - HAIR);
            assert_true(l->right <= turned->area_left + turned->area_width + p.style->body_size);
        }
        n += s->turned;
    }
    assert_true(n > 3);
    const struct sheet *second = &p.sheets.v[2];
    assert_near(top_of(&second->lines.v[0]), turned->area_top, ROUNDING);
    assert_near(foot_of(last_line(second, ELEMENT_TEXT)), turned->area_top + turned->area_height,
                ROUNDING);
    pages_drop(&p);
    arena_drop(a);
}

static void label_and_title_stand_on_lines_one_and_three(void **state)
{
    struct pages p = lay_out(state, TITLE BODY LANDSCAPE("", PARAGRAPH));
    const struct style *turned = style_turned(p.arena, p.style);
    const struct line *label = first_line(&p.sheets.v[1], ELEMENT_ATTACHMENT_LABEL);
    const struct line *title = first_line(&p.sheets.v[1], ELEMENT_ATTACHMENT_TITLE);
    assert_near(label->left, turned->area_left, HAIR);
    assert_near(label->centre, style_line_top(turned, 0) + turned->body_size / 2, ROUNDING);
    assert_near(title->centre - title->size / 2, style_line_top(turned, 2), ROUNDING);
    assert_near((title->left + title->right) / 2, turned->area_left + turned->area_width / 2, HAIR);
    pages_drop(&p);
}

/* However much stands before it: never turned, never on a turned page. */
static void the_imprint_behind_a_turned_page_stands_on_an_upright_one(void **state)
{
    for (int n = 1; n < 30; n += 7) {
        struct arena *a = arena_new();
        struct pages p =
            lay_out(state, arena_printf(a, HEAD TITLE BODY SIGNED LANDSCAPE("", "%s") IMPRINT,
                                        times(a, PARAGRAPH, n)));
        const struct sheet *last = &p.sheets.v[p.sheets.n - 1];
        assert_true(!last->turned && last[-1].turned);
        assert_near(foot_of(first_line(last, ELEMENT_PRINTER)), area_foot(&p),
                    p.style->imprint_pitch);
        assert_folio(&p, last);
        for (size_t i = 0; i + 1 < p.sheets.n; i++)
            assert_null(first_line(&p.sheets.v[i], ELEMENT_PRINTER));
        pages_drop(&p);
        arena_drop(a);
    }
}

static void no_page_is_added_where_there_is_no_imprint(void **state)
{
    struct pages p = lay_out(state, TITLE BODY LANDSCAPE("", PARAGRAPH));
    assert_int_equal(p.sheets.n, 2);
    assert_true(p.sheets.v[1].turned);
    pages_drop(&p);
}

/* Printed on both sides, the imprint's page is an even one. */
static void the_imprint_keeps_to_even_pages(void **state)
{
    for (int more = 0; more < 2; more++) {
        const struct shared *s = *state;
        struct style even = *s->style;
        even.imprint_even_page = 1;
        struct pages p = lay_out_as(state, &even,
                                    more ? HEAD TITLE BODY SIGNED LANDSCAPE("", PARAGRAPH)
                                               LANDSCAPE("", PARAGRAPH) IMPRINT
                                         : HEAD TITLE BODY SIGNED LANDSCAPE("", PARAGRAPH) IMPRINT);
        const struct sheet *last = &p.sheets.v[p.sheets.n - 1];
        assert_int_equal(last->number, 4);
        assert_true(!last->turned);
        assert_non_null(first_line(last, ELEMENT_PRINTER));
        pages_drop(&p);
    }
}

static void loose_landscape_attachments_count_their_own_pages(void **state)
{
    struct pages p =
        lay_out(state, HEAD TITLE BODY SIGNED LANDSCAPE(" 装订=\"否\"", PARAGRAPH) IMPRINT);
    assert_int_equal(p.sheets.n, 2);
    assert_non_null(first_line(&p.sheets.v[0], ELEMENT_PRINTER));
    assert_true(p.sheets.v[1].turned);
    assert_int_equal(p.sheets.v[1].number, 1);
    assert_folio(&p, &p.sheets.v[1]);
    pages_drop(&p);
}

/* Before, between and behind upright attachments of an enclosure too. */
static void an_enclosure_has_turned_attachments_of_its_own(void **state)
{
    struct pages p =
        lay_out(state, HEAD TITLE BODY SIGNED "<印发件 标题=\"方案\">" PARAGRAPH LANDSCAPE(
                           "", PARAGRAPH) "</印发件>"
                                          "<附件 标题=\"名额表\">" PARAGRAPH "</附件>" IMPRINT);
    static const bool turned[] = {false, false, true, false};
    assert_int_equal(p.sheets.n, 4);
    for (size_t i = 0; i < p.sheets.n; i++)
        assert_int_equal(p.sheets.v[i].turned, turned[i]);
    pages_drop(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_landscape_attachment_stands_on_turned_pages_of_its_own),
        cmocka_unit_test(turned_lines_fill_the_area_between_the_whites_of_the_paper),
        cmocka_unit_test(label_and_title_stand_on_lines_one_and_three),
        cmocka_unit_test(the_imprint_behind_a_turned_page_stands_on_an_upright_one),
        cmocka_unit_test(no_page_is_added_where_there_is_no_imprint),
        cmocka_unit_test(the_imprint_keeps_to_even_pages),
        cmocka_unit_test(loose_landscape_attachments_count_their_own_pages),
        cmocka_unit_test(an_enclosure_has_turned_attachments_of_its_own),
    };
    return LAYOUT_TESTS("layout/turned", tests);
}
