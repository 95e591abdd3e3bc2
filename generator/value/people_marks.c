/*
 * What clerks write between people and their telephones in one cell, which is neither: 郑刚:138…,
 * 郑刚（电话：138…）, 郑刚—138…, 郑刚 - 局长 - 138…, 1.吴敏 2.郑立, 吴敏/郑立. In a copy of the cell, of the same length,
 * blanks stand for it, so that every part of the copy has its place in the cell.
 */
#include <string.h>

#include "base/utf8.h"
#include "value/people_int.h"

static const char32_t colons[] = U"：:", strokes[] = U"—–-－/／|｜";

static void blank_out(struct text t, uint32_t *cp, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (!utf8_is_blank(t.cp[i]))
            cp[i] = ' ';
}

static size_t before_blanks(struct text t, size_t i)
{
    while (i > 0 && utf8_is_blank(t.cp[i - 1]))
        i--;
    return i;
}

/* Where the word begins that ends here. */
static size_t word_start(struct text t, size_t i)
{
    while (i > 0 && utf8_is_han(t.cp[i - 1]))
        i--;
    return i;
}

/* Where a telephone's label begins that ends here; i itself: none does. */
static size_t label_start(struct text t, size_t i)
{
    static const char *const labels[] = {"联系电话", "联系方式", "手机号码", "电话号码", "手机号",
                                         "手机",     "电话",     "TEL",      "Tel",      "tel"};
    for (size_t k = 0; k < sizeof labels / sizeof *labels; k++) {
        size_t n = utf8_count(labels[k], strlen(labels[k]));
        if (n <= i && text_word_at(text_part(t, 0, i), i - n, labels[k]))
            return i - n;
    }
    return i;
}

/* Between somebody and the telephone that begins here. 值班电话：0971-… is words. */
static void mask_before_phone(struct text t, uint32_t *cp, size_t phone)
{
    size_t end = before_blanks(t, phone), mark = end;
    bool colon = end > 0 && utf8_is_one_of(t.cp[end - 1], colons);
    if (colon)
        mark = before_blanks(t, end - 1);
    size_t label = label_start(t, mark), word = word_start(t, label);
    struct text before = text_part(t, word, label);
    if (label < mark) {
        if (!before.n || people_is_name(before))
            blank_out(t, cp, label, phone);
    } else if (colon) {
        if (before.n && !people_are_words(before))
            blank_out(t, cp, mark, phone);
    } else if (end > 0 && utf8_is_one_of(t.cp[end - 1], strokes)) {
        size_t name = before_blanks(t, end - 1);
        while (name > 0 && utf8_is_one_of(t.cp[name - 1], strokes)) /* —— */
            name--;
        if (name > 0 && people_is_name(text_part(t, word_start(t, name), name)))
            blank_out(t, cp, name, phone);
    }
}

/* Behind a number before a name, 1. or 2、; i itself: there is none of that value. 1.县委办2人 is words. */
static size_t skip_ordinal(struct text t, size_t i, unsigned value)
{
    unsigned found = 0;
    size_t k = i;
    bool begins = i == 0 || utf8_is_blank(t.cp[i - 1]) || utf8_is_one_of(t.cp[i - 1], U"，,；;");
    for (; begins && k < t.n && k < i + 2 && utf8_is_digit(utf8_narrow(t.cp[k])); k++)
        found = found * 10 + (unsigned)(utf8_narrow(t.cp[k]) - '0');
    if (k == i || found != value || k >= t.n || !utf8_is_one_of(t.cp[k], U".．、"))
        return i;
    k = text_skip_blanks(t, k + 1);
    size_t end = k;
    while (end < t.n && (utf8_is_han(t.cp[end]) || t.cp[end] == U'·'))
        end++;
    return people_is_name(text_part(t, k, end)) ? k : i;
}

/* Of two at least, that count from 1. */
static void mask_ordinals(struct text t, uint32_t *cp)
{
    for (int pass = 0; pass < 2; pass++) {
        unsigned value = 1;
        for (size_t i = 0; i < t.n; i++) {
            size_t behind = skip_ordinal(t, i, value);
            if (behind == i)
                continue;
            if (pass)
                blank_out(t, cp, i, behind);
            value++;
        }
        if (value <= 2)
            return;
    }
}

/* 吴敏/郑立: two names. */
static void mask_slash(struct text t, uint32_t *cp, size_t i)
{
    size_t from = word_start(t, i), to = i + 1;
    while (to < t.n && utf8_is_han(t.cp[to]))
        to++;
    if (people_is_name(text_part(t, from, i)) && people_is_name(text_part(t, i + 1, to)))
        cp[i] = U'、';
}

/* Between blanks, with something on both sides: 王强 - 局长. Behind the strokes. */
static size_t mask_lone_strokes(struct text t, uint32_t *cp, size_t i)
{
    size_t end = i;
    while (end < t.n && utf8_is_one_of(t.cp[end], strokes))
        end++;
    bool lone = end > i && i > 0 && end < t.n && utf8_is_blank(t.cp[i - 1]) && utf8_is_blank(t.cp[end]);
    size_t before = before_blanks(t, i), behind = text_skip_blanks(t, end);
    if (lone && before > 0 && behind < t.n && utf8_is_han(t.cp[before - 1]))
        blank_out(t, cp, i, end);
    return end;
}

struct text people_unmarked(struct arena *a, struct text cell)
{
    uint32_t *cp = arena_copy(a, cell.cp, cell.n * sizeof *cp);
    for (size_t i = 0; i < cell.n;) {
        size_t behind = people_skip_phone(cell, i);
        if (behind > i && i)
            mask_before_phone(cell, cp, i);
        else if (utf8_is_one_of(cell.cp[i], U"/／"))
            mask_slash(cell, cp, i);
        if (behind == i)
            behind = mask_lone_strokes(cell, cp, i);
        i = behind > i ? behind : i + 1;
    }
    mask_ordinals(cell, cp);
    cell.cp = cp;
    return cell;
}
