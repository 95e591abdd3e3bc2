/* 目录, 脚注, 公开方式: the standard is silent on their form, so the profile and common sense say
 * what is right. A number in the contents must be that of the page it sends its reader to. */
#include <string.h>

#include "base/utf8.h"
#include "conform/conform_int.h"

static bool is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

/* ---- 目录 ---- */

/* An entry as it is read: the words of its heading and the number behind them. */
struct entry {
    VEC(uint32_t) title;
    int number; /* 0: the entry goes on in the next line */
    size_t page;
};

static bool is_leader(const struct conform *c, uint32_t cp)
{
    const char *p = c->options.style->toc_leader, *end = p + strlen(p);
    while (p < end)
        if (utf8_next(&p, end) == cp)
            return true;
    return false;
}

/* Where the number begins: digits behind a leader, or at the right edge; a heading's own last
 * digits, where it turns over, are neither. */
static size_t number_from(const struct conform *c, const struct line *l)
{
    size_t i = l->chars.n;
    while (i && is_digit(l->chars.v[i - 1].cp))
        i--;
    bool led = i && is_leader(c, l->chars.v[i - 1].cp);
    return led || is_near(line_right(l, 0), area_right(c), TOLERANCE) ? i : l->chars.n;
}

static void read_entry_line(const struct conform *c, const struct line *l, struct entry *e)
{
    size_t digits = number_from(c, l), end = digits;
    while (end && digits < l->chars.n && is_leader(c, l->chars.v[end - 1].cp))
        end--;
    for (size_t i = 0; i < end; i++)
        VEC_PUSH(c->arena, &e->title, l->chars.v[i].cp);
    e->number = 0;
    e->page = l->page;
    for (size_t i = digits; i < l->chars.n && e->number < INT32_MAX / 100; i++)
        e->number = e->number * 10 + (int)(l->chars.v[i].cp - '0');
}

/* The title of the contents is larger than their entries. */
static bool is_entry(const struct conform *c, const struct line *l)
{
    return is_near(line_size(l), c->options.style->body_size, TOLERANCE);
}

/* The words begin at this line; headings turn over into the next lines of their element. */
static bool words_begin_at(const struct conform *c, const struct line *l, const struct entry *e)
{
    const struct line *end = c->lines.v + c->lines.n;
    size_t at = 0;
    for (const struct line *first = l; l < end && l->page == first->page; l++)
        for (size_t i = 0; l->element == first->element && i < l->chars.n; i++, at++)
            if (at == e->title.n || l->chars.v[i].cp != e->title.v[at])
                return at == e->title.n;
    return at == e->title.n;
}

static bool stands_on_its_page(const struct conform *c, const struct entry *e)
{
    for (size_t i = 0; i < c->lines.n; i++) {
        const struct line *l = &c->lines.v[i];
        if (l->element != ELEMENT_TOC && c->sheets.v[l->page].number == e->number &&
            words_begin_at(c, l, e))
            return true;
    }
    return false;
}

static const char *entry_text(const struct conform *c, const struct entry *e)
{
    struct buf b = {0};
    for (size_t i = 0; i < e->title.n; i++)
        buf_code(&b, e->title.v[i]);
    buf_printf(&b, "…%d", e->number);
    const char *text = arena_strndup(c->arena, b.p, b.n);
    buf_drop(&b);
    return text;
}

void measure_toc_pages(const struct conform *c, const struct clause *item, struct result *out)
{
    struct entry e = {.number = 0};
    for (const struct line *l = NULL; (l = line_next(c, item->element, l));) {
        if (!is_entry(c, l))
            continue;
        read_entry_line(c, l, &e);
        if (!e.number)
            continue;
        bool ok = stands_on_its_page(c, &e);
        result_set(out, ok, e.page);
        out->wanted = say(c, "页码与标题所在页一致", "the numbers of their pages");
        out->measured = ok ? say(c, "一致", "they are") : entry_text(c, &e);
        if (!ok)
            return;
        e = (struct entry){.number = 0};
    }
}

/* All numbers end at the type area's right edge. */
void measure_toc_right(const struct conform *c, const struct clause *item, struct result *out)
{
    len_t wanted = area_right(c);
    for (const struct line *l = NULL; (l = line_next(c, item->element, l));) {
        if (!is_entry(c, l) || !is_digit(line_last_char(l)) || out->verdict == VERDICT_BREACHES)
            continue;
        len_t right = line_right(l, wanted);
        result_set(out, is_near(right, wanted, TOLERANCE), l->page);
        result_len(c, out, wanted, right);
    }
}

/* ---- 脚注 ---- */

enum { CIRCLED_ONE = 0x2460, CIRCLED_LAST = 0x2473, OPEN = 0xFF08, CLOSE = 0xFF09 };

/* The marks of a page, one behind the other: those in its text, and those that its notes begin
 * with. A note begins flush left; its turned lines do not. */
static void marks_of_text(const struct conform *c, size_t page, struct buf *out)
{
    for (size_t i = 0; i < c->marks.n; i++)
        if (c->marks.v[i].page == page)
            buf_code(out, c->marks.v[i].cp);
}

static bool starts_note(const struct line *l, len_t flush)
{
    uint32_t first = l->chars.v[0].cp;
    bool mark = first == OPEN || (first >= CIRCLED_ONE && first <= CIRCLED_LAST);
    return mark && l->chars.v[0].left <= flush + line_size(l) / 2;
}

static void marks_of_notes(const struct conform *c, size_t page, struct buf *out)
{
    len_t flush = INT32_MAX;
    for (const struct line *l = NULL; (l = line_next_any(c, ELEMENT_FOOTNOTE, l));)
        if (l->page == page)
            flush = len_min(flush, l->chars.v[0].left);
    for (const struct line *l = NULL; (l = line_next_any(c, ELEMENT_FOOTNOTE, l));) {
        if (l->page != page || !starts_note(l, flush))
            continue;
        size_t i = 0;
        do
            buf_code(out, l->chars.v[i].cp);
        while (l->chars.v[0].cp == OPEN && l->chars.v[i].cp != CLOSE && ++i < l->chars.n);
    }
}

/* Each note stands at the foot of the page that has its mark. */
void measure_note_page(const struct conform *c, const struct clause *item, struct result *out)
{
    (void)item;
    for (size_t page = 0; page < c->sheets.n && out->verdict != VERDICT_BREACHES; page++) {
        struct buf text = {0}, notes = {0};
        marks_of_text(c, page, &text);
        marks_of_notes(c, page, &notes);
        if (text.n || notes.n) {
            bool ok = text.n == notes.n && memcmp(text.p, notes.p, text.n) == 0;
            result_set(out, ok, page);
            out->wanted = arena_printf(c->arena, say(c, "文中注号 %s", "marks in the text: %s"),
                                       text.n ? text.p : "");
            out->measured =
                arena_printf(c->arena, say(c, "脚注 %s", "notes: %s"), notes.n ? notes.p : "");
        }
        buf_drop(&text);
        buf_drop(&notes);
    }
}

void measure_note_rule(const struct conform *c, const struct clause *item, struct result *out)
{
    len_t wanted = style_len_of(c->options.style, item->key);
    for (size_t i = 0; i < c->rules.n && out->verdict != VERDICT_BREACHES; i++) {
        const struct page_rule *r = &c->rules.v[i];
        if (r->element != item->element)
            continue;
        len_t width = r->rule.x2 - r->rule.x1;
        result_set(out, is_near(width, wanted, TOLERANCE), r->page);
        result_len(c, out, wanted, width);
    }
}

/* ---- 公开方式 ---- */

/* The imprint's first rule, or what stands first in an imprint without rules. */
static bool imprint_top(const struct conform *c, size_t page, len_t *out)
{
    *out = INT32_MAX;
    for (size_t i = 0; i < c->rules.n; i++)
        if (c->rules.v[i].element == ELEMENT_IMPRINT_RULE && c->rules.v[i].page == page)
            *out = len_min(*out, c->rules.v[i].rule.y1);
    for (const struct line *l = NULL; *out == INT32_MAX && (l = line_next(c, ELEMENT_CC, l));)
        if (l->page == page)
            *out = line_top(l);
    return *out < INT32_MAX;
}

/* On the line above the imprint; in a document without one, on the last line of the type area. */
void measure_disclosure_place(const struct conform *c, const struct clause *item,
                              struct result *out)
{
    const struct line *last = NULL;
    len_t below, most = c->options.style->line_pitch;
    for (const struct line *l = NULL; (l = line_next(c, item->element, l));)
        last = l;
    if (!last)
        return;
    if (!imprint_top(c, last->page, &below))
        below = area_lower(c);
    len_t gap = below - line_bottom(last);
    result_set(out, gap >= -TOLERANCE && gap < most, last->page);
    result_len(c, out, most, gap);
    out->wanted =
        arena_printf(c->arena, say(c, "紧接版记，＜ %s", "next to it, < %s"), out->wanted);
}
