/*
 * 版头: marks at the top left, masthead, document number, signers and red rule, fixed on page 1. A
 * letter (10.1) has two red double rules instead, and its number and marks below the first.
 */
#include "layout/diag.def"
#include "layout/layout_int.h"

/* A text within the type area whose character boxes start at y. */
struct fixed_line {
    struct text text;
    const char *role;
    enum element element;
    enum text_align align;
    len_t left, right; /* indents */
};

static bool draw_line(const struct setting *s, struct page_builder *b, const struct fixed_line *f,
                      len_t y)
{
    struct text_shape shape = setting_shape(s);
    struct set_lines lines;
    struct ink_style ink = place_ink(s->style, shape.size, f->element);
    shape.align = f->align;
    shape.width -= f->left + f->right;
    if (!setting_text(s, f->text, f->role, &shape, &lines))
        return false;
    place_lines(&b->items, lines, s->style->area_left + f->left, y + shape.size / 2,
                s->style->line_pitch, &ink);
    return true;
}

/* 7.2.1 to 7.2.3: the copy number on line 1, secrecy on line 2, urgency behind them. first: the
 * top of line 1. Sets how many lines they take. */
static bool draw_marks(const struct setting *s, struct page_builder *b,
                       const struct flow_head *head, len_t first, int *lines)
{
    const struct style *st = s->style;
    const struct fixed_line marks[] = {
        {head->copy_number, st->body_role, ELEMENT_COPY_NUMBER, ALIGN_LEFT, 0, 0},
        {head->secrecy, st->mark_role, ELEMENT_SECRECY, ALIGN_LEFT, 0, 0},
        {head->urgency, st->mark_role, ELEMENT_URGENCY, ALIGN_LEFT, 0, 0},
    };
    *lines = 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (!marks[i].text.n)
            continue;
        if (marks[i].element == ELEMENT_SECRECY && *lines == 0 && !st->letter)
            *lines = 1; /* 第二行, with or without a copy number */
        if (!draw_line(s, b, &marks[i], first + *lines * st->line_pitch))
            return false;
        (*lines)++;
    }
    return true;
}

/* 7.2.5: centred below two blank lines, at the left beside signers; of a letter at the right. */
static bool draw_number(const struct setting *s, struct page_builder *b,
                        const struct flow_head *head, enum text_align align, len_t y)
{
    struct fixed_line f = {.role = s->style->body_role, .element = ELEMENT_NUMBER, .align = align};
    if (!head->number.n)
        return true;
    f.text = head->number;
    f.left = align == ALIGN_LEFT ? s->style->number_left : 0;
    return draw_line(s, b, &f, y);
}

/* What a name takes: two-character names are as wide as those of three, longer ones wider. */
static bool signer_width(const struct setting *s, struct text name, len_t *width)
{
    struct span span = {.text = name, .role = font_role_named(s->style->signer_role)};
    if (!text_width(setting_typesetter(s), &span, s->style->char_pitch, width))
        return false;
    *width = len_max(*width, s->style->signer_width);
    return true;
}

/* Where the columns of names start, each as wide as its widest name, the last one character from
 * the right. */
static bool signer_columns(const struct setting *s, const struct flow_head *head, len_t left[])
{
    size_t a_line = (size_t)s->style->signers_a_line, i = 0;
    len_t x = s->style->area_width - s->style->signer_right, width;
    for (const struct text_item *name = head->signers; name; name = name->next, i++) {
        if (!signer_width(s, name->text, &width))
            return false;
        left[i % a_line] = len_max(left[i % a_line], width);
    }
    for (i = a_line; i-- > 0;) {
        bool empty = left[i] == 0;
        x -= left[i];
        left[i] = x;
        x -= empty ? 0 : s->style->char_pitch;
    }
    return true;
}

/* 7.2.6: 签发人： and the names behind it. */
static bool draw_signers(const struct setting *s, struct page_builder *b,
                         const struct flow_head *head, len_t top)
{
    const struct style *st = s->style;
    size_t a_line = (size_t)st->signers_a_line, i = 0;
    len_t *left = ARENA_ARRAY(s->arena, len_t, a_line), width;
    if (!signer_columns(s, head, left))
        return false;
    struct fixed_line label = {.text = text_from_utf8(s->arena, st->signer_label, head->pos),
                               .role = st->body_role,
                               .element = ELEMENT_SIGNER,
                               .align = ALIGN_RIGHT,
                               .right = st->area_width - left[0]};
    if (!draw_line(s, b, &label, top))
        return false;
    for (const struct text_item *name = head->signers; name; name = name->next, i++) {
        struct fixed_line f = {.text = name->text,
                               .role = st->signer_role,
                               .element = ELEMENT_SIGNER,
                               .align = ALIGN_SPREAD,
                               .left = left[i % a_line]};
        if (!signer_width(s, name->text, &width))
            return false;
        f.right = st->area_width - f.left - width;
        if (!draw_line(s, b, &f, top + (len_t)(i / a_line) * st->line_pitch))
            return false;
    }
    return true;
}

/* The number stands beside the last line of signers; 7.2.7: the red rule, its upper edge below the
 * number's character boxes. */
static bool draw_general(const struct setting *s, struct page_builder *b,
                         const struct flow_head *head, len_t highest)
{
    const struct style *st = s->style;
    len_t first, signers = 0, x = st->area_left + (st->area_width - st->rule_width) / 2;
    int lines;
    for (const struct text_item *name = head->signers; name; name = name->next)
        signers++;
    if (!draw_marks(s, b, head, st->area_top, &lines) ||
        !masthead_place(s, b, head, highest, &first))
        return false;
    first += st->number_blank_above;
    len_t last = first + (signers ? (signers - 1) / st->signers_a_line * st->line_pitch : 0);
    if (!draw_number(s, b, head, signers ? ALIGN_LEFT : ALIGN_CENTRE, last) ||
        (signers && !draw_signers(s, b, head, first)))
        return false;
    b->at.y = last + st->body_size;
    if (!st->rule_shown)
        return true;
    b->at.y += st->rule_gap + st->rule_thickness / 2;
    struct rule rule = {x, b->at.y, x + st->rule_width, b->at.y, st->rule_thickness, st->red};
    place_rule(&b->items, rule, ELEMENT_HEAD_RULE);
    return true;
}

/* ---- letters ---- */

/* 10.1: a thick and a thin red rule, y: the upper edge of both; returns the lower one. */
static len_t draw_double_rule(struct page_builder *b, const struct style *st, len_t y,
                              bool thick_first)
{
    len_t x = (st->page_width - st->letter_rule_width) / 2;
    for (int i = 0; i < 2; i++) {
        len_t thick = (i == 0) == thick_first ? st->letter_rule_thick : st->letter_rule_thin;
        len_t middle = y + thick / 2;
        struct rule rule = {x, middle, x + st->letter_rule_width, middle, thick, st->red};
        place_rule(&b->items, rule, ELEMENT_HEAD_RULE);
        y += thick + (i == 0 ? st->letter_rule_between : 0);
    }
    return y;
}

static bool draw_letter(const struct setting *s, struct page_builder *b,
                        const struct flow_head *head, len_t highest)
{
    const struct style *st = s->style;
    len_t height = st->letter_rule_thick + st->letter_rule_between + st->letter_rule_thin, y;
    int lines;
    if (!masthead_place(s, b, head, highest, &y))
        return false;
    y = draw_double_rule(b, st, y + st->letter_rule_gap, true) + st->letter_number_gap;
    draw_double_rule(b, st, st->page_height - st->letter_rule_foot - height, false);
    if (!draw_number(s, b, head, ALIGN_RIGHT, y) || !draw_marks(s, b, head, y, &lines))
        return false;
    if (head->signers)
        diag(s->layout->diags, DIAG_L032, text_pos(head->signers->text, 0), NULL);
    b->at.y = y + (lines > 1 ? lines - 1 : 0) * st->line_pitch + st->body_size;
    return true;
}

bool head_place(const struct setting *s, struct page_builder *b, const struct flow_head *head,
                len_t masthead_highest)
{
    b->at.at_head = false;
    return (s->style->letter ? draw_letter : draw_general)(s, b, head, masthead_highest);
}
