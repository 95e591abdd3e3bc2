/* Entries by their kinds: dates, numbers, cards and telephones each by its judge. */
#include "value/entry.h"

#include "value/card.h"
#include "value/date.h"
#include "value/list.h"
#include "value/phone.h"

static bool says_none(struct text t)
{
    static const char *const words[] = {"", "无", "没有", "暂无", "/", "-", "—", "——"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equals(t, words[i]))
            return true;
    return false;
}

static enum entry_fault judge_date(struct text t)
{
    struct calendar_date date;
    if (!t.n)
        return ENTRY_GOOD;
    if (!calendar_read(t, &date))
        return ENTRY_NO_DATE;
    return calendar_can_be(date) ? ENTRY_GOOD : ENTRY_IMPOSSIBLE_DATE;
}

static size_t skip_digits(struct text t, size_t i, bool thousands)
{
    while (i < t.n && ((t.cp[i] >= '0' && t.cp[i] <= '9') || (thousands && t.cp[i] == ',')))
        i++;
    return i;
}

/* 12, 1,200, 0.5; no words, units or exponents. */
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

static enum entry_fault judge_card(struct text t)
{
    if (card_is_old(t))
        return ENTRY_GOOD;
    if (!card_has_shape(t))
        return ENTRY_NO_CARD;
    return card_is_born(t) && card_adds_up(t) ? ENTRY_GOOD : ENTRY_WRONG_CARD;
}

static enum entry_fault judge_phones(struct text t)
{
    struct text one;
    for (size_t at = 0; list_next(t, LIST_PHONES, &at, &one);)
        if (!phone_callable(one))
            return ENTRY_NO_PHONE;
    return ENTRY_GOOD;
}

static enum entry_fault judge_text(struct text t)
{
    (void)t;
    return ENTRY_GOOD;
}

enum entry_fault entry_judge(enum entry_kind kind, struct text t)
{
    static enum entry_fault (*const judges[])(struct text) = {
        [ENTRY_TEXT] = judge_text,    [ENTRY_NUMBER] = judge_number, [ENTRY_DATE] = judge_date,
        [ENTRY_PHONE] = judge_phones, [ENTRY_CARD] = judge_card,
    };
    return kind != ENTRY_DATE && says_none(t) ? ENTRY_GOOD : judges[kind](t);
}
