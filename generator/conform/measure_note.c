/* 目录 and 脚注: the standard is silent on their form, so the profile and common sense say what is
 * right. A number in the contents must be that of the page it sends its reader to. */
#include <string.h>

#include "conform/conform_int.h"

/* ---- 目录 ---- */

/* An entry as it is read: the words of its heading and the number behind them. */
struct toc_entry {
    VEC(uint32_t) title;
    int number; /* 0: the entry goes on in the next line */
    size_t page;
};

static bool is_leader(const struct conform *c, uint32_t cp)
{
    const char *p = c->style->toc_leader, *end = p + strlen(p);
    while (p < end)
        if (utf8_next(&p, end) == cp)
            return true;
    return false;
}

/* Its number is digits behind a leader, or at the right edge; a heading's own last digits, where it
 * turns over, are neither. */
static void read_entry_line(const struct conform *c, const struct page_line *l, struct toc_entry *e)
{
    size_t digits = l->chars.n;
    while (digits && utf8_is_digit(l->chars.v[digits - 1].cp))
        digits--;
    bool led = digits && is_leader(c, l->chars.v[digits - 1].cp);
    if (!led && !is_near(line_right(l, 0), area_right(c), TOLERANCE))
        digits = l->chars.n;
    size_t end = digits;
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
static bool is_entry(const struct conform *c, const struct page_line *l)
{
    return is_near(line_size(l), c->style->body_size, TOLERANCE);
}

/* The words begin at this line; headings turn over into the next lines of their element. */
static bool words_begin_at(const struct conform *c, const struct page_line *l,
                           const struct toc_entry *e)
{
    const struct page_line *end = c->lines.v + c->lines.n;
    size_t at = 0;
    for (const struct page_line *first = l; l < end && l->page == first->page; l++)
        for (size_t i = 0; l->element == first->element && i < l->chars.n; i++, at++)
            if (at == e->title.n || l->chars.v[i].cp != e->title.v[at])
                return at == e->title.n;
    return at == e->title.n;
}

static bool stands_on_its_page(const struct conform *c, const struct toc_entry *e)
{
    for (size_t page = 0; page < c->papers.n; page++)
        for (const struct page_line *l = NULL;
             c->papers.v[page].number == e->number && (l = line_of_page(c, page, l));)
            if (l->element != ELEMENT_TOC && words_begin_at(c, l, e))
                return true;
    return false;
}

static const char *entry_text(const struct conform *c, const struct toc_entry *e)
{
    struct buf b = {0};
    for (size_t i = 0; i < e->title.n; i++)
        buf_code(&b, e->title.v[i]);
    buf_printf(&b, "…%d", e->number);
    const char *text = arena_strndup(c->arena, b.p, b.n);
    buf_drop(&b);
    return text;
}

void measure_toc_pages(struct measurement *m)
{
    struct toc_entry e = {.number = 0};
    for (EACH_LINE(l, m)) {
        if (!is_entry(m->c, l))
            continue;
        read_entry_line(m->c, l, &e);
        if (!e.number)
            continue;
        bool ok = stands_on_its_page(m->c, &e);
        result_set(m, ok, e.page,
                   result_words(m, "页码与标题所在页一致", "the numbers of their pages"),
                   ok ? result_words(m, "一致", "they are") : entry_text(m->c, &e));
        e = (struct toc_entry){.number = 0};
    }
}

/* All numbers end at the type area's right edge. */
void measure_toc_right(struct measurement *m)
{
    len_t edge = area_right(m->c);
    for (EACH_LINE(l, m))
        if (is_entry(m->c, l) && utf8_is_digit(line_last_char(l)))
            result_near(m, l->page, edge, line_right(l, edge));
}

/* ---- 脚注 ---- */

static bool starts_note(const struct page_line *l, len_t flush)
{
    uint32_t first = line_first_char(l);
    bool mark = first == U'（' || (first >= U'①' && first <= U'⑳');
    return mark && l->chars.v[0].left <= flush + line_size(l) / 2;
}

/* The marks that the notes of a page begin with, one behind the other. A note begins flush left;
 * its turned lines do not. */
static void add_marks_of_notes(const struct conform *c, size_t page, struct buf *out)
{
    len_t flush = INT32_MAX;
    for (const struct page_line *l = NULL; (l = line_of_page(c, page, l));)
        if (l->element == ELEMENT_FOOTNOTE)
            flush = len_min(flush, l->chars.v[0].left);
    for (const struct page_line *l = NULL; (l = line_of_page(c, page, l));) {
        if (l->element != ELEMENT_FOOTNOTE || !starts_note(l, flush))
            continue;
        size_t i = 0;
        do
            buf_code(out, l->chars.v[i].cp);
        while (line_first_char(l) == U'（' && l->chars.v[i].cp != U'）' && ++i < l->chars.n);
    }
}

/* Each note stands at the foot of the page that has its mark. */
void measure_note_page(struct measurement *m)
{
    const struct conform *c = m->c;
    for (size_t page = 0, mark = 0; page < c->papers.n; page++) {
        struct buf text = {0}, notes = {0};
        for (; mark < c->marks.n && c->marks.v[mark].page == page; mark++)
            buf_code(&text, c->marks.v[mark].cp);
        add_marks_of_notes(c, page, &notes);
        if (text.n || notes.n)
            result_set(m, text.n == notes.n && memcmp(text.p, notes.p, text.n) == 0, page,
                       arena_printf(c->arena,
                                    result_words(m, "文中注号 %s", "marks in the text: %s"),
                                    text.n ? text.p : ""),
                       arena_printf(c->arena, result_words(m, "脚注 %s", "notes: %s"),
                                    notes.n ? notes.p : ""));
        buf_drop(&text);
        buf_drop(&notes);
    }
}

void measure_note_rule(struct measurement *m)
{
    for (size_t i = 0; i < m->c->rules.n; i++) {
        const struct page_rule *r = &m->c->rules.v[i];
        if (r->element == m->clause->element)
            result_near(m, r->page, result_wanted(m), r->rule.x2 - r->rule.x1);
    }
}
