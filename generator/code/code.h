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

#endif
