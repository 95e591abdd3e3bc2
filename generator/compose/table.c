/*
 * Tables, each in steps of time linear in its cells: line breaks of cells part paragraphs, a total
 * is added, every place of the grid gets its cell (grid.c), sums are filled in or checked (sum.c),
 * days are written in one way, and neighbours that say the same are merged.
 */
#include <string.h>

#include "base/utf8.h"
#include "compose/compose_int.h"
#include "compose/diag.def"
#include "value/date.h"

/* ---- line breaks ---- */

static size_t line_end(struct text t, size_t from)
{
    while (from < t.n && t.cp[from] != TEXT_BREAK && t.cp[from] != '\n')
        from++;
    return from;
}

/* Paragraphs being made of one. */
struct splitter {
    struct composer *c;
    struct flow **paragraph;   /* where the next paragraph goes */
    struct flow_piece **piece; /* where the next piece goes; NULL: into a new paragraph */
};

static void add_piece(struct splitter *s, const struct flow_piece *from, struct text t)
{
    if (!s->piece) {
        struct flow *f = *s->paragraph = compose_node(s->c, FLOW_PARAGRAPH, from->pos);
        s->paragraph = &f->next;
        s->piece = &f->pieces;
    }
    struct flow_piece *piece = *s->piece = arena_copy(s->c->arena, from, sizeof *from);
    piece->text = t;
    piece->next = NULL;
    s->piece = &piece->next;
}

static bool has_line_break(const struct flow_cell *cell)
{
    for (const struct flow *f = cell->first; f; f = f->next)
        for (const struct flow_piece *p = f->pieces; p; p = p->next)
            if (line_end(p->text, 0) < p->text.n)
                return true;
    return false;
}

/* A cell of nothing but line breaks is empty. */
static void split_cell(struct composer *c, struct flow_cell *cell)
{
    struct splitter s = {.c = c, .paragraph = &cell->first};
    for (struct flow *f = cell->first, *next; f; f = next) {
        next = f->next;
        s.piece = NULL;
        *s.paragraph = NULL;
        if (f->kind != FLOW_PARAGRAPH) {
            *s.paragraph = f;
            s.paragraph = &f->next;
        }
        for (const struct flow_piece *p = f->pieces; p; p = p->next) {
            struct text t = p->text;
            if (!t.n)
                add_piece(&s, p, t);
            for (size_t i = 0, end; i < t.n; i = end + 1) {
                end = line_end(t, i);
                if (end > i)
                    add_piece(&s, p, text_part(t, i, end));
                if (end < t.n)
                    s.piece = NULL;
            }
        }
    }
    *s.paragraph = NULL;
}

static void break_lines(struct composer *c, struct flow_row *row)
{
    for (; row; row = row->next)
        for (struct flow_cell *cell = row->first; cell; cell = cell->next)
            if (has_line_break(cell))
                split_cell(c, cell);
}

/* ---- merged columns ---- */

/* Characters of a paragraph one by one, whatever pieces they stand in. */
struct word_reader {
    const struct flow_piece *piece;
    size_t i;
};

static uint32_t read_next(struct word_reader *at)
{
    while (at->piece && at->i == at->piece->text.n)
        *at = (struct word_reader){at->piece->next, 0};
    return at->piece ? at->piece->text.cp[at->i++] : 0;
}

static bool same_content(const struct flow_cell *a, const struct flow_cell *b)
{
    const struct flow *x = a->first, *y = b->first;
    for (; x && y; x = x->next, y = y->next) {
        struct word_reader of_x = {x->pieces, 0}, of_y = {y->pieces, 0};
        uint32_t cp;
        if (x->kind != FLOW_PARAGRAPH || y->kind != FLOW_PARAGRAPH)
            return false;
        do {
            cp = read_next(&of_x);
            if (cp != read_next(&of_y))
                return false;
        } while (cp);
    }
    return !x && !y;
}

/* Neighbours that say the same become one cell over their rows, as long as the cells of the merged
 * columns to their left are one as well. Empty cells, cells with spans of their own, groups and
 * sums end a run. */
struct merger {
    struct grid *g;
    struct flow_cell **tops; /* by column: the cell that a run begins with, or NULL */
    int seen;                /* columns of the row that have been seen */
    bool same;               /* those of them that are merged say what they said above */
};

/* Columns where no cell begins. */
static void skip_to(struct merger *m, int column)
{
    for (; m->seen < column; m->seen++) {
        m->same = m->same && !m->g->columns[m->seen]->merge;
        m->tops[m->seen] = NULL;
    }
}

/* Whether the cell becomes part of the one above. */
static bool join_above(struct merger *m, struct flow_cell *cell)
{
    bool can = cell->columns == 1 && cell->rows == 1 && cell->first;
    skip_to(m, cell->column);
    m->seen++;
    if (!m->g->columns[cell->column]->merge)
        return false;
    struct flow_cell **top = &m->tops[cell->column];
    m->same = m->same && can && *top && same_content(*top, cell);
    if (m->same)
        (*top)->rows++;
    else
        *top = can ? cell : NULL;
    return m->same;
}

static void merge(struct grid *g)
{
    size_t size = sizeof(struct flow_cell *) * (size_t)g->n;
    struct merger m = {.g = g, .tops = arena_alloc(g->c->arena, size)};
    for (struct flow_row *row = g->table->rows; row; row = row->next) {
        if (row->kind != ROW_PLAIN) {
            memset(m.tops, 0, size);
            continue;
        }
        m.seen = 0;
        m.same = true;
        for (struct flow_cell **at = &row->first; *at;)
            if (join_above(&m, *at))
                *at = (*at)->next;
            else
                at = &(*at)->next;
        skip_to(&m, g->n);
    }
}

/* ---- days ---- */

/* The only text of a cell; NULL: it has other things, or none. */
static struct flow_piece *only_text(const struct flow_cell *cell)
{
    const struct flow *f = cell->first;
    bool one = f && !f->next && f->kind == FLOW_PARAGRAPH && f->pieces && !f->pieces->next &&
               f->pieces->kind == PIECE_TEXT;
    return one ? f->pieces : NULL;
}

static bool has_digit(struct text t)
{
    size_t i = 0;
    while (i < t.n && !utf8_is_digit(utf8_narrow(t.cp[i])))
        i++;
    return i < t.n;
}

/* However the day is written; 待定 and — stay. */
static void write_day(struct grid *g, struct flow_cell *cell, bool year)
{
    struct arena *a = g->c->arena;
    struct flow_piece *piece = only_text(cell);
    struct date day;
    if (!piece)
        return;
    struct text t = text_trimmed(piece->text);
    if (date_read_day(t, &day))
        piece->text = text_from_utf8(
            a, year ? date_text(a, day) : arena_printf(a, "%d月%d日", day.month, day.day),
            text_pos(t, 0));
    else if (has_digit(t))
        diag(g->c->diags, DIAG_R177, text_pos(t, 0), text_utf8(a, t));
}

static void write_days(struct grid *g)
{
    for (struct flow_row *row = g->table->rows; row; row = row->next)
        for (struct flow_cell *cell = row->first; cell; cell = cell->next) {
            enum column_content content = g->columns[cell->column]->content;
            if (row->kind == ROW_PLAIN && (content == COLUMN_DATE || content == COLUMN_DAY))
                write_day(g, cell, content == COLUMN_DATE);
        }
}

/* ---- the steps ---- */

static void settle_grid(struct composer *c, struct flow_table *table)
{
    struct grid g = {.c = c, .table = table};
    for (const struct flow_column *column = table->columns; column; column = column->next)
        g.n++;
    g.columns = ARENA_ARRAY(c->arena, struct flow_column *, (size_t)g.n);
    g.n = 0;
    for (struct flow_column *column = table->columns; column; column = column->next)
        g.columns[g.n++] = column;
    table->n_columns = g.n;
    break_lines(c, table->head);
    break_lines(c, table->rows);
    compose_total(&g);
    compose_places(&g);
    if (!g.failed) {
        compose_sums(&g);
        write_days(&g);
        merge(&g);
    }
    c->failed = c->failed || g.failed;
}

struct flow *compose_table_node(struct composer *c, struct flow_table *table)
{
    struct flow *f = compose_node(c, FLOW_TABLE, table->pos);
    settle_grid(c, table);
    f->table = table;
    return f;
}

/* ---- as an author wrote it ---- */

static struct flow *written_content(struct composer *c, const struct block *b)
{
    struct flow *first = NULL, **last = &first;
    for (; b; b = b->next, last = &(*last)->next)
        *last = compose_text_block(c, b);
    return first;
}

static struct flow_row *written_rows(struct composer *c, const struct table_row *row)
{
    struct flow_row *first = NULL, **last = &first;
    for (; row; row = row->next, last = &(*last)->next) {
        *last = ARENA_NEW(c->arena, struct flow_row);
        **last = (struct flow_row){.pos = row->pos,
                                   .kind = row->kind,
                                   .opens_sheet = row->opens_sheet,
                                   .sums_sheet = row->sums_sheet,
                                   .whole = row->whole};
        struct flow_cell **next = &(*last)->first;
        for (const struct table_cell *cell = row->first; cell; cell = cell->next) {
            *next = ARENA_NEW(c->arena, struct flow_cell);
            **next = (struct flow_cell){.pos = cell->pos,
                                        .first = written_content(c, cell->first),
                                        .figure = cell->figure,
                                        .columns = cell->columns,
                                        .rows = cell->rows,
                                        .align = cell->align};
            next = &(*next)->next;
        }
    }
    return first;
}

static struct flow_column *written_columns(struct composer *c, const struct table *written)
{
    struct flow_column *first = NULL, **last = &first;
    for (const struct table_column *column = written->columns; column; column = column->next, last = &(*last)->next) {
        *last = ARENA_NEW(c->arena, struct flow_column);
        **last = (struct flow_column){.pos = column->pos,
                                      .title = written->headless ? (struct text){0} : column->title,
                                      .width = column->width,
                                      .share = column->share,
                                      .align = column->align,
                                      .content = column->content,
                                      .sum = column->sum,
                                      .merge = column->merge};
    }
    return first;
}

/* 注：…, or 注：1.…, 2.… when there are several. */
static struct text_item *written_notes(struct composer *c, const struct text_item *notes)
{
    struct text_item *first = NULL, **last = &first;
    int n = 0;
    for (const struct text_item *note = notes; note; note = note->next) {
        const char *label = note == notes ? "注：" : "";
        if (notes->next)
            label = arena_printf(c->arena, "%s%d.", label, ++n);
        *last = compose_item(c, compose_labelled(c, label, note->text));
        last = &(*last)->next;
    }
    return first;
}

struct flow_table *compose_written_table(struct composer *c, const struct table *written)
{
    struct flow_table *table = ARENA_NEW(c->arena, struct flow_table);
    *table = (struct flow_table){
        .pos = written->pos,
        .title = written->title,
        .unit = written->unit.n ? compose_labelled(c, "单位：", written->unit) : written->unit,
        .notes = written_notes(c, written->notes),
        .columns = written_columns(c, written),
        .head = written_rows(c, written->head),
        .rows = written_rows(c, written->rows),
        .whole = written->whole,
        .size_least = written->size_least,
        .continued = written->continued};
    return table;
}
