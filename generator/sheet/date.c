/*
 * Days as workbooks count them → 2026-09-19. Day 1 is 1900-01-01; day 60 is a 29 February that 1900
 * did not have, kept for the sake of an old program. Workbooks from old Macs count from 1904-01-01.
 */
#include "value/date.h"
#include "sheet/sheet_int.h"

enum {
    EPOCH_YEAR = 1900,
    DAYS_TO_1904 = 1462, /* between the two ways of counting */
    LEAP_DAY = 60,
    LAST_DAY = 2958465, /* 9999-12-31 */
    SECONDS = 86400,
    HOUR = 3600,
    MINUTE = 60,
    SERIAL_OF_1970 = 25569
};

static const int64_t billion = 1000000000;

/* The day that a number shows, in the way of 1900. */
static struct date shown_day(int64_t days)
{
    if (days == LEAP_DAY)
        return (struct date){.year = EPOCH_YEAR, .month = 2, .day = 29};
    return date_of_number(days - SERIAL_OF_1970 + (days < LEAP_DAY));
}

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

static void add_day(struct buf *out, struct date d, unsigned parts)
{
    add_digits(out, "", d.year, 4);
    if (parts == DATE_YEAR)
        return;
    add_digits(out, "-", d.month, 2);
    if (parts & DATE_DAY)
        add_digits(out, "-", d.day, 2);
}

static void add_time(struct buf *out, int seconds)
{
    add_digits(out, "", seconds / HOUR, 2);
    add_digits(out, ":", seconds % HOUR / MINUTE, 2);
    if (seconds % MINUTE)
        add_digits(out, ":", seconds % MINUTE, 2);
}

bool date_show(int64_t days, int64_t billionths, unsigned parts, bool since_1904, struct buf *out)
{
    int64_t seconds = (billionths * SECONDS + billion / 2) / billion;
    unsigned day_parts = parts & (DATE_YEAR | DATE_MONTH | DATE_DAY);
    days += (since_1904 ? DAYS_TO_1904 : 0) + seconds / SECONDS;
    seconds %= SECONDS;
    if (days < 0 || days > LAST_DAY || (day_parts && days == 0))
        return false;
    if (day_parts)
        add_day(out, shown_day(days), day_parts);
    if (day_parts && (parts & DATE_TIME) && seconds)
        buf_char(out, ' ');
    if (!day_parts || ((parts & DATE_TIME) && seconds))
        add_time(out, (int)seconds);
    return true;
}
