/*
 * What differs within a text: both become words, and the heaviest list of words that stand in both
 * in order is what stayed. A number, a day, a Latin word, a name is one word, whatever the
 * dictionary says. What stayed by chance between two differences (a 的, a comma) is part of them,
 * so that a person can read what changed.
 */
#include <string.h>

#include "base/utf8.h"
#include "compare/compare_int.h"

struct word {
    size_t from, to;
    uint64_t hash;
};

struct sentence {
    const struct unit_cell *cell;
    struct word *v;
    size_t n;
};

/* ---- words ---- */

static bool is_latin(char32_t cp)
{
    return (cp < 0x80 && cp > ' ' && (utf8_is_digit(cp) || (cp | 32) - 'a' < 26)) ||
           (cp >= 0xC0 && cp < 0x250);
}

/* Stands within a number, an address, a Latin word. */
static bool joins_latin(char32_t cp)
{
    return utf8_is_one_of(cp, U".,:/@_-%‰℃+~");
}

static bool is_han_digit(char32_t cp)
{
    return utf8_is_one_of(cp, U"〇零一二三四五六七八九十百千万亿");
}

static size_t latin_end(const struct unit_cell *c, size_t i)
{
    const char32_t *cp = c->cp.v;
    while (i < c->cp.n &&
           (is_latin(cp[i]) || (joins_latin(cp[i]) && i + 1 < c->cp.n && is_latin(cp[i + 1]))))
        i++;
    if (i < c->cp.n && utf8_is_one_of(cp[i], U"%‰℃"))
        i++;
    return i;
}

/* 2026年10月25日, 10月底, 9时30分: figures and the units of time between them are one. */
static size_t day_end(const struct unit_cell *c, size_t i)
{
    size_t end = i;
    while (end < c->cp.n && utf8_is_digit(c->cp.v[end]))
        end++;
    if (end == i || end >= c->cp.n || !utf8_is_one_of(c->cp.v[end], U"年月日时分"))
        return 0;
    end++;
    size_t more = day_end(c, end);
    if (!more && end < c->cp.n && utf8_is_one_of(c->cp.v[end], U"底初末") &&
        c->cp.v[end - 1] == U'月')
        end++;
    return more ? more : end;
}

/* Where the word at i ends by its looks alone; 0: the dictionary knows. */
static size_t looks_end(const struct unit_cell *c, size_t i)
{
    const char32_t *cp = c->cp.v;
    size_t end = day_end(c, i);
    if (end)
        return end;
    if (is_latin(cp[i]))
        return latin_end(c, i);
    for (end = i; end < c->cp.n && is_han_digit(cp[end]);)
        end++;
    if (end > i + 1)
        return end;
    return utf8_is_han(cp[i]) ? 0 : i + 1;
}

static struct sentence parted(struct arena *a, const struct unit_cell *c,
                              const struct lexicon *words, const struct lexicon_names *names)
{
    struct sentence s = {c, ARENA_ARRAY(a, struct word, c->cp.n + 1), 0};
    enum lexicon_break *breaks = ARENA_ARRAY(a, enum lexicon_break, c->cp.n + 1);
    if (words && c->cp.n)
        lexicon_breaks(words, names, c->cp.v, c->cp.n, breaks);
    for (size_t i = 0, end; i < c->cp.n; i = end) {
        end = looks_end(c, i);
        if (!end)
            for (end = i + 1; end < c->cp.n && utf8_is_han(c->cp.v[end]) &&
                              breaks[end - 1] >= BREAK_UNSURE && !day_end(c, end);)
                end++;
        s.v[s.n++] = (struct word){
            i, end, map_hash(MAP_HASH_START, c->cp.v + i, (end - i) * sizeof *c->cp.v)};
    }
    return s;
}

/* ---- the heaviest list of both ---- */

struct search {
    struct sentence x, y;
    size_t from;      /* words that begin both */
    size_t n, m;      /* words of each that are searched */
    bool *stays;      /* of the old one's words, each */
    size_t *partners; /* of those, the word of the other */
};

static bool same_word(const struct search *s, size_t i, size_t k)
{
    return s->x.v[i].hash == s->y.v[k].hash;
}

static void stay(struct search *s, size_t i, size_t k)
{
    s->stays[i] = true;
    s->partners[i] = k;
}

/* Words weigh their characters, marks little. */
static int weight(const struct search *s, size_t i)
{
    const struct word *w = &s->x.v[i];
    bool mark = w->to - w->from == 1 && !utf8_is_han(s->x.cell->cp.v[w->from]);
    return mark ? 1 : 2 * (int)(w->to - w->from) + 1;
}

/* Texts of more words in their middles are told as replaced. */
enum { MOST_STEPS = 4000000 };

static void find_middle(struct arena *a, struct search *s)
{
    size_t width = s->m + 1;
    if (!s->n || !s->m || s->n * s->m > MOST_STEPS)
        return;
    int *best = ARENA_ARRAY(a, int, (s->n + 1) * width);
    for (size_t i = s->n; i-- > 0;)
        for (size_t k = s->m; k-- > 0;) {
            int *at = &best[i * width + k], down = at[width], right = at[1];
            *at = down > right ? down : right;
            if (same_word(s, s->from + i, s->from + k) &&
                at[width + 1] + weight(s, s->from + i) > *at)
                *at = at[width + 1] + weight(s, s->from + i);
        }
    for (size_t i = 0, k = 0; i < s->n && k < s->m;) {
        const int *at = &best[i * width + k];
        if (same_word(s, s->from + i, s->from + k) && *at == at[width + 1] + weight(s, s->from + i))
            stay(s, s->from + i++, s->from + k++);
        else if (*at == at[width])
            i++;
        else
            k++;
    }
}

static void find(struct arena *a, struct search *s)
{
    size_t n = s->x.n, m = s->y.n;
    s->stays = ARENA_ARRAY(a, bool, n + 1);
    s->partners = ARENA_ARRAY(a, size_t, n + 1);
    for (; s->from < n && s->from < m && same_word(s, s->from, s->from); s->from++)
        stay(s, s->from, s->from);
    for (; n > s->from && m > s->from && same_word(s, n - 1, m - 1); n--, m--)
        stay(s, n - 1, m - 1);
    s->n = n - s->from;
    s->m = m - s->from;
    find_middle(a, s);
}

/* ---- runs ---- */

/* Characters from one place to another in both; joined to the run before of its kind. */
static void add_run(struct arena *a, struct word_runs *out, enum compare_mark mark, size_t old_from,
                    size_t old_to, size_t now_from, size_t now_to)
{
    struct word_run *last = out->list.n ? &out->list.v[out->list.n - 1] : NULL;
    if (old_from == old_to && now_from == now_to)
        return;
    if (last && last->mark == mark) {
        last->old_to = old_to;
        last->now_to = now_to;
        return;
    }
    VEC_PUSH(a, &out->list, ((struct word_run){mark, old_from, old_to, now_from, now_to}));
}

/* Differences as GONE then CAME, each with its place in the other. */
static void add_difference(struct arena *a, struct word_runs *out, size_t i, size_t i_end, size_t k,
                           size_t k_end)
{
    add_run(a, out, COMPARE_GONE, i, i_end, k, k);
    add_run(a, out, COMPARE_CAME, i_end, i_end, k, k_end);
}

static void make_runs(struct arena *a, const struct search *s, struct word_runs *out)
{
    size_t i = 0, k = 0; /* characters told so far */
    for (size_t w = 0; w < s->x.n; w++) {
        if (!s->stays[w])
            continue;
        const struct word *x = &s->x.v[w], *y = &s->y.v[s->partners[w]];
        add_difference(a, out, i, x->from, k, y->from);
        add_run(a, out, COMPARE_SAME, x->from, x->to, y->from, y->to);
        i = x->to;
        k = y->to;
    }
    add_difference(a, out, i, s->x.cell->cp.n, k, s->y.cell->cp.n);
}

static size_t count_han(const struct unit_cell *c, size_t from, size_t to)
{
    size_t n = 0;
    for (; from < to; from++)
        n += utf8_is_han(c->cp.v[from]) && !utf8_is_one_of(c->cp.v[from], U"年月日时分");
    return n;
}

/* How many words, in characters, a difference before or behind a run has; figures, days and Latin
 * words are read by themselves. */
static size_t beside(const struct search *s, const struct word_runs *r, size_t i, int step)
{
    size_t n = 0;
    for (i += (size_t)step; i < r->list.n && r->list.v[i].mark != COMPARE_SAME; i += (size_t)step)
        n += count_han(s->x.cell, r->list.v[i].old_from, r->list.v[i].old_to) +
             count_han(s->y.cell, r->list.v[i].now_from, r->list.v[i].now_to);
    return n;
}

/* Whether what stayed between two differences is too little to be read by itself. */
static bool is_chance(const struct search *s, const struct word_runs *r, size_t i)
{
    enum { LONG = 3 };
    const struct word_run *run = &r->list.v[i];
    size_t n = run->old_to - run->old_from;
    return run->mark == COMPARE_SAME && n <= LONG && 4 * n <= beside(s, r, i, -1) &&
           4 * n <= beside(s, r, i, 1);
}

static struct word_runs without_chance(struct arena *a, const struct search *s,
                                       const struct word_runs *r)
{
    struct word_runs out = {0};
    for (size_t i = 0; i < r->list.n;) {
        size_t end = i;
        if (r->list.v[i].mark == COMPARE_SAME) {
            const struct word_run *run = &r->list.v[i++];
            add_run(a, &out, COMPARE_SAME, run->old_from, run->old_to, run->now_from, run->now_to);
            continue;
        }
        while (end < r->list.n && (r->list.v[end].mark != COMPARE_SAME || is_chance(s, r, end)))
            end++;
        const struct word_run *last = &r->list.v[end - 1], *first = &r->list.v[i];
        add_difference(a, &out, first->old_from, last->old_to, first->now_from, last->now_to);
        i = end;
    }
    return out;
}

/* What is searched in is given back: documents have many texts. */
void word_compare(struct arena *a, const struct word_book *book, const struct unit_cell *old,
                  const struct unit_cell *now, struct word_runs *out)
{
    struct arena *work = arena_new();
    struct search s = {.x = parted(work, old, book->words, book->old),
                       .y = parted(work, now, book->words, book->now)};
    struct word_runs runs = {0};
    find(work, &s);
    make_runs(work, &s, &runs);
    *out = without_chance(a, &s, &runs);
    arena_drop(work);
}
