/* Numbers in digits and in Chinese, read and written, and what numbers headings. */
#include "value/number.h"

#include <uchar.h>

#include "base/buf.h"
#include "base/utf8.h"

/* ---- digits ---- */

int number_digit(uint32_t cp)
{
    static const char32_t han[] = U"〇一二三四五六七八九";
    uint32_t narrow = utf8_narrow(cp);
    if (utf8_is_digit(narrow))
        return (int)(narrow - '0');
    for (int i = 0; han[i]; i++)
        if (han[i] == cp)
            return i;
    return utf8_is_one_of(cp, U"零○◯") ? 0 : -1;
}

size_t number_digits(struct text t, size_t i, size_t most, int *value)
{
    size_t n = 0;
    *value = 0;
    for (; n < most && i + n < t.n && utf8_is_digit(t.cp[i + n]); n++)
        *value = *value * 10 + (int)(t.cp[i + n] - '0');
    return n;
}

int number_whole(struct text t, size_t most)
{
    int value;
    size_t n = number_digits(t, 0, most, &value);
    return n && n == t.n ? value : -1;
}

bool number_parse(const char *p, size_t n, uint32_t limit, uint32_t *out)
{
    uint64_t value = 0;
    for (size_t i = 0; i < n; i++) {
        if (!utf8_is_digit((unsigned char)p[i]))
            return false;
        value = value * 10 + (uint64_t)(p[i] - '0');
        if (value > limit)
            return false;
    }
    *out = (uint32_t)value;
    return n > 0;
}

/* ---- Chinese numerals ---- */

/* One digit at most stands before 十 and 百, or one of them is meant; what stands behind is less.
 */
bool numeral_add(struct numeral *x, uint32_t cp)
{
    enum { MOST = 99999999 };
    int digit = number_digit(cp), unit = cp == U'十' ? 10 : cp == U'百' ? 100 : 0;
    int run = digit < 0 || x->run > MOST / 10 ? MOST : x->run * 10 + digit;
    if (digit < 0 ? !unit || x->run >= 10 || (x->unit && unit >= x->unit)
                  : x->unit && run >= x->unit)
        return false;
    if (digit < 0) {
        x->sum += unit * (x->in_run ? x->run : 1);
        x->unit = unit;
    }
    x->run = digit < 0 ? 0 : run;
    x->in_run = digit >= 0;
    x->n++;
    return true;
}

int numeral_value(const struct numeral *x)
{
    return x->sum + x->run;
}

char *number_chinese(struct arena *a, int n)
{
    enum { MOST = 9999 };
    static const char *const digits[] = {"零", "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};
    static const char *const units[] = {"千", "百", "十", ""};
    if (n < 1 || n > MOST)
        return arena_printf(a, "%d", n);
    struct buf b = {0};
    bool zero = false;
    for (int i = 0, place = 1000; place; i++, place /= 10) {
        int digit = n / place % 10;
        if (!digit) {
            zero = b.n > 0;
            continue;
        }
        if (zero)
            buf_str(&b, digits[0]);
        zero = false;
        if (!(digit == 1 && place == 10 && b.n == 0)) /* 十二, not 一十二 */
            buf_str(&b, digits[digit]);
        buf_str(&b, units[i]);
    }
    char *s = arena_strndup(a, b.p, b.n);
    buf_drop(&b);
    return s;
}

/* ---- labels ---- */

char *number_label(struct arena *a, int level, int n)
{
    static const struct {
        const char *before, *after;
        bool chinese;
    } forms[LEVELS] = {{"", "、", true}, {"（", "）", true}, {"", ".", false}, {"（", "）", false}};
    const char *digits = forms[level - 1].chinese ? number_chinese(a, n) : arena_printf(a, "%d", n);
    return arena_printf(a, "%s%s%s", forms[level - 1].before, digits, forms[level - 1].after);
}

/* Behind the digits and numerals from i on. */
static size_t numerals_end(struct text t, size_t i)
{
    while (i < t.n && (number_digit(t.cp[i]) >= 0 || utf8_is_one_of(t.cp[i], U"十百")))
        i++;
    return i;
}

size_t number_typed_label(struct text t)
{
    enum { CIRCLED_FIRST = 0x2460, CIRCLED_LAST = 0x249B };
    if (t.n && t.cp[0] >= CIRCLED_FIRST && t.cp[0] <= CIRCLED_LAST)
        return 1;
    size_t from = t.n && utf8_is_one_of(t.cp[0], U"(（"), i = numerals_end(t, from);
    if (i == from || i == t.n)
        return 0;
    if (utf8_is_one_of(t.cp[i], U")）")) /* （一） (1) 1） */
        return i + 1;
    if (from || !utf8_is_one_of(t.cp[i], U"、.．,，"))
        return 0;
    bool decimal = !utf8_is_han(t.cp[0]) && numerals_end(t, i + 1) > i + 1; /* 1.5万亩 */
    return decimal ? 0 : i + 1;
}

size_t number_typed_attachment(struct text t)
{
    if (t.n < 2 || t.cp[0] != U'附' || t.cp[1] != U'件')
        return 0;
    size_t i = numerals_end(t, 2);
    bool marked = i < t.n && utf8_is_one_of(t.cp[i], U":：、");
    return marked || i > 2 ? i + marked : 0;
}
