/* The list of what was filled in: columns as names first come, written as CSV. */
#include <string.h>

#include "base/file.h"
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

void read_list_add(struct read_list *l, const char *name, const char *value)
{
    struct read_row *row = &l->rows.v[l->rows.n - 1];
    size_t column = column_of(l, name);
    while (row->cells.n <= column)
        VEC_PUSH(l->arena, &row->cells, NULL);
    const char **cell = &row->cells.v[column];
    if (!*value)
        return;
    *cell = *cell ? arena_printf(l->arena, "%s、%s", *cell, value) : value;
}

bool read_file(struct read_list *l, const char *path, struct diags *d)
{
    if (!file_exists(path) || file_is_folder(path)) {
        diag_system(d, file_is_folder(path) ? DIAG_Q012 : DIAG_S002, path);
        return false;
    }
    struct read_row *row = VEC_ADD(l->arena, &l->rows);
    row->file = arena_strdup(l->arena, path);
    enum read_result result = read_fields(l, path);
    if (result == READ_FORM)
        return true;
    l->rows.n--;
    diag_system(d, result == READ_NO_FORM ? DIAG_Q011 : DIAG_Q012, path);
    return false;
}

/* In quotation marks where a comma, a mark or a line's end would be misread. */
static void add_cell(struct buf *out, const char *s, bool first)
{
    bool quoted = strpbrk(s, ",\"\r\n") != NULL || *s == ' ';
    if (!first)
        buf_char(out, ',');
    if (quoted)
        buf_char(out, '"');
    for (; *s; s++) {
        if (*s == '"')
            buf_char(out, '"');
        buf_char(out, *s);
    }
    if (quoted)
        buf_char(out, '"');
}

void read_list_write(const struct read_list *l, enum diag_lang lang, struct buf *out)
{
    static const char mark[] = "\xEF\xBB\xBF", end[] = "\r\n";
    static const char *const file[] = {"文件", "file"};
    buf_str(out, mark);
    add_cell(out, file[lang], true);
    for (size_t i = 0; i < l->columns.n; i++)
        add_cell(out, l->columns.v[i].name, false);
    buf_str(out, end);
    for (size_t r = 0; r < l->rows.n; r++) {
        const struct read_row *row = &l->rows.v[r];
        add_cell(out, row->file, true);
        for (size_t i = 0; i < l->columns.n; i++)
            add_cell(out, i < row->cells.n && row->cells.v[i] ? row->cells.v[i] : "", false);
        buf_str(out, end);
    }
}
