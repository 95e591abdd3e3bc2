/*
 * The text as it will be read: what the author left to the compiler is derived here and written
 * into the model's "resolved" fields (numbering, labels of attachments, document number, dates,
 * references, footnotes). What does not agree within the document is reported.
 */
#ifndef HONGTOU_RESOLVE_RESOLVE_H
#define HONGTOU_RESOLVE_RESOLVE_H

#include "base/diag.h"
#include "model/model.h"

/* False: the document has an error that leaves something to derive from nothing. */
bool resolve(struct document *doc, struct diags *d);

#endif
