/* Times of day and spans of days: two kinds of colons in one document, a morning after noon, a span
 * that ends before it begins. */
#include "proof/diag.def"
#include "proof/proof_int.h"

enum { PART_DIGITS = 2, FULL_COLON = 0xFF1A };

/* A time at a place: how it is written. */
struct found_time {
    size_t n; /* its characters */
    bool full;
};

/* 1：10 may be a proportion: hours at which nobody meets, or 比 close by, say so. */
static bool may_be_ratio(struct text t, size_t from, size_t to, int hour)
{
    enum { EARLIEST = 6, NEAR = 6 };
    bool ratio = hour < EARLIEST;
    for (size_t k = 1; k <= NEAR; k++)
        ratio =
            ratio || (from >= k && t.cp[from - k] == 0x6BD4) || char_at(t, to + k - 1) == 0x6BD4;
    return ratio;
}

static bool is_clock(uint32_t cp)
{
    return is_digit(cp) || cp == ':' || cp == FULL_COLON || cp == '.';
}

/* 9:00, 16：30 */
static bool time_at(struct text t, size_t i, struct found_time *out)
{
    enum { HOURS = 24, MINUTES = 60 };
    int hour, minute;
    if (i && is_clock(t.cp[i - 1]))
        return false;
    size_t n = number_at(t, i, PART_DIGITS, &hour), at = i + n + 1;
    uint32_t colon = char_at(t, i + n);
    if (!n || hour > HOURS || (colon != ':' && colon != FULL_COLON))
        return false;
    size_t m = number_at(t, at, PART_DIGITS, &minute);
    if (m != PART_DIGITS || minute >= MINUTES || is_clock(char_at(t, at + m)) ||
        may_be_ratio(t, i, at + m, hour))
        return false;
    *out = (struct found_time){at + m - i, colon == FULL_COLON};
    return true;
}

/* One finding a document, at the first time that is written otherwise than the first of all. */
void scan_times(const struct proof *p, struct text t)
{
    struct found_time f;
    for (size_t i = 0; i < t.n; i++) {
        if (!time_at(t, i, &f))
            continue;
        const char *text = part_utf8(p, t, i, i + f.n);
        struct time_form *first = p->time;
        if (!first->text) {
            *first = (struct time_form){.text = text, .full = f.full};
        } else if (f.full != first->full && !first->told) {
            diag(p->diags, DIAG_C050, text_pos(t, i), text, first->text);
            first->told = true;
        }
        i += f.n - 1;
    }
}

/* 上午16时 */
void scan_mornings(const struct proof *p, struct text t)
{
    enum { NOON = 12, HOURS = 24 };
    for (size_t i = 0; i < t.n; i++) {
        int hour;
        size_t n = starts_with(t, i, "上午"),
               digits = n ? number_at(t, i + n, PART_DIGITS, &hour) : 0;
        if (digits && hour > NOON && hour <= HOURS &&
            is_one_of(char_at(t, i + n + digits), "时点:："))
            diag(p->diags, DIAG_C057, text_pos(t, i), part_utf8(p, t, i, i + n + digits + 1));
    }
}

/* ---- spans ---- */

static size_t to_at(struct text t, size_t i)
{
    static const char *const words[] = {"至", "到", "—", "－"};
    size_t n = 0;
    for (size_t k = 0; k < sizeof words / sizeof *words && !n; k++)
        n = starts_with(t, i, words[k]);
    return n;
}

/* The end of a span from a day on: with what it leaves out taken from the day; its characters. */
static size_t end_at(struct text t, size_t i, const struct date *from, struct date *to)
{
    size_t n = date_found(t, i, to), digits;
    if (n) {
        to->year = to->year ? to->year : from->year;
        return n;
    }
    *to = *from;
    digits = number_at(t, i, PART_DIGITS, &to->day);
    return digits && starts_with(t, i + digits, "日") ? digits + 1 : 0;
}

/* 9月20日至10日, 2026年9月20日至8月10日; months without a year may run into the next. */
void scan_spans(const struct proof *p, struct text t)
{
    struct date from, to;
    for (size_t i = 0; i < t.n; i++) {
        size_t n = date_found(t, i, &from), word = n ? to_at(t, i + n) : 0;
        size_t end = word ? end_at(t, i + n + word, &from, &to) : 0;
        bool same_month = end && !from.year && from.month == to.month && !to.year;
        bool known = end && ((from.year && to.year) || same_month);
        if (known && date_compare(&to, &from) < 0)
            diag(p->diags, DIAG_C058, text_pos(t, i), part_utf8(p, t, i, i + n + word + end));
        i += n ? n - 1 : 0;
    }
}
