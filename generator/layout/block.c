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

/* Neither the first line of a paragraph nor its last stands alone on a page. */
static void keep_company(struct rows *rows, size_t first)
{
    size_t n = rows->list.n;
    if (n - first < 2)
        return;
    rows->list.v[first].keep = true;
    rows->list.v[n - 2].keep = true;
}

static struct text_shape paragraph_shape(const struct layout *l)
{
    struct text_shape shape = body_shape(l);
    shape.first_indent = l->style->body_indent;
    return shape;
}

/* Once they are rows, nobody needs the lines. */
static bool add_shaped(struct layout *l, struct rows *rows, const struct inline_text *text,
                       const struct text_shape *shape, enum element element)
{
    struct set_lines lines;
    size_t first = rows->list.n;
    struct arena_mark before = arena_mark(l->line_arena);
    struct arena *last = text_use_arena(l->text, l->line_arena);
    bool ok = text_set(l->text, text->spans.v, text->spans.n, shape, &lines);
    text_use_arena(l->text, last);
    if (ok)
        rows_add_lines(l, rows, lines, 0, element);
    if (ok && !l->style->lone_lines)
        keep_company(rows, first);
    ok = ok && inline_attach(l, rows, first, lines, text);
    arena_reset(l->line_arena, before);
    return ok;
}

static bool add_paragraph(struct layout *l, struct rows *rows, const struct inline_text *text,
                          enum element element)
{
    struct text_shape shape = paragraph_shape(l);
    return add_shaped(l, rows, text, &shape, element);
}

static bool paragraph_rows(struct layout *l, struct rows *rows, const struct block *b)
{
    struct inline_text text = {0};
    inline_spans(l, &text, b->inlines);
    return add_paragraph(l, rows, &text, ELEMENT_TEXT);
}

static bool list_rows(struct layout *l, struct rows *rows, const struct block *list)
{
    for (const struct block *b = list->first; b; b = b->next) {
        struct inline_text text = {0};
        inline_add(l, &text, text_from_utf8(l->arena, l->style->list_mark, b->pos),
                   role_of(l->style->body_role));
        inline_spans(l, &text, b->inlines);
        if (!add_paragraph(l, rows, &text, ELEMENT_TEXT))
            return false;
    }
    return true;
}

static bool contact_rows(struct layout *l, struct rows *rows, const struct block *b)
{
    struct inline_text text = {0};
    inline_add(l, &text, b->text, role_of(l->style->body_role));
    struct text_shape shape = paragraph_shape(l);
    shape.align = ALIGN_LEFT; /* an e-mail address turns whole: the line before is not stretched */
    return add_shaped(l, rows, &text, &shape, ELEMENT_CONTACT);
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

/* The heading, or the number, and the paragraph that shares its line. */
static bool heading_rows(struct layout *l, struct rows *rows, const struct block *s, bool shares)
{
    enum font_role body = role_of(l->style->body_role), own = level_role(l, s->level);
    struct inline_text text = {0};
    size_t first = rows->list.n;
    struct text next = s->text.n ? s->text : shares ? s->first->inlines->text : s->text;
    inline_add(l, &text, label_before(l, s->label, next), s->text.n ? own : body);
    if (s->text.n)
        inline_add(l, &text, s->text, own);
    if (shares)
        inline_spans(l, &text, s->first->inlines);
    if (!add_paragraph(l, rows, &text, s->text.n && !shares ? ELEMENT_HEADING : ELEMENT_TEXT))
        return false;
    if (s->text.n) {
        rows->list.v[first].mark = mark_title(l, s);
        rows->list.v[first].mark_level = s->level + BOOKMARK_BELOW_TITLE;
        if (l->listed)
            rows->list.v[first].anchor = arena_printf(l->arena, "heading-%d", ++l->headings);
    }
    for (size_t i = first; !shares && i < rows->list.n; i++)
        rows->list.v[i].keep = true; /* a heading stays with what follows it */
    return true;
}

static bool section_rows(struct layout *l, struct rows *rows, const struct block *s)
{
    bool shares = (s->run_in || !s->text.n) && s->first && s->first->kind == BLOCK_PARAGRAPH;
    if (!heading_rows(l, rows, s, shares))
        return false;
    return block_list_rows(l, rows, shares ? s->first->next : s->first);
}

static bool table_block_rows(struct layout *l, struct rows *rows, const struct block *b)
{
    return !b->table || table_rows(l, rows, b->table);
}

static bool vehicles_rows(struct layout *l, struct rows *rows, const struct block *b)
{
    return block_list_rows(l, rows, b->first);
}

/* By what resolve/ made of it: a table; a paragraph, or one that introduces tiers; tiers. */
static bool roster_block_rows(struct layout *l, struct rows *rows, const struct block *b)
{
    if (b->table)
        return table_block_rows(l, rows, b);
    if (b->inlines && !paragraph_rows(l, rows, b))
        return false;
    if (b->roster->form == ROSTER_WORDS)
        return true;
    if (b->inlines)
        rows->list.v[rows->list.n - 1].keep = true;
    return roster_rows(l, rows, b);
}

bool block_rows(struct layout *l, struct rows *rows, const struct block *b)
{
    static bool (*const by_kind[])(struct layout *, struct rows *, const struct block *) = {
        [BLOCK_PARAGRAPH] = paragraph_rows,
        [BLOCK_SECTION] = section_rows,
        [BLOCK_LIST] = list_rows,
        [BLOCK_CONTACT] = contact_rows,
        [BLOCK_TABLE] = table_block_rows,
        [BLOCK_TASK_LIST] = table_block_rows,
        [BLOCK_TASK_INDEX] = table_block_rows,
        [BLOCK_VEHICLES] = vehicles_rows,
        [BLOCK_ROSTER] = roster_block_rows,
        [BLOCK_OFFICE] = roster_block_rows,
        [BLOCK_TEAMS] = teams_rows,
        [BLOCK_FORM] = form_rows,
        [BLOCK_FLOW] = figure_rows,
        [BLOCK_TASK_CHECK] = table_block_rows,
    };
    return by_kind[b->kind](l, rows, b);
}

bool block_list_rows(struct layout *l, struct rows *rows, const struct block *first)
{
    for (const struct block *b = first; b; b = b->next)
        if (!block_rows(l, rows, b))
            return false;
    return true;
}
