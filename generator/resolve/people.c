/*
 * What the staff file says of a document on a day: members as written to entries as printed, names
 * in running text, contacts. A rule stands for as many as it finds; whoever is in a roster already
 * is not listed by a rule again, and warned of when named twice. The document is not changed.
 */
#include <limits.h>
#include <stdlib.h>

#include "model/visit.h"
#include "resolve/diag.def"
#include "resolve/people_int.h"

/* ---- tiers ---- */

/* units: the member units, or NULL; where: the roster, for the facts. */
struct tiers {
    const struct roster_tier *first;
    const struct text_item *units;
    const char *where;
    bool in_words; /* set as a sentence, which has no name for a vacant post */
};

/* An entry of a tier, and what it is sorted by. */
struct seat {
    struct roster_entry *entry;
    const struct staff_person *person; /* NULL: vacant */
    const struct staff *staff;
    int rank;
    size_t index;
};

/* Who is in the roster, and in which tier. */
struct named {
    const struct staff_person *person;
    const struct roster_tier *tier;
};

struct gathering {
    struct inquiry *r;
    const struct tiers *tiers;
    const struct roster_tier *tier; /* that is being filled */
    VEC(struct seat) seats;         /* of the tier */
    VEC(struct named) named;        /* in the roster */
};

/* ---- entries ---- */

/* What is asked for, by a member or by one post of its rule. */
struct asked {
    const struct roster_member *member;
    const struct staff_post *post;     /* NULL: the person */
    const struct staff_person *person; /* NULL: the post is vacant */
    const struct staff_person *holder; /* of the post, when another is pinned */
    bool rule;
};

/* False: a rule does not list anybody twice. */
static bool may_name(struct gathering *g, const struct asked *q)
{
    struct inquiry *r = g->r;
    for (size_t i = 0; q->person && i < g->named.n; i++) {
        if (g->named.v[i].person != q->person)
            continue;
        diag(r->diags, q->rule ? DIAG_R077 : DIAG_R076, q->member->pos,
             text_utf8(r->arena, q->person->name), text_utf8(r->arena, g->named.v[i].tier->label));
        return !q->rule;
    }
    return true;
}

static const char *post_text(struct gathering *g, const struct asked *q)
{
    struct inquiry *r = g->r;
    bool pinned = q->member->pinned.n > 0;
    if (q->post && (!q->person || pinned))
        return resolve_post_name(r, q->post);
    const char *posts = resolve_posts(r, q->person);
    if (!*posts && !q->member->title.n)
        diag(r->diags, DIAG_R081, q->member->pos, text_utf8(r->arena, q->person->name),
             date_text(r->arena, r->people->day));
    return posts;
}

static int rank_of(struct gathering *g, const struct asked *q)
{
    const struct staff_post *post = q->post;
    const struct staff_tenure *first;
    if (!post && staff_tenures_of(g->r->staff, q->person, g->r->people->day, &first, 1))
        post = staff_held_post(g->r->staff, first);
    return post && post->rank ? post->rank : INT_MAX;
}

static void add_fact(struct gathering *g, const struct asked *q, const char *name, const char *post)
{
    struct inquiry *r = g->r;
    const char *where =
        arena_printf(r->arena, "%s%s%s", g->tiers->where, *g->tiers->where ? " " : "",
                     text_utf8(r->arena, g->tier->label));
    struct fact fact = {.pos = q->member->pos,
                        .where = text_from_utf8(r->arena, where, q->member->pos),
                        .key = q->post ? resolve_post_key(r, q->post)
                                       : resolve_person_key(r, q->person),
                        .value = q->person ? name : "",
                        .post = post,
                        .person = resolve_person_id(r, q->person),
                        .pinned = q->member->pinned.n > 0};
    if (fact.pinned) {
        fact.reason = text_utf8(r->arena, q->member->reason);
        fact.holder = q->holder ? text_utf8(r->arena, q->holder->name) : "";
    }
    resolve_fact(r, fact);
}

static void add_entry(struct gathering *g, const struct asked *q)
{
    struct inquiry *r = g->r;
    const struct roster_member *m = q->member;
    if (!may_name(g, q))
        return;
    struct roster_entry *entry = ARENA_NEW(r->arena, struct roster_entry);
    const char *name = q->person ? text_utf8(r->arena, q->person->name) : model_vacant;
    const char *post = m->title.n ? text_utf8(r->arena, m->title) : post_text(g, q);
    *entry = (struct roster_entry){.pos = m->pos,
                                   .name = text_from_utf8(r->arena, name, m->pos),
                                   .post = text_from_utf8(r->arena, post, m->pos),
                                   .duty = m->duty,
                                   .remark = m->remark,
                                   .person = resolve_person_id(r, q->person),
                                   .pinned = m->pinned.n > 0,
                                   .vacant = !q->person};
    if (q->person)
        entry->phone = text_from_utf8(r->arena, text_utf8(r->arena, q->person->phone), m->pos);
    add_fact(g, q, name, post);
    struct seat seat = {entry, q->person, r->staff, rank_of(g, q), g->seats.n};
    VEC_PUSH(r->arena, &g->seats, seat);
    struct named named = {q->person, g->tier};
    VEC_PUSH(r->arena, &g->named, named);
}

/* ---- members ---- */

/* Every report says who stays although the post changed hands, and when that is over. */
static void report_pinned(struct gathering *g, const struct asked *q, struct holders h)
{
    struct inquiry *r = g->r;
    const char *post = resolve_post_name(r, q->post);
    const char *now = h.n ? text_utf8(r->arena, h.v[0]->name) : model_vacant;
    bool still = h.n && h.v[0] == q->person;
    diag(r->diags, still ? DIAG_R086 : DIAG_R078, text_pos(q->member->pinned, 0),
         text_utf8(r->arena, q->person->name), text_utf8(r->arena, q->member->reason), post, now);
}

static void add_holders(struct gathering *g, struct asked q)
{
    struct inquiry *r = g->r;
    struct holders h = resolve_holders(r, q.post);
    if (q.member->pinned.n) {
        q.person = resolve_person(r, q.member->pinned);
        if (!q.person)
            return;
        q.holder = h.n ? h.v[0] : NULL;
        report_pinned(g, &q, h);
        add_entry(g, &q);
        return;
    }
    if (!h.n) {
        diag(r->diags, g->tiers->in_words ? DIAG_R127 : DIAG_R075, q.member->pos,
             resolve_post_name(r, q.post), date_text(r->arena, r->people->day));
        add_entry(g, &q);
    }
    for (size_t i = 0; i < h.n; i++) {
        q.person = h.v[i];
        add_entry(g, &q);
    }
}

static void add_unit(struct gathering *g, const struct roster_member *m, struct text ref)
{
    struct inquiry *r = g->r;
    const struct staff_unit *unit = resolve_unit(r, ref);
    if (!unit)
        return;
    enum post_standing standing = m->deputies ? STANDING_DEPUTY : STANDING_HEAD;
    size_t n = staff_posts_of(r->staff, unit, standing, NULL, 0);
    const struct staff_post **posts = ARENA_ARRAY(r->arena, const struct staff_post *, n);
    staff_posts_of(r->staff, unit, standing, posts, n);
    if (!n)
        diag(r->diags, DIAG_R083, m->pos, text_utf8(r->arena, ref), m->deputies ? "副职" : "正职");
    for (size_t i = 0; i < n; i++)
        add_holders(g, (struct asked){.member = m, .post = posts[i], .rule = true});
}

static void add_member(struct gathering *g, const struct roster_member *m)
{
    struct inquiry *r = g->r;
    struct asked q = {.member = m};
    if (m->unit.n)
        add_unit(g, m, m->unit);
    for (const struct text_item *i = m->all_units ? g->tiers->units : NULL; i; i = i->next)
        add_unit(g, m, i->text);
    if (m->who.post.n && (q.post = resolve_post(r, m->who.post)))
        add_holders(g, q);
    if (m->who.person.n && (q.person = resolve_person(r, m->who.person)))
        add_entry(g, &q);
}

/* ---- order ---- */

static int compare_written(const struct seat *x, const struct seat *y)
{
    return (x->index > y->index) - (x->index < y->index);
}

static int compare_ranks(const void *a, const void *b)
{
    const struct seat *x = a, *y = b;
    int by_rank = (x->rank > y->rank) - (x->rank < y->rank);
    return by_rank ? by_rank : compare_written(x, y);
}

/* Vacant posts come last. */
static int compare_strokes(const void *a, const void *b)
{
    const struct seat *x = a, *y = b;
    if (!x->person || !y->person)
        return x->person ? -1 : y->person ? 1 : compare_written(x, y);
    int by_strokes = staff_compare_strokes(x->staff, x->person->name, y->person->name);
    return by_strokes ? by_strokes : compare_written(x, y);
}

static void add_tier(struct gathering *g)
{
    struct roster_entry **last = &g->r->people->entries[g->tier->number];
    g->seats.n = 0;
    for (const struct roster_member *m = g->tier->members; m; m = m->next)
        add_member(g, m);
    if (g->seats.n && g->tier->order == ORDER_RANK)
        qsort(g->seats.v, g->seats.n, sizeof *g->seats.v, compare_ranks);
    if (g->seats.n && g->tier->order == ORDER_STROKES)
        qsort(g->seats.v, g->seats.n, sizeof *g->seats.v, compare_strokes);
    for (size_t i = 0; i < g->seats.n; i++, last = &(*last)->next)
        *last = g->seats.v[i].entry;
}

static void add_tiers(struct inquiry *r, const struct tiers *tiers)
{
    struct gathering g = {.r = r, .tiers = tiers};
    for (g.tier = tiers->first; g.tier; g.tier = g.tier->next)
        add_tier(&g);
}

/* ---- text and contacts ---- */

static void add_names(struct inquiry *r, const struct inline_item *first)
{
    const struct staff_person *p;
    for (const struct inline_item *i = first; i; i = i->next)
        if (i->who)
            r->people->references[i->who->number].name = resolve_name(r, i->who, &p);
}

static bool has_phone(struct inquiry *r, struct text phones, struct text phone)
{
    struct text one;
    for (size_t at = 0; list_next(phones, LIST_CELL, &at, &one);)
        if (text_same(name_key(r->arena, one), name_key(r->arena, phone)))
            return true;
    return false;
}

static void add_contact(struct inquiry *r, const struct contact *contact)
{
    struct found_person *found = &r->people->references[contact->who->number];
    const struct staff_person *p;
    found->name = resolve_name(r, contact->who, &p);
    if (!p)
        return;
    const char *name = text_utf8(r->arena, p->name), *phone = text_utf8(r->arena, p->phone);
    if (!contact->phone.n && !p->phone.n)
        diag(r->diags, DIAG_R080, contact->who->pos, name);
    else if (!contact->phone.n)
        found->phone = text_from_utf8(r->arena, phone, contact->who->pos);
    else if (p->phone.n && !has_phone(r, p->phone, contact->phone))
        diag(r->diags, DIAG_R079, text_pos(contact->phone, 0), text_utf8(r->arena, contact->phone),
             name, phone);
}

/* ---- the document ---- */

/* The unit of an office is the author's: that there is one is all that is asked. */
static void add_block(void *context, struct block *b, const struct block_place *at)
{
    struct inquiry *r = context;
    const struct roster *roster = b->roster;
    (void)at;
    add_names(r, b->inlines);
    for (const struct task_area *a = b->tasks ? b->tasks->areas : NULL; a; a = a->next)
        for (const struct task *t = a->tasks; t; t = t->next)
            for (const struct task_measure *m = t->measures; m; m = m->next)
                add_names(r, m->inlines);
    if (b->contact && b->contact->who)
        add_contact(r, b->contact);
    if (b->kind == BLOCK_OFFICE) {
        resolve_unit(r, roster->at);
        add_tiers(r, &(struct tiers){roster->tiers, NULL, "办公室", roster->form != ROSTER_LIST});
    } else if (roster) {
        add_tiers(r, &(struct tiers){roster->tiers, roster->units,
                                     text_utf8(r->arena, roster->title), false});
    }
    for (const struct team *t = b->teams ? b->teams->first : NULL; t; t = t->next)
        add_tiers(r, &(struct tiers){t->tiers, NULL, text_utf8(r->arena, t->label), false});
}

struct people *resolve_people(const struct document *doc, const struct staff *staff,
                              struct date day, struct diags *d)
{
    struct arena *a = doc->arena;
    struct people *people = ARENA_NEW(a, struct people);
    struct inquiry r = {.doc = doc, .people = people, .arena = a, .diags = d, .staff = staff};
    people->references = ARENA_ARRAY(a, struct found_person, (size_t)doc->n_references + 1);
    people->entries = ARENA_ARRAY(a, struct roster_entry *, (size_t)doc->n_tiers + 1);
    if (!doc->staff.n)
        return people;
    people->day = day.year ? day : doc->as_of.year ? doc->as_of : resolve_issue_date(doc);
    visit_blocks(doc, add_block, &r);
    return people;
}
