/* Flow figures: where each step leads. */
#include "resolve/plans_int.h"

static bool ends(struct text code)
{
    return text_equals(code, "结束") || text_equals(code, "end");
}

static struct flow_step *find_step(struct flow *flow, struct text code)
{
    struct flow_step *s = flow->steps;
    while (s && !(s->id.n && text_same(s->id, code)))
        s = s->next;
    return s;
}

void flow_resolve(struct flow *flow)
{
    for (struct flow_step *s = flow->steps; s; s = s->next) {
        s->number = flow->n++;
        for (int way = 0; way < 1 + s->decision; way++)
            if (!s->to[way].n)
                s->target[way] = s->next;
            else if (!ends(s->to[way]))
                s->target[way] = find_step(flow, s->to[way]);
    }
}
