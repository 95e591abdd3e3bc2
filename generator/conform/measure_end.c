/* 附件, 公开方式, 版记 and 页码 (7.3.7, 7.4, 7.5). */
#include <stdlib.h>
#include <string.h>

#include "conform/conform_int.h"

/* ---- 附件 ---- */

/* Nothing of the text stands above it on its page. */
void measure_new_page(struct measurement *m)
{
    for (EACH_LINE(l, m)) {
        const struct page_line *above = line_before(m->c, l);
        result_set(m, !above, l->page, result_words(m, "另面编排", "a new page"),
                   above ? line_text(m->c, above) : result_words(m, "页首", "at the head"));
    }
}

/* Larger type stands on a line by its boxes' top, or by their centres. */
static void judge_row(struct measurement *m, const struct page_line *l, int64_t row)
{
    len_t wanted = style_line_top(m->style, row), top = line_top(l);
    bool ok = is_near(top, wanted, TOLERANCE) ||
              is_near(l->centre, wanted + m->style->body_size / 2, TOLERANCE);
    result_length(m, ok, l->page, wanted, top, NULL);
}

void measure_label_line(struct measurement *m)
{
    len_t edge = area_left(m->c);
    for (EACH_LINE(l, m)) {
        judge_row(m, l, 0);
        if (!is_near(line_left(l, edge), edge, TOLERANCE))
            result_near(m, l->page, edge, line_left(l, edge));
    }
}

void measure_title_line(struct measurement *m)
{
    enum { THIRD = 2 };
    for (EACH_LINE(l, m))
        if (l == m->c->lines.v || l[-1].element != m->clause->element)
            judge_row(m, l, THIRD);
}

/* ---- what the notes say, an entry for each attachment, against labels and titles (7.3.7) ---- */

struct texts {
    VEC(const char *) list;
};

/* Written on; a text begins where the last one ends. */
static void texts_end(struct arena *a, struct texts *t, struct buf *text)
{
    if (text->n)
        VEC_PUSH(a, &t->list, arena_strndup(a, text->p, text->n));
    buf_clear(text);
}

/* Lines of the element as one text, cut where another note begins. */
static struct texts gather_notes(const struct measurement *m)
{
    struct texts notes = {0};
    struct buf note = {0};
    for (const struct page_line *l = NULL; (l = line_next_any(m->c, m->clause->element, l));) {
        const char *text = line_text(m->c, l);
        if (strncmp(text, "附件：", strlen("附件：")) == 0)
            texts_end(m->c->arena, &notes, &note);
        buf_str(&note, text);
    }
    texts_end(m->c->arena, &notes, &note);
    buf_drop(&note);
    return notes;
}

/* An attachment's title: its lines from the label on. */
static const char *title_after(const struct conform *c, const struct page_line *label)
{
    const char *title = "";
    const struct page_line *l = line_next_any(c, ELEMENT_ATTACHMENT_TITLE, label);
    size_t page = l ? l->page : 0;
    for (; l && l->page == page; l = line_next_any(c, ELEMENT_ATTACHMENT_TITLE, l))
        title = arena_printf(c->arena, "%s%s", title, line_text(c, l));
    return title;
}

/* The note that the attachments on the pages call for: a text for each numbering. */
static struct texts gather_wanted(const struct conform *c)
{
    struct texts wanted = {0};
    struct buf text = {0};
    for (const struct page_line *l = NULL; (l = line_next_any(c, ELEMENT_ATTACHMENT_LABEL, l));) {
        const char *label = strstr(line_text(c, l), "附件");
        const char *number = label ? label + strlen("附件") : "";
        bool only = !*number;
        if (only || strcmp(number, "1") == 0)
            texts_end(c->arena, &wanted, &text);
        if (!text.n)
            buf_str(&text, "附件：");
        buf_str(&text, number);
        buf_str(&text, only ? "" : ".");
        buf_str(&text, title_after(c, l));
    }
    texts_end(c->arena, &wanted, &text);
    buf_drop(&text);
    return wanted;
}

static bool is_among(const struct texts *t, const char *text)
{
    for (size_t i = 0; i < t->list.n; i++)
        if (strcmp(t->list.v[i], text) == 0)
            return true;
    return false;
}

/* One that is a file of its own stands in the note alone. */
static bool any_apart(const struct part *first)
{
    while (first && !first->apart)
        first = first->next;
    return first != NULL;
}

void measure_agreement(struct measurement *m)
{
    const struct document *doc = m->c->options.doc;
    if (any_apart(doc->attachments) || (doc->enclosure && any_apart(doc->enclosure->attachments)))
        return;
    struct texts notes = gather_notes(m), wanted = gather_wanted(m->c);
    const struct page_line *first = line_next(m->c, m->clause->element, NULL);
    if (!first || !wanted.list.n)
        return;
    bool ok = notes.list.n == wanted.list.n;
    for (size_t i = 0; i < notes.list.n; i++)
        ok = ok && is_among(&wanted, notes.list.v[i]);
    result_set(m, ok, first->page, result_words(m, "与附件一致", "as the attachments say"),
               ok ? result_words(m, "一致", "they agree")
                  : result_words(m, "不一致", "they differ"));
}

/* ---- 公开方式 ---- */

/* The imprint's first rule, or what stands first in an imprint without rules; in a document without
 * one, the type area's foot. */
static len_t imprint_top(const struct conform *c, size_t page)
{
    len_t top = INT32_MAX;
    for (size_t i = 0; i < c->rules.n; i++)
        if (c->rules.v[i].element == ELEMENT_IMPRINT_RULE && c->rules.v[i].page == page)
            top = len_min(top, c->rules.v[i].rule.y1);
    for (const struct page_line *l = NULL; top == INT32_MAX && (l = line_next(c, ELEMENT_CC, l));)
        if (l->page == page)
            top = line_top(l);
    return top < INT32_MAX ? top : area_lower(c);
}

/* On the line above the imprint. */
void measure_disclosure_place(struct measurement *m)
{
    const struct page_line *last = line_last(m->c, m->clause->element);
    if (!last)
        return;
    len_t gap = imprint_top(m->c, last->page) - line_bottom(last), most = m->style->line_pitch;
    result_length(m, gap >= -TOLERANCE && gap < most, last->page, most, gap,
                  result_words(m, "紧接版记，＜ %s", "next to it, < %s"));
}

/* ---- 版记 ---- */

/* Attachments that are not bound with the document follow it and count their own pages (7.3.7). */
static bool starts_loose_part(const struct conform *c, size_t page)
{
    return page > 0 && c->papers.v[page].number == 1;
}

/* Pages of the document with what is bound with it. */
static size_t bound_pages(const struct conform *c)
{
    size_t n = 1;
    while (n < c->papers.n && !starts_loose_part(c, n))
        n++;
    return n;
}

void measure_imprint_page(struct measurement *m)
{
    const struct page_line *l = line_next_any(m->c, m->clause->element, NULL);
    bool even = m->style->imprint_even_page;
    if (l)
        result_set(
            m, l->page + 1 == bound_pages(m->c) && !(even && m->c->papers.v[l->page].number % 2),
            l->page,
            even ? result_words(m, "最后一面，双数页", "the last page, an even one")
                 : result_words(m, "最后一面", "the last page"),
            result_number(m, "第 %d 面", "page %d", (int)l->page + 1));
}

/* 10.1, 版记位于公文最后一面版心内最下方: a letter's last line of it is the lowest that the type
 * area holds. */
void measure_letter_imprint(struct measurement *m)
{
    const struct page_line *last = line_last(m->c, m->clause->element);
    if (!last)
        return;
    len_t gap = area_lower(m->c) - line_bottom(last), most = m->style->imprint_pitch / 2;
    int pages = (int)bound_pages(m->c), page = (int)last->page + 1;
    struct arena *a = m->c->arena;
    result_set(
        m, page == pages && gap >= -TOLERANCE && gap < most, last->page,
        arena_printf(a,
                     result_words(m, "第 %d 面，距版心下边 ＜ %s", "page %d, < %s above the foot"),
                     pages, result_mm(m, most)),
        arena_printf(a, result_words(m, "第 %d 面，%s", "page %d, %s"), page, result_mm(m, gap)));
}

/* The lowest rule of the element, and the highest; NULL: there is none. */
static const struct page_rule *outer_rule(const struct measurement *m, bool low)
{
    const struct page_rule *outer = NULL;
    for (size_t i = 0; i < m->c->rules.n; i++) {
        const struct page_rule *r = &m->c->rules.v[i];
        if (r->element == m->clause->element &&
            (!outer || (low ? r->rule.y1 > outer->rule.y1 : r->rule.y1 < outer->rule.y1)))
            outer = r;
    }
    return outer;
}

void measure_last_rule(struct measurement *m)
{
    const struct page_rule *low = outer_rule(m, true);
    if (low)
        result_near(m, low->page, area_lower(m->c), low->rule.y1);
}

void measure_imprint_width(struct measurement *m)
{
    for (size_t i = 0; i < m->c->rules.n; i++) {
        const struct page_rule *r = &m->c->rules.v[i];
        len_t wanted = result_wanted(m), width = r->rule.x2 - r->rule.x1;
        if (r->element == m->clause->element)
            result_length(m,
                          is_near(width, wanted, TOLERANCE) &&
                              is_near(r->rule.x1, area_left(m->c), TOLERANCE),
                          r->page, wanted, width, NULL);
    }
}

/* First and last are thick, those between are thin: the profile's key tells which are meant. */
void measure_imprint_rules(struct measurement *m)
{
    enum { HAIR = 30 /* 0.01 mm */ };
    const struct page_rule *low = outer_rule(m, true), *high = outer_rule(m, false);
    bool outer = m->clause->key == STYLE_imprint_rule_outer;
    len_t wanted = result_wanted(m);
    for (size_t i = 0; i < m->c->rules.n; i++) {
        const struct page_rule *r = &m->c->rules.v[i];
        if (r->element == m->clause->element && (r == low || r == high) == outer)
            result_length(m, is_near(r->rule.thickness, wanted, HAIR), r->page, wanted,
                          r->rule.thickness, NULL);
    }
}

/* ---- 页码 ---- */

/* The number between two dashes; 0: not written so. */
static int folio_number(const struct conform *c, const struct page_line *l)
{
    const char *text = line_text(c, l), *dash = "—";
    if (strncmp(text, dash, strlen(dash)) != 0)
        return 0;
    char *end;
    long v = strtol(text + strlen(dash), &end, 10);
    end += strspn(end, " ");
    return strcmp(end, dash) == 0 && v > 0 && v < INT32_MAX ? (int)v : 0;
}

void measure_folio_form(struct measurement *m)
{
    for (EACH_LINE(l, m))
        result_set(m, folio_number(m->c, l) > 0, l->page, "— 1 —", line_text(m->c, l));
}

/* 半角宋体: of the role's own face, about half as wide as high. */
void measure_folio_digits(struct measurement *m)
{
    enum { NARROWEST = 400, WIDEST = 600 }; /* 1/1000 of the size */
    struct arena *a = m->c->arena;
    enum font_role role = font_role_named(m->c->style->folio_role);
    const char *wanted = result_words(m, "半角宋体", "half-width songti");
    for (EACH_LINE(l, m))
        for (size_t i = 0; i < l->chars.n; i++) {
            const struct character *ch = &l->chars.v[i];
            struct glyph g;
            len_t width = ch->right - ch->left;
            if (!utf8_is_digit(ch->cp))
                continue;
            bool own = fonts_glyph(m->c->options.fonts, role, ch->cp, &g) && g.face == ch->look->face;
            bool half = width >= len_scale(ch->look->size, NARROWEST, EM) &&
                        width <= len_scale(ch->look->size, WIDEST, EM);
            result_set(m, own && half, l->page, wanted,
                       own && half ? wanted
                                   : arena_printf(a, result_words(m, "%s，宽%d%%", "%s, %d%% wide"),
                                                  ch->look->face->name, (int)(width * 100 / ch->look->size)));
        }
}

/* The dash's stroke, below the type area. */
bool line_dash_below_area(const struct conform *c, const struct page_line *line, len_t *out)
{
    struct page_box ink = char_ink(c, &line->chars.v[0]);
    *out = (ink.top + ink.bottom) / 2 - area_lower(c);
    return true;
}

/* 7.5: odd pages at the right, even pages at the left, one character from the edge. */
void measure_folio_side(struct measurement *m)
{
    for (EACH_LINE(l, m)) {
        bool odd = m->c->papers.v[l->page].number % 2;
        len_t gap = odd ? area_right(m->c) - line_right(l, 0) : line_left(l, 0) - area_left(m->c);
        result_near(m, l->page, result_wanted(m), gap);
    }
}

static bool is_blank(const struct conform *c, size_t page)
{
    for (const struct page_line *l = NULL; (l = line_of_page(c, page, l));)
        if (l->element != ELEMENT_FOLIO)
            return false;
    return !c->papers.v[page].pictured;
}

/* 7.5: a blank page and the imprint's behind it are not numbered, though they count. */
void measure_folio_numbers(struct measurement *m)
{
    int expected = 0;
    size_t page = 0;
    for (EACH_LINE(l, m)) {
        bool blank = is_blank(m->c, l->page) || (l->page > 0 && is_blank(m->c, l->page - 1));
        if (blank)
            result_set(m, false, l->page,
                       result_words(m, "空白页和其后的版记页不编页码",
                                    "none on a blank page, nor on the imprint's behind it"),
                       line_text(m->c, l));
        int number = folio_number(m->c, l);
        bool anew = !expected || starts_loose_part(m->c, l->page);
        expected = anew ? number : expected + (int)(l->page - page);
        page = l->page;
        result_set(m, number == expected, l->page, result_words(m, "连续", "consecutive"),
                   line_text(m->c, l));
    }
}
