/*
 * People whom a document types by name and post: who they are in the staff file, by what they hold
 * on the document's own day. What is printed is what was typed; on another day whoever holds the
 * post then would stand there.
 */
#include <stdlib.h>

#include "resolve/diag.def"
#include "resolve/people_int.h"

/* ---- posts as they are typed ---- */

/* 副镇长（兼）: without the brackets at its end. */
static struct text without_brackets(struct text t)
{
    size_t i = t.n;
    while (i && t.cp[i - 1] != U'（' && t.cp[i - 1] != U'(')
        i--;
    bool bracketed = i > 1 && (t.cp[t.n - 1] == U'）' || t.cp[t.n - 1] == U')');
    return bracketed ? text_part(t, 0, i - 1) : t;
}

static struct text as_text(struct inquiry *r, const char *utf8)
{
    return text_from_utf8(r->arena, utf8, r->doc->pos);
}

/* 县委组织部部长 is typed so, in full, or as the 组织部部长 of 县委常委、组织部部长. */
static bool means_post(struct inquiry *r, struct text typed, const struct staff_post *post)
{
    const struct staff_unit *unit = staff_unit_of(r->staff, post);
    const char *title = text_utf8(r->arena, post->title);
    const char *unit_name = unit ? text_utf8(r->arena, unit->name) : "";
    struct text names[] = {as_text(r, arena_printf(r->arena, "%s%s", unit_name, title)),
                           as_text(r, resolve_post_name(r, post))};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if ((typed.n && typed.n >= post->title.n && text_ends_with(names[i], typed)) ||
            (names[i].n > post->title.n && text_ends_with(typed, names[i])))
            return true;
    return false;
}

/* The next of the posts that a typed text names. */
static bool next_post(struct text title, size_t *at, struct text *post)
{
    bool more = list_next(title, LIST_COMMAS | LIST_BRACKETS, at, post);
    if (more)
        *post = without_brackets(*post);
    return more;
}

static bool says_post(struct inquiry *r, struct text title, const struct staff_post *post)
{
    struct text one;
    for (size_t at = 0; next_post(title, &at, &one);)
        if (means_post(r, one, post))
            return true;
    return false;
}

/* ---- who it is ---- */

/* Leading a unit goes before all else, a post of his own before one held besides. */
static int weight(struct inquiry *r, const struct staff_tenure *t)
{
    const struct staff_post *post = staff_held_post(r->staff, t);
    return (post->standing == STANDING_HEAD) + 2 * !t->concurrent;
}

/* What of a person's tenures on the document's own day the typed title says; without a title, all
 * do. */
static void find_tenures(struct inquiry *r, struct typed_person *t, const struct staff_person *p,
                         struct text title)
{
    const struct staff_tenure *held[TENURES_MOST];
    size_t n = staff_tenures_of(r->staff, p, r->own, held, TENURES_MOST);
    for (size_t i = 0; i < n && i < TENURES_MOST; i++) {
        if (title.n && !says_post(r, title, staff_held_post(r->staff, held[i])))
            continue;
        if (!t->post || weight(r, held[i]) > t->weight) {
            t->post = staff_held_post(r->staff, held[i]);
            t->weight = weight(r, held[i]);
        }
        t->person = p;
    }
}

/* What a staff file was learnt from may name somebody before he is known to hold anything: his
 * first post, then. */
static void find_first_tenure(struct inquiry *r, struct typed_person *t)
{
    const struct staff_tenure *first = NULL, *one = staff_records_of(r->staff)->tenures;
    for (; one; one = one->next)
        if (staff_holder_of(r->staff, one) == t->person && one->from.year &&
            date_compare(one->from, r->own) > 0 &&
            (!first || date_compare(one->from, first->from) < 0))
            first = one;
    t->post = first ? staff_held_post(r->staff, first) : NULL;
    t->later = first;
}

struct typed_person resolve_typed(struct inquiry *r, struct text name, struct text title)
{
    struct typed_person t = {.name = name, .title = title};
    if (!r->staff || !r->own.year || !name.n)
        return t;
    t.match = staff_find_person(r->staff, name);
    bool clear = title.n || t.match.n == 1;
    for (size_t i = 0; clear && i < t.match.n && i < STAFF_MATCH_MOST && !t.post; i++)
        find_tenures(r, &t, t.match.found[i], title);
    if (!t.person && t.match.n == 1)
        t.person = t.match.found[0];
    if (!title.n && t.person && !t.post)
        find_first_tenure(r, &t);
    return t;
}

/* ---- what does not agree ---- */

/* The post that a typed text names as a whole, or by one of its parts; NULL: none. */
static const struct staff_post *post_named(struct inquiry *r, struct text title)
{
    struct text one;
    for (size_t at = 0; next_post(title, &at, &one);) {
        struct staff_match m = staff_find_post(r->staff, one);
        if (m.n == 1)
            return m.found[0];
    }
    return NULL;
}

/* On the document's own day, whatever day is asked about. */
static const char *holder_names(struct inquiry *r, const struct staff_post *post)
{
    const struct staff_tenure *held[TENURES_MOST];
    const char *names = "";
    size_t n = staff_holders(r->staff, post, r->own, held, TENURES_MOST);
    for (size_t i = 0; i < n && i < TENURES_MOST; i++)
        names = arena_printf(r->arena, "%s%s%s", names, i ? "、" : "",
                             text_utf8(r->arena, staff_holder_of(r->staff, held[i])->name));
    return names;
}

void resolve_check_typed(struct inquiry *r, const struct typed_person *t)
{
    if (r->would || !r->staff || !r->own.year || !t->name.n || t->post)
        return;
    struct pos pos = text_pos(t->name, 0);
    const char *name = text_utf8(r->arena, t->name), *day = date_text(r->arena, r->own);
    const char *title = text_utf8(r->arena, t->title);
    const struct staff_post *post = post_named(r, t->title);
    const char *others = post && post->seats == 1 ? holder_names(r, post) : "";
    const struct staff_person *near = t->match.near;
    if (*others)
        diag(r->diags, DIAG_R161, pos, title, day, others, name);
    else if (!t->match.n && near)
        diag(r->diags, DIAG_R162, pos, name, text_utf8(r->arena, near->name));
    else if (!t->match.n)
        diag(r->diags, DIAG_R160, pos, name);
    else if (t->person && t->title.n) {
        struct date asked = r->people->day;
        r->people->day = r->own;
        const char *posts = resolve_posts(r, t->person);
        r->people->day = asked;
        diag(r->diags, *posts ? DIAG_R163 : DIAG_R164, pos, name, day, *posts ? posts : title,
             title);
    }
}

/* ---- on another day ---- */

static bool holds_on(struct inquiry *r, const struct staff_person *p, const struct staff_post *post,
                     struct date day)
{
    const struct staff_tenure *held[TENURES_MOST];
    size_t n = staff_holders(r->staff, post, day, held, TENURES_MOST);
    for (size_t i = 0; i < n && i < TENURES_MOST; i++)
        if (staff_holder_of(r->staff, held[i]) == p)
            return true;
    return false;
}

bool resolve_typed_stays(struct inquiry *r, const struct typed_person *t)
{
    bool yet = t->later && date_compare(t->later->from, r->people->day) > 0;
    return !t->post || yet || holds_on(r, t->person, t->post, r->people->day);
}

bool resolve_typed_is_as_it_was(struct inquiry *r, const struct typed_person *t)
{
    const struct staff_tenure *held[TENURES_MOST];
    size_t n = t->post ? staff_tenures_of(r->staff, t->person, r->own, held, TENURES_MOST) : 0;
    for (size_t i = 0; i < n && i < TENURES_MOST; i++) {
        const struct staff_post *post = staff_held_post(r->staff, held[i]);
        if (says_post(r, t->title, post) && !holds_on(r, t->person, post, r->people->day))
            return false;
    }
    return true;
}

bool resolve_typed_is_new(struct inquiry *r, const struct typed_person *t,
                          const struct staff_person *p)
{
    return !holds_on(r, p, t->post, r->own);
}
