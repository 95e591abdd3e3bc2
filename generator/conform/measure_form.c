/*
 * Forms: what stands on their pages keeps to the paper and off other things; boxes are large enough
 * to be hit and far enough apart; every place has a name; there is room to write.
 */
#include <stdlib.h>

#include "conform/conform_int.h"

/* What is nearer to the paper's edge many printers leave out. */
enum { UNPRINTED = 14173 /* 5 mm */ };

bool form_is_on(const struct form_face *f, const struct form_thing *t)
{
    len_t x = t->box.left + box_wide(t->box) / 2, y = t->box.top + box_high(t->box) / 2;
    return f->page == t->page && x >= f->box.left && x < f->box.right && y >= f->box.top &&
           y < f->box.bottom;
}

const struct form_face *form_face_of(const struct conform *c, const struct form_thing *t)
{
    for (size_t i = 0; i < c->faces.n; i++)
        if (form_is_on(&c->faces.v[i], t))
            return &c->faces.v[i];
    return NULL;
}

void form_least_add(struct form_least *l, len_t length, size_t page)
{
    if (!l->any || length < l->length)
        *l = (struct form_least){true, length, page};
}

void form_least_judge(struct measurement *m, const struct form_least *l, len_t wanted, len_t off)
{
    if (l->any)
        result_length(m, l->length >= wanted - off, l->page, wanted, l->length, "≥ %s");
}

/* ---- the paper ---- */

void measure_form_paper(struct measurement *m)
{
    struct form_least least = {0};
    for (EACH_THING(t, m)) {
        const struct paper *p = &m->c->papers.v[t->page];
        struct page_box paper = {0, 0, p->turned ? p->height : p->width,
                                 p->turned ? p->width : p->height};
        if (t->element != ELEMENT_FORM_CUT)
            form_least_add(&least, box_inside(t->box, paper), t->page);
    }
    form_least_judge(m, &least, UNPRINTED, TOLERANCE);
}

static bool is_beside_area(enum element e)
{
    return e == ELEMENT_FOLIO || e == ELEMENT_FORM_FOLIO || e == ELEMENT_FORM_MARK ||
           e == ELEMENT_FORM_CUT;
}

/* A rule to write on may lie as far below the last line as below any. */
static len_t hang(const struct conform *c, const struct form_thing *t)
{
    const struct style *st = c->style;
    bool rule = t->element == ELEMENT_FORM_BLANK;
    return rule ? len_scale(st->form_size, st->form_blank_below, EM) + st->form_blank_rule : 0;
}

/* Forms have an area of their own: what stands on their pages keeps within it. */
void measure_form_area(struct measurement *m)
{
    const struct conform *c = m->c;
    const struct form_face *worst = NULL;
    len_t most = 0;
    for (EACH_THING(t, m)) {
        const struct form_face *f = is_beside_area(t->element) ? NULL : form_face_of(c, t);
        if (!f)
            continue;
        struct page_box area = f->area;
        area.bottom += hang(c, t);
        len_t beyond = -box_inside(t->box, area);
        if (worst && beyond <= most)
            continue;
        most = beyond;
        worst = f;
    }
    if (!worst)
        return;
    const char *size = arena_printf(c->arena, "%s × %s", result_mm(m, box_wide(worst->area)),
                                    result_mm(m, box_high(worst->area)));
    result_set(m, most <= TOLERANCE, worst->page, size,
               most <= TOLERANCE ? size : arena_printf(c->arena, "+ %s", result_mm(m, most)));
}

/* ---- sizes ---- */

void measure_form_size(struct measurement *m)
{
    enum { SIZE_OFF = 50 /* 0.05 pt */ };
    struct form_least least = {0};
    for (EACH_THING(t, m))
        if (t->kind == THING_INK)
            form_least_add(&least, t->size, t->page);
    len_t wanted = result_wanted(m);
    if (least.any)
        result_set(m, least.length >= wanted - SIZE_OFF, least.page,
                   arena_printf(m->c->arena, "≥ %s", result_size(m, wanted)),
                   result_size(m, is_near(least.length, wanted, SIZE_OFF) ? wanted : least.length));
}

/* A box to tick, or a sign's of a row of them: the profile's key tells which. */
void measure_form_box(struct measurement *m)
{
    struct form_least least = {0};
    bool cells = m->clause->key == STYLE_form_character_least;
    for (EACH_THING(t, m))
        if (t->kind == THING_BOX && (t->field->comb > 0) == cells)
            form_least_add(&least,
                           len_min(box_high(t->box),
                                   cells ? box_wide(t->box) / t->field->comb : box_wide(t->box)),
                           t->page);
    form_least_judge(m, &least, result_wanted(m), TOLERANCE);
}

/* From one box to the next, beside and below. */
void measure_form_box_air(struct measurement *m)
{
    struct form_least least = {0};
    for (EACH_THING(t, m)) {
        if (t->kind != THING_BOX)
            continue;
        for (EACH_PLACE(other, m->c, t->page))
            if (other > t && other->kind == THING_BOX)
                form_least_add(&least, box_apart(t->box, other->box), t->page);
    }
    form_least_judge(m, &least, result_wanted(m), TOLERANCE);
}

/* ---- names, and frames ---- */

/* The place to fill in that a □ or a rule to write on is of. */
static bool has_place(const struct conform *c, const struct form_thing *printed)
{
    enum thing_kind kind = printed->kind == THING_SIGN ? THING_BOX : THING_FIELD;
    for (EACH_PLACE(t, c, printed->page))
        if (t->kind == kind && *t->field->name && box_overlap(t->box, printed->box, -TOLERANCE))
            return true;
    return false;
}

/* Without one nothing can be filled in by a list, on screen, or read back. */
void measure_form_names(struct measurement *m)
{
    bool boxes = m->clause->element == ELEMENT_FORM_BOX, any = false;
    size_t n = 0, page = 0;
    for (EACH_THING(t, m)) {
        bool of_kind = boxes ? t->kind == THING_SIGN
                             : t->kind == THING_RULE && t->element == ELEMENT_FORM_BLANK;
        if (!of_kind)
            continue;
        page = any && n ? page : t->page;
        any = true;
        if (!has_place(m->c, t))
            page = n++ ? page : t->page;
    }
    if (any)
        result_set(m, !n, page, result_words(m, "处处有名称", "all have names"),
                   n ? result_number(m, "%d 处没有", "%d have none", (int)n)
                     : result_words(m, "都有", "they have"));
}

/* Sides of a box that are printed where they are said to be. */
static int sides_of(const struct conform *c, const struct form_thing *box)
{
    const struct page_box b = box->box, sides[] = {{b.left, b.top, b.right, b.top},
                                                   {b.left, b.bottom, b.right, b.bottom},
                                                   {b.left, b.top, b.left, b.bottom},
                                                   {b.right, b.top, b.right, b.bottom}};
    enum { SIDES = sizeof sides / sizeof *sides };
    bool found[SIDES] = {0};
    int n = 0;
    for (EACH_BESIDE(t, c, box->page)) {
        if (n == SIDES)
            break;
        bool touches = t->kind == THING_RULE && box_overlap(t->box, b, -TOLERANCE - 1);
        for (size_t k = 0; k < SIDES && touches; k++) {
            bool is_side = is_near(t->box.left, sides[k].left, TOLERANCE) &&
                           is_near(t->box.top, sides[k].top, TOLERANCE) &&
                           is_near(t->box.right, sides[k].right, TOLERANCE) &&
                           is_near(t->box.bottom, sides[k].bottom, TOLERANCE);
            n += is_side && !found[k];
            found[k] = found[k] || is_side;
        }
    }
    return n;
}

void measure_form_frames(struct measurement *m)
{
    const char *wanted = result_words(m, "四边印在位置上", "four sides in their places");
    for (EACH_THING(t, m)) {
        enum { ALL = 4 };
        int sides = t->kind == THING_BOX ? sides_of(m->c, t) : 0;
        if (t->kind == THING_BOX)
            result_set(m, sides == ALL, t->page, wanted,
                       sides == ALL ? result_words(m, "是", "it is so")
                                    : result_number(m, "%d 边", "%d sides", sides));
    }
}

/* ---- room to write ---- */

/* The white in which the last line of a field stands, from what is printed above to what is below
 * it. */
static len_t room_of(const struct conform *c, const struct form_thing *field)
{
    struct page_box b = field->box;
    const struct form_face *f = form_face_of(c, field);
    len_t probe = b.bottom - len_min(field->field->size, box_high(b)) / 2;
    len_t above = f ? f->box.top : 0, below = f ? f->box.bottom : b.bottom;
    for (EACH_BESIDE(t, c, field->page)) {
        if (!form_is_printed(t) || !box_overlap_x(t->box, b, TOLERANCE))
            continue;
        len_t middle = t->box.top + box_high(t->box) / 2;
        if (middle <= probe)
            above = len_max(above, t->box.bottom);
        else
            below = len_min(below, t->box.top);
    }
    return below - above;
}

void measure_form_room(struct measurement *m)
{
    struct form_least least = {0};
    bool width = m->clause->key == STYLE_form_character_least;
    for (EACH_THING(t, m))
        if (t->kind == THING_FIELD)
            form_least_add(&least, width ? box_wide(t->box) : room_of(m->c, t), t->page);
    form_least_judge(m, &least, result_wanted(m), TOLERANCE);
}

/* ---- one thing on another ---- */

static bool is_figure(const struct form_thing *t)
{
    return t->element == ELEMENT_FLOW;
}

/* A rule through a sign, or through a place that is not its own. */
static bool is_crossed(const struct form_thing *rule, const struct form_thing *other)
{
    struct page_box core = box_shrunk(other->box, TOLERANCE);
    bool frames = rule->element == ELEMENT_FORM_BOX || rule->element == ELEMENT_FORM_BLANK;
    return other->kind != THING_RULE && !(frames && other->kind != THING_INK) &&
           box_wide(core) > 0 && box_high(core) > 0 && box_overlap(core, rule->box, 0);
}

/* A sign or a place on another, or what a rule crosses. What touches does not collide; the arrows
 * of a figure may. */
static bool collide(const struct form_thing *a, const struct form_thing *b)
{
    if (a->kind == THING_SIGN || b->kind == THING_SIGN || is_figure(a) || is_figure(b))
        return false;
    if (a->kind == THING_RULE)
        return is_crossed(a, b);
    return b->kind == THING_RULE ? is_crossed(b, a) : box_overlap(a->box, b->box, TOLERANCE);
}

static int by_top(const void *a, const void *b)
{
    const struct form_thing *x = *(const struct form_thing *const *)a;
    const struct form_thing *y = *(const struct form_thing *const *)b;
    if (x->box.top != y->box.top)
        return x->box.top < y->box.top ? -1 : 1;
    return (x > y) - (x < y);
}

static const char *thing_name(const struct measurement *m, const struct form_thing *t)
{
    char utf8[UTF8_MAX];
    if (t->kind == THING_RULE)
        return result_words(m, "线", "a rule");
    if (t->kind == THING_INK)
        return arena_strndup(m->c->arena, utf8, utf8_encode(t->cp, utf8));
    return arena_printf(m->c->arena, result_words(m, "“%s”的填写处", "the place of \"%s\""),
                        t->field->name);
}

/* The first two on a page that collide. */
static bool find_collision(const struct conform *c, size_t page, const struct form_thing *out[2])
{
    const struct paper *p = &c->papers.v[page];
    const struct form_thing **sorted =
        ARENA_ARRAY(c->arena, const struct form_thing *, p->n_things);
    for (size_t i = 0; i < p->n_things; i++)
        sorted[i] = &c->things.v[p->things + i];
    qsort(sorted, p->n_things, sizeof *sorted, by_top);
    for (size_t i = 0; i < p->n_things; i++)
        for (size_t k = i + 1; k < p->n_things && sorted[k]->box.top < sorted[i]->box.bottom; k++)
            if (box_overlap_x(sorted[i]->box, sorted[k]->box, 0) &&
                collide(sorted[i], sorted[k])) {
                out[0] = sorted[i];
                out[1] = sorted[k];
                return true;
            }
    return false;
}

void measure_form_collisions(struct measurement *m)
{
    const struct form_thing *two[2];
    const char *wanted = result_words(m, "互不重叠", "nothing on anything else");
    for (size_t i = 0; i < m->c->papers.n; i++) {
        if (!m->c->papers.v[i].n_things)
            continue;
        bool found = find_collision(m->c, i, two);
        result_set(m, !found, i, wanted,
                   found ? arena_printf(m->c->arena, result_words(m, "%s压着%s", "%s on %s"),
                                        thing_name(m, two[1]), thing_name(m, two[0]))
                         : result_words(m, "没有重叠", "nothing is"));
    }
}
