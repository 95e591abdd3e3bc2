/* Mending a document: its file on the way (fix.c), and single mends of it (mends.c). */
#ifndef HONGTOU_OFFICE_FIX_INT_H
#define HONGTOU_OFFICE_FIX_INT_H

#include "office/office_int.h"
#include "xml/edit.h"

/* A document's file on its way. */
struct fixing {
    struct hongtou *h;
    struct arena *arena;
    const char *name;
    const char *bytes; /* as they are saved */
    size_t size;
    struct tree *tree;
    size_t errors;
};

/* Reads the bytes and counts what is wrong with them. False: they are no document's. */
bool fix_take(struct fixing *f, struct diags *d);

/* Characters that a reader would take for others, or for none; those of one text are a group. */
void fix_find_characters(const struct fixing *f, struct xml_edits *edits);

/* The document with the edits made. False: there are none, or more would be wrong with it. */
bool fix_made(const struct fixing *f, struct xml_edits *edits, struct fixing *next, struct diags *d);

/* mends.c: whether all words that the document says are said afterwards, numbers, days and what
 * elements print themselves aside. */
bool fix_keeps_words(const struct fixing *before, const struct fixing *after);

#endif
