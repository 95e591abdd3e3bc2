/* Set lines to items, runs of one face aligned by their optical centres, and to rows of them. */
#include "layout/layout_int.h"

enum { EM = 1000 };

struct colour place_colour(struct style_colour c)
{
    return (struct colour){c.c, c.m, c.y, c.k};
}

struct ink_style place_ink(const struct style *st, len_t size, enum element element)
{
    return (struct ink_style){size, EM, place_colour(st->ink), element};
}

static bool share_run(const struct set_glyph *a, const struct set_glyph *b)
{
    return a->object == b->object && a->glyph.face == b->glyph.face && a->size == b->size &&
           a->rise == b->rise;
}

/* Glyphs from item first on that share face, size and height. */
static size_t run_length(const struct set_line *line, size_t first)
{
    size_t n = first + 1;
    while (n < line->n && share_run(&line->glyphs[n], &line->glyphs[first]))
        n++;
    return n - first;
}

static struct placed_glyph *placed(struct arena *a, const struct set_glyph *glyphs, size_t n)
{
    struct placed_glyph *out = ARENA_ARRAY(a, struct placed_glyph, n);
    for (size_t i = 0; i < n; i++)
        out[i] = (struct placed_glyph){
            .id = glyphs[i].glyph.id,
            .advance = glyphs[i].glyph.advance,
            .x = glyphs[i].x - glyphs[0].x,
            .text = {glyphs[i].text[0], glyphs[i].text[1]},
        };
    return out;
}

static uint32_t *places(struct arena *a, const struct set_glyph *glyphs, size_t n)
{
    uint32_t *out = ARENA_ARRAY(a, uint32_t, n);
    for (size_t i = 0; i < n; i++)
        out[i] = glyphs[i].at;
    return out;
}

void place_line(struct item_list *out, const struct set_line *line, len_t x, len_t y,
                const struct ink_style *ink)
{
    struct arena *a = out->arena;
    for (size_t i = 0, n; i < line->n; i += n) {
        const struct set_glyph *first = &line->glyphs[i];
        const struct face *face = first->glyph.face;
        n = run_length(line, i);
        if (first->object)
            continue;
        len_t size = first->rise ? first->size : ink->size;
        len_t drawn = len_scale(size, face->scale, EM);
        struct page_item *item = VEC_ADD(a, &out->list);
        item->kind = ITEM_GLYPHS;
        item->element = first->rise ? ELEMENT_FOOTNOTE_MARK : ink->element;
        item->glyphs = (struct glyph_run){
            .face = face,
            .size = drawn,
            .colour = ink->colour,
            .x = x + line->x + first->x,
            .y = y + len_scale(drawn, face->centre, EM) - first->rise,
            .squeeze = ink->squeeze,
            .glyphs = placed(a, first, n),
            .n = n,
            .at = places(a, first, n),
        };
    }
}

void place_rule(struct item_list *out, struct rule rule, enum element element)
{
    struct page_item *item = VEC_ADD(out->arena, &out->list);
    item->kind = ITEM_RULE;
    item->element = element;
    item->rule = rule;
}

/* A further kind has its own moving: no other is one of a kind that moves by chance. */
struct page_item place_moved(const struct page_item *item, len_t x, len_t y)
{
    struct page_item moved = *item;
    switch (item->kind) {
    case ITEM_GLYPHS:
        moved.glyphs.x += x;
        moved.glyphs.y += y;
        break;
    case ITEM_RULE:
        moved.rule.x1 += x;
        moved.rule.x2 += x;
        moved.rule.y1 += y;
        moved.rule.y2 += y;
        break;
    case ITEM_IMAGE:
        moved.image.x += x;
        moved.image.y += y;
        break;
    case ITEM_BITS:
        moved.bits.x += x;
        moved.bits.y += y;
        break;
    }
    return moved;
}

len_t place_lines(struct item_list *out, struct set_lines lines, len_t x, len_t y, len_t pitch,
                  const struct ink_style *ink)
{
    for (size_t i = 0; i < lines.n; i++, y += pitch)
        place_line(out, &lines.v[i], x, y, ink);
    return y;
}

/* ---- rows ---- */

void rows_add_like(const struct setting *s, struct rows *rows, struct set_lines lines,
                   const struct row *like, len_t x, enum element element)
{
    struct ink_style ink = place_ink(s->style, like->box, element);
    for (size_t i = 0; i < lines.n; i++) {
        struct item_list items = {.arena = s->arena};
        struct row *row = VEC_ADD(s->arena, &rows->list);
        place_line(&items, &lines.v[i], x, like->box / 2, &ink);
        *row = *like;
        row->gap = i ? 0 : like->gap;
        row->items = items.list.v;
        row->n_items = items.list.n;
    }
}

void rows_add_lines(const struct setting *s, struct rows *rows, struct set_lines lines, len_t gap,
                    enum element element)
{
    struct row like = {.gap = gap, .box = s->style->body_size, .on_grid = true};
    rows_add_like(s, rows, lines, &like, 0, element);
}

void rows_keep_from(struct rows *rows, size_t first)
{
    for (size_t i = first; i + 1 < rows->list.n; i++)
        rows->list.v[i].keep = true;
}

void rows_keep_with_next(struct rows *rows, size_t first)
{
    for (size_t i = first; i < rows->list.n; i++)
        rows->list.v[i].keep = true;
}

void rows_set_gap(struct rows *rows, size_t at, len_t gap)
{
    if (at < rows->list.n)
        rows->list.v[at].gap = gap;
}
