/*
 * Where a line may end: forbidden starts and ends, and what must not be separated. Rules over
 * pairs of neighbours, then number plates, then words too long for any line.
 */
#include <uchar.h>

#include "text/text_int.h"

/* Units and counters that stay with the number before them. */
static const char32_t units[] =
    U"万亿千百元角分年月日时秒天周号条款项个户人名亩吨斤米里度次届期批辆台件"
    U"所家村组岁级类处座平公厘毫";

/* What another unit may follow: 亿元, 平方米, 公里. */
static const char32_t multipliers[] = U"万亿千百公平方厘毫";

/* One-character names of the provinces, with which number plates start. */
static const char32_t provinces[] =
    U"京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

static bool one_of(uint32_t cp, const char32_t *set)
{
    while (*set && *set != cp)
        set++;
    return *set != 0;
}

static bool is_word(const struct item *it)
{
    return it->latin && (it->trait.cls == CLASS_LETTER || it->trait.cls == CLASS_DIGIT ||
                         it->trait.cls == CLASS_POSTFIX || it->trait.cls == CLASS_PREFIX);
}

static bool is_digit(const struct item *it)
{
    return it->trait.cls == CLASS_DIGIT;
}

/* A number with its sign or unit, a year in 〔〕 with what follows, dots of an ellipsis. */
static bool belong_together(const struct item *a, const struct item *b)
{
    if (is_word(a) && is_word(b))
        return true;
    if (is_digit(a))
        return b->trait.cls == CLASS_POSTFIX || one_of(b->cp, units);
    if (is_digit(b))
        return a->trait.cls == CLASS_PREFIX || one_of(a->cp, U"〕第");
    if (a->trait.cls == CLASS_MIDDLE)
        return is_word(b);
    return a->trait.cls == CLASS_ELLIPSIS && b->trait.cls == CLASS_ELLIPSIS;
}

static bool may_break(struct items items, size_t i)
{
    const struct item *a = &items.v[i], *b = &items.v[i + 1];
    if (a->forced || b->forced)
        return a->forced;
    if (b->trait.no_start || a->trait.no_end)
        return false;
    if (a->trait.cls == CLASS_SPACE) /* 138 0000 0000 is one number */
        return !(i > 0 && is_digit(&items.v[i - 1]) && is_digit(b));
    return !belong_together(a, b);
}

/* 8亿元, 120平方公里: a number stays with all of its unit. */
static void keep_units(struct items items)
{
    bool number = false;
    for (size_t i = 0; i + 1 < items.n; i++) {
        bool unit = one_of(items.v[i + 1].cp, units) || one_of(items.v[i + 1].cp, multipliers);
        number = is_digit(&items.v[i]) || (number && one_of(items.v[i].cp, multipliers));
        if (number && unit)
            items.v[i].break_after = false;
    }
}

/* 青A·12345, 青A12345: from the province to the last sign. */
static size_t plate_length(struct items items, size_t i)
{
    enum { LEAST_SIGNS = 5 };
    if (i + 2 >= items.n || !one_of(items.v[i].cp, provinces))
        return 0;
    if (items.v[i + 1].cp < 'A' || items.v[i + 1].cp > 'Z')
        return 0;
    size_t k = i + 2, signs = 0;
    if (items.v[k].trait.cls == CLASS_MIDDLE)
        k++;
    for (; k < items.n && is_word(&items.v[k]); k++)
        signs++;
    return signs >= LEAST_SIGNS ? k - i : 0;
}

static void keep_plates(struct items items)
{
    for (size_t i = 0; i < items.n; i++) {
        size_t n = plate_length(items, i);
        for (size_t k = i; n && k + 1 < i + n; k++)
            items.v[k].break_after = false;
    }
}

/* What no line can hold may break anywhere, rather than overflow: an address of the web. */
static void open_long_words(struct items items, int64_t width)
{
    size_t start = 0;
    int64_t wide = 0;
    for (size_t i = 0; i < items.n; i++) {
        wide += items.v[i].cell;
        if (items.v[i].break_after) {
            start = i + 1;
            wide = 0;
        } else if (wide > width) {
            for (size_t k = start; k + 1 < items.n && !items.v[k].break_after; k++)
                items.v[k].break_after = true;
            wide = 0;
            start = i + 1;
        }
    }
}

void items_find_breaks(struct items items, int64_t width)
{
    for (size_t i = 0; i + 1 < items.n; i++)
        items.v[i].break_after = may_break(items, i);
    if (items.n)
        items.v[items.n - 1].break_after = true;
    keep_units(items);
    keep_plates(items);
    open_long_words(items, width);
}
