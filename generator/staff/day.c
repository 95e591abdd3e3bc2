/* Days of the calendar as numbers, and dates as offices write them in tables. */
#include "staff/staff_int.h"

enum { MONTHS = 12, YEAR_FIRST = 1000, YEAR_LAST = 9999, YEAR_DIGITS = 4 };

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool day_is_real(int year, int month, int day)
{
    static const int days[MONTHS + 1] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > MONTHS || day < 1)
        return false;
    return day <= days[month] + (month == 2 && is_leap(year));
}

/* A year that begins in March ends with its leap day; 153 days in five of its months. */
int64_t day_number(struct date date)
{
    enum { DAYS_TO_1970 = 719468 };
    int64_t y = date.year - (date.month <= 2);
    int64_t m = (date.month + 9) % MONTHS;
    return y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + date.day - 1 - DAYS_TO_1970;
}

/* Guesses a year that is not too late, then goes on from it. */
static struct date day_date(int64_t day)
{
    int year = (int)(1970 + (day < 0 ? day / 365 - 1 : day / 366));
    struct date date = {.year = year, .month = 1, .day = 1};
    for (struct date next = date; next.year++, day_number(next) <= day;)
        date = next;
    for (struct date next = date; next.month++ < MONTHS && day_number(next) <= day;)
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

static int digit_of(uint32_t cp)
{
    enum { FULL_ZERO = 0xFF10, DIGITS = 10 };
    if (cp >= '0' && cp <= '9')
        return (int)(cp - '0');
    return cp >= FULL_ZERO && cp < FULL_ZERO + DIGITS ? (int)(cp - FULL_ZERO) : -1;
}

static bool is_divider(uint32_t cp)
{
    static const uint32_t dividers[] = {'-', '/', '.', 0x5E74, 0x6708, 0x65E5}; /* 年月日 */
    for (size_t i = 0; i < sizeof dividers / sizeof *dividers; i++)
        if (dividers[i] == cp)
            return true;
    return false;
}

/* Digits from *i on, and *i behind them; -1: none, or too many. */
static int read_number(struct text t, size_t *i)
{
    int value = 0;
    size_t start = *i;
    for (; *i < t.n && digit_of(t.cp[*i]) >= 0; ++*i)
        if (*i - start < YEAR_DIGITS)
            value = value * 10 + digit_of(t.cp[*i]);
    return *i == start || *i - start > YEAR_DIGITS ? -1 : value;
}

bool staff_read_date(struct text t, struct date *out)
{
    int part[3];
    size_t i = 0;
    for (int k = 0; k < 3; k++) {
        part[k] = read_number(t, &i);
        bool divided = i < t.n ? is_divider(t.cp[i]) : k == 2;
        if (part[k] < 0 || !divided)
            return false;
        i += i < t.n;
    }
    if (i != t.n || !day_is_real(part[0], part[1], part[2]))
        return false;
    *out = (struct date){part[0], part[1], part[2], text_pos(t, 0)};
    return true;
}
