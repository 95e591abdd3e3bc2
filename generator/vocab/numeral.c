/*
 * Numbers and dates as clerks write them: 2026年9月19日, 2026.9.19, 二〇二六年九月十九日, 20260919;
 * and the numbers they type before headings. Only recognised here, never accepted: what is found
 * goes into a hint that says how to write it.
 */
#include "base/utf8.h"
#include "vocab/vocab_int.h"

enum { MONTHS = 12, TEN = 0x5341, YEAR_FIRST = 1000, YEAR_LAST = 9999, LONGEST_RUN = 8 };

static bool is_one_of(uint32_t cp, const uint32_t *set)
{
    while (*set && *set != cp)
        set++;
    return *set != 0;
}

int numeral_digit(uint32_t cp)
{
    static const uint32_t han[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
                                   0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D}; /* 〇一二…九 */
    static const uint32_t zeros[] = {0x96F6, 0x25CB, 0x25EF, 0};            /* 零○◯ */
    if (cp >= '0' && cp <= '9')
        return (int)(cp - '0');
    if (cp >= 0xFF10 && cp <= 0xFF19)
        return (int)(cp - 0xFF10);
    for (int i = 0; i < (int)(sizeof han / sizeof *han); i++)
        if (han[i] == cp)
            return i;
    return is_one_of(cp, zeros) ? 0 : -1;
}

int numeral_days(int year, int month)
{
    static const int days[MONTHS + 1] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > MONTHS)
        return 0;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month] + (month == 2 && leap);
}

/* ---- dates ---- */

struct run {
    int value;
    size_t digits; /* 0: no number here */
};

/* 十, 十九, 二十, 三十一: tens are what stands before 十, or one. */
static struct run read_number(struct text t, size_t *i)
{
    struct run r = {0, 0};
    bool ten = false;
    for (; *i < t.n && r.digits < LONGEST_RUN; ++*i, r.digits++) {
        int digit = numeral_digit(t.cp[*i]);
        if (digit < 0 && (t.cp[*i] != TEN || ten))
            break;
        if (digit < 0)
            r.value = (r.digits ? r.value : 1) * 10;
        else
            r.value = ten ? r.value + digit : r.value * 10 + digit;
        ten = ten || digit < 0;
    }
    return r;
}

/* Between year, month and day: 年 月 . / - and their full-width forms, blanks around them. */
static bool skip_separator(struct text t, size_t *i)
{
    static const uint32_t separators[] = {0x5E74, 0x6708, '.',    '/',    '-',    0xFF0E, 0xFF0F,
                                          0xFF0D, 0x2014, 0x2013, 0x2010, 0x3002, 0x3001, 0};
    *i = space_skip(t, *i);
    if (*i == t.n || !is_one_of(t.cp[*i], separators))
        return false;
    *i = space_skip(t, *i + 1);
    return true;
}

/* 20260919 and 202609. */
static bool split_digits(struct run r, struct loose_date *date)
{
    enum { WHOLE = 8, TO_MONTH = 6, HUNDRED = 100 };
    int value = r.digits == TO_MONTH ? r.value * HUNDRED : r.value;
    date->year = value / (HUNDRED * HUNDRED);
    date->month = value / HUNDRED % HUNDRED;
    date->day = value % HUNDRED;
    return (r.digits == WHOLE && date->day > 0) || r.digits == TO_MONTH;
}

/* 日 and 号 behind the day say nothing more. */
static bool at_end(struct text t, size_t i)
{
    static const uint32_t ends[] = {0x65E5, 0x53F7, 0};
    i = space_skip(t, i);
    if (i < t.n && is_one_of(t.cp[i], ends))
        i++;
    return space_skip(t, i) == t.n;
}

static bool parse_date(struct text t, struct loose_date *date)
{
    size_t i = space_skip(t, 0);
    struct run r = read_number(t, &i);
    if (at_end(t, i))
        return split_digits(r, date);
    date->year = r.value;
    if (!skip_separator(t, &i))
        return false;
    r = read_number(t, &i);
    date->month = r.value;
    if (!r.digits)
        return false;
    if (!skip_separator(t, &i) || i == t.n)
        return i == t.n;
    r = read_number(t, &i);
    date->day = r.value;
    return r.digits > 0 && at_end(t, i);
}

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
    *date = (struct loose_date){.strict = is_strict(t)};
    return parse_date(t, date) && date->year >= YEAR_FIRST && date->year <= YEAR_LAST;
}

/* ---- numbers typed before headings ---- */

static size_t skip_numerals(struct text t, size_t i, bool *han)
{
    static const uint32_t larger[] = {TEN, 0x767E, 0}; /* 十百 */
    size_t from = i;
    while (i < t.n && (numeral_digit(t.cp[i]) >= 0 || is_one_of(t.cp[i], larger)))
        i++;
    *han = i > from && utf8_is_han(t.cp[from]);
    return i;
}

/* （一） (1) 1） */
static size_t in_brackets(struct text t)
{
    static const uint32_t open[] = {'(', 0xFF08, 0}, close[] = {')', 0xFF09, 0};
    bool han;
    size_t from = t.n && is_one_of(t.cp[0], open) ? 1 : 0, i = skip_numerals(t, from, &han);
    return i > from && i < t.n && is_one_of(t.cp[i], close) ? i + 1 : 0;
}

/* 一、 1. 1．, but not 1.5万亩. */
static size_t with_mark(struct text t)
{
    static const uint32_t marks[] = {0x3001, '.', 0xFF0E, ',', 0xFF0C, 0};
    bool han, more;
    size_t i = skip_numerals(t, 0, &han);
    if (i == 0 || i == t.n || !is_one_of(t.cp[i], marks))
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
    bool marked = i < t.n && is_one_of(t.cp[i], marks);
    return marked || i > 2 ? i + marked : 0;
}

int numeral_value(struct text digits)
{
    int value = 0;
    for (size_t i = 0; i < digits.n; i++)
        value = value * 10 + numeral_digit(digits.cp[i]);
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
