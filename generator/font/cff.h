/*
 * CFF font programs, read with every offset checked: the bytes come from strangers. Private to
 * the room.
 */
#ifndef HONGTOU_FONT_CFF_H
#define HONGTOU_FONT_CFF_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/mem.h"

/* Bytes that belong to someone else. */
struct span {
    const uint8_t *p;
    size_t n;
};

/* An INDEX: objects one behind the other, found by offsets. */
struct cff_index {
    struct span all;  /* the INDEX whole, as it stands in the file */
    struct span data; /* from the byte before the first object: offsets count from 1 */
    const uint8_t *offsets;
    uint32_t count;
    unsigned offset_size;
};

/* An operator of a DICT and the operands before it. */
enum { CFF_OPERANDS = 8, CFF_ESCAPE = 12, CFF_ESCAPED = 0x0c00 };
struct cff_entry {
    unsigned op;          /* CFF_ESCAPED | b for the operator 12 b */
    struct span operands; /* as they stand in the file */
    int32_t v[CFF_OPERANDS];
    int n;
};

enum cff_op {
    CFF_FONT_BBOX = 5,
    CFF_CHARSTRINGS = 17,
    CFF_PRIVATE = 18,
    CFF_SUBRS = 19,
    CFF_CHARSET = 15,
    CFF_CHARSTRING_TYPE = CFF_ESCAPED | 6,
    CFF_FONT_MATRIX = CFF_ESCAPED | 7,
    CFF_ROS = CFF_ESCAPED | 30,
    CFF_CID_COUNT = CFF_ESCAPED | 34,
    CFF_FD_ARRAY = CFF_ESCAPED | 36,
    CFF_FD_SELECT = CFF_ESCAPED | 37
};

/* A font DICT: the hints that a group of glyphs shares. */
struct cff_group {
    struct span private_dict;
    struct span matrix; /* operands of FontMatrix, or empty */
    struct cff_index subrs;
};

struct cff {
    struct span matrix, bbox; /* operands of the top DICT, or empty */
    struct cff_index global_subrs, charstrings;
    struct cff_group *groups;
    uint32_t n_groups;
    const uint8_t *group_of; /* by glyph */
};

/* Reads the whole structure; memory from the arena, spans into bytes. NULL: malformed. */
struct cff *cff_read(struct arena *a, struct span bytes);

/* Object i of an INDEX; empty when there is none or its offsets are wrong. */
struct span cff_object(const struct cff_index *x, uint32_t i);

/* Takes the next entry from the front of a DICT. False: the end, or malformed. */
bool cff_next(struct span *dict, struct cff_entry *e);

/*
 * A CID-keyed CFF whose glyph i is both CID i and glyph ids[i] of the given one; ids[0] is its
 * .notdef. False: the result would be too large.
 */
bool cff_write_cid(const struct cff *cff, const uint32_t ids[], size_t n, const char *postscript,
                   struct buf *out);

#endif
