/*
 * Names to records: each name of the file goes into an index, and each reference is looked up in
 * it. What is unknown, ambiguous, borne twice or no longer used is reported where it stands.
 */
#include "staff/diag.def"
#include "staff/staff_int.h"

/* Looking for the nearest name goes through all of them: not for each of very many mistakes. */
enum { MOST_NEARS = 50 };

enum kind { KIND_PERSON, KIND_UNIT, KIND_POST };

static const char *kind_name(const struct staff *s, enum kind kind)
{
    static const char *const names[][2] = {{"人员", "person"}, {"单位", "unit"}, {"岗位", "post"}};
    return names[kind][diags_lang(s->diags) == DIAG_EN];
}

static const char *utf8(struct staff *s, struct text t)
{
    return text_utf8(s->arena, t);
}

static const char *line_of(struct staff *s, struct pos pos)
{
    return arena_printf(s->arena, "%u", source_place(pos).line);
}

/* ---- what a reference may mean ---- */

/* 罗启明（代号 luo-2）, 县财政局局长 */
static const char *item_name(struct staff *s, enum kind kind, const void *item)
{
    if (kind == KIND_POST)
        return staff_post_name(s, s->arena, item);
    if (kind == KIND_UNIT)
        return utf8(s, ((const struct staff_unit *)item)->name);
    const struct staff_person *p = item;
    if (!p->id.n)
        return utf8(s, p->name);
    const char *form = diags_lang(s->diags) == DIAG_EN ? "%s (id %s)" : "%s（代号 %s）";
    return arena_printf(s->arena, form, utf8(s, p->name), utf8(s, p->id));
}

static struct pos item_pos(enum kind kind, const void *item)
{
    if (kind == KIND_PERSON)
        return ((const struct staff_person *)item)->pos;
    if (kind == KIND_UNIT)
        return ((const struct staff_unit *)item)->pos;
    return ((const struct staff_post *)item)->pos;
}

/* 第 12 行的罗启明、第 30 行的罗启明 */
static const char *candidates(struct staff *s, enum kind kind, const struct staff_match *m)
{
    bool english = diags_lang(s->diags) == DIAG_EN;
    const char *list = "";
    for (size_t i = 0; i < m->n && i < STAFF_MATCH_MOST; i++)
        list =
            arena_printf(s->arena, english ? "%s%s%s of line %s" : "%s%s%s（第 %s 行）", list,
                         i == 0    ? ""
                         : english ? ", "
                                   : "、",
                         item_name(s, kind, m->found[i]), line_of(s, item_pos(kind, m->found[i])));
    return list;
}

static void report_unknown(struct staff *s, enum kind kind, struct text ref)
{
    static const void *(*const nears[])(const struct staff *, struct text) = {near_person,
                                                                              near_unit, near_post};
    const void *near = s->nears++ < MOST_NEARS ? nears[kind](s, ref) : NULL;
    if (near)
        diag(s->diags, DIAG_N005, text_pos(ref, 0), kind_name(s, kind), utf8(s, ref),
             item_name(s, kind, near));
    else
        diag(s->diags, DIAG_N006, text_pos(ref, 0), kind_name(s, kind), utf8(s, ref));
}

/* The one thing that a reference means; NULL: reported. */
static const void *the_one(struct staff *s, enum kind kind, struct text ref,
                           const struct staff_match *m)
{
    if (m->n == 0)
        report_unknown(s, kind, ref);
    else if (m->n > 1)
        diag(s->diags, DIAG_N007, text_pos(ref, 0), kind_name(s, kind), utf8(s, ref),
             candidates(s, kind, m));
    else if (m->by_former)
        diag(s->diags, DIAG_N008, text_pos(ref, 0), utf8(s, ref), item_name(s, kind, m->found[0]));
    return m->n == 1 ? m->found[0] : NULL;
}

/* ---- people ---- */

static void add_id(struct staff *s, struct name_index *x, struct text id, enum kind kind,
                   const void *item)
{
    const struct name_group *g = id.n ? name_find(x, id, 0) : NULL;
    if (g && g->level == NAME_ID)
        diag(s->diags, DIAG_N009, text_pos(id, 0), utf8(s, id),
             line_of(s, item_pos(kind, name_found(g)[0])));
    else
        name_add(x, id, 0, NAME_ID, item);
}

/* People of one name must have codes, or nobody could name either. */
static void check_homonym(struct staff *s, const struct staff_person *p)
{
    struct staff_match m = find_person(s, p->name);
    const struct staff_person *other = m.found[0];
    if (p->id.n || m.n < 2)
        return;
    if (other == p)
        other = m.found[1];
    diag(s->diags, DIAG_N010, p->pos, utf8(s, p->name), line_of(s, other->pos));
}

void link_people(struct staff *s)
{
    struct name_index *x = &s->person_names;
    size_t ids = 0;
    for (size_t i = 0; i < s->n_people; i++)
        ids += s->people[i]->id.n > 0;
    name_reserve(x, s->n_people + ids);
    for (size_t i = 0; i < s->n_people; i++)
        add_id(s, x, s->people[i]->id, KIND_PERSON, s->people[i]);
    for (size_t i = 0; i < s->n_people; i++) {
        name_add(x, s->people[i]->name, 0, NAME_CURRENT, s->people[i]);
        name_add_each(x, s->people[i]->former, NAME_FORMER, s->people[i]);
    }
    for (size_t i = 0; i < s->n_people; i++)
        check_homonym(s, s->people[i]);
}

/* ---- units ---- */

static const struct staff_unit *find_parent(struct staff *s, const struct staff_unit *u)
{
    if (u->within || !u->parent.n)
        return u->within;
    struct staff_match m = find_unit(s, u->parent);
    return the_one(s, KIND_UNIT, u->parent, &m);
}

/* Each unit that is above itself is reported, and put at the top. */
static void check_circle(struct staff *s, const struct staff_unit *u)
{
    const struct staff_unit *above = s->parent[u->index];
    for (size_t steps = 0; above && above != u && steps <= s->n_units; steps++)
        above = s->parent[above->index];
    if (above != u)
        return;
    diag(s->diags, DIAG_N012, u->parent.n ? text_pos(u->parent, 0) : u->pos, utf8(s, u->name));
    s->parent[u->index] = NULL;
}

static struct text joined(struct staff *s, struct text x, struct text y)
{
    struct text_builder b = {.arena = s->arena, .src = y.src};
    text_add_text(&b, x);
    text_add_text(&b, y);
    return text_done(&b);
}

/* 白石镇党政办公室: the names of the unit above and its own. */
static void add_with_parent(struct staff *s, const struct staff_unit *u)
{
    const struct staff_unit *above = s->parent[u->index];
    if (!above)
        return;
    name_add(&s->unit_names, joined(s, above->name, u->name), 0, NAME_PART, u);
    if (above->short_name.n)
        name_add(&s->unit_names, joined(s, above->short_name, u->name), 0, NAME_PART, u);
}

static void check_same_unit(struct staff *s, const struct staff_unit *u)
{
    const struct name_group *g = name_find(&s->unit_names, u->name, 0);
    for (size_t i = 0; i < g->n; i++) {
        const struct staff_unit *other = name_found(g)[i];
        if (other == u)
            return;
        if (s->parent[other->index] != s->parent[u->index])
            continue;
        diag(s->diags, DIAG_N011, u->pos, kind_name(s, KIND_UNIT), utf8(s, u->name),
             line_of(s, other->pos));
        return;
    }
}

void link_units(struct staff *s)
{
    for (size_t i = 0; i < s->n_units; i++) {
        const struct staff_unit *u = s->units[i];
        name_add(&s->unit_names, u->name, 0, NAME_CURRENT, u);
        name_add(&s->unit_names, u->short_name, 0, NAME_CURRENT, u);
        name_add_each(&s->unit_names, u->former, NAME_FORMER, u);
    }
    for (size_t i = 0; i < s->n_units; i++)
        s->parent[i] = find_parent(s, s->units[i]);
    for (size_t i = 0; i < s->n_units; i++)
        check_circle(s, s->units[i]);
    for (size_t i = 0; i < s->n_units; i++) {
        check_same_unit(s, s->units[i]);
        add_with_parent(s, s->units[i]);
    }
}

/* ---- posts ---- */

static const struct staff_unit *find_unit_of(struct staff *s, const struct staff_post *p)
{
    if (p->within)
        return p->within;
    struct staff_match m = find_unit(s, p->unit);
    return the_one(s, KIND_UNIT, p->unit, &m);
}

static void add_post(struct staff *s, const struct staff_post *p)
{
    const struct staff_unit *u = s->unit_of[p->index];
    if (!u)
        return;
    uint32_t within = (uint32_t)u->index + 1;
    const struct name_group *same = name_find(&s->post_names, p->title, within);
    if (same) {
        const struct staff_post *other = name_found(same)[0];
        diag(s->diags, DIAG_N011, p->pos, kind_name(s, KIND_POST), staff_post_name(s, s->arena, p),
             line_of(s, other->pos));
    }
    name_add(&s->post_names, p->title, within, NAME_CURRENT, p);
    name_add(&s->post_names, p->title, 0, NAME_PART, p);
}

/* What a post is called, where that is not simply unit and title. */
static void add_called(struct staff *s, const struct staff_post *p)
{
    const struct staff_unit *u = s->unit_of[p->index];
    struct text unit = u ? staff_unit_name(u) : (struct text){.n = 0};
    bool government = unit.n && unit.cp[unit.n - 1] == 0x5E9C; /* 府 */
    if (government)
        name_add(&s->post_names, text_from_utf8(s->arena, staff_post_name(s, s->arena, p), p->pos),
                 0, NAME_CURRENT, p);
}

static struct order_key rank_key(const struct staff_post *p, size_t index)
{
    return (struct order_key){.major = p && p->rank ? p->rank : INT32_MAX,
                              .index = (uint32_t)index};
}

static void gather_posts(struct staff *s)
{
    struct order_key *keys = ARENA_ARRAY(s->arena, struct order_key, s->n_posts + 1);
    uint32_t *unit = ARENA_ARRAY(s->arena, uint32_t, s->n_posts + 1);
    for (size_t i = 0; i < s->n_posts; i++) {
        keys[i] = rank_key(s->posts[i], i);
        unit[i] = s->unit_of[i] ? (uint32_t)s->unit_of[i]->index : NO_GROUP;
    }
    s->by_unit = group_items(s->arena, keys, s->n_posts, unit, s->n_units);
}

void link_posts(struct staff *s)
{
    name_reserve(&s->post_names, s->n_posts);
    for (size_t i = 0; i < s->n_posts; i++)
        add_id(s, &s->post_names, s->posts[i]->id, KIND_POST, s->posts[i]);
    for (size_t i = 0; i < s->n_posts; i++)
        s->unit_of[i] = find_unit_of(s, s->posts[i]);
    for (size_t i = 0; i < s->n_posts; i++) {
        add_post(s, s->posts[i]);
        add_called(s, s->posts[i]);
    }
    gather_posts(s);
}

/* ---- tenures ---- */

static const struct staff_person *find_who(struct staff *s, const struct staff_tenure *t)
{
    if (t->who)
        return t->who;
    struct staff_match m = find_person(s, t->person);
    return the_one(s, KIND_PERSON, t->person, &m);
}

static const struct staff_post *find_post_of(struct staff *s, const struct staff_tenure *t)
{
    if (t->within)
        return t->within;
    struct staff_match m = find_post(s, t->post);
    return the_one(s, KIND_POST, t->post, &m);
}

static void gather_tenures(struct staff *s)
{
    size_t n = s->n_tenures;
    struct order_key *days = ARENA_ARRAY(s->arena, struct order_key, n + 1);
    struct order_key *ranks = ARENA_ARRAY(s->arena, struct order_key, n + 1);
    uint32_t *post = ARENA_ARRAY(s->arena, uint32_t, n + 1);
    uint32_t *person = ARENA_ARRAY(s->arena, uint32_t, n + 1);
    for (size_t i = 0; i < n; i++) {
        days[i] = (struct order_key){.major = day_from(s->tenures[i]), .index = (uint32_t)i};
        ranks[i] = rank_key(s->post_of[i], i);
        ranks[i].minor = ranks[i].major;
        ranks[i].major = s->tenures[i]->concurrent;
        post[i] = s->post_of[i] ? (uint32_t)s->post_of[i]->index : NO_GROUP;
        person[i] = s->who[i] ? (uint32_t)s->who[i]->index : NO_GROUP;
    }
    s->by_post = group_items(s->arena, days, n, post, s->n_posts);
    s->by_person = group_items(s->arena, ranks, n, person, s->n_people);
}

void link_tenures(struct staff *s)
{
    for (size_t i = 0; i < s->n_tenures; i++) {
        s->who[i] = find_who(s, s->tenures[i]);
        s->post_of[i] = find_post_of(s, s->tenures[i]);
    }
    gather_tenures(s);
}
