/*
 * Matched units told as changes: which cells differ, which words, and what of a long text that did
 * not change may be left out.
 */
#include <string.h>

#include "base/utf8.h"
#include "compare/compare_int.h"

/* ---- cells beside each other ---- */

static bool same_words(const struct unit_cell *x, const struct unit_cell *y)
{
    return x->cp.n == y->cp.n &&
           (!x->cp.n || memcmp(x->cp.v, y->cp.v, x->cp.n * sizeof *x->cp.v) == 0);
}

/* The cell under the same head, the n-th of it; where heads do not tell, in the same place. */
static int find_cell(const struct unit *u, const struct unit *other, int i)
{
    const struct unit_cell *c = &u->cells[i];
    int n = 0;
    if (!c->head.n)
        return i < other->n_cells && !other->cells[i].head.n ? i : -1;
    for (int k = 0; k < i; k++)
        n += text_same(u->cells[k].head, c->head);
    for (int k = 0; k < other->n_cells; k++)
        if (text_same(other->cells[k].head, c->head) && n-- == 0)
            return k;
    return -1;
}

static struct tell_pair **add_pair(struct arena *a, const struct word_book *book,
                                   struct tell_pair **last, struct unit_cell *old,
                                   struct unit_cell *now)
{
    static struct unit_cell nothing;
    bool counts = (old ? old : now)->counts || (now ? now : old)->counts;
    size_t words = (old ? old->cp.n : 0) + (now ? now->cp.n : 0);
    bool carried = now ? now->carried : old->carried;
    if (counts || carried || !words || (old && now && same_words(old, now)))
        return last;
    struct tell_pair *pair = *last = ARENA_NEW(a, struct tell_pair);
    *pair = (struct tell_pair){.old = old, .now = now};
    word_compare(a, book, old ? old : &nothing, now ? now : &nothing, &pair->runs);
    return &pair->next;
}

struct tell_pair *tell_pairs(struct arena *a, const struct word_book *book, struct unit *old,
                             struct unit *now)
{
    struct tell_pair *first = NULL, **last = &first;
    for (int k = 0; now && k < now->n_cells; k++) {
        int i = old ? find_cell(now, old, k) : -1;
        last = add_pair(a, book, last, i < 0 ? NULL : &old->cells[i], &now->cells[k]);
    }
    for (int i = 0; old && i < old->n_cells; i++)
        if (!now || find_cell(old, now, i) < 0)
            last = add_pair(a, book, last, &old->cells[i], NULL);
    return first;
}

/* ---- words, and what is left out ---- */

struct teller {
    struct arena *arena;
    struct compare_words **last;
};

static void add_words(struct teller *t, enum compare_mark mark, const char *words)
{
    if (!*words && mark != COMPARE_ELLIPSIS)
        return;
    struct compare_words *w = *t->last = ARENA_NEW(t->arena, struct compare_words);
    *w = (struct compare_words){mark, words, NULL};
    t->last = &w->next;
}

static bool ends_sentence(char32_t cp)
{
    return utf8_is_one_of(cp, U"。；！？\n");
}

/* Of what stayed, the rest of the sentence that changed before it and the beginning of the one that
 * changes behind it. */
static void add_same(struct teller *t, const struct unit_cell *c, size_t from, size_t to,
                     bool first, bool last)
{
    enum { LONG = 40, CLOSE = 12 };
    const char32_t *cp = c->cp.v;
    size_t head = from, tail = to;
    if (!first) {
        while (head < to && !ends_sentence(cp[head]))
            head++;
        head += head < to;
    }
    if (!last)
        while (tail > head && !ends_sentence(cp[tail - 1]))
            tail--;
    else
        tail = to;
    if (first)
        head = from;
    if (to - from < LONG || tail - head < CLOSE || tail <= head) {
        add_words(t, COMPARE_SAME, unit_utf8(t->arena, c, from, to));
        return;
    }
    add_words(t, COMPARE_SAME, unit_utf8(t->arena, c, from, head));
    add_words(t, COMPARE_ELLIPSIS, "");
    add_words(t, COMPARE_SAME, unit_utf8(t->arena, c, tail, to));
}

/* One side of a pair. */
static struct compare_words *words_of(struct arena *a, const struct tell_pair *p, bool old)
{
    struct compare_words *first = NULL;
    const struct unit_cell *c = old ? p->old : p->now;
    struct teller t = {a, &first};
    for (size_t i = 0; c && i < p->runs.list.n; i++) {
        const struct word_run *r = &p->runs.list.v[i];
        size_t from = old ? r->old_from : r->now_from, to = old ? r->old_to : r->now_to;
        if (r->mark == COMPARE_SAME)
            add_same(&t, c, from, to, i == 0, i + 1 == p->runs.list.n);
        else if (r->mark == (old ? COMPARE_GONE : COMPARE_CAME))
            add_words(&t, r->mark, unit_utf8(a, c, from, to));
    }
    return first;
}

static struct compare_cell *cells_of(struct arena *a, const struct tell_pair *first)
{
    struct compare_cell *cells = NULL, **last = &cells;
    for (const struct tell_pair *p = first; p; p = p->next, last = &(*last)->next) {
        *last = ARENA_NEW(a, struct compare_cell);
        **last = (struct compare_cell){.head = text_utf8(a, (p->now ? p->now : p->old)->head),
                                       .old = words_of(a, p, true),
                                       .now = words_of(a, p, false)};
    }
    return cells;
}

/* A few words of a unit. */
static struct compare_words *first_words(struct arena *a, const struct unit *u)
{
    enum { FEW = 24 };
    struct compare_words *first = NULL;
    struct teller t = {a, &first};
    int i = 0;
    while (i < u->n_cells && (u->cells[i].counts || !u->cells[i].cp.n))
        i++;
    if (i == u->n_cells)
        return NULL;
    const struct unit_cell *c = &u->cells[i];
    add_words(&t, COMPARE_SAME, unit_utf8(a, c, 0, c->cp.n < FEW ? c->cp.n : FEW));
    if (c->cp.n > FEW || u->heading)
        add_words(&t, COMPARE_ELLIPSIS, "");
    return first;
}

/* What moved as it was. */
static struct compare_cell *moved_words(struct arena *a, const struct unit *u)
{
    struct compare_cell *cell = ARENA_NEW(a, struct compare_cell);
    *cell = (struct compare_cell){.head = "", .old = first_words(a, u), .now = first_words(a, u)};
    return cell;
}

/* ---- changes ---- */

struct telling {
    struct arena *arena;
    struct word_book book;
    struct units *old, *now;
    const struct compare_edition *old_edition, *now_edition;
    struct compare_result *result;
    struct compare_change **last;
    bool *changed; /* of each unit of the later edition: told of, or of one gone before it */
};

static void add_change(struct telling *t, enum compare_kind kind, struct unit *old,
                       struct unit *now)
{
    struct arena *a = t->arena;
    struct tell_pair *pairs = tell_pairs(a, &t->book, old, now);
    if (kind == COMPARE_CHANGED && !pairs) /* told at the row above */
        return;
    struct compare_change *c = *t->last = ARENA_NEW(a, struct compare_change);
    bool whole = kind == COMPARE_MOVED && !pairs;
    *c = (struct compare_change){.kind = kind,
                                 .old_place = old ? unit_place(a, t->old, old, whole) : "",
                                 .place = now ? unit_place(a, t->now, now, whole) : "",
                                 .cells = cells_of(a, pairs)};
    if (kind == COMPARE_MOVED && !pairs)
        c->cells = moved_words(a, now);
    if (old)
        c->old_pos = old->pos;
    if (now)
        c->pos = now->pos;
    t->last = &c->next;
    t->result->n[kind]++;
    note_changes(&(struct note_job){a, t->old_edition, t->now_edition, old, now, pairs, &c->notes});
}

/* Whether a unit moved together with the one before it, and neither changed. */
static bool moved_with_last(const struct telling *t, const struct unit *old, const struct unit *now)
{
    const struct unit *before = now > t->now->list.v ? now - 1 : NULL;
    return before && before->moved && before->other == now->other - 1 && old->hash == now->hash &&
           old[-1].hash == before->hash;
}

static void tell_now(struct telling *t, struct unit *now)
{
    struct unit *old = now->other == NO_UNIT ? NULL : &t->old->list.v[now->other];
    bool moved = old && match_has_moved(old, now);
    if (!old)
        add_change(t, COMPARE_INSERTED, NULL, now);
    else if (moved ? !moved_with_last(t, old, now) : old->hash != now->hash)
        add_change(t, moved ? COMPARE_MOVED : COMPARE_CHANGED, old, now);
    else if (!moved)
        return;
    t->changed[now - t->now->list.v] = true;
}

/* What went stands behind what it stood behind, as far as that stayed. */
static void tell_units(struct telling *t)
{
    int i = 0, n = (int)t->old->list.n;
    for (size_t k = 0; k <= t->now->list.n; k++) {
        struct unit *now = k < t->now->list.n ? &t->now->list.v[k] : NULL;
        bool stayed = now && now->other != NO_UNIT && !now->moved;
        if (!now || stayed) {
            for (int end = now ? now->other : n; i < end; i++)
                if (t->old->list.v[i].other == NO_UNIT)
                    add_change(t, COMPARE_DELETED, &t->old->list.v[i], NULL);
            i += now != NULL;
        }
        if (now)
            tell_now(t, now);
    }
}

/* ---- all ---- */

static struct compare_result *compare_all(struct arena *a, const struct compare_edition *old,
                                          const struct compare_edition *now,
                                          const struct lexicon *words, bool mark)
{
    struct units x = {.arena = a, .edition = old}, y = {.arena = a, .edition = now, .before = old};
    struct compare_result *r = ARENA_NEW(a, struct compare_result);
    struct telling t = {.arena = a,
                        .book = {words, old->names, now->names},
                        .old = &x,
                        .now = &y,
                        .old_edition = old,
                        .now_edition = now,
                        .result = r,
                        .last = &r->changes};
    unit_number_parts(&x, &y, old, now);
    unit_collect(&x, old->flow);
    unit_collect(&y, now->flow);
    match_units(a, &x, &y);
    t.changed = ARENA_ARRAY(a, bool, y.list.n + 1);
    tell_units(&t);
    r->renumbered = renumber_notes(a, &x, &y);
    r->unchanged = renumber_unchanged(a, &y, t.changed);
    if (mark)
        mark_units(a, &x, &y, &t.book);
    return r;
}

struct compare_result *compare_editions(struct arena *a, const struct compare_edition *old,
                                        const struct compare_edition *now,
                                        const struct lexicon *words)
{
    return compare_all(a, old, now, words, false);
}

struct compare_result *compare_and_mark(struct arena *a, const struct compare_edition *old,
                                        const struct compare_edition *now,
                                        const struct lexicon *words)
{
    return compare_all(a, old, now, words, true);
}
