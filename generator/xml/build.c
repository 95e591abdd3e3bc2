/*
 * libxml2's SAX2 events → nodes. The events say what there is; where it stands is read off the raw
 * text, which a second cursor walks in step with the decoded one: every character of a text or of a
 * value is one raw character, one line end, or one reference. Most texts and values stand in the
 * file as they are, and are taken from there.
 * libxml2 neither prints, nor reads other files, nor expands entities. What it lets pass and a
 * document must not have, such as the full-width signs of names, makes the text doubtful; at a DTD
 * it is stopped.
 */
#include <errno.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "base/diag.def"
#include "base/diag.h"
#include "base/mem.h"
#include "base/usual.h"
#include "base/utf8.h"
#include "xml/diag.def"
#include "xml/xml_int.h"

struct builder {
    struct arena *arena;
    const struct source *src;
    struct diags *diags;
    xmlParserCtxtPtr parser;
    const char *raw, *end; /* the text not yet accounted for */
    const char *as_is;     /* a text that so far stands in the file as it is, up to raw; or NULL */
    struct text_builder text; /* of any other being gathered; its memory is used again */
    struct map name_of;       /* libxml2 has each name once: its address to index in names */
    VEC(const char *) names;  /* in the tree's memory */
    struct node *root, *parent;
    struct node *last[XML_MAX_DEPTH + 1]; /* the youngest child at each depth */
    size_t depth;
    bool failed;
    struct usual_tally odd; /* characters that were not taken as they are */
    struct built *built;
};

static struct pos pos_at(const struct builder *b, const char *at)
{
    return (struct pos){b->src, (uint32_t)(at - b->src->bytes)};
}

/* Where libxml2 stands. */
static const char *parser_at(const struct builder *b)
{
    long off = xmlByteConsumed(b->parser);
    return off < 0 || (size_t)off > b->src->size ? b->end : b->src->bytes + off;
}

/* ---- raw text beside decoded text ---- */

/* Behind the raw form of one character: a reference, a line end, or the character itself. */
static const char *raw_next(const char *p, const char *end, bool literal)
{
    if (!literal && *p == '&') {
        const char *stop = memchr(p, ';', (size_t)(end - p));
        return stop ? stop + 1 : end;
    }
    if (*p == '\r' && p + 1 < end && p[1] == '\n')
        return p + 2;
    utf8_next(&p, end);
    return p;
}

static bool stands_there(const struct builder *b, const char *raw, const char *decoded, size_t n)
{
    return (size_t)(b->end - raw) >= n && memcmp(decoded, raw, n) == 0;
}

/* What stands in the file as it is, beside other text. */
static void gather_as_is(struct builder *b)
{
    for (const char *p = b->as_is; p && p < b->raw;) {
        uint32_t at = pos_at(b, p).off;
        text_add(&b->text, utf8_next(&p, b->raw), at);
    }
    b->as_is = NULL;
}

/* Adds n decoded bytes, whose raw form begins at b->raw. */
static void gather(struct builder *b, const char *decoded, size_t n, bool literal)
{
    const char *stop = decoded + n;
    bool same = (literal || *decoded != '&') && stands_there(b, b->raw, decoded, n);
    if (same && !b->text.cp.n) {
        b->as_is = b->as_is ? b->as_is : b->raw;
        b->raw += n;
        return;
    }
    gather_as_is(b);
    while (decoded < stop && b->raw < b->end) {
        text_add(&b->text, utf8_next(&decoded, stop), pos_at(b, b->raw).off);
        b->raw = raw_next(b->raw, b->end, literal || same);
    }
}

/* What was gathered, in memory of its own. */
static struct text take_text(struct builder *b)
{
    if (b->as_is) {
        struct pos from = pos_at(b, b->as_is);
        b->as_is = NULL;
        return text_of_source(b->arena, from, (size_t)(b->raw - b->src->bytes) - from.off);
    }
    size_t n = b->text.cp.n, size = n * sizeof *b->text.cp.v;
    struct text t = {.n = n, .src = b->src};
    if (n) {
        t.cp = arena_copy(b->arena, b->text.cp.v, size);
        t.at = arena_copy(b->arena, b->text.at.v, size);
    }
    b->text.cp.n = b->text.at.n = 0;
    return t;
}

static const char *behind(const char *p, const char *end, const char *word)
{
    const char *at = xml_find(p, end, word);
    return at ? at + strlen(word) : end;
}

/* Comments and processing instructions, and CDATA without content, are no part of a text; and what
 * follows them no longer stands beside what came before. */
static void skip_silent(struct builder *b)
{
    if (b->raw < b->end && *b->raw != '<')
        return;
    gather_as_is(b);
    for (;;) {
        if (xml_starts(b->raw, b->end, "<!--"))
            b->raw = behind(b->raw + 4, b->end, "-->");
        else if (xml_starts(b->raw, b->end, "<?"))
            b->raw = behind(b->raw, b->end, "?>");
        else if (xml_starts(b->raw, b->end, "<![CDATA[]]>"))
            b->raw = behind(b->raw, b->end, "]]>");
        else
            return;
    }
}

/* ---- nodes ---- */

static struct node *add_node(struct builder *b, enum node_kind kind, struct pos pos)
{
    struct node *n = ARENA_NEW(b->arena, struct node), *before = b->last[b->depth];
    n->kind = kind;
    n->pos = pos;
    n->parent = b->parent;
    if (before)
        before->next = n;
    else if (b->parent)
        b->parent->first = n;
    b->last[b->depth] = n;
    return n;
}

static const char *name_intern(struct builder *b, const xmlChar *name)
{
    const uint32_t *known = map_get(&b->name_of, (uintptr_t)name);
    if (known)
        return b->names.v[*known];
    /* ＜＞＝／？ and the like are letters to XML */
    if (strstr((const char *)name, "\xEF\xBC") || strlen((const char *)name) > XML_MAX_NAME)
        b->built->doubtful = true;
    map_put(b->arena, &b->name_of, (uintptr_t)name, (uint32_t)b->names.n);
    VEC_PUSH(b->arena, &b->names, arena_strdup(b->arena, (const char *)name));
    return b->names.v[b->names.n - 1];
}

static void flush_text(struct builder *b)
{
    if (!b->text.cp.n && !b->as_is)
        return;
    struct text t = usual_text(b->arena, take_text(b), &b->odd);
    if (t.n)
        add_node(b, NODE_TEXT, text_pos(t, 0))->text = t;
}

/* ---- attributes ---- */

struct raw_attr {
    const char *name, *name_end, *value;
};

/* The next attribute of a tag in which all is well, and *p moved past it; false: no more. */
static bool next_raw_attr(const char **p, const char *end, struct raw_attr *attr)
{
    const char *q = *p;
    while (q < end && xml_is_blank(*q))
        q++;
    attr->name = q;
    while (q < end && !xml_is_blank(*q) && *q != '=')
        q++;
    attr->name_end = q;
    while (q < end && *q != '"' && *q != '\'')
        q++;
    if (q == end)
        return false;
    attr->value = q + 1;
    const char *close = memchr(q + 1, *q, (size_t)(end - q - 1));
    *p = close ? close + 1 : end;
    return true;
}

/* libxml2 gives five pointers for each attribute. */
enum { ATTR_NAME, ATTR_PREFIX, ATTR_URI, ATTR_VALUE, ATTR_END, ATTR_FIELDS };

static bool is_for_editors(const xmlChar **field)
{
    static const char uri[] = "http://www.w3.org/2001/XMLSchema-instance";
    const char *have = (const char *)field[ATTR_URI], *prefix = (const char *)field[ATTR_PREFIX];
    return (have && strcmp(have, uri) == 0) || (prefix && strcmp(prefix, "xsi") == 0);
}

/* libxml2 leaves an & in a value as &#38;, however it was written. */
static void gather_value(struct builder *b, const char *decoded, const char *stop, const char *raw)
{
    static const char ampersand[] = "&#38;";
    while (decoded < stop && raw < b->end) {
        uint32_t off = pos_at(b, raw).off, cp = '&';
        if (xml_starts(decoded, stop, ampersand))
            decoded += strlen(ampersand);
        else
            cp = utf8_next(&decoded, stop);
        text_add(&b->text, cp, off);
        raw = raw_next(raw, b->end, false);
    }
}

static struct text take_value(struct builder *b, const xmlChar **field, const char *raw)
{
    const char *value = (const char *)field[ATTR_VALUE], *stop = (const char *)field[ATTR_END];
    size_t n = (size_t)(stop - value);
    if (stands_there(b, raw, value, n) && !memchr(value, '&', n))
        return text_of_source(b->arena, pos_at(b, raw), n);
    gather_value(b, value, stop, raw);
    return take_text(b);
}

static struct attr *make_attr(struct builder *b, const xmlChar **field, const struct raw_attr *raw)
{
    struct attr *attr = ARENA_NEW(b->arena, struct attr);
    attr->name = name_intern(b, field[ATTR_NAME]);
    const char *colon = memchr(raw->name, ':', (size_t)(raw->name_end - raw->name));
    b->built->doubtful = b->built->doubtful || colon; /* a:x and x are one name in the tree */
    attr->name_pos = pos_at(b, colon ? colon + 1 : raw->name);
    attr->value_pos = pos_at(b, raw->value);
    attr->value = usual_text(b->arena, take_value(b, field, raw->value), &b->odd);
    return attr;
}

/* Attributes of the raw tag up to end beside those of libxml2, which leaves xmlns out. */
static void add_attrs(struct builder *b, struct node *n, const char *end, const xmlChar **fields,
                      int count)
{
    const char *p = b->src->bytes + n->pos.off + 1;
    while (p < end && !xml_is_blank(*p))
        p++;
    struct attr **link = &n->attrs;
    struct raw_attr raw;
    for (int i = 0; i < count && next_raw_attr(&p, end, &raw);) {
        if (xml_starts(raw.name, raw.name_end, "xmlns"))
            continue;
        const xmlChar **field = fields + ATTR_FIELDS * i++;
        if (is_for_editors(field))
            continue;
        *link = make_attr(b, field, &raw);
        link = &(*link)->next;
    }
}

/* ---- where a tag begins ---- */

/* The '<' of the tag that libxml2 has just read up to p, its '>' or "/>": values have none. */
static const char *tag_start(const struct builder *b, const char *p)
{
    if (b->end - b->raw > 1 && *b->raw == '<' && b->raw[1] != '!' && b->raw[1] != '?')
        return b->raw;
    while (p > b->src->bytes && (p == b->end || *p != '<'))
        p--;
    return p;
}

/* ---- libxml2's own findings ---- */

static const struct {
    int error;
    const struct diag_code *code;
} messages[] = {
    {XML_NS_ERR_UNDEFINED_NAMESPACE, DIAG_X018}, {XML_ERR_HYPHEN_IN_COMMENT, DIAG_X019},
    {XML_ERR_COMMENT_NOT_FINISHED, DIAG_X019},   {XML_ERR_MISPLACED_CDATA_END, DIAG_X040},
    {XML_ERR_VERSION_MISSING, DIAG_X041},        {XML_ERR_UNKNOWN_VERSION, DIAG_X041},
    {XML_ERR_XMLDECL_NOT_FINISHED, DIAG_X041},   {XML_ERR_STANDALONE_VALUE, DIAG_X041},
    {XML_ERR_ENCODING_NAME, DIAG_X041},          {XML_ERR_RESERVED_XML_NAME, DIAG_X039},
};

static const struct diag_code *message_for(int error)
{
    for (size_t i = 0; i < sizeof messages / sizeof *messages; i++)
        if (messages[i].error == error)
            return messages[i].code;
    return DIAG_X042;
}

/* A finding in a tag is shown at its '<': libxml2 has read some way on. */
static const char *error_place(const struct builder *b, int error)
{
    return error == XML_NS_ERR_UNDEFINED_NAMESPACE ? tag_start(b, parser_at(b)) : parser_at(b);
}

static void take_error(struct builder *b, int error, const char *detail)
{
    if (b->failed)
        return;
    b->failed = true;
    b->built->code = message_for(error);
    b->built->pos = pos_at(b, error_place(b, error));
    b->built->detail = arena_strdup(b->arena, detail ? detail : "");
    if (error == XML_ERR_NO_MEMORY)
        diag_system(b->diags, DIAG_S003, b->src->name, diag_reason(b->diags, ENOMEM));
}

#if LIBXML_VERSION >= 21200
static void on_error(void *data, const xmlError *error)
#else
static void on_error(void *data, xmlError *error)
#endif
{
    if (error->level >= XML_ERR_ERROR)
        take_error(data, error->code, error->str1);
}

/* ---- elements and text ---- */

static void start_element(void *data, const xmlChar *name, const xmlChar *prefix,
                          const xmlChar *uri, int spaces, const xmlChar **namespaces, int count,
                          int defaults, const xmlChar **fields)
{
    struct builder *b = data;
    (void)prefix, (void)uri, (void)namespaces, (void)defaults;
    if (b->failed)
        return;
    flush_text(b);
    const char *end = parser_at(b);
    if (b->depth == XML_MAX_DEPTH || count + spaces > XML_MAX_ATTRS) {
        take_error(b, XML_ERR_INTERNAL_ERROR, NULL);
        xmlStopParser(b->parser);
        return;
    }
    struct node *n = add_node(b, NODE_ELEMENT, pos_at(b, tag_start(b, end)));
    n->name = name_intern(b, name);
    add_attrs(b, n, end, fields, count);
    b->root = b->root ? b->root : n;
    b->parent = n;
    b->last[++b->depth] = NULL;
    b->raw = behind(end, b->end, ">");
}

static void end_element(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct builder *b = data;
    (void)name, (void)prefix, (void)uri;
    if (b->failed)
        return;
    flush_text(b);
    b->depth--;
    b->parent = b->parent->parent;
    b->raw = parser_at(b);
}

static void add_characters(void *data, const xmlChar *p, int n)
{
    struct builder *b = data;
    if (b->failed || !b->parent)
        return;
    skip_silent(b);
    if (xml_find((const char *)p, (const char *)p + n, "＜")) /* perhaps a tag's bracket */
        b->built->doubtful = true;
    gather(b, (const char *)p, (size_t)n, false);
}

static void add_cdata(void *data, const xmlChar *p, int n)
{
    struct builder *b = data;
    if (b->failed || !b->parent || !n)
        return;
    skip_silent(b);
    if (xml_starts(b->raw, b->end, "<![CDATA["))
        b->raw += strlen("<![CDATA[");
    gather(b, (const char *)p, (size_t)n, true);
    gather_as_is(b);
    if (xml_starts(b->raw, b->end, "]]>"))
        b->raw += strlen("]]>");
}

static void meet_dtd(void *data, const xmlChar *name, const xmlChar *external,
                     const xmlChar *system)
{
    struct builder *b = data;
    (void)name, (void)external, (void)system;
    take_error(b, XML_ERR_INTERNAL_ERROR, NULL);
    xmlStopParser(b->parser); /* what it declares would be gathered for nothing */
}

/* ---- the parser ---- */

static void set_handlers(xmlParserCtxtPtr parser, struct builder *b)
{
    *parser->sax = (xmlSAXHandler){
        .initialized = XML_SAX2_MAGIC,
        .internalSubset = meet_dtd,
        .startElementNs = start_element,
        .endElementNs = end_element,
        .characters = add_characters,
        .ignorableWhitespace = add_characters,
        .cdataBlock = add_cdata,
        .serror = on_error,
    };
    parser->userData = b;
    /* The text is UTF-8 by now, whatever its declaration says. libxml2's limits on what is long
     * guard against entities, of which there are none: what is there has come from the disk. */
    xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_HUGE);
}

struct built build_tree(struct arena *a, const struct source *src, struct diags *d)
{
    struct built built = {.root = NULL};
    struct builder b = {.arena = a, .src = src, .diags = d, .raw = src->bytes, .built = &built};
    b.end = src->bytes + src->size;
    if (!src->size || memchr(src->bytes, '\0', src->size))
        return built; /* to libxml2 that is a lack of memory, or of another encoding, or the end */
    b.text = (struct text_builder){.arena = a, .src = src};
    xmlInitParser();
    b.parser = xmlCreateMemoryParserCtxt(src->bytes, (int)src->size);
    if (!b.parser) {
        take_error(&b, XML_ERR_NO_MEMORY, NULL);
        return built;
    }
    set_handlers(b.parser, &b);
    xmlParseDocument(b.parser);
    if (!b.parser->wellFormed || !b.root)
        take_error(&b, XML_ERR_INTERNAL_ERROR, NULL);
    xmlFreeParserCtxt(b.parser);
    xmlResetLastError();
    built.root = b.failed ? NULL : b.root;
    if (built.root)
        usual_report_text(&b.odd, src, d);
    return built;
}
