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

/* The sheet's rows in the order of the columns to sort by. A row's key is those of its columns, one
 * after the other: none goes on where another ends. */
static void sort_by_columns(const struct sheet_table *s, const struct columns *columns,
                            uint32_t rows[])
{
    for (size_t i = 0; i < s->n_rows; i++)
        rows[i] = (uint32_t)i;
    if (!columns->n_sort || !s->n_rows)
        return;
    struct row_key *keys = mem_alloc(s->n_rows * sizeof *keys);
    struct collator *c = text_collator_open();
    struct buf bytes = {0};
    for (size_t i = 0; i < s->n_rows; i++) {
        size_t before = bytes.n;
        for (size_t k = 0; k < columns->n_sort; k++) {
            struct sheet_cell cell = sheet_cell(s, i, columns->sort[k]);
            text_collator_add_key(c, cell.utf8, cell.n, &bytes);
        }
        keys[i] = (struct row_key){NULL, bytes.n - before, (uint32_t)i};
    }
    const char *at = bytes.p;
    for (size_t i = 0; i < s->n_rows; at += keys[i++].n)
        keys[i].bytes = at;
    qsort(keys, s->n_rows, sizeof *keys, by_key);
    for (size_t i = 0; i < s->n_rows; i++)
        rows[i] = keys[i].row;
    buf_drop(&bytes);
    text_collator_close(c);
    free(keys);
}

/* ---- villages ---- */

struct sorting {
    struct arena *arena;
    const struct sheet_table *sheet;
    struct map numbers; /* of villages, by their hash */
    VEC(struct village) villages;
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

/* Rows without a key, and with the key of another one, are refused. */
static void check_keys(const struct print_job *job, size_t column, struct order *out,
                       struct diags *d)
{
    const struct sheet_table *s = job->data.households;
    struct arena *a = arena_new();
    struct map keys = {0};
    for (size_t i = 0; i < s->n_rows; i++) {
        struct sheet_cell key = sheet_cell(s, i, column);
        struct pos pos = sheet_pos(s, i, column);
        uint64_t hash = print_cell_hash(key);
        const uint32_t *first = key.n ? map_get(&keys, hash) : NULL;
        out->states[i] = ROW_REFUSED;
        if (!key.n) {
            diag(d, DIAG_Q001, pos, sheet_cell_name(s, i, column), job->options.key);
        } else if (first && sheet_cell_same(sheet_cell(s, *first, column), key)) {
            diag(d, DIAG_Q002, pos, sheet_cell_name(s, i, column),
                 sheet_cell_name(s, *first, column), arena_strndup(a, key.utf8, key.n));
        } else {
            out->states[i] = ROW_GOOD;
            if (!first) /* else the hashes clash */
                map_put(a, &keys, hash, (uint32_t)i);
        }
    }
    arena_drop(a);
}

void print_order(struct arena *a, const struct print_job *job, const struct columns *columns,
                 struct order *out, struct diags *d)
{
    struct sorting s = {.arena = a, .sheet = job->data.households};
    size_t n = s.sheet->n_rows, at = 0;
    uint32_t *sorted = ARENA_ARRAY(a, uint32_t, n), *village_of = ARENA_ARRAY(a, uint32_t, n);
    bool parted = columns->village != SHEET_NONE;
    sort_by_columns(s.sheet, columns, sorted);
    if (!parted)
        VEC_PUSH(a, &s.villages, ((struct village){.name = NULL}));
    for (size_t i = 0; i < n; i++) {
        village_of[i] =
            parted ? village_number(&s, sheet_cell(s.sheet, sorted[i], columns->village)) : 0;
        s.villages.v[village_of[i]].n++;
    }
    for (size_t i = 0; i < s.villages.n; i++) {
        s.villages.v[i].first = at;
        at += s.villages.v[i].n;
        s.villages.v[i].n = 0;
    }
    out->rows = ARENA_ARRAY(a, uint32_t, n);
    for (size_t i = 0; i < n; i++) { /* a counting sort: stable */
        struct village *v = &s.villages.v[village_of[i]];
        out->rows[v->first + v->n++] = sorted[i];
    }
    out->villages = s.villages.v;
    out->n_villages = s.villages.n;
    out->states = ARENA_ARRAY(a, uint8_t, n);
    check_keys(job, columns->key, out, d);
}
