/* Items gathered by what they belong to: sorted by their keys, then counted out. */
#include <stdlib.h>

#include "staff/staff_int.h"

static int compare_keys(const void *x, const void *y)
{
    const struct order_key *a = x, *b = y;
    if (a->major != b->major)
        return a->major < b->major ? -1 : 1;
    if (a->minor != b->minor)
        return a->minor < b->minor ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

struct grouping group_items(struct arena *a, struct order_key *keys, size_t n,
                            const uint32_t *group_of, size_t groups)
{
    struct grouping g = {ARENA_ARRAY(a, uint32_t, groups + 2), ARENA_ARRAY(a, uint32_t, n + 1)};
    if (n)
        qsort(keys, n, sizeof *keys, compare_keys);
    /* first[k + 1] counts up from the start of group k, and ends as that of group k + 1 */
    for (size_t i = 0; i < n; i++)
        if (group_of[i] != NO_GROUP)
            g.first[group_of[i] + 2]++;
    for (size_t k = 2; k < groups + 2; k++)
        g.first[k] += g.first[k - 1];
    for (size_t i = 0; i < n; i++) {
        uint32_t k = group_of[keys[i].index];
        if (k != NO_GROUP)
            g.items[g.first[k + 1]++] = keys[i].index;
    }
    return g;
}
