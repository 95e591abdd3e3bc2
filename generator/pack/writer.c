/* What is compressed already is stored; all else is deflated. The same parts make the same bytes.
 */
#include <stdlib.h>
#include <zip.h>

#include "base/mem.h"
#include "pack/pack.h"

struct pack_writer {
    zip_t *zip;
    zip_source_t *memory; /* NULL: to a file */
    bool any, failed;
};

struct pack_writer *pack_writer_open(const char *path)
{
    struct pack_writer *w = mem_alloc(sizeof *w);
    *w = (struct pack_writer){0};
    if (path) {
        w->zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
        return w;
    }
    w->memory = zip_source_buffer_create(NULL, 0, 0, NULL);
    w->zip = w->memory ? zip_open_from_source(w->memory, ZIP_TRUNCATE, NULL) : NULL;
    if (w->zip)
        zip_source_keep(w->memory); /* to be read when it is whole */
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
    enum { FIRST_DAY = 0x21 }; /* 1980-01-01 */
    zip_int64_t i = source ? zip_file_add(w->zip, name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (source && i < 0)
        zip_source_free(source);
    int method = is_packed(name) ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
    bool ok = i >= 0 && zip_file_set_dostime(w->zip, (zip_uint64_t)i, 0, FIRST_DAY, 0) == 0 &&
              zip_set_file_compression(w->zip, (zip_uint64_t)i, method, 0) == 0;
    w->any = true;
    w->failed = w->failed || !ok;
    return ok;
}

bool pack_writer_add(struct pack_writer *w, const char *name, const void *bytes, size_t n)
{
    return w->zip && add(w, name, zip_source_buffer(w->zip, bytes, n, 0));
}

bool pack_writer_add_file(struct pack_writer *w, const char *name, const char *path)
{
    return w->zip && add(w, name, zip_source_file(w->zip, path, 0, -1));
}

static bool copy_out(zip_source_t *memory, struct buf *out)
{
    enum { PIECE = 1 << 16 };
    char *piece = mem_alloc(PIECE);
    zip_int64_t n = 0;
    bool ok = zip_source_open(memory) == 0;
    while (ok && (n = zip_source_read(memory, piece, PIECE)) > 0)
        buf_add(out, piece, (size_t)n);
    if (ok)
        zip_source_close(memory);
    free(piece);
    return ok && n == 0;
}

bool pack_writer_finish(struct pack_writer *w, struct buf *out)
{
    bool ok = w->zip && w->any && !w->failed && zip_close(w->zip) == 0;
    if (w->zip && !ok)
        zip_discard(w->zip);
    if (w->memory) {
        ok = ok && copy_out(w->memory, out);
        zip_source_free(w->memory);
    }
    free(w);
    return ok;
}
