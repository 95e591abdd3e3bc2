/*
 * A number as the file stores it ("1.38E+10", "0.30000000000000004") → as its format shows it, in
 * decimal digits throughout: no rounding of machines, no locale. Whole numbers always show all
 * their digits, since telephones and numbers of identity cards are such.
 */
#include "sheet/sheet_int.h"
#include "value/date.h"
#include "value/decimal.h"

enum {
    SOUND_DIGITS = 15,  /* as many as a number of a workbook has for sure */
    GENERAL_WIDTH = 10, /* digits that the format General shows of a number with a fraction */
    MOST_DIGITS = 25    /* before the point: what is larger is shown as it is stored */
};

/* ---- numbers ---- */

static void add_number(struct buf *out, struct decimal d, const struct number_format *f)
{
    int least = f->decimals - f->optional,
        shown = d.decimals < f->decimals ? d.decimals : f->decimals;
    if (d.value < 0)
        buf_char(out, '-');
    buf_str(out, f->prefix);
    d.grouped = f->thousands;
    decimal_write(out, d, f->digits > 1 ? f->digits : 1, shown > least ? shown : least);
    buf_str(out, f->suffix);
}

/* Excel's General: a fraction as far as eleven places of the cell go, a small one further. */
static void show_general(struct decimal d, struct buf *out)
{
    static const struct number_format plain = {.decimals = FORMAT_DIGITS,
                                               .optional = FORMAT_DIGITS};
    struct decimal rounded = d;
    int point = decimal_magnitude(d), before = point > 1 ? point : 1;
    decimal_round(&rounded, before < GENERAL_WIDTH ? GENERAL_WIDTH - before : 0);
    bool nothing = point < -SOUND_DIGITS; /* what is left when machines subtract */
    add_number(out, rounded.value || nothing ? rounded : d, &plain);
}

/* ---- dates ---- */

/* Day 1 is 1900-01-01; day 60 is a 29 February that 1900 did not have, kept for the sake of an old
 * program. Workbooks from old Macs count from 1904-01-01. */
enum {
    DAYS_TO_1904 = 1462, /* between the two ways of counting */
    LEAP_DAY = 60,
    LAST_DAY = 2958465, /* 9999-12-31 */
    SECONDS = 86400,
    HOUR = 3600,
    MINUTE = 60,
    SERIAL_OF_1970 = 25569
};

/* Two digits, or four; quick, since there are sheets full of dates. */
static void add_digits(struct buf *out, const char *before, int v, size_t width)
{
    enum { WIDEST = 4 };
    char digits[WIDEST];
    for (size_t i = width; i > 0; i--, v /= 10)
        digits[i - 1] = (char)('0' + v % 10);
    buf_str(out, before);
    buf_add(out, digits, width);
}

/* False: the number is no day, or none that can be shown. */
static bool show_date(struct decimal d, unsigned parts, bool since_1904, struct buf *out)
{
    enum { MOST_DAYS = 7, BILLIONTHS = 9 };
    static const int64_t billion = 1000000000;
    unsigned day_parts = parts & (DATE_YEAR | DATE_MONTH | DATE_DAY);
    if (d.value < 0 || decimal_magnitude(d) > MOST_DAYS)
        return false;
    for (; d.decimals > BILLIONTHS; d.decimals--)
        d.value /= 10;
    for (; d.decimals < BILLIONTHS; d.decimals++)
        d.value *= 10;
    int64_t time = (d.value % billion * SECONDS + billion / 2) / billion;
    int64_t days = d.value / billion + (since_1904 ? DAYS_TO_1904 : 0) + time / SECONDS;
    int seconds = (int)(time % SECONDS);
    if (days > LAST_DAY || (day_parts && days == 0))
        return false;
    if (day_parts) {
        struct date day = date_of_number(days - SERIAL_OF_1970 + (days < LEAP_DAY));
        if (days == LEAP_DAY)
            day = (struct date){.year = 1900, .month = 2, .day = 29};
        add_digits(out, "", day.year, 4);
        if (day_parts != DATE_YEAR)
            add_digits(out, "-", day.month, 2);
        if (day_parts & DATE_DAY)
            add_digits(out, "-", day.day, 2);
    }
    if (!day_parts || ((parts & DATE_TIME) && seconds)) {
        add_digits(out, day_parts ? " " : "", seconds / HOUR, 2);
        add_digits(out, ":", seconds % HOUR / MINUTE, 2);
        if (seconds % MINUTE)
            add_digits(out, ":", seconds % MINUTE, 2);
    }
    return true;
}

/* ---- both ---- */

bool number_show(const char *value, size_t n, const struct number_format *f, bool since_1904,
                 struct buf *out, bool *lost)
{
    struct decimal d;
    bool whole;
    enum decimal_kind kind = decimal_parse(value, n, &d, &whole);
    if (kind == DECIMAL_BAD)
        return false;
    int point = decimal_magnitude(d);
    *lost = point > SOUND_DIGITS && d.decimals <= 0;
    if (!whole)
        decimal_round(&d, SOUND_DIGITS - point);
    if (kind == DECIMAL_LONG || point > MOST_DIGITS)
        buf_add(out, value, n);
    else if (f->kind == NUMBER_DATE && show_date(d, f->date, since_1904, out))
        *lost = false;
    else if (f->kind == NUMBER_FIXED) {
        d.decimals -= f->percent ? 2 : 0;
        decimal_round(&d, f->decimals);
        add_number(out, d, f);
    } else {
        show_general(d, out);
    }
    return true;
}
