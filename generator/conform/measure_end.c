/* 附件, 版记 and 页码 (7.3.7, 7.4, 7.5). */
#include <stdlib.h>
#include <string.h>

#include "conform/conform_int.h"

/* Nothing of the text stands above it on its page. */
void measure_new_page(const struct conform *c, const struct clause *item, struct result *out)
{
    for (const struct line *l = NULL; (l = line_next(c, item->element, l));) {
        const struct line *above = line_before(c, l);
        if (out->verdict == VERDICT_BREACHES)
            return;
        result_set(out, !above, l->page);
        out->wanted = say(c, "另面编排", "a new page");
        out->measured = above ? line_text(c, above) : say(c, "页首", "at the head");
    }
}

static void judge_line(const struct conform *c, struct result *out, const struct line *l,
                       int64_t row)
{
    const struct style *st = c->options.style;
    len_t wanted = style_line_top(st, row), top = line_top(l);
    len_t centre = wanted + st->body_size / 2;
    if (out->verdict == VERDICT_BREACHES)
        return;
    /* larger type stands on a line by its boxes' top, or by their centres */
    bool ok = is_near(top, wanted, TOLERANCE) || is_near(l->centre, centre, TOLERANCE);
    result_set(out, ok, l->page);
    result_len(c, out, wanted, top);
}

void measure_label_line(const struct conform *c, const struct clause *item, struct result *out)
{
    for (const struct line *l = NULL; (l = line_next(c, item->element, l));)
        judge_line(c, out, l, 0);
    for (const struct line *l = NULL; (l = line_next(c, item->element, l));)
        if (!is_near(line_left(l, area_left(c)), area_left(c), TOLERANCE)) {
            result_set(out, false, l->page);
            result_len(c, out, area_left(c), line_left(l, area_left(c)));
        }
}

void measure_title_line(const struct conform *c, const struct clause *item, struct result *out)
{
    enum { THIRD = 2 };
    for (const struct line *l = NULL; (l = line_next(c, item->element, l));)
        if (l == c->lines.v || l[-1].element != item->element)
            judge_line(c, out, l, THIRD);
}

/* 7.3.7: what the notes say, an entry for each attachment, against labels and titles. */
struct texts {
    VEC(const char *) list;
};

/* Lines of an element as one text, cut where start says that another begins. */
static void gather(const struct conform *c, enum element element, struct texts *out,
                   bool (*starts)(const char *text))
{
    for (const struct line *l = NULL; (l = line_next_any(c, element, l));) {
        const char *text = line_text(c, l);
        if (!out->list.n || starts(text))
            VEC_PUSH(c->arena, &out->list, text);
        else
            out->list.v[out->list.n - 1] =
                arena_printf(c->arena, "%s%s", out->list.v[out->list.n - 1], text);
    }
}

static bool starts_note(const char *text)
{
    return strncmp(text, "附件：", strlen("附件：")) == 0;
}

static const char *label_number(const char *label)
{
    const char *at = strstr(label, "附件");
    return at ? at + strlen("附件") : "";
}

/* An attachment's title: its lines from the label on. */
static const char *title_after(const struct conform *c, const struct line *label)
{
    const char *title = "";
    const struct line *l = line_next_any(c, ELEMENT_ATTACHMENT_TITLE, label);
    size_t page = l ? l->page : 0;
    for (; l && l->page == page; l = line_next_any(c, ELEMENT_ATTACHMENT_TITLE, l))
        title = arena_printf(c->arena, "%s%s", title, line_text(c, l));
    return title;
}

/* The note that the attachments on the pages call for: a text for each numbering. */
static void gather_wanted(const struct conform *c, struct texts *out)
{
    for (const struct line *l = NULL; (l = line_next_any(c, ELEMENT_ATTACHMENT_LABEL, l));) {
        const char *number = label_number(line_text(c, l)), *title = title_after(c, l);
        bool only = !*number;
        if (only || strcmp(number, "1") == 0 || !out->list.n)
            VEC_PUSH(c->arena, &out->list, "附件：");
        const char **last = &out->list.v[out->list.n - 1];
        *last = arena_printf(c->arena, "%s%s%s%s", *last, number, only ? "" : ".", title);
    }
}

static bool is_among(const struct texts *t, const char *text)
{
    for (size_t i = 0; i < t->list.n; i++)
        if (strcmp(t->list.v[i], text) == 0)
            return true;
    return false;
}

void measure_agreement(const struct conform *c, const struct clause *item, struct result *out)
{
    struct texts notes = {0}, wanted = {0};
    const struct line *first = line_next(c, item->element, NULL);
    gather(c, item->element, &notes, starts_note);
    gather_wanted(c, &wanted);
    if (!first || !wanted.list.n)
        return;
    result_set(out, notes.list.n == wanted.list.n, first->page);
    out->wanted = say(c, "与附件一致", "as the attachments say");
    out->measured = say(c, "一致", "they agree");
    for (size_t i = 0; i < notes.list.n; i++)
        if (!is_among(&wanted, notes.list.v[i]))
            out->verdict = VERDICT_BREACHES;
    if (out->verdict == VERDICT_BREACHES)
        out->measured = say(c, "不一致", "they differ");
}

/* 版记 */

/* Attachments that are not bound with the document follow it and count their own pages (7.3.7). */
static bool starts_loose_part(const struct conform *c, size_t page)
{
    return page > 0 && c->sheets.v[page].number == 1;
}

size_t bound_pages(const struct conform *c)
{
    size_t n = 1;
    while (n < c->sheets.n && !starts_loose_part(c, n))
        n++;
    return n;
}

void measure_imprint_page(const struct conform *c, const struct clause *item, struct result *out)
{
    const struct line *l = line_next(c, item->element, NULL);
    if (!l)
        return;
    result_set(out, l->page + 1 == bound_pages(c), l->page);
    out->wanted = say(c, "最后一面", "the last page");
    out->measured = arena_printf(c->arena, say(c, "第 %d 面", "page %d"), (int)l->page + 1);
}

/* Rules of an element by height: the last is the lowest. */
static const struct page_rule *lowest(const struct conform *c, enum element e)
{
    const struct page_rule *low = NULL;
    for (size_t i = 0; i < c->rules.n; i++)
        if (c->rules.v[i].element == e && (!low || c->rules.v[i].rule.y1 > low->rule.y1))
            low = &c->rules.v[i];
    return low;
}

static const struct page_rule *highest(const struct conform *c, enum element e)
{
    const struct page_rule *high = NULL;
    for (size_t i = 0; i < c->rules.n; i++)
        if (c->rules.v[i].element == e && (!high || c->rules.v[i].rule.y1 < high->rule.y1))
            high = &c->rules.v[i];
    return high;
}

void measure_last_rule(const struct conform *c, const struct clause *item, struct result *out)
{
    const struct page_rule *low = lowest(c, item->element);
    if (!low)
        return;
    result_set(out, is_near(low->rule.y1, area_lower(c), TOLERANCE), low->page);
    result_len(c, out, area_lower(c), low->rule.y1);
}

void measure_imprint_width(const struct conform *c, const struct clause *item, struct result *out)
{
    len_t wanted = style_len_of(c->options.style, item->key);
    for (size_t i = 0; i < c->rules.n; i++) {
        const struct page_rule *r = &c->rules.v[i];
        if (r->element != item->element || out->verdict == VERDICT_BREACHES)
            continue;
        len_t width = r->rule.x2 - r->rule.x1;
        result_set(
            out, is_near(width, wanted, TOLERANCE) && is_near(r->rule.x1, area_left(c), TOLERANCE),
            r->page);
        result_len(c, out, wanted, width);
    }
}

/* First and last are thick, those between are thin. */
static void judge_thickness(const struct conform *c, const struct clause *item, bool outer,
                            struct result *out)
{
    enum { HAIR = 30 /* 0.01 mm */ };
    const struct page_rule *low = lowest(c, item->element), *high = highest(c, item->element);
    len_t wanted = style_len_of(c->options.style, item->key);
    for (size_t i = 0; i < c->rules.n; i++) {
        const struct page_rule *r = &c->rules.v[i];
        bool is_outer = r == low || r == high;
        if (r->element != item->element || is_outer != outer || out->verdict == VERDICT_BREACHES)
            continue;
        result_set(out, is_near(r->rule.thickness, wanted, HAIR), r->page);
        result_len(c, out, wanted, r->rule.thickness);
    }
}

void measure_outer_rules(const struct conform *c, const struct clause *item, struct result *out)
{
    judge_thickness(c, item, true, out);
}

void measure_inner_rules(const struct conform *c, const struct clause *item, struct result *out)
{
    judge_thickness(c, item, false, out);
}

/* 7.4.2: the copies end in a full stop. */
void measure_cc_end(const struct conform *c, const struct clause *item, struct result *out)
{
    enum { FULL_STOP = 0x3002 };
    result_last_mark(c, item, FULL_STOP, out);
}

/* 页码 */

/* The number between two dashes; 0: not written so. */
static int folio_number(const struct conform *c, const struct line *l)
{
    const char *text = line_text(c, l), *dash = "—";
    size_t n = strlen(text), d = strlen(dash);
    if (n < 2 * d || strncmp(text, dash, d) != 0 || strcmp(text + n - d, dash) != 0)
        return 0;
    char *end;
    long v = strtol(text + d, &end, 10);
    while (*end == ' ')
        end++;
    return strcmp(end, dash) == 0 && v > 0 && v < INT32_MAX ? (int)v : 0;
}

void measure_folio_form(const struct conform *c, const struct clause *item, struct result *out)
{
    for (const struct line *l = NULL; (l = line_next(c, item->element, l));) {
        if (out->verdict == VERDICT_BREACHES)
            return;
        result_set(out, folio_number(c, l) > 0, l->page);
        out->wanted = "— 1 —";
        out->measured = line_text(c, l);
    }
}

/* The dash's stroke, below the type area. */
bool dash_below_area(const struct conform *c, const struct line *line, len_t *out)
{
    const struct box *ink = &line->chars.v[0].ink;
    *out = (ink->top + ink->bottom) / 2 - area_lower(c);
    return true;
}

/* 7.5: odd pages at the right, even pages at the left, one character from the edge. */
void measure_folio_side(const struct conform *c, const struct clause *item, struct result *out)
{
    len_t wanted = style_len_of(c->options.style, item->key);
    for (const struct line *l = NULL; (l = line_next(c, item->element, l));) {
        bool odd = c->sheets.v[l->page].number % 2;
        len_t gap = odd ? area_right(c) - line_right(l, 0) : line_left(l, 0) - area_left(c);
        if (out->verdict == VERDICT_BREACHES)
            return;
        result_set(out, is_near(gap, wanted, TOLERANCE), l->page);
        result_len(c, out, wanted, gap);
    }
}

void measure_folio_numbers(const struct conform *c, const struct clause *item, struct result *out)
{
    int expected = 0;
    size_t page = 0;
    for (const struct line *l = NULL; (l = line_next(c, item->element, l));) {
        int number = folio_number(c, l);
        if (out->verdict == VERDICT_BREACHES)
            return;
        bool anew = !expected || starts_loose_part(c, l->page);
        expected = anew ? number : expected + (int)(l->page - page);
        page = l->page;
        result_set(out, number == expected, l->page);
        out->wanted = say(c, "连续", "consecutive");
        out->measured = line_text(c, l);
    }
}
