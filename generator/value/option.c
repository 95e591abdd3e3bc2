/*
 * Lists of options by the marks that part them, and entries by the options themselves: an option
 * may hold every mark that an entry's options are parted by.
 */
#include "value/option.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "value/number.h"

/* ---- lists of options ---- */

static const char32_t opening[] = U"（〔［【《“‘「", closing[] = U"）〕］】》”’」";

/* Brackets of either width are one. */
static uint32_t wide(uint32_t cp)
{
    static const char32_t narrow[] = U"()[]", full[] = U"（）［］";
    for (size_t i = 0; narrow[i]; i++)
        if (narrow[i] == cp)
            return full[i];
    return cp;
}

/* What closes the bracket, or 0: it is none. */
static uint32_t closing_of(uint32_t cp)
{
    for (size_t i = 0; opening[i]; i++)
        if (opening[i] == wide(cp))
            return closing[i];
    return 0;
}

/* Where the bracket that opens at i is closed; i: nowhere, or it is none. */
static size_t closed_at(struct text t, size_t i)
{
    uint32_t open = wide(t.cp[i]), close = closing_of(open);
    int depth = 0;
    for (size_t k = i; close && k < t.n; k++) {
        depth += (wide(t.cp[k]) == open) - (wide(t.cp[k]) == close);
        if (!depth)
            return k;
    }
    return i;
}

size_t option_bad_bracket(struct text t)
{
    for (size_t i = 0; i < t.n; i++) {
        size_t end = closed_at(t, i);
        if (utf8_is_one_of(wide(t.cp[i]), closing) || (end == i && closing_of(t.cp[i])))
            return i;
        i = end;
    }
    return t.n;
}

static bool is_digit(struct text t, size_t i)
{
    return i < t.n && utf8_is_digit(utf8_narrow(t.cp[i]));
}

/* One to three digits before it and three behind: 1,000 and 12,345,678. */
static bool is_of_thousands(struct text t, size_t i)
{
    enum { GROUP = 3 };
    size_t before = 0, behind = 0;
    while (before < i && is_digit(t, i - 1 - before))
        before++;
    while (is_digit(t, i + 1 + behind))
        behind++;
    return utf8_narrow(t.cp[i]) == ',' && before && before <= GROUP && behind == GROUP;
}

static bool is_bar(uint32_t cp)
{
    return utf8_narrow(cp) == '|';
}

static bool has_bar(struct text t)
{
    size_t i = 0;
    while (i < t.n && !is_bar(t.cp[i]))
        i++;
    return i < t.n;
}

/* The end of what begins at i. */
static size_t option_end(struct text t, size_t i, bool bars)
{
    for (; i < t.n; i++) {
        if (bars ? is_bar(t.cp[i]) : utf8_is_one_of(t.cp[i], U"、，,；;") && !is_of_thousands(t, i))
            break;
        i = bars ? i : closed_at(t, i);
    }
    return i;
}

bool option_next(struct text all, size_t *at, struct text *option)
{
    if (*at >= all.n)
        return false;
    bool bars = *at ? is_bar(all.cp[*at - 1]) : has_bar(all); /* one stands before what follows */
    while (*at < all.n) {
        size_t end = option_end(all, *at, bars);
        *option = text_trimmed(text_part(all, *at, end));
        *at = end + 1;
        if (option->n)
            return true;
    }
    return false;
}

/* ---- entries ---- */

static bool is_mark(uint32_t cp)
{
    return utf8_is_one_of(cp, U"、,;/|\n\r\u2028");
}

bool option_has_mark(const char *utf8)
{
    bool found = false;
    for (const char *p = utf8, *end = p + strlen(p); p < end && !found;)
        found = is_mark(utf8_narrow(utf8_next(&p, end)));
    return found;
}

/* Narrow, letters large, without blanks; line breaks stay. */
static struct text key_of(struct arena *a, struct text t)
{
    struct text_builder b = {.arena = a, .src = t.src};
    for (size_t i = 0; i < t.n; i++) {
        uint32_t cp = utf8_narrow(t.cp[i]);
        if (!utf8_is_blank(cp) || is_mark(cp))
            text_add(&b, cp >= 'a' && cp <= 'z' ? cp - 'a' + 'A' : cp, t.at[i]);
    }
    return text_done(&b);
}

static size_t find_key(const struct option_set *set, struct text key)
{
    size_t i = name_known(&set->spellings, key);
    return i == SIZE_MAX ? SIZE_MAX : set->options.v[i];
}

/* What is spelt so already keeps its option. */
static void add_spelling(struct option_set *set, struct text key, size_t option)
{
    bool fresh;
    name_intern(set->arena, &set->spellings, key, &fresh);
    if (fresh)
        VEC_PUSH(set->arena, &set->options, option);
}

size_t option_find(struct arena *a, const struct option_set *set, struct text text)
{
    return find_key(set, key_of(a, text));
}

size_t option_add(struct option_set *set, struct text option, struct text also)
{
    struct text key = key_of(set->arena, option), other;
    size_t same = find_key(set, key), number = set->n++;
    for (size_t i = 0; i < key.n; i++)
        set->marked = set->marked || is_mark(key.cp[i]);
    add_spelling(set, key, number);
    for (size_t at = 0; option_next(also, &at, &other);) {
        key = key_of(set->arena, other);
        size_t before = find_key(set, key);
        same = same == SIZE_MAX && before != number ? before : same;
        add_spelling(set, key, number);
    }
    return same;
}

/* The longest spelling at i that a mark or the end follows, by its number; SIZE_MAX: none. */
static size_t longest_at(const struct option_set *set, struct text t, size_t i)
{
    const text_list *keys = &set->spellings.keys;
    size_t best = SIZE_MAX;
    for (size_t k = 0; k < keys->n; k++) {
        struct text key = keys->v[k];
        size_t end = i + key.n;
        if (key.n && text_starts_with(text_part(t, i, t.n), key) &&
            (end == t.n || is_mark(t.cp[end])) && (best == SIZE_MAX || key.n > keys->v[best].n))
            best = k;
    }
    return best;
}

/* Options of a text whose marks all part. */
static bool choose_part(const struct option_set *set, struct text t, bool chosen[],
                        struct text *rest)
{
    for (size_t i = 0; i < t.n;) {
        size_t found = longest_at(set, t, i), end = i;
        if (found != SIZE_MAX) {
            chosen[set->options.v[found]] = true;
            i += set->spellings.keys.v[found].n;
        } else if (is_mark(t.cp[i])) {
            i++;
        } else {
            while (end < t.n && !is_mark(t.cp[end]))
                end++;
            *rest = text_part(t, i, end);
            return false;
        }
    }
    return true;
}

/* The part of the entry itself that a part of its key stands for. */
static struct text as_written(struct text entry, struct text key)
{
    size_t from = 0, to = entry.n;
    while (from < entry.n && entry.at[from] < key.at[0])
        from++;
    while (to > from && entry.at[to - 1] > key.at[key.n - 1])
        to--;
    return text_part(entry, from, to);
}

bool option_choose(struct arena *a, const struct option_set *set, struct text entry, bool chosen[],
                   struct text *rest)
{
    struct text key = key_of(a, entry);
    for (size_t i = 0; i < set->n; i++)
        chosen[i] = false;
    bool ok = true, bars = has_bar(key) && find_key(set, key) == SIZE_MAX;
    for (size_t from = 0, to; ok && from < key.n; from = to + 1) {
        to = bars ? option_end(key, from, true) : key.n;
        struct text part = text_part(key, from, to);
        size_t whole = find_key(set, part);
        if (whole != SIZE_MAX)
            chosen[whole] = true;
        else
            ok = choose_part(set, part, chosen, rest);
    }
    if (!ok)
        *rest = as_written(entry, *rest);
    return ok;
}
