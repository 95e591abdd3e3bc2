/*
 * The shape of a title (GB/T 9704 7.3.1): of all legal ways with the fewest lines, a trapezoid or
 * a rhombus wherever there is one; then no stubs; then breaks where the sense pauses and lines of
 * like length. A search over pairs of line ends, so that its time is bounded; of equal ways the
 * first found wins, the same on every machine.
 */
#include "text/text_int.h"

enum {
    MAX_LINES = 8,
    MAX_PLACES = 300 /* the search takes their square of memory; no title has as many words */
};

/* Widths in 1/1000 字. */
enum {
    LEAST_STEP = EM / 2,    /* lines that differ by less look equal: a rectangle */
    LEAST_LINE = 5 * EM,    /* a shorter line is a stub */
    LEAST_MEAN = 10 * EM,   /* one line more must leave them this long */
    COST_PAUSE = EM,        /* a break where the sense pauses */
    COST_BREAK = 4 * EM,    /* any other */
    COST_TAIL = 12 * EM,    /* before 工作, which ends what stands before it */
    COST_DANGLING = 40 * EM /* after a word that points at the next, or in a quotation */
};

#define COST_STUB      INT64_C(10000000)
#define COST_RECTANGLE INT64_C(100000000)
#define COST_HOURGLASS INT64_C(1000000000)
#define COST_NEVER     INT64_MAX

/* A way to end line number `line` at place `to`, when it starts at place `from`. */
struct way {
    int64_t cost;
    size_t before;    /* where the line before it starts */
    bool before_fell; /* that one was reached by falling */
};

struct shaper {
    struct items items;
    const size_t *places; /* where a line may start or end, from 0 to items.n */
    size_t n;             /* of them */
    int64_t *widths;      /* of a line from one place to another; over the limit: 0 */
    int64_t *breaks;      /* what a break at each place costs */
    size_t lines;
    int64_t mean;
    struct way *ways;
};

static int64_t width_of(const struct shaper *s, size_t from, size_t to)
{
    return s->widths[from * s->n + to];
}

static struct way *way_of(const struct shaper *s, size_t line, size_t to, size_t from, bool fell)
{
    return &s->ways[((line * s->n + to) * s->n + from) * 2 + fell];
}

/* ---- what a break costs ---- */

static bool starts_with(struct items items, size_t at, const char32_t *word)
{
    for (; *word; word++, at++)
        if (at == items.n || items.v[at].cp != *word)
            return false;
    return true;
}

/* “五项|重点工作”, （试|行）: what is quoted is short, and one word to the reader. */
static bool is_quoted(struct items items, size_t at)
{
    for (size_t i = at; i-- > 0;) {
        if (in_set(items.v[i].cp, U"“‘〈（"))
            return true;
        if (in_set(items.v[i].cp, U"”’〉）"))
            return false;
    }
    return false;
}

/* The sense pauses before 关于 and 和, after 、 and after a year; it does not after 关于, 和, 对.
 */
static int64_t break_cost(struct items items, size_t at)
{
    enum { COMMA = 0x3001 };
    static const char32_t joins[] = U"和及与暨并", points[] = U"于对在为向将以由第";
    uint32_t last = items.v[at - 1].cp, next = items.v[at].cp;
    if (in_set(last, joins) || in_set(last, points))
        return COST_DANGLING;
    if (is_quoted(items, at))
        return last == COMMA ? COST_TAIL : COST_DANGLING;
    if (starts_with(items, at, U"关于"))
        return 0;
    if (starts_with(items, at, U"工作"))
        return COST_TAIL;
    return in_set(last, U"、年") || in_set(next, joins) ? COST_PAUSE : COST_BREAK;
}

static size_t count_places(struct items items)
{
    size_t n = 1;
    for (size_t i = 0; i < items.n; i++)
        n += items.v[i].break_after;
    return n;
}

static struct shaper shaper_make(struct arena *a, struct items items, int64_t limit)
{
    size_t *places = ARENA_ARRAY(a, size_t, items.n + 1);
    struct shaper s = {.items = items, .places = places, .n = 1};
    for (size_t i = 0; i < items.n; i++)
        if (items.v[i].break_after)
            places[s.n++] = i + 1;
    s.widths = ARENA_ARRAY(a, int64_t, s.n * s.n);
    s.breaks = ARENA_ARRAY(a, int64_t, s.n);
    for (size_t from = 0; from < s.n; from++) {
        if (from && from + 1 < s.n)
            s.breaks[from] = break_cost(items, places[from]);
        for (size_t to = from + 1; to < s.n; to++) {
            int64_t width = line_extent(items, places[from], places[to], false).width;
            if (width > limit)
                break;
            s.widths[from * s.n + to] = width;
        }
    }
    return s;
}

/* The fewest lines, each as full as it can be; 0: no way. */
static size_t fewest_lines(const struct shaper *s)
{
    size_t lines = 0;
    for (size_t from = 0; from + 1 < s->n; lines++) {
        size_t to = from;
        while (to + 1 < s->n && width_of(s, from, to + 1))
            to++;
        if (to == from)
            return 0;
        from = to;
    }
    return lines <= MAX_LINES ? lines : 0;
}

/* ---- the search ---- */

static int64_t line_cost(const struct shaper *s, size_t from, size_t to)
{
    int64_t width = width_of(s, from, to), off = width - s->mean;
    return off * off / EM + (width < LEAST_LINE ? COST_STUB : 0) + s->breaks[to];
}

/* The way through a line that starts at `before` and the next from `from` to `to`. */
static void follow(const struct shaper *s, size_t line, size_t before, size_t from, size_t to)
{
    int64_t step = width_of(s, from, to) - width_of(s, before, from);
    int64_t own = line_cost(s, from, to);
    if (step > -LEAST_STEP && step < LEAST_STEP)
        own += COST_RECTANGLE;
    for (int fell = 0; fell < 2; fell++) {
        const struct way *last = way_of(s, line - 1, from, before, fell);
        if (last->cost == COST_NEVER)
            continue;
        int64_t cost = last->cost + own + (fell && step >= LEAST_STEP ? COST_HOURGLASS : 0);
        struct way *way = way_of(s, line, to, from, fell || step <= -LEAST_STEP);
        if (cost < way->cost)
            *way = (struct way){cost, before, fell};
    }
}

static void search_line(const struct shaper *s, size_t line)
{
    for (size_t from = line ? 1 : 0; from < (line ? s->n : 1); from++)
        for (size_t to = from + 1; to < s->n && width_of(s, from, to); to++) {
            if (!line)
                way_of(s, 0, to, 0, false)->cost = line_cost(s, 0, to);
            for (size_t before = 0; line && before < from; before++)
                if (width_of(s, before, from))
                    follow(s, line, before, from, to);
        }
}

/* The least cost of so many lines; the line ends in out. */
static int64_t search_lines(struct arena *a, struct shaper *s, size_t lines, struct line_ends *out)
{
    size_t states = lines * s->n * s->n * 2, from = 0, to = s->n - 1;
    bool fell = false;
    s->lines = lines;
    s->mean = line_extent(s->items, 0, s->items.n, false).width / (int64_t)lines;
    s->ways = ARENA_ARRAY(a, struct way, states);
    for (size_t i = 0; i < states; i++)
        s->ways[i].cost = COST_NEVER;
    for (size_t line = 0; line < lines; line++)
        search_line(s, line);
    int64_t best = COST_NEVER;
    for (size_t start = 0; start < to; start++)
        for (int f = 0; f < 2; f++)
            if (way_of(s, lines - 1, to, start, f)->cost < best) {
                best = way_of(s, lines - 1, to, start, f)->cost;
                from = start;
                fell = f;
            }
    *out = (struct line_ends){.v = ARENA_ARRAY(a, size_t, lines), .n = lines};
    for (size_t line = lines; best < COST_NEVER && line-- > 0;) {
        const struct way *way = way_of(s, line, to, from, fell);
        out->v[line] = s->places[to];
        to = from;
        from = way->before;
        fell = way->before_fell;
    }
    return best;
}

bool title_shape(struct arena *a, struct items items, int64_t limit, struct line_ends *out)
{
    *out = (struct line_ends){0};
    if (line_extent(items, 0, items.n, false).width > limit * MAX_LINES ||
        count_places(items) > MAX_PLACES)
        return false;
    struct shaper s = shaper_make(a, items, limit);
    size_t lines = fewest_lines(&s);
    if (lines < 2) {
        *out = (struct line_ends){arena_copy(a, &items.n, sizeof items.n), lines};
        return lines > 0;
    }
    int64_t cost = search_lines(a, &s, lines, out);
    if (cost < COST_STUB || lines == MAX_LINES ||
        s.mean * (int64_t)lines < LEAST_MEAN * (int64_t)(lines + 1))
        return true;
    struct line_ends more;
    if (search_lines(a, &s, lines + 1, &more) < COST_STUB)
        *out = more;
    return true;
}
