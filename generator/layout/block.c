/* 正文: paragraphs, headings of four levels, run-in headings, numbered paragraphs, lists. */
#include "layout/layout_int.h"

enum { BOOKMARK_BELOW_TITLE = 1 };

/* 7.3.3: 黑体, 楷体, 仿宋, 仿宋. */
static enum font_role level_role(const struct setting *s, int level)
{
    const struct style *st = s->style;
    const char *const names[] = {st->level_1, st->level_2, st->level_3, st->level_4};
    return font_role_named(names[level - 1]);
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

static struct text_shape paragraph_shape(const struct setting *s)
{
    struct text_shape shape = setting_shape(s);
    shape.first_indent = s->style->body_indent;
    return shape;
}

/* Once they are rows, nobody needs the lines. */
static bool add_shaped(const struct setting *s, struct rows *rows, const struct inline_text *text,
                       const struct text_shape *shape, enum element element)
{
    struct set_lines lines;
    size_t first = rows->list.n;
    struct setting passing = *s;
    passing.arena = s->layout->lines;
    struct arena_mark before = arena_mark(passing.arena);
    bool ok = text_set(setting_typesetter(&passing), text->spans.v, text->spans.n, shape, &lines);
    if (ok)
        rows_add_lines(s, rows, lines, 0, element);
    if (ok && !s->style->lone_lines)
        keep_company(rows, first);
    ok = ok && inline_attach(s, rows, first, lines, text);
    arena_reset(passing.arena, before);
    return ok;
}

static bool add_paragraph(const struct setting *s, struct rows *rows,
                          const struct inline_text *text, enum element element)
{
    struct text_shape shape = paragraph_shape(s);
    return add_shaped(s, rows, text, &shape, element);
}

static bool paragraph_rows(const struct setting *s, struct rows *rows, const struct block *b)
{
    struct inline_text text = {0};
    inline_spans(s, &text, b->inlines);
    return add_paragraph(s, rows, &text, ELEMENT_TEXT);
}

static bool list_rows(const struct setting *s, struct rows *rows, const struct block *list)
{
    for (const struct block *b = list->first; b; b = b->next) {
        struct inline_text text = {0};
        inline_add(s, &text, text_from_utf8(s->arena, s->style->list_mark, b->pos),
                   font_role_named(s->style->body_role));
        inline_spans(s, &text, b->inlines);
        if (!add_paragraph(s, rows, &text, ELEMENT_TEXT))
            return false;
    }
    return true;
}

static bool contact_rows(const struct setting *s, struct rows *rows, const struct block *b)
{
    struct inline_text text = {0};
    inline_add(s, &text, b->text, font_role_named(s->style->body_role));
    struct text_shape shape = paragraph_shape(s);
    shape.align = ALIGN_LEFT; /* an e-mail address turns whole: the line before is not stretched */
    return add_shaped(s, rows, &text, &shape, ELEMENT_CONTACT);
}

/* The heading's number and title, without the full stop of a run-in one. */
static const char *mark_title(const struct setting *s, const struct block *section)
{
    enum { FULL_STOP = 0x3002 };
    struct text title = section->text;
    if (title.cp[title.n - 1] == FULL_STOP)
        title.n--;
    return arena_printf(s->arena, "%s%s", text_utf8(s->arena, section->label),
                        text_utf8(s->arena, title));
}

/* The heading, or the number, and the paragraph that shares its line. */
static bool heading_rows(const struct setting *s, struct rows *rows, const struct block *section,
                         bool shares)
{
    enum font_role body = font_role_named(s->style->body_role), own = level_role(s, section->level);
    struct inline_text text = {0};
    size_t first = rows->list.n;
    struct text next = section->text.n ? section->text
                       : shares        ? section->first->inlines->text
                                       : section->text;
    inline_add(s, &text, inline_label(s, section->label, next), section->text.n ? own : body);
    if (section->text.n)
        inline_add(s, &text, section->text, own);
    if (shares)
        inline_spans(s, &text, section->first->inlines);
    if (!add_paragraph(s, rows, &text, section->text.n && !shares ? ELEMENT_HEADING : ELEMENT_TEXT))
        return false;
    if (section->text.n) {
        rows->list.v[first].mark = mark_title(s, section);
        rows->list.v[first].mark_level = section->level + BOOKMARK_BELOW_TITLE;
        if (s->listed)
            rows->list.v[first].anchor = arena_printf(s->arena, "heading-%d", ++*s->headings);
    }
    if (!shares)
        rows_keep_with_next(rows, first); /* a heading stays with what follows it */
    return true;
}

static bool section_rows(const struct setting *s, struct rows *rows, const struct block *section)
{
    bool shares = (section->run_in || !section->text.n) && section->first &&
                  section->first->kind == BLOCK_PARAGRAPH;
    if (!heading_rows(s, rows, section, shares))
        return false;
    return block_list_rows(s, rows, shares ? section->first->next : section->first);
}

static bool table_block_rows(const struct setting *s, struct rows *rows, const struct block *b)
{
    return !b->table || table_rows(s, rows, b->table);
}

static bool vehicles_rows(const struct setting *s, struct rows *rows, const struct block *b)
{
    return block_list_rows(s, rows, b->first);
}

/* By what resolve/ made of it: a table; a paragraph, or one that introduces tiers; tiers. */
static bool roster_block_rows(const struct setting *s, struct rows *rows, const struct block *b)
{
    if (b->table)
        return table_block_rows(s, rows, b);
    if (b->inlines && !paragraph_rows(s, rows, b))
        return false;
    if (b->roster->form == ROSTER_WORDS)
        return true;
    if (b->inlines)
        rows->list.v[rows->list.n - 1].keep = true;
    return roster_rows(s, rows, b);
}

bool block_rows(const struct setting *s, struct rows *rows, const struct block *b)
{
    static bool (*const by_kind[])(const struct setting *, struct rows *, const struct block *) = {
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
        [BLOCK_TEAMS] = roster_teams,
        [BLOCK_FORM] = form_rows,
        [BLOCK_FLOW] = flow_figure_rows,
        [BLOCK_TASK_CHECK] = table_block_rows,
    };
    return by_kind[b->kind](s, rows, b);
}

bool block_list_rows(const struct setting *s, struct rows *rows, const struct block *first)
{
    for (const struct block *b = first; b; b = b->next)
        if (!block_rows(s, rows, b))
            return false;
    return true;
}
