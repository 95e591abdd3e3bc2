/* Looking at the characters of a text; past either end there is 0. */
#include <string.h>

#include "base/utf8.h"
#include "proof/proof_int.h"

uint32_t char_at(struct text t, size_t i)
{
    return i < t.n ? t.cp[i] : 0;
}

bool is_one_of(uint32_t cp, const char *set)
{
    for (const char *p = set, *end = p + strlen(p); p < end;)
        if (utf8_next(&p, end) == cp)
            return true;
    return false;
}

bool is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

size_t starts_with(struct text t, size_t i, const char *what)
{
    size_t n = 0;
    for (const char *p = what, *end = p + strlen(p); p < end; n++)
        if (char_at(t, i + n) != utf8_next(&p, end))
            return 0;
    return n;
}

bool ends_with(struct text t, const char *what)
{
    size_t n = utf8_count(what, strlen(what));
    return t.n >= n && starts_with(t, t.n - n, what);
}

size_t number_at(struct text t, size_t i, size_t most, int *value)
{
    size_t n = 0;
    *value = 0;
    while (n < most && is_digit(char_at(t, i + n)))
        *value = *value * 10 + (int)(t.cp[i + n++] - '0');
    return n && !is_digit(char_at(t, i + n)) ? n : 0;
}

const char *part_utf8(const struct proof *p, struct text t, size_t from, size_t to)
{
    return text_utf8(p->doc->arena, text_part(t, from, to < t.n ? to : t.n));
}

const char *char_utf8(const struct proof *p, uint32_t cp)
{
    char bytes[UTF8_MAX];
    return arena_strndup(p->doc->arena, bytes, utf8_encode(cp, bytes));
}
