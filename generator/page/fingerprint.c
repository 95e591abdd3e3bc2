/*
 * A hash of what a page shows, so that one that looks as it did need not be drawn again. Numbers
 * and the bytes of pictures go in, never pointers; padding neither.
 */
#include <string.h>

#include "base/mem.h"
#include "page/page.h"

struct print_of {
    uint64_t hash;
};

static void add(struct print_of *p, int64_t v)
{
    p->hash = map_hash(p->hash, &v, sizeof v);
}

static void add_colour(struct print_of *p, const struct colour *c)
{
    add(p, c->c);
    add(p, c->m);
    add(p, c->y);
    add(p, c->k);
}

static void add_box(struct print_of *p, len_t x, len_t y, len_t width, len_t height)
{
    add(p, x);
    add(p, y);
    add(p, width);
    add(p, height);
}

static void add_glyphs(struct print_of *p, const struct glyph_run *run)
{
    add(p, font_face_number(run->face));
    add(p, run->size);
    add(p, run->squeeze);
    add_box(p, run->x, run->y, (len_t)run->n, 0);
    add_colour(p, &run->colour);
    for (size_t i = 0; i < run->n; i++) {
        add(p, run->glyphs[i].id);
        add(p, run->glyphs[i].x);
    }
}

static void add_item(struct print_of *p, const struct page_item *item)
{
    enum { BYTE = 8, RGBA = 4 };
    add(p, item->kind);
    add(p, item->upright);
    switch (item->kind) {
    case ITEM_GLYPHS:
        add_glyphs(p, &item->glyphs);
        return;
    case ITEM_RULE:
        add_box(p, item->rule.x1, item->rule.y1, item->rule.x2, item->rule.y2);
        add(p, item->rule.thickness);
        add_colour(p, &item->rule.colour);
        return;
    case ITEM_IMAGE: {
        const struct placed_image *i = &item->image;
        add_box(p, i->x, i->y, i->width, i->height);
        add(p, i->image->width);
        add(p, i->image->height);
        if (i->image->pixels)
            p->hash = map_hash(p->hash, i->image->pixels,
                               (size_t)i->image->width * i->image->height * RGBA);
        else
            p->hash = map_hash(p->hash, &i->image->version, sizeof i->image->version);
        return;
    }
    case ITEM_BITS: {
        const struct placed_bits *b = &item->bits;
        add_box(p, b->x, b->y, b->side, b->cells);
        p->hash = map_hash(p->hash, b->bits, (size_t)((b->cells + BYTE - 1) / BYTE) * b->cells);
        return;
    }
    }
}

uint64_t page_fingerprint(const struct page *page)
{
    struct print_of p = {MAP_HASH_START};
    add_box(&p, page->width, page->height, page->turned, 0);
    for (size_t i = 0; page->under && i < page->under->n_items; i++)
        add_item(&p, &page->under->items[i]);
    for (size_t i = 0; i < page->n_items; i++)
        add_item(&p, &page->items[i]);
    return p.hash;
}
