/*
 * Dates and times in running text: days that do not exist, weekdays that do not fit, deadlines that
 * are past, spans that end before they begin, years cut short, numerals of two kinds; two kinds of
 * colons in one document, a morning after noon.
 */
#include "value/date.h"
#include "proof/diag.def"
#include "proof/proof_int.h"

enum { YEAR_DIGITS = 4, SHORT_YEAR_DIGITS = 2, PART_DIGITS = 2, WEEK = 7 };

/* ---- days ---- */

/* M月D日 at i, and the year before it, else 0: its characters; 0: none. Padding is another check's.
 */
static size_t date_at(struct text t, size_t i, struct date *d)
{
    size_t at = i, n;
    *d = (struct date){0};
    if (i && utf8_is_digit(text_char(t, i - 1)))
        return 0;
    n = number_at(t, at, YEAR_DIGITS, &d->year);
    if (n == YEAR_DIGITS && text_word_at(t, at + n, "年"))
        at += n + 1;
    else
        d->year = 0;
    n = number_at(t, at, PART_DIGITS, &d->month);
    if (!n || !text_word_at(t, at + n, "月"))
        return 0;
    at += n + 1;
    n = number_at(t, at, PART_DIGITS, &d->day);
    return n && text_word_at(t, at + n, "日") ? at + n + 1 - i : 0;
}

static bool exists(const struct date *d)
{
    return d->day >= 1 && d->day <= date_month_days(d->year, d->month);
}

/* A deadline with its year, not long before the document; what follows 前 may speak of things past
 * (…日前建成的). */
static void check_deadline(const struct proof *p, struct text t, size_t i, size_t end,
                           const struct date *d)
{
    static const char *const before[] = {"前", "以前", "之前"};
    static const char *const past[] = {"的",   "已",   "出生", "建成", "形成", "发生",
                                       "取得", "参加", "成立", "登记", "注册", "入职",
                                       "退休", "印发", "发布", "施行", "签订", "完成"};
    const struct signature *s = p->doc->signature;
    size_t n = STARTS_WITH_ANY(t, end, before);
    if (n && s && d->year + 1 >= s->date.year && date_compare(*d, s->date) < 0 && d->year &&
        !STARTS_WITH_ANY(t, end + n, past))
        diag(p->diags, DIAG_C005, text_pos(t, i), part_utf8(p, t, i, end + n),
             date_text(p->doc->arena, s->date));
}

/* 星期三, 周三, bare or in brackets: the weekday, 0 Sunday; -1: none. */
static int weekday_at(struct text t, size_t i, uint32_t *name)
{
    static const char *const words[] = {"星期", "礼拜", "周"};
    static const char32_t days[] = U"日一二三四五六";
    i += utf8_is_one_of(text_char(t, i), U"（(");
    size_t n = STARTS_WITH_ANY(t, i, words);
    *name = n ? text_char(t, i + n) : 0;
    if (n && *name == U'天')
        return 0;
    for (int k = 0; n && k < WEEK; k++)
        if (*name == days[k])
            return k;
    return -1;
}

/* A date without a year is the document's, or next year's. */
static void check_weekday(const struct proof *p, struct text t, size_t i, size_t end, struct date d)
{
    static const char *const names[WEEK] = {"日", "一", "二", "三", "四", "五", "六"};
    const struct signature *s = p->doc->signature;
    uint32_t name;
    int weekday = weekday_at(t, end, &name);
    if (weekday < 0 || (!d.year && !s) || !exists(&d))
        return;
    struct date next = d;
    d.year = d.year ? d.year : s->date.year;
    next.year = next.year ? next.year : s->date.year + 1;
    if (!(exists(&d) && date_weekday(d) == weekday) &&
        !(exists(&next) && date_weekday(next) == weekday))
        diag(p->diags, DIAG_C007, text_pos(t, i), part_utf8(p, t, i, end), char_utf8(p, name),
             names[date_weekday(d)]);
}

/* 9月20日至10日, 2026年9月20日至8月10日; months without a year may run into the next. */
static void check_span(const struct proof *p, struct text t, size_t i, size_t end,
                       const struct date *from)
{
    static const char *const words[] = {"至", "到", "—", "－"};
    size_t at = end + STARTS_WITH_ANY(t, end, words), n;
    struct date to;
    if (at == end || !exists(from))
        return;
    n = date_at(t, at, &to);
    if (n && exists(&to)) {
        if (!to.year && !from->year && to.month != from->month)
            return;
        to.year = to.year ? to.year : from->year;
    } else {
        to = *from;
        n = number_at(t, at, PART_DIGITS, &to.day);
        n = n && text_word_at(t, at + n, "日") ? n + 1 : 0;
    }
    if (n && !from->year == !to.year && date_compare(to, *from) < 0)
        diag(p->diags, DIAG_C058, text_pos(t, i), part_utf8(p, t, i, at + n));
}

void proof_dates(const struct proof *p, struct text t)
{
    for (size_t i = 0; i < t.n; i++) {
        struct date d;
        size_t n = date_at(t, i, &d);
        if (!n)
            continue;
        if (!exists(&d))
            diag(p->diags, DIAG_C006, text_pos(t, i), part_utf8(p, t, i, i + n));
        else
            check_deadline(p, t, i, i + n, &d);
        check_weekday(p, t, i, i + n, d);
        check_span(p, t, i, i + n, &d);
        i += n - 1;
    }
}

/* ---- years and months ---- */

static size_t numerals_at(struct text t, size_t i)
{
    size_t n = 0;
    while (utf8_is_one_of(text_char(t, i + n), U"〇零一二三四五六七八九十"))
        n++;
    return n;
}

/* 26年底, but not 历时26年底蕴: years near ours alone. */
static bool is_year_end(struct text t, size_t i, int year)
{
    enum { FIRST = 20, LAST = 40 };
    return year >= FIRST && year <= LAST && utf8_is_one_of(text_char(t, i), U"底末") &&
           !utf8_is_one_of(text_char(t, i + 1), U"蕴气层色子线数牌部片");
}

/* What stands at i, behind no digit: 26年9月, 26年底; 2026年九月; 2026年13月, of which a whole date
 * is another check's. */
static void check_year(const struct proof *p, struct text t, size_t i)
{
    int year, month;
    size_t n = number_at(t, i, YEAR_DIGITS, &year), at = i + n + 1;
    if (!n || !text_word_at(t, i + n, "年"))
        return;
    size_t m = number_at(t, at, PART_DIGITS, &month), hanzi = numerals_at(t, at);
    bool is_month = m && text_word_at(t, at + m, "月");
    if (n == SHORT_YEAR_DIGITS && (is_month || is_year_end(t, at, year)))
        diag(p->diags, DIAG_C019, text_pos(t, i), part_utf8(p, t, i, i + n));
    if (n == YEAR_DIGITS && hanzi && text_word_at(t, at + hanzi, "月"))
        diag(p->diags, DIAG_C020, text_pos(t, i), part_utf8(p, t, i, at + hanzi + 1));
    if (n == YEAR_DIGITS && is_month && !utf8_is_digit(text_char(t, at + m + 1)) &&
        (month < 1 || month > DATE_MONTHS))
        diag(p->diags, DIAG_C006, text_pos(t, i), part_utf8(p, t, i, at + m + 1));
}

/* 二0二六年, 二○二六年, 二零二六年 */
static void check_zero(const struct proof *p, struct text t, size_t i)
{
    bool zero = false, all = text_word_at(t, i + YEAR_DIGITS, "年") > 0;
    for (size_t k = 0; k < YEAR_DIGITS && all; k++) {
        bool bad = utf8_is_one_of(t.cp[i + k], U"0０○O零");
        zero = zero || bad;
        all = bad || utf8_is_one_of(t.cp[i + k], U"〇一二三四五六七八九");
    }
    if (all && zero && utf8_is_one_of(t.cp[i], U"一二"))
        diag(p->diags, DIAG_C021, text_pos(t, i), part_utf8(p, t, i, i + YEAR_DIGITS));
}

void proof_years(const struct proof *p, struct text t)
{
    int month;
    for (size_t i = 0; i < t.n; i++) {
        bool digit = i && utf8_is_digit(t.cp[i - 1]);
        if (!digit)
            check_year(p, t, i);
        check_zero(p, t, i);
        /* 二〇二六年9月 */
        size_t n = digit || (i && numerals_at(t, i - 1)) ? 0 : numerals_at(t, i), at = i + n + 1;
        size_t m = n == YEAR_DIGITS && text_word_at(t, i + n, "年")
                       ? number_at(t, at, PART_DIGITS, &month)
                       : 0;
        if (m && text_word_at(t, at + m, "月"))
            diag(p->diags, DIAG_C020, text_pos(t, i), part_utf8(p, t, i, at + m + 1));
    }
}

/* 03月, 05日: a padded number before its unit. */
void proof_padding(const struct proof *p, struct text t)
{
    for (size_t i = 0; i + 2 < t.n; i++) {
        bool starts = t.cp[i] == '0' && utf8_is_digit(t.cp[i + 1]) && t.cp[i + 1] != '0' &&
                      !(i && (utf8_is_digit(t.cp[i - 1]) || t.cp[i - 1] == '.'));
        if (starts && utf8_is_one_of(t.cp[i + 2], U"月日"))
            diag(p->diags, DIAG_C010, text_pos(t, i), part_utf8(p, t, i, i + 3),
                 part_utf8(p, t, i + 1, i + 3));
    }
}

/* ---- times of day ---- */

enum { COLON = U'：', NOON = 12, HOURS = 24, MINUTES = 60 };

/* 1：10 may be a proportion: hours at which nobody meets, or 比 close by, say so. */
static bool may_be_ratio(struct text t, size_t from, size_t to, int hour)
{
    enum { EARLIEST = 6, NEAR = 6 };
    bool ratio = hour < EARLIEST;
    for (size_t k = 1; k <= NEAR; k++)
        ratio =
            ratio || (from >= k && t.cp[from - k] == U'比') || text_char(t, to + k - 1) == U'比';
    return ratio;
}

static bool is_clock(uint32_t cp)
{
    return utf8_is_digit(cp) || cp == ':' || cp == COLON || cp == '.';
}

/* 9:00, 16：30: its characters; 0: none. */
static size_t time_at(struct text t, size_t i, bool *full)
{
    int hour, minute;
    if (i && is_clock(t.cp[i - 1]))
        return 0;
    size_t n = number_at(t, i, PART_DIGITS, &hour), at = i + n + 1;
    *full = text_char(t, i + n) == COLON;
    if (!n || hour > HOURS || !(*full || text_char(t, i + n) == ':'))
        return 0;
    size_t m = number_at(t, at, PART_DIGITS, &minute);
    bool is_time = m == PART_DIGITS && minute < MINUTES && !is_clock(text_char(t, at + m)) &&
                   !may_be_ratio(t, i, at + m, hour);
    return is_time ? at + m - i : 0;
}

/* One finding a document, at the first time that is written otherwise than the first of all; and
 * 上午16时. */
void proof_times(const struct proof *p, struct text t)
{
    for (size_t i = 0; i < t.n; i++) {
        struct time_form *first = p->time;
        bool full;
        int hour;
        size_t n = time_at(t, i, &full), word = text_word_at(t, i, "上午");
        if (n && !first->text)
            *first = (struct time_form){.text = part_utf8(p, t, i, i + n), .full = full};
        if (n && full != first->full && !first->told) {
            diag(p->diags, DIAG_C050, text_pos(t, i), part_utf8(p, t, i, i + n), first->text);
            first->told = true;
        }
        size_t end = i + word, digits = word ? number_at(t, end, PART_DIGITS, &hour) : 0;
        if (digits && hour > NOON && hour <= HOURS &&
            utf8_is_one_of(text_char(t, end + digits), U"时点:："))
            diag(p->diags, DIAG_C057, text_pos(t, i), part_utf8(p, t, i, end + digits + 1));
    }
}
