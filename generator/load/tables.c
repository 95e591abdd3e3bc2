/*
 * Rows from a file: columns are found by their names or titles, each row of the file becomes one of
 * the table. Offices' files end in a total of their own: where columns are summed, a row that says
 * 合计 or 小计 is one, and is checked as if the author had written it.
 */
#include "base/file.h"
#include "load/diag.def"
#include "load/load_int.h"
#include "value/date.h"
#include "value/format.h"

/* A sheet bound to the table's columns. */
struct table_binding {
    struct loader *loader;
    struct table *table;
    int n;                        /* columns of the table */
    struct table_column **fields; /* them by number */
    struct sheet_table *sheet;
    size_t *columns;          /* by the table's column: the sheet's, or SHEET_NONE */
    int summed;               /* the first column that is summed; the number of columns: none */
    struct table_cell **tops; /* by column: the cell above, when its row is plain */
    bool *told_days;          /* by the sheet's column */
};

/* A counter of the file's is passed over without a word. */
static struct sheet_wanted wanted(struct arena *a, const struct table_column *c)
{
    struct text name = text_without_breaks(a, c->name.n ? c->name : c->title);
    bool counter = c->content == COLUMN_COUNTER;
    struct sheet_wanted w = {.head = text_utf8(a, name), .required = !counter};
    if (!counter)
        w.pos = text_pos(c->name.n ? c->name : c->title, 0);
    return w;
}

static bool bind(struct table_binding *b)
{
    struct arena *a = b->loader->arena;
    struct diags *d = b->loader->diags;
    struct sheet_wanted *all = ARENA_ARRAY(a, struct sheet_wanted, (size_t)b->n);
    b->columns = ARENA_ARRAY(a, size_t, (size_t)b->n);
    for (int c = 0; c < b->n; c++)
        all[c] = wanted(a, b->fields[c]);
    b->sheet = load_file(b->loader, &b->table->source, all, (size_t)b->n);
    if (b->sheet)
        b->sheet->takes_some = true;
    return b->sheet && sheet_bind(b->sheet, all, (size_t)b->n, b->columns, d) &&
           sheet_has_rows(b->sheet, d);
}

/* By the words of its columns of text, a counter's too. */
static enum row_kind row_kind(const struct table_binding *b, size_t row)
{
    enum row_kind kind = ROW_PLAIN;
    for (int c = 0; c < b->n && kind == ROW_PLAIN; c++)
        if (b->fields[c]->content != COLUMN_NUMBER && b->columns[c] != SHEET_NONE)
            kind = load_sum_kind(sheet_cell(b->sheet, row, b->columns[c]));
    bool sums = b->summed < b->n;
    return kind == ROW_PLAIN && sums ? load_row_kind(b->sheet, row) : kind;
}

static bool says(const struct table_binding *b, size_t row, size_t column)
{
    return column != SHEET_NONE && sheet_cell(b->sheet, row, column).n > 0;
}

/* 合计, 4项, in a table of which nothing is summed: words, which nothing can check. A figure among
 * them is one that should be summed, and a counter's column numbers whatever is no sum. */
static bool sums_in_words(const struct table_binding *b, size_t row)
{
    struct decimal value;
    size_t words = 0;
    for (int c = 0; c < b->n; c++) {
        if (!says(b, row, b->columns[c]))
            continue;
        struct text t = sheet_text(b->sheet, b->loader->arena, row, b->columns[c]);
        if (decimal_read(t, &value) == DECIMAL_NUMBER || b->fields[c]->content == COLUMN_COUNTER)
            return false;
        words++;
    }
    return words > 1 && b->summed == b->n;
}

static struct block *paragraph(struct arena *a, struct text text, struct pos pos)
{
    struct block *block = ARENA_NEW(a, struct block);
    block->kind = BLOCK_PARAGRAPH;
    block->pos = pos;
    block->inlines = ARENA_NEW(a, struct inline_item);
    block->inlines->pos = pos;
    block->inlines->text = text;
    return block;
}

/* What a workbook's number is, whose cell shows ¥, % or fewer decimals. */
static const struct figure *figure_of(const struct table_binding *b, size_t row, size_t column)
{
    struct arena *a = b->loader->arena;
    const struct format *format = sheet_format(b->sheet, row, column);
    struct decimal value;
    if (!format ||
        decimal_read(sheet_exact_text(b->sheet, a, row, column), &value) != DECIMAL_NUMBER)
        return NULL;
    return arena_copy(a, &(struct figure){value, format}, sizeof(struct figure));
}

static enum column_content content_of(const struct table_binding *b, size_t column)
{
    int c = 0;
    while (c < b->n && b->columns[c] != column)
        c++;
    return c < b->n ? b->fields[c]->content : COLUMN_TEXT;
}

/* As it is shown; a column of days has the day itself, others that once printed it are told. */
static struct text cell_text(const struct table_binding *b, size_t row, size_t column)
{
    struct loader *l = b->loader;
    struct date day;
    struct text shown = sheet_text(b->sheet, l->arena, row, column);
    struct text exact = sheet_exact_text(b->sheet, l->arena, row, column);
    if (text_same(shown, exact) || !date_read_day(exact, &day))
        return shown;
    enum column_content content = content_of(b, column);
    if (content == COLUMN_DATE || content == COLUMN_DAY)
        return exact;
    if (!b->told_days[column])
        diag(l->diags, DIAG_R178, sheet_pos(b->sheet, row, column),
             sheet_cell_name(b->sheet, row, column), text_utf8(l->arena, shown),
             date_text(l->arena, day), arena_printf(l->arena, "%d月%d日", day.month, day.day));
    b->told_days[column] = true;
    return shown;
}

static struct table_cell *take_cell(const struct table_binding *b, size_t row, size_t column)
{
    struct loader *l = b->loader;
    struct table_cell *cell = ARENA_NEW(l->arena, struct table_cell);
    struct text text = cell_text(b, row, column);
    cell->pos = sheet_pos(b->sheet, row, column);
    cell->columns = cell->rows = 1;
    cell->figure = figure_of(b, row, column);
    if (text.n)
        cell->first = paragraph(l->arena, text, cell->pos);
    return cell;
}

/* A sum row's label stands over all columns before the sums when they say nothing else. NULL: they
 * do. */
static struct table_cell *label_cell(const struct table_binding *b, size_t i)
{
    size_t label = SHEET_NONE;
    if (b->summed == b->n)
        return NULL;
    for (int c = 0; c < b->summed; c++) {
        size_t column = b->columns[c];
        if (!says(b, i, column))
            continue;
        if (label != SHEET_NONE || load_sum_kind(sheet_cell(b->sheet, i, column)) == ROW_PLAIN)
            return NULL;
        label = column;
    }
    for (size_t c = 0; label == SHEET_NONE && c < b->sheet->n_columns; c++)
        if (load_sum_kind(sheet_cell(b->sheet, i, c)) != ROW_PLAIN)
            label = c; /* in a column that the table has not */
    if (label == SHEET_NONE || !b->summed)
        return NULL;
    struct table_cell *cell = take_cell(b, i, label);
    cell->columns = b->summed;
    return cell;
}

/* What is merged in the file is merged in the table, and a figure counts once: its cell reaches
 * over the rows. The file's own way then stands before 合并. */
static bool reaches_down(const struct table_binding *b, enum row_kind kind, size_t i, int c)
{
    struct table_cell *top = b->tops[c];
    if (kind != ROW_PLAIN || !top || !sheet_merged(b->sheet, i, b->columns[c]))
        return false;
    top->rows++;
    b->fields[c]->merge = false;
    return true;
}

/* How many columns of the table the cell in this one reaches over: they stand side by side in the
 * file too. */
static int reach_right(const struct table_binding *b, size_t i, int c)
{
    int n = 1;
    for (size_t column = b->columns[c]; c + n < b->n && column != SHEET_NONE &&
                                        b->columns[c + n] == column + (size_t)n &&
                                        sheet_spanned(b->sheet, i, b->columns[c + n]);)
        n++;
    return n;
}

static struct table_row *new_row(const struct table_binding *b, size_t i)
{
    struct loader *l = b->loader;
    struct table_row *row = ARENA_NEW(l->arena, struct table_row);
    struct table_cell **last = &row->first;
    row->pos = sheet_pos(b->sheet, i, 0);
    enum row_kind written = row_kind(b, i);
    if (written != ROW_PLAIN && sums_in_words(b, i)) {
        diag(l->diags, DIAG_R193, row->pos, NULL);
        written = ROW_PLAIN;
    }
    row->kind = load_part_kind(b->sheet, written);
    row->sums_sheet = row->kind != written;
    bool plain = row->kind == ROW_PLAIN;
    if (!plain && (*last = label_cell(b, i)))
        last = &(*last)->next;
    for (int c = row->first ? b->summed : 0, n; c < b->n; c += n) {
        size_t column = b->columns[c];
        bool counter = b->fields[c]->content == COLUMN_COUNTER;
        n = 1;
        if (counter && (plain || !says(b, i, column)))
            continue;
        n = plain ? reach_right(b, i, c) : 1;
        if (reaches_down(b, row->kind, i, c))
            continue;
        *last = take_cell(b, i, column);
        (*last)->columns = n;
        for (int k = c; k < c + n; k++)
            b->tops[k] = k == c && plain ? *last : NULL;
        last = &(*last)->next;
    }
    return row;
}

/* Nothing but a number that the file's author filled in before the rest. */
static bool is_bare(const struct table_binding *b, size_t i)
{
    for (int c = 0; c < b->n; c++)
        if (b->fields[c]->content != COLUMN_COUNTER && says(b, i, b->columns[c]))
            return false;
    return true;
}

struct bare_rows {
    size_t first, n;
};

static void report_bare(const struct table_binding *b, const struct bare_rows *bare)
{
    struct loader *l = b->loader;
    if (bare->n)
        diag(l->diags, DIAG_R112, sheet_pos(b->sheet, bare->first, 0),
             arena_printf(l->arena, "%zu", bare->n));
}

static void fetch_rows(const struct table_binding *b)
{
    struct table_row **last = &b->table->rows;
    struct bare_rows bare = {0};
    size_t sheet = 0;
    for (size_t i = 0; i < b->sheet->n_rows; i++) {
        if (is_bare(b, i)) {
            bare.first = bare.n++ ? bare.first : i;
            continue;
        }
        *last = new_row(b, i);
        (*last)->opens_sheet = sheet_part_of(b->sheet, i) != sheet;
        sheet = sheet_part_of(b->sheet, i);
        last = &(*last)->next;
    }
    report_bare(b, &bare);
}

static void gather_columns(struct table_binding *b)
{
    for (const struct table_column *c = b->table->columns; c; c = c->next)
        b->n++;
    b->fields = ARENA_ARRAY(b->loader->arena, struct table_column *, (size_t)b->n);
    b->n = 0;
    for (struct table_column *c = b->table->columns; c; c = c->next)
        b->fields[b->n++] = c;
    while (b->summed < b->n && !b->fields[b->summed]->sum)
        b->summed++;
}

static void load_table(struct loader *l, struct table *table)
{
    struct table_binding b = {.loader = l, .table = table};
    gather_columns(&b);
    if (!bind(&b)) {
        l->failed = true;
        return;
    }
    b.told_days = ARENA_ARRAY(l->arena, bool, b.sheet->n_columns);
    b.tops = ARENA_ARRAY(l->arena, struct table_cell *, (size_t)b.n);
    fetch_rows(&b);
}

/* ---- the document ---- */

static void load_block(void *context, struct block *b, const struct block_place *place)
{
    (void)place;
    if (b->table && b->table->source.file.n)
        load_table(context, b->table);
    if (b->tasks && b->tasks->source.file.n)
        load_tasks(context, b->tasks);
    if (b->vehicles && b->vehicles->source.file.n)
        load_vehicles(context, b->vehicles);
}

bool load_sources(struct document *doc, struct diags *d)
{
    struct loader l = {.arena = doc->arena, .diags = d};
    visit_blocks(doc, load_block, &l);
    return !l.failed;
}
