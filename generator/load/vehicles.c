/* A vehicle plan from rows, one a vehicle: an empty group means the one above; the people of a
 * vehicle stand in one cell, their posts in brackets. Further rows of the vehicle above, which may
 * leave out or repeat what was said of it, have more of its people. */
#include "load/diag.def"
#include "load/load_int.h"
#include "value/card.h"
#include "value/list.h"
#include "value/phone.h"

struct vehicle_reader {
    struct loader *loader;
    struct load_rows rows;
    struct vehicle_plan *plan;
    struct vehicle_group *group; /* the last ones, and where the next vehicle goes */
    struct vehicle *vehicle;     /* of that group; NULL: none yet */
    struct vehicle **next;
    struct interned groups;
};

static void add_passenger(struct vehicle_reader *v, struct text t, struct passenger **next)
{
    struct passenger *p = *next = ARENA_NEW(v->loader->arena, struct passenger);
    p->pos = text_pos(t, 0);
    if (name_with_post(t, &p->name, &p->post))
        return;
    diag(v->loader->diags, DIAG_R050, p->pos, text_utf8(v->loader->arena, t));
    v->loader->failed = true;
}

static void read_passengers(struct vehicle_reader *v, struct text t, struct passenger **next)
{
    struct text item;
    for (size_t at = 0; list_next(t, LIST_CELL, &at, &item);) {
        text_list people = list_people(v->loader->arena, item);
        for (size_t k = 0; k < people.n; k++) {
            add_passenger(v, people.v[k], next);
            next = &(*next)->next;
        }
    }
}

static void begin_group(struct vehicle_reader *v, struct text name, struct pos pos)
{
    bool fresh;
    intern(v->loader->arena, &v->groups, name, &fresh);
    if (!fresh)
        diag(v->loader->diags, DIAG_R052, pos, text_utf8(v->loader->arena, name));
    v->vehicle = NULL;
    struct vehicle_group **next = v->group ? &v->group->next : &v->plan->groups;
    v->group = *next = ARENA_NEW(v->loader->arena, struct vehicle_group);
    v->group->pos = pos;
    v->group->name = name;
    v->next = &v->group->vehicles;
}

/* The row's group; false: neither it nor one above names any. */
static bool place_row(struct vehicle_reader *v, size_t row)
{
    struct text name = load_text(&v->rows, row, COLUMN_VEHICLES_GROUP);
    struct pos pos = load_pos(&v->rows, row, COLUMN_VEHICLES_GROUP);
    if (v->rows.at[COLUMN_VEHICLES_GROUP] == SHEET_NONE) {
        if (!v->group)
            begin_group(v, name, pos);
        return true;
    }
    if (!name.n && !v->group) {
        diag(v->loader->diags, DIAG_R051, pos,
             load_cell_name(&v->rows, row, COLUMN_VEHICLES_GROUP));
        v->loader->failed = true;
        return false;
    }
    if (name.n && !(v->group && text_same(name, v->group->name)))
        begin_group(v, name, pos);
    return true;
}

/* It has people, and says nothing of its vehicle that was not said of the one above. */
static bool continues_vehicle(const struct vehicle_reader *reader, size_t row)
{
    struct text people = load_text(&reader->rows, row, COLUMN_VEHICLES_PASSENGERS);
    if (!reader->vehicle || !people.n)
        return false;
    for (enum load_column c = 0; c < LOAD_COLUMNS; c++) {
        enum field_id field = load_columns[c].field;
        if (field == FIELD_NONE || record_fields[field].record != RECORD_VEHICLE)
            continue;
        struct text said = load_text(&reader->rows, row, c);
        if (said.n && !text_same(said, *(struct text *)record_member(reader->vehicle, field)))
            return false;
    }
    return true;
}

static void begin_vehicle(struct vehicle_reader *reader, size_t row)
{
    struct vehicle *v = *reader->next = ARENA_NEW(reader->loader->arena, struct vehicle);
    reader->vehicle = v;
    reader->next = &v->next;
    v->pos = load_pos(&reader->rows, row, COLUMN_VEHICLES_NUMBER);
    load_record(&reader->rows, row, RECORD_VEHICLE, v);
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
    static const enum load_column columns[] = {COLUMN_VEHICLES_GROUP, COLUMN_VEHICLES_NUMBER,
                                               COLUMN_VEHICLES_PLATE};
    enum { COLUMNS = sizeof columns / sizeof *columns };
    const struct sheet_table *s = v->rows.sheet;
    for (size_t i = 0; i <= COLUMNS; i++) {
        size_t c = i < COLUMNS ? v->rows.at[columns[i]] : first_filled(s, row);
        if (c >= s->n_columns || load_sum_kind(sheet_cell(s, row, c)) == ROW_PLAIN)
            continue;
        diag(v->loader->diags, DIAG_R110, sheet_pos(s, row, c),
             text_utf8(v->loader->arena, sheet_text(s, s->arena, row, c)));
        return true;
    }
    return false;
}

static bool is_vehicle(struct vehicle_reader *v, size_t row)
{
    return !is_sum(v, row) && !load_passes_note(v->rows.sheet, row, v->loader->diags);
}

static void read_row(struct vehicle_reader *reader, size_t row)
{
    if (!continues_vehicle(reader, row))
        begin_vehicle(reader, row);
    struct passenger **next = &reader->vehicle->passengers;
    while (*next)
        next = &(*next)->next;
    read_passengers(reader, load_text(&reader->rows, row, COLUMN_VEHICLES_PASSENGERS), next);
}

/* ---- columns that hold something else than their heads say ---- */

static bool is_phone(struct loader *l, struct text t)
{
    (void)l;
    struct text one;
    for (size_t at = 0; list_next(t, LIST_PHONES, &at, &one);)
        if (!phone_callable(one))
            return false;
    return true;
}

static bool is_plate(struct loader *l, struct text t)
{
    return plate_is_valid(name_key(l->arena, t));
}

/* 7, 7座: no telephone. */
static bool is_seats(struct loader *l, struct text t)
{
    enum { MOST_DIGITS = 3 };
    struct text key = name_key(l->arena, t);
    size_t n = 0;
    while (n < key.n && key.cp[n] >= '0' && key.cp[n] <= '9')
        n++;
    return n > 0 && n <= MOST_DIGITS;
}

static const struct judged {
    enum load_column column;
    bool (*fits)(struct loader *l, struct text t);
} judged[] = {{COLUMN_VEHICLES_PLATE, is_plate},
              {COLUMN_VEHICLES_PHONE, is_phone},
              {COLUMN_VEHICLES_SEATS, is_seats},
              {COLUMN_VEHICLES_LIAISON_PHONE, is_phone}};

/* Most of at least two cells that are filled fail. */
static bool has_moved(struct loader *l, const struct load_rows *rows, const struct judged *j)
{
    enum { LEAST = 2 };
    size_t filled = 0, bad = 0, column = rows->at[j->column];
    if (column == SHEET_NONE)
        return false;
    for (size_t row = 0; row < rows->sheet->n_rows; row++) {
        struct text t = load_text(rows, row, j->column);
        filled += t.n > 0;
        bad += t.n > 0 && !j->fits(l, t);
    }
    if (bad < LEAST || 2 * bad <= filled)
        return false;
    diag(l->diags, DIAG_K047, sheet_head_pos(rows->sheet, column),
         load_columns[j->column].template.head, arena_printf(l->arena, "%zu", filled),
         arena_printf(l->arena, "%zu", bad));
    return true;
}

/* Where most rows fail, the columns have moved, and that is said once, not in each row. */
static bool columns_fit(struct loader *l, const struct load_rows *rows)
{
    bool moved = false;
    for (size_t i = 0; i < sizeof judged / sizeof *judged; i++)
        moved = has_moved(l, rows, &judged[i]) || moved;
    l->failed = l->failed || moved;
    return !moved;
}

void load_vehicles(struct loader *l, struct vehicle_plan *plan)
{
    struct vehicle_reader v = {.loader = l, .plan = plan};
    if (!load_open(&v.rows, l, &plan->source, LOAD_VEHICLES) || !columns_fit(l, &v.rows))
        return;
    for (size_t row = 0; row < v.rows.sheet->n_rows; row++)
        if (is_vehicle(&v, row) && place_row(&v, row))
            read_row(&v, row);
}
