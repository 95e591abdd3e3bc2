/*
 * Locks of issued documents: NAME.lock beside NAME.xml, a plain text. It keeps the day that the
 * staff file was asked about, what it answered, the hashes of the PDF and of all that made it.
 */
#ifndef HONGTOU_RECORD_LOCK_H
#define HONGTOU_RECORD_LOCK_H

#include "record/deps.h"
#include "record/facts.h"

enum lock_kind { LOCK_SOURCE, LOCK_FILE, LOCK_PROFILE, LOCK_FONT, LOCK_PROGRAM, LOCK_KINDS };

struct locked_file {
    enum lock_kind kind;
    const char *name; /* from the document's folder, or from that of the templates and fonts */
    const char *hash;
};

struct lock {
    const char *issued;   /* the day of issue: 2026-09-19 */
    const char *version;  /* of the program */
    struct date as_of;    /* year 0: no staff file */
    const char *settings; /* options and environment that change the outcome */
    const char *pdf;      /* its hash */
    VEC(struct locked_file) files;
    fact_lines facts;
};

/* Where files belong that made a document; and fonts that were opened, but whose glyphs it has not:
 * they made nothing. */
typedef VEC(const char *) font_paths;
struct lock_places {
    const char *source, *lock, *data, *program;
    font_paths unused;
};

/* NAME.lock for NAME.xml. */
const char *record_lock_path(struct arena *a, const char *source);

/* NULL: it is no lock, and that was reported. */
struct lock *record_lock_read(struct arena *a, const char *path, struct diags *d);

/* The files that made the document at hand. */
void record_lock_add_files(struct arena *a, struct lock *lock, const struct lock_places *places,
                           struct deps *deps);

/* False: reported, and the old lock is as it was. */
bool record_lock_write(const char *path, const struct lock *lock, struct diags *d);

/* Reports what makes now differ from the lock: names first, then files, settings, the program. */
void record_lock_explain(const struct document *doc, const struct lock *lock,
                         const struct lock *now, struct diags *d);

#endif
