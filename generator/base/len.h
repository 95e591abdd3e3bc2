/* Lengths: integers in 1/1000 pt, the same on every machine. Only pdf/ prints them as decimals. */
#ifndef HONGTOU_BASE_LEN_H
#define HONGTOU_BASE_LEN_H

#include <stdint.h>

typedef int64_t len_t;

enum {
    LEN_PT = 1000,        /* units in a point */
    LEN_PT_PER_INCH = 72, /* PDF's point */
    LEN_MICRON_PER_INCH = 25400
};

/* A whole number of micrometres as a length, rounded to the nearest unit. */
static inline len_t len_from_micron(int64_t um)
{
    int64_t num = um * LEN_PT * LEN_PT_PER_INCH;
    return (num + (num < 0 ? -1 : 1) * (LEN_MICRON_PER_INCH / 2)) / LEN_MICRON_PER_INCH;
}

/* A length in micrometres, rounded to the nearest. */
static inline int64_t len_to_micron(len_t l)
{
    int64_t num = l * LEN_MICRON_PER_INCH;
    int64_t den = (int64_t)LEN_PT * LEN_PT_PER_INCH;
    return (num + (num < 0 ? -1 : 1) * (den / 2)) / den;
}

/* l * num / den, rounded to the nearest; den > 0. */
static inline len_t len_scale(len_t l, int64_t num, int64_t den)
{
    int64_t p = l * num;
    return (p + (p < 0 ? -1 : 1) * (den / 2)) / den;
}

static inline len_t len_max(len_t a, len_t b)
{
    return a > b ? a : b;
}

static inline len_t len_min(len_t a, len_t b)
{
    return a < b ? a : b;
}

#endif
