/*
 * Files beside documents that say what made them, in forms that later programs read:
 *
 *   NAME.lock              of an issued document: the day that the staff file was asked about, what
 *                          it answered, the hashes of the PDF and of all that made it
 *   .hongtou/NAME.d        of a finished document: what made it, as a rule that make can read
 *   .hongtou/NAME.facts    and what it took from its staff file
 *   .hongtou/issued/HASH   the document and its files as they were issued
 *   .hongtou/NAME.pending  of a PDF and its lock that are about to take their places
 *   .hongtou/NAME.journal  of a run that makes many files: which it has finished
 *
 * The room knows files and the model's facts, and none of the stages that make documents.
 */
#ifndef HONGTOU_RECORD_RECORD_H
#define HONGTOU_RECORD_RECORD_H

#include "base/buf.h"
#include "base/file.h"
#include "model/model.h"
#include "value/date.h"

/* ---- deps.c: what a run has read, and which of it made which document ---- */

/* A file as it was when a stage first read it: what changed later changed behind our back. */
struct file_state {
    bool there;
    int64_t size, seconds; /* of its last change */
    int64_t nanoseconds;
};

struct file_state record_state(const char *path);
bool record_state_same(const struct file_state *x, const struct file_state *y);

struct dep {
    const char *path;
    struct file_state state;
    bool settled;      /* whoever changes it after the state was taken makes it another state */
    bool shared;       /* it made all documents: fonts, phrases, the program */
    bool forgotten;    /* the state is of a run that has ended */
    unsigned document; /* the last one that read it */
    const char *hash;  /* NULL: nobody asked yet */
};

struct deps;

struct deps *record_deps_new(struct arena *a);
/* Listens for what is read, from now on and until the arena is dropped. */
void record_deps_listen(struct deps *deps, struct diags *d);

/* What is read from now on makes the next document. */
void record_deps_begin(struct deps *deps);
/* What is read while this is on makes all documents. */
void record_deps_share(struct deps *deps, bool on);
/* A file that was changed just now could be changed again at the same tick of the clock, unseen: while
 * this is on its state is taken, and it is read, some moments later. */
void record_deps_wait(struct deps *deps, bool on);
/* This was read, or another has read it. */
void record_deps_add(struct deps *deps, const char *path);
void record_deps_join(struct deps *deps, const struct deps *other);
/* All files that were read, whichever document they made; i from 0. NULL: that was the last one. */
const char *record_deps_path(const struct deps *deps, size_t *i);
/* Whether one of them is not any more as it was before it was read. */
bool record_deps_are_stale(const struct deps *deps);
/* Whether all are settled; of_document: those of the document at hand. */
bool record_deps_are_settled(const struct deps *deps, bool of_document);
/* Files that did not make all documents are looked at anew before they are read the next time. */
void record_deps_forget(struct deps *deps);

/* The files of the document at hand, what made all documents first, in the order of their first
 * reading; i from 0. NULL: that was the last one. */
const struct dep *record_deps_next(const struct deps *deps, size_t *i);

/* SHA-256 of its bytes; NULL: it is a folder, or cannot be read. */
const char *record_deps_hash(struct deps *deps, const struct dep *dep);

/* ---- facts.c: what a document took from its staff file ---- */

/* A line that people read and that later runs compare. */
struct fact_line {
    const char *where, *key, *value, *post; /* never NULL */
    const char *person; /* by id, else by name; "": nobody's, several's, or not known */
    bool pinned;
    bool typed;              /* in a text, a car, a contact: by hand */
    const struct fact *fact; /* of a document at hand; NULL: of a file */
};

typedef VEC(struct fact_line) fact_lines;

/* What resolving the document asked of its staff file, in its arena. */
void record_facts_of(struct arena *a, const struct people *people, fact_lines *out);

/* Whether a fact of this key is a telephone or an e-mail address. */
bool record_key_is_line(const char *key);

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

/* The name that a fact prints; of two people of one name beside each other, with the id. other may
 * be NULL. */
const char *record_fact_name(struct arena *a, const struct fact_line *f,
                             const struct fact_line *other, enum diag_lang lang);

/* 领导小组 组长：罗启明→李望舒 */
const char *record_change_text(struct arena *a, const struct fact_change *c, enum diag_lang lang);

/* ---- lock.c: locks of issued documents ---- */

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
    font_paths profiles; /* wherever they are */
};

/* NAME.lock for NAME.xml. */
const char *record_lock_path(struct arena *a, const char *source);

/* NULL: it is no lock, and that was reported. */
struct lock *record_lock_read(struct arena *a, const char *path, struct diags *d);

/* The files that made the document at hand. False: reported, one cannot be read any more, or is
 * another by now. */
bool record_lock_add_files(struct arena *a, struct lock *lock, const struct lock_places *places,
                           struct deps *deps, struct diags *d);

/* The PDF, to its target (NULL: a stream), and its lock take their places, or neither does; pdf is
 * gone. Whoever calls holds the document (base/file.h). False: reported; where the lock alone
 * has not come to its place the next run puts it there. */
bool record_pair_commit(struct arena *a, struct sink *pdf, const char *target,
                        const char *lock_path, const struct lock *lock, struct diags *d);
/* What a run that was killed left undone of this is done, or undone. held: the document is, already;
 * else it is not done while another run holds it. Reading a lock does so first. */
void record_pair_heal(struct arena *a, const char *lock_path, bool held);

/* Whether the document, a file that it has its words from, or somebody whom it names is another now. */
bool record_lock_is_revised(struct arena *a, const struct lock *lock, const struct lock *now);

/* Why other bytes come of an issued document now. */
enum lock_cause {
    LOCK_OTHERS,  /* something that the lock lists; or what it was issued with is not known */
    LOCK_PROGRAM_ALONE,
    LOCK_LIBRARY_ALONE /* nothing listed, nor the program: a library of the system's */
};
enum lock_cause record_lock_cause(struct arena *a, const struct lock *lock, const struct lock *now);

/* Reports what makes now differ from the lock: names first, then files, settings, the program; words:
 * only what the document has its words from. */
void record_lock_explain(const struct document *doc, const struct lock *lock,
                         const struct lock *now, bool words, struct diags *d);

/* ---- kept.c: what was issued, kept ---- */

/* A file that an issued document was made of: the path by which the document opens it, and where
 * its bytes of then are now; NULL: nowhere. */
struct kept_file {
    enum lock_kind kind;
    const char *path, *from;
};
typedef VEC(struct kept_file) kept_files;

/* Keeps the document and the files that it has its words from, in .hongtou/issued/ beside it. data:
 * the folder of templates and fonts. False: reported. */
bool record_keep(struct arena *a, const char *source, const char *data, const struct lock *lock,
                 struct diags *d);
/* Where they are. */
void record_kept(struct arena *a, const char *source, const char *data, const struct lock *lock,
                 kept_files *out);

/* The hash that the lock has of the file which the document opens by a path; NULL: it lists none. */
const char *record_locked_hash(struct arena *a, const char *source, const char *data,
                               const struct lock *lock, const char *path);

/* ---- record.c: records of finished documents ---- */

/* When a file system notes that a file changed: the clock that records go by. */
struct moment {
    int64_t seconds, nanoseconds;
};
struct moment record_now(void);

/* What makes a target, the files aside. */
struct record {
    const char *source, *target;
    const char *origin;   /* the source from the target's folder, or its whole path */
    const char *settings; /* options and environment that change the outcome, as one line */
    bool nothing;         /* a staff file in a folder: there is no target */
    size_t warnings;      /* that were told when it was made */
    int pages;
    struct moment begun;  /* before anything was read; where all is settled, after it */
    struct deps *deps;    /* for writing */
    const fact_lines *facts;
};

/* Whether the target is what the source would make now, by looking at files' times and sizes alone.
 * source, target and settings of r are given; nothing, warnings and pages are filled in. */
bool record_is_current(struct arena *a, struct record *r);

/* What the record says that a target was made of was read, too. */
void record_recall(struct arena *a, const char *target, struct deps *deps);

/* The facts of the last time. False: there is no record. */
bool record_facts(struct arena *a, const char *target, fact_lines *out);

/* The target is finished. False: reported. */
bool record_write(struct arena *a, const struct record *r, struct diags *d);

/* ---- gone.c: PDFs whose documents are gone ---- */

struct gone_file {
    const char *target, *source;
    bool issued;  /* its lock is still there */
    bool as_made; /* this program made it, and nobody changed it since */
};
typedef VEC(struct gone_file) gone_files;

/* Those in a folder (not below it) that were made of documents somewhere below another, by name. */
void record_gone(struct arena *a, const char *folder, const char *of, gone_files *out,
                 struct diags *d); /* what cannot be read is reported, and left out */
/* Those in a folder whose documents are there still, in it or below. */
void record_made_in(struct arena *a, const char *folder, gone_files *out, struct diags *d);
/* Removes one, with its record. False: errno says why. */
bool record_remove(struct arena *a, const char *target);

/* ---- journal.c: what a run that makes many files has finished ---- */

struct journal;

struct journal_about {
    const char *folder, *name, *maker; /* maker: who makes the files (the form) */
    const char *settings; /* options and environment that change the outcome, as one line */
    const char *program;  /* one of the deps */
    struct moment begun;  /* before anything was read */
    const struct deps *deps;
    bool part; /* others make the other files, by journals of other names, at the same time */
};

/* Holds the folder until it is closed: of two runs that would fill it the second is told.
 * go_on: what the journal of the last time lists as finished counts as finished, if it was made by
 * the same settings and files and nobody touched it since; that nothing of it does, and why, is told.
 * NULL: reported, also when the folder has
 * what another maker made, which would be lost. */
struct journal *record_journal_open(struct arena *a, const struct journal_about *about, bool go_on,
                                    struct diags *d);
void record_journal_close(struct journal *j);

/* Whether the file is finished already. */
bool record_journal_has(const struct journal *j, const char *target);

/* The file is finished, and stands in its place. Another thread may say so, one at a time. False:
 * reported to d. */
bool record_journal_add(const struct journal *j, const char *target, struct diags *d);

#endif
