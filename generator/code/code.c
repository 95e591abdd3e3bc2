/* QR codes by libqrencode: a byte a cell comes, a bit a cell goes. */
#include "code/code.h"

#include <qrencode.h>
#include <string.h>

enum { BYTE = 8, ANY_VERSION = 0, LETTERS_MATTER = 1 };

bool code_make(struct arena *a, const char *text, struct code *out)
{
    QRcode *code =
        *text ? QRcode_encodeString(text, ANY_VERSION, QR_ECLEVEL_M, QR_MODE_8, LETTERS_MATTER)
              : NULL;
    if (!code)
        return false;
    size_t side = (size_t)code->width, row_bytes = (side + BYTE - 1) / BYTE;
    uint8_t *bits = arena_alloc(a, row_bytes * side);
    for (size_t y = 0; y < side; y++)
        for (size_t x = 0; x < side; x++)
            if (code->data[y * side + x] & 1)
                bits[y * row_bytes + x / BYTE] |= (uint8_t)(1u << (BYTE - 1 - x % BYTE));
    *out = (struct code){bits, (uint32_t)side};
    QRcode_free(code);
    return true;
}
