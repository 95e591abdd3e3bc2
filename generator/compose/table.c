/* Tables, one after the other: each through the steps of table_int.h; the line of the unit and the
 * notes below. */
#include "compose/table_int.h"

static void gather_columns(struct grid *g)
{
    const struct table_column *c = g->table->columns;
    for (; c; c = c->next)
        g->n++;
    g->columns = ARENA_ARRAY(g->r->arena, struct table_column *, (size_t)g->n);
    g->n = 0;
    for (struct table_column *next = g->table->columns; next; next = next->next)
        g->columns[g->n++] = next;
    g->table->n_columns = g->n;
}

static struct text labelled(struct composer *r, const char *label, struct text t)
{
    return words_joined(r->arena, words_derived(r->arena, label, text_pos(t, 0)), t);
}

/* 注：…, or 注：1.…, 2.… when there are several. */
static void label_notes(struct composer *r, struct text_item *first)
{
    int n = 0;
    for (struct text_item *note = first; note; note = note->next) {
        const char *label = note == first ? "注：" : "";
        if (first->next)
            label = arena_printf(r->arena, "%s%d.", label, ++n);
        note->text = labelled(r, label, note->text);
    }
}

static void break_lines(struct composer *r, struct table_row *row)
{
    for (; row; row = row->next)
        cell_break_lines(r, row);
}

static void grid_table(struct composer *r, struct table *table)
{
    struct grid g = {.r = r, .table = table};
    gather_columns(&g);
    if (table->unit.n)
        table->unit = labelled(r, "单位：", table->unit);
    label_notes(r, table->notes);
    break_lines(r, table->head);
    break_lines(r, table->rows);
    grid_add_total(&g);
    grid_place(&g);
    if (!g.failed) {
        grid_sum(&g);
        grid_merge(&g);
    }
    r->failed = r->failed || g.failed;
}

static void compose_blocks(struct composer *r, struct block *first)
{
    for (struct block *b = first; b; b = b->next) {
        if (b->table)
            grid_table(r, b->table);
        compose_blocks(r, b->first);
    }
}

static void compose_parts(struct composer *r, struct part *first)
{
    for (struct part *p = first; p; p = p->next) {
        compose_blocks(r, p->first);
        compose_parts(r, p->attachments);
    }
}

void tables_compose(struct composer *r)
{
    compose_blocks(r, r->doc->body);
    compose_parts(r, r->doc->enclosure);
    compose_parts(r, r->doc->attachments);
}
