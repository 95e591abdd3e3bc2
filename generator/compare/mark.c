/*
 * What changed, left on the texts of the later edition: each of its characters that came says so,
 * and the one beside which others went. A text of the flow may share the places of its characters
 * with others; it gets places of its own first.
 */
#include <string.h>

#include "compare/compare_int.h"

struct marking {
    struct arena *arena;
    struct units *old, *now;
    const struct word_book *book;
    struct map flagged; /* characters that have flags, by their places in their sources */
    struct map own;     /* texts that have places of their own, by their addresses */
};

static void flag(struct marking *m, const struct unit_origin *o, uint32_t flags)
{
    uint64_t key = (uint64_t)(uintptr_t)o->text;
    struct text *t = o->text;
    if (o->at >= t->n)
        return;
    if (!map_get(&m->own, key)) {
        t->at = arena_copy(m->arena, t->at, t->n * sizeof *t->at);
        map_put(m->arena, &m->own, key, 1);
    }
    uint32_t *at = (uint32_t *)(uintptr_t)t->at; /* the copy */
    at[o->at] |= flags;
}

static void flag_cell(struct marking *m, const struct unit_cell *c, size_t from, size_t to,
                      uint32_t flags)
{
    for (size_t i = from; i < to; i++) {
        const struct unit_origin *o = &c->from.v[i];
        if (c->cp.v[i] < UNIT_REFERENCE) {
            flag(m, o, flags);
            continue;
        }
        for (size_t k = 0; k < o->text->n; k++)
            flag(m, &(struct unit_origin){o->text, k}, flags);
    }
}

/* Something went before character i, or behind the last one. */
static void flag_gone(struct marking *m, const struct unit_cell *c, size_t i)
{
    if (!c->cp.n)
        return;
    flag(m, &c->from.v[i < c->cp.n ? i : c->cp.n - 1], TEXT_WENT);
}

static void flag_unit(struct marking *m, const struct unit *u)
{
    for (int i = 0; i < u->n_cells; i++)
        if (!u->cells[i].carried && !u->cells[i].reaches) /* of other rows too */
            flag_cell(m, &u->cells[i], 0, u->cells[i].cp.n, TEXT_CAME);
}

static void flag_pair(struct marking *m, const struct tell_pair *p)
{
    for (size_t i = 0; p->now && i < p->runs.list.n; i++) {
        const struct word_run *r = &p->runs.list.v[i];
        bool replaced = i + 1 < p->runs.list.n && p->runs.list.v[i + 1].mark == COMPARE_CAME;
        if (r->mark == COMPARE_CAME)
            flag_cell(m, p->now, r->now_from, r->now_to, TEXT_CAME);
        else if (r->mark == COMPARE_GONE && !replaced)
            flag_gone(m, p->now, r->now_from);
    }
}

/* A cell that went leaves its mark at the row's first words. */
static void flag_changed(struct marking *m, struct unit *old, struct unit *now)
{
    for (const struct tell_pair *p = tell_pairs(m->arena, m->book, old, now); p; p = p->next)
        if (p->now)
            flag_pair(m, p);
        else if (now->n_cells)
            flag_gone(m, &now->cells[0], 0);
}

/* At the end of the unit before unit k, else where unit k begins. */
static void flag_between(struct marking *m, size_t k)
{
    for (size_t i = k; i-- > 0;) {
        const struct unit *u = &m->now->list.v[i];
        const struct unit_cell *c = u->n_cells ? &u->cells[u->n_cells - 1] : NULL;
        if (c && c->cp.n) {
            flag_gone(m, c, c->cp.n);
            return;
        }
    }
    if (k < m->now->list.n && m->now->list.v[k].n_cells)
        flag_gone(m, &m->now->list.v[k].cells[0], 0);
}

/* ---- the same words, set otherwise ---- */

typedef void text_user(struct marking *m, struct text *t);

static void use_texts(struct marking *m, struct flow *first, text_user *use)
{
    for (struct flow *f = first; f; f = f->next) {
        for (struct flow_piece *p = f->pieces; p; p = p->next)
            use(m, &p->text);
        for (struct flow_row *r = f->table ? f->table->rows : NULL; r; r = r->next)
            for (struct flow_cell *c = r->first; c; c = c->next)
                use_texts(m, c->first, use);
        use_texts(m, f->first, use);
    }
}

/* A character's place in whatever source it has. */
static uint64_t place_key(const struct text *t, size_t i)
{
    struct pos pos = text_pos(*t, i);
    return map_hash(map_hash(MAP_HASH_START, &pos.src, sizeof pos.src), &pos.off, sizeof pos.off) >>
           1;
}

static void note_flags(struct marking *m, struct text *t)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->at[i] & (uint32_t)TEXT_FLAGS)
            map_put(m->arena, &m->flagged, place_key(t, i), t->at[i] & (uint32_t)TEXT_FLAGS);
}

static void copy_flags(struct marking *m, struct text *t)
{
    for (size_t i = 0; i < t->n; i++) {
        const uint32_t *flags = map_get(&m->flagged, place_key(t, i));
        if (flags)
            flag(m, &(struct unit_origin){t, i}, *flags);
    }
}

static void mark_run_on(struct marking *m)
{
    for (size_t i = 0; i < m->now->run_on.n; i++) {
        use_texts(m, m->now->run_on.v[i]->first, note_flags);
        use_texts(m, m->now->run_on.v[i]->run_on, copy_flags);
    }
}

/* The title as the note on attachments has it, without the author's line breaks. */
static void mark_title(struct marking *m, struct flow_part *p)
{
    const struct text *lines = &p->title_lines;
    for (size_t i = 0, k = 0; i < lines->n && k < p->title.n; i++) {
        uint32_t flags = lines->at[i] & (uint32_t)TEXT_FLAGS;
        if (lines->cp[i] != p->title.cp[k])
            continue;
        if (flags)
            flag(m, &(struct unit_origin){&p->title, k}, flags);
        k++;
    }
}

/* ---- all ---- */

/* Whether a unit of the earlier edition stands there no longer: it went, or moved. */
static bool has_left(const struct marking *m, const struct unit *old)
{
    return old->other == NO_UNIT || match_has_moved(old, &m->now->list.v[old->other]);
}

static void mark_unit(struct marking *m, struct unit *now)
{
    struct unit *old = now->other == NO_UNIT ? NULL : &m->old->list.v[now->other];
    if (!old || match_has_moved(old, now))
        flag_unit(m, now);
    else if (old->hash != now->hash)
        flag_changed(m, old, now);
}

void mark_units(struct arena *a, struct units *old, struct units *now, const struct word_book *book)
{
    struct marking m = {.arena = a, .old = old, .now = now, .book = book};
    size_t i = 0;
    for (size_t k = 0; k < now->list.n; k++) {
        struct unit *u = &now->list.v[k];
        mark_unit(&m, u);
        if (u->other == NO_UNIT || u->moved)
            continue;
        for (; i < (size_t)u->other; i++)
            if (has_left(&m, &old->list.v[i]))
                flag_between(&m, k);
        i++;
    }
    for (; i < old->list.n; i++)
        if (has_left(&m, &old->list.v[i]))
            flag_between(&m, now->list.n);
    for (size_t k = 0; k < now->titled.n; k++)
        mark_title(&m, now->titled.v[k]);
    mark_run_on(&m);
}
