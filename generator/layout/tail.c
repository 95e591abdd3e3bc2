/* What follows the text: 附件说明, 附注, and the attendance of minutes. */
#include "layout/layout_int.h"

/* The first line stays, for page 1 must show text (7.3.3). */
void keep_last_lines(const struct setting *s, struct rows *rows)
{
    size_t n = rows->list.n, kept = (size_t)s->style->kept_lines, least = rows->text_start + 1;
    size_t from = n > kept ? n - kept : 0;
    for (size_t i = from > least ? from : least; i < n; i++)
        rows->list.v[i].keep = true;
}

/* One entry: the name hanging behind 附件：1. or 1.; label: what stands before the number. */
static bool note_entry(const struct setting *s, struct rows *rows, const struct part *p,
                       const char *label, len_t indent)
{
    enum font_role body = role_of(s->style->body_role);
    const char *number = p->number ? arena_printf(s->arena, "%s%d.", label, p->number) : label;
    struct text numbered = text_from_utf8(s->arena, number, p->pos);
    struct span before = {.text = label_before(s, numbered, p->title), .role = body};
    struct span name = {.text = p->title, .role = body};
    struct text_shape shape = body_shape(s);
    shape.align = ALIGN_LEFT; /* stretched, a number would not stand below the one above */
    shape.first_indent = indent;
    struct set_lines lines;
    if (!set_hanging(s, &before, &name, &shape, &lines))
        return false;
    rows_add_lines(s, rows, lines, *label ? s->style->note_blank_above : 0, ELEMENT_NOTE);
    return true;
}

/* 7.3.4 */
bool note_rows(const struct setting *s, struct rows *rows, const struct part *attachments)
{
    const char *label = "附件：";
    len_t indent = s->style->note_indent, width;
    if (!attachments)
        return true;
    struct span span = {.text = text_from_utf8(s->arena, label, attachments->pos),
                        .role = role_of(s->style->body_role)};
    if (!text_width(setter(s), &span, s->style->char_pitch, &width))
        return false;
    keep_last_lines(s, rows);
    size_t first = rows->list.n;
    for (const struct part *p = attachments; p; p = p->next) {
        size_t entry = rows->list.n;
        if (!note_entry(s, rows, p, label, indent))
            return false;
        rows_keep_from(rows, entry);
        label = "";
        indent = s->style->note_indent + width;
    }
    if (rows->list.n - first <= (size_t)s->style->note_whole) /* longer ones part between entries */
        rows_keep_from(rows, first);
    return true;
}

static bool set_annotation(const struct setting *s, struct text annotation, struct set_lines *out)
{
    struct text_shape shape = body_shape(s);
    shape.first_indent = s->style->annotation_indent;
    return set_text(s, annotation, s->style->body_role, &shape, out);
}

static struct extent extent_of(struct set_lines lines)
{
    struct extent e = {0};
    for (size_t i = 0; i < lines.n; i++) {
        e.left = i ? len_min(e.left, lines.v[i].x) : lines.v[i].x;
        e.right = len_max(e.right, lines.v[i].x + lines.v[i].width);
    }
    return e;
}

bool annotation_extent(const struct setting *s, struct extent *out)
{
    struct set_lines lines = {0};
    if (s->layout->doc->annotation.n && !set_annotation(s, s->layout->doc->annotation, &lines))
        return false;
    *out = extent_of(lines);
    return true;
}

/* How far the seals above what has this extent reach down, from the top of the row that comes next;
 * lines as close as they may be. */
static len_t below_seals(const struct setting *s, const struct rows *rows, struct extent e)
{
    enum { DATE_AND_NAME = 2 };
    const struct style *st = s->style;
    len_t closest = (st->area_height - st->body_size) / (st->lines_most - 1);
    len_t deepest = 0, down = 0;
    for (size_t n = 1; n <= DATE_AND_NAME && n <= rows->list.n; n++) {
        const struct row *row = &rows->list.v[rows->list.n - n];
        down += row->on_grid ? closest : row->advance;
        for (size_t i = 0; i < row->n_items; i++) {
            const struct placed_image *seal = &row->items[i].image;
            if (row->items[i].kind == ITEM_IMAGE && seal->x < e.right &&
                e.left < seal->x + seal->width)
                deepest = len_max(deepest, seal->y + seal->height - down);
        }
    }
    return deepest;
}

/* 7.3.6: on the line below the date; where a seal is too large to end above that line (7.3.5.1), on
 * the first one that it leaves free, for 附注 holds telephone numbers. */
bool annotation_rows(const struct setting *s, struct rows *rows, struct text annotation)
{
    len_t pitch = s->style->line_pitch;
    struct set_lines lines;
    if (!annotation.n)
        return true;
    if (!set_annotation(s, annotation, &lines))
        return false;
    size_t first = rows->list.n;
    if (first)
        rows->list.v[first - 1].keep = true;
    len_t under = below_seals(s, rows, extent_of(lines));
    rows_add_lines(s, rows, lines, (under + pitch - 1 - LEN_PT / 2) / pitch * pitch,
                   ELEMENT_ANNOTATION);
    rows_keep_from(rows, first);
    return true;
}

/* 10.3: a label in 黑体, the names aligned behind its colon. */
static bool attendance(const struct setting *s, struct rows *rows, const char *label,
                       struct text names, len_t gap)
{
    const struct style *st = s->style;
    struct span before = {.text = text_from_utf8(s->arena, label, text_pos(names, 0)),
                          .role = role_of(st->attendance_role)};
    struct span list = {.text = names, .role = role_of(st->body_role)};
    struct text_shape shape = body_shape(s);
    shape.first_indent = st->attendance_indent;
    struct set_lines lines;
    if (!set_hanging(s, &before, &list, &shape, &lines))
        return false;
    rows_add_lines(s, rows, lines, gap, ELEMENT_ATTENDANCE);
    return true;
}

bool attendance_rows(const struct setting *s, struct rows *rows, const struct document *doc)
{
    const struct {
        const char *label;
        struct text names;
    } lists[] = {{"出席：", doc->present}, {"请假：", doc->absent}, {"列席：", doc->attending}};
    len_t gap = s->style->attendance_above;
    size_t first = rows->list.n;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        if (!lists[i].names.n)
            continue;
        if (!attendance(s, rows, lists[i].label, lists[i].names, gap))
            return false;
        gap = 0;
    }
    if (rows->list.n > first && rows->list.n - first <= (size_t)s->style->note_whole)
        rows_keep_from(rows, first);
    return true;
}
