/*
 * The rows of records.def as data: for whoever reads, binds or shows records without knowing them
 * one by one.
 */
#ifndef HONGTOU_MODEL_RECORD_H
#define HONGTOU_MODEL_RECORD_H

#include "model/staff.h"

enum record_id {
#define RECORD_STRUCT(id, tag) RECORD_##id,
#include "model/records.def"
    RECORDS /* how many there are */
};

/* record_VEHICLE is struct vehicle. */
#define RECORD_STRUCT(id, tag) typedef struct tag record_##id;
#include "model/records.def"

/* What a member is, and so what it takes from an attribute or a cell. */
enum field_kind {
    FIELD_IS_TEXT,    /* struct text */
    FIELD_IS_WORD,    /* struct text: the Chinese name of one of the type's values */
    FIELD_IS_DATE,    /* struct date */
    FIELD_IS_COUNT,   /* int */
    FIELD_IS_FLAG,    /* bool: what a value of the type means */
    FIELD_IS_CHOICE,  /* an enum: so */
    FIELD_IS_POST,    /* struct staff_reference: by post */
    FIELD_IS_PERSON,  /* struct staff_reference: by person */
    FIELD_IS_UNITS,   /* a list of struct task_unit: names parted by marks */
    FIELD_IS_INLINES, /* what stands in a paragraph */
};

/* FIELD_VEHICLE_PLATE; those of a record stand together, in the order of their attributes. */
enum field_id {
#define RECORD_FIELD(owner, id, member, kind, zh, en, type, need, preset, about_zh, about_en)      \
    FIELD_##owner##_##id,
#define RECORD_CONTENT(owner, id, member, kind) FIELD_##owner##_##id,
#include "model/records.def"
    FIELD_NONE
};

struct record_field {
    enum record_id record;
    enum field_kind kind;
    size_t offset;    /* of its member */
    const char *name; /* of the attribute, English; NULL: the element's text */
    bool required;    /* the attribute */
};
extern const struct record_field record_fields[];

/* The member of a record. */
void *record_member(const void *record, enum field_id field);

#endif
