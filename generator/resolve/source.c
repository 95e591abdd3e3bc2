/* Rows from a file beside the document, bound to the columns of a book. */
#include "base/file.h"
#include "resolve/books_int.h"
#include "resolve/plans_int.h"

static bool bind_columns(struct resolver *r, struct sheet_table *sheet, const struct book *book,
                         size_t columns[])
{
    size_t n = book->sheet.n_columns;
    struct sheet_wanted *wanted = ARENA_ARRAY(r->arena, struct sheet_wanted, n);
    for (size_t i = 0; i < n; i++) {
        wanted[i].head = book->sheet.columns[i].head;
        wanted[i].required = book->sheet.columns[i].required;
        wanted[i].expected = true;
    }
    return sheet_bind(sheet, wanted, n, columns, r->diags) && sheet_has_rows(sheet, r->diags);
}

bool source_bind(struct resolver *r, const struct data_source *s, const struct book *book,
                 struct source_rows *out)
{
    struct pos pos = text_pos(s->file, 0);
    size_t *columns = ARENA_ARRAY(r->arena, size_t, book->sheet.n_columns);
    *out = (struct source_rows){.columns = columns};
    out->sheet = sheet_read(r->arena, file_beside(r->arena, s->file), s->sheet, pos, r->diags);
    bool bound = out->sheet && bind_columns(r, out->sheet, book, columns);
    if (!bound)
        r->failed = true;
    return bound;
}

struct text source_text(const struct source_rows *rows, size_t row, size_t column)
{
    size_t i = rows->columns[column];
    return i == SHEET_NONE ? (struct text){0}
                           : text_trimmed(sheet_text(rows->sheet, rows->sheet->arena, row, i));
}

/* A column that the file does not have: its first one stands for the row. */
static size_t column_in_file(const struct source_rows *rows, size_t column)
{
    return rows->columns[column] == SHEET_NONE ? 0 : rows->columns[column];
}

struct pos source_pos(const struct source_rows *rows, size_t row, size_t column)
{
    return sheet_pos(rows->sheet, row, column_in_file(rows, column));
}

const char *source_cell_name(const struct source_rows *rows, size_t row, size_t column)
{
    return sheet_cell_name(rows->sheet, row, column_in_file(rows, column));
}
