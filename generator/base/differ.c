/*
 * The longest common subsequence, by a table of lengths; long texts are told as one difference. Or the
 * shortest way from one to the other (E. W. Myers, An O(ND) Difference Algorithm, 1986).
 */
#include "base/differ.h"

#include <string.h>

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

/* ---- the shortest way ---- */

enum { MOST_STEPS = 2000 };

/* Where on a diagonal the search had been a step before; down: it comes from the one above, by a
 * character that is new. */
static int came_from(const int *last, int step, int k, bool *down)
{
    *down = k == -step || (k != step && last[k - 2 + step] < last[k + step]);
    return *down ? last[k + step] : last[k - 2 + step];
}

/* Step s of the search has reached, on each diagonal, furthest[s][diagonal + s]. -1: it takes too many. */
static int search(struct arena *a, struct text was, struct text is, int **furthest)
{
    int n = (int)was.n, m = (int)is.n;
    for (int step = 0; step <= MOST_STEPS && step <= n + m; step++) {
        int *now = furthest[step] = ARENA_ARRAY(a, int, 2 * (size_t)step + 1);
        for (int k = -step; k <= step; k += 2) {
            bool down = true;
            int x = step ? came_from(furthest[step - 1], step, k, &down) + !down : 0, y = x - k;
            while (x < n && y < m && x >= 0 && y >= 0 && was.cp[x] == is.cp[y])
                x++, y++;
            now[k + step] = x;
            if (x >= n && y >= m)
                return step;
        }
    }
    return -1;
}

/* From the end of the search back to its beginning: which characters went, which came. */
static void trace(int **furthest, int step, int x, int y, bool *gone, bool *come)
{
    for (; step > 0; step--) {
        bool down;
        int k = x - y, from = came_from(furthest[step - 1], step, k, &down);
        if (down)
            come[from - k - 1] = true;
        else
            gone[from] = true;
        x = from;
        y = from - (down ? k + 1 : k - 1);
    }
}

void differ_sparse(struct arena *a, struct text was, struct text is, differ_regions *out)
{
    struct differ_region whole = differ_whole(was, is);
    struct text old = text_part(was, whole.from, whole.to);
    struct text new = text_part(is, whole.now, whole.now_end);
    struct arena *scratch = arena_new();
    int **furthest = ARENA_ARRAY(scratch, int *, MOST_STEPS + 1);
    bool *gone = ARENA_ARRAY(scratch, bool, old.n + 1), *come = ARENA_ARRAY(scratch, bool, new.n + 1);
    int steps = search(scratch, old, new, furthest);
    if (steps < 0)
        VEC_PUSH(a, out, whole);
    else
        trace(furthest, steps, (int)old.n, (int)new.n, gone, come);
    for (size_t i = 0, k = 0; steps > 0 && (i < old.n || k < new.n);) {
        struct differ_region r = {.from = whole.from + i, .now = whole.now + k};
        while (gone[i] || come[k])
            *(gone[i] ? &i : &k) += 1;
        r.to = whole.from + i;
        r.now_end = whole.now + k;
        if (r.to > r.from || r.now_end > r.now)
            VEC_PUSH(a, out, r);
        i += i < old.n;
        k += k < new.n;
    }
    arena_drop(scratch);
}

/* ---- numbers ---- */

uint32_t differ_number(struct differ_numbers *d, struct differ_piece piece)
{
    uint64_t key = map_key(piece.p, piece.n);
    const uint32_t *found = map_get(&d->numbers, key);
    const struct differ_piece *known = found ? &d->known.v[*found] : NULL;
    if (known && known->n == piece.n && memcmp(known->p, piece.p, piece.n) == 0)
        return *found;
    uint32_t number = (uint32_t)d->known.n;
    VEC_PUSH(d->arena, &d->known, piece);
    if (!known)
        map_put(d->arena, &d->numbers, key, number);
    return number;
}
