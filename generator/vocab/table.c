/* The rows of vocab.def as constant tables, looking things up in them, and naming them. */
#include <string.h>

#include "model/form.h"
#include "vocab/diag.def"
#include "vocab/vocab_int.h"

const struct element_row table_element[] = {
    {.name = {NULL, NULL}},
#define VOCAB_ELEMENT(id, zh, en, content, about_zh, about_en)                                     \
    {{zh, en}, CONTENT_##content, {about_zh, about_en}},
#include "vocab/vocab.def"
};

const struct attr_row table_attr[] = {
    {.owner = EL_NONE},
#define VOCAB_ATTR(owner, id, zh, en, type, need, preset, about_zh, about_en)                      \
    {EL_##owner, {zh, en}, TYPE_##type, NEED_##need, preset, {about_zh, about_en}},
#include "vocab/vocab.def"
    {.owner = EL_NONE},
};

static const struct also_row {
    enum attr_id id;
    const char *zh;
} also[] = {
#define VOCAB_ALSO(owner, id, zh) {ATTR_##owner##_##id, zh},
#include "vocab/vocab.def"
    {ATTR_NONE, NULL},
};

const struct child_row table_child[] = {
#define VOCAB_CHILD(owner, step, child, least, most) {EL_##owner, step, EL_##child, least, most},
#include "vocab/vocab.def"
    {.owner = EL_NONE},
};

const struct type_row table_type[] = {
    {.sample = NULL},
#define VOCAB_TYPE(id, about_zh, about_en, sample, base, pattern)                                  \
    {{about_zh, about_en}, sample, base, pattern},
#include "vocab/vocab.def"
};

const struct value_row table_value[] = {
    {.type = TYPE_NONE},
#define VOCAB_VALUE(type, id, zh, en, means) {TYPE_##type, {zh, en}, means},
#include "vocab/vocab.def"
    {.type = TYPE_NONE},
};

static const struct range_row ranges[TYPE_END] = {
#define VOCAB_RANGE(id, least, most, places, sample, code, zh, zh_behind, en, en_behind)           \
    [TYPE_##id] = {least, most, places, DIAG_##code},
#include "vocab/vocab.def"
};

const struct example_row table_example[] = {
#define VOCAB_EXAMPLE(owner, zh, en) {EL_##owner, {zh, en}},
#include "vocab/vocab.def"
    {.owner = EL_NONE},
};

static const struct content_row {
    enum element_id id;
    enum value_type type;
} contents[] = {
#define VOCAB_CONTENT(id, type) {EL_##id, TYPE_##type},
#include "vocab/vocab.def"
    {EL_NONE, TYPE_TEXT},
};

static const bool roots[EL_END] = {
#define VOCAB_ROOT(id) [EL_##id] = true,
#include "vocab/vocab.def"
};

static const struct nest_row {
    enum element_id id;
    int depth;
} nests[] = {
#define VOCAB_NEST(id, depth) {EL_##id, depth},
#include "vocab/vocab.def"
    {EL_NONE, 0},
};

/*
 * Where an element's rows begin in the other tables, and a type's values: it counts the rows before
 * it. Each takes the number of the row that follows, and gives it back to that row.
 */
enum {
    ATTRS_OF_NONE,
#define VOCAB_ELEMENT(id, zh, en, content, about_zh, about_en)                                     \
    ATTRS_OF_##id, ATTRS_BEFORE_##id = ATTRS_OF_##id - 1,
#define VOCAB_ATTR(owner, id, zh, en, type, need, preset, about_zh, about_en)                      \
    ATTR_ROW_##owner##_##id,
#include "vocab/vocab.def"
};

enum {
#define VOCAB_ELEMENT(id, zh, en, content, about_zh, about_en)                                     \
    CHILDREN_OF_##id, CHILDREN_BEFORE_##id = CHILDREN_OF_##id - 1,
#define VOCAB_CHILD(owner, step, child, least, most) CHILD_ROW_##owner##_##child,
#include "vocab/vocab.def"
};

static const struct {
    unsigned short attrs, children;
} rows_of[EL_END] = {
    {ATTRS_OF_NONE, 0},
#define VOCAB_ELEMENT(id, zh, en, content, about_zh, about_en) {ATTRS_OF_##id, CHILDREN_OF_##id},
#include "vocab/vocab.def"
};

enum {
    VALUES_OF_NONE,
#define VOCAB_TYPE(id, about_zh, about_en, sample, base, pattern)                                  \
    VALUES_OF_##id, VALUES_BEFORE_##id = VALUES_OF_##id - 1,
#define VOCAB_VALUE(type, id, zh, en, means) VALUE_ROW_##type##_##id,
#include "vocab/vocab.def"
};

static const unsigned short values_of[TYPE_END] = {
    VALUES_OF_NONE,
#define VOCAB_TYPE(id, about_zh, about_en, sample, base, pattern) VALUES_OF_##id,
#include "vocab/vocab.def"
};

const struct attr_row *table_attrs(enum element_id owner)
{
    return &table_attr[rows_of[owner].attrs];
}

const struct child_row *table_children(enum element_id owner)
{
    return &table_child[rows_of[owner].children];
}

const struct value_row *table_values(enum value_type type)
{
    return &table_value[values_of[type]];
}

const struct range_row *table_range(enum value_type type)
{
    return ranges[type].most ? &ranges[type] : NULL;
}

enum value_type table_content_type(enum element_id id)
{
    const struct content_row *r = contents;
    while (r->id != id && r->id != EL_NONE)
        r++;
    return r->type;
}

int table_nest(enum element_id id)
{
    const struct nest_row *r = nests;
    while (r->id != id && r->id != EL_NONE)
        r++;
    return r->depth;
}

bool table_is_root(enum element_id id)
{
    return roots[id];
}

const struct child_row *table_place(enum element_id owner, enum element_id child)
{
    for (const struct child_row *r = table_children(owner); r->owner == owner; r++)
        if (r->child == child)
            return r;
    return NULL;
}

/* Names differ in their first bytes; a call would cost more than the comparison. */
static inline bool is_same(const char *name, const char *typed)
{
    while (*name && *name == *typed)
        name++, typed++;
    return *name == *typed;
}

static bool is_named(const char *const name[VOCAB_LANGS], const char *typed)
{
    return is_same(name[VOCAB_ZH], typed) || is_same(name[VOCAB_EN], typed);
}

enum element_id table_find_element(const char *name)
{
    for (enum element_id id = 1; id < EL_END; id++)
        if (is_named(table_element[id].name, name))
            return id;
    return EL_NONE;
}

/* Few names can stand in one place, so that this is the quick way to an element. */
enum element_id table_find_child(enum element_id owner, const char *name)
{
    for (const struct child_row *r = table_children(owner); r->owner == owner; r++)
        if (is_named(table_element[r->child].name, name))
            return r->child;
    return EL_NONE;
}

enum attr_id table_find_attr(enum element_id owner, const char *name)
{
    for (const struct attr_row *r = table_attrs(owner); r->owner == owner; r++)
        if (is_named(r->name, name))
            return (enum attr_id)(r - table_attr);
    for (const struct also_row *r = also; r->zh; r++)
        if (table_attr[r->id].owner == owner && is_same(r->zh, name))
            return r->id;
    return ATTR_NONE;
}

const char *table_also(enum attr_id id)
{
    const struct also_row *r = also;
    while (r->id != id && r->zh)
        r++;
    return r->zh;
}

const struct attr *table_given(const struct node *n, enum attr_id id)
{
    const struct attr *attr = n->attrs;
    while (attr && attr->id != id)
        attr = attr->next;
    return attr;
}

enum value_id table_find_value(enum value_type type, struct text value)
{
    for (const struct value_row *r = table_values(type); r->type == type; r++)
        if (text_equals(value, r->name[VOCAB_ZH]) || text_equals(value, r->name[VOCAB_EN]))
            return (enum value_id)(r - table_value);
    return VALUE_NONE;
}

/* What an attribute of an enumerated type says when it is not written. */
static enum value_id preset_of(enum attr_id id)
{
    const struct attr_row *attr = &table_attr[id];
    const struct value_row *r = table_values(attr->type);
    while (r->type == attr->type && strcmp(r->name[VOCAB_ZH], attr->preset) != 0)
        r++;
    return r->type == attr->type ? (enum value_id)(r - table_value) : VALUE_NONE;
}

enum value_id table_choice(const struct node *n, enum attr_id id)
{
    const struct attr *attr = table_given(n, id);
    return attr ? attr->choice : preset_of(id);
}

bool table_is_word(const struct attr *attr, enum value_id value)
{
    return attr && (text_equals(attr->value, table_value[value].name[DIAG_ZH]) ||
                    text_equals(attr->value, table_value[value].name[DIAG_EN]));
}

bool table_is_yes(const struct node *n, enum attr_id id)
{
    return table_choice(n, id) == VALUE_YES_NO_YES;
}

/* ---- names in hints: in the language of the messages, joined as it joins them ---- */

static const char *joined(const struct validation *c, const char *all,
                          const char *const name[VOCAB_LANGS])
{
    static const char *const comma[VOCAB_LANGS] = {"、", ", "};
    return arena_printf(c->arena, "%s%s%s", all, *all ? comma[c->lang] : "", name[c->lang]);
}

const char *table_child_names(const struct validation *c, enum element_id owner)
{
    const char *all = "";
    for (const struct child_row *r = table_children(owner); r->owner == owner; r++)
        all = joined(c, all, table_element[r->child].name);
    return all;
}

const char *table_parent_names(const struct validation *c, enum element_id child)
{
    const char *all = "";
    for (enum element_id id = 1; id < EL_END; id++)
        if (table_place(id, child))
            all = joined(c, all, table_element[id].name);
    return all;
}

const char *table_attr_names(const struct validation *c, enum element_id owner)
{
    const char *all = "";
    for (const struct attr_row *r = table_attrs(owner); r->owner == owner; r++)
        all = joined(c, all, r->name);
    return all;
}

const char *table_value_names(const struct validation *c, enum value_type type)
{
    const char *all = "";
    for (const struct value_row *r = table_values(type); r->type == type; r++)
        all = joined(c, all, r->name);
    return all;
}

const char *table_element_name(const struct validation *c, enum element_id id)
{
    return table_element[id].name[c->lang];
}

const char *table_attr_name(const struct validation *c, enum attr_id id)
{
    return table_attr[id].name[c->lang];
}
