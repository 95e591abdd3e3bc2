/*
 * Cells as a file gives them → the sheet, and what it says of its cells. A cell is cleaned as it is
 * added: blanks at its ends and control characters go, line breaks become TEXT_BREAK. The sheet
 * then is written in one pass: its source (a row a line, cells parted by tabs) and where each cell
 * begins in it, an empty one too.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "sheet/diag.def"
#include "sheet/sheet_int.h"

enum { BYTE_ORDER_MARK = 0xFEFF, WIDE_SPACE = 0x3000, FIRST_CELLS = 256 };

bool sheet_fail(struct reader *r, const struct diag_code *code, const char *second)
{
    diag(r->diags, code, r->pos, r->path, second);
    return false;
}

bool sheet_too_many(struct reader *r)
{
    diag(r->diags, DIAG_K013, r->pos, r->path, arena_printf(r->arena, "%d", SHEET_MAX_ROWS),
         arena_printf(r->arena, "%d", SHEET_MAX_COLUMNS),
         arena_printf(r->arena, "%d", SHEET_MAX_CELLS));
    return false;
}

void sheet_grid_drop(struct sheet_grid *g)
{
    buf_drop(&g->bytes);
    free(g->cells);
}

/* ---- cleaning ---- */

static uint32_t cleaned(uint32_t cp)
{
    enum {
        DELETE = 0x7F,
        C1_END = 0x9F,
        NEXT_LINE = 0x85,
        PARAGRAPH = 0x2029,
        ZERO_SPACE = 0x200B
    };
    if (cp >= '\n' && cp <= '\r')
        return TEXT_BREAK;
    if (cp == '\t')
        return ' ';
    if (cp == NEXT_LINE || cp == PARAGRAPH)
        return TEXT_BREAK;
    bool control = cp < ' ' || (cp >= DELETE && cp <= C1_END);
    return control || cp == BYTE_ORDER_MARK || cp == ZERO_SPACE ? 0 : cp;
}

/* Nearly all cells are clean: ASCII and Chinese without controls, no blanks at the ends. The first
 * bytes of all characters that are not are here (C2, E2, EF BB), but for U+3000 (E3 80 80). The
 * text is well-formed, so that no lead byte is its last. */
static bool is_clean(const char *p, size_t n)
{
    enum {
        CONTROL_LEAD = 0xC2,
        MARK_LEAD = 0xE2,
        WIDE_SPACE_LEAD = 0xE3,
        BOM_LEAD = 0xEF,
        BOM_NEXT = 0xBB
    };
    const unsigned char *u = (const unsigned char *)p;
    if (!n || u[0] == ' ' || u[0] == WIDE_SPACE_LEAD || u[n - 1] == ' ' || u[n - 1] == 0x80)
        return false;
    for (size_t i = 0; i < n; i++)
        if (u[i] < ' ' || u[i] == 0x7F || u[i] == CONTROL_LEAD || u[i] == MARK_LEAD ||
            (u[i] == BOM_LEAD && u[i + 1] == BOM_NEXT))
            return false;
    return true;
}

/* Adds the cleaned text to the grid's bytes; returns how many characters. */
static size_t add_slowly(struct sheet_grid *g, const char *p, size_t n)
{
    const char *end = p + n;
    size_t start = g->bytes.n, last = start, count = 0, shown = 0;
    while (p < end) {
        bool pair = p[0] == '\r' && p + 1 < end && p[1] == '\n';
        uint32_t cp = cleaned(utf8_next(&p, end));
        if (pair || !cp || ((cp == TEXT_BREAK || utf8_is_blank(cp)) && g->bytes.n == start))
            continue;
        buf_code(&g->bytes, cp);
        count++;
        if ((cp == TEXT_BREAK || utf8_is_blank(cp)))
            continue;
        last = g->bytes.n;
        shown = count;
    }
    g->bytes.n = last;
    return shown;
}

static size_t add_cleaned(struct sheet_grid *g, const char *p, size_t n)
{
    if (!is_clean(p, n))
        return add_slowly(g, p, n);
    buf_add(&g->bytes, p, n);
    return utf8_count(p, n);
}

/* ---- adding ---- */

static bool refuse_cell(struct sheet_grid *g, uint32_t row, uint32_t column)
{
    char name[CELL_NAME_SIZE];
    struct reader *r = g->reader;
    sheet_cell_place(name, column, (long)row + 1);
    diag(r->diags, DIAG_K014, r->pos, r->path, name, arena_printf(r->arena, "%d", SHEET_MAX_CELL));
    return false;
}

static struct grid_cell *new_cell(struct sheet_grid *g, uint32_t row, uint32_t column, uint32_t off)
{
    if (g->n_cells == g->cap) {
        g->cap = g->cap ? g->cap * 2 : FIRST_CELLS;
        g->cells = mem_realloc(g->cells, g->cap * sizeof *g->cells);
    }
    struct grid_cell *c = &g->cells[g->n_cells++];
    *c = (struct grid_cell){row, off, (uint16_t)column, 0};
    return c;
}

bool sheet_grid_add(struct sheet_grid *g, uint32_t row, uint32_t column, const char *utf8, size_t n)
{
    uint32_t off = (uint32_t)g->bytes.n;
    size_t count = add_cleaned(g, utf8, n);
    if (!count)
        return true;
    if (row >= SHEET_MAX_ROWS || column >= SHEET_MAX_COLUMNS || g->n_cells == SHEET_MAX_CELLS ||
        g->bytes.n > SHEET_MAX_TEXT)
        return sheet_too_many(g->reader);
    if (count > SHEET_MAX_CELL)
        return refuse_cell(g, row, column);
    new_cell(g, row, column, off);
    return true;
}

void sheet_grid_fault(struct sheet_grid *g, uint32_t row, uint32_t column, enum cell_fault fault)
{
    struct grid_cell *last = g->n_cells ? &g->cells[g->n_cells - 1] : NULL;
    bool there = last && last->row == row && last->column == column;
    bool inside =
        row < SHEET_MAX_ROWS && column < SHEET_MAX_COLUMNS && g->n_cells < SHEET_MAX_CELLS;
    if (there)
        last->fault = (uint16_t)fault;
    else if (inside)
        new_cell(g, row, column, (uint32_t)g->bytes.n)->fault = (uint16_t)fault;
}

/* ---- the table of all places ---- */

struct places {
    struct sheet_grid *grid;
    size_t n_rows, n_columns;
    uint32_t *rows;  /* from 0, in the file; in the end the sheet's, from 1 */
    uint32_t *cells; /* by row and column; 0: empty, else from 1; in the end the sheet's offsets */
    uint8_t *merged; /* as cells: enum sheet_part; NULL: nothing is merged */
};

/* NULL: empty. */
static const struct grid_cell *cell_at(const struct places *t, size_t place)
{
    return t->cells[place] ? &t->grid->cells[t->cells[place] - 1] : NULL;
}

static size_t cell_size(const struct sheet_grid *g, const struct grid_cell *c)
{
    return (c + 1 < g->cells + g->n_cells ? c[1].off : g->bytes.n) - c->off;
}

static void count_table(struct places *t)
{
    uint32_t last = UINT32_MAX;
    for (size_t i = 0; i < t->grid->n_cells; i++) {
        const struct grid_cell *c = &t->grid->cells[i];
        t->n_rows += c->row != last;
        last = c->row;
        if (c->column >= t->n_columns)
            t->n_columns = c->column + 1;
    }
}

static void fill_table(struct places *t)
{
    struct arena *a = t->grid->reader->arena;
    t->rows = ARENA_ARRAY(a, uint32_t, t->n_rows);
    t->cells = ARENA_ARRAY(a, uint32_t, t->n_rows * t->n_columns);
    size_t row = 0;
    for (size_t i = 0; i < t->grid->n_cells; i++) {
        const struct grid_cell *c = &t->grid->cells[i];
        row += i > 0 && c->row != t->grid->cells[i - 1].row;
        t->rows[row] = c->row;
        t->cells[row * t->n_columns + c->column] = (uint32_t)i + 1;
    }
}

/* The first row at or below the given one. */
static size_t find_row(const struct places *t, uint32_t row)
{
    size_t from = 0, to = t->n_rows;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (t->rows[middle] < row)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* A row of a range: its first cell has the value of the range's first row, where it is empty; the
 * others belong to that cell. */
static void fill_merged_row(struct places *t, const struct grid_merge *m, size_t row,
                            uint32_t value, bool first)
{
    size_t from = row * t->n_columns + m->column, end = (row + 1) * t->n_columns;
    if (!first && !t->cells[from]) {
        t->cells[from] = value;
        t->merged[from] |= SHEET_FROM_ABOVE;
    }
    for (size_t c = m->column + 1; c <= m->last_column && from + 1 < end; c++)
        if (!t->cells[++from])
            t->merged[from] |= SHEET_FROM_LEFT;
}

/* Ranges that overlap could ask for more work than a sheet has cells: *left is what remains. */
static bool fill_merge(struct places *t, const struct grid_merge *m, size_t *left)
{
    size_t row = find_row(t, m->row), first = row;
    if (m->column >= t->n_columns || row == t->n_rows || t->rows[row] != m->row)
        return true;
    size_t columns = m->last_column - m->column + 1;
    columns = columns < t->n_columns ? columns : t->n_columns;
    uint32_t value = t->cells[row * t->n_columns + m->column];
    for (; row < t->n_rows && t->rows[row] <= m->last_row; row++) {
        if (*left < columns)
            return false;
        *left -= columns;
        fill_merged_row(t, m, row, value, row == first);
    }
    return true;
}

static bool fill_merges(struct places *t)
{
    size_t left = SHEET_MAX_CELLS;
    if (t->grid->merges.n)
        t->merged = ARENA_ARRAY(t->grid->reader->arena, uint8_t, t->n_rows * t->n_columns);
    for (size_t i = 0; i < t->grid->merges.n; i++)
        if (!fill_merge(t, &t->grid->merges.v[i], &left))
            return sheet_too_many(t->grid->reader);
    return true;
}

/* ---- the sheet ---- */

/* Places are overwritten as they are used: by the offset of the cell that was there. */
struct sheet_writer {
    const struct places *table;
    char *bytes;
    uint32_t off, line;
    VEC(struct sheet_fault) faults;
};

/* Bytes of the whole sheet. */
static bool measure(const struct places *t, size_t *bytes)
{
    *bytes = t->n_rows ? t->rows[t->n_rows - 1] : 0;
    for (size_t i = 0; i < t->n_rows * t->n_columns; i++) {
        const struct grid_cell *c = cell_at(t, i);
        *bytes += 1 + (c ? cell_size(t->grid, c) : 0);
        if (*bytes > SHEET_MAX_TEXT)
            return sheet_too_many(t->grid->reader);
    }
    return true;
}

static void write_cell(struct sheet_writer *w, const struct grid_cell *c)
{
    const struct sheet_grid *g = w->table->grid;
    size_t size = cell_size(g, c);
    if (size)
        memcpy(w->bytes + w->off, g->bytes.p + c->off, size);
    w->off += (uint32_t)size;
}

static void note_fault(struct sheet_writer *w, const struct grid_cell *c, size_t column)
{
    static const struct diag_code *const codes[] = {[CELL_ROUNDED] = DIAG_D002,
                                                    [CELL_ERROR] = DIAG_K025,
                                                    [CELL_NO_RESULT] = DIAG_K026,
                                                    [CELL_DIGITS_LOST] = DIAG_K027};
    if (!c->fault || c->column != column || c->row + 1 != w->line)
        return;
    struct sheet_fault fault = {(int)c->row + 1, column, codes[c->fault]};
    VEC_PUSH(w->table->grid->reader->arena, &w->faults, fault);
}

static void write_row(struct sheet_writer *w, size_t row)
{
    const struct places *t = w->table;
    for (; w->line < t->rows[row] + 1; w->line++)
        w->bytes[w->off++] = '\n';
    for (size_t i = 0; i < t->n_columns; i++) {
        size_t place = row * t->n_columns + i;
        const struct grid_cell *c = cell_at(t, place);
        if (i)
            w->bytes[w->off++] = '\t';
        t->cells[place] = w->off;
        if (!c)
            continue;
        write_cell(w, c);
        note_fault(w, c, i);
    }
    t->rows[row]++;
}

static struct sheet_table *write_sheet(const struct places *t)
{
    struct arena *a = t->grid->reader->arena;
    size_t bytes;
    if (!measure(t, &bytes))
        return NULL;
    struct sheet_table *s = ARENA_NEW(a, struct sheet_table);
    struct sheet_writer w = {.table = t, .line = 1};
    w.bytes = arena_alloc(a, bytes + 1);
    for (size_t i = 0; i < t->n_rows; i++)
        write_row(&w, i);
    *s = (struct sheet_table){.arena = a, .n_columns = t->n_columns, .n_rows = t->n_rows};
    s->rows = (struct sheet_rows){t->rows, t->cells, t->merged};
    s->src = source_new(a, t->grid->name, w.bytes, w.off);
    s->src->sheet = true;
    s->faults = w.faults.v;
    s->n_faults = w.faults.n;
    return s;
}

struct sheet_table *sheet_grid_finish(struct sheet_grid *g)
{
    struct places t = {.grid = g};
    count_table(&t);
    if (!t.n_rows) {
        sheet_fail(g->reader, DIAG_K015, NULL);
        return NULL;
    }
    if (t.n_rows * t.n_columns > SHEET_MAX_CELLS) {
        sheet_too_many(g->reader);
        return NULL;
    }
    fill_table(&t);
    return fill_merges(&t) ? write_sheet(&t) : NULL;
}

/* ---- a sheet's cells: a cell ends at a tab, at a line's end or at the end of all, none of which
 * can be in it ---- */

static struct sheet_cell cell_of(const struct sheet_table *s, uint32_t off)
{
    const char *start = s->src->bytes + off;
    return (struct sheet_cell){start, strcspn(start, "\t\n")};
}

static struct text text_at(const struct sheet_table *s, struct arena *a, uint32_t off)
{
    return text_of_source(a, (struct pos){s->src, off}, cell_of(s, off).n);
}

static uint32_t offset_of(const struct sheet_table *s, size_t row, size_t column)
{
    return s->rows.offsets[row * s->n_columns + column];
}

struct sheet_cell sheet_cell(const struct sheet_table *s, size_t row, size_t column)
{
    return cell_of(s, offset_of(s, row, column));
}

bool sheet_cell_same(struct sheet_cell x, struct sheet_cell y)
{
    return x.n == y.n && memcmp(x.utf8, y.utf8, x.n) == 0;
}

bool sheet_merged(const struct sheet_table *s, size_t row, size_t column)
{
    return s->rows.merged && s->rows.merged[row * s->n_columns + column] & SHEET_FROM_ABOVE;
}

bool sheet_spanned(const struct sheet_table *s, size_t row, size_t column)
{
    return s->rows.merged && s->rows.merged[row * s->n_columns + column] & SHEET_FROM_LEFT;
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

void sheet_cell_place(char out[CELL_NAME_SIZE], size_t column, long row)
{
    char letters[SOURCE_COLUMN_NAME_SIZE];
    source_column_name(letters, (uint32_t)column + 1);
    snprintf(out, CELL_NAME_SIZE, "%s%ld", letters, row);
}

const char *sheet_cell_name(const struct sheet_table *s, size_t row, size_t column)
{
    char name[CELL_NAME_SIZE];
    sheet_cell_place(name, column, (long)s->rows.numbers[row]);
    return arena_strdup(s->arena, name);
}
