/* What differs between two texts, line by line, as people and patch(1) read it. */
#ifndef HONGTOU_BASE_DIFF_H
#define HONGTOU_BASE_DIFF_H

#include <stddef.h>

#include "base/buf.h"

/* Adds a unified diff, three lines of context, with its head of two lines that name the file; nothing
 * where the texts are the same. Texts of very many differences are told as one. */
void diff_unified(const char *name, const struct buf *before, const struct buf *after,
                  struct buf *out);

#endif
