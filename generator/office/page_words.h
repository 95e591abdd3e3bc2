/* Inside office/: on which page a name stands. */
#ifndef HONGTOU_OFFICE_PAGE_WORDS_H
#define HONGTOU_OFFICE_PAGE_WORDS_H

#include "office/office_int.h"
#include "record/record.h"

/* The words of all pages, in reading order, without blanks, and where in the source they stand. */
struct page_words;
struct page_words *office_words_new(struct arena *a);
struct page_sink office_words_sink(struct page_words *w);

/* The number of the page on which what one place of the source asked for says a fact of it (NULL:
 * says anything); facts: all that the document says. 0: on none. */
int office_words_find(const struct page_words *w, const fact_lines *facts,
                      const struct fact_line *fact, uint32_t off);

#endif
