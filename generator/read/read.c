/* The list of what was filled in: columns as names first come, written as CSV. */
#include <string.h>

#include "base/diag.def"
#include "base/file.h"
#include "read/diag.def"
#include "read/read_int.h"

struct read_list *read_list_new(struct arena *a)
{
    struct read_list *l = ARENA_NEW(a, struct read_list);
    l->arena = a;
    return l;
}

static size_t column_of(struct read_list *l, const char *name)
{
    uint64_t h = map_key(name, strlen(name));
    const uint32_t *first = map_get(&l->numbers, h);
    uint32_t chain = first ? *first + 1 : 0;
    for (uint32_t i = chain; i; i = l->columns.v[i - 1].next)
        if (strcmp(l->columns.v[i - 1].name, name) == 0)
            return i - 1;
    VEC_PUSH(l->arena, &l->columns, ((struct read_column){name, chain}));
    map_put(l->arena, &l->numbers, h, (uint32_t)(l->columns.n - 1));
    return l->columns.n - 1;
}

bool read_list_add(struct read_list *l, const char *name, const char *value)
{
    enum { MOST_JOINED = 1 << 14 };
    struct read_row *row = &l->rows.v[l->rows.n - 1];
    size_t column = column_of(l, name);
    while (row->cells.n <= column)
        VEC_PUSH(l->arena, &row->cells, NULL);
    const char **cell = &row->cells.v[column];
    if (!*value) {
        *cell = *cell ? *cell : "";
        return true;
    }
    bool more = *cell && **cell;
    if (more && strlen(*cell) > MOST_JOINED)
        return false;
    *cell = more ? arena_printf(l->arena, "%s、%s", *cell, value) : value;
    return true;
}

/* A name that the row does not have while others do, or NULL. */
static const char *missing_name(const struct read_list *l, const struct read_row *row)
{
    for (size_t i = 0; i < l->columns.n; i++)
        if (i >= row->cells.n || !row->cells.v[i])
            return l->columns.v[i].name;
    return NULL;
}

/* Files of two forms, or of two versions of one, make one list: whoever collects them must know. */
static void compare_forms(const struct read_list *l, size_t columns_before, struct diags *d)
{
    const struct read_row *row = &l->rows.v[l->rows.n - 1];
    if (l->rows.n < 2)
        return;
    const char *first = l->rows.v[0].file, *missing = missing_name(l, row);
    if (l->columns.n > columns_before)
        diag_system(d, DIAG_Q017, row->file, first, l->columns.v[columns_before].name);
    else if (missing)
        diag_system(d, DIAG_Q018, row->file, first, missing);
}

static const char *cell_of(const struct read_row *row, size_t column)
{
    return column < row->cells.n && row->cells.v[column] ? row->cells.v[column] : "";
}

static bool rows_agree(const struct read_row *x, const struct read_row *y, size_t n)
{
    bool empty = true;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(cell_of(x, i), cell_of(y, i)) != 0)
            return false;
        empty = empty && !*cell_of(x, i);
    }
    return !empty;
}

/* The last row says what one before it said: a form that was given twice. */
static void report_same(struct read_list *l, struct diags *d)
{
    const struct read_row *last = &l->rows.v[l->rows.n - 1];
    uint64_t hash = MAP_HASH_START;
    for (size_t i = 0; i < l->columns.n; i++) /* columns that other forms add are empty */
        if (*cell_of(last, i))
            hash =
                map_hash(map_hash(hash, &i, sizeof i), cell_of(last, i), strlen(cell_of(last, i)));
    const uint32_t *before = map_get(&l->contents, hash);
    if (before && rows_agree(&l->rows.v[*before], last, l->columns.n))
        diag_system(d, DIAG_D014, l->rows.v[*before].file, last->file);
    else if (!before)
        map_put(l->arena, &l->contents, hash, (uint32_t)(l->rows.n - 1));
}

/* ---- keys ---- */

/* What tells the row's form apart; NULL: it has no such field, or nothing in it. */
static const char *key_value(struct read_list *l, const struct read_row *row, const char *key)
{
    for (size_t i = 0; i < l->columns.n; i++)
        if (strcmp(l->columns.v[i].name, key) == 0)
            return *cell_of(row, i) ? cell_of(row, i) : NULL;
    return NULL;
}

/* The last row has the key of one before it, which says something else: one form filled in twice,
 * or a household's number on two of them. */
static void report_same_key(struct read_list *l, struct diags *d)
{
    static const char usual_key[] = "户号";
    const struct read_row *last = &l->rows.v[l->rows.n - 1];
    const char *key = last->key ? last->key : usual_key, *value = key_value(l, last, key);
    if (!value)
        return;
    uint64_t hash = map_hash(map_hash(MAP_HASH_START, key, strlen(key) + 1), value, strlen(value));
    const uint32_t *at = map_get(&l->keys, hash);
    if (!at) {
        map_put(l->arena, &l->keys, hash, (uint32_t)(l->rows.n - 1));
        return;
    }
    const struct read_row *before = &l->rows.v[*at];
    const char *other = key_value(l, before, key);
    if (other && strcmp(other, value) == 0 && !rows_agree(before, last, l->columns.n))
        diag_system(d, DIAG_D017, before->file, last->file, key, value);
}

bool read_file(struct read_list *l, const char *path, struct diags *d)
{
    if (!file_exists(path) || file_is_folder(path)) {
        diag_system(d, file_is_folder(path) ? DIAG_Q012 : DIAG_S002, path);
        return false;
    }
    struct read_row *row = VEC_ADD(l->arena, &l->rows);
    size_t columns = l->columns.n;
    row->file = arena_strdup(l->arena, path);
    enum read_result result = read_fields(l, path);
    if (result == READ_FORM) {
        compare_forms(l, columns, d);
        report_same(l, d);
        report_same_key(l, d);
        return true;
    }
    l->columns.n = columns;
    l->rows.n--;
    diag_system(d, result == READ_NO_FORM ? DIAG_Q011 : DIAG_Q012, path);
    return false;
}

/* What a spreadsheet would calculate, however it is quoted. -5 and +86 138 are none. */
static bool is_formula(const char *s)
{
    if (!*s || !strchr("=@+-\t\r", *s))
        return false;
    return !strchr("+-", *s) || s[1 + strspn(s + 1, "0123456789 .,")];
}

/* In quotation marks where a comma, a mark or a line's end would be misread. */
static void add_cell(struct buf *out, const char *s, bool first)
{
    bool formula = is_formula(s);
    bool quoted = formula || strpbrk(s, ",\"\r\n") != NULL || *s == ' ';
    if (!first)
        buf_char(out, ',');
    if (quoted)
        buf_char(out, '"');
    if (formula)
        buf_char(out, '\t');
    for (; *s; s++) {
        if (*s == '"')
            buf_char(out, '"');
        buf_char(out, *s);
    }
    if (quoted)
        buf_char(out, '"');
}

static const char *const file_head[] = {"文件", "file"};

struct read_table read_list_table(const struct read_list *l, enum diag_lang lang)
{
    struct arena *a = l->arena;
    struct read_table t = {.n_columns = l->columns.n + 1};
    t.heads = ARENA_ARRAY(a, const char *, t.n_columns);
    t.cells = ARENA_ARRAY(a, const char *const *, t.n_columns);
    for (size_t c = 0; c < t.n_columns; c++) {
        const char **cells = ARENA_ARRAY(a, const char *, l->rows.n + 1);
        t.heads[c] = c ? l->columns.v[c - 1].name : file_head[lang];
        for (size_t r = 0; r < l->rows.n; r++)
            cells[r] = c ? cell_of(&l->rows.v[r], c - 1) : l->rows.v[r].file;
        t.cells[c] = cells;
    }
    return t;
}

void read_list_write(const struct read_list *l, enum diag_lang lang, struct buf *out)
{
    static const char mark[] = "\xEF\xBB\xBF", end[] = "\r\n";
    buf_str(out, mark);
    add_cell(out, file_head[lang], true);
    for (size_t i = 0; i < l->columns.n; i++)
        add_cell(out, l->columns.v[i].name, false);
    buf_str(out, end);
    for (size_t r = 0; r < l->rows.n; r++) {
        const struct read_row *row = &l->rows.v[r];
        add_cell(out, row->file, true);
        for (size_t i = 0; i < l->columns.n; i++)
            add_cell(out, cell_of(row, i), false);
        buf_str(out, end);
    }
}
