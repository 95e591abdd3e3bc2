/* Sources, whose lines and columns are worked out only when a message is printed: positions cost 16
 * bytes until then. Texts: code points side by side with their places. */
#include "base/text.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

/* ---- sources ---- */

struct source *source_new(struct arena *a, const char *name, const char *bytes, size_t size)
{
    struct source *s = ARENA_NEW(a, struct source);
    s->name = arena_strdup(a, name);
    s->bytes = bytes;
    s->size = size;
    return s;
}

struct place source_place(struct pos pos)
{
    const char *start = pos.src->bytes, *end = start + pos.src->size;
    size_t off = pos.off < pos.src->size ? pos.off : pos.src->size;
    struct place place = {.line = pos.src->lines_before + 1, .text = start};
    for (const char *p = start; (p = memchr(p, '\n', (size_t)(start + off - p))); p++) {
        place.line++;
        place.text = p + 1;
    }
    const char *stop = memchr(place.text, '\n', (size_t)(end - place.text));
    place.length = (size_t)((stop ? stop : end) - place.text);
    if (place.length && place.text[place.length - 1] == '\r')
        place.length--;
    for (const char *p = place.text; pos.src->sheet && p <= start + off; p++)
        place.cell += p == place.text || p[-1] == '\t';
    place.col = (uint32_t)utf8_count(place.text, (size_t)(start + off - place.text)) + 1;
    return place;
}

static void find_lines(struct source_lines *lines, const struct source *src)
{
    const char *end = src->bytes + src->size;
    lines->src = src;
    lines->starts.n = 0;
    VEC_PUSH(lines->arena, &lines->starts, 0);
    for (const char *p = src->bytes; (p = memchr(p, '\n', (size_t)(end - p))); p++)
        VEC_PUSH(lines->arena, &lines->starts, (uint32_t)(p + 1 - src->bytes));
}

uint32_t source_line(struct source_lines *lines, struct pos pos)
{
    if (lines->src != pos.src)
        find_lines(lines, pos.src);
    size_t low = 0, high = lines->starts.n; /* the last one at or before pos is in [low, high) */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (lines->starts.v[middle] <= pos.off)
            low = middle;
        else
            high = middle;
    }
    return pos.src->lines_before + (uint32_t)low + 1;
}

void source_column_name(char out[SOURCE_COLUMN_NAME_SIZE], uint32_t column)
{
    enum { LETTERS = 26 };
    char letters[SOURCE_COLUMN_NAME_SIZE];
    int n = 0, at = 0;
    for (uint32_t c = column; c && n < SOURCE_COLUMN_NAME_SIZE - 1; c = (c - 1) / LETTERS)
        letters[n++] = (char)('A' + (c - 1) % LETTERS);
    while (n)
        out[at++] = letters[--n];
    out[at] = '\0';
}

/* ---- texts ---- */

void text_add_text(struct text_builder *b, struct text t)
{
    VEC_RESERVE(b->arena, &b->cp, t.n);
    VEC_RESERVE(b->arena, &b->at, t.n);
    if (t.n) {
        memcpy(b->cp.v + b->cp.n, t.cp, t.n * sizeof *t.cp);
        memcpy(b->at.v + b->at.n, t.at, t.n * sizeof *t.at);
    }
    b->cp.n = b->at.n = b->cp.n + t.n;
}

void text_add_utf8(struct text_builder *b, const char *s, uint32_t at)
{
    const char *end = s + strlen(s);
    while (s < end)
        text_add(b, utf8_next(&s, end), at);
}

struct text text_done(const struct text_builder *b)
{
    return (struct text){b->cp.v, b->at.v, b->cp.n, b->src};
}

struct pos text_pos(struct text t, size_t i)
{
    if (!t.n)
        return (struct pos){t.src, 0};
    if (i < t.n)
        return (struct pos){t.src, t.at[i] & ~(uint32_t)TEXT_FLAGS};
    char utf8[UTF8_MAX];
    uint32_t last = t.at[t.n - 1] & ~(uint32_t)TEXT_FLAGS;
    return (struct pos){t.src, last + (uint32_t)utf8_encode(t.cp[t.n - 1], utf8)};
}

struct text text_from_utf8(struct arena *a, const char *s, struct pos pos)
{
    const char *end = s + strlen(s);
    size_t n = 0;
    for (const char *p = s; p < end; n++)
        utf8_next(&p, end);
    uint32_t *cp = ARENA_ARRAY(a, uint32_t, 2 * n), *at = cp + n;
    for (size_t i = 0; i < n; i++) {
        at[i] = pos.off;
        cp[i] = utf8_next(&s, end);
    }
    return (struct text){cp, at, n, pos.src};
}

struct text text_of_source(struct arena *a, struct pos from, size_t n)
{
    const char *start = from.src->bytes, *p = start + from.off, *end = p + n;
    size_t count = utf8_count(p, n);
    if (!count)
        return (struct text){.src = from.src};
    uint32_t *cp = ARENA_ARRAY(a, uint32_t, 2 * count), *at = cp + count;
    for (size_t i = 0; i < count; i++) {
        at[i] = (uint32_t)(p - start);
        cp[i] = utf8_next(&p, end);
    }
    return (struct text){cp, at, count, from.src};
}

char *text_utf8(struct arena *a, struct text t)
{
    size_t n = 0;
    for (size_t i = 0; i < t.n; i++)
        n += utf8_size(t.cp[i]);
    char *s = arena_alloc(a, n + 1), *to = s;
    for (size_t i = 0; i < t.n; i++)
        to += utf8_encode(t.cp[i], to);
    return s;
}

struct text text_joined(struct arena *arena, struct text a, struct text b)
{
    struct text_builder built = {.arena = arena, .src = a.n ? a.src : b.src};
    text_add_text(&built, a);
    text_add_text(&built, b);
    return text_done(&built);
}

struct text text_part(struct text t, size_t from, size_t to)
{
    if (!t.cp) /* empty, and nowhere: there is nothing to count from */
        return t;
    return (struct text){t.cp + from, t.at + from, to - from, t.src};
}

struct text text_without_breaks(struct arena *a, struct text t)
{
    struct text_builder b = {.arena = a, .src = t.src};
    for (size_t i = 0; i < t.n; i++)
        if (t.cp[i] != TEXT_BREAK)
            text_add(&b, t.cp[i], t.at[i]);
    return text_done(&b);
}

bool text_equals(struct text t, const char *utf8)
{
    const char *end = utf8 + strlen(utf8);
    for (size_t i = 0; i < t.n; i++)
        if (utf8 == end || utf8_next(&utf8, end) != t.cp[i])
            return false;
    return utf8 == end;
}

struct text text_trimmed(struct text t)
{
    size_t from = text_skip_blanks(t, 0), to = t.n;
    while (to > from && utf8_is_blank(t.cp[to - 1]))
        to--;
    return t.n ? text_part(t, from, to) : t;
}

bool text_same(struct text x, struct text y)
{
    return x.n == y.n && (x.n == 0 || memcmp(x.cp, y.cp, x.n * sizeof *x.cp) == 0);
}

bool text_starts_with(struct text t, struct text start)
{
    return start.n <= t.n && text_same(text_part(t, 0, start.n), start);
}

bool text_ends_with(struct text t, struct text end)
{
    return end.n <= t.n && text_same(text_part(t, t.n - end.n, t.n), end);
}

bool text_has(struct text t, const char *word)
{
    const char *end = word + strlen(word);
    for (size_t i = 0; i < t.n; i++) {
        const char *p = word;
        for (size_t k = i; p < end && k < t.n && utf8_next(&p, end) == t.cp[k]; k++)
            if (p == end)
                return true;
    }
    return false;
}

size_t text_skip_blanks(struct text t, size_t i)
{
    while (i < t.n && utf8_is_blank(t.cp[i]))
        i++;
    return i;
}

size_t text_word_at(struct text t, size_t i, const char *word)
{
    size_t n = 0;
    for (const char *p = word, *end = p + strlen(p); p < end; n++)
        if (text_char(t, i + n) != utf8_next(&p, end))
            return 0;
    return n;
}

size_t text_any_word_at(struct text t, size_t i, const char *const words[], size_t n)
{
    size_t found = 0;
    for (size_t k = 0; k < n && !found; k++)
        found = text_word_at(t, i, words[k]);
    return found;
}

bool text_ends_in_any(struct text t, const char *const words[], size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t length = utf8_count(words[i], strlen(words[i]));
        if (t.n >= length && text_equals(text_part(t, t.n - length, t.n), words[i]))
            return true;
    }
    return false;
}

struct text text_without_brackets(struct text t)
{
    size_t i = t.n;
    if (!t.n || !utf8_is_one_of(t.cp[t.n - 1], U"）)"))
        return t;
    while (i && !utf8_is_one_of(t.cp[i - 1], U"（("))
        i--;
    return i > 1 ? text_part(t, 0, i - 1) : t;
}
