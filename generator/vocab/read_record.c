/*
 * The reader of records: task lists, vehicle plans, rosters and staff files, by the rows of
 * model/records.def. An element becomes its struct, attributes and text its members, children its
 * lists, as written: deadlines, and whoever is asked for, are for resolve/ to understand.
 */
#include <stddef.h>
#include <string.h>

#include "model/record.h"
#include "value/list.h"
#include "vocab/vocab_int.h"

/* ---- lists of names in one text ---- */

static struct task_unit *read_units(struct reader *r, struct text t, bool assists)
{
    struct task_unit *first = NULL, **last = &first;
    struct text name;
    for (size_t at = 0; list_next(t, LIST_NAMES, &at, &name); last = &(*last)->next) {
        *last = ARENA_NEW(r->arena, struct task_unit);
        (*last)->pos = text_pos(name, 0);
        (*last)->name = name;
        (*last)->assists = assists;
    }
    return first;
}

/* Elements that are several of a list at once. */
static void *read_responsible(struct reader *r, const struct node *n)
{
    return read_units(r, space_element_text(r->arena, n),
                      read_attr_choice(n, ATTR_RESPONSIBLE_ASSISTS));
}

static void *read_member_units(struct reader *r, const struct node *n)
{
    struct text all = space_element_text(r->arena, n), name;
    struct text_item *first = NULL, **last = &first;
    for (size_t at = 0; list_next(all, LIST_UNITS, &at, &name); last = &(*last)->next) {
        *last = ARENA_NEW(r->arena, struct text_item);
        (*last)->text = name;
    }
    return first;
}

/* ---- fields ---- */

static void read_reference_by(struct reader *r, const struct node *n, enum attr_id id,
                              struct staff_reference *who, struct text *by)
{
    const struct attr *attr = table_given(n, id);
    if (!attr)
        return;
    who->pos = attr->value_pos;
    *by = read_attr_text(r, n, id);
}

static void read_field_of(struct reader *r, const struct node *n, enum attr_id id, void *member,
                          enum field_kind kind)
{
    switch (kind) {
    case FIELD_IS_TEXT:
        if (table_given(n, id) || *table_attr[id].preset)
            *(struct text *)member = read_attr_or_preset(r, n, id);
        break;
    case FIELD_IS_WORD:
        *(struct text *)member = read_attr_value_name(r, n, id);
        break;
    case FIELD_IS_DATE:
        *(struct date *)member = read_attr_date(r, n, id);
        break;
    case FIELD_IS_COUNT:
        *(int *)member = numeral_value(read_attr_or_preset(r, n, id));
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
        *(struct task_unit **)member = read_units(r, read_attr_text(r, n, id), false);
        break;
    case FIELD_IS_INLINES:
        break;
    }
}

static const unsigned short attr_fields[ATTR_END] = {
#define RECORD_FIELD(owner, id, member, kind, zh, en, type, need, preset, about_zh, about_en)      \
    [ATTR_##owner##_##id] = FIELD_##owner##_##id + 1,
#include "model/records.def"
};

static const unsigned short text_fields[EL_END] = {
#define RECORD_CONTENT(owner, id, member, kind) [EL_##owner] = FIELD_##owner##_##id + 1,
#include "model/records.def"
};

void read_record_fields(struct reader *r, const struct node *n, void *record)
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
        *(struct inline_item **)member = inline_read(r, n);
    else
        *(struct text *)member = space_element_text(r->arena, n);
}

/* ---- lists ---- */

static const size_t sizes[EL_END] = {
#define RECORD_STRUCT(id, tag) [EL_##id] = sizeof(struct tag),
#include "model/records.def"
};

typedef struct text_item record_MEMBER_UNITS;

static const struct list_row {
    enum element_id owner, child;
    size_t offset, next;
} lists[] = {
#define RECORD_LIST(owner, child, member)                                                          \
    {EL_##owner, EL_##child, offsetof(record_##owner, member), offsetof(record_##child, next)},
#include "model/records.def"
    {EL_NONE, EL_NONE, 0, 0},
};

static void *(*const read_several[EL_END])(struct reader *, const struct node *) = {
    [EL_RESPONSIBLE] = read_responsible,
    [EL_MEMBER_UNITS] = read_member_units,
};

/* The place of a pointer to a record, whose type only its list knows. */
static void *follow(const char *place)
{
    void *record;
    memcpy(&record, place, sizeof record);
    return record;
}

static void read_list(struct reader *r, const struct node *n, const struct list_row *list,
                      char *last)
{
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        if (k->id != list->child)
            continue;
        void *record = read_several[k->id] ? read_several[k->id](r, k) : read_record(r, k);
        memcpy(last, &record, sizeof record);
        while (follow(last))
            last = (char *)follow(last) + list->next;
    }
}

void *read_record(struct reader *r, const struct node *n)
{
    char *record = arena_alloc(r->arena, sizes[n->id]);
    memcpy(record, &n->pos, sizeof n->pos);
    read_record_fields(r, n, record);
    for (const struct list_row *list = lists; list->owner; list++)
        if (list->owner == n->id)
            read_list(r, n, list, record + list->offset);
    return record;
}

/* ---- blocks ---- */

void read_record_block(struct reader *r, const struct node *n)
{
    static const struct {
        enum block_kind kind;
        size_t offset;
    } blocks[EL_END] = {
        [EL_TASK_LIST] = {BLOCK_TASK_LIST, offsetof(struct block, tasks)},
        [EL_TASK_INDEX] = {BLOCK_TASK_INDEX, offsetof(struct block, index)},
        [EL_VEHICLES] = {BLOCK_VEHICLES, offsetof(struct block, vehicles)},
        [EL_ROSTER] = {BLOCK_ROSTER, offsetof(struct block, roster)},
        [EL_OFFICE] = {BLOCK_OFFICE, offsetof(struct block, roster)},
        [EL_TEAMS] = {BLOCK_TEAMS, offsetof(struct block, teams)},
    };
    void *record = read_record(r, n);
    struct block *block = read_add_block(r, n, blocks[n->id].kind);
    memcpy((char *)block + blocks[n->id].offset, &record, sizeof record);
}

/* ---- staff files ---- */

/* Units and posts hold what belongs to them; the lists are the file's. Units in units go no deeper
 * than the validator allows. */
static void read_staff(struct reader *r, const struct node *n, const struct staff_unit *unit,
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
    if (!check_tree(tree, EL_STAFF, d))
        return NULL;
    struct reader r = {.arena = a, .staff = staff_records_new(a, tree->root->pos)};
    read_staff(&r, tree->root, NULL, NULL);
    return r.staff;
}
