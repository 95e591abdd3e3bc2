/*
 * The names of a staff file, to be found in running text: by their first two characters, the
 * longest one counts. Nothing of it changes while a document is read.
 */
#include "base/map.h"
#include "proof/proof_int.h"

struct roll {
    struct arena *arena;
    const struct staff *staff;
    struct date day;
    struct map map; /* the first two characters to index + 1 */
    VEC(struct roll_name) names;
    VEC(uint32_t) next; /* index + 1 of the next name that begins so; 0: none */
};

static uint64_t key_at(struct text t, size_t i)
{
    enum { HALF = 32 };
    return ((uint64_t)char_at(t, i) << HALF) | char_at(t, i + 1);
}

static bool stands_at(struct text t, size_t i, struct text name)
{
    for (size_t k = 0; k < name.n; k++)
        if (char_at(t, i + k) != name.cp[k])
            return false;
    return true;
}

/* A name that two people bear says neither: whether others of the same name came before. */
static bool mark_shared(struct roll *r, const struct roll_name *name)
{
    bool any = false;
    const uint32_t *head = map_get(&r->map, key_at(name->text, 0));
    for (uint32_t i = head ? *head : 0; i && name->person; i = r->next.v[i - 1]) {
        struct roll_name *other = &r->names.v[i - 1];
        if (other->person && other->text.n == name->text.n && stands_at(other->text, 0, name->text))
            other->shared = any = true;
    }
    return any;
}

static void add_name(struct roll *r, struct roll_name name)
{
    enum { LEAST = 2 };
    if (name.text.n < LEAST)
        return;
    name.shared = mark_shared(r, &name);
    const uint32_t *head = map_get(&r->map, key_at(name.text, 0));
    VEC_PUSH(r->arena, &r->next, head ? *head : 0);
    VEC_PUSH(r->arena, &r->names, name);
    map_put(r->arena, &r->map, key_at(name.text, 0), (uint32_t)r->names.n);
}

/* Several parted by 、. */
static void add_former(struct roll *r, const struct staff_unit *unit)
{
    struct text all = unit->former;
    size_t start = 0;
    for (size_t i = 0; all.n && i <= all.n; i++) {
        if (i < all.n && !is_one_of(all.cp[i], "、，,"))
            continue;
        add_name(
            r, (struct roll_name){.text = text_part(all, start, i), .unit = unit, .former = true});
        start = i + 1;
    }
}

struct roll *roll_open(struct arena *a, const struct staff *staff, struct date day)
{
    struct roll *r = ARENA_NEW(a, struct roll);
    *r = (struct roll){.arena = a, .staff = staff, .day = day};
    const struct staff_records *records = staff_records_of(staff);
    for (const struct staff_person *p = records->people; p; p = p->next)
        add_name(r, (struct roll_name){.text = p->name, .person = p});
    for (const struct staff_unit *u = records->units; u; u = u->next)
        add_former(r, u);
    for (const struct staff_unit *u = records->units; u; u = u->next) {
        add_name(r, (struct roll_name){.text = u->name, .unit = u});
        add_name(r, (struct roll_name){.text = u->short_name, .unit = u});
    }
    return r;
}

const struct staff *roll_staff(const struct roll *r)
{
    return r->staff;
}

struct date roll_day(const struct roll *r)
{
    return r->day;
}

/* Of two that are as long, the one added last: a name that is borne now hides one that was. */
static const struct roll_name *find(const struct roll *r, struct text t, size_t i, bool people)
{
    const struct roll_name *best = NULL;
    const uint32_t *head = i + 1 < t.n ? map_get(&r->map, key_at(t, i)) : NULL;
    for (uint32_t k = head ? *head : 0; k; k = r->next.v[k - 1]) {
        const struct roll_name *name = &r->names.v[k - 1];
        if ((name->person != NULL) == people && (!best || name->text.n > best->text.n) &&
            stands_at(t, i, name->text))
            best = name;
    }
    return best;
}

const struct roll_name *roll_person_at(const struct roll *r, struct text t, size_t i)
{
    const struct roll_name *name = find(r, t, i, true);
    return name && !name->shared ? name : NULL;
}

const struct roll_name *roll_unit_at(const struct roll *r, struct text t, size_t i)
{
    return find(r, t, i, false);
}
