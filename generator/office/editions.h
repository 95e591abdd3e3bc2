/* Inside office/: editions of a document, one of which may be the issued one. */
#ifndef HONGTOU_OFFICE_EDITIONS_H
#define HONGTOU_OFFICE_EDITIONS_H

#include "compare/compare.h"
#include "office/office_int.h"

struct edition {
    struct document *doc;
    struct compare_edition compare;
};

/* The edition that a source means: an XML file, or bytes; a lock, or a PDF that one is of: what was
 * issued; a PDF otherwise: the XML file beside it. issued: an XML file with a lock means so too,
 * unless it was changed since. day: asks staff files of what was not issued about it (year 0:
 * the document's own). All in the arena. False: reported. */
bool office_edition(struct hongtou *h, struct arena *a, const struct hongtou_source *source,
                    bool issued, struct date day, struct edition *out);

/* The same for a tree that is read already. */
bool office_edition_of(struct hongtou *h, struct document *doc, const char *called,
                       struct edition *out);

/* Compares the document with an earlier edition, and leaves on its texts what changed since. NULL:
 * reported. */
const struct compare_result *office_mark_since(struct hongtou *h, struct document *doc,
                                               const char *earlier, const char **called);

/* recall.c: whom an issued document named, by its lock, where the staff file says otherwise now.
 * False: it does not. */
bool office_recall(struct document *doc, const struct lock *lock);

/* marks.c: puts marks at the edges of pages, and what they mean at the head; pages go on to next.
 */
struct page_marks;
struct page_marks *office_marks_new(struct hongtou *h, const struct document *doc,
                                    const char *since, struct page_sink next);
bool office_marks_take(void *context, const struct page *page);

#endif
