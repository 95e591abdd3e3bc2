/*
 * The contract between layout and what comes after it: what is on a page, ready to draw. A back
 * end (a PDF, a text dump, a measuring tool) is a reader of pages.
 *
 * Origin at the paper's upper left corner, x to the right, y down; lengths in len_t.
 */
#ifndef HONGTOU_PAGE_PAGE_H
#define HONGTOU_PAGE_PAGE_H

#include "base/buf.h"
#include "base/colour.h"
#include "base/len.h"
#include "font/font.h"
#include "value/entry.h"

/* A glyph and the characters it stands for (one, or two that were joined). Those of a whole text
 * wait for their pages: few bytes each. */
struct placed_glyph {
    uint16_t id;
    int16_t advance;  /* the face's own, 1/1000 em */
    int32_t x;        /* of the glyph's origin, from the run's, as a len_t */
    uint32_t text[2]; /* code points; text[1] == 0 when there is one */
};
static inline struct placed_glyph page_glyph(const struct glyph *g, len_t x, uint32_t first,
                                             uint32_t second)
{
    return (struct placed_glyph){(uint16_t)g->id, (int16_t)g->advance, (int32_t)x, {first, second}};
}

/* Glyphs of one face and size on one baseline, in reading order. */
struct glyph_run {
    const struct face *face;
    len_t size; /* of the em as drawn: the face's scale is already in it */
    struct colour colour;
    len_t x, y;  /* baseline origin */
    int squeeze; /* horizontal scale, 1/1000: 1000 is natural */
    const struct placed_glyph *glyphs;
    size_t n;
    const uint32_t *at; /* the byte of its source where each glyph's character stands, as in a text;
                           NULL: not told */
};

/* A straight line, centred on its geometric line; all but those of figures are horizontal or
 * vertical. */
struct rule {
    len_t x1, y1, x2, y2, thickness;
    struct colour colour;
};

/* A picture, drawn to fill its box. Pixels are RGBA, 8 bits each, rows from the top; or they are
 * read from its file when they are written (image/image.h). */
struct image_file;
struct image {
    const uint8_t *pixels;  /* NULL: the file's */
    uint32_t width, height; /* in pixels, as it is seen */
    const struct image_file *file;
    uint64_t version; /* of the file: other bytes have another one */
};

struct placed_image {
    const struct image *image; /* the same pointer is stored once in the file */
    len_t x, y, width, height;
    const char *says; /* UTF-8: what it shows, to those who do not see it; NULL: not told */
};

/* A square of black and white cells (a QR code), rows from the top, a bit a cell, each row from a
 * whole byte, the most significant bit first; 1: black. */
struct placed_bits {
    const uint8_t *bits;
    uint32_t cells; /* a side */
    len_t x, y, side;
};

/* What an item is, as the standard names it: measured by what reads the pages. */
#define ELEMENT(id, dump, zh, en) ELEMENT_##id,
enum element {
#include "page/elements.def"
    ELEMENTS
};
#undef ELEMENT

/* A place that links lead to, by name; and an area that leads there. */
struct anchor {
    const char *name; /* unique in the document */
    len_t y;
};
struct page_link {
    const char *target; /* an anchor's name, on any page */
    len_t x, y, width, height;
};

/* The lines that a page was set on: the character boxes of the first start at top, those of the
 * last at top + height. Titles, tables and forms stand off it. On a turned page it lies on what is
 * turned. */
struct page_grid {
    int lines; /* at least 2 */
    len_t top, height;
    int characters; /* that fill a line; 0: not told */
};

/* Top of the character boxes of line i (0 …). */
static inline len_t page_grid_top(const struct page_grid *g, int64_t i)
{
    return g->top + len_scale(g->height, i, g->lines - 1);
}

/* The line whose top is nearest. */
static inline int64_t page_grid_nearest(const struct page_grid *g, len_t y)
{
    int64_t line = ((y - g->top) * (g->lines - 1) + g->height / 2) / g->height;
    return line < 0 ? 0 : line;
}

/* The type area of a page that has one of its own, as a form's in an attachment, on the paper. */
struct page_area {
    len_t left, top, width, height; /* width 0: the document's */
};

/* A heading for the outline; the page holds its place. */
struct bookmark {
    int level;         /* from 1 */
    len_t y;           /* upper edge of the heading's line */
    const char *title; /* UTF-8 */
};

/* What many pages share, drawn beneath their items: the same pointer is stored once in the file. */
struct page_layer {
    const struct page_item *items;
    size_t n_items;
};

struct page_square {
    len_t x, y, side; /* side 0: there is none */
};

/* A page as it will be in hand: the whole of it, or a half of a sheet that is cut apart or folded,
 * which has a code and marks of its own. */
enum { PAGE_MARKS = 4 };
struct page_face {
    len_t x, y, width, height; /* on a turned page, of what is turned */
    int number;                /* the page that it is; copies of one have the same */
    struct page_square code;   /* room for the QR code of a printed form */
    len_t code_label;          /* size of the serial number below the code */
    /* Where scans are set straight by: in the side margins, upper left (hollow, so that it is known
     * from the others), upper right, lower left, lower right. */
    struct page_square marks[PAGE_MARKS];
    bool marked; /* the marks are among the page's items */
};

/* A place of a form that is filled in: on paper by hand, by the compiler (a prefilled form), or on
 * screen (a fillable file). */
enum field_kind { FIELD_TEXT, FIELD_CHECK, FIELD_RADIO };

/* The same name may stand on several pages, and twice on one (two copies): the same value goes in.
 * A cell of a table of members is named TABLE/ROW/COLUMN, rows from 1. */
struct page_field {
    enum field_kind kind;
    const char *name;   /* unique in the form; a group's boxes share it */
    const char *option; /* check, radio: what the box says; else NULL */
    const char *also;   /* its other spellings in data, as value/option.h has them; or NULL */
    const char *label;  /* what a reader is told that it asks */
    len_t x, y, width, height;
    len_t size; /* of the characters that go in */
    enum font_role role;
    bool several_lines;
    int ruled; /* of so many lines, each on a rule of its own, as far apart as they fill it; 0: no
                */
    bool centred; /* on a line of its own, what goes in stands in the middle */
    int comb;     /* boxes for a character each, side by side; 0: no */
    enum entry_kind takes;
    bool key;          /* tells forms of one kind apart, as a household's number does */
    const char *value; /* of a prefilled form; of a box: its option, when it is ticked; or NULL */
    const struct page_item *items; /* how a value of text looks where it stands */
    size_t n_items;
};

enum page_item_kind { ITEM_GLYPHS, ITEM_RULE, ITEM_IMAGE, ITEM_BITS };

struct page_item {
    enum page_item_kind kind;
    enum element element;
    bool upright; /* on a turned page: placed on the paper, not on what is turned */
    union {
        struct glyph_run glyphs;
        struct rule rule;
        struct placed_image image;
        struct placed_bits bits;
    };
};

/*
 * A turned page (GB/T 9704 clause 8) is paper of width by height like any other, but its items,
 * bookmarks, anchors and links lie on a sheet of height by width whose head is at the paper's left
 * edge: the binding side of odd pages and the cut side of even ones, printed on both sides. Only
 * upright items (the page number) are placed on the paper itself. Viewers show it turned, to be
 * read.
 */
struct page {
    len_t width, height; /* of the paper */
    bool turned;
    int number; /* the page's own number, whether shown or not */
    struct page_grid grid;
    struct page_area own_area;
    const struct page_item *items; /* in reading order */
    size_t n_items;
    const struct bookmark *bookmarks;
    size_t n_bookmarks;
    const struct anchor *anchors;
    size_t n_anchors;
    const struct page_link *links;
    size_t n_links;
    const struct page_layer *under; /* or NULL */
    const struct page_field *fields;
    size_t n_fields;
    const struct page_face *faces; /* none on what carries no code: a page between forms */
    size_t n_faces;
    const char *owner; /* whose fields they are, of many forms in a file, which come one after the
                          other; NULL: the file has one */
};

/* What the finished file says of itself (UTF-8; NULL: not given). */
struct page_info {
    const char *title, *author, *subject;
    const char *colours; /* the file of the ICC profile that says what its red, green and blue are;
                            NULL: they are the reader's own, and the file is none for archives */
};

/* Each page is put into it as it is finished, and is the sender's again on return. False: stop, the
 * reason was reported. */
struct page_sink {
    bool (*put)(void *context, const struct page *page);
    void *context;
};

/* The i-th registration mark of a face. */
struct page_item page_mark(const struct page_face *face, size_t i);

/* Of all that is seen on a page: the same for pages that look the same. */
uint64_t page_fingerprint(const struct page *page);

/* One line an item, lengths in mm: for `dump --stage pages` and golden cases. */
void page_dump(const struct page *page, struct buf *out);

#endif
