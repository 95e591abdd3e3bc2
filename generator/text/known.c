/*
 * Short paragraphs that were taken to items before. Tables and forms are measured, tried and set:
 * each time the same words are asked for, and only widths differ. What is kept goes by all that
 * items are made from, but the places of the characters and the widths of objects, which are the
 * asker's; when it is as much as it may be, all of it is forgotten.
 */
#include <string.h>

#include "text/text_int.h"

enum { MOST_ITEMS = 16384 };

void text_known_start(struct typesetter *t)
{
    t->known.arena = arena_sub(t->arena);
    t->known.empty = arena_mark(t->known.arena);
}

static void forget(struct known_items *known)
{
    arena_reset(known->arena, known->empty);
    *known = (struct known_items){.arena = known->arena, .empty = known->empty};
}

/* ---- what is asked for ---- */

static uint32_t flags_of(const struct span *s)
{
    return (uint32_t)s->role | (uint32_t)s->rule << 8 | (uint32_t)s->object << 16 |
           (uint32_t)s->fills << 17 | (uint32_t)s->tied << 18;
}

static void add(struct known_key *key, uint32_t v)
{
    key->v[key->n++] = v;
    key->hash = map_hash_one(key->hash, v);
}

bool text_known_ask(const struct text_course *course, struct known_key *key)
{
    key->n = 0;
    key->hash = MAP_HASH_START;
    if (course->span || course->index)
        return false;
    for (const struct span *s = course->spans, *end = s + course->n; s < end; s++) {
        if (s->text.n + KNOWN_OF_SPAN > KNOWN_MOST - key->n)
            return false;
        add(key, (uint32_t)s->text.n);
        add(key, flags_of(s));
        add(key, (uint32_t)s->raise);
        add(key, (uint32_t)s->scale);
        for (size_t i = 0; i < s->text.n; i++)
            add(key, s->text.cp[i]);
    }
    key->hash >>= 1; /* as map_key does */
    return key->n > 0;
}

/* ---- what is known ---- */

/* Valid until more is known. */
static struct known_text *find(struct typesetter *t, const struct known_key *key)
{
    const uint32_t *at = map_get(&t->known.by_key, key->hash);
    struct known_text *known = at ? &t->known.texts.v[*at] : NULL;
    bool same = known && known->n == key->n &&
                memcmp(known->key, key->v, key->n * sizeof *key->v) == 0;
    return same ? known : NULL;
}

bool text_known_items(struct typesetter *t, const struct known_key *key, const struct span spans[],
                      struct items *out)
{
    const struct known_text *known = find(t, key);
    if (!known)
        return false;
    *out = known->items;
    out->v = ARENA_BARE(t->scratch, struct item, out->n);
    for (size_t i = 0; i < out->n; i++) {
        struct item *it = &out->v[i];
        *it = known->items.v[i];
        if (it->object)
            it->cell = spans[it->span].width;
        else
            it->at = spans[it->span].text.at[it->index];
    }
    return true;
}

void text_known_keep(struct typesetter *t, const struct known_key *key, struct items items)
{
    struct known_items *known = &t->known;
    if (known->n + items.n > MOST_ITEMS)
        forget(known);
    if (map_get(&known->by_key, key->hash))
        return;
    struct known_text text = {.key = arena_copy(known->arena, key->v, key->n * sizeof *key->v),
                              .n = key->n,
                              .items = items};
    text.items.v = arena_copy(known->arena, items.v, items.n * sizeof *items.v);
    map_put(known->arena, &known->by_key, key->hash, (uint32_t)known->texts.n);
    VEC_PUSH(known->arena, &known->texts, text);
    known->n += items.n;
}

/* ---- in pieces ---- */

bool text_known_pieces(struct typesetter *t, const struct known_key *key, const struct span spans[],
                       size_t n, struct text_pieces *out)
{
    const struct known_text *known = find(t, key);
    if (!known || !known->widths)
        return false;
    for (size_t i = 0; i < n; i++)
        if (known->widths[i] != spans[i].width)
            return false;
    out->n = known->n_pieces;
    out->v = arena_copy(t->lines, known->pieces, out->n * sizeof *out->v);
    return true;
}

/* Whatever the widths of objects, the pieces are as many. */
void text_known_keep_pieces(struct typesetter *t, const struct known_key *key,
                            const struct span spans[], size_t n, struct text_pieces pieces)
{
    struct known_text *known = find(t, key);
    if (!known)
        return;
    if (!known->widths) {
        known->widths = ARENA_BARE(t->known.arena, int, n);
        known->pieces = ARENA_BARE(t->known.arena, struct text_piece, pieces.n);
    }
    for (size_t i = 0; i < n; i++)
        known->widths[i] = spans[i].width;
    known->n_pieces = pieces.n;
    memcpy(known->pieces, pieces.v, pieces.n * sizeof *pieces.v);
}
