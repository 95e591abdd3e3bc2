/*
 * Paragraphs: collect, find breaks, break, justify, align; and a paragraph in pieces that no line
 * end parts, enough to say how many lines it takes in any width without setting it.
 */
#include "text/text_int.h"

struct typesetter *text_open(struct arena *a, const struct text_options *options, struct diags *d)
{
    struct typesetter *t = ARENA_NEW(a, struct typesetter);
    *t = (struct typesetter){.arena = a,
                             .lines = a,
                             .scratch = arena_sub(a),
                             .fonts = options->fonts,
                             .style = options->style,
                             .lexicon = options->lexicon,
                             .names = options->names,
                             .diags = d};
    text_known_start(t);
    return t;
}

struct arena *text_use_arena(struct typesetter *t, struct arena *lines)
{
    struct arena *before = t->lines;
    t->lines = lines;
    return before;
}

/* ---- a line: marks give up blank or gaps are stretched until it is as wide as asked ---- */

/* How a line is brought to its width: totals in len_t. */
struct fit {
    len_t squeeze_end, squeeze;   /* taken off the last mark, off the others */
    len_t stretch_latin, stretch; /* of gaps between Han and Latin alone, then of all */
    int64_t shrink, latin, gaps;  /* what squeeze and stretch are shared over */
};

static struct fit fit_make(const struct line_extent *e, const struct text_shape *shape,
                           len_t natural, len_t width)
{
    len_t pitch = shape->pitch;
    struct fit f = {.shrink = e->shrink - e->end_shrink, .gaps = e->gaps};
    if (!width || natural == width)
        return f;
    if (natural < width) {
        len_t spare = f.gaps ? width - natural : 0;
        f.latin = shape->align == ALIGN_SPREAD ? 0 : e->latin;
        f.stretch_latin = len_min(spare, len_scale(pitch, f.latin * GAP_LATIN_MOST, EM));
        f.stretch = spare - f.stretch_latin;
        return f;
    }
    f.squeeze_end = len_min(natural - width, len_scale(e->end_shrink, pitch, EM));
    f.squeeze = f.shrink ? natural - width - f.squeeze_end : 0;
    return f;
}

/* Most items have the size of their line. */
static len_t scaled(len_t length, const struct item *it)
{
    return it->scale == EM ? length : len_scale(length, it->scale, EM);
}

/* The glyph stands in the middle of its cell, as if nothing were cut or squeezed. */
static len_t origin_in_cell(const struct item *it, const struct text_shape *shape)
{
    if (it->object)
        return 0;
    len_t size = scaled(shape->size, it), pitch = scaled(shape->pitch, it);
    len_t ink =
        len_scale(size, (int64_t)it->glyph.advance * it->glyph.face->scale, (int64_t)EM * EM);
    return (len_scale(pitch, it->width, EM) - ink) / 2 - len_scale(shape->pitch, it->cut_left, EM);
}

static len_t share(len_t total, int64_t part, int64_t whole)
{
    return total && whole ? len_scale(total, part, whole) : 0;
}

struct set_line text_justify(struct arena *a, struct items items, const struct line_extent *e,
                             const struct text_shape *shape, len_t width)
{
    len_t natural = len_scale(shape->pitch, e->width, EM);
    struct fit f = fit_make(e, shape, natural, width);
    struct set_glyph *glyphs = ARENA_BARE(a, struct set_glyph, e->to - e->from + 1);
    int64_t cells, shrunk = 0, whole = 0; /* running totals in 1/1000 of the pitch */
    int64_t gaps = 0, latin = 0;
    for (size_t i = e->from; i < e->to; i++)
        whole += items.v[i].cell;
    cells = e->width - whole; /* the trimmed blank of an opening mark at the line's start */
    bool trimmed = cells != 0;
    for (size_t i = e->from; i < e->to; i++) {
        const struct item *it = &items.v[i];
        gaps += i > e->from && it->gap != GAP_NONE;
        latin += i > e->from && it->gap == GAP_LATIN;
        shrunk += i == e->from && trimmed ? 0 : it->shrink_left;
        glyphs[i - e->from] = (struct set_glyph){
            .glyph = it->glyph,
            .x = len_scale(shape->pitch, cells, EM) + share(f.stretch_latin, latin, f.latin) +
                 share(f.stretch, gaps, f.gaps) - share(f.squeeze, shrunk, f.shrink) +
                 origin_in_cell(it, shape),
            .text = {it->cp, it->joined},
            .at = it->at,
            .span = it->span,
            .size = scaled(shape->size, it),
            .rise = it->raise ? len_scale(shape->size, it->raise, EM) : 0,
            .rule = it->rule,
            .object = it->object,
            .width = it->object ? len_scale(shape->pitch, it->cell, EM) : 0,
        };
        cells += it->cell;
        shrunk += i + 1 == e->to ? 0 : it->shrink_right;
    }
    len_t set = natural + f.stretch_latin + f.stretch - f.squeeze - f.squeeze_end;
    return (struct set_line){.glyphs = glyphs, .n = e->to - e->from, .width = set};
}

/* What the line has left goes to the objects that fill, in equal shares. */
static struct set_line filled_line(struct typesetter *t, struct items items,
                                   const struct line_extent *e, struct set_line line, len_t width)
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

/* How far a line's gaps are stretched before it stays short instead. */
static int gap_most(const struct typesetter *t, struct items items, size_t to,
                    const struct text_shape *shape)
{
    int most = shape->stretch_most ? shape->stretch_most : t->style->gap_stretch;
    bool address = to > 0 && turn_is_by_address(items.v[to - 1].turn);
    return address && most > BY_ADDRESS_MOST ? BY_ADDRESS_MOST : most;
}

/* The last line, and one that the author ended, is not justified unless it must be squeezed to fit;
 * nor is one that would be torn apart, since few characters stand on it. */
struct set_line text_set_line(struct typesetter *t, struct items items, size_t from, size_t to,
                              const struct text_shape *shape)
{
    bool first = items_first_line(items, from);
    len_t indent = first ? shape->first_indent : shape->turned_indent;
    len_t width = shape->width - indent;
    struct line_extent e =
        text_line_extent(items, from, to, !first && shape->align == ALIGN_JUSTIFY);
    bool ends = (to == items.n && !items.more) || items.v[to - 1].forced;
    bool fits = len_scale(shape->pitch, e.width, EM) <= width, fill = false;
    int64_t spare = width_in_pitches(width, shape->pitch) - e.width;
    bool loose = spare > e.latin * GAP_LATIN_MOST + e.gaps * gap_most(t, items, to, shape);
    bool filled =
        shape->align == ALIGN_SPREAD || (shape->align == ALIGN_JUSTIFY && !ends && !loose);
    for (size_t i = e.from; fits && i < e.to; i++)
        fill = fill || items.v[i].fills;
    bool natural = fits && (!filled || fill);
    struct set_line line = text_justify(t->lines, items, &e, shape, natural ? 0 : width);
    if (fill)
        line = filled_line(t, items, &e, line, width);
    len_t left = width - line.width;
    line.x = indent + (shape->align == ALIGN_CENTRE  ? left / 2
                       : shape->align == ALIGN_RIGHT ? left
                                                     : 0);
    return line;
}

/* ---- paragraphs ---- */

static void prepare_items(struct items items, const struct text_shape *shape)
{
    len_t least = shape->width - len_max(shape->first_indent, shape->turned_indent);
    int64_t narrowest = width_in_pitches(least, shape->pitch);
    for (size_t i = 0; i < items.n; i++) /* an object is no wider than a line */
        if (items.v[i].object && items.v[i].cell > narrowest)
            items.v[i].cell = (int)narrowest;
    text_items_find_breaks(items, narrowest);
    if (shape->narrow)
        text_items_keep_dates(items, narrowest);
    if (shape->narrow && !items.more)
        text_items_keep_end(items, narrowest);
    if (shape->align == ALIGN_JUSTIFY) /* elsewhere a line that ends early does no harm */
        text_items_open_addresses(items);
    if (!shape->narrow)
        text_items_price_dates(items);
}

bool text_items(struct typesetter *t, const struct span spans[], size_t n,
                const struct text_shape *shape, struct items *out)
{
    bool ok = text_items_collect(t, spans, n, out);
    if (ok)
        prepare_items(*out, shape);
    return ok;
}

/* In 字: the sentences of a wider column run on behind their marks. */
enum { RAGGED_MOST = 20 };

/* More than one line, whatever breaks the author put in. */
static bool turns(struct items items, const struct line_widths *widths)
{
    int64_t width = 0, room = width_in_pitches(widths->first, widths->pitch);
    for (size_t i = 0; i < items.n && width <= room; i++)
        width += items.v[i].cell;
    return width > room || items.turned || items.more;
}

/* As most cells of a table do. */
static bool is_plain_line(struct items items)
{
    bool plain = items.n && items.v[0].trait.cls != CLASS_SPACE;
    for (size_t i = 0; plain && i < items.n; i++)
        plain = !items.v[i].forced;
    return plain;
}

static struct line_ends break_items(struct typesetter *t, struct items items,
                                    const struct text_shape *shape)
{
    struct line_widths widths = {.first = shape->width - shape->first_indent,
                                 .turned = shape->width - shape->turned_indent,
                                 .pitch = shape->pitch,
                                 .gap_stretch = t->style->gap_stretch,
                                 .narrow = shape->narrow,
                                 .ragged = shape->align != ALIGN_JUSTIFY &&
                                           shape->width - shape->turned_indent <
                                               RAGGED_MOST * shape->pitch};
    bool turned = turns(items, &widths);
    if (!turned && is_plain_line(items))
        return (struct line_ends){arena_copy(t->scratch, &items.n, sizeof items.n), 1};
    if (turned && shape->narrow)
        text_items_read_words(t, items);
    else if (turned)
        text_items_read_names(t, items);
    return text_break_lines(t->scratch, items, &widths);
}

/* Lines of the next characters, as far as they are certain. */
static void set_some(struct typesetter *t, struct text_course *course, size_t most,
                     struct set_lines *out)
{
    struct text_course behind = *course;
    struct items items;
    course->failed = !text_items_collect_some(t, course, most, &items) || course->failed;
    if (course->failed)
        return;
    items.enough = most >= ITEMS_ENOUGH;
    prepare_items(items, course->shape);
    struct line_ends ends = break_items(t, items, course->shape);
    struct set_line *lines = ARENA_ARRAY(t->lines, struct set_line, ends.n + 1);
    for (size_t k = 0; k < ends.n; k++)
        lines[k] = text_set_line(t, items, k ? ends.v[k - 1] : 0, ends.v[k], course->shape);
    *out = (struct set_lines){lines, ends.n};
    if (!items.more)
        return;
    if (ends.n) {
        const struct item *next = &items.v[ends.v[ends.n - 1]];
        behind.span = next->span;
        behind.index = next->index;
        behind.turned = true;
    }
    *course = behind;
}

struct text_course text_course(const struct span spans[], size_t n, const struct text_shape *shape)
{
    return (struct text_course){.spans = spans, .n = n, .shape = shape, .items = ITEMS_LEAST};
}

bool text_go_on(struct typesetter *t, struct text_course *course, struct set_lines *out)
{
    *out = (struct set_lines){0};
    while (course->span < course->n) {
        struct arena_mark before = arena_mark(t->scratch);
        set_some(t, course, course->items, out);
        arena_reset(t->scratch, before);
        if (out->n)
            break;
        course->items *= 2;
    }
    return out->n && !course->failed;
}

bool text_set(struct typesetter *t, const struct span spans[], size_t n,
              const struct text_shape *shape, struct set_lines *out)
{
    struct text_course course = text_course(spans, n, shape);
    VEC(struct set_line) lines = {0};
    struct set_lines some;
    if (!text_go_on(t, &course, out) || course.span == n)
        return !course.failed;
    for (size_t i = 0; i < out->n; i++)
        VEC_PUSH(t->lines, &lines, out->v[i]);
    while (text_go_on(t, &course, &some))
        for (size_t i = 0; i < some.n; i++)
            VEC_PUSH(t->lines, &lines, some.v[i]);
    *out = (struct set_lines){lines.v, lines.n};
    return !course.failed;
}

bool text_width(struct typesetter *t, const struct span *span, len_t pitch, len_t *width)
{
    struct arena_mark before = arena_mark(t->scratch);
    struct items items;
    bool ok = text_items_collect(t, span, 1, &items);
    if (ok)
        *width = len_scale(pitch, text_line_extent(items, 0, items.n, false).width, EM);
    arena_reset(t->scratch, before);
    return ok;
}

/* ---- pieces ---- */

/* What the end of a line takes back from the items up to one: spaces hang, a mark gives its blank.
 */
static int hang_at(struct items items, size_t from, size_t last)
{
    int hang = 0;
    size_t i = last + 1;
    while (i > from && items.v[i - 1].trait.cls == CLASS_SPACE)
        hang += items.v[--i].cell;
    return i > from ? hang + items.v[i - 1].shrink_right : hang;
}

static struct text_pieces pieces_of(struct typesetter *t, struct items items)
{
    struct text_piece *v = ARENA_BARE(t->lines, struct text_piece, items.n), piece = {0};
    size_t made = 0;
    for (size_t i = 0, from = 0; i < items.n; i++) {
        piece.width += items.v[i].cell;
        piece.give += items.v[i].shrink_left + items.v[i].shrink_right;
        if (!items.v[i].break_after)
            continue;
        piece.hang = hang_at(items, from, i);
        piece.ends = items.v[i].forced;
        piece.torn = !piece.ends && i + 1 < items.n && items.v[i].word >= BREAK_UNSURE &&
                     !text_item_pauses(&items.v[i]);
        from = i + 1;
        v[made++] = piece;
        piece = (struct text_piece){0};
    }
    return (struct text_pieces){v, made};
}

bool text_take_apart(struct typesetter *t, const struct span spans[], size_t n,
                     struct text_pieces *out)
{
    struct arena_mark before = arena_mark(t->scratch);
    struct text_course all = {.spans = spans, .n = n};
    struct known_key key;
    struct items items;
    bool is_short = text_known_ask(&all, &key);
    if (is_short && text_known_pieces(t, &key, spans, n, out))
        return true;
    *out = (struct text_pieces){0};
    bool ok = text_items_collect(t, spans, n, &items);
    if (ok) {
        text_items_find_breaks(items, INT64_MAX);
        text_items_keep_dates(items, INT64_MAX);
        text_items_open_addresses(items);
        text_items_read_words(t, items);
        *out = pieces_of(t, items);
        if (is_short)
            text_known_keep_pieces(t, &key, spans, n, *out);
    }
    arena_reset(t->scratch, before);
    return ok;
}

/* What stands on a line so far. */
struct piece_line {
    int64_t width, give;
    int hang; /* of the last piece */
};

static struct piece_line line_with(struct piece_line line, const struct text_piece *p)
{
    return (struct piece_line){line.width + p->width, line.give + p->give, p->hang};
}

/* With all that its marks and its end give. */
static int64_t line_least(struct piece_line line)
{
    return line.width - (line.give > line.hang ? line.give : line.hang);
}

/* Pieces from one on that make a word. */
static size_t word_length(struct text_pieces pieces, size_t i)
{
    size_t n = 1;
    while (pieces.v[i + n - 1].torn)
        n++;
    return n;
}

/* Sets a piece behind what stands on a line; it is opened where no line holds it. */
static void add_piece(const struct text_piece *p, int64_t width, int *lines,
                      struct piece_line *line)
{
    struct piece_line next = line_with(*line, p);
    if (line->width > 0 && line_least(next) > width) {
        ++*lines;
        next = line_with((struct piece_line){0}, p);
    }
    if (line_least(next) > width && width > 0) {
        int64_t turned = (line_least(next) - 1) / width;
        *lines += (int)turned;
        next.width -= turned * width;
    }
    *line = next;
}

int text_pieces_lines(struct text_pieces pieces, int64_t width)
{
    struct piece_line line = {0};
    int lines = pieces.n > 0;
    for (size_t i = 0, n; i < pieces.n; i += n) {
        struct piece_line behind = line, alone = {0};
        n = word_length(pieces, i);
        for (size_t k = i; k < i + n; k++) {
            behind = line_with(behind, &pieces.v[k]);
            alone = line_with(alone, &pieces.v[k]);
        }
        if (line.width > 0 && line_least(behind) > width && line_least(alone) <= width) {
            lines++;
            line = (struct piece_line){0};
        }
        for (size_t k = i; k < i + n; k++)
            add_piece(&pieces.v[k], width, &lines, &line);
        if (pieces.v[i + n - 1].ends && i + n < pieces.n) {
            lines++;
            line = (struct piece_line){0};
        }
    }
    return lines;
}
