/*
 * Titles: GB/T 9704 7.3.1, broken by meaning, the lines a trapezoid or a rhombus.
 *
 * A line may end only between words: ICU's dictionary finds them, the list of official phrases
 * and the document's own names join what it splits. Which of the legal ways is taken,
 * title_shape.c says; the author's own breaks win over everything.
 */
#include <string.h>
#include <unicode/ubrk.h>

#include "base/utf8.h"
#include "text/text_int.h"

/* ICU speaks UTF-16: for each unit, the item it belongs to. */
struct utf16 {
    UChar *units;
    size_t *item;
    int32_t n;
};

static struct utf16 utf16_make(struct arena *a, struct items items)
{
    struct utf16 u = {ARENA_ARRAY(a, UChar, 4 * items.n + 1),
                      ARENA_ARRAY(a, size_t, 4 * items.n + 1), 0};
    for (size_t i = 0; i < items.n; i++) {
        const uint32_t cps[] = {items.v[i].cp, items.v[i].joined};
        for (size_t k = 0; k < 2 && cps[k]; k++) {
            int32_t start = u.n;
            U16_APPEND_UNSAFE(u.units, u.n, cps[k]);
            for (int32_t j = start; j < u.n; j++)
                u.item[j] = i;
        }
    }
    u.item[u.n] = items.n;
    return u;
}

/* Takes break_after away from every place that is not between two words. */
static void keep_words(struct arena *a, struct items items)
{
    UErrorCode status = U_ZERO_ERROR;
    struct utf16 u = utf16_make(a, items);
    UBreakIterator *words = ubrk_open(UBRK_WORD, "zh", u.units, u.n, &status);
    bool *boundary = ARENA_ARRAY(a, bool, items.n + 1);
    if (U_FAILURE(status)) /* no dictionary on this machine: lines may end anywhere legal */
        return;
    for (int32_t at = ubrk_first(words); at != UBRK_DONE; at = ubrk_next(words))
        boundary[u.item[at]] = true;
    ubrk_close(words);
    for (size_t i = 0; i + 1 < items.n; i++)
        items.v[i].break_after = items.v[i].break_after && boundary[i + 1];
}

static size_t match_length(struct items items, size_t i, const char *s, size_t n)
{
    const char *end = s + n;
    size_t k = i;
    for (; s < end; k++)
        if (k == items.n || utf8_next(&s, end) != items.v[k].cp)
            return 0;
    return k - i;
}

static void keep_phrase(struct items items, const char *s, size_t n)
{
    for (size_t i = 0; n && i < items.n; i++) {
        size_t k = match_length(items, i, s, n);
        for (size_t j = i; j + 1 < i + k; j++)
            items.v[j].break_after = false;
    }
}

static void keep_phrases(struct items items, const char *list)
{
    while (list && *list) {
        size_t n = strcspn(list, "\r\n");
        if (*list != '#')
            keep_phrase(items, list, n);
        list += n;
        list += strspn(list, "\r\n");
    }
}

static bool ends_with(struct items items, size_t i, const char *word)
{
    size_t n = strlen(word), k = utf8_count(word, n);
    return i + 1 >= k && match_length(items, i + 1 - k, word, n) == k;
}

/* 的 stays with what is before it and with the genre after it; 关于 stays with its object. */
static void keep_particles(struct items items)
{
    enum { DE = 0x7684 };
    for (size_t i = 0; i + 1 < items.n; i++) {
        bool opens = items.v[i + 1].trait.cls == CLASS_OPEN;
        bool genre = items.v[i].cp == DE && items.n - i - 1 <= 3;
        if (items.v[i + 1].cp == DE || genre || (opens && ends_with(items, i, "关于")))
            items.v[i].break_after = false;
    }
}

/* One-character words that end the name of a place, and what an organ's name goes on with. */
static const char *const place_ends[] = {"省", "市", "州", "县", "区", "乡", "镇", "村"};
static const char *const organ_goes_on[] = {"人民政府", "人民代表大会", "委",
                                            "政协",     "村民委员会",   "居民委员会"};

static bool starts_with(struct items items, size_t i, const char *word)
{
    return match_length(items, i, word, strlen(word)) > 0;
}

/* The name before a place's end at i; the dictionary may have split it into single characters. */
static void join_place(struct items items, size_t i)
{
    enum { MOST = 3 };
    items.v[i - 1].break_after = false;
    for (size_t j = i - 1; j > 0 && i - j < MOST; j--) {
        bool single = j == 1 || items.v[j - 2].break_after || items.v[j - 2].trait.no_end;
        if (!single || !items.v[j - 1].break_after || items.v[j - 1].trait.cls != CLASS_HAN)
            return;
        items.v[j - 1].break_after = false;
    }
}

/* Words of titles that are no part of a place's name: 关于成立|县乡村振兴领导小组. */
static const char *const before_places[] = {"关于", "成立", "调整", "印发", "召开", "开展", "做好",
                                            "加强", "设立", "组建", "撤销", "同意", "表彰", "通报"};

/* 县 speaks for the county itself, and belongs to what it is the county's. */
static bool stands_for_place(struct items items, size_t i)
{
    bool found = false;
    for (size_t k = 0; k < sizeof before_places / sizeof *before_places; k++)
        found = found || ends_with(items, i - 1, before_places[k]);
    return found;
}

/* The dictionary knows few places: 青|禾|县 stays together, and so does 青禾县|人民政府. */
static void keep_places(struct items items)
{
    bool place = false;
    for (size_t i = 1; i < items.n; i++) {
        bool go_on = false, word = items.v[i - 1].break_after && items.v[i].break_after;
        for (size_t k = 0; place && k < sizeof organ_goes_on / sizeof *organ_goes_on; k++)
            go_on = go_on || starts_with(items, i, organ_goes_on[k]);
        place = false;
        for (size_t k = 0; word && k < sizeof place_ends / sizeof *place_ends; k++)
            place = place || starts_with(items, i, place_ends[k]);
        if (go_on)
            items.v[i - 1].break_after = false;
        if (place && stands_for_place(items, i))
            items.v[i].break_after = false;
        else if (place)
            join_place(items, i);
    }
}

static bool author_breaks(struct items items)
{
    for (size_t i = 0; i < items.n; i++)
        if (items.v[i].forced)
            return true;
    return false;
}

/* 2024—2026年: a title has other places to turn. */
static void keep_ranges(struct items items)
{
    for (size_t i = 1; i + 1 < items.n; i++)
        if (items.v[i].trait.cls == CLASS_DASH && items.v[i - 1].trait.cls == CLASS_DIGIT &&
            items.v[i + 1].trait.cls == CLASS_DIGIT)
            items.v[i].break_after = false;
}

void items_keep_meaning(struct typesetter *t, struct items items)
{
    keep_words(t->scratch, items);
    keep_places(items);
    keep_phrases(items, t->phrases);
    keep_ranges(items);
    keep_particles(items);
}

static void keep_names(struct typesetter *t, const struct title *title, struct items items)
{
    for (size_t i = 0; i < title->n_names; i++) {
        const char *name = text_utf8(t->scratch, title->names[i]);
        keep_phrase(items, name, strlen(name));
    }
}

/* The best lines, with the document's names whole if any way allows it. */
static bool find_lines(struct typesetter *t, const struct title *title, struct items items,
                       int64_t limit, struct line_ends *ends)
{
    struct items whole = {arena_copy(t->scratch, items.v, items.n * sizeof *items.v), items.n};
    keep_names(t, title, whole);
    return title_shape(t->scratch, whole, limit, ends) ||
           title_shape(t->scratch, items, limit, ends);
}

static void set_title_lines(struct typesetter *t, struct items items, struct line_ends ends,
                            const struct text_shape *shape, struct set_lines *out)
{
    struct set_line *lines = ARENA_ARRAY(t->lines, struct set_line, ends.n);
    for (size_t k = 0; k < ends.n; k++) {
        struct extent e = line_extent(items, k ? ends.v[k - 1] : 0, ends.v[k], false);
        lines[k] = line_set(t->lines, items, &e, shape, 0);
        lines[k].x = (shape->width - lines[k].width) / 2;
    }
    *out = (struct set_lines){lines, ends.n};
}

static bool shape_title(struct typesetter *t, const struct title *title,
                        const struct text_shape *shape, struct set_lines *out)
{
    struct span span = {.text = title->text, .role = title->role};
    struct items items;
    struct line_ends ends;
    if (!items_collect(t, &span, 1, &items))
        return false;
    int64_t limit = width_in_pitches(shape->width, shape->pitch);
    items_find_breaks(items, limit);
    if (author_breaks(items))
        return text_set(t, &span, 1, shape, out);
    if (items.n && line_extent(items, 0, items.n, false).width > limit)
        items_keep_meaning(t, items);
    if (!find_lines(t, title, items, limit, &ends)) /* longer words than a line: a paragraph */
        return text_set(t, &span, 1, shape, out);
    set_title_lines(t, items, ends, shape, out);
    return true;
}

bool text_set_title(struct typesetter *t, const struct title *title, const struct text_shape *shape,
                    struct set_lines *out)
{
    struct arena_mark before = arena_mark(t->scratch);
    *out = (struct set_lines){0};
    bool ok = shape_title(t, title, shape, out);
    arena_reset(t->scratch, before);
    return ok;
}
