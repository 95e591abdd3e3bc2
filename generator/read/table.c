/*
 * The list as sheets and as CSV. Fields of a table of members are named TABLE/ROW/COLUMN: in sheets
 * they are rows of a sheet of their own, as `print --members` takes it.
 */
#include <stdlib.h>
#include <string.h>

#include "read/read_int.h"
#include "value/csv.h"

static const char *const list_name[] = {"汇总", "list"}, *const file_head[] = {"文件", "file"};

/* ---- heads ---- */

/* Of two forms in one list two questions may have the same words: the name tells them apart. */
const char *read_head(const struct read_list *l, size_t column)
{
    const struct read_column *c = &l->columns.v[column];
    for (size_t i = 0; i < column; i++)
        if (strcmp(l->columns.v[i].head, c->head) == 0)
            return arena_printf(l->arena, "%s（%s）", c->head, c->name);
    return c->head;
}

static void add_column(struct read_sheet *s, const char *head, enum entry_kind takes,
                       const char *const *cells)
{
    s->columns[s->n_columns++] = (struct read_sheet_column){head, takes, cells};
}

static const char **cells_new(struct arena *a, size_t n)
{
    return ARENA_ARRAY(a, const char *, n + 1);
}

/* ---- members ---- */

struct member_field {
    const char *table, *column;
    int row; /* from 1 */
};

/* False: the name is no member's. */
static bool read_member(struct arena *a, const char *name, struct member_field *out)
{
    for (const char *p = name; (p = strchr(p, '/')); p++) {
        char *end;
        long row = strtol(p + 1, &end, 10);
        if (p == name || end == p + 1 || *end != '/' || !end[1] || row < 1 || row > INT16_MAX)
            continue;
        *out = (struct member_field){arena_strndup(a, name, (size_t)(p - name)), end + 1, (int)row};
        return true;
    }
    return false;
}

/* A table of members being gathered. */
struct member_sheet {
    const struct read_list *list;
    const char *table;
    VEC(struct member_field) fields; /* by the list's columns; row 0: it is another's */
    VEC(const char *) columns;
    int rows; /* that a form has */
};

static size_t member_column(struct member_sheet *m, const char *name)
{
    for (size_t i = 0; i < m->columns.n; i++)
        if (strcmp(m->columns.v[i], name) == 0)
            return i;
    VEC_PUSH(m->list->arena, &m->columns, name);
    return m->columns.n - 1;
}

static struct member_sheet gather(const struct read_list *l, const char *table)
{
    struct member_sheet m = {.list = l, .table = table};
    for (size_t i = 0; i < l->columns.n; i++) {
        struct member_field f = {.row = 0};
        if (read_member(l->arena, l->columns.v[i].name, &f) && strcmp(f.table, table) == 0) {
            member_column(&m, f.column);
            m.rows = f.row > m.rows ? f.row : m.rows;
        } else {
            f.row = 0;
        }
        VEC_PUSH(l->arena, &m.fields, f);
    }
    return m;
}

/* One member's cells, those of columns behind the key; false: nobody stands there. */
static bool member_cells(struct member_sheet *m, const struct read_row *row, int number,
                         const char *cells[])
{
    bool any = false;
    for (size_t i = 0; i < m->columns.n; i++)
        cells[i] = "";
    for (size_t i = 0; i < m->fields.n; i++)
        if (m->fields.v[i].row == number) {
            const char *value = read_cell(row, i);
            cells[member_column(m, m->fields.v[i].column)] = value;
            any = any || *value;
        }
    return any;
}

/* Whose key a member's row has: the household's, or else the file. */
static const char *owner_of(const struct read_list *l, const struct read_row *row)
{
    const char *key = read_key_value(l, row);
    return key ? key : row->place;
}

static struct read_sheet member_sheet(const struct read_list *l, const char *table)
{
    struct arena *a = l->arena;
    struct member_sheet m = gather(l, table);
    size_t n = 0, width = m.columns.n, most = l->rows.n * (size_t)m.rows;
    const char ***columns = ARENA_ARRAY(a, const char **, width + 1);
    const char **cells = ARENA_ARRAY(a, const char *, width);
    for (size_t c = 0; c <= width; c++)
        columns[c] = cells_new(a, most);
    for (size_t r = 0; r < l->rows.n; r++)
        for (int number = 1; number <= m.rows; number++) {
            if (!member_cells(&m, &l->rows.v[r], number, cells))
                continue;
            columns[0][n] = owner_of(l, &l->rows.v[r]);
            for (size_t c = 0; c < width; c++)
                columns[c + 1][n] = cells[c];
            n++;
        }
    struct read_sheet s = {.name = table,
                           .columns = ARENA_ARRAY(a, struct read_sheet_column, width + 1)};
    add_column(&s, read_key_name(&l->rows.v[0]), ENTRY_TEXT, columns[0]);
    for (size_t c = 0; c < width; c++)
        add_column(&s, m.columns.v[c], ENTRY_TEXT, columns[c + 1]);
    return s;
}

/* ---- the list ---- */

static const char *const *column_cells(const struct read_list *l, size_t column)
{
    const char **cells = cells_new(l->arena, l->rows.n);
    for (size_t r = 0; r < l->rows.n; r++)
        cells[r] = read_cell(&l->rows.v[r], column);
    return cells;
}

/* Names of files come from strangers. */
static const char *shown_place(const struct read_list *l, size_t row)
{
    struct buf shown = {0};
    buf_shown(&shown, l->rows.v[row].place);
    const char *place = arena_strdup(l->arena, shown.p ? shown.p : "");
    buf_drop(&shown);
    return place;
}

/* members: with what is theirs. */
static struct read_sheet whole_list(const struct read_list *l, enum diag_lang lang, bool members)
{
    struct arena *a = l->arena;
    struct member_field member;
    struct read_sheet s = {.name = list_name[lang],
                           .columns = ARENA_ARRAY(a, struct read_sheet_column, l->columns.n + 1)};
    const char **files = cells_new(a, l->rows.n);
    for (size_t r = 0; r < l->rows.n; r++)
        files[r] = shown_place(l, r);
    add_column(&s, file_head[lang], ENTRY_TEXT, files);
    for (size_t i = 0; i < l->columns.n; i++) {
        const struct read_column *c = &l->columns.v[i];
        bool one = read_member(a, c->name, &member);
        if (!one || members)
            add_column(&s, one ? c->name : read_head(l, i), c->takes, column_cells(l, i));
    }
    return s;
}

/* ---- what is to be looked at ---- */

const char *read_why(enum read_doubt_kind kind, enum diag_lang lang)
{
    static const char *const why[DOUBT_KINDS][2] = {
        [DOUBT_MENDED] = {"文件有损坏，每一栏都要对照原件",
                          "the file is damaged: compare every column with it"},
        [DOUBT_BLANK] = {"没有填写", "nothing was filled in"},
        [DOUBT_PRESET] = {"只有印好的内容，没有填写", "nothing but what was printed"},
        [DOUBT_BOXES] = {"方框显示的和文件里记的不一样：这里是显示的，汇总里是记的",
                         "the boxes show this, the file says what is in the list"},
        [DOUBT_DRAWN] = {"页面上显示的和文件里记的不一样：这里是显示的，汇总里是记的",
                         "the page shows this, the file says what is in the list"},
        [DOUBT_NO_NUMBER] = {"不是数字", "it is no number"},
        [DOUBT_BELOW_ZERO] = {"小于零", "it is less than zero"},
        [DOUBT_NO_DATE] = {"不是日期，或者没有这一天", "it is no date"},
        [DOUBT_NO_PHONE] = {"不像电话", "it is no telephone number"},
        [DOUBT_NO_CARD] = {"不是身份证号，或者对不上校验码",
                           "it is no identity card's number, or its check digit does not fit"}};
    return why[kind][lang];
}

static struct read_sheet doubt_sheet(const struct read_list *l, enum diag_lang lang)
{
    enum { PLACE, KEY, WHAT, VALUE, WHY, COLUMNS };
    static const char *const name[] = {"待核对", "to check"};
    static const char *const heads[COLUMNS][2] = {{"文件", "file"},
                                                  {"户", "form"},
                                                  {"栏目", "column"},
                                                  {"内容", "entry"},
                                                  {"要核对什么", "what to check"}};
    struct arena *a = l->arena;
    const char **cells[COLUMNS];
    for (int c = 0; c < COLUMNS; c++)
        cells[c] = cells_new(a, l->doubts.n);
    for (size_t i = 0; i < l->doubts.n; i++) {
        const struct read_doubt *doubt = &l->doubts.v[i];
        const struct read_row *row = &l->rows.v[doubt->row];
        const char *key = read_key_value(l, row);
        cells[PLACE][i] = shown_place(l, doubt->row);
        cells[KEY][i] = key ? key : "";
        cells[WHAT][i] = doubt->column == SIZE_MAX ? "" : read_head(l, doubt->column);
        cells[VALUE][i] = doubt->value;
        cells[WHY][i] = read_why(doubt->kind, lang);
    }
    struct read_sheet s = {.name = name[lang],
                           .columns = ARENA_ARRAY(a, struct read_sheet_column, COLUMNS)};
    for (int c = 0; c < COLUMNS; c++)
        add_column(&s, heads[c][lang], ENTRY_TEXT, cells[c]);
    return s;
}

struct read_sheet *read_list_sheets(const struct read_list *l, enum diag_lang lang, size_t *n)
{
    struct arena *a = l->arena;
    VEC(const char *) tables = {0};
    for (size_t i = 0; i < l->columns.n; i++) {
        struct member_field f;
        size_t k = 0;
        if (!read_member(a, l->columns.v[i].name, &f))
            continue;
        while (k < tables.n && strcmp(tables.v[k], f.table) != 0)
            k++;
        if (k == tables.n)
            VEC_PUSH(a, &tables, f.table);
    }
    struct read_sheet *sheets = ARENA_ARRAY(a, struct read_sheet, tables.n + 2);
    size_t count = 0;
    sheets[count++] = whole_list(l, lang, false);
    for (size_t i = 0; i < tables.n; i++)
        sheets[count++] = member_sheet(l, tables.v[i]);
    if (l->doubts.n)
        sheets[count++] = doubt_sheet(l, lang);
    *n = count;
    return sheets;
}

/* ---- CSV ---- */

void read_list_write(const struct read_list *l, enum diag_lang lang, struct buf *out)
{
    struct read_sheet s = whole_list(l, lang, true);
    const char **cells = ARENA_ARRAY(l->arena, const char *, s.n_columns);
    csv_begin(out);
    for (size_t c = 0; c < s.n_columns; c++)
        cells[c] = s.columns[c].head;
    csv_add_row(out, cells, s.n_columns);
    for (size_t r = 0; r < l->rows.n; r++) {
        for (size_t c = 0; c < s.n_columns; c++)
            cells[c] = s.columns[c].cells[r];
        csv_add_row(out, cells, s.n_columns);
    }
}
