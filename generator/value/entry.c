/*
 * Which telephones can be called, by how a number begins and how many digits it then has; what the
 * digits of an identity card say, and whether they can; which plates there are. Whatever stands in
 * a text, no digit too many is read.
 */
#include "value/entry.h"

#include <uchar.h>

#include "base/utf8.h"
#include "value/date.h"
#include "value/list.h"
#include "value/number.h"

/* ---- telephones ---- */

enum { DIGITS_MOST = 16, LOCAL_MOST = 8, GROUP_LEAST = 3, EXTENSION_MOST = 6 };

/* n == 0: there is something else in it, or too much. */
struct digits {
    char at[DIGITS_MOST];
    size_t n;
};

static struct digits digits_of(struct text t)
{
    struct digits d = {.n = 0};
    for (size_t i = 0; i < t.n; i++) {
        bool digit = utf8_is_digit(t.cp[i]);
        if (digit && d.n < DIGITS_MOST)
            d.at[d.n++] = (char)t.cp[i];
        else if (digit || !utf8_is_one_of(t.cp[i], U" -—–+()（）\u3000\u00A0"))
            return (struct digits){.n = 0};
    }
    return d;
}

/* How long the numbers of a kind are, by how they begin; the first row that fits decides. */
static const struct phone_kind {
    const char *start;
    size_t least, most;
    bool extended; /* it may have an extension */
    bool local;    /* short ones are local numbers that begin alike */
} kinds[] = {
    /* with the country's code */
    {"8610", 12, 12, true, true},
    {"861", 13, 13, false, true},
    {"860", 0, 0, false, true},
    {"86", 12, 13, true, true},
    /* services, then mobile */
    {"10", 5, 5, false, false},
    {"11", 3, 6, false, false},
    {"12", 3, 6, false, false},
    {"1", 11, 11, false, false},
    /* with the area's code */
    {"010", 11, 11, true, false},
    {"02", 11, 11, true, false},
    {"00", 0, 0, false, false},
    {"0", 11, 12, true, false},
    {"400", 10, 10, true, true},
    {"800", 10, 10, true, true},
    /* local, and short ones */
    {"", 3, LOCAL_MOST, true, false},
};

static bool begins(const struct digits *d, const char *start)
{
    size_t i = 0;
    while (start[i] && i < d->n && d->at[i] == start[i])
        i++;
    return !start[i];
}

/* Where 转 or the last dash stands; the text's end: there is neither. */
static size_t last_mark(struct text t)
{
    size_t dash = t.n;
    for (size_t i = 0; i < t.n; i++) {
        if (t.cp[i] == U'转')
            return i;
        if (utf8_is_one_of(t.cp[i], U"-—–"))
            dash = i;
    }
    return dash;
}

/* The number without an extension, which asks for one that may have some. */
static bool is_number(struct text t, bool extended)
{
    enum { FOREIGN_LEAST = 8, FOREIGN_MOST = 15 };
    const struct phone_kind *kind = kinds, *local = &kinds[sizeof kinds / sizeof *kinds - 1];
    struct digits d = digits_of(t);
    if (t.n && t.cp[0] == '+' && !begins(&d, "86")) /* ITU-T E.164 */
        return d.n >= FOREIGN_LEAST && d.n <= FOREIGN_MOST;
    while (!begins(&d, kind->start))
        kind++;
    if (kind->local && d.n <= LOCAL_MOST)
        kind = local;
    /* 138-0000-0000: the last digits are not too few to be part of the number */
    size_t mark = last_mark(t);
    return d.n && d.n >= kind->least && d.n <= kind->most && (kind->extended || !extended) &&
           (mark == t.n || t.n - mark - 1 >= GROUP_LEAST);
}

bool phone_is_callable(struct text number)
{
    size_t mark = last_mark(number);
    if (is_number(number, false))
        return true;
    if (mark == number.n)
        return false;
    /* An extension. Behind a dash, one digit is rather a slip. */
    struct digits own = digits_of(text_part(number, mark + 1, number.n));
    return own.n > (number.cp[mark] != U'转') && own.n <= EXTENSION_MOST &&
           is_number(text_part(number, 0, mark), true);
}

bool phone_next_bad(struct text all, size_t *at, struct text *number)
{
    while (list_next(all, LIST_PHONES, at, number))
        if (!phone_is_callable(*number))
            return true;
    return false;
}

/* ---- e-mail addresses ---- */

static bool is_latin(uint32_t cp)
{
    return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
}

/* Words of letters, digits and some marks that single dots part; how many there are, 0: others. */
static size_t dotted_words(struct text t, const char32_t *marks)
{
    size_t words = 0, length = 0;
    for (size_t i = 0; i < t.n; i++) {
        bool dot = t.cp[i] == '.';
        if (dot ? !length
                : !is_latin(t.cp[i]) && !utf8_is_digit(t.cp[i]) && !utf8_is_one_of(t.cp[i], marks))
            return 0;
        words += !dot && !length;
        length = dot ? 0 : length + 1;
    }
    return length ? words : 0;
}

bool email_is_one(struct text t)
{
    size_t at = 0, last = t.n;
    while (at < t.n && t.cp[at] != '@')
        at++;
    while (last > at && t.cp[last - 1] != '.')
        last--;
    struct text domain = text_part(t, at + (at < t.n), t.n), top = text_part(t, last, t.n);
    for (size_t i = 0; i < top.n; i++)
        if (!is_latin(top.cp[i]))
            return false;
    return at < t.n && dotted_words(text_part(t, 0, at), U"_%+-") &&
           dotted_words(domain, U"-") > 1 && top.n > 1;
}

bool email_next_bad(struct text all, size_t *at, struct text *address)
{
    while (list_next(all, LIST_EMAILS, at, address))
        if (!email_is_one(*address))
            return true;
    return false;
}

/* ---- identity cards ---- */

enum { CARD_LENGTH = 18, OLD_CARD_LENGTH = 15, CARD_BIRTH = 6, CARD_SEX = 16 };

static size_t count_digits(struct text t)
{
    size_t n = 0;
    while (n < t.n && utf8_is_digit(t.cp[n]))
        n++;
    return n;
}

enum card_fault card_judge(struct text card)
{
    static const char checks[] = "10X98765432";
    enum { MODULUS = 11 };
    size_t digits = count_digits(card);
    uint32_t last = card.n == CARD_LENGTH ? card.cp[CARD_LENGTH - 1] : 0;
    last = last == 'x' ? 'X' : last;
    if (digits + (last == 'X') != CARD_LENGTH || card.n != CARD_LENGTH)
        return CARD_NO_SHAPE;
    int year, month, day, sum = 0, weight = 1;
    number_digits(card, CARD_BIRTH, 4, &year);
    number_digits(card, CARD_BIRTH + 4, 2, &month);
    number_digits(card, CARD_BIRTH + 6, 2, &day);
    if (!date_is_day(year, month, day))
        return CARD_NO_BIRTHDAY;
    for (size_t i = CARD_LENGTH - 1; i--;) { /* 4.3: the weights are powers of two modulo 11 */
        weight = weight * 2 % MODULUS;
        sum += (int)(card.cp[i] - '0') * weight;
    }
    return last == (uint32_t)checks[sum % MODULUS] ? CARD_GOOD : CARD_WRONG_DIGIT;
}

bool card_is_old(struct text card)
{
    return card.n == OLD_CARD_LENGTH && count_digits(card) == OLD_CARD_LENGTH;
}

/* The last digit but one is odd for a man. */
bool card_is_mans(struct text card)
{
    return (card.cp[CARD_SEX] - '0') % 2 == 1;
}

/* ---- number plates ---- */

static bool fits_place(uint32_t cp, char32_t place)
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

/* GA 36: P a province, L a letter, S a letter or digit without I and O, others
 * themselves. Of ordinary cars and of those with a new kind of motor; of the police, learners,
 * trailers, from 港澳, of consulates; of fire and rescue; of the armed police. */
bool plate_is_valid(struct text key)
{
    static const char32_t *const forms[] = {
        U"PLSSSSS",  U"PLSSSSSS", U"PLSSSS警", U"PLSSSS学",   U"PLSSSS挂", U"PLSSSS港",
        U"PLSSSS澳", U"PLSSSS领", U"使SSSSSS", U"PXSSSS应急", U"WJPSSSSS",
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        size_t k = 0;
        while (forms[i][k] && k < key.n && fits_place(key.cp[k], forms[i][k]))
            k++;
        if (!forms[i][k] && k == key.n)
            return true;
    }
    return false;
}

/* ---- what a place of a form takes ---- */

static bool says_none(struct text t)
{
    static const char *const words[] = {"", "无", "没有", "暂无", "/", "-", "—", "——"};
    enum { LONGEST = 2 };
    for (size_t i = 0; t.n <= LONGEST && i < sizeof words / sizeof *words; i++)
        if (text_equals(t, words[i]))
            return true;
    return false;
}

static size_t skip_digits(struct text t, size_t i, bool thousands)
{
    while (i < t.n && (utf8_is_digit(t.cp[i]) || (thousands && t.cp[i] == ',')))
        i++;
    return i;
}

/* 12, 1,200, 12,0000, 0.5; no words, units or exponents. */
static enum entry_fault judge_number(struct text t)
{
    size_t sign = t.n && (t.cp[0] == '-' || t.cp[0] == 0x2212);
    size_t end = skip_digits(t, sign, true);
    bool number = end > sign && t.cp[sign] != ',';
    if (number && end < t.n && t.cp[end] == '.') {
        size_t point = end + 1;
        end = skip_digits(t, point, false);
        number = end > point;
    }
    if (!number || end < t.n)
        return ENTRY_NO_NUMBER;
    return sign ? ENTRY_BELOW_ZERO : ENTRY_GOOD;
}

enum entry_fault entry_judge(enum entry_kind kind, struct text t)
{
    static const enum entry_fault cards[] = {[CARD_GOOD] = ENTRY_GOOD,
                                             [CARD_NO_SHAPE] = ENTRY_NO_CARD,
                                             [CARD_NO_BIRTHDAY] = ENTRY_WRONG_CARD,
                                             [CARD_WRONG_DIGIT] = ENTRY_WRONG_CARD};
    struct text number;
    struct date date;
    size_t at = 0;
    if (!t.n || (kind != ENTRY_DATE && says_none(t)))
        return ENTRY_GOOD;
    switch (kind) {
    case ENTRY_TEXT:
        break;
    case ENTRY_NUMBER:
        return judge_number(t);
    case ENTRY_DATE:
        if (!date_read(t, &date))
            return ENTRY_NO_DATE;
        return date_exists(date) ? ENTRY_GOOD : ENTRY_IMPOSSIBLE_DATE;
    case ENTRY_PHONE:
        return phone_next_bad(t, &at, &number) ? ENTRY_NO_PHONE : ENTRY_GOOD;
    case ENTRY_CARD:
        return card_is_old(t) ? ENTRY_GOOD : cards[card_judge(t)];
    }
    return ENTRY_GOOD;
}
