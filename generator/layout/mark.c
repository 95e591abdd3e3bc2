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
    uint32_t *cp = ARENA_BARE(s->arena, uint32_t, 2);
    cp[0] = i->mark->kind == MARK_BOX ? PLACE_BOX : OBJECT;
    cp[1] = i->pos.off;
    return (struct span){.text = {.cp = cp, .at = cp + 1, .n = 1, .src = i->pos.src},
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
                               .also = m->also.n ? text_utf8(a, m->also) : NULL,
                               .label = text_utf8(a, m->label),
                               .size = s->table->size,
                               .role = font_role_named(st->table_role),
                               .several_lines = m->lines > 1,
                               .ruled = m->lines > 1 ? m->lines : 0,
                               .centred = m->centred,
                               .comb = m->kind == MARK_CELL ? m->width / EM : 0,
                               .takes = m->takes,
                               .key = m->key};
}

/* A mark being placed: the room that its line has for it, and the field that it is. */
struct mark_room {
    const struct style *style;
    struct item_list *out;
    const struct mark_spot *at;
    len_t x, y, width; /* y: the middle of the line */
    struct page_field field;
};

static void add_rule(struct mark_room *r, len_t x1, len_t y1, len_t x2, len_t y2)
{
    const struct style *st = r->style;
    struct rule rule = {x1, y1, x2, y2, st->form_box_rule, st->ink};
    place_rule(r->out, rule, ELEMENT_FORM_BOX);
}

/* A box to tick in the middle of the room, or one over all of it, parted for a sign each. Its sides
 * meet at the corners: the horizontal ones reach over the others. */
static void add_box(struct mark_room *r, len_t width, len_t height)
{
    struct page_field *f = &r->field;
    len_t half = r->style->form_box_rule / 2;
    f->x = r->x + (r->width - width) / 2;
    f->y = r->y - height / 2;
    f->width = width;
    f->height = height;
    len_t left = f->x, right = left + width, top = f->y, bottom = top + height;
    add_rule(r, left - half, top, right + half, top);
    add_rule(r, left - half, bottom, right + half, bottom);
    add_rule(r, left, top, left, bottom);
    add_rule(r, right, top, right, bottom);
    for (int i = 1; i < f->comb; i++) {
        len_t x = left + len_scale(width, i, f->comb);
        add_rule(r, x, top, x, bottom);
    }
}

/* The rule lies below the line's characters; what is written stands on it. */
static void add_blank(struct mark_room *r, int lines)
{
    const struct style *st = r->style;
    struct page_field *f = &r->field;
    len_t size = r->at->size, below = len_scale(size, st->form_blank_below, EM);
    len_t y = r->y + size / 2 + below;
    struct rule rule = {r->x, y, r->x + r->width, y, st->form_blank_rule, st->ink};
    place_rule(r->out, rule, ELEMENT_FORM_BLANK);
    f->x = r->x;
    f->width = r->width;
    f->y = y - size - 2 * below;
    f->height = y - f->y + (lines > 1 ? (lines - 1) * r->at->pitch : 0);
}

len_t mark_pitch(const struct setting *s, const struct set_line *line,
                 const struct inline_text *text, len_t usual)
{
    const struct style *st = s->style;
    for (size_t i = 0; i < line->n; i++) {
        const struct flow_piece *from = text->from.v[line->glyphs[i].span];
        if (!line->glyphs[i].object || !from || from->mark->kind == MARK_SPACE)
            continue;
        bool box = from->mark->kind == MARK_BOX;
        usual = len_max(usual, box ? st->form_box + st->form_box_air : st->form_line);
    }
    return usual;
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
        const struct flow_mark *m = from->mark;
        struct mark_room room = {s->style,        out, at, at->x + line->x + g->x, at->y, g->width,
                                 mark_field(s, m)};
        switch (m->kind) {
        case MARK_BOX:
            add_box(&room, s->style->form_box, s->style->form_box);
            break;
        case MARK_CELL:
            add_box(&room, room.width, s->style->form_cell);
            break;
        case MARK_BLANK:
            add_blank(&room, m->lines);
            break;
        case MARK_SPACE:
            continue;
        }
        if (m->name.n)
            VEC_PUSH(fields->arena, &fields->list, room.field);
    }
}
