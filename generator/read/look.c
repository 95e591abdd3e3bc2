/*
 * What a widget shows of text: the second copy of what was entered, by which a value that lost a
 * bit is told. Only what is certain counts: codes that a font's ToUnicode names, or ASCII of a
 * simple font; of anything else the look is no witness.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "read/walk_int.h"

/* Tokens of a stream of PDF. */
enum token_kind { TOKEN_END, TOKEN_NAME, TOKEN_STRING, TOKEN_WORD, TOKEN_MARK };
struct token {
    enum token_kind kind;
    const char *p; /* of a string its bytes, of a name what follows its sign */
    size_t n;
};
struct tokens {
    struct arena *arena;
    const char *p, *end;
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\0';
}

static bool is_regular(char c)
{
    return !is_space(c) && !strchr("()<>[]{}/%", c);
}

static struct token hex_string(struct tokens *t)
{
    static const char digits[] = "0123456789abcdefABCDEF";
    enum { TEN_AGAIN = 16 };
    char *out = arena_alloc(t->arena, (size_t)(t->end - t->p) / 2 + 1);
    size_t n = 0;
    int high = -1;
    for (t->p++; t->p < t->end && *t->p != '>'; t->p++) {
        const char *at = *t->p ? strchr(digits, *t->p) : NULL;
        if (!at)
            continue;
        int value = (int)(at - digits);
        value -= value >= TEN_AGAIN ? TEN_AGAIN - 10 : 0;
        if (high >= 0)
            out[n++] = (char)(high << 4 | value);
        high = high >= 0 ? -1 : value;
    }
    t->p += t->p < t->end;
    if (high >= 0)
        out[n++] = (char)(high << 4);
    return (struct token){TOKEN_STRING, out, n};
}

/* The byte behind a backslash; -1: a line that goes on. */
static int escaped(struct tokens *t)
{
    static const char letters[] = "nrtbf", bytes[] = "\n\r\t\b\f";
    enum { MOST_OCTAL = 3 };
    char c = *t->p;
    const char *letter = strchr(letters, c);
    if (c >= '0' && c <= '7') {
        int value = 0;
        for (int i = 0; i < MOST_OCTAL && t->p < t->end && *t->p >= '0' && *t->p <= '7'; i++)
            value = value * 8 + (*t->p++ - '0');
        return value & 0xFF;
    }
    t->p++;
    if (c == '\n' || c == '\r') {
        t->p += c == '\r' && t->p < t->end && *t->p == '\n';
        return -1;
    }
    return (unsigned char)(c && letter ? bytes[letter - letters] : c);
}

static struct token literal_string(struct tokens *t)
{
    char *out = arena_alloc(t->arena, (size_t)(t->end - t->p) + 1);
    size_t n = 0;
    int depth = 1;
    for (t->p++; t->p < t->end && depth;) {
        char c = *t->p++;
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        int byte = c == '\\' && t->p < t->end ? escaped(t) : (unsigned char)c;
        if (depth && byte >= 0)
            out[n++] = (char)byte;
    }
    return (struct token){TOKEN_STRING, out, n};
}

static struct token next_token(struct tokens *t)
{
    while (t->p < t->end && (is_space(*t->p) || *t->p == '%'))
        if (*t->p++ == '%')
            while (t->p < t->end && *t->p != '\n' && *t->p != '\r')
                t->p++;
    if (t->p == t->end)
        return (struct token){.kind = TOKEN_END};
    if (*t->p == '(')
        return literal_string(t);
    if (*t->p == '<' && t->p + 1 < t->end && t->p[1] != '<')
        return hex_string(t);
    bool name = *t->p == '/';
    const char *begin = t->p + name;
    for (t->p += name; t->p < t->end && is_regular(*t->p);)
        t->p++;
    if (t->p == begin && !name)
        return (struct token){TOKEN_MARK, t->p++, 1};
    return (struct token){name ? TOKEN_NAME : TOKEN_WORD, begin, (size_t)(t->p - begin)};
}

static bool is_word(const struct token *t, const char *word)
{
    return t->kind == TOKEN_WORD && t->n == strlen(word) && memcmp(t->p, word, t->n) == 0;
}

/* ---- what codes say ---- */

static uint32_t number_of(const struct token *t)
{
    uint32_t value = 0;
    for (size_t i = 0; i < t->n; i++)
        value = value << 8 | (unsigned char)t->p[i];
    return value;
}

/* The character of a ToUnicode's entry; 0: it is none, or several. */
static uint32_t character_of(const struct token *t)
{
    uint32_t value = number_of(t);
    if (t->n == 2)
        return value < 0xD800 || value > 0xDFFF ? value : 0;
    uint32_t high = value >> 16, low = value & 0xFFFF;
    bool pair = t->n == 4 && high >= 0xD800 && high < 0xDC00 && low >= 0xDC00 && low <= 0xDFFF;
    return pair ? 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00) : 0;
}

static void add_code(struct walk *w, struct read_codes *codes, uint32_t code, uint32_t cp)
{
    map_put(w->arena, &codes->text, code, cp);
}

/* <first> <last> <character>, or [ a character each ]. */
static void add_range(struct walk *w, struct tokens *t, struct read_codes *codes,
                      const struct token *first)
{
    enum { MOST = 0x10000 };
    struct token last = next_token(t), to = next_token(t);
    uint32_t from = number_of(first), n = number_of(&last) - from;
    bool each = to.kind == TOKEN_MARK && *to.p == '[';
    for (uint32_t i = 0; i <= n && i < MOST; i++) {
        struct token one = each ? next_token(t) : to;
        if (one.kind != TOKEN_STRING)
            return;
        uint32_t cp = character_of(&one);
        add_code(w, codes, from + i, cp && !each ? cp + i : cp);
    }
    if (each)
        next_token(t);
}

/* A ToUnicode. */
static void read_map(struct walk *w, const char *p, size_t n, struct read_codes *codes)
{
    enum { NONE, CHARACTERS, RANGES } in = NONE;
    struct tokens t = {w->arena, p, p + n};
    for (struct token at; (at = next_token(&t)).kind != TOKEN_END;) {
        if (is_word(&at, "beginbfchar"))
            in = CHARACTERS;
        else if (is_word(&at, "beginbfrange"))
            in = RANGES;
        else if (at.kind == TOKEN_WORD)
            in = NONE;
        if (at.kind != TOKEN_STRING || in == NONE)
            continue;
        if (in == RANGES) {
            add_range(w, &t, codes, &at);
            continue;
        }
        struct token to = next_token(&t);
        add_code(w, codes, number_of(&at), character_of(&to));
    }
}

static void read_font(struct walk *w, qpdf_oh font, struct read_codes *codes)
{
    bool composed = strcmp(read_text_of(w, font, "/Subtype"), "Type0") == 0;
    bool plain = !composed || strcmp(read_text_of(w, font, "/Encoding"), "Identity-H") == 0;
    qpdf_oh map = read_value_of(w, font, "/ToUnicode");
    unsigned char *p = NULL;
    size_t n = 0;
    QPDF_BOOL filtered = QPDF_FALSE;
    codes->bytes = composed ? 2 : 1;
    for (uint32_t c = ' '; !composed && c <= '~'; c++)
        add_code(w, codes, c, c);
    if (plain && qpdf_oh_is_stream(w->pdf, map) &&
        qpdf_oh_get_stream_data(w->pdf, map, qpdf_dl_generalized, &filtered, &p, &n) ==
            QPDF_SUCCESS &&
        filtered)
        read_map(w, (const char *)p, n, codes);
    free(p);
    qpdf_oh_release(w->pdf, map);
}

/* The codes of a font of the look's resources; NULL: it has none of the name. */
static const struct read_codes *font_named(struct walk *w, qpdf_oh look, const char *name)
{
    qpdf_oh dict = qpdf_oh_get_dict(w->pdf, look);
    qpdf_oh resources = read_value_of(w, dict, "/Resources");
    qpdf_oh fonts = qpdf_oh_is_dictionary(w->pdf, resources) ? read_value_of(w, resources, "/Font")
                                                             : qpdf_oh_new_null(w->pdf);
    const struct read_codes *codes = NULL;
    if (qpdf_oh_is_dictionary(w->pdf, fonts)) {
        qpdf_oh font = read_value_of(w, fonts, name);
        uint64_t number = (uint64_t)qpdf_oh_get_object_id(w->pdf, font);
        const uint32_t *known = number ? map_get(&w->fonts, number) : NULL;
        if (!known && qpdf_oh_is_dictionary(w->pdf, font)) {
            read_font(w, font, VEC_ADD(w->arena, &w->codes));
            map_put(w->arena, &w->fonts, number, (uint32_t)(w->codes.n - 1));
            known = map_get(&w->fonts, number);
        }
        codes = known ? &w->codes.v[*known] : NULL;
        qpdf_oh_release(w->pdf, font);
    }
    qpdf_oh_release(w->pdf, fonts);
    qpdf_oh_release(w->pdf, resources);
    qpdf_oh_release(w->pdf, dict);
    return codes;
}

/* ---- what is drawn ---- */

/* False: a code says nothing that is known. */
static bool add_shown(struct buf *out, const struct read_codes *codes, const struct token *string)
{
    if (!codes || string->n % (size_t)codes->bytes)
        return string->n == 0;
    for (size_t i = 0; i < string->n; i += (size_t)codes->bytes) {
        uint32_t code = (unsigned char)string->p[i];
        if (codes->bytes == 2)
            code = code << 8 | (unsigned char)string->p[i + 1];
        const uint32_t *cp = map_get(&codes->text, code);
        char utf8[UTF8_MAX];
        if (!cp || !*cp)
            return false;
        if (!utf8_is_blank(*cp))
            buf_add(out, utf8, utf8_encode(*cp, utf8));
    }
    return true;
}

/* False: it cannot be known. */
static bool add_drawn(struct walk *w, qpdf_oh look, const char *p, size_t n, struct buf *out)
{
    static const char *const shows[] = {"Tj", "TJ", "'", "\""};
    struct tokens t = {w->arena, p, p ? p + n : p};
    VEC(struct token) strings = {0};
    const struct read_codes *codes = NULL;
    const char *name = "/";
    for (struct token at; (at = next_token(&t)).kind != TOKEN_END;) {
        if (at.kind == TOKEN_STRING)
            VEC_PUSH(w->arena, &strings, at);
        if (at.kind == TOKEN_NAME)
            name = arena_printf(w->arena, "/%.*s", (int)at.n, at.p);
        if (is_word(&at, "Tf"))
            codes = font_named(w, look, name);
        bool shown = false;
        for (size_t i = 0; i < sizeof shows / sizeof *shows; i++)
            shown = shown || is_word(&at, shows[i]);
        for (size_t i = 0; shown && i < strings.n; i++)
            if (!add_shown(out, codes, &strings.v[i]))
                return false;
        bool letters = at.kind == TOKEN_WORD && (*at.p > '9' || *at.p == '\'' || *at.p == '"');
        strings.n = letters ? 0 : strings.n;
    }
    return true;
}

const char *read_drawn(struct walk *w, qpdf_oh widget)
{
    enum { MOST = 1 << 16 };
    const char *text = NULL;
    qpdf_oh looks = read_value_of(w, widget, "/AP");
    qpdf_oh look = qpdf_oh_is_dictionary(w->pdf, looks) ? read_value_of(w, looks, "/N")
                                                        : qpdf_oh_new_null(w->pdf);
    int number = qpdf_oh_get_object_id(w->pdf, look);
    unsigned char *p = NULL;
    size_t n = 0;
    QPDF_BOOL filtered = QPDF_FALSE;
    if (number && number == w->blank_look) {
        text = "";
    } else if (qpdf_oh_is_stream(w->pdf, look) &&
               qpdf_oh_get_stream_data(w->pdf, look, qpdf_dl_generalized, &filtered, &p, &n) ==
                   QPDF_SUCCESS &&
               filtered && n <= MOST) {
        struct buf out = {0};
        buf_str(&out, "");
        text = add_drawn(w, look, (const char *)p, n, &out)
                   ? arena_strndup(w->arena, out.p ? out.p : "", out.n)
                   : NULL;
        w->blank_look = n == 0 ? number : w->blank_look;
        buf_drop(&out);
    }
    free(p);
    qpdf_oh_release(w->pdf, look);
    qpdf_oh_release(w->pdf, looks);
    return text;
}

/* ---- beside the value ---- */

/* A text without blanks, which are not drawn. */
static struct text typed(struct arena *a, const char *utf8)
{
    struct text all = text_from_utf8(a, utf8, (struct pos){0});
    struct text_builder b = {.arena = a};
    for (size_t i = 0; i < all.n; i++)
        if (!utf8_is_blank(all.cp[i]))
            text_add(&b, all.cp[i], 0);
    return text_done(&b);
}

bool read_is_drawn(const char *drawn, const char *value)
{
    struct arena *a = arena_new();
    bool is = strcmp(drawn, text_utf8(a, typed(a, value))) == 0;
    arena_drop(a);
    return is;
}

/* Viewers leave out what their font has not, and draw other programs' values late: a look that
 * differs much is no witness. */
bool read_is_nearly(const char *drawn, const char *value)
{
    enum { FEW = 2 };
    struct arena *a = arena_new();
    struct text x = typed(a, drawn), y = typed(a, value);
    size_t first = 0, last = 0;
    while (first < x.n && first < y.n && x.cp[first] == y.cp[first])
        first++;
    while (first + last < x.n && first + last < y.n && x.cp[x.n - 1 - last] == y.cp[y.n - 1 - last])
        last++;
    size_t apart = x.n - first - last, others = y.n - first - last;
    bool lost = apart && first + last && x.n > y.n && apart <= FEW && others <= FEW;
    bool nearly = y.n ? lost || (apart == 1 && others == 1) : x.n > 0;
    arena_drop(a);
    return nearly;
}
