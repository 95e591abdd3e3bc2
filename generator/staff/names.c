/*
 * Names: an index of them by hash, what a post is called, and looking people, units and posts up.
 * Blanks in a name do not count, and marks that look alike are one: a name that was padded for a
 * roster (张　三) is found. What bears a name at a better level hides the rest. A post is named by
 * its code, by what it is called (白石镇镇长), by unit and title, or by a title that nothing else
 * has; the longest name of a unit at the beginning counts.
 */
#include <string.h>
#include <uchar.h>

#include "base/buf.h"
#include "base/guess.h"
#include "base/usual.h"
#include "base/utf8.h"
#include "model/record.h"
#include "staff/staff_int.h"
#include "value/list.h"

/* ---- the index ---- */

/* （ and (, and the dots in names of other languages: 买买提·艾力. */
static uint32_t fold(uint32_t cp)
{
    return cp == U'（' ? '(' : cp == U'）' ? ')' : usual_dot(cp);
}

static uint64_t hash_of(struct text name, uint32_t within)
{
    uint64_t h = 0xCBF29CE484222325u ^ within;
    for (size_t i = 0; i < name.n; i++)
        if (!utf8_is_blank(name.cp[i]))
            h = (h ^ fold(name.cp[i])) * 0x100000001B3u;
    return h >> 1;
}

static bool is_same(struct text x, struct text y)
{
    size_t i = text_skip_blanks(x, 0), j = text_skip_blanks(y, 0);
    while (i < x.n && j < y.n && fold(x.cp[i]) == fold(y.cp[j])) {
        i = text_skip_blanks(x, i + 1);
        j = text_skip_blanks(y, j + 1);
    }
    return i == x.n && j == y.n;
}

/* The group of a name, or NULL. */
static struct staff_bearers *lookup(const struct staff_index *x, uint64_t hash, struct text name,
                                    uint32_t within)
{
    const uint32_t *head = map_get(&x->map, hash);
    for (uint32_t i = head ? *head : 0; i; i = x->groups.v[i - 1].next) {
        struct staff_bearers *g = &x->groups.v[i - 1];
        if (g->within == within && is_same(g->name, name))
            return g;
    }
    return NULL;
}

static struct staff_bearers *group_new(struct staff_index *x, uint64_t hash, struct text name,
                                       uint32_t within)
{
    const uint32_t *head = map_get(&x->map, hash);
    struct staff_bearers *g = VEC_ADD(x->arena, &x->groups);
    *g = (struct staff_bearers){.name = name, .within = within, .next = head ? *head : 0};
    map_put(x->arena, &x->map, hash, (uint32_t)x->groups.n);
    return g;
}

const void *const *staff_bearers_of(const struct staff_bearers *g)
{
    return g->n == 1 ? &g->one : g->more;
}

static void group_add(struct staff_index *x, struct staff_bearers *g, const void *item)
{
    if (g->n && staff_bearers_of(g)[g->n - 1] == item)
        return;
    bool full = g->n && (g->n & (g->n - 1)) == 0;
    if (full) {
        const void **more = ARENA_ARRAY(x->arena, const void *, 2 * (size_t)g->n);
        memcpy(more, staff_bearers_of(g), g->n * sizeof *more);
        g->more = more;
    }
    *(g->n ? &g->more[g->n] : &g->one) = item;
    g->n++;
}

void staff_index_reserve(struct staff_index *x, size_t n)
{
    size_t all = x->groups.n + n;
    struct staff_bearers *groups = ARENA_ARRAY(x->arena, struct staff_bearers, all);
    if (x->groups.n)
        memcpy(groups, x->groups.v, x->groups.n * sizeof *groups);
    x->groups.v = groups;
    x->groups.cap = all;
    map_reserve(x->arena, &x->map, all);
}

void staff_index_add(struct staff_index *x, struct text name, uint32_t within,
                     enum name_level level, const void *item)
{
    if (text_skip_blanks(name, 0) == name.n)
        return;
    uint64_t hash = hash_of(name, within);
    struct staff_bearers *g = lookup(x, hash, name, within);
    if (g && g->level < level)
        return;
    if (!g)
        g = group_new(x, hash, name, within);
    else if (level < g->level)
        g->n = 0;
    g->level = level;
    group_add(x, g, item);
}

void staff_index_add_each(struct staff_index *x, struct text names, enum name_level level,
                          const void *item)
{
    struct text name;
    for (size_t at = 0; list_next(names, record_marks[FIELD_PERSON_FORMER].typed, &at, &name);)
        staff_index_add(x, name, 0, level, item);
}

const struct staff_bearers *staff_index_find(const struct staff_index *x, struct text name,
                                             uint32_t within)
{
    return lookup(x, hash_of(name, within), name, within);
}

/* ---- what a post is called with its unit: 县财政局局长. A government's posts drop the word for
 * it, since the title names the place: 白石镇镇长, 副县长. ---- */

static bool ends_in(struct text t, const char32_t *end, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (t.n < n || t.cp[t.n - n + i] != end[i])
            return false;
    return true;
}

static struct text without_end(struct text t, const char32_t *end, size_t n)
{
    return ends_in(t, end, n) ? text_part(t, 0, t.n - n) : t;
}

/* 镇 of 副镇长; 0: the title is not of that kind. */
static uint32_t place_of(struct text title)
{
    size_t i = title.n && title.cp[0] == U'副';
    return title.n == i + 2 && title.cp[i + 1] == U'长' ? title.cp[i] : 0;
}

struct text staff_unit_name(const struct staff_unit *unit)
{
    return unit->short_name.n ? unit->short_name : unit->name;
}

/* What of the unit's name stands before the title. */
static struct text unit_part(const struct staff_unit *unit, struct text title)
{
    struct text name = staff_unit_name(unit), none = {.n = 0};
    if (text_starts_with(title, name))
        return none;
    struct text place = without_end(without_end(name, U"政府", 2), U"人民", 2);
    if (place.n == name.n || place.n == 0 || place.cp[place.n - 1] != place_of(title))
        return name;
    return place.n == 1 ? none : place;
}

const char *staff_post_name(const struct staff *s, struct arena *a, const struct staff_post *post)
{
    const struct staff_unit *unit = s->unit_of[post->index];
    struct text before = unit ? unit_part(unit, post->title) : (struct text){.n = 0};
    struct buf b = {0};
    for (size_t i = 0; i < before.n; i++)
        buf_code(&b, before.cp[i]);
    for (size_t i = 0; i < post->title.n; i++)
        buf_code(&b, post->title.cp[i]);
    const char *name = arena_strndup(a, b.p ? b.p : "", b.n);
    buf_drop(&b);
    return name;
}

/* ---- names in a text ---- */

size_t staff_name_at(const struct staff *s, struct text t, size_t i,
                     const struct staff_person **out)
{
    enum { LEAST = 2, USUAL = 4, MOST = 15 };
    size_t n = 0;
    bool dotted = false;
    for (; i + n < t.n && n < MOST; n++) {
        bool dot = fold(t.cp[i + n]) == 0xB7;
        if (!dot && !utf8_is_han(t.cp[i + n]))
            break;
        dotted = dotted || dot;
    }
    if (!dotted && n > USUAL)
        n = USUAL;
    for (; n >= LEAST; n--) {
        const struct staff_bearers *g =
            staff_index_find(&s->person_names, text_part(t, i, i + n), 0);
        if (!g || g->level != NAME_CURRENT)
            continue;
        *out = staff_bearers_of(g)[0];
        return g->n == 1 ? n : 0;
    }
    return 0;
}

/* ---- looking up ---- */

static struct staff_match match_of(const struct staff_bearers *g)
{
    struct staff_match m = {.n = g ? g->n : 0, .by_former = g && g->level == NAME_FORMER};
    for (size_t i = 0; i < m.n && i < STAFF_MATCH_MOST; i++)
        m.found[i] = staff_bearers_of(g)[i];
    return m;
}

/* ---- posts ---- */

static void add_match(struct staff_match *m, const struct staff_bearers *posts)
{
    for (size_t i = 0; posts && i < posts->n; i++, m->n++)
        if (m->n < STAFF_MATCH_MOST)
            m->found[m->n] = staff_bearers_of(posts)[i];
}

/* The posts with a title in the units of a name. */
static struct staff_match find_in_units(const struct staff *s, struct text unit, struct text title)
{
    const struct staff_bearers *units = staff_index_find(&s->unit_names, unit, 0);
    struct staff_match m = {.n = 0};
    for (size_t i = 0; units && i < units->n; i++) {
        const struct staff_unit *u = staff_bearers_of(units)[i];
        add_match(&m, staff_index_find(&s->post_names, title, (uint32_t)u->index + 1));
    }
    m.by_former = m.n && units->level == NAME_FORMER;
    return m;
}

static struct staff_match find_post(const struct staff *s, struct text ref)
{
    const struct staff_bearers *whole = staff_index_find(&s->post_names, ref, 0);
    if (whole && whole->level < NAME_PART)
        return match_of(whole);
    for (size_t i = ref.n; i > 1; i--) {
        struct staff_match m =
            find_in_units(s, text_part(ref, 0, i - 1), text_part(ref, i - 1, ref.n));
        if (m.n)
            return m;
    }
    return match_of(whole);
}

/* ---- the nearest ---- */

static const void *near_in(const struct staff_index *x, struct text ref)
{
    struct text_guess guess = {.typed = ref};
    const void *near = NULL;
    for (size_t i = 0; i < x->groups.n; i++) {
        const struct staff_bearers *g = &x->groups.v[i];
        if (!g->within && guess_try_text(&guess, g->name))
            near = staff_bearers_of(g)[0];
    }
    return near;
}

enum { NAME_MOST = 80 };

/* A unit's name and a title as one text, in cp; places do not matter. */
static struct text join(struct text unit, struct text title, uint32_t cp[NAME_MOST])
{
    size_t n = 0;
    for (size_t i = 0; i < unit.n && n < NAME_MOST; i++)
        cp[n++] = unit.cp[i];
    for (size_t i = 0; i < title.n && n < NAME_MOST; i++)
        cp[n++] = title.cp[i];
    return (struct text){.cp = cp, .n = n};
}

static const void *near_post(const struct staff *s, struct text ref)
{
    struct text_guess guess = {.typed = ref};
    const void *near = NULL;
    uint32_t cp[NAME_MOST];
    for (size_t i = 0; i < s->n_posts; i++) {
        const struct staff_post *p = s->posts[i];
        const struct staff_unit *u = s->unit_of[i];
        bool best = guess_try_text(&guess, p->title);
        if (u) {
            best |= guess_try_text(&guess, join(u->name, p->title, cp));
            best |= guess_try_text(&guess, join(u->short_name, p->title, cp));
        }
        near = best ? p : near;
    }
    return near;
}

/* ---- of each kind ---- */

struct staff_match staff_match(const struct staff *s, enum staff_kind kind, struct text ref)
{
    if (kind == STAFF_POST)
        return find_post(s, ref);
    return match_of(
        staff_index_find(kind == STAFF_UNIT ? &s->unit_names : &s->person_names, ref, 0));
}

const void *staff_nearest(const struct staff *s, enum staff_kind kind, struct text ref)
{
    if (kind == STAFF_POST)
        return near_post(s, ref);
    return near_in(kind == STAFF_UNIT ? &s->unit_names : &s->person_names, ref);
}

static struct staff_match match_or_nearest(const struct staff *s, enum staff_kind kind,
                                           struct text ref)
{
    struct staff_match m = staff_match(s, kind, ref);
    m.near = m.n ? NULL : staff_nearest(s, kind, ref);
    return m;
}

struct staff_match staff_find_person(const struct staff *s, struct text ref)
{
    return match_or_nearest(s, STAFF_PERSON, ref);
}

struct staff_match staff_find_unit(const struct staff *s, struct text ref)
{
    return match_or_nearest(s, STAFF_UNIT, ref);
}

struct staff_match staff_find_post(const struct staff *s, struct text ref)
{
    return match_or_nearest(s, STAFF_POST, ref);
}

/* ---- in running words ---- */

/* 原 before a post; 平原镇 is a place. */
static bool is_former(struct text t, size_t i)
{
    if (t.cp[i] != U'原')
        return false;
    bool inside =
        i && utf8_is_han(t.cp[i - 1]) && !utf8_is_one_of(t.cp[i - 1], U"由和与及对将给向");
    return !inside || !utf8_is_one_of(text_char(t, i + 1), U"省州市县区镇乡村路街");
}

/* 免去 and 不再 are said of a whole list, 原 of one name. */
bool staff_has_left_by_words(struct text t, size_t from, size_t to)
{
    static const char *const lists[] = {"免去", "不再"};
    static const char *const behind[] = {"不再", "退休", "调离", "离任", "原任", "已"};
    enum { BACK = 16, BEHIND = sizeof behind / sizeof *behind };
    bool own = true;
    if (text_any_word_at(t, to + text_word_at(t, to, "同志"), behind, BEHIND))
        return true;
    for (size_t n = 1; n <= from && n <= BACK && !utf8_is_one_of(t.cp[from - n], U"，。；：");
         n++) {
        own = own && t.cp[from - n] != U'、';
        if ((own && is_former(t, from - n)) || text_any_word_at(t, from - n, lists, 2))
            return true;
    }
    return false;
}
