/*
 * What people get wrong, found on the raw text before libxml2 reads it: its own messages name the
 * place where it lost its way, not the mistake. One pass, with a stack of open elements; every
 * mistake is reported once and then read as what was meant, so that one run finds them all.
 * What is not found here and is no well-formed XML is left to libxml2.
 */
#include <string.h>

#include "base/utf8.h"
#include "xml/diag.def"
#include "xml/xml_int.h"

/* ---- findings ---- */

static struct pos pos_at(const struct checker *c, const char *at)
{
    return (struct pos){c->src, (uint32_t)(at - c->src->bytes)};
}

void check_report(struct checker *c, const struct diag_code *code, const char *at,
                  const char *const args[])
{
    if (c->quiet || c->stop)
        return;
    diag_add(c->diags, code, pos_at(c, at), args);
    c->found = true;
    c->stop = diags_full(c->diags, DIAG_ERROR, pos_at(c, at));
}

const char *check_quote(struct checker *c, const char *p, size_t n)
{
    enum { SHOWN = 60 };
    if (c->quiet)
        return "";
    if (n <= SHOWN)
        return arena_strndup(c->arena, p, n);
    const char *stop = p;
    while (stop - p < SHOWN)
        utf8_next(&stop, p + n);
    return arena_printf(c->arena, "%.*s…", (int)(stop - p), p);
}

static const char *number(struct checker *c, uint32_t n)
{
    return arena_printf(c->arena, "%u", n);
}

/* ---- characters ---- */

static const char *find(const char *p, const char *end, const char *word)
{
    size_t n = strlen(word);
    while (p < end && (p = memchr(p, word[0], (size_t)(end - p)))) {
        if ((size_t)(end - p) >= n && memcmp(p, word, n) == 0)
            return p;
        p++;
    }
    return NULL;
}

static bool starts(const char *p, const char *end, const char *word)
{
    size_t n = strlen(word);
    return (size_t)(end - p) >= n && memcmp(p, word, n) == 0;
}

static const char *skip_blanks(const char *p, const char *end)
{
    while (p < end && (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r'))
        p++;
    return p;
}

/* XML has no place for these, not even as &#…; */
static bool is_forbidden(uint32_t cp)
{
    return (cp < ' ' && cp != '\t' && cp != '\n' && cp != '\r') || cp == 0xFFFE || cp == 0xFFFF ||
           cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF);
}

static void check_characters(struct checker *c)
{
    const char *p = c->src->bytes;
    while ((p = utf8_skip_usual(p, c->end)) < c->end && !c->stop) {
        const char *at = p;
        uint32_t cp = utf8_next(&p, c->end);
        if (is_forbidden(cp))
            CHECK_REPORT(c, DIAG_X009, at, arena_printf(c->arena, "U+%04X", (unsigned)cp));
    }
}

/* ---- references ---- */

/* "#20013;" or "#x4E2D;" at p: behind it, or NULL when it is none; *cp is what it stands for. */
static const char *read_number(const char *p, const char *end, uint32_t *cp)
{
    uint32_t base = p + 1 < end && p[1] == 'x' ? 16 : 10, value = 0;
    const char *first = p + (base == 16 ? 2 : 1);
    for (p = first; p < end && *p != ';'; p++) {
        static const char digits[] = "0123456789abcdef";
        const char *digit = *p ? strchr(digits, *p >= 'A' && *p <= 'F' ? *p + 32 : *p) : NULL;
        if (!digit || (uint32_t)(digit - digits) >= base)
            return NULL;
        value = value > 0x10FFFF ? value : value * base + (uint32_t)(digit - digits);
    }
    *cp = value;
    return p == end || p == first ? NULL : p + 1;
}

static const char *skip_letters(const char *p, const char *end)
{
    while (p < end &&
           ((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9')))
        p++;
    return p;
}

static bool is_known_entity(const char *p, size_t n)
{
    static const char *const known[] = {"lt", "gt", "amp", "quot", "apos"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strlen(known[i]) == n && memcmp(p, known[i], n) == 0)
            return true;
    return false;
}

static void check_named(struct checker *c, const char *amp, const char *end)
{
    const char *stop = skip_letters(amp + 1, end);
    size_t n = (size_t)(stop - amp - 1);
    const char *name = check_quote(c, amp + 1, n);
    if (n && starts(stop, end, "；"))
        CHECK_REPORT(c, DIAG_X014, stop, name);
    else if (!n || stop == end || *stop != ';')
        CHECK_REPORT(c, DIAG_X029, amp, NULL);
    else if (!is_known_entity(amp + 1, n))
        CHECK_REPORT(c, DIAG_X030, amp, name);
}

static void check_numbered(struct checker *c, const char *amp, const char *end)
{
    uint32_t cp = 0;
    const char *after = read_number(amp + 1, end, &cp);
    if (!after)
        CHECK_REPORT(c, DIAG_X029, amp, NULL);
    else if (is_forbidden(cp))
        CHECK_REPORT(c, DIAG_X031, amp, check_quote(c, amp, (size_t)(after - amp)));
}

void check_references(struct checker *c, const char *p, const char *end)
{
    while (!c->stop && !c->quiet && (p = memchr(p, '&', (size_t)(end - p)))) {
        if (p + 1 < end && p[1] == '#')
            check_numbered(c, p, end);
        else
            check_named(c, p, end);
        p++;
    }
}

/* ---- text ---- */

/* The next '<', or full-width sign that begins a tag. */
static const char *find_markup(const char *p, const char *end)
{
    static const char wide[] = "＜";
    while (p < end && *p != '<' &&
           !(*p == wide[0] && starts(p, end, wide) && tag_begins_wide(p, end)))
        p++;
    return p;
}

/* The text from p up to the markup at stop. */
static const char *check_text(struct checker *c, const char *p, const char *stop)
{
    if (c->depth) {
        check_references(c, p, stop);
        return stop;
    }
    const char *first = skip_blanks(p, stop);
    bool damaged = starts(first, stop, "\uFFFD"); /* told when it was decoded */
    if (first < stop && !damaged && !c->text_told) {
        c->text_told = true;
        CHECK_REPORT(c, DIAG_X033, first, NULL);
    }
    return stop;
}

/* ---- comments, declarations, and what is refused ---- */

static const struct span {
    const char *open, *close;
} spans[] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};

static const struct span *span_at(const char *p, const char *end)
{
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++)
        if (starts(p, end, spans[i].open))
            return &spans[i];
    return NULL;
}

static const char *check_span(struct checker *c, const char *p, const struct span *span)
{
    const char *close = find(p + strlen(span->open), c->end, span->close);
    if (close)
        return close + strlen(span->close);
    CHECK_REPORT(c, DIAG_X038, p, span->open, span->close);
    c->cut = true;
    return c->end;
}

static const char *check_doctype(struct checker *c, const char *p)
{
    CHECK_REPORT(c, DIAG_X032, p, NULL);
    bool inside = false;
    for (; p < c->end && (inside || *p != '>'); p++)
        inside = *p == '[' || (inside && *p != ']');
    return p < c->end ? p + 1 : p;
}

static bool is_declaration(const char *p, const char *end)
{
    return starts(p, end, "<?xml") && sign_at(p + 5, end).meaning != SIGN_NAME;
}

static const char *check_declaration(struct checker *c, const char *p)
{
    if (p != c->src->bytes)
        CHECK_REPORT(c, DIAG_X039, p, NULL);
    return tag_scan(c, p).after;
}

/* ---- nesting ---- */

static bool has_name(const struct tag *t, const struct open_element *e)
{
    return t->length == e->length && memcmp(t->name, e->name, e->length) == 0;
}

/* Moves *p to behind the next tag; false: there is none. */
static bool next_tag(struct checker *c, const char **p, struct tag *t)
{
    while ((*p = find_markup(*p, c->end)) < c->end) {
        const struct span *span = span_at(*p, c->end);
        if (span) {
            const char *close = find(*p, c->end, span->close);
            *p = close ? close : c->end;
        } else if (tag_begins(*p, c->end)) {
            *t = tag_scan(c, *p);
            *p = t->after > *p ? t->after : *p + 1;
            return true;
        } else {
            ++*p;
        }
    }
    return false;
}

/* Whether the first closing tag from p that has no opening one there is that of e. */
static bool closes_later(struct checker *c, const struct open_element *e, const char *p)
{
    struct tag t;
    size_t depth = 0;
    bool closes = false, cut = c->cut;
    c->quiet = true;
    while (next_tag(c, &p, &t)) {
        if (t.kind == TAG_CLOSE && depth == 0) {
            closes = has_name(&t, e);
            break;
        }
        depth += t.kind == TAG_OPEN;
        depth -= t.kind == TAG_CLOSE;
    }
    c->quiet = false;
    c->cut = cut;
    return closes;
}

static void report_unclosed(struct checker *c, const struct open_element *e, const struct tag *t)
{
    struct place place = source_place(pos_at(c, t->start));
    CHECK_REPORT(c, DIAG_X015, e->at, check_quote(c, e->name, e->length),
                 check_quote(c, t->name, t->length), number(c, place.line), number(c, place.col));
}

static void note_root(struct checker *c, const struct open_element *e)
{
    if (!c->root.name) {
        c->root = *e;
    } else if (!c->root_told) {
        c->root_told = true;
        CHECK_REPORT(c, DIAG_X034, e->at, check_quote(c, e->name, e->length),
                     check_quote(c, c->root.name, c->root.length));
    }
}

/* A doubtful tag opens something only if that is closed later. */
static void open_element(struct checker *c, const struct tag *t)
{
    struct open_element e = {t->name, t->length, t->start};
    if (c->depth == 0)
        note_root(c, &e);
    if (t->kind == TAG_EMPTY || c->stop || (t->doubtful && !closes_later(c, &e, t->after)))
        return;
    if (c->depth < XML_MAX_DEPTH) {
        c->open[c->depth++] = e;
        return;
    }
    CHECK_REPORT(c, DIAG_X035, e.at, arena_printf(c->arena, "%d", XML_MAX_DEPTH));
    c->stop = true;
}

/* How many elements are open once the one of this name is closed; c->depth: none has it. */
static size_t depth_below(const struct checker *c, const struct tag *t)
{
    for (size_t i = c->depth; i > 0; i--)
        if (has_name(t, &c->open[i - 1]))
            return i - 1;
    return c->depth;
}

/* A closing tag of no open element: misspelt for the innermost, or one too many. */
static void stray_close(struct checker *c, const struct tag *t)
{
    struct open_element *top = c->depth ? &c->open[c->depth - 1] : NULL;
    if (top && !closes_later(c, top, t->after)) {
        report_unclosed(c, top, t);
        c->depth--;
    } else if (!t->doubtful) {
        CHECK_REPORT(c, DIAG_X017, t->start, check_quote(c, t->name, t->length));
    }
}

static void close_element(struct checker *c, const struct tag *t)
{
    size_t below = depth_below(c, t);
    if (below == c->depth) {
        stray_close(c, t);
        return;
    }
    for (size_t i = c->depth - 1; i > below; i--)
        report_unclosed(c, &c->open[i], t);
    c->depth = below;
}

/* "<段文字</段>": the name of a tag without its end has run into the text. Behind the closing tag,
 * or NULL: it is not so. */
static const char *skip_run_on(struct checker *c, const struct tag *t)
{
    if (t->whole || t->kind != TAG_OPEN || !starts(t->after, c->end, "</"))
        return NULL;
    c->quiet = true;
    struct tag close = tag_scan(c, t->after);
    c->quiet = false;
    bool part =
        close.length && close.length < t->length && memcmp(t->name, close.name, close.length) == 0;
    return part ? close.after : NULL;
}

static const char *take_tag(struct checker *c, const struct tag *t)
{
    if (t->kind == TAG_CLOSE)
        close_element(c, t);
    else
        open_element(c, t);
    return t->after;
}

static const char *check_tag(struct checker *c, const char *p)
{
    struct tag t = tag_scan(c, p);
    const char *run_on = skip_run_on(c, &t);
    if (run_on)
        return run_on;
    if (t.whole || t.after != c->end)
        return take_tag(c, &t);
    c->cut = true;
    return t.after;
}

/* ---- the file ---- */

static const char *check_markup(struct checker *c, const char *p)
{
    struct tag plain;
    if (*p == '<' && tag_read_plain(p, c->end, &plain))
        return take_tag(c, &plain);
    const struct span *span = span_at(p, c->end);
    if (is_declaration(p, c->end))
        return check_declaration(c, p);
    if (span)
        return check_span(c, p, span);
    if (starts(p, c->end, "<!DOCTYPE"))
        return check_doctype(c, p);
    if (tag_begins(p, c->end))
        return check_tag(c, p);
    CHECK_REPORT(c, DIAG_X028, p, NULL);
    return p + 1;
}

/* "</段></正文></公文>": what the end of the file owes. */
static const char *missing_closers(struct checker *c)
{
    const char *all = "";
    for (size_t i = c->depth; i > 0; i--)
        all = arena_printf(c->arena, "%s</%s>", all,
                           check_quote(c, c->open[i - 1].name, c->open[i - 1].length));
    return all;
}

static void check_end(struct checker *c)
{
    if (c->cut || c->stop)
        return;
    const struct open_element *top = c->depth ? &c->open[c->depth - 1] : NULL;
    if (top)
        CHECK_REPORT(c, DIAG_X016, top->at, check_quote(c, top->name, top->length),
                     missing_closers(c));
    else if (!c->root.name && !c->found)
        CHECK_REPORT(c, DIAG_X008, c->src->bytes, NULL);
}

void xml_check(struct arena *a, const struct source *src, struct diags *d)
{
    struct checker c = {.arena = a, .src = src, .end = src->bytes + src->size, .diags = d};
    const char *p = skip_blanks(src->bytes, c.end);
    if (p == c.end) {
        CHECK_REPORT(&c, DIAG_X006, src->bytes, NULL);
        return;
    }
    if (find_markup(p, c.end) == c.end) {
        CHECK_REPORT(&c, DIAG_X007, p, NULL);
        return;
    }
    check_characters(&c);
    for (const char *stop; p < c.end && !c.stop;) {
        stop = find_markup(p, c.end);
        p = stop > p ? check_text(&c, p, stop) : check_markup(&c, p);
    }
    check_end(&c);
}
