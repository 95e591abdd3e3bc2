/*
 * From texts to lines, from lines to items (runs of one face, aligned by their optical centres),
 * and from items to rows. How a text is set is up to its setting, which is copied where something
 * is another.
 */
#include <string.h>

#include "layout/layout_int.h"

enum { EM = 1000 };

/* ---- lines ---- */

struct setting setting_new(const struct layout *l, bool turned)
{
    const struct style *st = turned ? l->turned : l->paper;
    return (struct setting){.layout = l,
                            .arena = l->part,
                            .style = st,
                            .paper = l->paper,
                            .turned = turned,
                            .table = &l->tables,
                            .pitch = st->char_pitch};
}

struct setting setting_form(const struct layout *l, const struct style *paper, bool turned,
                            bool runs_on)
{
    struct setting s = setting_new(l, turned);
    struct style_table table;
    s.paper = paper;
    s.style = turned ? style_turned(s.arena, paper) : paper;
    table = style_form_table(s.style);
    table.each_line = table.each_line || runs_on;
    s.table = arena_copy(s.arena, &table, sizeof table);
    s.pitch = s.style->char_pitch;
    return s;
}

struct text_shape setting_shape(const struct setting *s)
{
    return (struct text_shape){.size = s->style->body_size,
                               .pitch = s->pitch,
                               .width = s->style->area_width,
                               .align = ALIGN_JUSTIFY};
}

bool setting_text(const struct setting *s, struct text text, const char *role,
                  const struct text_shape *shape, struct set_lines *out)
{
    struct span span = {.text = text, .role = font_role_named(role)};
    return text_set(setting_typesetter(s), &span, 1, shape, out);
}

bool setting_hanging(const struct setting *s, const struct span *label, const struct span *text,
                     const struct text_shape *shape, struct set_lines *out)
{
    struct text_shape alone = *shape, behind = *shape;
    struct set_lines first, rest;
    len_t width;
    alone.align = ALIGN_LEFT;
    if (!text_width(setting_typesetter(s), label, shape->pitch, &width))
        return false;
    behind.first_indent += width;
    behind.turned_indent = behind.first_indent;
    if (!text_set(setting_typesetter(s), label, 1, &alone, &first) ||
        !text_set(setting_typesetter(s), text, 1, &behind, &rest) || !rest.n)
        return false;
    /* the first line has the label's glyphs and those behind it */
    struct set_line *lines = arena_copy(s->arena, rest.v, rest.n * sizeof *lines);
    size_t n = first.v[0].n;
    struct set_glyph *glyphs = ARENA_BARE(s->arena, struct set_glyph, n + lines[0].n);
    len_t x = first.v[0].x, more = lines[0].x - x;
    memcpy(glyphs, first.v[0].glyphs, n * sizeof *glyphs);
    memcpy(glyphs + n, lines[0].glyphs, lines[0].n * sizeof *glyphs);
    for (size_t i = 0; i < lines[0].n; i++)
        glyphs[n + i].x += more;
    lines[0] = (struct set_line){glyphs, n + lines[0].n, x, more + lines[0].width};
    *out = (struct set_lines){lines, rest.n};
    return true;
}

/* ---- items ---- */

struct ink_style place_ink(const struct style *st, len_t size, enum element element)
{
    return (struct ink_style){
        size, EM, st->ink, element, st->change_rule, len_scale(size, st->change_below, EM)};
}

static bool share_run(const struct set_glyph *a, const struct set_glyph *b)
{
    return a->object == b->object && a->glyph.face == b->glyph.face && a->size == b->size &&
           a->rise == b->rise;
}

static struct glyph_run run_of(struct arena *a, const struct set_glyph *set, size_t n)
{
    struct placed_glyph *glyphs = ARENA_BARE(a, struct placed_glyph, n);
    uint32_t *at = ARENA_BARE(a, uint32_t, n);
    for (size_t i = 0; i < n; i++) {
        glyphs[i] =
            page_glyph(&set[i].glyph, set[i].x - set[0].x, set[i].text[0], set[i].text[1]);
        at[i] = set[i].at;
    }
    return (struct glyph_run){.face = set[0].glyph.face, .glyphs = glyphs, .at = at, .n = n};
}

/* The boxes among objects, as text without ink: each a run as wide as it is with the little air
 * between it and its word, so that □是 reads as one. */
static void place_boxes(struct item_list *out, const struct set_glyph *objects, size_t n,
                        const struct glyph_run *like)
{
    enum { LITTLE = 4 }; /* times that the size holds it */
    for (size_t i = 0; i < n; i++) {
        const struct set_glyph *g = &objects[i];
        len_t natural = len_scale(like->size, g->glyph.advance, EM);
        if (g->text[0] != PLACE_BOX || natural <= 0)
            continue;
        len_t left = g->x, right = g->x + g->width;
        if (i > 0 && g[-1].text[0] != PLACE_BOX && g[-1].width < like->size / LITTLE)
            left -= g[-1].width;
        if (i + 1 < n && g[1].text[0] != PLACE_BOX && g[1].width < like->size / LITTLE)
            right += g[1].width;
        struct page_item *item = VEC_ADD(out->arena, &out->list);
        item->kind = ITEM_GLYPHS;
        item->element = ELEMENT_FORM_BOX;
        item->glyphs = run_of(out->arena, g, 1);
        item->glyphs.size = like->size;
        item->glyphs.colour = like->colour;
        item->glyphs.squeeze = (int)len_scale(EM, right - left, natural);
        item->glyphs.x = like->x + left - objects[0].x;
        item->glyphs.y = like->y;
    }
}

/* The rules under or through a line's glyphs, each over all that it belongs to. */
static void place_rules(struct item_list *out, const struct set_line *line, len_t x, len_t y,
                        const struct ink_style *ink)
{
    for (size_t i = 0, end; i < line->n; i = end) {
        enum text_rule rule = line->glyphs[i].rule;
        for (end = i + 1; end < line->n && line->glyphs[end].rule == rule;)
            end++;
        if (rule == RULE_NONE)
            continue;
        len_t from = x + line->x + line->glyphs[i].x;
        len_t to = x + line->x + (end < line->n ? line->glyphs[end].x : line->width);
        len_t at = rule == RULE_UNDER ? y + ink->size / 2 + ink->below : y;
        place_rule(out, (struct rule){from, at, to, at, ink->rule, ink->colour}, ink->element);
    }
}

static size_t count_runs(const struct set_line *line)
{
    size_t runs = 0;
    for (size_t i = 0; i < line->n; i++)
        runs += i == 0 || !share_run(&line->glyphs[i], &line->glyphs[i - 1]);
    return runs;
}

/* Glyphs that share face, size and height are a run; objects are drawn by who put them there. */
void place_line(struct item_list *out, const struct set_line *line, len_t x, len_t y,
                const struct ink_style *ink)
{
    const struct set_glyph *end = line->glyphs + line->n;
    VEC_RESERVE(out->arena, &out->list, count_runs(line));
    for (const struct set_glyph *first = line->glyphs, *next; first < end; first = next) {
        for (next = first + 1; next < end && share_run(next, first);)
            next++;
        const struct face *face = first->glyph.face;
        struct glyph_run run = {.face = face};
        if (!first->object)
            run = run_of(out->arena, first, (size_t)(next - first));
        run.size = len_scale(first->rise ? first->size : ink->size, face->scale, EM);
        run.colour = ink->colour;
        run.squeeze = ink->squeeze;
        run.x = x + line->x + first->x;
        run.y = y + len_scale(run.size, face->centre, EM) - first->rise;
        if (first->object) {
            place_boxes(out, first, (size_t)(next - first), &run);
            continue;
        }
        struct page_item *item = VEC_ADD(out->arena, &out->list);
        item->kind = ITEM_GLYPHS;
        item->element = first->rise ? ELEMENT_FOOTNOTE_MARK : ink->element;
        item->glyphs = run;
    }
    place_rules(out, line, x, y, ink);
}

void place_rule(struct item_list *out, struct rule rule, enum element element)
{
    struct page_item *item = VEC_ADD(out->arena, &out->list);
    item->kind = ITEM_RULE;
    item->element = element;
    item->rule = rule;
}

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

struct page_item place_copied(struct arena *a, const struct page_item *item)
{
    struct page_item copy = *item;
    struct glyph_run *run = &copy.glyphs;
    switch (item->kind) {
    case ITEM_GLYPHS:
        run->glyphs = arena_copy(a, run->glyphs, run->n * sizeof *run->glyphs);
        run->at = run->at ? arena_copy(a, run->at, run->n * sizeof *run->at) : NULL;
        break;
    case ITEM_BITS:
        copy.bits.bits =
            arena_copy(a, copy.bits.bits, copy.bits.cells * ((copy.bits.cells + 7) / 8));
        break;
    case ITEM_RULE:
    case ITEM_IMAGE: /* images are the document's */
        break;
    }
    return copy;
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
                   const struct page_row *like, len_t x, enum element element)
{
    struct ink_style ink = place_ink(s->style, like->box, element);
    for (size_t i = 0; i < lines.n; i++) {
        struct item_list items = {.arena = s->arena};
        struct page_row *row = VEC_ADD(s->arena, &rows->list);
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
    struct page_row like = {.gap = gap, .box = s->style->body_size, .on_grid = true};
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
