/* What stands under another number though it says the same, told in a few words; and what did not
 * change at all. */
#include <string.h>

#include "compare/compare_int.h"

struct notes {
    struct arena *arena;
    struct compare_note **last;
};

static void add_note(struct notes *n, const char *text)
{
    struct compare_note *note = *n->last = ARENA_NEW(n->arena, struct compare_note);
    note->text = text;
    n->last = &note->next;
}

/* ---- renumbered ---- */

static bool is_renumbered(const struct units *old, const struct unit *now)
{
    return now->other != NO_UNIT && !now->moved && *now->label &&
           strcmp(now->label, old->list.v[now->other].label) != 0;
}

static const struct unit *old_of(const struct units *old, const struct unit *now)
{
    return &old->list.v[now->other];
}

/* Whether a unit's number goes on where another's stopped: of one level, in one place. */
static bool goes_on(const struct units *old, const struct unit *x, const struct unit *y)
{
    return x->level == y->level && x->heading == y->heading && x->kind == y->kind &&
           strcmp(x->around, y->around) == 0 && old_of(old, x)->level == old_of(old, y)->level;
}

/* 附件2 三、至五、改为四、至六、 */
static void tell_numbers(struct notes *n, const struct units *old, const struct unit *first,
                         const struct unit *last)
{
    const struct unit *was = old_of(old, first), *was_last = old_of(old, last);
    struct arena *a = n->arena;
    const char *place = *was->set ? arena_printf(a, "%s%s ", was->around, was->set) : was->around;
    const char *place_now =
        *first->set ? arena_printf(a, "%s%s ", first->around, first->set) : first->around;
    const char *from = unit_number(a, was->label), *from_last = unit_number(a, was_last->label);
    const char *to = unit_number(a, first->label), *to_last = unit_number(a, last->label);
    if (first == last)
        add_note(n, arena_printf(a, "%s%s改为%s%s", place, from, place_now, to));
    else
        add_note(n, arena_printf(a, "%s%s至%s改为%s%s至%s", place, from, from_last, place_now, to,
                                 to_last));
}

struct compare_note *renumber_notes(struct arena *a, const struct units *old,
                                    const struct units *now)
{
    struct compare_note *first = NULL;
    struct notes n = {a, &first};
    bool *told = ARENA_ARRAY(a, bool, now->list.n + 1);
    for (size_t k = 0; k < now->list.n; k++) {
        const struct unit *u = &now->list.v[k], *last = u;
        if (told[k] || !is_renumbered(old, u))
            continue;
        for (size_t i = k + 1; i < now->list.n; i++) {
            const struct unit *next = &now->list.v[i];
            if (next->level < u->level)
                break;
            if (!*next->label || next->level != u->level || next->heading != u->heading)
                continue;
            if (!is_renumbered(old, next) || !goes_on(old, last, next))
                break;
            last = next;
            told[i] = true;
        }
        tell_numbers(&n, old, u, last);
    }
    return first;
}

/* ---- unchanged ---- */

/* Behind the last unit of what stands below a heading or a part's title. */
static size_t end_of(const struct units *now, size_t k)
{
    const struct unit *u = &now->list.v[k];
    size_t end = k + 1;
    if (!u->heading && u->kind != UNIT_PART)
        return end;
    while (end < now->list.n && now->list.v[end].level > u->level &&
           now->list.v[end].kind != UNIT_PART && now->list.v[end].kind != UNIT_FIELD)
        end++;
    return end;
}

static bool any_changed(const bool changed[], size_t from, size_t to)
{
    while (from < to && !changed[from])
        from++;
    return from < to;
}

/* Behind the units of one table or roster. */
static size_t end_of_set(const struct units *now, size_t k)
{
    size_t end = k + 1;
    while (end < now->list.n && strcmp(now->list.v[end].set, now->list.v[k].set) == 0)
        end++;
    return end;
}

/* Whether a unit can be told in one word with the one that u begins. */
static bool is_beside(const struct unit *u, const struct unit *next)
{
    return u->kind != UNIT_FIELD && !*u->name && !*next->name && next->kind == u->kind &&
           next->heading == u->heading && next->level == u->level && !*next->set &&
           strcmp(next->around, u->around) == 0;
}

/* The only paragraph of a section is told apart from the section. */
static const char *unchanged_place(struct arena *a, const struct units *now, const struct unit *u)
{
    const char *place = unit_number(a, unit_place(a, now, u, true));
    bool alone = u->ordinal && now->groups.v[u->group] == 1 && *u->around;
    return alone ? arena_printf(a, "%s第1段", u->around) : place;
}

/* The places of what did not change from unit k on; gives the unit behind. A table, a roster is
 * told as a whole or not at all, a heading with what is below it. */
static size_t tell_unchanged(struct notes *n, const struct units *now, const bool changed[],
                             size_t k)
{
    struct arena *a = n->arena;
    const struct unit *u = &now->list.v[k], *last = u;
    size_t end = *u->set ? end_of_set(now, k) : end_of(now, k);
    if (any_changed(changed, k, end))
        return *u->set ? end : k + 1;
    if (*u->set) {
        add_note(n, arena_printf(a, "%s%s", u->around, u->set));
        return end;
    }
    while (end < now->list.n && is_beside(u, &now->list.v[end]) &&
           !any_changed(changed, end, end_of(now, end))) {
        last = &now->list.v[end];
        end = end_of(now, end);
    }
    const char *place = unchanged_place(a, now, u), *to = unchanged_place(a, now, last);
    size_t shared = strlen(u->around);
    if (strncmp(to, u->around, shared) == 0)
        to += shared;
    add_note(n, last == u ? place : arena_printf(a, "%s至%s", place, to));
    return end;
}

struct compare_note *renumber_unchanged(struct arena *a, const struct units *now,
                                        const bool changed[])
{
    struct compare_note *first = NULL;
    struct notes n = {a, &first};
    for (size_t k = 0; k < now->list.n;)
        k = tell_unchanged(&n, now, changed, k);
    return first;
}
