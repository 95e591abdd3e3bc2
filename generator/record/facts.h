/* What a document took from its staff file, as lines that people read and that later runs compare.
 */
#ifndef HONGTOU_RECORD_FACTS_H
#define HONGTOU_RECORD_FACTS_H

#include "base/buf.h"
#include "base/diag.h"
#include "model/model.h"

struct fact_line {
    const char *where, *key, *value, *post; /* never NULL */
    bool pinned;
    struct pos pos; /* of a fact of a document at hand */
};

typedef VEC(struct fact_line) fact_lines;

/* What resolving the document asked of its staff file, in its arena. */
void facts_of(const struct document *doc, fact_lines *out);

/* One line, its fields parted by tabs, and back: added to out in the arena. False: it is none. */
void fact_print(const struct fact_line *f, struct buf *out);
bool fact_read(struct arena *a, const char *line, size_t n, fact_lines *out);

/* A difference: old NULL: came; now NULL: gone. */
struct fact_change {
    const struct fact_line *old, *now;
};
typedef VEC(struct fact_change) fact_changes;

/* A fact is the same one when roster, tier and what was asked are: its answer may differ. */
void facts_compare(struct arena *a, const fact_lines *old, const fact_lines *now,
                   fact_changes *out);

/* 领导小组 组长：罗启明→李望舒 */
const char *fact_change_text(struct arena *a, const struct fact_change *c, enum diag_lang lang);

#endif
