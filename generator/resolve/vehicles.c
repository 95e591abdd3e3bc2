/* Vehicle plans: numbers of vehicles, and one table for all, or one a vehicle below the headings
 * of its groups. */
#include "resolve/plans_int.h"

/* ---- numbers ---- */

/* The number behind a typed one of digits alone; otherwise the vehicle's place in the plan. */
static int next_number(struct text before, int place)
{
    enum { MOST_DIGITS = 6 };
    int n = 0;
    if (!before.n || before.n > MOST_DIGITS)
        return place;
    for (size_t i = 0; i < before.n; i++) {
        if (before.cp[i] < '0' || before.cp[i] > '9')
            return place;
        n = n * 10 + (int)(before.cp[i] - '0');
    }
    return n + 1;
}

/* 7, where 7号 or 7号车 is typed: what behind it is said is added where it is printed. */
static struct text bare_number(struct text t)
{
    size_t n = 0;
    while (n < t.n && t.cp[n] >= '0' && t.cp[n] <= '9')
        n++;
    struct text rest = text_part(t, n, t.n);
    bool named = text_equals(rest, "号") || text_equals(rest, "号车") || text_equals(rest, "车");
    return n && named ? text_part(t, 0, n) : t;
}

static void number_vehicles(struct resolver *r, struct vehicle_plan *plan)
{
    struct text before = {0};
    int place = 0;
    for (struct vehicle_group *g = plan->groups; g; g = g->next)
        for (struct vehicle *v = g->vehicles; v; v = v->next) {
            int number = next_number(before, ++place);
            v->number = bare_number(v->number);
            if (!v->number.n)
                v->number = words_derived(r, arena_printf(r->arena, "%d", number), v->pos);
            before = v->number;
        }
}

static bool ends_in(struct text t, const char *word, size_t n)
{
    return t.n >= n && text_equals(text_part(t, t.n - n, t.n), word);
}

struct text vehicle_name(struct resolver *r, const struct vehicle *v)
{
    const char *rest = "号车";
    if (ends_in(v->number, "车", 1))
        rest = "";
    else if (ends_in(v->number, "号", 1))
        rest = "车";
    return words_joined(r, v->number, words_derived(r, rest, text_pos(v->number, 0)));
}

/* ---- one a vehicle ---- */

static struct block *table_block(struct resolver *r, struct table *table)
{
    struct block *b = ARENA_NEW(r->arena, struct block);
    b->kind = BLOCK_TABLE;
    b->pos = table->pos;
    b->table = table;
    return b;
}

static struct block *vehicle_blocks(struct resolver *r, const struct vehicle_group *g)
{
    struct block *first = NULL, **last = &first;
    for (const struct vehicle *v = g->vehicles; v; v = v->next, last = &(*last)->next)
        *last = table_block(r, vehicle_table(r, v));
    return first;
}

/* A group's heading: it stays with its first vehicle as a section's does. */
static struct block *group_block(struct resolver *r, const struct vehicle_group *g, int level,
                                 int n)
{
    struct block *b = ARENA_NEW(r->arena, struct block);
    b->kind = BLOCK_SECTION;
    b->pos = g->pos;
    b->level = level;
    b->label = words_derived(r, number_label(r->arena, level, n), g->pos);
    b->text = g->name;
    b->first = vehicle_blocks(r, g);
    return b;
}

/* The plan's own title is a line of stressed words: the part that it stands in has a title. */
static struct block *title_block(struct resolver *r, struct text title)
{
    struct block *b = compose_paragraph(r, title);
    b->inlines->kind = INLINE_EMPHASIS;
    return b;
}

/* A group without a name, from a file that has none, takes no heading. */
static struct block *group_blocks(struct resolver *r, const struct vehicle_plan *plan, int level)
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

struct block *vehicles_resolve(struct resolver *r, struct vehicle_plan *plan, int level)
{
    number_vehicles(r, plan);
    vehicles_check(r, plan);
    if (plan->compact)
        return table_block(r, vehicles_compact(r, plan));
    return group_blocks(r, plan, level);
}
