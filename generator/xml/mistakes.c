/*
 * What people get wrong, found on the raw text when libxml2 has refused it: its own messages name
 * the place where it lost its way, not the mistake. One pass, with a stack of open elements; every
 * mistake is reported once and then read as what was meant, so that one run finds them all.
 */
#include "base/utf8.h"
#include "xml/diag.def"
#include "xml/xml_int.h"

static struct pos pos_at(const struct finder *f, const char *at)
{
    return (struct pos){f->src, (uint32_t)(at - f->src->bytes)};
}

/* The next '<', or full-width sign that begins a tag. */
static const char *find_markup(const char *p, const char *end)
{
    static const char wide[] = "＜";
    while (p < end && *p != '<' &&
           !(*p == wide[0] && xml_starts(p, end, wide) && tag_begins_wide(p, end)))
        p++;
    return p;
}

static const struct markup_span {
    const char *open, *close;
} spans[] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};

static const struct markup_span *span_at(const char *p, const char *end)
{
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++)
        if (xml_starts(p, end, spans[i].open))
            return &spans[i];
    return NULL;
}

/* ---- nesting ---- */

static bool has_name(const struct tag *t, const struct open_element *e)
{
    return t->length == e->length && memcmp(t->name, e->name, e->length) == 0;
}

/* Whether the first closing tag from p that has no opening one there is that of e. */
static bool closes_later(struct finder *f, const struct open_element *e, const char *p)
{
    size_t depth = 0;
    bool closes = false, cut = f->cut;
    f->quiet = true;
    while ((p = find_markup(p, f->end)) < f->end) {
        const struct markup_span *span = span_at(p, f->end);
        if (span) {
            p = xml_find(p, f->end, span->close);
            p = p ? p : f->end;
            continue;
        }
        if (!tag_begins(p, f->end)) {
            p++;
            continue;
        }
        struct tag t = tag_scan(f, p);
        p = t.after > p ? t.after : p + 1;
        if (t.kind == TAG_CLOSE && depth == 0) {
            closes = has_name(&t, e);
            break;
        }
        depth += t.kind == TAG_OPEN;
        depth -= t.kind == TAG_CLOSE;
    }
    f->quiet = false;
    f->cut = cut;
    return closes;
}

/* A doubtful tag opens something only if that is closed later. */
static void open_element(struct finder *f, const struct tag *t)
{
    struct open_element e = {t->name, t->length, t->start};
    if (f->depth == 0 && !f->root.name) {
        f->root = e;
    } else if (f->depth == 0 && !f->root_told) {
        f->root_told = true;
        TAG_REPORT(f, DIAG_X034, e.at, tag_quote(f, e.name, e.length),
                   tag_quote(f, f->root.name, f->root.length));
    }
    if (t->kind == TAG_EMPTY || f->stop || (t->doubtful && !closes_later(f, &e, t->after)))
        return;
    if (f->depth < XML_MAX_DEPTH) {
        f->open[f->depth++] = e;
        return;
    }
    TAG_REPORT(f, DIAG_X035, e.at, arena_printf(f->arena, "%d", XML_MAX_DEPTH));
    f->stop = true;
}

/* ---- where an end tag was lost, by the indents of the file ---- */

/* How far a tag is indented that begins its line; SIZE_MAX: it does not begin one. */
static size_t indent_of(const struct finder *f, const char *at)
{
    const char *line = at;
    while (line > f->src->bytes && (line[-1] == ' ' || line[-1] == '\t'))
        line--;
    return line == f->src->bytes || line[-1] == '\n' ? (size_t)(at - line) : SIZE_MAX;
}

/* An element that is open, and a tag before which it must have ended. */
struct lost_end {
    struct open_element element;
    struct tag before; /* length 0: the indents say nothing */
};

/* Inside e, up to the tag where it was found to be open: the first tag that stands no further in
 * than an element that is open there, though it does not end that. */
static struct lost_end find_lost_end(struct finder *f, const struct open_element *e,
                                     const char *stop)
{
    struct open_element open[XML_MAX_DEPTH];
    struct tag before = {.length = 0};
    size_t depth = 0;
    bool found = false;
    f->quiet = true;
    for (const char *p = find_markup(e->at, stop); p < stop && !found; p = find_markup(p, stop)) {
        if (!tag_begins(p, stop)) {
            p++;
            continue;
        }
        struct tag t = tag_scan(f, p);
        const struct open_element *top = depth ? &open[depth - 1] : NULL;
        size_t indent = indent_of(f, p), outer = top ? indent_of(f, top->at) : SIZE_MAX;
        bool ends = top && t.kind == TAG_CLOSE && has_name(&t, top);
        p = t.after > p ? t.after : p + 1;
        found = top && indent != SIZE_MAX && outer != SIZE_MAX &&
                (indent < outer || (indent == outer && !ends));
        if (found)
            before = t;
        else if (t.kind == TAG_OPEN && depth < XML_MAX_DEPTH)
            open[depth++] = (struct open_element){t.name, t.length, t.start};
        else if (t.kind == TAG_CLOSE && depth)
            depth--;
    }
    f->quiet = false;
    return (struct lost_end){found ? open[depth - 1] : *e, before};
}

/* Closes the elements that are open above one: none of them was. */
static void report_unclosed(struct finder *f, size_t below, const struct tag *t)
{
    while (f->depth > below) {
        const struct open_element *e = &f->open[--f->depth];
        struct lost_end lost = find_lost_end(f, e, t->start);
        const struct open_element *l = &lost.element;
        if (lost.before.length) {
            uint32_t line = source_place(pos_at(f, lost.before.start)).line;
            const char *slash = lost.before.kind == TAG_CLOSE ? "/" : "";
            TAG_REPORT(f, DIAG_X043, l->at, tag_quote(f, l->name, l->length),
                       arena_printf(f->arena, "%s%s", slash,
                                    tag_quote(f, lost.before.name, lost.before.length)),
                       arena_printf(f->arena, "%u", line));
            continue;
        }
        struct place place = source_place(pos_at(f, t->start));
        TAG_REPORT(f, DIAG_X015, e->at, tag_quote(f, e->name, e->length),
                   tag_quote(f, t->name, t->length), arena_printf(f->arena, "%u", place.line),
                   arena_printf(f->arena, "%u", place.col));
    }
}

/* A closing tag of no open element is misspelt for the innermost, or one too many. */
static void close_element(struct finder *f, const struct tag *t)
{
    size_t own = f->depth; /* which of those that are open it closes, from 1 */
    while (own > 0 && !has_name(t, &f->open[own - 1]))
        own--;
    if (own) {
        report_unclosed(f, own, t);
        f->depth = own - 1;
    } else if (f->depth && !closes_later(f, &f->open[f->depth - 1], t->after)) {
        report_unclosed(f, f->depth - 1, t);
    } else if (!t->doubtful) {
        TAG_REPORT(f, DIAG_X017, t->start, tag_quote(f, t->name, t->length));
    }
}

/* "<段文字</段>": the name of a tag without its end has run into the text. Behind the closing tag,
 * or NULL: it is not so. */
static const char *skip_run_on(struct finder *f, const struct tag *t)
{
    if (t->whole || t->kind != TAG_OPEN || !xml_starts(t->after, f->end, "</"))
        return NULL;
    f->quiet = true;
    struct tag close = tag_scan(f, t->after);
    f->quiet = false;
    bool part =
        close.length && close.length < t->length && memcmp(t->name, close.name, close.length) == 0;
    return part ? close.after : NULL;
}

static const char *check_tag(struct finder *f, const char *p)
{
    struct tag t = tag_scan(f, p);
    const char *run_on = skip_run_on(f, &t);
    if (run_on)
        return run_on;
    if (!t.whole && t.after == f->end)
        f->cut = true;
    else if (t.kind == TAG_CLOSE)
        close_element(f, &t);
    else
        open_element(f, &t);
    return t.after;
}

/* ---- the file ---- */

/* What a processing instruction is for. */
static void check_target(struct finder *f, const char *p)
{
    const char *stop = p;
    while (stop < f->end && !xml_is_blank(*stop) && *stop != '?')
        stop++;
    tag_check_name(f, p, (size_t)(stop - p));
}

/* Behind a tag, a comment, a declaration, or what is refused. */
static const char *check_markup(struct finder *f, const char *p)
{
    const struct markup_span *span = span_at(p, f->end);
    if (xml_starts(p, f->end, "<?xml") && tag_sign(p + 5, f->end).meaning != SIGN_NAME) {
        if (p != f->src->bytes)
            TAG_REPORT(f, DIAG_X039, p, NULL);
        return tag_scan(f, p).after;
    }
    if (span && xml_starts(p, f->end, "<?"))
        check_target(f, p + strlen(span->open));
    if (span) {
        const char *close = xml_find(p + strlen(span->open), f->end, span->close);
        if (close)
            return close + strlen(span->close);
        TAG_REPORT(f, DIAG_X038, p, span->open, span->close);
        f->cut = true;
        return f->end;
    }
    if (xml_starts(p, f->end, "<!DOCTYPE")) {
        TAG_REPORT(f, DIAG_X032, p, NULL);
        bool inside = false;
        for (; p < f->end && (inside || *p != '>'); p++)
            inside = *p == '[' || (inside && *p != ']');
        return p < f->end ? p + 1 : p;
    }
    if (tag_begins(p, f->end))
        return check_tag(f, p);
    TAG_REPORT(f, DIAG_X028, p, NULL);
    return p + 1;
}

/* The text from p up to the markup at stop; outside of the root there is none. */
static void check_text(struct finder *f, const char *p, const char *stop)
{
    if (f->depth) {
        tag_references(f, p, stop);
        return;
    }
    while (p < stop && xml_is_blank(*p))
        p++;
    bool damaged = xml_starts(p, stop, "\uFFFD"); /* told when it was decoded */
    if (p < stop && !damaged && !f->text_told) {
        f->text_told = true;
        TAG_REPORT(f, DIAG_X033, p, NULL);
    }
}

static void check_characters(struct finder *f)
{
    const char *p = f->src->bytes;
    while ((p = utf8_skip_usual(p, f->end)) < f->end && !f->stop) {
        const char *at = p;
        uint32_t cp = utf8_next(&p, f->end);
        if (tag_is_forbidden(cp))
            TAG_REPORT(f, DIAG_X009, at, arena_printf(f->arena, "U+%04X", (unsigned)cp));
    }
}

/* What the end of the file owes: "</段></正文></公文>". */
static void check_end(struct finder *f)
{
    const char *owed = "";
    for (size_t i = f->depth; i > 0; i--)
        owed = arena_printf(f->arena, "%s</%s>", owed,
                            tag_quote(f, f->open[i - 1].name, f->open[i - 1].length));
    if (f->depth) {
        const struct open_element *top = &f->open[f->depth - 1];
        TAG_REPORT(f, DIAG_X016, top->at, tag_quote(f, top->name, top->length), owed);
    } else if (!f->root.name && !f->found) {
        TAG_REPORT(f, DIAG_X008, f->src->bytes, NULL);
    }
}

void mistakes_find(struct arena *a, const struct source *src, struct diags *d)
{
    struct finder f = {.arena = a, .src = src, .end = src->bytes + src->size, .diags = d};
    const char *p = src->bytes;
    while (p < f.end && xml_is_blank(*p))
        p++;
    if (p == f.end) {
        TAG_REPORT(&f, DIAG_X006, src->bytes, NULL);
        return;
    }
    if (find_markup(p, f.end) == f.end) {
        TAG_REPORT(&f, DIAG_X007, p, NULL);
        return;
    }
    check_characters(&f);
    while (p < f.end && !f.stop) {
        const char *stop = find_markup(p, f.end);
        check_text(&f, p, stop);
        p = stop < f.end && !f.stop ? check_markup(&f, stop) : stop;
    }
    if (!f.cut && !f.stop)
        check_end(&f);
}

/* ---- before libxml2 ---- */

/* Behind the tag at p; *n: how many = it has outside of its values. */
static const char *count_values(const char *p, const char *end, size_t *n)
{
    for (*n = 0; p < end && *p != '>'; p++) {
        *n += *p == '=';
        if (*p == '"' || *p == '\'')
            p = memchr(p + 1, *p, (size_t)(end - p - 1));
        if (!p)
            return end;
    }
    return p;
}

bool mistakes_crowded(const struct source *src)
{
    enum { MOST = 1 << 12, SMALL = 1 << 15 /* bytes, of which any are read in no time */ };
    const char *p = src->bytes, *end = p + src->size;
    size_t n = 0;
    if (src->size <= SMALL)
        return false;
    while (n <= MOST && p < end && (p = memchr(p, '<', (size_t)(end - p)))) {
        const struct markup_span *span = span_at(p, end);
        if (span) {
            p = xml_find(p + strlen(span->open), end, span->close);
            p = p ? p : end;
        } else {
            p = count_values(p, end, &n);
        }
    }
    return n > MOST;
}
