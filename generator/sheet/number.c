/*
 * A number as the file stores it ("1.38E+10", "0.30000000000000004") → as its format shows it, in
 * decimal digits throughout: no rounding of machines, no locale. Whole numbers always show all
 * their digits, since telephones and numbers of identity cards are such.
 */
#include <string.h>

#include "sheet/sheet_int.h"

enum {
    MAX_DIGITS = 40, /* kept of a number */
    MAX_EXPONENT = 400,
    SOUND_DIGITS = 15, /* as many as a number of a workbook has for sure */
    GENERAL_WIDTH = 10 /* digits that the format General shows of a number with a fraction */
};

/* digits[0…n) with the point behind the first `point` of them: 0.012 is "12", -1. */
struct decimal {
    char digits[MAX_DIGITS + 1];
    int n, point;
    bool negative, plain; /* plain: whole, and written without exponent */
};

/* ---- reading ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void take_digit(struct decimal *d, char digit, bool before_point)
{
    bool zero = d->n == 0 && digit == '0';
    if (!zero && d->n < MAX_DIGITS)
        d->digits[d->n++] = digit;
    if (before_point)
        d->point += !zero;
    else
        d->point -= zero;
}

static const char *take_mantissa(struct decimal *d, const char *p, const char *end, bool *any)
{
    bool before = true;
    for (; p < end && (is_digit(*p) || (*p == '.' && before)); p++) {
        if (*p == '.') {
            before = d->plain = false;
            continue;
        }
        take_digit(d, *p, before);
        *any = true;
    }
    return p;
}

static bool take_exponent(struct decimal *d, const char *p, const char *end)
{
    int exponent = 0;
    bool negative = p < end && *p == '-';
    if (p < end && (*p == '-' || *p == '+'))
        p++;
    if (p == end)
        return false;
    for (; p < end && is_digit(*p) && exponent < MAX_EXPONENT; p++)
        exponent = exponent * 10 + (*p - '0');
    d->point += negative ? -exponent : exponent;
    d->plain = false;
    return p == end;
}

static void drop_zeros(struct decimal *d)
{
    while (d->n && d->digits[d->n - 1] == '0')
        d->n--;
    if (!d->n)
        d->point = 0;
}

static bool read_decimal(struct decimal *d, const char *p, size_t n)
{
    const char *end = p + n;
    bool any = false;
    *d = (struct decimal){.plain = true};
    d->negative = p < end && *p == '-';
    if (p < end && (*p == '-' || *p == '+'))
        p++;
    p = take_mantissa(d, p, end, &any);
    bool ok = any && (p == end || ((*p == 'E' || *p == 'e') && take_exponent(d, p + 1, end)));
    drop_zeros(d);
    return ok;
}

/* Rounds, halves away from zero, to so many digits from the first. */
static void round_decimal(struct decimal *d, int keep)
{
    if (keep >= d->n)
        return;
    bool up = keep >= 0 && d->digits[keep] >= '5';
    d->n = keep > 0 ? keep : 0;
    int i = d->n - 1;
    for (; up && i >= 0 && d->digits[i] == '9'; i--)
        d->digits[i] = '0';
    if (up && i >= 0) {
        d->digits[i]++;
    } else if (up) {
        d->digits[0] = '1';
        d->n = 1;
        d->point++;
    }
    drop_zeros(d);
}

/* ---- showing ---- */

static char digit_at(const struct decimal *d, int place)
{
    return place >= 0 && place < d->n ? d->digits[place] : '0';
}

/* Digits on their way: as many as there are at most, and a comma for every three. */
struct line {
    char p[4 * MAX_DIGITS];
    size_t n;
};

static void add_whole(struct line *out, const struct decimal *d, const struct number_format *f)
{
    int length = d->point > 1 ? d->point : 1;
    if (length < f->digits)
        length = f->digits;
    for (int left = length; left > 0; left--) {
        if (f->thousands && left < length && left % 3 == 0)
            out->p[out->n++] = ',';
        out->p[out->n++] = digit_at(d, d->point - left);
    }
}

static void add_decimals(struct line *out, const struct decimal *d, const struct number_format *f)
{
    int most = d->n - d->point, least = f->decimals - f->optional;
    int shown = most < least ? least : most > f->decimals ? f->decimals : most;
    if (shown > 0)
        out->p[out->n++] = '.';
    for (int i = 0; i < shown; i++)
        out->p[out->n++] = digit_at(d, d->point + i);
}

static void add_number(struct buf *out, const struct decimal *d, const struct number_format *f)
{
    struct line line = {.n = 0};
    if (d->negative && d->n)
        buf_char(out, '-');
    buf_str(out, f->prefix);
    add_whole(&line, d, f);
    add_decimals(&line, d, f);
    buf_add(out, line.p, line.n);
    buf_str(out, f->suffix);
}

/* Excel's General: a fraction as far as eleven places of the cell go, a small one further. */
static void show_general(struct decimal *d, struct buf *out)
{
    static const struct number_format plain = {.decimals = FORMAT_DIGITS,
                                               .optional = FORMAT_DIGITS};
    struct decimal whole = *d;
    int before = d->point > 1 ? d->point : 1;
    round_decimal(&whole, d->point + (before < GENERAL_WIDTH ? GENERAL_WIDTH - before : 0));
    bool nothing = d->point < -SOUND_DIGITS; /* what is left when machines subtract */
    add_number(out, whole.n || nothing ? &whole : d, &plain);
}

static bool show_date(const struct decimal *d, const struct number_format *f, bool since_1904,
                      struct buf *out)
{
    enum { MOST_DAYS = 7, BILLIONTHS = 9 };
    int64_t days = 0, billionths = 0;
    if (d->negative || d->point > MOST_DAYS)
        return false;
    for (int i = 0; i < d->point; i++)
        days = days * 10 + (digit_at(d, i) - '0');
    for (int i = 0; i < BILLIONTHS; i++)
        billionths = billionths * 10 + (digit_at(d, d->point + i) - '0');
    return date_show(days, billionths, f->date, since_1904, out);
}

bool number_show(const char *value, size_t n, const struct number_format *f, bool since_1904,
                 struct buf *out, bool *lost)
{
    struct decimal d;
    if (!read_decimal(&d, value, n))
        return false;
    bool beyond = d.point > MAX_DIGITS - SOUND_DIGITS;
    *lost = d.point > SOUND_DIGITS && d.n <= d.point;
    if (!d.plain)
        round_decimal(&d, SOUND_DIGITS);
    if (beyond)
        buf_add(out, value, n);
    else if (f->kind == NUMBER_DATE && show_date(&d, f, since_1904, out))
        *lost = false;
    else if (f->kind == NUMBER_FIXED) {
        d.point += f->percent && d.n ? 2 : 0;
        round_decimal(&d, d.point + f->decimals);
        add_number(out, &d, f);
    } else {
        show_general(&d, out);
    }
    return true;
}
