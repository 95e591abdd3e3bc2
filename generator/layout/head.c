/* 版头: the masthead, the document number and the red rule, fixed on page 1; and titles. */
#include "layout/layout_int.h"

enum { EM = 1000 };

/* Size and squeeze that bring a name of a given natural width (in 1/1000 em) to the line. */
struct masthead_fit {
    len_t size;
    int squeeze;
};

/* Full size; then narrower characters; then smaller ones; never wider than allowed. */
static struct masthead_fit masthead_fit(const struct style *st, int64_t ems)
{
    struct masthead_fit fit = {st->masthead_size, EM};
    len_t width = st->masthead_width;
    if (len_scale(fit.size, ems, EM) <= width)
        return fit;
    fit.squeeze = (int)(width * EM / ems * EM / fit.size);
    if (fit.squeeze >= st->masthead_squeeze)
        return fit;
    fit.squeeze = st->masthead_squeeze;
    fit.size = width * EM / ems * EM / fit.squeeze;
    if (fit.size >= st->masthead_size_least)
        return fit;
    fit.size = st->masthead_size_least;
    fit.squeeze = (int)(width * EM / ems * EM / fit.size);
    return fit;
}

static int ink_top(const struct set_line *line)
{
    int top = 0;
    for (size_t i = 0; i < line->n; i++) {
        struct ink ink = face_ink(line->glyphs[i].glyph.face, line->glyphs[i].glyph.id);
        top = ink.top > top ? ink.top : top;
    }
    return top;
}

static void add_items(struct layout *l, const struct item_list *items)
{
    for (size_t i = 0; i < items->list.n; i++)
        VEC_PUSH(l->arena, &l->items, items->list.v[i]);
}

/* 7.2.4: the top of the ink stands at a given height. Sets the lower edge of the boxes. */
static bool masthead_place(struct layout *l, const struct head *head, len_t *bottom)
{
    const struct style *st = l->style;
    struct span span = {head->masthead, role_of(st->masthead_role)};
    len_t ems;
    if (!text_width(l->text, &span, EM, &ems))
        return false;
    struct masthead_fit fit = masthead_fit(st, ems ? ems : 1);
    if (fit.squeeze < st->masthead_squeeze)
        diag(l->diags, DIAG_L001, text_pos(head->issuers->name, 0), NULL);
    len_t narrow = len_scale(fit.size, fit.squeeze, EM);
    struct text_shape shape = {
        .size = narrow, .pitch = narrow, .width = st->area_width, .align = ALIGN_CENTRE};
    struct set_lines lines;
    if (!text_set(l->text, &span, 1, &shape, &lines))
        return false;
    const struct set_line *line = &lines.v[0];
    const struct face *face = line->glyphs[0].glyph.face;
    len_t top = st->area_top + st->masthead_top;
    len_t centre = top + len_scale(fit.size, ink_top(line) - face->centre, EM);
    struct ink_style ink = {fit.size, fit.squeeze, colour_of(st->red)};
    struct item_list items = {0};
    place_line(l, &items, line, st->area_left, centre, &ink);
    add_items(l, &items);
    *bottom = centre + fit.size / 2;
    return true;
}

/* 7.2.5: centred, below two blank lines. */
static bool number_place(struct layout *l, const struct number *number, len_t top)
{
    struct text_shape shape = body_shape(l);
    shape.align = ALIGN_CENTRE;
    struct span span = {number->text, role_of(l->style->body_role)};
    struct set_lines lines;
    if (!text_set(l->text, &span, 1, &shape, &lines))
        return false;
    struct item_list items = {0};
    struct ink_style ink = ink_black(l, shape.size);
    for (size_t i = 0; i < lines.n; i++)
        place_line(l, &items, &lines.v[i], l->style->area_left, top + shape.size / 2, &ink);
    add_items(l, &items);
    return true;
}

/* 7.2.7: the red rule, its upper edge below the number's character boxes. */
static void red_rule_place(struct layout *l, len_t above)
{
    const struct style *st = l->style;
    len_t y = above + st->rule_gap + st->rule_thickness / 2;
    len_t x = st->area_left + (st->area_width - st->rule_width) / 2;
    struct item_list items = {0};
    place_rule(l, &items,
               (struct rule){x, y, x + st->rule_width, y, st->rule_thickness, colour_of(st->red)});
    add_items(l, &items);
    l->cursor = y;
}

bool head_place(struct layout *l, const struct head *head)
{
    len_t bottom;
    if (!masthead_place(l, head, &bottom))
        return false;
    bottom += l->style->number_blank_above;
    if (head->number && !number_place(l, head->number, bottom))
        return false;
    red_rule_place(l, bottom + l->style->body_size);
    l->page_empty = false;
    return true;
}

static struct text first_name(const struct organ *organs)
{
    return organs ? organs->name : (struct text){0};
}

/* Title lines as rows off the grid; model gives the first one's gap and bookmark. */
bool title_rows(struct layout *l, struct rows *rows, struct text title, const struct row *model)
{
    const struct style *st = l->style;
    struct text names[] = {l->doc->head ? first_name(l->doc->head->issuers) : (struct text){0},
                           l->doc->signature ? first_name(l->doc->signature->organs)
                                             : (struct text){0}};
    struct title set = {title, role_of(st->title_role), names, sizeof names / sizeof *names};
    len_t widest = len_min(st->area_width, st->title_characters * st->title_size);
    struct text_shape shape = {
        .size = st->title_size, .pitch = st->title_size, .width = widest, .align = ALIGN_CENTRE};
    struct set_lines lines;
    if (!text_set_title(l->text, &set, &shape, &lines))
        return false;
    struct ink_style ink = ink_black(l, st->title_size);
    for (size_t i = 0; i < lines.n; i++) {
        struct item_list items = {0};
        place_line(l, &items, &lines.v[i], (st->area_width - widest) / 2, st->title_size / 2, &ink);
        struct row *row = VEC_ADD(l->arena, &rows->list);
        *row = *model;
        row->gap = i ? 0 : model->gap;
        row->mark = i ? NULL : model->mark;
        row->box = st->title_size;
        row->advance = st->title_pitch;
        row->keep = true;
        row->items = items.list.v;
        row->n_items = items.list.n;
    }
    return true;
}
