/*
 * What cannot be: of a person, a telephone that no exchange would take, an e-mail address that is
 * none and an identity card whose number does not add up (GB 11643); of a post, tenures that
 * contradict each other; of both, posts that one may not hold at once.
 */
#include <string.h>

#include "staff/diag.def"
#include "staff/staff_int.h"
#include "value/entry.h"

const char *staff_day_text(struct arena *a, int64_t day)
{
    bool open = day == STAFF_DAY_FIRST || day == STAFF_DAY_LAST;
    return open ? "……" : date_iso(a, date_of_number(day));
}

/* ---- people ---- */

static const char *utf8(struct staff *s, struct text t)
{
    return text_utf8(s->arena, t);
}

static void check_phones(struct staff *s, const struct staff_person *p)
{
    struct text bad;
    for (size_t at = 0; phone_next_bad(p->phone, &at, &bad);)
        diag(s->diags, DIAG_N016, text_pos(bad, 0), utf8(s, p->name), utf8(s, bad));
}

static void check_emails(struct staff *s, const struct staff_person *p)
{
    struct text bad;
    for (size_t at = 0; email_next_bad(p->email, &at, &bad);)
        diag(s->diags, DIAG_N027, text_pos(bad, 0), utf8(s, p->name), utf8(s, bad));
}

static void check_card(struct staff *s, const struct staff_person *p)
{
    static const struct diag_code *const codes[] = {[CARD_NO_SHAPE] = DIAG_N017,
                                                    [CARD_NO_BIRTHDAY] = DIAG_N018,
                                                    [CARD_WRONG_DIGIT] = DIAG_N019};
    if (!p->card.n)
        return;
    enum card_fault fault = card_judge(p->card);
    struct pos pos = text_pos(p->card, 0);
    if (fault)
        diag(s->diags, codes[fault], pos, utf8(s, p->name), utf8(s, p->card));
    else if (p->sex.n && !text_equals(p->sex, card_is_mans(p->card) ? "男" : "女"))
        diag(s->diags, DIAG_N020, pos, utf8(s, p->name), utf8(s, p->sex));
}

static void check_people(struct staff *s)
{
    for (size_t i = 0; i < s->n_people; i++) {
        check_phones(s, s->people[i]);
        check_emails(s, s->people[i]);
        check_card(s, s->people[i]);
    }
}

/* ---- tenures of one post beside each other: one that ends before it starts, more holders at once
 * than the post has seats, the same person twice, days between two tenures on which nobody held it.
 * Who only stands in (代理) takes no seat. ---- */

/* A post as its tenures are walked, in the order of their first days. */
struct succession {
    struct staff *s;
    const struct staff_post *post;
    const char *name;                     /* of the post; NULL until it is needed */
    VEC(const struct staff_tenure *) now; /* that may still last */
    int64_t last;                         /* the last day held so far */
    bool any;
};

static const char *post_name(struct succession *w)
{
    if (!w->name)
        w->name = staff_post_name(w->s, w->s->arena, w->post);
    return w->name;
}

/* People of one name are told apart by their ids. */
static const char *person_name(struct succession *w, const struct staff_tenure *t)
{
    static const char *const forms[] = {"%s（代号 %s）", "%s (id %s)"};
    const struct staff_person *p = w->s->who[t->index];
    const char *name = text_utf8(w->s->arena, p ? p->name : t->person);
    if (!p || !p->id.n || staff_match(w->s, STAFF_PERSON, p->name).n < 2)
        return name;
    return arena_printf(w->s->arena, forms[diags_lang(w->s->diags) == DIAG_EN], name,
                        text_utf8(w->s->arena, p->id));
}

/* Where a tenure's first day stands; the tenure, when it has none. */
static struct pos start_of(const struct staff_tenure *t)
{
    return t->from.year ? t->from.pos : t->pos;
}

static void drop_ended(struct succession *w, int64_t day)
{
    size_t n = 0;
    for (size_t i = 0; i < w->now.n; i++)
        if (staff_day_to(w->now.v[i]) >= day)
            w->now.v[n++] = w->now.v[i];
    w->now.n = n;
}

static bool is_there_already(struct succession *w, const struct staff_tenure *t)
{
    for (size_t i = 0; i < w->now.n; i++) {
        const struct staff_tenure *other = w->now.v[i];
        if (!w->s->who[t->index] || w->s->who[other->index] != w->s->who[t->index])
            continue;
        diag(w->s->diags, DIAG_N022, start_of(t), person_name(w, t), post_name(w),
             arena_printf(w->s->arena, "%u", source_place(other->pos).line));
        return true;
    }
    return false;
}

/* 罗启明、李望舒 */
static const char *holder_names(struct succession *w, const struct staff_tenure *t)
{
    enum { SHOWN = 6 };
    const char *names = "";
    for (size_t i = 0; i < w->now.n && i < SHOWN; i++)
        if (!w->now.v[i]->acting)
            names = arena_printf(w->s->arena, "%s%s、", names, person_name(w, w->now.v[i]));
    return arena_printf(w->s->arena, "%s%s", names, person_name(w, t));
}

static void check_seats(struct succession *w, const struct staff_tenure *t)
{
    struct arena *a = w->s->arena;
    size_t taken = 0;
    for (size_t i = 0; i < w->now.n; i++)
        taken += !w->now.v[i]->acting;
    if (!t->acting && taken >= (size_t)w->post->seats)
        diag(w->s->diags, DIAG_N014, start_of(t), post_name(w),
             staff_day_text(a, staff_day_from(t)), holder_names(w, t),
             arena_printf(a, "%d", w->post->seats));
}

static void check_gap(struct succession *w, const struct staff_tenure *t)
{
    struct arena *a = w->s->arena;
    if (!w->any || w->last == STAFF_DAY_LAST || staff_day_from(t) <= w->last + 1)
        return;
    diag(w->s->diags, DIAG_N015, start_of(t), post_name(w), staff_day_text(a, w->last + 1),
         staff_day_text(a, staff_day_from(t) - 1));
}

static void take(struct succession *w, const struct staff_tenure *t)
{
    if (staff_day_to(t) < staff_day_from(t)) {
        diag(w->s->diags, DIAG_N013, t->to.pos, person_name(w, t), post_name(w),
             staff_day_text(w->s->arena, staff_day_to(t)),
             staff_day_text(w->s->arena, staff_day_from(t)));
        return;
    }
    check_gap(w, t);
    drop_ended(w, staff_day_from(t));
    if (!is_there_already(w, t))
        check_seats(w, t);
    VEC_PUSH(w->s->arena, &w->now, t);
    w->last = !w->any || staff_day_to(t) > w->last ? staff_day_to(t) : w->last;
    w->any = true;
}

static void check_periods(struct staff *s)
{
    /* past this, each further holder of a post would be compared with all before */
    enum { NOW_MOST = 1000 };
    for (size_t p = 0; p < s->n_posts; p++) {
        struct succession w = {.s = s, .post = s->posts[p]};
        for (uint32_t i = s->by_post.first[p]; i < s->by_post.first[p + 1]; i++)
            if (w.now.n < NOW_MOST)
                take(&w, s->tenures[s->by_post.items[i]]);
    }
}

/* ---- one person in two posts at once that the table (exclusive.def) keeps apart. Who only stands
 * in keeps the own post. ---- */

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

static void check_posts(struct staff *s, const struct rule *list, const struct staff_tenure *x,
                        const struct staff_tenure *y)
{
    const struct staff_post *p = s->post_of[x->index], *q = s->post_of[y->index];
    if (!p || !q || p == q || x->acting || y->acting || staff_day_from(x) > staff_day_to(y) ||
        staff_day_from(y) > staff_day_to(x))
        return;
    const struct rule *r = list;
    while (r < list + RULES && !excludes(s, r, p, q))
        r++;
    if (r == list + RULES)
        return;
    const struct staff_tenure *later = staff_day_from(x) > staff_day_from(y) ? x : y;
    diag(s->diags, DIAG_N021, later->pos, text_utf8(s->arena, s->who[x->index]->name),
         staff_post_name(s, s->arena, p), staff_post_name(s, s->arena, q),
         r->row->basis[diags_lang(s->diags) == DIAG_EN]);
}

static void check_exclusive(struct staff *s)
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
                check_posts(s, list, s->tenures[s->by_person.items[i]],
                            s->tenures[s->by_person.items[k]]);
    }
}

void staff_check(struct staff *s)
{
    check_people(s);
    check_periods(s);
    check_exclusive(s);
}
