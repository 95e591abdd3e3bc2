/* The lines of a hongtou.conf: key = value. What a Chinese keyboard gives for = is read, too. */
#include <string.h>

#include "settings/settings.h"

static const char *const signs[] = {"=", "＝"};

/* A remark begins a line, or stands behind a blank: C#.xml is a name. */
static const char *remark_in(const char *line, const char *end)
{
    for (const char *p = line; p < end; p++)
        if (*p == '#' && (p == line || p[-1] == ' ' || p[-1] == '\t'))
            return p;
    return end;
}

/* Blanks as wide as a Chinese character are blanks. */
static size_t blank_at(const char *p, const char *end)
{
    static const char wide[] = "\xE3\x80\x80";
    if (p < end && (*p == ' ' || *p == '\t' || *p == '\r'))
        return 1;
    if (end - p >= 3 && memcmp(p, wide, 3) == 0)
        return 3;
    return 0;
}

static void trim(const char **from, const char **to)
{
    for (size_t n; (n = blank_at(*from, *to)); *from += n)
        continue;
    for (bool more = true; more && *to > *from;) {
        more = blank_at(*to - 1, *to) == 1;
        *to -= more;
        if (!more && *to - *from >= 3 && blank_at(*to - 3, *to) == 3) {
            more = true;
            *to -= 3;
        }
    }
}

/* The first sign; its bytes in *n. NULL: none. */
static const char *find_sign(const char *p, const char *end, size_t *n)
{
    for (; p < end; p++)
        for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
            *n = strlen(signs[i]);
            if ((size_t)(end - p) >= *n && memcmp(p, signs[i], *n) == 0)
                return p;
        }
    return NULL;
}

/* "成文 2026" is meant without the quotes. */
static void unquote(const char **from, const char **to)
{
    if (*to - *from >= 2 && **from == '"' && (*to)[-1] == '"') {
        ++*from;
        --*to;
    }
}

static struct pos pos_at(const struct source *src, const char *p)
{
    return (struct pos){src, (uint32_t)(p - src->bytes)};
}

bool settings_line(const struct source *src, const char **at, struct settings_line *out)
{
    const char *end = src->bytes + src->size, *line = *at, *stop = end;
    const char *newline = memchr(line, '\n', (size_t)(end - line));
    if (newline)
        stop = newline;
    *at = newline ? newline + 1 : end;
    stop = remark_in(line, stop);
    trim(&line, &stop);
    if (line == stop)
        return false;
    size_t n = 0;
    const char *sign = find_sign(line, stop, &n), *key_end = sign ? sign : stop;
    const char *value = sign ? sign + n : stop, *value_end = stop;
    trim(&line, &key_end);
    trim(&value, &value_end);
    unquote(&value, &value_end);
    *out = (struct settings_line){.key = pos_at(src, line),
                                  .key_n = (size_t)(key_end - line),
                                  .value = pos_at(src, value),
                                  .value_n = (size_t)(value_end - value),
                                  .sign = sign != NULL};
    return true;
}
