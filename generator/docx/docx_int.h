/*
 * Inside docx/: a document as a tree of paragraphs and tables, made of the flow (head.c, block.c,
 * columns.c, table.c, ending.c), and then written as XML (emit.c), so that two of them can be compared
 * between (revise.c). Lengths are len_t until they are written as twips (1/20 pt) or EMU (1/12700 pt).
 * Functions that only the room shares begin with the name of their file or of the struct they work on.
 */
#ifndef HONGTOU_DOCX_DOCX_INT_H
#define HONGTOU_DOCX_DOCX_INT_H

#include "docx/docx.h"

/* ---- the tree ---- */

#define DOCX_STYLE(id, key, name, aliases, level) DOCX_##id,
enum docx_style {
#include "docx/styles.def"
    DOCX_STYLES
};
#undef DOCX_STYLE

/* How characters look. */
struct look {
    enum font_role role;
    len_t size;
    bool red, underlined, struck;
    int squeeze;  /* horizontal, 1/1000; 0: none */
    len_t spread; /* air behind each character */
    len_t raise;
};

enum tree_change { TREE_SAME, TREE_ADDED, TREE_REMOVED };

/* What stands in a paragraph. */
struct tree_run {
    struct text text;   /* TEXT_BREAK: a soft line break; U+0009: a tab */
    const char *raw;    /* XML of a run in place of text: a picture, a footnote's mark; or NULL */
    struct look look;
    const char *anchor; /* the bookmark that it leads to; or NULL */
    int control;        /* the content control that it stands in; 0: none */
    enum tree_change change;
    struct tree_run *next;
};

/* A content control: an editable part of the document. */
struct tree_control {
    const char *name; /* of the structure: 标题, 段 … */
    struct pos pos;   /* of what it shows */
    const char *hash; /* of a picture's file, as it is put in; else NULL */
};

struct tree_tab {
    len_t at;
    const char *kind;   /* left, right, center */
    const char *leader; /* or NULL */
};
enum { TREE_TABS = 6, TREE_BOOKMARKS = 2 };

struct tree_border {
    const char *kind; /* single, thinThickSmallGap …; NULL: none */
    len_t width, space;
    bool red;
};

struct tree_paragraph {
    enum docx_style style;
    struct tree_run *runs, **end;
    bool keep, keep_lines, new_page;
    bool parts;               /* from what follows, whatever its style says */
    bool own_indents;         /* in place of the style's */
    len_t left, right, first; /* first: of the first line, from left; less than 0: it hangs */
    len_t before, after;      /* air */
    len_t line;               /* exact pitch; 0: the style's */
    bool grows;               /* its line is as high as what stands in it */
    const char *align;        /* w:jc; NULL: the style's */
    struct tree_tab tabs[TREE_TABS];
    int n_tabs;
    struct tree_border top, bottom;
    const char *frame; /* attributes of w:framePr; or NULL */
    int list, level;   /* of numbering.xml, level from 1; list 0: none */
    const char *bookmarks[TREE_BOOKMARKS];
    int n_bookmarks;
    const char *opens, *closes; /* XML before and behind the runs: of a field; or NULL */
    enum tree_change change;    /* of the paragraph's end */
};

struct tree_cell {
    struct tree_node *first;
    int column, columns;
    bool goes_on;  /* the lower part of a cell over several rows */
    bool spans;    /* it is the upper part of one */
    bool bare; /* without rules at its sides */
    len_t top, bottom; /* thickness of its rules; 0: as the table's; < 0: none */
    struct tree_cell *next;
};
struct tree_row {
    struct tree_cell *first;
    bool head, whole;
    len_t least; /* height */
    bool exact;
    enum tree_change change;
    struct tree_row *next;
};
struct tree_table {
    len_t indent;
    const len_t *edges; /* of its n columns, one more */
    int n;
    struct tree_row *rows, **end;
    len_t frame, rule; /* thickness; 0: without rules */
    len_t side, above; /* air in cells */
    const char *floats; /* attributes of w:tblpPr; or NULL */
};

/* A section ends with its node. */
struct tree_section {
    const struct style *style; /* of its pages */
    bool turned;
    bool form;    /* its pages say otherwise which they are */
    bool letter;  /* its first page has the lower rules, and no number */
    bool restart; /* counts its own pages */
};

enum tree_kind { TREE_PARAGRAPH, TREE_TABLE, TREE_SECTION };
struct tree_node {
    enum tree_kind kind;
    struct tree_paragraph *paragraph;
    struct tree_table *table;
    struct tree_section *section;
    struct tree_node *next;
};

/* ---- what is made ---- */

struct docx_note {
    struct text text;
    int control;
};
struct docx_picture {
    const char *path; /* its own */
    const char *bytes;
    size_t n;
};
/* A list of numbering.xml, which starts at other numbers than 1 on a level; 0: it does not. */
enum { DOCX_LEVELS = 4 };
struct docx_list {
    int start[DOCX_LEVELS];
};

struct docx {
    struct arena *arena;
    const struct flow_document *doc;
    const struct style *style; /* of the part at hand */
    const struct style *paper;
    struct layout_probe *probe;
    struct diags *diags;
    struct look looks[DOCX_STYLES];
    struct tree_node *first, **end; /* of what is being filled */
    const struct source *source;    /* of the document's own XML */
    VEC(struct tree_control) controls;
    VEC(struct docx_note) notes;
    VEC(struct docx_picture) pictures;
    VEC(struct docx_list) lists;
    int counts[DOCX_LEVELS]; /* of the list at hand */
    int list;
    bool turned, form; /* the part */
    bool run_on;       /* its groups are set so */
    bool to_in_imprint;
    bool in_cell; /* of a table: how wide lines are is not known */
    len_t below; /* of what stands above: more than the page has between it and what follows */
    struct tree_paragraph *number; /* the head's last line; or NULL */
    len_t y; /* the height of what stands on the part's first page, up to its text */
    int headings;      /* that have anchors */
    bool anchored;     /* the part's do */
    bool failed;       /* reported */
    const struct layout_anchor *anchors;
    size_t n_anchors;
    const char *author, *day; /* of revisions */
    int changes, bookmarks;   /* written */
};

/* ---- tree.c: making paragraphs ---- */

/* A list of nodes that is filled in place of the one that was; to be given back to docx_leave. */
struct tree_place {
    struct tree_node *first, **end;
};
struct tree_place tree_enter(struct docx *x);
/* The nodes that were made since. */
struct tree_node *tree_leave(struct docx *x, struct tree_place before);

struct tree_paragraph *tree_paragraph(struct docx *x, enum docx_style style);
struct tree_table *tree_table(struct docx *x, const len_t *edges, int n);
void tree_section(struct docx *x, struct tree_section section);
struct tree_row *tree_row(struct docx *x, struct tree_table *t);
struct tree_cell *tree_cell(struct docx *x, struct tree_row *r, int column, int columns);

/* A new control for what stands at pos. */
int tree_control(struct docx *x, const char *name, struct pos pos);
struct tree_run *tree_run(struct docx *x, struct tree_paragraph *p, struct text text, int control);
struct tree_run *tree_run_in(struct docx *x, struct tree_paragraph *p, struct text text,
                             const char *role, int control);
/* What the compiler says, in no control. */
struct tree_run *tree_words(struct docx *x, struct tree_paragraph *p, const char *words);
/* A paragraph with one text in a control of its own; empty: none is made, NULL. */
struct tree_paragraph *tree_field(struct docx *x, enum docx_style style, const char *name,
                                  struct text text);
void tree_tab(struct tree_paragraph *p, len_t at, const char *kind);
len_t tree_width(struct docx *x, struct text text, const char *role, len_t pitch);

/* A name of two characters as wide as three, with a blank; others as they are. */
struct text tree_spread(struct docx *x, struct text name, len_t width, len_t pitch);

/* ---- the parts ---- */

void head_add(struct docx *x, const struct flow_head *head);
/* The title with its caption, speaker; and 主送. */
void head_title(struct docx *x);
/* A title turned as on the page, so far below what stands above its characters; NULL: it is empty. */
struct tree_paragraph *head_title_lines(struct docx *x, enum docx_style style, const char *name,
                                        struct text title, len_t blank_above);
/* So much between its characters and those of what follows, which stands on a line of the grid. below:
 * a line between; or NULL. title NULL: there is none. */
void head_blank_below(struct docx *x, struct tree_paragraph *title, struct tree_paragraph *below,
                      len_t blank);

/* pieces.c: all in one control; marks of forms too. */
void pieces_add(struct docx *x, struct tree_paragraph *p, const struct flow_piece *first,
                const char *role, int control);

void block_list(struct docx *x, const struct flow *first);
/* The next part counts its headings anew. */
void block_restart(struct docx *x);
/* Whether character i stands so in the document's own source. */
bool block_is_typed(const struct docx *x, struct text t, size_t i);
void columns_add(struct docx *x, const struct flow *f);
void table_add(struct docx *x, const struct flow_table *t);
void figure_add(struct docx *x, const struct flow_figure *f);
void picture_add(struct docx *x, const struct flow_picture *picture);
void form_paragraph(struct docx *x, const struct flow *f);
void form_fields(struct docx *x, const struct flow_field *first, bool closing);
void form_legend(struct docx *x, const struct flow *legend);

void ending_notes(struct docx *x, const struct flow_part *attachments);
void ending_signature(struct docx *x, const struct flow_signature *s);
void ending_lists(struct docx *x);
bool ending_has_imprint(const struct docx *x);
void ending_imprint(struct docx *x);


/* drawing.c: an anchored picture, its middle from the column's left edge and the paragraph's top. */
void drawing_add(struct docx *x, struct tree_paragraph *p, struct text file, len_t middle, len_t below,
                 len_t width);

/* revise.c: shows what differs from an earlier edition. */
void revise(struct docx *x, const struct docx *before);

/* ---- writing ---- */

/* Twips. */
static inline int64_t docx_twips(len_t l)
{
    return (l + (l < 0 ? -25 : 25)) / 50;
}

/* So that what shall fit does. */
static inline int64_t docx_twips_down(len_t l)
{
    return l / 50;
}

/* What air and lines of a pitch take as they are written. */
static inline len_t docx_height(len_t air, len_t line, len_t lines)
{
    enum { TWIP = LEN_PT / 20 };
    return (docx_twips(air) + docx_twips_down(line) * lines) * TWIP;
}

#define DOCX_XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define DOCX_NS                                                                                    \
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "                    \
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "             \
    "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "         \
    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "                           \
    "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" "                      \
    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "                    \
    "xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\" mc:Ignorable=\"w15\""

/* look.c: texts in XML, without what it cannot have; a role's face. */
void look_escaped(struct buf *b, const char *s);
void look_code(struct buf *b, uint32_t cp);
const char *look_face(enum font_role role);
/* What differs from a usual look (NULL: all), inside of w:rPr. */
void look_xml(struct buf *b, const struct look *l, const struct look *usual);

void emit_nodes(struct docx *x, const struct tree_node *n, struct buf *b);

const char *styles_key(enum docx_style style);
void styles_start(struct docx *x);
void styles_xml(const struct docx *x, struct buf *b);
void numbering_xml(const struct docx *x, struct buf *b);

enum { FOOTER_ODD, FOOTER_EVEN, FOOTER_FIRST, FOOTER_FORM, FOOTERS };
void section_xml(const struct tree_section *s, struct buf *b);
void footer_xml(const struct docx *x, int which, struct buf *b);

/* The parts of the file to a sink. */
bool package_write(struct docx *x, const struct page_info *info, struct sink *out);

/* carry.c: the source, and what each control shows, as document variables of settings.xml. */
void carry_xml(const struct docx *x, struct buf *b);

#endif
