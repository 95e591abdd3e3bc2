/*
 * Bytes as an editor saved them → UTF-8. A BOM decides; else the encoding declaration; else UTF-8.
 * iconv of libc converts GB18030 and UTF-16. The text handed on is always well-formed UTF-8, since
 * findings show lines of it: bytes that mean nothing become U+FFFD.
 */
#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/diag.def"
#include "base/utf8.h"
#include "xml/diag.def"
#include "xml/edit.h"
#include "xml/xml_int.h"

enum charset { CHARSET_UTF8, CHARSET_GB18030, CHARSET_UTF16LE, CHARSET_UTF16BE, CHARSET_UNKNOWN };

static const char *const charset_names[] = {"UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"};

/* What was declared; GB18030 holds GBK and GB2312. */
static const struct {
    const char *name;
    enum charset charset;
} declared_names[] = {
    {"UTF-8", CHARSET_UTF8},      {"UTF8", CHARSET_UTF8},        {"US-ASCII", CHARSET_UTF8},
    {"GB18030", CHARSET_GB18030}, {"GBK", CHARSET_GB18030},      {"GB2312", CHARSET_GB18030},
    {"UTF-16", CHARSET_UTF16LE},  {"UTF-16LE", CHARSET_UTF16LE}, {"UTF-16BE", CHARSET_UTF16BE},
};

/* First bytes that say how the text is encoded. */
static const struct {
    const char *bytes;
    size_t size, skip;
    enum charset charset;
} marks[] = {
    {"\xEF\xBB\xBF", 3, 3, CHARSET_UTF8}, {"\xFF\xFE", 2, 2, CHARSET_UTF16LE},
    {"\xFE\xFF", 2, 2, CHARSET_UTF16BE},  {"<\0", 2, 0, CHARSET_UTF16LE},
    {"\0<", 2, 0, CHARSET_UTF16BE},
};

/* First bytes of files that are no text at all, though clerks may hand them over. */
static const struct {
    const char *bytes, *what;
} foreign[] = {
    {"PK\3\4", "Word/WPS/Excel/ZIP (.docx .xlsx .zip)"},
    {"\xD0\xCF\x11\xE0", "Word/WPS/Excel (.doc .wps .xls)"},
    {"%PDF", "PDF"},
    {"{\\rtf", "RTF"},
};

struct decoder {
    struct arena *arena;
    const char *name, *bytes;
    size_t size;
    struct diags *diags;
};

/* The first byte that means nothing in its encoding, and where the text made of it has U+FFFD. */
struct bad {
    bool any;
    size_t in, out;
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

static const char *foreign_kind(const char *bytes, size_t size)
{
    for (size_t i = 0; i < COUNT(foreign); i++) {
        size_t n = strlen(foreign[i].bytes);
        if (size >= n && memcmp(bytes, foreign[i].bytes, n) == 0)
            return foreign[i].what;
    }
    return NULL;
}

static struct pos pos_at(const struct source *src, size_t off)
{
    return (struct pos){src, (uint32_t)off};
}

static struct source *source_copy(const struct decoder *dec, const char *p, size_t n)
{
    return source_new(dec->arena, dec->name, arena_strndup(dec->arena, p ? p : "", n), n);
}

/* ---- the encoding declaration ---- */

struct slice {
    size_t off, size;
};

/* The value of encoding="…" in the declaration; size 0: there is none. Blank lines before it are an
 * error that is told later, and no reason to misread the text. */
static struct slice find_encoding(const struct decoder *dec)
{
    static const char word[] = "encoding";
    const char *p = dec->bytes, *end = p + dec->size;
    while (p < end && xml_is_blank(*p))
        p++;
    if (!xml_starts(p, end, "<?xml") || !(end = memchr(p, '>', (size_t)(end - p))))
        return (struct slice){0};
    while (p < end && !xml_starts(p, end, word))
        p++;
    p += p < end ? strlen(word) : 0;
    while (p < end && (xml_is_blank(*p) || *p == '='))
        p++;
    if (p == end || (*p != '"' && *p != '\''))
        return (struct slice){0};
    const char *close = memchr(p + 1, *p, (size_t)(end - p - 1));
    if (!close)
        return (struct slice){0};
    return (struct slice){(size_t)(p + 1 - dec->bytes), (size_t)(close - p - 1)};
}

static enum charset charset_by_name(const char *name, size_t size)
{
    for (size_t i = 0; i < COUNT(declared_names); i++)
        if (strlen(declared_names[i].name) == size &&
            strncasecmp(name, declared_names[i].name, size) == 0)
            return declared_names[i].charset;
    return CHARSET_UNKNOWN;
}

/* ---- converting ---- */

/* The text, each unit that cannot be converted replaced; NULL: libc does not know the encoding. */
static struct source *decode_as(const struct decoder *dec, enum charset charset, struct bad *bad)
{
    enum { STEP = 1 << 14 };
    char step[STEP];
    size_t left = dec->size, unit = charset == CHARSET_GB18030 ? 1 : 2;
    struct buf out = {0};
    iconv_t cd = iconv_open("UTF-8", charset_names[charset]);
    if (cd == (iconv_t)-1) {
        diag_system(dec->diags, DIAG_S003, dec->name, charset_names[charset]);
        return NULL;
    }
    while (left) {
        char *in = (char *)dec->bytes + dec->size - left, *to = step;
        size_t room = sizeof step;
        size_t result = iconv(cd, &in, &left, &to, &room);
        int reason = errno;
        buf_add(&out, step, sizeof step - room);
        if (result != (size_t)-1 || reason == E2BIG)
            continue;
        if (!bad->any)
            *bad = (struct bad){true, dec->size - left, out.n};
        buf_code(&out, UTF8_REPLACEMENT);
        left -= unit < left ? unit : left;
    }
    iconv_close(cd);
    struct source *src = source_copy(dec, out.p, out.n);
    buf_drop(&out);
    return src;
}

static void report_bad(const struct decoder *dec, const struct source *src, struct bad bad,
                       enum charset charset)
{
    unsigned byte = (unsigned char)dec->bytes[bad.in];
    diag(dec->diags, DIAG_X003, pos_at(src, bad.out), arena_printf(dec->arena, "%zu", bad.in + 1),
         arena_printf(dec->arena, "0x%02X", byte), charset_names[charset]);
}

/* Malformed bytes replaced. */
static struct source *repair_utf8(const struct decoder *dec)
{
    struct buf out = {0};
    const char *p = dec->bytes, *end = p + dec->size;
    while (p < end)
        buf_code(&out, utf8_next(&p, end));
    struct source *src = source_copy(dec, out.p, out.n);
    buf_drop(&out);
    return src;
}

/* Chinese text saved as GBK has hardly a sequence that UTF-8 knows. */
static bool looks_foreign(const struct decoder *dec)
{
    size_t good = 0, bad = 0;
    const char *p = dec->bytes, *end = p + dec->size;
    while (p < end) {
        const char *at = p;
        uint32_t cp = utf8_next(&p, end);
        good += p - at > 1;
        bad += cp == UTF8_REPLACEMENT && p - at == 1;
    }
    return bad > good;
}

static size_t first_beyond_ascii(const struct decoder *dec)
{
    size_t i = 0;
    while (i < dec->size && (unsigned char)dec->bytes[i] < 0x80)
        i++;
    return i;
}

static struct source *decode_utf8(const struct decoder *dec)
{
    size_t first = utf8_bad(dec->bytes, dec->size);
    if (first == dec->size)
        return source_new(dec->arena, dec->name, dec->bytes, dec->size);
    struct bad bad = {0};
    if (looks_foreign(dec)) {
        struct source *src = decode_as(dec, CHARSET_GB18030, &bad);
        if (src && !bad.any) {
            diag(dec->diags, DIAG_X002, pos_at(src, first_beyond_ascii(dec)), NULL);
            return src;
        }
    }
    struct source *src = repair_utf8(dec);
    report_bad(dec, src, (struct bad){true, first, first}, CHARSET_UTF8);
    return src;
}

/* An editor saved as UTF-8 what still declares GBK: real GBK is never well-formed UTF-8. */
static bool is_chinese_utf8(const struct decoder *dec)
{
    return first_beyond_ascii(dec) < dec->size && utf8_bad(dec->bytes, dec->size) == dec->size;
}

static struct source *decode_wide(const struct decoder *dec, enum charset charset)
{
    struct bad bad = {0};
    struct source *src = decode_as(dec, charset, &bad);
    if (src && bad.any)
        report_bad(dec, src, bad, charset);
    return src;
}

static struct source *decode_declared(const struct decoder *dec)
{
    struct slice value = find_encoding(dec);
    const char *name = dec->bytes + value.off;
    enum charset charset = value.size ? charset_by_name(name, value.size) : CHARSET_UTF8;
    if (charset == CHARSET_UTF8)
        return decode_utf8(dec);
    if (charset == CHARSET_GB18030 && !is_chinese_utf8(dec))
        return decode_wide(dec, charset);
    struct source *src = repair_utf8(dec);
    const char *said = arena_strndup(dec->arena, src->bytes + value.off, value.size);
    if (charset == CHARSET_UNKNOWN)
        diag(dec->diags, DIAG_X001, pos_at(src, value.off), said);
    else
        diag(dec->diags, DIAG_X004, pos_at(src, value.off), said, "UTF-8");
    return src;
}

struct source *decode_source(struct arena *a, const char *name, const char *bytes, size_t size,
                             struct diags *d)
{
    struct decoder dec = {a, name, bytes, size, d};
    const char *kind = foreign_kind(bytes, size);
    if (kind) {
        diag(d, DIAG_X005, pos_at(source_new(a, name, "", 0), 0), kind);
        return NULL;
    }
    for (size_t i = 0; i < COUNT(marks); i++) {
        if (size < marks[i].size || memcmp(bytes, marks[i].bytes, marks[i].size) != 0)
            continue;
        dec.bytes += marks[i].skip;
        dec.size -= marks[i].skip;
        return marks[i].charset == CHARSET_UTF8 ? decode_utf8(&dec)
                                                : decode_wide(&dec, marks[i].charset);
    }
    return decode_declared(&dec);
}

/* ---- and back ---- */

/* What decode_source takes the bytes for; *mark: how many of them only say so. */
static enum charset charset_of(const char *bytes, size_t size, size_t *mark)
{
    struct decoder dec = {.bytes = bytes, .size = size};
    *mark = 0;
    for (size_t i = 0; i < COUNT(marks); i++)
        if (size >= marks[i].size && memcmp(bytes, marks[i].bytes, marks[i].size) == 0) {
            *mark = marks[i].skip;
            return marks[i].charset;
        }
    struct slice value = find_encoding(&dec);
    return value.size ? charset_by_name(bytes + value.off, value.size) : CHARSET_UTF8;
}

static bool encode_as(enum charset charset, const struct buf *utf8, struct buf *out)
{
    enum { STEP = 1 << 14 };
    char step[STEP], *in = utf8->p;
    size_t left = utf8->n;
    iconv_t cd = iconv_open(charset_names[charset], "UTF-8");
    if (cd == (iconv_t)-1)
        return false;
    bool ok = true;
    while (ok && left) {
        char *to = step;
        size_t room = sizeof step;
        ok = iconv(cd, &in, &left, &to, &room) != (size_t)-1 || errno == E2BIG;
        buf_add(out, step, sizeof step - room);
    }
    iconv_close(cd);
    return ok;
}

bool xml_encode(const char *bytes, size_t size, const struct buf *utf8, struct buf *out)
{
    size_t mark;
    enum charset charset = charset_of(bytes, size, &mark);
    if (charset == CHARSET_UNKNOWN)
        return false;
    buf_add(out, bytes, mark);
    if (charset != CHARSET_UTF8)
        return encode_as(charset, utf8, out);
    buf_add(out, utf8->p, utf8->n);
    return true;
}
