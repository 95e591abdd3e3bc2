/* Tables in the model's dump. A cell that is one paragraph has it on its own line. */
#include "model/dump_int.h"

static void add_number(struct dump *d, const char *name, int n, int usual)
{
    if (n != usual)
        buf_printf(d->out, " %s %d", name, n);
}

static void add_align(struct dump *d, enum cell_align align)
{
    static const char *const names[] = {
        [CELL_AUTO] = "",          [CELL_JUSTIFY] = " justify", [CELL_LEFT] = " left",
        [CELL_CENTRE] = " centre", [CELL_RIGHT] = " right",     [CELL_DECIMAL] = " decimal"};
    buf_str(d->out, names[align]);
}

static void dump_column(struct dump *d, const struct table_column *column)
{
    static const char *const contents[] = {
        [COLUMN_TEXT] = "", [COLUMN_NUMBER] = " number", [COLUMN_COUNTER] = " counter"};
    static const char *const plans[] = {[PLAN_VEHICLE] = "vehicle",
                                        [PLAN_VEHICLES] = "vehicles",
                                        [PLAN_TOPICS] = "topics",
                                        [PLAN_MEMBERS] = "members",
                                        [PLAN_CHECK] = "check"};
    dump_begin(d, "column");
    dump_add_quoted(d, column->title);
    dump_add_present(d, " name", column->name);
    if (column->width)
        buf_printf(d->out, " width %lld", (long long)column->width);
    add_number(d, "share", column->share, 0);
    if (column->plan != PLAN_NONE)
        buf_printf(d->out, " plan %s %d", plans[column->plan], column->place);
    add_align(d, column->align);
    buf_str(d->out, contents[column->content]);
    dump_add_word(d, " sum", column->sum);
    dump_add_word(d, " merge", column->merge);
    dump_end(d);
}

static bool is_one_paragraph(const struct block *b)
{
    return b && b->kind == BLOCK_PARAGRAPH && !b->next;
}

static void dump_cell(struct dump *d, const struct table_cell *cell)
{
    dump_begin(d, "cell");
    buf_printf(d->out, " %d", cell->column);
    add_number(d, "columns", cell->columns, 1);
    add_number(d, "rows", cell->rows, 1);
    add_align(d, cell->align);
    if (cell->blank)
        dump_add_mark(d, cell->blank);
    bool single = is_one_paragraph(cell->first);
    if (single)
        dump_add_inlines(d, cell->first->inlines);
    dump_end(d);
    d->depth++;
    if (!single)
        dump_blocks(d, cell->first);
    d->depth--;
}

static void dump_rows(struct dump *d, const char *name, const struct table_row *row)
{
    static const char *const kinds[] = {[ROW_PLAIN] = "",
                                        [ROW_GROUP] = " group",
                                        [ROW_SUBTOTAL] = " subtotal",
                                        [ROW_TOTAL] = " total"};
    for (; row; row = row->next) {
        dump_begin(d, name);
        buf_str(d->out, kinds[row->kind]);
        dump_add_word(d, " whole", row->whole);
        dump_end(d);
        d->depth++;
        for (const struct table_cell *cell = row->first; cell; cell = cell->next)
            dump_cell(d, cell);
        d->depth--;
    }
}

void dump_table(struct dump *d, const struct table *table)
{
    dump_begin(d, "grid");
    dump_add_present(d, " title", table->title);
    dump_add_present(d, " unit", table->unit);
    dump_add_present(d, " source", table->source.file);
    dump_add_present(d, " sheet", table->source.sheet);
    dump_add_word(d, " whole", table->whole);
    dump_add_word(d, " continued", table->continued);
    add_number(d, "columns", table->n_columns, 0);
    dump_end(d);
    d->depth++;
    for (const struct table_column *c = table->columns; c; c = c->next)
        dump_column(d, c);
    dump_rows(d, "head", table->head);
    dump_rows(d, "row", table->rows);
    for (const struct text_item *i = table->notes; i; i = i->next) {
        dump_begin(d, "note");
        dump_add_quoted(d, i->text);
        dump_end(d);
    }
    d->depth--;
}
