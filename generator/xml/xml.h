/*
 * Bytes to a tree of elements. Hides libxml2 (SAX2).
 *
 * Encodings: UTF-8 with or without BOM, UTF-16 with BOM, GB18030 / GBK / GB2312 as declared. DTDs,
 * entities other than the five of XML, and the network are refused. Everything in the tree
 * belongs to the arena and points into one source, the file's text as UTF-8.
 */
#ifndef HONGTOU_XML_XML_H
#define HONGTOU_XML_XML_H

#include "base/diag.h"
#include "base/text.h"

enum node_kind { NODE_ELEMENT, NODE_TEXT };

struct attr {
    const char *name; /* without a namespace prefix */
    struct pos name_pos;
    struct text value;
    struct pos value_pos; /* just after the opening quote */
    unsigned id, choice;  /* the vocabulary's attribute and, of an enumeration, value; or 0 */
    struct attr *next;
};

struct node {
    enum node_kind kind;
    unsigned id;      /* the vocabulary's element; 0: a text, or not validated */
    struct pos pos;   /* of the element's '<', or of the text's first character */
    const char *name; /* elements: without a namespace prefix */
    struct attr *attrs;
    struct node *first, *next, *parent;
    struct text text; /* texts: as written, white space and line ends (as '\n') included */
};

struct tree {
    struct source *src;
    struct node *root;
};

/*
 * Reads a document from a file ("-": standard input). NULL: the file is no well-formed XML, and
 * everything found wrong was reported. pos is where the path was named, or {0}.
 */
struct tree *xml_read(struct arena *a, const char *path, struct pos pos, struct diags *d);

/* The same for bytes in memory; bytes need not outlive the call. */
struct tree *xml_parse(struct arena *a, const char *name, const char *bytes, size_t size,
                       struct diags *d);

/* The name of the outermost element, without a namespace prefix, by a file's first bytes in UTF-8
 * or in whatever has ASCII as it is. NULL: they do not tell. */
const char *xml_outermost(struct arena *a, const char *bytes, size_t n);

/* Attribute by name, or NULL. */
const struct attr *xml_attr(const struct node *n, const char *name);

/* The tree as indented text, for `dump --stage tree` and for golden cases:
 * one node a line, "line:col name attr="value" …" or "line:col "text"". Texts of white space
 * alone are left out. */
struct buf;
void xml_dump(const struct tree *tree, struct buf *out);

/* An element as XML again, indented, without a line end behind it; and a text of its attributes or
 * its words, with what would be taken for XML escaped. */
void xml_write(const struct node *n, int depth, struct buf *out);
void xml_write_text(struct text t, struct buf *out);

/* ---- large texts that programs wrote, as a stream ---- */

struct xml_scan_attr {
    const char *name;  /* without a namespace prefix */
    const char *value; /* UTF-8, not NUL-terminated */
    size_t n;
};

/* Who is told of what a text holds. A false return ends the scan. Strings live for the call. */
struct xml_events {
    void *context;
    bool (*start)(void *context, const char *name, const struct xml_scan_attr attrs[], size_t n);
    bool (*text)(void *context, const char *utf8, size_t n); /* in pieces of any size */
    bool (*end)(void *context, const char *name);
    bool qualified; /* names come with their prefixes, and attributes that declare some come, too */
};

/*
 * Tells a part of an office file (a sheet of 100,000 rows) element by element, without a tree and
 * without places: nobody wrote it by hand, so nobody can mend it at a line. For the same reason
 * nothing is reported here. UTF-8 or UTF-16; prefixes are dropped without being looked up, unless
 * whoever is told wants to. False: a callback ended it, or it is not well-formed, has a DTD, an
 * unknown entity, or elements nested deeper than 200. The bytes are written over.
 */
bool xml_scan(char *bytes, size_t size, const struct xml_events *events);

/* The same for a part that comes in pieces, whose bytes stay as they are. A tag has 64 KB at most.
 * False: as above; it is closed all the same. */
struct xml_scanner;
struct xml_scanner *xml_scanner_open(const struct xml_events *events);
bool xml_scanner_add(struct xml_scanner *s, const char *bytes, size_t n);
bool xml_scanner_close(struct xml_scanner *s);

#endif
