/*
 * Boxes and blanks in lines: objects while the line is set, rules and fields when it is placed. A
 * box is drawn, not a character of some face, so that it measures what the profile says.
 */
#include "layout/layout_int.h"

enum { EM = 1000, OBJECT = 0xFFFC };

/* Of a mark, in 1/1000 of the text's size. */
static int mark_width(const struct setting *s, const struct flow_mark *m)
{
    const struct style *st = s->style;
    len_t size = s->table->size;
    switch (m->kind) {
    case MARK_BOX:
        return (int)(st->form_box * EM / size);
    case MARK_BLANK:
        return (int)(len_scale(st->form_character, m->width, EM) * EM / size);
    case MARK_CELL:
        return (int)(len_scale(st->form_cell, m->width, EM) * EM / size);
    case MARK_SPACE:
        return m->width;
    }
    return 0;
}

struct span mark_span(const struct setting *s, const struct flow_piece *i, enum font_role role)
{
    struct text_builder b = {.arena = s->arena, .src = i->pos.src};
    text_add(&b, OBJECT, i->pos.off);
    return (struct span){.text = text_done(&b),
                         .role = role,
                         .object = true,
                         .fills = i->mark->fills,
                         .width = mark_width(s, i->mark)};
}

struct page_field mark_field(const struct setting *s, const struct flow_mark *m)
{
    struct arena *a = s->arena;
    const struct style *st = s->style;
    static const enum field_kind boxes[] = {FIELD_CHECK, FIELD_RADIO};
    bool box = m->kind == MARK_BOX;
    return (struct page_field){.kind = box ? boxes[m->single] : FIELD_TEXT,
                               .name = text_utf8(a, m->name),
                               .option = box ? text_utf8(a, m->option) : NULL,
                               .label = text_utf8(a, m->label),
                               .size = s->table->size,
                               .role = font_role_named(st->table_role),
                               .several_lines = m->lines > 1,
                               .ruled = m->lines > 1,
                               .centred = m->centred,
                               .comb = m->kind == MARK_CELL ? m->width / EM : 0,
                               .takes = m->takes,
                               .key = m->key};
}

static void add_rule(const struct setting *s, struct item_list *out, struct rule rule,
                     enum element element)
{
    rule.colour = place_colour(s->style->ink);
    place_rule(out, rule, element);
}

/* Its sides meet at the corners: the horizontal ones reach over the others. */
static void place_box(const struct setting *s, struct item_list *out, len_t x, len_t y, len_t width,
                      len_t height)
{
    len_t thick = s->style->form_box_rule, half = thick / 2;
    struct rule sides[] = {
        {x - half, y, x + width + half, y, thick, {0}},
        {x - half, y + height, x + width + half, y + height, thick, {0}},
        {x, y, x, y + height, thick, {0}},
        {x + width, y, x + width, y + height, thick, {0}},
    };
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        add_rule(s, out, sides[i], ELEMENT_FORM_BOX);
}

/* A mark being placed: the room that its line has for it. */
struct mark_room {
    len_t x, y, width; /* y: the middle of the line */
    const struct mark_spot *at;
};

static void place_tick_box(const struct setting *s, struct item_list *out,
                           const struct mark_room *room, struct page_field *field)
{
    len_t side = s->style->form_box;
    field->x = room->x + (room->width - side) / 2;
    field->y = room->y - side / 2;
    field->width = field->height = side;
    place_box(s, out, field->x, field->y, side, side);
}

static void place_cells(const struct setting *s, struct item_list *out,
                        const struct mark_room *room, struct page_field *field)
{
    len_t height = s->style->form_cell, thick = s->style->form_box_rule;
    field->x = room->x;
    field->y = room->y - height / 2;
    field->width = room->width;
    field->height = height;
    place_box(s, out, field->x, field->y, field->width, height);
    for (int i = 1; i < field->comb; i++) {
        len_t x = room->x + len_scale(room->width, i, field->comb);
        struct rule rule = {x, field->y, x, field->y + height, thick, {0}};
        add_rule(s, out, rule, ELEMENT_FORM_BOX);
    }
}

/* The rule lies below the line's characters; what is written stands on it. */
static void place_blank(const struct setting *s, struct item_list *out,
                        const struct mark_room *room, struct page_field *field, int lines)
{
    const struct mark_spot *at = room->at;
    len_t below = len_scale(at->size, s->style->form_blank_below, EM);
    len_t y = room->y + at->size / 2 + below;
    struct rule rule = {room->x, y, room->x + room->width, y, s->style->form_blank_rule, {0}};
    add_rule(s, out, rule, ELEMENT_FORM_BLANK);
    field->x = room->x;
    field->width = room->width;
    field->y = y - at->size - 2 * below;
    field->height = y - field->y + (lines > 1 ? (lines - 1) * at->pitch : 0);
}

static void place_mark(const struct setting *s, struct item_list *out, struct field_list *fields,
                       const struct flow_mark *m, const struct mark_room *room)
{
    struct page_field field = mark_field(s, m);
    if (m->kind == MARK_BOX)
        place_tick_box(s, out, room, &field);
    else if (m->kind == MARK_CELL)
        place_cells(s, out, room, &field);
    else if (m->kind == MARK_BLANK)
        place_blank(s, out, room, &field, m->lines);
    if (m->kind != MARK_SPACE && m->name.n)
        VEC_PUSH(fields->arena, &fields->list, field);
}

void mark_place(const struct setting *s, struct item_list *out, struct field_list *fields,
                const struct set_line *line, const struct inline_text *text,
                const struct mark_spot *at)
{
    for (size_t i = 0; i < line->n; i++) {
        const struct set_glyph *g = &line->glyphs[i];
        const struct flow_piece *from = g->object ? text->from.v[g->span] : NULL;
        if (!from)
            continue;
        struct mark_room room = {at->x + line->x + g->x, at->y, g->width, at};
        place_mark(s, out, fields, from->mark, &room);
    }
}
