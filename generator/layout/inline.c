/*
 * What stands in running text: plain text, emphasis, references with their links, and 脚注: a mark
 * in the text, and the note's lines for the foot of the page that has it.
 */
#include "base/buf.h"
#include "base/utf8.h"
#include "layout/diag.def"
#include "layout/layout_int.h"

/* ---- footnotes ---- */

/* ① … ⑳, and (21) from there on. */
static struct text footnote_mark(const struct setting *s, int n, struct pos pos)
{
    enum { CIRCLED_ONE = 0x2460, CIRCLED = 20 };
    struct buf b = {0};
    if (n <= CIRCLED)
        buf_code(&b, (uint32_t)(CIRCLED_ONE + n - 1));
    else
        buf_printf(&b, "（%d）", n);
    struct text mark = text_from_utf8(s->arena, b.p, pos);
    buf_drop(&b);
    return mark;
}

len_t inline_notes_height(const struct style *st, const struct footnote *notes, bool first)
{
    len_t height = notes && first ? 2 * st->footnote_above : 0;
    for (; notes; notes = notes->next)
        height += (len_t)notes->lines.n * st->footnote_pitch;
    return height;
}

/* Behind the notes that the row has already. False too when they would fill more than a page. */
static bool add_note(const struct setting *s, struct page_row *row, const struct flow_piece *note)
{
    const struct style *st = s->style;
    enum font_role body = font_role_named(st->body_role);
    struct span spans[] = {{.text = footnote_mark(s, note->number, note->pos), .role = body},
                           {.text = note->text, .role = body}};
    struct text_shape shape = {.size = st->footnote_size,
                               .pitch = st->footnote_size,
                               .width = st->area_width,
                               .turned_indent = st->footnote_size,
                               .align = ALIGN_JUSTIFY};
    struct footnote *added = ARENA_NEW(s->arena, struct footnote), **end = &row->notes;
    added->pos = note->pos;
    if (!text_set(setting_typesetter(s), spans, sizeof spans / sizeof *spans, &shape,
                  &added->lines))
        return false;
    while (*end)
        end = &(*end)->next;
    *end = added;
    if (row->box + inline_notes_height(st, row->notes, true) <= st->area_height)
        return true;
    diag(s->layout->diags, DIAG_L007, note->pos, NULL);
    return false;
}

/* ---- spans ---- */

/* 3.2026年 would read as one number: 3. 2026年. */
struct text inline_label(const struct setting *s, struct text label, struct text next)
{
    enum { NO_BREAK_SPACE = 0xA0 };
    bool digit = next.n && utf8_is_digit(next.cp[0]);
    if (!digit || !label.n || label.cp[label.n - 1] != '.')
        return label;
    struct text_builder b = {.arena = s->arena, .src = label.src};
    text_add_text(&b, label);
    text_add(&b, NO_BREAK_SPACE, label.at[label.n - 1]);
    return text_done(&b);
}

void inline_spans(const struct setting *s, struct inline_text *out, const struct flow_piece *i)
{
    inline_spans_in(s, out, i, font_role_named(s->style->body_role));
}

void inline_spans_in(const struct setting *s, struct inline_text *out, const struct flow_piece *i,
                     enum font_role role)
{
    size_t n = 0;
    for (const struct flow_piece *p = i; p; p = p->next)
        n++;
    VEC_RESERVE(s->arena, &out->spans, n);
    VEC_RESERVE(s->arena, &out->from, n);
    for (; i; i = i->next) {
        struct span span = {.text = i->text, .role = role};
        switch (i->kind) {
        case PIECE_TEXT:
        case PIECE_REFERENCE:
            break;
        case PIECE_EMPHASIS:
            span.role = font_role_named(s->style->emphasis_role);
            break;
        case PIECE_DELETED:
            span.rule = RULE_THROUGH;
            break;
        case PIECE_INSERTED:
            span.role = font_role_named(s->style->emphasis_role);
            span.rule = RULE_UNDER;
            break;
        case PIECE_FOOTNOTE: /* the mark in the text is small and raised */
            span = (struct span){.text = footnote_mark(s, i->number, i->pos),
                                 .role = font_role_named(s->style->body_role),
                                 .raise = s->style->footnote_raise,
                                 .scale = s->style->footnote_scale};
            break;
        case PIECE_MARK:
            span = mark_span(s, i, role);
            break;
        }
        span.tied = i->tied;
        VEC_PUSH(s->arena, &out->spans, span);
        VEC_PUSH(s->arena, &out->from, i);
    }
}

void inline_add(const struct setting *s, struct inline_text *out, struct text text,
                enum font_role role)
{
    VEC_PUSH(s->arena, &out->spans, ((struct span){.text = text, .role = role}));
    VEC_PUSH(s->arena, &out->from, NULL);
}

/* ---- links and notes of a line ---- */

/* A reference leads to the first page of its attachment. */
static void add_link(const struct setting *s, struct page_row *row, struct page_link link)
{
    struct page_link *links = ARENA_ARRAY(s->arena, struct page_link, row->n_links + 1);
    for (size_t k = 0; k < row->n_links; k++)
        links[k] = row->links[k];
    links[row->n_links++] = link;
    row->links = links;
}

/* The glyphs of each span together. A span may go on on the next line: its footnote belongs to the
 * line where it starts. */
bool inline_attach_line(const struct setting *s, struct page_row *row, const struct set_line *line,
                        const struct inline_text *text)
{
    const struct set_glyph *g = line->glyphs;
    for (size_t k = 0, end; k < line->n; k = end) {
        const struct flow_piece *i = text->from.v[g[k].span];
        for (end = k + 1; end < line->n && g[end].span == g[k].span;)
            end++;
        len_t width = (end < line->n ? g[end].x : line->width) - g[k].x;
        if (i && i->kind == PIECE_REFERENCE && i->anchor)
            add_link(
                s, row,
                (struct page_link){i->anchor, line->x + g[k].x, 0, width, s->style->body_size});
        if (i && i->kind == PIECE_FOOTNOTE && !add_note(s, row, i))
            return false;
    }
    return true;
}

bool inline_attach(const struct setting *s, struct rows *rows, size_t first, struct set_lines lines,
                   const struct inline_text *text)
{
    for (size_t k = 0; k < lines.n; k++)
        if (!inline_attach_line(s, &rows->list.v[first + k], &lines.v[k], text))
            return false;
    return true;
}
