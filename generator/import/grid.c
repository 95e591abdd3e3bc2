/*
 * A table's places. Cells that a draft's table lacks at an end of a row are empty; a table within a
 * cell is lines of that cell. Lines of a text that tabs part are a table, too: so it is pasted from
 * a workbook.
 */
#include "base/usual.h"
#include "base/utf8.h"
#include "import/tables_int.h"
#include "value/people.h"

enum { MOST_COLUMNS = 99, MOST_SPAN = 999 };

struct grid_cell *grid_at(const struct grid *g, size_t row, size_t column)
{
    return g->places[row * g->columns + column];
}

bool grid_begins(const struct grid *g, size_t row, size_t column)
{
    const struct grid_cell *c = grid_at(g, row, column);
    return c->row == row && c->column == column;
}

struct grid_cell *grid_only(const struct grid *g, size_t row)
{
    struct grid_cell *c = grid_at(g, row, 0);
    return c->columns == g->columns && c->rows == 1 && g->columns > 1 ? c : NULL;
}

bool grid_is_bound(const struct grid *g, size_t row)
{
    for (size_t c = 0; c < g->columns && row < g->rows; c++)
        if (grid_at(g, row, c)->row < row)
            return false;
    return true;
}

/* ---- cells ---- */

static void add_line(struct importer *im, struct grid_cell *cell, const struct draft_paragraph *p,
                     struct text t)
{
    struct usual_tally odd = {0};
    t = text_trimmed(usual_text(im->arena, t, &odd));
    import_count_emoji(im, t);
    if (t.n)
        VEC_PUSH(im->arena, &cell->lines, ((struct grid_line){t, p}));
}

static void add_paragraph(struct importer *im, struct grid_cell *cell,
                          const struct draft_paragraph *p)
{
    struct text t = p->label.n ? text_joined(im->arena, p->label, p->text) : p->text;
    for (size_t i = 0, from = 0; i <= t.n; i++) {
        if (i < t.n && t.cp[i] != TEXT_BREAK)
            continue;
        add_line(im, cell, p, text_part(t, from, i));
        from = i + 1;
    }
}

static void add_blocks(struct importer *im, struct grid *g, struct grid_cell *cell,
                       const struct draft_blocks *blocks)
{
    for (size_t i = 0; i < blocks->n; i++) {
        const struct draft_block *b = &blocks->v[i];
        if (b->kind == DRAFT_PARAGRAPH) {
            add_paragraph(im, cell, b->paragraph);
            continue;
        }
        g->nested = true;
        for (size_t r = 0; r < b->table->n; r++)
            for (size_t c = 0; c < b->table->rows[r].n; c++)
                add_blocks(im, g, cell, &b->table->rows[r].cells[c].blocks);
    }
}

static struct text joined_lines(struct importer *im, const struct grid_cell *cell)
{
    struct text_builder b = {.arena = im->arena};
    if (cell->lines.n == 1)
        return cell->lines.v[0].text;
    for (size_t i = 0; i < cell->lines.n; i++) {
        b.src = b.src ? b.src : cell->lines.v[i].text.src;
        text_add_text(&b, cell->lines.v[i].text);
    }
    return text_done(&b);
}

/* In its row, the places that are free of those that it asks for. */
static struct grid_cell *add_cell(struct importer *im, struct grid *g, size_t row, size_t column,
                                  size_t columns)
{
    struct grid_cell *cell = ARENA_NEW(im->arena, struct grid_cell);
    size_t right = column;
    for (; right < g->columns && right < column + columns && !grid_at(g, row, right); right++)
        g->places[row * g->columns + right] = cell;
    *cell = (struct grid_cell){.row = row, .column = column, .rows = 1, .columns = right - column};
    return cell;
}

/* Down over rows whose places nothing else takes. */
static void extend(struct grid *g, struct grid_cell *cell, size_t rows)
{
    for (size_t r = cell->row + 1; r < g->rows && r < cell->row + rows; r++) {
        for (size_t c = cell->column; c < cell->column + cell->columns; c++)
            if (grid_at(g, r, c))
                return;
        for (size_t c = cell->column; c < cell->column + cell->columns; c++)
            g->places[r * g->columns + c] = cell;
        cell->rows++;
    }
}

static void fill_empty(struct importer *im, struct grid *g)
{
    for (size_t r = 0; r < g->rows; r++)
        for (size_t c = 0; c < g->columns; c++)
            if (!grid_at(g, r, c))
                add_cell(im, g, r, c, 1);
}

static void make_places(struct importer *im, struct grid *g)
{
    g->places = ARENA_ARRAY(im->arena, struct grid_cell *, g->rows * g->columns + 1);
}

bool grid_of_table(struct importer *im, const struct draft_table *t, struct grid *out)
{
    struct wanted {
        struct grid_cell *cell;
        size_t rows;
    };
    VEC(struct wanted) all = {0};
    *out = (struct grid){.rows = t->n, .columns = t->columns, .table = t};
    if (!t->n || !t->columns || t->columns > MOST_COLUMNS)
        return false;
    make_places(im, out);
    for (size_t r = 0; r < t->n; r++)
        for (size_t c = 0; c < t->rows[r].n; c++) {
            const struct draft_cell *from = &t->rows[r].cells[c];
            if (from->covered || from->column >= out->columns || grid_at(out, r, from->column))
                continue;
            struct grid_cell *cell =
                add_cell(im, out, r, from->column, from->columns ? from->columns : 1);
            add_blocks(im, out, cell, &from->blocks);
            cell->text = joined_lines(im, cell);
            VEC_PUSH(im->arena, &all, ((struct wanted){cell, from->rows}));
        }
    for (size_t i = 0; i < all.n; i++)
        extend(out, all.v[i].cell, all.v[i].rows < MOST_SPAN ? all.v[i].rows : MOST_SPAN);
    fill_empty(im, out);
    return true;
}

/* ---- lines ---- */

static size_t count_tabs(struct text t)
{
    size_t n = 0;
    for (size_t i = 0; i < t.n; i++)
        n += t.cp[i] == '\t';
    return n;
}

/* Of no more parts than the first one: empty ones at its end may have been left out. */
static bool is_row(const struct importer *im, size_t i, size_t tabs)
{
    const struct import_block *b = &im->blocks[i];
    struct roster_line line;
    size_t own = count_tabs(b->typed);
    if (!b->paragraph || b->taken || b->line.label.n || !own || own > tabs || b->gap ||
        (tabs == 1 && !count_tabs(b->line.text)))
        return false;
    return !(line_read(im->arena, b->line.text, &line) && line.label.n);
}

/* 姓名	电话: two words of which neither is somebody's name are heads; two of anything else may be any. */
static bool are_two_heads(const struct import_block *b)
{
    enum { MOST = 6 };
    struct text t = b->line.text, word;
    size_t words = 0;
    for (size_t i = 0; i <= t.n; words++) {
        size_t from = i;
        while (i < t.n && t.cp[i] != '\t')
            i++;
        word = text_trimmed(text_part(t, from, i++));
        for (size_t k = 0; k < word.n; k++)
            if (!utf8_is_han(word.cp[k]))
                return false;
        if (!word.n || word.n > MOST || people_is_name(word))
            return false;
    }
    return words == 2;
}

size_t grid_of_lines(struct importer *im, size_t i, size_t end, struct grid *out)
{
    enum { ROWS_LEAST = 2, TABS_LEAST = 1 };
    size_t tabs = count_tabs(im->blocks[i].typed), n = 1;
    if (im->draft->format == DRAFT_DOCX || tabs < TABS_LEAST || tabs >= MOST_COLUMNS ||
        im->blocks[i].taken || im->blocks[i].line.label.n ||
        (tabs == TABS_LEAST && !are_two_heads(&im->blocks[i])))
        return 0;
    while (i + n < end && is_row(im, i + n, tabs))
        n++;
    if (n < ROWS_LEAST)
        return 0;
    *out = (struct grid){.rows = n, .columns = tabs + 1};
    make_places(im, out);
    for (size_t r = 0; r < n; r++) {
        struct text t = im->blocks[i + r].typed;
        for (size_t k = 0, from = 0, column = 0; k <= t.n; k++) {
            if (k < t.n && t.cp[k] != '\t')
                continue;
            struct grid_cell *cell = add_cell(im, out, r, column++, 1);
            add_line(im, cell, im->blocks[i + r].paragraph, text_part(t, from, k));
            cell->text = joined_lines(im, cell);
            from = k + 1;
        }
    }
    fill_empty(im, out);
    return n;
}
