/*
 * Rows from a file: columns are found by their names or titles, each row of the file becomes one of
 * the table. Offices' files end in a total of their own: where columns are summed, a row that says
 * 合计 or 小计 is one, and is checked as if the author had written it.
 */
#include "base/file.h"
#include "data/data.h"
#include "resolve/table_int.h"

/* A sheet bound to the table's columns. */
struct binding {
    struct grid *g;
    struct data_sheet *sheet;
    size_t *columns; /* by the table's column: the sheet's, or DATA_NONE */
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
    return b->sheet && data_bind(b->sheet, all, (size_t)g->n, b->columns, g->r->diags);
}

static enum row_kind kind_named(struct text t)
{
    static const struct {
        const char *word;
        enum row_kind kind;
    } words[] = {
        {"合计", ROW_TOTAL}, {"总计", ROW_TOTAL}, {"总合计", ROW_TOTAL}, {"小计", ROW_SUBTOTAL}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equals(t, words[i].word))
            return words[i].kind;
    return ROW_PLAIN;
}

static bool has_sums(const struct grid *g)
{
    for (int c = 0; c < g->n; c++)
        if (g->columns[c]->sum)
            return true;
    return false;
}

/* By the words of its columns of text, a counter's too. */
static enum row_kind row_kind(const struct binding *b, const struct data_row *row)
{
    enum row_kind kind = ROW_PLAIN;
    for (int c = 0; c < b->g->n && kind == ROW_PLAIN; c++)
        if (b->g->columns[c]->content != COLUMN_NUMBER && b->columns[c] != DATA_NONE)
            kind = kind_named(row->cells[b->columns[c]]);
    return kind;
}

/* In a sum row the word may stand where the counter does. */
static bool takes_cell(const struct binding *b, const struct data_row *row, enum row_kind kind,
                       int c)
{
    if (b->columns[c] == DATA_NONE)
        return false;
    if (b->g->columns[c]->content != COLUMN_COUNTER)
        return true;
    return kind != ROW_PLAIN && kind_named(row->cells[b->columns[c]]) == kind;
}

static struct table_row *new_row(struct binding *b, size_t i, bool sums)
{
    struct resolver *r = b->g->r;
    const struct data_row *from = &b->sheet->rows[i];
    struct table_row *row = ARENA_NEW(r->arena, struct table_row);
    struct table_cell **last = &row->first;
    row->pos = data_pos(b->sheet, i, 0);
    row->kind = sums ? row_kind(b, from) : ROW_PLAIN;
    for (int c = 0; c < b->g->n; c++) {
        if (!takes_cell(b, from, row->kind, c))
            continue;
        size_t column = b->columns[c];
        *last = cell_new(r, data_pos(b->sheet, i, column), from->cells[column]);
        last = &(*last)->next;
    }
    return row;
}

void grid_fetch(struct grid *g)
{
    struct binding b = {.g = g};
    struct table_row **last = &g->table->rows;
    if (!g->table->source.file.n)
        return;
    if (!bind(&b)) {
        g->failed = true;
        return;
    }
    bool sums = has_sums(g);
    for (size_t i = 0; i < b.sheet->n_rows; i++) {
        *last = new_row(&b, i, sums);
        last = &(*last)->next;
    }
}
