/* What a file says of itself: once in its information, once as XMP. */
#include <stdlib.h>
#include <string.h>

#include "archive/archive_int.h"

/* A property's text between its tags, down to its only item, or in an attribute; NULL: it has
 * none. */
static const char *property(struct arena *a, const char *xmp, const char *name)
{
    const char *start = strstr(xmp, arena_printf(a, "<%s>", name));
    if (start) {
        const char *end = strstr(start, arena_printf(a, "</%s>", name));
        const char *item = strstr(start, "<rdf:li");
        if (item && end && item < end)
            start = item;
        start = strchr(start, '>');
        end = start ? strchr(start, '<') : NULL;
        return end ? arena_strndup(a, start + 1, (size_t)(end - start - 1)) : NULL;
    }
    start = strstr(xmp, arena_printf(a, " %s=\"", name));
    start = start ? strchr(start, '"') + 1 : NULL;
    const char *end = start ? strchr(start, '"') : NULL;
    return end ? arena_strndup(a, start, (size_t)(end - start)) : NULL;
}

/* In place. */
static char *unescaped(char *text)
{
    static const char *const names[][2] = {
        {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}};
    char *to = text;
    for (const char *p = text; *p;) {
        size_t i = 0, n = sizeof names / sizeof *names;
        while (i < n && strncmp(p, names[i][0], strlen(names[i][0])) != 0)
            i++;
        *to++ = i < n ? *names[i][1] : *p;
        p += i < n ? strlen(names[i][0]) : 1;
    }
    *to = '\0';
    return text;
}

/* The digits of a date, D:20261130000000Z or 2026-11-30T00:00:00Z. */
static const char *digits(struct arena *a, const char *date)
{
    enum { OF_TIME = 14 };
    char *only = arena_strdup(a, date), *to = only;
    for (const char *p = date; *p && to < only + OF_TIME; p++)
        if (*p >= '0' && *p <= '9')
            *to++ = *p;
    *to = '\0';
    return only;
}

static void compare(struct audit *a, qpdf_oh info, const char *xmp)
{
    static const struct {
        const char *entry, *property;
        bool date;
    } pairs[] = {{"/Title", "dc:title", false},
                 {"/Author", "dc:creator", false},
                 {"/Subject", "dc:description", false},
                 {"/Keywords", "pdf:Keywords", false},
                 {"/Creator", "xmp:CreatorTool", false},
                 {"/Producer", "pdf:Producer", false},
                 {"/CreationDate", "xmp:CreateDate", true},
                 {"/ModDate", "xmp:ModifyDate", true}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        qpdf_oh value = audit_get(a, info, pairs[i].entry);
        if (!qpdf_oh_is_string(a->pdf, value))
            continue;
        const char *said = arena_strdup(a->arena, qpdf_oh_get_utf8_value(a->pdf, value));
        const char *again = property(a->arena, xmp, pairs[i].property);
        again = again ? unescaped(arena_strdup(a->arena, again)) : "";
        bool same = pairs[i].date ? strcmp(digits(a->arena, said), digits(a->arena, again)) == 0
                                  : strcmp(said, again) == 0;
        if (!same)
            audit_breach(a, ARCHIVE_AGREEMENT);
    }
}

void audit_metadata(struct audit *a, qpdf_oh catalog, qpdf_oh info)
{
    unsigned char *bytes = NULL;
    size_t n = 0;
    QPDF_BOOL filtered = QPDF_FALSE;
    qpdf_oh stream = audit_get(a, catalog, "/Metadata");
    qpdf_oh dict = qpdf_oh_is_stream(a->pdf, stream) ? qpdf_oh_get_dict(a->pdf, stream) : stream;
    bool ok = qpdf_oh_is_stream(a->pdf, stream) &&
              strcmp(audit_name(a, dict, "/Type"), "/Metadata") == 0 &&
              strcmp(audit_name(a, dict, "/Subtype"), "/XML") == 0 &&
              qpdf_oh_get_stream_data(a->pdf, stream, qpdf_dl_all, &filtered, &bytes, &n) <=
                  QPDF_WARNINGS;
    const char *xmp = ok ? arena_strndup(a->arena, (const char *)bytes, n) : "";
    free(bytes);
    const char *part = property(a->arena, xmp, "pdfaid:part");
    const char *level = property(a->arena, xmp, "pdfaid:conformance");
    if (!strstr(xmp, "<x:xmpmeta") || strstr(xmp, " bytes=") || strstr(xmp, " encoding="))
        audit_breach(a, ARCHIVE_METADATA);
    if (!part || strcmp(part, "2") != 0 || !level || (*level != 'U' && *level != 'A'))
        audit_breach(a, ARCHIVE_PART);
    compare(a, info, xmp);
}
