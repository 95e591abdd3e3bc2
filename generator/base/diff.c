/* Lines of both texts as numbers, of which those that are the same have one; then hunks with context. */
#include "base/diff.h"

#include <string.h>

#include "base/differ.h"

enum { CONTEXT = 3 };

/* Lines with their ends, and their numbers. */
struct lines {
    VEC(struct differ_piece) lines;
    VEC(uint32_t) numbers;
};

static void split(struct differ_numbers *known, const struct buf *text, struct lines *out)
{
    for (size_t at = 0; at < text->n;) {
        const char *p = text->p + at, *end = memchr(p, '\n', text->n - at);
        struct differ_piece line = {p, end ? (size_t)(end - p) + 1 : text->n - at};
        VEC_PUSH(known->arena, &out->lines, line);
        VEC_PUSH(known->arena, &out->numbers, differ_number(known, line));
        at += line.n;
    }
}

static struct text numbers_of(const struct lines *l)
{
    return (struct text){.cp = l->numbers.v, .at = l->numbers.v, .n = l->numbers.n};
}

/* ---- writing ---- */

/* A line of either text, or of both. */
struct shown {
    char mark; /* ' ' '-' '+' */
    const struct differ_piece *line;
};

struct listing {
    struct arena *arena;
    VEC(struct shown) shown;
};

static void list(struct listing *l, const struct lines *lines, size_t from, size_t to, char mark)
{
    for (; from < to; from++)
        VEC_PUSH(l->arena, &l->shown, ((struct shown){mark, &lines->lines.v[from]}));
}

static void list_lines(struct listing *l, const struct lines *before, const struct lines *after)
{
    differ_regions regions = {0};
    size_t at = 0;
    differ_sparse(l->arena, numbers_of(before), numbers_of(after), &regions);
    for (size_t i = 0; i < regions.n; i++) {
        const struct differ_region *r = &regions.v[i];
        list(l, before, at, r->from, ' ');
        list(l, before, r->from, r->to, '-');
        list(l, after, r->now, r->now_end, '+');
        at = r->to;
    }
    list(l, before, at, before->lines.n, ' ');
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
    for (; i < l->shown.n && i < end + 2 * CONTEXT + 1; i++)
        if (l->shown.v[i].mark != ' ')
            end = i + 1;
    return end;
}

/* Lines of one of the texts among those listed. */
static size_t count(const struct listing *l, size_t from, size_t to, char other)
{
    size_t n = 0;
    for (; from < to; from++)
        n += l->shown.v[from].mark != other;
    return n;
}

static void add_hunk(const struct listing *l, size_t from, size_t to, struct buf *out)
{
    size_t before = count(l, from, to, '+'), after = count(l, from, to, '-');
    buf_printf(out, "@@ -%zu,%zu +%zu,%zu @@\n", count(l, 0, from, '+') + (before > 0), before,
               count(l, 0, from, '-') + (after > 0), after);
    for (; from < to; from++)
        add_line(out, &l->shown.v[from]);
}

void diff_unified(const char *name, const struct buf *before, const struct buf *after,
                  struct buf *out)
{
    struct arena *a = arena_new();
    struct differ_numbers numbers = {.arena = a};
    struct lines old = {0}, new = {0};
    struct listing l = {.arena = a};
    split(&numbers, before, &old);
    split(&numbers, after, &new);
    list_lines(&l, &old, &new);
    bool any = false;
    for (size_t i = 0; i < l.shown.n;) {
        if (l.shown.v[i].mark == ' ') {
            i++;
            continue;
        }
        if (!any)
            buf_printf(out, "--- %s\n+++ %s\n", name, name);
        any = true;
        size_t from = i < CONTEXT ? 0 : i - CONTEXT, end = hunk_end(&l, i);
        size_t to = end + CONTEXT < l.shown.n ? end + CONTEXT : l.shown.n;
        add_hunk(&l, from, to, out);
        i = to;
    }
    arena_drop(a);
}
