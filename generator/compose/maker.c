/* Tables put together cell by cell, as an author would have written them: the grid, the counter
 * and merged cells are left to the resolving of tables. */
#include "compose/compose_int.h"

void compose_table(struct table_maker *c, struct composer *r, struct pos pos, struct text title)
{
    struct table *table = ARENA_NEW(r->arena, struct table);
    table->pos = pos;
    table->title = title;
    *c = (struct table_maker){
        .r = r, .table = table, .column = &table->columns, .row = &table->rows, .pos = pos};
}

void compose_columns(struct table_maker *c, const struct compose_column columns[], size_t n)
{
    for (size_t i = 0; i < n; i++, c->column = &(*c->column)->next, c->columns++) {
        struct table_column *column = *c->column = ARENA_NEW(c->r->arena, struct table_column);
        column->pos = c->table->pos;
        column->title = words_derived(c->r->arena, columns[i].title, column->pos);
        column->plan = c->plan;
        column->place = c->plan == PLAN_NONE ? 0 : c->place++;
        column->align = columns[i].align;
        column->content = columns[i].content;
        column->merge = columns[i].merge;
    }
}

struct table_row *compose_row(struct table_maker *c, enum row_kind kind, struct pos pos)
{
    struct table_row *row = *c->row = ARENA_NEW(c->r->arena, struct table_row);
    row->pos = c->pos = pos;
    row->kind = kind;
    c->row = &row->next;
    c->cell = &row->first;
    return row;
}

struct table_cell *compose_cell(struct table_maker *c, struct block *content)
{
    struct table_cell *cell = *c->cell = ARENA_NEW(c->r->arena, struct table_cell);
    cell->pos = content ? content->pos : c->pos;
    cell->first = content;
    cell->columns = cell->rows = 1;
    c->cell = &cell->next;
    return cell;
}

struct table_cell *compose_text(struct table_maker *c, struct text t)
{
    return compose_cell(c, compose_paragraph(c->r, t));
}

struct table_cell *compose_words(struct table_maker *c, const char *s)
{
    return compose_text(c, words_derived(c->r->arena, s, c->pos));
}

void compose_group(struct table_maker *c, struct text title, struct pos pos)
{
    compose_row(c, ROW_GROUP, pos);
    compose_text(c, title)->columns = c->columns;
}

struct inline_item *compose_inline(struct composer *r, struct text t, enum inline_kind kind)
{
    struct inline_item *item = ARENA_NEW(r->arena, struct inline_item);
    item->kind = kind;
    item->pos = text_pos(t, 0);
    item->text = t;
    return item;
}

struct block *compose_paragraph(struct composer *r, struct text t)
{
    if (!t.n)
        return NULL;
    struct block *block = ARENA_NEW(r->arena, struct block);
    block->kind = BLOCK_PARAGRAPH;
    block->pos = text_pos(t, 0);
    block->inlines = compose_inline(r, t, INLINE_TEXT);
    return block;
}
