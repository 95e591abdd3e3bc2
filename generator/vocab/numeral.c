/*
 * Dates as clerks write them (value/calendar.h), and the numbers they type before headings. Only
 * recognised here, never accepted: what is found goes into a hint that says how to write it.
 */
#include "base/utf8.h"
#include "value/date.h"
#include "vocab/vocab_int.h"

enum { TEN = 0x5341 };

/* ---- dates ---- */

static bool is_strict(struct text t)
{
    static const char shape[] = "dddd-dd-dd";
    for (size_t i = 0; i < t.n && i < sizeof shape - 1; i++) {
        bool digit = t.cp[i] >= '0' && t.cp[i] <= '9';
        if (shape[i] == 'd' ? !digit : t.cp[i] != '-')
            return false;
    }
    return t.n == sizeof shape - 1;
}

bool numeral_date(struct text t, struct loose_date *date)
{
    struct calendar_date read;
    bool understood = calendar_read(t, &read) && read.month > 0;
    *date = (struct loose_date){read.year, read.month, read.day, is_strict(t)};
    return understood;
}

/* ---- numbers typed before headings ---- */

static size_t skip_numerals(struct text t, size_t i, bool *han)
{
    static const uint32_t larger[] = {TEN, 0x767E, 0}; /* 十百 */
    size_t from = i;
    while (i < t.n && (calendar_digit(t.cp[i]) >= 0 || utf8_is_one_of(t.cp[i], larger)))
        i++;
    *han = i > from && utf8_is_han(t.cp[from]);
    return i;
}

/* （一） (1) 1） */
static size_t in_brackets(struct text t)
{
    static const uint32_t open[] = {'(', 0xFF08, 0}, close[] = {')', 0xFF09, 0};
    bool han;
    size_t from = t.n && utf8_is_one_of(t.cp[0], open) ? 1 : 0, i = skip_numerals(t, from, &han);
    return i > from && i < t.n && utf8_is_one_of(t.cp[i], close) ? i + 1 : 0;
}

/* 一、 1. 1．, but not 1.5万亩. */
static size_t with_mark(struct text t)
{
    static const uint32_t marks[] = {0x3001, '.', 0xFF0E, ',', 0xFF0C, 0};
    bool han, more;
    size_t i = skip_numerals(t, 0, &han);
    if (i == 0 || i == t.n || !utf8_is_one_of(t.cp[i], marks))
        return 0;
    return skip_numerals(t, i + 1, &more) > i + 1 && !han ? 0 : i + 1;
}

size_t numeral_heading(struct text t)
{
    enum { CIRCLED_FIRST = 0x2460, CIRCLED_LAST = 0x249B };
    if (t.n && t.cp[0] >= CIRCLED_FIRST && t.cp[0] <= CIRCLED_LAST)
        return 1;
    size_t n = in_brackets(t);
    return n ? n : with_mark(t);
}

size_t numeral_label(struct text t)
{
    static const uint32_t label[] = {0x9644, 0x4EF6}, marks[] = {':', 0xFF1A, 0x3001, 0}; /* 附件 */
    if (t.n < 2 || t.cp[0] != label[0] || t.cp[1] != label[1])
        return 0;
    bool han;
    size_t i = skip_numerals(t, 2, &han);
    bool marked = i < t.n && utf8_is_one_of(t.cp[i], marks);
    return marked || i > 2 ? i + marked : 0;
}

int numeral_value(struct text digits)
{
    int value = 0;
    for (size_t i = 0; i < digits.n; i++)
        value = value * 10 + calendar_digit(digits.cp[i]);
    return value;
}

int64_t numeral_microns(struct text t)
{
    enum { DECIMALS = 3, LONGEST = 8 };
    int64_t value = 0;
    size_t decimals = 0;
    bool point = false;
    if (!t.n || t.n > LONGEST || t.cp[0] == '0' || t.cp[0] == '.' || t.cp[t.n - 1] == '.')
        return -1;
    for (size_t i = 0; i < t.n; i++) {
        if (t.cp[i] == '.' && !point) {
            point = true;
            continue;
        }
        if (t.cp[i] < '0' || t.cp[i] > '9')
            return -1;
        value = value * 10 + (int64_t)(t.cp[i] - '0');
        decimals += point;
    }
    for (size_t i = decimals; i < DECIMALS; i++)
        value *= 10;
    return decimals <= DECIMALS ? value : -1;
}
