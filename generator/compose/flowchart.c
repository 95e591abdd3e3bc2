/* 流程图: boxes in the order of the steps, those of a branch behind their decision, each with where
 * its arrows lead: to what is written behind it where the author does not say. */
#include "compose/compose_int.h"

/* Where a step goes that does not say: to a box, or where its branch says. */
struct follow {
    const struct flow_box *box; /* NULL: nowhere */
    struct text code;           /* not empty: it has this code */
};

struct charting {
    struct composer *c;
    const struct flowchart_step **steps; /* by box */
    struct flow_box *boxes;
    int n;
};

static int count_steps(const struct flowchart_step *first)
{
    int n = 0;
    for (const struct flowchart_step *s = first; s; s = s->next) {
        n++;
        for (const struct flowchart_branch *b = s->branches; b; b = b->next)
            n += count_steps(b->steps);
    }
    return n;
}

/* In reading order, each at its place. */
static int gather(struct charting *m, const struct flowchart_step *first, int at)
{
    for (const struct flowchart_step *s = first; s; s = s->next) {
        m->steps[at++] = s;
        for (const struct flowchart_branch *b = s->branches; b; b = b->next)
            at = gather(m, b->steps, at);
    }
    return at;
}

/* Where an arrow leads, or NULL: nowhere. */
static const struct flow_box *find_box(const struct charting *m, struct text code,
                                       struct follow otherwise)
{
    if (!code.n && !otherwise.code.n)
        return otherwise.box;
    code = code.n ? code : otherwise.code;
    for (int i = 0; i < m->n; i++)
        if (m->steps[i]->id.n && text_same(m->steps[i]->id, code))
            return &m->boxes[i];
    return NULL; /* 结束 */
}

static int add_steps(struct charting *m, const struct flowchart_step *first, int at,
                     struct follow behind);

/* A decision's, each with its steps. Returns the place behind them. */
static int add_branches(struct charting *m, struct flow_box *box, const struct flowchart_step *s,
                        int at, struct follow next)
{
    int way = 0;
    for (const struct flowchart_branch *b = s->branches; b && way < FLOW_WAYS; b = b->next, way++) {
        struct follow behind = b->to.n ? (struct follow){NULL, b->to} : next;
        box->says[way] = b->label;
        box->to[way] = b->steps ? &m->boxes[at] : find_box(m, (struct text){0}, behind);
        box->ends[way] = !box->to[way];
        at = add_steps(m, b->steps, at, behind);
    }
    return at;
}

static int add_steps(struct charting *m, const struct flowchart_step *first, int at,
                     struct follow behind)
{
    static const char *const says[] = {"是", "否"};
    for (const struct flowchart_step *s = first; s; s = s->next) {
        struct flow_box *box = &m->boxes[at];
        int own = 1;
        for (const struct flowchart_branch *b = s->branches; b; b = b->next)
            own += count_steps(b->steps);
        struct follow next = s->next ? (struct follow){&m->boxes[at + own], {0}} : behind;
        *box = (struct flow_box){.pos = s->pos,
                                 .text = s->text,
                                 .note = s->note,
                                 .decision = s->decision,
                                 .branches = s->branches != NULL,
                                 .number = at,
                                 .own = own,
                                 .next = at + 1 < m->n ? box + 1 : NULL};
        for (int way = 0; !s->branches && way < 1 + s->decision; way++) {
            box->to[way] = find_box(m, s->to[way], next);
            box->ends[way] = s->decision && s->to[way].n && !box->to[way];
            if (s->decision)
                box->says[way] = text_from_utf8(m->c->arena, says[way], s->pos);
        }
        at = add_branches(m, box, s, at + 1, next);
    }
    return at;
}

struct flow *compose_flowchart(struct composer *c, const struct flowchart *chart)
{
    struct flow *f = compose_node(c, FLOW_FIGURE, chart->pos);
    struct charting m = {.c = c, .n = count_steps(chart->steps)};
    m.boxes = ARENA_ARRAY(c->arena, struct flow_box, (size_t)m.n);
    m.steps = ARENA_ARRAY(c->arena, const struct flowchart_step *, (size_t)m.n);
    gather(&m, chart->steps, 0);
    add_steps(&m, chart->steps, 0, (struct follow){0});
    f->figure = ARENA_NEW(c->arena, struct flow_figure);
    *f->figure = (struct flow_figure){chart->pos, chart->title, m.boxes, m.n};
    return f;
}
