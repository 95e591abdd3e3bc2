/*
 * Keys for sorting. ICU compares digits by their value; Chinese numerals are made digits before it
 * sees them, but only behind 第, before what is counted, or where they are all there is: elsewhere
 * they are a name's.
 */
#include "text/collate.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/ucol.h>
#include <unicode/ustring.h>

#include "base/mem.h"
#include "base/utf8.h"

enum { FILLED = 1, EMPTY = 2, KEY_SIZE = 512 };

struct collator {
    UCollator *rules; /* NULL: ICU has none */
    struct buf text;
    uint8_t *key;
    int32_t room; /* bytes of key */
    UChar *units;
    int32_t units_room;
};

struct collator *text_collator_open(void)
{
    struct collator *c = mem_alloc(sizeof *c);
    UErrorCode error = U_ZERO_ERROR;
    *c = (struct collator){.rules = ucol_open("zh@collation=pinyin", &error)};
    if (c->rules)
        ucol_setAttribute(c->rules, UCOL_NUMERIC_COLLATION, UCOL_ON, &error);
    return c;
}

void text_collator_close(struct collator *c)
{
    if (c->rules)
        ucol_close(c->rules);
    buf_drop(&c->text);
    free(c->key);
    free(c->units);
    free(c);
}

/* ---- Chinese numerals ---- */

enum { TEN = 10, HUNDRED = 100, NO_NUMERAL = -1, ORDINAL = 0x7B2C };

/* 0 to 10, 100, or NO_NUMERAL. */
static int numeral_of(uint32_t cp)
{
    static const struct {
        uint32_t cp;
        int value;
    } numerals[] = {{0x3007, 0}, {0x96F6, 0},   {0x4E00, 1},      {0x4E8C, 2}, {0x4E09, 3},
                    {0x56DB, 4}, {0x4E94, 5},   {0x516D, 6},      {0x4E03, 7}, {0x516B, 8},
                    {0x4E5D, 9}, {0x5341, TEN}, {0x767E, HUNDRED}};
    for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++)
        if (numerals[i].cp == cp)
            return numerals[i].value;
    return NO_NUMERAL;
}

/* 组社队号排栋楼户村屯: what villages number. */
static bool is_counted(uint32_t cp)
{
    static const uint32_t counted[] = {0x7EC4, 0x793E, 0x961F, 0x53F7, 0x6392,
                                       0x680B, 0x697C, 0x6237, 0x6751, 0x5C6F};
    for (size_t i = 0; i < sizeof counted / sizeof *counted; i++)
        if (counted[i] == cp)
            return true;
    return false;
}

/* 二十一 is 21, 一百零三 is 103, 二〇 is 20. */
static int value_of(const char *s, const char *end)
{
    enum { MOST = 99999 };
    int sum = 0, digits = 0;
    bool digit = false;
    while (s < end) {
        int v = numeral_of(utf8_next(&s, end));
        if (v < TEN) {
            digits = digit ? digits * TEN + v : v;
            digit = true;
            if (digits > MOST)
                return MOST;
            continue;
        }
        sum += (digit ? digits : 1) * v;
        digits = 0;
        digit = false;
        if (sum > MOST)
            return MOST;
    }
    return sum + digits;
}

/* Where the numerals from s on end. */
static const char *numerals_end(const char *s, const char *end)
{
    const char *next = s;
    while (next < end && numeral_of(utf8_next(&next, end)) != NO_NUMERAL)
        s = next;
    return s;
}

static bool counts_something(uint32_t before, bool all, const char *after, const char *end)
{
    return all || before == ORDINAL || (after < end && is_counted(utf8_next(&after, end)));
}

/* The text with its Chinese numbers in digits. */
static void add_digits(const char *utf8, size_t n, struct buf *out)
{
    const char *end = utf8 + n;
    uint32_t before = 0;
    for (const char *s = utf8; s < end;) {
        const char *stop = numerals_end(s, end), *from = s;
        if (stop > s && counts_something(before, s == utf8 && stop == end, stop, end)) {
            buf_printf(out, "%d", value_of(s, stop));
            s = stop;
            before = 0;
            continue;
        }
        before = utf8_next(&s, end);
        buf_add(out, from, (size_t)(s - from));
    }
}

/* ---- keys ---- */

static void make_room(struct collator *c, int32_t units, int32_t key)
{
    if (units > c->units_room) {
        c->units = mem_realloc(c->units, (size_t)units * sizeof *c->units);
        c->units_room = units;
    }
    if (key > c->room) {
        c->key = mem_realloc(c->key, (size_t)key);
        c->room = key;
    }
}

/* False: ICU cannot. */
static bool add_icu_key(struct collator *c, struct buf *out)
{
    UErrorCode error = U_ZERO_ERROR;
    int32_t units, n = (int32_t)c->text.n;
    make_room(c, n + 1, KEY_SIZE);
    u_strFromUTF8(c->units, c->units_room, &units, c->text.p, n, &error);
    if (U_FAILURE(error) || !c->rules)
        return false;
    int32_t size = ucol_getSortKey(c->rules, c->units, units, c->key, c->room);
    if (size > c->room) {
        make_room(c, 0, size);
        size = ucol_getSortKey(c->rules, c->units, units, c->key, c->room);
    }
    if (size > 0)
        buf_add(out, c->key, (size_t)size);
    return size > 0;
}

void text_collator_add_key(struct collator *c, const char *utf8, size_t n, struct buf *out)
{
    buf_char(out, n ? FILLED : EMPTY);
    c->text.n = 0;
    add_digits(utf8, n, &c->text);
    if (c->text.n && add_icu_key(c, out))
        return;
    buf_add(out, c->text.p ? c->text.p : "", c->text.n);
    buf_char(out, '\0');
}
