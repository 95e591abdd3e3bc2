/* What a test's diagnostics say, as text. */
#ifndef HONGTOU_TESTS_FINDINGS_H
#define HONGTOU_TESTS_FINDINGS_H

#include <stdio.h>
#include <stdlib.h>

#include "base/diag.h"

/* Since the last call. */
static inline char *findings_text(struct arena *a, struct diags *d)
{
    char *text = NULL;
    size_t n;
    FILE *f = open_memstream(&text, &n);
    diags_print(d, f, DIAG_TEXT);
    fclose(f);
    char *copy = arena_strdup(a, text);
    free(text);
    return copy;
}

#endif
