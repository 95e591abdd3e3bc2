/*
 * The reader of tables: columns, head, rows and cells as they stand in the document. A group
 * becomes a row of its title and its rows. Which column a cell stands in is for resolve/ to find.
 */
#include "vocab/vocab_int.h"

/* Where the next of each kind goes. */
struct table_reader {
    struct reader *r;
    struct table *table;
    struct table_column **columns;
    struct table_row **rows;
    struct text_item **notes;
};

struct table_column *read_column(struct reader *r, const struct node *n)
{
    struct table_column *column = ARENA_NEW(r->arena, struct table_column);
    column->pos = n->pos;
    column->title = read_attr_text(r, n, ATTR_COLUMN_TITLE);
    column->name = read_attr_text(r, n, ATTR_COLUMN_NAME);
    column->width = read_attr_millimetres(r, n, ATTR_COLUMN_WIDTH);
    column->share = read_attr_number(r, n, ATTR_COLUMN_SHARE);
    column->align = read_attr_choice(n, ATTR_COLUMN_ALIGN);
    column->content = read_attr_choice(n, ATTR_COLUMN_CONTENT);
    column->sum = read_attr_choice(n, ATTR_COLUMN_SUM);
    column->merge = read_attr_choice(n, ATTR_COLUMN_MERGE);
    return column;
}

static void add_column(struct table_reader *t, const struct node *n)
{
    *t->columns = read_column(t->r, n);
    t->columns = &(*t->columns)->next;
}

/* Text in a cell is its one paragraph. */
static struct block *read_cell_text(struct reader *r, const struct node *n)
{
    struct inline_item *inlines = inline_read(r, n);
    if (!inlines)
        return NULL;
    struct block *block = ARENA_NEW(r->arena, struct block);
    block->kind = BLOCK_PARAGRAPH;
    block->pos = n->pos;
    block->inlines = inlines;
    return block;
}

static bool holds_blocks(const struct node *n)
{
    const struct node *k = read_next(n->first);
    enum element_id id = k ? k->id : EL_NONE;
    return id == EL_P || id == EL_LIST;
}

static struct table_cell *read_cell(struct reader *r, const struct node *n)
{
    struct table_cell *cell = ARENA_NEW(r->arena, struct table_cell);
    cell->pos = n->pos;
    cell->columns = cell->rows = 1;
    if (table_given(n, ATTR_CELL_COLUMNS))
        cell->columns = read_attr_number(r, n, ATTR_CELL_COLUMNS);
    if (table_given(n, ATTR_CELL_ROWS))
        cell->rows = read_attr_number(r, n, ATTR_CELL_ROWS);
    cell->align = read_attr_choice(n, ATTR_CELL_ALIGN);
    if (holds_blocks(n))
        read_blocks(r, n, &cell->first);
    else
        cell->first = read_cell_text(r, n);
    return cell;
}

static struct table_row *add_row(struct table_reader *t, const struct node *n, enum row_kind kind)
{
    struct table_row *row = ARENA_NEW(t->r->arena, struct table_row);
    row->pos = n->pos;
    row->kind = kind;
    *t->rows = row;
    t->rows = &row->next;
    return row;
}

static void read_row(struct table_reader *t, const struct node *n)
{
    struct table_row *row = add_row(t, n, read_attr_choice(n, ATTR_ROW_SUM));
    struct table_cell **last = &row->first;
    row->whole = read_attr_choice(n, ATTR_ROW_WHOLE);
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        *last = read_cell(t->r, k);
        last = &(*last)->next;
    }
}

static void read_rows(struct table_reader *t, const struct node *n)
{
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next))
        read_row(t, k);
}

static void read_header(struct table_reader *t, const struct node *n)
{
    struct table_row **body = t->rows;
    t->rows = &t->table->head;
    read_rows(t, n);
    t->rows = body;
}

static void read_group(struct table_reader *t, const struct node *n)
{
    struct arena *a = t->r->arena;
    struct table_cell *cell = ARENA_NEW(a, struct table_cell);
    struct block *block = ARENA_NEW(a, struct block);
    struct text title = read_attr_text(t->r, n, ATTR_GROUP_TITLE);
    block->pos = text_pos(title, 0);
    block->inlines = ARENA_NEW(a, struct inline_item);
    *block->inlines = (struct inline_item){.pos = block->pos, .text = title};
    *cell = (struct table_cell){.pos = n->pos, .first = block, .columns = 1, .rows = 1};
    add_row(t, n, ROW_GROUP)->first = cell;
    read_rows(t, n);
}

static void read_note(struct table_reader *t, const struct node *n)
{
    struct text_item *note = ARENA_NEW(t->r->arena, struct text_item);
    note->text = space_element_text(t->r->arena, n);
    *t->notes = note;
    t->notes = &note->next;
}

static void (*const read_part[EL_END])(struct table_reader *, const struct node *) = {
    [EL_COLUMN] = add_column, [EL_HEADER] = read_header,   [EL_ROW] = read_row,
    [EL_GROUP] = read_group,  [EL_TABLE_NOTE] = read_note,
};

void read_table(struct reader *r, const struct node *n)
{
    struct table *table = ARENA_NEW(r->arena, struct table);
    struct table_reader t = {r, table, &table->columns, &table->rows, &table->notes};
    table->pos = n->pos;
    table->title = read_attr_text(r, n, ATTR_TABLE_TITLE);
    table->unit = read_attr_text(r, n, ATTR_TABLE_UNIT);
    table->source = read_attr_source(r, n, ATTR_TABLE_SOURCE, ATTR_TABLE_SHEET);
    table->continued = read_attr_choice(n, ATTR_TABLE_CONTINUED);
    table->whole = read_attr_choice(n, ATTR_TABLE_WHOLE);
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next))
        read_part[k->id](&t, k);
    read_add_block(r, n, BLOCK_TABLE)->table = table;
}
