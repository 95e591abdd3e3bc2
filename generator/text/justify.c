/*
 * A broken line to placed glyphs: marks give up blank or gaps are stretched until the line is as
 * wide as asked. Shares are rounded from running totals, so the last glyph ends exactly there.
 */
#include "text/text_int.h"

/* How a line is brought to its width: totals in len_t. */
struct fit {
    len_t squeeze_end, squeeze; /* taken off the last mark, off the others */
    len_t stretch;
    int64_t give, gaps; /* what squeeze and stretch are shared over */
};

static struct fit fit_make(const struct extent *e, len_t pitch, len_t natural, len_t width)
{
    struct fit f = {.give = e->give - e->end_give, .gaps = e->gaps};
    if (!width || natural == width)
        return f;
    if (natural < width) {
        f.stretch = f.gaps ? width - natural : 0;
        return f;
    }
    f.squeeze_end = len_min(natural - width, len_scale(e->end_give, pitch, EM));
    f.squeeze = f.give ? natural - width - f.squeeze_end : 0;
    return f;
}

/* The glyph stands in the middle of its cell, as if nothing were cut or squeezed. */
static len_t origin_in_cell(const struct item *it, const struct text_shape *shape)
{
    if (it->object)
        return 0;
    len_t size = len_scale(shape->size, it->scale, EM),
          pitch = len_scale(shape->pitch, it->scale, EM);
    len_t ink =
        len_scale(size, (int64_t)it->glyph.advance * it->glyph.face->scale, (int64_t)EM * EM);
    int em = it->latin ? it->glyph.advance : it->joined ? 2 * EM : EM;
    return (len_scale(pitch, em, EM) - ink) / 2 - len_scale(shape->pitch, it->cut_left, EM);
}

struct cursor {
    int64_t cells, given, gaps; /* running totals in 1/1000 of the pitch; gaps counted */
};

static len_t share(len_t total, int64_t part, int64_t whole)
{
    return whole ? len_scale(total, part, whole) : 0;
}

struct set_line line_set(struct arena *a, struct items items, const struct extent *e,
                         const struct text_shape *shape, len_t width)
{
    len_t natural = len_scale(shape->pitch, e->width, EM);
    struct fit f = fit_make(e, shape->pitch, natural, width);
    struct set_glyph *glyphs = ARENA_ARRAY(a, struct set_glyph, e->to - e->from + 1);
    struct cursor at = {0};
    int64_t whole = 0;
    for (size_t i = e->from; i < e->to; i++)
        whole += items.v[i].cell;
    at.cells = e->width - whole; /* the trimmed blank of an opening mark at the line's start */
    bool trimmed = at.cells != 0;
    for (size_t i = e->from; i < e->to; i++) {
        const struct item *it = &items.v[i];
        at.gaps += i > e->from && gap_stretches(it - 1, it);
        at.given += i == e->from && trimmed ? 0 : it->give_left;
        glyphs[i - e->from] = (struct set_glyph){
            .glyph = it->glyph,
            .x = len_scale(shape->pitch, at.cells, EM) + share(f.stretch, at.gaps, f.gaps) -
                 share(f.squeeze, at.given, f.give) + origin_in_cell(it, shape),
            .text = {it->cp, it->joined},
            .at = it->at,
            .span = it->span,
            .size = len_scale(shape->size, it->scale, EM),
            .rise = len_scale(shape->size, it->raise, EM),
            .object = it->object,
            .width = it->object ? len_scale(shape->pitch, it->cell, EM) : 0,
        };
        at.cells += it->cell;
        at.given += i + 1 == e->to ? 0 : it->give_right;
    }
    len_t set = natural + f.stretch - f.squeeze - f.squeeze_end;
    return (struct set_line){.glyphs = glyphs, .n = e->to - e->from, .width = set};
}
