/*
 * Number formats of workbooks, and numbers as these show them. A format has a fixed number, or a
 * code as #,##0.00;[Red]-#,##0.00, of which the first section counts. What is read: how many
 * digits, thousands, per cent, which parts of a date, and the words before and behind; fractions,
 * exponents and the like are shown plain. A number as the file stores it ("1.38E+10",
 * "0.30000000000000004") is shown in decimal digits throughout: no rounding of machines, no locale.
 * Whole numbers always show all their digits, since telephones and numbers of identity cards are
 * such.
 */
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "sheet/sheet_int.h"
#include "value/date.h"
#include "value/decimal.h"

/* ---- the code of a format ---- */

struct code_reader {
    const char *p, *end;
    struct sheet_format f;
    int last_letter; /* of a date; 'm' is a minute beside 'h' or 's' */
    int last_months; /* DATE_MONTH had been seen before the last 'm' */
    int commas;      /* behind the last digit */
    bool seen_digit, seen_point, plain;
};

static void add_literal(struct code_reader *c, const char *p, size_t n)
{
    char *affix = c->seen_digit ? c->f.suffix : c->f.prefix;
    size_t used = strlen(affix);
    if (used + n < AFFIX_SIZE)
        memcpy(affix + used, p, n);
}

static const char *behind(const struct code_reader *c, const char *p, char mark)
{
    const char *stop = p < c->end ? memchr(p, mark, (size_t)(c->end - p)) : NULL;
    return stop ? stop : c->end;
}

static void take_quoted(struct code_reader *c)
{
    const char *stop = behind(c, c->p + 1, '"');
    add_literal(c, c->p + 1, (size_t)(stop - c->p - 1));
    c->p = stop < c->end ? stop + 1 : stop;
}

/* \x is x; _x is as wide as x, *x fills the cell with it. */
static void take_escaped(struct code_reader *c)
{
    bool shown = *c->p == '\\';
    const char *from = ++c->p;
    if (from == c->end)
        return;
    utf8_next(&c->p, c->end);
    if (shown)
        add_literal(c, from, (size_t)(c->p - from));
}

/* [$¥-804] is a currency, [h] hours beyond the day; colours and conditions show nothing. */
static void take_bracket(struct code_reader *c)
{
    const char *p = c->p + 1, *stop = behind(c, p, ']');
    if (p < stop && *p == '$') {
        const char *dash = memchr(p, '-', (size_t)(stop - p));
        add_literal(c, p + 1, (size_t)((dash ? dash : stop) - p - 1));
    } else if (p < stop && strchr("hHmMsS", *p)) {
        c->f.date |= DATE_TIME;
    }
    c->p = stop < c->end ? stop + 1 : stop;
}

static void take_digit(struct code_reader *c)
{
    bool zero = *c->p++ == '0';
    c->seen_digit = true;
    if (!c->seen_point) {
        c->f.thousands = c->f.thousands || c->commas;
        c->commas = 0;
        c->f.digits += (zero || c->f.digits) && c->f.digits < FORMAT_DIGITS;
    } else if (c->f.decimals < FORMAT_DIGITS) {
        c->f.decimals++;
        c->f.optional = zero ? 0 : c->f.optional + 1;
    }
}

static void take_sign(struct code_reader *c)
{
    char sign = *c->p++;
    c->seen_point = c->seen_point || sign == '.';
    c->commas += sign == ',' && c->seen_digit;
    if (sign == '%') {
        c->f.percent = true;
        add_literal(c, "%", 1);
    }
}

/* dates */

static const struct {
    char letter;
    unsigned part;
} date_letters[] = {{'y', DATE_YEAR}, {'e', DATE_YEAR}, {'d', DATE_DAY},
                    {'a', DATE_DAY},  {'h', DATE_TIME}, {'s', DATE_TIME}};

static int lower(char c)
{
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

static void take_month(struct code_reader *c)
{
    if (c->last_letter != 'm')
        c->last_months = (c->f.date & DATE_MONTH) != 0;
    c->f.date |= c->last_letter == 'h' ? DATE_TIME : DATE_MONTH;
    c->last_letter = c->last_letter == 'h' ? 'h' : 'm';
}

static bool take_date_letter(struct code_reader *c)
{
    int letter = lower(*c->p);
    if (letter == 'm') {
        take_month(c);
        c->p++;
        return true;
    }
    for (size_t i = 0; i < sizeof date_letters / sizeof *date_letters; i++) {
        if (date_letters[i].letter != letter)
            continue;
        if (letter == 's' && c->last_letter == 'm' && !c->last_months)
            c->f.date &= ~(unsigned)DATE_MONTH;
        c->f.date |= date_letters[i].part;
        c->last_letter = letter;
        c->p++;
        return true;
    }
    return false;
}

/* Words that would be taken for letters of a date. */
static const struct {
    const char *word;
    bool plain; /* the number as it is */
} words[] = {{"General", true},    {"G/通用格式", true}, {"AM/PM", false}, {"A/P", false},
             {"上午/下午", false}, {"E+", true},         {"E-", true}};

static bool take_word(struct code_reader *c)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = strlen(words[i].word);
        if ((size_t)(c->end - c->p) < n || strncasecmp(c->p, words[i].word, n) != 0)
            continue;
        c->p += n;
        c->plain = c->plain || words[i].plain;
        c->seen_digit = c->seen_digit || words[i].plain;
        return true;
    }
    return false;
}

static void take_other(struct code_reader *c)
{
    const char *from = c->p;
    if (take_word(c) || take_date_letter(c))
        return;
    utf8_next(&c->p, c->end);
    c->plain = c->plain || *from == '@' || (*from == '/' && c->seen_digit);
    if (*from != '@' && *from != '/')
        add_literal(c, from, (size_t)(c->p - from));
}

static const struct {
    char mark;
    void (*take)(struct code_reader *c);
} marks[] = {{'"', take_quoted},  {'\\', take_escaped}, {'_', take_escaped}, {'*', take_escaped},
             {'[', take_bracket}, {'0', take_digit},    {'#', take_digit},   {'?', take_digit},
             {'.', take_sign},    {',', take_sign},     {'%', take_sign}};

static void take(struct code_reader *c)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i].mark == *c->p) {
            marks[i].take(c);
            return;
        }
    take_other(c);
}

static struct sheet_format read_code(const char *p, size_t n)
{
    static const struct sheet_format general = {.kind = NUMBER_GENERAL};
    struct code_reader c = {.p = p, .end = p + n};
    while (c.p < c.end && *c.p != ';')
        take(&c);
    if (c.f.date && !c.plain)
        c.f.kind = NUMBER_DATE;
    else if (c.plain || c.commas || !c.seen_digit)
        return general;
    else
        c.f.kind = NUMBER_FIXED;
    return c.f;
}

/* ---- formats by number: ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are those of Chinese ----
 */

static const struct {
    uint32_t first, last;
    const char *code;
} built_in[] = {
    {1, 1, "0"},          {2, 2, "0.00"},
    {3, 3, "#,##0"},      {4, 4, "#,##0.00"},
    {9, 9, "0%"},         {10, 10, "0.00%"},
    {14, 16, "yyyy-m-d"}, {17, 17, "yyyy-m"},
    {18, 21, "h:mm:ss"},  {22, 22, "yyyy-m-d h:mm"},
    {27, 27, "yyyy-m"},   {28, 31, "yyyy-m-d"},
    {32, 35, "h:mm:ss"},  {36, 36, "yyyy-m"},
    {37, 38, "#,##0"},    {39, 40, "#,##0.00"},
    {41, 42, "#,##0"},    {43, 44, "#,##0.00"},
    {45, 47, "h:mm:ss"},  {50, 50, "yyyy-m"},
    {51, 51, "yyyy-m-d"}, {52, 52, "yyyy-m"},
    {53, 54, "yyyy-m-d"}, {55, 56, "h:mm:ss"},
    {57, 57, "yyyy-m"},   {58, 58, "yyyy-m-d"},
};

struct sheet_format sheet_format(uint32_t id, const char *code, size_t n)
{
    if (code)
        return read_code(code, n);
    for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++)
        if (id >= built_in[i].first && id <= built_in[i].last)
            return read_code(built_in[i].code, strlen(built_in[i].code));
    return read_code("General", strlen("General"));
}

enum {
    SOUND_DIGITS = 15,  /* as many as a number of a workbook has for sure */
    GENERAL_WIDTH = 10, /* digits that the format General shows of a number with a fraction */
    MOST_DIGITS = 25    /* before the point: what is larger is shown as it is stored */
};

/* ---- numbers ---- */

static void add_number(struct buf *out, struct decimal d, const struct sheet_format *f)
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
    static const struct sheet_format plain = {.decimals = FORMAT_DIGITS, .optional = FORMAT_DIGITS};
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

bool sheet_number_show(const char *value, size_t n, const struct sheet_format *f, bool since_1904,
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
