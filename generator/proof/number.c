/* Numbers in running text: series with gaps, attachments mentioned, numbers of documents, of
 * sections typed by hand, and square metres. */
#include "proof/diag.def"
#include "proof/proof_int.h"

/* ---- series ---- */

static const char *const numerals[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
enum { NUMERALS = sizeof numerals / sizeof *numerals };

/* Numbers that a writer types in a paragraph: 一是 …, （一） …, 第一， … */
static const struct series {
    const char *before, *after;
} series[] = {{"", "是"}, {"", "要"}, {"（", "）"}, {"第", "，"}, {"其", "，"}};

/* Which of a series stands at i, at the head of a clause: 1 …, 0: none. */
static int member_at(struct text t, size_t i, const struct series *s)
{
    size_t before = text_word_at(t, i, s->before);
    if ((i && !utf8_is_one_of(t.cp[i - 1], U"。；：，！？:;,— ”")) || (*s->before && !before))
        return 0;
    for (int k = 0; k < NUMERALS; k++)
        if (text_word_at(t, i + before, numerals[k]) && text_word_at(t, i + before + 1, s->after))
            return k + 1;
    return 0;
}

static const char *name_of(const struct proof *p, const struct series *s, int number)
{
    return arena_printf(p->doc->arena, "%s%s%s", s->before, numerals[number - 1], s->after);
}

void proof_series(const struct proof *p, struct text t)
{
    for (const struct series *s = series; s < series + sizeof series / sizeof *series; s++) {
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
}

/* ---- attachments, documents ---- */

/* 见附件3 */
void proof_mentions(const struct proof *p, struct text t)
{
    enum { MOST = 3 };
    for (size_t i = 0; i < t.n; i++) {
        size_t n = text_word_at(t, i, "见附件");
        int number;
        size_t digits = n ? number_at(t, i + n, MOST, &number) : 0;
        if (digits && ((size_t)number > p->attachments || number == 0))
            diag(p->diags, DIAG_C003, text_pos(t, i + 1), part_utf8(p, t, i + n, i + n + digits));
    }
}

/* A year in brackets and a serial number with its 号, behind a 第 perhaps. */
struct document_number {
    size_t serial, digits, end; /* where they begin, and where all ends */
    bool right;                 /* the brackets */
};

static bool document_number_at(struct text t, size_t i, struct document_number *out)
{
    static const char *const pairs[][2] = {{"〔", "〕"}, {"[", "]"},   {"【", "】"},
                                           {"(", ")"},   {"（", "）"}, {"［", "］"}};
    enum { YEAR = 4, MOST = 5 };
    int number;
    for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++) {
        if (!text_word_at(t, i, pairs[k][0]) || number_at(t, i + 1, YEAR, &number) != YEAR ||
            !text_word_at(t, i + 1 + YEAR, pairs[k][1]))
            continue;
        out->right = k == 0;
        out->serial = i + YEAR + 2;
        out->digits = out->serial + text_word_at(t, out->serial, "第");
        size_t n = number_at(t, out->digits, MOST, &number);
        out->end = out->digits + n + 1;
        return n && text_word_at(t, out->digits + n, "号");
    }
    return false;
}

/* [2026]10号, 〔2026〕第10号, 〔2026〕012号 */
static void check_document_number(const struct proof *p, struct text t, size_t i)
{
    struct document_number d;
    if (!document_number_at(t, i, &d))
        return;
    if (!d.right) {
        diag(p->diags, DIAG_C008, text_pos(t, i), part_utf8(p, t, i, d.end));
        return;
    }
    size_t first = d.digits;
    while (text_char(t, first) == '0')
        first++;
    if (d.digits > d.serial)
        diag(p->diags, DIAG_C009, text_pos(t, d.serial), NULL);
    if (first > d.digits && utf8_is_digit(text_char(t, first)))
        diag(p->diags, DIAG_C010, text_pos(t, d.digits), part_utf8(p, t, d.digits, d.end),
             part_utf8(p, t, first, d.end));
}

/* ---- sections ---- */

static size_t hanzi_number_at(struct text t, size_t i)
{
    enum { MOST = 3 };
    size_t n = 0;
    while (n < MOST && utf8_is_one_of(text_char(t, i + n), U"一二三四五六七八九十"))
        n++;
    return n;
}

/* （一）、 and （1）、 at the head of a paragraph, or of a clause after a full stop; 1、认真 and
 * 一.认真 at that of a paragraph, where 7、8月 is a list and 一．五 a decimal. */
size_t proof_wrong_number(struct text t, size_t i)
{
    enum { MOST = 2 };
    int value;
    size_t open = utf8_is_one_of(text_char(t, i), U"（("), at = i + open;
    size_t digits = number_at(t, at, MOST, &value), n = digits ? digits : hanzi_number_at(t, at);
    uint32_t mark = text_char(t, at + n), next = text_char(t, at + n + 1);
    if (!n || (i && !utf8_is_one_of(t.cp[i - 1], U"。；：")))
        return 0;
    if (open)
        return utf8_is_one_of(mark, U"）)") && utf8_is_one_of(next, U"、，.．") ? n + 3 : 0;
    bool wrong = utf8_is_one_of(mark, digits ? U"、" : U".．");
    bool word = utf8_is_han(next) && !utf8_is_one_of(next, U"一二三四五六七八九十百千万亿两");
    return !i && wrong && word ? n + 1 : 0;
}

void proof_numbers(const struct proof *p, struct text t)
{
    for (size_t i = 0; i < t.n; i++) {
        size_t n = proof_wrong_number(t, i);
        if (n)
            diag(p->diags, DIAG_C056, text_pos(t, i), part_utf8(p, t, i, i + n));
        check_document_number(p, t, i);
    }
}

/* ---- units ---- */

static bool is_latin(uint32_t cp)
{
    return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') || utf8_is_digit(cp);
}

/* 120m2 */
void proof_units(const struct proof *p, struct text t)
{
    static const char *const units[][2] = {{"km2", "平方公里"},
                                           {"m2", "平方米"},
                                           {"m3", "立方米"},
                                           {"M2", "平方米"},
                                           {"M3", "立方米"}};
    for (size_t i = 1; i < t.n; i++)
        for (size_t k = 0; utf8_is_digit(t.cp[i - 1]) && k < sizeof units / sizeof *units; k++) {
            size_t n = text_word_at(t, i, units[k][0]);
            if (n && !is_latin(text_char(t, i + n)))
                diag(p->diags, DIAG_C054, text_pos(t, i), units[k][0], units[k][1]);
        }
}
