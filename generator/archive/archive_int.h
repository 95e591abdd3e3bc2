/* What the files of archive/ share: a file that is looked through. */
#ifndef HONGTOU_ARCHIVE_ARCHIVE_INT_H
#define HONGTOU_ARCHIVE_ARCHIVE_INT_H

#include <qpdf/qpdf-c.h>

#include "archive/archive.h"

struct audit {
    struct arena *arena;
    qpdf_data pdf;
    struct archive_report *report;
    int object;     /* the one that is looked at */
    int components; /* of the output intent's profile; 0: there is none */
};

/* ---- audit.c ---- */

/* Notes that the object at hand breaks a rule. */
void audit_breach(struct audit *a, enum archive_rule rule);

/* Values of a dictionary; "" and 0 where there is none of the kind. */
qpdf_oh audit_get(struct audit *a, qpdf_oh dict, const char *key);
const char *audit_name(struct audit *a, qpdf_oh dict, const char *key);
bool audit_has(struct audit *a, qpdf_oh dict, const char *key);
bool audit_is_true(struct audit *a, qpdf_oh dict, const char *key);

/* ---- object.c ---- */

/* An object by itself; what it refers to is looked at in its turn. */
void audit_object(struct audit *a, qpdf_oh object);

/* ---- content.c ---- */

/* What a content stream asks of its resources and of the output intent. */
struct content_use {
    bool resources, gray, rgb, cmyk, deep;
};
void audit_scan(const unsigned char *bytes, size_t n, struct content_use *out);
/* Whether colours of a device are those of the output intent, or defined by the resources. */
void audit_colours(struct audit *a, qpdf_oh resources, const struct content_use *use);

/* ---- metadata.c ---- */

/* The catalog's XMP, and the information dictionary. */
void audit_metadata(struct audit *a, qpdf_oh catalog, qpdf_oh info);

#endif
