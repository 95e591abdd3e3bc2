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
    uint32_t order, group;
};

struct xml_edits {
    struct arena *arena;
    VEC(struct xml_edit) list;
    uint32_t group; /* of the edits that are said next: those of one are made or left together */
};

/* Of edits at one place the one that was said first stands first. Texts are copied. */
void xml_edit(struct xml_edits *e, uint32_t from, uint32_t to, const char *text);

/* The source with the edits, which must not overlap. */
void xml_edits_apply(const struct source *src, struct xml_edits *e, struct buf *out);

/* A group of edits that was left, and what stands in the other edition where they would have been made. */
struct xml_clash {
    uint32_t group, from, to;
};
typedef VEC(struct xml_clash) xml_clashes;

/*
 * Edits of one edition of a text (was), to be made in another that somebody has changed meanwhile (is).
 * A group that would change a clause or a value that was changed there too is left, and said in left;
 * new elements stand behind those that came at their place. What was changed there in the same way goes
 * in silence. kept: how many bytes of was stand in is, too.
 */
void xml_edits_rebase(struct xml_edits *e, const struct source *was, const struct source *is,
                      xml_clashes *left, size_t *kept);

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
