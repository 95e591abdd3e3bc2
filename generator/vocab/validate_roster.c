/*
 * Rules of rosters and of whoever is named from the staff file: exactly one way of naming, what
 * goes with it, and a staff file for whoever must be asked for.
 */
#include "value/list.h"
#include "vocab/diag.def"
#include "vocab/vocab_int.h"

/* 姓名, 单位 and 职务 of somebody, as lists have them: here 单位 is a unit whose heads are asked for. */
static bool unit_beside_name(const struct node *n, const struct attr *first, enum attr_id id)
{
    return n->id == EL_MEMBER && id == ATTR_MEMBER_UNIT &&
           first == table_given(n, ATTR_MEMBER_NAME);
}

/* 县财政局局长 */
static const char *whole_title(const struct validation *c, const struct node *n)
{
    struct text unit = space_given(c->arena, n, ATTR_MEMBER_UNIT);
    struct text title = space_given(c->arena, n, ATTR_MEMBER_TITLE);
    return arena_printf(c->arena, "%s%s", text_utf8(c->arena, unit), text_utf8(c->arena, title));
}

/* Exactly one of the attributes, up to ATTR_NONE; 成员单位="否" is none. What a title says alone is
 * somebody, too. */
static void check_ways(struct validation *c, const struct node *n, const enum attr_id ids[])
{
    const struct attr *first = NULL;
    const char *comma = c->lang == VOCAB_ZH ? "、" : ", ", *all = "";
    for (const enum attr_id *id = ids; *id != ATTR_NONE; id++) {
        const struct attr *attr = table_given(n, *id);
        all =
            arena_printf(c->arena, "%s%s%s", all, id == ids ? "" : comma, table_attr_name(c, *id));
        if (!attr || (table_attr[*id].type == TYPE_YES_NO && !table_is_yes(n, *id)))
            continue;
        if (first && unit_beside_name(n, first, *id))
            VALIDATE_REPORT(c, DIAG_V343, attr->name_pos, n->name, first->name, attr->name,
                            table_attr_name(c, ATTR_MEMBER_TITLE), whole_title(c, n));
        else if (first)
            VALIDATE_REPORT(c, DIAG_V092, attr->name_pos, n->name, first->name, attr->name);
        else
            first = attr;
    }
    if (n->id == EL_MEMBER) /* words alone: 县委组织部1名业务骨干 */
        all = arena_printf(c->arena, "%s%s%s", all, comma, table_attr_name(c, ATTR_MEMBER_TITLE));
    if (!first && !(n->id == EL_MEMBER && table_given(n, ATTR_MEMBER_TITLE)))
        VALIDATE_REPORT(c, DIAG_V091, n->pos, n->name, all);
}

/* A name is one person's, and its post stands beside it. */
static void check_typed_name(struct validation *c, const struct node *n)
{
    const struct attr *name = table_given(n, ATTR_MEMBER_NAME);
    struct text typed = space_given(c->arena, n, ATTR_MEMBER_NAME), first;
    size_t at = 0;
    if (name && list_next(typed, LIST_WORDS, &at, &first) && at < typed.n)
        VALIDATE_REPORT(c, DIAG_V180, name->value_pos, name->name, validate_excerpt(c, first));
}

/* What of a member has no place where it stands: it would be lost. */
static void check_printed(struct validation *c, const struct node *n)
{
    static const enum attr_id in_words[] = {ATTR_MEMBER_PHONE, ATTR_MEMBER_DUTY};
    const struct node *around = n->parent ? n->parent->parent : NULL;
    const struct attr *remark = table_given(n, ATTR_MEMBER_REMARK);
    bool roster = around && around->id == EL_ROSTER;
    bool words = around && around->id == EL_OFFICE &&
                 table_choice(around, ATTR_OFFICE_FORM) == VALUE_OFFICE_FORM_TEXT;
    for (size_t i = 0; words && i < sizeof in_words / sizeof *in_words; i++)
        if (table_given(n, in_words[i]))
            diag(c->diags, DIAG_V253, table_given(n, in_words[i])->name_pos,
                 table_given(n, in_words[i])->name, around->name,
                 table_attr_name(c, ATTR_OFFICE_FORM),
                 table_value[VALUE_OFFICE_FORM_LIST].name[c->lang]);
    if (roster && remark && table_choice(around, ATTR_ROSTER_FORM) != VALUE_ROSTER_FORM_TABLE)
        diag(c->diags, DIAG_V253, remark->name_pos, remark->name, around->name,
             table_attr_name(c, ATTR_ROSTER_FORM),
             table_value[VALUE_ROSTER_FORM_TABLE].name[c->lang]);
    else if (around && !roster && remark)
        diag(c->diags, DIAG_V254, remark->name_pos, remark->name, around->name,
             table_attr_name(c, ATTR_MEMBER_DUTY));
}

static void check_member(struct validation *c, const struct node *n)
{
    const struct attr *standing = table_given(n, ATTR_MEMBER_STANDING);
    const struct attr *pinned = table_given(n, ATTR_MEMBER_PINNED);
    const struct attr *reason = table_given(n, ATTR_MEMBER_REASON);
    bool all_units = table_is_yes(n, ATTR_MEMBER_UNITS);
    bool by_unit = table_given(n, ATTR_MEMBER_UNIT) || all_units;
    check_typed_name(c, n);
    check_printed(c, n);
    if (by_unit && !standing && !table_given(n, ATTR_MEMBER_NAME))
        VALIDATE_REPORT(c, DIAG_V093, n->pos, n->name, table_attr_name(c, ATTR_MEMBER_STANDING));
    if (!by_unit && standing)
        VALIDATE_REPORT(c, DIAG_V094, standing->name_pos, standing->name,
                        table_attr_name(c, ATTR_MEMBER_UNIT),
                        table_attr_name(c, ATTR_MEMBER_UNITS));
    if (pinned && !reason)
        VALIDATE_REPORT(c, DIAG_V095, pinned->name_pos, pinned->name,
                        table_attr_name(c, ATTR_MEMBER_REASON));
    if (reason && !pinned)
        VALIDATE_REPORT(c, DIAG_V096, reason->name_pos, reason->name,
                        table_attr_name(c, ATTR_MEMBER_PINNED));
    if (pinned && !table_given(n, ATTR_MEMBER_POST))
        VALIDATE_REPORT(c, DIAG_V097, pinned->name_pos, pinned->name,
                        table_attr_name(c, ATTR_MEMBER_POST));
    if (!all_units || !n->parent || !n->parent->parent)
        return;
    const struct node *k = n->parent->parent->first; /* the roster has a list of them */
    while (k && k->id != EL_MEMBER_UNITS)
        k = k->next;
    if (!k)
        VALIDATE_REPORT(c, DIAG_V099, table_given(n, ATTR_MEMBER_UNITS)->name_pos,
                        table_element_name(c, EL_MEMBER_UNITS), table_element_name(c, EL_ROSTER));
}

/* 组长： the colon is the compiler's. */
static void check_colon(struct validation *c, const struct node *n, enum attr_id id)
{
    struct text t = space_given(c->arena, n, id);
    if (t.n > 1 && (t.cp[t.n - 1] == U'：' || t.cp[t.n - 1] == ':'))
        VALIDATE_REPORT(c, DIAG_V102, text_pos(t, t.n - 1), table_given(n, id)->name,
                        validate_excerpt(c, text_part(t, 0, t.n - 1)));
}

/* 邮箱="是" asks the staff file about somebody whom it is to find. */
static void check_email(struct validation *c, const struct node *n)
{
    const struct attr *email = table_given(n, ATTR_CONTACT_EMAIL);
    bool asks = email && table_is_word(email, VALUE_YES_NO_YES);
    if (asks && !table_given(n, ATTR_CONTACT_PERSON) && !table_given(n, ATTR_CONTACT_POST))
        VALIDATE_REPORT(c, DIAG_V300, email->value_pos, email->name,
                        table_attr_name(c, ATTR_CONTACT_PERSON),
                        table_attr_name(c, ATTR_CONTACT_POST));
}

/* By attributes, or in words of its own. */
static void check_contact(struct validation *c, const struct node *n, const enum attr_id ids[])
{
    const struct node *line = n->first;
    bool inside = n->parent && table_element[n->parent->id].content == CONTENT_TEXT;
    while (line && line->id != EL_BR)
        line = line->next;
    if (inside && line)
        VALIDATE_REPORT(c, DIAG_V275, line->pos, n->name, line->name, n->parent->name);
    if (!space_has_content(n)) {
        check_ways(c, n, ids);
        check_email(c, n);
        return;
    }
    static const enum attr_id all[] = {ATTR_CONTACT_NAME, ATTR_CONTACT_PERSON, ATTR_CONTACT_POST,
                                       ATTR_CONTACT_PHONE, ATTR_CONTACT_EMAIL};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (table_given(n, all[i]))
            VALIDATE_REPORT(c, DIAG_V252, table_given(n, all[i])->name_pos,
                            table_given(n, all[i])->name, n->name);
}

/* What a tier says of its lines is of use where it has lines. */
static void check_tier(struct validation *c, const struct node *n)
{
    static const enum attr_id own[] = {ATTR_TIER_FORM, ATTR_TIER_SHOWS, ATTR_TIER_END};
    const struct node *around = n->parent;
    const struct attr *form = table_given(n, ATTR_TIER_FORM), *end = table_given(n, ATTR_TIER_END);
    bool none = around && (around->id == EL_OFFICE ||
                           (around->id == EL_ROSTER &&
                            table_choice(around, ATTR_ROSTER_FORM) == VALUE_ROSTER_FORM_TABLE));
    for (size_t i = 0; none && i < sizeof own / sizeof *own; i++)
        if (table_given(n, own[i]))
            VALIDATE_REPORT(c, DIAG_V250, table_given(n, own[i])->name_pos,
                            table_given(n, own[i])->name, around->name);
    const struct node *teams = around ? around->parent : NULL;
    enum value_id is = VALUE_TEAM_FORM_LIST;
    if (form)
        is = form->choice;
    else if (teams && teams->id == EL_TEAMS)
        is = table_choice(teams, ATTR_TEAMS_FORM);
    if (end && !none && is != VALUE_TEAM_FORM_TEXT)
        VALIDATE_REPORT(c, DIAG_V251, end->name_pos, end->name, table_attr_name(c, ATTR_TIER_FORM),
                        table_value[VALUE_TEAM_FORM_TEXT].name[c->lang]);
}

/* Whether a team begins with words that its name can be followed by. */
static bool begins_with_words(const struct node *teams, const struct node *team)
{
    const struct node *first = team->first;
    while (first && first->kind != NODE_ELEMENT)
        first = first->next;
    if (!first || first->id == EL_P)
        return true;
    enum attr_id id = first->id == EL_TIER ? ATTR_TIER_FORM : ATTR_MATTER_FORM;
    return (table_given(first, id) ? table_choice(first, id)
                                   : table_choice(teams, ATTR_TEAMS_FORM)) ==
           VALUE_TEAM_FORM_TEXT;
}

static void check_run_in(struct validation *c, const struct node *n)
{
    enum value_id numbered = table_choice(n, ATTR_TEAMS_NUMBERED);
    const struct attr *run_in = table_given(n, ATTR_TEAMS_RUN_IN);
    if (!run_in || !table_is_yes(n, ATTR_TEAMS_RUN_IN))
        return;
    if (numbered == VALUE_TEAM_NUMBERS_NO || numbered == VALUE_TEAM_NUMBERS_YES)
        VALIDATE_REPORT(c, DIAG_V251, run_in->name_pos, run_in->name,
                        table_attr_name(c, ATTR_TEAMS_NUMBERED),
                        table_value[VALUE_TEAM_NUMBERS_THIRD].name[c->lang]);
    for (const struct node *k = n->first; k; k = k->next)
        if (k->id == EL_TEAM && !begins_with_words(n, k))
            VALIDATE_REPORT(c, DIAG_V277, k->pos, run_in->name, k->name,
                            table_attr_name(c, ATTR_TEAMS_FORM),
                            table_value[VALUE_TEAM_FORM_TEXT].name[c->lang]);
}

static void check_teams(struct validation *c, const struct node *n)
{
    check_run_in(c, n);
    const struct attr *start = table_given(n, ATTR_TEAMS_START);
    if (start && table_choice(n, ATTR_TEAMS_NUMBERED) == VALUE_TEAM_NUMBERS_NO)
        VALIDATE_REPORT(c, DIAG_V251, start->name_pos, start->name,
                        table_attr_name(c, ATTR_TEAMS_NUMBERED),
                        table_value[VALUE_TEAM_NUMBERS_YES].name[c->lang]);
}

static void check_roster(struct validation *c, const struct node *n)
{
    const struct attr *phones = table_given(n, ATTR_ROSTER_PHONES);
    bool table = table_choice(n, ATTR_ROSTER_FORM) == VALUE_ROSTER_FORM_TABLE;
    if (phones && !table && table_is_yes(n, ATTR_ROSTER_PHONES))
        VALIDATE_REPORT(c, DIAG_V100, phones->name_pos, phones->name,
                        table_attr_name(c, ATTR_ROSTER_FORM),
                        table_value[VALUE_ROSTER_FORM_TABLE].name[c->lang]);
}

static void check_team(struct validation *c, const struct node *n)
{
    bool numbered = n->parent && n->parent->id == EL_TEAMS &&
                    table_choice(n->parent, ATTR_TEAMS_NUMBERED) == VALUE_TEAM_NUMBERS_YES;
    if (!numbered && !table_given(n, ATTR_TEAM_NAME))
        VALIDATE_REPORT(c, DIAG_V101, n->pos, n->name, table_attr_name(c, ATTR_TEAM_NAME),
                        table_element_name(c, EL_TEAMS), table_attr_name(c, ATTR_TEAMS_NUMBERED));
    const struct node *k = n->first;
    while (k && k->kind != NODE_ELEMENT)
        k = k->next;
    if (!k)
        VALIDATE_REPORT(c, DIAG_V016, n->pos, n->name, table_child_names(c, EL_TEAM));
}

/* ---- the document ---- */

/* A member who is typed, by name and title, asks nobody. */
static bool member_asks(const struct node *n)
{
    bool typed = table_given(n, ATTR_MEMBER_TITLE) && !table_given(n, ATTR_MEMBER_POST) &&
                 !table_given(n, ATTR_MEMBER_UNIT) && !table_is_yes(n, ATTR_MEMBER_UNITS);
    return !typed && !table_given(n, ATTR_MEMBER_NAME);
}

/* Of all that ask the staff file, one by one, the first one below n, or NULL. */
static const struct node *find_asking(const struct node *n)
{
    for (const struct node *k = n->first; k; k = k->next) {
        bool asks = table_given(k, ATTR_CONTACT_PERSON) || table_given(k, ATTR_CONTACT_POST);
        if (asks || k->id == EL_NAME || (k->id == EL_MEMBER && member_asks(k)))
            return k;
        const struct node *inside = find_asking(k);
        if (inside)
            return inside;
    }
    return NULL;
}

static void check_document(struct validation *c, const struct node *n)
{
    const struct node *k = table_given(n, ATTR_DOCUMENT_STAFF) ? NULL : find_asking(n);
    if (k)
        VALIDATE_REPORT(c, k->id == EL_MEMBER ? DIAG_V181 : DIAG_V098, k->pos, k->name, n->name,
                        table_attr_name(c, ATTR_DOCUMENT_STAFF));
}

void validate_roster(struct validation *c, const struct node *n)
{
    static const enum attr_id of_member[] = {ATTR_MEMBER_NAME,   ATTR_MEMBER_POST,
                                             ATTR_MEMBER_PERSON, ATTR_MEMBER_UNIT,
                                             ATTR_MEMBER_UNITS,  ATTR_NONE};
    static const enum attr_id of_name[] = {ATTR_NAME_POST, ATTR_NAME_PERSON, ATTR_NONE};
    static const enum attr_id of_contact[] = {ATTR_CONTACT_NAME, ATTR_CONTACT_PERSON,
                                              ATTR_CONTACT_POST, ATTR_NONE};
    switch (n->id) {
    case EL_MEMBER:
        check_ways(c, n, of_member);
        check_member(c, n);
        break;
    case EL_NAME:
        check_ways(c, n, of_name);
        break;
    case EL_CONTACT:
        check_contact(c, n, of_contact);
        break;
    case EL_TIER:
        check_colon(c, n, ATTR_TIER_ROLE);
        check_tier(c, n);
        break;
    case EL_MATTER:
        check_colon(c, n, ATTR_MATTER_TITLE);
        break;
    case EL_ROSTER:
        check_roster(c, n);
        break;
    case EL_TEAMS:
        check_teams(c, n);
        break;
    case EL_TEAM:
        check_team(c, n);
        break;
    case EL_DOCUMENT:
        check_document(c, n);
        break;
    }
}
