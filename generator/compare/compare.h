/*
 * What differs between two editions of a document, as a reader of the pages sees it: composed texts
 * with their derived numbers, names, rosters, task tables, cars and forms.
 *
 * Both editions become units in reading order: a paragraph, a heading, a row of a table, a line of
 * a roster, a part of the head. Units are matched, so that what moved is told as moved, what stands
 * elsewhere because something was inserted before it is told once as renumbered, and rows are known
 * by what they are about (a post, a plate, a village) rather than by their place. Matched units
 * that differ are compared word by word: no number, date, name or Latin word is ever parted.
 *
 * Everything belongs to the arena that it was asked for in; the documents outlive it.
 */
#ifndef HONGTOU_COMPARE_COMPARE_H
#define HONGTOU_COMPARE_COMPARE_H

#include "base/buf.h"
#include "base/diag.h"
#include "flow/flow.h"
#include "lexicon/lexicon.h"
#include "model/model.h"
#include "staff/staff.h"

/* A picture, by where its element stands: the hash of its file's bytes; "": they could not be read. */
struct compare_picture {
    struct pos pos;
    const char *file, *hash;
};
typedef VEC(struct compare_picture) compare_pictures;

/* One of the two. */
struct compare_edition {
    struct flow_document *flow;
    const struct lexicon_names *names; /* of its own, kept whole; or NULL */
    const struct people *people;       /* what its staff file said; or NULL */
    const struct staff *staff;         /* the file; or NULL */
    compare_pictures pictures;
    const char *called;                /* 2026年9月19日印发稿, UTF-8 */
    const char *title;                 /* without line breaks, UTF-8 */
};

enum compare_mark { COMPARE_SAME, COMPARE_GONE, COMPARE_CAME, COMPARE_ELLIPSIS };

/* Words that stand in both editions, or in one. */
struct compare_words {
    enum compare_mark mark; /* ELLIPSIS: same, and left out */
    const char *words;      /* UTF-8; of an ellipsis empty */
    struct compare_words *next;
};

/* What is said below one head: of a row the column's, otherwise there is none. */
struct compare_cell {
    const char *head; /* UTF-8, may be empty */
    struct compare_words *old, *now;
    struct compare_cell *next;
};

enum compare_kind {
    COMPARE_CHANGED,
    COMPARE_INSERTED,
    COMPARE_DELETED,
    COMPARE_MOVED, /* and perhaps changed */
    COMPARE_KINDS
};

struct compare_note {
    const char *text;
    struct compare_note *next;
};

struct compare_change {
    enum compare_kind kind;
    const char *old_place, *place; /* 附件2 表1 第3行, UTF-8; "" in the edition that has it not */
    struct pos old_pos, pos;       /* src NULL: so */
    struct compare_cell *cells;    /* those that differ */
    struct compare_note *notes;    /* what it means: 组长：甲→乙（2026年9月任职） */
    struct compare_change *next;
};

struct compare_result {
    struct compare_change *changes; /* in the order of the later edition */
    size_t n[COMPARE_KINDS];
    struct compare_note *renumbered; /* 三、至七、改为四、至八、 */
    struct compare_note *unchanged;  /* places without any change, in their order */
};

/* Compares. words: the dictionary that parts texts into words; or NULL. */
struct compare_result *compare_editions(struct arena *a, const struct compare_edition *old,
                                        const struct compare_edition *now,
                                        const struct lexicon *words);

/* The same, and leaves on the later edition's texts which characters came, and where some went
 * (TEXT_CAME, TEXT_WENT of base/text.h): its pages will know. */
struct compare_result *compare_and_mark(struct arena *a, const struct compare_edition *old,
                                        const struct compare_edition *now,
                                        const struct lexicon *words);

/* 修改5处，增加1处，删去2处，移动1处 */
const char *compare_summary(struct arena *a, const struct compare_result *r, enum diag_lang lang);
/* 修改, changed */
const char *compare_kind_name(enum compare_kind kind, enum diag_lang lang);

/* ---- the result as text, as JSON, as a document of this program (修订对照表) ---- */

void compare_add_text(const struct compare_edition *old, const struct compare_edition *now,
                      const struct compare_result *r, enum diag_lang lang, struct buf *out);
void compare_add_json(const struct compare_edition *old, const struct compare_edition *now,
                      const struct compare_result *r, struct buf *out);
void compare_add_document(const struct compare_edition *old, const struct compare_edition *now,
                          const struct compare_result *r, struct buf *out);

#endif
