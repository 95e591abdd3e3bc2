/* A font whose owner says something else of embedding it: another fsType in its OS/2 table. */
#ifndef HONGTOU_TESTS_PATCHED_FONT_H
#define HONGTOU_TESTS_PATCHED_FONT_H

#include <stdint.h>
#include <string.h>

static inline uint32_t number_at(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static inline void put_number(uint8_t *p, uint32_t v)
{
    for (int i = 3; i >= 0; i--, v >>= 8)
        p[i] = (uint8_t)v;
}

static inline uint32_t sum_of(const uint8_t *p, size_t n)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < n; i += 4)
        sum += number_at(p + i);
    return sum;
}

/* A table's row of the directory. */
static inline uint8_t *row_of(uint8_t *font, const char *tag)
{
    int n = font[4] << 8 | font[5];
    for (int i = 0; i < n; i++)
        if (memcmp(font + 12 + 16 * i, tag, 4) == 0)
            return font + 12 + 16 * i;
    fail_msg("no table %s", tag);
    return NULL;
}

/* Sets the OS/2 table's fsType, and the sums of the table and of the file. */
static inline void set_type(uint8_t *font, size_t size, unsigned type)
{
    enum { FS_TYPE = 8, ADJUSTMENT = 8 };
    uint8_t *row = row_of(font, "OS/2"), *head = font + number_at(row_of(font, "head") + 8);
    uint8_t *table = font + number_at(row + 8);
    table[FS_TYPE] = (uint8_t)(type >> 8);
    table[FS_TYPE + 1] = (uint8_t)type;
    put_number(row + 4, sum_of(table, (number_at(row + 12) + 3) / 4 * 4));
    put_number(head + ADJUSTMENT, 0);
    put_number(head + ADJUSTMENT, 0xB1B0AFBA - sum_of(font, size / 4 * 4));
}

#endif
