/*
 * The ZIP that an XLSX file is, and its XML parts. Entries are looked up by name and inflated into
 * memory, never unpacked to the disk; what they may grow to is limited, whatever they declare: an
 * entry that is deflated gets no more room than it declares, any other is counted as it comes.
 */
#include <ctype.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "base/utf8.h"
#include "sheet/diag.def"
#include "sheet/sheet_int.h"

enum { READ_STEP = 1 << 16, MEGABYTE = 1 << 20, MAX_ENTRIES = 20000 };

struct archive {
    struct reader *reader;
    zip_t *zip;
    uint64_t total; /* bytes inflated so far */
};

static zip_source_t *source_of(const struct reader *r, zip_error_t *error)
{
    if (r->file.bytes)
        return zip_source_buffer_create(r->file.bytes, r->file.size, 0, error);
    int fd = dup(r->file.fd);
    FILE *file = fd >= 0 ? fdopen(fd, "rb") : NULL; /* the source's from here on */
    return file ? zip_source_filep_create(file, 0, -1, error) : NULL;
}

static zip_t *open_zip(const struct reader *r)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = source_of(r, &error);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    if (source && !zip)
        zip_source_free(source);
    zip_error_fini(&error);
    return zip;
}

struct archive *sheet_archive_open(struct reader *r)
{
    zip_t *zip = open_zip(r);
    if (!zip || zip_get_num_entries(zip, 0) > MAX_ENTRIES) {
        if (zip)
            zip_discard(zip);
        sheet_fail(r, DIAG_K008, "ZIP");
        return NULL;
    }
    struct archive *a = ARENA_NEW(r->scratch, struct archive);
    a->reader = r;
    a->zip = zip;
    return a;
}

void sheet_archive_close(struct archive *a)
{
    zip_discard(a->zip);
}

struct reader *sheet_archive_reader(struct archive *a)
{
    return a->reader;
}

/* Names of parts are compared without regard to case. Some programs part them by '\\', or begin
 * them with '/'. */
static bool names_part(const char *entry, const char *part)
{
    while (*entry == '/' || *entry == '\\')
        entry++;
    for (; *entry && *part; entry++, part++)
        if (tolower((unsigned char)*entry) != tolower((unsigned char)*part) &&
            (*entry != '\\' || *part != '/'))
            return false;
    return !*entry && !*part;
}

static zip_int64_t locate(struct archive *a, const char *name)
{
    zip_int64_t found = zip_name_locate(a->zip, name, ZIP_FL_NOCASE);
    zip_int64_t n = found < 0 ? zip_get_num_entries(a->zip, 0) : 0;
    for (zip_int64_t i = 0; i < n && found < 0; i++) {
        const char *entry = zip_get_name(a->zip, (zip_uint64_t)i, 0);
        if (entry && names_part(entry, name))
            found = i;
    }
    return found;
}

bool sheet_archive_has(struct archive *a, const char *name)
{
    return locate(a, name) >= 0;
}

/* Whether an entry may have so many bytes; false: reported. */
static bool may_have(struct archive *a, const char *name, zip_uint64_t n)
{
    struct reader *r = a->reader;
    const struct sheet_limits *most = r->limits;
    if (n <= most->part && n <= most->total - a->total)
        return true;
    diag(r->diags, DIAG_K010, r->pos, r->path, name,
         arena_printf(r->scratch, "%u", (unsigned)(most->part / MEGABYTE)));
    return false;
}

/* Counts n bytes more of an entry that has so many already; false: too many, reported. */
static bool count_bytes(struct archive *a, const char *name, zip_uint64_t have, zip_uint64_t n)
{
    bool fits = n <= UINT64_MAX - have && may_have(a, name, have + n);
    a->total += fits ? n : 0;
    return fits;
}

/* All that libzip gives of an entry, piece by piece. */
static bool read_steps(struct archive *a, zip_file_t *file, const char *name,
                       bool (*take)(void *context, const char *bytes, size_t n), void *context)
{
    char *bytes = arena_alloc(a->reader->scratch, READ_STEP);
    zip_uint64_t have = 0;
    zip_int64_t n;
    while ((n = zip_fread(file, bytes, READ_STEP)) > 0) {
        if (!count_bytes(a, name, have, (zip_uint64_t)n) || !take(context, bytes, (size_t)n))
            return false;
        have += (zip_uint64_t)n;
    }
    return n == 0 || sheet_fail(a->reader, DIAG_K008, name);
}

static bool gather(void *context, const char *bytes, size_t n)
{
    buf_add(context, bytes, n);
    return true;
}

/* What deflated bytes become, if that is what the entry declares. */
static bool inflate(const struct buf *deflated, const zip_stat_t *stat, struct buf *out)
{
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    size_t size = (size_t)stat->size, n = 0;
    out->p = mem_alloc(size + 1);
    out->cap = size + 1;
    bool ok = d && libdeflate_deflate_decompress(d, deflated->p, deflated->n, out->p, size, &n) ==
                       LIBDEFLATE_SUCCESS;
    out->n = ok ? n : 0;
    out->p[out->n] = '\0';
    libdeflate_free_decompressor(d);
    return ok && n == size && libdeflate_crc32(0, out->p, n) == stat->crc;
}

/* An entry that is deflated, as nearly all are; out is empty. libdeflate is much quicker than zlib,
 * which libzip would use. */
static bool read_deflated(struct archive *a, zip_file_t *file, const char *name,
                          const zip_stat_t *stat, struct buf *out)
{
    struct buf deflated = {0};
    buf_str(&deflated, "");
    bool ok = count_bytes(a, name, 0, stat->size) && read_steps(a, file, name, gather, &deflated) &&
              (inflate(&deflated, stat, out) || sheet_fail(a->reader, DIAG_K008, name));
    buf_drop(&deflated);
    return ok;
}

static bool is_deflated(const zip_stat_t *stat)
{
    enum { NEEDED = ZIP_STAT_SIZE | ZIP_STAT_CRC | ZIP_STAT_COMP_METHOD };
    return (stat->valid & NEEDED) == NEEDED && stat->comp_method == ZIP_CM_DEFLATE;
}

/* NULL: reported. deflated: as it is, if it is deflated. */
static zip_file_t *open_entry(struct archive *a, const char *name, zip_stat_t *stat, bool deflated)
{
    zip_int64_t index = locate(a, name);
    if (index < 0 || zip_stat_index(a->zip, (zip_uint64_t)index, 0, stat) != 0) {
        sheet_fail(a->reader, DIAG_K008, name);
        return NULL;
    }
    if ((stat->valid & ZIP_STAT_ENCRYPTION_METHOD) && stat->encryption_method != ZIP_EM_NONE) {
        sheet_fail(a->reader, DIAG_K005, NULL);
        return NULL;
    }
    zip_flags_t flags = deflated && is_deflated(stat) ? ZIP_FL_COMPRESSED : 0;
    zip_file_t *file = zip_fopen_index(a->zip, (zip_uint64_t)index, flags);
    if (!file)
        sheet_fail(a->reader, DIAG_K008, name);
    return file;
}

bool sheet_archive_read(struct archive *a, const char *name, struct buf *out)
{
    zip_stat_t stat;
    zip_file_t *file = open_entry(a, name, &stat, true);
    if (!file)
        return false;
    bool ok = is_deflated(&stat) ? read_deflated(a, file, name, &stat, out)
                                 : read_steps(a, file, name, gather, out);
    zip_fclose(file);
    return ok;
}

/* ---- parts: scanning one, and the escapes of its texts ---- */

/* It comes in pieces, inflated at half the speed. */
static bool is_large(struct archive *a, const char *name)
{
    zip_stat_t stat;
    zip_int64_t index = locate(a, name);
    return index >= 0 && zip_stat_index(a->zip, (zip_uint64_t)index, 0, &stat) == 0 &&
           !((stat.valid & ZIP_STAT_SIZE) && stat.size <= a->reader->limits->at_once);
}

static bool add_piece(void *context, const char *bytes, size_t n)
{
    return xml_scanner_add(context, bytes, n);
}

/* What it declares is refused before it is inflated. */
static bool scan_large(struct archive *a, const char *name, const struct xml_events *events)
{
    zip_stat_t stat;
    zip_file_t *file = open_entry(a, name, &stat, false);
    if (!file)
        return false;
    struct xml_scanner *scanner = xml_scanner_open(events);
    bool ok = may_have(a, name, (stat.valid & ZIP_STAT_SIZE) ? stat.size : 0) &&
              read_steps(a, file, name, add_piece, scanner);
    ok = xml_scanner_close(scanner) && ok;
    zip_fclose(file);
    return ok;
}

static bool scan_whole(struct archive *a, const char *name, const struct xml_events *events)
{
    struct buf bytes = {0};
    bool ok = sheet_archive_read(a, name, &bytes) && bytes.n && xml_scan(bytes.p, bytes.n, events);
    buf_drop(&bytes);
    return ok;
}

bool sheet_part_scan(struct archive *a, const char *name, const struct xml_events *events,
                     const bool *told)
{
    struct diags *d = sheet_archive_reader(a)->diags;
    size_t before = diags_count(d, DIAG_ERROR);
    bool ok = is_large(a, name) ? scan_large(a, name, events) : scan_whole(a, name, events);
    if (!ok && !(told && *told) && diags_count(d, DIAG_ERROR) == before)
        sheet_fail(sheet_archive_reader(a), DIAG_K008, name);
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
