/*
 * The order of names by strokes (按姓氏笔画为序): the surname first, character by character; of one
 * surname a name of one character before a longer one; then the name. ICU's collation counts the
 * strokes, but those of the old forms: one too many in 艹, 阝, 辶, 礻; miscounted.def has which.
 * And among characters of as many, the first strokes decide (横 竖 撇 点 折), which ICU does not
 * know: surnames.def has them for the usual surnames.
 */
#include <stdlib.h>
#include <string.h>

#include <unicode/ucol.h>

#include "base/late.h"
#include "base/utf8.h"
#include "staff/staff_int.h"

#define COLLATION(F)                                                                               \
    F(ucol_open)                                                                                   \
    F(ucol_strcollUTF8)                                                                            \
    F(ucol_close)
LATE_LIBRARY(collation, COLLATION);

struct staff_strokes {
    struct collation icu;
    UCollator *collator; /* NULL: ICU has no such collation */
    struct map shapes;   /* character to index in surnames */
    struct map off;      /* character to index in miscounted */
};

static const struct surname {
    const char *character, *shapes;
} surnames[] = {
#define SURNAME(character, shapes) {character, shapes},
#define COMPOUND_SURNAME(name)
#include "value/surnames.def"
#undef SURNAME
#undef COMPOUND_SURNAME
};

static const char *const compounds[] = {
#define SURNAME(character, shapes)
#define COMPOUND_SURNAME(name) name,
#include "value/surnames.def"
#undef SURNAME
#undef COMPOUND_SURNAME
};

static const struct miscount {
    int by; /* too many; below 0: too few */
    const char *characters;
} miscounted[] = {
#define MISCOUNTED(by, characters) {by, characters},
#include "staff/miscounted.def"
#undef MISCOUNTED
};

static void add_characters(struct arena *a, struct map *map, const char *s, size_t index)
{
    for (const char *end = s + strlen(s); s < end;)
        map_put(a, map, utf8_next(&s, end), (uint32_t)index);
}

struct staff_strokes *staff_strokes_open(struct arena *a)
{
    struct staff_strokes *k = ARENA_NEW(a, struct staff_strokes);
    UErrorCode error = U_ZERO_ERROR;
    LATE_NEED(&k->icu, LATE_ICUI18N, COLLATION);
    k->collator = k->icu.ucol_open("zh@collation=stroke", &error);
    for (size_t i = 0; i < sizeof surnames / sizeof *surnames; i++)
        add_characters(a, &k->shapes, surnames[i].character, i);
    for (size_t i = 0; i < sizeof miscounted / sizeof *miscounted; i++)
        add_characters(a, &k->off, miscounted[i].characters, i);
    return k;
}

void staff_strokes_close(struct staff_strokes *k)
{
    if (k->collator)
        k->icu.ucol_close(k->collator);
}

/* Of short texts as the collation has them; in code-point order without ICU. */
static int collate(const struct staff_strokes *k, const uint32_t *x, int n, const uint32_t *y,
                   int m)
{
    char s[2 * UTF8_MAX], t[2 * UTF8_MAX];
    int32_t s_bytes = 0, t_bytes = 0;
    for (int i = 0; i < n; i++)
        s_bytes += (int32_t)utf8_encode(x[i], s + s_bytes);
    for (int i = 0; i < m; i++)
        t_bytes += (int32_t)utf8_encode(y[i], t + t_bytes);
    UErrorCode error = U_ZERO_ERROR;
    int order = k->collator ? (int)k->icu.ucol_strcollUTF8(k->collator, s, s_bytes, t, t_bytes, &error) : 0;
    return order ? order : (x[0] > y[0]) - (x[0] < y[0]);
}

/* The collation puts a label (U+FDD0 and a Braille sign) before the characters of as many strokes:
 * the last label before the character counts its strokes. */
int staff_strokes_icu(const struct staff_strokes *k, uint32_t character)
{
    enum { LABEL = 0xFDD0, NO_DOTS = 0x2800, MOST = 64 };
    int least = 0, most = MOST;
    while (least < most) {
        int middle = (least + most + 1) / 2;
        const uint32_t label[] = {LABEL, NO_DOTS + (uint32_t)middle};
        if (collate(k, label, 2, &character, 1) < 0)
            least = middle;
        else
            most = middle - 1;
    }
    return least;
}

static const char *shapes_of(const struct staff_strokes *k, uint32_t character)
{
    const uint32_t *i = map_get(&k->shapes, character);
    return i ? surnames[*i].shapes : NULL;
}

int staff_strokes_count(const struct staff_strokes *k, uint32_t character)
{
    const char *shapes = shapes_of(k, character);
    const uint32_t *off = map_get(&k->off, character);
    if (shapes)
        return (int)strlen(shapes);
    return staff_strokes_icu(k, character) - (off ? miscounted[*off].by : 0);
}

/* Usual surnames come before rare ones of as many strokes. */
static int compare_characters(const struct staff_strokes *k, uint32_t x, uint32_t y)
{
    if (x == y)
        return 0;
    int by_count = staff_strokes_count(k, x) - staff_strokes_count(k, y);
    if (by_count)
        return by_count;
    const char *s = shapes_of(k, x), *t = shapes_of(k, y);
    int by_shape = s && t ? strcmp(s, t) : (t != NULL) - (s != NULL);
    return by_shape ? by_shape : collate(k, &x, 1, &y, 1);
}

/* Characters of the surname. */
static size_t surname_length(struct text name)
{
    for (size_t i = 0; i < sizeof compounds / sizeof *compounds && name.n > 2; i++)
        if (text_equals(text_part(name, 0, 2), compounds[i]))
            return 2;
    return name.n ? 1 : 0;
}

static int compare_texts(const struct staff_strokes *k, struct text x, struct text y)
{
    for (size_t i = 0; i < x.n && i < y.n; i++) {
        int order = compare_characters(k, x.cp[i], y.cp[i]);
        if (order)
            return order;
    }
    return (x.n > y.n) - (x.n < y.n);
}

int staff_strokes_compare(const struct staff_strokes *k, struct text a, struct text b)
{
    size_t x = surname_length(a), y = surname_length(b);
    if (!x || !y)
        return (int)(x > y) - (int)(x < y);
    int order = compare_texts(k, text_part(a, 0, x), text_part(b, 0, y));
    struct text given = text_part(a, x, a.n), other = text_part(b, y, b.n);
    if (!order)
        order = (given.n > other.n) - (given.n < other.n);
    if (!order)
        order = compare_texts(k, given, other);
    return (order > 0) - (order < 0);
}
