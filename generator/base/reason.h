/* Why the system refused, in the words of an office. */
#ifndef HONGTOU_BASE_REASON_H
#define HONGTOU_BASE_REASON_H

#include "base/diag.h"

/* The reason of an errno in the language of the findings; static, never NULL. What no office meets
 * is told as the C library tells it. */
const char *reason_of(const struct diags *d, int error);

#endif
