/*
 * Inside the vocabulary: the rows of vocab.def as tables, and what its files share. Functions that
 * other rooms call begin with vocab_ and stand in vocab.h; those that only this room calls begin
 * with the first word of their file's name.
 * Tables end in a row of owner EL_NONE (type TYPE_NONE), so that the rows of one owner, which
 * stand together, are walked with
 *   for (const struct attr_row *r = table_attrs(owner); r->owner == owner; r++)
 */
#ifndef HONGTOU_VOCAB_VOCAB_INT_H
#define HONGTOU_VOCAB_VOCAB_INT_H

#include <limits.h>
#include <uchar.h>

#include "base/guess.h"
#include "model/form.h"
#include "model/record.h"
#include "recognise/recognise.h"
#include "vocab/vocab.h"
#include "xml/edit.h"

enum { VOCAB_LANGS = 2, VOCAB_MANY = INT_MAX };

/* The longest value of an attribute, and the longest name that stands on a line of its own. */
enum { VOCAB_MOST_CHARACTERS = 500 };

/* Columns of a table: more would not be legible on any page. */
enum { VOCAB_MOST_COLUMNS = 99 };

enum content { CONTENT_EMPTY, CONTENT_TEXT, CONTENT_CHILDREN, CONTENT_MIXED, CONTENT_KINDS };
enum need { NEED_OPTIONAL, NEED_REQUIRED };

/* Zero is none of them: so are a node and an attribute that were not validated. */
enum element_id {
    EL_NONE,
#define VOCAB_ELEMENT(id, zh, en, content, about_zh, about_en) EL_##id,
#include "vocab/vocab.def"
    EL_END
};

enum attr_id {
    ATTR_NONE,
#define VOCAB_ATTR(owner, id, zh, en, type, need, preset, about_zh, about_en) ATTR_##owner##_##id,
#include "vocab/vocab.def"
    ATTR_END
};

/* Patterns of numbers with at most so many decimals. */
#define VOCAB_PLACES_0 "[1-9][0-9]*"
#define VOCAB_PLACES_3 "[1-9][0-9]*(\\.[0-9]{1,3})?"

enum value_type {
    TYPE_NONE,
#define VOCAB_TYPE(id, about_zh, about_en, sample, base, pattern) TYPE_##id,
#include "vocab/vocab.def"
    TYPE_END
};

enum value_id {
    VALUE_NONE,
#define VOCAB_VALUE(type, id, zh, en, means) VALUE_##type##_##id,
#include "vocab/vocab.def"
    VALUE_END
};

struct element_row {
    const char *name[VOCAB_LANGS];
    enum content content;
    const char *about[VOCAB_LANGS];
};

struct attr_row {
    enum element_id owner;
    const char *name[VOCAB_LANGS];
    enum value_type type;
    enum need need;
    const char *preset;
    const char *about[VOCAB_LANGS];
};

struct child_row {
    enum element_id owner;
    int step;
    enum element_id child;
    int least, most;
};

struct type_row {
    const char *about[VOCAB_LANGS];
    const char *sample;
    const char *base, *pattern; /* of its XML Schema type */
};

struct value_row {
    enum value_type type;
    const char *name[VOCAB_LANGS];
    unsigned means; /* in the model */
};

/* What numbers a type takes: none with more decimals than places. */
struct range_row {
    int least, most, places;
    const struct diag_code *code;
};

struct example_row {
    enum element_id owner;
    const char *xml[VOCAB_LANGS];
};

extern const struct element_row table_element[];
extern const struct attr_row table_attr[];
extern const struct child_row table_child[];
extern const struct type_row table_type[];
extern const struct value_row table_value[];
extern const struct example_row table_example[];

/* The first row of an owner. */
const struct attr_row *table_attrs(enum element_id owner);
const struct child_row *table_children(enum element_id owner);
const struct value_row *table_values(enum value_type type);

/* NULL: it is no type of numbers. */
const struct range_row *table_range(enum value_type type);

/* The attribute as it was given to an element that was validated, or NULL. */
const struct attr *table_given(const struct node *n, enum attr_id id);

/* What an element's text must look like; TYPE_TEXT when there is no rule. */
enum value_type table_content_type(enum element_id id);

/* How deep an element may stand in itself; 0: not at all. */
int table_nest(enum element_id id);

/* Whether it is an outermost element; not EL_NONE. */
bool table_is_root(enum element_id id);

/* The row that lets the child stand in the owner, or NULL. */
const struct child_row *table_place(enum element_id owner, enum element_id child);
/* Whether the element marks words of the text that it stands in: 强调, 删, 增. */
static inline bool table_is_words(enum element_id id)
{
    return id == EL_EM || id == EL_DEL || id == EL_INS;
}

/* What an attribute of an enumerated type says, or its preset; VALUE_NONE: neither. */
enum value_id table_choice(const struct node *n, enum attr_id id);
bool table_is_yes(const struct node *n, enum attr_id id);
/* Of an attribute that may hold any words, whether it is one of an enumeration's. NULL: no. */
bool table_is_word(const struct attr *attr, enum value_id value);

/* By either name: only for the validator, which leaves on nodes and attributes what it found. */
enum element_id table_find_element(const char *name);
enum element_id table_find_child(enum element_id owner, const char *name);
enum attr_id table_find_attr(enum element_id owner, const char *name);
/* ---- said.c ---- */

/* How what a clerk calls so is written; NULL: no more is known of the name. */
const char *said_element_advice(const char *name, enum vocab_lang lang);
/* The attribute of the element that is meant by another name; NULL: none is. */
const char *said_attr_meant(enum element_id owner, const char *name);

/* ---- table.c ---- */

/* An attribute's second Chinese name, or NULL. */
const char *table_also(enum attr_id id);
enum value_id table_find_value(enum value_type type, struct text value);

struct validation;

/* Names in hints, in the language of the messages, joined as it joins them. */
const char *table_child_names(const struct validation *c, enum element_id owner);
const char *table_parent_names(const struct validation *c, enum element_id child);
const char *table_attr_names(const struct validation *c, enum element_id owner);
const char *table_value_names(const struct validation *c, enum value_type type);
const char *table_element_name(const struct validation *c, enum element_id id);
const char *table_attr_name(const struct validation *c, enum attr_id id);

/* ---- space.c: white space ---- */

/* An element's text as it will be read: its texts and those in em joined, <br/> as TEXT_BREAK,
 * a reference as one Chinese character, footnotes left out, spaces cleaned. */
struct text space_element_text(struct arena *a, const struct node *n);

/* The same with its spaces. */
struct text space_raw_text(struct arena *a, const struct node *n);

/* The next line break of the author's in a raw text, or t.n. */
size_t space_line_end(struct text t, size_t from);

/* An attribute's value as it will be read; empty when it was not given. */
struct text space_attr_text(struct arena *a, const struct attr *attr);
struct text space_given(struct arena *a, const struct node *n, enum attr_id id);
/* The same, where the author may break the lines: TEXT_BREAK for each &#10;. */
struct text space_given_lines(struct arena *a, const struct node *n, enum attr_id id);

/* Where the author indented a text by hand, or t.n. */
size_t space_find_indent(struct text t);
/* Where he left a place to write on by blanks, of which one is printed; or t.n. */
size_t space_find_gap(struct text t);

bool space_is_blank(struct text t);
/* More than blanks stands in it. */
bool space_has_content(const struct node *n);
/* The first character that is no blank, or t.n. */
size_t space_skip(struct text t, size_t i);

/* ---- validate_*.c: the validator ---- */

/* How far the sections in an element have been gone through, and the level there. */
struct section_level {
    const struct node *last; /* NULL: none yet */
    int first, level;
};

struct validation {
    struct arena *arena; /* for as long as an element is looked at: findings are copied */
    struct arena *whole; /* for as long as the validator runs */
    struct diags *diags;
    enum vocab_lang lang;
    bool wrong; /* an error was found, be it reported or not */
    struct map counted; /* elements some of whose sections were: numbers of levels */
    VEC(struct section_level) levels;
};

/* An error. What would not be listed is not worked out. */
#define VALIDATE_REPORT(c, code, pos, ...)                                                         \
    ((void)((c)->wrong = true, diags_full((c)->diags, DIAG_ERROR, (pos))                           \
                                   ? (void)0                                                       \
                                   : diag((c)->diags, (code), (pos), __VA_ARGS__)))

/* root: the outermost element that the tree must have. False: something was reported. */
bool validate_tree(struct tree *tree, enum element_id root, struct diags *d);

/* validate_attrs.c: gives each attribute its id, and each that is enumerated the id of its value.
 */
void validate_attrs(struct validation *c, struct node *n);

/* The text of an element whose content has a type. */
void validate_text(struct validation *c, const struct node *n);

/* At most the first few characters of a text, for showing. */
const char *validate_excerpt(const struct validation *c, struct text t);

/* False: reported as too long for a name. */
bool validate_length(struct validation *c, struct text t);

/* A number typed at the start of what the compiler numbers. */
void validate_number(struct validation *c, struct text t);

/* Rules of single elements that the table cannot say, by the file that has them. */
void validate_document(struct validation *c, const struct node *n); /* validate_document.c */
void validate_roster(struct validation *c, const struct node *n);
void validate_form(struct validation *c, const struct node *n);

/* ---- validate_typed.c: what is typed where an element says it ---- */

/* The elements in n, and what each of them is as a line: what is no paragraph, and the first one of
 * a section that has no title, whose number the compiler gives, stands there as running text. */
struct typed_lines {
    const struct node **nodes;
    struct line *lines;
    struct recognised *found;
    size_t n;
};
struct typed_lines typed_lines(struct arena *a, const struct node *n);

void validate_typed(struct validation *c, const struct node *n);
/* What stands in a signature that has attributes for it. */
void validate_signature_text(struct validation *c, const struct node *n, struct text t);
void validate_typed_item(struct validation *c, const struct node *n);
void validate_typed_subheading(struct validation *c, const struct node *n);

/* ---- read_*.c: the reader. Only for a tree without mistakes. ---- */

struct node_reader {
    struct arena *arena;
    struct block **blocks;       /* where the next block goes */
    struct staff_records *staff; /* of a staff file */
};

/* Adds to a list, of whose end last is the place. */
#define READ_ADD(last, item) (*(last) = (item), (last) = &(*(last))->next)

/* read_node.c. The next child element from k on, k itself too, or NULL. */
const struct node *read_next(const struct node *k);

/* Attributes: what the author wrote; nothing, or the preset, when he did not. */
struct text read_attr_text(struct node_reader *r, const struct node *n, enum attr_id id);
struct text read_attr_or_preset(struct node_reader *r, const struct node *n, enum attr_id id);
/* The Chinese name of a value, whichever name was written; empty when it was not. */
struct text read_attr_value_name(struct node_reader *r, const struct node *n, enum attr_id id);
int read_attr_number(struct node_reader *r, const struct node *n, enum attr_id id);
len_t read_attr_millimetres(struct node_reader *r, const struct node *n, enum attr_id id);
struct date read_attr_date(struct node_reader *r, const struct node *n, enum attr_id id);
/* What the model has for the value of an enumeration. */
unsigned read_attr_choice(const struct node *n, enum attr_id id);

/* 联系人, by its attributes. */
struct contact *read_contact(struct node_reader *r, const struct node *n);

struct text_item *read_item(struct node_reader *r, struct text t);
struct form_field *read_field(struct node_reader *r, const struct node *n);
struct table_column *read_column(struct node_reader *r, const struct node *n);

/* The pieces of a paragraph or an item. */
struct inline_item *read_inlines(struct node_reader *r, const struct node *n);

/* read_record.c: the record that an element is, with its lists. */
void *read_record(struct node_reader *r, const struct node *n, enum record_id id);

/* read_form.c */
struct form *read_form(struct node_reader *r, const struct node *n);
struct flowchart *read_flow(struct node_reader *r, const struct node *n);
/* The kind that a name in 栏目内容 says; FORM_COLUMN_NONE: it is none. */
enum form_column_kind read_column_kind(struct text name);
struct form_choice *read_choice(struct node_reader *r, const struct node *n);
struct form_skip *read_skip(struct node_reader *r, const struct node *n);

/* ---- mend_*.c: what is typed by hand, said by elements ---- */

struct mending {
    struct arena *arena;
    struct tree *tree;
    struct xml_edits *edits;
};

/* Names in the language that the node is written in. */
const char *mend_element(const struct node *like, enum element_id id);
const char *mend_attr(const struct node *like, enum attr_id id);
const char *mend_value(const struct node *like, enum value_id id);

/* Words as they stand in a value of an attribute, or in an element. */
const char *mend_words(struct mending *m, struct text t);
/* Raw text of the source. */
const char *mend_raw(struct mending *m, uint32_t from, uint32_t to);

/* The blanks before an element that begins its line, else NULL. */
const char *mend_indent(struct mending *m, uint32_t at);
bool mend_is_blank(char c);
/* The line end of the file. */
const char *mend_line_end(const struct mending *m);

/* mend_sections.c: headings, numbered paragraphs and items of a container. */
void mend_sections(struct mending *m, const struct node *n);

#endif
