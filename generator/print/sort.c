/* The rows of the list as they are sorted: by one column, rows alike there by the next, and so on;
 * rows alike in all of them, and all rows when no column is named, as the list has them. */
#include <stdlib.h>
#include <string.h>

#include "print/print_int.h"
#include "text/collate.h"

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

void print_sort(const struct sheet_table *s, const struct columns *columns, uint32_t rows[])
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
