/*
 * Pages of forms as they are scanned and sorted: the code and the marks stand free, and each page
 * says which it is of how many, and whose.
 */
#include <stdlib.h>
#include <string.h>

#include "conform/conform_int.h"

/* ---- what scans are set straight and sorted by ---- */

static struct page_box square(const struct page_square *s)
{
    return (struct page_box){s->x, s->y, s->x + s->side, s->y + s->side};
}

/* The nearest that is printed to a square, of its own page in hand. */
static len_t white_around(const struct conform *c, const struct form_face *f, struct page_box b,
                          const struct form_thing **nearest)
{
    len_t least = box_inside(b, f->box);
    *nearest = NULL;
    for (EACH_BESIDE(t, c, f->page)) {
        bool self = t->element == ELEMENT_FORM_MARK && box_overlap(t->box, b, TOLERANCE);
        if (!form_is_printed(t) || self || !form_is_on(f, t) || box_apart(t->box, b) >= least)
            continue;
        least = box_apart(t->box, b);
        *nearest = t;
    }
    return least;
}

/* GB/T 18284: four modules of white on every side; modules are largest in the smallest code. */
void measure_form_code_white(struct measurement *m)
{
    enum { MODULES = 4, FEWEST = 25 };
    const struct form_thing *nearest;
    struct form_least least = {0};
    len_t wanted = len_scale(m->style->form_code_side, MODULES, FEWEST);
    for (size_t i = 0; i < m->c->faces.n; i++) {
        const struct form_face *f = &m->c->faces.v[i];
        if (f->face.code.side)
            form_least_add(&least, white_around(m->c, f, square(&f->face.code), &nearest), f->page);
    }
    form_least_judge(m, &least, wanted, TOLERANCE);
}

/* A key of an identity card's length makes a code of 29 modules. */
void measure_form_code_cell(struct measurement *m)
{
    enum { MOST = 29 };
    struct form_least least = {0};
    for (size_t i = 0; i < m->c->faces.n; i++)
        if (m->c->faces.v[i].face.code.side)
            form_least_add(&least, m->c->faces.v[i].face.code.side / MOST, m->c->faces.v[i].page);
    form_least_judge(m, &least, result_wanted(m), 0);
}

/* Their size and their white, and the distance from the paper's edge: the key tells which. */
void measure_form_marks(struct measurement *m)
{
    const struct form_thing *nearest;
    struct form_least least = {0};
    len_t wanted = result_wanted(m);
    bool size = m->clause->key == STYLE_form_mark_side,
         edge = m->clause->key == STYLE_form_mark_edge;
    for (size_t i = 0; i < m->c->faces.n; i++) {
        const struct form_face *f = &m->c->faces.v[i];
        for (size_t k = 0; k < PAGE_MARKS && f->face.marks[k].side; k++) {
            struct page_box b = square(&f->face.marks[k]);
            form_least_add(&least,
                           size   ? box_wide(b)
                           : edge ? box_inside(b, f->box)
                                  : white_around(m->c, f, b, &nearest),
                           f->page);
        }
    }
    form_least_judge(m, &least, wanted, TOLERANCE);
}

/* ---- which page, and whose ---- */

static int by_number(const void *a, const void *b)
{
    const struct form_face *x = *(const struct form_face *const *)a;
    const struct form_face *y = *(const struct form_face *const *)b;
    if (x->face.number != y->face.number)
        return x->face.number < y->face.number ? -1 : 1;
    return (x > y) - (x < y);
}

/* Pages in hand by their numbers, however they lie on sheets. */
static const struct form_face **sorted_faces(const struct conform *c)
{
    const struct form_face **sorted = ARENA_ARRAY(c->arena, const struct form_face *, c->faces.n);
    for (size_t i = 0; i < c->faces.n; i++)
        sorted[i] = &c->faces.v[i];
    qsort(sorted, c->faces.n, sizeof *sorted, by_number);
    return sorted;
}

/* 第 2 页 共 3 页: what its foot says; 0: it does not. */
struct place_in_form {
    int page, pages;
};

static struct place_in_form place_of(const struct conform *c, const struct form_face *f)
{
    enum { TEN = 10, MOST = 10000 };
    int numbers[2] = {0}, n = 0;
    bool open = false;
    for (EACH_BESIDE(t, c, f->page)) {
        if (t->kind != THING_INK || t->element != ELEMENT_FORM_FOLIO || !form_is_on(f, t))
            continue;
        bool digit = utf8_is_digit(t->cp);
        n += digit && !open;
        open = digit;
        if (digit && n <= 2 && numbers[n - 1] < MOST)
            numbers[n - 1] = numbers[n - 1] * TEN + (int)(t->cp - '0');
    }
    return (struct place_in_form){numbers[0], numbers[1]};
}

/* From 1 to the last, each with the same last; copies of a page say the same. */
void measure_form_folios(struct measurement *m)
{
    const struct conform *c = m->c;
    const struct form_face **faces = sorted_faces(c);
    struct place_in_form last = {0};
    for (size_t i = 0; i < c->faces.n; i++) {
        struct place_in_form now = place_of(c, faces[i]);
        bool copy = i && faces[i]->face.number == faces[i - 1]->face.number;
        bool starts = now.page == 1 && last.page == last.pages;
        bool follows = last.page && now.page == last.page + 1 && now.pages == last.pages;
        bool same = now.page == last.page && now.pages == last.pages;
        bool ok = now.page && now.page <= now.pages && (copy ? same : starts || follows);
        result_set(m, ok, faces[i]->page,
                   result_words(m, "从第1页数到最后一页", "from 1 to the last"),
                   arena_printf(c->arena, result_words(m, "第 %d 页，共 %d 页", "%d of %d"),
                                now.page, now.pages));
        last = now;
    }
    if (c->faces.n && last.page != last.pages)
        result_set(m, false, faces[c->faces.n - 1]->page,
                   result_words(m, "从第1页数到最后一页", "from 1 to the last"),
                   result_number(m, "到第 %d 页为止", "up to %d", last.page));
}

/* Whether a page has the field that tells households apart, or where a form has none, one that the
 * form's first page has. */
static bool tells_whose(const struct conform *c, const struct form_face *f,
                        const struct form_face *first)
{
    bool keyed = false, same = false, key = false;
    for (EACH_BESIDE(a, c, first->page)) {
        if (!a->field || !form_is_on(first, a))
            continue;
        keyed = keyed || a->field->key;
        for (EACH_BESIDE(b, c, f->page)) {
            bool of_name =
                b->field && form_is_on(f, b) && strcmp(b->field->name, a->field->name) == 0;
            same = same || of_name;
            key = key || (of_name && a->field->key);
        }
    }
    return keyed ? key : same;
}

/* Loose sheets get mixed: each says whose it is. */
void measure_form_owners(struct measurement *m)
{
    const struct conform *c = m->c;
    const struct form_face **faces = sorted_faces(c), *first = NULL;
    result_none(m, "表单都只有一页", "all forms have one page");
    for (size_t i = 0; i < c->faces.n; i++) {
        bool starts = place_of(c, faces[i]).page <= 1;
        first = starts ? faces[i] : first;
        if (starts || !first)
            continue;
        bool ok = tells_whose(c, faces[i], first);
        result_set(m, ok, faces[i]->page,
                   result_words(m, "续页写明是哪一份", "further pages say whose"),
                   ok ? result_words(m, "有", "they do") : result_words(m, "没有", "no"));
    }
}
