/* What stands in paragraphs: references get the words that name their attachment, footnotes their
 * numbers, counted through the part. */
#include "compose/compose_int.h"
#include "compose/diag.def"

/* The n-th attachment, from 1, or NULL; *count: how many were passed. */
static const struct part *find_attachment(const struct part *first, int n, int *count)
{
    *count = 0;
    for (const struct part *p = first; p; p = p->next)
        if (++*count == n)
            return p;
    return NULL;
}

static void report_missing(struct composer *r, const struct inline_item *i, int most)
{
    const char *target = arena_printf(r->arena, "%d", i->target);
    if (most)
        diag(r->diags, DIAG_R001, i->pos, target, arena_printf(r->arena, "%d", most));
    else
        diag(r->diags, DIAG_R002, i->pos, NULL);
    r->failed = true;
}

/* A reference in an enclosure means its own attachments, and then the document's. */
static void resolve_reference(struct composer *r, const struct scope *scope, struct inline_item *i)
{
    int own, others;
    const struct part *p = find_attachment(scope->own, i->target, &own);
    if (!p)
        p = find_attachment(scope->others, i->target, &others);
    if (p)
        i->text = words_derived(r->arena, attachment_name(r->arena, p->number), i->pos);
    else
        report_missing(r, i, own > others ? own : others);
}

static void resolve_items(struct composer *r, struct scope *scope, struct inline_item *first)
{
    for (struct inline_item *i = first; i; i = i->next) {
        if (i->kind == INLINE_REFERENCE)
            resolve_reference(r, scope, i);
        else if (i->kind == INLINE_FOOTNOTE)
            i->number = ++scope->footnotes;
    }
}

static void resolve_rows(struct composer *r, struct scope *scope, struct table_row *row)
{
    for (; row; row = row->next)
        for (struct table_cell *cell = row->first; cell; cell = cell->next)
            inline_resolve(r, scope, cell->first);
}

void inline_resolve(struct composer *r, struct scope *scope, struct block *first)
{
    for (struct block *b = first; b; b = b->next) {
        resolve_items(r, scope, b->inlines);
        if (b->table) {
            resolve_rows(r, scope, b->table->head);
            resolve_rows(r, scope, b->table->rows);
        }
        inline_resolve(r, scope, b->first);
    }
}
