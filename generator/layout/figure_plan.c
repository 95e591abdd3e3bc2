/*
 * Which boxes of a flow figure stand below each other and which side by side, and the arrows that
 * pass boxes: they leave and enter at the sides and run in lanes outside the widest box, forward at
 * the left and back at the right, so that none crosses a box. An arrow to another segment, or one
 * that finds no lane, ends at a mark, and begins again at the same mark.
 */
#include "layout/diag.def"
#include "layout/figure_int.h"

/* ---- bands ---- */

int figure_behind(const struct figure *f, int box)
{
    return box + f->boxes[box].step->own;
}

struct figure_band *figure_fork(const struct figure *f, int box)
{
    bool inner = f->boxes[box].step->branches && f->boxes[box].inner;
    return inner ? &f->forks[box] : NULL;
}

static bool plan_fork(struct figure *f, int lead, int end, int join, bool *joins);

/* What stands from first to before end leads each to the next; the last one to the join, or
 * nowhere. columns: that it takes side by side. */
static bool plan_row(struct figure *f, struct figure_branch *b, int join)
{
    int end = b->first + b->n;
    b->columns = 1;
    for (int i = b->first, next; i < end; i = next) {
        const struct flow_box *step = f->boxes[i].step;
        int to = step->to[0] ? step->to[0]->number : -1;
        next = figure_behind(f, i);
        int follows = next < end ? next : join;
        b->joins = to == join;
        if (next > end || step->decision != step->branches)
            return false;
        if (!step->branches && (to != follows && (next < end || to >= 0)))
            return false;
        if (step->branches && (!plan_fork(f, i, next, follows, &b->joins) || (next < end && !b->joins)))
            return false;
        if (step->branches && f->forks[i].columns > b->columns)
            b->columns = f->forks[i].columns;
    }
    return true;
}

/* Nothing but the lead's ways leads into its branches. */
static bool is_entered_from_above(const struct figure *f, const struct figure_band *band)
{
    for (int i = 0; i < f->of->n; i++)
        for (int way = 0; way < FLOW_WAYS; way++) {
            const struct flow_box *to = f->boxes[i].step->to[way];
            bool within = to && to->number > band->lead && to->number <= band->last;
            if (within && (i < band->lead || i > band->last))
                return false;
        }
    return true;
}

/* The branches of a decision if they come together at a box (its number; behind the last: they
 * need not). Those with steps stand in their order behind the decision and fill the room up to
 * end. inner: a way that is none of them is not to be had. */
static bool plan_join(struct figure *f, struct figure_band *band, int end, int join, bool inner)
{
    const struct flow_box *lead = f->boxes[band->lead].step;
    struct figure_branch *open = NULL;
    int next = band->lead + 1;
    band->n_branches = band->columns = 0;
    for (int way = 0; way < FLOW_WAYS; way++) {
        int to = lead->to[way] ? lead->to[way]->number : -1;
        bool ends = lead->ends[way];
        if (!ends && to != join && (to <= band->lead || to >= end)) {
            if (inner && to >= 0)
                return false;
            continue;
        }
        struct figure_branch *b = &band->branches[band->n_branches++];
        *b = (struct figure_branch){
            .first = to, .way = way, .columns = 1, .joins = !ends, .ends = ends};
        if (ends || to == join)
            continue;
        if (to < next || (!open && to != next))
            return false;
        if (open)
            open->n = to - open->first;
        open = b;
        next = to + 1;
    }
    if (!open || band->n_branches < 2)
        return false;
    open->n = end - open->first;
    band->last = end - 1;
    for (struct figure_branch *b = band->branches; b < band->branches + band->n_branches; b++) {
        if (b->n && !plan_row(f, b, join))
            return false;
        band->columns += b->columns;
    }
    return is_entered_from_above(f, band);
}

/* A decision in a branch: its branches take what was written in it. */
static bool plan_fork(struct figure *f, int lead, int end, int join, bool *joins)
{
    struct figure_band *fork = &f->forks[lead];
    *fork = (struct figure_band){.lead = lead, .last = lead, .straight = -1};
    *joins = false;
    if (!plan_join(f, fork, end, join, true))
        return false;
    for (int i = 0; i < fork->n_branches; i++)
        *joins = *joins || fork->branches[i].joins;
    fork->straight = *joins ? 0 : -1;
    return true;
}

/* As many as can stand side by side. */
static void plan_branches(struct figure *f, struct figure_band *band)
{
    int most = 1, best = 0;
    for (int join = band->lead + 2; join <= f->of->n; join++) {
        struct figure_band tried = *band;
        if (!plan_join(f, &tried, join, join, false) || tried.n_branches <= most)
            continue;
        best = join;
        most = tried.n_branches;
    }
    if (best)
        plan_join(f, band, best, best, false); /* again, for what is in its branches */
}

/* The way of a band that leads to the band behind it. */
static int find_straight(const struct figure *f, const struct figure_band *band)
{
    if (band->last + 1 >= f->of->n)
        return -1;
    for (int i = 0; i < band->n_branches; i++)
        if (band->branches[i].joins)
            return 0;
    if (band->n_branches)
        return -1;
    for (int way = 0; way < FLOW_WAYS; way++) {
        const struct flow_box *to = f->boxes[band->lead].step->to[way];
        if (to && to->number == band->last + 1)
            return way;
    }
    return -1;
}

void figure_plan(struct figure *f, bool together)
{
    f->n_bands = 0;
    for (int i = 0; i < f->of->n;) {
        struct figure_band *band = &f->bands[f->n_bands];
        *band = (struct figure_band){.lead = i, .last = i, .columns = 1};
        if (together && f->boxes[i].step->branches)
            plan_branches(f, band);
        band->straight = find_straight(f, band);
        for (; i <= band->last; i++) {
            f->boxes[i].band = f->n_bands;
            f->boxes[i].inner = i > band->lead;
        }
        f->n_bands++;
    }
}

/* The first step has no arrow; any other without one was forgotten. */
void figure_report_islands(const struct figure *f)
{
    for (const struct flow_box *to = f->of->boxes->next; to; to = to->next) {
        bool reached = false;
        for (const struct flow_box *step = f->of->boxes; step; step = step->next)
            for (int way = 0; way < FLOW_WAYS; way++)
                reached = reached || (step != to && step->to[way] == to);
        if (!reached)
            diag(f->s->layout->diags, DIAG_L026, to->pos, text_utf8(f->s->arena, to->text));
    }
}

/* ---- detours ---- */

static int upper(const struct figure_detour *d)
{
    return d->kind == DETOUR_IN                       ? d->to
           : d->kind == DETOUR_OUT || d->from < d->to ? d->from
                                                      : d->to;
}

static int lower(const struct figure_detour *d)
{
    return d->kind == DETOUR_OUT                     ? d->from
           : d->kind == DETOUR_IN || d->from < d->to ? d->to
                                                     : d->from;
}

static int segment_of(const struct figure *f, int box)
{
    return f->bands[f->boxes[box].band].segment;
}

/* The first lane that is free between the two steps. */
static void assign_lane(struct figure *f, struct figure_detour *d, int first)
{
    bool taken = true;
    for (d->lane = first; taken; d->lane += taken) {
        taken = false;
        for (struct figure_detour *o = f->detours; o < d; o++) {
            bool shared = o->kind == DETOUR_WHOLE && d->kind == DETOUR_WHOLE && o->to == d->to;
            taken = taken || (o->side == d->side && o->lane == d->lane && upper(o) <= lower(d) &&
                              upper(d) <= lower(o) && !shared);
        }
    }
}

static void count_lane(struct figure *f, const struct figure_detour *d)
{
    int *lanes = f->segments[segment_of(f, upper(d))].lanes;
    if (lanes[d->side] <= d->lane)
        lanes[d->side] = d->lane + 1;
}

/* What goes up and down from a step leaves at two sides, and what more does below. */
static void choose_side(const struct figure *f, struct figure_detour *d)
{
    int used[SIDES] = {0};
    for (const struct figure_detour *o = f->detours; o < d; o++)
        if (o->from == d->from && o->kind != DETOUR_IN)
            used[o->side]++;
    enum side other = d->side == LEFT ? RIGHT : LEFT;
    if (used[d->side] > used[other])
        d->side = other;
    d->exit = used[d->side] > 0;
}

static void mark_box(struct figure *f, int box)
{
    if (!f->marks[box])
        f->marks[box] = ++f->n_marks;
}

static bool is_marked(const struct figure *f, int box)
{
    const struct figure_band *band = &f->bands[f->boxes[box].band];
    const struct figure_segment *g = &f->segments[band->segment];
    if (g->continues && g->first == f->boxes[box].band)
        return true;
    for (const struct figure_detour *o = f->detours; o < f->detours + f->n_detours; o++)
        if (o->kind == DETOUR_IN && o->to == box)
            return true;
    return false;
}

/* The end of an arrow that begins at a mark, outside of those that come in at the same side. */
static void add_entry(struct figure *f, int to)
{
    int taken[SIDES] = {0};
    bool leaves[SIDES] = {false, false};
    if (!f->marks[to] || is_marked(f, to))
        return;
    struct figure_detour *d = &f->detours[f->n_detours++];
    *d = (struct figure_detour){.kind = DETOUR_IN, .from = to, .to = to, .side = LEFT};
    for (const struct figure_detour *o = f->detours; o < d; o++) {
        if (o->kind == DETOUR_WHOLE && o->to == to && o->lane >= taken[o->side])
            taken[o->side] = o->lane + 1;
        leaves[o->side] = leaves[o->side] || (o->from == to && o->kind == DETOUR_OUT);
    }
    if (leaves[LEFT] || (taken[LEFT] > taken[RIGHT] && !leaves[RIGHT]))
        d->side = RIGHT;
    assign_lane(f, d, taken[d->side]);
    count_lane(f, d);
}

static void add_detour(struct figure *f, int from, const struct flow_box *to, struct text says)
{
    struct figure_detour *d = &f->detours[f->n_detours++];
    int number = to ? to->number : NOWHERE;
    bool parted = !to || segment_of(f, from) != segment_of(f, number);
    *d = (struct figure_detour){.kind = parted ? DETOUR_OUT : DETOUR_WHOLE,
                                .from = from,
                                .to = number,
                                .side = number > from && !parted ? LEFT : RIGHT,
                                .says = says};
    choose_side(f, d);
    assign_lane(f, d, 0);
    if (!parted && d->lane >= f->lanes_most) {
        parted = true;
        d->kind = DETOUR_OUT;
        assign_lane(f, d, 0);
    }
    count_lane(f, d);
    if (parted && to)
        mark_box(f, number);
}

static bool is_branch(const struct figure_band *band, int way)
{
    for (int i = 0; i < band->n_branches; i++)
        if (band->branches[i].way == way)
            return true;
    return false;
}

/* Marks in the order in which they are met. */
void figure_lead(struct figure *f)
{
    f->n_detours = f->n_marks = 0;
    for (int i = 0; i < f->of->n; i++)
        f->marks[i] = 0;
    for (int i = 0; i < f->n_segments; i++) {
        struct figure_segment *g = &f->segments[i];
        g->lanes[LEFT] = g->lanes[RIGHT] = 0;
        g->continues = i && f->bands[g->first - 1].straight >= 0;
        g->goes_on = g->last < f->n_bands && f->bands[g->last - 1].straight >= 0;
    }
    for (int i = 0; i < f->n_bands; i++) {
        const struct figure_band *band = &f->bands[i];
        const struct flow_box *lead = f->boxes[band->lead].step;
        for (int way = 0; way < FLOW_WAYS; way++) {
            bool straight = !band->n_branches && way == band->straight;
            if ((lead->to[way] || lead->ends[way]) && !straight && !is_branch(band, way))
                add_detour(f, band->lead, lead->to[way], lead->says[way]);
        }
        if (f->segments[band->segment].goes_on && f->segments[band->segment].last == i + 1)
            mark_box(f, f->bands[i + 1].lead);
    }
    for (int i = 0; i < f->of->n; i++)
        add_entry(f, i);
}
