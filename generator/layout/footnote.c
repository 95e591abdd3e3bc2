/* 脚注: a mark in the text, and the note at the foot of the page that has it, below a short rule.
 */
#include "base/buf.h"
#include "layout/diag.def"
#include "layout/layout_int.h"

/* ① … ⑳, and (21) from there on. */
static struct text footnote_mark(struct layout *l, int n, struct pos pos)
{
    enum { CIRCLED_ONE = 0x2460, CIRCLED = 20 };
    struct buf b = {0};
    if (n <= CIRCLED)
        buf_code(&b, (uint32_t)(CIRCLED_ONE + n - 1));
    else
        buf_printf(&b, "（%d）", n);
    struct text mark = text_from_utf8(l->arena, b.p, pos);
    buf_drop(&b);
    return mark;
}

/* In the text the mark is small and raised. */
struct span footnote_span(struct layout *l, const struct inline_item *note)
{
    const struct style *st = l->style;
    return (struct span){.text = footnote_mark(l, note->number, note->pos),
                         .role = role_of(st->body_role),
                         .raise = st->footnote_raise,
                         .scale = st->footnote_scale};
}

static bool set_note(struct layout *l, const struct inline_item *note, struct set_lines *out)
{
    const struct style *st = l->style;
    enum font_role body = role_of(st->body_role);
    struct span spans[] = {{.text = footnote_mark(l, note->number, note->pos), .role = body},
                           {.text = note->text, .role = body}};
    struct text_shape shape = {.size = st->footnote_size,
                               .pitch = st->footnote_size,
                               .width = st->area_width,
                               .turned_indent = st->footnote_size,
                               .align = ALIGN_JUSTIFY};
    return text_set(l->text, spans, sizeof spans / sizeof *spans, &shape, out);
}

/* Behind the notes that the row has already. False too when they would fill more than a page. */
bool footnote_add(struct layout *l, struct row *row, const struct inline_item *note)
{
    struct footnote *added = ARENA_NEW(l->arena, struct footnote);
    if (!set_note(l, note, &added->lines))
        return false;
    struct footnote **end = &row->notes;
    while (*end)
        end = &(*end)->next;
    *end = added;
    if (row->box + footnotes_height(l, row->notes, true) <= l->style->area_height)
        return true;
    diag(l->diags, DIAG_L007, note->pos, NULL);
    return false;
}

len_t footnotes_height(const struct layout *l, const struct footnote *notes, bool first)
{
    const struct style *st = l->style;
    len_t height = notes && first ? 2 * st->footnote_above : 0;
    for (; notes; notes = notes->next)
        height += (len_t)notes->lines.n * st->footnote_pitch;
    return height;
}

static len_t draw_notes(struct layout *l, struct item_list *items, const struct footnote *notes,
                        len_t y)
{
    const struct style *st = l->style;
    struct ink_style ink = ink_black(l, st->footnote_size, ELEMENT_FOOTNOTE);
    for (; notes; notes = notes->next)
        for (size_t i = 0; i < notes->lines.n; i++, y += st->footnote_pitch)
            place_line(l, items, &notes->lines.v[i], st->area_left, y + st->footnote_pitch / 2,
                       &ink);
    return y;
}

void footnotes_draw(struct layout *l)
{
    const struct style *st = l->style;
    len_t height = 0;
    for (size_t i = 0; i < l->notes.n; i++)
        height += footnotes_height(l, l->notes.v[i], i == 0);
    if (!height)
        return;
    len_t y = area_bottom(l) - height + st->footnote_above;
    struct item_list items = {.arena = l->page_arena};
    struct rule rule = {st->area_left,
                        y,
                        st->area_left + st->footnote_rule_width,
                        y,
                        st->footnote_rule_thickness,
                        colour_of(st->ink)};
    place_rule(l, &items, rule, ELEMENT_FOOTNOTE);
    y += st->footnote_above;
    for (size_t i = 0; i < l->notes.n; i++)
        y = draw_notes(l, &items, l->notes.v[i], y);
    draw_fixed(l, &items);
}
