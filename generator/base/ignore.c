/* Patterns of .hongtouignore: read into signs, and held against paths by following all ways through
 * a pattern at once, so that no pattern takes longer than its length times the path's. */
#include "base/file.h"
#include "base/ignore.h"

#include <string.h>

#include "base/utf8.h"

enum sign {
    SIGN_CHARACTER,
    SIGN_ONE,    /* ?: a character but / */
    SIGN_ANY,    /* *: characters but / */
    SIGN_ALL,    /* two stars at the end: characters */
    SIGN_FOLDERS /* two stars and a slash: folders with their slashes, or nothing */
};

/* A longer line fits nothing. */
enum { SIGNS_MOST = 1024 };

struct pattern {
    bool back;         /* !: what fits is not left out */
    bool folders_only; /* ended in / */
    bool whole_path;   /* held against the path from the folder on, not against the name alone */
    size_t n;
    struct {
        enum sign sign;
        uint32_t cp;
    } * signs;
    struct pattern *next; /* which outweighs it */
};

struct ignore {
    const struct ignore *above;
    size_t n_folder;
    struct pattern *first;
};

/* ---- reading ---- */

static bool starts(const char *p, const char *end, const char *with)
{
    size_t n = strlen(with);
    return (size_t)(end - p) >= n && memcmp(p, with, n) == 0;
}

/* The sign at *p, which is moved behind it. at_start: of the pattern, or behind a slash. */
static enum sign next_sign(const char **p, const char *end, bool at_start, uint32_t *cp)
{
    if (at_start && starts(*p, end, "**/")) {
        *p += strlen("**/");
        return SIGN_FOLDERS;
    }
    if (at_start && starts(*p, end, "**") && *p + 2 == end) {
        *p = end;
        return SIGN_ALL;
    }
    bool quoted = **p == '\\' && *p + 1 < end;
    *p += quoted;
    *cp = utf8_next(p, end);
    if (!quoted && *cp == '*')
        return SIGN_ANY;
    return !quoted && *cp == '?' ? SIGN_ONE : SIGN_CHARACTER;
}

static struct pattern *read_pattern(struct arena *a, const char *p, const char *end)
{
    struct pattern *out = ARENA_NEW(a, struct pattern);
    out->back = *p == '!';
    p += out->back;
    out->folders_only = end > p && end[-1] == '/';
    end -= out->folders_only;
    size_t n = end > p ? (size_t)(end - p) : 0;
    out->whole_path = memchr(p, '/', n) != NULL;
    p += p < end && *p == '/';
    out->signs = arena_alloc(a, sizeof *out->signs * (n + 1));
    for (bool at_start = true; p < end; out->n++) {
        uint32_t *cp = &out->signs[out->n].cp;
        out->signs[out->n].sign = next_sign(&p, end, at_start, cp);
        at_start = out->signs[out->n].sign == SIGN_CHARACTER && *cp == '/';
    }
    return out->n && out->n < SIGNS_MOST ? out : NULL;
}

struct ignore *ignore_new(struct arena *a, const struct ignore *above, size_t n_folder,
                          const char *text, size_t n)
{
    struct ignore *ig = ARENA_NEW(a, struct ignore);
    const char *end = text + n, *p = text + (starts(text, end, "\xEF\xBB\xBF") ? 3 : 0);
    struct pattern **last = &ig->first;
    ig->above = above;
    ig->n_folder = n_folder;
    while (p < end) {
        const char *line_end = memchr(p, '\n', (size_t)(end - p));
        const char *next = line_end ? line_end + 1 : end, *to = line_end ? line_end : end;
        while (to > p && strchr(" \t\r", to[-1]) && to[-1])
            to--;
        struct pattern *pattern = p < to && *p != '#' ? read_pattern(a, p, to) : NULL;
        if (pattern) {
            *last = pattern;
            last = &pattern->next;
        }
        p = next;
    }
    return ig;
}

/* ---- holding against a path ---- */

/* Which signs may come next. */
struct ways {
    bool at[SIGNS_MOST + 1];
};

/* Signs that stand for nothing are passed. */
static void reach(const struct pattern *p, struct ways *w, size_t i)
{
    w->at[i] = true;
    while (i < p->n && p->signs[i].sign >= SIGN_ANY)
        w->at[++i] = true;
}

static void step(const struct pattern *p, const struct ways *now, uint32_t cp, struct ways *next)
{
    memset(next->at, 0, p->n + 1);
    for (size_t i = 0; i < p->n; i++) {
        if (!now->at[i])
            continue;
        switch (p->signs[i].sign) {
        case SIGN_CHARACTER:
            if (p->signs[i].cp == cp)
                reach(p, next, i + 1);
            break;
        case SIGN_ONE:
            if (cp != '/')
                reach(p, next, i + 1);
            break;
        case SIGN_ANY:
            if (cp != '/')
                reach(p, next, i);
            break;
        case SIGN_ALL:
            reach(p, next, i);
            break;
        case SIGN_FOLDERS:
            next->at[i] = true; /* within one */
            if (cp == '/')
                reach(p, next, i);
            break;
        }
    }
}

static bool fits(const struct pattern *p, const char *path)
{
    struct ways ways[2];
    const char *end = path + strlen(path);
    int now = 0;
    memset(ways[now].at, 0, p->n + 1);
    reach(p, &ways[now], 0);
    for (; path < end; now = !now)
        step(p, &ways[now], utf8_next(&path, end), &ways[!now]);
    return ways[now].at[p->n];
}

bool ignore_has(const struct ignore *ig, const char *path, bool is_folder)
{
    if (!ig)
        return false;
    bool left_out = ignore_has(ig->above, path, is_folder);
    const char *inner = path + ig->n_folder, *name = file_name(inner);
    for (const struct pattern *p = ig->first; p; p = p->next)
        if ((is_folder || !p->folders_only) && fits(p, p->whole_path ? inner : name))
            left_out = !p->back;
    return left_out;
}
