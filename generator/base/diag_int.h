/* What is found, and how it is printed: for diag.c, which collects it. */
#ifndef HONGTOU_BASE_DIAG_INT_H
#define HONGTOU_BASE_DIAG_INT_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/text.h"

struct finding {
    const struct diag_code *code;
    const char *file;   /* NULL: no place */
    struct place place; /* text: the part of the line that is shown */
    uint32_t caret;     /* column in that part */
    const char *text, *hint;
    size_t order;
};

void diag_print_text(struct buf *b, const struct finding *f, enum diag_lang lang);
void diag_print_json(struct buf *b, const struct finding *f);

#endif
