/*
 * Deadlines: what a date or a phrase covers, by the table of deadline.def, and how it is printed.
 * A phrase without a year means the year of the document. What is not understood is printed as it
 * stands.
 */
#include <uchar.h>

#include "base/buf.h"
#include "base/diag.def"
#include "base/utf8.h"
#include "resolve/diag.def"
#include "resolve/resolve_int.h"
#include "value/date.h"

enum { HALF_MONTHS = 6, QUARTER_MONTHS = 3, MONTH_DAYS = 31 };

/* What the letters of a pattern mean. */
enum field { YEAR, MONTH, DAY, END_YEAR, END_MONTH, END_DAY, PART, BEFORE, HALF, QUARTER, NEXT };
enum { FIELDS = NEXT + 1 };

enum span {
    SPAN_DATES,
    SPAN_SINCE,
    SPAN_HALF,
    SPAN_QUARTER,
    SPAN_YEAR,
    SPAN_NOTHING, /* no date at all */
};

struct deadline_form {
    const char32_t *pattern;
    enum span span;
    bool lasting, printed;
};

static const struct deadline_form forms[] = {
#define DEADLINE_FORM(pattern, span, lasting, printed) {pattern, SPAN_##span, lasting, printed},
#include "resolve/deadline.def"
};

static const struct deadline_word {
    char32_t letter;
    const char32_t *word;
    int value;
} words[] = {
#define DEADLINE_WORD(letter, word, value) {letter, word, value},
#include "resolve/deadline.def"
};

static const struct figure {
    char32_t letter;
    size_t least, most; /* digits */
    enum field field;
} figures[] = {
    {'Y', 4, 4, YEAR},     {'M', 1, 2, MONTH},     {'D', 1, 2, DAY},
    {'y', 4, 4, END_YEAR}, {'m', 1, 2, END_MONTH}, {'d', 1, 2, END_DAY},
};

/* The letters of words whose value matters. */
static const struct {
    char32_t letter;
    enum field field;
} word_fields[] = {{'T', PART}, {'B', BEFORE}, {'H', HALF}, {'Q', QUARTER}, {'N', NEXT}};

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct match {
    struct text t;
    size_t i;
    int value[FIELDS];
    bool serial; /* a date as a day's number */
};

/* ---- fitting a pattern ---- */

/* One of a letter's words, the first that stands here. *known: the letter has words. */
static bool fit_word(struct match *m, char32_t letter, bool *known)
{
    *known = false;
    for (size_t k = 0; k < COUNT(words); k++) {
        const char32_t *word = words[k].word;
        size_t n = 0;
        if (words[k].letter != letter)
            continue;
        *known = true;
        while (word[n] && m->i + n < m->t.n && m->t.cp[m->i + n] == word[n])
            n++;
        if (word[n])
            continue;
        for (size_t f = 0; f < COUNT(word_fields); f++)
            if (word_fields[f].letter == letter)
                m->value[word_fields[f].field] = words[k].value;
        m->i += n;
        return true;
    }
    return false;
}

/* A letter of the pattern, or a character that stands for itself. */
static bool fit_one(struct match *m, char32_t letter)
{
    bool known;
    for (size_t k = 0; k < COUNT(figures); k++) {
        const struct figure *figure = &figures[k];
        if (figure->letter != letter)
            continue;
        size_t n = number_digits(m->t, m->i, figure->most, &m->value[figure->field]);
        m->i += n;
        return n >= figure->least;
    }
    if (fit_word(m, letter, &known))
        return true;
    if (letter == '*')
        m->i = m->t.n;
    else if (known || m->i >= m->t.n || m->t.cp[m->i++] != letter)
        return false;
    return true;
}

/* What stands in [ ] may be missing. */
static bool fit_pattern(struct match *m, const char32_t *p)
{
    while (*p) {
        if (*p != '[') {
            if (!fit_one(m, *p++))
                return false;
            continue;
        }
        struct match before = *m;
        bool fits = true;
        for (p++; *p != ']'; p++)
            fits = fits && fit_one(m, *p);
        if (!fits)
            *m = before;
        p++;
    }
    return m->i == m->t.n;
}

/* Of the table, or a date or a month in a way that other rooms take too. */
static const struct deadline_form *find_form(struct text t, struct match *m)
{
    static const struct deadline_form date_form = {.span = SPAN_DATES, .printed = true};
    struct date date;
    for (size_t k = 0; k < COUNT(forms); k++) {
        *m = (struct match){.t = t};
        if (fit_pattern(m, forms[k].pattern))
            return &forms[k];
    }
    *m = (struct match){.t = t};
    enum date_spelling spelling = date_read(t, &date);
    if (!spelling || !date.month)
        return NULL;
    m->serial = spelling == DATE_SERIAL;
    m->value[YEAR] = date.year;
    m->value[MONTH] = date.month;
    m->value[DAY] = date.day;
    return &date_form;
}

/* ---- dates ---- */

struct date resolve_issue_date(const struct document *doc)
{
    if (doc->signature && doc->signature->date.year)
        return doc->signature->date;
    return doc->imprint ? doc->imprint->date : (struct date){0};
}

/* The parts of the end that are not written are those of the start; 11月—3月 ends a year later. */
static void span_dates(int v[FIELDS])
{
    int day = v[END_DAY] ? v[END_DAY] : v[PART];
    if (!v[END_MONTH] && v[END_DAY])
        v[END_MONTH] = v[MONTH];
    if (!v[END_YEAR])
        v[END_YEAR] = v[YEAR] + (v[YEAR] && (v[NEXT] || (v[END_MONTH] && v[END_MONTH] < v[MONTH])));
    if (!v[END_MONTH]) {
        v[END_MONTH] = v[MONTH];
        v[END_DAY] = v[DAY];
    }
    if (!v[END_DAY])
        v[END_DAY] = day;
    if (!v[DAY])
        v[DAY] = 1;
    bool month = v[END_MONTH] >= 1 && v[END_MONTH] <= DATE_MONTHS;
    int last = month ? date_month_days(v[END_YEAR], v[END_MONTH]) : MONTH_DAYS;
    if (!v[END_DAY] || (v[PART] && v[END_DAY] > last))
        v[END_DAY] = last;
}

/* The n-th of the year's parts of so many months. */
static void span_months(int v[FIELDS], int n, int months)
{
    v[MONTH] = (n - 1) * months + 1;
    v[END_MONTH] = n * months;
    v[DAY] = 1;
    if (!v[END_YEAR])
        v[END_YEAR] = v[YEAR];
    v[END_DAY] = date_month_days(v[END_YEAR], v[END_MONTH]);
}

static void span_values(enum span span, int v[FIELDS])
{
    if (span == SPAN_HALF)
        span_months(v, v[HALF], HALF_MONTHS);
    else if (span == SPAN_QUARTER)
        span_months(v, v[QUARTER], QUARTER_MONTHS);
    else if (span == SPAN_YEAR)
        span_months(v, 1, DATE_MONTHS);
    else
        span_dates(v);
}

/* ---- the printed form ---- */

/* 2026年10月31日 for 2026-10-31. */
static struct text printed_dates(struct resolver *r, struct text t, const int v[FIELDS])
{
    struct buf b = {0};
    int dates = v[END_MONTH] ? 2 : 1;
    for (int i = 0; i < dates; i++) {
        const int *date = v + (i ? END_YEAR : YEAR);
        buf_printf(&b, "%s%d年%d月", i ? "—" : "", date[0], date[1]);
        if (date[2])
            buf_printf(&b, "%d日", date[2]);
    }
    struct text printed = text_from_utf8(r->arena, b.p, text_pos(t, 0));
    buf_drop(&b);
    return printed;
}

/* 3—11月 for 3-11月: the dash of ranges (GB/T 15834 4.13). */
static struct text printed_phrase(struct resolver *r, struct text t)
{
    enum { EM_DASH = 0x2014 };
    struct text_builder b = {.arena = r->arena, .src = t.src};
    for (size_t i = 0; i < t.n; i++) {
        bool dash = t.cp[i] == '-' || t.cp[i] == '~' || t.cp[i] == 0x2013 || t.cp[i] == 0xFF5E;
        text_add(&b, dash ? EM_DASH : t.cp[i], t.at[i]);
    }
    return text_done(&b);
}

/* ---- findings ---- */

static bool check_values(struct resolver *r, const struct deadline *d, const int v[FIELDS])
{
    enum { LEAP_YEAR = 2000, LEAPS = 4 }; /* 29 February is a day of some year */
    int year = v[YEAR] ? v[YEAR] : LEAP_YEAR;
    int end_year = v[END_YEAR] ? v[END_YEAR] : LEAP_YEAR + LEAPS * (v[END_MONTH] < v[MONTH]);
    bool possible = v[DAY] >= 1 && v[DAY] <= date_month_days(year, v[MONTH]) && v[END_DAY] >= 1 &&
                    v[END_DAY] <= date_month_days(end_year, v[END_MONTH]);
    if (possible && date_compare((struct date){year, v[MONTH], v[DAY], {0}},
                                 (struct date){end_year, v[END_MONTH], v[END_DAY], {0}}) <= 0)
        return true;
    diag(r->diags, possible ? DIAG_R031 : DIAG_R030, text_pos(d->text, 0),
         text_utf8(r->arena, d->text));
    r->failed = true;
    return false;
}

/* A phrase with figures looks like a date: its author would expect it to be sorted and checked. A
 * figure alone is a date whose cell lost its format (46326), or its last zero (2026.1). */
static void report_unknown(struct resolver *r, const struct deadline *d, struct text key)
{
    size_t digits = 0, points = 0;
    for (size_t i = 0; i < key.n; i++) {
        digits += utf8_is_digit(key.cp[i]);
        points += key.cp[i] == '.';
    }
    const struct diag_code *code = digits + points == key.n ? DIAG_R053 : DIAG_R034;
    if (digits)
        diag(r->diags, code, text_pos(d->text, 0), text_utf8(r->arena, d->text));
}

/* A deadline may be a list: 4月、9月. A part without a year has that of the one before. */
struct deadline_reading {
    struct resolver *r;
    struct deadline *d;
    int year;
    struct text_builder printed;
};

/* False: the part cannot be, which is reported. */
static bool read_part(struct deadline_reading *reading, const struct deadline_form *form,
                      struct match *m)
{
    struct resolver *r = reading->r;
    struct deadline *d = reading->d;
    struct pos pos = text_pos(d->text, 0);
    int *v = m->value;
    bool first = !reading->printed.cp.n;
    d->lasting = d->lasting || form->lasting;
    list_add(&reading->printed,
             form->printed ? printed_dates(r, m->t, v) : printed_phrase(r, m->t));
    if (form->span == SPAN_NOTHING)
        return true;
    if (!v[YEAR])
        v[YEAR] = reading->year;
    span_values(form->span, v);
    if (!check_values(r, d, v))
        return false;
    struct date start = {v[YEAR], v[MONTH], v[DAY], pos};
    if (m->serial)
        diag(r->diags, DIAG_D010, text_pos(m->t, 0), text_utf8(r->arena, m->t),
             date_text(r->arena, start));
    if (first && !v[BEFORE])
        d->first = start;
    d->last = (struct date){0};
    if (form->span != SPAN_SINCE)
        d->last = (struct date){v[END_YEAR], v[END_MONTH], v[END_DAY], pos};
    reading->year = v[END_YEAR];
    return true;
}

void resolve_deadline(struct resolver *r, struct deadline *d)
{
    struct date issue = resolve_issue_date(r->doc);
    struct deadline_reading reading = {
        .r = r, .d = d, .year = issue.year, .printed = {.arena = r->arena}};
    struct text key = name_key(r->arena, d->text);
    struct text part;
    d->printed = d->text;
    for (size_t at = 0; list_next(key, LIST_CELL, &at, &part);) {
        struct match m;
        const struct deadline_form *form = find_form(part, &m);
        if (!form) {
            report_unknown(r, d, key);
            d->first = d->last = (struct date){0};
            d->lasting = false;
            return;
        }
        if (!read_part(&reading, form, &m))
            return;
    }
    if (issue.year && d->last.year && date_compare(d->last, issue) < 0)
        diag(r->diags, DIAG_R032, text_pos(d->text, 0), text_utf8(r->arena, d->text),
             date_text(r->arena, issue));
    if (reading.printed.cp.n)
        d->printed = text_done(&reading.printed);
}
