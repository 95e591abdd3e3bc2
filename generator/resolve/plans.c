/* Walks the document for task lists, vehicle plans and forms. */
#include "resolve/plans_int.h"

typedef void block_visit(struct resolver *r, struct block *b);

static void resolve_plan(struct resolver *r, struct block *b)
{
    if (b->tasks)
        tasks_resolve(r, b->tasks);
    if (b->vehicles)
        vehicles_resolve(r, b->vehicles);
    if (b->form)
        questions_resolve(r, b->form);
}

static void walk_blocks(struct resolver *r, struct block *first, block_visit *visit)
{
    for (struct block *b = first; b; b = b->next) {
        visit(r, b);
        walk_blocks(r, b->first, visit);
    }
}

static void walk_parts(struct resolver *r, struct part *first, block_visit *visit)
{
    for (struct part *p = first; p; p = p->next) {
        walk_blocks(r, p->first, visit);
        walk_parts(r, p->attachments, visit);
    }
}

static void walk_document(struct resolver *r, block_visit *visit)
{
    walk_blocks(r, r->doc->body, visit);
    walk_parts(r, r->doc->enclosure, visit);
    walk_parts(r, r->doc->attachments, visit);
}

void plans_resolve(struct resolver *r)
{
    walk_document(r, resolve_plan);
}
