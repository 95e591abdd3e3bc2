/*
 * The rows of a sheet, one after the other in a spool: for each a head, the line (cells parted by
 * tabs, up to the last one that has something), and a mark a cell where any has one. What is kept
 * in memory of a row is where it begins.
 */
#include <stdlib.h>
#include <string.h>

#include "base/spool.h"
#include "sheet/sheet_int.h"

enum { FIRST_ROWS = 256 };

/* Rows from one on are of a sheet of that name. */
struct part {
    size_t first;
    const char *name;
};

struct sheet_store {
    struct arena *arena;
    struct spool *spool;
    uint64_t *offsets; /* of the rows' heads */
    size_t n, cap;
    VEC(struct part) parts;
};

struct row_head {
    uint32_t number, size, n_cells, marked;
};

struct sheet_store *sheet_store_new(size_t memory, struct diags *d)
{
    struct arena *a = arena_new();
    struct sheet_store *s = ARENA_NEW(a, struct sheet_store);
    s->arena = a;
    s->spool = spool_new(memory, d);
    return s;
}

void sheet_store_drop(struct sheet_store *s)
{
    if (!s)
        return;
    spool_drop(s->spool);
    free(s->offsets);
    arena_drop(s->arena);
}

void sheet_store_part(struct sheet_store *s, const char *name)
{
    VEC_PUSH(s->arena, &s->parts, ((struct part){s->n, name}));
}

size_t sheet_store_count(const struct sheet_store *s)
{
    return s->n;
}

uint64_t sheet_store_bytes(const struct sheet_store *s)
{
    return spool_size(s->spool);
}

/* ---- writing ---- */

static bool put(struct sheet_store *s, const struct sheet_line *line, uint64_t *off)
{
    struct row_head head = {line->number, (uint32_t)line->n, (uint32_t)line->n_cells,
                            line->marks != NULL};
    *off = spool_size(s->spool);
    return spool_add(s->spool, &head, sizeof head) && spool_add(s->spool, line->bytes, line->n) &&
           (!line->marks || spool_add(s->spool, line->marks, line->n_cells));
}

bool sheet_store_add(struct sheet_store *s, const struct sheet_line *line)
{
    if (s->n == s->cap) {
        s->cap = s->cap ? s->cap * 2 : FIRST_ROWS;
        s->offsets = mem_realloc(s->offsets, s->cap * sizeof *s->offsets);
    }
    return put(s, line, &s->offsets[s->n++]);
}

bool sheet_store_replace(struct sheet_store *s, size_t row, const struct sheet_line *line)
{
    return put(s, line, &s->offsets[row]);
}

/* ---- reading ---- */

static const char *name_of(const struct sheet_store *s, size_t row)
{
    size_t i = s->parts.n;
    while (i > 1 && s->parts.v[i - 1].first > row)
        i--;
    return i ? s->parts.v[i - 1].name : "";
}

/* Where the cells begin; behind the last one that is there, tabs for those that are missing. */
static const uint32_t *find_cells(struct arena *a, char *bytes, size_t *size, size_t n_columns)
{
    uint32_t *offsets = ARENA_ARRAY(a, uint32_t, n_columns);
    char *p = bytes, *end = bytes + *size;
    size_t c = 1;
    for (; c < n_columns && (p = memchr(p, '\t', (size_t)(end - p))); c++)
        offsets[c] = (uint32_t)(++p - bytes);
    for (; c < n_columns; c++) {
        bytes[(*size)++] = '\t';
        offsets[c] = (uint32_t)*size;
    }
    return offsets;
}

struct sheet_row sheet_store_row(struct sheet_store *s, struct arena *a, size_t row,
                                 size_t n_columns)
{
    struct row_head head = {0};
    uint64_t off = s->offsets[row];
    bool ok = spool_read(s->spool, off, &head, sizeof head);
    char *bytes = arena_alloc(a, head.size + n_columns + 1);
    size_t size = head.size;
    uint8_t *marks = head.marked ? ARENA_ARRAY(a, uint8_t, n_columns) : NULL;
    off += sizeof head;
    ok = ok && spool_read(s->spool, off, bytes, size);
    if (marks && ok)
        ok = spool_read(s->spool, off + size, marks, head.n_cells);
    if (!ok)
        size = 0;
    struct sheet_row out = {.number = head.number, .marks = marks};
    out.offsets = find_cells(a, bytes, &size, n_columns);
    struct source *src = ARENA_NEW(a, struct source);
    *src = (struct source){.name = name_of(s, row),
                           .bytes = bytes,
                           .size = size,
                           .sheet = true,
                           .lines_before = head.number - 1};
    bytes[size] = '\0';
    out.src = src;
    return out;
}
