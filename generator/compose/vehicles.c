/* Vehicle plans: one table for all, or one a vehicle below the headings of its groups. */
#include "compose/compose_int.h"

/* ---- one a vehicle ---- */

static struct block *table_block(struct composer *r, struct table *table)
{
    struct block *b = ARENA_NEW(r->arena, struct block);
    b->kind = BLOCK_TABLE;
    b->pos = table->pos;
    b->table = table;
    return b;
}

static struct block *vehicle_blocks(struct composer *r, const struct vehicle_group *g)
{
    struct block *first = NULL, **last = &first;
    for (const struct vehicle *v = g->vehicles; v; v = v->next, last = &(*last)->next)
        *last = table_block(r, vehicle_table(r, v));
    return first;
}

/* A group's heading: it stays with its first vehicle as a section's does. */
static struct block *group_block(struct composer *r, const struct vehicle_group *g, int level,
                                 int n)
{
    struct block *b = ARENA_NEW(r->arena, struct block);
    b->kind = BLOCK_SECTION;
    b->pos = g->pos;
    b->level = level;
    b->label = words_derived(r->arena, number_label(r->arena, level, n), g->pos);
    b->text = g->name;
    b->first = vehicle_blocks(r, g);
    return b;
}

/* The plan's own title is a line of stressed words: the part that it stands in has a title. */
static struct block *title_block(struct composer *r, struct text title)
{
    struct block *b = compose_paragraph(r, title);
    b->inlines->kind = INLINE_EMPHASIS;
    return b;
}

/* A group without a name, from a file that has none, takes no heading. */
static struct block *group_blocks(struct composer *r, const struct vehicle_plan *plan, int level)
{
    struct block *first = NULL, **last = &first;
    int n = 0;
    if (plan->title.n)
        *last = title_block(r, plan->title);
    for (const struct vehicle_group *g = plan->groups; g; g = g->next) {
        while (*last)
            last = &(*last)->next;
        *last = g->name.n ? group_block(r, g, level, ++n) : vehicle_blocks(r, g);
    }
    return first;
}

struct block *vehicles_blocks(struct composer *r, const struct vehicle_plan *plan, int level)
{
    if (plan->compact)
        return table_block(r, vehicles_compact(r, plan));
    return group_blocks(r, plan, level);
}
