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

#include "base/late.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "value/number.h"

enum { FILLED = 1, EMPTY = 2, KEY_SIZE = 512 };

#define COLLATION(F)                                                                               \
    F(ucol_open)                                                                                   \
    F(ucol_setAttribute)                                                                           \
    F(ucol_getSortKey)                                                                             \
    F(ucol_close)
LATE_LIBRARY(collation, COLLATION);

struct collator {
    struct collation icu;
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
    *c = (struct collator){0};
    LATE_NEED(&c->icu, LATE_ICUI18N, COLLATION);
    c->rules = c->icu.ucol_open("zh@collation=pinyin", &error);
    if (c->rules)
        c->icu.ucol_setAttribute(c->rules, UCOL_NUMERIC_COLLATION, UCOL_ON, &error);
    return c;
}

void text_collator_close(struct collator *c)
{
    if (c->rules)
        c->icu.ucol_close(c->rules);
    buf_drop(&c->text);
    free(c->key);
    free(c->units);
    free(c);
}

/* ---- Chinese numerals ---- */

/* What villages number. */
static bool is_counted(uint32_t cp)
{
    return utf8_is_one_of(cp, U"组社队号排栋楼户村屯");
}

static bool counts_something(uint32_t before, bool all, const char *after, const char *end)
{
    return all || before == U'第' || (after < end && is_counted(utf8_next(&after, end)));
}

/* The text with its Chinese numbers in digits. */
static void add_digits(const char *utf8, size_t n, struct buf *out)
{
    const char *end = utf8 + n;
    uint32_t before = 0;
    for (const char *s = utf8; s < end;) {
        struct numeral number = {0};
        const char *stop = s, *from = s;
        for (const char *next = s; next < end; stop = next) {
            uint32_t cp = utf8_next(&next, end);
            if (utf8_is_digit(utf8_narrow(cp)) || !numeral_add(&number, cp))
                break;
        }
        if (stop > s && counts_something(before, s == utf8 && stop == end, stop, end)) {
            buf_printf(out, "%d", numeral_value(&number));
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
    int32_t size = c->icu.ucol_getSortKey(c->rules, c->units, units, c->key, c->room);
    if (size > c->room) {
        make_room(c, 0, size);
        size = c->icu.ucol_getSortKey(c->rules, c->units, units, c->key, c->room);
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
