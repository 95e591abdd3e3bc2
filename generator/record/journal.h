/*
 * What a run that makes many files has finished, so that one that was interrupted can go on.
 * FOLDER/.hongtou/NAME.journal begins with who makes the files (the form), and with what: settings,
 * and the size and time of every file that was read. As soon as a file is finished, its size and
 * time are added.
 */
#ifndef HONGTOU_RECORD_JOURNAL_H
#define HONGTOU_RECORD_JOURNAL_H

#include "record/record.h"

struct journal;

struct journal_about {
    const char *folder, *name, *maker;
    const char *settings; /* options and environment that change the outcome, as one line */
    struct moment begun;  /* before anything was read */
    const struct deps *deps;
};

/* go_on: what the journal of the last time says was finished counts as finished, if it was made by
 * the same settings and files and nobody touched it since. NULL: reported, also when the folder has
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
