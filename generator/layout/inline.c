/* What stands in running text: plain text, emphasis, references with their links, footnote marks.
 */
#include "layout/layout_int.h"

/* 3.2026年 would read as one number: 3. 2026年. */
struct text label_before(struct layout *l, struct text label, struct text next)
{
    enum { NO_BREAK_SPACE = 0xA0 };
    bool digit = next.n && next.cp[0] >= '0' && next.cp[0] <= '9';
    if (!digit || !label.n || label.cp[label.n - 1] != '.')
        return label;
    struct text_builder b = {.arena = l->arena, .src = label.src};
    text_add_text(&b, label);
    text_add(&b, NO_BREAK_SPACE, label.at[label.n - 1]);
    return text_done(&b);
}

void inline_spans(struct layout *l, struct inline_text *out, const struct inline_item *i)
{
    inline_spans_in(l, out, i, role_of(l->style->body_role));
}

void inline_spans_in(struct layout *l, struct inline_text *out, const struct inline_item *i,
                     enum font_role role)
{
    for (; i; i = i->next) {
        struct span span = {.text = i->text, .role = role};
        if (i->kind == INLINE_EMPHASIS)
            span.role = role_of(l->style->emphasis_role);
        if (i->kind == INLINE_FOOTNOTE)
            span = footnote_span(l, i);
        if (i->kind == INLINE_MARK)
            span = mark_span(l, i, role);
        span.tied = i->tied;
        VEC_PUSH(l->arena, &out->spans, span);
        VEC_PUSH(l->arena, &out->from, i);
    }
}

void inline_add(struct layout *l, struct inline_text *out, struct text text, enum font_role role)
{
    VEC_PUSH(l->arena, &out->spans, ((struct span){.text = text, .role = role}));
    VEC_PUSH(l->arena, &out->from, NULL);
}

/* Glyphs of a line from first on that come from its span. */
static size_t span_length(const struct set_line *line, size_t first)
{
    size_t n = first + 1;
    while (n < line->n && line->glyphs[n].span == line->glyphs[first].span)
        n++;
    return n - first;
}

static const struct part *find_attachment(const struct part *p, int number)
{
    while (p && p->number != number && !(p->number == 0 && number == 1))
        p = p->next;
    return p;
}

/* A reference leads to the first page of its attachment. */
static void add_link(struct layout *l, struct row *row, const struct inline_item *i, len_t from,
                     len_t to)
{
    const struct part *p = find_attachment(l->attachments, i->target);
    if (!p)
        p = find_attachment(l->doc->attachments, i->target);
    struct page_link *links = ARENA_ARRAY(l->arena, struct page_link, row->n_links + 1);
    if (!p)
        return;
    for (size_t k = 0; k < row->n_links; k++)
        links[k] = row->links[k];
    links[row->n_links++] =
        (struct page_link){part_anchor(l, p), from, 0, to - from, l->style->body_size};
    row->links = links;
}

/* A span may go on on the next line: its footnote belongs to the line where it starts. */
bool inline_attach_line(struct layout *l, struct row *row, const struct set_line *line,
                        const struct inline_text *text)
{
    for (size_t k = 0, n; k < line->n; k += n) {
        n = span_length(line, k);
        const struct inline_item *i = text->from.v[line->glyphs[k].span];
        len_t to = k + n < line->n ? line->glyphs[k + n].x : line->width;
        if (i && i->kind == INLINE_REFERENCE)
            add_link(l, row, i, line->x + line->glyphs[k].x, line->x + to);
        if (i && i->kind == INLINE_FOOTNOTE && !footnote_add(l, row, i))
            return false;
    }
    return true;
}

bool inline_attach(struct layout *l, struct rows *rows, size_t first, struct set_lines lines,
                   const struct inline_text *text)
{
    for (size_t k = 0; k < lines.n; k++)
        if (!inline_attach_line(l, &rows->list.v[first + k], &lines.v[k], text))
            return false;
    return true;
}
