/*
 * What a worker is asked to do: the table works.def, and what its functions share. Each takes the
 * message, whose first part is its name, and writes the answer's first part, JSON, and more parts
 * behind it.
 */
#ifndef HONGTOU_DESK_WORK_H
#define HONGTOU_DESK_WORK_H

#include "base/buf.h"
#include "desk/message.h"
#include "office/hongtou.h"

struct worker {
    struct hongtou *h;
    struct arena *arena; /* of the request */
    struct buf json;     /* the first part of the answer */
    VEC(struct parcel) more;
    const struct hongtou_config *config;
    int socket; /* where a job tells how far it is */
    bool alone;              /* it makes no copies any more */
    bool naming;             /* files that documents name are noted: */
    VEC(const char *) named; /* in the order of their reading */
};

/* "name":"value" */
void worker_add_text(struct buf *b, const char *name, const char *value);
/* "findings":[…], those of the last call, without the name of the file: they are of the document at
 * hand, or say which other file they are of. */
void worker_add_findings(struct worker *w, const char *name);
/* {"status":…, */
void worker_add_status(struct worker *w, enum hongtou_status status);
/* The document whose name and bytes are the message's second and third part. */
struct hongtou_source worker_source(const struct message *m);

#define WORK(name, function, copies) void function(struct worker *w, const struct message *m);
#include "desk/works.def"

#endif
