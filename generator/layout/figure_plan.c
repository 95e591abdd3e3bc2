/*
 * Which boxes of a flow figure stand below each other and which side by side, and the arrows that
 * pass boxes: they leave and enter at the sides and run in lanes outside the widest box, forward at
 * the left and back at the right, so that none crosses a box. An arrow to another segment, or one
 * that finds no lane, ends at a mark, and begins again at the same mark.
 */
#include "layout/diag.def"
#include "layout/figure_int.h"

/* ---- bands ---- */

/* The plain steps from first to before end lead each to the next; the last one to the join, or
 * nowhere. */
static bool is_row_of_steps(const struct figure *f, int first, int end, int join)
{
    for (int i = first; i < end; i++) {
        const struct flow_box *to = f->boxes[i].step->to[0];
        int number = to ? to->number : -1;
        if (f->boxes[i].step->decision || (i + 1 < end ? number != i + 1 : to && number != join))
            return false;
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
 * there. */
static bool plan_join(const struct figure *f, struct figure_band *band, int join)
{
    const struct flow_box *lead = f->boxes[band->lead].step;
    struct figure_branch *open = NULL;
    int next = band->lead + 1;
    band->n_branches = 0;
    for (int way = 0; way < FLOW_WAYS; way++) {
        int to = lead->to[way] ? lead->to[way]->number : -1;
        bool ends = lead->ends[way];
        if (!ends && (to <= band->lead || to > join))
            continue;
        struct figure_branch *b = &band->branches[band->n_branches++];
        *b = (struct figure_branch){.first = to, .way = way, .joins = !ends, .ends = ends};
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
    open->n = join - open->first;
    band->last = join - 1;
    for (struct figure_branch *b = band->branches; b < band->branches + band->n_branches; b++) {
        if (b->n && !is_row_of_steps(f, b->first, b->first + b->n, join))
            return false;
        b->joins = !b->n ? !b->ends : f->boxes[b->first + b->n - 1].step->to[0] != NULL;
    }
    return is_entered_from_above(f, band);
}

/* As many as can stand side by side. */
static void plan_branches(const struct figure *f, struct figure_band *band)
{
    int most = 1;
    struct figure_band best = *band;
    for (int join = band->lead + 2; join <= f->of->n; join++) {
        struct figure_band tried = *band;
        if (!plan_join(f, &tried, join) || tried.n_branches <= most)
            continue;
        best = tried;
        most = tried.n_branches;
    }
    *band = best;
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
        *band = (struct figure_band){.lead = i, .last = i};
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
