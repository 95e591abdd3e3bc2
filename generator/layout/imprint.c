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
    len_t height; /* between the outer rules */
    len_t whole;  /* with 公开方式 above them */
};

static struct text_shape imprint_shape(const struct style *st)
{
    return (struct text_shape){.size = st->imprint_size,
                               .pitch = st->imprint_size,
                               .width = st->area_width - 2 * st->imprint_indent,
                               .align = ALIGN_JUSTIFY};
}

/* 7.4.2: turned lines align after the colon. */
static bool set_list(const struct setting *s, const char *label, struct text text,
                     struct set_lines *out)
{
    enum font_role role = font_role_named(s->style->imprint_role);
    struct text_shape shape = imprint_shape(s->style);
    struct span list = {.text = text, .role = role}, before = {.role = role};
    if (!text.n)
        return true;
    before.text = text_from_utf8(s->arena, label, text_pos(text, 0));
    return setting_hanging(s, &before, &list, &shape, out);
}

/* with_to: 主送 too, which ends in a full stop here, as 抄送 does. */
static bool set_imprint(const struct setting *s, bool with_to, struct imprint_lines *out)
{
    const struct flow_document *doc = s->layout->doc;
    const struct style *st = s->style;
    struct text_builder to = {.arena = s->arena, .src = doc->to.src};
    const struct flow_imprint *i = doc->imprint;
    struct text_shape disclosure = setting_shape(s), left = imprint_shape(st), right = left;
    *out = (struct imprint_lines){0};
    left.align = ALIGN_LEFT;
    right.align = ALIGN_RIGHT;
    if (with_to) {
        text_add_text(&to, text_part(doc->to, 0, doc->to.n - 1));
        text_add_utf8(&to, "。", doc->to.at[doc->to.n - 1]);
    }
    disclosure.first_indent = st->disclosure_indent;
    if (!set_list(s, st->imprint_to_label, text_done(&to), &out->to) ||
        !setting_text(s, doc->disclosure, st->body_role, &disclosure, &out->disclosure))
        return false;
    if (i && !set_list(s, st->imprint_cc_label, i->cc, &out->cc))
        return false;
    if (i && st->imprint_print_line && /* 7.4.3 */
        (!setting_text(s, i->printer, st->imprint_role, &left, &out->printer) ||
         !setting_text(s, i->date, st->imprint_role, &right, &out->date)))
        return false;
    out->height = (len_t)(out->to.n + out->cc.n + out->printer.n) * st->imprint_pitch;
    out->whole = out->height + (len_t)out->disclosure.n * st->line_pitch;
    return true;
}

bool imprint_room(const struct setting *s, bool with_to, len_t *room)
{
    struct imprint_lines set;
    if (!set_imprint(s, with_to, &set))
        return false;
    *room = set.whole ? set.whole + s->style->imprint_blank_above : 0;
    return true;
}

bool imprint_fits(const struct style *st, const struct page_cursor *end, len_t room)
{
    return end->low + end->notes + room <= style_area_bottom(st);
}

static void draw_rule(struct page_builder *b, const struct style *st, len_t y, len_t thickness)
{
    len_t left = st->area_left;
    struct rule rule = {left, y, left + st->area_width, y, thickness, st->ink};
    if (st->imprint_rules)
        place_rule(&b->items, rule, ELEMENT_IMPRINT_RULE);
}

/* Below top; returns the lower edge. */
static len_t draw_lines(struct page_builder *b, const struct style *st, struct set_lines lines,
                        len_t top, enum element element)
{
    struct ink_style ink = place_ink(st, st->imprint_size, element);
    len_t half = st->imprint_pitch / 2, left = st->area_left + st->imprint_indent;
    return place_lines(&b->items, lines, left, top + half, st->imprint_pitch, &ink) - half;
}

/* 7.4.2: no rule between 主送 and 抄送. */
static void draw_imprint(struct page_builder *b, const struct style *st,
                         const struct imprint_lines *set, len_t top)
{
    draw_rule(b, st, top, st->imprint_rule_outer);
    top = draw_lines(b, st, set->to, top, ELEMENT_CC);
    top = draw_lines(b, st, set->cc, top, ELEMENT_CC);
    if (set->to.n + set->cc.n && set->printer.n)
        draw_rule(b, st, top, st->imprint_rule_inner);
    len_t foot = draw_lines(b, st, set->printer, top, ELEMENT_PRINTER);
    draw_lines(b, st, set->date, foot - st->imprint_pitch, ELEMENT_PRINT_DATE);
    draw_rule(b, st, foot, st->imprint_rule_outer);
}

/* A new page for the imprint. Printed on both sides it is an even one; a blank page before it, and
 * then the imprint's own, show no number (7.5). */
static bool open_page(const struct setting *s, struct page_builder *b)
{
    const struct page_plan plan = {.s = s};
    for (bool blank = false;; blank = true) {
        if (!builder_close(b))
            return false;
        builder_open(b, &plan, b->at.page + 1);
        b->hides_number = b->hides_number || blank;
        if (!s->style->imprint_even_page || b->at.page % 2 == 0)
            return true;
        b->hides_number = true;
    }
}

/* 7.4.3, and for letters 10.1. */
static void check_printer(const struct setting *s, const struct flow_imprint *i)
{
    bool wanted = s->style->imprint_print_line;
    if (wanted && !i->printer.n)
        diag(s->layout->diags, DIAG_L034, i->pos, NULL);
    if (!wanted && i->printer.n)
        diag(s->layout->diags, DIAG_L049, text_pos(i->printer, 0), NULL);
}

/* Never turned: behind a turned page it starts another. A form's last page has its own area. */
bool imprint_place(struct page_builder *b, bool with_to)
{
    const struct layout *l = b->layout;
    const struct setting usual = setting_new(l, false);
    struct setting s = usual;
    struct imprint_lines set;
    if (b->turned && !builder_close(b))
        return false;
    if (b->open && b->running)
        s = setting_form(l, b->paper, false, false);
    if (!set_imprint(&s, with_to, &set))
        return false;
    if (l->doc->imprint)
        check_printer(&s, l->doc->imprint);
    if (!set.whole)
        return true;
    len_t needed = set.whole + s.style->imprint_blank_above;
    bool fits = b->open && imprint_fits(s.style, &b->at, needed);
    bool odd = s.style->imprint_even_page && set.height && b->at.page % 2;
    if (!fits || odd) {
        s = usual;
        if (!open_page(&s, b) || !set_imprint(&s, with_to, &set))
            return false;
    }
    builder_add_footnotes(b, needed);
    const struct style *st = s.style;
    len_t bottom = style_area_bottom(st), top = bottom - set.height, above = bottom - set.whole;
    if (set.height)
        draw_imprint(b, st, &set, top);
    struct ink_style ink = place_ink(st, st->body_size, ELEMENT_DISCLOSURE);
    place_lines(&b->items, set.disclosure, st->area_left, above + st->body_size / 2, st->line_pitch,
                &ink);
    return true;
}
