/*
 * The ZIP: entries looked up by name and inflated. What they may grow to is limited, whatever they
 * declare: an entry that is deflated gets no more room than it declares, any other is counted as it
 * comes.
 */
#include <ctype.h>
#include <errno.h>
#include <iconv.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "base/late.h"
#include "base/utf8.h"
#include "pack/pack.h"

enum { READ_STEP = 1 << 16, MAX_ENTRIES = 20000 };

#define ZIP_READING(F)                                                                             \
    F(zip_error_init)                                                                              \
    F(zip_error_fini)                                                                              \
    F(zip_error_set)                                                                               \
    F(zip_error_to_data)                                                                           \
    F(zip_source_buffer_create)                                                                    \
    F(zip_source_function_create)                                                                  \
    F(zip_source_seek_compute_offset)                                                              \
    F(zip_source_free)                                                                             \
    F(zip_open_from_source)                                                                        \
    F(zip_discard)                                                                                 \
    F(zip_get_num_entries)                                                                         \
    F(zip_get_name)                                                                                \
    F(zip_name_locate)                                                                             \
    F(zip_stat_index)                                                                              \
    F(zip_fopen_index)                                                                             \
    F(zip_fread)                                                                                   \
    F(zip_fclose)
LATE_LIBRARY(zip_reading, ZIP_READING);

struct pack {
    struct zip_reading lib;
    struct file_pieces file;
    uint64_t at;      /* where libzip is in it */
    zip_error_t told; /* to libzip */
    int error;        /* of the system: it did not give some of the file; or 0 */
    zip_t *zip;
    struct pack_limits limits;
    uint64_t total; /* bytes inflated so far */
    enum pack_fault fault;
};

static bool fail(struct pack *p, enum pack_fault fault)
{
    p->fault = fault;
    return false;
}

/* ---- the file, as libzip asks for it ---- */

static zip_int64_t give_piece(struct pack *p, void *out, zip_uint64_t n)
{
    ptrdiff_t got = file_piece(&p->file, p->at, out, (size_t)n);
    if (got < 0) {
        p->error = errno; /* libzip takes it for the file's end */
        p->lib.zip_error_set(&p->told, ZIP_ER_READ, errno);
    }
    p->at += got > 0 ? (uint64_t)got : 0;
    return got;
}

static zip_int64_t seek_in(struct pack *p, void *asked, zip_uint64_t n)
{
    zip_int64_t to = p->lib.zip_source_seek_compute_offset(p->at, p->file.size, asked, n, &p->told);
    p->at = to < 0 ? p->at : (uint64_t)to;
    return to < 0 ? -1 : 0;
}

static zip_int64_t tell_size(const struct pack *p, zip_stat_t *out)
{
    out->valid |= ZIP_STAT_SIZE;
    out->size = p->file.size;
    return sizeof *out;
}

static zip_int64_t answer(void *pack, void *data, zip_uint64_t n, zip_source_cmd_t asked)
{
    struct pack *p = pack;
    switch (asked) {
    case ZIP_SOURCE_OPEN:
        p->at = 0;
        return 0;
    case ZIP_SOURCE_READ:
        return give_piece(p, data, n);
    case ZIP_SOURCE_SEEK:
        return seek_in(p, data, n);
    case ZIP_SOURCE_TELL:
        return (zip_int64_t)p->at;
    case ZIP_SOURCE_STAT:
        return tell_size(p, data);
    case ZIP_SOURCE_ERROR:
        return p->lib.zip_error_to_data(&p->told, data, n);
    case ZIP_SOURCE_SUPPORTS:
        return ZIP_SOURCE_SUPPORTS_SEEKABLE;
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE: /* the pack is its owner's */
        return 0;
    default:
        p->lib.zip_error_set(&p->told, ZIP_ER_OPNOTSUPP, 0);
        return -1;
    }
}

static zip_source_t *source_of(struct pack *p, zip_error_t *error)
{
    if (p->file.bytes)
        return p->lib.zip_source_buffer_create(p->file.bytes, p->file.size, 0, error);
    return p->lib.zip_source_function_create(answer, p, error);
}

/* False: no ZIP, or see p->error. */
static bool open_zip(struct pack *p, const struct file_pieces *f)
{
    zip_error_t error;
    *p = (struct pack){.file = *f};
    LATE_NEED(&p->lib, LATE_ZIP, ZIP_READING);
    p->lib.zip_error_init(&p->told);
    p->lib.zip_error_init(&error);
    zip_source_t *source = source_of(p, &error);
    p->zip = source ? p->lib.zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    if (source && !p->zip)
        p->lib.zip_source_free(source);
    p->lib.zip_error_fini(&error);
    return p->zip;
}

static void close_zip(struct pack *p)
{
    if (p->zip)
        p->lib.zip_discard(p->zip);
    p->lib.zip_error_fini(&p->told);
}

struct pack *pack_open(const struct file_pieces *file, const struct pack_limits *limits)
{
    struct pack *p = mem_alloc(sizeof *p);
    if (open_zip(p, file) && p->lib.zip_get_num_entries(p->zip, 0) <= MAX_ENTRIES) {
        p->limits = *limits;
        return p;
    }
    int error = p->error;
    pack_close(p);
    errno = error;
    return NULL;
}

/* Whether all of an entry comes out as its sum says. */
static bool is_entry_sound(const struct pack *p, zip_uint64_t index, char *step)
{
    zip_file_t *file = p->lib.zip_fopen_index(p->zip, index, 0);
    zip_int64_t n = file ? READ_STEP : -1;
    while (n > 0)
        n = p->lib.zip_fread(file, step, READ_STEP);
    if (file)
        p->lib.zip_fclose(file);
    return n == 0;
}

bool pack_is_sound(const struct file_pieces *file, size_t n)
{
    struct pack p;
    bool ok = open_zip(&p, file) && (size_t)p.lib.zip_get_num_entries(p.zip, 0) == n;
    char *step = mem_alloc(READ_STEP);
    for (size_t i = 0; ok && i < n; i++)
        ok = is_entry_sound(&p, i, step);
    free(step);
    close_zip(&p);
    return ok;
}

void pack_close(struct pack *p)
{
    close_zip(p);
    free(p);
}

enum pack_fault pack_fault(const struct pack *p)
{
    errno = p->error;
    return p->error ? PACK_UNREAD : p->fault;
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

static zip_int64_t locate(struct pack *p, const char *name)
{
    zip_int64_t found = p->lib.zip_name_locate(p->zip, name, ZIP_FL_NOCASE);
    zip_int64_t n = found < 0 ? p->lib.zip_get_num_entries(p->zip, 0) : 0;
    for (zip_int64_t i = 0; i < n && found < 0; i++) {
        const char *entry = p->lib.zip_get_name(p->zip, (zip_uint64_t)i, 0);
        if (entry && names_part(entry, name))
            found = i;
    }
    return found;
}

/* Of names as GB 18030 has them, which the system of most offices writes without a word. */
static char *from_gb18030(struct arena *a, const char *name)
{
    enum { MOST_FOLD = 2 }; /* bytes: two of a character become three, four stay four */
    size_t left = strlen(name), room = MOST_FOLD * left;
    char *out = arena_alloc(a, room + 1), *to = out, *in = (char *)(uintptr_t)name;
    iconv_t cd = iconv_open("UTF-8", "GB18030");
    bool ok = cd != (iconv_t)-1 && iconv(cd, &in, &left, &to, &room) != (size_t)-1;
    if (cd != (iconv_t)-1)
        iconv_close(cd);
    *to = '\0';
    return ok ? out : NULL;
}

const char *pack_name(struct pack *p, struct arena *a, size_t i)
{
    const char *name = p->lib.zip_get_name(p->zip, i, ZIP_FL_ENC_RAW);
    const char *plain = name && utf8_bad(name, strlen(name)) == strlen(name) ? arena_strdup(a, name)
                        : name                                               ? from_gb18030(a, name)
                                                                             : NULL;
    return plain || !name ? plain : "";
}

bool pack_has(struct pack *p, const char *name)
{
    return locate(p, name) >= 0;
}

uint64_t pack_size(struct pack *p, const char *name)
{
    zip_stat_t stat;
    zip_int64_t index = locate(p, name);
    bool told = index >= 0 && p->lib.zip_stat_index(p->zip, (zip_uint64_t)index, 0, &stat) == 0 &&
                (stat.valid & ZIP_STAT_SIZE);
    return told ? stat.size : UINT64_MAX;
}

/* Counts n bytes more of an entry that has so many already; false: too many. */
static bool count_bytes(struct pack *p, zip_uint64_t have, zip_uint64_t n)
{
    const struct pack_limits *most = &p->limits;
    bool fits = n <= UINT64_MAX - have && have + n <= most->part && n <= most->total - p->total;
    p->total += fits ? n : 0;
    return fits || fail(p, PACK_LARGE);
}

/* All that libzip gives of an entry, piece by piece. */
static bool read_steps(struct pack *p, zip_file_t *file, pack_take *take, void *context)
{
    char *bytes = mem_alloc(READ_STEP);
    zip_uint64_t have = 0;
    zip_int64_t n = 0;
    bool ok = true;
    while (ok && (n = p->lib.zip_fread(file, bytes, READ_STEP)) > 0) {
        ok = count_bytes(p, have, (zip_uint64_t)n) && take(context, bytes, (size_t)n);
        have += (zip_uint64_t)n;
    }
    free(bytes);
    return ok && (n == 0 || fail(p, PACK_DAMAGED));
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
static bool read_deflated(struct pack *p, zip_file_t *file, const zip_stat_t *stat, struct buf *out)
{
    struct buf deflated = {0};
    buf_str(&deflated, "");
    bool ok = count_bytes(p, 0, stat->size) && read_steps(p, file, gather, &deflated) &&
              (inflate(&deflated, stat, out) || fail(p, PACK_DAMAGED));
    buf_drop(&deflated);
    return ok;
}

static bool is_deflated(const zip_stat_t *stat)
{
    enum { NEEDED = ZIP_STAT_SIZE | ZIP_STAT_CRC | ZIP_STAT_COMP_METHOD };
    return (stat->valid & NEEDED) == NEEDED && stat->comp_method == ZIP_CM_DEFLATE;
}

/* NULL: see the fault. deflated: as it is, if it is deflated. */
static zip_file_t *open_entry(struct pack *p, zip_int64_t index, zip_stat_t *stat, bool deflated)
{
    p->fault = PACK_DAMAGED;
    p->error = 0;
    if (index < 0 || p->lib.zip_stat_index(p->zip, (zip_uint64_t)index, 0, stat) != 0)
        return NULL;
    if ((stat->valid & ZIP_STAT_ENCRYPTION_METHOD) && stat->encryption_method != ZIP_EM_NONE) {
        p->fault = PACK_LOCKED;
        return NULL;
    }
    zip_flags_t flags = deflated && is_deflated(stat) ? ZIP_FL_COMPRESSED : 0;
    return p->lib.zip_fopen_index(p->zip, (zip_uint64_t)index, flags);
}

/* Until something else is the matter, a part that cannot be used is damaged. */
static bool read_entry(struct pack *p, zip_int64_t index, struct buf *out)
{
    zip_stat_t stat;
    zip_file_t *file = open_entry(p, index, &stat, true);
    if (!file)
        return false;
    bool ok =
        is_deflated(&stat) ? read_deflated(p, file, &stat, out) : read_steps(p, file, gather, out);
    p->lib.zip_fclose(file);
    return ok;
}

bool pack_read(struct pack *p, const char *name, struct buf *out)
{
    return read_entry(p, locate(p, name), out);
}

bool pack_read_at(struct pack *p, size_t i, struct buf *out)
{
    return read_entry(p, (zip_int64_t)i, out);
}

/* What it declares is refused before it is inflated. */
bool pack_pieces(struct pack *p, const char *name, pack_take *take, void *context)
{
    zip_stat_t stat;
    zip_file_t *file = open_entry(p, locate(p, name), &stat, false);
    if (!file)
        return false;
    bool large = (stat.valid & ZIP_STAT_SIZE) && stat.size > p->limits.part;
    bool ok = large ? fail(p, PACK_LARGE) : read_steps(p, file, take, context);
    p->lib.zip_fclose(file);
    return ok;
}
