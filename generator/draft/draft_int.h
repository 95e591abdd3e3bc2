/*
 * Inside the room: which kind a file is (read.c) → bytes to text (decode.c) → blocks, by text.c for
 * what has lines alone, by markdown.c; Word files by docx.c (docx_int.h), others become such by
 * foreign.c. What all of them do at the end is in finish.c. Names that only this room uses begin
 * with the name of their file.
 */
#ifndef HONGTOU_DRAFT_DRAFT_INT_H
#define HONGTOU_DRAFT_DRAFT_INT_H

#include "base/buf.h"
#include "draft/draft.h"

enum {
    DRAFT_MOST_TEXT = 16 << 20,    /* bytes of a file's text, which take nine times as much */
    DRAFT_MOST_MARKDOWN = 4 << 20, /* so, of one that takes more time */
};

/* A file on its way to a draft. */
struct reading {
    struct arena *arena;
    const char *name;
    struct pos pos; /* where the file was named */
    struct diags *diags;
    struct draft *draft;
};

/* ---- decode.c ---- */

/* The text as a source of UTF-8, every line's end '\n'. NULL: reported. */
struct source *decode_text(struct reading *r, const char *bytes, size_t size);

/* ---- text.c ---- */

/* A paragraph a line. */
bool text_read(struct reading *r, const char *bytes, size_t size);

/* ---- markdown.c ---- */

bool markdown_read(struct reading *r, const char *bytes, size_t size);

/* ---- foreign.c ---- */

/* What a file is that LibreOffice may read, as people know it; NULL: none of those. */
const char *foreign_kind(const char *bytes, size_t size);
/* What LibreOffice makes of it: a .docx. NULL: reported. */
char *foreign_convert(struct reading *r, const char *bytes, size_t size, size_t *n);

/* ---- finish.c ---- */

/* A finding about the whole file; returns false. */
bool finish_fail(const struct reading *r, const struct diag_code *code, const char *detail);

/* An empty paragraph at the end of the blocks. */
struct draft_paragraph *finish_empty(struct arena *a, struct draft_blocks *blocks);
/* The same with a text, the n bytes from off of the source, that looks like nothing known. */
struct draft_paragraph *finish_paragraph(struct arena *a, struct draft_blocks *blocks,
                                         const struct source *src, uint32_t off, size_t n);

#endif
