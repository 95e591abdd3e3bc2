/* What a run has read, and which of it made which document. */
#ifndef HONGTOU_RECORD_DEPS_H
#define HONGTOU_RECORD_DEPS_H

#include "base/file.h"

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

/* Files that did not make all documents are looked at anew before they are read the next time. */
void record_deps_forget(struct deps *deps);

/* The files of the document at hand, what made all documents first, in the order of their first
 * reading; i from 0. NULL: that was the last one. */
const struct dep *record_deps_next(const struct deps *deps, size_t *i);

/* SHA-256 of its bytes; NULL: it is a folder, or cannot be read. */
const char *record_deps_hash(struct deps *deps, const struct dep *dep);

#endif
