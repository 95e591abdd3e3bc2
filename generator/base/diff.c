/*
 * The shortest way from one list of lines to the other (E. W. Myers, An O(ND) Difference Algorithm,
 * 1986), then hunks with context. Lines that begin and end both texts are left out first.
 */
#include "base/diff.h"

#include <string.h>

#include "base/mem.h"

enum { CONTEXT = 3, MOST_STEPS = 2000 };

struct line {
    const char *p;
    size_t n; /* its end included */
};

struct lines {
    struct line *v;
    size_t n;
};

struct diff {
    struct arena *arena;
    struct lines before, after;
    unsigned char *gone, *come; /* of each line of before, of after */
};

static struct lines split(struct arena *a, const struct buf *text)
{
    struct lines lines = {0};
    size_t most = 1;
    for (size_t i = 0; i < text->n; i++)
        most += text->p[i] == '\n';
    lines.v = ARENA_ARRAY(a, struct line, most);
    for (size_t at = 0; at < text->n;) {
        const char *p = text->p + at, *end = memchr(p, '\n', text->n - at);
        size_t n = end ? (size_t)(end - p) + 1 : text->n - at;
        lines.v[lines.n++] = (struct line){p, n};
        at += n;
    }
    return lines;
}

static bool same(const struct line *x, const struct line *y)
{
    return x->n == y->n && memcmp(x->p, y->p, x->n) == 0;
}

/* The part in which the texts differ. */
struct part {
    size_t from, before, after; /* lines of before and after behind from */
};

static struct part differing(const struct diff *d)
{
    size_t from = 0, n = d->before.n, m = d->after.n;
    while (from < n && from < m && same(&d->before.v[from], &d->after.v[from]))
        from++;
    while (n > from && m > from && same(&d->before.v[n - 1], &d->after.v[m - 1])) {
        n--;
        m--;
    }
    return (struct part){from, n - from, m - from};
}

/* Step d of the search has reached, on each diagonal, furthest[d][diagonal + d]. */
static int walk(const struct diff *d, struct part p, int **furthest)
{
    int n = (int)p.before, m = (int)p.after;
    for (int step = 0; step <= MOST_STEPS && step <= n + m; step++) {
        int *now = furthest[step] = ARENA_ARRAY(d->arena, int, 2 * (size_t)step + 1);
        const int *last = step ? furthest[step - 1] : NULL;
        for (int k = -step; k <= step; k += 2) {
            bool down = step && (k == -step || (k != step && last[k - 2 + step] < last[k + step]));
            int x = !step ? 0 : down ? last[k + step] : last[k - 2 + step] + 1, y = x - k;
            while (x < n && y < m && x >= 0 && y >= 0 &&
                   same(&d->before.v[p.from + (size_t)x], &d->after.v[p.from + (size_t)y])) {
                x++;
                y++;
            }
            now[k + step] = x;
            if (x >= n && y >= m)
                return step;
        }
    }
    return -1;
}

/* From the end of the search back to its beginning: which lines went, which came. */
static void trace(struct diff *d, struct part p, int **furthest, int steps)
{
    int x = (int)p.before, y = (int)p.after;
    for (int step = steps; step > 0; step--) {
        const int *last = furthest[step - 1];
        int k = x - y;
        bool down = k == -step || (k != step && last[k - 2 + step] < last[k + step]);
        int from = down ? last[k + step] : last[k - 2 + step];
        if (down)
            d->come[p.from + (size_t)(from - k - 1)] = 1;
        else
            d->gone[p.from + (size_t)from] = 1;
        x = from;
        y = from - (down ? k + 1 : k - 1);
    }
}

/* ---- writing ---- */

/* A line of either text, or of both. */
struct shown {
    char mark; /* ' ' '-' '+' */
    const struct line *line;
};

struct listing {
    struct shown *v;
    size_t n;
};

static struct listing list_lines(const struct diff *d)
{
    struct listing list = {.v = ARENA_ARRAY(d->arena, struct shown, d->before.n + d->after.n + 1)};
    for (size_t i = 0, j = 0; i < d->before.n || j < d->after.n;) {
        bool gone = i < d->before.n && d->gone[i], come = j < d->after.n && d->come[j];
        const struct line *line = gone ? &d->before.v[i] : come ? &d->after.v[j] : &d->before.v[i];
        list.v[list.n++] = (struct shown){gone ? '-' : come ? '+' : ' ', line};
        i += gone || !come;
        j += !gone;
    }
    return list;
}

static void add_line(struct buf *out, const struct shown *s)
{
    buf_char(out, s->mark);
    buf_add(out, s->line->p, s->line->n);
    if (s->line->p[s->line->n - 1] != '\n')
        buf_str(out, "\n\\ No newline at end of file\n");
}

/* Behind the last difference of the hunk that begins with one at i: the next ones stand near. */
static size_t hunk_end(const struct listing *l, size_t i)
{
    size_t end = i;
    for (; i < l->n && i < end + 2 * CONTEXT + 1; i++)
        if (l->v[i].mark != ' ')
            end = i + 1;
    return end;
}

/* Lines of one of the texts among those listed. */
static size_t count(const struct listing *l, size_t from, size_t to, char other)
{
    size_t n = 0;
    for (; from < to; from++)
        n += l->v[from].mark != other;
    return n;
}

static void add_hunk(const struct listing *l, size_t from, size_t to, struct buf *out)
{
    size_t before = count(l, from, to, '+'), after = count(l, from, to, '-');
    buf_printf(out, "@@ -%zu,%zu +%zu,%zu @@\n", count(l, 0, from, '+') + (before > 0), before,
               count(l, 0, from, '-') + (after > 0), after);
    for (; from < to; from++)
        add_line(out, &l->v[from]);
}

static void find(struct diff *d)
{
    struct part p = differing(d);
    int **furthest = ARENA_ARRAY(d->arena, int *, MOST_STEPS + 1);
    int steps = walk(d, p, furthest);
    if (steps >= 0) {
        trace(d, p, furthest, steps);
        return;
    }
    memset(d->gone + p.from, 1, p.before);
    memset(d->come + p.from, 1, p.after);
}

void diff_unified(const char *name, const struct buf *before, const struct buf *after,
                  struct buf *out)
{
    struct arena *a = arena_new();
    struct diff d = {.arena = a, .before = split(a, before), .after = split(a, after)};
    d.gone = ARENA_ARRAY(a, unsigned char, d.before.n + 1);
    d.come = ARENA_ARRAY(a, unsigned char, d.after.n + 1);
    find(&d);
    struct listing list = list_lines(&d);
    bool any = false;
    for (size_t i = 0; i < list.n;) {
        if (list.v[i].mark == ' ') {
            i++;
            continue;
        }
        if (!any)
            buf_printf(out, "--- %s\n+++ %s\n", name, name);
        any = true;
        size_t from = i < CONTEXT ? 0 : i - CONTEXT, end = hunk_end(&list, i);
        size_t to = end + CONTEXT < list.n ? end + CONTEXT : list.n;
        add_hunk(&list, from, to, out);
        i = to;
    }
    arena_drop(a);
}
