/* What the readers of lists ask of a text: who or what it may name, and where it stands. */
#include <string.h>

#include "base/utf8.h"
#include "import/tables_int.h"
#include "value/people.h"

bool words_are(struct text t, const char *utf8)
{
    const char *end = utf8 + strlen(utf8);
    for (size_t i = 0; i < t.n; i++)
        if (!utf8_is_blank(t.cp[i]) && (utf8 == end || utf8_next(&utf8, end) != t.cp[i]))
            return false;
    return utf8 == end;
}

int words_width(struct text t)
{
    enum { TAB = 4 };
    int width = 0;
    for (size_t i = 0; i < t.n; i++)
        width += t.cp[i] == '	' ? TAB : t.cp[i] == 0x3000 ? 2 : utf8_columns(t.cp[i]);
    return width;
}

/* ---- people ---- */

bool words_may_name(struct text t)
{
    enum { LEAST = 2, MOST = 5, MOST_DOTTED = 15 };
    size_t han = 0, dots = 0;
    for (size_t i = 0; i < t.n; i++) {
        bool dot = utf8_is_one_of(t.cp[i], U"·•．");
        han += utf8_is_han(t.cp[i]);
        dots += dot && i && i + 1 < t.n;
        if (!dot && !utf8_is_han(t.cp[i]))
            return false;
    }
    return han >= LEAST && t.n <= (dots ? MOST_DOTTED : MOST) && han + dots == t.n &&
           !people_are_words(t) && (dots || t.n < MOST || people_is_name(t));
}

bool words_end_in_post(struct text t)
{
    static const char *const posts[] = {
#define POST(ending) ending,
#include "import/roles.def"
    };
    enum { MOST = 300 };
    for (size_t i = 0; i < t.n; i++)
        if (utf8_is_one_of(t.cp[i], U"。？！?!：:；;“”□_＿"))
            return false;
    return t.n && t.n <= MOST &&
           text_ends_in_any(text_trimmed(text_without_brackets(t)), posts,
                            sizeof posts / sizeof *posts);
}

bool words_are_role(struct arena *a, struct text label, bool *weak)
{
    static const char *const roles[] = {
#define ROLE(ending) ending,
#include "import/roles.def"
    };
    static const char *const too[] = {
#define ROLE_TOO(ending) ending,
#include "import/roles.def"
    };
    enum { MOST = 10 };
    struct text t = import_without_blanks(a, label);
    for (size_t i = 0; i < t.n; i++)
        if (!utf8_is_han(t.cp[i]))
            return false;
    *weak = !text_ends_in_any(t, roles, sizeof roles / sizeof *roles);
    return t.n && t.n <= MOST && (!*weak || text_ends_in_any(t, too, sizeof too / sizeof *too));
}

/* ---- what is left of a text ---- */

/* By byte of the source from `first` on: whether a part has it. */
static uint8_t *places_of(struct arena *a, const text_list *parts, struct text whole,
                          uint32_t first, uint32_t behind)
{
    uint8_t *seen = arena_alloc(a, (size_t)(behind - first) + 1);
    for (size_t k = 0; k < parts->n; k++) {
        struct text p = parts->v[k];
        for (size_t c = 0; c < p.n && p.src == whole.src; c++)
            if (p.at[c] >= first && p.at[c] < behind)
                seen[p.at[c] - first] = true;
    }
    return seen;
}

void words_rest(struct importer *im, struct text whole, const text_list *parts, enum import_why why,
                const char *to)
{
    uint32_t first = UINT32_MAX, behind = 0;
    for (size_t i = 0; i < whole.n; i++) {
        first = whole.at[i] < first ? whole.at[i] : first;
        behind = whole.at[i] >= behind ? whole.at[i] + 1 : behind;
    }
    if (!whole.n)
        return;
    const uint8_t *seen = places_of(im->arena, parts, whole, first, behind);
    size_t from = 0;
    for (size_t i = 0; i <= whole.n; i++) {
        bool left = i < whole.n && !utf8_is_blank(whole.cp[i]) && !seen[whole.at[i] - first];
        if (left)
            continue;
        if (i > from)
            import_change(im, text_part(whole, from, i), why, to);
        from = i + 1;
    }
}

struct text import_without_blanks(struct arena *a, struct text t)
{
    size_t blanks = 0;
    for (size_t i = 0; i < t.n; i++)
        blanks += utf8_is_blank(t.cp[i]);
    if (!blanks)
        return t;
    struct text_builder b = {.arena = a, .src = t.src};
    VEC_RESERVE(a, &b.cp, t.n - blanks);
    VEC_RESERVE(a, &b.at, t.n - blanks);
    for (size_t i = 0; i < t.n; i++)
        if (!utf8_is_blank(t.cp[i]))
            text_add(&b, t.cp[i], t.at[i]);
    return text_done(&b);
}

struct text import_unspaced(struct arena *a, struct text t)
{
    bool all = true;
    for (size_t i = 0, next; i < t.n && all; i = next) {
        next = text_skip_blanks(t, i + 1);
        all = next == t.n || next > i + 1;
    }
    return all ? import_without_blanks(a, t) : t;
}

const char *import_genre(struct text title)
{
    static const char *const genres[][2] = {
        {"决议", "决议"}, {"决定", "决定"}, {"命令", "命令"}, {"令", "命令"},   {"公报", "公报"},
        {"公告", "公告"}, {"通告", "通告"}, {"意见", "意见"}, {"通知", "通知"}, {"通报", "通报"},
        {"报告", "报告"}, {"请示", "请示"}, {"批复", "批复"}, {"议案", "议案"}, {"函", "函"},
        {"纪要", "纪要"}};
    size_t n = title.n;
    if (n && utf8_is_one_of(title.cp[n - 1], U"）)"))
        while (n && !utf8_is_one_of(title.cp[--n], U"（("))
            ;
    for (size_t i = 0; i < sizeof genres / sizeof *genres; i++) {
        size_t word = utf8_count(genres[i][0], strlen(genres[i][0]));
        if (n > word && text_word_at(title, n - word, genres[i][0]))
            return genres[i][1];
    }
    return NULL;
}
