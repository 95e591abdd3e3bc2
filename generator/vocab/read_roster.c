/*
 * The reader of rosters: who is asked for, as written. What the staff file says is for resolve/.
 */
#include <uchar.h>

#include "vocab/vocab_int.h"

struct staff_reference *read_reference(struct reader *r, const struct node *n, enum attr_id post,
                                       enum attr_id person)
{
    const struct attr *attr = table_given(n, post) ? table_given(n, post) : table_given(n, person);
    if (!attr)
        return NULL;
    struct staff_reference *who = ARENA_NEW(r->arena, struct staff_reference);
    *who = (struct staff_reference){attr->value_pos, read_attr_text(r, n, post),
                                    read_attr_text(r, n, person)};
    return who;
}

static struct roster_member *read_member(struct reader *r, const struct node *n)
{
    struct roster_member *member = ARENA_NEW(r->arena, struct roster_member);
    const struct staff_reference *who = read_reference(r, n, ATTR_MEMBER_POST, ATTR_MEMBER_PERSON);
    member->pos = n->pos;
    if (who)
        member->who = *who;
    member->unit = read_attr_text(r, n, ATTR_MEMBER_UNIT);
    member->all_units = read_attr_choice(n, ATTR_MEMBER_UNITS);
    member->deputies = read_attr_choice(n, ATTR_MEMBER_STANDING);
    member->pinned = read_attr_text(r, n, ATTR_MEMBER_PINNED);
    member->reason = read_attr_text(r, n, ATTR_MEMBER_REASON);
    member->title = read_attr_text(r, n, ATTR_MEMBER_TITLE);
    member->duty = read_attr_text(r, n, ATTR_MEMBER_DUTY);
    member->remark = read_attr_text(r, n, ATTR_MEMBER_REMARK);
    return member;
}

static struct roster_tier *read_tier(struct reader *r, const struct node *n)
{
    struct roster_tier *tier = ARENA_NEW(r->arena, struct roster_tier);
    struct roster_member **last = &tier->members;
    tier->pos = n->pos;
    tier->label = read_attr_text(r, n, ATTR_TIER_ROLE);
    tier->order = read_attr_choice(n, ATTR_TIER_ORDER);
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        *last = read_member(r, k);
        last = &(*last)->next;
    }
    return tier;
}

static bool parts_units(uint32_t cp)
{
    static const char32_t marks[] = U"、，,；;。";
    const char32_t *mark = marks;
    while (*mark && *mark != cp)
        mark++;
    return *mark != 0;
}

/* Names parted by 、 or the marks that are typed for it. */
static struct text_item *read_units(struct reader *r, struct text t)
{
    struct text_item *first = NULL, **last = &first;
    for (size_t i = space_skip(t, 0), end; i < t.n; i = space_skip(t, end + 1)) {
        for (end = i; end < t.n && !parts_units(t.cp[end]);)
            end++;
        if (end > i) {
            *last = ARENA_NEW(r->arena, struct text_item);
            (*last)->text = text_part(t, i, end);
            last = &(*last)->next;
        }
        if (end == t.n)
            break;
    }
    return first;
}

/* The tiers among an element's children, from k on. */
static struct roster_tier *read_tiers(struct reader *r, const struct node *n)
{
    struct roster_tier *first = NULL, **last = &first;
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        if (k->id != EL_TIER)
            continue;
        *last = read_tier(r, k);
        last = &(*last)->next;
    }
    return first;
}

void read_roster(struct reader *r, const struct node *n)
{
    struct roster *roster = ARENA_NEW(r->arena, struct roster);
    const struct node *first = read_next(n->first);
    roster->pos = n->pos;
    roster->title = read_attr_text(r, n, ATTR_ROSTER_TITLE);
    roster->form = read_attr_choice(n, ATTR_ROSTER_FORM);
    roster->order = read_attr_choice(n, ATTR_ROSTER_ORDER);
    roster->phones = read_attr_choice(n, ATTR_ROSTER_PHONES);
    if (first->id == EL_MEMBER_UNITS)
        roster->units = read_units(r, space_element_text(r->arena, first));
    roster->tiers = read_tiers(r, n);
    read_add_block(r, n, BLOCK_ROSTER)->roster = roster;
}

void read_office(struct reader *r, const struct node *n)
{
    struct roster *roster = ARENA_NEW(r->arena, struct roster);
    roster->pos = n->pos;
    roster->at = read_attr_text(r, n, ATTR_OFFICE_AT);
    roster->group = read_attr_or_preset(r, n, ATTR_OFFICE_GROUP);
    roster->form = read_attr_choice(n, ATTR_OFFICE_FORM);
    roster->order = ORDER_WRITTEN;
    roster->tiers = read_tiers(r, n);
    read_add_block(r, n, BLOCK_OFFICE)->roster = roster;
}

static struct team_matter *read_matter(struct reader *r, const struct node *n)
{
    struct team_matter *matter = ARENA_NEW(r->arena, struct team_matter);
    matter->pos = n->pos;
    matter->title = read_attr_text(r, n, ATTR_MATTER_TITLE);
    matter->text = space_element_text(r->arena, n);
    return matter;
}

static struct team *read_team(struct reader *r, const struct node *n)
{
    struct team *team = ARENA_NEW(r->arena, struct team);
    struct team_matter **last = &team->matters;
    team->pos = n->pos;
    team->name = read_attr_text(r, n, ATTR_TEAM_NAME);
    team->liaises = read_attr_text(r, n, ATTR_TEAM_LIAISES);
    team->covers = read_attr_text(r, n, ATTR_TEAM_COVERS);
    team->tiers = read_tiers(r, n);
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        if (k->id != EL_MATTER)
            continue;
        *last = read_matter(r, k);
        last = &(*last)->next;
    }
    return team;
}

void read_teams(struct reader *r, const struct node *n)
{
    struct teams *teams = ARENA_NEW(r->arena, struct teams);
    struct team **last = &teams->first;
    teams->pos = n->pos;
    teams->title = read_attr_text(r, n, ATTR_TEAMS_TITLE);
    teams->numbered = read_attr_choice(n, ATTR_TEAMS_NUMBERED);
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        *last = read_team(r, k);
        last = &(*last)->next;
    }
    read_add_block(r, n, BLOCK_TEAMS)->teams = teams;
}
