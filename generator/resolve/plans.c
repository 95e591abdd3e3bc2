/* Walks the document for task lists, indexes, vehicle plans and forms. Indexes come last: they tell
 * of all lists, those behind them too. */
#include "resolve/form_int.h"

/* What a walk does with a block; level: of headings in its place. */
typedef void block_visit(struct resolver *r, struct block *b, int level, task_lists *lists);

static void visit_plan(struct resolver *r, struct block *b, int level, task_lists *lists)
{
    if (b->kind == BLOCK_TASK_LIST) {
        tasks_read_source(r, b->tasks);
        tasks_resolve(r, b->tasks);
        b->table = tasks_table(r, b->tasks);
        VEC_PUSH(r->arena, lists, b->tasks);
    } else if (b->kind == BLOCK_VEHICLES) {
        vehicles_read_source(r, b->vehicles);
        b->first = vehicles_resolve(r, b->vehicles, level);
    } else if (b->kind == BLOCK_FORM) {
        form_resolve(r, b);
    } else if (b->kind == BLOCK_FLOW) {
        flow_resolve(b->flow);
    }
}

static void visit_index(struct resolver *r, struct block *b, int level, task_lists *lists)
{
    (void)level;
    if (b->kind == BLOCK_TASK_INDEX)
        b->table = tasks_index(r, b->index, lists);
    else if (b->kind == BLOCK_TASK_CHECK)
        b->table = tasks_check(r, b, lists);
}

static void walk_blocks(struct resolver *r, struct block *first, block_visit *visit, int level,
                        task_lists *lists)
{
    for (struct block *b = first; b; b = b->next)
        if (b->kind == BLOCK_SECTION && level < LEVELS)
            walk_blocks(r, b->first, visit, level + 1, lists);
        else
            visit(r, b, level, lists);
}

static void walk_parts(struct resolver *r, struct part *first, block_visit *visit,
                       task_lists *lists)
{
    for (struct part *p = first; p; p = p->next)
        walk_blocks(r, p->first, visit, 1, lists);
}

static void walk_document(struct resolver *r, block_visit *visit, task_lists *lists)
{
    struct document *doc = r->doc;
    walk_blocks(r, doc->body, visit, 1, lists);
    walk_parts(r, doc->attachments, visit, lists);
    if (!doc->enclosure)
        return;
    walk_parts(r, doc->enclosure, visit, lists);
    walk_parts(r, doc->enclosure->attachments, visit, lists);
}

void plans_resolve(struct resolver *r)
{
    task_lists lists = {0};
    walk_document(r, visit_plan, &lists);
    walk_document(r, visit_index, &lists);
}
