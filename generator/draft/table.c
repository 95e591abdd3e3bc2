/*
 * Tables: rows of cells on a grid of columns. Cells that are merged downwards are one, which has
 * what all of them had; a row that a tracked change deleted is left out.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "draft/docx_int.h"

enum { MOST_COLUMNS = 256 }; /* Word has 63 at most */

struct cells {
    struct draft_cell *v;
    size_t n, cap;
};

struct row {
    struct cells cells;
    bool head;
    const struct draft_control *control;
};

/* A cell that goes on below, by its row and its index in it. */
struct above {
    size_t row, cell;
    bool open;
};

struct table {
    struct docx *d;
    struct draft_table *out;
    VEC(struct row) rows;
    struct above above[MOST_COLUMNS]; /* by the column where it begins */
    int widths[MOST_COLUMNS];
    uint32_t page, next_page; /* where the row begins, and where its longest cell ends */
    const struct draft_control *control;
};

static uint32_t count_of(const struct part_node *properties, enum part_tag tag, uint32_t other)
{
    long n = part_number(part_child_value(properties, tag), (long)other);
    return n >= 0 && n < MOST_COLUMNS ? (uint32_t)n : other;
}

/* ---- the grid ---- */

static void read_grid(struct table *t, const struct part_node *grid)
{
    uint32_t n = 0;
    for (const struct part_node *c = grid ? grid->first : NULL; c; c = c->next)
        n += c->tag == TAG_GRID_COLUMN;
    t->out->columns = n < MOST_COLUMNS ? n : MOST_COLUMNS;
    n = 0;
    for (const struct part_node *c = grid ? grid->first : NULL; c && n < MOST_COLUMNS; c = c->next)
        if (c->tag == TAG_GRID_COLUMN)
            t->widths[n++] = part_length(part_attr(c, "w"), 0);
}

/* ---- cells ---- */

static bool is_shaded(const struct part_node *shade)
{
    const char *fill = part_attr(shade, "fill");
    return fill && *fill && !part_is(fill, "auto") && strcasecmp(fill, "FFFFFF") != 0;
}

static bool goes_on(const struct part_node *properties, enum part_tag merge)
{
    const struct part_node *n = part_child(properties, merge);
    return n && !part_is(part_value(n), "restart");
}

static void take_blocks(struct arena *a, struct draft_blocks *to, const struct draft_blocks *from)
{
    for (size_t i = 0; i < from->n; i++)
        VEC_PUSH(a, to, from->v[i]);
}

/* The cell whose place this one is part of, or NULL. */
static struct draft_cell *covering(struct table *t, uint32_t column)
{
    const struct above *a = column < MOST_COLUMNS ? &t->above[column] : NULL;
    bool there = a && a->open && a->row + 1 < t->rows.n;
    return there ? &t->rows.v[a->row].cells.v[a->cell] : NULL;
}

/* The words of covered cells go to the one that covers them, empty paragraphs do not. */
static void place_cell(struct table *t, struct draft_cell *cell, bool covered, bool has_words)
{
    struct row *row = &t->rows.v[t->rows.n - 1];
    struct draft_cell *above = covered ? covering(t, cell->column) : NULL;
    if (above) {
        cell->covered = true;
        above->rows = (uint32_t)(t->rows.n - t->above[cell->column].row);
        if (has_words)
            take_blocks(t->d->arena, &above->blocks, &cell->blocks);
        cell->blocks = (struct draft_blocks){0};
    } else if (cell->column < MOST_COLUMNS) {
        t->above[cell->column] = (struct above){t->rows.n - 1, row->cells.n, true};
    }
    VEC_PUSH(t->d->arena, &row->cells, *cell);
}

/* A cell that is part of the one at its left; or has no column left, as in no file of an office. */
static bool join_left(struct table *t, struct draft_cell *cell, bool merged, bool has_words)
{
    struct row *row = &t->rows.v[t->rows.n - 1];
    bool beyond = cell->column + cell->columns > MOST_COLUMNS;
    if (!row->cells.n && beyond)
        cell->columns = MOST_COLUMNS - cell->column;
    if (!row->cells.n || (!merged && !beyond))
        return false;
    struct draft_cell *left = &row->cells.v[row->cells.n - 1];
    left->columns += beyond ? 0 : cell->columns;
    if (has_words)
        take_blocks(t->d->arena, &left->blocks, &cell->blocks);
    return true;
}

static void read_cell(struct table *t, const struct part_node *n, uint32_t *column)
{
    struct docx *d = t->d;
    const struct part_node *properties = part_child(n, TAG_CELL_PROPERTIES);
    struct draft_cell cell = {.column = *column, .rows = 1, .control = t->control};
    size_t before = d->characters;
    cell.columns = count_of(properties, TAG_GRID_SPAN, 1);
    cell.columns += !cell.columns;
    cell.shaded = is_shaded(part_child(properties, TAG_SHADE));
    t->out->bordered =
        t->out->bordered || props_has_borders(part_child(properties, TAG_CELL_BORDERS));
    d->place.row = (uint32_t)t->rows.n;
    d->place.column = *column + 1;
    d->control = t->control;
    d->page = t->page; /* cells stand side by side */
    d->story(d, n, &cell.blocks);
    t->next_page = d->page > t->next_page ? d->page : t->next_page;
    *column += cell.columns;
    bool has_words = d->characters != before;
    if (!join_left(t, &cell, goes_on(properties, TAG_H_MERGE), has_words))
        place_cell(t, &cell, goes_on(properties, TAG_V_MERGE), has_words);
}

static void tell_deleted(struct docx *d, const struct part_node *n)
{
    struct buf words = {0};
    wrap_words(n, &words);
    if (words.n)
        put_left(d, DRAFT_LEFT_DELETED, words.p, NULL);
    buf_drop(&words);
}

/* What an element between rows or cells holds: of a content control, which is in force from here
 * on, and of alternatives a part of it. NULL: nothing. */
static const struct part_node *open_wrapper(struct table *t, const struct part_node *n)
{
    if (n->tag == TAG_SDT) {
        t->control = wrap_control(t->d, n, t->control);
        return part_child(n, TAG_SDT_CONTENT);
    }
    if (n->tag == TAG_ALTERNATE)
        return wrap_choice(n);
    if (n->tag == TAG_BOOKMARK_START || n->tag == TAG_BOOKMARK_END)
        put_bookmark(t->d, n);
    return n;
}

static void read_cells(struct table *t, const struct part_node *first, uint32_t *column)
{
    for (const struct part_node *n = first; n; n = n->next) {
        const struct draft_control *outer = t->control;
        if (n->tag == TAG_CELL) {
            if (part_child(part_child(n, TAG_CELL_PROPERTIES), TAG_CELL_DELETED))
                tell_deleted(t->d, n);
            else
                read_cell(t, n, column);
            continue;
        }
        const struct part_node *inner = open_wrapper(t, n);
        if (inner && n->tag != TAG_ROW_PROPERTIES)
            read_cells(t, inner->first, column);
        t->control = outer;
    }
}

/* ---- rows ---- */

/* What was open above and has no cell here ends. */
static void end_above(struct table *t)
{
    size_t now = t->rows.n - 1;
    const struct cells *cells = &t->rows.v[now].cells;
    bool here[MOST_COLUMNS] = {false};
    for (size_t i = 0; i < cells->n; i++)
        if (cells->v[i].column < MOST_COLUMNS)
            here[cells->v[i].column] = true;
    for (uint32_t i = 0; i < t->out->columns && i < MOST_COLUMNS; i++)
        t->above[i].open = t->above[i].open && here[i];
}

static void read_row(struct table *t, const struct part_node *n)
{
    const struct part_node *properties = part_child(n, TAG_ROW_PROPERTIES);
    if (part_child(properties, TAG_DELETED)) {
        tell_deleted(t->d, n);
        return;
    }
    struct row *row = VEC_ADD(t->d->scratch, &t->rows);
    row->head = part_on(part_child(properties, TAG_TABLE_HEADER));
    row->control = t->control;
    uint32_t column = count_of(properties, TAG_GRID_BEFORE, 0);
    t->page = t->next_page = t->d->page;
    read_cells(t, n->first, &column);
    t->d->page = t->next_page;
    if (column > t->out->columns)
        t->out->columns = column < MOST_COLUMNS ? column : MOST_COLUMNS;
    end_above(t);
}

static void read_rows(struct table *t, const struct part_node *first)
{
    for (const struct part_node *n = first; n; n = n->next) {
        const struct draft_control *outer = t->control;
        if (n->tag == TAG_ROW) {
            read_row(t, n);
            continue;
        }
        const struct part_node *inner = open_wrapper(t, n);
        if (inner && n->tag != TAG_TABLE_PROPERTIES && n->tag != TAG_GRID)
            read_rows(t, inner->first);
        t->control = outer;
    }
}

/* ---- the whole ---- */

static void finish(struct table *t)
{
    struct arena *a = t->d->arena;
    t->out->n = t->rows.n;
    t->out->rows = ARENA_ARRAY(a, struct draft_row, t->rows.n);
    for (size_t i = 0; i < t->rows.n; i++) {
        const struct row *row = &t->rows.v[i];
        t->out->rows[i] = (struct draft_row){row->cells.v, row->cells.n, row->head, row->control};
    }
    t->out->widths = arena_copy(a, t->widths, sizeof *t->widths * t->out->columns);
}

static struct draft_table *new_table(struct docx *d, const struct part_node *n)
{
    const struct part_node *properties = part_child(n, TAG_TABLE_PROPERTIES);
    const struct style *style =
        styles_by_id(d->styles, part_child_value(properties, TAG_TABLE_STYLE));
    struct draft_table *out = ARENA_NEW(d->arena, struct draft_table);
    out->number = ++d->tables;
    out->depth = d->depth;
    out->section = d->section;
    out->style = style ? style->name : "";
    out->bordered =
        (style && style->bordered) || props_has_borders(part_child(properties, TAG_TABLE_BORDERS));
    out->control = d->control;
    return out;
}

/* Tables that are open take their memory apart: there may be very many, few at a time. */
void table_read(struct docx *d, const struct part_node *n)
{
    struct draft_place outer = d->place;
    const struct draft_control *control = d->control;
    struct table *t = mem_alloc(sizeof *t);
    *t = (struct table){.d = d, .control = control};
    struct draft_table *out = t->out = new_table(d, n);
    if (!d->depth++)
        d->place.table = out->number;
    out->place = d->place;
    out->place.line = (uint32_t)d->lines.n + 1;
    out->place.page = d->page;
    read_grid(t, part_child(n, TAG_GRID));
    read_rows(t, n->first);
    finish(t);
    free(t);
    d->depth--;
    d->place = outer;
    d->control = control;
    if (!out->n)
        return;
    struct draft_block *block = VEC_ADD(d->arena, d->blocks);
    block->kind = DRAFT_TABLE;
    block->table = out;
}
