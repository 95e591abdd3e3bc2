/*
 * The rows of records.def as data: for whoever reads, binds, shows or walks records without knowing
 * them one by one.
 */
#ifndef HONGTOU_MODEL_RECORD_H
#define HONGTOU_MODEL_RECORD_H

#include "model/staff.h"
#include "model/visit.h"
#include "value/list.h"

enum record_id {
#define RECORD_STRUCT(id, tag) RECORD_##id,
#include "model/records.def"
    RECORDS /* how many there are */
};

/* record_VEHICLE is struct vehicle. */
#define RECORD_STRUCT(id, tag) typedef struct tag record_##id;
#include "model/records.def"

extern const size_t record_sizes[RECORDS];
/* Of its element, English. */
const char *record_name(enum record_id id);

/* ---- fields ---- */

/* What a member is, and so what it takes from an attribute or a cell. */
enum field_kind {
    FIELD_IS_TEXT,     /* struct text */
    FIELD_IS_WORD,     /* struct text: the Chinese name of one of the type's values */
    FIELD_IS_DEADLINE, /* struct deadline, which begins with its text */
    FIELD_IS_DATE,     /* struct date */
    FIELD_IS_COUNT,    /* int */
    FIELD_IS_LENGTH,   /* len_t, of millimetres */
    FIELD_IS_FLAG,     /* bool: what a value of the type means */
    FIELD_IS_CHOICE,   /* an enum: so */
    FIELD_IS_POST,     /* struct staff_reference: by post */
    FIELD_IS_PERSON,   /* struct staff_reference: by person */
    FIELD_IS_UNITS,    /* a list of struct task_unit: names parted by marks */
    FIELD_IS_INLINES,  /* what stands in a paragraph */
};

/* FIELD_VEHICLE_PLATE; those of a record stand together, in the order of the rows. */
enum field_id {
#define RECORD_FIELD(owner, id, member, kind, use, zh, en, type, need, preset, about_zh, about_en) \
    FIELD_##owner##_##id,
#define RECORD_CONTENT(owner, id, member, kind, use) FIELD_##owner##_##id,
#include "model/records.def"
    FIELD_NONE /* how many there are */
};

struct record_field {
    enum record_id record;
    enum field_kind kind;
    enum text_kind use;
    size_t offset;    /* of its member */
    const char *name; /* of the attribute, English; NULL: the element's text */
    bool required;
    const char *type, *preset; /* of the attribute */
};
extern const struct record_field record_fields[FIELD_NONE];

/* The marks that part the items of a field that is a list; LIST_NONE: it is none. */
struct record_marks {
    enum list_marks typed, cell; /* in an attribute or a text; in a cell */
};
extern const struct record_marks record_marks[FIELD_NONE];

/* What a field of an enumerated type may say, and what that means; those of a type stand together.
 */
struct record_value {
    const char *type, *word; /* word NULL: the end */
    unsigned means;
};
extern const struct record_value record_values[];
/* The first value of a field's type. */
const struct record_value *record_values_of(enum field_id field);

/* The first field of a record; its next one, FIELD_NONE: that was the last. */
enum field_id record_first_field(enum record_id id);
enum field_id record_next_field(enum field_id field);

void *record_member(const void *record, enum field_id field);

/* ---- lists ---- */

struct record_list {
    enum record_id owner, child;
    size_t offset, next; /* of the list in its owner, and of its rest in each child */
};
extern const struct record_list record_lists[]; /* ends in an owner RECORDS */

/* The pointer at an offset: to a record, or NULL. */
void *record_follow(const void *record, size_t offset);

/* Puts a child behind those that the owner has. */
void record_append(void *owner, const struct record_list *list, void *child);

/* ---- people ---- */

/* Everybody in a record and in what it lists: who is typed as a TEXT_PERSON, with the TEXT_POST and
 * the TEXT_PHONE that follow. A telephone may be given without a name. */
void record_people(enum record_id id, const void *record, record_person_visitor *visit,
                   void *context);

#endif
