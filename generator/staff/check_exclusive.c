/* One person in two posts at once that the table (exclusive.def) keeps apart. Who only stands in
 * keeps the own post. */
#include <string.h>

#include "staff/diag.def"
#include "staff/staff_int.h"

enum where { ANYWHERE, SAME_UNIT };

static const struct exclusive {
    struct {
        const char *unit, *title;
    } post[2];
    enum where where;
    const char *basis[2];
} rules[] = {
#define EXCLUSIVE_ROW(unit, title, other_unit, other_title, where, zh, en)                         \
    {{{unit, title}, {other_unit, other_title}}, where, {zh, en}},
#include "staff/exclusive.def"
#undef EXCLUSIVE_ROW
};

enum { RULES = sizeof rules / sizeof *rules };

/* A pattern as code points: the end of a name, or all of it. */
struct pattern {
    struct text text;
    bool end;
};

/* A rule with its patterns ready. */
struct rule {
    const struct exclusive *row;
    struct pattern unit[2], title[2];
};

static struct pattern pattern_of(struct arena *a, const char *p)
{
    bool end = *p == '*';
    return (struct pattern){text_from_utf8(a, p + end, (struct pos){0}), end || !*p};
}

static bool fits(struct text t, const struct pattern *p)
{
    size_t n = p->text.n;
    if (t.n < n || (!p->end && t.n != n))
        return false;
    for (size_t i = 0; i < n; i++)
        if (t.cp[t.n - n + i] != p->text.cp[i])
            return false;
    return true;
}

static bool fits_unit(const struct staff_unit *u, const struct pattern *p)
{
    return fits(u->name, p) || (u->short_name.n && fits(u->short_name, p));
}

/* side 0: the first of the rule's posts; side 1: the other, whose unit may be one above. */
static bool fits_side(const struct staff *s, const struct rule *r, int side,
                      const struct staff_post *p)
{
    if (!fits(p->title, &r->title[side]))
        return false;
    const struct staff_unit *u = s->unit_of[p->index];
    while (u && side == 1 && !fits_unit(u, &r->unit[side]))
        u = s->parent[u->index];
    return u && fits_unit(u, &r->unit[side]);
}

static bool excludes(const struct staff *s, const struct rule *r, const struct staff_post *p,
                     const struct staff_post *q)
{
    if (r->row->where == SAME_UNIT && s->unit_of[p->index] != s->unit_of[q->index])
        return false;
    return (fits_side(s, r, 0, p) && fits_side(s, r, 1, q)) ||
           (fits_side(s, r, 0, q) && fits_side(s, r, 1, p));
}

static bool overlap(const struct staff_tenure *x, const struct staff_tenure *y)
{
    return day_from(x) <= day_to(y) && day_from(y) <= day_to(x);
}

static void check_pair(struct staff *s, const struct rule *list, const struct staff_tenure *x,
                       const struct staff_tenure *y)
{
    const struct staff_post *p = s->post_of[x->index], *q = s->post_of[y->index];
    if (!p || !q || p == q || x->acting || y->acting || !overlap(x, y))
        return;
    const struct rule *r = list;
    while (r < list + RULES && !excludes(s, r, p, q))
        r++;
    if (r == list + RULES)
        return;
    const struct staff_tenure *later = day_from(x) > day_from(y) ? x : y;
    diag(s->diags, DIAG_N021, later->pos, text_utf8(s->arena, s->who[x->index]->name),
         staff_post_name(s, s->arena, p), staff_post_name(s, s->arena, q),
         r->row->basis[diags_lang(s->diags) == DIAG_EN]);
}

void check_exclusive(struct staff *s)
{
    /* nobody has more posts than this; of one who does, not every pair is compared */
    enum { POSTS_MOST = 40 };
    struct rule list[RULES];
    for (size_t i = 0; i < RULES; i++) {
        list[i].row = &rules[i];
        for (int side = 0; side < 2; side++) {
            list[i].unit[side] = pattern_of(s->arena, rules[i].post[side].unit);
            list[i].title[side] = pattern_of(s->arena, rules[i].post[side].title);
        }
    }
    for (size_t p = 0; p < s->n_people; p++) {
        uint32_t first = s->by_person.first[p], end = s->by_person.first[p + 1];
        end = end - first > POSTS_MOST ? first + POSTS_MOST : end;
        for (uint32_t i = first; i < end; i++)
            for (uint32_t k = i + 1; k < end; k++)
                check_pair(s, list, s->tenures[s->by_person.items[i]],
                           s->tenures[s->by_person.items[k]]);
    }
}
