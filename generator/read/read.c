/*
 * Filled-in forms to a list: the fields of each file by libqpdf, columns as names first come, what
 * the forms say twice or unlike, and the list as CSV.
 */
#include <string.h>

#include <qpdf/qpdf-c.h>

#include "base/diag.def"
#include "base/file.h"
#include "base/mem.h"
#include "read/diag.def"
#include "read/read.h"

struct read_column {
    const char *name;
    uint32_t next; /* number + 1 of another with the same hash */
};

struct read_row {
    const char *file;
    const char *key;         /* the field that tells forms apart; NULL: the file names none */
    VEC(const char *) cells; /* by column; NULL or beyond the end: nothing */
};

struct read_list {
    struct arena *arena;
    struct map numbers;  /* of columns, by their names' hash */
    struct map contents; /* of rows, by the hash of their cells */
    struct map keys;     /* of rows, by the hash of their key and its value */
    VEC(struct read_column) columns;
    VEC(struct read_row) rows;
};

/* ---- the list ---- */

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

/* A value of the last row; one that has something already gets it behind a 、. False: that became
 * longer than any choice of options is. */
static bool add_value(struct read_list *l, const char *name, const char *value)
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

/* ---- the fields of a file ---- */

/* An AcroForm is a tree whose inner nodes give names and whose leaves have values. A node is a leaf
 * when none of its kids has a name of its own. */

/* Kids are looked at before they are nodes: a file may refer to the same ones again and again. */
enum { MAX_DEPTH = 8, MAX_NODES = 200000, MAX_LOOKS = 1000000 };

struct walk {
    struct read_list *list;
    qpdf_data pdf;
    int nodes, looks;
    bool any;
};

/* Larger than any form that was made to be filled in. */
static bool is_endless(const struct walk *w)
{
    return w->nodes > MAX_NODES || w->looks >= MAX_LOOKS;
}

static const char *text_of(struct walk *w, qpdf_oh dict, const char *key)
{
    qpdf_oh value = qpdf_oh_get_key(w->pdf, dict, key);
    if (qpdf_oh_is_string(w->pdf, value))
        return arena_strdup(w->list->arena, qpdf_oh_get_utf8_value(w->pdf, value));
    if (qpdf_oh_is_name(w->pdf, value))
        return arena_strdup(w->list->arena, qpdf_oh_get_name(w->pdf, value) + 1);
    return "";
}

static bool has_named_kids(struct walk *w, qpdf_oh kids)
{
    int n = qpdf_oh_is_array(w->pdf, kids) ? qpdf_oh_get_array_n_items(w->pdf, kids) : 0;
    bool found = false;
    for (int i = 0; !found && i < n && w->looks < MAX_LOOKS; i++, w->looks++) {
        qpdf_oh kid = qpdf_oh_get_array_item(w->pdf, kids, i);
        found = qpdf_oh_is_dictionary(w->pdf, kid) && qpdf_oh_has_key(w->pdf, kid, "/T");
        qpdf_oh_release(w->pdf, kid);
    }
    return found;
}

/* A box of a group says its option in the group's column; any other leaf has its own. */
static void take_leaf(struct walk *w, qpdf_oh node, const char *group, const char *name)
{
    enum { RADIO = 1 << 15 };
    struct arena *a = w->list->arena;
    const char *value = text_of(w, node, "/V");
    bool button = strcmp(text_of(w, node, "/FT"), "Btn") == 0;
    qpdf_oh flags = qpdf_oh_get_key(w->pdf, node, "/Ff");
    bool radio = qpdf_oh_is_integer(w->pdf, flags) && qpdf_oh_get_int_value(w->pdf, flags) & RADIO;
    if (!*name && !*group)
        return;
    w->any = true;
    if (button && strcmp(value, "Off") == 0)
        value = "";
    qpdf_oh key = qpdf_oh_get_key(w->pdf, node, "/HongtouKey");
    if (!*group && qpdf_oh_is_bool(w->pdf, key) && qpdf_oh_get_bool_value(w->pdf, key))
        w->list->rows.v[w->list->rows.n - 1].key = name;
    bool ok;
    if (button && !radio && *group)
        ok = add_value(w->list, group, *value ? name : "");
    else
        ok = add_value(w->list, *group ? arena_printf(a, "%s.%s", group, name) : name, value);
    if (!ok)
        w->looks = MAX_LOOKS;
}

static void take_nodes(struct walk *w, qpdf_oh nodes, const char *group, int depth);

static void take_node(struct walk *w, qpdf_oh node, const char *group, int depth)
{
    if (!qpdf_oh_is_dictionary(w->pdf, node) || ++w->nodes > MAX_NODES)
        return;
    struct arena *a = w->list->arena;
    const char *name = text_of(w, node, "/T");
    qpdf_oh kids = qpdf_oh_get_key(w->pdf, node, "/Kids");
    if (!has_named_kids(w, kids))
        take_leaf(w, node, group, name);
    else
        take_nodes(w, kids, *group ? arena_printf(a, "%s.%s", group, name) : name, depth + 1);
}

/* Recursion ends at MAX_DEPTH, whatever the file refers to. */
static void take_nodes(struct walk *w, qpdf_oh nodes, const char *group, int depth)
{
    if (depth > MAX_DEPTH || !qpdf_oh_is_array(w->pdf, nodes))
        return;
    int n = qpdf_oh_get_array_n_items(w->pdf, nodes);
    for (int i = 0; i < n && !is_endless(w); i++)
        take_node(w, qpdf_oh_get_array_item(w->pdf, nodes, i), group, depth);
}

enum read_result { READ_FORM, READ_NO_FORM, READ_NO_PDF };

/* All values of the file into the last row. */
static enum read_result read_fields(struct read_list *l, const char *path)
{
    struct walk w = {.list = l, .pdf = qpdf_init()};
    enum read_result result = READ_NO_PDF;
    qpdf_silence_errors(w.pdf);
    qpdf_set_suppress_warnings(w.pdf, QPDF_TRUE);
    if (qpdf_read(w.pdf, path, NULL) <= QPDF_WARNINGS) {
        qpdf_oh root = qpdf_get_root(w.pdf), form = root;
        if (qpdf_oh_is_dictionary(w.pdf, root))
            form = qpdf_oh_get_key(w.pdf, root, "/AcroForm");
        if (form != root && qpdf_oh_is_dictionary(w.pdf, form))
            take_nodes(&w, qpdf_oh_get_key(w.pdf, form, "/Fields"), "", 0);
        result = w.any && !is_endless(&w) ? READ_FORM : READ_NO_FORM;
    }
    if (qpdf_has_error(w.pdf))
        qpdf_get_error(w.pdf); /* else the library prints it */
    qpdf_cleanup(&w.pdf);
    return result;
}

/* ---- files beside each other ---- */

/* Files of two forms, or of two versions of one, make one list: whoever collects them must know. */
static void compare_forms(const struct read_list *l, size_t columns_before, struct diags *d)
{
    const struct read_row *row = &l->rows.v[l->rows.n - 1];
    if (l->rows.n < 2)
        return;
    const char *first = l->rows.v[0].file, *missing = NULL;
    for (size_t i = 0; !missing && i < l->columns.n; i++)
        if (i >= row->cells.n || !row->cells.v[i])
            missing = l->columns.v[i].name;
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

/* ---- writing ---- */

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
