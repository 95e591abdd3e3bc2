/* Chinese numerals and section labels. */
#include "base/buf.h"
#include "value/words.h"

enum { CHINESE_MAX = 9999 };

char *number_chinese(struct arena *a, int n)
{
    static const char *const digits[] = {"零", "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};
    static const char *const units[] = {"千", "百", "十", ""};
    if (n < 1 || n > CHINESE_MAX)
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

char *number_label(struct arena *a, int level, int n)
{
    static const struct {
        const char *before, *after;
        bool chinese;
    } forms[LEVELS] = {{"", "、", true}, {"（", "）", true}, {"", ".", false}, {"（", "）", false}};
    const char *digits = forms[level - 1].chinese ? number_chinese(a, n) : arena_printf(a, "%d", n);
    return arena_printf(a, "%s%s%s", forms[level - 1].before, digits, forms[level - 1].after);
}
