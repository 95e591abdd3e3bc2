/*
 * Seals and the signer's stamp (7.3.5.1 to 7.3.5.5): pictures on the paper, measured against the
 * names, the date and the text that stand around them.
 */
#include "conform/conform_int.h"

static len_t middle_x(const struct box *b)
{
    return (b->left + b->right) / 2;
}

static len_t middle_y(const struct box *b)
{
    return (b->top + b->bottom) / 2;
}

/* ---- what a seal presses ---- */

/* Of the seals that a height runs through, the one whose middle is nearest to x. */
static const struct picture *seal_over(const struct conform *c, size_t page, len_t x, len_t y)
{
    const struct picture *best = NULL;
    len_t least = 0;
    for (size_t i = 0; i < c->seals.n; i++) {
        const struct picture *s = &c->seals.v[i];
        len_t off = x > middle_x(&s->box) ? x - middle_x(&s->box) : middle_x(&s->box) - x;
        if (s->page != page || y < s->box.top || y > s->box.bottom || (best && off >= least))
            continue;
        best = s;
        least = off;
    }
    return best;
}

/* The cells of an element's characters under a seal; false: there are none. */
static bool cells_under(const struct conform *c, const struct picture *seal, enum element element,
                        struct box *out)
{
    *out = (struct box){INT32_MAX, INT32_MAX, 0, 0};
    for (const struct line *l = NULL; (l = line_next(c, element, l));)
        for (size_t i = 0; l->page == seal->page && i < l->chars.n; i++) {
            const struct character *ch = &l->chars.v[i];
            if (seal_over(c, l->page, (ch->left + ch->right) / 2, l->centre) != seal)
                continue;
            out->left = len_min(out->left, ch->left);
            out->right = len_max(out->right, ch->right);
            out->top = len_min(out->top, line_top(l));
            out->bottom = len_max(out->bottom, line_bottom(l));
        }
    return out->right > out->left;
}

/* Who signs and the date, as far as they are under a seal. */
struct pressed {
    struct box organ, date;
    bool has_organ, has_date;
};

static struct pressed pressed_by(const struct conform *c, const struct picture *seal)
{
    struct pressed p;
    p.has_organ = cells_under(c, seal, ELEMENT_ORGAN, &p.organ);
    p.has_date = cells_under(c, seal, ELEMENT_DATE, &p.date);
    return p;
}

static const struct picture *last_seal(const struct conform *c)
{
    return &c->seals.v[c->seals.n - 1];
}

static void say_nothing_pressed(const struct conform *c, struct result *out, size_t page)
{
    result_set(out, false, page);
    out->wanted = say(c, "压住署名和日期", "over name and date");
    out->measured = say(c, "没有压住", "over neither");
}

/* 居中: each over the middle of its name, the last one over the middle of the date. */
void measure_seal_centred(const struct conform *c, const struct clause *item, struct result *out)
{
    (void)item;
    for (size_t i = 0; i < c->seals.n; i++) {
        const struct picture *s = &c->seals.v[i];
        struct pressed p = pressed_by(c, s);
        if (out->verdict == VERDICT_BREACHES)
            return;
        if (!p.has_organ && !p.has_date) {
            say_nothing_pressed(c, out, s->page);
            return;
        }
        len_t wanted = middle_x(s == last_seal(c) && p.has_date ? &p.date : &p.organ);
        bool ok = is_near(middle_x(&s->box), wanted, TOLERANCE) &&
                  (!p.has_organ || is_near(middle_x(&p.organ), wanted, TOLERANCE));
        result_set(out, ok, s->page);
        result_len(c, out, wanted, middle_x(&s->box));
    }
}

static bool is_over(const struct picture *s, const struct box *b)
{
    return b->top >= s->box.top && b->bottom <= s->box.bottom;
}

/* 下压: the name under each seal, the date under the last one, and both a little below its middle.
 */
void measure_seal_presses(const struct conform *c, const struct clause *item, struct result *out)
{
    (void)item;
    for (size_t i = 0; i < c->seals.n; i++) {
        const struct picture *s = &c->seals.v[i];
        struct pressed p = pressed_by(c, s);
        bool last = s == last_seal(c), organ = c->options.doc->signature->organs != NULL;
        bool pressed = (!organ || (p.has_organ && p.organ.bottom <= s->box.bottom)) &&
                       (!last || (p.has_date && is_over(s, &p.date)));
        if (out->verdict == VERDICT_BREACHES)
            return;
        if (!pressed) {
            say_nothing_pressed(c, out, s->page);
            return;
        }
        if (!last) {
            result_set(out, true, s->page);
            continue;
        }
        len_t name = p.has_organ ? p.organ.bottom : p.date.top;
        len_t below = (name + p.date.top) / 2 - middle_y(&s->box);
        result_set(out, below >= -TOLERANCE, s->page);
        result_len(c, out, 0, below);
        out->wanted = say(c, "署名和日期在印章中心以下", "name and date below its middle");
        out->measured = arena_printf(c->arena, say(c, "以下 %s", "%s below"), out->measured);
    }
}

/* ---- where it stands ---- */

/* What stands above the signature's first line on its page. */
static const struct line *text_above(const struct conform *c, size_t page)
{
    const struct line *first = NULL;
    const enum element signs[] = {ELEMENT_ORGAN, ELEMENT_POST, ELEMENT_DATE};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        for (const struct line *l = NULL; (l = line_next(c, signs[i], l));)
            if (l->page == page && (!first || l->centre < first->centre))
                first = l;
    return first ? line_before(c, first) : NULL;
}

static const struct picture *highest_seal(const struct conform *c)
{
    const struct picture *high = &c->seals.v[0];
    for (size_t i = 1; i < c->seals.n; i++)
        if (c->seals.v[i].page == high->page && c->seals.v[i].box.top < high->box.top)
            high = &c->seals.v[i];
    return high;
}

/* The upper edge of the first row within one line of the text, or of the 附件说明. */
void measure_seal_top(const struct conform *c, const struct clause *item, struct result *out)
{
    (void)item;
    const struct picture *seal = c->seals.n ? highest_seal(c) : NULL;
    const struct line *above = seal ? text_above(c, seal->page) : NULL;
    if (!above)
        return;
    len_t most = c->options.style->line_pitch, gap = seal->box.top - line_bottom(above);
    result_set(out, gap <= most + TOLERANCE, seal->page);
    result_len(c, out, most, gap);
    out->wanted =
        arena_printf(c->arena, say(c, "一行之内，≤ %s", "within a line, ≤ %s"), out->wanted);
}

/* The white between two seals: what parts them at the side or above. */
static len_t between(const struct box *a, const struct box *b)
{
    len_t beside = len_max(b->left - a->right, a->left - b->right);
    return len_max(beside, len_max(b->top - a->bottom, a->top - b->bottom));
}

/* 互不相交或相切 */
void measure_seals_apart(const struct conform *c, const struct clause *item, struct result *out)
{
    (void)item;
    len_t least = INT32_MAX;
    if (c->seals.n)
        result_none(c, out, "只有一枚印章", "there is one seal only");
    for (size_t i = 0; i < c->seals.n; i++)
        for (size_t k = 0; k < i; k++) {
            const struct picture *a = &c->seals.v[i], *b = &c->seals.v[k];
            if (a->page != b->page || between(&a->box, &b->box) >= least)
                continue;
            least = between(&a->box, &b->box);
            result_set(out, least > 0, a->page);
            out->wanted = say(c, "不相交、不相切", "apart");
            out->measured = arena_printf(c->arena,
                                         least > 0 ? say(c, "相距 %s", "%s apart")
                                                   : say(c, "相交 %s", "%s into each other"),
                                         say_mm(c, least > 0 ? least : -least));
        }
}

/* 每排印章两端不得超出版心 */
void measure_seals_inside(const struct conform *c, const struct clause *item, struct result *out)
{
    (void)item;
    for (size_t i = 0; i < c->seals.n; i++) {
        const struct picture *s = &c->seals.v[i];
        if (out->verdict == VERDICT_BREACHES)
            return;
        bool ok =
            s->box.left >= area_left(c) - TOLERANCE && s->box.right <= area_right(c) + TOLERANCE;
        result_set(out, ok, s->page);
        const char *form = say(c, "%s 至 %s", "%s to %s");
        out->wanted =
            arena_printf(c->arena, form, say_mm(c, area_left(c)), say_mm(c, area_right(c)));
        out->measured =
            arena_printf(c->arena, form, say_mm(c, s->box.left), say_mm(c, s->box.right));
    }
}

/* 7.3.5.5: a seal goes with its date, and the date with text (its own row). */
void measure_seal_page(const struct conform *c, const struct clause *item, struct result *out)
{
    (void)item;
    const struct line *date = line_next(c, ELEMENT_DATE, NULL);
    if (!c->seals.n || !date)
        return;
    bool ok = last_seal(c)->page == date->page;
    result_set(out, ok, last_seal(c)->page);
    out->wanted = say(c, "与日期同面", "on the date's page");
    out->measured = ok ? say(c, "同面", "it is") : say(c, "不同面", "another page");
}

/* ---- the signer's stamp (7.3.5.3) ---- */

static const struct picture *stamp_of(const struct conform *c)
{
    return c->seals.n ? &c->seals.v[0] : NULL;
}

/* A length between the stamp and what is around it, against the profile's. */
static void judge(const struct conform *c, const struct clause *item, len_t measured,
                  struct result *out)
{
    len_t wanted = style_len_of(c->options.style, item->key);
    result_set(out, is_near(wanted, measured, TOLERANCE), stamp_of(c)->page);
    result_len(c, out, wanted, measured);
}

void measure_stamp_top(const struct conform *c, const struct clause *item, struct result *out)
{
    const struct picture *s = stamp_of(c);
    const struct line *above = s ? text_above(c, s->page) : NULL;
    if (above)
        judge(c, item, s->box.top - line_bottom(above), out);
}

void measure_stamp_right(const struct conform *c, const struct clause *item, struct result *out)
{
    const struct picture *s = stamp_of(c);
    if (s)
        judge(c, item, area_right(c) - s->box.right, out);
}

/* A line of the signature on the stamp's page. */
static const struct line *beside_stamp(const struct conform *c, enum element element)
{
    const struct picture *s = stamp_of(c);
    const struct line *l = s ? line_next(c, element, NULL) : NULL;
    return l && l->page == s->page ? l : NULL;
}

void measure_post_gap(const struct conform *c, const struct clause *item, struct result *out)
{
    const struct line *post = beside_stamp(c, ELEMENT_POST);
    if (post)
        judge(c, item, stamp_of(c)->box.left - line_right(post, INT32_MAX), out);
}

/* 以签名章为准上下居中排布 */
void measure_post_level(const struct conform *c, const struct clause *item, struct result *out)
{
    (void)item;
    const struct line *post = beside_stamp(c, ELEMENT_POST);
    if (!post)
        return;
    len_t wanted = middle_y(&stamp_of(c)->box);
    result_set(out, is_near(wanted, post->centre, TOLERANCE), post->page);
    result_len(c, out, wanted, post->centre);
}

void measure_stamp_date(const struct conform *c, const struct clause *item, struct result *out)
{
    const struct line *date = beside_stamp(c, ELEMENT_DATE);
    if (date)
        judge(c, item, line_top(date) - stamp_of(c)->box.bottom, out);
}
