/*
 * Leading groups and teams as a whole: each has somebody who leads it, and nobody is a plain member
 * of two teams, or of two groups, of one document. Who leads others may lead several.
 */
#include "model/visit.h"
#include "proof/diag.def"
#include "proof/proof_int.h"

/* A plain member of a team or a group. */
struct membership {
    const struct roster_entry *entry;
    const void *group;
    const char *name; /* of the group */
    bool team;
};

struct groups {
    const struct proof *p;
    VEC(struct membership) list;
};

static bool has_any(struct text t, const char *const words[], size_t n)
{
    for (size_t i = 0; i < t.n; i++)
        if (starts_with_any(t, i, words, n))
            return true;
    return false;
}
#define HAS_ANY(t, words) has_any(t, words, sizeof(words) / sizeof *(words))

static const char *const deputies[] = {"副"};

/* 组长, 召集人, 责任领导, but not 副组长. */
static bool leads(struct text label)
{
    static const char *const words[] = {"组长", "领导", "负责人", "召集人", "主任", "指挥",
                                        "队长", "团长", "领队",   "班长",   "牵头", "带队"};
    return HAS_ANY(label, words) && !HAS_ANY(label, deputies);
}

static bool is_plain(struct text label)
{
    static const char *const words[] = {"成员", "组员", "队员", "团员", "工作人员"};
    return HAS_ANY(label, words);
}

/* A roster that is of a group, and not only a list of people. */
static bool is_group(const struct roster_tier *t)
{
    while (t && !is_plain(t->label) && !leads(t->label) && !HAS_ANY(t->label, deputies))
        t = t->next;
    return t != NULL;
}

static bool has_anybody(const struct roster_tier *t)
{
    const struct roster_entry *e = t->entries;
    while (e && e->vacant)
        e = e->next;
    return e != NULL;
}

static void check_leader(const struct groups *g, const struct roster_tier *tiers, struct pos pos,
                         const char *name)
{
    const struct roster_tier *t = tiers;
    while (t && !(leads(t->label) && has_anybody(t)))
        t = t->next;
    if (tiers && !t)
        diag(g->p->diags, DIAG_C032, pos, name);
}

/* ---- members of two ---- */

static void add_member(struct groups *g, struct membership m)
{
    for (size_t i = 0; i < g->list.n; i++) {
        const struct membership *other = &g->list.v[i];
        if (other->team != m.team || other->group == m.group ||
            strcmp(other->entry->person, m.entry->person) != 0)
            continue;
        diag(g->p->diags, m.team ? DIAG_C030 : DIAG_C031, m.entry->pos,
             text_utf8(g->p->doc->arena, m.entry->name), other->name, m.name);
        return;
    }
    VEC_PUSH(g->p->doc->arena, &g->list, m);
}

static void add_members(struct groups *g, const struct roster_tier *t, struct membership m)
{
    for (; t; t = t->next)
        for (m.entry = is_plain(t->label) ? t->entries : NULL; m.entry; m.entry = m.entry->next)
            if (!m.entry->vacant)
                add_member(g, m);
}

/* ---- the walk ---- */

static void check_roster(struct groups *g, const struct block *b)
{
    const struct roster *roster = b->roster;
    const char *name = roster->title.n ? text_utf8(g->p->doc->arena, roster->title) : "名单";
    if (!is_group(roster->tiers))
        return;
    check_leader(g, roster->tiers, roster->pos, name);
    add_members(g, roster->tiers, (struct membership){NULL, roster, name, false});
}

static void check_teams(struct groups *g, const struct block *b)
{
    for (const struct team *t = b->teams->first; t; t = t->next) {
        const char *name = text_utf8(g->p->doc->arena, t->label);
        check_leader(g, t->tiers, t->pos, name);
        add_members(g, t->tiers, (struct membership){NULL, t, name, true});
    }
}

static void check_block(void *context, struct block *b, const struct block_place *at)
{
    (void)at;
    if (b->kind == BLOCK_ROSTER)
        check_roster(context, b);
    else if (b->kind == BLOCK_TEAMS)
        check_teams(context, b);
}

void proof_groups(const struct proof *p)
{
    struct groups g = {.p = p};
    visit_blocks(p->doc, check_block, &g);
}
