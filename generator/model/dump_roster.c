/* Rosters, teams and facts in the model's dump: who was asked for, and then who it is. */
#include "model/dump_int.h"

void dump_add_reference(struct dump *d, const struct staff_reference *who)
{
    dump_add_present(d, " post", who->post);
    dump_add_present(d, " person", who->person);
}

static void dump_member(struct dump *d, const struct roster_member *member)
{
    dump_begin(d, "member");
    dump_add_reference(d, &member->who);
    dump_add_present(d, " unit", member->unit);
    dump_add_word(d, " all-units", member->all_units);
    if (member->unit.n || member->all_units)
        buf_str(d->out, member->deputies ? " deputies" : " heads");
    dump_add_present(d, " pinned", member->pinned);
    dump_add_present(d, " reason", member->reason);
    dump_add_present(d, " title", member->title);
    dump_end(d);
}

static void dump_entry(struct dump *d, const struct roster_entry *entry)
{
    dump_begin(d, "entry");
    dump_add_quoted(d, entry->name);
    dump_add_quoted(d, entry->post);
    dump_add_present(d, " duty", entry->duty);
    dump_add_present(d, " phone", entry->phone);
    dump_add_present(d, " remark", entry->remark);
    dump_add_word(d, " pinned", entry->pinned);
    dump_add_word(d, " vacant", entry->vacant);
    dump_end(d);
}

static void add_order(struct dump *d, enum roster_order order)
{
    static const char *const names[] = {[ORDER_AS_AROUND] = "",
                                        [ORDER_WRITTEN] = "",
                                        [ORDER_RANK] = " by-rank",
                                        [ORDER_STROKES] = " by-strokes"};
    buf_str(d->out, names[order]);
}

static void dump_tiers(struct dump *d, const struct roster_tier *tier)
{
    for (; tier; tier = tier->next) {
        dump_begin(d, "tier");
        dump_add_quoted(d, tier->label);
        add_order(d, tier->order);
        dump_end(d);
        d->depth++;
        for (const struct roster_member *m = tier->members; m; m = m->next)
            dump_member(d, m);
        for (const struct roster_entry *e = tier->entries; e; e = e->next)
            dump_entry(d, e);
        d->depth--;
    }
}

void dump_roster(struct dump *d, const struct roster *roster)
{
    static const char *const forms[] = {
        [ROSTER_LIST] = "", [ROSTER_TABLE] = " table", [ROSTER_WORDS] = " words"};
    dump_begin(d, "members");
    dump_add_present(d, " title", roster->title);
    dump_add_present(d, " at", roster->at);
    dump_add_present(d, " group", roster->group);
    buf_str(d->out, forms[roster->form]);
    add_order(d, roster->order);
    dump_add_word(d, " phones", roster->phones);
    dump_end(d);
    d->depth++;
    for (const struct text_item *i = roster->units; i; i = i->next) {
        dump_begin(d, "unit");
        dump_add_quoted(d, i->text);
        dump_end(d);
    }
    dump_tiers(d, roster->tiers);
    d->depth--;
}

static void dump_team(struct dump *d, const struct team *team)
{
    dump_begin(d, "team");
    dump_add_present(d, " label", team->label);
    dump_add_present(d, " name", team->name);
    dump_add_present(d, " liaises", team->liaises);
    dump_add_present(d, " covers", team->covers);
    dump_end(d);
    d->depth++;
    dump_tiers(d, team->tiers);
    for (const struct team_matter *m = team->matters; m; m = m->next) {
        dump_begin(d, "matter");
        dump_add_quoted(d, m->title);
        dump_add_quoted(d, m->text);
        dump_end(d);
    }
    d->depth--;
}

void dump_teams(struct dump *d, const struct teams *teams)
{
    dump_begin(d, "groups");
    dump_add_present(d, " title", teams->title);
    dump_add_word(d, " numbered", teams->numbered);
    dump_end(d);
    d->depth++;
    for (const struct team *t = teams->first; t; t = t->next)
        dump_team(d, t);
    d->depth--;
}

void dump_facts(struct dump *d, const struct fact *fact)
{
    for (; fact; fact = fact->next) {
        dump_begin(d, "fact");
        dump_add_quoted(d, fact->where);
        buf_printf(d->out, " \"%s\" \"%s\"", fact->key, fact->value);
        dump_add_word(d, " pinned", fact->pinned);
        dump_end(d);
    }
}
