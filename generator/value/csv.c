/*
 * Cells in quotation marks where a comma, a mark or a line's end would be misread. A number with a
 * sign is no formula: -5, -1,234.5; a telephone with one is. An apostrophe that begins a cell is
 * text here, and a mark of text to those who read it.
 */
#include "value/csv.h"

#include <stdbool.h>
#include <string.h>

static bool is_negative_number(const char *s)
{
    static const char digits[] = "0123456789";
    size_t first = strspn(s + 1, digits), rest;
    if (*s != '-' || !first)
        return false;
    for (s += 1 + first; *s == ','; s += 1 + rest)
        if ((rest = strspn(s + 1, digits)) != 3)
            return false;
    if (*s == '.')
        s += 1 + strspn(s + 1, digits);
    return !*s;
}

/* A sign in its full width is one to some programs. */
static bool is_misread(const char *s)
{
    static const char *const wide[] = {"＝", "＋", "－", "＠"};
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (strncmp(s, wide[i], strlen(wide[i])) == 0)
            return true;
    return *s && strchr("=+-@'\t\r\n", *s) && !is_negative_number(s);
}

static void add_cell(struct buf *out, const char *s)
{
    bool misread = is_misread(s);
    bool quoted = misread || strpbrk(s, ",\"\r\n") != NULL || *s == ' ';
    if (quoted)
        buf_char(out, '"');
    if (misread)
        buf_char(out, '\t');
    for (; *s; s++) {
        if (*s == '"')
            buf_char(out, '"');
        buf_char(out, *s);
    }
    if (quoted)
        buf_char(out, '"');
}

void csv_begin(struct buf *out)
{
    static const char mark[] = "\xEF\xBB\xBF";
    buf_str(out, mark);
}

void csv_add_row(struct buf *out, const char *const cells[], size_t n)
{
    static const char end[] = "\r\n";
    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_char(out, ',');
        add_cell(out, cells[i]);
    }
    buf_str(out, end);
}
