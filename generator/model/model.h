/*
 * The typed document: plain data between the vocabulary and the layout.
 *
 * vocab/ fills in what the author wrote; fields marked "resolved" are empty until resolve/ has
 * derived them. Everything belongs to the document's arena. An absent part is NULL (or an empty
 * text): a plan published by itself has no head, no addressees, no imprint.
 */
#ifndef HONGTOU_MODEL_MODEL_H
#define HONGTOU_MODEL_MODEL_H

#include "base/text.h"

struct date {
    int year, month, day; /* year 0: no date */
    struct pos pos;
};

enum block_kind {
    BLOCK_PARAGRAPH,
    BLOCK_SECTION, /* 层次: a numbered heading, or a numbered paragraph when it has no title */
    BLOCK_LIST,    /* unnumbered; its content is BLOCK_PARAGRAPHs */
};

struct block {
    enum block_kind kind;
    struct pos pos;
    struct text text;    /* paragraph: its text; section: its title, may be empty */
    struct block *first; /* section, list: content */
    struct block *next;
    bool run_in;       /* section: the first paragraph follows the heading on its line (接排) */
    int level;         /* section, resolved: 1 to 4 */
    struct text label; /* section, resolved: 一、 （一） 1. （1） */
};

/* 附件, and 印发件: a part on new pages with its own title, blocks and numbering. */
struct part {
    struct pos pos;
    struct text title;
    struct block *first;
    struct part *attachments; /* of an enclosure: its own */
    struct part *next;
    int number;        /* attachment, resolved: 1 …; 0 when it is the only one */
    struct text label; /* attachment, resolved: 附件, or 附件1 when there are several */
};

/* 发文字号: agency code, year, serial number. */
struct number {
    struct pos pos;
    struct text code;
    int year, serial;
    struct text text; /* resolved: 青政发〔2026〕10号 */
};

/* 版头 */
struct head {
    struct pos pos;
    struct text issuer;
    struct text suffix;    /* 文件, or what the author gave; may be empty */
    struct number *number; /* may be NULL */
    struct text masthead;  /* resolved: issuer and suffix */
};

/* 落款: the issuing organ's name and the date of issue (成文日期). */
struct signature {
    struct pos pos;
    struct text organ; /* resolved: the head's issuer when not given; may be empty */
    struct date date;
    struct text date_text; /* resolved: 2026年9月19日 */
};

/* 版记 */
struct imprint {
    struct pos pos;
    struct text cc;        /* 抄送, may be empty */
    struct text printer;   /* 印发机关 */
    struct date date;      /* 印发日期 */
    struct text date_text; /* resolved: 2026年9月19日印发 */
};

struct document {
    struct arena *arena;
    struct pos pos;
    const char *genre;   /* 文种 as written (通知 …), or NULL */
    struct text profile; /* the profile's name; empty: gbt9704 */
    struct head *head;
    struct text title, to;
    struct block *body;
    struct part *enclosure; /* 印发件 */
    struct part *attachments;
    struct signature *signature;
    struct imprint *imprint;
};

/* The document as indented text, for `dump --stage model` and for golden cases. */
struct buf;
void model_dump(const struct document *doc, struct buf *out);

#endif
