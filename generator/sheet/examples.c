/*
 * Rows that show how to fill in a book. They stay where they are in the file, and users write below
 * them: nobody of them may come into a document. Each is named, since a row left out is told.
 */
#include <string.h>

#include "sheet/diag.def"
#include "sheet/sheet_int.h"

/* A cell that begins above belongs to its first row alone. False: the row has no cell of its own.
 */
static bool first_cell(const struct sheet_table *s, size_t row, struct sheet_cell *out)
{
    for (size_t c = 0; c < s->n_columns; c++) {
        *out = sheet_cell(s, row, c);
        if (out->n && !sheet_merged(s, row, c))
            return true;
    }
    return false;
}

static bool is_example(const struct sheet_table *s, size_t row)
{
    static const struct {
        const char *text;
        bool alone; /* 示例小区 is a name */
    } marks[] = {{EXAMPLE_MARK, false},
                 {"(示例)", false},
                 {"示例：", false},
                 {"示例:", false},
                 {"示例", true}};
    struct sheet_cell cell;
    if (!first_cell(s, row, &cell))
        return false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (cell.n >= strlen(marks[i].text) &&
            (!marks[i].alone || cell.n == strlen(marks[i].text)) &&
            memcmp(cell.utf8, marks[i].text, strlen(marks[i].text)) == 0)
            return true;
    return false;
}

static void report_example(const struct sheet_table *s, size_t row, struct diags *d)
{
    struct sheet_cell cell;
    if (!first_cell(s, row, &cell))
        return;
    struct pos pos = {s->src, (uint32_t)(cell.utf8 - s->src->bytes)};
    diag(d, DIAG_D016, pos, arena_printf(s->arena, "%u", (unsigned)s->rows.numbers[row]));
}

static bool *find_examples(struct sheet_table *s, struct diags *d)
{
    bool *found = NULL;
    s->n_examples = 0;
    for (size_t row = 0; row < s->n_rows; row++) {
        if (!is_example(s, row))
            continue;
        if (!found)
            found = ARENA_ARRAY(s->arena, bool, s->n_rows);
        found[row] = true;
        s->n_examples++;
        report_example(s, row, d);
    }
    return found;
}

/* The rows that are kept, in arrays of their own. */
static struct sheet_rows copy_rows(const struct sheet_table *s, const bool *left_out)
{
    size_t kept = s->n_rows - s->n_examples, columns = s->n_columns, to = 0;
    uint32_t *numbers = ARENA_ARRAY(s->arena, uint32_t, kept);
    uint32_t *offsets = ARENA_ARRAY(s->arena, uint32_t, kept * columns);
    bool *merged = s->rows.merged ? ARENA_ARRAY(s->arena, bool, kept *columns) : NULL;
    for (size_t row = 0; row < s->n_rows; row++) {
        if (left_out[row])
            continue;
        numbers[to] = s->rows.numbers[row];
        memcpy(offsets + to * columns, s->rows.offsets + row * columns, columns * sizeof *offsets);
        if (merged)
            memcpy(merged + to * columns, s->rows.merged + row * columns, columns * sizeof *merged);
        to++;
    }
    return (struct sheet_rows){numbers, offsets, merged};
}

void examples_drop(struct sheet_table *s, struct diags *d)
{
    bool *found = find_examples(s, d);
    if (!found)
        return;
    s->rows = copy_rows(s, found);
    s->n_rows -= s->n_examples;
}
