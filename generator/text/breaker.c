/*
 * Line breaking over a whole paragraph: of all ways to break it, the one whose lines cost least.
 * A line costs by how much its marks are squeezed (先挤进) or, dearer, its gaps stretched
 * (后推出). Costs are integers; of equal ways the one with the earlier first difference in
 * favour of longer lines wins, so that the result is the same on every machine.
 */
#include <string.h>

#include "text/text_int.h"

enum {
    COST_SQUEEZE_END = 100,      /* the mark at the line's end gave way */
    COST_SQUEEZE_FULL = 8000,    /* every mark gave all it has */
    COST_STRETCH_FULL = 100000,  /* every gap stretched to the profile's limit */
    COST_STRETCH_OVER = 1000000, /* and for each further limit's worth */
    COST_LONE = 120000, /* a last line of fewer than LEAST_LAST characters: any stretch is better */
    LEAST_LAST = 2,
    RATIO = 1000
};

#define COST_NEVER INT64_MAX

bool gap_stretches(const struct item *before, const struct item *after)
{
    return !(before->latin && after->latin && before->trait.cls != CLASS_SPACE &&
             after->trait.cls != CLASS_SPACE);
}

/* Sums up to each item, so that a line's extent is a difference. */
struct sums {
    int64_t *width, *give, *gaps;
};

static struct sums sums_make(struct arena *a, struct items items)
{
    struct sums s = {ARENA_ARRAY(a, int64_t, items.n + 1), ARENA_ARRAY(a, int64_t, items.n + 1),
                     ARENA_ARRAY(a, int64_t, items.n + 1)};
    for (size_t i = 0; i < items.n; i++) {
        const struct item *it = &items.v[i];
        s.width[i + 1] = s.width[i] + it->cell;
        s.give[i + 1] = s.give[i] + it->give_left + it->give_right;
        s.gaps[i + 1] = s.gaps[i] + (i > 0 && gap_stretches(it - 1, it));
    }
    return s;
}

static void skip_spaces(struct items items, struct extent *e)
{
    while (e->to > e->from &&
           (items.v[e->to - 1].trait.cls == CLASS_SPACE || items.v[e->to - 1].forced))
        e->to--;
    while (e->from < e->to && items.v[e->from].trait.cls == CLASS_SPACE)
        e->from++;
}

/* The ends' own rules: a mark at the end may give its blank, one at the start is trimmed. */
static void finish_extent(struct items items, struct extent *e, bool trim)
{
    if (e->from == e->to)
        return;
    const struct item *first = &items.v[e->from], *last = &items.v[e->to - 1];
    e->end_give = last->give_right;
    if (trim && first->give_left) {
        e->width -= first->give_left;
        e->give -= first->give_left;
    }
}

struct extent line_extent(struct items items, size_t from, size_t to, bool trim)
{
    struct extent e = {.from = from, .to = to};
    skip_spaces(items, &e);
    for (size_t i = e.from; i < e.to; i++) {
        const struct item *it = &items.v[i];
        e.width += it->cell;
        e.give += it->give_left + it->give_right;
        e.gaps += i > e.from && gap_stretches(it - 1, it);
    }
    finish_extent(items, &e, trim);
    return e;
}

static struct extent extent_by_sums(struct items items, const struct sums *s, size_t from,
                                    size_t to, bool trim)
{
    struct extent e = {.from = from, .to = to};
    skip_spaces(items, &e);
    if (e.from < e.to) {
        e.width = s->width[e.to] - s->width[e.from];
        e.give = s->give[e.to] - s->give[e.from];
        e.gaps = s->gaps[e.to] - s->gaps[e.from + 1];
    }
    finish_extent(items, &e, trim);
    return e;
}

static int64_t squeeze_cost(const struct extent *e, int64_t need)
{
    int64_t rest = need - e->end_give, give = e->give - e->end_give;
    if (rest <= 0)
        return COST_SQUEEZE_END;
    if (rest > give)
        return COST_NEVER;
    int64_t ratio = rest * RATIO / give;
    return COST_SQUEEZE_END + COST_SQUEEZE_FULL * ratio / RATIO * ratio / RATIO;
}

static int64_t stretch_cost(const struct extent *e, int64_t spare, int limit)
{
    int64_t most = (e->gaps ? e->gaps : 1) * (limit ? limit : 1);
    int64_t ratio = spare * RATIO / most;
    if (ratio <= RATIO)
        return COST_STRETCH_FULL * ratio / RATIO * ratio / RATIO;
    return COST_STRETCH_FULL + COST_STRETCH_OVER * (ratio - RATIO) / RATIO;
}

/* Fewer than two characters that are no marks. */
static bool is_lone(struct items items, const struct extent *e)
{
    int characters = 0;
    for (size_t i = e->from; i < e->to; i++)
        characters += !items.v[i].trait.no_start && !items.v[i].trait.no_end;
    return characters < LEAST_LAST;
}

struct task {
    struct items items;
    const struct measure *m;
    struct sums sums;
    size_t from, to; /* the stretch between two forced breaks */
};

static int64_t width_of(const struct task *t, size_t from)
{
    len_t w = from == 0 ? t->m->first : t->m->turned;
    return (w * EM + t->m->pitch - 1) / t->m->pitch;
}

static int64_t line_cost(const struct task *t, const struct extent *e, int64_t width, bool last)
{
    int64_t spare = width - e->width;
    if (spare < 0)
        return squeeze_cost(e, -spare);
    if (!last)
        return stretch_cost(e, spare, t->m->gap_stretch);
    return e->from > t->from && is_lone(t->items, e) ? COST_LONE : 0;
}

/* The best way to end a line before item to: over all starts near enough. */
static void relax(const struct task *t, size_t to, int64_t *cost, size_t *start)
{
    bool last = to == t->to;
    for (size_t from = to; from-- > t->from;) {
        if (cost[from] == COST_NEVER)
            continue;
        struct extent e = extent_by_sums(t->items, &t->sums, from, to, from > 0);
        int64_t width = width_of(t, from);
        bool overfull = e.width - e.give > width;
        int64_t c = line_cost(t, &e, width, last);
        if (overfull && cost[to] != COST_NEVER)
            break;
        if (overfull) /* a single unbreakable item wider than the line */
            c = COST_STRETCH_OVER * (int64_t)EM;
        if (c != COST_NEVER && cost[from] + c < cost[to]) {
            cost[to] = cost[from] + c;
            start[to] = from;
        }
    }
}

static void break_stretch(struct arena *a, const struct task *t, struct line_ends *ends)
{
    size_t n = t->to + 1, found = 0;
    int64_t *cost = ARENA_ARRAY(a, int64_t, n);
    size_t *start = ARENA_ARRAY(a, size_t, n), *back = ARENA_ARRAY(a, size_t, n);
    for (size_t i = t->from + 1; i < n; i++)
        cost[i] = COST_NEVER;
    for (size_t to = t->from + 1; to <= t->to; to++)
        if (t->items.v[to - 1].break_after || to == t->to)
            relax(t, to, cost, start);
    for (size_t at = t->to; at > t->from; at = start[at])
        back[found++] = at;
    while (found)
        ends->v[ends->n++] = back[--found];
}

struct line_ends paragraph_break(struct arena *a, struct items items, const struct measure *m)
{
    struct line_ends ends = {.v = ARENA_ARRAY(a, size_t, items.n + 1)};
    struct task t = {.items = items, .m = m, .sums = sums_make(a, items)};
    while (t.from < items.n) {
        t.to = t.from;
        while (t.to < items.n && !items.v[t.to].forced)
            t.to++;
        if (t.to < items.n)
            t.to++;
        break_stretch(a, &t, &ends);
        t.from = t.to;
    }
    return ends;
}
