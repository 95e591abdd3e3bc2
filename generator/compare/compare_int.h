/*
 * Inside compare/: units, and how they are matched. Names carry their file's prefix: unit_ (what
 * the documents say), match_ (which say the same), word_ (what differs within one), tell_ (in
 * words).
 */
#ifndef HONGTOU_COMPARE_COMPARE_INT_H
#define HONGTOU_COMPARE_COMPARE_INT_H

#include "compare/compare.h"

/* ---- unit.c, unit_table.c: what an edition says ---- */

enum unit_kind {
    UNIT_FIELD, /* of head, signature, imprint: there is one of its name */
    UNIT_PART,  /* the title of an attachment, of the enclosure */
    UNIT_TEXT,  /* a heading, a paragraph, a note */
    UNIT_ROW,   /* of a table */
    UNIT_ENTRY, /* a line of a roster */
};

/* Where a character of a unit stands in the flow. */
struct unit_origin {
    struct text *text;
    size_t at;
};

/* What stands under one head, paragraphs parted by line feeds; without blanks that only spread a
 * name. A reference to an attachment is one character, from UNIT_REFERENCE on, the same in both
 * editions when it leads to the same attachment. */
enum { UNIT_REFERENCE = 0xF0000 };
struct unit_cell {
    struct text head;
    VEC(char32_t) cp;
    VEC(struct unit_origin) from;
    bool carried; /* it reaches into the row from one above, where it is told */
    bool reaches; /* into rows below */
    bool counts;  /* a number that the row has by its place: not compared */
};

enum { NO_UNIT = -1 };

struct unit {
    enum unit_kind kind;
    struct pos pos;
    const char *label;  /* its number, 一、 or 3号车; "": none */
    const char *around; /* where it stands: 附件2 二、 */
    const char *name;   /* field: 主送; row: 第3行; else "" */
    int group, ordinal; /* which of the paragraphs there, from 1 */
    const char *key;    /* what it is about, UTF-8; "": not known */
    struct text tier;   /* entry: 组长 */
    const char *set;    /* table, roster: what all of it is called, 表1; "": it is in none */
    bool sorted;        /* entry: its place among others is by its name alone */
    size_t name_length; /* entry: characters of the name, which its words follow */
    struct unit_cell *cells;
    int n_cells;
    bool heading;
    int level;       /* of a heading, from 1; part: 0; else that of the heading above, and one */
    uint64_t hash;   /* of kind and words, the label left out */
    int64_t length;  /* of its words */
    uint32_t *pairs; /* its pairs of characters, sorted; NULL: not asked for */
    size_t n_pairs;
    int other;  /* the unit of the other edition; NO_UNIT: none */
    bool moved; /* other stands elsewhere in its order */
};

/* What references lead to. */
struct unit_part {
    const char *anchor;
    struct text title;
    uint32_t id; /* the same as that of the other edition's part of this title */
};

struct units {
    struct arena *arena;
    const struct compare_edition *edition, *before; /* before: the earlier one; of that itself NULL */
    VEC(struct unit) list;
    VEC(int) groups; /* how many paragraphs each has */
    VEC(struct unit_part) parts;
    VEC(struct flow_part *) titled; /* whose title stands in the note on attachments, too */
    VEC(struct flow *) run_on;      /* groups that may be set otherwise, on less room */
};

/* The parts of the first get numbers of their own, those of the other the same by their titles. */
void unit_number_parts(struct units *old, struct units *now, const struct compare_edition *x,
                       const struct compare_edition *y);
void unit_collect(struct units *u, struct flow_document *flow);

/* The units' inner works, for unit_table.c. */
struct unit_walk {
    struct units *units;
    const char *around;
    const char *set; /* of units to come */
    int level;
    int group;  /* of paragraphs here */
    int tables; /* of the part, so far */
};
struct unit *unit_add(struct unit_walk *w, enum unit_kind kind, struct pos pos);
struct unit_cell *unit_add_cell(struct unit_walk *w, struct unit *u, struct text head);
void unit_cell_char(struct unit_walk *w, struct unit_cell *c, char32_t cp, struct text *t,
                    size_t at);
void unit_cell_text(struct unit_walk *w, struct unit_cell *c, struct text *t);
void unit_cell_pieces(struct unit_walk *w, struct unit_cell *c, struct flow_piece *first);
void unit_cell_flow(struct unit_walk *w, struct unit_cell *c, struct flow *first);
/* A text by itself; none that is empty. */
void unit_text(struct unit_walk *w, struct text *t, const char *name);
void unit_flows(struct unit_walk *w, struct flow *first);
/* Takes a number that stands before the words off the cell, for the unit's label. */
void unit_take_label(struct units *units, struct unit *u, struct unit_cell *c);
void unit_table(struct unit_walk *w, struct flow_table *table);
void unit_columns(struct unit_walk *w, struct flow_line *first);
void unit_figure(struct unit_walk *w, struct flow_figure *figure);
/* Its file by name, its width, whether the file of that name is another now; and its title. */
void unit_picture(struct unit_walk *w, struct flow_picture *picture);

/* 附件2 二、第3段; of a heading 二、标题, or whole, with what is below it: 二、 */
const char *unit_place(struct arena *a, const struct units *units, const struct unit *u,
                       bool whole);
/* As a part of a sentence: 二 for 二、, 1 for 1. */
const char *unit_number(struct arena *a, const char *label);
/* Characters of a cell from one to another, as they are read. */
char *unit_utf8(struct arena *a, const struct unit_cell *c, size_t from, size_t to);

/* ---- match.c: which units are the same ---- */

void match_units(struct arena *a, struct units *old, struct units *now);
/* Whether matched units are told as moved. A line of a roster whose names are sorted stands where
 * it does by its name, and one that names somebody else is no longer the same. */
bool match_has_moved(const struct unit *old, const struct unit *now);

/* ---- like.c: how like each other two units are ---- */

enum { LIKE_ALL = 1000, LIKE_LEAST = 400, LIKE_MOVED = 750 };
/* In 1/1000; 0: not to be matched. */
int like_units(struct arena *a, struct unit *x, struct unit *y);

/* ---- word.c: what differs within a text ---- */

/* Characters that both have, or one. */
struct word_run {
    enum compare_mark mark;
    size_t old_from, old_to, now_from, now_to;
};
struct word_runs {
    VEC(struct word_run) list;
};

struct word_book {
    const struct lexicon *words;
    const struct lexicon_names *old, *now;
};
void word_compare(struct arena *a, const struct word_book *book, const struct unit_cell *old,
                  const struct unit_cell *now, struct word_runs *out);

/* ---- tell.c, notes.c ---- */

/* Two cells beside each other; either may be NULL. */
struct tell_pair {
    struct unit_cell *old, *now;
    struct word_runs runs;
    struct tell_pair *next;
};
/* The pairs of two units (either may be NULL) that differ. */
struct tell_pair *tell_pairs(struct arena *a, const struct word_book *book, struct unit *old,
                             struct unit *now);

struct note_job {
    struct arena *arena;
    const struct compare_edition *old_edition, *now_edition;
    const struct unit *old, *now; /* either may be NULL */
    const struct tell_pair *pairs;
    struct compare_note **notes; /* the first one's place */
};
/* What figures, days and names became. */
void note_changes(struct note_job *job);

/* renumber.c: of units that say the same under another number. */
struct compare_note *renumber_notes(struct arena *a, const struct units *old,
                                    const struct units *now);
/* Places without any change, as few words as they can be told in. */
struct compare_note *renumber_unchanged(struct arena *a, const struct units *now,
                                        const bool changed[]);

/* mark.c: flags on the texts of the later edition. */
void mark_units(struct arena *a, struct units *old, struct units *now,
                const struct word_book *book);

#endif
