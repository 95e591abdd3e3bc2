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

/* Counts n bytes more of an entry that has so many already; false: too many, reported. */
static bool count_bytes(struct archive *a, const char *name, zip_uint64_t have, zip_uint64_t n)
{
    struct reader *r = a->reader;
    const struct sheet_limits *most = r->limits;
    if (have <= most->part && n <= most->part - have && n <= most->total - a->total) {
        a->total += n;
        return true;
    }
    diag(r->diags, DIAG_K010, r->pos, r->path, name,
         arena_printf(r->scratch, "%u", (unsigned)(most->part / MEGABYTE)));
    return false;
}

/* All that libzip gives of an entry. */
static bool read_steps(struct archive *a, zip_file_t *file, const char *name, struct buf *out)
{
    char *bytes = arena_alloc(a->reader->scratch, READ_STEP);
    zip_int64_t n;
    while ((n = zip_fread(file, bytes, READ_STEP)) > 0) {
        if (!count_bytes(a, name, out->n, (zip_uint64_t)n))
            return false;
        buf_add(out, bytes, (size_t)n);
    }
    return n == 0 || sheet_fail(a->reader, DIAG_K008, name);
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
    bool ok = count_bytes(a, name, 0, stat->size) && read_steps(a, file, name, &deflated) &&
              (inflate(&deflated, stat, out) || sheet_fail(a->reader, DIAG_K008, name));
    buf_drop(&deflated);
    return ok;
}

bool sheet_archive_read(struct archive *a, const char *name, struct buf *out)
{
    enum { NEEDED = ZIP_STAT_SIZE | ZIP_STAT_CRC | ZIP_STAT_COMP_METHOD };
    zip_int64_t index = locate(a, name);
    zip_stat_t stat;
    if (index < 0 || zip_stat_index(a->zip, (zip_uint64_t)index, 0, &stat) != 0)
        return sheet_fail(a->reader, DIAG_K008, name);
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
        return sheet_fail(a->reader, DIAG_K005, NULL);
    bool deflated = (stat.valid & NEEDED) == NEEDED && stat.comp_method == ZIP_CM_DEFLATE;
    zip_file_t *file =
        zip_fopen_index(a->zip, (zip_uint64_t)index, deflated ? ZIP_FL_COMPRESSED : 0);
    if (!file)
        return sheet_fail(a->reader, DIAG_K008, name);
    bool ok = deflated ? read_deflated(a, file, name, &stat, out) : read_steps(a, file, name, out);
    zip_fclose(file);
    return ok;
}

/* ---- parts: scanning one, and the escapes of its texts ---- */

bool sheet_part_scan(struct archive *a, const char *name, const struct xml_events *events,
                     const bool *told)
{
    struct buf bytes = {0};
    bool ok = sheet_archive_read(a, name, &bytes);
    if (ok) {
        ok = bytes.n && xml_scan(bytes.p, bytes.n, events);
        if (!ok && !(told && *told))
            sheet_fail(sheet_archive_reader(a), DIAG_K008, name);
    }
    buf_drop(&bytes);
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

void sheet_part_unescape(struct buf *text, size_t from)
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
