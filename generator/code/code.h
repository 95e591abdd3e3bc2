/* QR codes (ISO/IEC 18004) as cells. Hides libqrencode. */
#ifndef HONGTOU_CODE_CODE_H
#define HONGTOU_CODE_CODE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"

/* Cells as struct placed_bits has them; the white margin that readers want is not in them. */
struct code {
    const uint8_t *bits;
    uint32_t cells; /* a side */
};

/* White cells that must stay free on each side. */
enum { CODE_MARGIN = 4 };

/* The smallest code that holds the text (UTF-8) and stays readable with 15 % of it damaged. False:
 * the text is too long for any code. */
bool code_make(struct arena *a, const char *text, struct code *out);

/*
 * What changes in a code when a few of its text's digits become others. Codes are linear: texts of
 * one length whose signs are of the same kinds differ in the same cells whatever else they say, but
 * for the mask over them. So a page's code costs no more than the exclusive or of another page's
 * with this.
 */
struct code_change {
    const uint8_t *bits;
    uint32_t cells;
};

/* Of the codes of two texts. False: they differ in more, or are too long. */
bool code_compare(struct arena *a, const char *from, const char *to, struct code_change *out);
/* A code of the change's cells, changed: it keeps its mask. */
struct code code_changed(struct arena *a, const struct code *code,
                         const struct code_change *change);

#endif
