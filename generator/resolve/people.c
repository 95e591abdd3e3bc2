/*
 * Walks the document for all that the staff file tells: rosters, offices, teams, contacts and names
 * in running text. First the day that the file is asked about.
 */
#include "resolve/diag.def"
#include "resolve/plans_int.h"
#include "resolve/roster_int.h"
#include "value/list.h"

/* ---- rosters ---- */

static void resolve_roster(struct resolver *r, struct block *b)
{
    struct roster *roster = b->roster;
    tiers_resolve(r, &(struct tiers){roster->tiers, roster->order, roster->units,
                                     text_utf8(r->arena, roster->title), false});
}

/* The unit is the author's: that there is one is all that is asked. */
static void resolve_office(struct resolver *r, struct block *b)
{
    who_unit(r, b->roster->at);
    tiers_resolve(r, &(struct tiers){b->roster->tiers, b->roster->order, NULL, "办公室",
                                     b->roster->form != ROSTER_LIST});
}

/* ---- teams ---- */

/* 第一组（联系青禾县）, 综合协调组, 第一组：综合协调组 */
static struct text team_label(struct resolver *r, const struct teams *teams, const struct team *t,
                              int n)
{
    const char *name = text_utf8(r->arena, t->name), *label = name;
    struct pos pos = t->name.n ? text_pos(t->name, 0) : t->pos;
    if (teams->numbered)
        label = arena_printf(r->arena, "第%s组%s%s", number_chinese(r->arena, n), *name ? "：" : "",
                             name);
    if (t->liaises.n)
        label = arena_printf(r->arena, "%s（联系%s）", label, text_utf8(r->arena, t->liaises));
    return words_derived(r->arena, label, pos);
}

static void resolve_teams(struct resolver *r, struct block *b)
{
    int n = 0;
    for (struct team *t = b->teams->first; t; t = t->next) {
        t->label = team_label(r, b->teams, t, ++n);
        tiers_resolve(r, &(struct tiers){t->tiers, ORDER_WRITTEN, NULL,
                                         text_utf8(r->arena, t->label), false});
    }
}

/* ---- contacts and names ---- */

static bool has_phone(struct resolver *r, struct text phones, struct text phone)
{
    struct text one;
    for (size_t at = 0; list_next(phones, LIST_CELL, &at, &one);)
        if (text_same(name_key(r->arena, one), name_key(r->arena, phone)))
            return true;
    return false;
}

static void resolve_phone(struct resolver *r, struct contact *contact, const struct staff_person *p)
{
    const char *name = text_utf8(r->arena, p->name), *phone = text_utf8(r->arena, p->phone);
    if (!contact->phone.n && !p->phone.n)
        diag(r->diags, DIAG_R080, contact->who->pos, name);
    else if (!contact->phone.n)
        contact->phone = words_derived(r->arena, phone, contact->who->pos);
    else if (p->phone.n && !has_phone(r, p->phone, contact->phone))
        diag(r->diags, DIAG_R079, text_pos(contact->phone, 0), text_utf8(r->arena, contact->phone),
             name, phone);
}

static void resolve_contact(struct resolver *r, struct block *b)
{
    struct contact *contact = b->contact;
    const struct staff_person *p;
    if (!contact->who)
        return;
    contact->name = who_in_text(r, contact->who, &p);
    if (p)
        resolve_phone(r, contact, p);
}

static void resolve_names(struct resolver *r, struct inline_item *first)
{
    const struct staff_person *p;
    for (struct inline_item *i = first; i; i = i->next)
        if (i->who)
            i->text = who_in_text(r, i->who, &p);
}

/* ---- the walk ---- */

static void walk_blocks(struct resolver *r, struct block *first);

static void walk_cells(struct resolver *r, struct table_row *row)
{
    for (; row; row = row->next)
        for (struct table_cell *c = row->first; c; c = c->next)
            walk_blocks(r, c->first);
}

/* Sections and cells go no deeper than the vocabulary lets them. */
static void walk_blocks(struct resolver *r, struct block *first)
{
    static void (*const by_kind[])(struct resolver *, struct block *) = {
        [BLOCK_CONTACT] = resolve_contact,
        [BLOCK_ROSTER] = resolve_roster,
        [BLOCK_OFFICE] = resolve_office,
        [BLOCK_TEAMS] = resolve_teams,
    };
    for (struct block *b = first; b; b = b->next) {
        resolve_names(r, b->inlines);
        if (b->table) {
            walk_cells(r, b->table->head);
            walk_cells(r, b->table->rows);
        }
        if (b->kind < sizeof by_kind / sizeof *by_kind && by_kind[b->kind])
            by_kind[b->kind](r, b);
        walk_blocks(r, b->first);
    }
}

static void walk_parts(struct resolver *r, struct part *first)
{
    for (struct part *p = first; p; p = p->next) {
        walk_blocks(r, p->first);
        walk_parts(r, p->attachments);
    }
}

void people_resolve(struct resolver *r, struct date as_of)
{
    struct document *doc = r->doc;
    if (!doc->staff.n)
        return;
    if (as_of.year)
        doc->as_of = as_of;
    else if (!doc->as_of.year)
        doc->as_of = document_date(doc);
    walk_blocks(r, doc->body);
    walk_parts(r, doc->enclosure);
    walk_parts(r, doc->attachments);
}
