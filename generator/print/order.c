/*
 * The order of printing: rows as they are sorted by the columns that are named, rows alike in all
 * of them (and all rows when none is named) as the list has them; villages as they first come in
 * it, each with its rows together. A row's serial number is its place here, whether it can be
 * printed or not, so that it stays the same when other rows are mended.
 */
#include <string.h>

#include "base/spool.h"
#include "print/print_int.h"
#include "text/collate.h"

struct sorting {
    struct arena *arena, *row;
    const struct print_options *options;
    const struct sheet_table *sheet;
    const struct columns *columns;
    struct order *order;
    uint32_t *village_of; /* by row */
    struct map numbers;   /* of villages, by their hash */
    VEC(struct village) villages;
    struct sorter *sorter; /* by the columns that are named; NULL: none is */
    struct collator *collator;
    struct buf key;
};

/* ---- villages ---- */

static uint32_t village_number(struct sorting *s, const struct sheet_row *r)
{
    if (s->columns->village == SHEET_NONE) {
        if (!s->villages.n)
            VEC_PUSH(s->arena, &s->villages, ((struct village){.name = NULL}));
        return 0;
    }
    struct sheet_cell cell = sheet_row_cell(r, s->columns->village);
    uint64_t hash = map_key(cell.utf8, cell.n);
    const uint32_t *known = map_get(&s->numbers, hash);
    if (known)
        return *known;
    const char *name = arena_strndup(s->arena, cell.utf8, cell.n);
    VEC_PUSH(s->arena, &s->villages, ((struct village){.name = name}));
    map_put(s->arena, &s->numbers, hash, (uint32_t)(s->villages.n - 1));
    return (uint32_t)(s->villages.n - 1);
}

/* ---- sorting ---- */

/* A row's key is those of its columns, one after the other: none goes on where another ends. */
static bool add_key(struct sorting *s, const struct sheet_row *r, uint32_t row)
{
    buf_clear(&s->key);
    for (size_t k = 0; k < s->columns->n_sort; k++) {
        struct sheet_cell cell = sheet_row_cell(r, s->columns->sort[k]);
        text_collator_add_key(s->collator, cell.utf8, cell.n, &s->key);
    }
    return sorter_add(s->sorter, s->key.p, s->key.n, row);
}

/* All rows of the list, once, in its order. */
static bool read_rows(struct sorting *s, struct keys *keys)
{
    struct arena_mark empty = arena_mark(s->row);
    bool ok = true;
    for (size_t i = 0; ok && i < s->sheet->n_rows; i++) {
        struct sheet_row r = sheet_row(s->sheet, s->row, i);
        s->village_of[i] = village_number(s, &r);
        if (!print_is_mine(s->options, s->columns, &r, (uint32_t)i))
            s->order->states[i] = ROW_ELSEWHERE;
        ok = print_keys_add(keys, &r, (uint32_t)i) && (!s->sorter || add_key(s, &r, (uint32_t)i));
        arena_reset(s->row, empty);
    }
    return ok;
}

static bool sort_rows(struct sorting *s, uint32_t sorted[])
{
    struct sorted next;
    size_t n = 0;
    for (; !s->sorter && n < s->sheet->n_rows; n++)
        sorted[n] = (uint32_t)n;
    while (s->sorter && sorter_next(s->sorter, &next))
        sorted[n++] = next.value;
    return n == s->sheet->n_rows;
}

/* Villages as they first come in the order, with their places. */
static void place_villages(struct sorting *s, const uint32_t sorted[])
{
    struct order *out = s->order;
    size_t n = s->sheet->n_rows, at = 0;
    uint32_t *order_of = ARENA_ARRAY(s->arena, uint32_t, s->villages.n); /* from 1 */
    out->villages = ARENA_ARRAY(s->arena, struct village, s->villages.n);
    for (size_t i = 0; i < n; i++) {
        uint32_t v = s->village_of[sorted[i]];
        if (!order_of[v]) {
            out->villages[out->n_villages++].name = s->villages.v[v].name;
            order_of[v] = (uint32_t)out->n_villages;
        }
        out->villages[order_of[v] - 1].n++;
    }
    for (size_t i = 0; i < out->n_villages; i++) {
        out->villages[i].first = at;
        at += out->villages[i].n;
        out->villages[i].n = 0;
    }
    for (size_t i = 0; i < n; i++) { /* a counting sort: stable */
        struct village *v = &out->villages[order_of[s->village_of[sorted[i]]] - 1];
        out->rows[v->first + v->n++] = sorted[i];
    }
}

/* The rows of this part alone, villages without any left out; serial numbers stay. */
static void leave_others(struct sorting *s)
{
    struct order *o = s->order;
    size_t villages = 0, n = 0;
    o->serials = ARENA_ARRAY(s->arena, uint32_t, o->n);
    for (size_t i = 0; i < o->n_villages; i++) {
        struct village v = {.name = o->villages[i].name, .first = n};
        for (size_t at = o->villages[i].first; at < o->villages[i].first + o->villages[i].n; at++) {
            if (o->states[o->rows[at]] == ROW_ELSEWHERE)
                continue;
            o->serials[n] = (uint32_t)at + 1;
            o->rows[n++] = o->rows[at];
        }
        v.n = n - v.first;
        if (v.n)
            o->villages[villages++] = v;
    }
    o->n_villages = villages;
    o->n = n;
}

int print_serial(const struct order *o, size_t at)
{
    return o->serials ? (int)o->serials[at] : (int)at + 1;
}

size_t print_rows_before(const struct order *o, size_t serial)
{
    size_t from = 0, to = o->n;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if ((size_t)print_serial(o, middle) < serial)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static void open_sorting(struct sorting *s, const struct print_job *job, struct diags *d)
{
    if (!s->columns->n_sort)
        return;
    s->sorter = sorter_new(job->options.memory, d);
    s->collator = text_collator_open();
}

static void close_sorting(struct sorting *s)
{
    sorter_drop(s->sorter);
    if (s->collator)
        text_collator_close(s->collator);
    buf_drop(&s->key);
    arena_drop(s->row);
}

bool print_order(struct arena *a, const struct print_job *job, const struct columns *columns,
                 struct order *out, struct refused *refused, struct diags *d)
{
    const struct sheet_table *list = job->data.households;
    struct arena *scratch = arena_new();
    struct sorting s = {.arena = a,
                        .row = arena_new(),
                        .options = &job->options,
                        .sheet = list,
                        .columns = columns};
    uint32_t *sorted = ARENA_ARRAY(scratch, uint32_t, list->n_rows);
    s.village_of = ARENA_ARRAY(scratch, uint32_t, list->n_rows);
    s.order = out;
    *out = (struct order){.rows = ARENA_ARRAY(a, uint32_t, list->n_rows),
                          .states = ARENA_ARRAY(a, uint8_t, list->n_rows),
                          .n = list->n_rows};
    open_sorting(&s, job, d);
    struct keys *keys = print_keys_open(a, job, columns, out, refused, d);
    bool ok = read_rows(&s, keys) && print_keys_match(a, keys) && sort_rows(&s, sorted);
    if (ok)
        place_villages(&s, sorted);
    if (ok && job->options.shards)
        leave_others(&s);
    print_keys_close(keys);
    close_sorting(&s);
    arena_drop(scratch);
    return ok;
}
