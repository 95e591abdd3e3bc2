/*
 * What is read of a sheet: rows, from memory or from the disk, and their cells. A cell ends at a
 * tab or at the line's end, neither of which can be in it.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "sheet/sheet_int.h"
#include "value/number.h"

void sheet_drop(struct sheet_table *s)
{
    if (s)
        sheet_store_drop(s->store);
}

/* ---- rows ---- */

static size_t place_of(const struct sheet_table *s, size_t row)
{
    return s->kept ? s->kept[row] : s->first + row;
}

size_t sheet_part_of(const struct sheet_table *s, size_t row)
{
    size_t place = place_of(s, row), i = s->n_parts;
    while (i > 1 && s->parts[i - 1].first > place)
        i--;
    return i ? i - 1 : 0;
}

/* The row's cells in the table's columns. */
static struct sheet_row in_columns(const struct sheet_table *s, const struct sheet_part *part,
                                   struct arena *a, struct sheet_row r)
{
    uint32_t *offsets = ARENA_ARRAY(a, uint32_t, s->n_columns);
    uint8_t *marks = r.marks ? ARENA_ARRAY(a, uint8_t, s->n_columns) : NULL;
    size_t size = r.src->size;
    if (s->name_column != SHEET_NONE) {
        struct source *src = ARENA_NEW(a, struct source);
        *src = *r.src;
        src->bytes = arena_printf(a, "%s\t%s", r.src->bytes, part->sheet);
        src->size = strlen(src->bytes);
        r.src = src;
    }
    for (size_t c = 0; c < s->n_columns; c++) {
        uint32_t from = part->columns[c];
        offsets[c] = from == SHEET_NO_COLUMN ? (uint32_t)size : r.offsets[from];
        if (marks && from != SHEET_NO_COLUMN)
            marks[c] = r.marks[from];
    }
    if (s->name_column != SHEET_NONE)
        offsets[s->name_column] = (uint32_t)size + 1;
    if (marks)
        marks[0] |= r.marks[0] & SHEET_MARK_HIDDEN;
    r.offsets = offsets;
    r.marks = marks;
    return r;
}

struct sheet_row sheet_row(const struct sheet_table *s, struct arena *a, size_t row)
{
    size_t place = place_of(s, row);
    struct sheet_row r =
        s->rows ? s->rows[place] : sheet_store_row(s->store, a, place, s->n_columns);
    const struct sheet_part *part =
        s->n_parts && !s->rows ? &s->parts[sheet_part_of(s, row)] : NULL;
    return part && part->columns ? in_columns(s, part, a, r) : r;
}

void sheet_map_rows(struct sheet_table *s)
{
    if (!s->rows)
        return;
    struct sheet_row *rows = ARENA_ARRAY(s->arena, struct sheet_row, s->n_rows);
    for (size_t i = 0; i < s->n_rows; i++) {
        const struct sheet_part *part = &s->parts[sheet_part_of(s, i)];
        rows[i] = part->columns ? in_columns(s, part, s->arena, s->rows[i]) : s->rows[i];
    }
    s->rows = rows;
}

struct sheet_cell sheet_row_cell(const struct sheet_row *r, size_t column)
{
    static const char ends[] = "\t\x1F"; /* a tab, or what is not shown of it */
    const char *start = r->src->bytes + r->offsets[column];
    return (struct sheet_cell){start, strcspn(start, ends)};
}

struct sheet_cell sheet_row_whole(const struct sheet_row *r, size_t column)
{
    const char *start = r->src->bytes + r->offsets[column];
    return (struct sheet_cell){start, strcspn(start, "\t")};
}

/* Behind what is shown, then behind that; an empty one with utf8 NULL: there is no such part. */
static struct sheet_cell part_behind(struct sheet_cell part)
{
    static const char ends[] = "\t\x1F";
    const char *end = part.utf8 ? part.utf8 + part.n : "";
    if (*end != SHEET_EXACT_MARK)
        return (struct sheet_cell){NULL, 0};
    return (struct sheet_cell){end + 1, strcspn(end + 1, ends)};
}

struct sheet_cell sheet_row_exact(const struct sheet_row *r, size_t column)
{
    struct sheet_cell shown = sheet_row_cell(r, column), exact = part_behind(shown);
    return exact.utf8 ? exact : shown;
}

struct text sheet_row_exact_text(const struct sheet_row *r, struct arena *a, size_t column)
{
    struct sheet_cell exact = sheet_row_exact(r, column);
    struct pos pos = {r->src, (uint32_t)(exact.utf8 - r->src->bytes)};
    return text_of_source(a, pos, exact.n);
}

const struct format *sheet_row_format(const struct sheet_table *s, const struct sheet_row *r,
                                      size_t column)
{
    struct sheet_cell style = part_behind(part_behind(sheet_row_cell(r, column)));
    uint32_t i;
    bool there = style.utf8 && number_parse(style.utf8, style.n, UINT32_MAX, &i);
    const struct format *f = there && i < s->n_formats ? s->formats[i] : NULL;
    return f && format_is_number(f) ? f : NULL;
}

struct text sheet_row_text(const struct sheet_row *r, struct arena *a, size_t column)
{
    return text_of_source(a, sheet_row_pos(r, column), sheet_row_cell(r, column).n);
}

struct pos sheet_row_pos(const struct sheet_row *r, size_t column)
{
    return (struct pos){r->src, r->offsets[column]};
}

void sheet_cell_place(char out[CELL_NAME_SIZE], size_t column, long row)
{
    char letters[SOURCE_COLUMN_NAME_SIZE];
    source_column_name(letters, (uint32_t)column + 1);
    snprintf(out, CELL_NAME_SIZE, "%s%ld", letters, row);
}

const char *sheet_row_name(const struct sheet_row *r, struct arena *a, size_t column)
{
    char name[CELL_NAME_SIZE];
    size_t in_file = 0; /* the table may have the sheet's columns in another order */
    for (uint32_t i = 0; i < r->offsets[column]; i++)
        in_file += r->src->bytes[i] == '\t';
    sheet_cell_place(name, in_file, (long)r->number);
    return arena_strdup(a, name);
}

bool sheet_row_merged(const struct sheet_row *r, size_t column)
{
    return r->marks && r->marks[column] & SHEET_FROM_ABOVE;
}

bool sheet_row_spanned(const struct sheet_row *r, size_t column)
{
    return r->marks && r->marks[column] & SHEET_FROM_LEFT;
}

/* ---- of a sheet that was read whole ---- */

static const struct sheet_row *row_of(const struct sheet_table *s, size_t row)
{
    assert(s->rows);
    return &s->rows[place_of(s, row)];
}

struct sheet_cell sheet_cell(const struct sheet_table *s, size_t row, size_t column)
{
    return sheet_row_cell(row_of(s, row), column);
}

bool sheet_merged(const struct sheet_table *s, size_t row, size_t column)
{
    return sheet_row_merged(row_of(s, row), column);
}

bool sheet_spanned(const struct sheet_table *s, size_t row, size_t column)
{
    return sheet_row_spanned(row_of(s, row), column);
}

struct text sheet_text(const struct sheet_table *s, struct arena *a, size_t row, size_t column)
{
    return sheet_row_text(row_of(s, row), a, column);
}

struct text sheet_exact_text(const struct sheet_table *s, struct arena *a, size_t row,
                             size_t column)
{
    return sheet_row_exact_text(row_of(s, row), a, column);
}

const struct format *sheet_format(const struct sheet_table *s, size_t row, size_t column)
{
    return sheet_row_format(s, row_of(s, row), column);
}

struct pos sheet_pos(const struct sheet_table *s, size_t row, size_t column)
{
    return sheet_row_pos(row_of(s, row), column);
}

const char *sheet_cell_name(const struct sheet_table *s, size_t row, size_t column)
{
    return sheet_row_name(row_of(s, row), s->arena, column);
}

/* ---- heads ---- */

struct pos sheet_head_pos(const struct sheet_table *s, size_t column)
{
    return sheet_row_pos(&s->head, column);
}
