/* Texts made from texts: joined, ended, put in brackets. What is added stands, for findings, where
 * the author's words do. */
#include "value/words.h"

#include <string.h>
#include <uchar.h>

#include "base/utf8.h"

struct text words_derived(struct arena *a, const char *s, struct pos pos)
{
    return text_from_utf8(a, s, pos);
}

struct text words_joined(struct arena *arena, struct text a, struct text b)
{
    struct text_builder built = {.arena = arena, .src = a.n ? a.src : b.src};
    text_add_text(&built, a);
    text_add_text(&built, b);
    return text_done(&built);
}

/* Marks that end a heading as a full stop does. */
static const char32_t enders[] = U"。：？！";

static bool ends_in(struct text t, uint32_t cp)
{
    return t.n && t.cp[t.n - 1] == cp;
}

bool words_are_ended(struct text t)
{
    const char32_t *end = enders;
    while (*end && !ends_in(t, *end))
        end++;
    return *end != 0;
}

/* The half-width kin of a mark, which an author may have typed for it. */
static uint32_t half_width(uint32_t mark)
{
    static const uint32_t kin[][2] = {{0x3002, '.'}, {0xFF1A, ':'}};
    for (size_t i = 0; i < sizeof kin / sizeof *kin; i++)
        if (kin[i][0] == mark)
            return kin[i][1];
    return mark;
}

struct text words_with_end(struct arena *a, struct text t, const char *mark)
{
    const char *p = mark;
    uint32_t full = utf8_next(&p, mark + strlen(mark));
    if (!t.n || ends_in(t, full))
        return t;
    struct pos last = text_pos(t, t.n - 1);
    if (ends_in(t, half_width(full)))
        t.n--;
    return words_joined(a, t, words_derived(a, mark, last));
}

/* 1 for a bracket that opens, -1 for one that closes, of either width. */
static int bracket_step(uint32_t cp)
{
    enum { WIDE_OPEN = 0xFF08, WIDE_CLOSE = 0xFF09 };
    return (cp == '(' || cp == WIDE_OPEN) - (cp == ')' || cp == WIDE_CLOSE);
}

/* The bracket that opens the text is closed by its last character: not so in （一）和（二）. */
static bool is_bracketed(struct text t)
{
    size_t i = 0;
    for (int depth = 0; i < t.n; i++) {
        depth += bracket_step(t.cp[i]);
        if (depth <= 0)
            break;
    }
    return t.n && i == t.n - 1;
}

struct text words_in_brackets(struct arena *a, struct text t)
{
    if (!t.n)
        return t;
    struct pos first = text_pos(t, 0), last = text_pos(t, t.n - 1);
    if (is_bracketed(t))
        t = text_part(t, 1, t.n - 1);
    t = words_joined(a, words_derived(a, "（", first), t);
    return words_joined(a, t, words_derived(a, "）", last));
}
