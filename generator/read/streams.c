/*
 * Streams that hold a file's objects, and the table of them, have a sum of their bytes at the end,
 * which the PDF library passes over as readers on screen do. Here it counts: of a stream with one
 * wrong bit the values that were filled in are others, or gone, and nothing else would say so.
 */
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "read/read_int.h"

/* Bytes: of the file at a time; of an object before its stream; of a stream, as it is and inflated.
 */
enum { STEP = 1 << 20, HEAD = 1 << 12, MOST_DEFLATED = 1 << 24, MOST_INFLATED = 1 << 26 };

struct scan {
    const struct file_pieces *file;
    struct libdeflate_decompressor *inflate;
    char *in, *out;
};

static const char *find(const char *p, const char *end, const char *word)
{
    size_t n = strlen(word);
    for (; (size_t)(end - p) >= n; p++) {
        p = memchr(p, *word, (size_t)(end - p) - n + 1);
        if (!p)
            return NULL;
        if (memcmp(p, word, n) == 0)
            return p;
    }
    return NULL;
}

/* Where the stream begins whose dictionary has the type there; NULL: it is none, or not deflated.
 */
static const char *stream_at(const char *type, const char *begin, const char *end)
{
    const char *head = type - begin > HEAD ? type - HEAD : begin;
    for (const char *next; (next = find(head, type, " obj"));)
        head = next + 1;
    const char *last = end - type > HEAD ? type + HEAD : end;
    const char *stream = find(type, last, "stream");
    if (!stream || !find(head, stream, "/FlateDecode"))
        return NULL;
    stream += strlen("stream");
    stream += stream < end && *stream == '\r';
    return stream < end && *stream == '\n' ? stream + 1 : NULL;
}

static bool is_whole(struct scan *s, uint64_t at)
{
    ptrdiff_t n = file_piece(s->file, at, s->in, MOST_DEFLATED);
    size_t in, out;
    return n > 0 && libdeflate_zlib_decompress_ex(s->inflate, s->in, (size_t)n, s->out,
                                                  MOST_INFLATED, &in, &out) == LIBDEFLATE_SUCCESS;
}

/* Streams whose type is named in the first STEP bytes of a window. */
static bool window_is_whole(struct scan *s, const char *p, size_t n, uint64_t off)
{
    static const char *const types[] = {"/ObjStm", "/XRef"};
    const char *end = p + n, *last = n > STEP + HEAD ? p + HEAD + STEP : end;
    bool ok = true;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        for (const char *at = p; ok && (at = find(at, last, types[i])); at++) {
            const char *stream = stream_at(at, p, end);
            ok = !stream || is_whole(s, off + (uint64_t)(stream - p));
        }
    return ok;
}

bool read_streams_are_whole(const struct file_pieces *file)
{
    struct scan s = {.file = file, .inflate = libdeflate_alloc_decompressor()};
    bool ok = s.inflate;
    char *window = mem_alloc(STEP + 2 * HEAD);
    s.in = mem_alloc(MOST_DEFLATED);
    s.out = mem_alloc(MOST_INFLATED);
    ptrdiff_t n = 0;
    for (uint64_t off = 0; ok && off < file->size; off += STEP) {
        n = file_piece(file, off, window, STEP + 2 * HEAD);
        ok = n >= 0 && window_is_whole(&s, window, (size_t)n, off);
    }
    if (s.inflate)
        libdeflate_free_decompressor(s.inflate);
    free(window);
    free(s.in);
    free(s.out);
    return ok;
}
