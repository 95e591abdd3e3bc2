/*
 * The ZIP that an XLSX file is, and its XML parts: what pack/ finds wrong in the words of
 * workbooks.
 */
#include <errno.h>
#include <string.h>

#include "base/utf8.h"
#include "sheet/diag.def"
#include "sheet/sheet_int.h"

enum { MEGABYTE = 1 << 20 };

struct archive {
    struct reader *reader;
    struct pack *pack;
};

struct archive *sheet_archive_open(struct reader *r)
{
    struct pack_limits limits = {r->limits->part, r->limits->total};
    struct pack *pack = pack_open(&r->file, &limits);
    if (!pack) {
        if (errno)
            sheet_unread(r);
        else
            sheet_fail(r, DIAG_K008, "ZIP");
        return NULL;
    }
    struct archive *a = ARENA_NEW(r->scratch, struct archive);
    a->reader = r;
    a->pack = pack;
    return a;
}

void sheet_archive_close(struct archive *a)
{
    pack_close(a->pack);
}

struct reader *sheet_archive_reader(struct archive *a)
{
    return a->reader;
}

struct pack *sheet_archive_pack(struct archive *a)
{
    return a->pack;
}

bool sheet_archive_fault(struct archive *a, const char *name)
{
    struct reader *r = a->reader;
    switch (pack_fault(a->pack)) {
    case PACK_UNREAD:
        return sheet_unread(r);
    case PACK_LOCKED:
        return sheet_fail(r, DIAG_K005, NULL);
    case PACK_LARGE:
        diag(r->diags, DIAG_K010, r->pos, r->path, name,
             arena_printf(r->scratch, "%u", (unsigned)(r->limits->part / MEGABYTE)));
        return false;
    case PACK_DAMAGED:
        break;
    }
    return sheet_fail(r, DIAG_K008, name);
}

/* ---- parts: scanning one, and the escapes of its texts ---- */

static bool add_piece(void *context, const char *bytes, size_t n)
{
    return xml_scanner_add(context, bytes, n);
}

/* It comes in pieces, inflated at half the speed. */
static bool scan_large(struct archive *a, const char *name, const struct xml_events *events)
{
    struct xml_scanner *scanner = xml_scanner_open(events);
    bool ok = pack_pieces(a->pack, name, add_piece, scanner);
    return xml_scanner_close(scanner) && ok;
}

static bool scan_whole(struct archive *a, const char *name, const struct xml_events *events)
{
    struct buf bytes = {0};
    bool ok = pack_read(a->pack, name, &bytes) && bytes.n && xml_scan(bytes.p, bytes.n, events);
    buf_drop(&bytes);
    return ok;
}

bool sheet_part_scan(struct archive *a, const char *name, const struct xml_events *events,
                     const bool *told)
{
    struct diags *d = a->reader->diags;
    size_t before = diags_count(d, DIAG_ERROR);
    bool large = pack_size(a->pack, name) > a->reader->limits->at_once;
    bool ok = large ? scan_large(a, name, events) : scan_whole(a, name, events);
    if (!ok && !(told && *told) && diags_count(d, DIAG_ERROR) == before)
        sheet_archive_fault(a, name);
    return ok;
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

/* A character beyond the first plane is escaped in two halves, one behind the other; of a half
 * alone nothing is left. *size: bytes that it takes. */
static long whole_character(const char *p, size_t n, long cp, size_t *size)
{
    enum { LOW = 0xDC00, BITS = 10, BEYOND = 0x10000, HALF = 0x3FF };
    *size = ESCAPE_SIZE;
    if (!is_surrogate(cp))
        return cp;
    long next = escaped(p + ESCAPE_SIZE, n - ESCAPE_SIZE);
    if (cp >= LOW || next < LOW || !is_surrogate(next))
        return 0;
    *size += ESCAPE_SIZE;
    return BEYOND + ((cp & HALF) << BITS) + (next & HALF);
}

void sheet_part_unescape(struct buf *text, size_t from)
{
    if (text->n == from || !memchr(text->p + from, '_', text->n - from))
        return;
    size_t out = from, size;
    for (size_t i = from; i < text->n; i += size) {
        long cp = escaped(text->p + i, text->n - i);
        if (cp < 0) {
            text->p[out++] = text->p[i];
            size = 1;
            continue;
        }
        cp = whole_character(text->p + i, text->n - i, cp, &size);
        if (cp)
            out += utf8_encode((uint32_t)cp, text->p + out);
    }
    text->n = out;
}
