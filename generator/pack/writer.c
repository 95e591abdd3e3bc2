/* What is compressed already is stored; all else is deflated. The same parts make the same bytes.
 */
#include <stdlib.h>
#include <zip.h>

#include "base/late.h"
#include "base/mem.h"
#include "pack/pack.h"

#define ZIP_WRITING(F)                                                                             \
    F(zip_open)                                                                                    \
    F(zip_open_from_source)                                                                        \
    F(zip_close)                                                                                   \
    F(zip_discard)                                                                                 \
    F(zip_file_add)                                                                                \
    F(zip_file_set_dostime)                                                                        \
    F(zip_set_file_compression)                                                                    \
    F(zip_source_buffer)                                                                           \
    F(zip_source_buffer_create)                                                                    \
    F(zip_source_file)                                                                             \
    F(zip_source_keep)                                                                             \
    F(zip_source_free)                                                                             \
    F(zip_source_open)                                                                             \
    F(zip_source_read)                                                                             \
    F(zip_source_close)
LATE_LIBRARY(zip_writing, ZIP_WRITING);

struct pack_writer {
    struct zip_writing lib;
    zip_t *zip;
    zip_source_t *memory; /* NULL: to a file */
    bool any, failed;
};

struct pack_writer *pack_writer_open(const char *path)
{
    struct pack_writer *w = mem_alloc(sizeof *w);
    *w = (struct pack_writer){0};
    LATE_NEED(&w->lib, LATE_ZIP, ZIP_WRITING);
    if (path) {
        w->zip = w->lib.zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
        return w;
    }
    w->memory = w->lib.zip_source_buffer_create(NULL, 0, 0, NULL);
    w->zip = w->memory ? w->lib.zip_open_from_source(w->memory, ZIP_TRUNCATE, NULL) : NULL;
    if (w->zip)
        w->lib.zip_source_keep(w->memory); /* to be read when it is whole */
    return w;
}

static bool is_packed(const char *name)
{
    static const char *const extensions[] = {"pdf", "docx", "xlsx", "png", "jpg", "jpeg", "zip"};
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
        if (file_has_extension(name, extensions[i]))
            return true;
    return false;
}

/* The source is the archive's from here on, or gone. */
static bool add(struct pack_writer *w, const char *name, zip_source_t *source)
{
    enum { FIRST_DAY = 0x21 /* 1980-01-01 */, LEVEL = 6 };
    zip_int64_t i = source ? w->lib.zip_file_add(w->zip, name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (source && i < 0)
        w->lib.zip_source_free(source);
    int method = is_packed(name) ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
    bool ok = i >= 0 && w->lib.zip_file_set_dostime(w->zip, (zip_uint64_t)i, 0, FIRST_DAY, 0) == 0 &&
              w->lib.zip_set_file_compression(w->zip, (zip_uint64_t)i, method, LEVEL) == 0;
    w->any = true;
    w->failed = w->failed || !ok;
    return ok;
}

bool pack_writer_add(struct pack_writer *w, const char *name, const void *bytes, size_t n)
{
    return w->zip && add(w, name, w->lib.zip_source_buffer(w->zip, bytes, n, 0));
}

bool pack_writer_add_file(struct pack_writer *w, const char *name, const char *path)
{
    return w->zip && add(w, name, w->lib.zip_source_file(w->zip, path, 0, -1));
}

static bool copy_out(const struct pack_writer *w, struct buf *out)
{
    enum { PIECE = 1 << 16 };
    char *piece = mem_alloc(PIECE);
    zip_int64_t n = 0;
    bool ok = w->lib.zip_source_open(w->memory) == 0;
    while (ok && (n = w->lib.zip_source_read(w->memory, piece, PIECE)) > 0)
        buf_add(out, piece, (size_t)n);
    if (ok)
        w->lib.zip_source_close(w->memory);
    free(piece);
    return ok && n == 0;
}

bool pack_writer_finish(struct pack_writer *w, struct buf *out)
{
    bool ok = w->zip && w->any && !w->failed && w->lib.zip_close(w->zip) == 0;
    if (w->zip && !ok)
        w->lib.zip_discard(w->zip);
    if (w->memory) {
        ok = ok && copy_out(w, out);
        w->lib.zip_source_free(w->memory);
    }
    free(w);
    return ok;
}
