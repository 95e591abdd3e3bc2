/*
 * Which text of the document's file stands where on a page's picture. A glyph knows a byte of its
 * source, but not of which: it is of the document's own file when that has the same character
 * there.
 */
#include "base/utf8.h"
#include "office/office_int.h"

struct spotter {
    struct arena *arena;
    const struct source *source;
    int dpi;
    VEC(uint32_t) lines; /* the byte where each begins */
    VEC(struct hongtou_spot) spots;
};

struct spotter *office_spotter_new(struct arena *a, const struct source *source, int dpi)
{
    struct spotter *s = ARENA_NEW(a, struct spotter);
    *s = (struct spotter){.arena = a, .source = source, .dpi = dpi};
    VEC_PUSH(a, &s->lines, 0);
    for (size_t i = 0; i < source->size; i++)
        if (source->bytes[i] == '\n')
            VEC_PUSH(a, &s->lines, (uint32_t)i + 1);
    return s;
}

static bool stands_there(const struct spotter *s, uint32_t at, uint32_t cp)
{
    const char *p = s->source->bytes + at, *end = s->source->bytes + s->source->size;
    return at < s->source->size && utf8_next(&p, end) == cp;
}

static void find_place(const struct spotter *s, uint32_t at, uint32_t *line, uint32_t *column)
{
    size_t from = 0, to = s->lines.n;
    while (to - from > 1) {
        size_t middle = (from + to) / 2;
        *(s->lines.v[middle] <= at ? &from : &to) = middle;
    }
    *line = (uint32_t)from + 1;
    *column = 1;
    const char *p = s->source->bytes + s->lines.v[from], *end = s->source->bytes + at;
    while (p < end) {
        utf8_next(&p, end);
        ++*column;
    }
}

static int pixels(const struct spotter *s, len_t l)
{
    return (int)len_scale(l, s->dpi, (int64_t)LEN_PT * LEN_PT_PER_INCH);
}

/* The first and the last of a run's glyphs that stand in the file. False: none does. */
static bool find_ends(const struct spotter *s, const struct glyph_run *run, size_t *first,
                      size_t *last)
{
    size_t found = 0;
    for (size_t i = 0; run->at && i < run->n; i++) {
        if (!stands_there(s, run->at[i], run->glyphs[i].text[0]))
            continue;
        *first = found ? *first : i;
        *last = i;
        found++;
    }
    return found > 0;
}

static void add_run(struct spotter *s, const struct glyph_run *run)
{
    enum { EM = 1000, ABOVE = 880 };
    size_t first, last;
    if (!find_ends(s, run, &first, &last))
        return;
    const struct placed_glyph *end = &run->glyphs[last];
    struct hongtou_spot *spot = VEC_ADD(s->arena, &s->spots);
    len_t advance = len_scale(len_scale(run->size, end->advance, EM), run->squeeze, EM);
    len_t top = run->y - len_scale(run->size, ABOVE, EM);
    spot->left = pixels(s, run->x + run->glyphs[first].x);
    spot->right = pixels(s, run->x + end->x + advance);
    spot->top = pixels(s, top);
    spot->bottom = pixels(s, top + run->size);
    find_place(s, run->at[first], &spot->line, &spot->column);
    find_place(s, run->at[last], &spot->end_line, &spot->end_column);
}

void office_spots(struct spotter *s, const struct page *page, const struct hongtou_spot **spots,
                  size_t *n)
{
    s->spots.n = 0;
    for (size_t i = 0; i < page->n_items; i++)
        if (page->items[i].kind == ITEM_GLYPHS && !(page->turned && page->items[i].upright))
            add_run(s, &page->items[i].glyphs);
    *spots = s->spots.v;
    *n = s->spots.n;
}
