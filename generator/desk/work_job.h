/*
 * What the works of jobs share (jobs.h): their particulars, which are NAME=VALUE, how far they are,
 * and their result. A job has a context of its own, since it tells of its progress.
 */
#ifndef HONGTOU_DESK_WORK_JOB_H
#define HONGTOU_DESK_WORK_JOB_H

#include "desk/work.h"
#include "office/office.h"

struct errand {
    struct worker *worker;
    const struct message *message;
    struct diags *diags;
    struct hongtou *office;
    const char *stage; /* what it is at, for people */
    int64_t told;      /* when it last said so */
    bool cancelled;
};

/* Opens the context, under limits of memory and of files' sizes. */
void errand_begin(struct errand *t, struct worker *w, const struct message *m);
/* Tells the result: json goes before its findings, and is an object that has no end yet. beside: as
 * jobs.h has it. */
void errand_end(struct errand *t, bool ok, const char *beside);

/* A particular; "" when there is none. */
const char *errand_value(const struct errand *t, const char *name);
/* The i-th particular of a name that several have. NULL: there are no more. */
const char *errand_value_at(const struct errand *t, const char *name, size_t i);

/* A few times a second. False: it is to end. */
bool errand_progress(struct errand *t, int done, int all);

/* "name":["…",…] */
void errand_add_texts(struct buf *b, const char *name, const char *const texts[], size_t n);

#endif
