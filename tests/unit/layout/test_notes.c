/* What leads from one place to another: contents, references, footnotes; loose attachments and
 * even pages. */
#include "layout_test.h"

static const struct sheet *sheet_of_anchor(const struct pages *p, const char *name)
{
    for (size_t i = 0; i < p->sheets.n; i++)
        for (size_t k = 0; k < p->sheets.v[i].anchors.n; k++)
            if (strcmp(p->sheets.v[i].anchors.v[k].name, name) == 0)
                return &p->sheets.v[i];
    return NULL;
}

static void assert_links_lead_somewhere(const struct pages *p, size_t least)
{
    size_t n = 0;
    for (size_t i = 0; i < p->sheets.n; i++)
        for (size_t k = 0; k < p->sheets.v[i].links.n; k++, n++)
            assert_non_null(sheet_of_anchor(p, p->sheets.v[i].links.v[k].target));
    assert_true(n >= least);
}

/* ---- contents ---- */

static const char section[] =
    "<层次 题=\"甲甲甲甲\"><层次 题=\"乙乙乙乙\"><段>丙丙丙丙</段><段>丁</段></层次></层次>";

static const struct line *line_of_link(const struct sheet *s, const struct page_link *link)
{
    for (size_t i = 0; i < s->lines.n; i++)
        if (llabs(top_of(&s->lines.v[i]) - link->y) < ROUNDING)
            return &s->lines.v[i];
    return NULL;
}

static int number_at_end(const char *text)
{
    const char *end = text + strlen(text);
    while (end > text && end[-1] >= '0' && end[-1] <= '9')
        end--;
    return atoi(end);
}

/* Every number in the contents is that of the page where its heading stands. */
static void assert_contents(const struct pages *p, size_t wanted)
{
    size_t n = 0;
    for (size_t i = 0; i < p->sheets.n; i++)
        for (size_t k = 0; k < p->sheets.v[i].links.n; k++, n++) {
            const struct page_link *link = &p->sheets.v[i].links.v[k];
            const struct line *entry = line_of_link(&p->sheets.v[i], link);
            const struct sheet *there = sheet_of_anchor(p, link->target);
            assert_non_null(entry);
            assert_int_equal(number_at_end(entry->text.p), there->number);
        }
    assert_int_equal(n, wanted);
}

static void contents_name_the_pages_of_the_headings(void **state)
{
    for (int n = 1; n < 40; n += 3) {
        struct arena *a = arena_new();
        const char *text = times(a, section, n);
        struct pages p = lay_out(state, arena_printf(a, TITLE "<目录/><正文>%s</正文>", text));
        assert_contents(&p, 2 * (size_t)n);
        pages_drop(&p);
        p = lay_out(state, arena_printf(a, HEAD TITLE TO "<目录/><正文>%s</正文>" SIGNED, text));
        assert_contents(&p, 2 * (size_t)n);
        pages_drop(&p);
        p = lay_out(state, arena_printf(a,
                                        HEAD TITLE TO BODY SIGNED
                                        "<印发件 标题=\"方案\"><目录 层数=\"1\"/>%s</印发件>",
                                        text));
        assert_contents(&p, (size_t)n);
        pages_drop(&p);
        arena_drop(a);
    }
}

static void references_lead_to_their_attachments(void **state)
{
    struct pages p =
        lay_out(state, TITLE "<正文><段>见<引用 附件=\"2\"/>和<引用 附件=\"1\"/>。</段></正文>"
                             "<印发件 标题=\"方案\"><段>见<引用 附件=\"1\"/>。</段>"
                             "<附件 标题=\"甲表\"><段>乙</段></附件></印发件>"
                             "<附件 标题=\"乙表\"><段>见<引用 附件=\"2\"/>。</段></附件>"
                             "<附件 标题=\"丙表\"><段>丙</段></附件>");
    static const struct {
        size_t sheet, link;
        const char *title;
    } wanted[] = {{0, 0, "丙表"}, {0, 1, "乙表"}, {1, 0, "甲表"}, {3, 0, "丙表"}};
    assert_links_lead_somewhere(&p, 4);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        const struct page_link *link = &p.sheets.v[wanted[i].sheet].links.v[wanted[i].link];
        const struct sheet *there = sheet_of_anchor(&p, link->target);
        assert_non_null(line_with(there, wanted[i].title));
        assert_int_equal(
            first_line(there, ELEMENT_ATTACHMENT_TITLE) == line_with(there, wanted[i].title), true);
    }
    pages_drop(&p);
}

/* ---- footnotes ---- */

static void assert_notes(const struct pages *p, const struct sheet *s)
{
    const struct line *first = first_line(s, ELEMENT_FOOTNOTE);
    const struct line *last = last_line(s, ELEMENT_FOOTNOTE);
    const struct line *text = last_line(s, ELEMENT_TEXT);
    bool marked = false;
    for (size_t i = 0; i < s->lines.n; i++)
        marked = marked || s->lines.v[i].element == ELEMENT_FOOTNOTE_MARK;
    assert_int_equal(marked, first != NULL);
    if (!first)
        return;
    assert_true(foot_of(last) <= area_foot(p));
    assert_near(foot_of(last), area_foot(p), p->style->footnote_pitch);
    assert_true(foot_of(text) < s->rules.v[0].y1);
    assert_true(s->rules.v[0].y1 < top_of(first));
}

static void footnotes_stand_at_the_foot_of_the_page_of_their_mark(void **state)
{
    for (int n = 0; n < 40; n++)
        for (int length = 1; length < 200; length += 90) {
            struct arena *a = arena_new();
            struct pages p = lay_out(
                state, arena_printf(a, TITLE "<正文>%s<段>早稻<脚注>%s</脚注>不减。</段>%s</正文>",
                                    times(a, "<段>丁丁</段>", n), times(a, "注", length),
                                    times(a, "<段>丁丁</段>", 30)));
            for (size_t i = 0; i < p.sheets.n; i++)
                assert_notes(&p, &p.sheets.v[i]);
            pages_drop(&p);
            arena_drop(a);
        }
}

/* ---- attachments apart, even pages ---- */

static void a_loose_attachment_follows_the_imprint_and_counts_its_own_pages(void **state)
{
    struct pages p =
        lay_out(state, HEAD TITLE BODY SIGNED "<附件 标题=\"甲表\" 装订=\"否\"><段>乙</段></附件>"
                                              "<附件 标题=\"乙表\"><段>丙</段></附件>" IMPRINT);
    assert_int_equal(p.sheets.n, 3);
    assert_non_null(line_with(&p.sheets.v[1], "附件2"));
    assert_non_null(line_with(&p.sheets.v[1], "抄送："));
    assert_non_null(line_with(&p.sheets.v[2], "青政发〔2026〕10号附件1"));
    assert_non_null(line_with(&p.sheets.v[2], "— 1 —"));
    pages_drop(&p);
}

static void printed_on_both_sides_the_imprint_stands_on_an_even_page(void **state)
{
    const struct shared *s = *state;
    struct style even = *s->style;
    even.imprint_even_page = 1;
    for (int n = 1; n < 60; n += 2) {
        struct arena *a = arena_new();
        struct pages p = lay_out_as(state, &even,
                                    arena_printf(a, HEAD TITLE TO "<正文>%s</正文>" SIGNED IMPRINT,
                                                 times(a, "<段>丁丁</段>", n)));
        const struct sheet *last = &p.sheets.v[p.sheets.n - 1];
        assert_non_null(line_with(last, "抄送："));
        assert_int_equal(last->number % 2, 0);
        if (p.sheets.v[p.sheets.n - 2].lines.n == 0) /* 7.5: blank page before: no numbers */
            assert_null(first_line(last, ELEMENT_FOLIO));
        pages_drop(&p);
        arena_drop(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contents_name_the_pages_of_the_headings),
        cmocka_unit_test(references_lead_to_their_attachments),
        cmocka_unit_test(footnotes_stand_at_the_foot_of_the_page_of_their_mark),
        cmocka_unit_test(a_loose_attachment_follows_the_imprint_and_counts_its_own_pages),
        cmocka_unit_test(printed_on_both_sides_the_imprint_stands_on_an_even_page),
    };
    return LAYOUT_TESTS("notes", tests);
}
