/* Marks: half-width and typed ones among Chinese characters, doubled ones, brackets and quotes
 * without a partner or within their like; words twice, slips of the pen. */
#include "proof/diag.def"
#include "proof/proof_int.h"

static bool is_chinese(uint32_t cp)
{
    return utf8_is_han(cp) || utf8_is_one_of(cp, U"，。、；：？！“”‘’《》（）〔〕");
}

/* ---- half-width ---- */

/* Half-width marks and what stands for them among Chinese characters. */
static const struct half {
    uint32_t mark;
    const char *full;
} halves[] = {{',', "，"}, {'.', "。"}, {':', "："}, {';', "；"},  {'?', "？"},
              {'!', "！"}, {'(', "（"}, {')', "）"}, {'"', "“ ”"}, {'\'', "“ ”"}};

/* (2026) in a document's number is for the check of those. */
static size_t year_in_brackets(struct text t, size_t i)
{
    enum { YEAR = 4 };
    int year;
    bool is_year = text_char(t, i) == '(' && number_at(t, i + 1, YEAR, &year) == YEAR;
    return is_year && text_char(t, i + 1 + YEAR) == ')' ? YEAR + 2 : 0;
}

/* Brackets need a Han neighbour, for “Manual (2nd edition)” is English; quotes one that is Chinese;
 * other marks two, the end counting as one. A pause behind a pause is said to be doubled, and no
 * more. */
static bool is_misplaced(struct text t, size_t i)
{
    uint32_t before = i ? t.cp[i - 1] : 0, after = text_char(t, i + 1);
    if (utf8_is_one_of(t.cp[i], U",;:") && utf8_is_one_of(before, U"，。、；："))
        return false;
    if (utf8_is_one_of(t.cp[i], U"()"))
        return utf8_is_han(before) || utf8_is_han(after);
    if (utf8_is_one_of(t.cp[i], U"\"'"))
        return is_chinese(before) || is_chinese(after);
    return is_chinese(before) && (is_chinese(after) || i + 1 == t.n);
}

/* -- and ... behind a Chinese character too; figures and Latin letters may have them. */
void proof_half_width(const struct proof *p, struct text t)
{
    static const char *const typed[][2] = {{"--", "——"}, {"...", "……"}};
    for (size_t i = 0; i < t.n; i++) {
        i += year_in_brackets(t, i) + proof_wrong_number(t, i);
        for (size_t k = 0; k < sizeof halves / sizeof *halves; k++)
            if (text_char(t, i) == halves[k].mark && is_misplaced(t, i))
                diag(p->diags, DIAG_C011, text_pos(t, i), char_utf8(p, halves[k].mark),
                     halves[k].full);
        for (size_t k = 0; k < sizeof typed / sizeof *typed; k++) {
            size_t n = text_word_at(t, i, typed[k][0]);
            if (n && i && utf8_is_han(t.cp[i - 1]) && (i + n == t.n || is_chinese(t.cp[i + n])))
                diag(p->diags, DIAG_C011, text_pos(t, i), typed[k][0], typed[k][1]);
        }
    }
}

/* ---- doubled ---- */

/* ！！ and ？！ are used; a mark after a mark of a pause is not, of either width behind Chinese. */
static bool is_doubled(struct text t, size_t i)
{
    bool pause = utf8_is_one_of(t.cp[i], U"，。、；："), half = utf8_is_one_of(t.cp[i], U",;:");
    bool chinese = i > 1 && utf8_is_han(t.cp[i - 2]);
    if (chinese && (pause || half) && utf8_is_one_of(t.cp[i - 1], U",;:"))
        return true;
    return (pause || (chinese && half)) && utf8_is_one_of(t.cp[i - 1], U"，。、；：？！");
}

void proof_doubled(const struct proof *p, struct text t)
{
    for (size_t i = 1; i < t.n; i++) {
        bool third = i > 1 && utf8_is_one_of(t.cp[i - 2], U"，。、；：");
        if (!third && is_doubled(t, i))
            diag(p->diags, DIAG_C012, text_pos(t, i - 1), part_utf8(p, t, i - 1, i + 1));
    }
}

/* ---- pairs ---- */

enum { DEEPEST = 16 };

/* What is open while a text is read; deeper nesting than anyone writes is not followed. */
struct open_marks {
    size_t at[DEEPEST];
    uint32_t close[DEEPEST];
    size_t n;
};

/* The mark that closes one, or 0. */
static uint32_t partner_of(uint32_t cp)
{
    static const char32_t opening[] = U"“‘《〈（〔【", closing[] = U"”’》〉）〕】";
    for (size_t k = 0; opening[k]; k++)
        if (opening[k] == cp)
            return closing[k];
    return 0;
}

static void report_alone(const struct proof *p, struct text t, size_t i)
{
    diag(p->diags, DIAG_C013, text_pos(t, i), char_utf8(p, t.cp[i]));
}

/* 1） is a number with one bracket, Farmers’ has an apostrophe: they need no partner. */
static bool stands_alone(struct text t, size_t i)
{
    enum { CASE_BIT = 0x20 };
    uint32_t before = i ? t.cp[i - 1] : 0, letter = before | CASE_BIT;
    return (t.cp[i] == U'）' &&
            (utf8_is_digit(before) || utf8_is_one_of(before, U"一二三四五六七八九十"))) ||
           (t.cp[i] == U'’' && letter >= 'a' && letter <= 'z');
}

static void close_mark(const struct proof *p, struct text t, size_t i, struct open_marks *o)
{
    size_t k = o->n;
    while (k && o->close[k - 1] != t.cp[i])
        k--;
    if (!k && !stands_alone(t, i))
        report_alone(p, t, i);
    for (size_t left = k; k && left < o->n; left++)
        report_alone(p, t, o->at[left]);
    o->n = k ? k - 1 : o->n;
}

void proof_pairs(const struct proof *p, struct text t)
{
    struct open_marks o = {.n = 0};
    int depth = 0; /* of 《 */
    for (size_t i = 0; i < t.n; i++) {
        if (t.cp[i] == U'《' && depth++ > 0)
            diag(p->diags, DIAG_C018, text_pos(t, i), NULL);
        depth -= t.cp[i] == U'》' && depth > 0;
        uint32_t partner = partner_of(t.cp[i]);
        if (partner && o.n == DEEPEST)
            return;
        if (partner) {
            o.at[o.n] = i;
            o.close[o.n++] = partner;
        } else if (utf8_is_one_of(t.cp[i], U"”’》〉）〕】")) {
            close_mark(p, t, i, &o);
        }
    }
    for (size_t k = 0; k < o.n; k++)
        report_alone(p, t, o.at[k]);
}

/* “ within “, and ‘ that is within none and closed by ’ (an apostrophe is neither). Of quotes that
 * do not pair, another check tells. */
void proof_quotes(const struct proof *p, struct text t)
{
    int depth = 0;
    for (size_t i = 0; i < t.n && depth >= 0; i++)
        depth += (t.cp[i] == U'“') - (t.cp[i] == U'”');
    if (depth)
        return;
    for (size_t i = 0; i < t.n; i++) {
        if (t.cp[i] == U'“' && depth > 0)
            diag(p->diags, DIAG_C053, text_pos(t, i), NULL);
        else if (t.cp[i] == U'‘' && depth == 0 && utf8_is_han(text_char(t, i + 1)))
            diag(p->diags, DIAG_C052, text_pos(t, i), NULL);
        depth += (t.cp[i] == U'“') - (t.cp[i] == U'”');
    }
}

/* ---- words ---- */

/* Words of one character said twice; what may follow the second, or stand before the first, when
 * it is no slip (为了了解, 的的确确). */
static const struct twice {
    uint32_t cp;
    const char32_t *after, *before;
} twices[] = {{U'的', U"确", U""}, {U'了', U"解如结然望", U"不"}, {U'是', U"非", U""}};

void proof_repeats(const struct proof *p, struct text t)
{
    for (size_t i = 0; i + 1 < t.n; i++)
        for (size_t k = 0; k < sizeof twices / sizeof *twices; k++) {
            const struct twice *w = &twices[k];
            if (t.cp[i] == w->cp && t.cp[i + 1] == w->cp &&
                !utf8_is_one_of(text_char(t, i + 2), w->after) &&
                !(i && utf8_is_one_of(t.cp[i - 1], w->before)))
                diag(p->diags, DIAG_C022, text_pos(t, i), part_utf8(p, t, i, i + 2));
        }
}

#define SLIP(wrong, right, before, following, source) {U##wrong, right, U##before, U##following},
static const struct slip {
    const char32_t *wrong;
    const char *right;
    const char32_t *before, *following;
} slips[] = {
#include "proof/slips.def"
};
#undef SLIP

static size_t slip_at(struct text t, size_t i, const struct slip *s)
{
    size_t n = 0;
    while (s->wrong[n] && s->wrong[n] == text_char(t, i + n))
        n++;
    bool right = s->wrong[n] || utf8_is_one_of(text_char(t, i + n), s->following) ||
                 (i && utf8_is_one_of(t.cp[i - 1], s->before));
    return right ? 0 : n;
}

/* Of slips that overlap, the first. */
void proof_slips(const struct proof *p, struct text t)
{
    for (size_t i = 0, n; i < t.n; i += n ? n : 1) {
        n = 0;
        for (size_t k = 0; k < sizeof slips / sizeof *slips && !n; k++) {
            n = slip_at(t, i, &slips[k]);
            if (n)
                diag(p->diags, DIAG_C023, text_pos(t, i), part_utf8(p, t, i, i + n),
                     slips[k].right);
        }
    }
}

/* 截止 is where something ends (报名截止); until a day is 截至. */
void proof_until(const struct proof *p, struct text t)
{
    static const char *const days[] = {"上月", "本月", "今年", "去年", "上年", "年底", "月底"};
    enum { YEAR = 4 };
    for (size_t i = 0; i < t.n; i++) {
        size_t n = text_word_at(t, i, "截止"), at = i + n;
        int value;
        if (!n || (i && !utf8_is_one_of(t.cp[i - 1], U"，。；、（")))
            continue;
        size_t digits = number_at(t, at, YEAR, &value);
        if ((digits && utf8_is_one_of(text_char(t, at + digits), U"年月")) ||
            STARTS_WITH_ANY(t, at, days))
            diag(p->diags, DIAG_C055, text_pos(t, i), NULL);
    }
}
