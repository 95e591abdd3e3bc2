/*
 * What numbers a line, typed by hand: 一、 （一） 1. （1） ①, 第一条, 附件1：, and bullets. A number
 * that only begins a sentence is none: 1.5万亩, 三、四月份, （二）至（五）项, 2026年.
 */
#include <uchar.h>

#include "base/utf8.h"
#include "recognise/recognise_int.h"
#include "value/number.h"

enum { NUMBERS_MOST = 99, ROWS_OF_ORDER = 3 };

/* A number at i: behind it, and its value; i itself: there is none. */
static size_t take_number(struct text t, size_t i, int *value)
{
    struct numeral x = {0};
    size_t at = i;
    while (at < t.n && numeral_add(&x, t.cp[at]))
        at++;
    *value = numeral_value(&x);
    return at;
}

static bool is_arabic(uint32_t cp)
{
    return utf8_is_digit(utf8_narrow(cp));
}

/* 三、四月份; 1、2号楼: the next number is but one of a pair. */
static bool goes_on(struct text t, size_t i, int order)
{
    int next;
    return take_number(t, i, &next) > i && next == order + 1;
}

/* （二）至（五）项, （三）项规定的: it is spoken of; （三）项目资产组 is a title. */
static bool is_spoken_of(struct text t, size_t i)
{
    if (i < t.n && utf8_is_one_of(t.cp[i], U"项款条"))
        return i + 1 == t.n || utf8_is_one_of(t.cp[i + 1], U"规的所中之和或及至、，。");
    return i < t.n && utf8_is_one_of(t.cp[i], U"至到和或及与、，。");
}

struct mark {
    int level;
    size_t end; /* behind the number and its mark; 0: it is no label */
};

static struct mark circled(struct text t, int *order)
{
    enum { CIRCLED = U'①', CIRCLED_MOST = 20 };
    bool is = t.n && t.cp[0] - CIRCLED < CIRCLED_MOST;
    *order = is ? (int)(t.cp[0] - CIRCLED) + 1 : 0;
    return (struct mark){HEADING_BELOW, is};
}

/* Characters of their own: ㈠ ⑴ ⒈. */
static struct mark composed(struct text t, int *order)
{
    static const struct {
        uint32_t first;
        int most, level;
    } rows[ROWS_OF_ORDER] = {{U'㈠', 10, 2}, {U'⑴', 20, 4}, {U'⒈', 20, 3}};
    for (size_t i = 0; t.n && i < ROWS_OF_ORDER; i++)
        if (t.cp[0] - rows[i].first < (uint32_t)rows[i].most) {
            *order = (int)(t.cp[0] - rows[i].first) + 1;
            return (struct mark){rows[i].level, 1};
        }
    return (struct mark){0};
}

/* （一） and (1); 1) as well; （一）、 is the same. */
static struct mark bracketed(struct text t, int *order)
{
    size_t from = t.n && utf8_is_one_of(t.cp[0], U"（(") ? text_skip_blanks(t, 1) : 0;
    size_t end = take_number(t, from, order), i = text_skip_blanks(t, end);
    bool arabic = end > from && is_arabic(t.cp[from]);
    if (end == from || i == t.n || !utf8_is_one_of(t.cp[i], U"）)") ||
        (i > end && !from)) /* 5 ）, of a sum */
        return (struct mark){0};
    bool comma = i + 2 < t.n && t.cp[i + 1] == U'、' && number_digit(t.cp[i + 2]) < 0 &&
                 !utf8_is_one_of(t.cp[i + 2], U"（(");
    if (!comma && is_spoken_of(t, i + 1))
        return (struct mark){0};
    return (struct mark){arabic ? 4 : 2, i + 1 + comma};
}

/* 【一】 for 一、 */
static struct mark framed(struct text t, int *order)
{
    size_t end = t.n && t.cp[0] == U'【' ? take_number(t, 1, order) : 0;
    bool is = end > 1 && end < t.n && t.cp[end] == U'】' && !is_arabic(t.cp[1]);
    return (struct mark){1, is ? end + 1 : 0};
}

/* 一，总体要求 for 一、: a title behind it, which 一，要…… is not. */
static bool is_comma_for_mark(struct text t, size_t i)
{
    enum { TITLE_MOST = 20 };
    bool is = t.cp[i] == U'，' && !is_arabic(t.cp[0]) && t.n - i <= TITLE_MOST;
    for (size_t k = i + 1; is && k < t.n; k++)
        is = !utf8_is_one_of(t.cp[k], U"。；;：:，,！？");
    return is && i + 1 < t.n && !utf8_is_one_of(t.cp[i + 1], U"是要则来为");
}

/* 1.2015级, 2.2026年: behind the mark stands a year, which no decimal has there. */
static bool is_year(struct text t, size_t i)
{
    enum { DIGITS = 4, FIRST = 1900, LAST = 2099 };
    int year;
    size_t n = words_digits(t, i, DIGITS, &year);
    return n == DIGITS && year >= FIRST && year <= LAST && i + n < t.n &&
           utf8_is_one_of(t.cp[i + n], U"年级届");
}

/* 一、 and 1.: behind the mark stands no further digit. */
static struct mark marked(struct text t, int *order)
{
    size_t end = take_number(t, 0, order), i = text_skip_blanks(t, end);
    if (!end || i == t.n ||
        (!utf8_is_one_of(t.cp[i], U"、.．") && !is_comma_for_mark(t, i)) ||
        (i > end && t.cp[i] != U'、'))
        return (struct mark){0};
    bool arabic = is_arabic(t.cp[0]), comma = utf8_is_one_of(t.cp[i], U"、，");
    size_t next = text_skip_blanks(t, i + 1);
    bool decimal =
        arabic && !comma && i + 1 < t.n && is_arabic(t.cp[i + 1]) && !is_year(t, i + 1);
    if (decimal || (comma && goes_on(t, next, *order)))
        return (struct mark){0};
    return (struct mark){arabic ? 3 : 1, i + 1};
}

size_t label_heading(struct text t, struct recognised *out)
{
    static struct mark (*const readers[])(struct text, int *) = {circled, composed, bracketed, framed,
                                                              marked};
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        int order = 0;
        struct mark mark = readers[i](t, &order);
        size_t end = mark.end ? text_skip_blanks(t, mark.end) : 0;
        if (!end || order < 1 || order > NUMBERS_MOST)
            continue;
        out->level = mark.level;
        out->order = order;
        out->label = text_part(t, 0, mark.end);
        return end;
    }
    return 0;
}

size_t label_article(struct text t, struct recognised *out)
{
    int order;
    size_t i = t.n && t.cp[0] == U'第' ? take_number(t, 1, &order) : 0;
    bool part = i > 1 && words_begins(text_part(t, i, t.n), "部分");
    if (i < 2 || i >= t.n || (!part && !utf8_is_one_of(t.cp[i], U"条章节编")))
        return 0;
    size_t end = i + 1 + part;
    if (part && (end == t.n || !utf8_is_blank(t.cp[end]))) /* 第一部分工作由…… */
        return 0;
    out->order = order;
    out->label = text_part(t, 0, end);
    return text_skip_blanks(t, end);
}

size_t label_decimal(struct text t, int parts[], size_t most, size_t *n)
{
    enum { DIGITS = 2 };
    size_t i = 0, length;
    for (*n = 0; *n < most && (length = words_digits(t, i, DIGITS, &parts[*n])) > 0; ++*n) {
        i += length;
        if (i + 1 >= t.n || !utf8_is_one_of(t.cp[i], U".．") || !is_arabic(t.cp[i + 1])) {
            ++*n;
            break;
        }
        i++;
    }
    i += *n && i < t.n && utf8_is_one_of(t.cp[i], U".．、");
    size_t behind = text_skip_blanks(t, i);
    return *n && behind < t.n && utf8_is_han(t.cp[behind]) ? behind : 0;
}

size_t label_bullet(struct text t, struct recognised *out)
{
    enum { SYMBOL_FIRST = 0xF020, SYMBOL_LAST = 0xF0FF };
    static const char32_t bullets[] = U"●•■◆▪◼▶►➢➤➔★☆◇○◦·✓✔☑";
    bool symbol = t.n && t.cp[0] >= SYMBOL_FIRST && t.cp[0] <= SYMBOL_LAST;
    size_t next = t.n ? text_skip_blanks(t, 1) : 0;
    if (!t.n || next == t.n || (!symbol && !utf8_is_one_of(t.cp[0], bullets)))
        return 0;
    out->label = text_part(t, 0, 1);
    return next;
}

/* 1. before anything at all. */
size_t label_of_note(struct text t, int *order)
{
    size_t i = take_number(t, 0, order);
    return i && i < t.n && is_arabic(t.cp[0]) && utf8_is_one_of(t.cp[i], U"、.．") &&
                   *order <= NUMBERS_MOST
               ? text_skip_blanks(t, i + 1)
               : 0;
}

size_t label_attachment(struct text t, struct recognised *out, bool *noted)
{
    size_t word = words_begins(t, "附件");
    *noted = false;
    if (!word && t.n > 1 && t.cp[0] == U'附' && words_is_colon(text_char(t, text_skip_blanks(t, 1))))
        word = 1; /* 附：1.表 */
    if (!word)
        return 0;
    size_t from = text_skip_blanks(t, word), i = take_number(t, from, &out->order);
    out->order = i > from ? out->order : 0;
    size_t mark = text_skip_blanks(t, i);
    if (mark < t.n && words_is_colon(t.cp[mark])) {
        struct recognised inner = {.kind = LINE_TEXT};
        struct text rest = text_part(t, text_skip_blanks(t, mark + 1), t.n);
        size_t n = out->order ? 0 : label_heading(rest, &inner);
        if (!n && !out->order) /* 1.2026年任务表: no decimal, here */
            n = label_of_note(rest, &inner.order);
        *noted = true;
        i = t.n - rest.n + n;
        out->order = n ? inner.order : out->order;
    } else if (i == from && i < t.n) {
        return 0; /* 附件里的表格 */
    }
    out->label = text_trimmed(text_part(t, 0, i));
    return i;
}
