/*
 * The vocabulary: every element and attribute with its English and Chinese name, its content and
 * its meaning, as one table (vocab.def). From its rows come the validator, the reader (tree to
 * model), the XSD for editors, the reference manual and "did you mean".
 */
#ifndef HONGTOU_VOCAB_VOCAB_H
#define HONGTOU_VOCAB_VOCAB_H

#include "base/buf.h"
#include "model/staff.h"
#include "xml/xml.h"

enum vocab_lang { VOCAB_ZH, VOCAB_EN };

/* Validates the whole tree, reports every mistake in it and leaves the ids of what it found on
 * nodes and attributes; then builds the model: of a document, or of a form that stands alone. NULL
 * when there was an error. The model shares the tree's arena and source. */
struct document *vocab_read(struct arena *a, struct tree *tree, struct diags *d);

/* Whether an outermost element of this name may be meant for a document or a staff file: it is an
 * element of the vocabulary, or nearly the name of one of these. */
bool vocab_may_be_outermost(const char *name);

/* Whether the outermost element is a staff file's. */
bool vocab_is_staff(const struct tree *tree);

/* Whether it is a document's that names a staff file; nothing else of it is looked at. */
bool vocab_names_staff(const struct tree *tree);

/* A form's file that an attachment names: its block. NULL: reported. */
struct block *vocab_read_form(struct arena *a, struct tree *tree, struct diags *d);

/* The same for a staff file. What its records name is not looked up here. */
struct staff_records *vocab_read_staff(struct arena *a, struct tree *tree, struct diags *d);

/* Edits of a document's source that say by elements what was typed by hand, where that is safe: a
 * number must be the one that the compiler will give. Misspelt elements get their names. The tree
 * may have mistakes. */
struct xml_edits;
void vocab_mend(struct arena *a, struct tree *tree, struct xml_edits *edits, const struct diags *d);

/* The XML Schema (XSD 1.0) with the names of one language. */
void vocab_schema(enum vocab_lang lang, struct buf *out);

/* All of it as JSON, with the names and texts of one language: elements (content, attributes,
 * children in steps as vocab.def has them), and types of values. */
void vocab_json(enum vocab_lang lang, struct buf *out);

/* The reference manual as Markdown, both languages' names side by side. */
void vocab_reference(struct buf *out);

/* The part of it about an element, or about a task, by one of their names, for a terminal; else
 * what speaks of the word. False: nothing does. */
bool vocab_help(const char *name, enum vocab_lang lang, struct buf *out);

/* The nearest name that vocab_help knows, or NULL. */
const char *vocab_near(const char *name);

/* The names of the tasks, on one line. */
void vocab_topics(enum vocab_lang lang, struct buf *out);

#endif
