/* What was composed, in the dump of a document: grids, figures, and what stands in cells. */
#include "model/dump_int.h"

/* ---- tables. A cell that is one paragraph has it on its own line. ---- */

static void add_align(struct dump *d, enum cell_align align)
{
    static const char *const names[] = {
        [CELL_AUTO] = "",         [CELL_JUSTIFY] = "justify", [CELL_LEFT] = "left",
        [CELL_CENTRE] = "centre", [CELL_RIGHT] = "right",     [CELL_DECIMAL] = "decimal"};
    dump_add_one(d, names, align);
}

/* written: what the author said of it; NULL: the compiler made it. */
static void dump_column(struct dump *d, const struct flow_column *column,
                        const struct table_column *written)
{
    static const char *const contents[] = {
        [COLUMN_TEXT] = "",     [COLUMN_NUMBER] = "number", [COLUMN_COUNTER] = "counter",
        [COLUMN_DATE] = "date", [COLUMN_DAY] = "day"};
    static const char *const plans[] = {
        [PLAN_VEHICLE] = "vehicle", [PLAN_VEHICLES] = "vehicles", [PLAN_VEHICLE_ROW] = "row",
        [PLAN_TOPICS] = "topics",   [PLAN_MEMBERS] = "members",   [PLAN_CHECK] = "check"};
    dump_begin(d, "column");
    dump_add_quoted(d, column->title);
    if (written)
        dump_add_text(d, "name", written->name);
    dump_add_number(d, "width", column->width, 0);
    dump_add_number(d, "share", column->share, 0);
    if (column->plan != PLAN_NONE)
        buf_printf(d->out, " plan %s %d", plans[column->plan], column->place);
    add_align(d, column->align);
    dump_add_one(d, contents, column->content);
    dump_add_word(d, "sum", column->sum);
    dump_add_word(d, "merge", column->merge);
    buf_char(d->out, '\n');
}

static void dump_cell(struct dump *d, const struct flow_cell *cell)
{
    const struct flow *first = cell->first;
    bool single = first && first->kind == FLOW_PARAGRAPH && !first->next;
    dump_begin(d, "cell");
    buf_printf(d->out, " %d", cell->column);
    dump_add_number(d, "columns", cell->columns, 1);
    dump_add_number(d, "rows", cell->rows, 1);
    add_align(d, cell->align);
    if (cell->blank)
        dump_add_mark(d, cell->blank);
    if (single)
        dump_add_pieces(d, first->pieces);
    dump_open(d);
    if (!single)
        dump_flows(d, first);
    d->depth--;
}

static void dump_rows(struct dump *d, const char *name, const struct flow_row *row)
{
    static const char *const kinds[] = {[ROW_PLAIN] = "",
                                        [ROW_GROUP] = "group",
                                        [ROW_SUBTOTAL] = "subtotal",
                                        [ROW_TOTAL] = "total"};
    for (; row; row = row->next) {
        dump_begin(d, name);
        dump_add_one(d, kinds, row->kind);
        dump_add_word(d, "whole", row->whole);
        dump_open(d);
        for (const struct flow_cell *cell = row->first; cell; cell = cell->next)
            dump_cell(d, cell);
        d->depth--;
    }
}

void dump_grid(struct dump *d, const struct flow_table *table, const struct table *written)
{
    const struct table_column *w = written ? written->columns : NULL;
    dump_begin(d, "grid");
    dump_add_text(d, "title", table->title);
    dump_add_text(d, "unit", table->unit);
    if (written) {
        dump_add_text(d, "source", written->source.file);
        dump_add_text(d, "sheet", written->source.sheet);
        dump_add_text(d, "sheet-column", written->source.sheet_column);
        dump_add_word(d, "hidden", written->source.hidden);
        dump_add_word(d, "unstruck", written->source.unstruck);
    }
    dump_add_word(d, "whole", table->whole);
    dump_add_word(d, "continued", table->continued);
    dump_add_number(d, "columns", table->n_columns, 0);
    dump_open(d);
    for (const struct flow_column *c = table->columns; c; c = c->next, w = w ? w->next : NULL)
        dump_column(d, c, w);
    dump_rows(d, "head", table->head);
    dump_rows(d, "row", table->rows);
    dump_items(d, "note", table->notes);
    d->depth--;
}

/* ---- figures ---- */

void dump_figure(struct dump *d, struct text title, const struct flow_figure *figure)
{
    dump_begin(d, "flow");
    dump_add_text(d, "title", title);
    dump_open(d);
    for (const struct flow_box *box = figure ? figure->boxes : NULL; box; box = box->next) {
        dump_begin(d, box->decision ? "decision" : "step");
        buf_printf(d->out, " %d", box->number);
        dump_add_quoted(d, box->text);
        dump_add_text(d, "note", box->note);
        for (int way = 0; way < FLOW_WAYS; way++)
            if (box->branches && box->says[way].n) {
                dump_add_text(d, "way", box->says[way]);
                dump_add_number(d, "to", box->to[way] ? box->to[way]->number : -1, -1);
            } else if (box->to[way])
                dump_add_number(d,
                                way             ? "no"
                                : box->decision ? "yes"
                                                : "to",
                                box->to[way]->number, -1);
        buf_char(d->out, '\n');
    }
    d->depth--;
}

/* ---- any flow ---- */

void dump_flows(struct dump *d, const struct flow *f)
{
    static const char *const names[] = {[FLOW_GROUP] = "list",
                                        [FLOW_PARAGRAPH] = "paragraph",
                                        [FLOW_HEADING] = "section",
                                        [FLOW_TABLE] = "table",
                                        [FLOW_FIGURE] = "flow-figure",
                                        [FLOW_PICTURE] = "picture"};
    static const int levels[] = {
        [PARAGRAPH_TOPIC] = 1, [PARAGRAPH_QUESTION] = 2, [PARAGRAPH_ANSWER] = 3};
    for (; f; f = f->next) {
        if (f->kind == FLOW_FIELDS || f->closing)
            continue; /* as written */
        bool of_form = f->paragraph >= PARAGRAPH_TOPIC && f->paragraph <= PARAGRAPH_ANSWER;
        dump_begin(d, names[f->kind]);
        dump_add_number(d, "level", of_form ? levels[f->paragraph] : f->level, 0);
        dump_add_text(d, "label", f->label);
        if (f->title.n)
            dump_add_quoted(d, f->title);
        dump_add_pieces(d, f->pieces);
        dump_open(d);
        if (f->table)
            dump_grid(d, f->table, NULL);
        if (f->figure)
            dump_figure(d, f->figure->title, f->figure);
        dump_flows(d, f->first);
        d->depth--;
    }
}
