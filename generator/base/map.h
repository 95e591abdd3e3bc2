/* A map from 64-bit keys to 32-bit values. Keys are never removed. Memory belongs to the arena. */
#ifndef HONGTOU_BASE_MAP_H
#define HONGTOU_BASE_MAP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"

struct map {
    uint64_t *keys; /* key + 1, so that 0 is an empty place; key UINT64_MAX is not allowed */
    uint32_t *values;
    size_t n, cap;
};

/* The value's place, or NULL. Valid until the next map_put. */
uint32_t *map_get(const struct map *m, uint64_t key);
/* Room for n entries in all, so that the map need not grow on the way. */
void map_reserve(struct arena *a, struct map *m, size_t n);
void map_put(struct arena *a, struct map *m, uint64_t key, uint32_t value);

/* FNV-1a, 64 bits, going on from h. */
#define MAP_HASH_START UINT64_C(14695981039346656037)
uint64_t map_hash(uint64_t h, const void *bytes, size_t n);

/* The hash of bytes as a key: a bit is given up for the key that is not allowed. */
uint64_t map_key(const void *bytes, size_t n);

#endif
