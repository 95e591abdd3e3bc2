/* Days of the calendar as numbers, and dates as offices write them in tables. */
#include "staff/staff_int.h"
#include "value/date.h"

/* A year that begins in March ends with its leap day; 153 days in five of its months. */
int64_t day_number(struct date date)
{
    enum { DAYS_TO_1970 = 719468 };
    int64_t y = date.year - (date.month <= 2);
    int64_t m = (date.month + 9) % CALENDAR_MONTHS;
    return y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + date.day - 1 - DAYS_TO_1970;
}

/* Guesses a year that is not too late, then goes on from it. */
static struct date day_date(int64_t day)
{
    int year = (int)(1970 + (day < 0 ? day / 365 - 1 : day / 366));
    struct date date = {.year = year, .month = 1, .day = 1};
    for (struct date next = date; next.year++, day_number(next) <= day;)
        date = next;
    for (struct date next = date; next.month++ < CALENDAR_MONTHS && day_number(next) <= day;)
        date = next;
    date.day += (int)(day - day_number(date));
    return date;
}

int64_t day_from(const struct staff_tenure *t)
{
    return t->from.year ? day_number(t->from) : DAY_FIRST;
}

int64_t day_to(const struct staff_tenure *t)
{
    return t->to.year ? day_number(t->to) : DAY_LAST;
}

const char *day_text(struct arena *a, int64_t day)
{
    if (day == DAY_FIRST || day == DAY_LAST)
        return "……";
    struct date date = day_date(day);
    return arena_printf(a, "%04d-%02d-%02d", date.year, date.month, date.day);
}

int staff_compare_days(struct date x, struct date y)
{
    int64_t a = day_number(x), b = day_number(y);
    return (a > b) - (a < b);
}

/* ---- reading ---- */

bool staff_read_date(struct text t, struct date *out)
{
    struct calendar_date d;
    if (!calendar_read(t, &d) || !calendar_has(d.year, d.month, d.day))
        return false;
    *out = (struct date){d.year, d.month, d.day, text_pos(t, 0)};
    return true;
}
