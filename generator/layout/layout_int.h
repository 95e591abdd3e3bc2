/*
 * Inside layout/: rows, the flow that puts them on pages, and the parts of a document as rows.
 *
 * A row is a line of text with the air above it. Its items are placed from the left edge of the
 * type area and from the top of its character boxes.
 */
#ifndef HONGTOU_LAYOUT_LAYOUT_INT_H
#define HONGTOU_LAYOUT_LAYOUT_INT_H

#include "layout/layout.h"
#include "text/text.h"

struct row {
    len_t gap;     /* blank above; dropped at the head of a page unless gap_kept */
    len_t box;     /* height of the character boxes: what must fit */
    len_t advance; /* to the next row, when this one is off the grid */
    bool on_grid;  /* moved to the nearest line of the page's grid */
    bool gap_kept;
    bool keep; /* never parted from the next row by the end of a page */
    const struct page_item *items;
    size_t n_items;
    const char *mark; /* bookmark's title, or NULL */
    int mark_level;
};

struct rows {
    VEC(struct row) list;
    size_t text_start; /* of the text itself, behind title and addressees */
};

struct layout {
    struct arena *arena;
    const struct style *style;
    struct fonts *fonts;
    struct typesetter *text;
    struct diags *diags;
    struct page_sink sink;
    const struct document *doc;
    /* the page being filled */
    VEC(struct page_item) items;
    VEC(struct bookmark) marks;
    int page_number;
    len_t cursor;    /* where the next row's character boxes may start, from the paper's edge */
    bool page_empty; /* no row yet */
    bool page_open;
};

/* flow.c */
void flow_open_page(struct layout *l);
bool flow_close_page(struct layout *l); /* with its page number; false: the sink refused */
bool flow_rows(struct layout *l, const struct rows *rows);
len_t area_bottom(const struct layout *l);

/* place.c: lines to items. x, y: where the line's left end and the centre of its character
 * boxes stand. */
struct ink_style {
    len_t size;
    int squeeze; /* horizontal, 1/1000 */
    struct colour colour;
};
struct ink_style ink_black(const struct layout *l, len_t size);
struct colour colour_of(struct style_colour c);
struct item_list {
    VEC(struct page_item) list;
};
void place_line(struct layout *l, struct item_list *out, const struct set_line *line, len_t x,
                len_t y, const struct ink_style *ink);
void place_rule(struct layout *l, struct item_list *out, struct rule rule);

/* The role that a profile names; an unknown name was refused when layout started. */
enum font_role role_of(const char *name);

/* A shape over the whole width of the type area at the body's size and pitch. */
struct text_shape body_shape(const struct layout *l);

/* Lines as rows of the grid, gap above the first; adds to rows and returns the first added. */
struct row *rows_add_lines(struct layout *l, struct rows *rows, struct set_lines lines, len_t gap);

/* head.c: masthead, number and red rule on page 1; title rows. */
bool head_place(struct layout *l, const struct head *head);
bool title_rows(struct layout *l, struct rows *rows, struct text title, const struct row *model);

/* block.c */
bool block_rows(struct layout *l, struct rows *rows, const struct block *first);

/* tail.c: what follows the text. */
bool note_rows(struct layout *l, struct rows *rows, const struct part *attachments);
bool signature_rows(struct layout *l, struct rows *rows, const struct signature *s);

/* imprint.c: at the foot of the page being filled, or of a new one when there is no room. */
bool imprint_place(struct layout *l, const struct imprint *imprint);

#endif
