/* The paper and the grid: where the type area's edges are kept, line pitch, full pages and lines.
 */
#include "base/utf8.h"
#include "conform/conform_int.h"

/* 5.2.1 gives the whites a millimetre each way. */
enum { WHITE_TOLERANCE = 2835 };

void measure_paper(const struct conform *c, const struct clause *item, struct result *out)
{
    (void)item;
    const struct style *st = c->options.style;
    for (size_t i = 0; i < c->sheets.n && out->verdict != VERDICT_BREACHES; i++) {
        const struct sheet *s = &c->sheets.v[i];
        result_set(out,
                   is_near(s->width, st->page_width, TOLERANCE) &&
                       is_near(s->height, st->page_height, TOLERANCE),
                   i);
        out->wanted = arena_printf(c->arena, "%s × %s", say_mm(c, st->page_width),
                                   say_mm(c, st->page_height));
        out->measured =
            arena_printf(c->arena, "%s × %s", say_mm(c, s->width), say_mm(c, s->height));
    }
}

/* The topmost line of a page. */
static const struct line *top_line(const struct conform *c, size_t page)
{
    const struct line *top = NULL;
    for (size_t i = 0; i < c->lines.n; i++) {
        const struct line *l = &c->lines.v[i];
        if (l->page == page && !l->turned && (!top || l->centre < top->centre))
            top = l;
    }
    return top;
}

void measure_top(const struct conform *c, const struct clause *item, struct result *out)
{
    (void)item;
    len_t wanted = c->options.style->area_top;
    result_none(c, out, "没有以正文行开头的一面", "no page begins with a line of text");
    for (size_t i = 0; i < c->sheets.n && out->verdict != VERDICT_BREACHES; i++) {
        const struct line *top = top_line(c, i);
        if (!top || !line_on_grid(top))
            continue;
        result_set(out, is_near(line_top(top), wanted, WHITE_TOLERANCE), i);
        result_len(c, out, wanted, line_top(top));
    }
}

/* How far ink reaches towards an edge, of all that must keep within the type area. */
static void farthest(const struct conform *c, struct result *out, len_t edge,
                     len_t (*reach)(const struct box *, len_t edge))
{
    bool any = false;
    len_t worst = 0, at = edge;
    for (size_t i = 0; i < c->lines.n; i++) {
        const struct line *l = &c->lines.v[i];
        struct box ink = line_ink_on_paper(c, l);
        if (l->element == ELEMENT_FOLIO || l->element == ELEMENT_FORM_FOLIO ||
            ink.right <= ink.left)
            continue;
        len_t beyond = reach(&ink, edge);
        if (!any || beyond > worst) {
            worst = beyond;
            out->page = l->page;
        }
        any = true;
    }
    if (!any)
        return;
    at = edge + (edge == area_left(c) ? -worst : worst);
    result_set(out, worst <= TOLERANCE, out->page);
    result_len(c, out, edge, at);
    out->wanted = arena_printf(c->arena, "%s %s", edge == area_left(c) ? "≥" : "≤", out->wanted);
}

static len_t beyond_left(const struct box *ink, len_t edge)
{
    return edge - ink->left;
}

static len_t beyond_right(const struct box *ink, len_t edge)
{
    return ink->right - edge;
}

static len_t beyond_lower(const struct box *ink, len_t edge)
{
    return ink->bottom - edge;
}

void measure_within_left(const struct conform *c, const struct clause *item, struct result *out)
{
    (void)item;
    farthest(c, out, area_left(c), beyond_left);
}

void measure_within_right(const struct conform *c, const struct clause *item, struct result *out)
{
    (void)item;
    farthest(c, out, area_right(c), beyond_right);
}

void measure_within_bottom(const struct conform *c, const struct clause *item, struct result *out)
{
    (void)item;
    farthest(c, out, area_lower(c), beyond_lower);
}

/* 7.3.5.5: pages up to that of the date may be set closer, all lines alike, so that the signature
 * and the imprint fit. */
static bool is_closer(const struct conform *c, size_t page, len_t apart)
{
    const struct style *st = c->options.style;
    const struct line *date = line_next(c, ELEMENT_DATE, NULL);
    len_t own = pitch_of_page(c, page);
    bool fits = (own + TOLERANCE) * (st->lines_most - 1) >= st->area_height - st->body_size;
    return date && page <= date->page && is_near(apart, own, TOLERANCE) && fits;
}

/* Lines of text on a page stand a whole number of pitches apart. */
void measure_pitch(const struct conform *c, const struct clause *item, struct result *out)
{
    (void)item;
    const struct style *st = c->options.style;
    len_t worst = -1, pitch = st->line_pitch;
    result_none(c, out, "没有相邻的两行", "no two lines follow each other");
    for (size_t i = 1; i < c->lines.n; i++) {
        const struct line *a = &c->lines.v[i - 1], *b = &c->lines.v[i];
        len_t apart = b->centre - a->centre, lines = (apart + pitch / 2) / pitch;
        if (a->page != b->page || a->turned || b->turned || !line_on_grid(a) || !line_on_grid(b) ||
            !b->first || lines != 1)
            continue;
        len_t off = apart > pitch ? apart - pitch : pitch - apart;
        bool closer = off > TOLERANCE && is_closer(c, b->page, apart);
        bool ok = off <= TOLERANCE || closer, wrong = out->verdict == VERDICT_BREACHES;
        if (ok ? wrong || off <= worst : wrong && off <= worst)
            continue;
        worst = off;
        result_set(out, ok, b->page);
        result_len(c, out, pitch, apart);
        if (closer)
            out->wanted = arena_printf(
                c->arena,
                say(c, "%s，为容下落款可以略小", "%s, or closer so that the signature fits"),
                out->wanted);
    }
}

static const struct line *last_text(const struct conform *c, size_t page)
{
    const struct line *last = NULL;
    for (const struct line *l = NULL; (l = line_next(c, ELEMENT_TEXT, l));)
        if (l->page == page)
            last = l;
    return last;
}

/* 7.3.5.5: the last lines of a text may go to the next page for what follows them there. */
static bool holds_tail(const struct conform *c, size_t page)
{
    static const enum element tail[] = {ELEMENT_NOTE, ELEMENT_ORGAN, ELEMENT_POST, ELEMENT_DATE};
    for (size_t i = 0; i < sizeof tail / sizeof *tail; i++)
        for (const struct line *l = NULL; (l = line_next(c, tail[i], l));)
            if (l->page == page)
                return true;
    return false;
}

/* A paragraph that ends on the page with two lines: a line more above would leave one alone. */
static bool ends_with_two(const struct conform *c, size_t page)
{
    size_t n = 0;
    for (const struct line *l = NULL; (l = line_next(c, ELEMENT_TEXT, l));) {
        if (l->page == page && l->first && line_indented(c, l))
            break;
        n += l->page == page && l->first;
    }
    return n == 2;
}

/* A page is full when its last paragraph runs on at the head of the next one. */
static bool page_is_full(const struct conform *c, size_t page)
{
    const struct line *next = page + 1 < c->sheets.n ? top_line(c, page + 1) : NULL;
    return next && next->element == ELEMENT_TEXT && !line_indented(c, next);
}

void measure_lines(const struct conform *c, const struct clause *item, struct result *out)
{
    (void)item;
    const struct style *st = c->options.style;
    result_none(c, out, "没有满页", "no page is full");
    for (size_t i = 0; i < c->sheets.n && out->verdict != VERDICT_BREACHES; i++) {
        const struct line *last = last_text(c, i);
        if (!last || !page_is_full(c, i))
            continue;
        len_t from_top = line_top(last) - st->area_top;
        int lines = (int)((from_top + st->line_pitch / 2) / st->line_pitch) + 1;
        if (lines < st->lines && (holds_tail(c, i + 1) || ends_with_two(c, i + 1)))
            continue;
        result_set(out, lines == st->lines, i);
        out->wanted = arena_printf(c->arena, say(c, "%d 行", "%d lines"), st->lines);
        out->measured = arena_printf(c->arena, say(c, "%d 行", "%d lines"), lines);
    }
}

/* The paragraph goes on below: the line fills the type area. */
static bool line_is_full(const struct conform *c, const struct line *l)
{
    const struct line *next = l + 1 < c->lines.v + c->lines.n ? l + 1 : NULL;
    return next && next->element == ELEMENT_TEXT && next->first && !line_indented(c, next) &&
           next->page == l->page && l->last;
}

static int hanzi_only(const struct line *l)
{
    for (size_t i = 0; i < l->chars.n; i++)
        if (!utf8_is_han(l->chars.v[i].cp))
            return 0;
    return (int)l->chars.n;
}

/* Full lines end at the type area's edge; one of nothing but characters holds 28. */
void measure_characters(const struct conform *c, const struct clause *item, struct result *out)
{
    (void)item;
    const struct style *st = c->options.style;
    len_t worst = -1, edge = area_right(c);
    result_none(c, out, "没有满行", "no line is full");
    for (const struct line *l = NULL; (l = line_next(c, ELEMENT_TEXT, l));) {
        if (!line_is_full(c, l))
            continue;
        len_t right = line_right(l, edge), off = right > edge ? right - edge : edge - right;
        int hanzi = l->first && !line_indented(c, l) ? hanzi_only(l) : 0;
        bool ok = off <= TOLERANCE && (!hanzi || hanzi == st->characters);
        if (off <= worst && ok)
            continue;
        worst = off;
        result_set(out, ok && out->verdict != VERDICT_BREACHES, l->page);
        len_t from = area_left(c);
        out->wanted = arena_printf(c->arena, say(c, "%s，%d 字", "%s, %d characters"),
                                   say_mm(c, edge - from), st->characters);
        out->measured = say_mm(c, right - from);
        if (hanzi)
            out->measured = arena_printf(c->arena, say(c, "%s，%d 字", "%s, %d characters"),
                                         out->measured, hanzi);
    }
}

/* 7.3.3: page 1 must show text. */
void measure_page_one(const struct conform *c, const struct clause *item, struct result *out)
{
    const struct line *first = line_next(c, item->element, NULL);
    if (!first)
        return;
    result_set(out, first->page == 0, first->page);
    out->wanted = say(c, "首页显示正文", "text on page 1");
    out->measured = first->page == 0 ? say(c, "有", "there is") : say(c, "没有", "none");
}
