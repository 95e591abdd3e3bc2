/* What follows the text: 附件说明, 发文机关署名 and 成文日期. Each stays with the text above. */
#include "layout/layout_int.h"

/* 7.3.5.5: the last lines of the text go with what follows them to the next page; but the first
 * one stays, for page 1 must show text (7.3.3). */
static void keep_last_lines(const struct layout *l, struct rows *rows)
{
    size_t n = rows->list.n, kept = (size_t)l->style->kept_lines, least = rows->text_start + 1;
    size_t from = n > kept ? n - kept : 0;
    for (size_t i = from > least ? from : least; i < n; i++)
        rows->list.v[i].keep = true;
}

/* Rows from first to the last stand on one page. */
static void keep_together(struct rows *rows, size_t first)
{
    for (size_t i = first; i + 1 < rows->list.n; i++)
        rows->list.v[i].keep = true;
}

/* One entry: the number and the name, hanging on the name's first character. */
static bool note_entry(struct layout *l, struct rows *rows, const struct part *p,
                       const struct span *label, len_t label_width)
{
    enum font_role body = role_of(l->style->body_role);
    const char *number = p->number ? arena_printf(l->arena, "%d.", p->number) : "";
    struct span spans[] = {
        *label, {text_from_utf8(l->arena, number, p->pos), body}, {p->title, body}};
    len_t number_width;
    if (!text_width(l->text, &spans[1], l->style->char_pitch, &number_width))
        return false;
    struct text_shape shape = body_shape(l);
    shape.align = ALIGN_LEFT; /* stretched, a number would not stand below the one above */
    shape.turned_indent = l->style->note_indent + label_width + number_width;
    shape.first_indent = l->style->note_indent + (label->text.n ? 0 : label_width);
    struct set_lines lines;
    if (!text_set(l->text, spans, sizeof spans / sizeof *spans, &shape, &lines))
        return false;
    rows_add_lines(l, rows, lines, label->text.n ? l->style->note_blank_above : 0);
    return true;
}

/* 7.3.4 */
bool note_rows(struct layout *l, struct rows *rows, const struct part *attachments)
{
    if (!attachments)
        return true;
    struct span label = {text_from_utf8(l->arena, "附件：", attachments->pos),
                         role_of(l->style->body_role)};
    len_t label_width;
    if (!text_width(l->text, &label, l->style->char_pitch, &label_width))
        return false;
    keep_last_lines(l, rows);
    size_t first = rows->list.n;
    for (const struct part *p = attachments; p; p = p->next) {
        if (!note_entry(l, rows, p, &label, label_width))
            return false;
        label.text.n = 0;
    }
    keep_together(rows, first);
    return true;
}

static bool natural_line(struct layout *l, struct text text, struct set_lines *out, len_t *width)
{
    struct text_shape shape = body_shape(l);
    shape.align = ALIGN_LEFT;
    shape.width -= l->style->organ_right_least;
    struct span span = {text, role_of(l->style->body_role)};
    if (!text_set(l->text, &span, 1, &shape, out))
        return false;
    *width = 0;
    for (size_t i = 0; i < out->n; i++)
        *width = len_max(*width, out->v[i].width);
    return true;
}

static void add_centred(struct layout *l, struct rows *rows, struct set_lines lines, len_t centre,
                        len_t gap)
{
    struct set_line *moved = ARENA_ARRAY(l->arena, struct set_line, lines.n + 1);
    for (size_t i = 0; i < lines.n; i++) {
        moved[i] = lines.v[i];
        moved[i].x = centre - moved[i].width / 2;
    }
    rows_add_lines(l, rows, (struct set_lines){moved, lines.n}, gap);
}

/* 7.3.5.1: the date four characters from the right, the organ's name centred above it. A name
 * too long for that moves both to the left. */
bool signature_rows(struct layout *l, struct rows *rows, const struct signature *s)
{
    const struct style *st = l->style;
    struct set_lines organ, date;
    len_t organ_width, date_width;
    if (!natural_line(l, s->organs ? s->organs->name : (struct text){0}, &organ, &organ_width) ||
        !natural_line(l, s->date_text, &date, &date_width))
        return false;
    len_t from_right = st->date_right + date_width / 2;
    if (organ.n)
        from_right = len_max(from_right, st->organ_right_least + organ_width / 2);
    len_t centre = st->area_width - from_right;
    keep_last_lines(l, rows);
    size_t first = rows->list.n;
    add_centred(l, rows, organ, centre, st->signature_blank_above);
    add_centred(l, rows, date, centre, organ.n ? 0 : st->signature_blank_above);
    keep_together(rows, first);
    return true;
}
