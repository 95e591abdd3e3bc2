/*
 * The flow: a document as it will be set, between what it means and where it stands. compose/ makes
 * it of a resolved document; layout/ knows nothing else of one.
 *
 * There are few kinds of it, whatever they came from: a list of people and a team are columns, a
 * plan is a table, a form is tables, paragraphs and fields. Every text is as it will be printed.
 * All is plain data of the document's arena, never changed once it is made; an absent part is NULL,
 * or an empty text. Positions are of the author's words that something came from.
 */
#ifndef HONGTOU_FLOW_FLOW_H
#define HONGTOU_FLOW_FLOW_H

#include "base/len.h"
#include "base/text.h"
#include "flow/kinds.h"
#include "value/entry.h"

/* ---- pieces of a paragraph ---- */

enum mark_kind {
    MARK_BLANK, /* a rule to write on */
    MARK_BOX,   /* □ to tick: drawn */
    MARK_CELL,  /* a box for one sign of a code */
    MARK_SPACE, /* air */
};

/* What stands in a line of a form and is no text. */
struct flow_mark {
    enum mark_kind kind;
    struct text name;      /* of its field; empty: none */
    struct text option;    /* box: what is ticked */
    struct text also;      /* box: other spellings of it in data */
    struct text label;     /* what it asks, for a reader */
    enum entry_kind takes; /* blank, cell: what is filled in */
    bool key;              /* tells whose form it is */
    bool single;           /* box: one of its group */
    int lines;             /* blank: that it goes on over, itself counted; 0: one */
    bool fixed;            /* blank: of a date; it is not stretched */
    bool centred; /* blank: with words on both sides; what is written stands between them */
    bool fills;   /* takes what its line has left; width is the least then */
    int width;    /* in 1/1000 of a written character, air of a printed one; a box has its own */
};

enum piece_kind {
    PIECE_TEXT,
    PIECE_EMPHASIS,
    PIECE_DELETED,   /* struck through */
    PIECE_INSERTED,  /* stressed and underlined */
    PIECE_REFERENCE, /* leads to an attachment */
    PIECE_FOOTNOTE,  /* its mark stands here, its text at the foot of the page */
    PIECE_MARK,      /* a blank, a box, air */
};

struct flow_piece {
    enum piece_kind kind;
    struct pos pos;
    struct text text;             /* of a footnote: the note */
    int number;                   /* of a footnote, through its part; of the attachment, from 1 */
    const char *anchor;           /* of a reference: where it leads */
    const struct flow_mark *mark; /* of a mark */
    bool tied;                    /* no line ends before it, nor within it */
    struct flow_piece *next;
};

/* ---- the kinds of flow ---- */

enum flow_kind {
    FLOW_GROUP, /* its content, one after the other */
    FLOW_PARAGRAPH,
    FLOW_HEADING, /* and what stands below it */
    FLOW_COLUMNS,
    FLOW_TABLE,
    FLOW_FIELDS,
    FLOW_FIGURE,
    FLOW_PICTURE,
};

/* What a paragraph is, for its indents and its face. */
enum paragraph_kind {
    PARAGRAPH_BODY,
    PARAGRAPH_ITEM,       /* of a list that is not numbered: the profile's mark before it */
    PARAGRAPH_CONTACT,    /* never stretched */
    PARAGRAPH_SALUTATION, /* flush left */
    /* of a form */
    PARAGRAPH_LEGEND,   /* statutory: at the right, all below the longest one's start */
    PARAGRAPH_FORM,     /* by itself */
    PARAGRAPH_TOPIC,    /* stays with what follows */
    PARAGRAPH_QUESTION, /* hangs behind its number */
    PARAGRAPH_ANSWER,   /* stays with its question */
    PARAGRAPH_GUIDE,    /* hangs behind its label */
    PARAGRAPH_GUIDE_MORE,
};

struct flow {
    enum flow_kind kind;
    struct pos pos;
    enum paragraph_kind paragraph;
    struct flow_piece *pieces; /* paragraph: never NULL */
    int level;                 /* heading: 1 to 4 */
    struct text label, title;  /* heading: 一、 and its words, which may be none */
    bool run_in;               /* heading: its first paragraph follows on the line */
    bool typed, centred;       /* heading: with whatever number its author gave it (小标题) */
    int indent;                /* paragraph: characters more before its first line */
    bool keep;                 /* paragraph: stays with what follows */
    bool closing;              /* group, fields: ends a form, and stays whole with what is above */
    struct flow *first;        /* group, heading: content */
    struct flow *run_on;       /* group: the same on less room; NULL: it has nothing but that */
    struct flow_line *lines;   /* columns */
    struct flow_table *table;
    struct flow_field *fields; /* fields: as many on a line as fit */
    struct flow_figure *figure;
    struct flow_picture *picture;
    struct flow *next;
};

/*
 * Columns: a label with a colon, a name, and words that turn where they start. The labels and the
 * names of one node have one width each.
 */
enum line_kind {
    LINE_TITLE,   /* over all, in the middle */
    LINE_HEADING, /* over all, at the left */
    LINE_SORTED,  /* a label, and the profile's words for names that are sorted by strokes */
    LINE_ENTRY,   /* a label or none, a name, words */
    LINE_WORDS,   /* a label, and what stands in text right behind it */
    LINE_FLOW,    /* a heading or a paragraph, set as it is elsewhere */
};

struct flow_line {
    enum line_kind kind;
    struct pos pos;
    struct text label, name, words;
    struct flow_piece *pieces; /* words */
    struct flow *flow;
    bool begins; /* a group, which stays whole unless it is too long for that */
    bool vacant; /* entry: the name stands for nobody's, in brackets, and widens no column */
    bool hangs;  /* words: turned lines start below the first one, otherwise at the margin */
    bool keep;   /* stays with the next line */
    struct flow_line *next;
};

/* Fields that are written in, each with its words. */
struct flow_field {
    struct pos pos;
    struct flow_piece *pieces;
    struct flow_field *next;
};

/* Tables whose columns are as wide as the profile says. */
enum column_plan {
    PLAN_NONE,
    PLAN_VEHICLE,
    PLAN_VEHICLES,
    PLAN_VEHICLE_ROW,
    PLAN_TOPICS,
    PLAN_MEMBERS,
    PLAN_CHECK
};

struct flow_column {
    struct pos pos;
    struct text title;
    len_t width; /* fixed; 0: not */
    int share;   /* relative to the other columns with one; 0: none. Neither: automatic */
    enum cell_align align;
    enum column_content content;
    enum column_plan plan; /* in place of width and share */
    int place;             /* of it: which of its columns, from 0 */
    bool sum, merge;       /* what its cells were composed by */
    struct flow_column *next;
};

/* A cell that stands in the row where it starts. */
struct flow_cell {
    struct pos pos;
    struct flow *first;            /* paragraphs, and groups of items; NULL: empty */
    const struct figure *figure;   /* that they show, with or without a format; NULL: they are all
                                      there is */
    const struct flow_mark *blank; /* the cell is a field of a form; NULL: it is not */
    int column;                    /* its first one, from 0 */
    int columns, rows;             /* that it spans, at least 1 */
    enum cell_align align;
    struct flow_cell *next;
};

/* Every place of the grid belongs to one cell; a group's row has one cell over all. */
struct flow_row {
    struct pos pos;
    enum row_kind kind;
    bool opens_sheet; /* the first one of another sheet of a file than that above */
    bool sums_sheet;  /* a subtotal of all rows of its sheet */
    bool whole;       /* never parted by the end of a page */
    bool joined;      /* stays with the row after it, if all that are joined fit on a page */
    struct flow_cell *first;
    struct flow_row *next;
};

struct flow_table {
    struct pos pos;
    struct text title;       /* above it */
    struct text unit;        /* 单位：万元 */
    struct text_item *notes; /* below it: 注：… */
    struct flow_column *columns;
    int n_columns;
    struct flow_row *head; /* may be NULL */
    struct flow_row *rows;
    bool whole;       /* on one page when it fits on one */
    bool continued;   /* 续表: says so above each further part */
    len_t size_least; /* of its text; 0: the profile's */
};

/* Boxes below each other, arrows between them. */
struct flow_box {
    struct pos pos;
    struct text text, note;
    bool decision;                        /* a diamond */
    bool branches;                        /* its ways have words of their own */
    int number;                           /* from 0 */
    int own;                              /* itself and those of its branches, behind it */
    const struct flow_box *to[FLOW_WAYS]; /* NULL: none */
    struct text says[FLOW_WAYS];          /* at the arrow; empty: nothing */
    bool ends[FLOW_WAYS];                 /* the way is there and leads nowhere */
    struct flow_box *next;
};

struct flow_figure {
    struct pos pos;
    struct text title;
    struct flow_box *boxes;
    int n;
};

/* A picture from a file, and the words below it. */
struct flow_picture {
    struct pos pos;
    struct text file;
    struct text title; /* with its number, if it has one; empty: none */
    struct text alt;   /* what it shows; empty: not told */
    len_t width;       /* 0: as it comes */
};

/* ---- the document ---- */

/* What the pages of a form have, alone or as an attachment. */
struct flow_form {
    struct pos pos;
    bool turned, folded, two_up;
    bool marked;                       /* with registration marks, though not printed by a list */
    int pages;                         /* that it takes; 0: as many as it needs */
    bool runs_on;                      /* its questions do */
    bool may_run_on;                   /* its content's group has a closer one */
    struct flow *legend;               /* paragraphs above the title, or NULL */
    const struct flow_field *repeated; /* on further pages too, below the title */
};

/* 版头 */
struct flow_head {
    struct pos pos;
    struct text copy_number; /* six digits */
    struct text secrecy;     /* 机密★1年 */
    struct text urgency;
    struct text number;          /* 青政发〔2026〕10号 */
    const struct organ *issuers; /* several: the host organ first */
    bool suffix_given;           /* otherwise it is the profile's */
    struct text suffix;
    const struct text_item *signers;
};

/* 落款 */
struct flow_signature {
    struct pos pos;
    enum signature_form form;
    const struct organ *organs;
    struct text date; /* 2026年9月19日 */
};

/* 版记 */
struct flow_imprint {
    struct pos pos;
    struct text cc;
    struct text printer;
    struct text date; /* 2026年9月19日印发 */
};

/* 附件, and 印发件. */
struct flow_part {
    struct pos pos;
    struct text label; /* of an attachment: 附件1 */
    struct text title;
    struct text title_lines; /* the same, with the author's line breaks */
    struct text caption;     /* in （） */
    int number;              /* 0 when it is the only one */
    const char *anchor;      /* where references lead */
    int toc_depth;           /* levels that its 目录 lists; 0: none */
    bool bound;              /* with the document */
    bool apart;              /* only named, on no page */
    bool turned;
    struct flow_form *form; /* that it is; NULL: none */
    struct flow *first;
    struct flow_part *attachments; /* of an enclosure */
    struct flow_part *next;
};

struct flow_document {
    struct arena *arena;
    struct pos pos;
    struct flow_form *form; /* a form that stands alone: the body is its content */
    struct flow_head *head;
    struct text title;
    bool title_hidden; /* only in the file's properties */
    struct text caption; /* in （） */
    struct text speaker;
    struct text to;
    int toc_depth;
    struct flow *body;
    struct flow_signature *signature;
    struct text annotation;                 /* in （） */
    struct text present, absent, attending; /* 出席, 请假, 列席: without the labels */
    struct flow_part *enclosure, *attachments;
    struct text disclosure; /* 公开方式：主动公开 */
    struct flow_imprint *imprint;
};

#endif
