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

/* OVER, NEEDLESS and OVERFULL each outweigh any number of those above in a paragraph of some pages.
 */
#define BADNESS_SQUEEZE_END  INT64_C(100)     /* the mark at the line's end gave way */
#define BADNESS_SQUEEZE_FULL INT64_C(8000)    /* every mark gave all it has */
#define BADNESS_LATIN_FULL   INT64_C(8000)    /* every gap between Han and Latin stretched */
#define BADNESS_OFF          INT64_C(20000)   /* other gaps too: the line is off pitch */
#define BADNESS_STRETCH_FULL INT64_C(200000)  /* every gap stretched to the profile's limit */
#define PENALTY_LONE         INT64_C(1000000) /* a last line of fewer than LEAST_LAST characters */
#define BADNESS_RAGGED       INT64_C(60000)   /* short by an address, or by less than 1 字 */
#define BADNESS_OVER         INT64_C(100000000)     /* stretched over the limit, or short for it */
#define BADNESS_OVER_MORE    INT64_C(1000000)       /* and for each further limit's worth */
#define PENALTY_NEEDLESS     INT64_C(10000000000)   /* over, though more would fit */
#define BADNESS_OVERFULL     INT64_C(1000000000000) /* cannot be squeezed enough: runs out */
#define NEVER                INT64_MAX

/* A name is parted rather than a line be stretched by more than 1 字, an address sooner; a date
 * only where no line holds it. */
static const int64_t turn_prices[TURNS] = {
    [TURN_NAME] = 45000, [TURN_ADDRESS] = 35000, [TURN_DATE] = 10 * BADNESS_OVER};

/* In columns, where lines stay short rather than be stretched much. A line more is better than a
 * torn word, and than nothing else. */
#define BADNESS_SHORT INT64_C(10000)  /* a line 1 字 short; its square if more */
#define PENALTY_LINE  INT64_C(300000) /* each that turns */

enum { LEAST_LAST = 2, RATIO = 1000, UNSEEN = 5 /* 1/1000 字 a gap */ };

static bool is_space(const struct item *it)
{
    return it->trait.cls == CLASS_SPACE;
}

/* Of the items before a place, so that a line's extent is a difference; and where the spaces
 * around the place end. */
struct prefix_sum {
    int64_t width, shrink;
    int32_t gaps, latin, fills;
    size_t solid_from, solid_to; /* the first item from here on, past the last before, no space */
    int end_shrink, trimmed;     /* of a line that ends before the place, that starts there */
};

static struct prefix_sum *sums_make(struct arena *a, struct items items)
{
    struct prefix_sum *s = ARENA_BARE(a, struct prefix_sum, items.n + 1);
    s[0] = (struct prefix_sum){0};
    for (size_t i = 0; i < items.n; i++) {
        const struct item *it = &items.v[i];
        s[i + 1] = (struct prefix_sum){
            .width = s[i].width + it->cell,
            .shrink = s[i].shrink + it->shrink_left + it->shrink_right,
            .gaps = s[i].gaps + (it->gap != GAP_NONE),
            .latin = s[i].latin + (it->gap == GAP_LATIN),
            .fills = s[i].fills + it->fills,
            .solid_to = is_space(it) || it->forced ? s[i].solid_to : i + 1,
        };
        size_t solid = s[i + 1].solid_to;
        s[i + 1].end_shrink = solid ? items.v[solid - 1].shrink_right : 0;
    }
    s[items.n].solid_from = items.n;
    for (size_t i = items.n; i-- > 0;) {
        s[i].solid_from = is_space(&items.v[i]) ? s[i + 1].solid_from : i;
        s[i].trimmed = s[i].solid_from < items.n ? items.v[s[i].solid_from].shrink_left : 0;
    }
    return s;
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
        e.gaps += i > e.from && it->gap != GAP_NONE;
        e.latin += i > e.from && it->gap == GAP_LATIN;
    }
    if (e.from == e.to)
        return e;
    int trimmed = trim ? items.v[e.from].shrink_left : 0;
    e.width -= trimmed;
    e.shrink -= trimmed;
    e.end_shrink = items.v[e.to - 1].shrink_right;
    return e;
}

static inline struct line_extent extent_by_sums(const struct prefix_sum *s, size_t from, size_t to,
                                                bool trim)
{
    size_t first = s[from].solid_from, last = s[to].solid_to;
    if (last <= from) /* spaces only */
        return (struct line_extent){.from = from, .to = from};
    int trimmed = trim ? s[from].trimmed : 0;
    return (struct line_extent){
        .from = first,
        .to = last,
        .width = s[last].width - s[first].width - trimmed,
        .shrink = s[last].shrink - s[first].shrink - trimmed,
        .end_shrink = s[to].end_shrink,
        .gaps = s[last].gaps - s[first + 1].gaps,
        .latin = s[last].latin - s[first + 1].latin,
    };
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

/* Gaps between Han and Latin first; others stay on pitch for as long as these have room, since
 * one line beside another shows when its characters do not stand below each other. */
static int64_t stretch_badness(const struct line_extent *e, int64_t spare, int limit)
{
    int64_t latin = e->latin * GAP_LATIN_MOST;
    if (spare <= latin) {
        int64_t ratio = latin ? spare * RATIO / latin : 0;
        return BADNESS_LATIN_FULL * ratio / RATIO * ratio / RATIO;
    }
    int64_t most = (e->gaps ? e->gaps : 1) * (limit ? limit : 1);
    int64_t ratio = (spare - latin) * RATIO / most;
    int64_t off = spare - latin > e->gaps * UNSEEN ? BADNESS_OFF : BADNESS_LATIN_FULL;
    if (ratio <= RATIO)
        return off + BADNESS_STRETCH_FULL * ratio / RATIO * ratio / RATIO;
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
    const struct prefix_sum *sums;
    int64_t *demerits;     /* of the best way to each place */
    size_t *start;         /* where that way's last line starts */
    int64_t first, turned; /* the lines' widths in 1/1000 of the pitch */
    size_t from, to;       /* the stretch between two forced breaks */
    bool calm;             /* no line is stretched over the limit, if there is such a way */
    size_t *starts, n;     /* where lines may start so far, but at the paragraph's start */
    size_t low;            /* of them, those from here on are not too far away for a line */
    size_t *cheap, first_cheap, n_cheap; /* those that none behind them is cheaper than */
    int64_t torn;          /* what a column's line costs that ends at the place at hand */
    const bool *bracketed; /* by item of a column: a bracket is open behind it */
};

/* What stands on the line takes what it has left. */
static bool fills(const struct breaker *t, const struct line_extent *e)
{
    return t->sums[e->to].fills > t->sums[e->from].fills;
}

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
    return items_first_line(t->items, from) ? t->first : t->turned;
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

/* What may stand between the line's end and the next place for one would fit, too. */
static bool is_needless(const struct breaker *t, const struct line_extent *e, int64_t width)
{
    size_t to = e->to;
    for (; to < t->to; to++) {
        enum turn turn = t->items.v[to].turn;
        width -= t->items.v[to].cell;
        if (t->items.v[to].break_after && turn != TURN_DATE && turn != TURN_NAME)
            break;
    }
    return to < t->to && width + t->items.v[to].shrink_right >= e->width;
}

/* Of one that is neither squeezed nor the last. */
static int64_t loose_demerits(const struct breaker *t, const struct line_extent *e, int64_t width)
{
    int64_t spare = width - e->width;
    bool address = e->from < e->to && turn_is_by_address(t->items.v[e->to - 1].turn) &&
                   spare > e->latin * GAP_LATIN_MOST + e->gaps * BY_ADDRESS_MOST;
    int64_t badness = stretch_badness(e, spare, t->m->gap_stretch);
    if (address || (badness >= BADNESS_OVER && spare < EM))
        return BADNESS_RAGGED + 2 * short_badness(spare, false);
    bool needless = badness >= BADNESS_OVER && !t->calm && is_needless(t, e, width);
    return badness + (needless ? PENALTY_NEEDLESS : 0);
}

static int64_t line_demerits(const struct breaker *t, const struct line_extent *e, int64_t width,
                             bool last)
{
    int64_t spare = width - e->width;
    int64_t torn = e->to > e->from ? turn_prices[t->items.v[e->to - 1].turn] : 0;
    if (!last && e->to > e->from)
        torn += t->torn;
    if (spare < 0) {
        int64_t squeeze = squeeze_badness(e, -spare);
        return squeeze == NEVER ? NEVER : squeeze + torn;
    }
    if (!last && t->m->narrow)
        return (fills(t, e) ? 0 : short_badness(spare, t->m->ragged)) + torn;
    if (!last)
        return loose_demerits(t, e, width) + torn;
    return e->from > t->from && is_lone(t->items, e) ? PENALTY_LONE : 0;
}

/* Running on from a place, even with all marks squeezed. */
static bool is_overfull(const struct breaker *t, const struct line_extent *e, size_t from)
{
    return e->width - e->shrink > width_of(t, from);
}

/* Takes the way through a line from one place to another when none so far is better; of equal
 * ones, starts being tried in their order, the one whose last line is shorter. True: later starts
 * are worse, since their lines are stretched more, or in a column shorter; the ways to them cost
 * `later` at least. */
static bool try_line(const struct breaker *t, size_t from, size_t to, int64_t later)
{
    bool last = to == t->to;
    struct line_extent e = extent_by_sums(t->sums, from, to, !items_first_line(t->items, from));
    int64_t width = width_of(t, from);
    int64_t own = is_overfull(t, &e, from) ? NEVER : line_demerits(t, &e, width, last);
    if (own == NEVER)
        return false;
    if (t->calm && own >= BADNESS_OVER)
        return e.width <= width;
    if (t->demerits[from] + own <= t->demerits[to]) {
        t->demerits[to] = t->demerits[from] + own;
        t->start[to] = from;
    }
    if (last || e.width > width)
        return false;
    int64_t least = t->m->narrow && !fills(t, &e)
                        ? short_badness(width - e.width, t->m->ragged)
                        : 0;
    return own > t->demerits[to] || (least && later > t->demerits[to] - least);
}

/* Starts of which each is as cheap as any behind it. */
static void add_start(struct breaker *t, size_t at)
{
    while (t->n_cheap > t->first_cheap &&
           t->demerits[t->starts[t->cheap[t->n_cheap - 1]]] > t->demerits[at])
        t->n_cheap--;
    t->cheap[t->n_cheap++] = t->n;
    t->starts[t->n++] = at;
}

/* The best way to end a line before item to. The first line of the paragraph, of a width of its
 * own, is looked at by itself. */
static void relax(struct breaker *t, size_t to)
{
    size_t solid = t->sums[to].solid_to;
    t->demerits[to] = NEVER;
    t->torn = t->m->narrow && solid > t->from ? turn_penalty(t, solid - 1) : 0;
    for (; t->low < t->n; t->low++) {
        struct line_extent e = extent_by_sums(t->sums, t->starts[t->low], to, true);
        if (!is_overfull(t, &e, t->starts[t->low]))
            break;
    }
    if (items_first_line(t->items, t->from))
        try_line(t, t->from, to, 0);
    while (t->first_cheap < t->n_cheap && t->cheap[t->first_cheap] < t->low)
        t->first_cheap++;
    for (size_t i = t->low, k = t->first_cheap; i < t->n; i++) {
        k += k < t->n_cheap && t->cheap[k] == i;
        if (try_line(t, t->starts[i], to,
                     k < t->n_cheap ? t->demerits[t->starts[t->cheap[k]]] : NEVER))
            break;
    }
    if (t->demerits[to] == NEVER && !t->calm) { /* every line runs out: from the nearest start */
        t->start[to] = t->n ? t->starts[t->n - 1] : t->from;
        t->demerits[to] = t->demerits[t->start[to]] + BADNESS_OVERFULL;
    }
    if (t->demerits[to] < NEVER)
        add_start(t, to);
}

/* Finds the best way through a stretch; most have one without a line that gapes, and then few
 * starts are looked at. */
static void find_way(struct breaker *t, bool calm)
{
    t->calm = calm;
    t->n = t->low = t->first_cheap = t->n_cheap = 0;
    t->demerits[t->from] = 0;
    if (!items_first_line(t->items, t->from))
        add_start(t, t->from);
    for (size_t to = t->from + 1; to <= t->to; to++)
        if (t->items.v[to - 1].break_after || to == t->to)
            relax(t, to);
}

/* Ways that run beside each other for many pages differ in nothing that a reader sees: the best one
 * is taken, as far as it does not depend on what is near the end. */
static size_t last_settled(const struct breaker *t)
{
    size_t at = t->to;
    while (at > t->from && at + ITEMS_LEAST > t->to)
        at = t->start[at];
    return at;
}

/* The last place that all ways pass which may yet be the best one, where the paragraph goes on
 * behind the stretch: of the places that they have come to, the last is taken back until one is
 * left. */
static size_t last_agreed(struct arena *a, const struct breaker *t)
{
    bool *open = ARENA_ARRAY(a, bool, t->to + 1);
    size_t n = t->n - t->low, at = t->to;
    struct line_extent e = extent_by_sums(t->sums, t->from, t->to, false);
    if (items_first_line(t->items, t->from) && !is_overfull(t, &e, t->from))
        return t->from;
    for (size_t i = t->low; i < t->n; i++)
        open[t->starts[i]] = true;
    for (; n > 1 || !open[at]; at--) {
        if (!open[at])
            continue;
        n -= open[t->start[at]];
        open[t->start[at]] = true;
    }
    return at;
}

/* Nothing is better than one line for what fits on it; most cells of a table are so short. */
static void break_stretch(struct arena *a, struct breaker *t, struct line_ends *ends)
{
    size_t lines = 0;
    bool more = t->to == t->items.n && t->items.more;
    struct line_extent e =
        extent_by_sums(t->sums, t->from, t->to, !items_first_line(t->items, t->from));
    if (!more && e.from == t->from && e.width <= width_of(t, t->from)) {
        ends->v[ends->n++] = t->to;
        return;
    }
    if (t->m->narrow && !t->bracketed)
        t->bracketed = find_brackets(a, t->items);
    find_way(t, true);
    if (t->demerits[t->to] == NEVER)
        find_way(t, false);
    size_t end = more ? last_agreed(a, t) : t->to;
    if (more && t->items.enough && end == t->from)
        end = last_settled(t);
    for (size_t at = end; at > t->from; at = t->start[at])
        lines++;
    ends->n += lines;
    for (size_t at = end, k = ends->n; at > t->from; at = t->start[at])
        ends->v[--k] = at;
}

struct line_ends text_break_lines(struct arena *a, struct items items, const struct line_widths *m)
{
    struct line_ends ends = {.v = ARENA_BARE(a, size_t, items.n + 1)};
    struct breaker t = {.items = items,
                        .m = m,
                        .first = width_in_em(m, m->first),
                        .turned = width_in_em(m, m->turned),
                        .sums = sums_make(a, items),
                        .demerits = ARENA_BARE(a, int64_t, items.n + 1),
                        .start = ARENA_BARE(a, size_t, items.n + 1),
                        .starts = ARENA_BARE(a, size_t, items.n + 1),
                        .cheap = ARENA_BARE(a, size_t, items.n + 1)};
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
