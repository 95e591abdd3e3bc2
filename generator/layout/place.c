/* Set lines to runs of one face: faces of a line are aligned by their optical centres. */
#include <string.h>

#include "layout/layout_int.h"

enum { EM = 1000 };

struct colour colour_of(struct style_colour c)
{
    return (struct colour){c.c, c.m, c.y, c.k};
}

struct ink_style ink_black(const struct layout *l, len_t size, enum element element)
{
    return (struct ink_style){size, EM, colour_of(l->style->ink), element};
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

static struct arena *arena_of(const struct layout *l, const struct item_list *items)
{
    return items->arena ? items->arena : l->arena;
}

void place_line(struct layout *l, struct item_list *out, const struct set_line *line, len_t x,
                len_t y, const struct ink_style *ink)
{
    struct arena *a = arena_of(l, out);
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

void place_rule(struct layout *l, struct item_list *out, struct rule rule, enum element element)
{
    struct page_item *item = VEC_ADD(arena_of(l, out), &out->list);
    item->kind = ITEM_RULE;
    item->element = element;
    item->rule = rule;
}

void draw_fixed(struct layout *l, const struct item_list *items)
{
    for (size_t i = 0; i < items->list.n; i++)
        VEC_PUSH(l->page_arena, &l->items, items->list.v[i]);
}

enum font_role role_of(const char *name)
{
    return font_role_named(name);
}

struct text_shape body_shape(const struct layout *l)
{
    return (struct text_shape){.size = l->style->body_size,
                               .pitch = l->pitch,
                               .width = l->style->area_width,
                               .align = ALIGN_JUSTIFY};
}

bool set_text(struct layout *l, struct text text, const char *role, const struct text_shape *shape,
              struct set_lines *out)
{
    struct span span = {.text = text, .role = role_of(role)};
    return text_set(l->text, &span, 1, shape, out);
}

/* One line of a label's glyphs and those of the line behind it. */
static struct set_line joined(struct layout *l, const struct set_line *label,
                              const struct set_line *line)
{
    struct set_glyph *glyphs = ARENA_ARRAY(l->arena, struct set_glyph, label->n + line->n);
    len_t behind = line->x - label->x;
    memcpy(glyphs, label->glyphs, label->n * sizeof *glyphs);
    for (size_t i = 0; i < line->n; i++) {
        glyphs[label->n + i] = line->glyphs[i];
        glyphs[label->n + i].x += behind;
    }
    return (struct set_line){glyphs, label->n + line->n, label->x, behind + line->width};
}

bool set_hanging(struct layout *l, const struct span *label, const struct span *text,
                 const struct text_shape *shape, struct set_lines *out)
{
    struct text_shape alone = *shape, behind = *shape;
    struct set_lines first;
    len_t width;
    alone.align = ALIGN_LEFT;
    if (!text_width(l->text, label, shape->pitch, &width))
        return false;
    behind.first_indent += width;
    behind.turned_indent = behind.first_indent;
    if (!text_set(l->text, label, 1, &alone, &first) || !text_set(l->text, text, 1, &behind, out) ||
        !out->n)
        return false;
    struct set_line *lines = ARENA_ARRAY(l->arena, struct set_line, out->n);
    memcpy(lines, out->v, out->n * sizeof *lines);
    lines[0] = joined(l, &first.v[0], &out->v[0]);
    out->v = lines;
    return true;
}

struct row *rows_add_lines(struct layout *l, struct rows *rows, struct set_lines lines, len_t gap,
                           enum element element)
{
    size_t before = rows->list.n;
    len_t size = l->style->body_size;
    struct ink_style ink = ink_black(l, size, element);
    for (size_t i = 0; i < lines.n; i++) {
        struct item_list items = {0};
        place_line(l, &items, &lines.v[i], 0, size / 2, &ink);
        struct row *row = VEC_ADD(l->arena, &rows->list);
        *row = (struct row){.gap = i ? 0 : gap,
                            .box = size,
                            .on_grid = true,
                            .items = items.list.v,
                            .n_items = items.list.n};
    }
    return rows->list.n > before ? &rows->list.v[before] : NULL;
}

void rows_keep_from(struct rows *rows, size_t first)
{
    for (size_t i = first; i + 1 < rows->list.n; i++)
        rows->list.v[i].keep = true;
}

void rows_set_gap(struct rows *rows, size_t at, len_t gap)
{
    if (at < rows->list.n)
        rows->list.v[at].gap = gap;
}
