/*
 * Splitting at marks, people that no mark parts, texts by their hashes, marks around words. A
 * bracket that is never closed runs to the list's end, one that was never opened is a character
 * like any other.
 */
#include "value/list.h"

#include <string.h>
#include <uchar.h>

#include "base/usual.h"
#include "base/utf8.h"

enum { IDEOGRAPHIC_SPACE = 0x3000, MIDDLE_DOT = 0xB7 };

/* ---- lists ---- */

static const char32_t opening[] = U"（(", closing[] = U"）)";

static bool is_mark(uint32_t cp, enum list_marks marks)
{
    static const struct {
        enum list_marks marks;
        const char32_t *set;
    } rows[] = {
        {LIST_COMMAS, U"、，,"}, {LIST_SEMICOLONS, U"；;"},   {LIST_STOPS, U"。"},
        {LIST_SLASHES, U"/"},    {LIST_LINES, U"\n\r\u2028"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].marks & marks && utf8_is_one_of(cp, rows[i].set))
            return true;
    return false;
}

bool list_next(struct text all, enum list_marks marks, size_t *at, struct text *item)
{
    while (*at < all.n) {
        size_t from = *at, to = from;
        for (int depth = 0; to < all.n && (depth || !is_mark(all.cp[to], marks)); to++)
            if (marks & LIST_BRACKETS)
                depth += utf8_is_one_of(all.cp[to], opening) -
                         (depth && utf8_is_one_of(all.cp[to], closing));
        *at = to + 1;
        *item = text_trimmed(text_part(all, from, to));
        if (item->n)
            return true;
    }
    return false;
}

void list_add(struct text_builder *list, struct text item)
{
    if (!list->src)
        list->src = item.src;
    if (list->cp.n && item.n)
        text_add_utf8(list, "、", item.at[0]);
    text_add_text(list, item);
}

/* ---- people that no mark parts ---- */

/* One of them, as 周明（县委副书记）, and where the next one may begin. */
struct person_part {
    size_t from, to;
    bool bracket, apart; /* with a post; a blank follows */
};

/* Behind the brackets that open at i; i itself: they are not closed. */
static size_t skip_brackets(struct text t, size_t i)
{
    int depth = 0;
    for (size_t k = i; k < t.n; k++) {
        depth += utf8_is_one_of(t.cp[k], opening) - utf8_is_one_of(t.cp[k], closing);
        if (depth <= 0)
            return k + (k > i);
    }
    return i;
}

/* A name of two to four Han characters, or two with a blank between. False: none is here. */
static bool read_person(struct text t, size_t from, struct person_part *p)
{
    enum { LEAST = 2, MOST = 4 };
    size_t end = from;
    while (end < t.n && utf8_is_han(t.cp[end]))
        end++;
    size_t second = text_skip_blanks(t, end);
    bool padded = end == from + 1 && second > end && second < t.n && utf8_is_han(t.cp[second]);
    if (padded)
        end = second + 1;
    if (!padded && (end - from < LEAST || end - from > MOST))
        return false;
    if (end < t.n && !utf8_is_blank(t.cp[end]) && !utf8_is_one_of(t.cp[end], opening))
        return false;
    size_t post = text_skip_blanks(t, end), behind = skip_brackets(t, post);
    *p = (struct person_part){from, behind > post ? behind : end, behind > post, false};
    p->apart = p->to < t.n && utf8_is_blank(t.cp[p->to]);
    return true;
}

text_list list_people(struct arena *a, struct text t)
{
    text_list list = {0}, one = {0};
    struct person_part p = {.apart = true};
    VEC_PUSH(a, &one, t);
    for (size_t i = 0; i < t.n; i = text_skip_blanks(t, p.to)) {
        bool apart = p.apart;
        if (!read_person(t, i, &p) || !(apart || p.bracket))
            return one;
        VEC_PUSH(a, &list, text_part(t, p.from, p.to));
    }
    return list.n ? list : one;
}

bool name_with_post(struct text item, struct text *name, struct text *post)
{
    size_t open = 0, strays = 0;
    while (open < item.n && !utf8_is_one_of(item.cp[open], opening))
        strays += utf8_is_one_of(item.cp[open++], closing);
    *name = text_trimmed(text_part(item, 0, open));
    *post = (struct text){0};
    if (open == item.n)
        return !strays;
    if (skip_brackets(item, open) != item.n)
        return false;
    *post = text_trimmed(text_part(item, open + 1, item.n - 1));
    return name->n && post->n && !strays;
}

struct text name_padded(struct arena *a, struct text name)
{
    if (name.n != 2 || !utf8_is_han(name.cp[0]) || !utf8_is_han(name.cp[1]))
        return name;
    struct text_builder b = {.arena = a, .src = name.src};
    text_add(&b, name.cp[0], name.at[0]);
    text_add(&b, IDEOGRAPHIC_SPACE, name.at[0]);
    text_add(&b, name.cp[1], name.at[1]);
    return text_done(&b);
}

/* ---- names met before ---- */

/* That of names, and not of numbers and days (1.5, 2026.9.30). */
static bool is_dot(uint32_t cp)
{
    return usual_dot(cp) == MIDDLE_DOT && utf8_narrow(cp) != '.';
}

struct text name_key(struct arena *a, struct text t)
{
    struct text_builder b = {.arena = a, .src = t.src};
    for (size_t i = 0; i < t.n; i++)
        if (!utf8_is_blank(t.cp[i]) && !is_dot(t.cp[i])) {
            uint32_t cp = utf8_narrow(t.cp[i]);
            text_add(&b, cp >= 'a' && cp <= 'z' ? cp - 'a' + 'A' : cp, t.at[i]);
        }
    return text_done(&b);
}

/* Where a text stands in the map, or would; *number: NULL where it was not met. */
static uint64_t place_of(const struct interned *all, struct text key, const uint32_t **number)
{
    uint64_t hash = map_key(key.cp, key.n * sizeof *key.cp);
    while ((*number = map_get(&all->map, hash)) && !text_same(all->keys.v[**number], key))
        hash++;
    return hash;
}

size_t name_known(const struct interned *all, struct text key)
{
    const uint32_t *known;
    place_of(all, key, &known);
    return known ? *known : SIZE_MAX;
}

size_t name_intern(struct arena *a, struct interned *all, struct text key, bool *fresh)
{
    const uint32_t *known;
    uint64_t hash = place_of(all, key, &known);
    *fresh = !known;
    if (known)
        return *known;
    map_put(a, &all->map, hash, (uint32_t)all->keys.n);
    VEC_PUSH(a, &all->keys, key);
    return all->keys.n - 1;
}

/* ---- words and the marks around them ---- */

bool words_ended(struct text t)
{
    return t.n && utf8_is_one_of(t.cp[t.n - 1], U"。：？！");
}

/* A half-width mark that an author may have typed for it gives way. */
struct text words_with_end(struct arena *a, struct text t, const char *mark)
{
    const char *p = mark;
    uint32_t full = utf8_next(&p, mark + strlen(mark)), last = t.n ? t.cp[t.n - 1] : full;
    if (last == full)
        return t;
    struct pos pos = text_pos(t, t.n - 1);
    t.n -= (full == U'。' && last == '.') || (full == U'：' && last == ':');
    return text_joined(a, t, text_from_utf8(a, mark, pos));
}

/* The bracket that opens the text is closed by its last character: not so in （一）和（二）. */
struct text words_in_brackets(struct arena *a, struct text t)
{
    if (!t.n)
        return t;
    struct pos first = text_pos(t, 0), last = text_pos(t, t.n - 1);
    if (t.n > 1 && utf8_is_one_of(t.cp[0], opening) && skip_brackets(t, 0) == t.n)
        t = text_part(t, 1, t.n - 1);
    t = text_joined(a, text_from_utf8(a, "（", first), t);
    return text_joined(a, t, text_from_utf8(a, "）", last));
}
