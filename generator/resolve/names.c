/* Lists of names in one text, names as they stand in cells, and which were seen before. */
#include <uchar.h>

#include "base/utf8.h"
#include "resolve/words.h"

enum {
    IDEOGRAPHIC_SPACE = 0x3000,
    NO_BREAK_SPACE = 0xA0,
    MIDDLE_DOT = 0xB7,
    WIDE_MARKS = 0xFF01, /* ！ … ～ are ! … ~ */
    WIDE_MARKS_END = 0xFF5E,
};

struct text text_trimmed(struct text t)
{
    size_t from = 0, to = t.n;
    if (!t.n)
        return t;
    while (from < to && (utf8_is_blank(t.cp[from]) || t.cp[from] == TEXT_BREAK))
        from++;
    while (to > from && (utf8_is_blank(t.cp[to - 1]) || t.cp[to - 1] == TEXT_BREAK))
        to--;
    return text_part(t, from, to);
}

text_list names_split(struct arena *a, struct text t)
{
    text_list list = {0};
    size_t from = 0;
    int depth = 0;
    for (size_t i = 0; t.n && i <= t.n; i++) {
        uint32_t cp = i < t.n ? t.cp[i] : TEXT_BREAK;
        depth += utf8_is_one_of(cp, U"（(") - (depth > 0 && utf8_is_one_of(cp, U"）)"));
        bool parts = cp == TEXT_BREAK || utf8_is_one_of(cp, U"\n\r、，,；;");
        if (i < t.n && (!parts || depth))
            continue;
        struct text part = text_trimmed(text_part(t, from, i));
        from = i + 1;
        if (part.n)
            VEC_PUSH(a, &list, part);
    }
    return list;
}

/* ---- people that no mark parts ---- */

/* One of them, as 周明（县委副书记）, and where the next one may begin. */
struct person_part {
    size_t from, to;
    bool bracket, apart; /* with a post; a blank follows */
};

static size_t skip_blanks(struct text t, size_t i)
{
    while (i < t.n && utf8_is_blank(t.cp[i]))
        i++;
    return i;
}

/* Behind the brackets that open at i; i itself: they are not closed. */
static size_t skip_brackets(struct text t, size_t i)
{
    int depth = 0;
    for (size_t k = i; k < t.n; k++) {
        depth += utf8_is_one_of(t.cp[k], U"（(") - utf8_is_one_of(t.cp[k], U"）)");
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
    size_t second = skip_blanks(t, end);
    bool padded = end == from + 1 && second > end && second < t.n && utf8_is_han(t.cp[second]);
    if (padded)
        end = second + 1;
    if (!padded && (end - from < LEAST || end - from > MOST))
        return false;
    if (end < t.n && !utf8_is_blank(t.cp[end]) && !utf8_is_one_of(t.cp[end], U"（("))
        return false;
    size_t post = skip_blanks(t, end), behind = skip_brackets(t, post);
    *p = (struct person_part){from, behind > post ? behind : end, behind > post, false};
    p->apart = p->to < t.n && utf8_is_blank(t.cp[p->to]);
    return true;
}

text_list people_split(struct arena *a, struct text t)
{
    text_list list = {0}, one = {0};
    struct person_part p = {.apart = true};
    VEC_PUSH(a, &one, t);
    for (size_t i = 0; i < t.n; i = skip_blanks(t, p.to)) {
        bool apart = p.apart;
        if (!read_person(t, i, &p) || !(apart || p.bracket))
            return one;
        VEC_PUSH(a, &list, text_part(t, p.from, p.to));
    }
    return list.n ? list : one;
}

/* ---- names in cells ---- */

void names_add(struct text_builder *list, struct text name)
{
    if (!list->src)
        list->src = name.src;
    if (list->cp.n && name.n)
        text_add_utf8(list, "、", name.at[0]);
    text_add_text(list, name);
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

static uint32_t narrow(uint32_t cp)
{
    if (cp >= WIDE_MARKS && cp <= WIDE_MARKS_END)
        cp -= WIDE_MARKS - '!';
    return cp >= 'a' && cp <= 'z' ? cp - 'a' + 'A' : cp;
}

struct text text_key(struct arena *a, struct text t)
{
    static const char32_t dots[] = {MIDDLE_DOT, 0x2022, 0x2027, 0x30FB, 0};
    struct text_builder b = {.arena = a, .src = t.src};
    for (size_t i = 0; i < t.n; i++)
        if (!utf8_is_blank(t.cp[i]) && !utf8_is_one_of(t.cp[i], dots))
            text_add(&b, narrow(t.cp[i]), t.at[i]);
    return text_done(&b);
}

bool texts_equal(struct text a, struct text b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (a.cp[i] != b.cp[i])
            return false;
    return true;
}

size_t seen_add(struct arena *a, struct seen *s, struct text key, bool *fresh)
{
    uint64_t hash = map_key(key.cp, key.n * sizeof *key.cp);
    const uint32_t *known;
    while ((known = map_get(&s->map, hash)) && !texts_equal(s->keys.v[*known], key))
        hash++;
    *fresh = !known;
    if (known)
        return *known;
    map_put(a, &s->map, hash, (uint32_t)s->keys.n);
    VEC_PUSH(a, &s->keys, key);
    return s->keys.n - 1;
}
