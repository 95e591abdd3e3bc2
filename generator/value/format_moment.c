/*
 * Numbers as days and times of day. Day 1 is 1900-01-01; day 60 is a 29 February that 1900 did not
 * have, kept for the sake of an old program; workbooks from old Macs count from 1904-01-01. A
 * number is rounded to milliseconds before its day is told, and to whole seconds before its time
 * is, unless the format shows parts of them.
 */
#include <stdio.h>
#include <string.h>

#include "value/date.h"
#include "value/format_int.h"

enum {
    DAYS_TO_1904 = 1462, /* between the two ways of counting */
    LEAP_DAY = 60,
    LAST_DAY = 2958465, /* 9999-12-31 */
    SERIAL_OF_1970 = 25569,
    MILLI = 1000,
    DAY = 86400,
    DAY_MS = DAY * MILLI,
    HOUR = 3600,
    MINUTE = 60,
    WEEK = 7,
    MIDDAY = 12
};

struct moment {
    int64_t day;     /* as the workbook counts, from 1900 */
    int64_t elapsed; /* whole days since the workbook's own beginning */
    int ms;          /* of the day */
};

/* False: before the first day or behind the last one. grain: milliseconds to round to. */
static bool moment_of(struct decimal d, bool since_1904, int grain, struct moment *out)
{
    enum { MOST_DAYS = 7, DECIMALS = 11 };
    static const int64_t unit = 100000000000;
    if (d.value < 0 || decimal_magnitude(d) > MOST_DAYS)
        return false;
    for (; d.decimals > DECIMALS; d.decimals--)
        d.value /= 10;
    for (; d.decimals < DECIMALS; d.decimals++)
        d.value *= 10;
    int64_t ms = (d.value % unit * DAY_MS + unit / 2) / unit;
    ms = (ms + grain / 2) / grain * grain;
    out->elapsed = d.value / unit + ms / DAY_MS;
    out->day = out->elapsed + (since_1904 ? DAYS_TO_1904 : 0);
    out->ms = (int)(ms % DAY_MS);
    return out->day <= LAST_DAY;
}

/* Day 0 is 1900-01-00: what Excel shows of a number that is no day. */
static struct date date_of(int64_t day)
{
    if (day == LEAP_DAY)
        return (struct date){.year = 1900, .month = 2, .day = 29};
    if (day == 0)
        return (struct date){.year = 1900, .month = 1, .day = 0};
    return date_of_number(day - SERIAL_OF_1970 + (day < LEAP_DAY));
}

static bool shows_time(const struct section *s)
{
    for (size_t i = 0; i < s->tokens.n; i++)
        if (s->tokens.v[i].kind == TOKEN_TIME || s->tokens.v[i].kind == TOKEN_ELAPSED)
            return true;
    return false;
}

static int grain_of(const struct section *s)
{
    static const int grains[] = {MILLI, MILLI / 10, MILLI / 100, 1};
    return shows_time(s) ? grains[s->second_digits] : 1;
}

/* ---- parts ---- */

static void show_padded(int64_t value, int width, const struct section *s, struct buf *out)
{
    if (s->digits == 1 || s->digits == 2) {
        struct buf said = {0};
        section_show_count((uint64_t)value, s->digits, &said);
        static const char *const ones[] = {"一十", "壹拾"};
        const char *one = ones[s->digits - 1];
        bool ten = strncmp(said.p, one, strlen(one)) == 0; /* 十月 */
        buf_str(out, said.p + (ten ? strlen("一") : 0));
        buf_drop(&said);
        return;
    }
    struct buf ascii = {0};
    buf_printf(&ascii, "%0*lld", width, (long long)value);
    section_show_digits(ascii.p, ascii.n, s->digits, out);
    buf_drop(&ascii);
}

static void show_year(const struct token *t, int year, const struct section *s, struct buf *out)
{
    char ascii[8];
    int n = snprintf(ascii, sizeof ascii, "%04d", year % 10000), from = t->n <= 2 ? 2 : 0;
    section_show_digits(ascii + from, (size_t)(n - from), s->digits, out);
}

static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
static const char *const weekdays[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                       "Thursday", "Friday", "Saturday"};
static const char *const week[] = {"日", "一", "二", "三", "四", "五", "六"};

enum { SHORT_NAME = 3, LONG_NAME = 4, LETTER = 5 };

static void show_month(const struct token *t, int month, const struct section *s, struct buf *out)
{
    const char *name = months[month - 1];
    if (t->n < SHORT_NAME) {
        show_padded(month, t->n, s, out);
    } else if (s->chinese) {
        struct section counted = {.digits = t->n == SHORT_NAME ? s->digits : 1};
        show_padded(month, 1, &counted, out);
        buf_str(out, "月");
    } else {
        size_t lengths[] = {[SHORT_NAME] = 3, [LONG_NAME] = strlen(name), [LETTER] = 1};
        buf_add(out, name, lengths[t->n]);
    }
}

static void show_weekday(const struct token *t, int weekday, const struct section *s,
                         struct buf *out)
{
    bool letters = t->letter == 'a', full = t->n >= LONG_NAME;
    if (letters || s->chinese) {
        buf_str(out, full ? "星期" : s->chinese ? "周" : "");
        buf_str(out, week[weekday]);
    } else {
        buf_add(out, weekdays[weekday], full ? strlen(weekdays[weekday]) : SHORT_NAME);
    }
}

static void show_date_part(const struct token *t, int64_t day, const struct section *s,
                           struct buf *out)
{
    struct date date = date_of(day);
    if (t->letter == 'y')
        show_year(t, date.year, s, out);
    else if (t->letter == 'm')
        show_month(t, date.month, s, out);
    else if (t->letter == 'a' || t->n >= SHORT_NAME)
        show_weekday(t, (int)((day + WEEK - 1) % WEEK), s, out);
    else
        show_padded(date.day, t->n, s, out);
}

static void show_time_part(const struct token *t, const struct moment *m, const struct section *s,
                           struct buf *out)
{
    int seconds = m->ms / MILLI, hour = seconds / HOUR;
    int width = t->n > 1 ? 2 : 1;
    if (s->has_half)
        hour = hour % MIDDAY ? hour % MIDDAY : MIDDAY;
    int value = t->letter == 'h'   ? hour
                : t->letter == 'm' ? seconds % HOUR / MINUTE
                                   : seconds % MINUTE;
    show_padded(value, width, s, out);
}

static void show_elapsed(const struct token *t, const struct moment *m, const struct section *s,
                         struct buf *out)
{
    int64_t seconds = m->elapsed * DAY + m->ms / MILLI;
    show_padded(seconds / (t->letter == 'h' ? HOUR : t->letter == 'm' ? MINUTE : 1), t->n, s, out);
}

static void show_half(const struct token *t, const struct moment *m, const struct section *s,
                      struct buf *out)
{
    bool after = m->ms / MILLI >= MIDDAY * HOUR;
    if (t->letter == 'c' || (s->chinese && t->letter == 'A'))
        buf_str(out, after ? "下午" : "上午");
    else if (t->letter == 'A')
        buf_str(out, after ? "PM" : "AM");
    else
        buf_char(out, t->text[after ? 2 : 0]);
}

static void show_token(const struct token *t, const struct moment *m, const struct section *s,
                       struct buf *out, size_t start)
{
    static const int tenths[] = {MILLI, MILLI / 10, MILLI / 100, 1};
    if (t->kind == TOKEN_DATE)
        show_date_part(t, m->day, s, out);
    else if (t->kind == TOKEN_TIME)
        show_time_part(t, m, s, out);
    else if (t->kind == TOKEN_ELAPSED)
        show_elapsed(t, m, s, out);
    else if (t->kind == TOKEN_HALF)
        show_half(t, m, s, out);
    else if (t->kind == TOKEN_FRACTION)
        buf_printf(out, ".%0*d", t->n, m->ms % MILLI / tenths[t->n]);
    else if (t->kind == TOKEN_BLANK)
        section_show_blank(out, start);
    else if (t->kind == TOKEN_LITERAL)
        buf_add(out, t->text, t->size);
}

bool section_show_moment(const struct section *s, struct decimal d, bool since_1904,
                         struct buf *out)
{
    struct moment m;
    bool minus = s->is_elapsed && d.value < 0;
    size_t start = out->n;
    d.value = minus ? -d.value : d.value;
    if (!moment_of(d, since_1904, grain_of(s), &m))
        return false;
    if (minus && (m.elapsed || m.ms))
        buf_char(out, '-');
    for (size_t i = 0; i < s->tokens.n; i++)
        show_token(&s->tokens.v[i], &m, s, out, start);
    return true;
}

/* ---- the moment itself ---- */

enum { HAS_YEAR = 1, HAS_MONTH = 2, HAS_DAY = 4, HAS_TIME = 8 };

static unsigned parts_of(const struct section *s)
{
    unsigned parts = 0;
    for (size_t i = 0; i < s->tokens.n; i++) {
        const struct token *t = &s->tokens.v[i];
        if (t->kind == TOKEN_TIME)
            parts |= HAS_TIME;
        else if (t->kind == TOKEN_DATE)
            parts |= t->letter == 'y' ? HAS_YEAR : t->letter == 'm' ? HAS_MONTH : HAS_DAY;
    }
    return parts;
}

bool section_plain_moment(const struct section *s, struct decimal d, bool since_1904,
                          struct buf *out)
{
    struct moment m;
    unsigned parts = parts_of(s), day_parts = parts & ~(unsigned)HAS_TIME;
    if (!moment_of(d, since_1904, shows_time(s) ? MILLI : 1, &m) || (day_parts && m.day == 0))
        return false;
    int seconds = m.ms / MILLI;
    if (day_parts) {
        struct date date = date_of(m.day);
        buf_printf(out, "%04d", date.year);
        if (day_parts != HAS_YEAR)
            buf_printf(out, "-%02d", date.month);
        if (day_parts & HAS_DAY)
            buf_printf(out, "-%02d", date.day);
    }
    if (!day_parts || ((parts & HAS_TIME) && seconds)) {
        buf_printf(out, "%s%02d:%02d", day_parts ? " " : "", seconds / HOUR,
                   seconds % HOUR / MINUTE);
        if (seconds % MINUTE)
            buf_printf(out, ":%02d", seconds % MINUTE);
    }
    return true;
}
