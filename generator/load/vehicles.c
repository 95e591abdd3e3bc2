/* A vehicle plan from rows, one a vehicle: an empty group means the one above; the people of a
 * vehicle stand in one cell, with posts, telephones and free words (value/people.h). Further rows
 * of the vehicle above, which may leave out or repeat what was said of it, have more of its people.
 */
#include "base/utf8.h"
#include "load/diag.def"
#include "load/load_int.h"
#include "value/entry.h"
#include "value/number.h"
#include "value/people.h"

/* What a 合计 may say. */
struct vehicle_sum {
    int vehicles, seats;
};

struct vehicle_reader {
    struct loader *loader;
    struct load_rows rows;
    struct vehicle_plan *plan;
    struct vehicle_group *group; /* the last ones, and where the next vehicle goes */
    struct vehicle *vehicle;     /* of that group; NULL: none yet */
    size_t first;                /* its first row */
    struct vehicle **next;
    struct interned groups;
    const struct vehicle_group *own; /* what the document says of groups */
    struct vehicle_sum all, sheet, part; /* of the rows read; of this sheet's; since the last 小计 */
};

/* ---- people ---- */

/* The column of a record of people that says so much of them; LOAD_COLUMNS: there is none. */
static enum load_column column_of(enum record_id id, enum text_kind use)
{
    enum load_column c = 0;
    while (c < LOAD_COLUMNS && (load_columns[c].field == FIELD_NONE ||
                                record_fields[load_columns[c].field].use != use ||
                                record_fields[load_columns[c].field].record != id))
        c++;
    return c;
}

static enum list_marks marks_of(enum load_column column)
{
    return record_marks[load_columns[column].field].cell;
}

/* What a cell says of so many people, one item for each; nothing of any when it is empty. What it
 * says of one alone is not split. An error when the numbers differ. */
static text_list split_beside(const struct vehicle_reader *v, size_t row, enum load_column column,
                              size_t people)
{
    struct arena *a = v->loader->arena;
    struct text cell = column < LOAD_COLUMNS ? load_text(&v->rows, row, column) : (struct text){0},
                item;
    text_list items = {0};
    if (people == 1 && cell.n)
        VEC_PUSH(a, &items, cell);
    for (size_t at = 0; cell.n && people != 1 && list_next(cell, marks_of(column), &at, &item);)
        VEC_PUSH(a, &items, item);
    if (items.n && items.n != people) {
        diag(v->loader->diags, DIAG_R054, load_pos(&v->rows, row, column),
             load_cell_name(&v->rows, row, column), load_columns[column].template.head,
             arena_printf(a, "%zu", items.n), arena_printf(a, "%zu", people));
        v->loader->failed = true;
        items.n = 0;
    }
    return items;
}

static void set_text(void *record, enum record_id id, enum text_kind use, struct text t)
{
    for (enum field_id f = record_first_field(id); f < FIELD_NONE; f = record_next_field(f))
        if (record_fields[f].use == use)
            *(struct text *)record_member(record, f) = t;
}

static void report_person(struct vehicle_reader *v, const struct diag_code *code,
                          struct text person, const char *post)
{
    diag(v->loader->diags, code, text_pos(person, 0), text_utf8(v->loader->arena, person), post);
    v->loader->failed = true;
}

static void add_person(struct vehicle_reader *v, const struct record_list *list, struct text name,
                       struct text post, struct text phone)
{
    void *record = arena_alloc(v->loader->arena, record_sizes[list->child]);
    *(struct pos *)record = text_pos(name.n ? name : post.n ? post : phone, 0);
    set_text(record, list->child, TEXT_PERSON, name);
    set_text(record, list->child, TEXT_POST, post);
    set_text(record, list->child, TEXT_PHONE, phone);
    record_append(v->vehicle, list, record);
}

/* Everybody in a cell; what is not understood is reported, and left out. */
static person_list people_of(struct vehicle_reader *v, struct text cell)
{
    const struct diag_code *const codes[] = {
        [PEOPLE_UNCLEAR] = DIAG_R050, [PEOPLE_STRAY_PHONE] = DIAG_R056};
    person_list people = people_read(v->loader->arena, cell);
    for (size_t i = 0; i < people.n; i++)
        if (people.v[i].fault)
            report_person(v, codes[people.v[i].fault], people.v[i].typed, NULL);
    return people;
}

/* People with posts. Columns of posts and of telephones may stand beside. */
static void read_people(struct vehicle_reader *v, size_t row, const struct record_list *list,
                        person_list people)
{
    text_list posts = split_beside(v, row, column_of(list->child, TEXT_POST), people.n);
    text_list phones = split_beside(v, row, column_of(list->child, TEXT_PHONE), people.n);
    for (size_t i = 0; i < people.n; i++) {
        const struct person *p = &people.v[i];
        struct text name = p->name, post = p->post, phone = p->phone;
        if (posts.n && !name.n) { /* words have their post beside */
            name = post;
            post.n = 0;
        }
        if (posts.n && post.n && !text_same(posts.v[i], post))
            report_person(v, DIAG_R055, p->typed, text_utf8(v->loader->arena, posts.v[i]));
        if (phones.n && phone.n && !text_same(phones.v[i], phone))
            report_person(v, DIAG_R057, p->typed, text_utf8(v->loader->arena, phones.v[i]));
        add_person(v, list, name, posts.n ? posts.v[i] : post, phones.n ? phones.v[i] : phone);
    }
}

/* People with no more than a telephone, in the column beside or behind their names. What does not
 * pair stays as it was written: the one telephone of two people. */
static void read_contacts(struct vehicle_reader *v, size_t row, const struct record_list *list,
                          person_list people, struct text cell)
{
    enum load_column column = column_of(list->child, TEXT_PHONE);
    struct text all = column < LOAD_COLUMNS ? load_text(&v->rows, row, column) : (struct text){0},
                phone;
    text_list phones = {0};
    for (size_t at = 0; all.n && list_next(all, marks_of(column), &at, &phone);)
        VEC_PUSH(v->loader->arena, &phones, phone);
    if (all.n && (people.n < 2 || phones.n != people.n)) {
        add_person(v, list, cell, (struct text){0}, all);
        return;
    }
    for (size_t i = 0; i < people.n; i++)
        add_person(v, list, people.v[i].typed, (struct text){0},
                   all.n ? phones.v[i] : people.v[i].phone);
}

static bool has_posts(enum record_id id)
{
    enum field_id f = record_first_field(id);
    while (f < FIELD_NONE && record_fields[f].use != TEXT_POST)
        f = record_next_field(f);
    return f < FIELD_NONE;
}

/* Adds the row's people to a list of the vehicle. */
static void read_list(struct vehicle_reader *v, size_t row, const struct record_list *list)
{
    enum load_column column = column_of(list->child, TEXT_PERSON);
    if (column == LOAD_COLUMNS)
        return;
    struct text cell = load_text(&v->rows, row, column);
    person_list people = people_of(v, cell);
    if (has_posts(list->child))
        read_people(v, row, list, people);
    else
        read_contacts(v, row, list, people, cell);
}

/* ---- vehicles ---- */

/* As the document has it, or a plain one. */
static struct vehicle_group *new_group(struct vehicle_reader *v, struct text name)
{
    struct vehicle_group *group = ARENA_NEW(v->loader->arena, struct vehicle_group);
    const struct vehicle_group *own = v->own;
    while (own &&
           !text_same(name_key(v->loader->arena, own->name), name_key(v->loader->arena, name)))
        own = own->next;
    *group = own ? *own : (struct vehicle_group){.headed = true};
    group->name = name;
    group->next = NULL;
    return group;
}

static void begin_group(struct vehicle_reader *v, struct text name, struct pos pos)
{
    bool fresh;
    name_intern(v->loader->arena, &v->groups, name_key(v->loader->arena, name), &fresh);
    if (!fresh)
        diag(v->loader->diags, DIAG_R052, pos, text_utf8(v->loader->arena, name));
    v->vehicle = NULL;
    struct vehicle_group **next = v->group ? &v->group->next : &v->plan->groups;
    v->group = *next = new_group(v, name);
    v->group->pos = pos;
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

/* It has passengers, and says nothing of its vehicle that was not said in the vehicle's first row.
 */
static bool continues_vehicle(const struct vehicle_reader *reader, size_t row)
{
    bool passengers = false;
    for (enum load_column c = 0; c < LOAD_COLUMNS && reader->vehicle; c++) {
        enum field_id field = load_columns[c].field;
        if (load_columns[c].sheet != LOAD_VEHICLES || field == FIELD_VEHICLE_GROUP_NAME)
            continue;
        struct text said = load_text(&reader->rows, row, c);
        if (record_fields[field].record == RECORD_PASSENGER)
            passengers = passengers || said.n;
        else if (said.n && !text_same(said, load_text(&reader->rows, reader->first, c)))
            return false;
    }
    return passengers;
}

/* The cell's lines stand below the vehicle's heading, each as it is. */
static void read_lines(const struct vehicle_reader *reader, size_t row, struct vehicle_line **next)
{
    struct text cell = load_text(&reader->rows, row, COLUMN_VEHICLES_LINE);
    for (size_t from = 0, to; from < cell.n; from = to + 1) {
        for (to = from; to < cell.n && cell.cp[to] != TEXT_BREAK;)
            to++;
        struct text line = text_trimmed(text_part(cell, from, to));
        if (!line.n)
            continue;
        *next = ARENA_NEW(reader->loader->arena, struct vehicle_line);
        **next = (struct vehicle_line){.pos = text_pos(line, 0), .text = line};
        next = &(*next)->next;
    }
}

static void begin_vehicle(struct vehicle_reader *reader, size_t row)
{
    struct vehicle *v = *reader->next = ARENA_NEW(reader->loader->arena, struct vehicle);
    reader->vehicle = v;
    reader->first = row;
    reader->next = &v->next;
    v->pos = load_pos(&reader->rows, row, COLUMN_VEHICLES_NUMBER);
    load_record(&reader->rows, row, RECORD_VEHICLE, v);
    read_lines(reader, row, &v->lines);
    int seats = 0;
    number_digits(name_key(reader->loader->arena, v->seats), 0, NUMBER_DIGITS, &seats);
    struct vehicle_sum *const sums[] = {&reader->all, &reader->sheet, &reader->part};
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
        sums[i]->vehicles++;
        sums[i]->seats += seats;
    }
}

/* The row's first cell that is not empty, or n_columns. */
static size_t first_filled(const struct sheet_table *s, size_t row)
{
    size_t c = 0;
    while (c < s->n_columns && !sheet_cell(s, row, c).n)
        c++;
    return c;
}

/* What a sum says must be so: 15辆, or a figure in the column of seats. */
static void check_sum(struct vehicle_reader *v, size_t row, struct vehicle_sum sum)
{
    struct arena *a = v->loader->arena;
    const struct sheet_table *s = v->rows.sheet;
    for (size_t c = 0; c < s->n_columns; c++) {
        struct text cell = sheet_text(s, s->arena, row, c), key = name_key(a, cell);
        int said, is;
        size_t n = number_digits(key, 0, NUMBER_DIGITS, &said);
        struct text unit = text_part(key, n, key.n);
        if (n && c == v->rows.at[COLUMN_VEHICLES_SEATS] &&
            (!unit.n || text_equals(unit, "座") || text_equals(unit, "个")))
            is = sum.seats;
        else if (n &&
                 (text_equals(unit, "辆") || text_equals(unit, "台") || text_equals(unit, "辆车")))
            is = sum.vehicles;
        else
            continue;
        if (said != is)
            diag(v->loader->diags, DIAG_R114, sheet_pos(s, row, c), text_utf8(a, cell),
                 arena_printf(a, "%d", is));
    }
}

/* No sum counts over two sheets of a file. */
static void begin_sheet(struct vehicle_reader *v, size_t row)
{
    const struct sheet_table *s = v->rows.sheet;
    if (row && sheet_part_of(s, row) != sheet_part_of(s, row - 1))
        v->sheet = v->part = (struct vehicle_sum){0, 0};
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
        enum row_kind kind = i == COLUMNS       ? load_row_kind(s, row)
                             : c < s->n_columns ? load_sum_kind(sheet_cell(s, row, c))
                                                : ROW_PLAIN;
        if (kind == ROW_PLAIN)
            continue;
        check_sum(v, row, kind == ROW_TOTAL ? v->sheet : v->part);
        v->part = (struct vehicle_sum){0, 0};
        diag(v->loader->diags, DIAG_R110, sheet_pos(s, row, c),
             text_utf8(v->loader->arena, sheet_text(s, s->arena, row, c)));
        return true;
    }
    return false;
}

static void read_row(struct vehicle_reader *reader, size_t row)
{
    bool more = continues_vehicle(reader, row);
    if (!more)
        begin_vehicle(reader, row);
    for (const struct record_list *l = record_lists; l->owner < RECORDS; l++)
        if (l->owner == RECORD_VEHICLE && (!more || l->child == RECORD_PASSENGER))
            read_list(reader, row, l);
}

/* ---- columns that hold something else than their heads say ---- */

static bool is_phone(struct loader *l, struct text t)
{
    (void)l;
    struct text bad;
    size_t at = 0;
    return !phone_next_bad(t, &at, &bad);
}

/* 青A00001（中巴）, 自驾: no plate in its right form, and yet what stands in that column. */
static bool is_plate(struct loader *l, struct text t)
{
    static const char *const none[] = {"自驾", "待定", "租车", "自备", "公务车", "私家车", "备用"};
    size_t open = 0;
    while (open < t.n && !utf8_is_one_of(t.cp[open], U"（("))
        open++;
    struct text bare = name_key(l->arena, text_part(t, 0, open));
    return plate_is_valid(bare) || text_any_word_at(bare, 0, none, sizeof none / sizeof *none) > 0;
}

/* 7, 7座: no telephone. */
static bool is_seats(struct loader *l, struct text t)
{
    enum { MOST_DIGITS = 3 };
    struct text key = name_key(l->arena, t);
    int seats;
    size_t n = number_digits(key, 0, MOST_DIGITS + 1, &seats);
    return n > 0 && n <= MOST_DIGITS;
}

/* What a column's cells must be; NULL: anything. */
typedef bool cell_judge(struct loader *l, struct text t);

static cell_judge *judge_of(enum load_column column)
{
    enum field_id field = load_columns[column].field;
    if (field == FIELD_VEHICLE_PLATE)
        return is_plate;
    if (field == FIELD_VEHICLE_SEATS)
        return is_seats;
    return record_fields[field].use == TEXT_PHONE ? is_phone : NULL;
}

/* 考斯特1号 below 车辆: an office may call its cars otherwise, where the head asks for no plates. */
static bool may_be_called(const struct load_rows *rows, struct arena *a, enum load_column column)
{
    return load_columns[column].field == FIELD_VEHICLE_PLATE &&
           !text_has(sheet_row_text(&rows->sheet->head, a, rows->at[column]), "牌");
}

/* Most of at least two cells that are filled fail. */
static bool has_moved(struct loader *l, const struct load_rows *rows, enum load_column column)
{
    enum { LEAST = 2 };
    size_t filled = 0, bad = 0, at = rows->at[column];
    bool judged = at != SHEET_NONE && !may_be_called(rows, l->arena, column);
    cell_judge *fits = judged ? judge_of(column) : NULL;
    for (size_t row = 0; fits && row < rows->sheet->n_rows; row++) {
        struct text t = load_text(rows, row, column);
        if (load_row_kind(rows->sheet, row) != ROW_PLAIN)
            continue;
        filled += t.n > 0;
        bad += t.n > 0 && !fits(l, t);
    }
    if (bad < LEAST || 2 * bad <= filled)
        return false;
    diag(l->diags, DIAG_K047, sheet_head_pos(rows->sheet, at), load_columns[column].template.head,
         arena_printf(l->arena, "%zu", filled), arena_printf(l->arena, "%zu", bad));
    return true;
}

/* Where most rows fail, the columns have moved, and that is said once, not in each row. */
static bool columns_fit(struct loader *l, const struct load_rows *rows)
{
    bool moved = false;
    for (enum load_column c = 0; c < LOAD_COLUMNS; c++)
        moved = has_moved(l, rows, c) || moved;
    l->failed = l->failed || moved;
    return !moved;
}

/* What the document says of a group that the file does not have. */
static void check_groups(struct vehicle_reader *v)
{
    for (const struct vehicle_group *g = v->own; g; g = g->next) {
        bool fresh;
        name_intern(v->loader->arena, &v->groups, name_key(v->loader->arena, g->name), &fresh);
        if (!fresh)
            continue;
        diag(v->loader->diags, DIAG_R113, g->name.n ? text_pos(g->name, 0) : g->pos,
             text_utf8(v->loader->arena, g->name));
        v->loader->failed = true;
    }
}

/* A plan may lack its people still; but when a head is unknown too, it is theirs. */
static bool names_somebody(struct vehicle_reader *v)
{
    const struct load_rows *rows = &v->rows;
    if (rows->at[COLUMN_VEHICLES_DRIVER] != SHEET_NONE ||
        rows->at[COLUMN_VEHICLES_PASSENGERS] != SHEET_NONE || !rows->sheet->n_unused)
        return true;
    diag(v->loader->diags, DIAG_K065, sheet_head_pos(rows->sheet, 0), rows->sheet->heads);
    v->loader->failed = true;
    return false;
}

void load_vehicles(struct loader *l, struct vehicle_plan *plan)
{
    struct vehicle_reader v = {.loader = l, .plan = plan, .own = plan->groups};
    plan->groups = NULL;
    if (!load_open(&v.rows, l, &plan->source, LOAD_VEHICLES) || !names_somebody(&v) ||
        !columns_fit(l, &v.rows))
        return;
    for (size_t row = 0; row < v.rows.sheet->n_rows; row++) {
        begin_sheet(&v, row);
        if (!is_sum(&v, row) && place_row(&v, row))
            read_row(&v, row);
    }
    check_groups(&v);
}
