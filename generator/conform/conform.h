/*
 * What a finished document measures, clause by clause.
 *
 * The report reads pages and nothing else (page/page.h): where ink and characters
 * stand, their faces, sizes and colours. The profile says what is wanted, the document only what
 * the author chose (a seal or none). What was not looked at is never reported as passed.
 */
#ifndef HONGTOU_CONFORM_CONFORM_H
#define HONGTOU_CONFORM_CONFORM_H

#include <uchar.h>

#include "base/diag.h"
#include "font/font.h"
#include "model/model.h"
#include "page/page.h"
#include "style/style.h"

enum verdict { VERDICT_CONFORMS, VERDICT_BREACHES, VERDICT_UNCHECKED, VERDICTS };

/* One row of the report. Texts are in the report's language and belong to the arena. */
struct conform_row {
    const char *clause;
    enum strength strength;
    const char *element, *item; /* 标题, 字号 */
    int page;                   /* where, by the page's number; 0: no one page */
    const char *wanted, *measured;
    enum verdict verdict;
    const char *reason; /* why it was not checked; else empty */
    bool absent;        /* not checked because the document has nothing of the kind */
    const char *departs; /* breached by wish: the profile's title, whose figure is measured; or NULL */
};

struct conform_report {
    const struct conform_row *rows;
    size_t n;
};

/* Whether a line's end behind the first `at` of n characters tears a word. */
typedef bool conform_torn(void *context, const char32_t *text, size_t n, size_t at);

struct conform_options {
    const struct document *doc;
    const struct style *style;
    struct fonts *fonts;
    enum diag_lang lang;
    conform_torn *torn; /* NULL: titles are not looked at for it */
    void *torn_context;
    bool breaches_only; /* of other rows nothing is read: ink within the type area is not drawn */
};

/* Takes the pages through its sink, then gives the report. All in the arena. */
struct conform;
struct conform *conform_open(struct arena *a, const struct conform_options *options);
struct page_sink conform_sink(struct conform *c);
struct conform_report conform_finish(struct conform *c);

/* Rows of a verdict; of those that the standard prescribes only, when must. */
size_t conform_count(const struct conform_report *r, enum verdict verdict, bool must);

/*
 * The report as an aligned table of what was looked at, with each breach in words below it and
 * what the document does not have in one line; and as one JSON object with every row. name: the
 * file's.
 */
void conform_text(const struct conform_report *r, const char *name, enum diag_lang lang,
                  struct buf *out);
void conform_json(const struct conform_report *r, const char *name, struct buf *out);

#endif
