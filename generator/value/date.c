/* The calendar by arithmetic, and dates in the many ways in which they are typed. */
#define _POSIX_C_SOURCE 200809L
#include "value/date.h"

#include <time.h>
#include <uchar.h>

#include "base/utf8.h"
#include "value/number.h"

enum { YEAR_DIGITS = 4, SERIAL_DIGITS = 5, LONGEST_RUN = 8 /* 20260901 */ };

/* ---- the calendar ---- */

int date_month_days(int year, int month)
{
    static const int days[DATE_MONTHS + 1] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month < 1 || month > DATE_MONTHS ? 0 : days[month] + (month == 2 && leap);
}

bool date_is_day(int year, int month, int day)
{
    return year >= DATE_FIRST_YEAR && year <= DATE_LAST_YEAR && day >= 1 &&
           day <= date_month_days(year, month);
}

bool date_exists(struct date date)
{
    return date_is_day(date.year, date.month ? date.month : 1, date.day ? date.day : 1);
}

int date_compare(struct date x, struct date y)
{
    if (x.year != y.year)
        return x.year < y.year ? -1 : 1;
    if (x.month != y.month)
        return x.month < y.month ? -1 : 1;
    return (x.day > y.day) - (x.day < y.day);
}

/* Years are counted from March, so that the leap day is the last of one: five months have 153 days,
 * 400 years 146097. */
enum { ERA_DAYS = 146097, ERA_YEARS = 400, DAYS_TO_1970 = 719468 };

int64_t date_number(struct date day)
{
    int64_t y = day.year - (day.month <= 2), m = (day.month + 9) % DATE_MONTHS;
    return y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day.day - 1 - DAYS_TO_1970;
}

struct date date_of_number(int64_t number)
{
    int64_t days = number + DAYS_TO_1970;
    int64_t era = (days >= 0 ? days : days - (ERA_DAYS - 1)) / ERA_DAYS;
    int64_t left = days - era * ERA_DAYS; /* in the era */
    int64_t year = (left - left / 1460 + left / 36524 - left / (ERA_DAYS - 1)) / 365;
    left -= year * 365 + year / 4 - year / 100; /* in the year */
    int month = (int)((left * 5 + 2) / 153);
    return (struct date){.year = (int)(year + era * ERA_YEARS) + (month > 9),
                         .month = month > 9 ? month - 9 : month + 3,
                         .day = (int)(left - (month * 153 + 2) / 5) + 1};
}

int date_weekday(struct date day)
{
    enum { WEEK = 7, THURSDAY = 4 }; /* of 1970-01-01 */
    return (int)((date_number(day) % WEEK + THURSDAY + WEEK) % WEEK);
}

struct date date_today(void)
{
    enum { FIRST_YEAR = 1900 };
    time_t now = time(NULL);
    struct tm day;
    localtime_r(&now, &day);
    return (struct date){
        .year = day.tm_year + FIRST_YEAR, .month = day.tm_mon + 1, .day = day.tm_mday};
}

/* ---- numbers ---- */

/* 二OO八: a letter that looks like 〇 is one, behind a digit. */
static uint32_t digit_meant(uint32_t cp, bool behind)
{
    return behind && utf8_is_one_of(cp, U"OoＯｏО") ? U'〇' : cp;
}

static struct numeral read_number(struct text t, size_t *i)
{
    struct numeral x = {0};
    while (*i < t.n && x.n < LONGEST_RUN && numeral_add(&x, digit_meant(t.cp[*i], x.n > 0)))
        ++*i;
    return x;
}

/* 20260919, 202609, 2026, and a day's number: from 1927, since workbooks count days from 1900, to
 * the end of this century. */
static enum date_spelling read_run(struct numeral x, struct date *date)
{
    enum { WHOLE = 8, TO_MONTH = 6, HUNDRED = 100 };
    enum { FIRST_SERIAL = 10000, LAST_SERIAL = 73050, SERIAL_OF_1970 = 25569 };
    int value = numeral_value(&x);
    switch (x.n) {
    case YEAR_DIGITS:
        date->year = value;
        return DATE_LOOSE;
    case SERIAL_DIGITS:
        if (value < FIRST_SERIAL || value > LAST_SERIAL)
            return DATE_NONE;
        *date = date_of_number(value - SERIAL_OF_1970);
        return DATE_SERIAL;
    case TO_MONTH:
        *date = (struct date){.year = value / HUNDRED, .month = value % HUNDRED};
        return date->month ? DATE_LOOSE : DATE_NONE;
    case WHOLE:
        *date = (struct date){.year = value / (HUNDRED * HUNDRED),
                              .month = value / HUNDRED % HUNDRED,
                              .day = value % HUNDRED};
        return date->day ? DATE_LOOSE : DATE_NONE;
    default:
        return DATE_NONE;
    }
}

/* ---- what stands between and behind them ---- */

/* Behind a year 年, behind a month 月, or . / - and their like. The mark, 0: there is none. */
static uint32_t skip_separator(struct text t, size_t *i, bool year)
{
    size_t at = text_skip_blanks(t, *i);
    bool found =
        at < t.n && utf8_is_one_of(t.cp[at], year ? U"年./-．／－—–‐。、" : U"月./-．／－—–‐。、");
    if (!found)
        return 0;
    *i = text_skip_blanks(t, at + 1);
    return t.cp[at];
}

/* 日 and 号 behind the day say nothing more, nor does a midnight, as exported dates have it: 0:00,
 * 00:00:00. */
static bool at_end(struct text t, size_t i)
{
    size_t behind = text_skip_blanks(t, i);
    if (behind < t.n && utf8_is_one_of(t.cp[behind], U"日号"))
        i = behind + 1;
    size_t from = text_skip_blanks(t, i), colons = 0, k = from;
    for (; k < t.n && (t.cp[k] == '0' || t.cp[k] == ':'); k++)
        colons += t.cp[k] == ':';
    bool midnight = k == t.n && colons && from > i && t.cp[from] == '0';
    return midnight || from == t.n;
}

/* Behind the year's separator. 2026.1 may be ten months, whose zero a workbook dropped, or one. */
static bool read_month_and_day(struct text t, size_t i, uint32_t separator, struct date *date)
{
    struct numeral month = read_number(t, &i);
    date->month = numeral_value(&month);
    if (!date->month)
        return false;
    if (i == t.n || !skip_separator(t, &i, false))
        return text_skip_blanks(t, i) == t.n &&
               !(separator == '.' && month.n == 1 && date->month == 1);
    if (i == t.n)
        return true;
    struct numeral day = read_number(t, &i);
    date->day = numeral_value(&day);
    return date->day > 0 && at_end(t, i);
}

/* ---- reading and writing ---- */

enum date_spelling date_read(struct text t, struct date *date)
{
    static const char iso[] = "dddd-dd-dd";
    size_t i = text_skip_blanks(t, 0), k = 0;
    enum date_spelling spelling = DATE_NONE;
    *date = (struct date){0};
    struct numeral year = read_number(t, &i);
    if (at_end(t, i)) {
        spelling = read_run(year, date);
    } else {
        date->year = numeral_value(&year);
        uint32_t separator = skip_separator(t, &i, true);
        if (separator && year.n == YEAR_DIGITS &&
            (i == t.n ? separator == U'年' : read_month_and_day(t, i, separator, date)))
            spelling = DATE_LOOSE;
    }
    while (k < t.n && iso[k] && (iso[k] == 'd' ? utf8_is_digit(t.cp[k]) : t.cp[k] == '-'))
        k++;
    if (spelling == DATE_LOOSE && k == t.n && !iso[k])
        spelling = DATE_ISO;
    date->pos = text_pos(t, 0);
    return date->year >= DATE_FIRST_YEAR && date->year <= DATE_LAST_YEAR ? spelling : DATE_NONE;
}

bool date_read_day(struct text t, struct date *day)
{
    struct date date;
    if (!date_read(t, &date) || !date_is_day(date.year, date.month, date.day))
        return false;
    *day = date;
    return true;
}

char *date_text(struct arena *a, struct date date)
{
    return arena_printf(a, "%d年%d月%d日", date.year, date.month, date.day);
}

char *date_iso(struct arena *a, struct date date)
{
    return arena_printf(a, "%04d-%02d-%02d", date.year, date.month, date.day);
}
