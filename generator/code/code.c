/*
 * QR codes by libqrencode: a byte a cell comes, a bit a cell goes. The library tries all eight
 * masks for every code, which is nearly all that it costs; codes that differ in little need it but
 * once.
 */
#include "code/code.h"

#include <qrencode.h>
#include <string.h>

enum { BYTE = 8, ANY_VERSION = 0, LETTERS_MATTER = 1 };

static QRcode *encode(const char *text)
{
    return *text ? QRcode_encodeString(text, ANY_VERSION, QR_ECLEVEL_M, QR_MODE_8, LETTERS_MATTER)
                 : NULL;
}

static size_t row_bytes(size_t side)
{
    return (side + BYTE - 1) / BYTE;
}

static void set_cell(uint8_t *bits, size_t side, size_t x, size_t y)
{
    bits[y * row_bytes(side) + x / BYTE] |= (uint8_t)(1u << (BYTE - 1 - x % BYTE));
}

bool code_make(struct arena *a, const char *text, struct code *out)
{
    QRcode *code = encode(text);
    if (!code)
        return false;
    size_t side = (size_t)code->width;
    uint8_t *bits = arena_alloc(a, row_bytes(side) * side);
    const unsigned char *cell = code->data;
    for (uint8_t *row = bits; row < bits + row_bytes(side) * side; row += row_bytes(side)) {
        for (size_t x = 0; x < side; x++)
            row[x / BYTE] = (uint8_t)(row[x / BYTE] << 1 | (*cell++ & 1));
        row[side / BYTE] = (uint8_t)(row[side / BYTE] << (BYTE - side % BYTE)); /* sides are odd */
    }
    *out = (struct code){bits, (uint32_t)side};
    QRcode_free(code);
    return true;
}

/* ---- what differs ---- */

/* ISO/IEC 18004, 7.8.2: whether a mask turns a cell over. */
static bool is_masked(int mask, size_t x, size_t y)
{
    switch (mask) {
    case 0:
        return (x + y) % 2 == 0;
    case 1:
        return y % 2 == 0;
    case 2:
        return x % 3 == 0;
    case 3:
        return (x + y) % 3 == 0;
    case 4:
        return (y / 2 + x / 3) % 2 == 0;
    case 5:
        return x * y % 2 + x * y % 3 == 0;
    case 6:
        return (x * y % 2 + x * y % 3) % 2 == 0;
    default:
        return ((x + y) % 2 + x * y % 3) % 2 == 0;
    }
}

/* 7.9: which mask a code has, in three cells of its format. */
static int mask_of(const QRcode *code)
{
    enum { ROW = 8, FIRST = 2, ALWAYS_TURNED = 5 };
    const unsigned char *format = &code->data[ROW * code->width + FIRST];
    return ((format[0] & 1) << 2 | (format[1] & 1) << 1 | (format[2] & 1)) ^ ALWAYS_TURNED;
}

/* Data cells alone: those of the format say the masks, and the rest is the same in all codes. */
static void add_differing(uint8_t *bits, const QRcode *one, const QRcode *two)
{
    enum { NO_DATA = 0x80 };
    size_t side = (size_t)one->width;
    int masks[] = {mask_of(one), mask_of(two)};
    for (size_t y = 0; y < side; y++)
        for (size_t x = 0; x < side; x++) {
            unsigned char first = one->data[y * side + x], second = two->data[y * side + x];
            bool turned = is_masked(masks[0], x, y) != is_masked(masks[1], x, y);
            if (!(first & NO_DATA) && ((first ^ second) & 1) != turned)
                set_cell(bits, side, x, y);
        }
}

bool code_compare(struct arena *a, const char *from, const char *to, struct code_change *out)
{
    QRcode *one = encode(from), *two = encode(to);
    bool ok = one && two && one->width == two->width && strlen(from) == strlen(to);
    if (ok) {
        size_t side = (size_t)one->width;
        uint8_t *bits = arena_alloc(a, row_bytes(side) * side);
        add_differing(bits, one, two);
        *out = (struct code_change){bits, (uint32_t)side};
    }
    QRcode_free(one);
    QRcode_free(two);
    return ok;
}

struct code code_changed(struct arena *a, const struct code *code, const struct code_change *change)
{
    size_t n = row_bytes(code->cells) * code->cells;
    uint8_t *bits = arena_copy(a, code->bits, n);
    for (size_t i = 0; i < n; i++)
        bits[i] ^= change->bits[i];
    return (struct code){bits, code->cells};
}
