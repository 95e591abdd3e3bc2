/*
 * A table as 表: heads of one row as titles of columns, any others as they stand; groups, subtotals
 * and totals by what their rows say; a column of figures, or of running numbers, when all of it is
 * that. A total that does not add up stays as it is typed, and is told.
 */
#include <string.h>

#include "base/utf8.h"
#include "import/diag.def"
#include "import/tables_int.h"
#include "sheet/sheet.h"
#include "value/decimal.h"
#include "value/number.h"

enum row_is { ROW_IS_PLAIN, ROW_IS_GROUP, ROW_IS_SUBTOTAL, ROW_IS_TOTAL };

struct column {
    bool counter, number, sum;
};

struct table_reader {
    struct importer *im;
    const struct table_frame *f;
    const struct grid *g;
    enum row_is *rows;
    struct column *columns;
    bool sums; /* every typed sum is that of its rows */
};

/* ---- rows ---- */

static enum sheet_tail tail_of(struct table_reader *t, size_t row)
{
    for (size_t c = 0; c < t->g->columns; c++) {
        const struct grid_cell *cell = grid_at(t->g, row, c);
        if (!cell->text.n || cell->row != row)
            continue;
        const char *utf8 = text_utf8(t->im->arena, import_without_blanks(t->im->arena, cell->text));
        return sheet_cell_tail((struct sheet_cell){utf8, strlen(utf8)});
    }
    return SHEET_PLAIN;
}

static enum row_is row_is(struct table_reader *t, size_t row)
{
    const struct grid_cell *only = grid_only(t->g, row);
    if (only && t->f->headless)
        return ROW_IS_PLAIN;
    if (only)
        return only->lines.n == 1 && row + 1 < t->g->rows && !grid_only(t->g, row + 1) &&
                       tail_of(t, row + 1) != SHEET_TOTAL
                   ? ROW_IS_GROUP
                   : ROW_IS_PLAIN;
    if (!grid_is_bound(t->g, row) || !grid_is_bound(t->g, row + 1))
        return ROW_IS_PLAIN;
    enum sheet_tail tail = tail_of(t, row);
    return tail == SHEET_TOTAL      ? ROW_IS_TOTAL
           : tail == SHEET_SUBTOTAL ? ROW_IS_SUBTOTAL
                                    : ROW_IS_PLAIN;
}

/* ---- what columns hold ---- */

/* 1, 2, 3 … in rows of their own. */
static bool counts(struct table_reader *t, size_t column)
{
    enum { DIGITS = 4 };
    int next = 1;
    if (!sheet_head_is(t->im->arena, table_head(t->f, column), "序号"))
        return false;
    for (size_t r = t->f->body; r < t->g->rows; r++) {
        const struct grid_cell *cell = grid_at(t->g, r, column);
        bool alone = cell->columns == 1 && cell->text.n;
        if (t->rows[r] == ROW_IS_TOTAL || t->rows[r] == ROW_IS_SUBTOTAL) {
            if (alone) /* 合计 in the column of numbers */
                return false;
            continue;
        }
        if (t->rows[r] == ROW_IS_GROUP)
            continue;
        if (cell->rows != 1 || cell->columns != 1 || number_whole(cell->text, DIGITS) != next++)
            return false;
    }
    return next > 1;
}

static bool is_figure(struct text t, struct decimal *figure, const struct decimal_mark **mark)
{
    enum { WHOLE_MOST = 8 };
    bool padded = t.n > 1 && t.cp[0] == '0' && utf8_is_digit(t.cp[1]);
    return decimal_read_marked(t, figure, mark) == DECIMAL_NUMBER && !padded &&
           (figure->decimals > 0 || figure->grouped || decimal_magnitude(*figure) <= WHOLE_MOST);
}

/* Every word of it a figure, of one kind, in half of its rows at least; numbers that name are none.
 */
static bool has_figures(struct table_reader *t, size_t column)
{
    static const char *const names[] = {"年", "号", "电话", "编码", "代码", "月", "日期", "手机"};
    struct text head = import_without_blanks(t->im->arena, table_head(t->f, column));
    const struct decimal_mark *first = NULL, *mark;
    struct decimal figure;
    size_t n = 0, rows = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_has(head, names[i]))
            return false;
    for (size_t r = t->f->body; r < t->g->rows; r++) {
        const struct grid_cell *cell = grid_at(t->g, r, column);
        if (t->rows[r] == ROW_IS_GROUP || cell->row != r || cell->column != column ||
            cell->columns > 1)
            continue;
        rows++;
        if (!cell->text.n)
            continue;
        if (cell->lines.n > 1 || !is_figure(cell->text, &figure, &mark) ||
            (n && !decimal_marks_agree(first, mark)))
            return false;
        first = n++ ? first : mark;
    }
    return n > 1 && 2 * n >= rows;
}

/* ---- sums ---- */

struct sum {
    struct decimal part, all;
};

/* A row's figure; an empty cell is none. */
static bool figure_at(struct table_reader *t, size_t row, size_t column, struct decimal *figure)
{
    const struct decimal_mark *mark;
    const struct grid_cell *cell = grid_at(t->g, row, column);
    return cell->row == row && cell->column == column && cell->columns == 1 &&
           is_figure(cell->text, figure, &mark);
}

/* Tells of a sum that is another one. */
static bool agrees(struct table_reader *t, size_t row, size_t column, struct decimal typed,
                   struct decimal sum)
{
    struct arena *a = t->im->arena;
    if (decimal_equal(typed, sum))
        return true;
    diag(t->im->diags, DIAG_D153, text_pos(grid_at(t->g, row, column)->text, 0),
         text_utf8(a, table_head(t->f, column)), text_utf8(a, grid_at(t->g, row, column)->text),
         decimal_text(a, sum));
    return false;
}

/* Whether the column's sums are those of its rows, and there is one. */
static bool adds_up(struct table_reader *t, size_t column, bool *any)
{
    struct sum s = {.part = {0}};
    struct decimal figure;
    bool good = true;
    for (size_t r = t->f->body; r < t->g->rows; r++) {
        bool has = figure_at(t, r, column, &figure);
        if (t->rows[r] == ROW_IS_GROUP || t->rows[r] == ROW_IS_SUBTOTAL) {
            if (has && t->rows[r] == ROW_IS_SUBTOTAL) {
                *any = true;
                good = agrees(t, r, column, figure, s.part) && good;
            }
            s.part = (struct decimal){0};
        } else if (t->rows[r] == ROW_IS_TOTAL && has) {
            *any = true;
            good = agrees(t, r, column, figure, s.all) && good;
        } else if (has) {
            good = decimal_add(&s.part, figure) && decimal_add(&s.all, figure) && good;
        }
    }
    return good;
}

static void read_columns(struct table_reader *t)
{
    bool any = false;
    t->sums = true;
    for (size_t c = 0; c < t->g->columns; c++) {
        struct column *k = &t->columns[c];
        if (t->f->headless)
            continue;
        k->counter = counts(t, c);
        k->number = !k->counter && has_figures(t, c);
        if (k->number)
            t->sums = adds_up(t, c, &k->sum) && t->sums;
        any = any || k->sum;
    }
    t->sums = t->sums && any;
    for (size_t r = t->f->body; r < t->g->rows && !t->sums; r++)
        for (size_t c = 0; c < t->g->columns; c++) /* it would count a row that is no sum */
            t->columns[c].counter = t->columns[c].counter && t->rows[r] != ROW_IS_TOTAL &&
                                    t->rows[r] != ROW_IS_SUBTOTAL;
}

/* ---- elements ---- */

static void add_cell(struct table_reader *t, struct node *row, const struct grid_cell *cell)
{
    struct arena *a = t->im->arena;
    struct node *n = import_element(t->im, row, "格");
    if (cell->columns > 1)
        import_word(t->im, n, "跨列", arena_printf(a, "%zu", cell->columns));
    if (cell->rows > 1)
        import_word(t->im, n, "跨行", arena_printf(a, "%zu", cell->rows));
    table_add_words(t->im, n, cell);
}

/* A row leaves its counter to the compiler, which has none for sums. */
static struct node *add_row(struct table_reader *t, struct node *parent, size_t r, bool head)
{
    struct node *row = import_element(t->im, parent, "行");
    for (size_t c = 0; c < t->g->columns; c++) {
        struct grid_cell *cell = grid_at(t->g, r, c);
        if (!grid_begins(t->g, r, c))
            continue;
        if (!head && t->columns[c].counter && cell->columns == 1)
            import_change(t->im, cell->text, IMPORT_DERIVED, NULL);
        else
            add_cell(t, row, cell);
    }
    return row;
}

/* A column to write in: nothing says how wide it must be. */
static bool has_blank_column(const struct table_reader *t)
{
    for (size_t c = 0; c < t->g->columns; c++) {
        bool blank = true;
        for (size_t r = t->f->body; r < t->g->rows && blank; r++)
            blank = !grid_at(t->g, r, c)->text.n;
        if (blank)
            return true;
    }
    return false;
}

/* Shares of the width, where they are known and not all the same: about one for each 5 mm, and enough for
 * a character where a wide table will be set on a narrower page. */
static int share_of(const struct table_reader *t, size_t column)
{
    enum { UNIT = 14173, MOST = 99, NEAR = 10, PARTS = 22 };
    const struct draft_table *table = t->g->table;
    int least = INT32_MAX, most = 0, all = 0;
    for (size_t c = 0; c < t->g->columns && table && table->widths; c++) {
        all += table->widths[c] / UNIT;
        least = table->widths[c] < least ? table->widths[c] : least;
        most = table->widths[c] > most ? table->widths[c] : most;
    }
    bool alike = most - least <= most / NEAR && !has_blank_column(t);
    if (!table || !table->widths || least <= 0 || alike)
        return 0;
    int share = (table->widths[column] + UNIT / 2) / UNIT, enough = 1 + all / PARTS;
    return share < enough ? enough : share > MOST ? MOST : share;
}

/* Where heads of their own stand, a column's title is only its name. */
static void add_columns(struct table_reader *t, struct node *table, bool titled)
{
    struct arena *a = t->im->arena;
    for (size_t c = 0; c < t->g->columns; c++) {
        const struct column *k = &t->columns[c];
        struct node *n = import_element(t->im, table, "列");
        struct text head = import_unspaced(a, table_head(t->f, c));
        if (titled)
            import_attr(t->im, n, "题", head);
        else
            import_word(t->im, n, "题",
                        head.n && !t->f->headless ? text_utf8(a, head)
                                                  : arena_printf(a, "%zu", c + 1));
        if (k->counter || k->number)
            import_word(t->im, n, "内容", k->counter ? "序号" : "数");
        if (k->sum && t->sums)
            import_word(t->im, n, "合计", "是");
        if (share_of(t, c))
            import_word(t->im, n, "份", arena_printf(a, "%d", share_of(t, c)));
    }
}

/* Rows above the body; none, where no row is a head. */
static void add_heads(struct table_reader *t, struct node *table, size_t from)
{
    struct node *head = import_element(t->im, table, "表头");
    for (size_t r = from; r < t->f->body; r++)
        add_row(t, head, r, true);
}

static void add_rows(struct table_reader *t, struct node *table)
{
    struct node *parent = table;
    for (size_t r = t->f->body; r < t->g->rows; r++) {
        if (t->rows[r] == ROW_IS_GROUP) {
            parent = import_element(t->im, table, "组");
            import_attr(t->im, parent, "题", grid_at(t->g, r, 0)->text);
            continue;
        }
        if (t->rows[r] == ROW_IS_TOTAL || grid_only(t->g, r))
            parent = table;
        struct node *row = add_row(t, parent, r, false);
        if (t->sums && t->rows[r] != ROW_IS_PLAIN)
            import_word(t->im, row, "合计", t->rows[r] == ROW_IS_TOTAL ? "合计" : "小计");
    }
}

/* One row of heads, each with words, and no cell over two. */
static bool has_titles(const struct table_reader *t)
{
    bool plain = t->f->body == t->f->top + 1 && !t->f->headless;
    for (size_t c = 0; c < t->g->columns && plain; c++) {
        const struct grid_cell *cell = grid_at(t->g, t->f->top, c);
        plain = cell->columns == 1 && cell->lines.n > 0;
    }
    return plain;
}

/* The row above the heads is the table's title, when it has none. */
static bool is_titled_within(const struct table_frame *f)
{
    const struct grid_cell *only = f->top == 1 ? grid_only(&f->grid, 0) : NULL;
    bool plain = only && only->lines.n == 1 && f->title == SIZE_MAX;
    for (size_t i = 0; plain && i < only->text.n; i++)
        plain = !utf8_is_one_of(only->text.cp[i], U"：:。，");
    return plain;
}

static void prepare(struct table_reader *t, struct importer *im, const struct table_frame *f)
{
    *t = (struct table_reader){.im = im, .f = f, .g = &f->grid};
    t->rows = ARENA_ARRAY(im->arena, enum row_is, f->grid.rows);
    t->columns = ARENA_ARRAY(im->arena, struct column, f->grid.columns);
    for (size_t r = f->body; r < f->grid.rows; r++)
        t->rows[r] = row_is(t, r);
    read_columns(t);
}

/* A box around words, or a table that ours cannot be: its words as paragraphs. */
static void add_paragraphs(struct importer *im, const struct grid *g, struct node *parent)
{
    for (size_t r = 0; r < g->rows; r++)
        for (size_t c = 0; c < g->columns; c++) {
            const struct grid_cell *cell = grid_at(g, r, c);
            for (size_t i = 0; grid_begins(g, r, c) && i < cell->lines.n; i++)
                import_text(im, import_element(im, parent, "段"), cell->lines.v[i].text);
        }
}

static size_t box(struct importer *im, const struct table_frame *f, struct node *parent)
{
    const struct grid_cell *first = grid_at(&f->grid, 0, 0);
    struct pos pos = first->text.n ? text_pos(first->text, 0) : (struct pos){im->draft->src, 0};
    if (f->title != SIZE_MAX || f->unit != SIZE_MAX)
        return 0; /* asked again below the title */
    add_paragraphs(im, &f->grid, parent);
    diag(im->diags, DIAG_D154, pos, NULL);
    import_became(im, f->table, IMPORT_TABLE, LINE_PERHAPS, 0);
    return 1;
}

size_t table_read_plain(struct importer *im, const struct table_frame *f, struct node *parent)
{
    struct table_reader t;
    if (f->body >= f->grid.rows || (f->grid.rows == 1 && grid_only(&f->grid, 0)))
        return f->grid.table ? box(im, f, parent) : 0;
    prepare(&t, im, f);
    struct node *table = import_element(im, parent, "表");
    bool within = is_titled_within(f), titled = has_titles(&t) && (within || !f->top);
    if (within)
        import_attr(im, table, "题", grid_at(&f->grid, 0, 0)->text);
    table_add_title(im, f, table);
    add_columns(&t, table, titled);
    if (!titled)
        add_heads(&t, table, within ? 1 : 0);
    add_rows(&t, table);
    table_add_notes(im, f, table);
    if (f->grid.nested)
        diag(im->diags, DIAG_D156, text_pos(grid_at(&f->grid, 0, 0)->text, 0), NULL);
    return table_taken(im, f, IMPORT_TABLE, f->headless || f->grid.nested ? LINE_LIKELY : LINE_SURE,
                       true);
}
