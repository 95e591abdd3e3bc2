/* The rows of vocab.def as constant tables, and looking things up in them. */
#include <string.h>

#include "vocab/vocab_int.h"

const struct element_row table_element[] = {
#define VOCAB_ELEMENT(id, zh, en, content, about_zh, about_en)                                     \
    {{zh, en}, CONTENT_##content, {about_zh, about_en}},
#include "vocab/vocab.def"
    {.name = {NULL, NULL}},
};

const struct attr_row table_attr[] = {
#define VOCAB_ATTR(owner, id, zh, en, type, need, preset, about_zh, about_en)                      \
    {EL_##owner, {zh, en}, TYPE_##type, NEED_##need, preset, {about_zh, about_en}},
#include "vocab/vocab.def"
    {.owner = EL_NONE},
};

const struct child_row table_child[] = {
#define VOCAB_CHILD(owner, step, child, least, most) {EL_##owner, step, EL_##child, least, most},
#include "vocab/vocab.def"
    {.owner = EL_NONE},
};

const struct type_row table_type[] = {
#define VOCAB_TYPE(id, about_zh, about_en, sample, base, pattern)                                  \
    {{about_zh, about_en}, sample, base, pattern},
#include "vocab/vocab.def"
};

const struct value_row table_value[] = {
#define VOCAB_VALUE(type, id, zh, en) {TYPE_##type, {zh, en}},
#include "vocab/vocab.def"
    {.type = TYPE_NONE},
};

const struct example_row table_example[] = {
#define VOCAB_EXAMPLE(owner, zh, en) {EL_##owner, {zh, en}},
#include "vocab/vocab.def"
    {.owner = EL_NONE},
};

static const struct nest_row {
    enum element_id id;
    int depth;
} nests[] = {
#define VOCAB_NEST(id, depth) {EL_##id, depth},
#include "vocab/vocab.def"
    {EL_NONE, 0},
};

const struct attr_row *table_attrs(enum element_id owner)
{
    const struct attr_row *r = table_attr;
    while (r->owner != owner && r->owner != EL_NONE)
        r++;
    return r;
}

const struct child_row *table_children(enum element_id owner)
{
    const struct child_row *r = table_child;
    while (r->owner != owner && r->owner != EL_NONE)
        r++;
    return r;
}

const struct value_row *table_values(enum value_type type)
{
    const struct value_row *r = table_value;
    while (r->type != type && r->type != TYPE_NONE)
        r++;
    return r;
}

int table_nest(enum element_id id)
{
    const struct nest_row *r = nests;
    while (r->id != id && r->id != EL_NONE)
        r++;
    return r->depth;
}

const struct child_row *table_place(enum element_id owner, enum element_id child)
{
    for (const struct child_row *r = table_children(owner); r->owner == owner; r++)
        if (r->child == child)
            return r;
    return NULL;
}

static bool is_named(const char *const name[VOCAB_LANGS], const char *typed)
{
    return strcmp(name[VOCAB_ZH], typed) == 0 || strcmp(name[VOCAB_EN], typed) == 0;
}

enum element_id table_find_element(const char *name)
{
    enum element_id id = 0;
    while (id < EL_NONE && !is_named(table_element[id].name, name))
        id++;
    return id;
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
    return ATTR_NONE;
}

enum value_id table_find_value(enum value_type type, struct text value)
{
    for (const struct value_row *r = table_values(type); r->type == type; r++)
        if (text_equals(value, r->name[VOCAB_ZH]) || text_equals(value, r->name[VOCAB_EN]))
            return (enum value_id)(r - table_value);
    return VALUE_NONE;
}
