/*
 * A draft as somebody typed it (draft/draft.h), as a document: elements of the vocabulary, whose
 * texts keep their places in the draft's source; and a report of what each paragraph became, how
 * sure that is, and what the document has otherwise than the draft.
 *
 * Nothing is lost: every character of the draft that is no blank stands in the document, or in a
 * change; import_draft looks at each, and puts what stands nowhere at the end of the text (D130).
 * Doubtful places are diagnostics at their place in the draft. Everything belongs to the arena.
 */
#ifndef HONGTOU_IMPORT_IMPORT_H
#define HONGTOU_IMPORT_IMPORT_H

#include "base/buf.h"
#include "draft/draft.h"
#include "recognise/recognise.h"
#include "xml/xml.h"

struct staff;

enum import_kind {
#define IMPORT_KIND(id, en, zh) IMPORT_##id,
#include "import/kinds.def"
    IMPORT_KINDS
};

/* Why the document does not have characters of the draft as they were typed. */
enum import_why {
    IMPORT_DERIVED,   /* the compiler prints them again: a number, 附件：, a colon, brackets */
    IMPORT_REWRITTEN, /* said otherwise, printed as the standard has it: a date, 1、 for 1.; or as
                         wide blanks, which are printed as wide as typed */
    IMPORT_REPEATED,  /* what a page repeats: its number, its head and foot */
    IMPORT_ELSEWHERE, /* they stand in the draft once more, and are taken from there */
    IMPORT_WHYS
};

struct import_line {
    struct text text; /* the paragraph; of a table its first cell that is not empty */
    enum import_kind kind;
    enum line_trust trust;
    int level;      /* of a heading or a numbered paragraph; else 0 */
    uint32_t block; /* in the order of the draft, from 0 */
};

struct import_change {
    struct text from;
    const char *to; /* UTF-8: what is printed instead; "" for nothing, NULL for the same */
    enum import_why why;
};

/* A picture of the draft, which the document names. */
struct import_file {
    const char *path; /* beside the target */
    const char *bytes;
    size_t n;
};

struct imported {
    struct node *root;
    VEC(struct import_file) files;
    const struct source *source; /* the document's own text, of a file that carried it; or NULL */
    VEC(struct import_line) lines;
    VEC(struct import_change) changes;
    size_t count[IMPORT_KINDS][LINE_SURE + 1]; /* lines by kind and trust */
};

/* staff: people typed in rosters are looked up there and unknown ones are told; or NULL. target: the file
 * that the document goes to, or NULL: pictures have files beside it, and what it holds already is changed
 * as a .docx of ours was edited, and keeps what was changed in it since. False: it holds something else; reported. */
bool import_draft(struct arena *a, const struct draft *draft, const struct staff *staff,
                  const char *target, struct imported *out, struct diags *d);

/* "heading" */
const char *import_kind_name(enum import_kind kind);

/* The document as a file. */
void import_write(const struct imported *im, struct buf *xml);

/* The report in the language of d, as text or as JSON (an object, without a line end). */
void import_report(const struct imported *im, const char *source, const char *target,
                   const struct diags *d, bool json, struct buf *out);

#endif
