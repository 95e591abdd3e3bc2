/*
 * The bytes of a text → UTF-8 with '\n' at every line's end. A BOM decides; else UTF-8 if all of it
 * is; else UTF-16, if zeros stand at every other place or it makes Chinese; else ICU says which of
 * the encodings of Chinese it looks like: GB18030, which holds GBK and GB2312, Big5, ISO-2022.
 * Bytes that mean nothing become U+FFFD and are told at the first of them: the rest of a text is
 * worth having.
 */
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include "base/late.h"
#include "base/utf8.h"
#include "draft/diag.def"
#include "draft/draft_int.h"

enum { STEP = 1 << 14, LOOKED_AT = 1 << 16, ESCAPE = 0x1B };

static const struct {
    const char *bytes;
    size_t size;
    const char *converter; /* ICU's name */
} marks[] = {
    {"\xEF\xBB\xBF", 3, "UTF-8"},    {"\xFF\xFE\0\0", 4, "UTF-32LE"},
    {"\0\0\xFE\xFF", 4, "UTF-32BE"}, {"\xFF\xFE", 2, "UTF-16LE"},
    {"\xFE\xFF", 2, "UTF-16BE"},     {"\x84\x31\x95\x33", 4, "GB18030"},
};

/* What was not to be read as it is. */
struct damage {
    size_t n;
    uint32_t at; /* the first, in the text */
};

/* ---- which encoding ---- */

/* Texts in UTF-16 without a mark: their line ends and digits have zeros on one side. */
static const char *wide_by_zeros(const char *p, size_t n)
{
    enum { SHARE = 50 }; /* one in so many at least, and none on the other side */
    size_t even = 0, odd = 0;
    n = n < LOOKED_AT ? n : LOOKED_AT;
    for (size_t i = 0; i < n; i++)
        if (!p[i])
            (i % 2 ? odd++ : even++);
    if (odd > n / SHARE && even < odd / SHARE + 1)
        return "UTF-16LE";
    return even > n / SHARE && odd < even / SHARE + 1 ? "UTF-16BE" : NULL;
}

static bool is_usual_unit(unsigned u)
{
    return (u >= 0x4E00 && u < 0xA000) || (u >= 0x3000 && u < 0x3040) ||
           (u >= 0xFF00 && u < 0xFFF0) || (u >= 0x2010 && u < 0x2030) || (u >= ' ' && u < 0x7F) ||
           u == '\n' || u == '\r' || u == '\t';
}

/* The same of texts without any such: what is GBK would be Korean and worse. */
static const char *wide_by_letters(const char *p, size_t n)
{
    enum { BYTE = 8, SHARE = 10 }; /* one in so many may be something else */
    size_t little = 0, big = 0, units = (n < LOOKED_AT ? n : LOOKED_AT) / 2;
    for (size_t i = 0; i < units; i++) {
        unsigned first = (unsigned char)p[2 * i], second = (unsigned char)p[2 * i + 1];
        little += is_usual_unit(second << BYTE | first);
        big += is_usual_unit(first << BYTE | second);
    }
    if (n % 2 || units < 2)
        return NULL;
    if (units - little <= units / SHARE)
        return "UTF-16LE";
    return units - big <= units / SHARE ? "UTF-16BE" : NULL;
}

#define DETECTION(F)                                                                               \
    F(ucsdet_open)                                                                                 \
    F(ucsdet_setText)                                                                              \
    F(ucsdet_detectAll)                                                                            \
    F(ucsdet_getName)                                                                              \
    F(ucsdet_close)
LATE_LIBRARY(detection, DETECTION);

/* Encodings of Chinese that ICU may tell from another; any other is a mistake of its own. */
static const char *chinese_by_icu(const char *p, size_t n)
{
    static const char *const known[] = {"GB18030", "Big5", "ISO-2022-CN"};
    const char *found = "GB18030";
    UErrorCode error = U_ZERO_ERROR;
    struct detection icu;
    LATE_NEED(&icu, LATE_ICUI18N, DETECTION);
    UCharsetDetector *detector = icu.ucsdet_open(&error);
    int32_t n_matches = 0;
    icu.ucsdet_setText(detector, p, (int32_t)(n < LOOKED_AT ? n : LOOKED_AT), &error);
    const UCharsetMatch **matches = icu.ucsdet_detectAll(detector, &n_matches, &error);
    for (int32_t i = 0; U_SUCCESS(error) && i < n_matches; i++) {
        const char *name = icu.ucsdet_getName(matches[i], &error);
        for (size_t k = 0; name && k < sizeof known / sizeof *known; k++)
            if (strcmp(known[k], name) == 0) {
                found = known[k];
                i = n_matches - 1; /* the surest comes first */
            }
    }
    icu.ucsdet_close(detector);
    return found;
}

/* Chinese text in GBK has hardly a sequence that UTF-8 knows. */
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

/* ESC $ ) begins Chinese in a text of seven bits. */
static bool has_shift(const char *bytes, size_t size)
{
    const char *end = bytes + size;
    for (const char *p = bytes; (p = memchr(p, ESCAPE, (size_t)(end - p))); p++)
        if (end - p > 2 && p[1] == '$' && p[2] == ')')
            return true;
    return false;
}

/* The converter's name; *skip: bytes of a mark; *guessed: nothing says so. */
static const char *encoding_of(const char *bytes, size_t size, size_t *skip, bool *guessed)
{
    *skip = 0;
    *guessed = false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (size >= marks[i].size && memcmp(bytes, marks[i].bytes, marks[i].size) == 0) {
            *skip = marks[i].size;
            return marks[i].converter;
        }
    bool iso_2022 = has_shift(bytes, size);
    const char *wide = wide_by_zeros(bytes, size);
    if (!wide && !iso_2022 && (utf8_bad(bytes, size) == size || looks_like_utf8(bytes, size)))
        return "UTF-8";
    *guessed = true;
    wide = wide || iso_2022 ? wide : wide_by_letters(bytes, size);
    return wide ? wide : chinese_by_icu(bytes, size);
}

/* ---- converting ---- */

static void add_utf8(const char *p, size_t n, struct buf *out, struct damage *damage)
{
    for (const char *end = p + n; p < end;) {
        const char *at = p;
        uint32_t cp = utf8_next(&p, end);
        if (cp == UTF8_REPLACEMENT && p - at == 1) {
            damage->at = damage->n++ ? damage->at : (uint32_t)out->n;
            buf_code(out, cp);
        } else {
            buf_add(out, at, (size_t)(p - at));
        }
    }
}

/* ICU puts U+FFFD for what means nothing, and U+001A for a single byte of some encodings. */
static void add_converted(const char *name, const char *p, size_t n, struct buf *out,
                          struct damage *damage)
{
    UErrorCode error = U_ZERO_ERROR;
    UConverter *from = ucnv_open(name, &error);
    UChar step[STEP];
    const char *end = p + n;
    uint32_t half = 0;
    do {
        UChar *to = step;
        error = U_ZERO_ERROR;
        ucnv_toUnicode(from, &to, step + STEP, &p, end, NULL, true, &error);
        for (const UChar *u = step; u < to; u++) {
            enum { HIGH = 0xD800, LOW = 0xDC00, BITS = 10, BEYOND = 0x10000, MASK = 0x3FF };
            uint32_t cp = *u;
            if ((cp & ~(uint32_t)MASK) == HIGH) {
                half = cp;
                continue;
            }
            if ((cp & ~(uint32_t)MASK) == LOW)
                cp = half ? BEYOND + ((half & MASK) << BITS) + (cp & MASK) : UTF8_REPLACEMENT;
            half = 0;
            if (cp == UTF8_REPLACEMENT)
                damage->at = damage->n++ ? damage->at : (uint32_t)out->n;
            buf_code(out, cp);
        }
    } while (error == U_BUFFER_OVERFLOW_ERROR);
    ucnv_close(from);
}

/* Every line end one '\n', in place; what is behind gets nearer. */
static void unify_lines(struct buf *b, struct damage *damage)
{
    size_t out = 0, at = damage->at;
    for (size_t i = 0; i < b->n; i++) {
        if (b->p[i] == '\r' && i + 1 < b->n && b->p[i + 1] == '\n') {
            damage->at -= i < at;
            continue;
        }
        b->p[out++] = b->p[i] == '\r' ? '\n' : b->p[i];
    }
    b->n = out;
}

struct source *decode_text(struct reading *r, const char *bytes, size_t size)
{
    size_t skip;
    bool guessed;
    struct buf out = {0};
    struct damage damage = {0};
    const char *name = encoding_of(bytes, size, &skip, &guessed);
    buf_str(&out, "");
    if (strcmp(name, "UTF-8") == 0)
        add_utf8(bytes + skip, size - skip, &out, &damage);
    else
        add_converted(name, bytes + skip, size - skip, &out, &damage);
    unify_lines(&out, &damage);
    const char *text = arena_strndup(r->arena, out.p, out.n);
    size_t out_size = out.n;
    struct source *src = source_new(r->arena, r->name, text, out_size);
    buf_drop(&out);
    if (memchr(text, '\0', out_size)) {
        finish_fail(r, DIAG_G001, diags_lang(r->diags) == DIAG_ZH ? "二进制文件" : "binary");
        return NULL;
    }
    if (guessed)
        diag(r->diags, DIAG_G021, r->pos, r->name, name);
    if (damage.n)
        diag(r->diags, DIAG_G020, ((struct pos){src, damage.at}), name,
             arena_printf(r->arena, "%zu", damage.n));
    return src;
}
