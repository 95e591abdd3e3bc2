/*
 * What Unicode says of a character comes from ICU; usual.def has what it does not say. Findings are
 * one a kind and file, however many characters there are.
 */
#include "base/usual.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "base/buf.h"
#include "base/diag.def"
#include "base/utf8.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

struct pair {
    uint32_t from, to;
};

/* Both in ascending order. */
static const struct pair radicals[] = {
#define USUAL_RADICAL(radical, character) {radical, character},
#include "base/usual.def"
};

static const struct pair private_use[] = {
#define USUAL_PRIVATE(private_use, character) {private_use, character},
#include "base/usual.def"
};

static const struct name {
    uint32_t first, last;
    const char *text[2]; /* by enum diag_lang */
} names[] = {
#define USUAL_NAME(first, last, zh, en) {first, last, {zh, en}},
#include "base/usual.def"
};

static bool is_within(uint32_t cp, uint32_t first, uint32_t last)
{
    return cp >= first && cp <= last;
}

/* 0: it is not in the table. */
static uint32_t find(const struct pair *table, size_t n, uint32_t cp)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (table[middle].from < cp)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n && table[low].from == cp ? table[low].to : 0;
}

/* The one character that Unicode takes it to be; 0: none. */
static uint32_t decomposed(const UNormalizer2 *forms, uint32_t cp)
{
    UChar units[U16_MAX_LENGTH];
    UErrorCode error = U_ZERO_ERROR;
    int32_t n = unorm2_getRawDecomposition(forms, (UChar32)cp, units, U16_MAX_LENGTH, &error);
    if (n <= 0 || U_FAILURE(error))
        return 0;
    if (n == 1)
        return units[0];
    bool pair = U16_IS_LEAD(units[0]);
    return pair ? (uint32_t)U16_GET_SUPPLEMENTARY(units[0], units[1]) : 0;
}

enum {
    RADICALS_FIRST = 0x2E80,
    KANGXI_FIRST = 0x2F00,
    KANGXI_LAST = 0x2FD5,
    COMPATIBLE_FIRST = 0xF900,
    COMPATIBLE_LAST = 0xFAFF,
    COMPATIBLE_MORE_FIRST = 0x2F800,
    COMPATIBLE_MORE_LAST = 0x2FA1F,
    PRIVATE_FIRST = 0xE000,
    PRIVATE_LAST = 0xF8FF,
};

static uint32_t unified(uint32_t cp)
{
    UErrorCode error = U_ZERO_ERROR;
    if (is_within(cp, RADICALS_FIRST, KANGXI_FIRST - 1))
        return find(radicals, COUNT(radicals), cp);
    if (is_within(cp, KANGXI_FIRST, KANGXI_LAST))
        return decomposed(unorm2_getNFKCInstance(&error), cp);
    if (is_within(cp, COMPATIBLE_FIRST, COMPATIBLE_LAST) ||
        is_within(cp, COMPATIBLE_MORE_FIRST, COMPATIBLE_MORE_LAST))
        return decomposed(unorm2_getNFCInstance(&error), cp);
    return 0;
}

/* Blanks but U+3000, which is as wide as a character and often meant. U+2028 and U+2029 come from
 * word processors. */
static bool is_odd_space(uint32_t cp)
{
    enum { NEXT_LINE = 0x85, NO_BREAK = 0xA0, OGHAM = 0x1680, LINE = 0x2028, PARAGRAPH = 0x2029 };
    return cp == NEXT_LINE || cp == NO_BREAK || cp == OGHAM || is_within(cp, 0x2000, 0x200A) ||
           cp == LINE || cp == PARAGRAPH || cp == 0x202F || cp == 0x205F;
}

static bool is_selector(uint32_t cp)
{
    return is_within(cp, 0xFE00, 0xFE0F) || is_within(cp, 0xE0100, 0xE01EF);
}

bool usual_is_unseen(uint32_t cp)
{
    if (!usual_is_doubtful(cp))
        return cp < ' ';
    return is_within(cp, 0x7F, 0x9F) || is_within(cp, 0xFFF9, 0xFFFC) ||
           u_hasBinaryProperty((UChar32)cp, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

uint32_t usual_dot(uint32_t cp)
{
    enum { DOT = 0xB7, HANZI_FIRST = 0x3100, HANZI_LAST = 0xF8FF };
    if (cp >= HANZI_FIRST && cp <= HANZI_LAST)
        return cp;
    return utf8_is_one_of(cp, U"•‧∙⋅・･．.") ? DOT : cp;
}

/* Pictures among the signs of the first plane that no font of text has, parts of keys' among them. */
static const uint32_t pictures[][2] = {
    {0x20E3, 0x20E3}, {0x2139, 0x2139}, {0x21A9, 0x21AA}, {0x231A, 0x231B}, {0x23E9, 0x23F3},
    {0x2618, 0x2618}, {0x2620, 0x2623}, {0x2626, 0x2626}, {0x262A, 0x262A}, {0x2638, 0x2638},
    {0x2648, 0x2653}, {0x265F, 0x265F}, {0x2692, 0x2692}, {0x2694, 0x2696}, {0x2699, 0x269C},
    {0x26B0, 0x26B1}, {0x26C8, 0x26D3}, {0x26EA, 0x26EA}, {0x26F2, 0x26FD}, {0x270A, 0x270D},
    {0x270F, 0x270F}, {0x2712, 0x2712}, {0x271D, 0x271D}, {0x2733, 0x2734}, {0x2747, 0x2747},
    {0x2763, 0x2764}, {0x27B0, 0x27B0}, {0x27BF, 0x27BF}};

bool usual_is_picture(uint32_t cp, uint32_t *instead)
{
    enum { FIRST = 0x1F000 };
    static const uint32_t signs[][2] = {
        {0x2705, 0x221A}, {0x2714, 0x221A}, {0x274C, 0xD7},   {0x274E, 0xD7},   {0x2B50, 0x2605},
        {0x2753, 0xFF1F}, {0x2754, 0xFF1F}, {0x2755, 0xFF01}, {0x2757, 0xFF01}, {0x2795, 0xFF0B},
        {0x2796, 0xFF0D}, {0x2797, 0xF7}}; /* √ √ × × ★ ？ ？ ！ ！ ＋ － ÷ */
    bool any = cp >= FIRST;
    *instead = 0;
    for (size_t i = 0; i < COUNT(signs) && !*instead; i++)
        *instead = signs[i][0] == cp ? signs[i][1] : 0;
    for (size_t i = 0; i < COUNT(pictures) && !any; i++)
        any = is_within(cp, pictures[i][0], pictures[i][1]);
    return *instead || (any && (u_hasBinaryProperty((UChar32)cp, UCHAR_EMOJI) ||
                                u_hasBinaryProperty((UChar32)cp, UCHAR_EMOJI_COMPONENT)));
}

/* One that is no full stop: U+FF0E and "." end sentences, too. */
static bool is_odd_dot(uint32_t cp)
{
    return utf8_is_one_of(cp, U"•‧∙⋅・･");
}

struct usual usual_of(uint32_t cp, uint32_t before, uint32_t after)
{
    struct usual same = {USUAL_SAME, cp};
    if (!usual_is_doubtful(cp))
        return same;
    if (is_odd_space(cp))
        return (struct usual){USUAL_SPACE, ' '};
    if (is_within(cp, PRIVATE_FIRST, PRIVATE_LAST)) {
        uint32_t to = find(private_use, COUNT(private_use), cp);
        return to ? (struct usual){USUAL_PRIVATE, to} : same;
    }
    if (is_odd_dot(cp) && utf8_is_han(before) && utf8_is_han(after))
        return (struct usual){USUAL_DOT, cp};
    uint32_t character = unified(cp);
    if (character)
        return (struct usual){USUAL_RADICAL, character};
    if (!usual_is_unseen(cp))
        return same;
    bool chooses = is_selector(cp) && utf8_is_han(before);
    return (struct usual){chooses ? USUAL_VARIANT : USUAL_UNSEEN, 0};
}

/* ---- texts ---- */

void usual_count(struct usual_tally *t, uint32_t cp, struct usual u, uint32_t at, uint32_t column)
{
    struct usual_found *f = &t->found[u.kind];
    if (f->n < USUAL_SHOWN_PLACES) {
        f->places[f->n][0] = at;
        f->places[f->n][1] = column;
    }
    f->n++;
    size_t i = 0;
    while (i < f->n_marks && f->marks[i].cp != cp)
        i++;
    if (i == USUAL_SHOWN_MARKS)
        return;
    f->n_marks += i == f->n_marks;
    f->marks[i] = (struct usual_mark){cp, u.cp, f->marks[i].n + 1};
}

static struct usual usual_at(struct text t, size_t i)
{
    return usual_of(t.cp[i], i ? t.cp[i - 1] : 0, i + 1 < t.n ? t.cp[i + 1] : 0);
}

struct text usual_text(struct arena *a, struct text t, struct usual_tally *tally)
{
    size_t i = 0;
    while (i < t.n && (!usual_is_doubtful(t.cp[i]) || usual_at(t, i).kind == USUAL_SAME))
        i++;
    if (i == t.n)
        return t;
    struct text_builder b = {.arena = a, .src = t.src};
    text_add_text(&b, text_part(t, 0, i));
    for (; i < t.n; i++) {
        struct usual u = usual_at(t, i);
        if (u.kind != USUAL_SAME)
            usual_count(tally, t.cp[i], u, t.at[i], 0);
        if (u.cp)
            text_add(&b, u.cp, t.at[i]);
    }
    return text_done(&b);
}

void usual_word(char *utf8)
{
    char *out = utf8;
    uint32_t before = 0;
    for (const char *p = utf8, *end = p + strlen(p); p < end;) {
        const char *from = p;
        uint32_t cp = utf8_next(&p, end), to = usual_of(cp, before, 0).cp;
        char bytes[UTF8_MAX];
        size_t n = to ? utf8_encode(to, bytes) : 0, room = (size_t)(p - from);
        bool same = to == cp || n > room;
        memmove(out, same ? from : bytes, same ? room : n);
        out += same ? room : n;
        before = cp;
    }
    *out = '\0';
}

/* ---- findings ---- */

static const struct diag_code *const codes[USUAL_KINDS] = {
    [USUAL_UNSEEN] = DIAG_D020,  [USUAL_VARIANT] = DIAG_D021, [USUAL_SPACE] = DIAG_D022,
    [USUAL_RADICAL] = DIAG_D023, [USUAL_PRIVATE] = DIAG_D024, [USUAL_DOT] = DIAG_D025,
};

static const char *name_of(uint32_t cp, enum diag_lang lang)
{
    for (size_t i = 0; i < COUNT(names); i++)
        if (is_within(cp, names[i].first, names[i].last))
            return names[i].text[lang];
    return "";
}

/* 零宽空格 U+200B 3 个、…… ; ⼯→工、…… */
static void add_marks(struct buf *out, const struct usual_found *f, enum usual_kind kind,
                      enum diag_lang lang)
{
    for (size_t i = 0; i < f->n_marks; i++) {
        const struct usual_mark *m = &f->marks[i];
        buf_str(out, !i ? "" : lang == DIAG_ZH ? "、" : ", ");
        if (kind == USUAL_RADICAL || kind == USUAL_DOT) {
            buf_code(out, m->cp);
            buf_printf(out, "（U+%04X）→", m->cp);
            buf_code(out, usual_dot(m->instead));
        } else if (kind == USUAL_PRIVATE) {
            buf_printf(out, "U+%04X→", m->cp);
            buf_code(out, m->instead);
        } else {
            buf_printf(out, "%s%sU+%04X", name_of(m->cp, lang), *name_of(m->cp, lang) ? " " : "",
                       m->cp);
        }
        if (m->n > 1)
            buf_printf(out, lang == DIAG_ZH ? " %zu 个" : " (%zu)", m->n);
    }
    size_t told = 0;
    for (size_t i = 0; i < f->n_marks; i++)
        told += f->marks[i].n;
    if (told < f->n)
        buf_str(out, lang == DIAG_ZH ? "等" : ", …");
}

static void add_place(struct buf *out, const struct source *src, const uint32_t at[2],
                      enum diag_lang lang)
{
    if (src) {
        struct place place = source_place((struct pos){src, at[0]});
        buf_printf(out, lang == DIAG_ZH ? "第 %u 行第 %u 字" : "%u:%u", place.line, place.col);
    } else {
        char column[SOURCE_COLUMN_NAME_SIZE];
        source_column_name(column, at[1] + 1);
        buf_printf(out, lang == DIAG_ZH ? "%s%u 格" : "%s%u", column, at[0] + 1);
    }
}

static void add_places(struct buf *out, const struct usual_found *f, const struct source *src,
                       enum diag_lang lang)
{
    for (size_t i = 0; i < f->n && i < USUAL_SHOWN_PLACES; i++) {
        buf_str(out, !i ? "" : lang == DIAG_ZH ? "、" : ", ");
        add_place(out, src, f->places[i], lang);
    }
    if (f->n > USUAL_SHOWN_PLACES)
        buf_str(out, lang == DIAG_ZH ? "等" : ", …");
}

/* src: NULL for cells, which are told at pos. */
static void report(const struct usual_tally *t, const char *path, const struct source *src,
                   struct pos pos, struct diags *d)
{
    enum diag_lang lang = diags_lang(d);
    for (enum usual_kind kind = 0; kind < USUAL_KINDS; kind++) {
        const struct usual_found *f = &t->found[kind];
        if (!f->n)
            continue;
        struct buf count = {0}, marks = {0}, places = {0};
        buf_printf(&count, "%zu", f->n);
        add_marks(&marks, f, kind, lang);
        add_places(&places, f, src, lang);
        if (src)
            pos = (struct pos){src, f->places[0][0]};
        diag(d, codes[kind], pos, path, count.p, marks.p, places.p);
        buf_drop(&count);
        buf_drop(&marks);
        buf_drop(&places);
    }
}

void usual_report_text(const struct usual_tally *t, const struct source *src, struct diags *d)
{
    report(t, src->name, src, (struct pos){0}, d);
}

void usual_report_cells(const struct usual_tally *t, const char *path, struct pos pos,
                        struct diags *d)
{
    report(t, path, NULL, pos, d);
}
