/* What cannot be of a person: a telephone that no exchange would take, an identity card whose
 * number does not add up (GB 11643). */
#include "staff/diag.def"
#include "staff/staff_int.h"
#include "value/entry.h"

static const char *utf8(struct staff *s, struct text t)
{
    return text_utf8(s->arena, t);
}

/* ---- telephones ---- */

static void check_phones(struct staff *s, const struct staff_person *p)
{
    struct text bad;
    for (size_t at = 0; phone_next_bad(p->phone, &at, &bad);)
        diag(s->diags, DIAG_N016, text_pos(bad, 0), utf8(s, p->name), utf8(s, bad));
}

/* ---- identity cards ---- */

static bool agrees_with_sex(const struct staff_person *p)
{
    return !p->sex.n || text_equals(p->sex, card_is_mans(p->card) ? "男" : "女");
}

static void check_card(struct staff *s, const struct staff_person *p)
{
    static const struct diag_code *const codes[] = {[CARD_NO_SHAPE] = DIAG_N017,
                                                    [CARD_NO_BIRTHDAY] = DIAG_N018,
                                                    [CARD_WRONG_DIGIT] = DIAG_N019};
    if (!p->card.n)
        return;
    enum card_fault fault = card_judge(p->card);
    struct pos pos = text_pos(p->card, 0);
    if (fault)
        diag(s->diags, codes[fault], pos, utf8(s, p->name), utf8(s, p->card));
    else if (!agrees_with_sex(p))
        diag(s->diags, DIAG_N020, pos, utf8(s, p->name), utf8(s, p->sex));
}

void check_people(struct staff *s)
{
    for (size_t i = 0; i < s->n_people; i++) {
        check_phones(s, s->people[i]);
        check_card(s, s->people[i]);
    }
}
