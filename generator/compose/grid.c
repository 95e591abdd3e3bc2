/*
 * The grid of a table: cells fill a row's free places from the left; places that a cell above
 * reaches into are taken. Every place of a table without errors belongs to one cell afterwards,
 * counters and groups included. A group, a sum row, the head and the table are bounds that no cell
 * reaches over.
 */
#include "compose/compose_int.h"
#include "compose/diag.def"

/* A run of rows that spans may not leave. */
struct section {
    struct grid *g;
    const char *bound; /* where the section ends, for findings */
    int rows;          /* from the present one on */
    bool head;
    int counter;
    struct flow_cell **above; /* by column: the cell that takes the place */
    int *reach;               /* by column: rows that it takes yet, the present one included */
};

/* What a row has to offer, and what its cells ask for. */
struct room {
    int free, counters; /* places; those of them that are counters' */
    int wanted;
    bool fill; /* the compiler fills the counters in */
};

static bool is_counter(const struct section *s, int column)
{
    return !s->head && s->g->columns[column]->content == COLUMN_COUNTER;
}

static const char *number_text(struct section *s, int n)
{
    return arena_printf(s->g->c->arena, "%d", n);
}

static void fail(struct section *s, const struct diag_code *code, struct pos pos,
                 const char *const args[])
{
    diag_add(s->g->c->diags, code, pos, args);
    s->g->failed = true;
}

#define FAIL(s, code, pos, ...) fail((s), (code), (pos), (const char *const[]){__VA_ARGS__, NULL})

/* Too few cells are the row's fault, too many are the first one's that has no place. What asks for
 * the counters' places too reaches over them. */
static struct room measure(struct section *s, const struct flow_row *row)
{
    struct room room = {0};
    for (int c = 0; c < s->g->n; c++) {
        room.free += !s->reach[c];
        room.counters += !s->reach[c] && is_counter(s, c);
    }
    for (const struct flow_cell *cell = row->first; cell; cell = cell->next)
        room.wanted += cell->columns;
    room.fill = room.wanted != room.free;
    int places = room.free - (room.fill ? room.counters : 0), missing = places - room.wanted;
    if (missing > 0)
        FAIL(s, DIAG_R006, row->pos, number_text(s, places), number_text(s, room.wanted),
             number_text(s, missing));
    if (missing < 0) {
        const struct flow_cell *cell = row->first;
        for (int used = cell->columns; used <= places; used += cell->columns)
            cell = cell->next;
        FAIL(s, DIAG_R007, cell->pos, number_text(s, places), number_text(s, room.wanted));
    }
    return room;
}

/* The cell's columns that are free; what is not is reported. */
static void clip_columns(struct section *s, struct flow_cell *cell, int column, bool fill)
{
    int free = 1, next = column + 1;
    while (free < cell->columns && next < s->g->n && !s->reach[next] &&
           !(fill && is_counter(s, next)))
        free++, next++;
    if (free == cell->columns)
        return;
    cell->columns = free;
    if (next == s->g->n)
        return; /* counted already */
    if (!s->reach[next]) {
        FAIL(s, DIAG_R013, cell->pos, NULL);
        return;
    }
    uint32_t line = source_place(s->above[next]->pos).line;
    FAIL(s, DIAG_R008, cell->pos, number_text(s, next + 1), number_text(s, (int)line));
}

/* The cell for a free place, put before *at when the compiler makes it. NULL: none is left. */
static struct flow_cell *cell_for(struct section *s, const struct flow_row *row, struct room room,
                                  struct flow_cell **at, int column)
{
    struct composer *c = s->g->c;
    struct flow_cell *cell = *at;
    bool plain = row->kind == ROW_PLAIN;
    if (is_counter(s, column) && room.fill) {
        const char *number = plain ? number_text(s, s->counter) : "";
        *at = compose_new_cell(c, row->pos, text_from_utf8(c->arena, number, row->pos));
        (*at)->next = cell;
        return *at;
    }
    if (cell && is_counter(s, column) && plain && cell->columns == 1)
        FAIL(s, DIAG_R013, cell->pos, NULL);
    if (cell)
        clip_columns(s, cell, column, room.fill);
    return cell;
}

static void put(struct section *s, struct flow_cell *cell, int column)
{
    cell->column = column;
    if (cell->rows > s->rows) {
        FAIL(s, DIAG_R009, cell->pos, number_text(s, cell->rows), s->bound,
             number_text(s, s->rows));
        cell->rows = s->rows;
    }
    for (int c = column; c < column + cell->columns; c++) {
        s->above[c] = cell;
        s->reach[c] = cell->rows;
    }
}

/* Sum rows stand alone. */
static void place_row(struct section *s, struct flow_row *row)
{
    if (!s->rows)
        for (const struct flow_row *r = row; r && r->kind == ROW_PLAIN; r = r->next)
            s->rows++;
    if (!s->rows)
        s->rows = 1;
    struct room room = measure(s, row);
    struct flow_cell **at = &row->first;
    s->counter += row->kind == ROW_PLAIN && room.fill && room.counters;
    for (int c = 0; c < s->g->n;) {
        if (s->reach[c]) {
            c++;
            continue;
        }
        struct flow_cell *cell = cell_for(s, row, room, at, c);
        if (!cell)
            break;
        put(s, cell, c);
        c += cell->columns;
        at = &cell->next;
    }
    *at = NULL;
    for (int c = 0; c < s->g->n; c++)
        s->reach[c] -= s->reach[c] > 0;
    s->rows--;
}

/* A group's title stands over all columns. */
static void place_rows(struct grid *g, struct flow_row *first, bool head, const char *bound)
{
    struct section s = {.g = g, .head = head, .bound = bound};
    s.above = ARENA_ARRAY(g->c->arena, struct flow_cell *, (size_t)g->n);
    s.reach = ARENA_ARRAY(g->c->arena, int, (size_t)g->n);
    for (struct flow_row *row = first; row; row = row->next) {
        if (row->kind != ROW_GROUP) {
            place_row(&s, row);
            continue;
        }
        row->first->columns = g->n;
        row->first->column = 0;
        row->first->rows = 1;
        s.rows = 0;
    }
}

/* Without a head of the author's: the columns' titles. A vehicle's own table has rows only. */
static struct flow_row *title_row(struct grid *g)
{
    struct flow_row *row = ARENA_NEW(g->c->arena, struct flow_row);
    struct flow_cell **last = &row->first;
    bool titles = false;
    row->pos = g->table->pos;
    for (int c = 0; c < g->n; c++) {
        struct text title = g->columns[c]->title;
        titles = titles || title.n;
        *last = compose_new_cell(g->c, text_pos(title, 0), title);
        last = &(*last)->next;
    }
    return titles ? row : NULL;
}

void compose_places(struct grid *g)
{
    bool english = diags_lang(g->c->diags) == DIAG_EN;
    if (!g->table->head)
        g->table->head = title_row(g);
    place_rows(g, g->table->head, true, english ? "head" : "表头");
    place_rows(g, g->table->rows, false,
               english ? "table, the group or into a sum row" : "表、组，或者到了合计行");
}
