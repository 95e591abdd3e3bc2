/*
 * libxml2's SAX2 events handed on as they come: for the parts of office files, which are large and
 * written by programs. DTDs end the scan before a declaration is read, so that no entity can be
 * declared; libxml2 neither prints nor reads other files.
 */
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "xml/xml_int.h"

struct scan {
    const struct xml_events *events;
    xmlParserCtxtPtr parser;
    size_t depth;
    bool failed;
};

/* libxml2 gives five pointers for each attribute. */
enum { FIELD_NAME, FIELD_PREFIX, FIELD_URI, FIELD_VALUE, FIELD_END, FIELDS };

static void stop(struct scan *s)
{
    s->failed = true;
    xmlStopParser(s->parser);
}

static void start_element(void *data, const xmlChar *name, const xmlChar *prefix,
                          const xmlChar *uri, int spaces, const xmlChar **namespaces, int count,
                          int defaults, const xmlChar **fields)
{
    struct scan *s = data;
    struct xml_scan_attr attrs[XML_MAX_ATTRS];
    (void)prefix, (void)uri, (void)spaces, (void)namespaces, (void)defaults;
    if (s->failed)
        return;
    if (s->depth == XML_MAX_DEPTH || count < 0 || count > XML_MAX_ATTRS) {
        stop(s);
        return;
    }
    s->depth++;
    for (int i = 0; i < count; i++, fields += FIELDS)
        attrs[i] = (struct xml_scan_attr){(const char *)fields[FIELD_NAME],
                                          (const char *)fields[FIELD_VALUE],
                                          (size_t)(fields[FIELD_END] - fields[FIELD_VALUE])};
    if (!s->events->start(s->events->context, (const char *)name, attrs, (size_t)count))
        stop(s);
}

static void end_element(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct scan *s = data;
    (void)prefix, (void)uri;
    if (s->failed)
        return;
    s->depth--;
    if (!s->events->end(s->events->context, (const char *)name))
        stop(s);
}

static void add_characters(void *data, const xmlChar *p, int n)
{
    struct scan *s = data;
    if (s->failed || !s->depth)
        return;
    if (!s->events->text(s->events->context, (const char *)p, (size_t)n))
        stop(s);
}

static void refuse_dtd(void *data, const xmlChar *name, const xmlChar *id, const xmlChar *system)
{
    (void)name, (void)id, (void)system;
    stop(data);
}

#if LIBXML_VERSION >= 21200
static void on_error(void *data, const xmlError *error)
#else
static void on_error(void *data, xmlError *error)
#endif
{
    struct scan *s = data;
    s->failed = s->failed || error->level >= XML_ERR_ERROR;
}

static void set_handlers(struct scan *s)
{
    *s->parser->sax = (xmlSAXHandler){
        .initialized = XML_SAX2_MAGIC,
        .internalSubset = refuse_dtd,
        .startElementNs = start_element,
        .endElementNs = end_element,
        .characters = add_characters,
        .ignorableWhitespace = add_characters,
        .cdataBlock = add_characters,
        .serror = on_error,
    };
    s->parser->userData = s;
    /* Without NOENT an & of an attribute comes as &#38;. There are no other entities. */
    xmlCtxtUseOptions(s->parser, XML_PARSE_NONET | XML_PARSE_NOENT);
}

bool xml_scan(const char *bytes, size_t size, const struct xml_events *events)
{
    struct scan s = {.events = events};
    if (size > INT32_MAX)
        return false;
    xmlInitParser();
    s.parser = xmlCreateMemoryParserCtxt(bytes, (int)size);
    if (!s.parser)
        return false;
    set_handlers(&s);
    xmlParseDocument(s.parser);
    bool ok = !s.failed && s.parser->wellFormed;
    xmlFreeParserCtxt(s.parser);
    xmlResetLastError();
    return ok;
}
