/*
 * Records of finished documents: .hongtou/NAME.d beside NAME.pdf says what made it, as a rule that
 * make can read; .hongtou/NAME.facts what it took from its staff file.
 */
#ifndef HONGTOU_RECORD_RECORD_H
#define HONGTOU_RECORD_RECORD_H

#include "record/deps.h"
#include "record/facts.h"

/* When a file system notes that a file changed: the clock that records go by. */
struct moment {
    int64_t seconds, nanoseconds;
};
struct moment record_now(void);

/* What makes a target, the files aside. */
struct record {
    const char *source, *target;
    const char *settings; /* options and environment that change the outcome, as one line */
    bool nothing;         /* a staff file in a folder: there is no target */
    size_t warnings;      /* that were told when it was made */
    struct moment begun;  /* before anything was read */
    struct deps *deps;    /* for writing */
    const fact_lines *facts;
};

/* Whether the target is what the source would make now, by looking at files' times and sizes alone.
 * source, target and settings of r are given; nothing and warnings are filled in. */
bool record_is_current(struct arena *a, struct record *r);

/* The facts of the last time. False: there is no record. */
bool record_facts(struct arena *a, const char *target, fact_lines *out);

/* The target is finished. False: reported. */
bool record_write(struct arena *a, const struct record *r, struct diags *d);

#endif
