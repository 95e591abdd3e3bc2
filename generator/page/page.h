/*
 * The contract between layout and what comes after it: what is on a page, ready to draw. A back
 * end (a PDF, a text dump, a measuring tool) is a reader of pages.
 *
 * Origin at the paper's upper left corner, x to the right, y down; lengths in len_t.
 */
#ifndef HONGTOU_PAGE_PAGE_H
#define HONGTOU_PAGE_PAGE_H

#include "base/buf.h"
#include "base/len.h"
#include "font/font.h"

/* DeviceCMYK in 1/1000. */
struct colour {
    int c, m, y, k;
};

/* A glyph and the characters it stands for (one, or two that were joined). */
struct placed_glyph {
    uint32_t id;
    int advance; /* the face's own, 1/1000 em */
    len_t x;     /* of the glyph's origin, from the run's */
    uint32_t text[2]; /* code points; text[1] == 0 when there is one */
};

/* Glyphs of one face and size on one baseline, in reading order. */
struct glyph_run {
    const struct face *face;
    len_t size; /* of the em as drawn: the face's scale is already in it */
    struct colour colour;
    len_t x, y; /* baseline origin */
    int squeeze; /* horizontal scale, 1/1000: 1000 is natural */
    const struct placed_glyph *glyphs;
    size_t n;
};

/* A straight line, horizontal or vertical, centred on its geometric line. */
struct rule {
    len_t x1, y1, x2, y2, thickness;
    struct colour colour;
};

/* A heading for the outline; the page holds its place. */
struct bookmark {
    int level; /* from 1 */
    len_t y;   /* upper edge of the heading's line */
    const char *title; /* UTF-8 */
};

enum page_item_kind { ITEM_GLYPHS, ITEM_RULE };

struct page_item {
    enum page_item_kind kind;
    union {
        struct glyph_run glyphs;
        struct rule rule;
    };
};

struct page {
    len_t width, height;
    int number; /* the page's own number, whether shown or not */
    const struct page_item *items; /* in reading order */
    size_t n_items;
    const struct bookmark *bookmarks;
    size_t n_bookmarks;
};

/* What the finished file says of itself (UTF-8; NULL: not given). */
struct page_info {
    const char *title, *author, *subject;
};

/* Takes each page as it is finished; the page is the sender's again on return. False: stop, the
 * reason was reported. */
struct page_sink {
    bool (*take)(void *context, const struct page *page);
    void *context;
};

/* One line an item, lengths in mm: for `dump --stage pages` and golden cases. */
void page_dump(const struct page *page, struct buf *out);

#endif
