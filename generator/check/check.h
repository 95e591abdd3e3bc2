/*
 * What a finished document measures, clause by clause, and what a careful proofreader finds.
 *
 * The conformance report reads pages and nothing else (page/page.h): where ink and characters
 * stand, their faces, sizes and colours. The profile says what is wanted, the document only what
 * the author chose (a seal or none). What was not looked at is never reported as passed.
 */
#ifndef HONGTOU_CHECK_CHECK_H
#define HONGTOU_CHECK_CHECK_H

#include "base/diag.h"
#include "font/font.h"
#include "model/model.h"
#include "page/page.h"
#include "staff/staff.h"
#include "style/style.h"

enum verdict { VERDICT_CONFORMS, VERDICT_BREACHES, VERDICT_UNCHECKED, VERDICTS };

/* One row of the report. Texts are in the report's language and belong to the arena. */
struct check_row {
    const char *clause;
    enum strength strength;
    const char *element, *item; /* 标题, 字号 */
    int page;                   /* where, by the page's number; 0: no one page */
    const char *wanted, *measured;
    enum verdict verdict;
    const char *reason; /* why it was not checked; else empty */
    bool absent;        /* not checked because the document has nothing of the kind */
};

struct report {
    const struct check_row *rows;
    size_t n;
};

struct check_options {
    const struct document *doc;
    const struct style *style;
    struct fonts *fonts;
    enum diag_lang lang;
};

/* Takes the pages through its sink, then gives the report. All in the arena. */
struct check;
struct check *check_open(struct arena *a, const struct check_options *options);
struct page_sink check_sink(struct check *c);
struct report check_finish(struct check *c);

/* Rows of a verdict; of those that the standard prescribes only, when must. */
size_t report_count(const struct report *r, enum verdict verdict, bool must);

/*
 * The report as an aligned table of what was looked at, with each breach in words below it and
 * what the document does not have in one line; and as one JSON object with every row. name: the
 * file's.
 */
void report_text(const struct report *r, const char *name, enum diag_lang lang, struct buf *out);
void report_json(const struct report *r, const char *name, struct buf *out);

/* What is wrong with the words: reported as C rows. staff: what people and units are compared with,
 * on the document's day; NULL: they are not. */
void proofread(const struct document *doc, const struct staff *staff, struct diags *d);

#endif
