/* Inside cli/: what the commands share that compare a document's people between two days. */
#ifndef HONGTOU_CLI_PEOPLE_INT_H
#define HONGTOU_CLI_PEOPLE_INT_H

#include "cli/cli.h"

/* ---- fact_pairs.c ---- */

/* What a document says of one member or name on one day, and on another. */
struct fact_pair {
    const struct fact *before; /* NULL: it says one more */
    const struct fact *after;  /* NULL: it says one less */
};

/* Facts of one document, resolved for two days, that differ; pinned ones never do. In the order of
 * the document. Returns how many. */
size_t facts_pair(struct arena *a, const struct fact *before, const struct fact *after,
                  const struct fact_pair **out);

/* ---- page_words.c ---- */

/* The words of all pages, in reading order, without blanks. */
struct page_words;
struct page_words *page_words_new(struct arena *a);
struct page_sink page_words_sink(struct page_words *w);

/* The number of the page that a fact is printed on; first: the facts of its document, as they were
 * laid out. 0: it is on none. */
int page_words_find(const struct page_words *w, const struct fact *first, const struct fact *fact);

/* ---- adjust_draft.c ---- */

/* A roster, the office that follows it (or NULL), and the group that they are of. */
struct group_blocks {
    const struct block *roster, *office;
    const char *name; /* "": nothing says it */
};

/* What the draft of a notice is made from. */
struct adjustment {
    struct arena *arena;
    const struct tree *tree;           /* of the document that named the group */
    const struct document *written;    /* the same, as written */
    struct group_blocks before, after; /* resolved for the first day, and for the second */
    const char *name;                  /* of the group */
    const char *staff;                 /* the staff file, from where the draft will be */
    struct date from, to;
};

/* Whether anybody of the group is not on both days where he is on the other. */
bool adjustment_changes(const struct adjustment *j);

/* The notice as XML. */
void adjustment_draft(const struct adjustment *j, struct buf *out);

#endif
