/* What follows the text: 附件说明, 附注, and the attendance of minutes. */
#include "layout/layout_int.h"

/* One entry: the name hanging behind 附件：1. or 1.; label: what stands before the number. */
static bool add_note(const struct setting *s, struct rows *rows, const struct flow_part *p,
                     const char *label, len_t indent)
{
    enum font_role body = font_role_named(s->style->body_role);
    const char *number = p->number ? arena_printf(s->arena, "%s%d.", label, p->number) : label;
    struct text numbered = text_from_utf8(s->arena, number, p->pos);
    struct span before = {.text = inline_label(s, numbered, p->title), .role = body};
    struct span name = {.text = p->title, .role = body};
    struct text_shape shape = setting_shape(s);
    struct set_lines lines;
    size_t first = rows->list.n;
    shape.align = ALIGN_LEFT; /* stretched, a number would not stand below the one above */
    shape.first_indent = indent;
    if (!setting_hanging(s, &before, &name, &shape, &lines))
        return false;
    rows_add_lines(s, rows, lines, *label ? s->style->note_blank_above : 0, ELEMENT_NOTE);
    rows_keep_from(rows, first);
    return true;
}

/* 7.3.4 */
bool tail_notes(const struct setting *s, struct rows *rows, const struct flow_part *attachments)
{
    const struct style *st = s->style;
    const char *label = st->note_label;
    len_t indent = st->note_indent, width;
    if (!attachments)
        return true;
    struct span span = {.text = text_from_utf8(s->arena, label, attachments->pos),
                        .role = font_role_named(st->body_role)};
    if (!text_width(setting_typesetter(s), &span, st->char_pitch, &width))
        return false;
    size_t first = rows->list.n;
    for (const struct flow_part *p = attachments; p; p = p->next, label = "") {
        if (!add_note(s, rows, p, label, indent))
            return false;
        indent = st->note_indent + width;
    }
    if (rows->list.n - first <= (size_t)st->note_whole) /* longer ones part between entries */
        rows_keep_from(rows, first);
    size_t n = rows->list.n, kept = (size_t)st->kept_lines;
    rows_keep_with_next(rows, n > first + kept ? n - kept : first); /* as a text's last lines */
    return true;
}

/* ---- 附注 ---- */

/* Its lines, and from where to where they reach: nowhere without one. */
static bool set_annotation(const struct setting *s, struct set_lines *out, struct extent *reach)
{
    struct text_shape shape = setting_shape(s);
    shape.first_indent = s->style->annotation_indent;
    if (!setting_text(s, s->layout->doc->annotation, s->style->body_role, &shape, out))
        return false;
    *reach = (struct extent){0};
    for (size_t i = 0; i < out->n; i++) {
        const struct set_line *line = &out->v[i];
        reach->left = i ? len_min(reach->left, line->x) : line->x;
        reach->right = len_max(reach->right, line->x + line->width);
    }
    return true;
}

bool tail_annotation_extent(const struct setting *s, struct extent *out)
{
    struct set_lines lines;
    return set_annotation(s, &lines, out);
}

/* 7.3.6: on the line below the date, whose seal ends above it; off the grid when the date is. */
bool tail_annotation(const struct setting *s, struct rows *rows)
{
    struct page_row like = {
        .box = s->style->body_size, .advance = s->style->line_pitch, .on_grid = true};
    struct set_lines lines;
    struct extent reach;
    size_t first = rows->list.n;
    if (!set_annotation(s, &lines, &reach))
        return false;
    if (!lines.n)
        return true;
    if (first) {
        rows->list.v[first - 1].keep = true;
        like.on_grid = rows->list.v[first - 1].on_grid;
    }
    rows_add_like(s, rows, lines, &like, 0, ELEMENT_ANNOTATION);
    rows_keep_from(rows, first);
    return true;
}

/* 10.3: labels in 黑体, the names aligned behind their colons. */
bool tail_attendance(const struct setting *s, struct rows *rows)
{
    const struct style *st = s->style;
    const struct flow_document *doc = s->layout->doc;
    const char *const labels[] = {st->attendance_present, st->attendance_absent,
                                  st->attendance_attending};
    const struct text names[] = {doc->present, doc->absent, doc->attending};
    struct text_shape shape = setting_shape(s);
    size_t first = rows->list.n;
    shape.first_indent = st->attendance_indent;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct span label = {.role = font_role_named(st->attendance_role)};
        struct span list = {.text = names[i], .role = font_role_named(st->body_role)};
        struct set_lines lines;
        if (!names[i].n)
            continue;
        label.text = text_from_utf8(s->arena, labels[i], text_pos(names[i], 0));
        if (!setting_hanging(s, &label, &list, &shape, &lines))
            return false;
        rows_add_lines(s, rows, lines, rows->list.n == first ? st->attendance_above : 0,
                       ELEMENT_ATTENDANCE);
    }
    if (rows->list.n > first && rows->list.n - first <= (size_t)st->note_whole)
        rows_keep_from(rows, first);
    return true;
}
