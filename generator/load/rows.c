/* A file's rows by the columns of records.def: finding them, and what their cells fill. */
#include <string.h>

#include "base/file.h"
#include "load/diag.def"
#include "load/load_int.h"
#include "value/date.h"
#include "value/number.h"

/* ---- columns, as they are read and as they are written to fill in ---- */

#define NEED_REQUIRED true
#define NEED_OPTIONAL false
#define LIST(...)     ((const char *const[]){__VA_ARGS__, NULL})

const struct load_column_row load_columns[LOAD_COLUMNS] = {
#define RECORD_COLUMN(sheet, id, field, head, width, need, choices, example, hint)                 \
    {LOAD_##sheet,                                                                                 \
     FIELD_##field,                                                                                \
     {head, width, NEED_##need, choices, NULL, example, hint, SHEET_TEXTS}},
#include "model/records.def"
};

static const struct {
    const char *kind, *name;
} sheets[LOAD_SHEETS] = {
#define RECORD_SHEET(id, kind, name) {kind, name},
#include "model/records.def"
};

const char *load_sheet_name(enum load_sheet sheet)
{
    return sheets[sheet].name;
}

/* The words of an enumerated field, or NULL. */
static const char *const *choices_of(struct arena *a, enum field_id field)
{
    enum { MOST = 8 };
    const struct record_value *first = field == FIELD_NONE ? NULL : record_values_of(field);
    if (!first || !first->word)
        return NULL;
    const char **words = ARENA_ARRAY(a, const char *, MOST);
    size_t n = 0;
    for (const struct record_value *v = first;
         v->word && n + 1 < MOST && strcmp(v->type, first->type) == 0; v++)
        words[n++] = v->word;
    words[n] = NULL;
    return words;
}

struct sheet_template load_template(struct arena *a, enum load_sheet sheet)
{
    struct sheet_template_column *columns =
        ARENA_ARRAY(a, struct sheet_template_column, LOAD_COLUMNS);
    size_t n = 0;
    for (const struct load_column_row *c = load_columns; c < load_columns + LOAD_COLUMNS; c++) {
        if (c->sheet != sheet)
            continue;
        columns[n] = c->template;
        if (!columns[n].choices)
            columns[n].choices = choices_of(a, c->field);
        n++;
    }
    return (struct sheet_template){sheets[sheet].name, columns, n};
}

size_t load_workbook(struct arena *a, const char *kind, struct sheet_template out[LOAD_SHEETS])
{
    size_t n = 0;
    for (int i = 0; i < LOAD_SHEETS; i++)
        if (strcmp(sheets[i].kind, kind) == 0)
            out[n++] = load_template(a, (enum load_sheet)i);
    return n;
}

const char *load_kinds(struct arena *a)
{
    const char *kinds = sheets[0].kind;
    for (int i = 1; i < LOAD_SHEETS; i++)
        if (strcmp(sheets[i].kind, sheets[i - 1].kind) != 0)
            kinds = arena_printf(a, "%s %s", kinds, sheets[i].kind);
    return kinds;
}

/* ---- finding columns ---- */

bool load_bind_heads(struct load_rows *rows, struct loader *l, struct sheet_table *sheet,
                     const enum load_column columns[], const struct sheet_wanted wanted[], size_t n)
{
    size_t found[LOAD_COLUMNS + 1];
    *rows = (struct load_rows){.loader = l, .sheet = sheet};
    for (size_t i = 0; i <= LOAD_COLUMNS; i++)
        rows->at[i] = SHEET_NONE;
    bool bound = sheet_bind_list(sheet, wanted, n, l->unit, found, l->diags);
    for (size_t i = 0; i < n; i++)
        rows->at[columns[i]] = found[i];
    return bound;
}

static struct sheet_wanted wanted_of(enum load_column column)
{
    const struct sheet_template_column *c = &load_columns[column].template;
    return (struct sheet_wanted){.head = c->head, .required = c->required, .expected = true};
}

bool load_bind(struct load_rows *rows, struct loader *l, struct sheet_table *sheet,
               const enum load_column columns[], size_t n)
{
    struct sheet_wanted wanted[LOAD_COLUMNS] = {{.head = NULL}};
    for (size_t i = 0; i < n; i++)
        wanted[i] = wanted_of(columns[i]);
    return load_bind_heads(rows, l, sheet, columns, wanted, n);
}

bool load_bind_sheet(struct load_rows *rows, struct loader *l, struct sheet_table *sheet,
                     enum load_sheet columns)
{
    enum load_column all[LOAD_COLUMNS];
    size_t n = 0;
    for (enum load_column c = 0; c < LOAD_COLUMNS; c++)
        if (load_columns[c].sheet == columns)
            all[n++] = c;
    return load_bind(rows, l, sheet, all, n);
}

struct sheet_table *load_file(struct loader *l, const struct data_source *source,
                              const struct sheet_wanted wanted[], size_t n)
{
    struct sheet_choice choice = {.sheet = source->sheet,
                                  .name_head = source->sheet_column,
                                  .hidden = source->hidden,
                                  .unstruck = source->unstruck,
                                  .wanted = wanted,
                                  .n_wanted = n,
                                  .pos = text_pos(source->file, 0)};
    return sheet_read(l->arena, file_beside(l->arena, source->file), &choice, l->diags);
}

size_t load_wanted(enum load_sheet sheet, struct sheet_wanted out[LOAD_COLUMNS])
{
    size_t n = 0;
    for (enum load_column c = 0; c < LOAD_COLUMNS; c++)
        if (load_columns[c].sheet == sheet)
            out[n++] = wanted_of(c);
    return n;
}

bool load_open(struct load_rows *rows, struct loader *l, const struct data_source *source,
               enum load_sheet columns)
{
    struct sheet_wanted wanted[LOAD_COLUMNS];
    size_t n = load_wanted(columns, wanted);
    struct sheet_table *sheet = load_file(l, source, wanted, n);
    bool bound =
        sheet && load_bind_sheet(rows, l, sheet, columns) && sheet_has_rows(sheet, l->diags);
    l->failed = l->failed || !bound;
    return bound;
}

/* ---- cells ---- */

static size_t place_of(const struct load_rows *rows, enum load_column column)
{
    return rows->at[column] == SHEET_NONE ? 0 : rows->at[column];
}

/* Whether the moment or the number that a workbook's cell holds counts, not what it shows: 9月19日
 * and 5座 are a day of a year and a count. */
static bool is_exact(const struct load_rows *rows, size_t row, enum load_column column)
{
    enum field_id field = column < LOAD_COLUMNS ? load_columns[column].field : FIELD_NONE;
    enum field_kind kind = field == FIELD_NONE ? FIELD_IS_TEXT : record_fields[field].kind;
    if (sheet_format(rows->sheet, row, rows->at[column]))
        return kind == FIELD_IS_COUNT;
    return kind == FIELD_IS_DATE || kind == FIELD_IS_DEADLINE;
}

struct text load_text(const struct load_rows *rows, size_t row, enum load_column column)
{
    struct arena *a = rows->loader->arena;
    size_t at = rows->at[column];
    if (at == SHEET_NONE)
        return (struct text){0};
    return text_trimmed(is_exact(rows, row, column) ? sheet_exact_text(rows->sheet, a, row, at)
                                                    : sheet_text(rows->sheet, a, row, at));
}

struct pos load_pos(const struct load_rows *rows, size_t row, enum load_column column)
{
    return sheet_pos(rows->sheet, row, place_of(rows, column));
}

const char *load_cell_name(const struct load_rows *rows, size_t row, enum load_column column)
{
    return sheet_cell_name(rows->sheet, row, place_of(rows, column));
}

/* ---- values ---- */

/* A cell that fills a member. */
struct cell_value {
    const struct load_rows *rows;
    enum load_column column;
    struct text text;
    struct pos pos;
};

static void refuse(const struct cell_value *v, const char *choices)
{
    struct loader *l = v->rows->loader;
    diag(l->diags, DIAG_N024, v->pos, load_columns[v->column].template.head,
         text_utf8(l->arena, v->text), choices);
    l->failed = true;
}

/* What one of the field's words means; otherwise: the cell is empty, or was reported. A flag may be
 * ticked too. */
static unsigned choice_of(const struct cell_value *v, enum field_id field, unsigned otherwise)
{
    const char *all = "", *comma = "";
    if (!v->text.n)
        return otherwise;
    const struct record_value *first = record_values_of(field);
    bool flag = record_fields[field].kind == FIELD_IS_FLAG;
    for (const struct record_value *w = first; w->word && strcmp(w->type, first->type) == 0; w++) {
        if (text_equals(v->text, w->word))
            return w->means;
        all = arena_printf(v->rows->loader->arena, "%s%s%s", all, comma, w->word);
        comma = "、";
    }
    if (flag && text_equals(v->text, "√"))
        return true;
    refuse(v, flag ? arena_printf(v->rows->loader->arena, "%s、√", all) : all);
    return otherwise;
}

/* What it is otherwise is the attribute's preset. */
static int count_of(const struct cell_value *v, enum field_id field)
{
    enum { DIGITS_MOST = 4 };
    const char *preset = record_fields[field].preset;
    int value = number_whole(v->text, DIGITS_MOST);
    if (value >= 1)
        return value;
    if (v->text.n)
        refuse(v, "1–9999");
    return *preset - (*preset ? '0' : 0);
}

/* 2021.05, as lists of staff have it: in office from the first of that month. */
static bool begins_with_month(const struct cell_value *v, enum field_id field, struct date *day)
{
    bool is = field == FIELD_TENURE_FROM && date_read(v->text, day) != DATE_NONE && day->month &&
              !day->day && date_exists(*day);
    if (is) {
        *day = (struct date){day->year, day->month, 1, v->pos};
        struct arena *a = v->rows->loader->arena;
        diag(v->rows->loader->diags, DIAG_N028, v->pos, text_utf8(a, v->text), date_iso(a, *day));
    }
    return is;
}

static struct date date_of(const struct cell_value *v, enum field_id field)
{
    struct loader *l = v->rows->loader;
    struct date day = {.pos = v->pos};
    if (v->text.n && !date_read_day(v->text, &day) && !begins_with_month(v, field, &day)) {
        diag(l->diags, DIAG_N023, v->pos, text_utf8(l->arena, v->text));
        l->failed = true;
    }
    return day;
}

static void fill(const struct cell_value *v, enum field_id field, void *member)
{
    switch (record_fields[field].kind) {
    case FIELD_IS_WORD:
        choice_of(v, field, 0);
        *(struct text *)member = v->text;
        break;
    case FIELD_IS_TEXT:
    case FIELD_IS_DEADLINE:
        *(struct text *)member = v->text;
        break;
    case FIELD_IS_DATE:
        *(struct date *)member = date_of(v, field);
        break;
    case FIELD_IS_COUNT:
        *(int *)member = count_of(v, field);
        break;
    case FIELD_IS_FLAG:
        *(bool *)member = choice_of(v, field, false);
        break;
    case FIELD_IS_CHOICE:
        *(int *)member = (int)choice_of(v, field, 0);
        break;
    case FIELD_IS_LENGTH:
    case FIELD_IS_POST:
    case FIELD_IS_PERSON:
    case FIELD_IS_UNITS:
    case FIELD_IS_INLINES:
        break; /* no column has one */
    }
}

void load_record(const struct load_rows *rows, size_t row, enum record_id id, void *record)
{
    for (enum load_column c = 0; c < LOAD_COLUMNS; c++) {
        enum field_id field = load_columns[c].field;
        if (field == FIELD_NONE || record_fields[field].record != id)
            continue;
        struct cell_value v = {rows, c, load_text(rows, row, c), load_pos(rows, row, c)};
        fill(&v, field, record_member(record, field));
    }
}

static enum row_kind kind_of(enum sheet_tail tail)
{
    if (tail == SHEET_TOTAL)
        return ROW_TOTAL;
    return tail == SHEET_SUBTOTAL ? ROW_SUBTOTAL : ROW_PLAIN;
}

enum row_kind load_sum_kind(struct sheet_cell cell)
{
    return kind_of(sheet_cell_tail(cell));
}

enum row_kind load_row_kind(const struct sheet_table *s, size_t row)
{
    struct sheet_row r = sheet_row(s, s->arena, row);
    return kind_of(sheet_row_tail(s, &r, SHEET_PLAIN));
}

enum row_kind load_part_kind(const struct sheet_table *s, enum row_kind kind)
{
    return kind == ROW_TOTAL && s->n_parts > 1 ? ROW_SUBTOTAL : kind;
}
