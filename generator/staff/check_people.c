/* What cannot be of a person: a telephone that no exchange would take, an identity card whose
 * number does not add up (GB 11643). */
#include "staff/diag.def"
#include "staff/staff_int.h"
#include "value/card.h"
#include "value/list.h"
#include "value/phone.h"

static const char *utf8(struct staff *s, struct text t)
{
    return text_utf8(s->arena, t);
}

/* ---- telephones ---- */

static void check_phones(struct staff *s, const struct staff_person *p)
{
    struct text one;
    for (size_t at = 0; list_next(p->phone, LIST_PHONES, &at, &one);)
        if (!phone_callable(one))
            diag(s->diags, DIAG_N016, text_pos(one, 0), utf8(s, p->name), utf8(s, one));
}

/* ---- identity cards ---- */

static bool agrees_with_sex(const struct staff_person *p)
{
    return !p->sex.n || text_equals(p->sex, card_is_mans(p->card) ? "男" : "女");
}

static void check_card(struct staff *s, const struct staff_person *p)
{
    if (!p->card.n)
        return;
    const char *name = utf8(s, p->name);
    struct pos pos = text_pos(p->card, 0);
    if (!card_has_shape(p->card))
        diag(s->diags, DIAG_N017, pos, name, utf8(s, p->card));
    else if (!card_is_born(p->card))
        diag(s->diags, DIAG_N018, pos, name, utf8(s, p->card));
    else if (!card_adds_up(p->card))
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
