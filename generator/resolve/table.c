/* Tables, one after the other: each through the steps of table_int.h; the line of the unit and the
 * notes below. */
#include "resolve/table_int.h"

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

static struct text labelled(struct resolver *r, const char *label, struct text t)
{
    return words_joined(r, words_derived(r, label, text_pos(t, 0)), t);
}

/* 注：…, or 注：1.…, 2.… when there are several. */
static void label_notes(struct resolver *r, struct text_item *first)
{
    int n = 0;
    for (struct text_item *note = first; note; note = note->next) {
        const char *label = note == first ? "注：" : "";
        if (first->next)
            label = arena_printf(r->arena, "%s%d.", label, ++n);
        note->text = labelled(r, label, note->text);
    }
}

static void break_lines(struct resolver *r, struct table_row *row)
{
    for (; row; row = row->next)
        cell_break_lines(r, row);
}

static void resolve_table(struct resolver *r, struct table *table)
{
    struct grid g = {.r = r, .table = table};
    gather_columns(&g);
    if (table->unit.n)
        table->unit = labelled(r, "单位：", table->unit);
    label_notes(r, table->notes);
    grid_fetch(&g);
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

static void resolve_blocks(struct resolver *r, struct block *first)
{
    for (struct block *b = first; b; b = b->next) {
        if (b->table)
            resolve_table(r, b->table);
        resolve_blocks(r, b->first);
    }
}

static void resolve_parts(struct resolver *r, struct part *first)
{
    for (struct part *p = first; p; p = p->next) {
        resolve_blocks(r, p->first);
        resolve_parts(r, p->attachments);
    }
}

void tables_resolve(struct resolver *r)
{
    resolve_blocks(r, r->doc->body);
    resolve_parts(r, r->doc->enclosure);
    resolve_parts(r, r->doc->attachments);
}
