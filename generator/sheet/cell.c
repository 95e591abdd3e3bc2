/*
 * A sheet's cells: their bytes, texts, places and names. A cell ends at a tab, at a line's end or
 * at the end of all, none of which can be in it.
 */
#include <string.h>

#include "sheet/sheet_int.h"

static struct sheet_cell cell_at(const struct sheet_table *s, uint32_t off)
{
    const char *start = s->src->bytes + off;
    return (struct sheet_cell){start, strcspn(start, "\t\n")};
}

static struct text text_at(const struct sheet_table *s, struct arena *a, uint32_t off)
{
    return text_of_source(a, (struct pos){s->src, off}, cell_at(s, off).n);
}

static uint32_t offset_of(const struct sheet_table *s, size_t row, size_t column)
{
    return s->rows.offsets[row * s->n_columns + column];
}

struct sheet_cell sheet_cell(const struct sheet_table *s, size_t row, size_t column)
{
    return cell_at(s, offset_of(s, row, column));
}

bool sheet_cell_same(struct sheet_cell x, struct sheet_cell y)
{
    return x.n == y.n && memcmp(x.utf8, y.utf8, x.n) == 0;
}

bool sheet_merged(const struct sheet_table *s, size_t row, size_t column)
{
    return s->rows.merged && s->rows.merged[row * s->n_columns + column];
}

struct text sheet_text(const struct sheet_table *s, struct arena *a, size_t row, size_t column)
{
    return text_at(s, a, offset_of(s, row, column));
}

struct text sheet_head(const struct sheet_table *s, struct arena *a, size_t column)
{
    return text_at(s, a, s->head.offsets[column]);
}

struct pos sheet_pos(const struct sheet_table *s, size_t row, size_t column)
{
    return (struct pos){s->src, offset_of(s, row, column)};
}

struct pos sheet_head_pos(const struct sheet_table *s, size_t column)
{
    return (struct pos){s->src, s->head.offsets[column]};
}

void cell_name(char out[CELL_NAME_SIZE], size_t column, long row)
{
    char letters[COLUMN_LETTERS_SIZE];
    column_letters(letters, (uint32_t)column + 1);
    snprintf(out, CELL_NAME_SIZE, "%s%ld", letters, row);
}

const char *sheet_cell_name(const struct sheet_table *s, size_t row, size_t column)
{
    char name[CELL_NAME_SIZE];
    cell_name(name, column, (long)s->rows.numbers[row]);
    return arena_strdup(s->arena, name);
}
