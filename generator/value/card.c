/* What the digits of an identity card say, and whether they can; which plates there are. */
#include "value/card.h"

#include <uchar.h>

#include "base/utf8.h"
#include "value/date.h"

enum { LENGTH = 18, OLD_LENGTH = 15, BIRTH = 6, SEX = 16 };

static bool are_digits(struct text t, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (t.cp[i] < '0' || t.cp[i] > '9')
            return false;
    return true;
}

bool card_has_shape(struct text card)
{
    if (card.n != LENGTH || !are_digits(card, LENGTH - 1))
        return false;
    uint32_t last = card.cp[LENGTH - 1];
    return (last >= '0' && last <= '9') || last == 'X' || last == 'x';
}

bool card_is_old(struct text card)
{
    return card.n == OLD_LENGTH && are_digits(card, OLD_LENGTH);
}

static int number_at(struct text card, size_t i, size_t digits)
{
    int value = 0;
    while (digits--)
        value = value * 10 + (int)(card.cp[i++] - '0');
    return value;
}

bool card_is_born(struct text card)
{
    return calendar_has(number_at(card, BIRTH, 4), number_at(card, BIRTH + 4, 2),
                        number_at(card, BIRTH + 6, 2));
}

/* GB 11643, 4.3: the weights are powers of two modulo 11. */
bool card_adds_up(struct text card)
{
    static const char checks[] = "10X98765432";
    enum { MODULUS = 11 };
    int sum = 0, weight = 1;
    for (size_t i = LENGTH - 1; i--;) {
        weight = weight * 2 % MODULUS;
        sum += (int)(card.cp[i] - '0') * weight;
    }
    uint32_t last = card.cp[LENGTH - 1] == 'x' ? 'X' : card.cp[LENGTH - 1];
    return last == (uint32_t)checks[sum % MODULUS];
}

/* The last digit but one is odd for a man. */
bool card_is_mans(struct text card)
{
    return number_at(card, SEX, 1) % 2 == 1;
}

/* ---- number plates ---- */

static bool fits(uint32_t cp, char32_t place)
{
    static const char32_t provinces[] =
        U"京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
    switch (place) {
    case U'P':
        return utf8_is_one_of(cp, provinces);
    case U'L':
        return cp >= 'A' && cp <= 'Z';
    case U'S':
        return utf8_is_one_of(cp, U"0123456789ABCDEFGHJKLMNPQRSTUVWXYZ");
    default:
        return cp == place;
    }
}

static bool has_form(struct text key, const char32_t *form)
{
    size_t i = 0;
    while (form[i] && i < key.n && fits(key.cp[i], form[i]))
        i++;
    return !form[i] && i == key.n;
}

/* GA 36: P a province, L a letter, S a letter or digit without I and O, others
 * themselves. Of ordinary cars and of those with a new kind of motor; of the police, learners,
 * trailers, from 港澳, of consulates; of fire and rescue; of the armed police. */
bool plate_is_valid(struct text key)
{
    static const char32_t *const forms[] = {
        U"PLSSSSS",  U"PLSSSSSS", U"PLSSSS警", U"PLSSSS学",   U"PLSSSS挂", U"PLSSSS港",
        U"PLSSSS澳", U"PLSSSS领", U"使SSSSSS", U"PXSSSS应急", U"WJPSSSSS",
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (has_form(key, forms[i]))
            return true;
    return false;
}
