/*
 * The reader of records: task lists, vehicle plans, rosters and staff files, by the rows of
 * model/records.def. An element becomes its struct, attributes and text its members, children its
 * lists, as written: deadlines, and whoever is asked for, are for resolve/ to understand.
 */
#include <stddef.h>
#include <string.h>

#include "model/record.h"
#include "value/list.h"
#include "value/number.h"
#include "vocab/vocab_int.h"

/* ---- lists of names in one text ---- */

/* Elements that are several of a list at once. */
static struct task_unit *read_responsible(struct node_reader *r, const struct node *n)
{
    enum unit_role role = read_attr_choice(n, ATTR_RESPONSIBLE_ROLE);
    bool assists = read_attr_choice(n, ATTR_RESPONSIBLE_ASSISTS);
    return task_units_of(r->arena, space_element_text(r->arena, n),
                         record_marks[FIELD_RESPONSIBLE_NAME].typed, assists ? UNIT_ASSISTS : role);
}

static struct text_item *read_member_units(struct node_reader *r, const struct node *n)
{
    struct text all = space_element_text(r->arena, n), name;
    struct text_item *first = NULL, **last = &first;
    for (size_t at = 0; list_next(all, record_marks[FIELD_MEMBER_UNITS_NAME].typed, &at, &name);
         last = &(*last)->next) {
        *last = ARENA_NEW(r->arena, struct text_item);
        (*last)->text = name;
    }
    return first;
}

/* ---- fields ---- */

static void read_reference_by(struct node_reader *r, const struct node *n, enum attr_id id,
                              struct staff_reference *who, struct text *by)
{
    const struct attr *attr = table_given(n, id);
    if (!attr)
        return;
    who->pos = attr->value_pos;
    *by = read_attr_text(r, n, id);
}

static void read_field_of(struct node_reader *r, const struct node *n, enum attr_id id,
                          void *member, enum field_kind kind)
{
    switch (kind) {
    case FIELD_IS_TEXT:
    case FIELD_IS_DEADLINE:
        if (table_given(n, id) || *table_attr[id].preset)
            *(struct text *)member = read_attr_or_preset(r, n, id);
        if (table_given(n, id) && !((struct text *)member)->n) /* "": given, and nothing */
            ((struct text *)member)->src = n->pos.src;
        break;
    case FIELD_IS_WORD:
        *(struct text *)member = read_attr_value_name(r, n, id);
        break;
    case FIELD_IS_DATE:
        *(struct date *)member = read_attr_date(r, n, id);
        break;
    case FIELD_IS_COUNT:
        number_digits(read_attr_or_preset(r, n, id), 0, NUMBER_DIGITS, member);
        break;
    case FIELD_IS_LENGTH:
        *(len_t *)member = read_attr_millimetres(r, n, id);
        break;
    case FIELD_IS_FLAG:
        *(bool *)member = read_attr_choice(n, id);
        break;
    case FIELD_IS_CHOICE:
        *(int *)member = (int)read_attr_choice(n, id);
        break;
    case FIELD_IS_POST:
        read_reference_by(r, n, id, member, &((struct staff_reference *)member)->post);
        break;
    case FIELD_IS_PERSON:
        read_reference_by(r, n, id, member, &((struct staff_reference *)member)->person);
        break;
    case FIELD_IS_UNITS:
        *(struct task_unit **)member =
            task_units_of(r->arena, read_attr_text(r, n, id),
                          record_marks[FIELD_MEASURE_RESPONSIBLE].typed, UNIT_PLAIN);
        break;
    case FIELD_IS_INLINES:
        break;
    }
}

/* The field that an attribute or an element's text fills, counted from 1. */
static const unsigned short attr_fields[ATTR_END] = {
#define RECORD_FIELD(owner, id, member, kind, use, zh, en, type, need, preset, about_zh, about_en) \
    [ATTR_##owner##_##id] = FIELD_##owner##_##id + 1,
#include "model/records.def"
};
static const unsigned short text_fields[EL_END] = {
#define RECORD_CONTENT(owner, id, member, kind, use) [EL_##owner] = FIELD_##owner##_##id + 1,
#include "model/records.def"
};

static void read_record_fields(struct node_reader *r, const struct node *n, void *record)
{
    for (const struct attr_row *row = table_attrs(n->id); row->owner == n->id; row++) {
        enum attr_id id = (enum attr_id)(row - table_attr);
        if (!attr_fields[id])
            continue;
        enum field_id field = (enum field_id)(attr_fields[id] - 1);
        read_field_of(r, n, id, record_member(record, field), record_fields[field].kind);
    }
    if (!text_fields[n->id])
        return;
    enum field_id field = (enum field_id)(text_fields[n->id] - 1);
    void *member = record_member(record, field);
    if (record_fields[field].kind == FIELD_IS_INLINES)
        *(struct inline_item **)member = read_inlines(r, n);
    else
        *(struct text *)member = space_element_text(r->arena, n);
}

/* ---- lists ---- */

static const enum element_id elements[RECORDS] = {
#define RECORD_STRUCT(id, tag) EL_##id,
#include "model/records.def"
};

/* A pointer of whatever type at a place. */
static void put(char *place, const void *record)
{
    memcpy(place, &record, sizeof record);
}

static void read_list(struct node_reader *r, const struct node *n, const struct record_list *list,
                      char *last)
{
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        if (k->id != elements[list->child])
            continue;
        put(last, k->id == EL_RESPONSIBLE    ? read_responsible(r, k)
                  : k->id == EL_MEMBER_UNITS ? read_member_units(r, k)
                                             : read_record(r, k, list->child));
        for (void *record; (record = record_follow(last, 0));)
            last = (char *)record + list->next;
    }
}

void *read_record(struct node_reader *r, const struct node *n, enum record_id id)
{
    char *record = arena_alloc(r->arena, record_sizes[id]);
    memcpy(record, &n->pos, sizeof n->pos);
    read_record_fields(r, n, record);
    for (const struct record_list *list = record_lists; list->owner < RECORDS; list++)
        if (list->owner == id)
            read_list(r, n, list, record + list->offset);
    return record;
}

/* ---- staff files ---- */

/* Units and posts hold what belongs to them; the lists are the file's. Units in units go no deeper
 * than the validator allows. */
static void read_staff(struct node_reader *r, const struct node *n, const struct staff_unit *unit,
                       const struct staff_post *post)
{
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        if (k->id == EL_ORGANIZATION) {
            struct staff_unit *u = staff_add_unit(r->staff, k->pos);
            read_record_fields(r, k, u);
            u->within = unit;
            read_staff(r, k, u, NULL);
        } else if (k->id == EL_POST) {
            struct staff_post *p = staff_add_post(r->staff, k->pos);
            read_record_fields(r, k, p);
            p->within = unit;
            read_staff(r, k, unit, p);
        } else if (k->id == EL_PERSON) {
            read_record_fields(r, k, staff_add_person(r->staff, k->pos));
        } else {
            struct staff_tenure *t = staff_add_tenure(r->staff, k->pos);
            read_record_fields(r, k, t);
            t->within = post;
        }
    }
}

struct staff_records *vocab_read_staff(struct arena *a, struct tree *tree, struct diags *d)
{
    if (!validate_tree(tree, EL_STAFF, d))
        return NULL;
    struct node_reader r = {.arena = a, .staff = staff_records_new(a, tree->root->pos)};
    read_staff(&r, tree->root, NULL, NULL);
    return r.staff;
}
