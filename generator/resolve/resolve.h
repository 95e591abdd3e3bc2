/*
 * The text as it will be read: what the author left to the compiler is derived here and written
 * into the model's "resolved" fields (numbering, labels of attachments, document number, dates).
 */
#ifndef HONGTOU_RESOLVE_RESOLVE_H
#define HONGTOU_RESOLVE_RESOLVE_H

#include "model/model.h"

void resolve(struct document *doc);

#endif
