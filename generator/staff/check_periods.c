/*
 * Tenures of one post beside each other: one that ends before it starts, more holders at once than
 * the post has seats, the same person twice, and days between two tenures on which nobody held it.
 * Who only stands in (代理) takes no seat.
 */
#include "staff/diag.def"
#include "staff/staff_int.h"

/* A post as its tenures are walked, in the order of their first days. */
struct walk {
    struct staff *s;
    const struct staff_post *post;
    const char *name;                     /* of the post; NULL until it is needed */
    VEC(const struct staff_tenure *) now; /* that may still last */
    int64_t last;                         /* the last day held so far */
    bool any;
};

static const char *post_name(struct walk *w)
{
    if (!w->name)
        w->name = staff_post_name(w->s, w->s->arena, w->post);
    return w->name;
}

/* People of one name are told apart by their ids. */
static const char *person_name(struct walk *w, const struct staff_tenure *t)
{
    static const char *const forms[] = {"%s（代号 %s）", "%s (id %s)"};
    const struct staff_person *p = w->s->who[t->index];
    const char *name = text_utf8(w->s->arena, p ? p->name : t->person);
    if (!p || !p->id.n || find_person(w->s, p->name).n < 2)
        return name;
    return arena_printf(w->s->arena, forms[diags_lang(w->s->diags) == DIAG_EN], name,
                        text_utf8(w->s->arena, p->id));
}

/* Where a tenure's first day stands; the tenure, when it has none. */
static struct pos start_of(const struct staff_tenure *t)
{
    return t->from.year ? t->from.pos : t->pos;
}

static void drop_ended(struct walk *w, int64_t day)
{
    size_t n = 0;
    for (size_t i = 0; i < w->now.n; i++)
        if (day_to(w->now.v[i]) >= day)
            w->now.v[n++] = w->now.v[i];
    w->now.n = n;
}

static void report_twice(struct walk *w, const struct staff_tenure *t,
                         const struct staff_tenure *other)
{
    struct arena *a = w->s->arena;
    diag(w->s->diags, DIAG_N022, start_of(t), person_name(w, t), post_name(w),
         arena_printf(a, "%u", source_place(other->pos).line));
}

static bool is_there_already(struct walk *w, const struct staff_tenure *t)
{
    for (size_t i = 0; i < w->now.n; i++) {
        const struct staff_tenure *other = w->now.v[i];
        if (!w->s->who[t->index] || w->s->who[other->index] != w->s->who[t->index])
            continue;
        report_twice(w, t, other);
        return true;
    }
    return false;
}

static size_t count_seats_taken(const struct walk *w)
{
    size_t n = 0;
    for (size_t i = 0; i < w->now.n; i++)
        n += !w->now.v[i]->acting;
    return n;
}

/* 罗启明、李望舒 */
static const char *holder_names(struct walk *w, const struct staff_tenure *t)
{
    enum { SHOWN = 6 };
    const char *names = "";
    for (size_t i = 0; i < w->now.n && i < SHOWN; i++)
        if (!w->now.v[i]->acting)
            names = arena_printf(w->s->arena, "%s%s、", names, person_name(w, w->now.v[i]));
    return arena_printf(w->s->arena, "%s%s", names, person_name(w, t));
}

static void check_seats(struct walk *w, const struct staff_tenure *t)
{
    struct arena *a = w->s->arena;
    if (!t->acting && count_seats_taken(w) >= (size_t)w->post->seats)
        diag(w->s->diags, DIAG_N014, start_of(t), post_name(w), day_text(a, day_from(t)),
             holder_names(w, t), arena_printf(a, "%d", w->post->seats));
}

static void check_gap(struct walk *w, const struct staff_tenure *t)
{
    struct arena *a = w->s->arena;
    if (!w->any || w->last == DAY_LAST || day_from(t) <= w->last + 1)
        return;
    diag(w->s->diags, DIAG_N015, start_of(t), post_name(w), day_text(a, w->last + 1),
         day_text(a, day_from(t) - 1));
}

static void take(struct walk *w, const struct staff_tenure *t)
{
    if (day_to(t) < day_from(t)) {
        diag(w->s->diags, DIAG_N013, t->to.pos, person_name(w, t), post_name(w),
             day_text(w->s->arena, day_to(t)), day_text(w->s->arena, day_from(t)));
        return;
    }
    check_gap(w, t);
    drop_ended(w, day_from(t));
    if (!is_there_already(w, t))
        check_seats(w, t);
    VEC_PUSH(w->s->arena, &w->now, t);
    w->last = !w->any || day_to(t) > w->last ? day_to(t) : w->last;
    w->any = true;
}

void check_periods(struct staff *s)
{
    /* past this, each further holder of a post would be compared with all before */
    enum { NOW_MOST = 1000 };
    for (size_t p = 0; p < s->n_posts; p++) {
        struct walk w = {.s = s, .post = s->posts[p]};
        for (uint32_t i = s->by_post.first[p]; i < s->by_post.first[p + 1]; i++)
            if (w.now.n < NOW_MOST)
                take(&w, s->tenures[s->by_post.items[i]]);
    }
}
