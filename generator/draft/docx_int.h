/*
 * Inside the room, of Word files alone: a part becomes a tree of nodes (part.c), whose properties
 * are read into sets of what is said (props.c) and laid over each other along the styles
 * (styles.c). Numbers are counted in number.c and written by numeral.c. content.c goes through a
 * text's blocks, paragraph.c through what stands in a paragraph, with field.c, drawing.c, table.c
 * and wrap.c; it all is put down by put.c, a paragraph a line. What stands beside the text is in
 * beside.c. docx.c is the way of a file through them.
 */
#ifndef HONGTOU_DRAFT_DOCX_INT_H
#define HONGTOU_DRAFT_DOCX_INT_H

#include "draft/draft_int.h"
#include "pack/pack.h"

/* ---- part.c ---- */

enum part_tag {
    TAG_OTHER,
#define TAG(name, vocabulary, local) TAG_##name,
#include "draft/tags.def"
#undef TAG
    PART_TAGS
};

enum { PART_MOST_NODES = 1500000 }; /* of all parts */

struct part_attr {
    const char *name, *value; /* without a prefix */
};

struct part_node {
    enum part_tag tag;
    uint32_t n_attrs;
    const char *name; /* without a prefix */
    struct part_attr *attrs;
    struct part_node *first, *next;
    const char *text; /* of a text, whose tag is TAG_OTHER; else NULL */
    size_t n;
};

struct docx;

/* A part's root; NULL: it cannot be read, see pack_fault. */
struct part_node *part_read(struct docx *d, const char *name);

/* A part that is missing or damaged is told and NULL; so is one that nothing refers to, untold. */
struct part_node *part_named(struct docx *d, const char *name);
struct part_node *part_of_type(struct docx *d, const struct pack_relations *from, const char *type);

/* NULL for what is not there, of a node that is not there, too. */
const struct part_node *part_child(const struct part_node *n, enum part_tag tag);
const char *part_attr(const struct part_node *n, const char *name);
/* w:val; "" where there is none. */
const char *part_value(const struct part_node *n);
/* A child's w:val, or NULL. */
const char *part_child_value(const struct part_node *n, enum part_tag tag);
/* Whether <w:b/> and the like are there, and on. */
bool part_on(const struct part_node *n);
/* A whole number within limits; else other. */
long part_number(const char *value, long other);
/* A length in twips, or with its unit, in 1/1000 pt; other where there is none. */
int part_length(const char *value, int other);
bool part_is(const char *value, const char *word);

/* ---- props.c: what properties say ---- */

enum look_bit {
    LOOK_BOLD = 1,
    LOOK_ITALIC = 2,
    LOOK_STRIKE = 4,
    LOOK_HIDDEN = 8,
    LOOK_TOGGLES = 15, /* those that turn each other off along styles */
    LOOK_UNDERLINE = 16,
    LOOK_HIGHLIGHT = 32,
    LOOK_SHIFT = 64,
    LOOK_SIZE = 128,
    LOOK_COLOUR = 256,
};

struct look {
    uint32_t known, on;       /* bits; on: of those that are on or off */
    const char *east, *latin; /* faces, or NULL */
    int size;                 /* 1/1000 pt */
    uint32_t colour;
    signed char shift;
};

enum shape_bit {
    SHAPE_ALIGN = 1,
    SHAPE_LEFT = 2,
    SHAPE_RIGHT = 4,
    SHAPE_FIRST = 8,
    SHAPE_LEFT_CHARS = 16,
    SHAPE_FIRST_CHARS = 32,
    SHAPE_BEFORE = 64,
    SHAPE_AFTER = 128,
    SHAPE_LINE = 256,
    SHAPE_OUTLINE = 512,
    SHAPE_NUMBER = 1024,
    SHAPE_LEVEL = 2048,
    SHAPE_PAGE = 4096,
    SHAPE_RULE = 8192,
    SHAPE_FRAME = 16384,
};

struct shape {
    uint32_t known;
    enum line_align align;
    bool spread, page_before, ruled, red_rule, frame, drop_cap;
    int left, right, first, left_chars, first_chars, before, after, line, outline;
    long number; /* of a list: w:numId */
    int level;
};

struct theme; /* styles.c */

/* What a w:rPr or w:pPr says, over what is there already. NULL says nothing. */
void props_look(struct look *l, const struct part_node *properties, const struct theme *theme);
void props_shape(struct shape *s, const struct part_node *properties);
/* Lays what is known of one over another. */
void props_look_over(struct look *l, const struct look *over);
void props_shape_over(struct shape *s, const struct shape *over);
/* Whether a colour, 0xRRGGBB, is a red. */
bool props_is_red(uint32_t colour);
/* Whether any of some borders is drawn. */
bool props_has_borders(const struct part_node *borders);

/* ---- styles.c ---- */

struct style {
    const char *id, *name; /* as the file has them */
    struct look look;      /* of the whole line of styles that it is based on */
    struct shape shape;
    bool bordered; /* of tables */
};

struct styles;

/* Parts that are missing are NULL. */
struct styles *styles_read(struct arena *a, const struct part_node *styles,
                           const struct part_node *theme, const struct part_node *settings);
const struct theme *styles_theme(const struct styles *s);
/* The face that a name of the theme ("minorEastAsia") stands for, or NULL. */
const char *styles_theme_face(const struct theme *theme, const char *name);
/* The style with an id, which may be NULL. Of paragraphs the usual one stands for an unknown one;
 * it may say nothing, but is there. */
const struct style *styles_of_paragraph(const struct styles *s, const char *id);
const struct style *styles_by_id(const struct styles *s, const char *id);
/* Lays a style of characters over what paragraphs' styles say: what both turn on is off. */
void styles_characters_over(struct look *l, const struct style *style);
/* What holds where nothing is said. */
const struct look *styles_usual_look(const struct styles *s);
const struct shape *styles_usual_shape(const struct styles *s);
/* The look of characters in the draft's terms. */
struct draft_looks styles_looks(struct styles *s, const struct look *l);

/* ---- face.c ---- */

enum line_face face_kind(const char *name);
/* Whether it is one of Japanese or Korean. */
bool face_is_foreign(const char *name);
/* Whether a face has signs in the place of letters; what sign it has for a character, 0: unknown.
 */
bool face_is_symbol(const char *name);
uint32_t face_sign(const char *name, uint32_t cp);

/* ---- numeral.c ---- */

/* A number as a format of Word's (w:numFmt) writes it. False: unknown, written in digits. */
bool numeral_write(const char *format, const char *custom, long n, struct buf *out);

/* ---- number.c ---- */

struct numbers;
/* numbering may be NULL. */
struct numbers *number_read(struct arena *a, const struct part_node *numbering,
                            const struct styles *styles);

struct number_label {
    const char *text; /* "" of a level that shows nothing */
    bool bullet;
    const char *unknown; /* a format that is not, or NULL */
};
/* Counts a paragraph of a list on; false: there is no such list. */
bool number_next(struct numbers *n, struct arena *a, long list, int level,
                 struct number_label *out);
/* The level that a style's paragraphs have in a list; 0: none says so. */
int number_level_of_style(const struct numbers *n, long list, const char *style);
/* What a level says of its paragraphs; NULL: nothing. */
const struct shape *number_shape(const struct numbers *n, long list, int level);

/* ---- docx.c: a file on its way ---- */

struct put;         /* put.c: a paragraph being gathered */
struct field_level; /* field.c: a field that is open */

/* What is in the file and not in the text, until the text is whole. */
struct docx_left {
    struct draft_left left;
    const struct draft_paragraph *paragraph; /* NULL: between two */
    size_t at;                               /* before which character of it */
    uint32_t off;                            /* where the text was long then */
    bool floats;                             /* a picture that stands beside the text */
};

struct docx_bookmark {
    const char *id, *name;
    const struct draft_paragraph *from, *to;
    size_t from_at, to_at;
    uint32_t from_off, to_off;
    bool closed;
};

struct docx_note {
    struct draft_note note;
    const struct part_node *node;
};

/* A text box whose words follow the paragraph that holds it. */
struct docx_box {
    const struct part_node *node;
    const struct draft_control *control;
};

struct docx_boxes {
    struct docx_box *v;
    size_t n, cap;
};

/* A part that pictures were read from; picture NULL: it is none of those that are kept. */
struct docx_picture {
    const char *part;
    const struct draft_picture *picture;
};

struct docx_line {
    struct draft_paragraph *paragraph;
    uint32_t off, n;
    const char *label;
};

struct docx {
    struct reading *r;
    struct draft *draft;
    struct arena *arena, *scratch;
    struct pack *pack;
    struct pack_relations relations; /* of the part that is read */
    size_t n_nodes, n_attrs;         /* of all parts so far */
    bool too_many;                   /* there are more than may be */
    struct styles *styles;
    struct numbers *numbers;
    struct map comments, footnotes, endnotes; /* by id: in nodes */
    VEC(const struct part_node *) nodes;      /* NULL: it was read, which is done once */
    VEC(const struct part_node *) sections;   /* w:sectPr in their order */

    /* Texts hold drawings and tables, which hold texts: content_story and paragraph_inlines. */
    void (*story)(struct docx *d, const struct part_node *node, struct draft_blocks *blocks);
    void (*inlines)(struct docx *d, const struct part_node *first);

    /* where it stands */
    struct draft_blocks *blocks; /* paragraphs go there */
    struct put *put;             /* the open one, or NULL */
    struct put *carried;         /* goes on in the next paragraph, or NULL */
    struct put *spare;           /* that have ended, to be used again */
    struct look look;            /* of the paragraph's style and the run */
    struct draft_run now;        /* of what is put next */
    struct buf *code;            /* text goes here: a field's code; or NULL */
    struct buf *aside;           /* text goes here and is not on paper; or NULL */
    struct buf contents;         /* of a table of contents */
    uint32_t in_contents;        /* how many are open */
    VEC(struct field_level) fields;
    size_t first_field;       /* of this story */
    struct docx_boxes behind; /* the paragraph that has ended */
    struct draft_place place;
    const struct draft_control *control; /* of blocks */
    uint32_t section, box, boxes, tables, depth, lists;
    struct map list_numbers; /* by w:numId */
    uint32_t page;
    bool paged, page_next, in_body;

    /* what has come of it */
    struct buf text;
    bool full; /* there is more than fits */
    size_t characters;
    struct buf pieces; /* of what was left out last */
    VEC(struct docx_line) lines;
    VEC(struct docx_left) left;
    VEC(struct docx_bookmark) bookmarks;
    struct map bookmark_of; /* by a hash of their ids, those that are open */
    VEC(struct docx_note) notes;
    VEC(struct docx_picture) pictures;
    const char *unknown_format; /* of a list's numbers, or NULL */
    uint32_t unknown_at;        /* of the text */
};

/* ---- put.c: paragraphs, a line of the source each ---- */

void put_open(struct docx *d);
/* Ends the open paragraph; an empty one that paper does not show goes. */
void put_close(struct docx *d, bool unseen);
/* A paragraph that goes on in the next: its end was deleted, or its first letter is a frame. */
void put_carry(struct docx *d);
/* One that waits for a next paragraph where none comes. */
void put_flush(struct docx *d);
struct draft_paragraph *put_paragraph(const struct docx *d);
void put_label(struct docx *d, const char *utf8);
bool put_is_empty(const struct docx *d);
size_t put_length(const struct docx *d); /* in characters */

void put_text(struct docx *d, const char *utf8, size_t n);
void put_code(struct docx *d, uint32_t cp);
void put_page_break(struct docx *d);

/* Says that there is something here; by may be NULL. What was said last of the same kind at the
 * same place goes on. */
struct docx_left *put_left(struct docx *d, enum draft_left_kind kind, const char *text,
                           const char *by);
/* A bookmark's beginning, or its end. */
void put_bookmark(struct docx *d, const struct part_node *n);

/* The source and all that points into it. */
void put_finish(struct docx *d);

/* ---- content.c: blocks ---- */

void content_blocks(struct docx *d, const struct part_node *first);
/* A text apart (a box, a cell, a note): into blocks of its own, or those that there are. */
void content_story(struct docx *d, const struct part_node *node, struct draft_blocks *blocks);

/* ---- wrap.c ---- */

/* A control, below the one that is open. */
const struct draft_control *wrap_control(struct docx *d, const struct part_node *sdt,
                                         const struct draft_control *parent);
/* The one of an mc:AlternateContent that is to be read, or NULL. */
const struct part_node *wrap_choice(const struct part_node *alternate);
/* All words below a node, paragraphs parted by line ends. */
void wrap_words(const struct part_node *n, struct buf *out);

/* ---- paragraph.c ---- */

void paragraph_read(struct docx *d, const struct part_node *n);
void paragraph_inline(struct docx *d, const struct part_node *n);
void paragraph_inlines(struct docx *d, const struct part_node *first);

/* ---- field.c ---- */

void field_character(struct docx *d, const struct part_node *n);
void field_simple(struct docx *d, const struct part_node *n);
void field_link(struct docx *d, const struct part_node *n);
/* Adds to the code of the one that is open. */
void field_code(struct docx *d, const struct part_node *n);
/* Ends those that are open since the first one. */
void field_end_all(struct docx *d);

/* ---- drawing.c ---- */

/* A drawing, a picture, an object: its boxes are read, all else is told. */
void drawing_read(struct docx *d, const struct part_node *n);
/* Reads the boxes that stand behind the paragraph that has ended. */
void drawing_boxes_behind(struct docx *d);
void drawing_math(struct docx *d, const struct part_node *n);

/* ---- table.c ---- */

void table_read(struct docx *d, const struct part_node *n);

/* ---- beside.c: what stands beside the text ---- */

/* All w:sectPr of a body, for the draft. */
void beside_sections(struct docx *d, const struct part_node *body);
/* Headers and footers, and notes, behind the body in the source. */
void beside_edges(struct docx *d, bool even_and_odd);
void beside_notes(struct docx *d);
void beside_properties(struct docx *d, const struct pack_relations *package,
                       const struct part_node *settings);
/* Tells what was left out, each kind once. */
void beside_tell(const struct docx *d);

/* ---- docx.c ---- */

/* A Word file. False: reported. */
bool docx_read(struct reading *r, const char *bytes, size_t size);

#endif
