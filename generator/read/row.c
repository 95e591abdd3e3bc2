/*
 * The list of what was filled in: rows by owners, columns as names first come; entries as they are
 * kept, and what the forms say twice, unlike, or that cannot be.
 */
#include <string.h>

#include "base/cage.h"
#include "base/diag.def"
#include "base/file.h"
#include "base/utf8.h"
#include "read/diag.def"
#include "read/read_int.h"
#include "value/date.h"
#include "value/decimal.h"

struct read_list *read_list_new(struct arena *a)
{
    struct read_list *l = ARENA_NEW(a, struct read_list);
    l->arena = a;
    l->held = CAGE_FILES | CAGE_CALLS;
    return l;
}

/* ---- columns and cells ---- */

static size_t column_of(struct read_list *l, const struct read_field *field)
{
    uint64_t h = map_key(field->name, strlen(field->name));
    const uint32_t *first = map_get(&l->numbers, h);
    uint32_t chain = first ? *first + 1 : 0;
    for (uint32_t i = chain; i; i = l->columns.v[i - 1].next)
        if (strcmp(l->columns.v[i - 1].name, field->name) == 0)
            return i - 1;
    const char *head = field->head ? field->head : field->name;
    VEC_PUSH(l->arena, &l->columns, ((struct read_column){field->name, head, field->takes, chain}));
    map_put(l->arena, &l->numbers, h, (uint32_t)(l->columns.n - 1));
    return l->columns.n - 1;
}

const char *read_cell(const struct read_row *row, size_t column)
{
    return column < row->cells.n && row->cells.v[column] ? row->cells.v[column] : "";
}

/* A value of a row; one that has something already gets it behind a 、. */
static void add_value(struct read_list *l, struct read_row *row, size_t column, const char *value)
{
    enum { MOST_JOINED = 1 << 14 };
    while (row->cells.n <= column)
        VEC_PUSH(l->arena, &row->cells, NULL);
    const char **cell = &row->cells.v[column];
    if (!*cell || !**cell)
        *cell = value;
    else if (*value && strlen(*cell) < MOST_JOINED)
        *cell = arena_printf(l->arena, "%s、%s", *cell, value);
}

/* ---- entries ---- */

/* Without blanks, narrow: of a number. */
static const char *narrow(struct arena *a, const char *utf8)
{
    struct text t = text_from_utf8(a, utf8, (struct pos){0});
    struct text_builder b = {.arena = a};
    for (size_t i = 0; i < t.n; i++)
        if (!utf8_is_blank(t.cp[i]))
            text_add(&b, utf8_narrow(t.cp[i]), 0);
    return text_utf8(a, text_done(&b));
}

static const char *kept_value(struct arena *a, enum entry_kind takes, const char *value)
{
    struct decimal number;
    if (takes != ENTRY_NUMBER ||
        decimal_read(text_from_utf8(a, value, (struct pos){0}), &number) != DECIMAL_NUMBER)
        return value;
    return narrow(a, value);
}

static void add_doubt(struct read_list *l, enum read_doubt_kind kind, size_t column,
                      const char *value)
{
    VEC_PUSH(l->arena, &l->doubts, ((struct read_doubt){kind, l->rows.n - 1, column, value}));
}

static void judge(struct read_list *l, const struct read_field *field, size_t column,
                  struct diags *d)
{
    static const struct {
        enum read_doubt_kind kind;
        const struct diag_code *code;
    } doubts[] = {
        [ENTRY_NO_NUMBER] = {DOUBT_NO_NUMBER, DIAG_D040},
        [ENTRY_BELOW_ZERO] = {DOUBT_BELOW_ZERO, DIAG_D041},
        [ENTRY_NO_DATE] = {DOUBT_NO_DATE, DIAG_D042},
        [ENTRY_IMPOSSIBLE_DATE] = {DOUBT_NO_DATE, DIAG_D042},
        [ENTRY_NO_PHONE] = {DOUBT_NO_PHONE, DIAG_D043},
        [ENTRY_NO_CARD] = {DOUBT_NO_CARD, DIAG_D044},
        [ENTRY_WRONG_CARD] = {DOUBT_NO_CARD, DIAG_D044},
    };
    struct text value = text_from_utf8(l->arena, field->value, (struct pos){0});
    enum entry_fault fault = entry_judge(field->takes, value);
    const char *place = l->rows.v[l->rows.n - 1].place, *head = l->columns.v[column].head;
    if (fault != ENTRY_GOOD) {
        add_doubt(l, doubts[fault].kind, column, field->value);
        diag_system(d, doubts[fault].code, place, head, field->value);
    }
    if (field->shown) {
        add_doubt(l, field->drawn ? DOUBT_DRAWN : DOUBT_BOXES, column, field->shown);
        diag_system(d, field->drawn ? DIAG_D048 : DIAG_D045, place, head, field->value,
                    field->shown);
    }
}

/* ---- dates ---- */

enum { DATE_PARTS = 3 };
static const char *const parts[DATE_PARTS] = {"/年", "/月", "/日"};

/* The part of a date that a field is, from 1; 0: none. *n: bytes of the name before it. */
static int date_part(const struct read_field *field, size_t *n)
{
    size_t all = strlen(field->name);
    for (int i = 0; field->takes == ENTRY_DATE && i < DATE_PARTS; i++) {
        size_t m = strlen(parts[i]);
        if (all > m && strcmp(field->name + all - m, parts[i]) == 0) {
            *n = all - m;
            return i + 1;
        }
    }
    return 0;
}

/* 2026-09-01, 2026-09, 2026年; what is no such date stays as it was typed: 9月1日. */
static const char *joined_date(struct arena *a, const char *const typed[DATE_PARTS])
{
    static const char *const units[] = {"年", "月", "日"};
    const char *all = "";
    for (int i = 0; i < DATE_PARTS; i++)
        if (*typed[i])
            all = arena_printf(a, "%s%s%s", all, typed[i], units[i]);
    struct date date;
    bool gap = !*typed[0] || (*typed[2] && !*typed[1]);
    if (gap || !*typed[1] || !date_read(text_from_utf8(a, all, (struct pos){0}), &date) ||
        !date_exists(date))
        return all;
    return date.day ? date_iso(a, date) : arena_printf(a, "%04d-%02d", date.year, date.month);
}

/* Fields of one date, from the i-th on, are one; *i: the last of them. */
static struct read_field whole_date(struct arena *a, const struct read_field fields[], size_t n,
                                    size_t *i)
{
    const char *value[DATE_PARTS] = {"", "", ""}, *preset[DATE_PARTS] = {"", "", ""},
               *shown[DATE_PARTS] = {"", "", ""};
    struct read_field date = fields[*i];
    size_t length = 0, other;
    date_part(&date, &length);
    date.name = arena_strndup(a, date.name, length);
    date.head = NULL;
    for (size_t k = *i, part; k < n && (part = (size_t)date_part(&fields[k], &other)); k++) {
        if (other != length || strncmp(fields[k].name, date.name, length) != 0)
            break;
        value[part - 1] = fields[k].value;
        preset[part - 1] = fields[k].preset;
        shown[part - 1] = fields[k].shown ? fields[k].shown : fields[k].value;
        date.drawn = date.drawn || fields[k].shown;
        *i = k;
    }
    date.value = joined_date(a, value);
    date.preset = joined_date(a, preset);
    date.shown = date.drawn ? joined_date(a, shown) : NULL;
    return date;
}

/* ---- rows beside each other ---- */

/* Files of two forms, or of two versions of one, make one list: whoever collects them must know. */
static void compare_forms(const struct read_list *l, size_t columns_before, struct diags *d)
{
    const struct read_row *row = &l->rows.v[l->rows.n - 1];
    if (l->rows.n < 2)
        return;
    const char *first = l->rows.v[0].place, *missing = NULL;
    for (size_t i = 0; !missing && i < l->columns.n; i++)
        if (i >= row->cells.n || !row->cells.v[i])
            missing = l->columns.v[i].head;
    if (l->columns.n > columns_before)
        diag_system(d, DIAG_Q017, row->place, first, l->columns.v[columns_before].head);
    else if (missing)
        diag_system(d, DIAG_Q018, row->place, first, missing);
}

static bool rows_agree(const struct read_row *x, const struct read_row *y, size_t n)
{
    bool empty = true;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(read_cell(x, i), read_cell(y, i)) != 0)
            return false;
        empty = empty && !*read_cell(x, i);
    }
    return !empty;
}

/* The last row says what one before it said: a form that was given twice. */
static void report_same(struct read_list *l, struct diags *d)
{
    const struct read_row *last = &l->rows.v[l->rows.n - 1];
    uint64_t hash = MAP_HASH_START;
    for (size_t i = 0; i < l->columns.n; i++) /* columns that other forms add are empty */
        if (*read_cell(last, i))
            hash = map_hash(map_hash(hash, &i, sizeof i), read_cell(last, i),
                            strlen(read_cell(last, i)));
    const uint32_t *before = map_get(&l->contents, hash);
    if (before && rows_agree(&l->rows.v[*before], last, l->columns.n))
        diag_system(d, DIAG_D014, l->rows.v[*before].place, last->place);
    else if (!before)
        map_put(l->arena, &l->contents, hash, (uint32_t)(l->rows.n - 1));
}

const char *read_key_name(const struct read_row *row)
{
    static const char usual_key[] = "户号";
    return row->key ? row->key : usual_key;
}

const char *read_key_value(const struct read_list *l, const struct read_row *row)
{
    const char *key = read_key_name(row);
    for (size_t i = 0; i < l->columns.n; i++)
        if (strcmp(l->columns.v[i].name, key) == 0)
            return *read_cell(row, i) ? read_cell(row, i) : NULL;
    return NULL;
}

/* The last row has the key of one before it, which says something else: one form filled in twice,
 * or a household's number on two of them. */
static void report_same_key(struct read_list *l, struct diags *d)
{
    const struct read_row *last = &l->rows.v[l->rows.n - 1];
    const char *key = read_key_name(last), *value = read_key_value(l, last);
    if (!value)
        return;
    uint64_t hash = map_hash(map_hash(MAP_HASH_START, key, strlen(key) + 1), value, strlen(value));
    const uint32_t *at = map_get(&l->keys, hash);
    if (!at) {
        map_put(l->arena, &l->keys, hash, (uint32_t)(l->rows.n - 1));
        return;
    }
    const struct read_row *before = &l->rows.v[*at];
    const char *other = read_key_value(l, before);
    if (other && strcmp(other, value) == 0 && !rows_agree(before, last, l->columns.n))
        diag_system(d, DIAG_D017, before->place, last->place, key, value);
}

/* ---- a row ---- */

/* A row by an owner's fields, which follow each other. */
static void add_row(struct read_list *l, const char *file, const struct read_field fields[],
                    size_t n, struct diags *d)
{
    struct arena *a = l->arena;
    struct read_row *row = VEC_ADD(a, &l->rows);
    size_t columns = l->columns.n;
    bool filled = false, preset = false;
    *row = (struct read_row){.file = file, .owner = fields[0].owner, .place = file};
    if (row->owner)
        row->place = arena_printf(a, "%s（%s）", file, row->owner);
    for (size_t i = 0; i < n; i++) {
        size_t length;
        struct read_field field =
            date_part(&fields[i], &length) ? whole_date(a, fields, n, &i) : fields[i];
        size_t column = column_of(l, &field);
        filled = filled || strcmp(field.value, field.preset) != 0 || field.shown;
        preset = preset || *field.value;
        field.value = kept_value(a, field.takes, field.value);
        add_value(l, row, column, field.value);
        judge(l, &field, column, d);
        if (field.key)
            row->key = field.name;
    }
    if (!filled) {
        add_doubt(l, preset ? DOUBT_PRESET : DOUBT_BLANK, SIZE_MAX, "");
        diag_system(d, preset ? DIAG_D049 : DIAG_D046, row->place);
    }
    compare_forms(l, columns, d);
    report_same(l, d);
    report_same_key(l, d);
}

bool read_take(struct read_list *l, const char *path, enum read_result result,
               const struct read_fields *fields, struct diags *d)
{
    static const struct diag_code *const faults[] = {
        [READ_NO_FORM] = DIAG_Q011, [READ_NO_PDF] = DIAG_Q012, [READ_DAMAGED] = DIAG_Q180,
        [READ_LARGE] = DIAG_Q181,   [READ_LONG] = DIAG_Q182,   [READ_STOPPED] = DIAG_Q183};
    if (result == READ_FAILED)
        diag_system(d, DIAG_S003, path, diag_reason(d, fields->error));
    else if (result != READ_FORM)
        diag_system(d, faults[result], path);
    if (result != READ_FORM)
        return false;
    if (fields->mended)
        diag_system(d, DIAG_D047, path);
    else if (fields->regrouped)
        diag_system(d, DIAG_D050, path);
    const char *file = arena_strdup(l->arena, path);
    for (size_t i = 0, end; i < fields->list.n; i = end) {
        bool odd = fields->list.v[i].odd && !fields->mended;
        const char *owner = fields->list.v[i].owner;
        for (end = i; end < fields->list.n && fields->list.v[end].owner == owner;)
            end++;
        add_row(l, file, &fields->list.v[i], end - i, d);
        if (odd)
            diag_system(d, DIAG_D047, l->rows.v[l->rows.n - 1].place);
        if (fields->mended || odd)
            add_doubt(l, DOUBT_MENDED, SIZE_MAX, "");
    }
    return true;
}

bool read_file(struct read_list *l, const char *path, struct diags *d)
{
    struct read_fields fields = {.held = l->held};
    struct file_pieces file;
    if (!file_open(path, &file, (struct pos){0}, d))
        return false;
    enum read_result result = read_apart(l->arena, &file, &fields);
    file_close(&file);
    l->held &= fields.held;
    return read_take(l, path, result, &fields, d);
}

int read_list_held(const struct read_list *l)
{
    return l->held;
}
