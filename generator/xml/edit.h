/*
 * A document's text changed in places, all else as its author wrote it: comments, order, blanks,
 * line ends and encoding. Edits are said of bytes of the source that a tree points into.
 */
#ifndef HONGTOU_XML_EDIT_H
#define HONGTOU_XML_EDIT_H

#include "base/buf.h"
#include "xml/xml.h"

struct xml_edit {
    uint32_t from, to; /* bytes of the source; equal: something is put in */
    const char *text;
    uint32_t order;
};

struct xml_edits {
    struct arena *arena;
    VEC(struct xml_edit) list;
};

/* Of edits at one place the one that was said first stands first. Texts are copied. */
void xml_edit(struct xml_edits *e, uint32_t from, uint32_t to, const char *text);

/* The source with the edits, which must not overlap. */
void xml_edits_apply(const struct source *src, struct xml_edits *e, struct buf *out);

/* Where an element of a tree stands in its source; <a/> has nothing inside. */
struct xml_extent {
    uint32_t from, inside, inside_end, to;
};
struct xml_extent xml_extent(const struct node *n);

/* Calls for each piece of a well-formed source that people read: texts and values of attributes,
 * raw, references included; not comments, CDATA and instructions. */
void xml_each_text(const struct source *src, void (*see)(void *context, uint32_t from, uint32_t to),
                   void *context);

/* UTF-8 in the encoding that the file's bytes are in, with its mark. False: it has no such
 * characters, or libc does not know it. */
bool xml_encode(const char *bytes, size_t size, const struct buf *utf8, struct buf *out);

#endif
