/* The paper and the grid: where the type area's edges are kept, line pitch, full pages and lines;
 * turned pages (clause 8). */
#include "conform/conform_int.h"

/* 5.2.1 gives the whites a millimetre each way. */
enum { WHITE_TOLERANCE = 2835 };

void measure_paper(struct measurement *m)
{
    const struct style *st = m->style;
    for (size_t i = 0; i < m->c->papers.n; i++) {
        const struct paper *p = &m->c->papers.v[i];
        bool ok = is_near(p->width, st->page_width, TOLERANCE) &&
                  is_near(p->height, st->page_height, TOLERANCE);
        struct arena *a = m->c->arena;
        result_set(
            m, ok, i,
            arena_printf(a, "%s × %s", result_mm(m, st->page_width), result_mm(m, st->page_height)),
            arena_printf(a, "%s × %s", result_mm(m, p->width), result_mm(m, p->height)));
    }
}

/* The line of a page, upright or turned, that is nearest to its head. */
static const struct page_line *head_line(const struct conform *c, size_t page, bool turned)
{
    const struct page_line *head = NULL;
    for (const struct page_line *l = NULL; (l = line_of_page(c, page, l));)
        if (l->turned == turned && !l->apart && (!head || l->centre < head->centre))
            head = l;
    return head;
}

/* 7.2.2 has 密级 on the second line, and a signature has blank lines above. */
static bool begins_area(const struct page_line *l)
{
    return line_on_grid(l) && l->element != ELEMENT_SECRECY && l->element != ELEMENT_ORGAN &&
           l->element != ELEMENT_DATE;
}

void measure_top(struct measurement *m)
{
    len_t wanted = m->style->area_top;
    result_none(m, "没有以正文行开头的一面", "no page begins with a line of text");
    for (size_t i = 0; i < m->c->papers.n; i++) {
        const struct page_line *top = head_line(m->c, i, false);
        if (top && begins_area(top))
            result_length(m, is_near(line_top(top), wanted, WHITE_TOLERANCE), i, wanted,
                          line_top(top), NULL);
    }
}

/* ---- the type area's edges ---- */

/* The ink of a line's first or last character that has any; empty: none has. */
static struct page_box end_ink(const struct conform *c, const struct page_line *l, bool first)
{
    struct page_box ink = {0};
    for (size_t i = 0; i < l->chars.n && ink.right <= ink.left; i++)
        ink = char_ink(c, &l->chars.v[first ? i : l->chars.n - 1 - i]);
    return ink;
}

/* On the paper; ink keeps to its cells, near enough. */
static bool cells_within(const struct conform *c, const struct page_line *l)
{
    len_t from = line_left(l, area_left(c)), to = line_right(l, area_right(c));
    len_t left = l->turned ? line_top(l) : from, right = l->turned ? line_bottom(l) : to;
    len_t low = l->turned ? c->papers.v[l->page].height - from : line_bottom(l);
    return left >= area_left(c) - TOLERANCE && right <= area_right(c) + TOLERANCE &&
           low <= area_lower(c) + TOLERANCE;
}

/* How far ink reaches towards the edge that the profile's key tells of, of all that must keep
 * within the type area. From the last line on, so that of most lines the cells are enough to know
 * that others reach lower. */
void measure_within(struct measurement *m)
{
    const struct conform *c = m->c;
    bool left = m->clause->key == STYLE_area_left, lower = m->clause->key == STYLE_area_height;
    len_t edge = left ? area_left(c) : lower ? area_lower(c) : area_right(c), worst = 0;
    const struct page_line *farthest = NULL;
    for (size_t i = c->lines.n; i-- > 0;) {
        const struct page_line *l = &c->lines.v[i];
        if (l->apart || l->element == ELEMENT_FOLIO || l->element == ELEMENT_FORM_FOLIO ||
            (lower && farthest && !l->turned && line_bottom(l) + line_size(l) / 2 - edge < worst))
            continue;
        if (c->options.breaches_only && cells_within(c, l))
            continue;
        struct page_box ink = lower || l->turned ? line_ink_on_paper(c, l) : end_ink(c, l, left);
        len_t beyond = left ? edge - ink.left : (lower ? ink.bottom : ink.right) - edge;
        if (ink.right <= ink.left || (farthest && beyond < worst))
            continue;
        worst = beyond;
        farthest = l;
    }
    if (!farthest && c->lines.n) /* all cells are within */
        result_length(m, true, c->lines.v[0].page, edge, edge, NULL);
    else if (farthest)
        result_length(m, worst <= TOLERANCE, farthest->page, edge,
                      left ? edge - worst : edge + worst, left ? "≥ %s" : "≤ %s");
}

/* ---- pitch ---- */

/* 5.2.3, 7.3.5.5: the text may be set closer or opened, so that it fills its pages and that the
 * signature and the imprint stand with it. What is attached starts anew. */
static bool may_adjust(const struct conform *c, size_t page)
{
    const struct page_line *attached = line_next_any(c, ELEMENT_ATTACHMENT_LABEL, NULL);
    return !attached || page < attached->page;
}

/* Its pages as a whole, all lines alike. */
static bool is_adjusted(const struct conform *c, size_t page, len_t apart)
{
    int lines = c->papers.v[page].grid.lines;
    return may_adjust(c, page) && is_near(apart, page_pitch(c, 0), TOLERANCE) &&
           lines >= c->style->lines_least && lines <= c->style->lines_most;
}

/* The distance of two lines of the grid that follow each other; 0: they do not. The lines of names
 * may stand closer, below their seal. */
static len_t lines_apart(const struct conform *c, const struct page_line *a,
                         const struct page_line *b)
{
    len_t apart = b->centre - a->centre, pitch = c->style->line_pitch;
    bool follow = a->page == b->page && !a->turned && !b->turned && !a->apart && line_on_grid(a) &&
                  line_on_grid(b) && b->first &&
                  (a->element != ELEMENT_ORGAN || b->element != ELEMENT_ORGAN);
    return follow && (apart + pitch / 2) / pitch == 1 ? apart : 0;
}

/* Lines of text on a page stand a whole number of pitches apart; the two that are farthest off
 * speak for all, those that are not allowed before those that are. */
void measure_pitch(struct measurement *m)
{
    const struct conform *c = m->c;
    const struct page_line *worst = NULL;
    len_t pitch = m->style->line_pitch, worst_off = -1, worst_apart = 0;
    bool worst_ok = true;
    for (size_t i = 1; i < c->lines.n; i++) {
        const struct page_line *l = &c->lines.v[i];
        len_t apart = lines_apart(c, l - 1, l), off = apart > pitch ? apart - pitch : pitch - apart;
        bool ok = apart && (off <= TOLERANCE || is_adjusted(c, l->page, apart));
        if (!apart || (ok && !worst_ok) || (ok == worst_ok && off <= worst_off))
            continue;
        worst = l;
        worst_off = off;
        worst_apart = apart;
        worst_ok = ok;
    }
    if (worst)
        result_length(m, worst_ok, worst->page, pitch, worst_apart,
                      worst_ok && worst_off > TOLERANCE
                          ? result_words(m, "%s，全文可以略作调整",
                                         "%s, or another throughout so that pages are full")
                          : NULL);
    else
        result_none(m, "没有相邻的两行", "no two lines follow each other");
}

/* ---- full pages ---- */

/* The last line of an element on a page. */
static const struct page_line *last_on(const struct conform *c, enum element element, size_t page)
{
    const struct page_line *last = NULL;
    for (const struct page_line *l = NULL; (l = line_next(c, element, l));)
        last = l->page == page ? l : last;
    return last;
}

/* 7.3.5.5: the last lines of a text may go to the next page for what follows them there; so that
 * the imprint has no page to itself, too. */
static bool holds_tail(const struct conform *c, size_t page)
{
    static const enum element tail[] = {ELEMENT_NOTE, ELEMENT_ORGAN,   ELEMENT_POST,
                                        ELEMENT_DATE, ELEMENT_PRINTER, ELEMENT_CC};
    for (size_t i = 0; i < sizeof tail / sizeof *tail; i++)
        if (last_on(c, tail[i], page))
            return true;
    return false;
}

/* A paragraph that ends on the page with two lines: a line more above would leave one alone. */
static bool ends_with_two(const struct conform *c, size_t page)
{
    size_t n = 0;
    for (const struct page_line *l = NULL; (l = line_of_page(c, page, l));) {
        if (l->element != ELEMENT_TEXT || l->turned || l->apart || !l->first)
            continue;
        if (line_indented(c, l))
            break;
        n++;
    }
    return n == 2;
}

/* The lowest line of a page that is neither its number nor turned. */
static const struct page_line *foot_line(const struct conform *c, size_t page)
{
    const struct page_line *foot = NULL;
    for (const struct page_line *l = NULL; (l = line_of_page(c, page, l));)
        if (!l->turned && !l->apart && l->element != ELEMENT_FOLIO &&
            (!foot || l->centre > foot->centre))
            foot = l;
    return foot;
}

/* Whether the text of a page goes on at the head of the next one, so that the page is to be full;
 * and the lines that what stands there would have needed on it. */
static bool goes_on(const struct conform *c, size_t page, int *needed)
{
    const struct page_line *foot = foot_line(c, page), *next = head_line(c, page + 1, false);
    bool heading = next && (next->element == ELEMENT_HEADING || next->element == ELEMENT_SUBHEADING);
    bool text = next && next->element == ELEMENT_TEXT;
    bool begins = text && line_indented(c, next);
    *needed = heading || (begins && !c->style->lone_lines) ? 2 : 1;
    return foot && foot->element == ELEMENT_TEXT && (heading || text);
}

/* Text stands on the last line of the grid; a heading is not left there, and what ends the text
 * takes some of it along. */
void measure_lines(struct measurement *m)
{
    const struct conform *c = m->c;
    int wanted = m->style->lines, needed;
    result_none(m, "没有满页", "no page is full");
    for (size_t i = 0; i + 1 < c->papers.n; i++) {
        if (!goes_on(c, i, &needed))
            continue;
        const struct page_grid *grid = &c->papers.v[i].grid;
        int short_of = grid->lines - 1 - (int)page_grid_nearest(grid, line_top(foot_line(c, i)));
        bool lone = !c->style->lone_lines && ends_with_two(c, i + 1);
        int lines = grid->lines - short_of;
        if (short_of > 0 && (short_of < needed || lone || holds_tail(c, i + 1)))
            continue;
        bool full = short_of == 0 && (lines == wanted || may_adjust(c, i));
        result_set(m, full, i, result_number(m, "%d 行", "%d lines", wanted),
                   result_number(m, "%d 行", "%d lines", lines));
    }
}

/* ---- full lines ---- */

/* A number, an address or a plate that the line had no room for stands on the next one, and stays
 * whole. */
static bool stays_short(const struct conform *c, const struct page_line *l)
{
    enum { FIRST = 3 }; /* “青A12345 */
    len_t edge = area_right(c);
    if (line_right(l, edge) >= edge - TOLERANCE)
        return false;
    for (size_t i = 0; i < l[1].chars.n && i < FIRST; i++)
        if (l[1].chars.v[i].cp < 0x80)
            return true;
    return false;
}

/* The paragraph goes on below: the line fills the type area. */
static bool line_is_full(const struct conform *c, const struct page_line *l)
{
    const struct page_line *next = l + 1 < c->lines.v + c->lines.n ? l + 1 : NULL;
    return next && next->element == ELEMENT_TEXT && next->first && !line_indented(c, next) &&
           next->page == l->page && l->last && !stays_short(c, l);
}

static int hanzi_only(const struct page_line *l)
{
    for (size_t i = 0; i < l->chars.n; i++)
        if (!utf8_is_han(l->chars.v[i].cp))
            return 0;
    return (int)l->chars.n;
}

/* As many as the page has, or one less or more where a mark must not begin the next line. */
static bool holds_enough(const struct conform *c, const struct page_line *l, int hanzi)
{
    return is_near(hanzi, c->papers.v[l->page].style->characters, 1);
}

/* Full lines end at the type area's edge; one of nothing but characters holds 28. The one that is
 * farthest off speaks for all. */
void measure_characters(struct measurement *m)
{
    const struct conform *c = m->c;
    const char *form = result_words(m, "%s，%d 字", "%s, %d characters"), *measured = NULL;
    len_t worst = -1, edge = area_right(c), from = area_left(c);
    bool all_ok = true;
    size_t page = 0;
    for (EACH_LINE(l, m)) {
        if (!line_is_full(c, l))
            continue;
        len_t right = line_right(l, edge), off = right > edge ? right - edge : edge - right;
        int hanzi = l->first && !line_indented(c, l) ? hanzi_only(l) : 0;
        bool ok = off <= TOLERANCE && (!hanzi || holds_enough(c, l, hanzi));
        if (off <= worst && ok)
            continue;
        worst = off;
        page = l->page;
        all_ok = all_ok && ok;
        measured = result_mm(m, right - from);
        if (hanzi)
            measured = arena_printf(c->arena, form, measured, hanzi);
    }
    if (!measured) {
        result_none(m, "没有满行", "no line is full");
        return;
    }
    const char *wanted = result_mm(m, edge - from);
    result_set(m, all_ok, page, arena_printf(c->arena, form, wanted, m->style->characters),
               measured);
}

/* 7.3.3: page 1 must show text. */
void measure_page_one(struct measurement *m)
{
    const struct page_line *first = line_next(m->c, m->clause->element, NULL);
    if (first)
        result_set(
            m, first->page == 0, first->page, result_words(m, "首页显示正文", "text on page 1"),
            first->page == 0 ? result_words(m, "有", "there is") : result_words(m, "没有", "none"));
}

/* ---- turned pages ---- */

/* At the paper's left edge: the binding side of odd pages and the cut side of even ones. A table's
 * first row keeps some air from the type area's edge, but less than a line. */
void measure_turned_head(struct measurement *m)
{
    len_t wanted = area_left(m->c);
    result_none(m, "没有横排的页", "no page is turned");
    for (size_t i = 0; i < m->c->papers.n; i++) {
        const struct page_line *head = m->c->papers.v[i].turned ? head_line(m->c, i, true) : NULL;
        if (!head)
            continue;
        len_t from_left = line_top(head), most = wanted + m->style->line_pitch;
        result_length(m, from_left >= wanted - TOLERANCE && from_left < most, i, wanted, from_left,
                      result_words(m, "距纸张左边 %s 起", "from %s off the paper's left edge"));
    }
}

/* The number of an upright page on the same side of the sheet. */
static const struct page_line *folio_like(const struct conform *c, const struct page_line *folio)
{
    int number = c->papers.v[folio->page].number;
    for (const struct page_line *l = NULL; (l = line_next(c, ELEMENT_FOLIO, l));) {
        const struct paper *p = &c->papers.v[l->page];
        if (!p->turned && (p->number - number) % 2 == 0)
            return l;
    }
    return NULL;
}

/* On the side where it begins or ends by the parity: numbers may differ in their digits. */
static bool same_place(const struct page_line *a, const struct page_line *b, bool odd)
{
    len_t x = odd ? line_right(a, 0) : line_left(a, 0),
          y = odd ? line_right(b, 0) : line_left(b, 0);
    return is_near(a->centre, b->centre, TOLERANCE) && is_near(x, y, TOLERANCE);
}

void measure_turned_folio(struct measurement *m)
{
    const struct conform *c = m->c;
    result_none(m, "没有横排的页", "no page is turned");
    for (const struct page_line *l = NULL; (l = line_next_any(c, m->clause->element, l));) {
        const struct paper *p = &c->papers.v[l->page];
        if (!p->turned)
            continue;
        if (l->apart)
            continue;
        const struct page_line *like = l->turned ? NULL : folio_like(c, l);
        bool ok = !l->turned && (!like || same_place(l, like, p->number % 2));
        result_set(m, ok, l->page, result_words(m, "与其他页同一位置", "where other pages have it"),
                   l->turned ? result_words(m, "随版面横排", "turned with the page")
                   : ok      ? result_words(m, "同一位置", "the same place")
                             : result_words(m, "位置不同", "another place"));
    }
}
