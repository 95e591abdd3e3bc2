/*
 * Inside layout/: rows, the pages that they are put on, and the parts of a document as rows.
 * Three structs hold what there is to know: the layout (the document's), the setting (the part's)
 * and the page builder (the page's). Functions that only the room shares begin with the name of
 * their file or of the struct they work on, not with the room's.
 *
 * A row is a line of text with the air above it. Its items are placed from the left edge of the
 * type area and from the top of its character boxes.
 */
#ifndef HONGTOU_LAYOUT_LAYOUT_INT_H
#define HONGTOU_LAYOUT_LAYOUT_INT_H

#include "flow/flow.h"
#include "layout/layout.h"
#include "text/text.h"

struct imposer;
struct inline_text;
struct table_set;
struct open_cell;
struct cell_store;
struct picture_store;

struct item_list {
    struct arena *arena; /* of the items and their glyphs */
    VEC(struct page_item) list;
};

struct field_list {
    struct arena *arena;
    VEC(struct page_field) list;
};

/* A footnote's lines, to stand at the foot of the page that has its mark. */
struct footnote {
    struct set_lines lines;
    struct pos pos;
    struct footnote *next;
};

struct page_row {
    len_t gap;     /* blank above; dropped at the head of a page unless gap_kept */
    len_t box;     /* height of the character boxes: what must fit */
    len_t foot;    /* how far down a seal may reach, which the imprint keeps off; 0: none */
    len_t advance; /* to the next row, when this one is off the grid */
    bool on_grid;  /* moved to the nearest line of the page's grid */
    bool gap_kept;
    bool gap_from_edge; /* below the boxes of what stands above, not below its line */
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

struct rows {
    VEC(struct page_row) list;
    size_t text_start, text_end; /* the text itself, behind title and addressees; its end is 0 where
                                    nothing follows it */
    size_t carried; /* from this row on, the text's stay with what follows it */
    size_t turn;    /* the row that starts a page; 0: none has to */
};

/* ---- the document, the part ---- */

/* What never changes while a document is set. Rows wait in the part's arena, which is reset when
 * the next part starts. */
struct layout {
    const struct flow_document *doc;
    const struct style *paper, *turned; /* of upright pages and of turned ones */
    const struct style *forms;          /* of upright pages of forms */
    struct style_table tables;          /* the figures of tables */
    struct typesetter *typesetter;
    struct diags *diags;
    struct page_sink sink;
    struct cell_store *cells;  /* of the tables on the page being filled, or tried */
    struct picture_store *pictures; /* that have been looked at */
    struct arena *part;        /* the part's */
    struct arena_mark no_rows; /* when it is empty */
    struct arena *lines;       /* on their way to rows */
};

/* layout.c: by a profile and faces, its pages to no sink yet. */
void layout_start(struct layout *l, const struct flow_document *doc,
                  const struct layout_options *options, struct diags *d);

/* How a part is set. What is set otherwise takes a copy. */
struct setting {
    const struct layout *layout;
    struct arena *arena;       /* of what is set */
    const struct style *style; /* the paper's, or turned */
    const struct style *paper; /* the same upright */
    bool turned;
    const struct style_table *table; /* the figures of its tables */
    len_t pitch;                     /* of the body's characters */
    bool run_on;                     /* groups that have a closer content show that */
    int *headings; /* of a part with 目录, counted for the names of their anchors; else NULL */
    len_t foot;    /* what the imprint would take on the last page; 0: it does not follow */
    bool apart;    /* its rows begin a page: an attachment's, an enclosure's */
};

/* The typesetter, whose lines will belong to the setting's arena. */
static inline struct typesetter *setting_typesetter(const struct setting *s)
{
    text_use_arena(s->layout->typesetter, s->arena);
    return s->layout->typesetter;
}

/* ---- place.c: texts to lines, items and rows ---- */

/* Of a part on turned pages or upright ones; its own matters are not set yet. */
struct setting setting_new(const struct layout *l, bool turned);
/* Of a form on such paper, whose questions may run on. */
struct setting setting_form(const struct layout *l, const struct style *paper, bool turned,
                            bool runs_on);

/* A shape over the whole width of the type area at the body's size and pitch. */
struct text_shape setting_shape(const struct setting *s);

/* Sets one span; false as text_set. */
bool setting_text(const struct setting *s, struct text text, const char *role,
                  const struct text_shape *shape, struct set_lines *out);

/* A label at the shape's first indent and a text behind it, turned lines at its first character.
 * Justified, the text's lines still start below each other. */
bool setting_hanging(const struct setting *s, const struct span *label, const struct span *text,
                     const struct text_shape *shape, struct set_lines *out);

struct ink_style {
    len_t size;
    int squeeze; /* horizontal, 1/1000 */
    struct colour colour;
    enum element element;
    len_t rule, below; /* thickness of a rule under or through it; how far under its box */
};
/* What stands in a text for a box to tick: □, which the text layer has, while the box is drawn. */
enum { PLACE_BOX = 0x25A1 };

/* Of a document: more than any has, and set in half a minute. */
enum { LAYOUT_MOST_PAGES = 20000 };
/* Of a flow figure, which goes over 90 pages then: each is held against the others. */
enum { LAYOUT_MOST_STEPS = 1000 };
struct ink_style place_ink(const struct style *st, len_t size, enum element element);

/* x, y: where the line's left end and the centre of its character boxes stand. */
void place_line(struct item_list *out, const struct set_line *line, len_t x, len_t y,
                const struct ink_style *ink);
/* Lines a pitch apart; returns where a further one would stand. */
len_t place_lines(struct item_list *out, struct set_lines lines, len_t x, len_t y, len_t pitch,
                  const struct ink_style *ink);
void place_rule(struct item_list *out, struct rule rule, enum element element);
/* An item as far from where it stood. */
struct page_item place_moved(const struct page_item *item, len_t x, len_t y);
/* An item that outlives the arena it was made in. */
struct page_item place_copied(struct arena *a, const struct page_item *item);

/* Lines as rows like one that is given, its gap above the first; their size is its box. */
void rows_add_like(const struct setting *s, struct rows *rows, struct set_lines lines,
                   const struct page_row *like, len_t x, enum element element);
/* Lines as rows of the grid, gap above the first. */
void rows_add_lines(const struct setting *s, struct rows *rows, struct set_lines lines, len_t gap,
                    enum element element);
/* Rows from first to the last stand on one page. */
void rows_keep_from(struct rows *rows, size_t first);
/* And on that of what follows. */
void rows_keep_with_next(struct rows *rows, size_t first);
void rows_set_gap(struct rows *rows, size_t at, len_t gap);

/* ---- builder.c: the page being built ---- */

/* Where a table goes on on a page: at a row, or within one. All zero: where it starts. */
struct table_cut {
    size_t row;
    bool within;
    const struct open_cell *open; /* by column: cells that reach over the cut; NULL: none */
};

/* Where the next row may stand: a copy of it tries rows without placing them. */
struct page_cursor {
    int page;
    len_t y;              /* of the row's character boxes, from the paper's edge */
    bool at_head;         /* no row yet */
    len_t low;            /* lower edge of what stands on the page, from the paper's edge */
    len_t notes;          /* height that footnotes take at the foot */
    struct table_cut cut; /* where the row goes on, a table that was parted */
};

/* What the pages of a form show behind its first one, placed from the type area's corner. */
struct running {
    const struct page_item *items;
    size_t n_items;
    const struct page_field *fields;
    size_t n_fields;
    len_t height;
    int first, last; /* pages of the form, by the document's count */
    bool marked;     /* they have registration marks */
    bool run_on;     /* questions run on */
    const struct style *slack; /* figures that leave room where lines may turn earlier; or NULL */
};

/* What the pages of a part are like. */
struct page_plan {
    const struct setting *s;
    const struct running *running; /* NULL: no form */
    len_t shorter;                 /* height that they are tried without */
};

/* Lines of a page of the plan. */
struct page_grid builder_grid(const struct page_plan *plan);
/* Where the first row of a page stands. */
struct page_cursor builder_head(const struct page_plan *plan, int page);

struct page_builder {
    const struct layout *layout;
    struct arena *arena; /* of what stands on this page and nowhere else */
    struct arena_mark empty;
    bool open;
    struct page_cursor at;
    bool hides_number;         /* this page shows none */
    const struct style *style; /* the page's */
    const struct style *paper; /* the same upright */
    bool turned;
    const struct running *running; /* of a form's page; or NULL */
    struct page_grid grid;
    struct item_list items; /* what is placed here stands where it is, from the paper's corner */
    VEC(struct bookmark) bookmarks;
    VEC(struct anchor) anchors;
    VEC(struct page_link) links;
    VEC(struct page_field) fields;
    VEC(const struct footnote *) notes;
};

/* Begins a page, and forgets one that was open. */
void builder_open(struct page_builder *b, const struct page_plan *plan, int number);
/* The page with its footnotes and its number to the sink, if one is open. False: the sink refused,
 * or a character that no face has, reported. */
bool builder_close(struct page_builder *b);
/* Closes the page of the part before and gives up its rows. The part's setting: on turned pages or
 * upright ones. False: as builder_close. */
bool builder_start_part(struct page_builder *b, bool turned, struct setting *out);
/* The footnotes of the page, so far above its foot; it has none of them left. */
void builder_add_footnotes(struct page_builder *b, len_t above);
/* A row at its top. Not a table: it draws itself. */
void builder_add_row(struct page_builder *b, const struct page_row *row, len_t top);
/* What the page shows of rows is copied, so that they may be given up: rows of contents, which have
 * no fields or footnotes. */
void builder_keep(struct page_builder *b);

/* ---- mark.c: boxes and blanks in lines ---- */

/* Where a line stands: its left end, the middle of its character boxes, and what it has for each
 * line. */
struct mark_spot {
    len_t x, y, size, pitch;
};
/* The object that stands for a mark in text of the table's size. */
struct span mark_span(const struct setting *s, const struct flow_piece *i, enum font_role role);
/* Draws the marks of a line, and gives their fields. */
void mark_place(const struct setting *s, struct item_list *out, struct field_list *fields,
                const struct set_line *line, const struct inline_text *text,
                const struct mark_spot *at);
/* How far a line stands from the one before it: as usual, or as its boxes and blanks need. */
len_t mark_pitch(const struct setting *s, const struct set_line *line,
                 const struct inline_text *text, len_t usual);
/* A cell that is a field as a whole. */
struct page_field mark_field(const struct setting *s, const struct flow_mark *m);

/* ---- inline.c: a paragraph's pieces ---- */

/* Each span with what it comes from (NULL: the compiler). */
struct inline_text {
    VEC(struct span) spans;
    VEC(const struct flow_piece *) from;
};
/* A label such as 1. and the air that it needs before a digit. */
struct text inline_label(const struct setting *s, struct text label, struct text next);
void inline_add(const struct setting *s, struct inline_text *out, struct text text,
                enum font_role role);
void inline_spans(const struct setting *s, struct inline_text *out, const struct flow_piece *i);
/* In another role than the body's. */
void inline_spans_in(const struct setting *s, struct inline_text *out, const struct flow_piece *i,
                     enum font_role role);
/* Gives links and footnotes to the rows of the lines, the first of them rows[first]. */
bool inline_attach(const struct setting *s, struct rows *rows, size_t first, struct set_lines lines,
                   const struct inline_text *text);
/* Gives a line's links and footnotes to the row that it stands in. */
bool inline_attach_line(const struct setting *s, struct page_row *row, const struct set_line *line,
                        const struct inline_text *text);
/* Height at the page's foot; first: with the rule above them. */
len_t inline_notes_height(const struct style *st, const struct footnote *notes, bool first);

/* ---- pages.c: rows to pages ---- */

/* Puts rows behind what stands on the page, and on as many pages more as they take. */
bool pages_fill(const struct page_plan *plan, struct page_builder *b, const struct rows *rows);
/* Where rows would end, placed from a cursor on. pages[]: where each would stand; or NULL. */
struct page_cursor pages_try(const struct page_plan *plan, struct page_cursor from,
                             const struct rows *rows, int pages[]);
/* Pages before the last that are not full, and the lines they have blank at their feet. */
struct pages_short {
    int pages, lines;
};
struct pages_short pages_short(const struct page_plan *plan, struct page_cursor from,
                               const struct rows *rows);
/* Fills the pages of a form evenly, rather whole topics on each, and gives what they have left to
 * the rows that are written in. */
void pages_spread(const struct page_plan *plan, struct page_cursor from, struct rows *rows);

/* ---- turns.c: how the pages of a text turn ---- */

/* A text whose turns are weighed. */
struct turns_job {
    struct page_plan plan;
    struct page_cursor from;
    struct rows *rows;
    size_t carried; /* of the rows, when the profile's number of lines is */
    len_t foot;     /* room that the imprint wants behind the rows; 0: none */
};
/* A way to turn them, and what it costs by the profile's prices. */
struct turns {
    size_t carried, turn; /* of the rows */
    int pages;
    int64_t price;
    /* What is wrong with them: the signature stands without text or without 附注, a page is left
     * short for its sake; the imprint stands alone. */
    bool bare, parted, spared, imprint;
};
/* The cheapest; its rows turn so. */
struct turns turns_best(const struct turns_job *job);
/* What it costs to set pages at other lines a page and characters a line than usual. */
int64_t turns_pace_price(const struct style *usual, int lines, int characters, int pages);
/* The first row of the text that stays with what follows when n lines do. */
size_t turns_carried(const struct rows *rows, size_t n);
/* 7.3.5.5: whether the signature stands without text; pages[]: where the rows stand. A part of
 * 附件说明 is company enough. */
bool turns_signature_alone(const struct rows *rows, const int pages[]);

/* ---- the parts of a document ---- */

/* masthead.c: at its place, a joint one no higher; sets the lower edge of its character boxes. */
bool masthead_place(const struct setting *s, struct page_builder *b, const struct flow_head *head,
                    len_t highest, len_t *bottom);

/* head.c: what stands above the text on page 1. */
bool head_place(const struct setting *s, struct page_builder *b, const struct flow_head *head,
                len_t masthead_highest);

/* main_part.c: from the head to what stands below the signature. Sets whether 主送 did not fit and
 * moves to the imprint. */
bool main_part(struct page_builder *b, int *headings, bool *to_in_imprint);

/* title.c: a title's lines, its caption and speaker, as rows off the grid. */
struct heading {
    struct text title, caption, speaker;
    const char *label;  /* of an attachment, for the bookmark; "" otherwise */
    const char *anchor; /* or NULL */
    len_t gap;
    enum element element;
};
bool title_rows(const struct setting *s, struct rows *rows, const struct heading *h);
/* The contents of a part whose rows start on a page of their own behind it; pages[]: where
 * they stand when that page is page 1. */
bool title_contents(const struct page_plan *plan, struct page_builder *b, const struct rows *rows,
                    const int pages[], int depth);

/* block.c */
bool block_rows(const struct setting *s, struct rows *rows, const struct flow *f);
/* A block and those after it. */
bool block_list_rows(const struct setting *s, struct rows *rows, const struct flow *first);

/* columns.c */
bool columns_rows(const struct setting *s, struct rows *rows, const struct flow *f);

/* figure.c */
bool figure_rows(const struct setting *s, struct rows *rows, const struct flow *f);

/* picture.c */
bool picture_rows(const struct setting *s, struct rows *rows, const struct flow *f);
struct picture_store *picture_store_new(struct arena *owner);
/* A picture of another kind (a seal) was reported. */
void picture_refused(const struct layout *l, const char *path);
/* Where one picture stopped the run, all others that would are reported: none is looked at twice. */
void picture_tell_others(const struct layout *l);

/* form.c: what forms have, alone and in attachments */
bool form_paragraph_rows(const struct setting *s, struct rows *rows, const struct flow *f);
bool form_field_rows(const struct setting *s, struct rows *rows, const struct flow *f);
/* The legend above a form's title, at the right. */
bool form_legend_rows(const struct setting *s, struct rows *rows, const struct flow *legend);
/* What its further pages repeat: the title in small, and the first fields. */
bool form_running(const struct setting *s, struct running *r, struct text title,
                  const struct flow_form *form);

/* fit.c: a form on pages of its own, alone or in an attachment */
/* A form by itself: the whole document. */
bool form_document(struct page_builder *b);
/* In an attachment. imprint: whether that stands behind it, and with 主送. */
struct part_imprint {
    bool follows, with_to;
};
bool form_attachment(struct page_builder *b, const struct flow_part *p,
                     struct part_imprint imprint);

/* fold.c: sheets that hold two pages, or two copies: pages are half as high, or wait for
 * fold_finish. */
struct imposer *fold_start(struct layout *l, const struct flow_form *form);
bool fold_finish(const struct imposer *im);

/* table.c: a table as a row that pages may part, with title, unit and notes. */
bool table_rows(const struct setting *s, struct rows *rows, const struct flow *f);
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
    len_t below;  /* to what follows */
    bool ends;    /* with the table's last row */
};
enum table_fit {
    FIT_FREE,       /* what may stand in the room, if anything may */
    FIT_FORCED,     /* something in any case */
    FIT_LEAVE_LAST, /* and the last row goes to the next page */
};
/* What of the table from a cut on stands in a room. False: nothing. */
bool table_fit(const struct setting *s, const struct table_set *t, const struct table_cut *from,
               len_t room, enum table_fit how, struct table_part *out);
/* False: a character that no face has, reported. */
bool table_draw(const struct setting *s, struct page_builder *b, const struct table_set *t,
                const struct table_part *part, len_t top);
struct cell_store *table_cells_new(struct arena *owner);
/* All lines of cells are forgotten; how many a cell has is not. */
void table_cells_reset(struct cell_store *store);

/* tail.c: what follows the text. */
/* 附件说明 */
bool tail_notes(const struct setting *s, struct rows *rows, const struct flow_part *attachments);
bool tail_annotation(const struct setting *s, struct rows *rows);
/* From where to where the lines of 附注 reach; nowhere without one. */
struct extent {
    len_t left, right;
};
bool tail_annotation_extent(const struct setting *s, struct extent *out);
bool tail_attendance(const struct setting *s, struct rows *rows);

/* signature.c: in its three forms. */
bool signature_rows(const struct setting *s, struct rows *rows, const struct flow_signature *sig);

/* imprint.c: at the foot of the page being built, or of a new one when there is no room; with 主送
 * when that moved there. */
bool imprint_place(struct page_builder *b, bool with_to);
/* Whether a page whose rows end there has that much room left at its foot. */
bool imprint_fits(const struct style *st, const struct page_cursor *end, len_t room);
/* What it takes at the foot of a page of the setting, the air above it counted; 0: there is none.
 */
bool imprint_room(const struct setting *s, bool with_to, len_t *room);

#endif
