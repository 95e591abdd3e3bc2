/*
 * Seals and the signer's stamp (7.3.5.1 to 7.3.5.5): pictures on the paper, measured against the
 * names, the date and the text that stand around them.
 */
#include "conform/conform_int.h"

static len_t middle_x(const struct page_box *b)
{
    return (b->left + b->right) / 2;
}

static len_t middle_y(const struct page_box *b)
{
    return (b->top + b->bottom) / 2;
}

/* ---- what a seal presses ---- */

/* Of the seals that a height runs through, the one whose middle is nearest to x. */
static const struct seal_image *seal_over(const struct conform *c, size_t page, len_t x, len_t y)
{
    const struct seal_image *best = NULL;
    len_t least = 0;
    for (size_t i = 0; i < c->seals.n; i++) {
        const struct seal_image *s = &c->seals.v[i];
        len_t off = x > middle_x(&s->box) ? x - middle_x(&s->box) : middle_x(&s->box) - x;
        if (s->page != page || y < s->box.top || y > s->box.bottom || (best && off >= least))
            continue;
        best = s;
        least = off;
    }
    return best;
}

/* The cells of an element's characters under a seal; empty: there are none. */
static struct page_box cells_under(const struct conform *c, const struct seal_image *seal,
                                   enum element element)
{
    struct page_box all = {INT32_MAX, INT32_MAX, 0, 0};
    for (const struct page_line *l = NULL; (l = line_next(c, element, l));)
        for (size_t i = 0; l->page == seal->page && i < l->chars.n; i++) {
            const struct character *ch = &l->chars.v[i];
            if (seal_over(c, l->page, (ch->left + ch->right) / 2, l->centre) != seal)
                continue;
            all.left = len_min(all.left, ch->left);
            all.right = len_max(all.right, ch->right);
            all.top = len_min(all.top, line_top(l));
            all.bottom = len_max(all.bottom, line_bottom(l));
        }
    return all;
}

/* Who signs and the date, as far as they are under a seal. */
struct pressed {
    struct page_box organ, date;
    bool has_organ, has_date, last; /* the last of the seals has the date */
};

static struct pressed pressed_by(const struct conform *c, const struct seal_image *seal)
{
    struct pressed p = {cells_under(c, seal, ELEMENT_ORGAN), cells_under(c, seal, ELEMENT_DATE),
                        .last = seal == &c->seals.v[c->seals.n - 1]};
    p.has_organ = p.organ.right > p.organ.left;
    p.has_date = p.date.right > p.date.left;
    return p;
}

/* Whether a character of a name stands right above the seal or below it, and under no other. */
static bool sticks_out(const struct conform *c, const struct seal_image *seal)
{
    const struct page_box *b = &seal->box;
    len_t near = c->style->line_pitch;
    for (const struct page_line *l = NULL; (l = line_next(c, ELEMENT_ORGAN, l));)
        for (size_t i = 0; l->page == seal->page && i < l->chars.n; i++) {
            len_t x = (l->chars.v[i].left + l->chars.v[i].right) / 2;
            if (x > b->left && x < b->right && l->centre > b->top - near &&
                l->centre < b->bottom + near && !seal_over(c, l->page, x, l->centre))
                return true;
        }
    return false;
}

static void set_nothing_pressed(struct measurement *m, size_t page)
{
    result_set(m, false, page, result_words(m, "压住署名和日期", "over name and date"),
               result_words(m, "没有压住", "over neither"));
}

/* 居中: each over the middle of its name, the last one over the middle of the date. */
void measure_seal_centred(struct measurement *m)
{
    for (size_t i = 0; i < m->c->seals.n; i++) {
        const struct seal_image *s = &m->c->seals.v[i];
        struct pressed p = pressed_by(m->c, s);
        if (!p.has_organ && !p.has_date) {
            set_nothing_pressed(m, s->page);
            return;
        }
        len_t wanted = middle_x(p.last && p.has_date ? &p.date : &p.organ);
        bool ok = is_near(middle_x(&s->box), wanted, TOLERANCE) &&
                  (!p.has_organ || is_near(middle_x(&p.organ), wanted, TOLERANCE));
        result_length(m, ok, s->page, wanted, middle_x(&s->box), NULL);
    }
}

/* 下压: the name under each seal, the date under the last one, and both a little below its middle.
 */
void measure_seal_presses(struct measurement *m)
{
    const struct conform *c = m->c;
    bool signs = signature_organs(c) != NULL;
    for (size_t i = 0; i < c->seals.n; i++) {
        const struct seal_image *s = &c->seals.v[i];
        struct pressed p = pressed_by(c, s);
        bool organ = !signs || (p.has_organ && p.organ.bottom <= s->box.bottom + TOLERANCE &&
                                p.organ.top >= s->box.top - TOLERANCE && !sticks_out(c, s));
        bool date =
            !p.last || (p.has_date && p.date.top >= s->box.top && p.date.bottom <= s->box.bottom);
        if (!organ || !date) {
            set_nothing_pressed(m, s->page);
            return;
        }
        if (!p.last) {
            result_set(m, true, s->page, NULL, NULL);
            continue;
        }
        len_t name = p.has_organ ? p.organ.bottom : p.date.top;
        len_t below = (name + p.date.top) / 2 - middle_y(&s->box);
        result_set(
            m, below >= -TOLERANCE, s->page,
            result_words(m, "署名和日期在印章中心以下", "name and date below its middle"),
            arena_printf(c->arena, result_words(m, "以下 %s", "%s below"), result_mm(m, below)));
    }
}

/* ---- where it stands ---- */

/* What stands above the signature's first line on a page. */
static const struct page_line *text_above(const struct conform *c, size_t page)
{
    static const enum element signs[] = {ELEMENT_ORGAN, ELEMENT_POST, ELEMENT_DATE};
    const struct page_line *first = NULL;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        for (const struct page_line *l = NULL; (l = line_next(c, signs[i], l));)
            if (l->page == page && (!first || l->centre < first->centre))
                first = l;
    return first ? line_before(c, first) : NULL;
}

/* The upper edge of the first row within one line of the text, or of the 附件说明. */
void measure_seal_top(struct measurement *m)
{
    const struct conform *c = m->c;
    const struct seal_image *seal = c->seals.v;
    for (size_t i = 1; i < c->seals.n; i++)
        if (c->seals.v[i].page == seal->page && c->seals.v[i].box.top < seal->box.top)
            seal = &c->seals.v[i];
    const struct page_line *above = c->seals.n ? text_above(c, seal->page) : NULL;
    if (!above)
        return;
    len_t most = page_pitch(c, seal->page), gap = seal->box.top - line_bottom(above);
    result_length(m, gap <= most + TOLERANCE, seal->page, most, gap,
                  result_words(m, "一行之内，≤ %s", "within a line, ≤ %s"));
}

/* The white between two seals: what parts them at the side or above. */
static len_t between(const struct page_box *a, const struct page_box *b)
{
    len_t beside = len_max(b->left - a->right, a->left - b->right);
    return len_max(beside, len_max(b->top - a->bottom, a->top - b->bottom));
}

/* 互不相交或相切: the two that are nearest to each other. */
void measure_seals_apart(struct measurement *m)
{
    const struct conform *c = m->c;
    len_t least = INT32_MAX;
    size_t page = 0;
    for (size_t i = 0; i < c->seals.n; i++)
        for (size_t k = 0; k < i; k++) {
            const struct seal_image *a = &c->seals.v[i], *b = &c->seals.v[k];
            if (a->page != b->page || between(&a->box, &b->box) >= least)
                continue;
            least = between(&a->box, &b->box);
            page = a->page;
        }
    if (least < INT32_MAX)
        result_set(m, least > 0, page, result_words(m, "不相交、不相切", "apart"),
                   arena_printf(c->arena,
                                least > 0 ? result_words(m, "相距 %s", "%s apart")
                                          : result_words(m, "相交 %s", "%s into each other"),
                                result_mm(m, least > 0 ? least : -least)));
    else if (c->seals.n)
        result_none(m, "只有一枚印章", "there is one seal only");
}

/* 每排印章两端不得超出版心 */
void measure_seals_inside(struct measurement *m)
{
    const struct conform *c = m->c;
    len_t left = area_left(c), right = area_right(c);
    const char *form = result_words(m, "%s 至 %s", "%s to %s");
    for (size_t i = 0; i < c->seals.n; i++) {
        const struct page_box *b = &c->seals.v[i].box;
        result_set(m, b->left >= left - TOLERANCE && b->right <= right + TOLERANCE,
                   c->seals.v[i].page,
                   arena_printf(c->arena, form, result_mm(m, left), result_mm(m, right)),
                   arena_printf(c->arena, form, result_mm(m, b->left), result_mm(m, b->right)));
    }
}

/* 7.3.5.5: a seal goes with its date, and the date with text (its own row). */
void measure_seal_page(struct measurement *m)
{
    const struct page_line *date = line_next(m->c, ELEMENT_DATE, NULL);
    if (!m->c->seals.n || !date)
        return;
    size_t page = m->c->seals.v[m->c->seals.n - 1].page;
    bool ok = page == date->page;
    result_set(m, ok, page, result_words(m, "与日期同面", "on the date's page"),
               ok ? result_words(m, "同面", "it is") : result_words(m, "不同面", "another page"));
}

/* ---- the signer's stamp (7.3.5.3) ---- */

static const struct seal_image *stamp_of(const struct conform *c)
{
    return c->seals.n ? &c->seals.v[0] : NULL;
}

/* A line of the signature on the stamp's page, or NULL. */
static const struct page_line *beside_stamp(const struct conform *c, enum element element)
{
    const struct page_line *l = stamp_of(c) ? line_next(c, element, NULL) : NULL;
    return l && l->page == stamp_of(c)->page ? l : NULL;
}

void measure_stamp_top(struct measurement *m)
{
    const struct seal_image *s = stamp_of(m->c);
    const struct page_line *above = s ? text_above(m->c, s->page) : NULL;
    if (above)
        result_near(m, s->page, result_wanted_on(m, s->page), s->box.top - line_bottom(above));
}

void measure_stamp_right(struct measurement *m)
{
    const struct seal_image *s = stamp_of(m->c);
    if (s)
        result_near(m, s->page, result_wanted(m), area_right(m->c) - s->box.right);
}

void measure_post_gap(struct measurement *m)
{
    const struct page_line *post = beside_stamp(m->c, ELEMENT_POST);
    if (post)
        result_near(m, post->page, result_wanted(m),
                    stamp_of(m->c)->box.left - line_right(post, INT32_MAX));
}

/* 以签名章为准上下居中排布 */
void measure_post_level(struct measurement *m)
{
    const struct page_line *post = beside_stamp(m->c, ELEMENT_POST);
    if (post)
        result_near(m, post->page, middle_y(&stamp_of(m->c)->box), post->centre);
}

void measure_stamp_date(struct measurement *m)
{
    const struct page_line *date = beside_stamp(m->c, ELEMENT_DATE);
    if (date)
        result_near(m, date->page, result_wanted_on(m, date->page),
                    line_top(date) - stamp_of(m->c)->box.bottom);
}
