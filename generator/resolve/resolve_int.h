/* Inside resolve/: what its files share. */
#ifndef HONGTOU_RESOLVE_RESOLVE_INT_H
#define HONGTOU_RESOLVE_RESOLVE_INT_H

#include "base/diag.h"
#include "base/mem.h"
#include "model/form.h"
#include "resolve/resolve.h"
#include "value/date.h"
#include "value/number.h"
#include "value/words.h"

struct staff;

struct resolver {
    struct document *doc;
    struct arena *arena;
    struct diags *diags;
    bool failed;
    const struct staff *staff;
    bool asked;              /* in vain: the staff file, or its day, is missing */
    struct fact **last_fact; /* where the next one goes */
};

/* ---- people.c ---- */

/* All that the staff file tells, as of a day (year 0: the document's). */
void people_resolve(struct resolver *r, struct date as_of);

/* ---- plans.c ---- */

/* Task lists, vehicle plans and forms: what files say of them, numbers, deadlines; what does not
 * fit together. */
void plans_resolve(struct resolver *r);

#endif
