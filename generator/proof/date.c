/* Dates in running text: days that do not exist, weekdays that do not fit, deadlines that are
 * past, years cut short, numerals of two kinds. */
#include <string.h>

#include "base/calendar.h"
#include "proof/diag.def"
#include "proof/proof_int.h"

enum { YEAR_DIGITS = 4, SHORT_YEAR_DIGITS = 2, PART_DIGITS = 2, WEEK = 7 };

/* A date at a place: year 0 when it gives none. n: its characters. */
struct found_date {
    struct date date;
    size_t n;
};

/* Sakamoto's rule: 0 is Sunday. */
static int weekday_of(const struct date *d)
{
    static const int shift[CALENDAR_MONTHS] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    int y = d->month < 3 ? d->year - 1 : d->year;
    return (y + y / 4 - y / 100 + y / 400 + shift[d->month - 1] + d->day) % WEEK;
}

/* M月D日, and the year before it. Padding is another check's. */
static bool date_at(struct text t, size_t i, struct found_date *out)
{
    size_t at = i, n;
    *out = (struct found_date){0};
    if (i && is_digit(char_at(t, i - 1)))
        return false;
    n = number_at(t, at, YEAR_DIGITS, &out->date.year);
    if (n == YEAR_DIGITS && starts_with(t, at + n, "年"))
        at += n + 1;
    else
        out->date.year = 0;
    n = number_at(t, at, PART_DIGITS, &out->date.month);
    if (!n || !starts_with(t, at + n, "月"))
        return false;
    at += n + 1;
    n = number_at(t, at, PART_DIGITS, &out->date.day);
    if (!n || !starts_with(t, at + n, "日"))
        return false;
    out->n = at + n + 1 - i;
    return true;
}

static bool exists(const struct date *d)
{
    return d->day >= 1 && d->day <= calendar_days(d->year, d->month);
}

size_t date_found(struct text t, size_t i, struct date *out)
{
    struct found_date f;
    bool found = date_at(t, i, &f) && exists(&f.date);
    *out = f.date;
    return found ? f.n : 0;
}

int date_compare(const struct date *a, const struct date *b)
{
    if (a->year != b->year)
        return a->year < b->year ? -1 : 1;
    if (a->month != b->month)
        return a->month < b->month ? -1 : 1;
    return (a->day > b->day) - (a->day < b->day);
}

const char *date_utf8(const struct proof *p, const struct date *d)
{
    return arena_printf(p->doc->arena, "%d年%d月%d日", d->year, d->month, d->day);
}

/* What follows 前 when it speaks of things past (…日前建成的), not of a deadline. */
static bool is_past(struct text t, size_t i)
{
    static const char *const past[] = {"的",   "已",   "出生", "建成", "形成", "发生",
                                       "取得", "参加", "成立", "登记", "注册", "入职",
                                       "退休", "印发", "发布", "施行", "签订", "完成"};
    for (size_t k = 0; k < sizeof past / sizeof *past; k++)
        if (starts_with(t, i, past[k]))
            return true;
    return false;
}

/* A deadline with its year, not long before the document. */
static void check_deadline(const struct proof *p, struct text t, size_t i,
                           const struct found_date *f)
{
    const struct signature *s = p->doc->signature;
    size_t end = i + f->n, n = starts_with(t, end, "前");
    n = n ? n : starts_with(t, end, "以前");
    n = n ? n : starts_with(t, end, "之前");
    if (!n || !s || !f->date.year || is_past(t, end + n))
        return;
    bool near = f->date.year + 1 >= s->date.year;
    if (near && date_compare(&f->date, &s->date) < 0)
        diag(p->diags, DIAG_C005, text_pos(t, i), part_utf8(p, t, i, end + n),
             date_utf8(p, &s->date));
}

void scan_dates(const struct proof *p, struct text t)
{
    struct found_date f;
    for (size_t i = 0; i < t.n; i++) {
        if (!date_at(t, i, &f))
            continue;
        if (!exists(&f.date))
            diag(p->diags, DIAG_C006, text_pos(t, i), part_utf8(p, t, i, i + f.n));
        else
            check_deadline(p, t, i, &f);
        i += f.n - 1;
    }
}

/* 星期三, 周三, bare or in brackets: the weekday, 0 Sunday; -1: none. */
static int weekday_at(struct text t, size_t i, uint32_t *name)
{
    static const char *const words[] = {"星期", "礼拜", "周"};
    static const uint32_t days[WEEK] = {0x65E5, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D};
    i += is_one_of(char_at(t, i), "（(");
    size_t n = 0;
    for (size_t k = 0; k < sizeof words / sizeof *words && !n; k++)
        n = starts_with(t, i, words[k]);
    *name = n ? char_at(t, i + n) : 0;
    if (n && *name == 0x5929) /* 天 */
        return 0;
    for (int k = 0; n && k < WEEK; k++)
        if (*name == days[k])
            return k;
    return -1;
}

/* A date without a year is the document's, or next year's. */
static bool weekday_fits(const struct proof *p, struct date d, int weekday)
{
    if (d.year)
        return weekday_of(&d) == weekday;
    d.year = p->doc->signature->date.year;
    bool now = exists(&d) && weekday_of(&d) == weekday;
    d.year++;
    return now || (exists(&d) && weekday_of(&d) == weekday);
}

void scan_weekdays(const struct proof *p, struct text t)
{
    static const char *const names[WEEK] = {"日", "一", "二", "三", "四", "五", "六"};
    struct found_date f;
    for (size_t i = 0; i < t.n; i++) {
        if (!date_at(t, i, &f))
            continue;
        uint32_t name;
        int weekday = weekday_at(t, i + f.n, &name);
        struct date d = f.date;
        bool known = d.year || p->doc->signature;
        if (weekday >= 0 && known && exists(&d) && !weekday_fits(p, d, weekday)) {
            d.year = d.year ? d.year : p->doc->signature->date.year;
            diag(p->diags, DIAG_C007, text_pos(t, i), part_utf8(p, t, i, i + f.n),
                 char_utf8(p, name), names[weekday_of(&d)]);
        }
        i += f.n - 1;
    }
}

/* 2026年13月 */
void scan_months(const struct proof *p, struct text t)
{
    int year, month;
    for (size_t i = 0; i < t.n; i++) {
        bool inside = i && is_digit(t.cp[i - 1]);
        size_t n = inside ? 0 : number_at(t, i, YEAR_DIGITS, &year), at = i + n + 1;
        size_t m = n == YEAR_DIGITS && starts_with(t, i + n, "年")
                       ? number_at(t, at, PART_DIGITS, &month)
                       : 0;
        bool day = is_digit(char_at(t, at + m + 1)); /* of a whole date tells another check */
        if (m && starts_with(t, at + m, "月") && !day && (month < 1 || month > CALENDAR_MONTHS))
            diag(p->diags, DIAG_C006, text_pos(t, i), part_utf8(p, t, i, at + m + 1));
    }
}

/* 26年底, but not 历时26年底蕴: years near ours alone. */
static bool is_year_end(struct text t, size_t i, int year)
{
    enum { FIRST = 20, LAST = 40 };
    return year >= FIRST && year <= LAST && is_one_of(char_at(t, i), "底末") &&
           !is_one_of(char_at(t, i + 1), "蕴层气色子线数牌部片");
}

/* 26年9月, 26年底 */
void scan_short_years(const struct proof *p, struct text t)
{
    int year, month;
    for (size_t i = 0; i < t.n; i++) {
        bool inside = i && is_digit(t.cp[i - 1]);
        size_t n = inside ? 0 : number_at(t, i, YEAR_DIGITS, &year);
        if (n != SHORT_YEAR_DIGITS || !starts_with(t, i + n, "年"))
            continue;
        size_t m = number_at(t, i + n + 1, PART_DIGITS, &month);
        if ((m && starts_with(t, i + n + 1 + m, "月")) || is_year_end(t, i + n + 1, year))
            diag(p->diags, DIAG_C019, text_pos(t, i), part_utf8(p, t, i, i + n));
    }
}

static bool is_numeral(uint32_t cp)
{
    return is_one_of(cp, "〇零一二三四五六七八九十");
}

static size_t numerals_at(struct text t, size_t i)
{
    size_t n = 0;
    while (is_numeral(char_at(t, i + n)))
        n++;
    return n;
}

/* 二〇二六年9月, 2026年九月 */
void scan_mixed_dates(const struct proof *p, struct text t)
{
    int value;
    for (size_t i = 0; i < t.n; i++) {
        bool inside = i && (is_digit(t.cp[i - 1]) || is_numeral(t.cp[i - 1]));
        size_t digits = inside ? 0 : number_at(t, i, YEAR_DIGITS, &value);
        size_t hanzi = inside ? 0 : numerals_at(t, i), year = digits ? digits : hanzi;
        if (year != YEAR_DIGITS || !starts_with(t, i + year, "年"))
            continue;
        size_t at = i + year + 1;
        size_t month = digits ? numerals_at(t, at) : number_at(t, at, PART_DIGITS, &value);
        if (month && starts_with(t, at + month, "月"))
            diag(p->diags, DIAG_C020, text_pos(t, i), part_utf8(p, t, i, at + month + 1));
    }
}

/* 二0二六年, 二○二六年, 二零二六年 */
void scan_zero_years(const struct proof *p, struct text t)
{
    for (size_t i = 0; i + YEAR_DIGITS < t.n; i++) {
        bool zero = false, all = starts_with(t, i + YEAR_DIGITS, "年") > 0;
        for (size_t k = 0; k < YEAR_DIGITS; k++) {
            bool bad = is_one_of(t.cp[i + k], "0０○O零");
            zero = zero || bad;
            all = all && (bad || is_one_of(t.cp[i + k], "〇一二三四五六七八九"));
        }
        if (all && zero && is_one_of(t.cp[i], "一二"))
            diag(p->diags, DIAG_C021, text_pos(t, i), part_utf8(p, t, i, i + YEAR_DIGITS));
    }
}

/* 03月, 05日: a padded number before its unit. */
void scan_padding(const struct proof *p, struct text t)
{
    for (size_t i = 0; i + 2 < t.n; i++) {
        bool starts = t.cp[i] == '0' && is_digit(t.cp[i + 1]) && t.cp[i + 1] != '0';
        if (!starts || (i && (is_digit(t.cp[i - 1]) || t.cp[i - 1] == '.')))
            continue;
        if (is_one_of(t.cp[i + 2], "月日"))
            diag(p->diags, DIAG_C010, text_pos(t, i), part_utf8(p, t, i, i + 3),
                 part_utf8(p, t, i + 1, i + 3));
    }
}
