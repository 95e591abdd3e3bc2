/*
 * The ZIP that an XLSX file is. Entries are looked up by name and inflated into memory, never
 * unpacked to the disk; what they may grow to is counted as they inflate, whatever they declare.
 */
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "data/data_int.h"

enum { READ_STEP = 1 << 16, MEGABYTE = 1 << 20, MAX_ENTRIES = 20000 };

struct archive {
    struct reader *reader;
    zip_t *zip;
    size_t total; /* bytes inflated so far */
};

static zip_t *open_zip(const struct reader *r)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(r->bytes, r->size, 0, &error);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    if (source && !zip)
        zip_source_free(source);
    zip_error_fini(&error);
    return zip;
}

struct archive *archive_open(struct reader *r)
{
    zip_t *zip = open_zip(r);
    if (!zip || zip_get_num_entries(zip, 0) > MAX_ENTRIES) {
        if (zip)
            zip_discard(zip);
        reader_fail(r, DIAG_K008, "ZIP");
        return NULL;
    }
    struct archive *a = ARENA_NEW(r->scratch, struct archive);
    a->reader = r;
    a->zip = zip;
    return a;
}

void archive_close(struct archive *a)
{
    zip_discard(a->zip);
}

struct reader *archive_reader(struct archive *a)
{
    return a->reader;
}

/* Names of parts are compared without regard to case. */
static zip_int64_t locate(struct archive *a, const char *name)
{
    return zip_name_locate(a->zip, name, ZIP_FL_NOCASE);
}

bool archive_has(struct archive *a, const char *name)
{
    return locate(a, name) >= 0;
}

static bool inflate(struct archive *a, zip_file_t *file, const char *name, struct buf *out)
{
    char *bytes = arena_alloc(a->reader->scratch, READ_STEP);
    zip_int64_t n;
    while ((n = zip_fread(file, bytes, READ_STEP)) > 0) {
        a->total += (size_t)n;
        if (out->n + (size_t)n > DATA_MAX_PART || a->total > DATA_MAX_TOTAL) {
            struct reader *r = a->reader;
            diag(r->diags, DIAG_K010, r->pos, r->path, name,
                 arena_printf(r->scratch, "%d", DATA_MAX_PART / MEGABYTE));
            return false;
        }
        buf_add(out, bytes, (size_t)n);
    }
    return n == 0 || reader_fail(a->reader, DIAG_K008, name);
}

static bool is_encrypted(struct archive *a, zip_int64_t index)
{
    zip_stat_t stat;
    return zip_stat_index(a->zip, (zip_uint64_t)index, 0, &stat) == 0 &&
           (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE;
}

bool archive_read(struct archive *a, const char *name, struct buf *out)
{
    zip_int64_t index = locate(a, name);
    if (index < 0)
        return reader_fail(a->reader, DIAG_K008, name);
    if (is_encrypted(a, index))
        return reader_fail(a->reader, DIAG_K005, NULL);
    zip_file_t *file = zip_fopen_index(a->zip, (zip_uint64_t)index, 0);
    if (!file)
        return reader_fail(a->reader, DIAG_K008, name);
    bool ok = inflate(a, file, name, out);
    zip_fclose(file);
    return ok;
}
