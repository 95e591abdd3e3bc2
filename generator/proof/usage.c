/* Forms that have a right and a wrong: numbers of sections typed by hand, 截止 for 截至, quotes
 * within quotes, square metres. */
#include "base/utf8.h"
#include "proof/diag.def"
#include "proof/proof_int.h"

/* ---- numbers of sections ---- */

/* The head of a paragraph, or of a clause after a full stop. */
static bool is_head(struct text t, size_t i)
{
    return i == 0 || is_one_of(t.cp[i - 1], "。；：");
}

static size_t numerals_at(struct text t, size_t i)
{
    enum { MOST = 3 };
    size_t n = 0;
    while (n < MOST && is_one_of(char_at(t, i + n), "一二三四五六七八九十"))
        n++;
    return n;
}

static size_t digits_at(struct text t, size_t i)
{
    enum { MOST = 2 };
    int value;
    return number_at(t, i, MOST, &value);
}

/* （一）、 and （1）、: how many characters; 0: no such number. */
static size_t bracketed_number(struct text t, size_t i)
{
    size_t open = is_one_of(char_at(t, i), "（("), n = open ? numerals_at(t, i + 1) : 0;
    n = n || !open ? n : digits_at(t, i + 1);
    if (!n || !is_one_of(char_at(t, i + 1 + n), "）)"))
        return 0;
    return is_one_of(char_at(t, i + n + 2), "、，.．") ? n + 3 : 0;
}

/* 1、认真 and 一.认真: a wrong mark behind the number. 7、8月 is a list, 一．五 a decimal. */
static size_t marked_number(struct text t, size_t i)
{
    size_t digits = digits_at(t, i), hanzi = digits ? 0 : numerals_at(t, i), n = digits + hanzi;
    if (!n || !is_one_of(char_at(t, i + n), digits ? "、" : ".．"))
        return 0;
    uint32_t next = char_at(t, i + n + 1);
    bool word = utf8_is_han(next) && !is_one_of(next, "一二三四五六七八九十百千万亿两");
    return word ? n + 1 : 0;
}

size_t wrong_number_at(struct text t, size_t i)
{
    size_t n = is_head(t, i) ? bracketed_number(t, i) : 0;
    return n || i ? n : marked_number(t, i);
}

void scan_section_numbers(const struct proof *p, struct text t)
{
    for (size_t i = 0; i < t.n; i++) {
        size_t n = wrong_number_at(t, i);
        if (n)
            diag(p->diags, DIAG_C056, text_pos(t, i), part_utf8(p, t, i, i + n));
    }
}

/* ---- 截止 ---- */

/* 截止 is where something ends (报名截止); until a day is 截至. */
void scan_until(const struct proof *p, struct text t)
{
    static const char *const days[] = {"上月", "本月", "今年", "去年", "上年", "年底", "月底"};
    for (size_t i = 0; i < t.n; i++) {
        size_t n = starts_with(t, i, "截止");
        if (!n || (i && !is_one_of(t.cp[i - 1], "，。；、（")))
            continue;
        int value;
        size_t digits = number_at(t, i + n, 4, &value);
        bool day = digits && is_one_of(char_at(t, i + n + digits), "年月");
        for (size_t k = 0; k < sizeof days / sizeof *days; k++)
            day = day || starts_with(t, i + n, days[k]);
        if (day)
            diag(p->diags, DIAG_C055, text_pos(t, i), NULL);
    }
}

/* ---- quotes ---- */

enum { OPEN = 0x201C, CLOSE = 0x201D, INNER_OPEN = 0x2018, INNER_CLOSE = 0x2019 };

/* Quotes that pair; of those that do not, another check tells. */
static bool are_paired(struct text t)
{
    int depth = 0;
    for (size_t i = 0; i < t.n && depth >= 0; i++)
        depth += (t.cp[i] == OPEN) - (t.cp[i] == CLOSE);
    return depth == 0;
}

/* “ within “, and ‘ that is within none and closed by ’ (an apostrophe is neither). */
void scan_quotes(const struct proof *p, struct text t)
{
    int depth = 0;
    if (!are_paired(t))
        return;
    for (size_t i = 0; i < t.n; i++) {
        bool han = utf8_is_han(char_at(t, i + 1));
        if (t.cp[i] == OPEN && depth > 0)
            diag(p->diags, DIAG_C053, text_pos(t, i), NULL);
        else if (t.cp[i] == INNER_OPEN && depth == 0 && han)
            diag(p->diags, DIAG_C052, text_pos(t, i), NULL);
        depth += (t.cp[i] == OPEN) - (t.cp[i] == CLOSE);
    }
}

/* ---- units ---- */

static bool is_latin(uint32_t cp)
{
    return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') || is_digit(cp);
}

/* 120m2 */
void scan_units(const struct proof *p, struct text t)
{
    static const char *const units[][2] = {{"km2", "平方公里"},
                                           {"m2", "平方米"},
                                           {"m3", "立方米"},
                                           {"M2", "平方米"},
                                           {"M3", "立方米"}};
    for (size_t i = 1; i < t.n; i++)
        for (size_t k = 0; is_digit(t.cp[i - 1]) && k < sizeof units / sizeof *units; k++) {
            size_t n = starts_with(t, i, units[k][0]);
            if (n && !is_latin(char_at(t, i + n)))
                diag(p->diags, DIAG_C054, text_pos(t, i), units[k][0], units[k][1]);
        }
}
