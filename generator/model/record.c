/* The structs, fields and lists of records, from the rows of records.def. */
#include "model/record.h"

#include <stddef.h>
#include <string.h>

#define NEED_REQUIRED true
#define NEED_OPTIONAL false

const size_t record_sizes[RECORDS] = {
#define RECORD_STRUCT(id, tag) sizeof(struct tag),
#include "model/records.def"
};

/* A paragraph's element is not a record's own. */
enum {
#define VOCAB_ELEMENT(id, zh, en, content, about_zh, about_en) ELEMENT_OF_##id,
#include "model/records.def"
    ELEMENT_OF_P,
};

const char *record_name(enum record_id id)
{
    static const char *const names[] = {
#define VOCAB_ELEMENT(id, zh, en, content, about_zh, about_en) en,
#include "model/records.def"
        [ELEMENT_OF_P] = "p",
    };
    static const unsigned char elements[RECORDS] = {
#define RECORD_STRUCT(id, tag) ELEMENT_OF_##id,
#include "model/records.def"
    };
    return names[elements[id]];
}

const struct record_field record_fields[FIELD_NONE] = {
#define RECORD_FIELD(owner, id, member, kind, use, zh, en, type, need, preset, about_zh, about_en) \
    {RECORD_##owner, FIELD_IS_##kind, TEXT_##use, offsetof(record_##owner, member), en,            \
     NEED_##need,    #type,           preset},
#define RECORD_CONTENT(owner, id, member, kind, use)                                               \
    {RECORD_##owner,                                                                               \
     FIELD_IS_##kind,                                                                              \
     TEXT_##use,                                                                                   \
     offsetof(record_##owner, member),                                                             \
     NULL,                                                                                         \
     true,                                                                                         \
     "",                                                                                           \
     ""},
#include "model/records.def"
};

const struct record_marks record_marks[FIELD_NONE] = {
#define RECORD_SPLIT(field, marks, cell_marks) [FIELD_##field] = {LIST_##marks, LIST_##cell_marks},
#include "model/records.def"
};

const struct record_value record_values[] = {
#define VOCAB_VALUE(type, id, zh, en, means) {#type, zh, means},
#include "model/records.def"
    {"YES_NO", "是", true},
    {"YES_NO", "否", false},
    {"", NULL, 0},
};

const struct record_value *record_values_of(enum field_id field)
{
    const struct record_value *v = record_values;
    while (v->word && strcmp(v->type, record_fields[field].type) != 0)
        v++;
    return v;
}

const struct record_list record_lists[] = {
#define RECORD_LIST(owner, child, member)                                                          \
    {RECORD_##owner, RECORD_##child, offsetof(record_##owner, member),                             \
     offsetof(record_##child, next)},
#include "model/records.def"
    {.owner = RECORDS},
};

enum field_id record_first_field(enum record_id id)
{
    enum field_id field = 0;
    while (field < FIELD_NONE && record_fields[field].record != id)
        field++;
    return field;
}

enum field_id record_next_field(enum field_id field)
{
    enum field_id next = field + 1;
    bool same = next < FIELD_NONE && record_fields[next].record == record_fields[field].record;
    return same ? next : FIELD_NONE;
}

void *record_member(const void *record, enum field_id field)
{
    return (char *)(uintptr_t)record + record_fields[field].offset;
}

void *record_follow(const void *record, size_t offset)
{
    void *next;
    memcpy(&next, (const char *)record + offset, sizeof next);
    return next;
}

void record_append(void *owner, const struct record_list *list, void *child)
{
    char *place = (char *)owner + list->offset;
    for (void *before; (before = record_follow(place, 0));)
        place = (char *)before + list->next;
    memcpy(place, &child, sizeof child);
}

void record_people(enum record_id id, const void *record, record_person_visitor *visit,
                   void *context)
{
    struct record_person p = {.name = {0}};
    bool named = false;
    for (enum field_id f = record_first_field(id); f < FIELD_NONE; f = record_next_field(f)) {
        enum text_kind use = record_fields[f].use;
        if (use == TEXT_PERSON && named)
            visit(context, &p);
        if (use == TEXT_PERSON)
            p = (struct record_person){.name = *(struct text *)record_member(record, f)};
        else if (use == TEXT_POST)
            p.post = *(struct text *)record_member(record, f);
        else if (use == TEXT_PHONE)
            p.phone = *(struct text *)record_member(record, f);
        named = named || use == TEXT_PERSON;
    }
    if (named)
        visit(context, &p);
    for (const struct record_list *l = record_lists; l->owner < RECORDS; l++) {
        const void *child = l->owner == id ? record_follow(record, l->offset) : NULL;
        for (; child; child = record_follow(child, l->next))
            record_people(l->child, child, visit, context);
    }
}
