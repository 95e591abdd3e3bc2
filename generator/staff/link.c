/*
 * Names to records: each name of the file goes into an index, and each reference is looked up in
 * it; then what belongs to each post, person and unit is gathered. What is unknown, ambiguous,
 * borne twice or no longer used is reported where it stands.
 */
#include <stdlib.h>

#include "staff/diag.def"
#include "staff/staff_int.h"

/* Looking for the nearest name goes through all of them: not for each of very many mistakes. */
enum { MOST_NEARS = 50 };

static const char *kind_name(const struct staff *s, enum staff_kind kind)
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
static const char *item_name(struct staff *s, enum staff_kind kind, const void *item)
{
    if (kind == STAFF_POST)
        return staff_post_name(s, s->arena, item);
    if (kind == STAFF_UNIT)
        return utf8(s, ((const struct staff_unit *)item)->name);
    const struct staff_person *p = item;
    if (!p->id.n)
        return utf8(s, p->name);
    const char *form = diags_lang(s->diags) == DIAG_EN ? "%s (id %s)" : "%s（代号 %s）";
    return arena_printf(s->arena, form, utf8(s, p->name), utf8(s, p->id));
}

static struct pos item_pos(enum staff_kind kind, const void *item)
{
    if (kind == STAFF_PERSON)
        return ((const struct staff_person *)item)->pos;
    if (kind == STAFF_UNIT)
        return ((const struct staff_unit *)item)->pos;
    return ((const struct staff_post *)item)->pos;
}

/* 第 12 行的罗启明、第 30 行的罗启明 */
static const char *candidates(struct staff *s, enum staff_kind kind, const struct staff_match *m)
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

static void report_unknown(struct staff *s, enum staff_kind kind, struct text ref)
{
    const void *near = s->nears++ < MOST_NEARS ? staff_nearest(s, kind, ref) : NULL;
    if (near)
        diag(s->diags, DIAG_N005, text_pos(ref, 0), kind_name(s, kind), utf8(s, ref),
             item_name(s, kind, near));
    else
        diag(s->diags, DIAG_N006, text_pos(ref, 0), kind_name(s, kind), utf8(s, ref));
}

/* The one thing that a reference means; NULL: reported. */
static const void *the_one(struct staff *s, enum staff_kind kind, struct text ref)
{
    struct staff_match m = staff_match(s, kind, ref);
    if (m.n == 0)
        report_unknown(s, kind, ref);
    else if (m.n > 1)
        diag(s->diags, DIAG_N007, text_pos(ref, 0), kind_name(s, kind), utf8(s, ref),
             candidates(s, kind, &m));
    else if (m.by_former)
        diag(s->diags, DIAG_N008, text_pos(ref, 0), utf8(s, ref), item_name(s, kind, m.found[0]));
    return m.n == 1 ? m.found[0] : NULL;
}

/* ---- people ---- */

static void add_id(struct staff *s, struct staff_index *x, struct text id, enum staff_kind kind,
                   const void *item)
{
    const struct staff_bearers *g = id.n ? staff_index_find(x, id, 0) : NULL;
    if (g && g->level == NAME_ID)
        diag(s->diags, DIAG_N009, text_pos(id, 0), utf8(s, id),
             line_of(s, item_pos(kind, staff_bearers_of(g)[0])));
    else
        staff_index_add(x, id, 0, NAME_ID, item);
}

/* People of one name must have codes, or nobody could name either. */
static void check_homonym(struct staff *s, const struct staff_person *p)
{
    struct staff_match m = staff_match(s, STAFF_PERSON, p->name);
    const struct staff_person *other = m.found[0];
    if (p->id.n || m.n < 2)
        return;
    if (other == p)
        other = m.found[1];
    diag(s->diags, DIAG_N010, p->pos, utf8(s, p->name), line_of(s, other->pos));
}

static void link_people(struct staff *s)
{
    struct staff_index *x = &s->person_names;
    size_t ids = 0;
    for (size_t i = 0; i < s->n_people; i++)
        ids += s->people[i]->id.n > 0;
    staff_index_reserve(x, s->n_people + ids);
    for (size_t i = 0; i < s->n_people; i++)
        add_id(s, x, s->people[i]->id, STAFF_PERSON, s->people[i]);
    for (size_t i = 0; i < s->n_people; i++) {
        staff_index_add(x, s->people[i]->name, 0, NAME_CURRENT, s->people[i]);
        staff_index_add_each(x, s->people[i]->former, NAME_FORMER, s->people[i]);
    }
    for (size_t i = 0; i < s->n_people; i++)
        check_homonym(s, s->people[i]);
}

/* ---- units ---- */

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
    staff_index_add(&s->unit_names, joined(s, above->name, u->name), 0, NAME_PART, u);
    if (above->short_name.n)
        staff_index_add(&s->unit_names, joined(s, above->short_name, u->name), 0, NAME_PART, u);
}

static void check_same_unit(struct staff *s, const struct staff_unit *u)
{
    const struct staff_bearers *g = staff_index_find(&s->unit_names, u->name, 0);
    for (size_t i = 0; i < g->n; i++) {
        const struct staff_unit *other = staff_bearers_of(g)[i];
        if (other == u)
            return;
        if (s->parent[other->index] != s->parent[u->index])
            continue;
        diag(s->diags, DIAG_N011, u->pos, kind_name(s, STAFF_UNIT), utf8(s, u->name),
             line_of(s, other->pos));
        return;
    }
}

static void link_units(struct staff *s)
{
    for (size_t i = 0; i < s->n_units; i++) {
        const struct staff_unit *u = s->units[i];
        staff_index_add(&s->unit_names, u->name, 0, NAME_CURRENT, u);
        staff_index_add(&s->unit_names, u->short_name, 0, NAME_CURRENT, u);
        staff_index_add_each(&s->unit_names, u->former, NAME_FORMER, u);
    }
    for (size_t i = 0; i < s->n_units; i++) {
        const struct staff_unit *u = s->units[i];
        bool named = !u->within && u->parent.n;
        s->parent[i] = named ? the_one(s, STAFF_UNIT, u->parent) : u->within;
    }
    for (size_t i = 0; i < s->n_units; i++)
        check_circle(s, s->units[i]);
    for (size_t i = 0; i < s->n_units; i++) {
        check_same_unit(s, s->units[i]);
        add_with_parent(s, s->units[i]);
    }
}

/* ---- what belongs to each: sorted by keys, then counted out ---- */

struct order_key {
    int64_t major, minor;
    uint32_t index;
};

enum { NO_GROUP = UINT32_MAX };

static int compare_keys(const void *x, const void *y)
{
    const struct order_key *a = x, *b = y;
    if (a->major != b->major)
        return a->major < b->major ? -1 : 1;
    if (a->minor != b->minor)
        return a->minor < b->minor ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* n items with keys[i].index == i; group_of[i]: its group or NO_GROUP. Sorts the keys. */
static struct grouping group_items(struct arena *a, struct order_key *keys, size_t n,
                                   const uint32_t *group_of, size_t groups)
{
    struct grouping g = {ARENA_ARRAY(a, uint32_t, groups + 2), ARENA_ARRAY(a, uint32_t, n + 1)};
    if (n)
        qsort(keys, n, sizeof *keys, compare_keys);
    /* first[k + 1] counts up from the start of group k, and ends as that of group k + 1 */
    for (size_t i = 0; i < n; i++)
        if (group_of[i] != NO_GROUP)
            g.first[group_of[i] + 2]++;
    for (size_t k = 2; k < groups + 2; k++)
        g.first[k] += g.first[k - 1];
    for (size_t i = 0; i < n; i++) {
        uint32_t k = group_of[keys[i].index];
        if (k != NO_GROUP)
            g.items[g.first[k + 1]++] = keys[i].index;
    }
    return g;
}

/* ---- posts ---- */

static void add_post(struct staff *s, const struct staff_post *p)
{
    const struct staff_unit *u = s->unit_of[p->index];
    if (!u)
        return;
    uint32_t within = (uint32_t)u->index + 1;
    const struct staff_bearers *same = staff_index_find(&s->post_names, p->title, within);
    if (same) {
        const struct staff_post *other = staff_bearers_of(same)[0];
        diag(s->diags, DIAG_N011, p->pos, kind_name(s, STAFF_POST), staff_post_name(s, s->arena, p),
             line_of(s, other->pos));
    }
    staff_index_add(&s->post_names, p->title, within, NAME_CURRENT, p);
    staff_index_add(&s->post_names, p->title, 0, NAME_PART, p);
}

/* What a post is called, where that is not simply unit and title. */
static void add_called(struct staff *s, const struct staff_post *p)
{
    const struct staff_unit *u = s->unit_of[p->index];
    struct text unit = u ? staff_unit_name(u) : (struct text){.n = 0};
    bool government = unit.n && unit.cp[unit.n - 1] == 0x5E9C; /* 府 */
    if (government)
        staff_index_add(&s->post_names,
                        text_from_utf8(s->arena, staff_post_name(s, s->arena, p), p->pos), 0,
                        NAME_CURRENT, p);
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

static void link_posts(struct staff *s)
{
    staff_index_reserve(&s->post_names, s->n_posts);
    for (size_t i = 0; i < s->n_posts; i++)
        add_id(s, &s->post_names, s->posts[i]->id, STAFF_POST, s->posts[i]);
    for (size_t i = 0; i < s->n_posts; i++) {
        const struct staff_post *p = s->posts[i];
        s->unit_of[i] = p->within ? p->within : the_one(s, STAFF_UNIT, p->unit);
    }
    for (size_t i = 0; i < s->n_posts; i++) {
        add_post(s, s->posts[i]);
        add_called(s, s->posts[i]);
    }
    gather_posts(s);
}

/* ---- tenures ---- */

static void gather_tenures(struct staff *s)
{
    size_t n = s->n_tenures;
    struct order_key *days = ARENA_ARRAY(s->arena, struct order_key, n + 1);
    struct order_key *ranks = ARENA_ARRAY(s->arena, struct order_key, n + 1);
    uint32_t *post = ARENA_ARRAY(s->arena, uint32_t, n + 1);
    uint32_t *person = ARENA_ARRAY(s->arena, uint32_t, n + 1);
    for (size_t i = 0; i < n; i++) {
        days[i] = (struct order_key){.major = staff_day_from(s->tenures[i]), .index = (uint32_t)i};
        ranks[i] = rank_key(s->post_of[i], i);
        ranks[i].minor = ranks[i].major;
        ranks[i].major = s->tenures[i]->concurrent;
        post[i] = s->post_of[i] ? (uint32_t)s->post_of[i]->index : NO_GROUP;
        person[i] = s->who[i] ? (uint32_t)s->who[i]->index : NO_GROUP;
    }
    s->by_post = group_items(s->arena, days, n, post, s->n_posts);
    s->by_person = group_items(s->arena, ranks, n, person, s->n_people);
}

static void link_tenures(struct staff *s)
{
    for (size_t i = 0; i < s->n_tenures; i++) {
        const struct staff_tenure *t = s->tenures[i];
        s->who[i] = t->who ? t->who : the_one(s, STAFF_PERSON, t->person);
        s->post_of[i] = t->within ? t->within : the_one(s, STAFF_POST, t->post);
    }
    gather_tenures(s);
}

void staff_link(struct staff *s)
{
    link_people(s);
    link_units(s);
    link_posts(s);
    link_tenures(s);
}
