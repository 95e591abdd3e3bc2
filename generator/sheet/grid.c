/*
 * Cells as a file gives them → rows of the sheet. A cell is cleaned as it is added: blanks at its
 * ends and control characters go, line breaks become TEXT_BREAK. A row is written as the next one
 * begins; merged cells are filled when all rows are known.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.def"
#include "base/utf8.h"
#include "sheet/diag.def"
#include "sheet/sheet_int.h"

const struct sheet_limits sheet_whole_limits = {.file = 64 << 20,
                                                .part = 128 << 20,
                                                .at_once = 16 << 20,
                                                .total = 256 << 20,
                                                .text = 128 << 20,
                                                .memory = 256 << 20,
                                                .rows = 200000,
                                                .columns = 200,
                                                .cells = 4000000,
                                                .strings = 4000000,
                                                .merges = 200000};

const struct sheet_limits sheet_list_limits = {.file = UINT64_C(4) << 30,
                                               .part = UINT64_C(16) << 30,
                                               .at_once = 16 << 20,
                                               .total = UINT64_C(32) << 30,
                                               .text = UINT64_C(8) << 30,
                                               .memory = 4 << 20,
                                               .rows = 5000000,
                                               .columns = 500,
                                               .cells = 1000000000,
                                               .strings = 200000000,
                                               .merges = 200000,
                                               .spooled = true};

bool sheet_fail(struct reader *r, const struct diag_code *code, const char *second)
{
    diag(r->diags, code, r->pos, r->path, second);
    return false;
}

bool sheet_unread(struct reader *r)
{
    return sheet_fail(r, DIAG_S003, diag_reason(r->diags, errno));
}

bool sheet_too_many(struct reader *r)
{
    const struct sheet_limits *most = r->limits;
    diag(r->diags, DIAG_K013, r->pos, r->path, arena_printf(r->arena, "%u", (unsigned)most->rows),
         arena_printf(r->arena, "%u", (unsigned)most->columns),
         arena_printf(r->arena, "%zu", most->cells));
    return false;
}

void sheet_grid_drop(struct sheet_grid *g)
{
    buf_drop(&g->cell);
    buf_drop(&g->line);
    buf_drop(&g->marks);
    sheet_store_drop(g->store);
}

/* ---- cleaning ---- */

/* Line ends of every kind; they end no row. */
static uint32_t line_end(uint32_t cp)
{
    enum { NEXT_LINE = 0x85, PARAGRAPH = 0x2029 };
    bool ends = (cp >= '\n' && cp <= '\r') || cp == NEXT_LINE || cp == PARAGRAPH;
    return ends ? TEXT_BREAK : cp;
}

/* What is read of a character between two others: 0, nothing. */
static uint32_t cleaned(struct sheet_grid *g, uint32_t cp, const uint32_t beside[2], uint32_t row,
                        uint32_t column)
{
    if (cp == TEXT_BREAK)
        return cp;
    if (cp < ' ')
        return cp == '\t' ? ' ' : 0;
    struct usual u = usual_of(cp, beside[0], beside[1]);
    if (u.kind != USUAL_SAME)
        usual_count(&g->odd, cp, u, row, column);
    return u.cp;
}

/* Nearly all cells are clean: ASCII and Chinese without controls, no blanks at the ends. By the
 * first bytes of a character are found all that may be odd, and few that are not: of E4 to E9, the
 * Chinese characters, none is; of E3 none of their marks; of EF none from U+FF01 to U+FF7F. The
 * text is well-formed, so that no lead byte is its last. */
static bool is_clean(const char *p, size_t n)
{
    enum {
        DELETE = 0x7F,
        LEAD_FIRST = 0xC0,
        WIDE_LEAD = 0xE3,
        MARKS = 0x80,
        HAN_LAST = 0xE9,
        FORMS_LEAD = 0xEF,
        FORMS = 0xBC,
        FORMS_END = 0xBD
    };
    const unsigned char *u = (const unsigned char *)p;
    if (!n || u[0] == ' ' || u[0] == WIDE_LEAD || u[n - 1] == ' ' || u[n - 1] == 0x80)
        return false;
    for (size_t i = 0; i < n; i++) {
        if (u[i] >= ' ' && u[i] < DELETE)
            continue;
        bool forms = u[i] == FORMS_LEAD && (u[i + 1] == FORMS || u[i + 1] == FORMS_END);
        bool mark = u[i] == WIDE_LEAD && u[i + 1] == MARKS;
        bool doubtful = u[i] >= LEAD_FIRST && (u[i] <= WIDE_LEAD || u[i] > HAN_LAST);
        if (u[i] <= DELETE || (doubtful && !forms && !mark))
            return false;
    }
    return true;
}

/* Adds the cleaned text to the cell at hand; returns how many characters. */
static size_t add_slowly(struct sheet_grid *g, const char *p, size_t n, uint32_t row,
                         uint32_t column)
{
    struct buf *out = &g->cell;
    const char *end = n ? p + n : p;
    uint32_t beside[2] = {0};
    size_t start = out->n, last = start, count = 0, shown = 0;
    while (p < end) {
        bool pair = p[0] == '\r' && p + 1 < end && p[1] == '\n';
        uint32_t typed = line_end(utf8_next(&p, end));
        const char *next = p;
        beside[1] = p < end ? utf8_next(&next, end) : 0;
        uint32_t cp = cleaned(g, typed, beside, row, column);
        beside[0] = typed;
        if (pair || !cp || ((cp == TEXT_BREAK || utf8_is_blank(cp)) && out->n == start))
            continue;
        buf_code(out, cp);
        count++;
        if ((cp == TEXT_BREAK || utf8_is_blank(cp)))
            continue;
        last = out->n;
        shown = count;
    }
    out->n = last;
    return shown;
}

/* ---- rows ---- */

static bool refuse_cell(struct sheet_grid *g, uint32_t row, uint32_t column)
{
    char name[CELL_NAME_SIZE];
    struct reader *r = g->reader;
    sheet_cell_place(name, column, (long)row + 1);
    diag(r->diags, DIAG_K014, r->pos, r->path, name, arena_printf(r->arena, "%d", SHEET_MAX_CELL));
    return false;
}

/* The row at hand goes to the store. */
static bool end_row(struct sheet_grid *g)
{
    const struct sheet_limits *most = g->reader->limits;
    if (!g->begun)
        return true;
    struct sheet_line line = {g->row + 1, g->line.p, g->line.n, g->marks.n,
                              g->marked ? (const uint8_t *)g->marks.p : NULL};
    if (g->marks.n > g->n_columns)
        g->n_columns = g->marks.n;
    g->begun = false;
    if (sheet_store_count(g->store) == most->rows || sheet_store_bytes(g->store) > most->text)
        return sheet_too_many(g->reader);
    return sheet_store_add(g->store, &line);
}

static void begin_part(struct sheet_grid *g)
{
    sheet_store_part(g->store, arena_strdup(g->reader->arena, g->name));
}

/* Makes the cell the last one of the row at hand. False: reported. */
static bool open_cell(struct sheet_grid *g, uint32_t row, uint32_t column)
{
    if (row >= g->reader->limits->rows || column >= g->reader->limits->columns)
        return sheet_too_many(g->reader);
    if ((!g->begun || row != g->row) && !end_row(g))
        return false;
    if (!g->store) {
        g->store = sheet_store_new(g->reader->limits->memory, g->reader->diags);
        begin_part(g);
    }
    if (!g->begun) {
        buf_clear(&g->line);
        buf_clear(&g->marks);
        g->begun = true;
        g->marked = false;
        g->row = row;
    }
    for (size_t n = g->marks.n; n <= column; n++) {
        if (n)
            buf_char(&g->line, '\t');
        buf_char(&g->marks, '\0');
    }
    return true;
}

bool sheet_grid_add(struct sheet_grid *g, uint32_t row, uint32_t column, const char *utf8, size_t n)
{
    size_t count = n;
    if (!is_clean(utf8, n)) {
        buf_clear(&g->cell);
        count = add_slowly(g, utf8, n, row, column);
        utf8 = g->cell.p;
        n = g->cell.n;
    }
    if (!count)
        return true;
    if (count > SHEET_MAX_CELL && utf8_count(utf8, n) > SHEET_MAX_CELL)
        return refuse_cell(g, row, column);
    if (!open_cell(g, row, column))
        return false;
    buf_add(&g->line, utf8, n);
    return true;
}

void sheet_grid_exact(struct sheet_grid *g, const struct buf *exact, uint32_t style)
{
    buf_char(&g->line, SHEET_EXACT_MARK);
    buf_add(&g->line, exact->p, exact->n);
    buf_char(&g->line, SHEET_EXACT_MARK);
    buf_int(&g->line, style);
}

void sheet_grid_fault(struct sheet_grid *g, uint32_t row, uint32_t column, enum cell_fault fault)
{
    bool there = g->begun && g->row == row && g->marks.n == column + 1;
    g->failed = g->failed || !(there || open_cell(g, row, column));
    if (g->failed)
        return;
    g->marks.p[column] =
        (char)((g->marks.p[column] & SHEET_MARK_HIDDEN) | (int)fault * SHEET_MARK_FAULT);
    g->marked = true;
}

void sheet_grid_hide_row(struct sheet_grid *g, uint32_t row)
{
    if (!g->begun || g->row != row)
        return;
    g->marks.p[0] = (char)(g->marks.p[0] | SHEET_MARK_HIDDEN);
    g->marked = true;
}

void sheet_grid_hide_column(struct sheet_grid *g, uint32_t column)
{
    const struct reader *r = g->reader;
    if (column >= r->limits->columns)
        return;
    if (!g->hidden_columns)
        g->hidden_columns = ARENA_ARRAY(r->arena, bool, r->limits->columns);
    g->hidden_columns[column] = true;
}

enum cell_fault sheet_mark_fault(uint8_t mark)
{
    return (enum cell_fault)((mark & ~SHEET_MARK_HIDDEN) / SHEET_MARK_FAULT);
}

/* ---- merged cells: they are told behind all rows, some of which are then written anew ---- */

/* A range that the row at hand is in. */
struct covering {
    const struct grid_merge *merge;
    const char *value; /* of its first cell */
    size_t n;
};

struct filling {
    struct sheet_grid *grid;
    struct arena *arena, *row_arena;
    size_t next; /* of the merges, which are in order of their first rows */
    VEC(struct covering) covers;
    struct buf line, marks;
    size_t left; /* ranges that overlap could ask for more work than a sheet has cells */
};

static int by_row(const void *a, const void *b)
{
    const struct grid_merge *x = a, *y = b;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return (x->column > y->column) - (x->column < y->column);
}

/* Takes the ranges that begin in the row; those that began in a row that is empty have no value. */
static void begin_ranges(struct filling *f, const struct sheet_row *r)
{
    const struct sheet_grid *g = f->grid;
    for (; f->next < g->merges.n && g->merges.v[f->next].row < r->number; f->next++) {
        const struct grid_merge *m = &g->merges.v[f->next];
        if (m->row + 1 != r->number || m->column >= g->n_columns)
            continue;
        struct sheet_cell cell = sheet_row_whole(r, m->column);
        VEC_PUSH(f->arena, &f->covers,
                 ((struct covering){m, arena_strndup(f->arena, cell.utf8, cell.n), cell.n}));
    }
}

/* Leaves those that reach down to the row. */
static void end_ranges(struct filling *f, uint32_t number)
{
    size_t n = 0;
    for (size_t i = 0; i < f->covers.n; i++)
        if (f->covers.v[i].merge->last_row + 1 >= number)
            f->covers.v[n++] = f->covers.v[i];
    f->covers.n = n;
}

/* What a cell that is empty has of the ranges: the first column of a range has its value, the
 * others belong to that cell. */
static struct sheet_cell cell_of_ranges(const struct filling *f, uint32_t number, size_t column,
                                        uint8_t *mark)
{
    struct sheet_cell cell = {NULL, 0};
    for (size_t i = 0; i < f->covers.n; i++) {
        const struct grid_merge *m = f->covers.v[i].merge;
        if (m->column == column && m->row + 1 < number) {
            if (!cell.n)
                cell = (struct sheet_cell){f->covers.v[i].value, f->covers.v[i].n};
            *mark |= SHEET_FROM_ABOVE;
        } else if (column > m->column && column <= m->last_column) {
            *mark |= SHEET_FROM_LEFT;
        }
    }
    return cell;
}

static bool fill_row(struct filling *f, size_t row, const struct sheet_row *r)
{
    struct sheet_grid *g = f->grid;
    size_t work = f->covers.n * g->n_columns;
    if (work > f->left)
        return sheet_too_many(g->reader);
    f->left -= work;
    buf_clear(&f->line);
    buf_clear(&f->marks);
    for (size_t c = 0; c < g->n_columns; c++) {
        struct sheet_cell cell = sheet_row_whole(r, c);
        uint8_t mark = r->marks ? r->marks[c] : 0;
        if (!cell.n && !mark)
            cell = cell_of_ranges(f, r->number, c, &mark);
        if (c)
            buf_char(&f->line, '\t');
        buf_add(&f->line, cell.utf8, cell.n);
        buf_char(&f->marks, (char)mark);
    }
    if (sheet_store_bytes(g->store) > g->reader->limits->text)
        return sheet_too_many(g->reader);
    return sheet_store_replace(g->store, row,
                               &(struct sheet_line){r->number, f->line.p, f->line.n, f->marks.n,
                                                    (const uint8_t *)f->marks.p});
}

static bool fill_merges(struct sheet_grid *g)
{
    enum { WORK = 64 }; /* ranges over each column, when all are */
    struct filling f = {.grid = g, .arena = arena_new(), .row_arena = arena_new()};
    struct arena_mark empty = arena_mark(f.row_arena);
    bool ok = true;
    f.left = g->reader->limits->cells * WORK;
    if (g->merges.n)
        qsort(g->merges.v, g->merges.n, sizeof *g->merges.v, by_row);
    size_t n = g->merges.n ? sheet_store_count(g->store) : 0;
    for (size_t row = g->first; ok && row < n; row++) {
        struct sheet_row r = sheet_store_row(g->store, f.row_arena, row, g->n_columns);
        end_ranges(&f, r.number);
        begin_ranges(&f, &r);
        ok = !f.covers.n || fill_row(&f, row, &r);
        arena_reset(f.row_arena, empty);
    }
    buf_drop(&f.line);
    buf_drop(&f.marks);
    arena_drop(f.row_arena);
    arena_drop(f.arena);
    g->merges.n = 0;
    return ok;
}

/* ---- the sheet ---- */

static bool end_part(struct sheet_grid *g)
{
    if (!end_row(g))
        return false;
    bool ok = !g->store || fill_merges(g);
    usual_report_cells(&g->odd, g->name, g->reader->pos, g->reader->diags);
    g->odd = (struct usual_tally){0};
    g->first = g->store ? sheet_store_count(g->store) : 0;
    return ok;
}

bool sheet_grid_part(struct sheet_grid *g, const char *name)
{
    bool ok = end_part(g);
    g->name = name;
    g->hidden_columns = NULL;
    if (g->store)
        begin_part(g);
    return ok;
}

/* All rows into the sheet's arena. */
static void take_rows(const struct sheet_grid *g, struct sheet_table *s)
{
    struct sheet_row *rows = ARENA_ARRAY(s->arena, struct sheet_row, s->n_rows);
    for (size_t i = 0; i < s->n_rows; i++)
        rows[i] = sheet_store_row(g->store, s->arena, i, s->n_columns);
    s->rows = rows;
}

struct sheet_table *sheet_grid_finish(struct sheet_grid *g)
{
    const struct sheet_limits *most = g->reader->limits;
    if (g->failed || !end_part(g))
        return NULL;
    size_t n = g->store ? sheet_store_count(g->store) : 0;
    if (!n) {
        sheet_fail(g->reader, DIAG_K015, NULL);
        return NULL;
    }
    if (n * g->n_columns > most->cells) {
        sheet_too_many(g->reader);
        return NULL;
    }
    struct sheet_table *s = ARENA_NEW(g->reader->arena, struct sheet_table);
    *s = (struct sheet_table){.arena = g->reader->arena,
                              .n_rows = n,
                              .n_columns = g->n_columns,
                              .name_column = SHEET_NONE};
    s->name = arena_strdup(s->arena, g->name);
    if (most->spooled) {
        s->store = g->store;
        g->store = NULL;
    } else {
        take_rows(g, s);
    }
    return s;
}
