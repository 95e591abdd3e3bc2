/*
 * Line breaking over a whole paragraph (Knuth and Plass, "Breaking paragraphs into lines", 1981):
 * of all ways to break it, the one of the least demerits. A line's badness is how much its marks
 * are squeezed (先挤进) or, worse, its gaps stretched (后推出); a place may bring a penalty. All
 * are integers; of equal ways the one with the earlier first difference in favour of longer lines
 * wins, so that the result is the same on every machine.
 */
#include <string.h>

#include "base/utf8.h"
#include "text/text_int.h"

/* Each of the last four outweighs any number of those above it in a paragraph of some pages. */
#define BADNESS_SQUEEZE_END  INT64_C(100)     /* the mark at the line's end gave way */
#define BADNESS_SQUEEZE_FULL INT64_C(8000)    /* every mark gave all it has */
#define PENALTY_ADDRESS      INT64_C(20000)   /* the line ends within an address */
#define BADNESS_STRETCH_FULL INT64_C(100000)  /* every gap stretched to the profile's limit */
#define PENALTY_LONE         INT64_C(1000000) /* a last line of fewer than LEAST_LAST characters */
#define BADNESS_OVER         INT64_C(100000000)     /* stretched over the limit */
#define BADNESS_OVER_MORE    INT64_C(1000000)       /* and for each further limit's worth */
#define BADNESS_OVERFULL     INT64_C(1000000000000) /* cannot be squeezed enough: runs out */
#define NEVER                INT64_MAX

/* In columns, where lines stay short rather than be stretched much. A line more is better than a
 * torn word, and than nothing else. */
#define BADNESS_SHORT INT64_C(10000)  /* a line 1 字 short; its square if more */
#define PENALTY_LINE  INT64_C(300000) /* each that turns */

enum { LEAST_LAST = 2, RATIO = 1000 };

static bool is_space(const struct item *it)
{
    return it->trait.cls == CLASS_SPACE;
}

bool text_gap_stretches(const struct item *before, const struct item *after)
{
    enum char_class a = before->trait.cls, b = after->trait.cls;
    if (after->tied && (before->object || after->object))
        return false;
    if (b == CLASS_RAISED || (a == b && (a == CLASS_DASH || a == CLASS_ELLIPSIS)))
        return false;
    return !(before->latin && after->latin) || is_space(before) || is_space(after);
}

/* Sums up to each item, so that a line's extent is a difference; and where the spaces around
 * each place end. */
struct prefix_sums {
    int64_t *width, *shrink, *gaps;
    size_t *solid_from, *solid_to; /* the first item from here on, past the last before, no space */
};

static struct prefix_sums sums_make(struct arena *a, struct items items)
{
    size_t n = items.n + 1;
    struct prefix_sums s = {ARENA_ARRAY(a, int64_t, n), ARENA_ARRAY(a, int64_t, n),
                            ARENA_ARRAY(a, int64_t, n), ARENA_ARRAY(a, size_t, n),
                            ARENA_ARRAY(a, size_t, n)};
    for (size_t i = 0; i < items.n; i++) {
        const struct item *it = &items.v[i];
        s.width[i + 1] = s.width[i] + it->cell;
        s.shrink[i + 1] = s.shrink[i] + it->shrink_left + it->shrink_right;
        s.gaps[i + 1] = s.gaps[i] + (i > 0 && text_gap_stretches(it - 1, it));
        s.solid_to[i + 1] = is_space(it) || it->forced ? s.solid_to[i] : i + 1;
    }
    s.solid_from[items.n] = items.n;
    for (size_t i = items.n; i-- > 0;)
        s.solid_from[i] = is_space(&items.v[i]) ? s.solid_from[i + 1] : i;
    return s;
}

/* The ends' own rules: a mark at the end may give its blank, one at the start is trimmed. */
static void finish_extent(struct items items, struct line_extent *e, bool trim)
{
    if (e->from == e->to)
        return;
    const struct item *first = &items.v[e->from], *last = &items.v[e->to - 1];
    e->end_shrink = last->shrink_right;
    if (trim && first->shrink_left) {
        e->width -= first->shrink_left;
        e->shrink -= first->shrink_left;
    }
}

struct line_extent text_line_extent(struct items items, size_t from, size_t to, bool trim)
{
    struct line_extent e = {.from = from, .to = to};
    while (e.to > from && (is_space(&items.v[e.to - 1]) || items.v[e.to - 1].forced))
        e.to--;
    while (e.from < e.to && is_space(&items.v[e.from]))
        e.from++;
    for (size_t i = e.from; i < e.to; i++) {
        const struct item *it = &items.v[i];
        e.width += it->cell;
        e.shrink += it->shrink_left + it->shrink_right;
        e.gaps += i > e.from && text_gap_stretches(it - 1, it);
    }
    finish_extent(items, &e, trim);
    return e;
}

static struct line_extent extent_by_sums(struct items items, const struct prefix_sums *s,
                                         size_t from, size_t to, bool trim)
{
    struct line_extent e = {.from = s->solid_from[from], .to = s->solid_to[to]};
    if (e.to <= from) /* spaces only */
        e.from = e.to = from;
    if (e.from < e.to) {
        e.width = s->width[e.to] - s->width[e.from];
        e.shrink = s->shrink[e.to] - s->shrink[e.from];
        e.gaps = s->gaps[e.to] - s->gaps[e.from + 1];
    }
    finish_extent(items, &e, trim);
    return e;
}

static int64_t squeeze_badness(const struct line_extent *e, int64_t need)
{
    int64_t rest = need - e->end_shrink, shrink = e->shrink - e->end_shrink;
    if (rest <= 0)
        return BADNESS_SQUEEZE_END;
    if (rest > shrink)
        return NEVER;
    int64_t ratio = rest * RATIO / shrink;
    return BADNESS_SQUEEZE_END + BADNESS_SQUEEZE_FULL * ratio / RATIO * ratio / RATIO;
}

static int64_t stretch_badness(const struct line_extent *e, int64_t spare, int limit)
{
    int64_t most = (e->gaps ? e->gaps : 1) * (limit ? limit : 1);
    int64_t ratio = spare * RATIO / most;
    if (ratio <= RATIO)
        return BADNESS_STRETCH_FULL * ratio / RATIO * ratio / RATIO;
    return BADNESS_OVER + BADNESS_OVER_MORE * (ratio - RATIO) / RATIO;
}

/* 县城—白石镇、上坪村: the sense pauses behind the mark. */
bool text_item_pauses(const struct item *it)
{
    return it->trait.cls == CLASS_DASH || utf8_is_one_of(it->cp, U"、，；：,;/／");
}

static int64_t short_badness(int64_t spare, bool ragged)
{
    enum { RAGGED = 8 }; /* there it is seen so much less */
    return BADNESS_SHORT * (spare * spare / EM) / EM / (ragged ? RAGGED : 1);
}

/* What stands on the line takes what it has left. */
static bool fills(struct items items, const struct line_extent *e)
{
    for (size_t i = e->from; i < e->to; i++)
        if (items.v[i].fills)
            return true;
    return false;
}

/* Fewer than two characters that are no marks. */
static bool is_lone(struct items items, const struct line_extent *e)
{
    int characters = 0;
    for (size_t i = e->from; i < e->to; i++)
        characters += !items.v[i].trait.no_start && !items.v[i].trait.no_end;
    return characters < LEAST_LAST;
}

struct breaker {
    struct items items;
    const struct line_widths *m;
    struct prefix_sums sums;
    int64_t *demerits;     /* of the best way to each place */
    size_t *start;         /* where that way's last line starts */
    int64_t first, turned; /* the lines' widths in 1/1000 of the pitch */
    size_t from, to;       /* the stretch between two forced breaks */
    const bool *bracketed; /* by item of a column: a bracket is open behind it */
};

static const bool *find_brackets(struct arena *a, struct items items)
{
    bool *open = ARENA_ARRAY(a, bool, items.n + 1);
    int depth = 0;
    for (size_t i = 0; i < items.n; i++) {
        depth += utf8_is_one_of(items.v[i].cp, U"（(") - utf8_is_one_of(items.v[i].cp, U"）)");
        open[i] = depth > 0;
    }
    return open;
}

/* Rounded up: what fills the line fits it. */
static int64_t width_in_em(const struct line_widths *m, len_t width)
{
    len_t pitch = len_max(m->pitch, 1);
    return (width * EM + pitch - 1) / pitch;
}

static int64_t width_of(const struct breaker *t, size_t from)
{
    return from == 0 ? t->first : t->turned;
}

/* What the end of a column's line behind an item costs, in a column as wide as a table's usual
 * ones; in wider ones even lines matter more. What a bracket tells belongs to what stands before
 * it, and together: 副书记|（主持工作）. */
static int64_t turn_penalty(const struct breaker *t, size_t at)
{
    enum { USUAL = 12 * EM };
    static const int64_t even[] = {[BREAK_APART] = 10000,
                                   [BREAK_CLOSE] = 60000,
                                   [BREAK_UNSURE] = 200000,
                                   [BREAK_TORN] = 600000},
                         ragged[] = {[BREAK_APART] = 80000,
                                     [BREAK_CLOSE] = 160000,
                                     [BREAK_UNSURE] = 300000,
                                     [BREAK_TORN] = 600000};
    const int64_t *penalties = t->m->ragged ? ragged : even;
    const struct item *it = &t->items.v[at];
    bool bracket = at + 1 < t->items.n && utf8_is_one_of(it[1].cp, U"（〔(");
    int64_t penalty = PENALTY_LINE;
    enum lexicon_break least = t->bracketed[at] ? BREAK_UNSURE
                               : bracket        ? BREAK_CLOSE
                                                : BREAK_APART;
    if (!text_item_pauses(it) && !it->forced)
        penalty += penalties[it->word > least ? it->word : least];
    return t->turned > USUAL ? penalty * USUAL / t->turned : penalty;
}

static int64_t line_demerits(const struct breaker *t, const struct line_extent *e, int64_t width,
                             bool last)
{
    int64_t spare = width - e->width;
    int64_t torn = e->to > e->from && t->items.v[e->to - 1].in_address ? PENALTY_ADDRESS : 0;
    if (t->m->narrow && !last && e->to > e->from)
        torn += turn_penalty(t, e->to - 1);
    if (spare < 0) {
        int64_t squeeze = squeeze_badness(e, -spare);
        return squeeze == NEVER ? NEVER : squeeze + torn;
    }
    if (!last && t->m->narrow)
        return (fills(t->items, e) ? 0 : short_badness(spare, t->m->ragged)) + torn;
    if (!last)
        return stretch_badness(e, spare, t->m->gap_stretch) + torn;
    return e->from > t->from && is_lone(t->items, e) ? PENALTY_LONE : 0;
}

/* Running on from a place, even with all marks squeezed. */
static bool is_overfull(const struct breaker *t, const struct line_extent *e, size_t from)
{
    return e->width - e->shrink > width_of(t, from);
}

/* Takes the way through a line from one place to another when none so far is better; of equal
 * ones, starts being tried in their order, the one whose last line is shorter. True: later starts
 * are worse, since their lines are stretched more. */
static bool try_line(const struct breaker *t, size_t from, size_t to)
{
    bool last = to == t->to;
    if (t->demerits[from] == NEVER)
        return false;
    struct line_extent e = extent_by_sums(t->items, &t->sums, from, to, from > 0);
    int64_t width = width_of(t, from);
    int64_t own = is_overfull(t, &e, from) ? NEVER : line_demerits(t, &e, width, last);
    if (own == NEVER)
        return false;
    if (t->demerits[from] + own <= t->demerits[to]) {
        t->demerits[to] = t->demerits[from] + own;
        t->start[to] = from;
    }
    return !last && e.width <= width && own > t->demerits[to];
}

/* The best way to end a line before item to. Lines that start before *low run out; the first line
 * of the paragraph, of a width of its own, is looked at by itself. */
static void relax(const struct breaker *t, size_t to, size_t *low)
{
    for (; *low < to; ++*low) {
        struct line_extent e = extent_by_sums(t->items, &t->sums, *low, to, *low > 0);
        if (!is_overfull(t, &e, *low))
            break;
    }
    if (t->from == 0)
        try_line(t, 0, to);
    for (size_t from = *low; from < to; from++)
        if (try_line(t, from, to))
            break;
    for (size_t from = to; t->demerits[to] == NEVER && from-- > t->from;)
        if (t->demerits[from] != NEVER) { /* every line runs out: from the nearest start */
            t->demerits[to] = t->demerits[from] + BADNESS_OVERFULL;
            t->start[to] = from;
        }
}

/* Nothing is better than one line for what fits on it; most cells of a table are so short. */
static void break_stretch(const struct breaker *t, struct line_ends *ends)
{
    size_t lines = 0, low = t->from ? t->from : 1;
    struct line_extent e = extent_by_sums(t->items, &t->sums, t->from, t->to, t->from > 0);
    if (e.from == t->from && e.width <= width_of(t, t->from)) {
        ends->v[ends->n++] = t->to;
        return;
    }
    t->demerits[t->from] = 0;
    for (size_t to = t->from + 1; to <= t->to; to++) {
        t->demerits[to] = NEVER;
        if (t->items.v[to - 1].break_after || to == t->to)
            relax(t, to, &low);
    }
    for (size_t at = t->to; at > t->from; at = t->start[at])
        lines++;
    ends->n += lines;
    for (size_t at = t->to, k = ends->n; at > t->from; at = t->start[at])
        ends->v[--k] = at;
}

struct line_ends text_break_lines(struct arena *a, struct items items, const struct line_widths *m)
{
    struct line_ends ends = {.v = ARENA_ARRAY(a, size_t, items.n + 1)};
    struct breaker t = {.items = items,
                        .m = m,
                        .first = width_in_em(m, m->first),
                        .turned = width_in_em(m, m->turned),
                        .sums = sums_make(a, items),
                        .bracketed = m->narrow ? find_brackets(a, items) : NULL,
                        .demerits = ARENA_ARRAY(a, int64_t, items.n + 1),
                        .start = ARENA_ARRAY(a, size_t, items.n + 1)};
    while (t.from < items.n) {
        t.to = t.from;
        while (t.to < items.n && !items.v[t.to].forced)
            t.to++;
        if (t.to < items.n)
            t.to++;
        break_stretch(&t, &ends);
        t.from = t.to;
    }
    return ends;
}
