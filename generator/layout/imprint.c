/*
 * 版记: at the foot of the last page, its last rule on the lower edge of the type area (7.4); 主送
 * when it moved here (7.3.2), 抄送, 印发机关 and 印发日期; 公开方式 on the line above.
 *
 * Behind a turned page it has one of its own: 7.4 wants it on the last page, upright and as wide as
 * the type area, where the table stands across; clause 8 turns the table alone, and exempts the
 * imprint from nothing. Only the author can save the page, with an upright attachment behind.
 */
#include "layout/diag.def"
#include "layout/layout_int.h"

struct imprint_lines {
    struct set_lines to, cc, printer, date, disclosure;
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
static bool set_list(struct layout *l, const char *label, struct text text, struct set_lines *out)
{
    enum font_role role = role_of(l->style->imprint_role);
    struct text_shape shape = imprint_shape(l);
    *out = (struct set_lines){0};
    if (!text.n)
        return true;
    struct span before = {.text = text_from_utf8(l->arena, label, text_pos(text, 0)), .role = role};
    struct span list = {.text = text, .role = role};
    return set_hanging(l, &before, &list, &shape, out);
}

static bool set_side(struct layout *l, struct text text, enum text_align align,
                     struct set_lines *out)
{
    struct text_shape shape = imprint_shape(l);
    shape.align = align;
    return set_text(l, text, l->style->imprint_role, &shape, out);
}

static bool set_disclosure(struct layout *l, struct text text, struct set_lines *out)
{
    struct text_shape shape = body_shape(l);
    shape.first_indent = l->style->disclosure_indent;
    return set_text(l, text, l->style->body_role, &shape, out);
}

/* In the imprint the addressees end in a full stop, as those of 抄送 do. */
static struct text moved_addressees(struct layout *l, struct text to)
{
    struct text_builder b = {.arena = l->arena, .src = to.src};
    text_add_text(&b, text_part(to, 0, to.n - 1));
    text_add_utf8(&b, "。", to.at[to.n - 1]);
    return text_done(&b);
}

static bool set_imprint(struct layout *l, const struct document *doc, struct imprint_lines *out)
{
    const struct imprint *i = doc->imprint;
    struct text to = {0};
    *out = (struct imprint_lines){0};
    if (l->remedy.to_in_imprint)
        to = moved_addressees(l, doc->to);
    if (!set_list(l, "主送：", to, &out->to) ||
        !set_disclosure(l, doc->disclosure, &out->disclosure))
        return false;
    if (!i)
        return true;
    if (!set_list(l, "抄送：", i->cc, &out->cc))
        return false;
    return !l->style->imprint_print_line || (set_side(l, i->printer, ALIGN_LEFT, &out->printer) &&
                                             set_side(l, i->date_text, ALIGN_RIGHT, &out->date));
}

static void draw_rule(struct layout *l, struct item_list *out, len_t y, len_t thickness)
{
    const struct style *st = l->style;
    len_t left = st->area_left;
    struct rule rule = {left, y, left + st->area_width, y, thickness, colour_of(st->ink)};
    if (st->imprint_rules)
        place_rule(l, out, rule, ELEMENT_IMPRINT_RULE);
}

/* Lines one pitch apart; returns the lower edge. */
static len_t draw_lines(struct layout *l, struct item_list *out, struct set_lines lines, len_t top,
                        enum element element)
{
    const struct style *st = l->style;
    struct ink_style ink = ink_black(l, st->imprint_size, element);
    for (size_t i = 0; i < lines.n; i++, top += st->imprint_pitch)
        place_line(l, out, &lines.v[i], st->area_left + st->imprint_indent,
                   top + st->imprint_pitch / 2, &ink);
    return top;
}

static size_t list_lines(const struct imprint_lines *set)
{
    return set->to.n + set->cc.n;
}

/* 7.4.2: no rule between 主送 and 抄送. */
static void draw_imprint(struct layout *l, const struct imprint_lines *set, len_t top)
{
    const struct style *st = l->style;
    struct item_list items = {0};
    draw_rule(l, &items, top, st->imprint_rule_outer);
    top = draw_lines(l, &items, set->to, top, ELEMENT_CC);
    top = draw_lines(l, &items, set->cc, top, ELEMENT_CC);
    if (list_lines(set) && set->printer.n)
        draw_rule(l, &items, top, st->imprint_rule_inner);
    len_t foot = draw_lines(l, &items, set->printer, top, ELEMENT_PRINTER);
    draw_lines(l, &items, set->date, foot - st->imprint_pitch, ELEMENT_PRINT_DATE);
    draw_rule(l, &items, foot, st->imprint_rule_outer);
    draw_fixed(l, &items);
}

static void draw_disclosure(struct layout *l, struct set_lines lines, len_t bottom)
{
    const struct style *st = l->style;
    struct ink_style ink = ink_black(l, st->body_size, ELEMENT_DISCLOSURE);
    struct item_list items = {0};
    len_t top = bottom - (len_t)lines.n * st->line_pitch;
    for (size_t i = 0; i < lines.n; i++)
        place_line(l, &items, &lines.v[i], st->area_left,
                   top + (len_t)i * st->line_pitch + st->body_size / 2, &ink);
    draw_fixed(l, &items);
}

/* A new page for the imprint. Printed on both sides it is an even one; a blank page before it, and
 * then the imprint's own, show no number (7.5). */
static bool imprint_page(struct layout *l)
{
    if (l->page_open && !flow_close_page(l))
        return false;
    flow_open_page(l);
    if (!l->style->imprint_even_page || l->page_number % 2 == 0)
        return true;
    l->no_folio = true;
    if (!flow_close_page(l))
        return false;
    flow_open_page(l);
    l->no_folio = true;
    return true;
}

/* Height of the lines between the rules, and with 公开方式 above them. */
static len_t imprint_height(const struct layout *l, const struct imprint_lines *set)
{
    return (len_t)(list_lines(set) + set->printer.n) * l->style->imprint_pitch;
}

static len_t whole_height(const struct layout *l, const struct imprint_lines *set)
{
    return imprint_height(l, set) + (len_t)set->disclosure.n * l->style->line_pitch;
}

bool imprint_room(struct layout *l, const struct document *doc, len_t *room)
{
    struct imprint_lines set;
    if (!set_imprint(l, doc, &set))
        return false;
    len_t height = whole_height(l, &set);
    *room = height ? height + l->style->imprint_blank_above : 0;
    return true;
}

/* 7.4.3, and for letters 10.1. */
static void check_printer(struct layout *l, const struct imprint *i)
{
    bool wanted = l->style->imprint_print_line;
    if (wanted && !i->printer.n)
        diag(l->diags, DIAG_L034, i->pos, NULL);
    if (!wanted && i->printer.n)
        diag(l->diags, DIAG_L032, text_pos(i->printer, 0), "印发");
}

bool imprint_place(struct layout *l, const struct document *doc)
{
    const struct style *st = l->style;
    struct imprint_lines set;
    if (!set_imprint(l, doc, &set))
        return false;
    if (doc->imprint)
        check_printer(l, doc->imprint);
    len_t lines = imprint_height(l, &set), top = area_bottom(l) - lines;
    len_t above = area_bottom(l) - whole_height(l, &set);
    if (above == area_bottom(l))
        return true;
    bool fits = l->page_open && !l->notes.n && l->cursor + st->imprint_blank_above <= above;
    bool odd = st->imprint_even_page && lines && l->page_number % 2;
    if ((!fits || odd) && !imprint_page(l))
        return false;
    if (lines)
        draw_imprint(l, &set, top);
    draw_disclosure(l, set.disclosure, top);
    return true;
}
