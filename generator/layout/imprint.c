/* 版记: at the foot of the last page, its last rule on the lower edge of the type area (7.4). */
#include "layout/layout_int.h"

static const char cc_label[] = "抄送：";

struct imprint_lines {
    struct set_lines cc, printer, date;
};

static struct text_shape imprint_shape(const struct layout *l)
{
    const struct style *st = l->style;
    return (struct text_shape){.size = st->imprint_size,
                               .pitch = st->imprint_size,
                               .width = st->area_width - 2 * st->imprint_indent,
                               .align = ALIGN_JUSTIFY};
}

/* 7.4.2: turned lines align after the colon. */
static bool set_cc(struct layout *l, struct text cc, struct set_lines *out)
{
    enum font_role role = role_of(l->style->imprint_role);
    struct text_shape shape = imprint_shape(l);
    struct span spans[] = {{text_from_utf8(l->arena, cc_label, text_pos(cc, 0)), role}, {cc, role}};
    *out = (struct set_lines){0};
    if (!cc.n)
        return true;
    return text_width(l->text, &spans[0], shape.pitch, &shape.turned_indent) &&
           text_set(l->text, spans, sizeof spans / sizeof *spans, &shape, out);
}

static bool set_side(struct layout *l, struct text text, enum text_align align,
                     struct set_lines *out)
{
    struct text_shape shape = imprint_shape(l);
    struct span span = {text, role_of(l->style->imprint_role)};
    shape.align = align;
    return text_set(l->text, &span, 1, &shape, out);
}

static bool set_imprint(struct layout *l, const struct imprint *i, struct imprint_lines *out)
{
    return set_cc(l, i->cc, &out->cc) && set_side(l, i->printer, ALIGN_LEFT, &out->printer) &&
           set_side(l, i->date_text, ALIGN_RIGHT, &out->date);
}

static void draw_rule(struct layout *l, struct item_list *out, len_t y, len_t thickness)
{
    const struct style *st = l->style;
    len_t left = st->area_left;
    place_rule(l, out,
               (struct rule){left, y, left + st->area_width, y, thickness, colour_of(st->ink)});
}

/* Lines one pitch apart; returns the lower edge. */
static len_t draw_lines(struct layout *l, struct item_list *out, struct set_lines lines, len_t top)
{
    const struct style *st = l->style;
    struct ink_style ink = ink_black(l, st->imprint_size);
    for (size_t i = 0; i < lines.n; i++, top += st->imprint_pitch)
        place_line(l, out, &lines.v[i], st->area_left + st->imprint_indent,
                   top + st->imprint_pitch / 2, &ink);
    return top;
}

static void draw_imprint(struct layout *l, const struct imprint_lines *set, len_t top)
{
    const struct style *st = l->style;
    struct item_list items = {0};
    draw_rule(l, &items, top, st->imprint_rule_outer);
    if (set->cc.n) {
        top = draw_lines(l, &items, set->cc, top);
        draw_rule(l, &items, top, st->imprint_rule_inner);
    }
    len_t foot = draw_lines(l, &items, set->printer, top);
    draw_lines(l, &items, set->date, foot - st->imprint_pitch);
    draw_rule(l, &items, foot, st->imprint_rule_outer);
    for (size_t i = 0; i < items.list.n; i++)
        VEC_PUSH(l->arena, &l->items, items.list.v[i]);
}

bool imprint_place(struct layout *l, const struct imprint *imprint)
{
    const struct style *st = l->style;
    struct imprint_lines set;
    if (!set_imprint(l, imprint, &set))
        return false;
    len_t height = (len_t)(set.cc.n + set.printer.n) * st->imprint_pitch;
    len_t top = area_bottom(l) - height;
    if (l->page_open && l->cursor + st->imprint_blank_above > top && !flow_close_page(l))
        return false;
    if (!l->page_open)
        flow_open_page(l);
    draw_imprint(l, &set, top);
    return true;
}
