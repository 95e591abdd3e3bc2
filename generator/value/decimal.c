/* Decimal numbers as whole numbers with a place for the point, every step checked for overflow. */
#include "value/decimal.h"

#include <uchar.h>

#include "base/buf.h"
#include "base/utf8.h"

enum { GROUP = 3, TEN = 10 };

/* Full-width forms as what they stand for. */
static uint32_t narrow(uint32_t cp)
{
    enum { MINUS = 0x2212 };
    return cp == MINUS ? '-' : utf8_narrow(cp);
}

/* 无, or strokes alone. */
static bool says_nothing(struct text t)
{
    static const char32_t strokes[] = U"—–-/";
    if (t.n == 1 && t.cp[0] == U'无')
        return true;
    for (size_t i = 0; i < t.n; i++) {
        const char32_t *s = strokes;
        while (*s && *s != narrow(t.cp[i]))
            s++;
        if (!*s)
            return false;
    }
    return true;
}

struct scan {
    struct text t;
    size_t i;
    int digits;  /* read so far, zeros before the first other one left out */
    int written; /* all of them */
    int64_t value;
};

static uint32_t at(const struct scan *s)
{
    return s->i < s->t.n ? narrow(s->t.cp[s->i]) : 0;
}

/* How many digits stood here. */
static int scan_digits(struct scan *s)
{
    int n = 0;
    for (; utf8_is_digit(at(s)); s->i++, n++) {
        s->digits += s->digits || at(s) != '0';
        if (s->digits <= DECIMAL_DIGITS)
            s->value = s->value * TEN + (int64_t)(at(s) - '0');
    }
    s->written += n;
    return n;
}

/* 1,234,567: three digits behind each separator. */
static bool scan_whole(struct scan *s, bool *grouped)
{
    int n = scan_digits(s);
    bool well = n > 0;
    *grouped = at(s) == ',';
    if (*grouped)
        well = well && n <= GROUP;
    while (well && at(s) == ',') {
        s->i++;
        well = scan_digits(s) == GROUP;
    }
    return well;
}

enum decimal_kind decimal_read(struct text t, struct decimal *out)
{
    struct scan s = {.t = t};
    *out = (struct decimal){0};
    if (says_nothing(t))
        return DECIMAL_NOTHING;
    bool minus = at(&s) == '-';
    s.i += minus;
    if (!scan_whole(&s, &out->grouped))
        return DECIMAL_BAD;
    if (at(&s) == '.') {
        s.i++;
        out->decimals = scan_digits(&s);
        if (!out->decimals)
            return DECIMAL_BAD;
    }
    if (s.i != t.n)
        return DECIMAL_BAD;
    if (s.digits > DECIMAL_DIGITS || out->decimals > DECIMAL_DIGITS)
        return DECIMAL_LONG;
    out->value = minus ? -s.value : s.value;
    return DECIMAL_NUMBER;
}

static bool widen(struct decimal *d, int decimals)
{
    for (; d->decimals < decimals; d->decimals++)
        if (__builtin_mul_overflow(d->value, (int64_t)TEN, &d->value))
            return false;
    return true;
}

bool decimal_add(struct decimal *sum, struct decimal other)
{
    sum->grouped = sum->grouped || other.grouped;
    return widen(sum, other.decimals) && widen(&other, sum->decimals) &&
           !__builtin_add_overflow(sum->value, other.value, &sum->value);
}

bool decimal_equal(struct decimal a, struct decimal b)
{
    return widen(&a, b.decimals) && widen(&b, a.decimals) && a.value == b.value;
}

char *decimal_text(struct arena *a, struct decimal d)
{
    enum { ROOM = 48 };
    char digits[ROOM], *p = digits + ROOM;
    uint64_t value = d.value < 0 ? 0 - (uint64_t)d.value : (uint64_t)d.value;
    *--p = '\0';
    for (int i = 0; value || i <= d.decimals; i++, value /= TEN) {
        int whole = i - d.decimals;
        if (d.decimals && whole == 0)
            *--p = '.';
        if (d.grouped && whole > 0 && whole % GROUP == 0)
            *--p = ',';
        *--p = (char)('0' + value % TEN);
    }
    if (d.value < 0)
        *--p = '-';
    return arena_strdup(a, p);
}

int64_t decimal_thousandths(struct text t)
{
    enum { LONGEST = 8, DECIMALS = 3 };
    struct decimal d;
    for (size_t i = 0; i < t.n; i++)
        if (!utf8_is_digit(t.cp[i]) && t.cp[i] != '.')
            return -1;
    if (t.n > LONGEST || decimal_read(t, &d) != DECIMAL_NUMBER || t.cp[0] == '0' ||
        d.decimals > DECIMALS || !widen(&d, DECIMALS))
        return -1;
    return d.value;
}
