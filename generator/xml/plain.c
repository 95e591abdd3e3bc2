/*
 * The tag in which all is well, as nearly all are: read without the care that mistakes ask for.
 * What is not surely such a tag is left to tag.c, and so is all that has to be said of it.
 */
#include <string.h>

#include "xml/xml_int.h"

enum { MOST_ATTRS = 16 };

struct name {
    const char *p;
    size_t n;
};

static bool is_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Of the characters beyond ASCII those whose first byte is that of nearly all Chinese ones: it is
 * of no sign, blank or quote. */
static bool begins_name(unsigned char c)
{
    enum { HAN_FIRST = 0xE4, HAN_LAST = 0xE9 };
    return (c >= HAN_FIRST && c <= HAN_LAST) || is_letter(c) || c == '_';
}

static bool goes_on(unsigned char c)
{
    enum { TAIL_FIRST = 0x80, TAIL_LAST = 0xBF };
    return (c >= TAIL_FIRST && c <= TAIL_LAST) || begins_name(c) || (c >= '0' && c <= '9') ||
           c == '-';
}

/* A name at p; empty: not surely one. */
static struct name name_at(const char *p, const char *end)
{
    const char *stop = p;
    if (p < end && begins_name((unsigned char)*p))
        while (stop < end && goes_on((unsigned char)*stop))
            stop++;
    return (struct name){p, (size_t)(stop - p)};
}

static const char *skip_blanks(const char *p, const char *end)
{
    while (p < end && xml_is_blank(*p))
        p++;
    return p;
}

/* Behind a value without references, or NULL. */
static const char *skip_value(const char *p, const char *end)
{
    if (p == end || (*p != '"' && *p != '\''))
        return NULL;
    char quote = *p++;
    while (p < end && *p != quote && *p != '<' && *p != '&')
        p++;
    return p < end && *p == quote ? p + 1 : NULL;
}

static bool is_among(struct name name, const struct name names[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (names[i].n == name.n && memcmp(names[i].p, name.p, name.n) == 0)
            return true;
    return false;
}

/* From the end of the tag's name to its ">" or "/>"; NULL: not all is well. */
static const char *skip_attributes(const char *p, const char *end)
{
    struct name names[MOST_ATTRS];
    for (size_t n = 0; p; n++) {
        const char *at = skip_blanks(p, end);
        if (at == end || *at == '>' || *at == '/')
            return at;
        struct name name = name_at(at, end);
        const char *equal = skip_blanks(name.p + name.n, end);
        if (at == p || !name.n || n == MOST_ATTRS || is_among(name, names, n) || equal == end ||
            *equal != '=')
            return NULL;
        names[n] = name;
        p = skip_value(skip_blanks(equal + 1, end), end);
    }
    return NULL;
}

bool tag_read_plain(const char *start, const char *end, struct tag *out)
{
    bool closes = end - start > 1 && start[1] == '/';
    struct name name = name_at(start + 1 + closes, end);
    const char *p = name.p + name.n;
    p = closes ? skip_blanks(p, end) : skip_attributes(p, end);
    bool empty = p && !closes && p < end && *p == '/';
    if (empty)
        p++;
    if (!name.n || !p || p == end || *p != '>')
        return false;
    enum tag_kind kind = closes ? TAG_CLOSE : empty ? TAG_EMPTY : TAG_OPEN;
    *out = (struct tag){kind, start, name.p, name.n, p + 1, true, false, false};
    return true;
}
