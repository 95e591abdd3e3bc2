/*
 * The parts of office files, told element by element as they are read. A sheet has twenty bytes of
 * tags for each byte that says something, and libxml2 takes longest for tags; so these are read
 * here, in one pass and in place: names get their NUL and references become what they stand for in
 * the part's own bytes. There are no declarations, and so no entities but the five of XML.
 *
 * A part comes whole or in pieces. Of pieces what is scanned ends with a tag or between two
 * characters; the rest waits for the next one.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "xml/xml_int.h"

struct scan_name {
    char *p; /* as it was written */
    size_t n;
    const char *local; /* without its prefix; NUL-terminated once finish_name was called */
};

enum { MOST_OPEN = 200 }; /* tables in cells of tables need more than documents do */

struct scan {
    const struct xml_events *events;
    char *p, *end;
    struct scan_name open[MOST_OPEN];
    size_t depth;
    bool has_root, more; /* more: the part goes on behind end */
};

static bool at(const struct scan *s, char c)
{
    return s->p < s->end && *s->p == c;
}

static bool take(struct scan *s, char c)
{
    bool there = at(s, c);
    s->p += there;
    return there;
}

static bool take_word(struct scan *s, const char *word)
{
    size_t n = strlen(word);
    bool there = (size_t)(s->end - s->p) >= n && memcmp(s->p, word, n) == 0;
    s->p += there ? n : 0;
    return there;
}

static void skip_blanks(struct scan *s)
{
    while (s->p < s->end && xml_is_blank(*s->p))
        s->p++;
}

/* Behind the next such word; false: there is none. */
static bool skip_past(struct scan *s, const char *word)
{
    while ((s->p = memchr(s->p, word[0], (size_t)(s->end - s->p)))) {
        if (take_word(s, word))
            return true;
        s->p++;
    }
    return false;
}

/* ---- characters ---- */

static uint32_t reference_of(const char *p, size_t n)
{
    static const struct {
        const char *name;
        char cp;
    } known[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    if (n && *p == '#')
        return tag_number(p, n);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strlen(known[i].name) == n && memcmp(known[i].name, p, n) == 0)
            return (uint32_t)known[i].cp;
    return UINT32_MAX;
}

/* What a reference stands for is never longer than the reference. */
static bool take_reference(struct scan *s, char **out)
{
    char *name = s->p + 1, *stop = memchr(name, ';', (size_t)(s->end - name));
    uint32_t cp = stop ? reference_of(name, (size_t)(stop - name)) : UINT32_MAX;
    if (tag_is_forbidden(cp))
        return false;
    *out += utf8_encode(cp, *out);
    s->p = stop + 1;
    return true;
}

/* A character of a text or value, moved to *out; every line end is one '\n'. */
static bool take_character(struct scan *s, char **out)
{
    if (*s->p == '&')
        return take_reference(s, out);
    if (*s->p == '\r') {
        s->p += s->p + 1 < s->end && s->p[1] == '\n';
        *s->p = '\n';
    }
    if ((unsigned char)*s->p < ' ' && !xml_is_blank(*s->p))
        return false;
    *(*out)++ = *s->p++;
    return true;
}

/* ---- names ---- */

static bool ends_name(char c)
{
    static const bool signs[UCHAR_MAX + 1] = {
        ['='] = true, ['>'] = true, ['/'] = true,  ['<'] = true,
        ['&'] = true, ['"'] = true, ['\''] = true, ['?'] = true,
    };
    return (unsigned char)c <= ' ' || signs[(unsigned char)c];
}

/* The first characters of names are not those of numbers. */
static bool begins_name(char c)
{
    return !ends_name(c) && !(c >= '0' && c <= '9') && c != '-' && c != '.';
}

static bool take_name(struct scan *s, struct scan_name *out)
{
    *out = (struct scan_name){.p = s->p, .local = s->p};
    if (s->p == s->end || !begins_name(*s->p))
        return false;
    for (; s->p < s->end && !ends_name(*s->p); s->p++)
        if (*s->p == ':')
            out->local = s->p + 1;
    out->n = (size_t)(s->p - out->p);
    return s->p < s->end;
}

/* As it is told. */
static const char *told_name(const struct scan *s, const struct scan_name *name)
{
    return s->events->qualified ? name->p : name->local;
}

/* Once what follows the name has been read. */
static void finish_name(const struct scan_name *name)
{
    name->p[name->n] = '\0';
}

static bool is_namespace(const struct scan_name *name)
{
    static const char xmlns[] = "xmlns";
    size_t n = sizeof xmlns - 1;
    return name->n >= n && memcmp(name->p, xmlns, n) == 0 && (name->n == n || name->p[n] == ':');
}

/* ---- attributes ---- */

/* Blanks of a value are spaces, unless they are written as references. */
static bool take_value(struct scan *s, struct xml_scan_attr *attr)
{
    char quote = s->p < s->end ? *s->p++ : '\0', *out;
    if (quote != '"' && quote != '\'')
        return false;
    attr->value = s->p;
    while (s->p < s->end && *s->p != quote && (unsigned char)*s->p >= ' ' && *s->p != '<' &&
           *s->p != '&')
        s->p++;
    for (out = s->p; s->p < s->end && *s->p != quote;) {
        bool blank = xml_is_blank(*s->p);
        if (*s->p == '<' || !take_character(s, &out))
            return false;
        if (blank)
            out[-1] = ' ';
    }
    attr->n = (size_t)(out - attr->value);
    return take(s, quote);
}

static bool is_among(const char *name, const struct xml_scan_attr attrs[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(attrs[i].name, name) == 0)
            return true;
    return false;
}

/* One attribute, which counts in *n unless it only declares a namespace. */
static bool take_attribute(struct scan *s, struct xml_scan_attr attrs[XML_MAX_ATTRS], size_t *n)
{
    struct scan_name name;
    struct xml_scan_attr attr;
    if (!take_name(s, &name))
        return false;
    skip_blanks(s);
    if (!take(s, '='))
        return false;
    finish_name(&name);
    skip_blanks(s);
    if (!take_value(s, &attr))
        return false;
    if (is_namespace(&name) && !s->events->qualified)
        return true;
    attr.name = told_name(s, &name);
    if (*n == XML_MAX_ATTRS || is_among(attr.name, attrs, *n))
        return false;
    attrs[(*n)++] = attr;
    return true;
}

static bool take_attributes(struct scan *s, struct xml_scan_attr attrs[XML_MAX_ATTRS], size_t *n)
{
    for (*n = 0;;) {
        char *before = s->p;
        skip_blanks(s);
        if (at(s, '>') || at(s, '/'))
            return true;
        if (s->p == before || !take_attribute(s, attrs, n))
            return false;
    }
}

/* ---- elements ---- */

static bool take_start(struct scan *s)
{
    struct xml_scan_attr attrs[XML_MAX_ATTRS];
    struct scan_name name;
    size_t n;
    if (s->depth == MOST_OPEN || (s->depth == 0 && s->has_root) || !take_name(s, &name) ||
        !take_attributes(s, attrs, &n))
        return false;
    bool empty = take(s, '/');
    if (!take(s, '>'))
        return false;
    finish_name(&name);
    s->has_root = true;
    const char *told = told_name(s, &name);
    if (!s->events->start(s->events->context, told, attrs, n))
        return false;
    if (empty)
        return s->events->end(s->events->context, told);
    s->open[s->depth++] = name;
    return true;
}

static bool take_end(struct scan *s)
{
    if (!s->depth || !take_word(s, s->open[s->depth - 1].p))
        return false;
    skip_blanks(s);
    if (!take(s, '>'))
        return false;
    s->depth--;
    return s->events->end(s->events->context, told_name(s, &s->open[s->depth]));
}

/* ---- text ---- */

/* Outside of the root there are blanks alone. */
static bool tell_text(struct scan *s, const char *text, size_t n)
{
    if (s->depth)
        return s->events->text(s->events->context, text, n);
    for (size_t i = 0; i < n; i++)
        if (!xml_is_blank(text[i]))
            return false;
    return true;
}

/* Before what may go on in the next piece: a reference, a line end. */
static char *whole_characters(const struct scan *s)
{
    enum { REFERENCE = 16 };
    char *end = s->end;
    if (!s->more || memchr(s->p, '<', (size_t)(end - s->p)))
        return end;
    end -= end[-1] == '\r';
    for (char *p = end; p > s->p && end - p < REFERENCE && p[-1] != ';'; p--)
        if (p[-1] == '&')
            return p - 1;
    return end;
}

static bool take_text(struct scan *s)
{
    char *text = s->p, *out, *end = whole_characters(s);
    while (s->p < end && (unsigned char)*s->p >= ' ' && *s->p != '<' && *s->p != '&')
        s->p++;
    for (out = s->p; s->p < end && *s->p != '<';)
        if (!take_character(s, &out))
            return false;
    return tell_text(s, text, (size_t)(out - text));
}

static bool take_cdata(struct scan *s)
{
    static const char close[] = "]]>";
    const char *text = s->p;
    return s->depth && skip_past(s, close) &&
           tell_text(s, text, (size_t)(s->p - text) - (sizeof close - 1));
}

/* ---- the part ---- */

static bool take_markup(struct scan *s)
{
    if (take_word(s, "</"))
        return take_end(s);
    if (take_word(s, "<?"))
        return skip_past(s, "?>");
    if (take_word(s, "<!--"))
        return skip_past(s, "-->");
    if (take_word(s, "<![CDATA["))
        return take_cdata(s);
    s->p++;
    return take_start(s);
}

static const char *find_word(const char *p, const char *end, const char *word)
{
    size_t n = strlen(word);
    for (; (p = memchr(p, word[0], (size_t)(end - p))); p++)
        if ((size_t)(end - p) >= n && memcmp(p, word, n) == 0)
            return p;
    return NULL;
}

/* Where a tag ends: at a '>' that no attribute's value holds. */
static bool tag_ends(const char *p, const char *end)
{
    for (char quote = '\0'; p < end; p++) {
        if (!quote && *p == '>')
            return true;
        if (quote ? *p == quote : *p == '"' || *p == '\'')
            quote = quote ? '\0' : *p;
    }
    return false;
}

/* Whether what begins at p is all there. A tag far from the end is: none is as long. */
static bool is_whole(const struct scan *s)
{
    enum { LONGEST_TAG = 1 << 16 };
    static const struct {
        const char *start, *close;
    } others[] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};
    size_t n = (size_t)(s->end - s->p);
    if (!s->more)
        return true;
    if (*s->p != '<')
        return whole_characters(s) > s->p;
    if (n < 2)
        return false;
    for (size_t i = 0; i < sizeof others / sizeof *others && strchr("!?", s->p[1]); i++) {
        size_t m = strlen(others[i].start), k = n < m ? n : m;
        if (memcmp(s->p, others[i].start, k) == 0)
            return find_word(s->p, s->end, others[i].close);
    }
    return n >= LONGEST_TAG || tag_ends(s->p, s->end);
}

/* Up to the end, or as far as a piece goes. */
static bool scan_on(struct scan *s)
{
    while (s->p < s->end && is_whole(s))
        if (!(*s->p == '<' ? take_markup(s) : take_text(s)))
            return false;
    return true;
}

static bool scan_text(char *utf8, size_t n, const struct xml_events *events)
{
    struct scan s = {.events = events, .p = utf8, .end = utf8 + n};
    return scan_on(&s) && s.has_root && !s.depth;
}

/* UTF-16, converted like a document. */
static bool scan_converted(const char *bytes, size_t size, const struct xml_events *events)
{
    struct arena *a = arena_new();
    struct diags *silent = diags_new(DIAG_EN);
    const struct source *src = decode_source(a, "", bytes, size, silent);
    bool ok = src && !diags_count(silent, DIAG_ERROR) &&
              scan_text(arena_copy(a, src->bytes, src->size), src->size, events);
    diags_drop(silent);
    arena_drop(a);
    return ok;
}

/* A text begins with '<' or with a byte order mark, which is no byte of UTF-8's. */
static bool is_utf16(const char *bytes, size_t size)
{
    return size > 1 && (!bytes[0] || !bytes[1] || bytes[0] == '\xFE' || bytes[0] == '\xFF');
}

bool xml_scan(char *bytes, size_t size, const struct xml_events *events)
{
    static const char mark[] = "\uFEFF";
    size_t skip = sizeof mark - 1;
    if (is_utf16(bytes, size))
        return scan_converted(bytes, size, events);
    if (utf8_bad(bytes, size) != size)
        return false;
    if (size < skip || memcmp(bytes, mark, skip) != 0)
        skip = 0;
    return scan_text(bytes + skip, size - skip, events);
}

/* ---- in pieces ---- */

enum { MOST_CONVERTED = 128 << 20 };

struct xml_scanner {
    struct scan scan;
    struct buf bytes;    /* what was not scanned yet */
    size_t good;         /* of them, those that are known to be characters */
    struct buf names[2]; /* of elements that are open, in turn */
    int turn;
    bool begun, converted, failed;
};

struct xml_scanner *xml_scanner_open(const struct xml_events *events)
{
    struct xml_scanner *k = mem_alloc(sizeof *k);
    *k = (struct xml_scanner){.scan = {.events = events, .more = true}};
    return k;
}

static void begin(struct xml_scanner *k)
{
    static const char mark[] = "\uFEFF";
    size_t n = sizeof mark - 1;
    k->begun = true;
    k->converted = is_utf16(k->bytes.p, k->bytes.n);
    if (!k->converted && k->bytes.n >= n && memcmp(k->bytes.p, mark, n) == 0) {
        memmove(k->bytes.p, k->bytes.p + n, k->bytes.n - n);
        k->bytes.n -= n;
    }
}

/* Names of open elements stand in bytes that go. */
static void keep_names(struct xml_scanner *k)
{
    struct scan *s = &k->scan;
    struct buf *names = &k->names[k->turn ^= 1];
    size_t n = 0;
    buf_clear(names);
    for (size_t i = 0; i < s->depth; i++)
        buf_add(names, s->open[i].p, s->open[i].n + 1);
    for (size_t i = 0; i < s->depth; i++) {
        size_t prefix = (size_t)(s->open[i].local - s->open[i].p);
        s->open[i].p = names->p + n;
        s->open[i].local = names->p + n + prefix;
        n += s->open[i].n + 1;
    }
}

static bool scan_bytes(struct xml_scanner *k)
{
    struct scan *s = &k->scan;
    if (!k->bytes.n)
        return true;
    size_t left = k->bytes.n - k->good, bad = utf8_bad(k->bytes.p + k->good, left);
    if (left - bad >= UTF8_MAX || (left > bad && !s->more))
        return false;
    k->good += bad;
    s->p = k->bytes.p;
    s->end = k->bytes.p + k->good;
    if (!scan_on(s))
        return false;
    size_t done = (size_t)(s->p - k->bytes.p);
    keep_names(k);
    memmove(k->bytes.p, s->p, k->bytes.n - done);
    k->bytes.n -= done;
    k->good -= done;
    return true;
}

bool xml_scanner_add(struct xml_scanner *k, const char *bytes, size_t n)
{
    enum { ENOUGH = 4 }; /* to see the encoding */
    if (k->failed)
        return false;
    buf_add(&k->bytes, bytes, n);
    if (!k->begun && k->bytes.n >= ENOUGH)
        begin(k);
    if (k->converted)
        k->failed = k->bytes.n > MOST_CONVERTED;
    else if (k->begun)
        k->failed = !scan_bytes(k);
    return !k->failed;
}

bool xml_scanner_close(struct xml_scanner *k)
{
    bool ok = !k->failed && k->begun;
    k->scan.more = false;
    if (ok && k->converted)
        ok = scan_converted(k->bytes.p, k->bytes.n, k->scan.events);
    else if (ok)
        ok = scan_bytes(k) && k->scan.has_root && !k->scan.depth;
    buf_drop(&k->bytes);
    buf_drop(&k->names[0]);
    buf_drop(&k->names[1]);
    free(k);
    return ok;
}
