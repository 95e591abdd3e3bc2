/* Paragraphs: collect, find breaks, break, set, align. */
#include "text/text_int.h"

struct typesetter *text_open(struct arena *a, struct fonts *fonts, const struct style *style,
                             const char *phrases, struct diags *d)
{
    struct typesetter *t = ARENA_NEW(a, struct typesetter);
    *t = (struct typesetter){.arena = a,
                             .lines = a,
                             .scratch = arena_sub(a),
                             .fonts = fonts,
                             .style = style,
                             .phrases = phrases,
                             .diags = d};
    return t;
}

struct arena *text_use_arena(struct typesetter *t, struct arena *lines)
{
    struct arena *before = t->lines;
    t->lines = lines;
    return before;
}

static len_t aligned(enum text_align align, len_t spare)
{
    return align == ALIGN_CENTRE ? spare / 2 : align == ALIGN_RIGHT ? spare : 0;
}

/* Justified, would the line be torn apart? Where few characters stand on a line it may. */
static bool too_loose(const struct extent *e, const struct text_shape *shape, len_t width)
{
    int64_t spare = width_in_pitches(width, shape->pitch) - e->width;
    return shape->stretch_most && spare > e->gaps * shape->stretch_most;
}

/* What the line has left goes to the objects that fill, in equal shares. */
static struct set_line filled_line(struct typesetter *t, struct items items, const struct extent *e,
                                   struct set_line line, len_t width)
{
    struct set_glyph *glyphs = arena_copy(t->lines, line.glyphs, line.n * sizeof *glyphs);
    int64_t fills = 0, met = 0;
    len_t spare = width - line.width, before = 0;
    for (size_t i = e->from; i < e->to; i++)
        fills += items.v[i].fills;
    for (size_t i = e->from; i < e->to; i++) {
        struct set_glyph *g = &glyphs[i - e->from];
        g->x += before;
        met += items.v[i].fills;
        g->width += len_scale(spare, met, fills) - before;
        before = len_scale(spare, met, fills);
    }
    line.glyphs = glyphs;
    line.width = width;
    return line;
}

static bool has_fill(struct items items, const struct extent *e)
{
    size_t i = e->from;
    while (i < e->to && !items.v[i].fills)
        i++;
    return i < e->to;
}

/* Line number k of a paragraph. Its last line, and one that the author ended, is not justified
 * unless it must be squeezed to fit. */
struct set_line text_set_line(struct typesetter *t, struct items items, size_t from, size_t to,
                              const struct text_shape *shape)
{
    len_t indent = from == 0 ? shape->first_indent : shape->turned_indent;
    len_t width = shape->width - indent;
    struct extent e = line_extent(items, from, to, from > 0 && shape->align == ALIGN_JUSTIFY);
    bool ends = to == items.n || items.v[to - 1].forced;
    bool fits = len_scale(shape->pitch, e.width, EM) <= width;
    bool filled = shape->align == ALIGN_SPREAD ||
                  (shape->align == ALIGN_JUSTIFY && !ends && !too_loose(&e, shape, width));
    bool fill = fits && has_fill(items, &e);
    bool natural = fits && (!filled || fill);
    struct set_line line = line_set(t->lines, items, &e, shape, natural ? 0 : width);
    if (fill)
        line = filled_line(t, items, &e, line, width);
    line.x = indent + aligned(shape->align, width - line.width);
    return line;
}

/* An object is no wider than a line. */
static void narrow_objects(struct items items, int64_t width)
{
    for (size_t i = 0; i < items.n; i++)
        if (items.v[i].object && items.v[i].cell > width)
            items.v[i].cell = (int)width;
}

bool text_items(struct typesetter *t, const struct span spans[], size_t n,
                const struct text_shape *shape, struct items *out)
{
    if (!items_collect(t, spans, n, out))
        return false;
    len_t least = shape->width - len_max(shape->first_indent, shape->turned_indent);
    int64_t narrowest = width_in_pitches(least, shape->pitch);
    narrow_objects(*out, narrowest);
    items_find_breaks(*out, narrowest);
    if (shape->narrow) {
        items_keep_dates(*out, narrowest);
        items_keep_end(*out, narrowest);
    }
    if (shape->align == ALIGN_JUSTIFY) /* elsewhere a line that ends early does no harm */
        items_open_addresses(*out);
    return true;
}

static bool set_paragraph(struct typesetter *t, const struct span spans[], size_t n,
                          const struct text_shape *shape, struct set_lines *out)
{
    struct items items;
    if (!text_items(t, spans, n, shape, &items))
        return false;
    struct measure m = {.first = shape->width - shape->first_indent,
                        .turned = shape->width - shape->turned_indent,
                        .pitch = shape->pitch,
                        .gap_stretch = t->style->gap_stretch};
    struct line_ends ends = paragraph_break(t->scratch, items, &m);
    struct set_line *lines = ARENA_ARRAY(t->lines, struct set_line, ends.n + 1);
    for (size_t k = 0; k < ends.n; k++)
        lines[k] = text_set_line(t, items, k ? ends.v[k - 1] : 0, ends.v[k], shape);
    *out = (struct set_lines){lines, ends.n};
    return true;
}

bool text_set(struct typesetter *t, const struct span spans[], size_t n,
              const struct text_shape *shape, struct set_lines *out)
{
    struct arena_mark before = arena_mark(t->scratch);
    *out = (struct set_lines){0};
    bool ok = set_paragraph(t, spans, n, shape, out);
    arena_reset(t->scratch, before);
    return ok;
}

bool text_width(struct typesetter *t, const struct span *span, len_t pitch, len_t *width)
{
    struct arena_mark before = arena_mark(t->scratch);
    struct items items;
    bool ok = items_collect(t, span, 1, &items);
    if (ok)
        *width = len_scale(pitch, line_extent(items, 0, items.n, false).width, EM);
    arena_reset(t->scratch, before);
    return ok;
}
