/* Walks the document: rosters, tasks, vehicles and forms to what they are set as, then indexes,
 * which tell of all lists, those behind them too; then every table's grid, and what stands in
 * paragraphs.
 */
#include "compose/compose_int.h"

/* What a walk does with a block; level: of headings in its place. */
typedef void block_visit(struct composer *r, struct block *b, int level, task_lists *lists);

static void visit_block(struct composer *r, struct block *b, int level, task_lists *lists)
{
    if (b->kind == BLOCK_TASK_LIST) {
        b->table = tasks_table(r, b->tasks);
        VEC_PUSH(r->arena, lists, b->tasks);
    } else if (b->kind == BLOCK_VEHICLES) {
        b->first = vehicles_blocks(r, b->vehicles, level);
    } else if (b->kind == BLOCK_FORM) {
        form_compose(r, b);
    } else if (b->kind == BLOCK_ROSTER && b->roster->form == ROSTER_TABLE) {
        b->table = roster_table(r, b->roster);
    } else if (b->kind == BLOCK_OFFICE) {
        b->inlines = compose_inline(r, office_words(r, b->roster), INLINE_TEXT);
    }
}

static void visit_index(struct composer *r, struct block *b, int level, task_lists *lists)
{
    (void)level;
    if (b->kind == BLOCK_TASK_INDEX)
        b->table = tasks_index(r, b->index, lists);
    else if (b->kind == BLOCK_TASK_CHECK)
        b->table = tasks_check(r, b, lists);
}

static void walk_blocks(struct composer *r, struct block *first, block_visit *visit, int level,
                        task_lists *lists)
{
    for (struct block *b = first; b; b = b->next)
        if (b->kind == BLOCK_SECTION && level < LEVELS)
            walk_blocks(r, b->first, visit, level + 1, lists);
        else
            visit(r, b, level, lists);
}

static void walk_parts(struct composer *r, struct part *first, block_visit *visit,
                       task_lists *lists)
{
    for (struct part *p = first; p; p = p->next)
        walk_blocks(r, p->first, visit, 1, lists);
}

static void walk_document(struct composer *r, block_visit *visit, task_lists *lists)
{
    struct document *doc = r->doc;
    walk_blocks(r, doc->body, visit, 1, lists);
    walk_parts(r, doc->attachments, visit, lists);
    if (!doc->enclosure)
        return;
    walk_parts(r, doc->enclosure, visit, lists);
    walk_parts(r, doc->enclosure->attachments, visit, lists);
}

static void resolve_inlines(struct composer *r, struct scope scope, struct block *first)
{
    inline_resolve(r, &scope, first);
}

static void resolve_references(struct composer *r)
{
    struct document *doc = r->doc;
    struct scope scope = {.others = doc->attachments};
    resolve_inlines(r, scope, doc->body);
    for (struct part *p = doc->attachments; p; p = p->next)
        resolve_inlines(r, scope, p->first);
    if (!doc->enclosure)
        return;
    scope.own = doc->enclosure->attachments;
    resolve_inlines(r, scope, doc->enclosure->first);
    for (struct part *p = doc->enclosure->attachments; p; p = p->next)
        resolve_inlines(r, scope, p->first);
}

bool compose(struct document *doc, struct diags *d)
{
    struct composer r = {.doc = doc, .arena = doc->arena, .diags = d};
    task_lists lists = {0};
    walk_document(&r, visit_block, &lists);
    walk_document(&r, visit_index, &lists);
    tables_compose(&r);
    resolve_references(&r);
    return !r.failed;
}
