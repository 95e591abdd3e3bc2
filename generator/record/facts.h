/* What a document took from its staff file, as lines that people read and that later runs compare.
 */
#ifndef HONGTOU_RECORD_FACTS_H
#define HONGTOU_RECORD_FACTS_H

#include "base/buf.h"
#include "base/diag.h"
#include "model/model.h"

struct fact_line {
    const char *where, *key, *value, *post; /* never NULL */
    const char *person; /* by id, else by name; "": nobody's, several's, or not known */
    bool pinned;
    const struct fact *fact; /* of a document at hand; NULL: of a file */
};

typedef VEC(struct fact_line) fact_lines;

/* What resolving the document asked of its staff file, in its arena. */
void record_facts_of(const struct document *doc, fact_lines *out);

/* One line, its fields parted by tabs, and back: added to out in the arena. False: it is none. */
void record_fact_write(const struct fact_line *f, struct buf *out);
bool record_fact_read(struct arena *a, const char *line, size_t n, fact_lines *out);

/* A difference: old NULL: came; now NULL: gone. */
struct fact_change {
    const struct fact_line *old, *now;
};
typedef VEC(struct fact_change) fact_changes;

/* What differs between two lists of one document, in its order: of two days, or of two builds. A
 * fact is the same one when it says of the same person the same; then when roster, tier and what
 * was asked are; then when the same person stands in the same tier. */
void record_facts_compare(struct arena *a, const fact_lines *old, const fact_lines *now,
                          fact_changes *out);

/* By name, where a line does not know the person. */
bool record_same_person(const struct fact_line *x, const struct fact_line *y);

/* The name that a fact prints; of two people of one name beside each other, with the id. other may
 * be NULL. */
const char *record_fact_name(struct arena *a, const struct fact_line *f,
                             const struct fact_line *other, enum diag_lang lang);

/* 领导小组 组长：罗启明→李望舒 */
const char *record_change_text(struct arena *a, const struct fact_change *c, enum diag_lang lang);

#endif
