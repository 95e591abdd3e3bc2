/* What records and journals share: lines, and files' states in them. */
#ifndef HONGTOU_RECORD_RECORD_INT_H
#define HONGTOU_RECORD_RECORD_INT_H

#include "record/record.h"

/* How lines of a record begin that others look for. */
#define RECORD_ORIGIN "\n# origin "
#define RECORD_TARGET "\n# target "

/* The text of a file that may not be there, without a word about it; NULL: it is not. */
const char *record_read_text(struct arena *a, const char *path);

/* The rest of a line that begins so, or NULL; *at is moved to the next line. */
const char *record_read_line(struct arena *a, const char **at, const char *begin);

/* What the head of a record or journal says of the run that wrote it: with these settings? */
bool record_read_settings(struct arena *a, const char **at, const char *settings,
                          struct moment *begun);
void record_add_settings(struct buf *out, const char *settings, struct moment begun);

/* Whether a file was changed so late before a moment that it may have been changed again, with the
 * same state. */
bool record_is_fresh(const struct file_state *s, struct moment then);
enum { RECORD_TICK_NANOSECONDS = 10000000 };

/* Whether a file, by its line, is still the same (expected: and that very file); begun: when the
 * run began that read it, which must be later than its last change. */
bool record_is_as_it_was(const char *line, const char *expected, const struct moment *begun);

/* The path behind a file's state in such a line (or NULL); NULL: it has none. */
const char *record_path_in(const char *line);

/* Whether all files that were read are; first: the first of them, or NULL. */
bool record_read_files(struct arena *a, const char **at, const char *first,
                       const struct moment *begun);

/* "# file 1234 1758253000.123456789 path", or "# file - path" of what is not there. */
void record_add_state(struct buf *out, const char *what, const struct file_state *s,
                      const char *path);
/* Files that were read, the one named first (NULL: none) before the others; and the list's end. */
void record_add_files(struct buf *out, const struct deps *deps, const char *first);

/* ---- lock.c ---- */

/* A lock's text, which is changed; NULL: it is none, or not whole. */
struct lock *record_lock_of(struct arena *a, char *text);
void record_lock_text(const struct lock *lock, struct buf *out);

#endif
