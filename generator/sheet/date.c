/*
 * Days as workbooks count them → 2026-09-19. Day 1 is 1900-01-01; day 60 is a 29 February that 1900
 * did not have, kept for the sake of an old program. Workbooks from old Macs count from 1904-01-01.
 */
#include "sheet/sheet_int.h"
#include "value/date.h"

enum {
    EPOCH_YEAR = 1900,
    DAYS_TO_1904 = 1462, /* between the two ways of counting */
    LEAP_DAY = 60,
    LAST_DAY = 2958465, /* 9999-12-31 */
    SECONDS = 86400,
    HOUR = 3600,
    MINUTE = 60,
    DAYS_OF_LEAP_YEAR = 366
};

static const int64_t billion = 1000000000;

/* Days from 1900-01-01 to the first of a year. */
static int days_before(int year)
{
    int y = year - 1, e = EPOCH_YEAR - 1;
    return (year - EPOCH_YEAR) * 365 + (y / 4 - e / 4) - (y / 100 - e / 100) + (y / 400 - e / 400);
}

struct day {
    int year, month, day;
};

static struct day day_of(int days)
{
    struct day d = {EPOCH_YEAR + days / DAYS_OF_LEAP_YEAR, 1, 1};
    while (days_before(d.year + 1) <= days)
        d.year++;
    int left = days - days_before(d.year);
    for (;; d.month++) {
        int length = calendar_days(d.year, d.month);
        if (left < length)
            break;
        left -= length;
    }
    d.day = left + 1;
    return d;
}

/* The day that a number shows, in the way of 1900. */
static struct day shown_day(int64_t days)
{
    if (days == LEAP_DAY)
        return (struct day){EPOCH_YEAR, 2, 29};
    return day_of((int)days - (days > LEAP_DAY ? 2 : 1));
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

static void add_day(struct buf *out, struct day d, unsigned parts)
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
