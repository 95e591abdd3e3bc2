/*
 * Rows from a file: columns are found by their names or titles, each row of the file becomes one of
 * the table. Offices' files end in a total of their own: where columns are summed, a row that says
 * 合计 or 小计 is one, and is checked as if the author had written it.
 */
#include <string.h>

#include "base/file.h"
#include "data/data.h"
#include "resolve/table_int.h"

/* A sheet bound to the table's columns. */
struct binding {
    struct grid *g;
    struct data_sheet *sheet;
    size_t *columns; /* by the table's column: the sheet's, or DATA_NONE */
    int summed;      /* the first column that is summed; the number of columns: none */
};

/* A counter of the file's is passed over without a word. */
static struct data_wanted wanted(struct grid *g, const struct table_column *c)
{
    struct arena *a = g->r->arena;
    struct text name = text_without_breaks(a, c->name.n ? c->name : c->title);
    bool counter = c->content == COLUMN_COUNTER;
    struct data_wanted w = {.head = text_utf8(a, name), .required = !counter};
    if (!counter)
        w.pos = text_pos(c->name.n ? c->name : c->title, 0);
    return w;
}

static bool bind(struct binding *b)
{
    struct grid *g = b->g;
    struct arena *a = g->r->arena;
    const struct data_source *source = &g->table->source;
    struct data_wanted *all = ARENA_ARRAY(a, struct data_wanted, (size_t)g->n);
    b->columns = ARENA_ARRAY(a, size_t, (size_t)g->n);
    for (int c = 0; c < g->n; c++)
        all[c] = wanted(g, g->columns[c]);
    b->sheet = data_read(a, file_beside(a, source->file), source->sheet, text_pos(source->file, 0),
                         g->r->diags);
    return b->sheet && data_bind(b->sheet, all, (size_t)g->n, b->columns, g->r->diags) &&
           data_has_rows(b->sheet, g->r->diags);
}

static enum row_kind kind_named(struct data_cell cell)
{
    static const struct {
        const char *word;
        enum row_kind kind;
    } words[] = {
        {"合计", ROW_TOTAL}, {"总计", ROW_TOTAL}, {"总合计", ROW_TOTAL}, {"小计", ROW_SUBTOTAL}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (cell.n == strlen(words[i].word) && memcmp(cell.utf8, words[i].word, cell.n) == 0)
            return words[i].kind;
    return ROW_PLAIN;
}

/* By the words of its columns of text, a counter's too. */
static enum row_kind row_kind(const struct binding *b, size_t row)
{
    enum row_kind kind = ROW_PLAIN;
    for (int c = 0; c < b->g->n && kind == ROW_PLAIN && b->summed < b->g->n; c++)
        if (b->g->columns[c]->content != COLUMN_NUMBER && b->columns[c] != DATA_NONE)
            kind = kind_named(data_cell(b->sheet, row, b->columns[c]));
    return kind;
}

static bool says(const struct binding *b, size_t row, size_t column)
{
    return column != DATA_NONE && data_cell(b->sheet, row, column).n > 0;
}

static struct table_cell *take_cell(const struct binding *b, size_t row, size_t column)
{
    struct resolver *r = b->g->r;
    return cell_new(r, data_pos(b->sheet, row, column), data_text(b->sheet, r->arena, row, column));
}

/* A sum row's label stands over all columns before the sums when they say nothing else. NULL: they
 * do. */
static struct table_cell *label_cell(const struct binding *b, size_t i)
{
    size_t label = DATA_NONE;
    for (int c = 0; c < b->summed; c++) {
        size_t column = b->columns[c];
        if (!says(b, i, column))
            continue;
        if (label != DATA_NONE || kind_named(data_cell(b->sheet, i, column)) == ROW_PLAIN)
            return NULL;
        label = column;
    }
    if (label == DATA_NONE)
        return NULL;
    struct table_cell *cell = take_cell(b, i, label);
    cell->columns = b->summed;
    return cell;
}

static struct table_row *new_row(const struct binding *b, size_t i)
{
    struct resolver *r = b->g->r;
    struct table_row *row = ARENA_NEW(r->arena, struct table_row);
    struct table_cell **last = &row->first;
    row->pos = data_pos(b->sheet, i, 0);
    row->kind = row_kind(b, i);
    if (row->kind != ROW_PLAIN && (*last = label_cell(b, i)))
        last = &(*last)->next;
    for (int c = row->first ? b->summed : 0; c < b->g->n; c++) {
        size_t column = b->columns[c];
        bool counter = b->g->columns[c]->content == COLUMN_COUNTER;
        if (counter && (row->kind == ROW_PLAIN || !says(b, i, column)))
            continue;
        *last = take_cell(b, i, column);
        last = &(*last)->next;
    }
    return row;
}

void grid_fetch(struct grid *g)
{
    struct binding b = {.g = g};
    struct table_row **last = &g->table->rows;
    while (b.summed < g->n && !g->columns[b.summed]->sum)
        b.summed++;
    if (!g->table->source.file.n)
        return;
    if (!bind(&b)) {
        g->failed = true;
        return;
    }
    for (size_t i = 0; i < b.sheet->n_rows; i++) {
        *last = new_row(&b, i);
        last = &(*last)->next;
    }
}
