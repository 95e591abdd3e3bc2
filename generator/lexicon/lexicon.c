/* A text as words: the likeliest way through all the words that could stand in it, then what the
 * single characters that are left belong to. */
#include "lexicon/lexicon.h"

#include <errno.h>
#include <string.h>

#include "base/diag.def"
#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "lexicon/diag.def"
#include "lexicon/lexicon_int.h"

enum { NAME_MOST = 40 };

/* What reading costs that no dictionary counted, in the unit of its words. */
enum {
    COST_NAME = 4 * COST_UNIT,     /* a phrase, or a name of the document's */
    COST_PATTERN = 22 * COST_UNIT, /* a name by its look alone: dearer than two usual words */
    COST_LONGER = 8 * COST_UNIT,   /* a third character of a place */
    COST_STRANGE = 20 * COST_UNIT, /* a character that no dictionary has */
};

/* Names or phrases: a trie that grows. The nodes below one are a tree, of at most 32 levels however
 * many they are, along the bits of their characters. */
struct name_node {
    char32_t cp;
    bool ends, whole;
    struct name_node *first, *beside[2];
};

/* First characters are many: they are parted by their last bits. */
enum { ROOTS = 256 };

struct lexicon_names {
    struct arena *arena;
    struct name_node roots[ROOTS];
    struct name_node *spare; /* nodes that are in no name yet */
    size_t n_spare;
};

struct lexicon {
    struct dict dict;
    struct lexicon_names phrases;
    uint8_t surnames[HAN_COUNT / 8]; /* a bit each */
    struct file_mark mark;           /* of the dictionary, when it was opened */
};

/* ---- how names look ---- */

#define NAMES_CHARACTERS(name, characters) static const char32_t SET_##name[] = U##characters;
#define NAMES_LIST(name, ...)
#include "lexicon/names.def"
#undef NAMES_CHARACTERS
#undef NAMES_LIST
#define NAMES_CHARACTERS(name, characters)
#define NAMES_LIST(name, ...) static const char32_t *const LIST_##name[] = {__VA_ARGS__, NULL};
#include "lexicon/names.def"
#undef NAMES_CHARACTERS
#undef NAMES_LIST

static void note_surnames(struct lexicon *w)
{
    for (const char32_t *cp = SET_SURNAME; *cp; cp++)
        w->surnames[(*cp - HAN_FIRST) / 8] |= (uint8_t)(1 << (*cp - HAN_FIRST) % 8);
}

/* ---- names and phrases ---- */

static struct name_node *const *place_below(const struct name_node *node, char32_t cp)
{
    enum { MIXED = 0x61C88647, TOP = 31 }; /* no two characters have the same bits, mixed either */
    struct name_node *const *k = &node->first;
    for (uint32_t bits = (uint32_t)cp * MIXED; *k && (*k)->cp != cp; bits <<= 1)
        k = &(*k)->beside[bits >> TOP];
    return k;
}

static struct name_node *name_below(const struct name_node *node, char32_t cp)
{
    return *place_below(node, cp);
}

static const struct name_node *root_of(const struct lexicon_names *names, char32_t cp)
{
    return &names->roots[cp % ROOTS];
}

struct lexicon_names *lexicon_names_new(struct arena *a)
{
    struct lexicon_names *names = ARENA_NEW(a, struct lexicon_names);
    names->arena = a;
    return names;
}

static struct name_node *new_node(struct lexicon_names *names)
{
    enum { AT_ONCE = 128 };
    if (!names->n_spare) {
        names->spare = ARENA_ARRAY(names->arena, struct name_node, AT_ONCE);
        names->n_spare = AT_ONCE;
    }
    names->n_spare--;
    return names->spare++;
}

void lexicon_add_name(struct lexicon_names *names, const char32_t *name, size_t n, bool whole)
{
    n = n < NAME_MOST ? n : NAME_MOST;
    if (!n)
        return;
    struct name_node *node = &names->roots[*name % ROOTS];
    for (size_t i = 0; i < n; i++) {
        struct name_node **below = (struct name_node **)place_below(node, name[i]);
        if (!*below) {
            *below = new_node(names);
            (*below)->cp = name[i];
        }
        node = *below;
    }
    node->ends = true;
    node->whole = node->whole || whole;
}

/* A phrase a line; # begins a remark. */
static void add_phrases(struct lexicon_names *phrases, const char *s, const char *end)
{
    while (s < end) {
        char32_t phrase[NAME_MOST];
        size_t n = 0;
        bool remark = *s == '#';
        while (s < end && *s != '\n') {
            uint32_t cp = utf8_next(&s, end);
            if (n < NAME_MOST && cp > ' ')
                phrase[n++] = cp;
        }
        s++;
        if (!remark)
            lexicon_add_name(phrases, phrase, n, false);
    }
}

bool lexicon_add_phrases(struct lexicon *w, struct arena *a, const char *path, struct diags *d)
{
    size_t size;
    const char *phrases = file_read(a, path, &size, (struct pos){0}, d);
    if (phrases)
        add_phrases(&w->phrases, phrases, phrases + size);
    return phrases;
}

void lexicon_close(struct lexicon *w)
{
    if (w)
        dict_close(&w->dict);
}

struct lexicon *lexicon_open(struct arena *a, const char *folder, struct diags *d)
{
    struct lexicon *w = ARENA_NEW(a, struct lexicon);
    const char *path = file_in(a, folder, "words.dict");
    w->phrases.arena = a;
    note_surnames(w);
    file_note(path, d);
    w->mark = file_mark(path);
    if (!dict_open(&w->dict, path)) {
        bool none = errno == ENOENT || errno == ENOTDIR || errno == EINVAL;
        if (!none) { /* another run would find it, and set titles otherwise */
            diag_system(d, DIAG_S003, path, diag_reason(d, errno));
            return NULL;
        }
        diag_system(d, DIAG_W001, path);
    }
    if (lexicon_add_phrases(w, a, file_in(a, folder, "phrases.txt"), d))
        return w;
    lexicon_close(w);
    return NULL;
}

bool lexicon_is_unchanged(const struct lexicon *w, struct diags *d)
{
    return file_is_unchanged(&w->mark, d);
}

static size_t length_of(const char32_t *word)
{
    size_t n = 0;
    while (word[n])
        n++;
    return n;
}

/* The text begins with a word, or ends in one. */
static bool has_word(const char32_t *text, size_t n, const char32_t *word, bool at_end)
{
    if (at_end) {
        size_t length = length_of(word);
        if (length > n)
            return false;
        text += n - length;
        n = length;
    }
    for (; *word; word++, text++, n--)
        if (!n || *text != *word)
            return false;
    return true;
}

static bool has_any(const char32_t *text, size_t n, const char32_t *const *words, bool at_end)
{
    while (*words && !has_word(text, n, *words, at_end))
        words++;
    return *words;
}

/* ---- the likeliest way ---- */

struct way {
    uint32_t cost;
    uint16_t length; /* of the word that ends here */
    bool opens;      /* it may have words of its own */
};

struct reading {
    const struct lexicon *w;
    const struct lexicon_names *names[2]; /* whose names are words, or NULL */
    size_t longest;                       /* of a word */
    bool inside;                          /* a name */
    const char32_t *text;
    size_t n;
    struct way *ways; /* by the end, n + 1 of them */
};

static void try_word(struct reading *r, size_t from, size_t length, unsigned cost, bool opens)
{
    struct way *to = &r->ways[from + length];
    uint32_t all = r->ways[from].cost + cost;
    if (all < to->cost)
        *to = (struct way){all, (uint16_t)length, opens};
}

/* What kind of word the characters are. */
static enum dict_kind kind_of(const struct lexicon *w, const char32_t *text, size_t n)
{
    const struct dict_node *node = dict_first(&w->dict, text[0]);
    for (size_t i = 1; node && i < n; i++)
        node = dict_next(&w->dict, node, text[i]);
    return node && node->cost ? (enum dict_kind)node->kind : KIND_NONE;
}

/* A word, but none that names something. */
static bool is_verb(const struct lexicon *w, const char32_t *text, size_t n)
{
    enum dict_kind kind = kind_of(w, text, n);
    return kind != KIND_NONE && kind != KIND_NOUN;
}

/* How long what the text begins with is, when a place is called by it: 县, 自治县; or 0. */
static size_t place_end(const char32_t *text, size_t n)
{
    for (const char32_t *const *word = LIST_PLACES; *word; word++)
        if (n && *text == **word && has_word(text, n, *word, false))
            return length_of(*word);
    return utf8_is_one_of(text[0], SET_PLACE);
}

/* 青禾县: two or three characters that make no word, and what a place is called by. */
static void try_place(struct reading *r, size_t from)
{
    enum { LEAST = 2, MOST = 3 };
    for (size_t k = LEAST; k <= MOST && from + k < r->n; k++) {
        const char32_t *text = r->text + from;
        if (!utf8_is_han(text[k - 1]) || utf8_is_one_of(text[k - 1], SET_OPENS) ||
            text[k - 1] == U'的')
            return;
        size_t end = place_end(text + k, r->n - from - k);
        if (!end)
            continue;
        bool strange = !utf8_is_one_of(text[0], SET_OPENS);
        for (size_t i = 0; i < k; i++)
            strange = strange && !utf8_is_one_of(text[i], SET_LEVEL) && !is_verb(r->w, text + i, 2);
        if (strange)
            try_word(r, from, k + end, COST_PATTERN + (k == MOST) * COST_LONGER, false);
    }
}

static bool is_surname(const struct lexicon *w, char32_t cp)
{
    return cp >= HAN_FIRST && cp <= HAN_LAST &&
           w->surnames[(cp - HAN_FIRST) / 8] >> (cp - HAN_FIRST) % 8 & 1;
}

/* 沈望舒同志, 梁可为等: a surname, one or two characters, and what stands behind a name. */
static void try_person(struct reading *r, size_t from)
{
    enum { LEAST = 2, MOST = 3 };
    if (!is_surname(r->w, r->text[from]))
        return;
    for (size_t k = LEAST; k <= MOST && from + k < r->n; k++) {
        if (!utf8_is_han(r->text[from + k - 1]))
            return;
        if (has_any(r->text + from + k, r->n - from - k, LIST_BEHIND, false))
            try_word(r, from, k, COST_PATTERN, false);
    }
}

static void try_names(struct reading *r, size_t from, const struct lexicon_names *names)
{
    const struct name_node *node = names ? root_of(names, r->text[from]) : NULL;
    for (size_t k = 0; node && k < r->longest && from + k < r->n; k++) {
        node = name_below(node, r->text[from + k]);
        if (node && node->ends)
            try_word(r, from, k + 1, COST_NAME, !node->whole);
    }
}

static void try_words(struct reading *r, size_t from)
{
    const char32_t *text = r->text + from;
    const struct dict_node *node = dict_first(&r->w->dict, *text);
    try_word(r, from, 1, node && node->cost ? node->cost : COST_STRANGE, false);
    for (size_t k = 1; node && k < r->longest && from + k < r->n; k++) {
        node = dict_next(&r->w->dict, node, text[k]);
        if (node && node->cost)
            try_word(r, from, k + 1, node->cost, true);
    }
    for (size_t i = 0; i < sizeof r->names / sizeof *r->names; i++)
        try_names(r, from, r->names[i]);
    if (utf8_is_han(*text)) {
        try_place(r, from);
        try_person(r, from);
    }
}

/* ---- what a break costs ---- */

struct token {
    size_t from, n;
    bool han, opens;
    bool level; /* a place, or a level that stands for one */
};

/* Behind a word that is one character. */
static enum lexicon_break behind_single(const struct reading *r, const struct token *a,
                                        const struct token *b)
{
    char32_t left = r->text[a->from], before = a->from ? r->text[a->from - 1] : 0;
    if (utf8_is_one_of(left, SET_OPENS))
        return BREAK_CLOSE;
    if (utf8_is_digit(before)) /* 2026年|秋冬季 */
        return BREAK_APART;
    if (b->n == 1 && utf8_is_one_of(r->text[b->from], SET_OPENS))
        return BREAK_APART;
    if (b->n == 1)
        return left == U'的' ? BREAK_CLOSE : BREAK_UNSURE;
    if (utf8_is_one_of(left, SET_LEVEL)) /* 县林业局 */
        return BREAK_UNSURE;
    bool hangs = utf8_is_han(before) && utf8_is_one_of(left, SET_ENDS);
    return hangs ? BREAK_APART : BREAK_CLOSE;
}

static enum lexicon_break between(const struct reading *r, const struct token *a,
                                  const struct token *b)
{
    char32_t right = r->text[b->from];
    bool single = b->n == 1 && b->han && !utf8_is_one_of(right, SET_OPENS);
    if (!a->han || !b->han)
        return single && utf8_is_digit(r->text[a->from]) ? BREAK_CLOSE : BREAK_APART;
    if (a->n == 1)
        return behind_single(r, a, b);
    if (single && a->level &&
        has_any(r->text + b->from, 1, LIST_ORGAN, true)) /* 青禾县-委|办公室 */
        return BREAK_TORN;
    enum dict_kind kind = kind_of(r->w, r->text + a->from, a->n);
    if (kind == KIND_OTHER && utf8_is_one_of(right, SET_LEVEL)) /* 调整|县-农村 */
        single = false;
    return single || kind == KIND_ADVERB ? BREAK_CLOSE : BREAK_APART;
}

/* 白石|自治县, 城关|街道: a place with its own word for what it is. */
static void join_places(const struct reading *r, struct token tokens[], size_t n,
                        enum lexicon_break breaks[])
{
    enum { LONGEST = 3 };
    for (size_t i = 1; i < n; i++) {
        struct token *name = &tokens[i - 1];
        const char32_t *text = r->text + tokens[i].from;
        if (name->n < 2 || name->n > LONGEST || !name->han ||
            !has_any(text, tokens[i].n, LIST_PLACES, false) ||
            !has_any(text, tokens[i].n, LIST_PLACES, true) ||
            is_verb(r->w, r->text + name->from, name->n))
            continue;
        breaks[tokens[i].from - 1] = BREAK_CLOSE;
        name->level = true;
    }
}

/* From a place to what an organ is called by, all is its name. */
static void join_organs(const struct reading *r, const struct token tokens[], size_t n,
                        enum lexicon_break breaks[])
{
    enum { LONGEST = 16 };
    for (size_t i = 0; i < n; i++) {
        if (!tokens[i].level)
            continue;
        size_t last = i;
        for (size_t k = i + 1; k < n && tokens[k].han; k++) {
            const char32_t *text = r->text + tokens[k].from;
            size_t end = tokens[k].from + tokens[k].n;
            if (end - tokens[i].from > LONGEST || has_any(text, tokens[k].n, LIST_NO_ORGAN, false))
                break;
            if (has_any(text, tokens[k].n, LIST_ORGAN, true))
                last = k;
        }
        for (; i < last; i++) {
            size_t at = tokens[i + 1].from - 1;
            if (breaks[at] == BREAK_APART)
                breaks[at] = BREAK_CLOSE;
        }
    }
}

/* 热依汗·吐尔逊: one name on both sides of the dot, behind which it may turn where nothing else
 * may. */
static void join_dotted(const struct reading *r, enum lexicon_break breaks[])
{
    enum { LONGEST = 5 };
    for (size_t i = 1; i + 1 < r->n; i++) {
        if (r->text[i] != U'·' || !utf8_is_han(r->text[i - 1]) || !utf8_is_han(r->text[i + 1]))
            continue;
        breaks[i - 1] = BREAK_TORN;
        breaks[i] = BREAK_UNSURE;
        for (size_t k = i - 1; k-- > 0 && i - k < LONGEST && breaks[k] != BREAK_APART;)
            breaks[k] = BREAK_TORN;
        for (size_t k = i + 1; k + 1 < r->n && k - i < LONGEST && breaks[k] != BREAK_APART; k++)
            breaks[k] = BREAK_TORN;
    }
}

static void read_part(struct reading *r, struct arena *a, enum lexicon_break breaks[]);

/* 中国共产党青禾县纪律检查委员会|青禾县监察委员会: two organs have one name. */
static bool next_organ(const struct token *t, const char32_t *text, size_t at)
{
    enum { LEAST = 2, MOST = 3 };
    bool place = false;
    for (size_t k = LEAST; k <= MOST && at + k < t->n; k++)
        place = place || utf8_is_one_of(text[at + k], SET_LEVEL);
    return place && has_any(text, at, LIST_ORGAN, true);
}

/* A long name is no single word: 城乡居民|基本|医疗保险 may turn where no other place is better. */
static void open_long_name(const struct reading *r, struct arena *a, const struct token *t,
                           enum lexicon_break breaks[])
{
    enum { SHORT = 3 };
    if (!t->opens || t->n <= SHORT)
        return;
    struct reading part = {.w = r->w,
                           .names = {r->names[0], r->names[1]},
                           .longest = t->n - 1,
                           .inside = true,
                           .text = r->text + t->from,
                           .n = t->n};
    read_part(&part, a, breaks + t->from);
    for (size_t k = 0; k + 1 < t->n; k++)
        if (breaks[t->from + k] != BREAK_APART)
            breaks[t->from + k] = BREAK_TORN;
        else if (!next_organ(t, part.text, k + 1))
            breaks[t->from + k] = BREAK_CLOSE;
}

/* The words of the likeliest way, the first one first; n of them. */
static struct token *tokens_of(const struct reading *r, struct arena *a, size_t *n)
{
    struct token *last = ARENA_ARRAY(a, struct token, r->n + 1) + r->n, *t = last;
    for (size_t end = r->n; end > 0; end -= r->ways[end].length) {
        const struct way *way = &r->ways[end];
        *--t = (struct token){.from = end - way->length, .n = way->length, .opens = way->opens};
        t->han = utf8_is_han(r->text[t->from]);
        t->level = t->han && utf8_is_one_of(r->text[end - 1], SET_LEVEL) && t->n != 2;
    }
    *n = (size_t)(last - t);
    return t;
}

/* The words of a text, and what the breaks between them cost. */
static void read_part(struct reading *r, struct arena *a, enum lexicon_break breaks[])
{
    size_t n;
    r->ways = ARENA_ARRAY(a, struct way, r->n + 1);
    for (size_t i = 1; i <= r->n; i++)
        r->ways[i].cost = UINT32_MAX;
    for (size_t i = 0; i < r->n; i++)
        try_words(r, i);
    struct token *tokens = tokens_of(r, a, &n);
    for (size_t i = 0; i < n; i++) {
        const struct token *t = &tokens[i], *next = i + 1 < n ? t + 1 : NULL;
        for (size_t k = 0; k + 1 < t->n; k++)
            breaks[t->from + k] = r->text[t->from + k] == U'·' ? BREAK_UNSURE : BREAK_TORN;
        open_long_name(r, a, t, breaks);
        breaks[t->from + t->n - 1] = next ? between(r, t, next) : BREAK_APART;
    }
    if (r->inside)
        return;
    join_places(r, tokens, n, breaks);
    join_organs(r, tokens, n, breaks);
    join_dotted(r, breaks);
}

void lexicon_breaks(const struct lexicon *w, const struct lexicon_names *names,
                    const char32_t *text, size_t n, enum lexicon_break breaks[])
{
    struct arena *a = arena_new();
    struct reading r = {
        .w = w, .names = {&w->phrases, names}, .longest = NAME_MOST, .text = text, .n = n};
    read_part(&r, a, breaks);
    arena_drop(a);
}

/* ---- names alone ---- */

/* How long the longest name is that begins here and is to be kept whole, or 0. */
static size_t own_name(const struct lexicon_names *names, const char32_t *text, size_t n)
{
    enum { SHORT = 6 };
    size_t longest = 0;
    const struct name_node *node = root_of(names, *text);
    for (size_t k = 0; k < n && (node = name_below(node, text[k])); k++)
        if (node->ends && (node->whole || k < SHORT))
            longest = k + 1;
    return longest;
}

/* How long the name of a person is that looks as if it began with the surname at i, or 0: what
 * stands before or behind it tells. */
static size_t person_name(const char32_t *text, size_t n, size_t i)
{
    enum { LEAST = 2, MOST = 3 };
    bool expected = i == 0 || utf8_is_one_of(text[i - 1], SET_BEFORE);
    for (size_t k = i + LEAST; k <= i + MOST && k < n && utf8_is_han(text[k - 1]); k++)
        if ((expected && utf8_is_one_of(text[k], SET_AFTER)) ||
            has_any(text + k, n - k, LIST_CALLED, false))
            return k - i;
    return 0;
}

/* 热依汗·吐尔逊: what stands on both sides of the dot at i, as far as most such names go. */
static void keep_dotted(const char32_t *text, size_t n, size_t i, bool within[])
{
    enum { MOST = 3 };
    size_t from = i, to = i;
    while (from > 0 && i - from < MOST && utf8_is_han(text[from - 1]))
        from--;
    while (to + 1 < n && to - i < MOST && utf8_is_han(text[to + 1]))
        to++;
    for (size_t k = from; from < i && to > i && k < to; k++)
        within[k] = true;
}

/* How much of a short quotation there is, of which the mark at i is the first; or 0. */
static size_t short_quotation(const char32_t *text, size_t n, size_t i)
{
    enum { MOST = 4 };
    for (size_t k = i + 2; k <= i + MOST + 1 && k < n; k++)
        if (text[k] == U'”')
            return k - i;
    return 0;
}

void lexicon_find_names(const struct lexicon *w, const struct lexicon_names *names,
                        const char32_t *text, size_t n, bool within[])
{
    memset(within, 0, n * sizeof *within);
    for (size_t i = 0; i < n; i++) {
        size_t length =
            names && root_of(names, text[i])->first ? own_name(names, text + i, n - i) : 0;
        if (!length && is_surname(w, text[i]))
            length = person_name(text, n, i);
        if (text[i] == U'“')
            length = short_quotation(text, n, i);
        for (size_t k = i; k + 1 < i + length; k++)
            within[k] = true;
        i += length ? length - 1 : 0;
        if (text[i] == U'·')
            keep_dotted(text, n, i, within);
    }
}
