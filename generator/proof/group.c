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
        if (text_any_word_at(t, i, words, n))
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

/* Members of two are told once. */
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

/* A group's or a team's tiers: who leads, and its plain members. */
static void check_tiers(struct groups *g, const struct roster_tier *tiers, struct pos pos,
                        struct membership m)
{
    const struct people *people = g->p->doc->people;
    bool led = !tiers;
    for (const struct roster_tier *t = tiers; t && !led; t = t->next)
        for (const struct roster_entry *e = leads(t->label) ? people_entries(people, t) : NULL; e;
             e = e->next)
            led = led || !e->vacant;
    if (!led)
        diag(g->p->diags, DIAG_C032, pos, m.name);
    for (const struct roster_tier *t = tiers; t; t = t->next)
        for (m.entry = is_plain(t->label) ? people_entries(people, t) : NULL; m.entry;
             m.entry = m.entry->next)
            if (!m.entry->vacant)
                add_member(g, m);
}

static void check_block(void *context, struct block *b, const struct block_place *at)
{
    struct groups *g = context;
    struct arena *a = g->p->doc->arena;
    const struct roster *r = b->kind == BLOCK_ROSTER ? b->roster : NULL;
    (void)at;
    if (r && is_group(r->tiers)) {
        const char *name = r->title.n ? text_utf8(a, r->title) : "名单";
        check_tiers(g, r->tiers, r->pos, (struct membership){NULL, r, name, false});
    }
    for (const struct team *t = b->teams ? b->teams->first : NULL; t; t = t->next)
        check_tiers(g, t->tiers, t->pos,
                    (struct membership){NULL, t, text_utf8(a, t->label), true});
}

void proof_groups(const struct proof *p)
{
    struct groups g = {.p = p};
    visit_blocks(p->doc, check_block, &g);
}
