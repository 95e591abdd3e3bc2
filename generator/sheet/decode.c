/*
 * The bytes of a CSV file → UTF-8 with '\n' at every line's end, in pieces, since a county's list
 * has hundreds of megabytes. A BOM decides; else UTF-8 if all of it is; else GB18030, which holds
 * GBK and GB2312: what Excel and WPS save as CSV in China. Bytes that mean nothing end the reading,
 * with a finding at their place in the text before them.
 */
#include <errno.h>
#include <string.h>
#include <unicode/ucnv.h>

#include "base/diag.def"
#include "base/utf8.h"
#include "sheet/diag.def"
#include "sheet/sheet_int.h"

enum { PIECE = 1 << 18, STEP = 1 << 14 };

static const struct {
    const char *bytes;
    size_t size;
    const char *converter; /* ICU's name; NULL: UTF-8 */
} marks[] = {
    {"\xEF\xBB\xBF", 3, NULL},
    {"\xFF\xFE", 2, "UTF-16LE"},
    {"\xFE\xFF", 2, "UTF-16BE"},
};

struct decoding {
    struct reader *reader;
    struct spool *text;
    uint64_t from; /* where the text begins in the file */
    bool ended_in_return;
    bool failed;  /* the disk did: reported */
    uint64_t nul; /* place of the first one in the text; UINT64_MAX: there is none */
    char *piece;  /* of the file */
};

/* ---- what was decoded ---- */

/* Line ends made one; returns the new size. */
static size_t unify_lines(struct decoding *k, char *p, size_t n)
{
    size_t out = 0;
    for (size_t i = 0; i < n; i++) {
        bool second = k->ended_in_return && p[i] == '\n';
        k->ended_in_return = p[i] == '\r';
        if (!second)
            p[out++] = p[i] == '\r' ? '\n' : p[i];
    }
    return out;
}

static void add(struct decoding *k, char *p, size_t n)
{
    size_t size = k->ended_in_return || memchr(p, '\r', n) ? unify_lines(k, p, n) : n;
    const char *nul = memchr(p, '\0', size);
    if (nul && k->nul == UINT64_MAX)
        k->nul = spool_size(k->text) + (uint64_t)(nul - p);
    k->failed = k->failed || !spool_add(k->text, p, size);
}

static ptrdiff_t read_piece(struct decoding *k, uint64_t off, void *out, size_t n)
{
    struct reader *r = k->reader;
    ptrdiff_t got = file_piece(&r->file, off, out, n);
    if (got < 0) {
        sheet_unread(r);
        k->failed = true;
    }
    return got;
}

static struct source *source_of(struct decoding *k)
{
    const char *bytes = k->failed ? NULL : spool_text(k->text);
    size_t size = (size_t)spool_size(k->text);
    return bytes ? source_new(k->reader->scratch, k->reader->path, bytes, size) : NULL;
}

/* The text up to the bytes that mean nothing is shown, with U+FFFD for them. */
static void refuse_bytes(struct decoding *k, const char *encoding)
{
    char mark[UTF8_MAX];
    size_t n = utf8_encode(UTF8_REPLACEMENT, mark);
    add(k, mark, n);
    struct source *src = source_of(k);
    if (src)
        diag(k->reader->diags, DIAG_K020, ((struct pos){src, (uint32_t)(src->size - n)}), encoding);
    k->failed = true;
}

/* ---- UTF-8 ---- */

/* How many bytes at the end are the beginning of a character. */
static size_t begun_character(const char *p, size_t n)
{
    enum { LEAD = 0xC0 };
    for (size_t i = 1; i < UTF8_MAX && i <= n; i++)
        if (((unsigned char)p[n - i] & LEAD) == LEAD)
            return i;
    return 0;
}

/* Takes the file as UTF-8 up to what is none; gives that place, or the file's size. */
static uint64_t take_utf8(struct decoding *k)
{
    uint64_t off = k->from, size = k->reader->file.size;
    while (off < size && !k->failed) {
        ptrdiff_t got = read_piece(k, off, k->piece, PIECE);
        size_t n = got > 0 ? (size_t)got : 0, good = n ? utf8_bad(k->piece, n) : 0;
        if (!n)
            break;
        bool more = off + n < size && good < n && n - good <= begun_character(k->piece, n);
        add(k, k->piece, good);
        off += good;
        if (good < n && !more)
            return off;
    }
    return size;
}

/* ---- by ICU ---- */

/* After an error, what was read before it waits between the converters. */
static void add_rest(struct decoding *k, UConverter *to, const UChar *p, const UChar *end)
{
    char step[STEP];
    UErrorCode error;
    do {
        char *target = step;
        error = U_ZERO_ERROR;
        ucnv_fromUnicode(to, &target, step + STEP, &p, end, NULL, true, &error);
        add(k, step, (size_t)(target - step));
    } while (error == U_BUFFER_OVERFLOW_ERROR);
}

/* False: the text ends before bytes that mean nothing. */
static bool convert_between(struct decoding *k, UConverter *from, UConverter *to)
{
    char step[STEP];
    UChar pivot[STEP], *pivot_from = pivot, *pivot_to = pivot;
    const char *p = k->piece, *end = p;
    uint64_t off = k->from, size = k->reader->file.size;
    bool first = true;
    UErrorCode error = U_ZERO_ERROR;
    while (!k->failed) {
        if (p == end && error != U_BUFFER_OVERFLOW_ERROR) {
            ptrdiff_t got = off < size ? read_piece(k, off, k->piece, PIECE) : 0;
            p = k->piece;
            end = p + (got > 0 ? got : 0);
            off += (uint64_t)(end - p);
        }
        char *target = step;
        error = U_ZERO_ERROR;
        ucnv_convertEx(to, from, &target, step + STEP, &p, end, pivot, &pivot_from, &pivot_to,
                       pivot + STEP, first, off >= size, &error);
        add(k, step, (size_t)(target - step));
        first = false;
        if (U_FAILURE(error) && error != U_BUFFER_OVERFLOW_ERROR) {
            add_rest(k, to, pivot_from, pivot_to);
            return false;
        }
        if (off >= size && p == end && error != U_BUFFER_OVERFLOW_ERROR)
            break;
    }
    return true;
}

static void take_converted(struct decoding *k, const char *name)
{
    UErrorCode error = U_ZERO_ERROR;
    UConverter *from = ucnv_open(name, &error), *to = ucnv_open("UTF-8", &error);
    if (from)
        ucnv_setToUCallBack(from, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &error);
    if (U_FAILURE(error) || !convert_between(k, from, to))
        refuse_bytes(k, name);
    ucnv_close(from);
    ucnv_close(to);
}

/* ---- which encoding ---- */

/* Chinese text in GBK has hardly a sequence that UTF-8 knows; damaged UTF-8 has many around the
 * place where it is damaged. */
static bool looks_like_utf8(struct decoding *k, uint64_t at_fault)
{
    enum { AROUND = 2048 };
    uint64_t from = at_fault - k->from > AROUND ? at_fault - AROUND : k->from;
    ptrdiff_t got = read_piece(k, from, k->piece, (size_t)(at_fault - from) + AROUND);
    size_t good = 0, bad = 0;
    for (const char *p = k->piece, *end = p + (got > 0 ? got : 0); p < end;) {
        const char *at = p;
        uint32_t cp = utf8_next(&p, end);
        good += p - at > 1;
        bad += cp == UTF8_REPLACEMENT && p - at == 1;
    }
    return good > bad;
}

static void take_unmarked(struct decoding *k, bool utf8)
{
    struct reader *r = k->reader;
    uint64_t good = take_utf8(k);
    if (good == r->file.size || k->failed)
        return;
    if (utf8 || looks_like_utf8(k, good)) {
        refuse_bytes(k, "UTF-8");
        return;
    }
    spool_drop(k->text);
    k->text = spool_new(r->limits->memory, r->diags);
    k->nul = UINT64_MAX;
    k->ended_in_return = false;
    take_converted(k, "GB18030");
}

static void take_text(struct decoding *k)
{
    char head[UTF8_MAX] = "";
    ptrdiff_t n = read_piece(k, 0, head, sizeof head);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (n < (ptrdiff_t)marks[i].size || memcmp(head, marks[i].bytes, marks[i].size) != 0)
            continue;
        k->from = marks[i].size;
        if (marks[i].converter)
            take_converted(k, marks[i].converter);
        else
            take_unmarked(k, true);
        return;
    }
    take_unmarked(k, false);
}

struct source *sheet_decode(struct reader *r, struct spool **text)
{
    struct decoding k = {.reader = r, .nul = UINT64_MAX};
    k.text = spool_new(r->limits->memory, r->diags);
    k.piece = arena_alloc(r->scratch, PIECE);
    take_text(&k);
    struct source *src = source_of(&k);
    *text = k.text;
    if (!src || k.nul == UINT64_MAX)
        return src;
    diag(r->diags, DIAG_K021, ((struct pos){src, (uint32_t)k.nul}), NULL);
    return NULL;
}
