/* Inside the room: the words of a line (words.c), labels that number it (label.c), a line by itself
 * (line.c), lines and their neighbours (lines.c). */
#ifndef HONGTOU_RECOGNISE_RECOGNISE_INT_H
#define HONGTOU_RECOGNISE_RECOGNISE_INT_H

#include "recognise/recognise.h"

/* ---- words.c ---- */

enum { WORDS_ORGAN_MOST = 40 };

bool words_is_colon(uint32_t cp);                   /* ： : */
struct text words_from(struct text t, size_t from); /* the rest, without blanks at its ends */

/* Up to `most` digits at i, full-width ones too: how many, and their value. */
size_t words_digits(struct text t, size_t i, size_t most, int *value);

/* How much of the text is the word, whose characters blanks may part; 0: it does not begin so. */
size_t words_begins(struct text t, const char *word);

/* Whether it is the name of an organ and nothing else: 青禾县人民政府（办公室）. */
bool words_is_organ(struct text t);

/* Whether somebody is spoken to in a hall: 各位代表、同志们. */
bool words_is_hall(struct text t);

/* Whether it is an organ, or several: 各村民委员会, 镇直各单位. */
bool words_is_addressee(struct text t);

/* Whether a title may end so: 通知, 实施方案（试行）. */
bool words_ends_title(struct text t);

/* A line that begins with a word and a colon: fills in kind, trust, label, text. */
bool words_lead(struct text t, struct recognised *out);

/* A line that is a word: fills in kind, trust, text, more. */
bool words_whole(struct text t, struct recognised *out);

/* ---- label.c ---- */

/* A number at the beginning that an element would count: fills in level, order, label; the length
 * of the label with blanks behind it, or 0. */
size_t label_heading(struct text t, struct recognised *out);

/* 第十二条, 第三章: order and label. Whether blanks are behind it, is for who asks: 第一条街道 has none. */
size_t label_article(struct text t, struct recognised *out);

/* 1.2.1, 3, and a dot that may be behind it: its parts and their number, at most `most`. What stands
 * behind them and blanks, or 0. */
size_t label_decimal(struct text t, int parts[], size_t most, size_t *n);

/* 1. of a line that names an attachment, whatever follows it (1.2026年任务表): its length, or 0. */
size_t label_of_note(struct text t, int *order);

/* ●, ■, a code of Wingdings: label. */
size_t label_bullet(struct text t, struct recognised *out);

/* 附件1, 附件：1. and the like: order, label; *noted: it has a colon. */
size_t label_attachment(struct text t, struct recognised *out, bool *noted);

/* ---- line.c ---- */

/* Of the text alone; label and looks were seen to. */
struct recognised line_of_text(struct text t);

/* What stands behind a heading's number: a title, a title with text behind it, or a paragraph. Its
 * level is known. */
void line_part_heading(struct text rest, struct recognised *out);

/* 突出重点，分类施策。各村要……: the first sentence, however it reads, as the title. False: it is too
 * long, all there is, or of the first level, whose titles only their looks part from text. */
bool line_part_run_in(struct text rest, struct recognised *out);

#endif
