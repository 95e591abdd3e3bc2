/* What cannot be of a person: a telephone that no exchange would take, an identity card whose
 * number does not add up (GB 11643). */
#include <uchar.h>

#include "staff/staff_int.h"

static const char *utf8(struct staff *s, struct text t)
{
    return text_utf8(s->arena, t);
}

static bool is_one_of(uint32_t cp, const char32_t *set)
{
    while (*set && *set != cp)
        set++;
    return *set != 0;
}

static bool is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

/* ---- telephones ---- */

enum { PHONE_MOST = 16 };

/* The digits of a number, without those of an extension; n == 0: there is something else in it. */
struct digits {
    char at[PHONE_MOST];
    size_t n;
};

static struct digits phone_digits(struct text t)
{
    struct digits d = {.n = 0};
    for (size_t i = 0; i < t.n && t.cp[i] != U'转'; i++) {
        if (is_digit(t.cp[i]) && d.n < PHONE_MOST)
            d.at[d.n++] = (char)t.cp[i];
        else if (!is_one_of(t.cp[i], U" -—–+()（）\u3000\u00A0"))
            return (struct digits){.n = 0};
    }
    return d;
}

static bool begins(const struct digits *d, const char *start)
{
    size_t i = 0;
    while (start[i] && i < d->n && d->at[i] == start[i])
        i++;
    return !start[i];
}

/* How long the numbers of a kind are, by how they begin; the first row that fits decides. */
static const struct phone_kind {
    const char *start;
    size_t least, most;
} phone_kinds[] = {
    {"861", 13, 13}, {"860", 0, 0},   {"86", 12, 14}, /* from abroad */
    {"10", 5, 5},    {"11", 3, 6},    {"12", 3, 6},   /* services */
    {"1", 11, 11},                                    /* mobile */
    {"010", 11, 11}, {"02", 11, 11},  {"0", 10, 12},  /* with the area code */
    {"400", 10, 10}, {"800", 10, 10}, {"", 3, 8},     /* local, and short ones */
};

static bool is_phone(struct text t)
{
    struct digits d = phone_digits(t);
    const struct phone_kind *kind = phone_kinds;
    while (!begins(&d, kind->start))
        kind++;
    bool local = *kind->start == '4' || *kind->start == '8';
    if (local && d.n < kind->least) /* 400 and 800 begin local numbers too */
        kind = &phone_kinds[sizeof phone_kinds / sizeof *phone_kinds - 1];
    return d.n >= kind->least && d.n <= kind->most;
}

static void check_phones(struct staff *s, const struct staff_person *p)
{
    struct text t = p->phone;
    size_t start = 0;
    for (size_t i = 0; t.n && i <= t.n; i++) {
        if (i < t.n && !is_one_of(t.cp[i], U"、，,；;/"))
            continue;
        struct text one = text_part(t, start, i);
        if (!is_phone(one))
            diag(s->diags, DIAG_N016, text_pos(t, start), utf8(s, p->name), utf8(s, one));
        start = i + 1;
    }
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
