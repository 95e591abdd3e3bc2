/* What cannot be of a person: a telephone that no exchange would take, an identity card whose
 * number does not add up (GB 11643). */
#include "base/phone.h"
#include "staff/staff_int.h"

static const char *utf8(struct staff *s, struct text t)
{
    return text_utf8(s->arena, t);
}

static bool is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

/* ---- telephones ---- */

static void check_phones(struct staff *s, const struct staff_person *p)
{
    struct text one;
    for (size_t at = 0; phone_next(p->phone, &at, &one);)
        if (!phone_callable(one))
            diag(s->diags, DIAG_N016, text_pos(one, 0), utf8(s, p->name), utf8(s, one));
}

/* ---- identity cards ---- */

enum { CARD_LENGTH = 18, CARD_BIRTH = 6, CARD_SEX = 16 };

/* Digits, and an X at the end alone. */
static bool has_card_shape(struct text card)
{
    if (card.n != CARD_LENGTH)
        return false;
    for (size_t i = 0; i + 1 < CARD_LENGTH; i++)
        if (!is_digit(card.cp[i]))
            return false;
    uint32_t last = card.cp[CARD_LENGTH - 1];
    return is_digit(last) || last == 'X' || last == 'x';
}

static int number_at(struct text card, size_t i, size_t digits)
{
    int value = 0;
    while (digits--)
        value = value * 10 + (int)(card.cp[i++] - '0');
    return value;
}

/* GB 11643, 4.3: the weights are powers of two modulo 11. */
static bool adds_up(struct text card)
{
    static const char checks[] = "10X98765432";
    enum { MODULUS = 11 };
    int sum = 0, weight = 1;
    for (size_t i = CARD_LENGTH - 1; i--;) {
        weight = weight * 2 % MODULUS;
        sum += (int)(card.cp[i] - '0') * weight;
    }
    uint32_t last = card.cp[CARD_LENGTH - 1] == 'x' ? 'X' : card.cp[CARD_LENGTH - 1];
    return last == (uint32_t)checks[sum % MODULUS];
}

static bool is_born(struct text card)
{
    return day_is_real(number_at(card, CARD_BIRTH, 4), number_at(card, CARD_BIRTH + 4, 2),
                       number_at(card, CARD_BIRTH + 6, 2));
}

/* The last digit but one is odd for a man. */
static bool agrees_with_sex(const struct staff_person *p)
{
    bool man = number_at(p->card, CARD_SEX, 1) % 2 == 1;
    return !p->sex.n || text_equals(p->sex, man ? "男" : "女");
}

static void check_card(struct staff *s, const struct staff_person *p)
{
    if (!p->card.n)
        return;
    const char *name = utf8(s, p->name);
    struct pos pos = text_pos(p->card, 0);
    if (!has_card_shape(p->card))
        diag(s->diags, DIAG_N017, pos, name, utf8(s, p->card));
    else if (!is_born(p->card))
        diag(s->diags, DIAG_N018, pos, name, utf8(s, p->card));
    else if (!adds_up(p->card))
        diag(s->diags, DIAG_N019, pos, name, utf8(s, p->card));
    else if (!agrees_with_sex(p))
        diag(s->diags, DIAG_N020, pos, name, utf8(s, p->sex));
}

void check_people(struct staff *s)
{
    for (size_t i = 0; i < s->n_people; i++) {
        check_phones(s, s->people[i]);
        check_card(s, s->people[i]);
    }
}
