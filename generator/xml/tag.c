/*
 * One tag of the raw text, read with the mistakes that people make: full-width signs, curly quotes,
 * forgotten quotes and brackets. Each is reported once a tag and then read as what was meant, so
 * that the rest of the file can be checked too.
 */
#include <string.h>

#include "base/utf8.h"
#include "xml/diag.def"
#include "xml/xml_int.h"

/* ---- findings ---- */

static struct pos pos_at(const struct finder *f, const char *at)
{
    return (struct pos){f->src, (uint32_t)(at - f->src->bytes)};
}

void tag_report(struct finder *f, const struct diag_code *code, const char *at,
                const char *const args[])
{
    if (f->quiet || f->stop)
        return;
    diag_add(f->diags, code, pos_at(f, at), args);
    f->found = true;
    f->stop = diags_full(f->diags, DIAG_ERROR, pos_at(f, at));
}

const char *tag_quote(struct finder *f, const char *p, size_t n)
{
    enum { SHOWN = 60 };
    if (f->quiet)
        return "";
    if (n <= SHOWN)
        return arena_strndup(f->arena, p, n);
    const char *stop = p;
    while (stop - p < SHOWN)
        utf8_next(&stop, p + n);
    return arena_printf(f->arena, "%.*s…", (int)(stop - p), p);
}

void tag_check_name(struct finder *f, const char *p, size_t n)
{
    if (n > XML_MAX_NAME)
        TAG_REPORT(f, DIAG_X044, p, arena_printf(f->arena, "%d", XML_MAX_NAME));
}

bool tag_is_forbidden(uint32_t cp)
{
    return (cp < ' ' && cp != '\t' && cp != '\n' && cp != '\r') || cp == 0xFFFE || cp == 0xFFFF ||
           cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF);
}

/* ---- references ---- */

uint32_t tag_number(const char *p, size_t n)
{
    static const char digits[] = "0123456789abcdef";
    bool hex = n > 1 && p[1] == 'x';
    uint32_t base = hex ? 16 : 10, value = 0;
    size_t first = hex ? 2 : 1;
    for (size_t i = first; i < n; i++) {
        const char *digit = strchr(digits, p[i] >= 'A' && p[i] <= 'F' ? p[i] + ('a' - 'A') : p[i]);
        if (!p[i] || !digit || (uint32_t)(digit - digits) >= base)
            return UINT32_MAX;
        value = value > 0x10FFFF ? value : value * base + (uint32_t)(digit - digits);
    }
    return n > first ? value : UINT32_MAX;
}

static void check_reference(struct finder *f, const char *amp, const char *end)
{
    static const char *const known[] = {"lt;", "gt;", "amp;", "quot;", "apos;"};
    const char *stop = amp + 1;
    if (stop < end && *stop == '#') {
        const char *close = memchr(stop, ';', (size_t)(end - stop));
        uint32_t cp = close ? tag_number(stop, (size_t)(close - stop)) : UINT32_MAX;
        if (cp == UINT32_MAX)
            TAG_REPORT(f, DIAG_X029, amp, NULL);
        else if (tag_is_forbidden(cp))
            TAG_REPORT(f, DIAG_X031, amp, tag_quote(f, amp, (size_t)(close + 1 - amp)));
        return;
    }
    while (stop < end && ((*stop >= 'a' && *stop <= 'z') || (*stop >= 'A' && *stop <= 'Z') ||
                          (*stop >= '0' && *stop <= '9')))
        stop++;
    const char *name = tag_quote(f, amp + 1, (size_t)(stop - amp - 1));
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (xml_starts(amp + 1, end, known[i]))
            return;
    if (stop > amp + 1 && xml_starts(stop, end, "；"))
        TAG_REPORT(f, DIAG_X014, stop, name);
    else if (stop == amp + 1 || stop == end || *stop != ';')
        TAG_REPORT(f, DIAG_X029, amp, NULL);
    else
        TAG_REPORT(f, DIAG_X030, amp, name);
}

void tag_references(struct finder *f, const char *p, const char *end)
{
    for (; !f->stop && !f->quiet && (p = memchr(p, '&', (size_t)(end - p))); p++)
        check_reference(f, p, end);
}

/* ---- signs ---- */

/* What Chinese input methods and word processors put where XML wants ASCII. */
static const struct {
    const char *utf8;
    char ascii;
} wide_signs[] = {
    {"＜", '<'},      {"＞", '>'},     {"＝", '='},      {"／", '/'},     {"？", '?'},
    {"\u3000", ' '},  {"\u00A0", ' '}, {"\u201C", '"'},  {"\u201D", '"'}, {"\u2018", '\''},
    {"\u2019", '\''}, {"\uFF02", '"'}, {"\uFF07", '\''},
};

/* Kinds of wide signs already told of this tag. */
enum { TOLD_SIGN = 1, TOLD_BLANK = 2, TOLD_QUOTE = 4, TOLD_ALL = 7 };

struct tag_name {
    const char *p;
    size_t n;
};

struct tag_reading {
    struct finder *f;
    const char *p;
    struct tag tag;
    unsigned told;
    struct tag_name valueless; /* the first attribute without a value */
    struct tag_name names[XML_MAX_ATTRS];
    size_t n;
};

struct sign tag_sign(const char *p, const char *end)
{
    static const char ascii[] = "<>=/?\"'";
    enum { HAN_FIRST = 0xE4, HAN_LAST = 0xE9 }; /* no sign begins as nearly all characters do */
    unsigned char lead = p == end ? 0 : (unsigned char)*p;
    if (p == end)
        return (struct sign){SIGN_END, 0, false};
    if (lead <= ' ')
        return (struct sign){SIGN_BLANK, 1, false};
    if (lead < 0x80)
        return (struct sign){strchr(ascii, lead) ? lead : SIGN_NAME, 1, false};
    if (lead >= HAN_FIRST && lead <= HAN_LAST)
        return (struct sign){SIGN_NAME, 3, false};
    for (size_t i = 0; i < sizeof wide_signs / sizeof *wide_signs; i++)
        if (xml_starts(p, end, wide_signs[i].utf8))
            return (struct sign){wide_signs[i].ascii, strlen(wide_signs[i].utf8), true};
    /* the text is well-formed UTF-8: the first byte tells the length */
    return (struct sign){SIGN_NAME, lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2, false};
}

static bool is_quote(struct sign s)
{
    return s.meaning == '"' || s.meaning == '\'';
}

/* What may follow a value. */
static bool is_separator(struct sign s)
{
    return s.meaning == SIGN_BLANK || s.meaning == '>' || s.meaning == '/' || s.meaning == '?' ||
           s.meaning == SIGN_END;
}

static const char *skip_name(const char *p, const char *end)
{
    for (struct sign s; (s = tag_sign(p, end)).meaning == SIGN_NAME;)
        p += s.length;
    return p;
}

static const char *skip_blanks(const char *p, const char *end)
{
    for (struct sign s; (s = tag_sign(p, end)).meaning == SIGN_BLANK;)
        p += s.length;
    return p;
}

/* ---- does a '<' begin a tag? ---- */

/* '>' stands before the next '<' of the line, and after a '=' when that is asked for. */
static bool closes_on_line(const char *p, const char *end, bool with_value)
{
    bool value = false;
    for (struct sign s; (s = tag_sign(p, end)).meaning; p += s.length) {
        if (*p == '\n' || s.meaning == '<')
            return false;
        value = value || s.meaning == '=';
        if (s.meaning == '>')
            return value || !with_value;
    }
    return false;
}

/* '<' or '</' passed over. */
static const char *skip_opening(const char *p, const char *end, bool *blanks)
{
    const char *name = skip_blanks(p + tag_sign(p, end).length, end);
    *blanks = name != p + tag_sign(p, end).length;
    struct sign slash = tag_sign(name, end);
    if (slash.meaning != '/')
        return name;
    const char *after = skip_blanks(name + slash.length, end);
    *blanks = *blanks || after != name + slash.length;
    return after;
}

bool tag_begins(const char *p, const char *end)
{
    bool blanks;
    const char *name = skip_opening(p, end, &blanks);
    unsigned char lead = name < end ? (unsigned char)*name : 0;
    bool letter = (lead >= 'a' && lead <= 'z') || (lead >= 'A' && lead <= 'Z');
    bool starts = letter || lead >= 0x80 || lead == '_' || lead == ':';
    return starts && tag_sign(name, end).meaning == SIGN_NAME &&
           (!blanks || closes_on_line(name, end, false));
}

/* Only letters, Chinese characters and '-' make a name here: a text may well say "甲＜乙，乙＞丙".
 */
static const char *skip_plain_name(const char *p, const char *end)
{
    while (p < end) {
        const char *at = p;
        uint32_t cp = utf8_next(&p, end);
        bool letter = (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') || cp == '-';
        if (!letter && !utf8_is_han(cp))
            return at;
    }
    return p;
}

bool tag_begins_wide(const char *p, const char *end)
{
    bool blanks;
    const char *name = skip_opening(p, end, &blanks);
    const char *after = skip_plain_name(name, end);
    if (after == name || blanks)
        return false;
    struct sign s = tag_sign(after, end);
    if (s.meaning == '/')
        s = tag_sign(after + s.length, end);
    return s.meaning == '>' || (s.meaning == SIGN_BLANK && closes_on_line(after, end, true));
}

/* ---- findings in a tag ---- */

#define REPORT(s, code, at, ...)                                                                   \
    ((s)->tag.faulty = true, TAG_REPORT((s)->f, (code), (at), __VA_ARGS__))

/* A mistake after which the tag may be no tag, or not of the kind that it seems. */
#define REPORT_DOUBT(s, code, at, ...)                                                             \
    ((s)->tag.doubtful = true, REPORT((s), (code), (at), __VA_ARGS__))

static void report_wide(struct tag_reading *s, const char *at, struct sign sign)
{
    bool blank = sign.meaning == SIGN_BLANK, quote = is_quote(sign);
    unsigned kind = blank ? TOLD_BLANK : quote ? TOLD_QUOTE : TOLD_SIGN;
    if (s->told & kind)
        return;
    s->told |= kind;
    const char *seen = tag_quote(s->f, at, sign.length);
    const char ascii[] = {(char)sign.meaning, '\0'};
    const struct diag_code *code = blank ? DIAG_X011 : quote ? DIAG_X012 : DIAG_X010;
    REPORT(s, code, at, seen, ascii);
}

static void take(struct tag_reading *s, struct sign sign)
{
    if (sign.wide)
        report_wide(s, s->p, sign);
    s->p += sign.length;
}

static struct sign here(const struct tag_reading *s)
{
    return tag_sign(s->p, s->f->end);
}

static void take_blanks(struct tag_reading *s)
{
    for (struct sign sign; (sign = here(s)).meaning == SIGN_BLANK;)
        take(s, sign);
}

/* ---- attribute values ---- */

/* Where a value whose quotes are not right was meant to end: after the first quote of any kind that
 * stands at the end of a word, or else before the end of the tag. *quote: that quote, or NULL. */
static const char *loose_end(const char *p, const char *end, const char **quote)
{
    *quote = NULL;
    for (struct sign s; (s = tag_sign(p, end)).meaning; p += s.length) {
        const char *after = p + s.length;
        if (is_quote(s) && is_separator(tag_sign(after, end))) {
            *quote = p;
            return after;
        }
        bool slash = s.meaning == '/' && tag_sign(after, end).meaning == '>';
        if (s.meaning == '<' || s.meaning == '>' || slash)
            return p;
    }
    return p;
}

/* A '<' in a value is a mistake of its own when the value then ends on the same line. */
static const char *close_after_less(const char *less, const char *end, char quote)
{
    enum { LOOK = 4096 };
    size_t n = (size_t)(end - less) < LOOK ? (size_t)(end - less) : LOOK;
    const char *stop = memchr(less, '\n', n);
    n = stop ? (size_t)(stop - less) : n;
    const char *close = memchr(less, quote, n), *greater = memchr(less, '>', n);
    return close && !(greater && greater < close) ? close : NULL;
}

/* A value in ASCII quotes. */
static void quoted_value(struct tag_reading *s)
{
    const char *open = s->p, *end = s->f->end, *p = open + 1, *quote;
    while (p < end && *p != *open && *p != '<')
        p++;
    if (p < end && *p == '<') {
        const char *close = close_after_less(p, end, *open);
        bool inside = close && !memchr(open, '>', (size_t)(p - open));
        if (inside)
            REPORT(s, DIAG_X023, p, NULL);
        p = inside ? close : end;
    }
    if (p < end) {
        tag_references(s->f, open + 1, p);
        s->p = p + 1;
        if (is_separator(here(s)))
            return;
    }
    /* it does not end as it should, or more follows: a quote inside, or a blank forgotten */
    s->p = loose_end(open + 1, end, &quote);
    if (quote && quote < p && tag_sign(quote, end).wide)
        report_wide(s, quote, tag_sign(quote, end));
    else if (p < end)
        REPORT(s, DIAG_X022, p, NULL);
    else
        REPORT_DOUBT(s, DIAG_X021, open, NULL);
}

static void take_value(struct tag_reading *s, struct tag_name name)
{
    struct sign sign = here(s);
    const char *value = s->p, *quote;
    if (is_quote(sign) && !sign.wide) {
        quoted_value(s);
    } else if (is_quote(sign)) {
        take(s, sign);
        s->p = loose_end(s->p, s->f->end, &quote);
    } else if (is_separator(sign)) {
        s->valueless = name;
    } else {
        while (!is_separator(sign = here(s)) && sign.meaning != '<')
            s->p += sign.length;
        REPORT(s, DIAG_X024, value, tag_quote(s->f, name.p, name.n),
               tag_quote(s->f, value, (size_t)(s->p - value)));
    }
}

/* ---- attributes ---- */

/* The tree drops prefixes, so names that differ only in them are the same too; those for editors
 * are not in it. */
static void note_name(struct tag_reading *s, struct tag_name whole)
{
    struct tag_name name = whole;
    const char *end = whole.p + whole.n, *colon = memchr(whole.p, ':', whole.n);
    if (colon && !xml_starts(whole.p, end, "xmlns") && !xml_starts(whole.p, end, "xsi:"))
        name = (struct tag_name){colon + 1, (size_t)(end - colon - 1)};
    for (size_t i = 0; i < s->n; i++)
        if (s->names[i].n == name.n && memcmp(s->names[i].p, name.p, name.n) == 0) {
            REPORT(s, DIAG_X025, whole.p, tag_quote(s->f, name.p, name.n));
            return;
        }
    if (s->n < XML_MAX_ATTRS) {
        s->names[s->n++] = name;
        return;
    }
    REPORT(s, DIAG_X036, whole.p, arena_printf(s->f->arena, "%d", XML_MAX_ATTRS));
    s->f->stop = !s->f->quiet;
}

static void take_attribute(struct tag_reading *s)
{
    struct tag_name name = {s->p, 0};
    s->p = skip_name(s->p, s->f->end);
    name.n = (size_t)(s->p - name.p);
    tag_check_name(s->f, name.p, name.n);
    const char *before = s->p;
    take_blanks(s);
    struct sign sign = here(s);
    if (sign.meaning != '=') {
        s->p = before;
        if (!s->valueless.p)
            s->valueless = name;
        return;
    }
    note_name(s, name);
    take(s, sign);
    take_blanks(s);
    take_value(s, name);
}

/* To the tag's end, or to where the next one begins. */
static void take_attributes(struct tag_reading *s)
{
    while (!s->f->stop) {
        take_blanks(s);
        struct sign sign = here(s);
        if (sign.meaning == SIGN_END || sign.meaning == '<')
            return;
        if (sign.meaning == SIGN_NAME) {
            take_attribute(s);
            continue;
        }
        take(s, sign);
        s->tag.whole = sign.meaning == '>';
        if (s->tag.whole)
            return;
        if (sign.meaning == '/' && s->tag.kind == TAG_OPEN)
            s->tag.kind = TAG_EMPTY;
    }
}

/* ---- the tag ---- */

static void take_opening(struct tag_reading *s)
{
    const char *end = s->f->end;
    bool blanks;
    const char *name = skip_opening(s->p, end, &blanks);
    if (here(s).wide) {
        s->told = TOLD_ALL;
        const char *stop = skip_plain_name(name, end);
        REPORT_DOUBT(s, DIAG_X013, s->p, tag_quote(s->f, name, (size_t)(stop - name)));
    } else if (blanks) {
        REPORT_DOUBT(s, DIAG_X027, s->p, NULL);
    }
    take(s, here(s));
    take_blanks(s);
    struct sign mark = here(s);
    if (mark.meaning == '/' || mark.meaning == '?') {
        s->tag.kind = mark.meaning == '/' ? TAG_CLOSE : TAG_DECLARATION;
        take(s, mark);
        take_blanks(s);
    }
    s->tag.name = s->p;
    s->p = skip_name(s->p, end);
    s->tag.length = (size_t)(s->p - s->tag.name);
    tag_check_name(s->f, s->tag.name, s->tag.length);
}

struct tag tag_scan(struct finder *f, const char *start)
{
    struct tag_reading s = {.f = f, .p = start, .tag = {.start = start}};
    take_opening(&s);
    take_attributes(&s);
    s.tag.after = s.p;
    if (f->stop)
        return s.tag;
    /* without its end it is told as that alone: what follows it looks like attributes */
    s.tag.doubtful = s.tag.doubtful || !s.tag.whole;
    if (!s.tag.whole && !s.tag.faulty)
        REPORT_DOUBT(&s, DIAG_X026, start, tag_quote(f, s.tag.name, s.tag.length));
    else if (s.tag.whole && s.valueless.p)
        REPORT_DOUBT(&s, DIAG_X020, s.valueless.p, tag_quote(f, s.valueless.p, s.valueless.n));
    return s.tag;
}
