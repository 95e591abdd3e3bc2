/*
 * Children that may stand in an element: how many of each, and in which order. The longest run of
 * children in the right order is taken as meant; only the others are said to be misplaced.
 */
#include "vocab/diag.def"
#include "vocab/vocab_int.h"

enum { STEPS = 24 };

static int step_of(const struct child *child)
{
    return child->place ? child->place->step : 0;
}

/* What is repeated does not count for the order. */
static void check_repeats(struct check *c, struct children *all)
{
    const struct child *seen[STEPS] = {NULL};
    for (size_t i = 0; i < all->list.n; i++) {
        struct child *child = &all->list.v[i];
        int step = step_of(child);
        if (step == 0 || child->place->most > 1)
            continue;
        if (!seen[step]) {
            seen[step] = child;
            continue;
        }
        uint32_t line = source_place(seen[step]->node->pos).line;
        CHECK_REPORT(c, DIAG_V011, child->node->pos, child->node->name,
                     arena_printf(c->arena, "%u", line));
        child->place = NULL;
    }
}

/* The first row of a step whose children are missing, when the step is a choice. */
static bool is_choice(const struct child_row *row)
{
    return row[1].owner == row->owner && row[1].step == row->step;
}

static void report_missing(struct check *c, const struct children *all, const struct child_row *row)
{
    const struct node *n = all->parent;
    if (!is_choice(row))
        CHECK_REPORT(c, DIAG_V008, n->pos, n->name, names_element(c, row->child));
    else if (!all->excused)
        CHECK_REPORT(c, DIAG_V016, n->pos, n->name, names_children(c, all->parent->id));
}

static bool has_misplaced(const struct children *all)
{
    for (size_t i = 0; i < all->list.n; i++)
        if (!all->list.v[i].place)
            return true;
    return false;
}

/* Of a number that is neither one nor any. */
static void check_most(struct check *c, const struct children *all, const struct child_row *row)
{
    int n = 0;
    if (row->most == 1 || row->most == VOCAB_MANY)
        return;
    for (size_t i = 0; i < all->list.n; i++)
        if (all->list.v[i].place == row && n++ == row->most)
            CHECK_REPORT(c, DIAG_V069, all->list.v[i].node->pos, all->parent->name,
                         arena_printf(c->arena, "%d", row->most), names_element(c, row->child));
}

static void check_missing(struct check *c, struct children *all)
{
    size_t count[STEPS] = {0};
    for (size_t i = 0; i < all->list.n; i++)
        count[step_of(&all->list.v[i])]++;
    all->excused = all->excused || has_misplaced(all);
    int before = 0;
    for (const struct child_row *r = table_children(all->parent->id); r->owner == all->parent->id;
         r++) {
        if (r->step != before && count[r->step] < (size_t)r->least)
            report_missing(c, all, r);
        check_most(c, all, r);
        before = r->step;
    }
}

struct link {
    size_t length;
    size_t before; /* index + 1 of the child before it in its run; 0: none */
};

/* The longest run of children whose steps never fall: meant[i] says whether child i is in it. Of
 * two as long the one that takes what came late for misplaced. */
static void find_meant(struct arena *a, const struct children *all, bool *meant)
{
    struct link *links = ARENA_ARRAY(a, struct link, all->list.n + 1);
    size_t best[STEPS] = {0}; /* by last step: index + 1 of the end of the longest run; 0: none */
    size_t end = 0;
    for (size_t i = 1; i <= all->list.n; i++) {
        int step = step_of(&all->list.v[i - 1]);
        if (step == 0)
            continue;
        for (int s = 1; s <= step; s++)
            if (links[best[s]].length >= links[links[i].before].length)
                links[i].before = best[s];
        links[i].length = links[links[i].before].length + 1;
        if (links[i].length > links[best[step]].length)
            best[step] = i;
        if (links[i].length > links[end].length)
            end = i;
    }
    for (; end; end = links[end].before)
        meant[end - 1] = true;
}

/* Names the neighbour that shows where child i belongs. */
static void report_order(struct check *c, const struct children *all, const bool *meant, size_t i)
{
    const struct child *child = &all->list.v[i];
    const char *order = names_children(c, all->parent->id);
    const struct node *after = NULL;
    for (size_t k = 0; k < all->list.n; k++) {
        const struct child *other = &all->list.v[k];
        if (!meant[k])
            continue;
        if (k < i && step_of(other) > step_of(child)) {
            CHECK_REPORT(c, DIAG_V009, child->node->pos, child->node->name, other->node->name,
                         order);
            return;
        }
        if (k > i && step_of(other) < step_of(child))
            after = other->node;
    }
    if (after)
        CHECK_REPORT(c, DIAG_V010, child->node->pos, child->node->name, after->name, order);
}

static void check_sequence(struct check *c, const struct children *all)
{
    bool *meant = ARENA_ARRAY(c->arena, bool, all->list.n + 1);
    find_meant(c->arena, all, meant);
    for (size_t i = 0; i < all->list.n; i++)
        if (!meant[i] && all->list.v[i].place)
            report_order(c, all, meant, i);
}

/* Most elements hold one kind of thing, or a choice: nothing can be out of order. */
static bool has_order(const struct children *all)
{
    const struct child_row *first = table_children(all->parent->id), *r = first;
    while (r->owner == first->owner && r->step == first->step)
        r++;
    return r->owner == first->owner;
}

void check_order(struct check *c, struct children *all)
{
    check_missing(c, all);
    check_repeats(c, all);
    if (has_order(all))
        check_sequence(c, all);
}
