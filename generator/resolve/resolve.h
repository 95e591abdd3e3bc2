/*
 * The text as it will be read: what the author left to the compiler is derived here and written
 * into the model's "resolved" fields (numbering, labels of attachments, document number, dates,
 * references, footnotes). What does not agree within the document is reported.
 */
#ifndef HONGTOU_RESOLVE_RESOLVE_H
#define HONGTOU_RESOLVE_RESOLVE_H

#include "base/diag.h"
#include "model/model.h"

struct staff;

struct resolve_options {
    const struct staff *staff; /* that the document names; NULL: none, or it could not be read */
    struct date as_of;         /* the day that it is asked about; year 0: the document's */
};

/* options may be NULL. False: the document has an error that leaves something to derive from
 * nothing. */
bool resolve(struct document *doc, const struct resolve_options *options, struct diags *d);

/* ---- what compose/ asks of what is resolved ---- */

/* 附件, or 附件2: how a text names an attachment (7.3.4: one attachment takes no number). */
const char *attachment_name(struct arena *a, int number);

/* Those of the measure, which may be NULL, or else of its task. */
const struct task_unit *task_units(const struct task *t, const struct task_measure *m);
const struct deadline *task_deadline(const struct task *t, const struct task_measure *m);
bool units_assist(const struct task_unit *units);

/* 3号车 */
struct text vehicle_name(struct arena *a, const struct vehicle *v);

#endif
