/*
 * Titles: GB/T 9704 7.3.1, broken by meaning, the lines a trapezoid or a rhombus.
 *
 * A line may end only between words, which lexicon/ tells, and within a name only where there is no
 * other way. Of all legal ways with the fewest lines the best has a trapezoid or a rhombus wherever
 * there is one; then no stubs; then breaks where the sense pauses and lines of like length: a
 * search over pairs of line ends, so that its time is bounded; of equal ways the first found wins,
 * the same on every machine. The author's own breaks win over everything.
 */
#include <string.h>

#include "base/utf8.h"
#include "text/text_int.h"

/* ---- words ---- */

static const char32_t *characters_of(struct arena *a, struct items items, size_t *n)
{
    *n = items.n;
    for (size_t i = 0; i < items.n; i++)
        *n += items.v[i].joined != 0;
    char32_t *text = ARENA_ARRAY(a, char32_t, *n + 1), *end = text;
    for (size_t i = 0; i < items.n; i++) {
        *end++ = items.v[i].cp;
        if (items.v[i].joined)
            *end++ = items.v[i].joined;
    }
    return text;
}

void text_items_read_names(struct typesetter *t, struct items items)
{
    size_t n;
    if (!t->lexicon)
        return;
    const char32_t *text = characters_of(t->scratch, items, &n);
    bool *within = ARENA_ARRAY(t->scratch, bool, n + 1);
    lexicon_find_names(t->lexicon, t->names, text, n, within);
    n = 0;
    for (size_t i = 0; i < items.n; i++) {
        n += items.v[i].joined ? 2 : 1;
        if (within[n - 1] && items.v[i].turn == TURN_FREE)
            items.v[i].turn = TURN_NAME;
    }
}

/* What is known of a text is kept when it is short, up to a bound. */
static const enum lexicon_break *words_of(struct typesetter *t, const char32_t *text, size_t n)
{
    enum { SHORT = 64, MOST = 4096 };
    uint64_t h = MAP_HASH_START;
    for (size_t i = 0; i < n; i++)
        h = map_hash_one(h, text[i]);
    uint64_t key = h >> 1;
    const uint32_t *at = map_get(&t->read, key);
    const struct text_read *known = at ? &t->texts.v[*at] : NULL;
    if (known && known->n == n && memcmp(known->text, text, n * sizeof *text) == 0)
        return known->breaks;
    bool keep = !at && n <= SHORT && t->texts.n < MOST;
    struct arena *a = keep ? t->arena : t->scratch;
    enum lexicon_break *breaks = ARENA_ARRAY(a, enum lexicon_break, n + 1);
    if (t->lexicon)
        lexicon_breaks(t->lexicon, t->names, text, n, breaks);
    if (keep) {
        map_put(a, &t->read, key, (uint32_t)t->texts.n);
        VEC_PUSH(a, &t->texts,
                 ((struct text_read){arena_copy(a, text, n * sizeof *text), n, breaks}));
    }
    return breaks;
}

void text_items_read_words(struct typesetter *t, struct items items)
{
    size_t n;
    const char32_t *text = characters_of(t->scratch, items, &n);
    const enum lexicon_break *breaks = words_of(t, text, n);
    n = 0;
    for (size_t i = 0; i < items.n; i++) {
        n += items.v[i].joined ? 2 : 1;
        items.v[i].word = breaks[n - 1];
    }
}

/* A copy whose lines may end where that costs the reader at most so much. */
static struct items keep_words(struct arena *a, struct items items, enum lexicon_break most)
{
    struct items kept = items;
    kept.v = arena_copy(a, items.v, items.n * sizeof *items.v);
    for (size_t i = 0; i < items.n; i++)
        kept.v[i].break_after = items.v[i].break_after && items.v[i].word <= most;
    return kept;
}

static bool starts_with(struct items items, size_t i, const char *word)
{
    const char *end = word + strlen(word);
    for (; word < end; i++)
        if (i == items.n || utf8_next(&word, end) != items.v[i].cp)
            return false;
    return true;
}

static bool ends_with(struct items items, size_t i, const char *word)
{
    size_t k = utf8_count(word, strlen(word));
    return i + 1 >= k && starts_with(items, i + 1 - k, word);
}

/* 的 stays with what is before it and with the genre after it; 关于 stays with its object;
 * 2024—2026年 has other places to turn. */
static void keep_particles(struct items items)
{
    enum { DE = 0x7684 };
    for (size_t i = 0; i + 1 < items.n; i++) {
        bool opens = items.v[i + 1].trait.cls == CLASS_OPEN;
        bool genre = items.v[i].cp == DE && items.n - i - 1 <= 3;
        if (items.v[i + 1].cp == DE || genre || (opens && ends_with(items, i, "关于")))
            items.v[i].break_after = false;
        bool ranges = i > 0 && i + 1 < items.n && items.v[i].trait.cls == CLASS_DASH;
        if (ranges && items.v[i - 1].trait.cls == CLASS_DIGIT &&
            items.v[i + 1].trait.cls == CLASS_DIGIT)
            items.v[i].break_after = false;
    }
}

/* ---- the shape ---- */

enum {
    MAX_LINES = 8,
    MAX_PLACES = 300 /* the search takes their square of memory; no title has as many words */
};

/* Widths in 1/1000 字. */
enum {
    LEAST_STEP = EM / 2,       /* lines that differ by less look equal: a rectangle */
    LEAST_LINE = 5 * EM,       /* a shorter line is a stub */
    LEAST_MEAN = 10 * EM,      /* one line more must leave them this long */
    PENALTY_PAUSE = EM,        /* a break where the sense pauses */
    PENALTY_BREAK = 4 * EM,    /* any other */
    PENALTY_TAIL = 12 * EM,    /* before 工作, which ends what stands before it */
    PENALTY_CLOSE = 16 * EM,   /* within a name, or between a word and what hangs on it */
    PENALTY_DANGLING = 40 * EM /* after a word that points at the next, or in a quotation */
};

#define DEMERITS_STUB      INT64_C(10000000)
#define DEMERITS_RECTANGLE INT64_C(100000000)
#define DEMERITS_HOURGLASS INT64_C(1000000000)
#define NEVER              INT64_MAX

/* A way to end line number `line` at place `to`, when it starts at place `from`. */
struct title_way {
    int64_t demerits;
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
    struct title_way *ways;
};

static int64_t width_of(const struct shaper *s, size_t from, size_t to)
{
    return s->widths[from * s->n + to];
}

static struct title_way *way_of(const struct shaper *s, size_t line, size_t to, size_t from,
                                bool fell)
{
    return &s->ways[((line * s->n + to) * s->n + from) * 2 + fell];
}

/* “五项|重点工作”, （试|行）: what is quoted is short, and one word to the reader. */
static bool is_quoted(struct items items, size_t at)
{
    for (size_t i = at; i-- > 0;) {
        if (utf8_is_one_of(items.v[i].cp, U"“‘〈（"))
            return true;
        if (utf8_is_one_of(items.v[i].cp, U"”’〉）"))
            return false;
    }
    return false;
}

/* The sense pauses before 关于, 和 and 更, after 、 and after a year; not after 关于, 和, 对. */
static int64_t break_penalty(struct items items, size_t at)
{
    enum { COMMA = 0x3001 };
    static const char32_t joins[] = U"和及与暨并更", points[] = U"于对在为向将以由第同";
    uint32_t last = items.v[at - 1].cp, next = items.v[at].cp;
    if (utf8_is_one_of(last, joins) || utf8_is_one_of(last, points))
        return PENALTY_DANGLING;
    if (is_quoted(items, at))
        return last == COMMA ? PENALTY_TAIL : PENALTY_DANGLING;
    if (starts_with(items, at, "关于"))
        return 0;
    int64_t within = items.v[at - 1].word == BREAK_APART ? 0 : PENALTY_CLOSE;
    if (starts_with(items, at, "工作"))
        return within + PENALTY_TAIL;
    bool pauses = utf8_is_one_of(last, U"、年") || utf8_is_one_of(next, joins);
    return within + (pauses ? PENALTY_PAUSE : PENALTY_BREAK);
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
            s.breaks[from] = break_penalty(items, places[from]);
        for (size_t to = from + 1; to < s.n; to++) {
            int64_t width = text_line_extent(items, places[from], places[to], false).width;
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

static int64_t line_demerits(const struct shaper *s, size_t from, size_t to)
{
    int64_t width = width_of(s, from, to), off = width - s->mean;
    return off * off / EM + (width < LEAST_LINE ? DEMERITS_STUB : 0) + s->breaks[to];
}

/* The way through a line that starts at `before` and the next from `from` to `to`. */
static void follow(const struct shaper *s, size_t line, size_t before, size_t from, size_t to)
{
    int64_t step = width_of(s, from, to) - width_of(s, before, from);
    int64_t own = line_demerits(s, from, to);
    if (step > -LEAST_STEP && step < LEAST_STEP)
        own += DEMERITS_RECTANGLE;
    for (int fell = 0; fell < 2; fell++) {
        const struct title_way *last = way_of(s, line - 1, from, before, fell);
        if (last->demerits == NEVER)
            continue;
        int64_t total =
            last->demerits + own + (fell && step >= LEAST_STEP ? DEMERITS_HOURGLASS : 0);
        struct title_way *way = way_of(s, line, to, from, fell || step <= -LEAST_STEP);
        if (total < way->demerits)
            *way = (struct title_way){total, before, fell};
    }
}

static void search_line(const struct shaper *s, size_t line)
{
    for (size_t from = line ? 1 : 0; from < (line ? s->n : 1); from++)
        for (size_t to = from + 1; to < s->n && width_of(s, from, to); to++) {
            if (!line)
                way_of(s, 0, to, 0, false)->demerits = line_demerits(s, 0, to);
            for (size_t before = 0; line && before < from; before++)
                if (width_of(s, before, from))
                    follow(s, line, before, from, to);
        }
}

/* The least demerits of so many lines; the line ends in out. */
static int64_t search_lines(struct arena *a, struct shaper *s, size_t lines, struct line_ends *out)
{
    size_t states = lines * s->n * s->n * 2, from = 0, to = s->n - 1;
    bool fell = false;
    s->lines = lines;
    s->mean = text_line_extent(s->items, 0, s->items.n, false).width / (int64_t)lines;
    s->ways = ARENA_ARRAY(a, struct title_way, states);
    for (size_t i = 0; i < states; i++)
        s->ways[i].demerits = NEVER;
    for (size_t line = 0; line < lines; line++)
        search_line(s, line);
    int64_t best = NEVER;
    for (size_t start = 0; start < to; start++)
        for (int f = 0; f < 2; f++)
            if (way_of(s, lines - 1, to, start, f)->demerits < best) {
                best = way_of(s, lines - 1, to, start, f)->demerits;
                from = start;
                fell = f;
            }
    *out = (struct line_ends){.v = ARENA_ARRAY(a, size_t, lines), .n = lines};
    for (size_t line = lines; best < NEVER && line-- > 0;) {
        const struct title_way *way = way_of(s, line, to, from, fell);
        out->v[line] = s->places[to];
        to = from;
        from = way->before;
        fell = way->before_fell;
    }
    return best;
}

/* The lines of a title whose items say where one may end; none wider than limit, in 1/1000 of the
 * pitch. False: no way. */
static bool shape_lines(struct arena *a, struct items items, int64_t limit, struct line_ends *out)
{
    *out = (struct line_ends){0};
    size_t places = 1;
    for (size_t i = 0; i < items.n; i++)
        places += items.v[i].break_after;
    if (text_line_extent(items, 0, items.n, false).width > limit * MAX_LINES || places > MAX_PLACES)
        return false;
    struct shaper s = shaper_make(a, items, limit);
    size_t lines = fewest_lines(&s);
    if (lines < 2) {
        *out = (struct line_ends){arena_copy(a, &items.n, sizeof items.n), lines};
        return lines > 0;
    }
    int64_t demerits = search_lines(a, &s, lines, out);
    if (demerits < DEMERITS_STUB || lines == MAX_LINES ||
        s.mean * (int64_t)lines < LEAST_MEAN * (int64_t)(lines + 1))
        return true;
    struct line_ends more;
    if (search_lines(a, &s, lines + 1, &more) < DEMERITS_STUB)
        *out = more;
    return true;
}

/* ---- setting ---- */

/* The best lines between words; where there is no way, in places that part them. A name that must
 * be short is opened rather than set on a line more. */
static bool find_lines(struct typesetter *t, const struct title *title, struct items items,
                       int64_t limit, struct line_ends *ends)
{
    size_t fewest = MAX_LINES;
    text_items_read_words(t, items);
    if (title->is_short &&
        shape_lines(t->scratch, keep_words(t->scratch, items, BREAK_CLOSE), limit, ends))
        fewest = ends->n;
    for (enum lexicon_break most = BREAK_APART; most <= BREAK_TORN; most++) {
        struct items kept = keep_words(t->scratch, items, most);
        keep_particles(kept);
        if (shape_lines(t->scratch, kept, limit, ends) && ends->n <= fewest)
            return true;
    }
    return false;
}

static bool shape_title(struct typesetter *t, const struct title *title,
                        const struct text_shape *shape, struct set_lines *out)
{
    struct span span = {.text = title->text, .role = title->role};
    struct items items;
    struct line_ends ends;
    if (!text_items_collect(t, &span, 1, &items))
        return false;
    int64_t limit = width_in_pitches(shape->width, shape->pitch);
    text_items_find_breaks(items, limit);
    for (size_t i = 0; i < items.n; i++)
        if (items.v[i].forced)
            return text_set(t, &span, 1, shape, out);
    if (!find_lines(t, title, items, limit, &ends)) /* longer words than a line: a paragraph */
        return text_set(t, &span, 1, shape, out);
    struct set_line *lines = ARENA_ARRAY(t->lines, struct set_line, ends.n);
    for (size_t k = 0; k < ends.n; k++) {
        struct line_extent e = text_line_extent(items, k ? ends.v[k - 1] : 0, ends.v[k], false);
        lines[k] = text_justify(t->lines, items, &e, shape, 0);
        lines[k].x = (shape->width - lines[k].width) / 2;
    }
    *out = (struct set_lines){lines, ends.n};
    return true;
}

bool text_set_title(struct typesetter *t, const struct title *title, const struct text_shape *shape,
                    struct set_lines *out)
{
    struct arena_mark before = arena_mark(t->scratch);
    *out = (struct set_lines){0};
    bool ok = shape_title(t, title, shape, out);
    arena_reset(t->scratch, before);
    return ok;
}
