/*
 * The bytes of a CSV file → UTF-8 with '\n' at every line's end. A BOM decides; else UTF-8 if all
 * of it is; else GB18030, which holds GBK and GB2312: what Excel and WPS save as CSV in China.
 * Bytes that mean nothing end the reading, with a finding at their place in the text before them.
 */
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/utf16.h>

#include "base/utf8.h"
#include "data/data_int.h"

static const struct {
    const char *bytes;
    size_t size;
    const char *converter; /* ICU's name; NULL: UTF-8 */
} marks[] = {
    {"\xEF\xBB\xBF", 3, NULL},
    {"\xFF\xFE", 2, "UTF-16LE"},
    {"\xFE\xFF", 2, "UTF-16BE"},
};

/* Line ends made one; returns the new size. */
static size_t unify_lines(char *p, size_t n)
{
    size_t out = 0;
    for (size_t i = 0; i < n; i++) {
        if (p[i] == '\r' && i + 1 < n && p[i + 1] == '\n')
            continue;
        p[out++] = p[i];
        if (p[i] == '\r')
            p[out - 1] = '\n';
    }
    p[out] = '\0';
    return out;
}

static struct source *make_source(struct reader *r, const char *p, size_t n)
{
    char *bytes = arena_strndup(r->scratch, p, n);
    return source_new(r->scratch, r->path, bytes, unify_lines(bytes, n));
}

/* The text up to the bytes that mean nothing is shown, with U+FFFD for them. */
static struct source *refuse_bytes(struct reader *r, struct buf *text, const char *encoding)
{
    buf_code(text, UTF8_REPLACEMENT);
    struct source *src = make_source(r, text->p, text->n);
    char replacement[UTF8_MAX];
    size_t off = src->size - utf8_encode(UTF8_REPLACEMENT, replacement);
    diag(r->diags, DIAG_K020, ((struct pos){src, (uint32_t)off}), encoding);
    return NULL;
}

static struct source *refuse_utf8(struct reader *r, const char *p, size_t good)
{
    struct buf text = {0};
    buf_add(&text, p, good);
    refuse_bytes(r, &text, "UTF-8");
    buf_drop(&text);
    return NULL;
}

/* ---- by ICU ---- */

static void add_utf16(struct buf *out, const UChar *units, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bool pair = U16_IS_LEAD(units[i]) && i + 1 < n;
        buf_code(out, pair ? (uint32_t)U16_GET_SUPPLEMENTARY(units[i], units[i + 1]) : units[i]);
        i += pair;
    }
}

/* False: the text ends before bytes that mean nothing. */
static bool convert_all(UConverter *converter, const char *p, size_t n, struct buf *out)
{
    enum { STEP = 1 << 14 };
    UChar units[STEP + 1];
    const char *end = p + n;
    size_t kept = 0; /* the first half of a pair, left from the step before */
    UErrorCode error;
    buf_str(out, "");
    do {
        UChar *to = units + kept;
        error = U_ZERO_ERROR;
        ucnv_toUnicode(converter, &to, units + STEP, &p, end, NULL, true, &error);
        size_t made = (size_t)(to - units);
        bool more = error == U_BUFFER_OVERFLOW_ERROR;
        kept = more && made && U16_IS_LEAD(units[made - 1]);
        add_utf16(out, units, made - kept);
        units[0] = made ? units[made - 1] : 0;
    } while (error == U_BUFFER_OVERFLOW_ERROR);
    return U_SUCCESS(error);
}

static bool convert(const char *name, const char *p, size_t n, struct buf *out)
{
    UErrorCode error = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &error);
    if (U_FAILURE(error))
        return false;
    ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &error);
    bool ok = U_SUCCESS(error) && convert_all(converter, p, n, out);
    ucnv_close(converter);
    return ok;
}

static struct source *decode_by(struct reader *r, const char *name, const char *p, size_t n)
{
    struct buf text = {0};
    struct source *src =
        convert(name, p, n, &text) ? make_source(r, text.p, text.n) : refuse_bytes(r, &text, name);
    buf_drop(&text);
    return src;
}

/* ---- which encoding ---- */

/* Chinese text in GBK has hardly a sequence that UTF-8 knows; damaged UTF-8 has many. */
static bool looks_like_utf8(const char *p, size_t n)
{
    size_t good = 0, bad = 0;
    for (const char *end = p + n; p < end;) {
        const char *at = p;
        uint32_t cp = utf8_next(&p, end);
        good += p - at > 1;
        bad += cp == UTF8_REPLACEMENT && p - at == 1;
    }
    return good > bad;
}

static struct source *decode_unmarked(struct reader *r, const char *p, size_t n, bool utf8)
{
    size_t good = utf8_bad(p, n);
    if (good == n)
        return make_source(r, p, n);
    if (utf8 || looks_like_utf8(p, n))
        return refuse_utf8(r, p, good);
    return decode_by(r, "GB18030", p, n);
}

static struct source *decode(struct reader *r)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t size = marks[i].size;
        if (r->size < size || memcmp(r->bytes, marks[i].bytes, size) != 0)
            continue;
        if (marks[i].converter)
            return decode_by(r, marks[i].converter, r->bytes + size, r->size - size);
        return decode_unmarked(r, r->bytes + size, r->size - size, true);
    }
    return decode_unmarked(r, r->bytes, r->size, false);
}

struct source *csv_decode(struct reader *r)
{
    struct source *src = decode(r);
    const char *nul = src ? memchr(src->bytes, '\0', src->size) : NULL;
    if (!nul)
        return src;
    diag(r->diags, DIAG_K021, ((struct pos){src, (uint32_t)(nul - src->bytes)}), NULL);
    return NULL;
}
