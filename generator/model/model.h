/*
 * The typed document: plain data between the vocabulary and the layout.
 *
 * vocab/ fills in what the author wrote; fields marked "resolved" are empty until resolve/ has
 * derived them. Everything belongs to the document's arena. An absent part is NULL (or an empty
 * text): a plan published by itself has no head, no addressees, no imprint.
 */
#ifndef HONGTOU_MODEL_MODEL_H
#define HONGTOU_MODEL_MODEL_H

#include "base/len.h"
#include "base/text.h"

struct date {
    int year, month, day; /* year 0: no date */
    struct pos pos;
};

/* A piece of a paragraph: plain text, or one of the elements that stand in text. */
enum inline_kind {
    INLINE_TEXT,
    INLINE_EMPHASIS,  /* 强调 */
    INLINE_REFERENCE, /* 引用: to an attachment */
    INLINE_FOOTNOTE,  /* 脚注: its mark stands here, its text at the foot of the page */
};

struct inline_item {
    enum inline_kind kind;
    struct pos pos;
    struct text text; /* footnote: its text; reference, resolved: 附件2 */
    int target;       /* reference: the attachment's number, from 1 */
    int number;       /* footnote, resolved: 1 …, counted through the part */
    struct inline_item *next;
};

enum block_kind {
    BLOCK_PARAGRAPH,
    BLOCK_SECTION, /* 层次: a numbered heading, or a numbered paragraph when it has no title */
    BLOCK_LIST,    /* unnumbered; its content is BLOCK_PARAGRAPHs */
    BLOCK_CONTACT, /* 联系人 */
};

struct contact {
    struct text name;
    struct text phone, email; /* may be empty */
};

struct block {
    enum block_kind kind;
    struct pos pos;
    struct inline_item *inlines; /* paragraph: its text; never NULL */
    struct text text;            /* section: its title, may be empty;
                                    contact, resolved: 联系人：许玥，电话：13800000000 */
    struct contact *contact;     /* contact: as written */
    struct block *first;         /* section, list: content */
    struct block *next;
    bool run_in;       /* section: the first paragraph follows the heading on its line (接排) */
    int level;         /* section, resolved: 1 to 4 */
    struct text label; /* section, resolved: 一、 （一） 1. （1） */
};

/* 附件, and 印发件: a part on new pages with its own title, blocks and numbering. */
struct part {
    struct pos pos;
    struct text title;
    struct text caption; /* 题注, may be empty; resolved: in （） */
    int toc_depth;       /* enclosure: levels that its 目录 lists, 1 to 4; 0: none */
    struct block *first;
    struct part *attachments; /* of an enclosure: its own */
    struct part *next;
    bool bound;        /* attachment: with the document (装订) */
    int number;        /* attachment, resolved: 1 …; 0 when it is the only one */
    struct text label; /* attachment, resolved: 附件, or 附件1 when there are several; behind the
                          document's number when it is not bound: 青政发〔2026〕12号附件1 */
};

/* 发文字号: agency code, year, serial number. */
struct number {
    struct pos pos;
    struct text code;
    int year, serial;
    struct text text; /* resolved: 青政发〔2026〕10号 */
};

/* An organ's name, and the picture of its seal. */
struct organ {
    struct pos pos;
    struct text name;
    struct text seal; /* a PNG file beside the document; empty: none */
    len_t seal_width; /* 0: the profile's */
    struct organ *next;
};

struct text_item {
    struct text text;
    struct text_item *next;
};

/* 密级和保密期限 */
struct secrecy {
    struct text level;  /* 绝密, 机密 or 秘密 */
    struct text period; /* 1年, 长期; may be empty */
    struct text text;   /* resolved: 机密★1年 */
};

/* 版头 */
struct head {
    struct pos pos;
    struct text copy_number;   /* 份号, may be empty; resolved: six digits */
    struct secrecy *secrecy;   /* may be NULL */
    struct text urgency;       /* 特急, 加急, 特提, 平急; may be empty */
    struct organ *issuers;     /* several: a joint document, the host organ first */
    struct text suffix;        /* 文件, or what the author gave; may be empty */
    struct text_item *signers; /* 签发人, in order; may be NULL */
    struct number *number;     /* may be NULL */
    struct text masthead;      /* resolved: the first issuer and the suffix */
};

enum signature_form {
    SIGNATURE_SEALED, /* 加盖印章, 7.3.5.1 */
    SIGNATURE_PLAIN,  /* 不加盖印章, 7.3.5.2 */
    SIGNATURE_STAMP,  /* 加盖签发人签名章, 7.3.5.3 */
};

/* 落款: who signs, how, and the date of issue (成文日期). */
struct signature {
    struct pos pos;
    enum signature_form form;
    struct organ *organs; /* resolved: the head's issuers when not given; may be NULL */
    struct text post;     /* stamp: the signer's post */
    struct text seal;     /* stamp: its picture; sealed: resolve gives it to the first organ */
    len_t seal_width;     /* of that picture; 0: the profile's */
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
    const char *genre;   /* 文种 in Chinese (通知 …), or NULL */
    struct text profile; /* the profile's name; empty: gbt9704 */
    struct head *head;
    struct text title;
    struct text caption; /* 题注; resolved: in （） */
    struct text speaker; /* 讲话人 */
    struct text to;
    int toc_depth; /* levels that the 目录 lists, 1 to 4; 0: none */
    struct block *body;
    struct signature *signature;
    struct text annotation;                 /* 附注; resolved: in （） */
    struct text present, absent, attending; /* 出席, 请假, 列席: names, without the label */
    struct part *enclosure;                 /* 印发件 */
    struct part *attachments;
    struct text disclosure; /* 主动公开 …; resolved: 公开方式：主动公开 */
    struct imprint *imprint;
};

/* The document as indented text, for `dump --stage model` and for golden cases. */
struct buf;
void model_dump(const struct document *doc, struct buf *out);

#endif
