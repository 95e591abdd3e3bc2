/*
 * Whom a name in a document means. One name may be two people's: a sighting is somebody's who was
 * found before when the telephone is his, or a post, or a unit of the same house. Whoever was found
 * in another house, or with another telephone, may be another: that is listed with both places, and
 * the later one is left out until the staff file says who is who.
 */
#include <string.h>

#include "office/learn_int.h"
#include "value/list.h"

/* How sure it is that a sighting is of somebody. */
enum likeness { LIKE_ANOTHER, LIKE_MAYBE, LIKE_HIM };

static bool same_line(struct learn *l, const char *one, const char *other)
{
    struct pos none = {0};
    return text_same(name_key(l->arena, text_from_utf8(l->arena, one, none)),
                     name_key(l->arena, text_from_utf8(l->arena, other, none)));
}

/* Of several telephones one is enough. */
static bool has_line(struct learn *l, const char *all, const char *line)
{
    struct text one, list = text_from_utf8(l->arena, all, (struct pos){0});
    for (size_t at = 0; list_next(list, LIST_PHONES, &at, &one);)
        if (same_line(l, text_utf8(l->arena, one), line))
            return true;
    return false;
}

static bool same_post(const struct learn_post *x, const struct learn_post *y)
{
    return strcmp(x->unit, y->unit) == 0 && strcmp(x->title, y->title) == 0;
}

static bool has_post(const struct learn_person *p, const struct learn_post *post)
{
    size_t k = 0;
    while (k < p->posts.n && !same_post(&p->posts.v[k], post))
        k++;
    return k < p->posts.n;
}

static enum likeness likeness(struct learn *l, const struct learn_person *p, const char *phone,
                              const struct learn_post *posts, size_t n)
{
    bool both = *phone && *p->phone, related = false;
    if (both && has_line(l, p->phone, phone))
        return LIKE_HIM;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < p->posts.n; k++) {
            if (same_post(&posts[i], &p->posts.v[k]))
                return LIKE_HIM;
            related = related || office_learn_related(l->arena, posts[i].unit, p->posts.v[k].unit);
        }
    if (!n || !p->posts.n)
        return LIKE_MAYBE;
    return related && !both ? LIKE_HIM : LIKE_ANOTHER;
}

/* ---- those whom the staff file has ---- */

static void add_known_post(struct learn *l, struct learn_person *p, const struct staff_post *post)
{
    const struct staff_unit *unit = staff_unit_of(l->staff, post);
    const char *title = text_utf8(l->arena, post->title);
    struct text names[] = {unit ? unit->name : post->unit, unit ? unit->short_name : post->unit};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].n)
            VEC_PUSH(l->arena, &p->posts,
                     ((struct learn_post){text_utf8(l->arena, names[i]), title, post->standing}));
}

/* One more of a name. */
static struct learn_person *add_bearer(struct learn *l, size_t name)
{
    struct learn_bearers *all = &l->bearers.v[name];
    struct learn_person *p = VEC_ADD(l->arena, &l->people);
    *p = (struct learn_person){.phone = "", .email = ""};
    if (all->last)
        l->people.v[all->last - 1].next = l->people.n;
    else
        all->first = l->people.n;
    all->last = l->people.n;
    return p;
}

static void add_known(struct learn *l, const char *name, size_t number)
{
    struct staff_match m = {.n = 0};
    if (l->staff)
        m = staff_find_person(l->staff, text_from_utf8(l->arena, name, (struct pos){0}));
    for (size_t i = 0; i < m.n && i < STAFF_MATCH_MOST; i++) {
        const struct staff_person *known = m.found[i];
        struct learn_person *p = add_bearer(l, number);
        p->name = name;
        p->key = m.n > 1 ? text_utf8(l->arena, known->id) : name;
        p->phone = text_utf8(l->arena, known->phone);
        p->email = text_utf8(l->arena, known->email);
        p->known = known;
        const struct staff_tenure *t = staff_records_of(l->staff)->tenures;
        for (; t; t = t->next)
            if (staff_holder_of(l->staff, t) == known)
                add_known_post(l, p, staff_held_post(l->staff, t));
    }
}

/* ---- what does not agree ---- */

static const char *what_of(struct learn *l, const struct learn_post *posts, size_t n,
                           const char *phone)
{
    const char *all = "";
    for (size_t i = 0; i < n; i++)
        all = arena_printf(l->arena, "%s%s%s%s", all, *all ? "、" : "", posts[i].unit,
                           posts[i].title);
    return arena_printf(l->arena, "%s%s%s", all, *all && *phone ? " " : "", phone);
}

static const char *place_of(struct learn *l, const struct learn_person *p)
{
    if (!p->place.file)
        return l->lang == DIAG_ZH ? "人员库里" : "the staff file";
    return arena_printf(l->arena, "%s:%u", p->place.file, (unsigned)p->place.line);
}

static void say_another(struct learn *l, const struct learn_sighting *s,
                        const struct learn_person *p, const struct learn_post *posts, size_t n)
{
    static const char *const forms[] = {
        "“%s”可能是两个人：这里是%s，%s是%s：没有记下这一个。是两个人的，在人员库里各写一个“人员”，"
        "用代号区分；是一个人的，在人员库里补上任职；再学一次",
        "\"%s\" may be two people: %s here, %s has %s: this one was left out. If they are two, "
        "give "
        "each a person with an id in the staff file; if one, add the tenure; then learn again"};
    const char *here = what_of(l, posts, n, text_utf8(l->arena, s->phone));
    const char *there = what_of(l, p->posts.v, p->posts.n, p->phone);
    office_learn_conflict(l, &s->place, "homonyms",
                          arena_printf(l->arena, forms[l->lang], p->name, *here ? here : p->name,
                                       place_of(l, p), there));
}

/* What he has not yet is his; what he has otherwise is told: false. */
static bool take_line(struct learn *l, struct learn_person *p, const struct learn_sighting *s,
                      bool phone)
{
    static const char *const forms[] = {"%s的%s：这里是%s，%s是%s：请核对",
                                        "the %s of %s: %s here, in %s it is %s: check"};
    static const char *const words[][2] = {{"邮箱", "e-mail address"}, {"电话", "telephone"}};
    const char *typed = text_utf8(l->arena, phone ? s->phone : s->email);
    const char **own = phone ? &p->phone : &p->email, *word = words[phone][l->lang];
    if (!*typed || (*own && has_line(l, *own, typed)))
        return true;
    if (!**own && !p->known) {
        *own = typed;
        return true;
    }
    bool zh = l->lang == DIAG_ZH;
    const char *has = **own ? *own : zh ? "空的" : "empty";
    office_learn_conflict(l, &s->place, phone ? "telephone" : "e-mail",
                          arena_printf(l->arena, forms[l->lang], zh ? p->name : word,
                                       zh ? word : p->name, typed, place_of(l, p), has));
    if (p->known) /* it is said once */
        *own = arena_printf(l->arena, "%s%s%s", *own, **own ? "、" : "", typed);
    return false;
}

/* ---- all ---- */

struct learn_person *office_learn_who(struct learn *l, const struct learn_sighting *s,
                                      const struct learn_post *posts, size_t n)
{
    const char *name = text_utf8(l->arena, s->name), *phone = text_utf8(l->arena, s->phone);
    struct learn_person *him = NULL, *first = NULL;
    size_t bearers = 0;
    bool fresh;
    size_t number = name_intern(l->arena, &l->names, s->name, &fresh);
    if (fresh) {
        VEC_PUSH(l->arena, &l->bearers, (struct learn_bearers){0});
        add_known(l, name, number);
    }
    enum likeness best = LIKE_ANOTHER;
    for (size_t i = l->bearers.v[number].first; i; i = l->people.v[i - 1].next) {
        struct learn_person *p = &l->people.v[i - 1];
        enum likeness how = likeness(l, p, phone, posts, n);
        first = first ? first : p;
        bearers++;
        if (how > best) {
            best = how;
            him = p;
        }
    }
    if (!bearers) {
        him = add_bearer(l, number);
        him->name = him->key = name;
        him->place = s->place;
    } else if (!him || (best == LIKE_MAYBE && bearers > 1)) {
        say_another(l, s, him ? him : first, posts, n);
        return NULL;
    }
    if (take_line(l, him, s, true)) /* else it may be another one's address */
        take_line(l, him, s, false);
    for (size_t i = 0; i < n; i++)
        if (!has_post(him, &posts[i]))
            VEC_PUSH(l->arena, &him->posts, posts[i]);
    return him;
}
