/* Inside office/: what comparing a document's people between two days is made of. */
#ifndef HONGTOU_OFFICE_PEOPLE_H
#define HONGTOU_OFFICE_PEOPLE_H

#include "office/office_int.h"
#include "record/record.h"

/* ---- page_words.c ---- */

/* The words of all pages, in reading order, without blanks, and where in the source they stand. */
struct page_words;
struct page_words *office_words_new(struct arena *a);
struct page_sink office_words_sink(struct page_words *w);

/* The number of the page on which what one place of the source asked for says a fact of it (NULL:
 * says anything); facts: all that the document says. 0: on none. */
int office_words_find(const struct page_words *w, const fact_lines *facts,
                      const struct fact_line *fact, uint32_t off);

/* ---- adjust_draft.c ---- */

/* A group: its roster, and the office and teams that follow it; or teams alone. */
struct group {
    const char *name;                 /* "": nothing says it */
    VEC(const struct block *) blocks; /* in the order of the document */
};

/* What the draft of a notice is made from. */
struct adjustment {
    struct arena *arena;
    struct tree *tree; /* of the document that named the group */
    const struct document *document;
    struct group group;
    const struct people *before, *after; /* on the first day, and on the second */
    const char *staff;                   /* the staff file, from where the draft will be */
    struct date day;                     /* from which it is so: the second */
};

/* Whether anybody of the group is not on both days where he is on the other. */
bool office_adjustment_changes(const struct adjustment *j);

/* The notice as XML. */
void office_adjustment_draft(const struct adjustment *j, struct buf *out);

#endif
