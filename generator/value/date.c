/* Leap years, days of months, and dates in the many ways in which they are typed. */
#define _POSIX_C_SOURCE 200809L
#include "value/date.h"

#include <time.h>
#include <uchar.h>

#include "base/utf8.h"

enum { TEN = 0x5341, LONGEST_RUN = 8, YEAR_DIGITS = 4, SERIAL_DIGITS = 5 };

/* ---- the calendar ---- */

bool calendar_is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int calendar_days(int year, int month)
{
    static const int days[CALENDAR_MONTHS + 1] = {0,  31, 28, 31, 30, 31, 30,
                                                  31, 31, 30, 31, 30, 31};
    if (month < 1 || month > CALENDAR_MONTHS)
        return 0;
    return days[month] + (month == 2 && calendar_is_leap(year));
}

bool calendar_has(int year, int month, int day)
{
    return year >= CALENDAR_FIRST_YEAR && year <= CALENDAR_LAST_YEAR && day >= 1 &&
           day <= calendar_days(year, month);
}

char *date_text(struct arena *a, struct date date)
{
    return arena_printf(a, "%d年%d月%d日", date.year, date.month, date.day);
}

bool calendar_can_be(struct calendar_date date)
{
    return calendar_has(date.year, date.month ? date.month : 1, date.day ? date.day : 1);
}

/* ---- characters ---- */

int calendar_digit(uint32_t cp)
{
    static const char32_t han[] = U"〇一二三四五六七八九";
    if (cp >= '0' && cp <= '9')
        return (int)(cp - '0');
    if (cp >= 0xFF10 && cp <= 0xFF19)
        return (int)(cp - 0xFF10);
    for (int i = 0; han[i]; i++)
        if (han[i] == cp)
            return i;
    return utf8_is_one_of(cp, U"零○◯") ? 0 : -1;
}

static size_t skip_blanks(struct text t, size_t i)
{
    while (i < t.n && utf8_is_one_of(t.cp[i], U" \t\u00A0\u3000"))
        i++;
    return i;
}

/* ---- numbers ---- */

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
        int digit = calendar_digit(t.cp[*i]);
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

/* Day 1 is 1900-01-01 in the way of workbooks, which count a 29 February 1900. Not before 1927, nor
 * behind this century: such a number is no date. */
static bool find_serial(int serial, struct calendar_date *date)
{
    enum { FIRST = 10000, LAST = 73050, DAYS_TO_1900 = 2, EPOCH = 1900, YEAR = 365 };
    int left = serial - DAYS_TO_1900, year = EPOCH, month = 1;
    if (serial < FIRST || serial > LAST)
        return false;
    for (; left >= YEAR + calendar_is_leap(year); year++)
        left -= YEAR + calendar_is_leap(year);
    for (; left >= calendar_days(year, month); month++)
        left -= calendar_days(year, month);
    *date = (struct calendar_date){year, month, left + 1, true};
    return true;
}

/* 20260919, 202609, 2026, and a day's number. */
static bool split_digits(struct run r, struct calendar_date *date)
{
    enum { WHOLE = 8, TO_MONTH = 6, HUNDRED = 100 };
    int value = r.digits == TO_MONTH ? r.value * HUNDRED : r.value;
    if (r.digits == YEAR_DIGITS) {
        *date = (struct calendar_date){.year = r.value};
        return true;
    }
    if (r.digits == SERIAL_DIGITS)
        return find_serial(r.value, date);
    *date = (struct calendar_date){value / (HUNDRED * HUNDRED), value / HUNDRED % HUNDRED,
                                   value % HUNDRED, false};
    return (r.digits == WHOLE && date->day > 0) || (r.digits == TO_MONTH && date->month > 0);
}

/* ---- what stands between and behind them ---- */

/* Behind a year 年, behind a month 月, or . / - and their like. The mark, 0: there is none. */
static uint32_t skip_separator(struct text t, size_t *i, bool year)
{
    size_t at = skip_blanks(t, *i);
    bool found =
        at < t.n && utf8_is_one_of(t.cp[at], year ? U"年./-．／－—–‐。、" : U"月./-．／－—–‐。、");
    if (!found)
        return 0;
    *i = skip_blanks(t, at + 1);
    return t.cp[at];
}

/* A midnight, as exported dates have it: 0:00, 00:00:00. */
static size_t skip_midnight(struct text t, size_t i)
{
    size_t from = skip_blanks(t, i), colons = 0, k = from;
    for (; k < t.n && (t.cp[k] == '0' || t.cp[k] == ':'); k++)
        colons += t.cp[k] == ':';
    return k == t.n && colons && from > i && t.cp[from] == '0' ? k : i;
}

/* 日 and 号 behind the day say nothing more. */
static bool at_end(struct text t, size_t i)
{
    size_t behind = skip_blanks(t, i);
    if (behind < t.n && utf8_is_one_of(t.cp[behind], U"日号"))
        i = behind + 1;
    return skip_blanks(t, skip_midnight(t, i)) == t.n;
}

/* 2026.1: ten months, whose zero a workbook dropped, or one. */
static bool is_cut(uint32_t separator, struct run month)
{
    return separator == '.' && month.digits == 1 && month.value == 1;
}

static bool read_day(struct text t, size_t i, struct calendar_date *date)
{
    struct run r = read_number(t, &i);
    date->day = r.value;
    return r.digits > 0 && r.value > 0 && at_end(t, i);
}

/* Behind the year's separator. */
static bool read_month(struct text t, size_t i, uint32_t separator, struct calendar_date *date)
{
    struct run r = read_number(t, &i);
    date->month = r.value;
    if (!r.digits || !r.value)
        return false;
    if (i == t.n)
        return !is_cut(separator, r);
    if (!skip_separator(t, &i, false))
        return skip_blanks(t, i) == t.n && !is_cut(separator, r);
    return i == t.n || read_day(t, i, date);
}

static bool read_parts(struct text t, struct calendar_date *date)
{
    size_t i = skip_blanks(t, 0);
    struct run r = read_number(t, &i);
    if (at_end(t, i))
        return split_digits(r, date);
    date->year = r.value;
    uint32_t separator = skip_separator(t, &i, true);
    if (!separator || r.digits != YEAR_DIGITS)
        return false;
    return i == t.n ? separator == U'年' : read_month(t, i, separator, date);
}

bool calendar_read(struct text t, struct calendar_date *date)
{
    *date = (struct calendar_date){0};
    return read_parts(t, date) && date->year >= CALENDAR_FIRST_YEAR &&
           date->year <= CALENDAR_LAST_YEAR;
}

struct calendar_date calendar_today(void)
{
    enum { FIRST_YEAR = 1900 };
    time_t now = time(NULL);
    struct tm day;
    localtime_r(&now, &day);
    return (struct calendar_date){
        .year = day.tm_year + FIRST_YEAR, .month = day.tm_mon + 1, .day = day.tm_mday};
}
