/* Numbers in running text: series with gaps, attachments mentioned, numbers of documents. */
#include <string.h>

#include "base/utf8.h"
#include "proof/diag.def"
#include "proof/proof_int.h"

static const char *const numerals[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
enum { NUMERALS = sizeof numerals / sizeof *numerals };

/* Numbers that a writer types in a paragraph: 一是 …, （一） …, 第一， … */
static const struct series {
    const char *before, *after;
} series[] = {{"", "是"}, {"", "要"}, {"（", "）"}, {"第", "，"}, {"其", "，"}};

/* A series' number stands at the head of a clause. */
static bool may_start(struct text t, size_t i)
{
    return i == 0 || is_one_of(t.cp[i - 1], "。；：，！？:;,— ”");
}

/* Which of a series stands at i: 1 …, 0: none. */
static int member_at(struct text t, size_t i, const struct series *s)
{
    size_t before = starts_with(t, i, s->before);
    if (!may_start(t, i) || (*s->before && !before))
        return 0;
    for (int k = 0; k < NUMERALS; k++)
        if (starts_with(t, i + before, numerals[k]) && starts_with(t, i + before + 1, s->after))
            return k + 1;
    return 0;
}

static const char *name_of(const struct proof *p, const struct series *s, int number)
{
    return arena_printf(p->doc->arena, "%s%s%s", s->before, numerals[number - 1], s->after);
}

static void scan_one_series(const struct proof *p, struct text t, const struct series *s)
{
    int last = 0;
    for (size_t i = 0; i < t.n; i++) {
        int k = member_at(t, i, s);
        if (last && k > 1 && k != last + 1 && last < NUMERALS)
            diag(p->diags, DIAG_C002, text_pos(t, i), name_of(p, s, last), name_of(p, s, k),
                 name_of(p, s, last + 1));
        if (k == 1 || (k && last)) /* a series begins with its first */
            last = k;
    }
}

void scan_series(const struct proof *p, struct text t)
{
    for (size_t k = 0; k < sizeof series / sizeof *series; k++)
        scan_one_series(p, t, &series[k]);
}

/* 见附件3 */
void scan_mentions(const struct proof *p, struct text t)
{
    enum { MOST = 3 };
    for (size_t i = 0; i < t.n; i++) {
        size_t n = starts_with(t, i, "见附件");
        int number;
        size_t digits = n ? number_at(t, i + n, MOST, &number) : 0;
        if (digits && ((size_t)number > p->attachments || number == 0))
            diag(p->diags, DIAG_C003, text_pos(t, i + 1), part_utf8(p, t, i + n, i + n + digits));
    }
}

/* A year in a bracket of a kind, with 号 behind the serial number: its length; 0: none. */
static size_t bracketed_year(struct text t, size_t i, const char *open, const char *close)
{
    enum { YEAR = 4 };
    int year;
    if (!starts_with(t, i, open) || number_at(t, i + 1, YEAR, &year) != YEAR)
        return 0;
    return starts_with(t, i + 1 + YEAR, close) ? YEAR + 2 : 0;
}

/* A serial number and its 号, behind a 第 perhaps: its length. */
static size_t serial_at(struct text t, size_t i)
{
    enum { MOST = 5 };
    int number;
    size_t skipped = starts_with(t, i, "第"), n = number_at(t, i + skipped, MOST, &number);
    return n && starts_with(t, i + skipped + n, "号") ? skipped + n + 1 : 0;
}

void scan_number_brackets(const struct proof *p, struct text t)
{
    static const char *const pairs[][2] = {
        {"[", "]"}, {"【", "】"}, {"(", ")"}, {"（", "）"}, {"［", "］"}};
    for (size_t i = 0; i < t.n; i++)
        for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++) {
            size_t n = bracketed_year(t, i, pairs[k][0], pairs[k][1]), m;
            if (n && (m = serial_at(t, i + n)))
                diag(p->diags, DIAG_C008, text_pos(t, i), part_utf8(p, t, i, i + n + m));
        }
}

/* 〔2026〕第10号, 〔2026〕012号 */
void scan_serials(const struct proof *p, struct text t)
{
    for (size_t i = 0; i < t.n; i++) {
        size_t n = bracketed_year(t, i, "〔", "〕"), m = n ? serial_at(t, i + n) : 0;
        if (!m)
            continue;
        size_t at = i + n;
        if (starts_with(t, at, "第"))
            diag(p->diags, DIAG_C009, text_pos(t, at), NULL);
        size_t digits = at + starts_with(t, at, "第"), end = at + m, first = digits;
        while (char_at(t, first) == '0')
            first++;
        if (first > digits && is_digit(char_at(t, first)))
            diag(p->diags, DIAG_C010, text_pos(t, digits), part_utf8(p, t, digits, end),
                 part_utf8(p, t, first, end));
    }
}
