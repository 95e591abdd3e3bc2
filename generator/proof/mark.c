/* Marks and words: half-width and doubled marks, brackets without a partner, slips of the pen. */
#include <string.h>

#include "base/utf8.h"
#include "proof/diag.def"
#include "proof/proof_int.h"

/* Half-width marks and what stands for them among Chinese characters. */
static const struct half {
    uint32_t mark;
    const char *full;
} halves[] = {{',', "，"}, {'.', "。"}, {':', "："}, {';', "；"},  {'?', "？"},
              {'!', "！"}, {'(', "（"}, {')', "）"}, {'"', "“ ”"}, {'\'', "“ ”"}};

static const struct half *half_of(uint32_t cp)
{
    for (size_t k = 0; k < sizeof halves / sizeof *halves; k++)
        if (halves[k].mark == cp)
            return &halves[k];
    return NULL;
}

static bool is_chinese(uint32_t cp)
{
    return utf8_is_han(cp) || is_one_of(cp, "，。、；：？！“”‘’《》（）〔〕");
}

/* (2026) in a document's number is for the check of those. */
static size_t year_in_brackets(struct text t, size_t i)
{
    enum { YEAR = 4 };
    int year;
    bool is_year = char_at(t, i) == '(' && number_at(t, i + 1, YEAR, &year) == YEAR;
    return is_year && char_at(t, i + 1 + YEAR) == ')' ? YEAR + 2 : 0;
}

/* A pause behind a pause is said to be doubled, and no more. */
static bool is_second(struct text t, size_t i)
{
    return i && is_one_of(t.cp[i], ",;:") && is_one_of(t.cp[i - 1], "，。、；：");
}

/* Brackets need a Han neighbour, for “Manual (2nd edition)” is English; quotes one that is Chinese;
 * other marks two, the end counting as one. */
static bool is_misplaced(struct text t, size_t i)
{
    if (is_one_of(t.cp[i], "()"))
        return (i && utf8_is_han(t.cp[i - 1])) || utf8_is_han(char_at(t, i + 1));
    bool before = i && is_chinese(t.cp[i - 1]), after = is_chinese(char_at(t, i + 1));
    if (is_one_of(t.cp[i], "\"'"))
        return before || after;
    return before && (after || i + 1 == t.n);
}

void scan_half_width(const struct proof *p, struct text t)
{
    for (size_t i = 0; i < t.n; i++) {
        i += year_in_brackets(t, i) + wrong_number_at(t, i);
        const struct half *h = half_of(char_at(t, i));
        if (h && is_misplaced(t, i) && !is_second(t, i))
            diag(p->diags, DIAG_C011, text_pos(t, i), char_utf8(p, h->mark), h->full);
    }
}

/* -- and ... behind a Chinese character; figures and Latin letters may have them. */
void scan_typed_marks(const struct proof *p, struct text t)
{
    static const char *const typed[][2] = {{"--", "——"}, {"...", "……"}};
    for (size_t i = 1; i < t.n; i++)
        for (size_t k = 0; k < sizeof typed / sizeof *typed; k++) {
            size_t n = starts_with(t, i, typed[k][0]);
            uint32_t next = char_at(t, i + n);
            if (n && utf8_is_han(t.cp[i - 1]) && (i + n == t.n || is_chinese(next)))
                diag(p->diags, DIAG_C011, text_pos(t, i), typed[k][0], typed[k][1]);
        }
}

/* ！！ and ？！ are used; a mark after a mark of a pause is not, of either width behind Chinese. */
static bool is_doubled(struct text t, size_t i)
{
    static const char pauses[] = "，。、；：", half[] = ",;:";
    bool pause = is_one_of(t.cp[i], pauses), chinese = i > 1 && utf8_is_han(t.cp[i - 2]);
    if (chinese && (pause || is_one_of(t.cp[i], half)) && is_one_of(t.cp[i - 1], half))
        return true;
    return (pause || (chinese && is_one_of(t.cp[i], half))) &&
           is_one_of(t.cp[i - 1], "，。、；：？！");
}

void scan_doubled(const struct proof *p, struct text t)
{
    for (size_t i = 1; i < t.n; i++) {
        bool bad = is_doubled(t, i);
        bool third = bad && i > 1 && is_one_of(t.cp[i - 2], "，。、；：");
        if (bad && !third)
            diag(p->diags, DIAG_C012, text_pos(t, i - 1), part_utf8(p, t, i - 1, i + 1));
    }
}

static const struct pair {
    uint32_t open, close;
} pairs[] = {{0x201C, 0x201D}, {0x2018, 0x2019}, {0x300A, 0x300B}, {0x3008, 0x3009},
             {0xFF08, 0xFF09}, {0x3014, 0x3015}, {0x3010, 0x3011}};
enum { PAIRS = sizeof pairs / sizeof *pairs, DEEPEST = 16 };

static int opens(uint32_t cp)
{
    for (int k = 0; k < PAIRS; k++)
        if (pairs[k].open == cp)
            return k;
    return -1;
}

static int closes(uint32_t cp)
{
    for (int k = 0; k < PAIRS; k++)
        if (pairs[k].close == cp)
            return k;
    return -1;
}

/* What is open while a text is read; deeper nesting than anyone writes is not followed. */
struct open_marks {
    size_t at[DEEPEST];
    int kind[DEEPEST];
    size_t n;
};

static void alone(const struct proof *p, struct text t, size_t i)
{
    diag(p->diags, DIAG_C013, text_pos(t, i), char_utf8(p, t.cp[i]));
}

/* 1） is a number with one bracket; it needs no partner. */
static bool is_item_number(struct text t, size_t i)
{
    return i && (is_digit(t.cp[i - 1]) || is_one_of(t.cp[i - 1], "一二三四五六七八九十")) &&
           t.cp[i] == 0xFF09;
}

/* Farmers’ */
static bool is_apostrophe(struct text t, size_t i)
{
    enum { APOSTROPHE = 0x2019, CASE_BIT = 0x20 };
    uint32_t before = i ? t.cp[i - 1] | CASE_BIT : 0;
    return t.cp[i] == APOSTROPHE && before >= 'a' && before <= 'z';
}

static void close_mark(const struct proof *p, struct text t, size_t i, struct open_marks *o)
{
    int kind = closes(t.cp[i]);
    size_t k = o->n;
    while (k && o->kind[k - 1] != kind)
        k--;
    if (!k) {
        if (!is_item_number(t, i) && !is_apostrophe(t, i))
            alone(p, t, i);
        return;
    }
    for (size_t left = k; left < o->n; left++)
        alone(p, t, o->at[left]);
    o->n = k - 1;
}

void scan_pairs(const struct proof *p, struct text t)
{
    struct open_marks o = {.n = 0};
    for (size_t i = 0; i < t.n; i++) {
        int kind = opens(t.cp[i]);
        if (kind >= 0 && o.n == DEEPEST)
            return;
        if (kind >= 0) {
            o.at[o.n] = i;
            o.kind[o.n++] = kind;
        } else if (closes(t.cp[i]) >= 0) {
            close_mark(p, t, i, &o);
        }
    }
    for (size_t k = 0; k < o.n; k++)
        alone(p, t, o.at[k]);
}

/* 《 within 《 */
void scan_nested(const struct proof *p, struct text t)
{
    enum { OPEN = 0x300A, CLOSE = 0x300B };
    int depth = 0;
    for (size_t i = 0; i < t.n; i++) {
        if (t.cp[i] == OPEN && depth++ > 0)
            diag(p->diags, DIAG_C018, text_pos(t, i), NULL);
        depth -= t.cp[i] == CLOSE && depth > 0;
    }
}

/* Words of one character said twice; what may follow the second, or stand before the first, when
 * it is no slip (为了了解, 的的确确). */
static const struct twice {
    uint32_t cp;
    const char *after, *before;
} twices[] = {{0x7684, "确", ""}, {0x4E86, "解如结然望", "不"}, {0x662F, "非", ""}};

void scan_repeats(const struct proof *p, struct text t)
{
    for (size_t i = 0; i + 1 < t.n; i++)
        for (size_t k = 0; k < sizeof twices / sizeof *twices; k++) {
            const struct twice *w = &twices[k];
            bool twice = t.cp[i] == w->cp && t.cp[i + 1] == w->cp;
            if (twice && !is_one_of(char_at(t, i + 2), w->after) &&
                !(i && is_one_of(t.cp[i - 1], w->before)))
                diag(p->diags, DIAG_C022, text_pos(t, i), part_utf8(p, t, i, i + 2));
        }
}

#define SLIP(wrong, right, following) {wrong, right, following},
static const struct slip {
    const char *wrong, *right, *following;
} slips[] = {
#include "proof/slips.def"
};
#undef SLIP

void scan_slips(const struct proof *p, struct text t)
{
    for (size_t i = 0; i < t.n; i++)
        for (size_t k = 0; k < sizeof slips / sizeof *slips; k++) {
            size_t n = starts_with(t, i, slips[k].wrong);
            if (n && !is_one_of(char_at(t, i + n), slips[k].following))
                diag(p->diags, DIAG_C023, text_pos(t, i), slips[k].wrong, slips[k].right);
        }
}
