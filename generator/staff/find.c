/*
 * Looking people, units and posts up. A post is named by its code, by what it is called
 * (白石镇镇长), by unit and title, or by a title that nothing else has; the longest name of a unit
 * at the beginning counts.
 */
#include "base/similar.h"
#include "staff/staff_int.h"

static struct staff_match match_of(const struct name_group *g)
{
    struct staff_match m = {.n = g ? g->n : 0, .by_former = g && g->level == NAME_FORMER};
    for (size_t i = 0; i < m.n && i < STAFF_MATCH_MOST; i++)
        m.found[i] = name_found(g)[i];
    return m;
}

struct staff_match find_person(const struct staff *s, struct text ref)
{
    return match_of(name_find(&s->person_names, ref, 0));
}

struct staff_match find_unit(const struct staff *s, struct text ref)
{
    return match_of(name_find(&s->unit_names, ref, 0));
}

/* ---- posts ---- */

static void add_match(struct staff_match *m, const struct name_group *posts)
{
    for (size_t i = 0; posts && i < posts->n; i++, m->n++)
        if (m->n < STAFF_MATCH_MOST)
            m->found[m->n] = name_found(posts)[i];
}

/* The posts with a title in the units of a name. */
static struct staff_match find_in_units(const struct staff *s, struct text unit, struct text title)
{
    const struct name_group *units = name_find(&s->unit_names, unit, 0);
    struct staff_match m = {.n = 0};
    for (size_t i = 0; units && i < units->n; i++) {
        const struct staff_unit *u = name_found(units)[i];
        add_match(&m, name_find(&s->post_names, title, (uint32_t)u->index + 1));
    }
    m.by_former = m.n && units->level == NAME_FORMER;
    return m;
}

struct staff_match find_post(const struct staff *s, struct text ref)
{
    const struct name_group *whole = name_find(&s->post_names, ref, 0);
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

static const void *near_in(const struct name_index *x, struct text ref)
{
    struct text_guess guess = {.typed = ref};
    const void *near = NULL;
    for (size_t i = 0; i < x->groups.n; i++) {
        const struct name_group *g = &x->groups.v[i];
        if (!g->within && guess_try_text(&guess, g->name))
            near = name_found(g)[0];
    }
    return near;
}

const void *near_person(const struct staff *s, struct text ref)
{
    return near_in(&s->person_names, ref);
}

const void *near_unit(const struct staff *s, struct text ref)
{
    return near_in(&s->unit_names, ref);
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

const void *near_post(const struct staff *s, struct text ref)
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

/* ---- for all ---- */

struct staff_match staff_find_person(const struct staff *s, struct text ref)
{
    struct staff_match m = find_person(s, ref);
    m.near = m.n ? NULL : near_person(s, ref);
    return m;
}

struct staff_match staff_find_unit(const struct staff *s, struct text ref)
{
    struct staff_match m = find_unit(s, ref);
    m.near = m.n ? NULL : near_unit(s, ref);
    return m;
}

struct staff_match staff_find_post(const struct staff *s, struct text ref)
{
    struct staff_match m = find_post(s, ref);
    m.near = m.n ? NULL : near_post(s, ref);
    return m;
}
