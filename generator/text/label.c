/*
 * Labels: short texts in the middle of a column, which a clerk turns where the sense allows it:
 * 县畜牧/兽医中心, 县城—/白石镇—/上坪村. As many lines as the paragraph would take, of like width,
 * between words wherever that can be. A search over the places where a line may end; of equal ways
 * the first found wins, the same on every machine.
 */
#include "base/utf8.h"
#include "text/text_int.h"

enum { MAX_LINES = 8, MAX_ITEMS = 48, PLACES = MAX_ITEMS + 1 };

/* What the end of a line costs. Lines that are 1 字 wider and narrower than they should be: 2 EM.
 */
enum {
    PENALTY_WORD = EM,         /* between words, where no mark parts them */
    PENALTY_SQUEEZED = 2 * EM, /* marks within it gave of their blank */
    PENALTY_CLOSE = 10 * EM,   /* within a name, or before what hangs on a word (繁育|场) */
    PENALTY_UNSURE = 16 * EM, /* perhaps within a name that the dictionary does not know (冷|链) */
    PENALTY_TORN = 40 * EM    /* within a word */
};

#define NEVER INT64_MAX

struct labeller {
    struct items items;
    size_t lines;
    int64_t limit, mean;
    int64_t demerits[MAX_LINES + 1][PLACES]; /* of so many lines up to the item */
    size_t from[MAX_LINES + 1][PLACES];      /* where the last of them starts */
};

static bool is_bracketed(struct items items, size_t at)
{
    int depth = 0;
    for (size_t i = 0; i < at; i++)
        depth += utf8_is_one_of(items.v[i].cp, U"（(") - utf8_is_one_of(items.v[i].cp, U"）)");
    return depth > 0;
}

/* What a bracket tells stays whole: 王竹|（主持工作）. */
static int64_t break_penalty(const struct labeller *b, size_t at)
{
    static const int64_t penalties[] = {PENALTY_WORD, PENALTY_CLOSE, PENALTY_UNSURE, PENALTY_TORN};
    if (at == b->items.n)
        return 0;
    int64_t word = penalties[b->items.v[at - 1].word];
    int64_t own = text_item_pauses(&b->items.v[at - 1]) ? 0 : word;
    return own < PENALTY_CLOSE && is_bracketed(b->items, at) ? PENALTY_CLOSE : own;
}

static int64_t line_demerits(const struct labeller *b, size_t from, size_t to)
{
    struct line_extent e = text_line_extent(b->items, from, to, false);
    int64_t off = e.width - b->mean;
    if (e.from == e.to || e.width - e.shrink > b->limit)
        return NEVER;
    int64_t squeezed = e.width - e.end_shrink > b->limit ? PENALTY_SQUEEZED : 0;
    return off * off / EM + squeezed + break_penalty(b, to);
}

static void search_line(struct labeller *b, size_t line, size_t to)
{
    b->demerits[line][to] = NEVER;
    for (size_t from = line - 1; from < to; from++) {
        int64_t before = b->demerits[line - 1][from];
        int64_t own = before == NEVER ? NEVER : line_demerits(b, from, to);
        if (own == NEVER || before + own >= b->demerits[line][to])
            continue;
        b->demerits[line][to] = before + own;
        b->from[line][to] = from;
    }
}

static bool search(struct labeller *b)
{
    size_t n = b->items.n;
    for (size_t to = 0; to <= n; to++)
        b->demerits[0][to] = to ? NEVER : 0;
    for (size_t line = 1; line <= b->lines; line++) {
        b->demerits[line][0] = NEVER;
        for (size_t to = 1; to <= n; to++)
            if (b->items.v[to - 1].break_after || to == n)
                search_line(b, line, to);
            else
                b->demerits[line][to] = NEVER;
    }
    return b->demerits[b->lines][n] != NEVER;
}

static uint64_t find_ends(struct typesetter *t, struct items items, int64_t limit, size_t lines)
{
    struct labeller *b = ARENA_BARE(t->scratch, struct labeller, 1); /* search fills it in */
    text_items_read_words(t, items);
    b->items = items;
    b->lines = lines;
    b->limit = limit;
    b->mean = text_line_extent(items, 0, items.n, false).width / (int64_t)lines;
    uint64_t ends = 0;
    for (size_t line = search(b) ? lines : 0, to = items.n; line > 0; to = b->from[line--][to])
        ends |= UINT64_C(1) << (to - 1);
    return ends;
}

/* ---- labels seen before: tables say the same again and again ---- */

/* Asked by all that the search goes by, near enough: widths tell faces and sizes apart. What was
 * found before must be legal here. */
static uint64_t label_ends(struct typesetter *t, struct items items, int64_t limit, size_t lines)
{
    int64_t key_of[MAX_ITEMS + 3] = {limit, (int64_t)lines};
    size_t n = 2;
    for (size_t i = 0; i < items.n; i++)
        key_of[n++] = (int64_t)items.v[i].cp * EM * EM + items.v[i].cell;
    uint64_t key = map_key(key_of, n * sizeof *key_of);
    const uint32_t *known = map_get(&t->labels, key);
    bool legal = known != NULL;
    for (size_t i = 0; legal && i + 1 < items.n; i++)
        legal = items.v[i].break_after || !(t->label_ends.v[*known] >> i & 1);
    if (legal)
        return t->label_ends.v[*known];
    uint64_t ends = find_ends(t, items, limit, lines);
    if (!known) {
        map_put(t->arena, &t->labels, key, (uint32_t)t->label_ends.n);
        VEC_PUSH(t->arena, &t->label_ends, ends);
    }
    return ends;
}

/* ---- setting ---- */

/* A plain label's lines anew, as many as it has; without a way they stay. */
static bool shape_label(struct typesetter *t, const struct span spans[], size_t n,
                        const struct text_shape *shape, struct set_lines *out)
{
    struct items items;
    if (!text_items(t, spans, n, shape, &items))
        return false;
    bool plain = items.n <= MAX_ITEMS;
    for (size_t i = 0; plain && i < items.n; i++)
        plain = !items.v[i].object && !items.v[i].forced;
    if (!plain)
        return true;
    int64_t limit = width_in_pitches(shape->width, shape->pitch);
    uint64_t ends = label_ends(t, items, limit, out->n);
    struct set_line *lines = ARENA_ARRAY(t->lines, struct set_line, out->n);
    size_t made = 0, from = 0;
    for (size_t i = 0; i < items.n && made < out->n; i++) {
        if (!(ends >> i & 1))
            continue;
        lines[made++] = text_set_line(t, items, from, i + 1, shape);
        from = i + 1;
    }
    if (from == items.n)
        *out = (struct set_lines){lines, made};
    return true;
}

bool text_set_label(struct typesetter *t, const struct span spans[], size_t n,
                    const struct text_shape *shape, struct set_lines *out)
{
    if (!text_set(t, spans, n, shape, out))
        return false;
    if (out->n < 2 || out->n > MAX_LINES)
        return true;
    struct arena_mark before = arena_mark(t->scratch);
    bool ok = shape_label(t, spans, n, shape, out);
    arena_reset(t->scratch, before);
    return ok;
}
