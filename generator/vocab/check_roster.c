/*
 * Rules of rosters and of whoever is named from the staff file: exactly one way of naming, what
 * goes with it, and a staff file to ask.
 */
#include "vocab/diag.def"
#include "vocab/vocab_int.h"

enum { FULL_COLON = 0xFF1A };

static const char *attr_name(const struct check *c, enum attr_id id)
{
    return table_attr[id].name[c->lang];
}

/* Names of attributes, joined as a hint joins them. */
static const char *attr_names(const struct check *c, const enum attr_id ids[], size_t n)
{
    const char *comma = c->lang == VOCAB_ZH ? "、" : ", ", *all = attr_name(c, ids[0]);
    for (size_t i = 1; i < n; i++)
        all = arena_printf(c->arena, "%s%s%s", all, comma, attr_name(c, ids[i]));
    return all;
}

/* Exactly one of the attributes; 成员单位="否" is none. */
static void check_ways(struct check *c, const struct node *n, const enum attr_id ids[], size_t most)
{
    const struct attr *first = NULL;
    for (size_t i = 0; i < most; i++) {
        const struct attr *attr = table_given(n, ids[i]);
        if (!attr || (table_attr[ids[i]].type == TYPE_YES_NO && !table_is_yes(n, ids[i])))
            continue;
        if (first)
            CHECK_REPORT(c, DIAG_V092, attr->name_pos, n->name, first->name, attr->name);
        else
            first = attr;
    }
    if (!first)
        CHECK_REPORT(c, DIAG_V091, n->pos, n->name, attr_names(c, ids, most));
}

/* ---- 成员 ---- */

static void check_standing(struct check *c, const struct node *n)
{
    const struct attr *standing = table_given(n, ATTR_MEMBER_STANDING);
    bool by_unit = table_given(n, ATTR_MEMBER_UNIT) || table_is_yes(n, ATTR_MEMBER_UNITS);
    if (by_unit && !standing)
        CHECK_REPORT(c, DIAG_V093, n->pos, n->name, attr_name(c, ATTR_MEMBER_STANDING));
    if (!by_unit && standing)
        CHECK_REPORT(c, DIAG_V094, standing->name_pos, standing->name,
                     attr_name(c, ATTR_MEMBER_UNIT), attr_name(c, ATTR_MEMBER_UNITS));
}

static void check_pinned(struct check *c, const struct node *n)
{
    const struct attr *pinned = table_given(n, ATTR_MEMBER_PINNED);
    const struct attr *reason = table_given(n, ATTR_MEMBER_REASON);
    if (pinned && !reason)
        CHECK_REPORT(c, DIAG_V095, pinned->name_pos, pinned->name,
                     attr_name(c, ATTR_MEMBER_REASON));
    if (reason && !pinned)
        CHECK_REPORT(c, DIAG_V096, reason->name_pos, reason->name,
                     attr_name(c, ATTR_MEMBER_PINNED));
    if (pinned && !table_given(n, ATTR_MEMBER_POST))
        CHECK_REPORT(c, DIAG_V097, pinned->name_pos, pinned->name, attr_name(c, ATTR_MEMBER_POST));
}

static bool has_units(const struct node *roster)
{
    const struct node *k = roster->first;
    while (k && k->id != EL_MEMBER_UNITS)
        k = k->next;
    return k != NULL;
}

/* 成员单位="是" needs the roster's list of them. */
static void check_units(struct check *c, const struct node *n)
{
    const struct node *around = n->parent ? n->parent->parent : NULL;
    if (table_is_yes(n, ATTR_MEMBER_UNITS) && around && !has_units(around))
        CHECK_REPORT(c, DIAG_V099, table_given(n, ATTR_MEMBER_UNITS)->name_pos,
                     names_element(c, EL_MEMBER_UNITS), names_element(c, EL_ROSTER));
}

void check_member(struct check *c, const struct node *n, int nest)
{
    static const enum attr_id ways[] = {ATTR_MEMBER_POST, ATTR_MEMBER_PERSON, ATTR_MEMBER_UNIT,
                                        ATTR_MEMBER_UNITS};
    (void)nest;
    check_ways(c, n, ways, sizeof ways / sizeof *ways);
    check_standing(c, n);
    check_pinned(c, n);
    check_units(c, n);
}

/* ---- names in text ---- */

void check_inline_name(struct check *c, const struct node *n, int nest)
{
    static const enum attr_id ways[] = {ATTR_NAME_POST, ATTR_NAME_PERSON};
    (void)nest;
    check_ways(c, n, ways, sizeof ways / sizeof *ways);
}

void check_contact(struct check *c, const struct node *n, int nest)
{
    static const enum attr_id ways[] = {ATTR_CONTACT_NAME, ATTR_CONTACT_PERSON, ATTR_CONTACT_POST};
    (void)nest;
    check_ways(c, n, ways, sizeof ways / sizeof *ways);
}

/* ---- rosters and teams ---- */

/* 组长： the colon is the compiler's. */
static void check_colon(struct check *c, const struct node *n, enum attr_id id)
{
    const struct attr *attr = table_given(n, id);
    struct text t = attr ? space_attr_text(c->arena, attr) : (struct text){0};
    if (t.n > 1 && (t.cp[t.n - 1] == FULL_COLON || t.cp[t.n - 1] == ':'))
        CHECK_REPORT(c, DIAG_V102, text_pos(t, t.n - 1), attr->name,
                     names_excerpt(c, text_part(t, 0, t.n - 1)));
}

void check_tier(struct check *c, const struct node *n, int nest)
{
    (void)nest;
    check_colon(c, n, ATTR_TIER_ROLE);
}

void check_matter(struct check *c, const struct node *n, int nest)
{
    (void)nest;
    check_colon(c, n, ATTR_MATTER_TITLE);
}

void check_roster(struct check *c, const struct node *n, int nest)
{
    const struct attr *phones = table_given(n, ATTR_ROSTER_PHONES);
    bool table = table_choice(n, ATTR_ROSTER_FORM) == VALUE_ROSTER_FORM_TABLE;
    (void)nest;
    if (phones && !table && table_is_yes(n, ATTR_ROSTER_PHONES))
        CHECK_REPORT(c, DIAG_V100, phones->name_pos, phones->name, attr_name(c, ATTR_ROSTER_FORM),
                     table_value[VALUE_ROSTER_FORM_TABLE].name[c->lang]);
}

void check_team(struct check *c, const struct node *n, int nest)
{
    (void)nest;
    bool numbered =
        n->parent && n->parent->id == EL_TEAMS && table_is_yes(n->parent, ATTR_TEAMS_NUMBERED);
    if (!numbered && !table_given(n, ATTR_TEAM_NAME))
        CHECK_REPORT(c, DIAG_V101, n->pos, n->name, attr_name(c, ATTR_TEAM_NAME),
                     names_element(c, EL_TEAMS), attr_name(c, ATTR_TEAMS_NUMBERED));
    const struct node *k = n->first;
    while (k && k->kind != NODE_ELEMENT)
        k = k->next;
    if (!k)
        CHECK_REPORT(c, DIAG_V016, n->pos, n->name, names_children(c, EL_TEAM));
}

/* ---- the document ---- */

static bool asks_staff(const struct node *n)
{
    bool contact = n->id == EL_CONTACT &&
                   (table_given(n, ATTR_CONTACT_PERSON) || table_given(n, ATTR_CONTACT_POST));
    return contact || n->id == EL_MEMBER || n->id == EL_NAME;
}

/* The node after n in the order of the document, or NULL. */
static const struct node *node_after(const struct node *n)
{
    if (n->kind == NODE_ELEMENT && n->first)
        return n->first;
    while (n && !n->next)
        n = n->parent;
    return n ? n->next : NULL;
}

/* One report for all that ask. */
void check_document(struct check *c, const struct node *n, int nest)
{
    (void)nest;
    if (table_given(n, ATTR_DOCUMENT_STAFF))
        return;
    const struct node *k = n->first;
    while (k && !asks_staff(k))
        k = node_after(k);
    if (k)
        CHECK_REPORT(c, DIAG_V098, k->pos, k->name, n->name, attr_name(c, ATTR_DOCUMENT_STAFF));
}
