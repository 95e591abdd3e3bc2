/* The XML parts of a workbook: scanning one, its attributes, and the escapes of its texts. */

#include <string.h>

#include "base/utf8.h"
#include "sheet/diag.def"
#include "sheet/sheet_int.h"
#include "value/number.h"

bool part_scan(struct archive *a, const char *name, const struct xml_events *events,
               const bool *told)
{
    struct buf bytes = {0};
    bool ok = archive_read(a, name, &bytes);
    if (ok) {
        ok = bytes.n && xml_scan(bytes.p, bytes.n, events);
        if (!ok && !(told && *told))
            reader_fail(archive_reader(a), DIAG_K008, name);
    }
    buf_drop(&bytes);
    return ok;
}

bool part_ignore_text(void *context, const char *utf8, size_t n)
{
    (void)context, (void)utf8, (void)n;
    return true;
}

bool part_ignore_end(void *context, const char *name)
{
    (void)context, (void)name;
    return true;
}

struct xml_scan_attr part_attr(const struct xml_scan_attr attrs[], size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(attrs[i].name, name) == 0)
            return attrs[i];
    return (struct xml_scan_attr){name, NULL, 0};
}

bool part_attr_is(const struct xml_scan_attr attrs[], size_t n, const char *name, const char *value)
{
    struct xml_scan_attr attr = part_attr(attrs, n, name);
    return attr.value && attr.n == strlen(value) && memcmp(attr.value, value, attr.n) == 0;
}

bool part_attr_number(const struct xml_scan_attr attrs[], size_t n, const char *name,
                      uint32_t limit, uint32_t *out)
{
    struct xml_scan_attr attr = part_attr(attrs, n, name);
    return attr.value && number_parse(attr.value, attr.n, limit, out);
}

/* ---- _x000D_: a character that XML cannot hold, or an underscore that only looks like it ---- */

enum { ESCAPE_SIZE = 7, ESCAPE_DIGITS = 4 };

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The escaped character at p, or -1. */
static long escaped(const char *p, size_t n)
{
    long cp = 0;
    if (n < ESCAPE_SIZE || p[0] != '_' || p[1] != 'x' || p[ESCAPE_SIZE - 1] != '_')
        return -1;
    for (int i = 0; i < ESCAPE_DIGITS; i++) {
        int digit = hex_digit(p[2 + i]);
        if (digit < 0)
            return -1;
        cp = cp * 16 + digit;
    }
    return cp;
}

static bool is_surrogate(long cp)
{
    enum { FIRST = 0xD800, LAST = 0xDFFF };
    return cp >= FIRST && cp <= LAST;
}

void part_unescape(struct buf *text, size_t from)
{
    if (text->n == from || !memchr(text->p + from, '_', text->n - from))
        return;
    size_t out = from;
    for (size_t i = from; i < text->n;) {
        long cp = escaped(text->p + i, text->n - i);
        if (cp < 0) {
            text->p[out++] = text->p[i++];
            continue;
        }
        if (cp && !is_surrogate(cp))
            out += utf8_encode((uint32_t)cp, text->p + out);
        i += ESCAPE_SIZE;
    }
    text->n = out;
}
