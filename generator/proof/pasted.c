/*
 * What pasted and hurried text brings along: blanks that other programs put between Chinese
 * characters and figures, and clerks into short names; hyphens for spans, less and greater for
 * book marks, stars for bold, telephones with a digit too few or too many.
 */
#include "proof/diag.def"
#include "proof/proof_int.h"

static bool is_blank(uint32_t cp)
{
    return utf8_is_blank(cp) || cp == 0x3000;
}

static bool is_letter(uint32_t cp)
{
    return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
}

static bool is_latin(uint32_t cp)
{
    return is_letter(cp) || utf8_is_digit(cp);
}

static uint32_t char_before(struct text t, size_t i)
{
    return i ? t.cp[i - 1] : 0;
}

/* Where the figures and letters that end before i begin. */
static size_t latin_start(struct text t, size_t i)
{
    while (i && is_latin(t.cp[i - 1]))
        i--;
    return i;
}

static size_t latin_end(struct text t, size_t i)
{
    while (is_latin(text_char(t, i)))
        i++;
    return i;
}

/* Where the blanks at i end; i: there is none. */
static size_t blanks_end(struct text t, size_t i)
{
    while (i < t.n && is_blank(t.cp[i]))
        i++;
    return i;
}

/* What figures count or date. */
static const char32_t counted[] =
    U"年月日时分秒点号个户人名次天周元万亿亩吨斤米项条款篇章节届期批组村镇份";

/* ---- blanks ---- */

/* 1 总则, 附件1 值班表, 表2 任务: a label and what it is of. */
static bool is_label(struct text t, size_t from, size_t end)
{
    static const char *const words[] = {"附件", "附表", "附图", "表", "图", "式", "专栏"};
    uint32_t next = text_char(t, end);
    while (from && (utf8_is_digit(t.cp[from - 1]) || t.cp[from - 1] == '.'))
        from--;
    if (utf8_is_one_of(next, counted))
        return false;
    for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
        size_t n = utf8_count(words[k], strlen(words[k]));
        if (from >= n && text_word_at(t, from - n, words[k]))
            return true;
    }
    return from == 0;
}

/* 9:00 开幕, 罗启明 13800000001, 白石村 青A00001: the blank parts two things. */
static bool parts_things(struct text t, size_t i, size_t end)
{
    enum { PHONE = 5 };
    size_t from = latin_start(t, i), to = latin_end(t, end);
    bool clock =
        utf8_is_one_of(char_before(t, from), U":：") || utf8_is_one_of(text_char(t, to), U":：.@/-");
    return clock || to - end >= PHONE || i - from >= PHONE;
}

/* Figures or letters on one side of the blanks from i to end, a Chinese character on the other. */
static bool is_pasted_blank(struct text t, size_t i, size_t end, bool counts_only)
{
    uint32_t before = char_before(t, i), after = text_char(t, end);
    bool latin_first = is_latin(before) && utf8_is_han(after);
    bool latin_last = utf8_is_han(before) && is_latin(after);
    if (!(latin_first || latin_last) || parts_things(t, i, end))
        return false;
    if (counts_only)
        return latin_first && utf8_is_digit(before) && utf8_is_one_of(after, counted);
    return !(latin_first && utf8_is_digit(before) && is_label(t, latin_start(t, i), end));
}

/* One finding a text, with how many there are. */
static void blanks_in(const struct proof *p, struct text t, bool counts_only)
{
    size_t n = 0, from = 0, to = 0;
    for (size_t i = 1; i < t.n; i++) {
        size_t end = blanks_end(t, i);
        if (end == i)
            continue;
        if (is_pasted_blank(t, i, end, counts_only) && !n++) {
            from = is_latin(t.cp[i - 1]) ? latin_start(t, i) : i - 1;
            to = is_latin(text_char(t, end)) ? latin_end(t, end) : end + 1;
        }
        i = end;
    }
    if (n)
        diag(p->diags, DIAG_C038, text_pos(t, from), part_utf8(p, t, from, to),
             arena_printf(p->doc->arena, "%zu", n));
}

void proof_blanks(const struct proof *p, struct text t)
{
    blanks_in(p, t, false);
}

void proof_counted_blanks(const struct proof *p, struct text t)
{
    blanks_in(p, t, true);
}

/* 程 砚、组 长：: two characters that stand alone between marks. */
void proof_padded(const struct proof *p, struct text t)
{
    for (size_t i = 1; i < t.n; i++) {
        size_t end = blanks_end(t, i);
        bool alone = end > i && utf8_is_han(t.cp[i - 1]) && utf8_is_han(text_char(t, end)) &&
                     (i == 1 || utf8_is_one_of(t.cp[i - 2], U"、，：；。（")) &&
                     (end + 1 >= t.n || utf8_is_one_of(t.cp[end + 1], U"、，：；。）"));
        if (!alone)
            continue;
        diag(p->diags, DIAG_C039, text_pos(t, i - 1), part_utf8(p, t, i - 1, end + 1),
             arena_printf(p->doc->arena, "%s%s", char_utf8(p, t.cp[i - 1]),
                          char_utf8(p, t.cp[end])));
        i = end;
    }
}

/* 第一章 总则, 附件一 名单: behind a label a title may have a blank. */
static bool ends_label(struct text t, size_t i)
{
    size_t n = i;
    if (n && utf8_is_one_of(t.cp[n - 1], U"章节编篇条部分卷册"))
        n--;
    while (n && utf8_is_one_of(t.cp[n - 1], U"一二三四五六七八九十"))
        n--;
    return n < i && (n == 0 || utf8_is_one_of(t.cp[n - 1], U"第件表图"));
}

/* In a title, behind 关于 (before it a blank parts organs): 排查 工作方案. What stands in quotes
 * may be a slogan of two halves. */
void proof_title_blanks(const struct proof *p, struct text t)
{
    int quoted = 0;
    bool about = false;
    for (size_t i = 0; i < t.n; i++) {
        size_t end = blanks_end(t, i);
        about = about || text_word_at(t, i, "关于");
        quoted += (t.cp[i] == U'“') - (t.cp[i] == U'”');
        if (end == i)
            continue;
        if (about && !quoted && utf8_is_han(t.cp[i - 1]) && utf8_is_han(text_char(t, end)) &&
            !ends_label(t, i))
            diag(p->diags, DIAG_C064, text_pos(t, i - 1),
                 part_utf8(p, t, i > 1 ? i - 2 : 0, end + 2));
        i = end - 1;
    }
}

/* ---- spans ---- */

static bool is_hyphen(uint32_t cp)
{
    return utf8_is_one_of(cp, U"-－‐‑‒–");
}

static size_t digits_before(struct text t, size_t i)
{
    size_t n = 0;
    while (i > n && utf8_is_digit(t.cp[i - n - 1]))
        n++;
    return n;
}

static size_t digits_at(struct text t, size_t i)
{
    size_t n = 0;
    while (utf8_is_digit(text_char(t, i + n)))
        n++;
    return n;
}

/* 10日-12日: what is counted stands before the hyphen, and its number before that. */
static bool is_span_of_units(struct text t, size_t i)
{
    return i > 1 && utf8_is_one_of(t.cp[i - 1], U"年月日时分点号") && utf8_is_digit(t.cp[i - 2]) &&
           utf8_is_digit(text_char(t, i + 1));
}

/* 9:00-11:00 */
static bool is_span_of_clock(struct text t, size_t i)
{
    size_t n = digits_before(t, i), m = digits_at(t, i + 1);
    return n == 2 && m && m <= 2 && i > n && utf8_is_one_of(t.cp[i - n - 1], U":：") &&
           utf8_is_one_of(text_char(t, i + 1 + m), U":：");
}

/* 5-10月, 3-5人: numbers of few digits with a unit, no part of a longer chain (2-301室). */
static bool is_span_of_numbers(struct text t, size_t i)
{
    enum { MOST = 4 };
    size_t n = digits_before(t, i), m = digits_at(t, i + 1);
    uint32_t before = n < i ? t.cp[i - n - 1] : 0, unit = text_char(t, i + 1 + m);
    if (!n || !m || n > MOST || m > MOST || is_hyphen(before) || is_letter(before) ||
        utf8_is_one_of(before, U"./:："))
        return false;
    return utf8_is_one_of(unit, U"年月日时人户个名天次万亿亩℃%") &&
           !utf8_is_one_of(text_char(t, i + 2 + m), U"级");
}

void proof_spans(const struct proof *p, struct text t)
{
    for (size_t i = 1; i + 1 < t.n; i++) {
        if (!is_hyphen(t.cp[i]) || is_hyphen(t.cp[i + 1]) || is_hyphen(t.cp[i - 1]) ||
            !(is_span_of_units(t, i) || is_span_of_clock(t, i) || is_span_of_numbers(t, i)))
            continue;
        size_t from = i - digits_before(t, i), to = i + 1 + digits_at(t, i + 1);
        if (from == i)
            from = i - 1 - digits_before(t, i - 1);
        diag(p->diags, DIAG_C040, text_pos(t, i), char_utf8(p, t.cp[i]),
             part_utf8(p, t, from, to + 1));
    }
}

/* ---- marks ---- */

static bool opens_words(uint32_t cp)
{
    return utf8_is_han(cp) || utf8_is_one_of(cp, U"“《<");
}

/* <方案>: less and greater around Chinese words. */
void proof_angles(const struct proof *p, struct text t)
{
    for (size_t i = 0; i + 1 < t.n; i++) {
        if (t.cp[i] != '<' || !opens_words(t.cp[i + 1]))
            continue;
        size_t end = i + 1;
        while (end < t.n && t.cp[end] != '>' && !utf8_is_one_of(t.cp[end], U"。；"))
            end++;
        uint32_t last = char_before(t, end);
        if (text_char(t, end) != '>' || !(utf8_is_han(last) || utf8_is_one_of(last, U"”》）")))
            continue;
        while (text_char(t, end) == '>')
            end++;
        diag(p->diags, DIAG_C041, text_pos(t, i), part_utf8(p, t, i, end));
        i = end - 1;
    }
}

/* **时间** : stars in pairs around words. */
void proof_stars(const struct proof *p, struct text t)
{
    for (size_t i = 0; i + 1 < t.n; i++) {
        size_t end = i + 2;
        if (t.cp[i] != '*' || t.cp[i + 1] != '*' || !utf8_is_han(text_char(t, i + 2)))
            continue;
        while (end + 1 < t.n && !(t.cp[end] == '*' && t.cp[end + 1] == '*'))
            end++;
        if (end + 1 >= t.n)
            return;
        diag(p->diags, DIAG_C042, text_pos(t, i), part_utf8(p, t, i, end + 2));
        i = end + 1;
    }
}

/* ---- telephones ---- */

enum { MOBILE = 11 };

/* 1380000001: begins as a mobile telephone's does, a digit or two too few or too many. */
static bool is_bad_mobile(struct text t, size_t i, size_t n)
{
    return t.cp[i] == '1' && t.cp[i + 1] >= '3' && n >= MOBILE - 2 && n <= MOBILE + 2 &&
           n != MOBILE;
}

/* 电话：555012; five digits and fewer are hot lines, short numbers have a name of their own. */
static bool is_bad_fixed(size_t n)
{
    enum { SHORT = 6, LONGEST = 12 };
    return n == SHORT || n > LONGEST;
}

/* 联系电话：, 手机 and the like close before i. */
static bool is_called_phone(struct text t, size_t i)
{
    static const char *const words[] = {"电话", "手机", "热线", "座机"};
    while (i && (utf8_is_one_of(t.cp[i - 1], U"：:为是（ ") || text_word_at(t, i - 1, "号") ||
                 text_word_at(t, i - 1, "码")))
        i--;
    return i > 1 && STARTS_WITH_ANY(t, i - 2, words);
}

/* 罗启明（1380000001）: the number alone stands in brackets behind words. */
static bool is_bracketed(struct text t, size_t i, size_t n)
{
    return i > 1 && utf8_is_one_of(t.cp[i - 1], U"（(") && utf8_is_han(t.cp[i - 2]) &&
           utf8_is_one_of(text_char(t, i + n), U"）)");
}

void proof_phone_digits(const struct proof *p, struct text t)
{
    for (size_t i = 0; i < t.n; i++) {
        size_t n = digits_at(t, i);
        bool whole = n > 1 && !is_latin(char_before(t, i)) && !is_hyphen(char_before(t, i)) &&
                     !is_letter(text_char(t, i + n)) && !is_hyphen(text_char(t, i + n)) &&
                     text_char(t, i + n) != ' ';
        bool called = whole && is_called_phone(t, i);
        if (whole && ((called && (is_bad_mobile(t, i, n) || is_bad_fixed(n))) ||
                      (is_bracketed(t, i, n) && is_bad_mobile(t, i, n))))
            diag(p->diags, DIAG_C043, text_pos(t, i), part_utf8(p, t, i, i + n),
                 arena_printf(p->doc->arena, "%zu", n));
        i += n ? n - 1 : 0;
    }
}
