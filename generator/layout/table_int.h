/*
 * Tables inside layout/: a table's columns are settled when its rows are gathered; its cells are
 * set page by page, so that only one page's lines are in memory.
 */
#ifndef HONGTOU_LAYOUT_TABLE_INT_H
#define HONGTOU_LAYOUT_TABLE_INT_H

#include "layout/layout_int.h"

/* A line of a cell, and what it was set from. */
struct cell_line {
    struct set_line line;
    const struct inline_text *text;
};

enum { LINES_UNKNOWN = -1 };

struct cell {
    const struct flow_cell *source;
    enum font_role role;
    enum cell_align align;       /* CELL_AUTO until it is first set */
    len_t pitch;                 /* of its lines */
    int lines;                   /* LINES_UNKNOWN until it is first set */
    unsigned store_age;          /* set is good while this is the store's age */
    bool kept;                   /* or for good */
    const struct cell_line *set; /* lines of them */
    len_t *depths;               /* of each line's top, and of the end; NULL: a pitch apart */
};

struct grid_row {
    const struct flow_row *source;
    struct cell *cells;
    int n;
};

struct cell_grid {
    struct grid_row *rows;
    size_t n;
    bool head;
};

/* Where figures stand below each other: their widest parts before the point, and from it on. */
struct decimals {
    len_t whole, rest;
};

struct table_set {
    const struct flow_table *source;
    struct cell_grid head, body;
    int n_columns;
    const struct flow_column **columns;
    struct style_column *given; /* what the author or the profile says of their widths */
    len_t *edges;            /* n_columns + 1, the middles of their rules, from the area's left */
    enum cell_align *aligns; /* of a column's own cells; never CELL_AUTO */
    struct decimals *decimals;
    len_t size, pitch; /* of its lines */
    bool keep_blanks;  /* cells over several rows that are written in stay whole */
    len_t *extra;      /* by row of the body: height that it has been given */
    len_t *spare;      /* by row of the body: its part of what a cell over several rows asks for */
    len_t *head_heights;
    len_t head_height;
    len_t above;  /* height of its title and unit, which stay with it */
    len_t below;  /* to what follows */
    bool *failed; /* a character that no face has: reported */
};

/* ---- table.c ---- */

/* A table whose columns are settled. NULL: a character that no face has, reported. */
struct table_set *table_settled(const struct setting *s, const struct flow_table *table);

/* ---- table_cell.c: what stands in a cell ---- */

/* Lines of the cells on the page that is being filled, or tried. */
struct cell_store {
    struct arena *arena;
    struct arena_mark empty;
    unsigned age;
};

len_t table_cell_width(const struct table_set *t, const struct flow_cell *c); /* of its text */
/* Of its lines. */
static inline len_t table_cell_pitch(const struct table_set *t, const struct cell *c)
{
    return c->pitch ? c->pitch : t->pitch;
}
/* What some lines of a cell that has been set take. */
len_t table_cell_depth(const struct table_set *t, const struct cell *c, int from, int n);
/* Sets the cell unless it is. */
void table_cell_set(const struct setting *s, const struct table_set *t, struct cell *c);
int table_cell_lines(const struct setting *s, const struct table_set *t, struct cell *c);
/* A short text in the middle of its cell. */
bool table_cell_is_label(const struct setting *s, const struct cell *c);

/* A cell's paragraphs as pieces, in the typesetter's arena. */
struct cell_pieces {
    struct text_pieces *paragraphs;
    int n;
};
/* False: a character that no face has, reported. */
bool table_cell_pieces(const struct setting *s, const struct cell *c, struct cell_pieces *out);
/* A cell that holds a figure only, with its currency or unit when a format shows them: its text
 * before the point, and from it on. */
bool table_cell_figure(const struct flow_cell *c, struct text *whole, struct text *rest);

/* ---- table_widths.c: the widths that make a table lowest ---- */

struct width_column {
    len_t fixed;   /* 0: not */
    int share;     /* 0: automatic */
    len_t least;   /* with its padding */
    len_t natural; /* of its widest cell on one line, with its padding */
};

struct width_cell {
    struct cell_pieces pieces;
    int column, columns, rows;
    uint16_t *memo; /* lines by width in quanta; 0: not counted yet */
};

struct width_row {
    struct width_cell *cells;
    int n;
};

struct width_task {
    struct arena *arena;
    const struct width_column *columns;
    int n_columns;
    const struct width_row *rows;
    size_t n_rows;
    len_t width;                  /* of the table */
    len_t size, pitch;            /* of the text */
    len_t side, above, row_least; /* paddings of a cell, least height of a row */
};

/* The height that the rows take, by estimate. */
len_t table_widths_height(const struct width_task *task, const len_t widths[]);
/* The least width that gives each column its own. */
len_t table_widths_least(const struct width_task *task);
/* Shares task->width among the columns; their least widths and fixed ones fit in it. */
void table_widths_find(const struct width_task *task, len_t widths[]);

/* ---- table_columns.c: size of the text, widths, alignments ---- */

bool table_settle_columns(const struct setting *s, struct table_set *t);

/* ---- table_rows.c: which rows stand on a page ---- */

/* A cell that reaches over the end of a row. */
struct open_cell {
    struct cell *cell;  /* NULL: none starts in this column */
    size_t start, last; /* its rows */
    len_t top;          /* of its part on this page, from the part's top */
    int placed;         /* lines on the pages before */
};

/* What of an open cell its part on a page shows. */
struct cell_piece {
    int from, n;
    bool legal; /* no lone lines */
};
struct cell_piece table_cell_piece(const struct setting *s, const struct table_set *t,
                                   const struct open_cell *o, len_t height);

/* Before any row is fitted. */
void table_share_spare(const struct setting *s, const struct table_set *t);
void table_measure_head(const struct setting *s, struct table_set *t);
/* Height of what says on further pages that the table goes on. */
len_t table_continued_height(const struct setting *s, const struct table_set *t,
                             const struct table_cut *cut);

#endif
