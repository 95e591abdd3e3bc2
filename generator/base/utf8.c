/* UTF-8 decoding that refuses malformed input one byte at a time, and a few character ranges. */
#include "base/utf8.h"

#include <string.h>

struct range {
    uint32_t first, last;
};

static bool in_ranges(uint32_t cp, const struct range *r, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (cp >= r[i].first && cp <= r[i].last)
            return true;
    return false;
}

#define IN(cp, table) in_ranges((cp), (table), sizeof(table) / sizeof *(table))

uint32_t utf8_decode(const char **s, const char *end)
{
    static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    const unsigned char *p = (const unsigned char *)*s, lead = *p;
    int tail = lead < 0xC2 ? -1 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : lead < 0xF5 ? 3 : -1;
    *s += 1;
    if (lead < 0x80)
        return lead;
    if (tail < 0 || end - *s < tail)
        return UTF8_REPLACEMENT;
    uint32_t cp = lead & (0x3Fu >> tail);
    for (int i = 1; i <= tail; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return UTF8_REPLACEMENT;
        cp = cp << 6 | (p[i] & 0x3Fu);
    }
    if (cp < least[tail] || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        return UTF8_REPLACEMENT;
    *s += tail;
    return cp;
}

size_t utf8_encode(uint32_t cp, char out[UTF8_MAX])
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

/* Eight bytes of a text at once: the high bit of each. */
enum { WORD = sizeof(uint64_t) };
static const uint64_t high_bits = UINT64_C(0x8080808080808080);

static uint64_t load(const char *p)
{
    uint64_t word;
    memcpy(&word, p, WORD);
    return word;
}

size_t utf8_bad(const char *s, size_t n)
{
    const char *p = s, *end = s + n;
    while (p < end) {
        if (end - p >= WORD && !(load(p) & high_bits)) {
            p += WORD;
            continue;
        }
        const char *at = p;
        uint32_t cp = utf8_next(&p, end);
        if (cp == UTF8_REPLACEMENT && p - at == 1)
            return (size_t)(at - s);
    }
    return n;
}

/* A high bit where a byte of the word is below that of the pattern, which is ASCII; where it is the
 * pattern's. Above the first such byte there may be bits that mean nothing. */
#define BYTES_BELOW(word, pattern) (((word) - (pattern)) & ~(word)&high_bits)
#define BYTES_OF(word, pattern)    BYTES_BELOW((word) ^ (pattern), high_bits >> 7)

const char *utf8_skip_usual(const char *p, const char *end)
{
    enum { LAST_LEAD = 0xEF };
    const uint64_t ones = high_bits >> 7, blanks = ones * ' ', last_leads = ones * LAST_LEAD;
    for (; end - p >= WORD; p += WORD) {
        uint64_t word = load(p);
        if (BYTES_BELOW(word, blanks) | BYTES_OF(word, last_leads))
            break;
    }
    while (p < end && (unsigned char)*p >= ' ' && (unsigned char)*p != LAST_LEAD)
        p++;
    return p;
}

/* All bytes but those that go on with a character: of eight bytes at once, the bits of those are
 * brought down to one each, which a multiplication adds up in the highest byte. */
size_t utf8_count(const char *s, size_t n)
{
    enum { HIGHEST_BYTE = 56, HIGH_BIT = 7 };
    size_t k = n;
    for (; n >= WORD; s += WORD, n -= WORD) {
        uint64_t word = load(s), tails = word & (~word << 1) & high_bits;
        k -= (size_t)((tails >> HIGH_BIT) * (high_bits >> HIGH_BIT) >> HIGHEST_BYTE);
    }
    for (size_t i = 0; i < n; i++)
        k -= ((unsigned char)s[i] & 0xC0) == 0x80;
    return k;
}

int utf8_columns(uint32_t cp)
{
    static const struct range wide[] = {
        {0x1100, 0x115F},   {0x2010, 0x2027}, {0x2E80, 0xA4CF},   {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},   {0xFE30, 0xFE6F}, {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},
        {0x1F300, 0x1FAFF}, {0x2460, 0x24FF}, {0x20000, 0x3FFFD},
    };
    static const struct range none[] = {{0x0300, 0x036F}, {0x200B, 0x200D}, {0xFE00, 0xFE0F}};
    if (IN(cp, none))
        return 0;
    return IN(cp, wide) ? 2 : 1;
}

bool utf8_is_han(uint32_t cp)
{
    static const struct range han[] = {
        {0x3007, 0x3007}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xF900, 0xFAFF}, {0x20000, 0x3FFFD},
    };
    return IN(cp, han);
}
