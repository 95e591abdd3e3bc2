/* 正文: paragraphs, headings of four levels, run-in headings, numbered paragraphs, lists. */
#include "layout/layout_int.h"

enum { BOOKMARK_BELOW_TITLE = 1 };

/* 7.3.3: 黑体, 楷体, 仿宋, 仿宋. */
static enum font_role level_role(const struct layout *l, int level)
{
    const struct style *st = l->style;
    const char *const names[] = {st->level_1, st->level_2, st->level_3, st->level_4};
    return role_of(names[level - 1]);
}

static bool add_paragraph(struct layout *l, struct rows *rows, const struct span spans[], size_t n,
                          struct row **first)
{
    struct text_shape shape = body_shape(l);
    shape.first_indent = l->style->body_indent;
    struct set_lines lines;
    if (!text_set(l->text, spans, n, &shape, &lines))
        return false;
    *first = rows_add_lines(l, rows, lines, 0);
    return true;
}

/* A paragraph's pieces, and what stands before them. */
struct spans {
    VEC(struct span) list;
};

static void add_inlines(struct layout *l, struct spans *spans, const struct inline_item *i)
{
    enum font_role body = role_of(l->style->body_role);
    for (; i; i = i->next)
        if (i->kind != INLINE_FOOTNOTE)
            VEC_PUSH(l->arena, &spans->list, ((struct span){i->text, body}));
}

static bool paragraph_rows(struct layout *l, struct rows *rows, const struct block *b)
{
    struct spans spans = {0};
    struct row *first;
    add_inlines(l, &spans, b->inlines);
    return add_paragraph(l, rows, spans.list.v, spans.list.n, &first);
}

static bool list_rows(struct layout *l, struct rows *rows, const struct block *list)
{
    enum font_role body = role_of(l->style->body_role);
    struct row *first;
    for (const struct block *b = list->first; b; b = b->next) {
        struct spans spans = {0};
        struct text mark = text_from_utf8(l->arena, l->style->list_mark, b->pos);
        VEC_PUSH(l->arena, &spans.list, ((struct span){mark, body}));
        add_inlines(l, &spans, b->inlines);
        if (!add_paragraph(l, rows, spans.list.v, spans.list.n, &first))
            return false;
    }
    return true;
}

static bool contact_rows(struct layout *l, struct rows *rows, const struct block *b)
{
    struct span span = {b->text, role_of(l->style->body_role)};
    struct row *first;
    return add_paragraph(l, rows, &span, 1, &first);
}

/* The heading's number and title, without the full stop of a run-in one. */
static const char *mark_title(struct layout *l, const struct block *section)
{
    enum { FULL_STOP = 0x3002 };
    struct text title = section->text;
    if (title.cp[title.n - 1] == FULL_STOP)
        title.n--;
    return arena_printf(l->arena, "%s%s", text_utf8(l->arena, section->label),
                        text_utf8(l->arena, title));
}

/* A heading on lines of its own stays with what follows it. */
static void keep_heading(struct rows *rows, struct row *first)
{
    for (struct row *r = first; r < rows->list.v + rows->list.n; r++)
        r->keep = true;
}

/* The heading, or the number, and the paragraph that shares its line. */
static bool heading_rows(struct layout *l, struct rows *rows, const struct block *s, bool shares)
{
    enum font_role body = role_of(l->style->body_role), own = level_role(l, s->level);
    struct spans spans = {0};
    VEC_PUSH(l->arena, &spans.list, ((struct span){s->label, s->text.n ? own : body}));
    if (s->text.n)
        VEC_PUSH(l->arena, &spans.list, ((struct span){s->text, own}));
    if (shares)
        add_inlines(l, &spans, s->first->inlines);
    struct row *first;
    if (!add_paragraph(l, rows, spans.list.v, spans.list.n, &first) || !first)
        return false;
    if (s->text.n) {
        first->mark = mark_title(l, s);
        first->mark_level = s->level + BOOKMARK_BELOW_TITLE;
    }
    if (!shares)
        keep_heading(rows, first);
    return true;
}

static bool section_rows(struct layout *l, struct rows *rows, const struct block *s)
{
    bool shares = (s->run_in || !s->text.n) && s->first && s->first->kind == BLOCK_PARAGRAPH;
    if (!heading_rows(l, rows, s, shares))
        return false;
    return block_rows(l, rows, shares ? s->first->next : s->first);
}

bool block_rows(struct layout *l, struct rows *rows, const struct block *first)
{
    static bool (*const by_kind[])(struct layout *, struct rows *, const struct block *) = {
        [BLOCK_PARAGRAPH] = paragraph_rows,
        [BLOCK_SECTION] = section_rows,
        [BLOCK_LIST] = list_rows,
        [BLOCK_CONTACT] = contact_rows,
    };
    for (const struct block *b = first; b; b = b->next)
        if (!by_kind[b->kind](l, rows, b))
            return false;
    return true;
}
