/*
 * Whether a finished PDF is one for archives (PDF/A-2u, ISO 19005-2), rule by rule. It is read as
 * any other program would read it, whoever made it. Hides libqpdf.
 *
 * Files come from strangers: how deep their objects are followed is limited. What needs the
 * programs of fonts (their glyphs and widths) is not looked at; the report says so.
 */
#ifndef HONGTOU_ARCHIVE_ARCHIVE_H
#define HONGTOU_ARCHIVE_ARCHIVE_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"

enum archive_rule {
#define ARCHIVE_RULE(id, clause, zh, en) ARCHIVE_##id,
#include "archive/rules.def"
#undef ARCHIVE_RULE
    ARCHIVE_RULES
};

struct archive_report {
    struct archive_result {
        int breaches, first; /* first: the number of the first object concerned, or 0 */
    } results[ARCHIVE_RULES];
};

/* False: reported (it is no PDF, or encrypted). */
bool archive_check(struct arena *a, const char *path, struct archive_report *out, struct diags *d);

bool archive_holds(const struct archive_report *r);

/* A line a rule, or an object of JSON. */
void archive_text(const struct archive_report *r, const char *path, enum diag_lang lang,
                  struct buf *out);
void archive_json(const struct archive_report *r, const char *path, enum diag_lang lang,
                  struct buf *out);

#endif
