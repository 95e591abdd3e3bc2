/*
 * 发文机关标志 (7.2.4): full size, then narrower characters, then smaller ones, then two lines;
 * never wider than the profile allows. A joint masthead stacks the names, each spread to one width,
 * the host organ first, with 文件 at the right, centred on the stack; where many names are small
 * for their height alone, they are spread and 文件 is larger than they.
 */
#include "layout/diag.def"
#include "layout/layout_int.h"

enum { EM = 1000 };

/* Size and squeeze that bring a width of so many 1/1000 em to the line. */
struct masthead_fit {
    len_t size;
    int squeeze;
};

/* largest: what the height allows. */
static struct masthead_fit fit_line(const struct style *st, int64_t ems, len_t largest)
{
    struct masthead_fit fit = {len_min(st->masthead_size, largest), EM};
    len_t width = st->masthead_width;
    if (len_scale(fit.size, ems, EM) <= width)
        return fit;
    fit.squeeze = (int)(width * EM / ems * EM / fit.size);
    if (fit.squeeze >= st->masthead_squeeze)
        return fit;
    fit.squeeze = st->masthead_squeeze;
    fit.size = len_max(1, width * EM / ems * EM / fit.squeeze);
    return fit;
}

static len_t narrow(struct masthead_fit fit)
{
    return len_scale(fit.size, fit.squeeze, EM);
}

static bool measure(const struct setting *s, struct text text, int64_t *ems)
{
    struct span span = {.text = text, .role = font_role_named(s->style->masthead_role)};
    len_t width;
    if (!text_width(setting_typesetter(s), &span, EM, &width))
        return false;
    *ems = width ? width : 1;
    return true;
}

/* Lines one pitch apart, the ink of the first at the standard's height. */
struct stack {
    struct set_lines lines;
    struct masthead_fit fit;
    len_t x;
    len_t first, last; /* centres of its lines, when it has been drawn */
};

static void draw_stack(const struct style *st, struct page_builder *b, struct stack *stack)
{
    len_t size = stack->fit.size, pitch = len_scale(size, st->masthead_pitch, EM);
    struct ink_style ink = {.size = size,
                            .squeeze = stack->fit.squeeze,
                            .colour = st->red,
                            .element = ELEMENT_MASTHEAD};
    int top = 0; /* the highest ink, in 1/1000 em above the optical centre */
    for (size_t i = 0; i < stack->lines.v[0].n; i++) {
        const struct glyph *g = &stack->lines.v[0].glyphs[i].glyph;
        int above = font_ink(g->face, g->id).top - g->face->centre;
        top = above > top ? above : top;
    }
    stack->first = st->area_top + st->masthead_top + len_scale(size, top, EM);
    stack->last = place_lines(&b->items, stack->lines, stack->x, stack->first, pitch, &ink) - pitch;
}

static struct text_shape narrow_shape(struct masthead_fit fit, len_t width)
{
    return (struct text_shape){
        .size = narrow(fit), .pitch = narrow(fit), .width = width, .align = ALIGN_CENTRE};
}

/* Breaks a name into lines of at most so many 1/1000 em, at the size that fits them. */
static bool set_broken(const struct setting *s, struct text name, int64_t ems, struct stack *stack)
{
    const struct style *st = s->style;
    stack->fit = fit_line(st, ems, st->masthead_size);
    struct text_shape shape = narrow_shape(stack->fit, len_scale(narrow(stack->fit), ems, EM));
    struct title title = {name, font_role_named(st->masthead_role), true};
    stack->x = st->area_left + (st->area_width - shape.width) / 2;
    return text_set_title(setting_typesetter(s), &title, &shape, &stack->lines);
}

/* A name too long for one line: two, broken between words, as long as each other as may be; then
 * as large as the longer one allows. */
static bool set_two_lines(const struct setting *s, struct text name, int64_t ems,
                          struct stack *stack)
{
    enum { SLACK = 3 * EM }; /* how much longer than half a line may be at first */
    int64_t longest = 0, most = ems / 2 + SLACK;
    do
        if (!set_broken(s, name, most, stack))
            return false;
    while (stack->lines.n > 2 && (most += EM) < ems);
    for (size_t i = 0; i < stack->lines.n; i++)
        longest = len_max(longest, stack->lines.v[i].width * EM / narrow(stack->fit) + 1);
    if (!set_broken(s, name, longest, stack))
        return false;
    if (stack->fit.size < s->style->masthead_size_least)
        diag(s->layout->diags, DIAG_L001, text_pos(name, 0), NULL);
    return true;
}

/* The author's, or what the profile has. */
static struct text suffix_of(const struct setting *s, const struct flow_head *head)
{
    if (head->suffix_given)
        return head->suffix;
    return text_from_utf8(s->arena, s->style->masthead_suffix, head->issuers->pos);
}

static bool draw_single(const struct setting *s, struct page_builder *b,
                        const struct flow_head *head, struct stack *stack)
{
    const struct style *st = s->style;
    struct text_builder whole = {.arena = s->arena, .src = head->issuers->name.src};
    int64_t ems;
    text_add_text(&whole, head->issuers->name);
    text_add_text(&whole, suffix_of(s, head));
    struct text name = text_done(&whole);
    if (!measure(s, name, &ems))
        return false;
    stack->fit = fit_line(st, ems, st->masthead_size);
    stack->x = st->area_left;
    struct text_shape shape = narrow_shape(stack->fit, st->area_width);
    if (!(stack->fit.size < st->masthead_size_least
              ? set_two_lines(s, name, ems, stack)
              : setting_text(s, name, st->masthead_role, &shape, &stack->lines)))
        return false;
    draw_stack(st, b, stack);
    return true;
}

/* ---- joint documents ---- */

struct joint_masthead {
    struct text suffix;           /* may be empty */
    int64_t name_ems, suffix_ems; /* the longest name; 0 without a suffix */
    size_t n;
    len_t names, gap;               /* widths */
    struct masthead_fit suffix_fit; /* larger than the names where there is room */
};

enum { SUFFIX_GAP = EM / 2 };

static len_t suffix_width(const struct joint_masthead *j)
{
    return len_scale(narrow(j->suffix_fit), j->suffix_ems, EM);
}

/* Names that only their number makes small leave some of the line: a larger suffix takes it, the
 * names are spread over the rest. */
static void fill_line(const struct style *st, const struct stack *stack, struct joint_masthead *j)
{
    len_t height = len_scale(stack->fit.size, st->masthead_pitch, EM) * (len_t)j->n;
    j->suffix_fit = stack->fit;
    j->names = len_scale(narrow(stack->fit), j->name_ems, EM);
    j->gap = j->suffix_ems ? len_scale(narrow(stack->fit), SUFFIX_GAP, EM) : 0;
    if (stack->fit.size >= st->masthead_size || stack->fit.squeeze < EM)
        return;
    len_t room = st->masthead_width - j->names - j->gap;
    len_t largest = len_min(st->masthead_size, len_scale(height, st->masthead_joint_suffix, EM));
    if (j->suffix_ems)
        largest = len_min(largest, room * EM / j->suffix_ems);
    j->suffix_fit.size = len_max(stack->fit.size, largest);
    room = st->masthead_width - j->gap - suffix_width(j);
    len_t widest = len_scale(j->names, st->masthead_joint_spread, EM);
    j->names = len_max(j->names, len_min(room, widest));
}

/* At the right of the names, in the middle of their height. */
static bool draw_suffix(const struct setting *s, struct page_builder *b,
                        const struct joint_masthead *j, const struct stack *stack)
{
    const struct style *st = s->style;
    struct masthead_fit fit = j->suffix_fit;
    struct ink_style ink = {.size = fit.size,
                            .squeeze = fit.squeeze,
                            .colour = st->red,
                            .element = ELEMENT_MASTHEAD};
    struct text_shape shape = narrow_shape(fit, st->area_width);
    struct set_lines lines;
    shape.align = ALIGN_LEFT;
    if (!setting_text(s, j->suffix, st->masthead_role, &shape, &lines))
        return false;
    place_lines(&b->items, lines, stack->x + j->names + j->gap, (stack->first + stack->last) / 2, 0,
                &ink);
    return true;
}

static bool draw_joint(const struct setting *s, struct page_builder *b,
                       const struct flow_head *head, len_t highest, struct stack *stack)
{
    const struct style *st = s->style;
    struct joint_masthead j = {.suffix = suffix_of(s, head)};
    for (const struct organ *o = head->issuers; o; o = o->next, j.n++) {
        int64_t ems;
        if (!measure(s, o->name, &ems))
            return false;
        j.name_ems = ems > j.name_ems ? ems : j.name_ems;
    }
    if (j.suffix.n && !measure(s, j.suffix, &j.suffix_ems))
        return false;
    len_t largest = highest / (len_t)j.n * EM / st->masthead_pitch;
    stack->fit = fit_line(st, j.name_ems + (j.suffix_ems ? j.suffix_ems + SUFFIX_GAP : 0), largest);
    if (stack->fit.size < len_min(st->masthead_size_least, st->body_size))
        diag(s->layout->diags, DIAG_L001, text_pos(head->issuers->name, 0), NULL);
    fill_line(st, stack, &j);
    stack->x = st->area_left + (st->area_width - j.names - j.gap - suffix_width(&j)) / 2;
    struct set_line *lines = ARENA_ARRAY(s->arena, struct set_line, j.n);
    struct text_shape shape = narrow_shape(stack->fit, j.names);
    shape.align = ALIGN_SPREAD;
    stack->lines = (struct set_lines){lines, j.n};
    for (const struct organ *o = head->issuers; o; o = o->next) {
        struct set_lines one;
        if (!setting_text(s, o->name, st->masthead_role, &shape, &one))
            return false;
        *lines++ = one.v[0];
    }
    draw_stack(st, b, stack);
    return draw_suffix(s, b, &j, stack);
}

bool masthead_place(const struct setting *s, struct page_builder *b, const struct flow_head *head,
                    len_t highest, len_t *bottom)
{
    struct stack stack = {0};
    if (!(head->issuers->next ? draw_joint(s, b, head, highest, &stack)
                              : draw_single(s, b, head, &stack)))
        return false;
    *bottom = stack.last + stack.fit.size / 2;
    return true;
}
