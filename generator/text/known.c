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

bool text_known_ask(const struct text_course *course, struct known_key *key)
{
    size_t n = 0;
    if (course->span || course->index)
        return false;
    for (const struct span *s = course->spans, *end = s + course->n; s < end; s++) {
        if (s->text.n + KNOWN_OF_SPAN > KNOWN_MOST - n)
            return false;
        key->v[n++] = (uint32_t)s->text.n;
        key->v[n++] = flags_of(s);
        key->v[n++] = (uint32_t)s->raise;
        key->v[n++] = (uint32_t)s->scale;
        for (size_t i = 0; i < s->text.n; i++)
            key->v[n++] = s->text.cp[i];
    }
    key->n = n;
    key->hash = MAP_HASH_START;
    for (size_t i = 0; i < n; i++)
        key->hash = (key->hash ^ key->v[i]) * UINT64_C(1099511628211);
    key->hash >>= 1;
    return n > 0;
}

/* ---- what is known ---- */

bool text_known_items(struct typesetter *t, const struct known_key *key, const struct span spans[],
                      struct items *out)
{
    const uint32_t *at = map_get(&t->known.by_key, key->hash);
    const struct known_text *known = at ? &t->known.texts.v[*at] : NULL;
    if (!known || known->n != key->n || memcmp(known->key, key->v, key->n * sizeof *key->v) != 0)
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

void text_known_keep(struct typesetter *t, const struct known_key *key, struct items *items)
{
    struct known_items *known = &t->known;
    text_items_find_ends(items);
    if (known->n + items->n > MOST_ITEMS)
        forget(known);
    if (map_get(&known->by_key, key->hash))
        return;
    struct known_text text = {.key = arena_copy(known->arena, key->v, key->n * sizeof *key->v),
                              .n = key->n,
                              .items = *items};
    text.items.v = arena_copy(known->arena, items->v, items->n * sizeof *items->v);
    map_put(known->arena, &known->by_key, key->hash, (uint32_t)known->texts.n);
    VEC_PUSH(known->arena, &known->texts, text);
    known->n += items->n;
}
