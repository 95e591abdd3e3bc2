/*
 * What the staff file says of a document on a day: members as written to entries as printed, names
 * in running text, contacts. A rule stands for as many as it finds; whoever is in a roster already
 * is not listed by a rule again, and warned of when named twice. The document is not changed.
 */
#include <limits.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "model/visit.h"
#include "resolve/diag.def"
#include "resolve/people_int.h"
#include "value/entry.h"

/* ---- tiers ---- */

/* units: the member units, or NULL; where: the roster, for the facts. */
struct tiers {
    const struct roster_tier *first;
    const struct text_item *units;
    const char *where;
    bool phones;   /* telephones are printed */
    bool in_words; /* set as a sentence, which has no name for a vacant post */
};

/* An entry of a tier, and what it is sorted by. */
struct seat {
    struct roster_entry *entry;
    const struct staff *staff;
    int rank;
    size_t index;
};

/* Who is in the roster, and in which tier. */
struct named {
    const struct staff_person *person; /* NULL: typed, and not known */
    const struct roster_tier *tier;
    struct named *next; /* of the same name */
};

struct namesakes {
    struct named *first, *last;
};

struct gathering {
    struct inquiry *r;
    const struct tiers *tiers;
    const struct roster_tier *tier; /* that is being filled */
    VEC(struct seat) seats;         /* of the tier */
    struct interned names;          /* in the roster */
    VEC(struct namesakes) named;    /* by their numbers */
};

/* ---- entries ---- */

/* What is asked for, by a member or by one post of its rule. */
struct asked {
    const struct roster_member *member;
    const struct staff_post *post;     /* NULL: the person */
    const struct staff_person *person; /* NULL: the post is vacant */
    const struct staff_person *holder; /* of the post, when another is pinned */
    const struct typed_person *typed;  /* NULL: asked for */
    bool rule;
};

/* What is printed as a name; empty: a vacant post, or somebody of whom only the title is typed. */
static struct text name_of(const struct asked *q)
{
    struct text none = {.n = 0};
    return q->typed ? q->typed->name : q->person ? q->person->name : none;
}

static struct namesakes *namesakes_of(struct gathering *g, struct text name)
{
    struct arena *a = g->r->arena;
    bool fresh;
    size_t i = name_intern(a, &g->names, name_key(a, name), &fresh);
    if (fresh)
        VEC_PUSH(a, &g->named, ((struct namesakes){0}));
    return &g->named.v[i];
}

/* People whom the staff file knows differ by what it knows of them. NULL: not in the roster. */
static const struct named *find_named(struct gathering *g, const struct asked *q)
{
    const struct named *n = name_of(q).n ? namesakes_of(g, name_of(q))->first : NULL;
    while (n && n->person && q->person && n->person != q->person)
        n = n->next;
    return n;
}

static void add_named(struct gathering *g, const struct asked *q)
{
    if (!name_of(q).n || find_named(g, q))
        return;
    struct namesakes *all = namesakes_of(g, name_of(q));
    struct named *n = ARENA_NEW(g->r->arena, struct named);
    *n = (struct named){.person = q->person, .tier = g->tier};
    *(all->last ? &all->last->next : &all->first) = n;
    all->last = n;
}

/* False: a rule does not list anybody twice. */
static bool may_name(struct gathering *g, const struct asked *q)
{
    struct inquiry *r = g->r;
    const struct named *n = find_named(g, q);
    if (n)
        diag(r->diags, q->rule ? DIAG_R077 : DIAG_R076, q->member->pos,
             text_utf8(r->arena, name_of(q)), text_utf8(r->arena, n->tier->label));
    return !n || !q->rule;
}

/* Said once of each person in a document; whoever never had a post has not left one. */
static void report_no_post(struct inquiry *r, const struct asked *q)
{
    bool fresh;
    const struct staff_tenure *t = staff_records_of(r->staff)->tenures;
    name_intern(r->arena, &r->postless,
                text_from_utf8(r->arena, resolve_person_id(r, q->person), q->member->pos), &fresh);
    if (!fresh)
        return;
    while (t && staff_holder_of(r->staff, t) != q->person)
        t = t->next;
    diag(r->diags, t ? DIAG_R081 : DIAG_R165, q->member->pos, text_utf8(r->arena, q->person->name),
         date_text(r->arena, r->people->day));
}

static const char *post_text(struct gathering *g, const struct asked *q)
{
    struct inquiry *r = g->r;
    bool pinned = q->member->pinned.n > 0;
    if (q->post && (!q->person || pinned))
        return resolve_post_name(r, q->post);
    const char *posts = resolve_posts(r, q->person);
    bool shown = g->tier->shows != SHOWS_NAME && g->tier->shows != SHOWS_PHONE;
    if (!*posts && !q->member->title.n && shown)
        report_no_post(r, q);
    return posts;
}

static int rank_of(struct gathering *g, const struct asked *q)
{
    const struct staff_post *post = q->post;
    const struct staff_tenure *first;
    if (!post && q->person &&
        staff_tenures_of(g->r->staff, q->person, g->r->people->day, &first, 1))
        post = staff_held_post(g->r->staff, first);
    return post && post->rank ? post->rank : INT_MAX;
}

static void add_fact(struct gathering *g, const struct asked *q, const char *name, const char *post)
{
    struct inquiry *r = g->r;
    const char *where =
        arena_printf(r->arena, "%s%s%s", g->tiers->where, *g->tiers->where ? " " : "",
                     text_utf8(r->arena, g->tier->label));
    struct fact fact = {.pos = q->typed ? text_pos(q->typed->name, 0) : q->member->pos,
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
    bool shown = g->tiers->phones || g->tier->shows == SHOWS_PHONE || g->tier->shows == SHOWS_ALL;
    if (shown && q->person && !q->member->phone.n)
        resolve_phone_fact(r, q->member->pos, arena_printf(r->arena, "%s电话", where), q->person);
}

/* A telephone of the author's goes before the staff file's. */
static struct text phone_of(struct inquiry *r, const struct asked *q)
{
    const struct roster_member *m = q->member;
    if (m->phone.n || !q->person)
        return m->phone;
    return text_from_utf8(r->arena, text_utf8(r->arena, q->person->phone), m->pos);
}

/* Without a staff file there are strokes to sort by, all the same. */
static const struct staff *sorter(struct inquiry *r)
{
    if (!r->staff && !r->sorter)
        r->sorter = staff_open(r->arena, staff_records_new(r->arena, r->doc->pos), r->diags);
    return r->staff ? r->staff : r->sorter;
}

static void take_seat(struct gathering *g, const struct asked *q, struct text name,
                      const char *post)
{
    struct inquiry *r = g->r;
    const struct roster_member *m = q->member;
    struct roster_entry *entry = ARENA_NEW(r->arena, struct roster_entry);
    *entry = (struct roster_entry){
        .pos = m->pos,
        .name = name,
        .post = m->title.n && post == NULL ? m->title
                                           : text_from_utf8(r->arena, post ? post : "", m->pos),
        .duty = m->duty,
        .remark = m->remark,
        .phone = phone_of(r, q),
        .person = q->person ? resolve_person_id(r, q->person) : text_utf8(r->arena, name_of(q)),
        .pinned = m->pinned.n > 0,
        .vacant = !q->person && !q->typed,
        .titled = m->title.n > 0,
        .calls = m->phone.n > 0};
    bool strokes = g->tier->order == ORDER_STROKES;
    struct seat seat = {entry, strokes ? sorter(r) : NULL, rank_of(g, q), g->seats.n};
    VEC_PUSH(r->arena, &g->seats, seat);
    add_named(g, q);
}

static void add_entry(struct gathering *g, const struct asked *q)
{
    struct inquiry *r = g->r;
    const struct roster_member *m = q->member;
    if (!may_name(g, q))
        return;
    const char *name = q->person ? text_utf8(r->arena, q->person->name) : model_vacant;
    const char *post = m->title.n ? text_utf8(r->arena, m->title) : post_text(g, q);
    take_seat(g, q, text_from_utf8(r->arena, name, m->pos), post);
    add_fact(g, q, name, post);
}

/* ---- typed members ---- */

/* As typed; whoever holds the post that the title says is a fact of the staff file, too. */
static void add_as_typed(struct gathering *g, const struct asked *q)
{
    struct inquiry *r = g->r;
    const struct typed_person *t = q->typed;
    const char *post = NULL;
    if (!may_name(g, q))
        return;
    if (r->would && !resolve_typed_is_as_it_was(r, t))
        post = resolve_posts(r, t->person);
    take_seat(g, q, t->name, post);
    if (t->post)
        add_fact(g, q, text_utf8(r->arena, t->name), post ? post : text_utf8(r->arena, t->title));
}

static bool is_in_roster(struct gathering *g, const struct staff_person *p)
{
    const struct named *n = namesakes_of(g, p->name)->first;
    while (n && n->person != p)
        n = n->next;
    return n != NULL;
}

/* Of several holders those who came after the document's day, each for one who left. */
static void add_successor(struct gathering *g, const struct asked *left)
{
    struct inquiry *r = g->r;
    struct roster_member *member =
        arena_copy(r->arena, left->member, sizeof *left->member); /* says no title any more */
    struct holders h = resolve_holders(r, left->post);
    struct asked q = {.member = member, .post = left->post};
    member->title.n = member->phone.n = 0;
    for (size_t i = 0; i < h.n; i++) {
        q.person = h.v[i];
        if (!resolve_typed_is_new(r, left->typed, q.person) || is_in_roster(g, q.person))
            continue;
        add_entry(g, &q);
        return;
    }
    q.person = NULL;
    if (!h.n)
        add_entry(g, &q);
}

/* Not a name of a code: 林 芳 for 林芳. */
static struct text without_blanks(struct inquiry *r, struct text name)
{
    struct text_builder b = {.arena = r->arena, .src = name.src};
    for (size_t i = 0; i < name.n; i++) {
        if (!utf8_is_blank(name.cp[i]) && !utf8_is_han(name.cp[i]))
            return name;
        if (!utf8_is_blank(name.cp[i]))
            text_add(&b, name.cp[i], name.at[i]);
    }
    return b.cp.n == name.n ? name : text_done(&b);
}

static void add_typed(struct gathering *g, const struct roster_member *m, struct text name)
{
    struct inquiry *r = g->r;
    struct typed_person t = resolve_typed(r, without_blanks(r, name), m->title);
    struct asked q = {.member = m, .post = t.post, .person = t.person, .typed = &t};
    resolve_check_typed(r, &t);
    if (r->would && !resolve_typed_stays(r, &t))
        add_successor(g, &q);
    else
        add_as_typed(g, &q);
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
    bool typed = !m->unit.n && !m->all_units && !m->who.post.n && !m->who.person.n;
    if (typed || m->name.n) {
        add_typed(g, m, m->name);
        return;
    }
    if (!r->doc->staff.n) { /* with a title he is as good as typed */
        add_typed(g, m, m->who.person);
        return;
    }
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

/* Vacant posts, and those of whom only the title is typed, come last. */
static int compare_strokes(const void *a, const void *b)
{
    const struct seat *x = a, *y = b;
    bool named_x = x->entry->name.n && !x->entry->vacant,
         named_y = y->entry->name.n && !y->entry->vacant;
    if (!named_x || !named_y)
        return named_x ? -1 : named_y ? 1 : compare_written(x, y);
    int by_strokes = staff_compare_strokes(x->staff, x->entry->name, y->entry->name);
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

/* What a member asks for is looked at without a word: whatever is wrong is said later. */
static void note_units(struct inquiry *r, const struct roster_member *m)
{
    const struct staff_tenure *held[TENURES_MOST];
    if (!r->staff || !r->people->day.year || m->title.n || m->name.n)
        return;
    if (m->who.post.n) {
        struct staff_match post = staff_find_post(r->staff, m->who.post);
        if (post.n == 1)
            resolve_note_unit(r, post.found[0]);
    }
    struct staff_match who = {.n = 0};
    if (m->who.person.n)
        who = staff_find_person(r->staff, m->who.person);
    size_t n = who.n == 1
                   ? staff_tenures_of(r->staff, who.found[0], r->people->day, held, TENURES_MOST)
                   : 0;
    for (size_t i = 0; i < n && i < TENURES_MOST; i++)
        resolve_note_unit(r, staff_held_post(r->staff, held[i]));
}

static void add_tiers(struct inquiry *r, const struct tiers *tiers)
{
    struct gathering g = {.r = r, .tiers = tiers};
    r->shown_units.n = 0;
    for (g.tier = tiers->first; g.tier; g.tier = g.tier->next)
        for (const struct roster_member *m = g.tier->members; m; m = m->next)
            note_units(r, m);
    for (g.tier = tiers->first; g.tier; g.tier = g.tier->next)
        add_tier(&g);
    r->shown_units.n = 0;
}

/* ---- text and contacts ---- */

/* A telephone of the author's goes before the staff file's. */
static void add_contact_phone(struct inquiry *r, const struct contact *contact,
                              const struct staff_person *p, struct found_person *found)
{
    struct pos pos = contact->who->pos;
    const char *name = text_utf8(r->arena, p->name), *phone = text_utf8(r->arena, p->phone);
    if (!contact->phone.n && !p->phone.n)
        diag(r->diags, DIAG_R080, pos, name);
    else if (!contact->phone.n) {
        found->phone = text_from_utf8(r->arena, phone, pos);
        resolve_phone_fact(r, pos, "联系人电话", p);
    } else if (p->phone.n && !resolve_has_line(r, p->phone, contact->phone))
        diag(r->diags, DIAG_R079, text_pos(contact->phone, 0), text_utf8(r->arena, contact->phone),
             name, phone);
}

/* An e-mail address is the staff file's only when it is asked for. */
static void add_contact_email(struct inquiry *r, const struct contact *contact,
                              const struct staff_person *p, struct found_person *found)
{
    struct pos pos = contact->who->pos;
    const char *name = text_utf8(r->arena, p->name), *email = text_utf8(r->arena, p->email);
    if (contact->asks_email && !p->email.n)
        diag(r->diags, DIAG_R167, pos, name);
    else if (contact->asks_email) {
        found->email = text_from_utf8(r->arena, email, pos);
        resolve_email_fact(r, pos, "联系人邮箱", p);
    } else if (contact->email.n && p->email.n && !resolve_has_line(r, p->email, contact->email))
        diag(r->diags, DIAG_R168, text_pos(contact->email, 0), text_utf8(r->arena, contact->email),
             name, email);
}

static void add_contact(struct inquiry *r, const struct contact *contact)
{
    const struct staff_person *p;
    struct text bad;
    if (!contact)
        return;
    for (size_t at = 0; email_next_bad(contact->email, &at, &bad);)
        diag(r->diags, DIAG_R166, text_pos(bad, 0), text_utf8(r->arena, bad));
    if (!contact->who) {
        resolve_contact_person(r, contact);
        return;
    }
    struct found_person *found = &r->people->references[contact->who->number];
    found->name = resolve_name(r, contact->who, &p);
    if (!p)
        return;
    add_contact_phone(r, contact, p, found);
    add_contact_email(r, contact, p, found);
}

static void add_names(struct inquiry *r, const struct inline_item *first)
{
    for (const struct inline_item *i = first; i; i = i->next) {
        add_contact(r, i->contact);
        if (i->who)
            r->people->references[i->who->number].name = resolve_said(r, i->who);
    }
}

/* ---- the document ---- */

static void add_clauses(struct inquiry *r, const struct team_clause *c, struct text where)
{
    for (; c; c = c->next) {
        add_names(r, c->inlines);
        resolve_team_words(r, c->inlines, where, (struct text){0});
    }
}

static void add_teams(struct inquiry *r, const struct teams *teams)
{
    add_clauses(r, teams->clauses, teams->title);
    for (const struct team *t = teams->first; t; t = t->next) {
        add_clauses(r, t->clauses, t->label);
        for (const struct team_matter *m = t->matters; m; m = m->next) {
            add_names(r, m->inlines);
            resolve_team_words(r, m->inlines, t->label, m->title);
        }
        add_tiers(r, &(struct tiers){.first = t->tiers, .where = text_utf8(r->arena, t->label)});
    }
}

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
    add_contact(r, b->contact);
    if (b->kind == BLOCK_CONTACT)
        resolve_contact_words(r, b->inlines);
    if (b->vehicles)
        resolve_vehicle_people(r, b->vehicles);
    if (b->kind == BLOCK_OFFICE) {
        add_tiers(r, &(struct tiers){.first = roster->tiers,
                                     .where = "办公室",
                                     .in_words = roster->form != ROSTER_LIST});
    } else if (roster) {
        add_tiers(r, &(struct tiers){.first = roster->tiers,
                                     .units = roster->units,
                                     .where = text_utf8(r->arena, roster->title),
                                     .phones = roster->phones && roster->form == ROSTER_TABLE});
    }
    if (b->teams)
        add_teams(r, b->teams);
}

static struct people *ask(const struct document *doc, struct date day, struct inquiry r)
{
    struct arena *a = doc->arena;
    struct people *people = ARENA_NEW(a, struct people);
    people->references = ARENA_ARRAY(a, struct found_person, (size_t)doc->n_references + 1);
    people->entries = ARENA_ARRAY(a, struct roster_entry *, (size_t)doc->n_tiers + 1);
    r.people = people;
    r.own = doc->as_of.year ? doc->as_of : resolve_issue_date(doc);
    if (doc->staff.n)
        people->day = day.year ? day : r.own;
    visit_blocks(doc, add_block, &r);
    if (r.sorter)
        staff_close(r.sorter);
    return people;
}

struct people *resolve_people(const struct document *doc, const struct staff *staff,
                              struct date day, struct diags *d)
{
    return ask(doc, day,
               (struct inquiry){.doc = doc, .arena = doc->arena, .diags = d, .staff = staff});
}

struct people *resolve_people_then(const struct document *doc, const struct staff *staff,
                                   struct date day, struct diags *d)
{
    return ask(doc, day,
               (struct inquiry){
                   .doc = doc, .arena = doc->arena, .diags = d, .staff = staff, .would = true});
}
