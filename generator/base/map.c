/* Open addressing with linear probes; grows at half full. */
#include "base/map.h"

enum { FIRST_CAP = 64 };

static size_t slot_of(const struct map *m, uint64_t key)
{
    uint64_t h = (key + 1) * 0x9E3779B97F4A7C15u;
    size_t i = (size_t)(h >> 32) & (m->cap - 1);
    while (m->keys[i] && m->keys[i] != key + 1)
        i = (i + 1) & (m->cap - 1);
    return i;
}

uint32_t *map_get(const struct map *m, uint64_t key)
{
    if (!m->n)
        return NULL;
    size_t i = slot_of(m, key);
    return m->keys[i] ? &m->values[i] : NULL;
}

static void grow(struct arena *a, struct map *m, size_t cap)
{
    struct map old = *m;
    m->cap = cap;
    m->keys = ARENA_ARRAY(a, uint64_t, m->cap);
    m->values = ARENA_ARRAY(a, uint32_t, m->cap);
    for (size_t i = 0; i < old.cap; i++) {
        if (!old.keys[i])
            continue;
        size_t j = slot_of(m, old.keys[i] - 1);
        m->keys[j] = old.keys[i];
        m->values[j] = old.values[i];
    }
}

void map_reserve(struct arena *a, struct map *m, size_t n)
{
    size_t cap = m->cap ? m->cap : FIRST_CAP;
    while (cap < n * 2)
        cap *= 2;
    if (cap > m->cap)
        grow(a, m, cap);
}

void map_put(struct arena *a, struct map *m, uint64_t key, uint32_t value)
{
    if (m->n * 2 >= m->cap)
        grow(a, m, m->cap ? m->cap * 2 : FIRST_CAP);
    size_t i = slot_of(m, key);
    m->n += m->keys[i] == 0;
    m->keys[i] = key + 1;
    m->values[i] = value;
}

uint64_t map_hash(uint64_t h, const void *bytes, size_t n)
{
    const unsigned char *p = bytes;
    for (size_t i = 0; i < n; i++)
        h = (h ^ p[i]) * UINT64_C(1099511628211);
    return h;
}

uint64_t map_key(const void *bytes, size_t n)
{
    return map_hash(MAP_HASH_START, bytes, n) >> 1;
}
