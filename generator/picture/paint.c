/* The items of a page, one over the other, onto white paper. */
#include <string.h>

#include "font/raster.h"
#include "image/image.h"
#include "picture/picture.h"

enum {
    WHITE = 255,
    NATURAL = 1000, /* inks, squeeze */
    QUARTERS = 4,   /* places of a glyph within a pixel, across */
    SHADES = 32     /* of a colour: no eye sees more in an edge, and a page has a palette */
};

/* How glyphs of a face are drawn: what they share. */
struct glyph_look {
    const struct face *face;
    len_t size;
    int squeeze;
    bool sideways;
};

struct painter {
    struct arena *arena;
    struct raster *raster;
    int dpi;
    struct picture canvas;
    size_t room; /* bytes that there is memory for */
    struct drawn_glyphs {
        struct arena *arena;
        VEC(struct glyph_look) looks;
        struct map known; /* look, glyph and quarter -> index of drawn */
        VEC(struct coverage) drawn;
    } glyphs;
};

/* Where an item's places are on the canvas: as they are, or of one that stands on the paper of a
 * turned page, which lies on its side. */
struct frame {
    struct painter *painter;
    bool sideways;
    len_t paper_height;
    struct diags *diags;
};

struct rgb {
    uint8_t v[PICTURE_CHANNELS];
};

struct painter *painter_new(int dpi)
{
    struct arena *a = arena_new();
    struct painter *p = ARENA_NEW(a, struct painter);
    p->arena = a;
    p->raster = raster_new();
    p->dpi = dpi;
    p->glyphs.arena = arena_sub(a);
    return p;
}

/* A painter may live for years, and documents have glyphs without end. */
static void forget_glyphs(struct painter *p)
{
    enum { MOST_GLYPHS = 100000 };
    if (p->glyphs.drawn.n < MOST_GLYPHS)
        return;
    arena_drop(p->glyphs.arena);
    p->glyphs = (struct drawn_glyphs){.arena = arena_sub(p->arena)};
}

void painter_drop(struct painter *p)
{
    if (!p)
        return;
    raster_drop(p->raster);
    arena_drop(p->arena);
}

/* ---- places ---- */

/* In 1/64 pixel. */
static int64_t fine(const struct painter *p, len_t l)
{
    return len_scale(l, (int64_t)p->dpi * RASTER_PIXEL, (int64_t)LEN_PT * LEN_PT_PER_INCH);
}

static int whole(int64_t at)
{
    int64_t up = at + RASTER_PIXEL / 2;
    return (int)(up >= 0 ? up / RASTER_PIXEL : -((-up + RASTER_PIXEL - 1) / RASTER_PIXEL));
}

static struct raster_point place(const struct frame *f, len_t x, len_t y)
{
    const struct painter *p = f->painter;
    if (f->sideways)
        return (struct raster_point){(int)fine(p, f->paper_height - y), (int)fine(p, x)};
    return (struct raster_point){(int)fine(p, x), (int)fine(p, y)};
}

/* A box of whole pixels, within the canvas. */
struct pixel_box {
    int left, top, right, bottom;
};

static int within(int v, unsigned end)
{
    return v < 0 ? 0 : v > (int)end ? (int)end : v;
}

static struct pixel_box box_of(const struct frame *f, len_t x, len_t y, len_t width, len_t height)
{
    const struct picture *c = &f->painter->canvas;
    struct raster_point a = place(f, x, y), b = place(f, x + width, y + height);
    int left = whole(a.x < b.x ? a.x : b.x), right = whole(a.x < b.x ? b.x : a.x);
    int top = whole(a.y < b.y ? a.y : b.y), bottom = whole(a.y < b.y ? b.y : a.y);
    right = right > left ? right : left + 1;
    bottom = bottom > top ? bottom : top + 1;
    return (struct pixel_box){within(left, c->width), within(top, c->height),
                              within(right, c->width), within(bottom, c->height)};
}

/* ---- colour ---- */

/* The red, green and blue that the inks leave, as in the PDF. */
static struct rgb rgb_of(const struct colour *c)
{
    const int inks[PICTURE_CHANNELS] = {c->c, c->m, c->y};
    struct rgb out;
    for (int i = 0; i < PICTURE_CHANNELS; i++) {
        int ink = inks[i] + c->k;
        out.v[i] = (uint8_t)(WHITE * (NATURAL - (ink < NATURAL ? ink : NATURAL)) / NATURAL);
    }
    return out;
}

static void blend(uint8_t *pixel, struct rgb colour, unsigned covered)
{
    for (int i = 0; i < PICTURE_CHANNELS; i++) {
        unsigned sum = colour.v[i] * covered + pixel[i] * (WHITE - covered);
        pixel[i] = (uint8_t)((sum + WHITE / 2) / WHITE);
    }
}

static uint8_t *pixel_at(const struct painter *p, int x, int y)
{
    return p->canvas.pixels + ((size_t)y * p->canvas.width + (size_t)x) * PICTURE_CHANNELS;
}

static void fill(const struct painter *p, struct pixel_box box, struct rgb colour)
{
    for (int y = box.top; y < box.bottom; y++)
        for (int x = box.left; x < box.right; x++)
            blend(pixel_at(p, x, y), colour, WHITE);
}

/* left, top: of the shape's origin. */
static void stamp(const struct painter *p, const struct coverage *s, int left, int top,
                  struct rgb colour)
{
    left += s->left;
    top += s->top;
    int first = within(left, p->canvas.width), end = within(left + (int)s->width, p->canvas.width);
    int y = within(top, p->canvas.height), bottom = within(top + (int)s->height, p->canvas.height);
    for (; y < bottom; y++) {
        const uint8_t *covered = s->pixels + (size_t)(y - top) * s->width;
        for (int x = first; x < end; x++)
            if (covered[x - left])
                blend(pixel_at(p, x, y), colour, covered[x - left]);
    }
}

/* ---- glyphs ---- */

static size_t look_number(struct painter *p, const struct glyph_look *look)
{
    for (size_t i = p->glyphs.looks.n; i-- > 0;) {
        const struct glyph_look *l = &p->glyphs.looks.v[i];
        if (l->face == look->face && l->size == look->size && l->squeeze == look->squeeze &&
            l->sideways == look->sideways)
            return i;
    }
    VEC_PUSH(p->glyphs.arena, &p->glyphs.looks, *look);
    return p->glyphs.looks.n - 1;
}

static struct raster_scale scale_of(const struct painter *p, const struct glyph_look *look,
                                    int quarter)
{
    double em = (double)fine(p, look->size), wide = em * look->squeeze / NATURAL;
    if (look->sideways) /* what goes to the right goes down, what goes up goes to the right */
        return (struct raster_scale){.yx = -wide, .xy = em};
    return (struct raster_scale){.xx = wide, .yy = em, .dx = quarter * RASTER_PIXEL / QUARTERS};
}

static const struct coverage *glyph_shape(struct painter *p, size_t look, uint32_t glyph,
                                          int quarter)
{
    enum { GLYPH_BITS = 20, QUARTER_BITS = 2 };
    uint64_t key = ((uint64_t)look << GLYPH_BITS | glyph) << QUARTER_BITS | (unsigned)quarter;
    const uint32_t *at = map_get(&p->glyphs.known, key);
    if (at)
        return &p->glyphs.drawn.v[*at];
    struct raster_scale scale = scale_of(p, &p->glyphs.looks.v[look], quarter);
    struct coverage shape =
        raster_glyph(p->raster, p->glyphs.arena, p->glyphs.looks.v[look].face, glyph, &scale);
    for (size_t i = 0; i < (size_t)shape.width * shape.height; i++) {
        int shade = (shape.pixels[i] * SHADES + WHITE / 2) / WHITE;
        shape.pixels[i] = (uint8_t)(shade * WHITE / SHADES);
    }
    VEC_PUSH(p->glyphs.arena, &p->glyphs.drawn, shape);
    map_put(p->glyphs.arena, &p->glyphs.known, key, (uint32_t)p->glyphs.drawn.n - 1);
    return &p->glyphs.drawn.v[p->glyphs.drawn.n - 1];
}

static void paint_glyphs(const struct frame *f, const struct glyph_run *run)
{
    struct painter *p = f->painter;
    struct rgb colour = rgb_of(&run->colour);
    size_t look =
        look_number(p, &(struct glyph_look){run->face, run->size, run->squeeze, f->sideways});
    for (size_t i = 0; i < run->n; i++) {
        struct raster_point at = place(f, run->x + run->glyphs[i].x, run->y);
        int left = whole(at.x), quarter = 0;
        if (!f->sideways) {
            int64_t rounded = at.x + RASTER_PIXEL / QUARTERS / 2;
            left = whole(rounded - RASTER_PIXEL / 2);
            quarter = (int)(rounded - (int64_t)left * RASTER_PIXEL) / (RASTER_PIXEL / QUARTERS);
        }
        stamp(p, glyph_shape(p, look, run->glyphs[i].id, quarter), left, whole(at.y), colour);
    }
}

/* ---- rules ---- */

/* As the PDF has it: a parallelogram whose ends are cut along an axis. */
static void paint_slant(const struct frame *f, const struct rule *r)
{
    struct painter *p = f->painter;
    len_t dx = r->x2 - r->x1, dy = r->y2 - r->y1, half = r->thickness / 2;
    bool flat = (dx < 0 ? -dx : dx) > (dy < 0 ? -dy : dy);
    len_t wide = flat ? 0 : half, high = flat ? half : 0;
    struct arena_mark before = arena_mark(p->arena);
    const struct raster_point corners[] = {
        place(f, r->x1 - wide, r->y1 - high), place(f, r->x2 - wide, r->y2 - high),
        place(f, r->x2 + wide, r->y2 + high), place(f, r->x1 + wide, r->y1 + high)};
    struct coverage shape =
        raster_polygon(p->raster, p->arena, corners, sizeof corners / sizeof *corners);
    stamp(p, &shape, 0, 0, rgb_of(&r->colour));
    arena_reset(p->arena, before);
}

static void paint_rule(const struct frame *f, const struct rule *r)
{
    if (r->x1 != r->x2 && r->y1 != r->y2) {
        paint_slant(f, r);
        return;
    }
    bool upright = r->x1 == r->x2;
    len_t left = len_min(r->x1, r->x2), top = len_min(r->y1, r->y2);
    len_t width = len_max(r->x1, r->x2) - left, height = len_max(r->y1, r->y2) - top;
    left -= upright ? r->thickness / 2 : 0;
    top -= upright ? 0 : r->thickness / 2;
    fill(f->painter,
         box_of(f, left, top, upright ? r->thickness : width, upright ? height : r->thickness),
         rgb_of(&r->colour));
}

/* ---- pictures and codes ---- */

/* A pixel of the canvas is the mean of what it covers of the picture. */
static void paint_mean(uint8_t *pixel, const struct image *image, struct pixel_box from)
{
    enum { RGBA = 4, ALPHA = 3 };
    uint64_t sums[RGBA] = {0}, n = 0;
    for (int y = from.top; y < from.bottom; y++)
        for (int x = from.left; x < from.right; x++, n++) {
            const uint8_t *v = image->pixels + ((size_t)y * image->width + (size_t)x) * RGBA;
            sums[ALPHA] += v[ALPHA];
            for (int i = 0; i < ALPHA; i++)
                sums[i] += (uint64_t)v[i] * v[ALPHA];
        }
    if (!sums[ALPHA])
        return;
    struct rgb colour;
    for (int i = 0; i < PICTURE_CHANNELS; i++)
        colour.v[i] = (uint8_t)(sums[i] / sums[ALPHA]);
    blend(pixel, colour, (unsigned)(sums[ALPHA] / n));
}

/* The part of a length of n that lies under the i-th of parts. */
static void share(int i, int parts, uint32_t n, int *first, int *end)
{
    *first = (int)((int64_t)i * n / parts);
    *end = (int)((int64_t)(i + 1) * n / parts);
    *end = *end > *first ? *end : *first + 1;
}

struct pixel_size {
    int width, height;
};

/* A pixel of the canvas, of a picture's box: its column and line there, and the box's size. */
static void paint_share(const struct frame *f, const struct image *image, int column, int line,
                        const struct pixel_size *box, uint8_t *pixel)
{
    struct pixel_box from;
    if (f->sideways) {
        share(line, box->height, image->width, &from.left, &from.right);
        share(box->width - 1 - column, box->width, image->height, &from.top, &from.bottom);
    } else {
        share(column, box->width, image->width, &from.left, &from.right);
        share(line, box->height, image->height, &from.top, &from.bottom);
    }
    paint_mean(pixel, image, from);
}

static void paint_image(const struct frame *f, const struct placed_image *placed)
{
    const struct image *image = placed->image;
    struct raster_point a = place(f, placed->x, placed->y);
    struct raster_point b = place(f, placed->x + placed->width, placed->y + placed->height);
    int left = whole(a.x < b.x ? a.x : b.x), top = whole(a.y < b.y ? a.y : b.y);
    const struct pixel_size size = {whole(a.x < b.x ? b.x : a.x) - left,
                                    whole(a.y < b.y ? b.y : a.y) - top};
    struct pixel_box box = box_of(f, placed->x, placed->y, placed->width, placed->height);
    if (!image->width || !image->height || size.width <= 0 || size.height <= 0)
        return;
    struct arena *passing = arena_new();
    uint32_t across = (uint32_t)(f->sideways ? size.height : size.width);
    uint32_t down = (uint32_t)(f->sideways ? size.width : size.height);
    if (!image->pixels)
        image = image_seen(passing, image->file, across, down, f->diags);
    for (int y = image ? box.top : box.bottom; y < box.bottom; y++)
        for (int x = box.left; x < box.right; x++)
            paint_share(f, image, x - left, y - top, &size, pixel_at(f->painter, x, y));
    arena_drop(passing);
}

static void paint_bits(const struct frame *f, const struct placed_bits *b)
{
    enum { BYTE = 8 };
    const struct colour black = {0, 0, 0, NATURAL};
    size_t row = (b->cells + BYTE - 1) / BYTE;
    for (uint32_t y = 0; y < b->cells; y++)
        for (uint32_t x = 0; x < b->cells; x++) {
            if (!(b->bits[y * row + x / BYTE] & 1U << (BYTE - 1 - x % BYTE)))
                continue;
            len_t left = len_scale(b->side, x, b->cells), top = len_scale(b->side, y, b->cells);
            fill(f->painter,
                 box_of(f, b->x + left, b->y + top, len_scale(b->side, x + 1, b->cells) - left,
                        len_scale(b->side, y + 1, b->cells) - top),
                 rgb_of(&black));
        }
}

/* ---- the page ---- */

static void paint_items(struct frame *f, const struct page *page, const struct page_item *items,
                        size_t n)
{
    for (size_t i = 0; i < n; i++) {
        f->sideways = page->turned && items[i].upright;
        switch (items[i].kind) {
        case ITEM_GLYPHS:
            paint_glyphs(f, &items[i].glyphs);
            break;
        case ITEM_RULE:
            paint_rule(f, &items[i].rule);
            break;
        case ITEM_IMAGE:
            paint_image(f, &items[i].image);
            break;
        case ITEM_BITS:
            paint_bits(f, &items[i].bits);
            break;
        }
    }
}

void painter_size(const struct painter *p, const struct page *page, unsigned *width,
                  unsigned *height)
{
    *width = (unsigned)len_max(1, whole(fine(p, page->turned ? page->height : page->width)));
    *height = (unsigned)len_max(1, whole(fine(p, page->turned ? page->width : page->height)));
}

static void clear(struct painter *p, const struct page *page)
{
    struct picture *c = &p->canvas;
    painter_size(p, page, &c->width, &c->height);
    size_t n = (size_t)c->width * c->height * PICTURE_CHANNELS;
    if (n > p->room) {
        c->pixels = arena_alloc(p->arena, n);
        p->room = n;
    }
    memset(c->pixels, WHITE, n);
}

void painter_paint(struct painter *p, const struct page *page, struct picture *out, struct diags *d)
{
    struct frame f = {.painter = p, .paper_height = page->height, .diags = d};
    forget_glyphs(p);
    clear(p, page);
    if (page->under)
        paint_items(&f, page, page->under->items, page->under->n_items);
    paint_items(&f, page, page->items, page->n_items);
    *out = p->canvas;
}
