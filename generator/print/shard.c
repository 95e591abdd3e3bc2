/*
 * Parts of a list, for several machines: a row is in the part that its key says, the same one
 * whatever else the list has, however it is sorted and wherever it is printed. Where a village is a
 * file, the village says it, so that no file is in two parts. A household's members go by its key,
 * and so do rows that have the same one, of which one is refused.
 */
#include "base/mem.h"
#include "print/print_int.h"

/* Fibonacci hashing mixes what FNV leaves alike in short keys that follow one another. */
static bool is_mine(const struct print_options *o, const void *bytes, size_t n)
{
    enum { HALF = 32 };
    uint64_t h = map_hash(MAP_HASH_START, bytes, n);
    h = (h ^ h >> HALF) * UINT64_C(0x9E3779B97F4A7C15) >> HALF;
    return h % (uint64_t)o->shards == (uint64_t)o->shard - 1;
}

bool print_is_mine(const struct print_options *o, const struct columns *columns,
                   const struct sheet_row *r, uint32_t row)
{
    if (!o->shards)
        return true;
    struct sheet_cell cell = sheet_row_cell(r, o->split ? columns->village : columns->key);
    if (o->split || cell.n)
        return is_mine(o, cell.utf8, cell.n);
    return row % (uint32_t)o->shards == (uint32_t)o->shard - 1; /* refused: it has no key */
}

bool print_tells_stray(const struct print_options *o, const char *key, size_t n)
{
    return !o->shards || (o->split ? o->shard == 1 : is_mine(o, key, n));
}
