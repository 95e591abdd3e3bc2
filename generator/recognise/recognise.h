/*
 * What a line of text is that somebody typed as it looks on paper: a heading with its number, an
 * item behind a bullet, the note on attachments, who signs, the day … From the text alone, from how
 * it looks where that is known, and from the lines around it, to a kind, its parts, and how sure that
 * is. Who asks decides what to do: a compiler warns, an editor offers, an importer takes.
 *
 * Knows no XML and no office file. Words are in words.def. Every part is a part of the line's own
 * text, so that it can be pointed at and replaced; nothing is allocated but by recognise_lines.
 * Running text is LINE_TEXT: where in doubt, a line is that, or of little trust.
 */
#ifndef HONGTOU_RECOGNISE_RECOGNISE_H
#define HONGTOU_RECOGNISE_RECOGNISE_H

#include "value/date.h"

enum line_kind {
    LINE_TEXT,  /* running text */
    LINE_BLANK, /* nothing to see */
    /* the head */
    LINE_COPY_NUMBER, /* 000001 */
    LINE_SECRECY,     /* 机密★1年; text: 机密, more: 1年 */
    LINE_URGENCY,     /* 特急 */
    LINE_MASTHEAD,    /* 青禾县人民政府文件; text: the organ */
    LINE_NUMBER,      /* 青政发〔2026〕12号; text: 青政发, date.year, order */
    LINE_SIGNER,      /* 签发人：罗启明; text: the names */
    /* the main part */
    LINE_TITLE,      /* 关于…的通知 */
    LINE_TO,         /* 各村民委员会： or 主送：…; text: without label and colon */
    LINE_SALUTATION, /* 各位代表： */
    LINE_HEADING,    /* level, order; text: the title, more: what runs on behind it. A numbered
                        paragraph has no title: text is empty, more is all of it */
    LINE_ARTICLE,    /* 第一条 …, 第二章 …, 1.1 …: a number that no section has; order; label; level: of
                        a heading, 0 of a paragraph; text */
    LINE_ITEM,       /* ● …; label: the bullet */
    LINE_TABLE_TITLE, /* 表1 …, 附表2：… */
    LINE_TABLE_NOTE,  /* 注：…, 填表人：… */
    LINE_ROSTER,      /* 组长：罗启明　县委书记; label: 组长：, text: the people */
    LINE_CONTACT,     /* 联系人：周川，电话：…; text: the name, more: the telephone; where there is
                         more than that, or less: text is all of it */
    LINE_BLANKS,      /* has ____ to fill in */
    LINE_BOXES,       /* has □ to tick */
    /* the end */
    LINE_NOTE,       /* 附件：1.任务分解表; order 0 when it has none; text: the title, empty when 附件：
                        stands above the list */
    LINE_NOTE_MORE,  /* 2.进度表, below it */
    LINE_LABEL,      /* 附件2, where an attachment begins; order; text: a title behind it */
    LINE_SIGNATURE,  /* 青禾县人民政府, above a day */
    LINE_DATE,       /* 2026年9月18日 */
    LINE_ANNOTATION, /* （此件公开发布）, （联系人：…）; text: without brackets */
    LINE_DISCLOSURE, /* 公开方式：主动公开; text: the way */
    LINE_CC,         /* 抄送：…; text: the units */
    LINE_PRINT,      /* 青禾县人民政府办公室　2026年9月18日印发; text: the organ, date */
    LINE_PAGE,       /* — 1 —: the number of a page */
    LINE_KINDS
};

enum line_trust {
    LINE_PERHAPS, /* looks so, and running text may, too */
    LINE_LIKELY,  /* running text hardly does */
    LINE_SURE,    /* its neighbours say so, too */
};

/* ---- a line as it comes ---- */

enum line_align { ALIGN_UNKNOWN, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };
enum line_face { FACE_UNKNOWN, FACE_SONG, FACE_HEI, FACE_KAI, FACE_FANG };

/* What is known of how it looks; {0}: nothing. */
struct line_looks {
    enum line_align align;
    enum line_face face; /* of its first characters */
    int size;            /* 1/1000 pt; 0: unknown */
    bool bold, red;
};

struct line {
    struct text text;
    struct text label; /* the number that a word processor gives it (一、); empty: none */
    struct line_looks looks;
};

/* ---- what it is ---- */

enum { HEADING_LEVELS = 4, HEADING_BELOW = 5 }; /* 一、 （一） 1. （1）, and ① below them */

struct recognised {
    enum line_kind kind;
    enum line_trust trust;
    int level;         /* of a heading: 1 to HEADING_BELOW; 0: none */
    int order;         /* the number in its label; 0: none */
    struct text label; /* what was typed for what an element says or counts: 一、 ● 抄送： */
    struct text text, more;
    struct date date; /* year 0: none; day 0: left to be filled in */
};

/* Of a line that stands alone. */
struct recognised recognise_line(const struct line *line);

/* Of lines that follow each other: out[i] is what lines[i] is. A number that follows the one before
 * it is surer than one that begins with 3; what looks like an organ signs when a day is below it;
 * addressees stand before all text; the note on attachments goes on over its lines. */
void recognise_lines(const struct line lines[], size_t n, struct recognised out[]);

/* Whether it ends as titles of attachments do that are no document's: 任务分解表, 联系人名单. */
bool recognise_ends_sheet(struct text t);

/* The kind's name in English, for dumps and tests: "heading". */
const char *recognise_kind_name(enum line_kind kind);

#endif
