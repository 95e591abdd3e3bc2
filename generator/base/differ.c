/* The longest common subsequence, by a table of lengths; long texts are told as one difference. */
#include "base/differ.h"

struct differ_region differ_whole(struct text was, struct text is)
{
    size_t head = 0, tail = 0;
    while (head < was.n && head < is.n && was.cp[head] == is.cp[head])
        head++;
    while (tail < was.n - head && tail < is.n - head &&
           was.cp[was.n - 1 - tail] == is.cp[is.n - 1 - tail])
        tail++;
    return (struct differ_region){head, was.n - tail, head, is.n - tail};
}

/* Lengths of the longest common subsequence of the rest of both, a row for each character of was. */
static uint32_t *lengths(struct arena *a, struct text was, struct text is)
{
    size_t width = is.n + 1;
    uint32_t *best = ARENA_ARRAY(a, uint32_t, (was.n + 1) * width);
    for (size_t i = was.n; i-- > 0;)
        for (size_t k = is.n; k-- > 0;) {
            uint32_t *own = &best[i * width + k];
            if (was.cp[i] == is.cp[k])
                *own = own[width + 1] + 1;
            else
                *own = own[width] >= own[1] ? own[width] : own[1];
        }
    return best;
}

/* Along the table from its corner: where both go on alike nothing differs. */
static void walk(struct arena *a, struct text was, struct text is, const uint32_t *best,
                 struct differ_region whole, differ_regions *out)
{
    size_t width = is.n + 1, i = 0, k = 0;
    while (i < was.n || k < is.n) {
        struct differ_region r = {.from = whole.from + i, .now = whole.now + k};
        while ((i < was.n || k < is.n) && (i == was.n || k == is.n || was.cp[i] != is.cp[k])) {
            const uint32_t *own = &best[i * width + k];
            bool drop = k == is.n || (i < was.n && own[width] >= own[1]);
            *(drop ? &i : &k) += 1;
        }
        r.to = whole.from + i;
        r.now_end = whole.now + k;
        if (r.to > r.from || r.now_end > r.now)
            VEC_PUSH(a, out, r);
        for (; i < was.n && k < is.n && was.cp[i] == is.cp[k]; i++)
            k++;
    }
}

void differ_compare(struct arena *a, struct text was, struct text is, size_t *budget,
                    differ_regions *out)
{
    enum { MOST = 1 << 21 };
    struct differ_region whole = differ_whole(was, is);
    struct text old = text_part(was, whole.from, whole.to);
    struct text new = text_part(is, whole.now, whole.now_end);
    size_t cost = old.n * new.n;
    if (!old.n && !new.n)
        return;
    if (!cost || cost > MOST || cost > *budget) {
        VEC_PUSH(a, out, whole);
        return;
    }
    *budget -= cost;
    struct arena *scratch = arena_new();
    walk(a, old, new, lengths(scratch, old, new), whole, out);
    arena_drop(scratch);
}
