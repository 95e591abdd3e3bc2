/*
 * What an office has that is no document of ours: a Word file, a text, Markdown, what was pasted.
 * To paragraphs and tables in reading order, as they would look on paper: the numbers that a word
 * processor shows, the faces and sizes that styles give, tracked changes as accepted. Nothing is
 * recognised here (recognise/, import/), and nothing is lost: what paper does not show is in `left`
 * with its text, and told.
 *
 * One source holds all text, a paragraph a line: findings say "稿件.docx:12:5", paragraph 12. Texts
 * point into it, each character at its place. A line break within a paragraph is TEXT_BREAK, a tab
 * '\t'. Texts are as written otherwise:
 * usual_text (base/usual.h) is for who reads them.
 *
 * Lengths are 1/1000 pt. Strings are UTF-8, never NULL where not said, and live as the arena does,
 * as does everything else here. Links outside, macros and embedded objects are never opened; what a
 * file may grow to is bounded. Hides ICU's converters, md4c, LibreOffice.
 */
#ifndef HONGTOU_DRAFT_DRAFT_H
#define HONGTOU_DRAFT_DRAFT_H

#include "base/diag.h"
#include "recognise/recognise.h"

/* ---- what texts carry ---- */

/* A content control (w:sdt). Blocks, rows, cells and runs in it point to the innermost one: one
 * pointer is one control, however much is in it. */
struct draft_control {
    const char *tag, *title; /* w:tag, w:alias; may be empty */
    const char *value;       /* of a date w:fullDate, of a list the chosen value, of a binding its
                                path; or empty */
    bool checkbox, checked;
    bool placeholder; /* its text only asks for one */
    const struct draft_control *parent;
};

enum draft_field_kind {
    DRAFT_FIELD_OTHER,
    DRAFT_FIELD_PAGE, /* PAGE, NUMPAGES, SECTIONPAGES */
    DRAFT_FIELD_LINK, /* HYPERLINK; w:hyperlink too */
    DRAFT_FIELD_REF,  /* REF, PAGEREF, NOTEREF: target is a bookmark */
    DRAFT_FIELD_SEQ,  /* a number that counts, of a table's or figure's title */
    DRAFT_FIELD_DATE, /* DATE, TIME, SAVEDATE … */
    DRAFT_FIELD_FORM, /* FORMTEXT, FORMCHECKBOX, FORMDROPDOWN */
};

struct draft_field {
    enum draft_field_kind kind;
    const char *code;   /* as it stands in the file: "REF _Ref12 \h"; of a w:hyperlink empty */
    const char *target; /* the bookmark or the address; or empty */
};

/* How characters look. */
struct draft_looks {
    const char
        *face; /* of Chinese characters, as named in the file (仿宋_GB2312); empty: unknown */
    enum line_face kind; /* what that is */
    int size;            /* 0: unknown */
    uint32_t colour;     /* 0xRRGGBB; black where none is given */
    bool bold, italic, underline, strike, highlight;
    bool red;          /* its colour is a red */
    signed char shift; /* 1: raised, -1: lowered */
};

/* Characters [from, to) of a paragraph's text that look alike. */
struct draft_run {
    size_t from, to;
    struct draft_looks looks;
    const struct draft_control *control; /* or NULL */
    const struct draft_field *field;     /* or NULL */
    bool inserted;                       /* a tracked insertion */
};

/* ---- blocks ---- */

/* Where a paragraph stands, for people. */
struct draft_place {
    uint32_t line;        /* its line in the source, from 1 */
    uint32_t page;        /* 0: not known. As the file was last laid out by who saved it */
    uint32_t table;       /* the outermost one, from 1; 0: in none */
    uint32_t row, column; /* of the innermost one, from 1 */
};

struct draft_paragraph {
    struct text text;
    struct draft_run *runs; /* they cover the text */
    size_t n_runs;
    struct draft_place place;

    /* Its number or bullet as a word processor shows it, without what parts it from the text. */
    struct text label;
    uint32_t list; /* paragraphs of one list have one number, from 1; 0: none */
    int level;     /* in it, from 0 */
    bool bullet;

    const char *style; /* its name: "heading 1", "Title", "公文标题"; empty: the usual one */
    int outline;       /* 1 to 9; 0: running text */
    enum line_align align;
    bool spread;                 /* its characters are spread over the line (分散对齐) */
    int left, right;             /* indents */
    int first;                   /* of the first line beside the others; < 0: it hangs */
    int left_chars, first_chars; /* the same where given in characters, 1/100; else 0 */
    int before, after;           /* space */
    int line_height;             /* exact or at least; 0: by the face */
    bool ruled;                  /* has a rule above or below it */
    bool red_rule;               /* and that is red */
    bool page_before;            /* begins a page: a break before it, or it says so */
    bool goes_on;                /* is the rest of the paragraph above, which a page break parts */
    bool frame;                  /* in a frame (w:framePr) */
    uint32_t box;                /* in a text box: its number, from 1; 0: none. A box whose anchor
                                    begins a paragraph stands before it, else behind it */
    uint32_t section;            /* index of sections */
    struct draft_looks mark;     /* of its end: what an empty one would look like */
    const struct draft_control *control; /* or NULL */
};

struct draft_block;
struct draft_blocks {
    struct draft_block *v;
    size_t n, cap;
};

struct draft_cell {
    struct draft_blocks
        blocks;               /* of a covered one none: what it had is in the cell that covers it */
    uint32_t column, columns; /* the first, from 0, and how many */
    uint32_t rows;            /* how many rows it covers, itself included */
    bool covered;             /* by one above */
    bool shaded;
    const struct draft_control *control;
};

/* Cells in the order of columns. A column without one was left out at an end (w:gridBefore). */
struct draft_row {
    struct draft_cell *cells;
    size_t n;
    bool head; /* repeated on each page */
    const struct draft_control *control;
};

struct draft_table {
    struct draft_row *rows;
    size_t n;
    uint32_t columns;
    int *widths;     /* of each column; 0: unknown */
    bool bordered;   /* some line between or round its cells is drawn: else it only puts in place */
    uint32_t number; /* from 1 in the order of beginnings, nested ones counted too */
    uint32_t depth;  /* 0: in no other table */
    uint32_t section;
    struct draft_place place; /* of its first paragraph */
    const char *style;
    const struct draft_control *control;
};

enum draft_block_kind { DRAFT_PARAGRAPH, DRAFT_TABLE };

struct draft_block {
    enum draft_block_kind kind;
    union {
        struct draft_paragraph *paragraph;
        struct draft_table *table;
    };
};

/* ---- beside the text ---- */

enum draft_note_kind { DRAFT_FOOTNOTE, DRAFT_ENDNOTE };
struct draft_note {
    enum draft_note_kind kind;
    const struct draft_paragraph *paragraph; /* where its sign stands, before character at */
    size_t at;
    struct draft_blocks blocks;
};

enum draft_edge_kind { DRAFT_HEADER, DRAFT_FOOTER };
enum draft_edge_pages { DRAFT_ALL_PAGES, DRAFT_FIRST_PAGE, DRAFT_EVEN_PAGES };
struct draft_edge {
    enum draft_edge_kind kind;
    enum draft_edge_pages pages;
    uint32_t section;
    bool only_number; /* nothing but a page number and signs around it */
    struct draft_blocks blocks;
};

struct draft_section {
    int width, height; /* of the paper as it is read; 0: unknown */
    int top, right, bottom, left;
    bool landscape;
    bool new_page; /* begins one */
    uint32_t columns;
};

/* A bookmark over [from, to) of the source's bytes. */
struct draft_bookmark {
    const char *name;
    uint32_t from, to;
};

enum draft_property_kind { DRAFT_CORE, DRAFT_CUSTOM, DRAFT_VARIABLE };
/* dc:title, cp:lastModifiedBy …; docProps/custom.xml; w:docVars. */
struct draft_property {
    enum draft_property_kind kind;
    const char *name, *value;
};

/* What is in the file and not on these pages. */
enum draft_left_kind {
    DRAFT_LEFT_DELETED,  /* by a tracked change */
    DRAFT_LEFT_HIDDEN,   /* hidden text */
    DRAFT_LEFT_COMMENT,  /* somebody's remark; by: who */
    DRAFT_LEFT_CONTENTS, /* a table of contents */
    DRAFT_LEFT_PICTURE,  /* text: its description */
    DRAFT_LEFT_SEAL,     /* a picture that floats at a signature */
    DRAFT_LEFT_OBJECT,   /* a chart, a diagram, an embedded file */
    DRAFT_LEFT_LINE,     /* a drawn line or shape without text */
    DRAFT_LEFT_RUBY,     /* the small text above a word */
    DRAFT_LEFT_FORMULA,  /* an equation: its signs are in the text, one behind the other */
    DRAFT_LEFT_SIGN,     /* a sign of a symbol face that is not known: ■ in the text */
    DRAFT_LEFT_FIELD,    /* a field that shows nothing: its code */
    DRAFT_LEFT_OUTSIDE,  /* another file that would be shown here */
    DRAFT_LEFT_HTML,     /* of Markdown */
    DRAFT_LEFT_KINDS
};
/* A picture's file, as it lies in the draft's: PNG or JPEG by its first bytes, not looked at further. */
struct draft_picture {
    const char *bytes;
    size_t n;
    bool jpeg;
    bool cropped; /* the draft shows a part of it */
};
struct draft_left {
    enum draft_left_kind kind;
    const struct draft_picture *picture; /* NULL: it is none, or of another kind, or in another file */
    int width;                           /* of a picture on paper; 0: unknown */
    const struct draft_control *control; /* that it stands in; or NULL */
    struct pos pos;
    const struct draft_paragraph *paragraph; /* it stood in, or NULL */
    const char *text, *by;
    bool red; /* of a line or shape */
};

/* ---- a draft ---- */

enum draft_format { DRAFT_TEXT, DRAFT_MARKDOWN, DRAFT_DOCX };

struct draft {
    enum draft_format format;
    const struct source *src;
    struct draft_blocks blocks; /* in reading order */
    struct draft_note *notes;
    struct draft_edge *edges; /* headers and footers, each once for each section that has its own */
    struct draft_section *sections; /* one at least */
    struct draft_bookmark *bookmarks;
    struct draft_property *properties;
    struct draft_left *left;
    size_t n_notes, n_edges, n_sections, n_bookmarks, n_properties, n_left;
    uint32_t pages; /* as known to who saved it; 0: unknown */
    bool by_wps;    /* WPS wrote it */
};

/* Reads a file ("-": standard input) by what it is: .docx, text in any Chinese encoding, .md as
 * Markdown; .doc, .wps, .rtf and .odt through LibreOffice where there is one. pos is where the path
 * was named, or {0}. NULL: reported. */
struct draft *draft_read(struct arena *a, const char *path, struct pos pos, struct diags *d);

/* Whether another program, LibreOffice, has to be begun to read the file, or it can be read but once. */
bool draft_is_foreign(const char *path);
/* The bytes of such a file, as another that is read here when there is need: for draft_parse. NULL:
 * reported. */
char *draft_fetch(struct arena *a, const char *path, size_t *n, struct diags *d);

/* The same for bytes in memory, which need not outlive the call. Never LibreOffice. */
struct draft *draft_parse(struct arena *a, const char *name, const char *bytes, size_t size,
                          struct diags *d);

/* ---- for who reads one ---- */

/* The paragraph as recognise/ wants it, with the looks of its first characters. */
struct line draft_line(const struct draft_paragraph *p);

/* How character i looks; of an empty paragraph, its mark. */
const struct draft_looks *draft_looks_at(const struct draft_paragraph *p, size_t i);

/* Every paragraph of the blocks, those in cells too, in reading order. */
typedef void draft_visitor(void *context, const struct draft_paragraph *p);
void draft_each(const struct draft_blocks *blocks, draft_visitor *visit, void *context);

/* In English, for dumps and tests: "picture". */
const char *draft_left_name(enum draft_left_kind kind);

/* All of it as indented text. */
struct buf;
void draft_dump(const struct draft *draft, struct buf *out);

#endif
