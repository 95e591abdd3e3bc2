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

static struct text_shape imprint_shape(const struct setting *s)
{
    const struct style *st = s->style;
    return (struct text_shape){.size = st->imprint_size,
                               .pitch = st->imprint_size,
                               .width = st->area_width - 2 * st->imprint_indent,
                               .align = ALIGN_JUSTIFY};
}

/* 7.4.2: turned lines align after the colon. */
static bool set_list(const struct setting *s, const char *label, struct text text,
                     struct set_lines *out)
{
    enum font_role role = role_of(s->style->imprint_role);
    struct text_shape shape = imprint_shape(s);
    *out = (struct set_lines){0};
    if (!text.n)
        return true;
    struct span before = {.text = text_from_utf8(s->arena, label, text_pos(text, 0)), .role = role};
    struct span list = {.text = text, .role = role};
    return set_hanging(s, &before, &list, &shape, out);
}

static bool set_side(const struct setting *s, struct text text, enum text_align align,
                     struct set_lines *out)
{
    struct text_shape shape = imprint_shape(s);
    shape.align = align;
    return set_text(s, text, s->style->imprint_role, &shape, out);
}

static bool set_disclosure(const struct setting *s, struct text text, struct set_lines *out)
{
    struct text_shape shape = body_shape(s);
    shape.first_indent = s->style->disclosure_indent;
    return set_text(s, text, s->style->body_role, &shape, out);
}

/* In the imprint the addressees end in a full stop, as those of 抄送 do. */
static struct text moved_addressees(const struct setting *s, struct text to)
{
    struct text_builder b = {.arena = s->arena, .src = to.src};
    text_add_text(&b, text_part(to, 0, to.n - 1));
    text_add_utf8(&b, "。", to.at[to.n - 1]);
    return text_done(&b);
}

static bool set_imprint(const struct setting *s, bool with_to, struct imprint_lines *out)
{
    const struct document *doc = s->layout->doc;
    const struct imprint *i = doc->imprint;
    struct text to = {0};
    *out = (struct imprint_lines){0};
    if (with_to)
        to = moved_addressees(s, doc->to);
    if (!set_list(s, "主送：", to, &out->to) ||
        !set_disclosure(s, doc->disclosure, &out->disclosure))
        return false;
    if (!i)
        return true;
    if (!set_list(s, "抄送：", i->cc, &out->cc))
        return false;
    return !s->style->imprint_print_line || (set_side(s, i->printer, ALIGN_LEFT, &out->printer) &&
                                             set_side(s, i->date_text, ALIGN_RIGHT, &out->date));
}

static void draw_rule(const struct setting *s, struct item_list *out, len_t y, len_t thickness)
{
    const struct style *st = s->style;
    len_t left = st->area_left;
    struct rule rule = {left, y, left + st->area_width, y, thickness, colour_of(st->ink)};
    if (st->imprint_rules)
        place_rule(out, rule, ELEMENT_IMPRINT_RULE);
}

/* Lines one pitch apart; returns the lower edge. */
static len_t draw_lines(const struct setting *s, struct item_list *out, struct set_lines lines,
                        len_t top, enum element element)
{
    const struct style *st = s->style;
    struct ink_style ink = ink_black(s->style, st->imprint_size, element);
    for (size_t i = 0; i < lines.n; i++, top += st->imprint_pitch)
        place_line(out, &lines.v[i], st->area_left + st->imprint_indent,
                   top + st->imprint_pitch / 2, &ink);
    return top;
}

static size_t list_lines(const struct imprint_lines *set)
{
    return set->to.n + set->cc.n;
}

/* 7.4.2: no rule between 主送 and 抄送. */
static void draw_imprint(const struct setting *s, struct page_builder *b,
                         const struct imprint_lines *set, len_t top)
{
    const struct style *st = s->style;
    struct item_list items = {.arena = s->arena};
    draw_rule(s, &items, top, st->imprint_rule_outer);
    top = draw_lines(s, &items, set->to, top, ELEMENT_CC);
    top = draw_lines(s, &items, set->cc, top, ELEMENT_CC);
    if (list_lines(set) && set->printer.n)
        draw_rule(s, &items, top, st->imprint_rule_inner);
    len_t foot = draw_lines(s, &items, set->printer, top, ELEMENT_PRINTER);
    draw_lines(s, &items, set->date, foot - st->imprint_pitch, ELEMENT_PRINT_DATE);
    draw_rule(s, &items, foot, st->imprint_rule_outer);
    builder_add_items(b, &items);
}

static void draw_disclosure(const struct setting *s, struct page_builder *b, struct set_lines lines,
                            len_t bottom)
{
    const struct style *st = s->style;
    struct ink_style ink = ink_black(s->style, st->body_size, ELEMENT_DISCLOSURE);
    struct item_list items = {.arena = s->arena};
    len_t top = bottom - (len_t)lines.n * st->line_pitch;
    for (size_t i = 0; i < lines.n; i++)
        place_line(&items, &lines.v[i], st->area_left,
                   top + (len_t)i * st->line_pitch + st->body_size / 2, &ink);
    builder_add_items(b, &items);
}

/* A new page for the imprint. Printed on both sides it is an even one; a blank page before it, and
 * then the imprint's own, show no number (7.5). */
static bool imprint_page(const struct setting *s, struct page_builder *b)
{
    const struct page_plan plan = {.s = s};
    if (!builder_close(b))
        return false;
    builder_open(b, &plan, b->at.page + 1);
    if (!s->style->imprint_even_page || b->at.page % 2 == 0)
        return true;
    b->hides_number = true;
    if (!builder_close(b))
        return false;
    builder_open(b, &plan, b->at.page + 1);
    b->hides_number = true;
    return true;
}

/* Height of the lines between the rules, and with 公开方式 above them. */
static len_t imprint_height(const struct setting *s, const struct imprint_lines *set)
{
    return (len_t)(list_lines(set) + set->printer.n) * s->style->imprint_pitch;
}

static len_t whole_height(const struct setting *s, const struct imprint_lines *set)
{
    return imprint_height(s, set) + (len_t)set->disclosure.n * s->style->line_pitch;
}

bool imprint_room(const struct setting *s, bool with_to, len_t *room)
{
    struct imprint_lines set;
    if (!set_imprint(s, with_to, &set))
        return false;
    len_t height = whole_height(s, &set);
    *room = height ? height + s->style->imprint_blank_above : 0;
    return true;
}

/* 7.4.3, and for letters 10.1. */
static void check_printer(const struct setting *s, const struct imprint *i)
{
    bool wanted = s->style->imprint_print_line;
    if (wanted && !i->printer.n)
        diag(s->layout->diags, DIAG_L034, i->pos, NULL);
    if (!wanted && i->printer.n)
        diag(s->layout->diags, DIAG_L032, text_pos(i->printer, 0), "印发");
}

bool imprint_place(const struct setting *s, struct page_builder *b, bool with_to)
{
    const struct style *st = s->style;
    const struct imprint *imprint = s->layout->doc->imprint;
    struct imprint_lines set;
    if (!set_imprint(s, with_to, &set))
        return false;
    if (imprint)
        check_printer(s, imprint);
    len_t bottom = area_bottom(st), above = bottom - whole_height(s, &set);
    len_t lines = imprint_height(s, &set);
    if (above == bottom)
        return true;
    bool fits = b->open && !b->notes.n && b->at.y + st->imprint_blank_above <= above;
    bool odd = st->imprint_even_page && lines && b->at.page % 2;
    if ((!fits || odd) && !imprint_page(s, b))
        return false;
    if (lines)
        draw_imprint(s, b, &set, bottom - lines);
    draw_disclosure(s, b, set.disclosure, bottom - lines);
    return true;
}
