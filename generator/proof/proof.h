/*
 * What a careful proofreader finds in the words of a document: slips of the pen, marks, dates,
 * numbers, forms of words, and people and units that the staff file knows otherwise.
 */
#ifndef HONGTOU_PROOF_PROOF_H
#define HONGTOU_PROOF_PROOF_H

#include "base/diag.h"
#include "model/model.h"
#include "staff/staff.h"

/* Reports what is wrong with the words as C rows. staff: what people and units are compared with,
 * on the document's day; NULL: they are not. */
void proofread(const struct document *doc, const struct staff *staff, struct diags *d);

#endif
