/* Words that lines are known by: the tables of words.def, and how they are looked for. */
#include <string.h>
#include <uchar.h>

#include "base/utf8.h"
#include "recognise/recognise_int.h"
#include "value/list.h"
#include "value/number.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

struct word {
    enum line_kind kind;
    enum line_trust trust;
    const char *utf8;
};

static const struct word leads[] = {
#define RECOGNISE_LEAD(kind, trust, word) {LINE_##kind, LINE_##trust, word},
#include "recognise/words.def"
};

static const struct word wholes[] = {
#define RECOGNISE_WHOLE(kind, trust, word) {LINE_##kind, LINE_##trust, word},
#include "recognise/words.def"
};

static const char *const organs[] = {
#define RECOGNISE_ORGAN(ending) ending,
#include "recognise/words.def"
};

static const char *const groups[] = {
#define RECOGNISE_GROUP(ending) ending,
#include "recognise/words.def"
};

static const char *const genres[] = {
#define RECOGNISE_GENRE(ending) ending,
#include "recognise/words.def"
};

static const char *const sheets[] = {
#define RECOGNISE_SHEET(ending) ending,
#include "recognise/words.def"
};

static const char *const halls[] = {
#define RECOGNISE_HALL(word) word,
#include "recognise/words.def"
};

bool words_is_colon(uint32_t cp)
{
    return cp == U'：' || cp == ':';
}

struct text words_from(struct text t, size_t from)
{
    return text_trimmed(text_part(t, from < t.n ? from : t.n, t.n));
}

size_t words_digits(struct text t, size_t i, size_t most, int *value)
{
    enum { TEN = 10 };
    size_t n = 0;
    *value = 0;
    for (; n < most && i + n < t.n && utf8_is_digit(utf8_narrow(t.cp[i + n])); n++)
        *value = *value * TEN + number_digit(t.cp[i + n]);
    return n;
}

size_t words_begins(struct text t, const char *word)
{
    size_t i = 0;
    for (const char *p = word, *end = p + strlen(p); p < end; i++) {
        i = text_skip_blanks(t, i);
        if (i == t.n || t.cp[i] != utf8_next(&p, end))
            return 0;
    }
    return i;
}

bool words_is_organ(struct text t)
{
    enum { LEAST = 4 };
    for (size_t i = 0; i < t.n; i++)
        if (!utf8_is_han(t.cp[i]) && !utf8_is_blank(t.cp[i]) &&
            !utf8_is_one_of(t.cp[i], U"（）()·“”"))
            return false;
    return t.n >= LEAST && t.n <= WORDS_ORGAN_MOST &&
           text_ends_in_any(text_without_brackets(t), organs, COUNT(organs));
}

/* 各位代表, 尊敬的来宾, 同志们, 各村民小组长同志. */
static bool is_spoken_to(struct text t)
{
    static const char *const starts[] = {"各位", "尊敬的", "亲爱的"};
    if (t.n > 1 && t.cp[t.n - 1] == U'们')
        t = text_part(t, 0, t.n - 1);
    bool starts_so = false;
    for (size_t i = 0; i < COUNT(starts); i++)
        starts_so = starts_so || words_begins(t, starts[i]);
    return starts_so || text_ends_in_any(t, halls, COUNT(halls));
}

bool words_is_hall(struct text t)
{
    enum { MOST = 30 };
    struct text item;
    size_t n = 0;
    for (size_t at = 0; t.n <= MOST && list_next(t, LIST_WORDS, &at, &item); n++)
        if (!is_spoken_to(item))
            return false;
    return n > 0;
}

bool words_is_addressee(struct text t)
{
    bool all = text_has(t, "各");
    return words_is_organ(t) ||
           (all && (text_ends_in_any(text_without_brackets(t), groups, COUNT(groups)) ||
                    text_ends_in_any(text_without_brackets(t), organs, COUNT(organs))));
}

bool words_ends_title(struct text t)
{
    return text_ends_in_any(text_without_brackets(t), genres, COUNT(genres));
}

bool recognise_ends_sheet(struct text t)
{
    return text_ends_in_any(text_without_brackets(t), sheets, COUNT(sheets));
}

bool words_lead(struct text t, struct recognised *out)
{
    for (size_t i = 0; i < COUNT(leads); i++) {
        size_t n = words_begins(t, leads[i].utf8), colon = text_skip_blanks(t, n);
        if (!n || colon == t.n || !words_is_colon(t.cp[colon]))
            continue;
        out->kind = leads[i].kind;
        out->trust = leads[i].trust;
        out->label = text_part(t, 0, colon + 1);
        out->text = words_from(t, colon + 1);
        return true;
    }
    return false;
}

static bool is_in_brackets(struct text t)
{
    return t.n > 2 && utf8_is_one_of(t.cp[0], U"（(") && utf8_is_one_of(t.cp[t.n - 1], U"）)");
}

/* 机密★1年: behind the star stands how long. */
bool words_whole(struct text t, struct recognised *out)
{
    struct text bare = is_in_brackets(t) ? words_from(text_part(t, 0, t.n - 1), 1) : t;
    for (size_t i = 0; i < COUNT(wholes); i++) {
        size_t n = words_begins(bare, wholes[i].utf8), star = text_skip_blanks(bare, n);
        bool starred = wholes[i].kind == LINE_SECRECY && star < bare.n && bare.cp[star] == U'★';
        bool said = wholes[i].kind == LINE_PAGE && star < bare.n && bare.cp[star] == U'，';
        if (!n || (n < bare.n && !starred && !said))
            continue;
        out->kind = wholes[i].kind;
        out->trust = wholes[i].trust;
        out->text = text_part(bare, 0, n);
        if (starred)
            out->more = words_from(bare, star + 1);
        return true;
    }
    struct recognised within = {.kind = LINE_TEXT};
    if (!is_in_brackets(t) || !words_lead(bare, &within) ||
        (within.kind != LINE_CONTACT && within.kind != LINE_DISCLOSURE))
        return false;
    *out = (struct recognised){.kind = LINE_ANNOTATION, .trust = LINE_SURE, .text = bare};
    return true;
}
