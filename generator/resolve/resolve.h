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

#endif
