/*
 * The order of printing: rows as they are sorted by the columns that are named, rows alike in all
 * of them (and all rows when none is named) as the list has them; villages as they first come in
 * it, each with its rows together. A row's serial number is its place here, whether it can be
 * printed or not, so that it stays the same when other rows are mended.
 */
#include <stdlib.h>
#include <string.h>

#include "print/diag.def"
#include "print/print_int.h"
#include "text/collate.h"

/* ---- sorting ---- */

/* Where a row's key begins. */
struct row_key {
    const char *bytes;
    size_t n;
    uint32_t row;
};

static int by_key(const void *a, const void *b)
{
    const struct row_key *x = a, *y = b;
    int order = memcmp(x->bytes, y->bytes, x->n < y->n ? x->n : y->n);
    return order ? order : (x->row > y->row) - (x->row < y->row);
}

/* The keys of its columns, one after the other: none goes on where another ends. */
static size_t add_row_key(struct collator *c, const struct sheet_table *s,
                          const struct columns *columns, size_t row, struct buf *out)
{
    size_t before = out->n;
    for (size_t i = 0; i < columns->n_sort; i++) {
        struct sheet_cell cell = sheet_cell(s, row, columns->sort[i]);
        text_collator_add_key(c, cell.utf8, cell.n, out);
    }
    return out->n - before;
}

static void sort_keys(const struct sheet_table *s, const struct columns *columns,
                      struct row_key *keys)
{
    struct collator *c = text_collator_open();
    struct buf bytes = {0};
    for (size_t i = 0; i < s->n_rows; i++)
        keys[i] = (struct row_key){NULL, add_row_key(c, s, columns, i, &bytes), (uint32_t)i};
    const char *at = bytes.p;
    for (size_t i = 0; i < s->n_rows; i++) {
        keys[i].bytes = at;
        at += keys[i].n;
    }
    qsort(keys, s->n_rows, sizeof *keys, by_key);
    buf_drop(&bytes);
    text_collator_close(c);
}

/* The sheet's rows in the order of the columns to sort by. */
static void sort_by_columns(const struct sheet_table *s, const struct columns *columns,
                            uint32_t rows[])
{
    for (size_t i = 0; i < s->n_rows; i++)
        rows[i] = (uint32_t)i;
    if (!columns->n_sort || !s->n_rows)
        return;
    struct row_key *keys = mem_alloc(s->n_rows * sizeof *keys);
    sort_keys(s, columns, keys);
    for (size_t i = 0; i < s->n_rows; i++)
        rows[i] = keys[i].row;
    free(keys);
}

/* ---- villages ---- */

struct sorting {
    struct arena *arena;
    const struct sheet_table *sheet;
    struct map numbers; /* of villages, by their hash */
    VEC(struct village) villages;
    uint32_t *sorted;     /* rows */
    uint32_t *village_of; /* by row */
};

static uint32_t village_number(struct sorting *s, struct sheet_cell cell)
{
    uint64_t hash = print_cell_hash(cell);
    const uint32_t *known = map_get(&s->numbers, hash);
    if (known)
        return *known;
    const char *name = arena_strndup(s->arena, cell.utf8, cell.n);
    VEC_PUSH(s->arena, &s->villages, ((struct village){.name = name}));
    map_put(s->arena, &s->numbers, hash, (uint32_t)(s->villages.n - 1));
    return (uint32_t)(s->villages.n - 1);
}

static void count_villages(struct sorting *s, size_t column)
{
    if (column == SHEET_NONE)
        VEC_PUSH(s->arena, &s->villages, ((struct village){.name = NULL}));
    for (size_t i = 0; i < s->sheet->n_rows; i++) {
        uint32_t row = s->sorted[i];
        s->village_of[row] =
            column == SHEET_NONE ? 0 : village_number(s, sheet_cell(s->sheet, row, column));
        s->villages.v[s->village_of[row]].n++;
    }
}

/* Counting sort: stable. */
static void sort_rows(struct sorting *s, struct order *out)
{
    size_t at = 0;
    for (size_t i = 0; i < s->villages.n; i++) {
        s->villages.v[i].first = at;
        at += s->villages.v[i].n;
        s->villages.v[i].n = 0;
    }
    for (size_t i = 0; i < s->sheet->n_rows; i++) {
        struct village *v = &s->villages.v[s->village_of[s->sorted[i]]];
        out->rows[v->first + v->n++] = s->sorted[i];
    }
    out->villages = s->villages.v;
    out->n_villages = s->villages.n;
}

/* The row that had the key before, or row itself. A clash of hashes is looked at. */
static size_t first_with_key(struct arena *a, struct map *keys, const struct sheet_table *s,
                             size_t column, size_t row)
{
    struct sheet_cell key = sheet_cell(s, row, column);
    uint64_t hash = print_cell_hash(key);
    const uint32_t *known = map_get(keys, hash);
    if (!known) {
        map_put(a, keys, hash, (uint32_t)row);
        return row;
    }
    return sheet_cell_same(sheet_cell(s, *known, column), key) ? *known : row;
}

static void check_keys(const struct print_job *job, size_t column, struct order *out,
                       struct diags *d)
{
    const struct sheet_table *s = job->data.households;
    struct arena *a = arena_new();
    struct map keys = {0};
    for (size_t i = 0; i < s->n_rows; i++) {
        struct sheet_cell key = sheet_cell(s, i, column);
        struct pos pos = sheet_pos(s, i, column);
        size_t first = key.n ? first_with_key(a, &keys, s, column, i) : i;
        out->states[i] = key.n && first == i ? ROW_GOOD : ROW_REFUSED;
        if (!key.n)
            diag(d, DIAG_Q001, pos, sheet_cell_name(s, i, column), job->options.key);
        else if (first != i)
            diag(d, DIAG_Q002, pos, sheet_cell_name(s, i, column),
                 sheet_cell_name(s, first, column), arena_strndup(a, key.utf8, key.n));
    }
    arena_drop(a);
}

void print_order(struct arena *a, const struct print_job *job, const struct columns *columns,
                 struct order *out, struct diags *d)
{
    struct sorting s = {.arena = a, .sheet = job->data.households};
    s.sorted = ARENA_ARRAY(a, uint32_t, s.sheet->n_rows);
    sort_by_columns(s.sheet, columns, s.sorted);
    s.village_of = ARENA_ARRAY(a, uint32_t, s.sheet->n_rows);
    out->rows = ARENA_ARRAY(a, uint32_t, s.sheet->n_rows);
    out->states = ARENA_ARRAY(a, uint8_t, s.sheet->n_rows);
    count_villages(&s, columns->village);
    sort_rows(&s, out);
    check_keys(job, columns->key, out, d);
}
