/* A vehicle plan from rows, one a vehicle: an empty group means the one above; the people of a
 * vehicle stand in one cell, their posts in brackets. Further rows of the vehicle above, which may
 * leave out or repeat what was said of it, have more of its people. */
#include <string.h>

#include "resolve/books_int.h"
#include "resolve/diag.def"
#include "resolve/file_rows.h"
#include "resolve/plans_int.h"
#include "value/list.h"

struct vehicle_reader {
    struct resolver *r;
    struct source_rows rows;
    struct vehicle_plan *plan;
    struct vehicle_group *group; /* the last ones, and where the next vehicle goes */
    struct vehicle *vehicle;     /* of that group; NULL: none yet */
    struct vehicle **next;
    struct interned groups;
};

static void add_passenger(struct vehicle_reader *v, struct text t, struct passenger **next)
{
    struct passenger *p = *next = ARENA_NEW(v->r->arena, struct passenger);
    p->pos = text_pos(t, 0);
    if (name_with_post(t, &p->name, &p->post))
        return;
    diag(v->r->diags, DIAG_R050, p->pos, text_utf8(v->r->arena, t));
    v->r->failed = true;
}

static void read_passengers(struct vehicle_reader *v, struct text t, struct passenger **next)
{
    struct text item;
    for (size_t at = 0; list_next(t, LIST_CELL, &at, &item);) {
        text_list people = list_people(v->r->arena, item);
        for (size_t k = 0; k < people.n; k++) {
            add_passenger(v, people.v[k], next);
            next = &(*next)->next;
        }
    }
}

static void begin_group(struct vehicle_reader *v, struct text name, struct pos pos)
{
    bool fresh;
    intern(v->r->arena, &v->groups, name, &fresh);
    if (!fresh)
        diag(v->r->diags, DIAG_R052, pos, text_utf8(v->r->arena, name));
    v->vehicle = NULL;
    struct vehicle_group **next = v->group ? &v->group->next : &v->plan->groups;
    v->group = *next = ARENA_NEW(v->r->arena, struct vehicle_group);
    v->group->pos = pos;
    v->group->name = name;
    v->next = &v->group->vehicles;
}

/* The row's group; false: neither it nor one above names any. */
static bool place_row(struct vehicle_reader *v, size_t row)
{
    struct text name = source_text(&v->rows, row, VEHICLES_GROUP);
    struct pos pos = source_pos(&v->rows, row, VEHICLES_GROUP);
    if (v->rows.columns[VEHICLES_GROUP] == SHEET_NONE) {
        if (!v->group)
            begin_group(v, name, pos);
        return true;
    }
    if (!name.n && !v->group) {
        diag(v->r->diags, DIAG_R051, pos, source_cell_name(&v->rows, row, VEHICLES_GROUP));
        v->r->failed = true;
        return false;
    }
    if (name.n && !(v->group && text_same(name, v->group->name)))
        begin_group(v, name, pos);
    return true;
}

enum { FIELDS = 10 };

struct field {
    size_t column;
    struct text *text;
};

/* What a row says of a vehicle but for its people. */
static void fields_of(struct vehicle *v, struct field fields[FIELDS])
{
    const struct field all[FIELDS] = {
        {VEHICLES_NUMBER, &v->number},   {VEHICLES_PLATE, &v->plate},
        {VEHICLES_DRIVER, &v->driver},   {VEHICLES_PHONE, &v->phone},
        {VEHICLES_TYPE, &v->type},       {VEHICLES_SEATS, &v->seats},
        {VEHICLES_LIAISON, &v->liaison}, {VEHICLES_LIAISON_PHONE, &v->liaison_phone},
        {VEHICLES_ROUTE, &v->route},     {VEHICLES_REMARK, &v->remark},
    };
    memcpy(fields, all, sizeof all);
}

/* It has people, and says nothing of its vehicle that was not said of the one above. */
static bool continues_vehicle(const struct vehicle_reader *reader, size_t row)
{
    struct field fields[FIELDS];
    struct text people = source_text(&reader->rows, row, VEHICLES_PASSENGERS);
    if (!reader->vehicle || !people.n)
        return false;
    fields_of(reader->vehicle, fields);
    for (size_t i = 0; i < FIELDS; i++) {
        struct text said = source_text(&reader->rows, row, fields[i].column);
        if (said.n && !text_same(said, *fields[i].text))
            return false;
    }
    return true;
}

static void begin_vehicle(struct vehicle_reader *reader, size_t row)
{
    struct vehicle *v = *reader->next = ARENA_NEW(reader->r->arena, struct vehicle);
    struct field fields[FIELDS];
    reader->vehicle = v;
    reader->next = &v->next;
    v->pos = source_pos(&reader->rows, row, VEHICLES_NUMBER);
    fields_of(v, fields);
    for (size_t i = 0; i < FIELDS; i++)
        *fields[i].text = source_text(&reader->rows, row, fields[i].column);
}

/* The row's first cell that is not empty, or n_columns. */
static size_t first_filled(const struct sheet_table *s, size_t row)
{
    size_t c = 0;
    while (c < s->n_columns && !sheet_cell(s, row, c).n)
        c++;
    return c;
}

/* 合计 below the vehicles is none of them: it begins the row, or stands in one of its first
 * columns.
 */
static bool is_sum(struct vehicle_reader *v, size_t row)
{
    static const size_t columns[] = {VEHICLES_GROUP, VEHICLES_NUMBER, VEHICLES_PLATE};
    enum { COLUMNS = sizeof columns / sizeof *columns };
    const struct sheet_table *s = v->rows.sheet;
    for (size_t i = 0; i <= COLUMNS; i++) {
        size_t c = i < COLUMNS ? v->rows.columns[columns[i]] : first_filled(s, row);
        if (c >= s->n_columns || file_sum_kind(sheet_cell(s, row, c)) == ROW_PLAIN)
            continue;
        diag(v->r->diags, DIAG_R110, sheet_pos(s, row, c),
             text_utf8(v->r->arena, sheet_text(s, s->arena, row, c)));
        return true;
    }
    return false;
}

static bool is_vehicle(struct vehicle_reader *v, size_t row)
{
    return !is_sum(v, row) && !file_passes_note(v->rows.sheet, row, v->r->diags);
}

static void read_row(struct vehicle_reader *reader, size_t row)
{
    if (!continues_vehicle(reader, row))
        begin_vehicle(reader, row);
    struct passenger **next = &reader->vehicle->passengers;
    while (*next)
        next = &(*next)->next;
    read_passengers(reader, source_text(&reader->rows, row, VEHICLES_PASSENGERS), next);
}

void vehicles_read_source(struct resolver *r, struct vehicle_plan *plan)
{
    struct vehicle_reader v = {.r = r, .plan = plan};
    if (!plan->source.file.n || !source_bind(r, &plan->source, book_of(BOOK_VEHICLES), &v.rows))
        return;
    if (!vehicles_columns_fit(r, &v.rows))
        return;
    for (size_t row = 0; row < v.rows.sheet->n_rows; row++)
        if (is_vehicle(&v, row) && place_row(&v, row))
            read_row(&v, row);
}
