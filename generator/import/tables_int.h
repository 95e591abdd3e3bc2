/*
 * Inside import/: what the readers of rosters, tables, cars, tasks, forms and contacts share. A
 * name's prefix tells its file: line_ (roster_line.c), grid_ (grid.c), table_ (table_frame.c),
 * fill_ (form_line.c), words_ (words.c), people_ (staffed.c).
 */
#ifndef HONGTOU_IMPORT_TABLES_INT_H
#define HONGTOU_IMPORT_TABLES_INT_H

#include "import/import_int.h"
#include "value/list.h"

/* ---- words.c: what the readers ask of a text ---- */

/* Without its blanks it is the word. */
bool words_are(struct text t, const char *utf8);
/* Somebody may be called so, in a list of people: 罗明, 阿依古丽, 买买提·艾力. */
bool words_may_name(struct text t);
/* Whoever does one post: 县财政局局长, 各村党支部书记, 各村民委员会主要负责人; no sentence. */
bool words_end_in_post(struct text t);
/* A part that people have in a group: 组长, 常务副主任, 督导员. *weak: running text may list them
 * so, too (值班人员). */
bool words_are_role(struct arena *a, struct text label, bool *weak);
/* How wide it stands on paper, in half characters; a tab as four, as blocks.c has it. */
int words_width(struct text t);
/* Characters of `whole` that are no blanks and in none of the parts, as changes. */
void words_rest(struct importer *im, struct text whole, const text_list *parts, enum import_why why,
                const char *to);

/* ---- roster_line.c: a line of a roster ---- */

struct line_person {
    struct text name, post, phone; /* without a name the post is words: 各乡镇乡镇长 */
    bool bracketed;                /* 罗启明（县长） */
};
struct roster_line {
    struct text label; /* 组长, without blanks; empty: the line goes on with the people before */
    struct text colon; /* behind it */
    VEC(struct line_person) people;
    bool weak;         /* running text may have the label */
    bool unsure;       /* what stands behind a name need not be a post */
    bool listed;       /* 甲、乙、丙 */
    bool open;         /* it ends with 、 and goes on in the next one */
    struct text end;   /* the mark that ends it: ； or 。, or none */
    struct text words; /* all behind the label */
};

/* Of a line without blanks at its ends. False: it is none, and could not go on one. */
bool line_read(struct arena *a, struct text t, struct roster_line *out);

/* ---- roster.c: lines of a roster that follow each other ---- */

/* A part of the group, in the lines of one block or several. */
struct roster_part {
    struct text label, colon;
    VEC(struct line_person) people;
    text_list words;   /* of its lines */
    size_t lines;      /* that have people, where they do not go on from one another */
    bool weak;         /* running text may have the label, too */
    bool listed, bare; /* 甲、乙; names without any post */
    bool bracketed;    /* every post stands in brackets */
    bool open;         /* the last line ends with 、 */
    struct text end;   /* the last line's mark */
};

struct roster_run {
    struct importer *im;
    VEC(struct roster_part) parts;
    size_t first, behind; /* blocks */
    int label_at;         /* where the last label stands; in halves, as are these: */
    int name_at, post_at; /* names and posts, in the last line with them */
    size_t tabs;          /* before the post in that line */
};

/* A line that was read; words: as it was typed. */
void roster_take(struct roster_run *run, const struct roster_line *line, struct text words);
/* The lines from block i on, as far as they are a roster's. */
struct roster_run roster_read(struct importer *im, size_t i, size_t end);
/* How sure it is that they are: of one line, only people with posts say so. */
bool roster_is_one(const struct roster_run *run, enum line_trust *trust);
/* 层级 and 成员 into a 名单 or a 小组; closes: nothing stands behind them there. */
void roster_add(const struct roster_run *run, struct node *parent, bool closes);

/* ---- staffed.c: people and the staff file ---- */

/* The draft's day: the last one that stands alone on a line, else today. */
struct date people_day(const struct importer *im);
/* 姓名, 职务, 电话 of a member, or 岗位 where the staff file says the same; tells who is unknown,
 * and what differs. */
void people_member(struct importer *im, struct node *member, const struct line_person *p);

/* ---- grid.c: a table's places, whether it came as a table or as lines parted by tabs ---- */

/* A line of a cell, with the paragraph that it is of or in. */
struct grid_line {
    struct text text; /* behind the number that a word processor gives it */
    const struct draft_paragraph *paragraph;
};

struct grid_cell {
    VEC(struct grid_line) lines; /* with nothing to see: left out */
    struct text text;            /* of all, without breaks */
    size_t row, column, rows, columns;
};

struct grid {
    size_t rows, columns;
    struct grid_cell **places; /* by row and column: the cell that takes the place, never NULL */
    const struct draft_table *table; /* NULL: of lines */
    bool nested;                     /* a cell has a table, whose lines are the cell's */
};

struct grid_cell *grid_at(const struct grid *g, size_t row, size_t column);
/* Whether a cell begins at the place. */
bool grid_begins(const struct grid *g, size_t row, size_t column);
/* The only cell of a row that is one over all columns; NULL: it has several. */
struct grid_cell *grid_only(const struct grid *g, size_t row);
/* Whether no cell reaches over the upper edge of a row. */
bool grid_is_bound(const struct grid *g, size_t row);
/* False: larger than a table of ours may be. */
bool grid_of_table(struct importer *im, const struct draft_table *t, struct grid *out);
/* Blocks from i on that are lines of as many parts, or heads alone above empty lines; how many. 0: they
 * are no table. */
size_t grid_of_lines(struct importer *im, size_t i, size_t end, struct grid *out);
/* Bars and rules of lines that became rows: a table draws its own. */
void grid_drop_marks(struct importer *im, size_t i, size_t end);

/* ---- table_frame.c: a table with what stands around it ---- */

struct table_frame {
    struct grid grid;
    size_t first, table, below, behind; /* blocks: the first; those of the table; notes; the end */
    size_t title, unit;                 /* blocks; `behind`: there is none */
    struct text unit_words;             /* 万元 */
    size_t top;    /* the first row of heads: what is above is the table's title within it */
    size_t body;   /* the first row below the heads */
    bool headless; /* its first row is no head */
};

/* Asked whether a table is of a kind; how many blocks were taken, 0: it is not, and nothing was
 * changed. */
typedef size_t table_reader(struct importer *im, const struct table_frame *f, struct node *parent);
table_reader table_read_cars, table_read_tasks, table_read_roster, table_read_plain;

/* A table at block i, or below the title and the unit that stand there. */
bool table_find(struct importer *im, size_t i, size_t end, struct table_frame *out);
/* The head of a column, without breaks: the lowest cell of the heads that has words. */
struct text table_head(const struct table_frame *f, size_t column);
/* One row of heads, each a column's own, and rows below it. */
bool table_has_plain_heads(const struct table_frame *f);
/* 题 and 计量单位 of an element; then 表注 where it may have them, once its rows stand. */
void table_add_title(struct importer *im, const struct table_frame *f, struct node *n);
void table_add_notes(struct importer *im, const struct table_frame *f, struct node *n);
/* Counts the blocks; the table itself became `kind`. What is no note of an element that has none is
 * left to be asked again: how many blocks were taken. */
size_t table_taken(struct importer *im, const struct table_frame *f, enum import_kind kind,
                   enum line_trust trust, bool notes);
/* A cell's words: text, or paragraphs. */
void table_add_words(struct importer *im, struct node *n, const struct grid_cell *cell);

/* ---- form_line.c: a line of a form ---- */

enum fill_kind {
    FILL_WORDS,
    FILL_FIELD,  /* ____, or blanks that are underlined */
    FILL_DATE,   /* ____年__月__日 */
    FILL_CHOICE, /* □是　□否 */
};
/* Where boxes stand by their options: □是, □ 是, 是□, 是 □. */
enum fill_box { FILL_BEFORE, FILL_BEFORE_APART, FILL_BEHIND, FILL_BEHIND_APART };

struct fill_item {
    enum fill_kind kind;
    struct text text; /* all of it */
    int halves;       /* of a field: its width in half characters */
    text_list options;
    enum fill_box box;
};
struct fill_line {
    VEC(struct fill_item) items;
    struct text text;
    size_t fields, choices; /* of the items; a date is a field */
};

/* A block's line, or that of a cell (b->paragraph may be NULL: looks are not known). */
struct fill_line fill_read(struct importer *im, const struct draft_paragraph *p, struct text line);

/* How topics and questions are numbered: 一、 （一） 1. （1） ①. */
enum fill_label {
    FILL_CHINESE,
    FILL_CHINESE_BRACKETS,
    FILL_DIGITS,
    FILL_BRACKETS,
    FILL_CIRCLED,
    FILL_LABELS
};
/* The number at the beginning of a text: its length, or 0. */
size_t fill_number(struct text t, enum fill_label *label, int *n);

/* ---- the readers ---- */

/* The whole draft is a form: its root, with all blocks taken and counted; else NULL. */
struct node *import_form_document(struct importer *im);
/* A form in an attachment. */
import_reader import_form;
import_reader import_teams, import_roster, import_office, import_contact_lines;

#endif
