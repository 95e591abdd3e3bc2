/*
 * A page's content stream in few bytes: what the graphics state already holds is not said again,
 * consecutive runs share a text object, and a run's spacing is one Tc for what most of its glyphs
 * need, with TJ adjustments for the rest.
 *
 * PDF's origin is the lower left corner. Every decimal printed is exact, and adjustments are made
 * against the placed position, so that rounding never adds up: glyphs stand within TOLERANCE.
 */
#include <stdlib.h>
#include <string.h>

#include "image/image.h"
#include "pdf/pdf_int.h"

enum {
    NATURAL = 1000, /* squeeze, and the em */
    TOLERANCE = 8,  /* len_t */
    CHUNK = 1024    /* glyphs shown at once */
};

/* What the page's graphics state holds. */
struct graphics {
    struct pdf *pdf;
    struct buf *out;
    len_t height; /* of the paper, or of what is turned on it */
    bool in_text, round_joins;
    len_t x, y;  /* of the text object's line */
    size_t font; /* its number + 1; 0: none yet */
    len_t size, spacing, line_width;
    int squeeze, mode;
    struct ink_colour {
        bool given;
        struct colour colour;
    } fill, stroke;
};

static void add_number(struct graphics *s, len_t v)
{
    buf_fixed(s->out, v, PDF_DECIMALS);
    buf_char(s->out, ' ');
}

static void end_text(struct graphics *s)
{
    if (s->in_text)
        buf_str(s->out, "ET\n");
    s->in_text = false;
}

/* Starts a line of text at a place counted from the page's upper left corner. */
static void move_to(struct graphics *s, len_t x, len_t y)
{
    if (!s->in_text) {
        buf_str(s->out, "BT\n");
        s->x = s->y = 0;
    }
    s->in_text = true;
    y = s->height - y;
    add_number(s, x - s->x);
    add_number(s, y - s->y);
    buf_str(s->out, "Td\n");
    s->x = x;
    s->y = y;
}

/* Operators of a colour to fill with, or to draw lines with. */
struct ink_operators {
    const char *gray, *colour;
};
static const struct ink_operators fill_operators = {"g\n", "rg\n"},
                                  stroke_operators = {"G\n", "RG\n"};

/* Black and what lies between it and white is gray, which printers make of black ink alone; any
 * other colour is the red, green and blue that its inks leave (ISO 32000-1, 10.3.4). */
static void set_colour(struct graphics *s, struct ink_colour *in_force, const struct colour *c,
                       const struct ink_operators *operators)
{
    const int inks[] = {c->c, c->m, c->y};
    if (in_force->given && memcmp(&in_force->colour, c, sizeof *c) == 0)
        return;
    bool gray = !c->c && !c->m && !c->y;
    for (size_t i = 0; i < (gray ? 1 : sizeof inks / sizeof *inks); i++)
        add_number(s, NATURAL - len_min(NATURAL, inks[i] + c->k));
    buf_str(s->out, gray ? operators->gray : operators->colour);
    *in_force = (struct ink_colour){true, *c};
}

static void set_font(struct graphics *s, size_t font, len_t size)
{
    if (s->font == font + 1 && s->size == size)
        return;
    buf_str(s->out, "/F");
    buf_int(s->out, (int64_t)font + 1);
    buf_char(s->out, ' ');
    add_number(s, size);
    buf_str(s->out, "Tf\n");
    s->font = font + 1;
    s->size = size;
}

/* A face that is made heavier is stroked in its own colour; round joins, since mitres would grow
 * spikes out of serifs. */
static void set_stroke(struct graphics *s, const struct glyph_run *run)
{
    enum { FILL = 0, FILL_AND_STROKE = 2 }; /* text rendering modes */
    int mode = run->face->stroke ? FILL_AND_STROKE : FILL;
    if (s->mode != mode)
        buf_printf(s->out, "%d Tr\n", mode);
    s->mode = mode;
    if (mode == FILL)
        return;
    set_colour(s, &s->stroke, &run->colour, &stroke_operators);
    if (!s->round_joins)
        buf_str(s->out, "1 j\n");
    s->round_joins = true;
    len_t width = len_scale(run->size, run->face->stroke, NATURAL);
    if (s->line_width == width)
        return;
    add_number(s, width);
    buf_str(s->out, "w\n");
    s->line_width = width;
}

/* How far the next glyph stands off from where this one's advance would leave it, before the
 * horizontal scale. */
static len_t deviation(const struct glyph_run *run, size_t i, int squeeze)
{
    const struct placed_glyph *g = &run->glyphs[i];
    len_t natural = len_scale(run->size, g->advance, NATURAL);
    return len_scale(g[1].x - g[0].x, NATURAL, squeeze) - natural;
}

static int by_value(const void *a, const void *b)
{
    const len_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* A value that more than half of them have: the same for whole lines. False: there is none. */
static bool has_majority(const len_t values[], size_t n, len_t *out)
{
    size_t lead = 0, count = 0;
    for (size_t i = 0; i < n; i++) {
        if (!lead)
            *out = values[i];
        if (values[i] == *out)
            lead++;
        else
            lead--;
    }
    for (size_t i = 0; i < n; i++)
        count += values[i] == *out;
    return count > n / 2;
}

/* The most common value, or the one in force when it is as common. */
static len_t most_common(len_t values[], size_t n, len_t in_force)
{
    len_t majority = in_force;
    if (has_majority(values, n, &majority))
        return majority;
    size_t best_count = 0, count = 0;
    len_t best = in_force;
    for (size_t i = 0; i < n; i++)
        best_count += values[i] == in_force;
    qsort(values, n, sizeof *values, by_value);
    for (size_t i = 0; i < n; i++) {
        count = i && values[i] == values[i - 1] ? count + 1 : 1;
        if (count > best_count) {
            best = values[i];
            best_count = count;
        }
    }
    return best;
}

static void set_spacing(struct graphics *s, const struct glyph_run *run, size_t from, size_t n)
{
    len_t values[CHUNK];
    for (size_t i = 0; i + 1 < n; i++)
        values[i] = deviation(run, from + i, s->squeeze);
    len_t spacing = most_common(values, n - 1, s->spacing);
    if (spacing == s->spacing)
        return;
    add_number(s, spacing);
    buf_str(s->out, "Tc\n");
    s->spacing = spacing;
}

/* Adds the shortest TJ number that closes the gap well enough; returns what it closes. The gap is
 * in 1/1000 len_t, which makes a TJ unit as long as the size is in len_t. */
static int64_t adjust(struct buf *b, int64_t gap, len_t size, int64_t slack)
{
    int64_t unit = 1, n = 0;
    int decimals = 0;
    for (;; decimals++, unit *= 10) {
        n = len_scale(gap, unit, size);
        if (decimals == PDF_DECIMALS || llabs(gap - len_scale(n, size, unit)) <= slack)
            break;
    }
    buf_char(b, ')');
    buf_fixed(b, -n, decimals);
    buf_char(b, '(');
    return len_scale(n, size, unit);
}

/* Builds the run's string, with adjustments where a glyph would stand off; true: it has some. */
static bool build_string(struct graphics *s, const struct glyph_run *run, size_t from, size_t n)
{
    struct buf *b = &s->pdf->string;
    int64_t pen = 0, tolerance = (int64_t)TOLERANCE * LEN_PT * NATURAL / s->squeeze;
    bool adjusted = false;
    buf_clear(b);
    for (size_t i = from; i < from + n; i++) {
        const struct placed_glyph *g = &run->glyphs[i];
        len_t offset = g->x - run->glyphs[from].x;
        int64_t gap = len_scale(offset * LEN_PT, NATURAL, s->squeeze) - pen;
        if (llabs(gap) > tolerance) {
            pen += adjust(b, gap, run->size, tolerance / 2);
            adjusted = true;
        }
        uint16_t cid = pdf_font_cid(s->pdf, s->font - 1, g);
        pdf_add_literal(b, (const char[]){(char)(cid >> 8), (char)(cid & 0xFF)}, sizeof cid);
        pen += g->advance * run->size + s->spacing * LEN_PT;
    }
    return adjusted;
}

static void add_chunk(struct graphics *s, const struct glyph_run *run, size_t from, size_t n)
{
    struct pdf *pdf = s->pdf;
    move_to(s, run->x + run->glyphs[from].x, run->y);
    set_font(s, pdf_fonts_use(pdf, run->face, n), run->size);
    set_colour(s, &s->fill, &run->colour, &fill_operators);
    set_stroke(s, run);
    int squeeze = run->squeeze > 0 ? run->squeeze : NATURAL;
    if (s->squeeze != squeeze) {
        buf_fixed(s->out, squeeze, 1); /* Tz is in per cent */
        buf_str(s->out, " Tz\n");
        s->squeeze = squeeze;
    }
    set_spacing(s, run, from, n);
    bool adjusted = build_string(s, run, from, n);
    buf_str(s->out, adjusted ? "[(" : "(");
    buf_add(s->out, pdf->string.p, pdf->string.n);
    buf_str(s->out, adjusted ? ")]TJ\n" : ")Tj\n");
}

static void add_corner(struct graphics *s, len_t x, len_t y, const char *operator)
{
    add_number(s, x);
    add_number(s, s->height - y);
    buf_str(s->out, operator);
}

/* A slanted line as a filled parallelogram: a flat one is as high, a steep one as wide as it is
 * thick. */
static void add_slant(struct graphics *s, const struct rule *r)
{
    len_t dx = r->x2 - r->x1, dy = r->y2 - r->y1, half = r->thickness / 2;
    bool flat = (dx < 0 ? -dx : dx) > (dy < 0 ? -dy : dy);
    len_t wide = flat ? 0 : half, high = flat ? half : 0;
    end_text(s);
    set_colour(s, &s->fill, &r->colour, &fill_operators);
    add_corner(s, r->x1 - wide, r->y1 - high, "m ");
    add_corner(s, r->x2 - wide, r->y2 - high, "l ");
    add_corner(s, r->x2 + wide, r->y2 + high, "l ");
    add_corner(s, r->x1 + wide, r->y1 + high, "l f\n");
}

/* A filled rectangle, whose edges every reader draws alike. */
static void add_rule(struct graphics *s, const struct rule *r)
{
    if (r->x1 != r->x2 && r->y1 != r->y2) {
        add_slant(s, r);
        return;
    }
    bool upright = r->x1 == r->x2;
    len_t left = len_min(r->x1, r->x2), bottom = s->height - len_max(r->y1, r->y2);
    len_t width = len_max(r->x1, r->x2) - left, height = s->height - len_min(r->y1, r->y2) - bottom;
    end_text(s);
    set_colour(s, &s->fill, &r->colour, &fill_operators);
    add_number(s, upright ? left - r->thickness / 2 : left);
    add_number(s, upright ? bottom : bottom - r->thickness / 2);
    add_number(s, upright ? r->thickness : width);
    add_number(s, upright ? height : r->thickness);
    buf_str(s->out, "re f\n");
}

/* A box that the unit square, in which pictures are drawn, is stretched over; until Q. */
struct square {
    len_t x, y, width, height;
};

static void stretch_square(struct graphics *s, struct square box)
{
    buf_str(s->out, "q ");
    add_number(s, box.width);
    buf_str(s->out, "0 0 ");
    add_number(s, box.height);
    add_number(s, box.x);
    add_number(s, s->height - box.y - box.height);
    buf_str(s->out, "cm ");
}

/* A stencil of a bit a cell, within the content stream: it is never the same on two pages. In
 * hexadecimal digits, since bytes may look like the end of the picture. */
static void add_bits(struct graphics *s, const struct placed_bits *p)
{
    enum { BYTE = 8 };
    static const char digits[] = "0123456789ABCDEF";
    const struct colour black = {0, 0, 0, NATURAL};
    size_t n = (size_t)((p->cells + BYTE - 1) / BYTE) * p->cells;
    end_text(s);
    set_colour(s, &s->fill, &black, &fill_operators);
    stretch_square(s, (struct square){p->x, p->y, p->side, p->side});
    buf_printf(s->out, "BI /W %u /H %u /IM true /D [1 0] /F /AHx ID ", p->cells, p->cells);
    for (size_t i = 0; i < n; i++) {
        buf_char(s->out, digits[p->bits[i] >> (BYTE / 2)]);
        buf_char(s->out, digits[p->bits[i] % (1 << (BYTE / 2))]);
    }
    buf_str(s->out, ">\nEI Q\n");
}

/* How the unit square of a stored picture is turned and mirrored to be seen, by Exif's numbers. */
static const char *const orientations[] = {
    [2] = "-1 0 0 1 1 0 cm ",  [3] = "-1 0 0 -1 1 1 cm ", [4] = "1 0 0 -1 0 1 cm ",
    [5] = "0 -1 -1 0 1 1 cm ", [6] = "0 -1 1 0 0 1 cm ",  [7] = "0 1 1 0 0 0 cm ",
    [8] = "0 1 -1 0 1 0 cm ",
};

/* A picture is drawn in the unit square, which is stretched over its box. */
static void add_image(struct graphics *s, const struct placed_image *placed)
{
    const struct image *image = placed->image;
    if (!image->width || !image->height || placed->width <= 0 || placed->height <= 0)
        return;
    end_text(s);
    if (placed->says) {
        buf_str(s->out, "/Figure << /Alt ");
        pdf_add_string(s->out, placed->says);
        buf_str(s->out, " >> BDC\n");
    }
    stretch_square(s, (struct square){placed->x, placed->y, placed->width, placed->height});
    if (image->file && image->file->orientation > 1)
        buf_str(s->out, orientations[image->file->orientation]);
    buf_printf(s->out, "/Im%zu Do Q\n", pdf_image_use(s->pdf, image) + 1);
    if (placed->says)
        buf_str(s->out, "EMC\n");
}

static void add_item(struct graphics *s, const struct page_item *item)
{
    bool box = item->kind == ITEM_GLYPHS && item->element == ELEMENT_FORM_BOX;
    if (box && s->pdf->forms.fonts) /* the widget says whether it is ticked */
        return;
    switch (item->kind) {
    case ITEM_GLYPHS:
        for (size_t i = 0, n = item->glyphs.n; item->glyphs.size > 0 && i < n; i += CHUNK)
            add_chunk(s, &item->glyphs, i, n - i < CHUNK ? n - i : CHUNK);
        return;
    case ITEM_RULE:
        add_rule(s, &item->rule);
        return;
    case ITEM_IMAGE:
        add_image(s, &item->image);
        return;
    case ITEM_BITS:
        add_bits(s, &item->bits);
        return;
    }
}

static struct graphics graphics_start(struct pdf *pdf, len_t height)
{
    return (struct graphics){.pdf = pdf,
                             .out = &pdf->content,
                             .height = height,
                             .squeeze = NATURAL,
                             .line_width = LEN_PT};
}

/* Items of a turned page that are placed alike, from item first on; returns the next one. What is
 * turned has its head at the paper's left edge and its left end at the lower one. */
static size_t add_section(struct pdf *pdf, const struct page *page, size_t first)
{
    bool upright = page->items[first].upright;
    struct graphics s = graphics_start(pdf, upright ? page->height : page->width);
    size_t i = first;
    buf_str(s.out, "q\n");
    if (!upright) {
        buf_str(s.out, "0 1 -1 0 ");
        add_number(&s, page->width);
        buf_str(s.out, "0 cm\n");
    }
    for (; i < page->n_items && page->items[i].upright == upright; i++)
        add_item(&s, &page->items[i]);
    end_text(&s);
    buf_str(s.out, "Q\n");
    return i;
}

void pdf_content_build(struct pdf *pdf, const struct page *page)
{
    struct graphics s = graphics_start(pdf, page->height);
    for (size_t i = 0; page->turned && i < page->n_items;)
        i = add_section(pdf, page, i);
    for (size_t i = 0; !page->turned && i < page->n_items; i++)
        add_item(&s, &page->items[i]);
    end_text(&s);
}
