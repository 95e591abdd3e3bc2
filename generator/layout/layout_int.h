/*
 * Inside layout/: rows, the flow that puts them on pages, and the parts of a document as rows.
 *
 * A row is a line of text with the air above it. Its items are placed from the left edge of the
 * type area and from the top of its character boxes.
 */
#ifndef HONGTOU_LAYOUT_LAYOUT_INT_H
#define HONGTOU_LAYOUT_LAYOUT_INT_H

#include "layout/layout.h"
#include "model/form.h"
#include "text/text.h"

/* A footnote's lines, to stand at the foot of the page that has its mark. */
struct footnote {
    struct set_lines lines;
    struct footnote *next;
};

struct imposer;
struct inline_text;
struct table_set;
struct open_cell;
struct cell_store;

/* Where a table goes on on a page: at a row, or within one. All zero: where it starts. */
struct table_cut {
    size_t row;
    bool within;
    const struct open_cell *open; /* by column: cells that reach over the cut; NULL: none */
};

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
    const char *anchor;            /* name that links lead to, or NULL */
    const struct page_link *links; /* placed as the items are */
    size_t n_links;
    const struct page_field *fields; /* so are these */
    size_t n_fields;
    bool writes;             /* room to write on, which may be higher */
    struct footnote *notes;  /* whose marks stand in this row */
    struct table_set *table; /* this is a table, which pages may part: it has no box or items */
};

/* The row that a block of the text starts with. */
struct block_start {
    size_t row;
    const struct block *block;
};

struct rows {
    VEC(struct row) list;
    VEC(struct block_start) blocks; /* of the main part's text */
    size_t text_start, text_end;    /* the text itself, behind title and addressees */
};

/* What is done so that page 1 shows text (7.3.2, 7.3.3) and that signature and date stand with
 * text (7.3.5.5). All zero: nothing. */
struct remedy {
    bool to_in_imprint;              /* 主送 moves to the imprint */
    len_t masthead_height;           /* of a joint masthead; 0: the profile's */
    int tight_first;                 /* pages from this one on (1 …; 0: none) … */
    int tight_lines;                 /* … have this many lines */
    const struct block *tight_block; /* the text from this block on (NULL: none) … */
    int tight_characters;            /* … has this many characters a line */
};

/*
 * Memory: rows wait in the part's arena, which is reset when the next part starts; what stands on
 * the page being filled and nowhere else is in the page's, reset when the page has been taken.
 */
struct layout {
    struct arena *arena;                /* the part's */
    struct arena *line_arena;           /* lines on their way to rows */
    struct arena *page_arena;           /* the page's */
    struct arena_mark no_rows, no_page; /* when they are empty */
    const struct style *style;          /* of the part being set: the paper's, or turned */
    const struct style *paper, *turned;
    bool is_turned;
    struct typesetter *text;
    struct cell_store *cells; /* of the tables on the page being filled */
    struct diags *diags;
    struct page_sink sink;
    const struct document *doc;
    bool listed;  /* the part being set has a 目录, whose entries lead to its headings */
    int headings; /* counted for the names of their anchors */
    const struct part *attachments; /* that references in the part being set may mean first */
    struct remedy remedy;
    len_t pitch; /* of the body's characters, where no remedy makes it less: the style's */
    /* the page being filled */
    VEC(struct page_item) items;
    VEC(struct bookmark) marks;
    VEC(struct anchor) anchors;
    VEC(struct page_link) links;
    VEC(struct page_field) fields;
    VEC(const struct footnote *) notes;
    len_t less;                    /* height that pages are tried without */
    const struct running *running; /* of a form: what its further pages show; NULL: no form */
    int page_number;
    len_t cursor;    /* where the next row's character boxes may start, from the paper's edge */
    bool page_empty; /* no row yet */
    bool page_open;
    bool no_folio; /* this page shows no number */
};

/* ---- place.c: lines to items ---- */

struct ink_style {
    len_t size;
    int squeeze; /* horizontal, 1/1000 */
    struct colour colour;
    enum element element;
};
struct ink_style ink_black(const struct layout *l, len_t size, enum element element);
struct colour colour_of(struct style_colour c);

struct item_list {
    struct arena *arena; /* of the items and their glyphs; NULL: the part's */
    VEC(struct page_item) list;
};
/* x, y: where the line's left end and the centre of its character boxes stand. */
void place_line(struct layout *l, struct item_list *out, const struct set_line *line, len_t x,
                len_t y, const struct ink_style *ink);
void place_rule(struct layout *l, struct item_list *out, struct rule rule, enum element element);
/* Items that stand where they are, from the paper's corner, onto the page being filled. */
void draw_fixed(struct layout *l, const struct item_list *items);

/* The role that a profile names; unknown names were refused when it was read. */
enum font_role role_of(const char *name);

/* A shape over the whole width of the type area at the body's size and pitch. */
struct text_shape body_shape(const struct layout *l);

/* Sets one span; false as text_set. */
bool set_text(struct layout *l, struct text text, const char *role, const struct text_shape *shape,
              struct set_lines *out);

/* A label at the shape's first indent and a text behind it, turned lines at its first character.
 * Justified, the text's lines still start below each other. */
bool set_hanging(struct layout *l, const struct span *label, const struct span *text,
                 const struct text_shape *shape, struct set_lines *out);

/* Lines as rows of the grid, gap above the first; adds to rows and returns the first added. */
struct row *rows_add_lines(struct layout *l, struct rows *rows, struct set_lines lines, len_t gap,
                           enum element element);
/* Rows from first to the last stand on one page. */
void rows_keep_from(struct rows *rows, size_t first);
void rows_set_gap(struct rows *rows, size_t at, len_t gap);

/* ---- mark.c: boxes and blanks in lines ---- */

struct field_list {
    VEC(struct page_field) list;
};
/* Where a line stands: its left end, the middle of its character boxes, and what it has for each
 * line. */
struct mark_spot {
    len_t x, y, size, pitch;
};
/* The object that stands for a mark in text of the table's size. */
struct span mark_span(struct layout *l, const struct inline_item *i, enum font_role role);
/* Draws the marks of a line, and gives their fields. */
void place_marks(struct layout *l, struct item_list *out, struct field_list *fields,
                 const struct set_line *line, const struct inline_text *text,
                 const struct mark_spot *at);
/* A cell that is a field as a whole. */
struct page_field mark_field(struct layout *l, struct arena *a, const struct form_mark *m);
void place_box(struct layout *l, struct item_list *out, len_t x, len_t y, len_t width,
               len_t height);

/* ---- form.c: forms, alone and in attachments ---- */

/* What the pages of a form show behind its first one, placed from the type area's corner. */
struct running {
    const struct page_item *items;
    size_t n_items;
    const struct page_field *fields;
    size_t n_fields;
    len_t height;
    int first, last; /* pages of the form, by the document's count */
};
/* The profile of a part that holds a form: its tables are the form's. */
const struct style *form_style(struct layout *l, const struct style *st);
bool form_rows(struct layout *l, struct rows *rows, const struct block *b);
/* A form by itself: the whole document. */
bool form_document(struct layout *l);
/* Rows with a form on pages of their own: heads repeated, pages counted, room used. */
bool form_flow(struct layout *l, struct rows *rows, struct text title, const struct form *form);

/* fold.c: sheets that hold two pages, or two copies. From fold_start on pages are half as high, or
 * wait for fold_finish. */
struct imposer *fold_start(struct layout *l, const struct form *form);
bool fold_finish(const struct imposer *im);

/* flow_figure.c */
bool figure_rows(struct layout *l, struct rows *rows, const struct block *b);

/* ---- flow.c ---- */

void flow_move_item(struct page_item *item, len_t x, len_t y);
/* A row's items and fields, moved down, into lists of the part's. */
void flow_row_onto(struct layout *l, const struct row *row, len_t top, struct item_list *items,
                   struct field_list *fields);
/* Fills the pages of a form evenly, rather whole topics on each, and gives what they have left to
 * the rows that are written in. */
void flow_spread(struct layout *l, struct rows *rows);

/* Closes the page, if one is open, and gives up all rows: another part starts, turned or not. */
bool flow_start_part(struct layout *l, bool turned);
bool flow_is_turned(const struct layout *l);
void flow_open_page(struct layout *l);
bool flow_close_page(struct layout *l); /* with its page number; false: the sink refused */
bool flow_rows(struct layout *l, const struct rows *rows);
/* The page on which each row would stand, from where the flow is now; returns the last one's. */
int flow_pages(const struct layout *l, const struct rows *rows, int pages[]);
/* Where the flow would be behind the rows, footnotes counted, and on which page. */
len_t flow_end(const struct layout *l, const struct rows *rows, int *page);
len_t area_bottom(const struct layout *l);

/* ---- the parts of a document ---- */

/* masthead.c: at its place; sets the lower edge of its character boxes. */
bool masthead_place(struct layout *l, const struct head *head, len_t *bottom);

/* head.c: what stands above the text on page 1. */
bool head_place(struct layout *l, const struct head *head);

/* main_part.c: from the head to what stands below the signature. */
bool main_part(struct layout *l);

/* title.c: a title's lines, its caption and speaker, as rows off the grid. */
struct heading {
    struct text title, caption, speaker;
    const char *label;  /* of an attachment, for the bookmark; "" otherwise */
    const char *anchor; /* or NULL */
    len_t gap;
    enum element element;
};
bool title_rows(struct layout *l, struct rows *rows, const struct heading *h);

/* block.c */
bool block_rows(struct layout *l, struct rows *rows, const struct block *b);
/* A block and those after it. */
bool block_list_rows(struct layout *l, struct rows *rows, const struct block *first);

/* roster.c: a roster as a list, and teams. */
bool roster_rows(struct layout *l, struct rows *rows, const struct block *b);
bool teams_rows(struct layout *l, struct rows *rows, const struct block *b);

/* inline.c: a paragraph's pieces, each span with what it comes from (NULL: the compiler). */
struct inline_text {
    VEC(struct span) spans;
    VEC(const struct inline_item *) from;
};
/* A label such as 1. and the air that it needs before a digit. */
struct text label_before(struct layout *l, struct text label, struct text next);
void inline_add(struct layout *l, struct inline_text *out, struct text text, enum font_role role);
void inline_spans(struct layout *l, struct inline_text *out, const struct inline_item *i);
/* In another role than the body's. */
void inline_spans_in(struct layout *l, struct inline_text *out, const struct inline_item *i,
                     enum font_role role);
/* Gives links and footnotes to the rows of the lines, the first of them rows[first]. */
bool inline_attach(struct layout *l, struct rows *rows, size_t first, struct set_lines lines,
                   const struct inline_text *text);

/* Gives a line's links and footnotes to the row that it stands in. */
bool inline_attach_line(struct layout *l, struct row *row, const struct set_line *line,
                        const struct inline_text *text);

/* table.c: a table as a row that pages may part, with title, unit and notes. */
bool table_rows(struct layout *l, struct rows *rows, const struct table *table);
/* Whether cells that are written in over several rows stay on one page. */
void table_keep_blanks(struct table_set *t, bool keep);
/* Makes rows of a table higher: n of them from the first on. */
void table_heighten(struct table_set *t, size_t first, size_t n, len_t by);

/* What stands on one page of a table. */
struct table_part {
    struct table_cut from, to;
    const len_t *heights; /* of its rows, n of them from from.row on */
    size_t n;
    len_t height; /* with the head above them */
    bool ends;    /* with the table's last row */
};
enum table_fit {
    FIT_FREE,       /* what may stand in the room, if anything may */
    FIT_FORCED,     /* something in any case */
    FIT_LEAVE_LAST, /* and the last row goes to the next page */
};
/* What of the table from a cut on stands in a room. False: nothing. */
bool table_fit(const struct layout *l, const struct table_set *t, const struct table_cut *from,
               len_t room, enum table_fit how, struct table_part *out);
void table_draw(struct layout *l, const struct table_set *t, const struct table_part *part,
                len_t top);
len_t table_below(const struct table_set *t);
bool table_failed(const struct table_set *t);
struct cell_store *cell_store_new(struct arena *owner);
/* All lines of cells are forgotten; how many a cell has is not. */
void cell_store_reset(struct cell_store *store);

/* layout.c: the name of the place where an attachment starts. */
const char *part_anchor(struct layout *l, const struct part *p);

/* footnote.c */
/* The mark that stands in the text for a footnote. */
struct span footnote_span(struct layout *l, const struct inline_item *note);
/* Gives a footnote to the row that has its mark. */
bool footnote_add(struct layout *l, struct row *row, const struct inline_item *note);
/* Height at the page's foot; first: with the rule above them. */
len_t footnotes_height(const struct layout *l, const struct footnote *notes, bool first);
void footnotes_draw(struct layout *l);

/* toc.c: the contents of a part whose rows start on a page of their own behind it; pages[]: where
 * they stand when that page is page 1. */
bool toc_place(struct layout *l, const struct rows *rows, const int pages[], int depth);

/* tail.c: what follows the text. */
/* 7.3.5.5: the last lines of the text stay with what follows. */
void keep_last_lines(const struct layout *l, struct rows *rows);
bool note_rows(struct layout *l, struct rows *rows, const struct part *attachments);
bool annotation_rows(struct layout *l, struct rows *rows, struct text annotation);
/* From where to where its lines reach; nowhere without one. */
struct extent {
    len_t left, right;
};
bool annotation_extent(struct layout *l, struct extent *out);
bool attendance_rows(struct layout *l, struct rows *rows, const struct document *doc);

/* signature.c, seal.c: in its three forms. */
bool signature_rows(struct layout *l, struct rows *rows, const struct signature *s);

/* imprint.c: at the foot of the page being filled, or of a new one when there is no room. */
bool imprint_place(struct layout *l, const struct document *doc);
/* What it takes at the foot of a page, the air above it counted; 0: there is none. */
bool imprint_room(struct layout *l, const struct document *doc, len_t *room);

#endif
