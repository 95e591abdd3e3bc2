/* 正文: paragraphs, headings of four levels, run-in headings, numbered paragraphs, lists; and what
 * else the flow has, each by its kind. */
#include "layout/layout_int.h"

enum { BOOKMARK_BELOW_TITLE = 1 };

static struct text_shape indented(const struct setting *s)
{
    struct text_shape shape = setting_shape(s);
    shape.first_indent = s->style->body_indent;
    return shape;
}

/* Once they are rows, nobody needs the lines. Neither the first line of a paragraph nor its last
 * stands alone on a page. */
static bool add_paragraph(const struct setting *s, struct rows *rows,
                          const struct inline_text *text, struct text_shape shape,
                          enum element element)
{
    struct set_lines lines;
    size_t first = rows->list.n;
    struct setting passing = *s;
    passing.arena = s->layout->lines;
    struct arena_mark before = arena_mark(passing.arena);
    struct text_course course = text_course(text->spans.v, text->spans.n, &shape);
    bool ok = true;
    while (ok && text_go_on(setting_typesetter(&passing), &course, &lines)) {
        rows_add_lines(s, rows, lines, 0, element);
        ok = inline_attach(s, rows, rows->list.n - lines.n, lines, text);
        arena_reset(passing.arena, before);
    }
    if (!s->style->lone_lines && rows->list.n > first + 1)
        rows->list.v[first].keep = rows->list.v[rows->list.n - 2].keep = true;
    return ok && !course.failed;
}

static bool paragraph_rows(const struct setting *s, struct rows *rows, const struct flow *f)
{
    enum element element = ELEMENT_TEXT;
    struct text_shape shape = indented(s);
    struct inline_text text = {0};
    switch (f->paragraph) {
    case PARAGRAPH_BODY:
        break;
    case PARAGRAPH_ITEM:
        inline_add(s, &text, text_from_utf8(s->arena, s->style->list_mark, f->pos),
                   font_role_named(s->style->body_role));
        break;
    case PARAGRAPH_SALUTATION:
        shape.first_indent = 0;
        element = ELEMENT_SALUTATION;
        break;
    case PARAGRAPH_CONTACT:
        shape.first_indent += f->indent * s->pitch;
        /* an e-mail address turns whole: the line before is not stretched */
        shape.align = ALIGN_LEFT;
        element = ELEMENT_CONTACT;
        break;
    case PARAGRAPH_LEGEND:
    case PARAGRAPH_FORM:
    case PARAGRAPH_TOPIC:
    case PARAGRAPH_QUESTION:
    case PARAGRAPH_ANSWER:
    case PARAGRAPH_GUIDE:
    case PARAGRAPH_GUIDE_MORE:
        return form_paragraph_rows(s, rows, f);
    }
    inline_spans(s, &text, f->pieces);
    if (!add_paragraph(s, rows, &text, shape, element))
        return false;
    if (f->keep)
        rows->list.v[rows->list.n - 1].keep = true;
    return true;
}

/* The heading's number and title, without the full stop of a run-in one. */
static const char *mark_title(const struct setting *s, const struct flow *heading)
{
    enum { FULL_STOP = 0x3002 };
    struct text title = heading->title;
    if (title.cp[title.n - 1] == FULL_STOP)
        title.n--;
    return arena_printf(s->arena, "%s%s", text_utf8(s->arena, heading->label),
                        text_utf8(s->arena, title));
}

/* 7.3.3: 黑体, 楷体, 仿宋, 仿宋. The heading, or the number, with the paragraph that shares its
 * line; and what stands below. */
static bool heading_rows(const struct setting *s, struct rows *rows, const struct flow *f)
{
    const struct style *st = s->style;
    const char *const roles[] = {st->level_1, st->level_2, st->level_3, st->level_4};
    enum font_role body = font_role_named(st->body_role),
                   own = font_role_named(roles[f->level - 1]);
    struct inline_text text = {0};
    size_t first = rows->list.n;
    struct text next = f->run_in && !f->title.n ? f->first->pieces->text : f->title;
    inline_add(s, &text, inline_label(s, f->label, next), f->title.n ? own : body);
    if (f->title.n)
        inline_add(s, &text, f->title, own);
    if (f->run_in)
        inline_spans(s, &text, f->first->pieces);
    struct text_shape shape = indented(s);
    enum element element = !f->title.n || f->run_in ? ELEMENT_TEXT
                           : f->typed               ? ELEMENT_SUBHEADING
                                                    : ELEMENT_HEADING;
    if (f->centred) {
        shape.first_indent = 0;
        shape.align = ALIGN_CENTRE;
    }
    if (!add_paragraph(s, rows, &text, shape, element))
        return false;
    if (f->title.n) {
        rows->list.v[first].mark = mark_title(s, f);
        rows->list.v[first].mark_level = f->level + BOOKMARK_BELOW_TITLE;
        if (s->headings)
            rows->list.v[first].anchor = arena_printf(s->arena, "heading-%d", ++*s->headings);
    }
    if (!f->run_in)
        rows_keep_with_next(rows, first); /* a heading stays with what follows it */
    return block_list_rows(s, rows, f->run_in ? f->first->next : f->first);
}

/* What ends a form stays whole with the last row above it. */
static bool group_rows(const struct setting *s, struct rows *rows, const struct flow *f)
{
    size_t first = rows->list.n;
    if (!block_list_rows(s, rows, s->run_on && f->run_on ? f->run_on : f->first))
        return false;
    if (f->closing && first && rows->list.n > first)
        rows_keep_from(rows, first - 1);
    return true;
}

bool block_rows(const struct setting *s, struct rows *rows, const struct flow *f)
{
    static bool (*const by_kind[])(const struct setting *, struct rows *, const struct flow *) = {
        [FLOW_GROUP] = group_rows,     [FLOW_PARAGRAPH] = paragraph_rows,
        [FLOW_HEADING] = heading_rows, [FLOW_COLUMNS] = columns_rows,
        [FLOW_TABLE] = table_rows,     [FLOW_FIELDS] = form_field_rows,
        [FLOW_FIGURE] = figure_rows,   [FLOW_PICTURE] = picture_rows,
    };
    return by_kind[f->kind](s, rows, f);
}

bool block_list_rows(const struct setting *s, struct rows *rows, const struct flow *first)
{
    for (const struct flow *f = first; f; f = f->next)
        if (!block_rows(s, rows, f))
            return false;
    return true;
}
