/* Inside resolve/: what its files share, and how official documents write numbers and dates. */
#ifndef HONGTOU_RESOLVE_RESOLVE_INT_H
#define HONGTOU_RESOLVE_RESOLVE_INT_H

#include "base/diag.h"
#include "base/mem.h"
#include "model/model.h"

struct staff;

enum { LEVELS = 4 };

struct resolver {
    struct document *doc;
    struct arena *arena;
    struct diags *diags;
    bool failed;
    const struct staff *staff;
    bool asked;              /* in vain: the staff file, or its day, is missing */
    struct fact **last_fact; /* where the next one goes */
};

/* ---- words.c: texts from texts ---- */

struct text words_derived(struct resolver *r, const char *s, struct pos pos);
struct text words_joined(struct resolver *r, struct text a, struct text b);

/* The text has one of the marks that end a heading. */
bool words_are_ended(struct text t);

/* The text with a mark at its end, unless it is there or there is no text. */
struct text words_with_end(struct resolver *r, struct text t, const char *mark);

/* The text in （ ）, unless it stands in a pair of them or there is no text. */
struct text words_in_brackets(struct resolver *r, struct text t);

/* ---- inline.c: what stands in paragraphs ---- */

/* References and footnotes of a part: the attachments that it may name, its own first; own may be
 * NULL. Footnotes are counted from *footnotes on. */
struct scope {
    const struct part *own, *others;
    int footnotes;
};
void inline_resolve(struct resolver *r, struct scope *scope, struct block *first);

/* 附件, or 附件2: how a text names an attachment (7.3.4: one attachment takes no number). */
const char *attachment_name(struct arena *a, int number);

/* ---- table*.c ---- */

/* Every table of the document, those made from lists too: as written to as printed. */
void tables_resolve(struct resolver *r);

/* ---- people.c ---- */

/* All that the staff file tells, as of a day (year 0: the document's). */
void people_resolve(struct resolver *r, struct date as_of);

/* ---- number.c ---- */

/* 1 … 9999 in Chinese: 十, 十二, 一百零五. */
char *number_chinese(struct arena *a, int n);

/* The label of the n-th section of a level (1 …): 一、 （一） 1. （1） (GB/T 9704 7.3.3). */
char *number_label(struct arena *a, int level, int n);

/* 2026年9月19日: no zero padding (GB/T 9704 7.3.5.4). */
char *date_text(struct arena *a, struct date date);

#endif
