/*
 * The name of a file's outermost element, from its first bytes: what a folder holds beside
 * documents (settings of other programs, drawings, schemas) is told by it, be the rest well-formed
 * or not. What stands before it (declaration, remarks, a DOCTYPE) is stepped over.
 */
#include <string.h>

#include "base/utf8.h"
#include "xml/xml.h"

static const char *find(const char *p, const char *end, const char *what)
{
    size_t n = strlen(what);
    for (; p && (size_t)(end - p) >= n; p++)
        if (memcmp(p, what, n) == 0)
            return p;
    return NULL;
}

static bool starts(const char *p, const char *end, const char *with)
{
    size_t n = strlen(with);
    return (size_t)(end - p) >= n && memcmp(p, with, n) == 0;
}

static const char *behind(const char *p, const char *end, const char *what)
{
    const char *at = find(p, end, what);
    return at ? at + strlen(what) : NULL;
}

/* A DOCTYPE's own declarations stand in square brackets. */
static const char *behind_doctype(const char *p, const char *end)
{
    while (p < end && *p != '>' && *p != '[')
        p++;
    if (p < end && *p == '[')
        p = behind(p, end, "]");
    return p ? behind(p, end, ">") : NULL;
}

/* The '<' of the outermost element; NULL: not among these bytes. */
static const char *find_start(const char *p, const char *end)
{
    while (p && p < end) {
        if (strchr(" \t\r\n", *p) && *p)
            p++;
        else if (starts(p, end, "<?"))
            p = behind(p, end, "?>");
        else if (starts(p, end, "<!--"))
            p = behind(p, end, "-->");
        else if (starts(p, end, "<!"))
            p = behind_doctype(p, end);
        else
            return *p == '<' ? p : NULL;
    }
    return NULL;
}

const char *xml_outermost(struct arena *a, const char *bytes, size_t n)
{
    const char *end = bytes + n;
    const char *p = find_start(bytes + (starts(bytes, end, "\xEF\xBB\xBF") ? 3 : 0), end);
    if (!p)
        return NULL;
    const char *name = ++p;
    while (p < end && !strchr(" \t\r\n/>", *p)) {
        if (*p == '<' || *p == '=' || *p == '"')
            return NULL;
        if (*p == ':')
            name = p + 1;
        p++;
    }
    size_t length = (size_t)(p - name);
    if (p == end || !length || utf8_bad(name, length) < length)
        return NULL;
    return arena_strndup(a, name, length);
}
