/* Edits of a source, and where in its raw text the elements of a tree begin and end. */
#include "xml/edit.h"

#include <stdlib.h>

#include "xml/xml_int.h"

/* ---- edits ---- */

void xml_edit(struct xml_edits *e, uint32_t from, uint32_t to, const char *text)
{
    struct xml_edit edit = {from, to, arena_strdup(e->arena, text), (uint32_t)e->list.n,
                            e->group};
    VEC_PUSH(e->arena, &e->list, edit);
}

static int compare(const void *a, const void *b)
{
    const struct xml_edit *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

void xml_edits_apply(const struct source *src, struct xml_edits *e, struct buf *out)
{
    uint32_t at = 0;
    if (e->list.n)
        qsort(e->list.v, e->list.n, sizeof *e->list.v, compare);
    for (size_t i = 0; i < e->list.n; i++) {
        const struct xml_edit *edit = &e->list.v[i];
        if (edit->from > at)
            buf_add(out, src->bytes + at, edit->from - at);
        buf_str(out, edit->text);
        at = edit->to > at ? edit->to : at;
    }
    buf_add(out, src->bytes + at, src->size - at);
}

/* ---- raw text, which is known to be well-formed ---- */

static const char *behind(const char *p, const char *end, const char *word)
{
    const char *at = xml_find(p, end, word);
    return at ? at + strlen(word) : end;
}

/* Behind a comment, CDATA, an instruction or a declaration at p; p: it is none of them. */
static const char *skip_silent(const char *p, const char *end)
{
    if (xml_starts(p, end, "<!--"))
        return behind(p + strlen("<!--"), end, "-->");
    if (xml_starts(p, end, "<![CDATA["))
        return behind(p, end, "]]>");
    return xml_starts(p, end, "<?") ? behind(p, end, "?>") : p;
}

/* The closing quote of a value that begins at p. */
static const char *value_end(const char *p, const char *end, char quote)
{
    const char *close = memchr(p, quote, (size_t)(end - p));
    return close ? close : end;
}

/* Behind the tag at its '<'. */
static const char *tag_end(const char *p, const char *end)
{
    while (p < end && *p != '>') {
        if (*p == '"' || *p == '\'')
            p = value_end(p + 1, end, *p);
        p += p < end;
    }
    return p < end ? p + 1 : end;
}

struct xml_extent xml_extent(const struct node *n)
{
    const char *start = n->pos.src->bytes, *end = start + n->pos.src->size;
    const char *p = start + n->pos.off, *inside = tag_end(p, end), *tag = p;
    struct xml_extent x = {n->pos.off, (uint32_t)(inside - start), (uint32_t)(inside - start),
                           (uint32_t)(inside - start)};
    size_t depth = inside[-2] != '/';
    for (p = inside; depth && p < end;) {
        tag = p;
        p = skip_silent(p, end);
        if (p != tag)
            continue;
        if (*p != '<') {
            p++;
            continue;
        }
        p = tag_end(p, end);
        depth += tag[1] == '/' ? (size_t)-1 : p[-2] != '/';
    }
    if (p != inside) {
        x.inside_end = (uint32_t)(tag - start);
        x.to = (uint32_t)(p - start);
    }
    return x;
}

struct seeing {
    const char *start;
    void (*see)(void *, uint32_t, uint32_t);
    void *context;
};

static void see(const struct seeing *s, const char *from, const char *to)
{
    if (from < to)
        s->see(s->context, (uint32_t)(from - s->start), (uint32_t)(to - s->start));
}

static void see_values(const struct seeing *s, const char *p, const char *end)
{
    while (p < end) {
        if (*p != '"' && *p != '\'') {
            p++;
            continue;
        }
        const char *close = value_end(p + 1, end, *p);
        see(s, p + 1, close);
        p = close < end ? close + 1 : end;
    }
}

void xml_each_text(const struct source *src, void (*to)(void *context, uint32_t from, uint32_t to),
                   void *context)
{
    struct seeing s = {src->bytes, to, context};
    const char *p = src->bytes, *end = p + src->size, *text = p;
    while (p < end) {
        if (*p != '<') {
            p++;
            continue;
        }
        see(&s, text, p);
        const char *tag = p;
        p = skip_silent(p, end);
        if (p == tag) {
            p = tag_end(p, end);
            see_values(&s, tag, p);
        }
        text = p;
    }
    see(&s, text, end);
}
