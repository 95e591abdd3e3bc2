/*
 * 版头: marks at the top left, masthead, document number, signers and red rule, fixed on page 1. A
 * letter (10.1) has two red double rules instead, and its number and marks below the first.
 */
#include "layout/diag.def"
#include "layout/layout_int.h"

/* A line at its natural width whose character boxes start at y. */
struct fixed_line {
    struct text text;
    const char *role;
    enum element element;
    enum text_align align;
    len_t left, right; /* indents */
};

static bool draw_line(struct layout *l, const struct fixed_line *f, len_t y)
{
    struct text_shape shape = body_shape(l);
    shape.align = f->align;
    shape.width -= f->left + f->right;
    struct set_lines lines;
    if (!set_text(l, f->text, f->role, &shape, &lines))
        return false;
    struct ink_style ink = ink_black(l, shape.size, f->element);
    struct item_list items = {0};
    for (size_t i = 0; i < lines.n; i++)
        place_line(l, &items, &lines.v[i], l->style->area_left + f->left,
                   y + (len_t)i * l->style->line_pitch + shape.size / 2, &ink);
    draw_fixed(l, &items);
    return true;
}

/* 7.2.1 to 7.2.3: the copy number on line 1, secrecy on line 2, urgency behind them. first: the
 * top of line 1. Sets how many lines they take. */
static bool marks_place(struct layout *l, const struct head *head, len_t first, int *lines)
{
    const struct style *st = l->style;
    struct text secrecy = head->secrecy ? head->secrecy->text : (struct text){0};
    const struct fixed_line marks[] = {
        {head->copy_number, st->body_role, ELEMENT_COPY_NUMBER, ALIGN_LEFT, 0, 0},
        {secrecy, st->mark_role, ELEMENT_SECRECY, ALIGN_LEFT, 0, 0},
        {head->urgency, st->mark_role, ELEMENT_URGENCY, ALIGN_LEFT, 0, 0},
    };
    *lines = 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (!marks[i].text.n)
            continue;
        if (marks[i].element == ELEMENT_SECRECY && *lines == 0 && !st->letter)
            *lines = 1; /* 第二行, with or without a copy number */
        if (!draw_line(l, &marks[i], first + *lines * st->line_pitch))
            return false;
        (*lines)++;
    }
    return true;
}

/* ---- number and signers ---- */

static size_t count_signers(const struct head *head)
{
    size_t n = 0;
    for (const struct text_item *s = head->signers; s; s = s->next)
        n++;
    return n;
}

/* A profile may say anything. */
static size_t signers_a_line(const struct layout *l)
{
    return l->style->signers_a_line > 0 ? (size_t)l->style->signers_a_line : 1;
}

static size_t signer_lines(const struct layout *l, const struct head *head)
{
    size_t a_line = signers_a_line(l), n = count_signers(head);
    return n ? (n + a_line - 1) / a_line : 1;
}

/* What a name takes: two-character names are as wide as those of three, longer ones wider. */
static bool signer_width(struct layout *l, struct text name, len_t *width)
{
    const struct style *st = l->style;
    struct span span = {.text = name, .role = role_of(st->signer_role)};
    if (!text_width(l->text, &span, st->char_pitch, width))
        return false;
    *width = len_max(*width, st->signer_width);
    return true;
}

/* The widest name of each column. */
static bool signer_columns(struct layout *l, const struct head *head, len_t widths[])
{
    size_t a_line = signers_a_line(l), i = 0;
    for (const struct text_item *s = head->signers; s; s = s->next, i++) {
        len_t width;
        if (!signer_width(l, s->text, &width))
            return false;
        widths[i % a_line] = len_max(widths[i % a_line], width);
    }
    return true;
}

static bool draw_signer_name(struct layout *l, struct text name, len_t x, len_t y)
{
    const struct style *st = l->style;
    struct text_shape shape = body_shape(l);
    shape.align = ALIGN_SPREAD;
    if (!signer_width(l, name, &shape.width))
        return false;
    struct set_lines lines;
    if (!set_text(l, name, st->signer_role, &shape, &lines))
        return false;
    struct ink_style ink = ink_black(l, shape.size, ELEMENT_SIGNER);
    struct item_list items = {0};
    place_line(l, &items, &lines.v[0], x, y + shape.size / 2, &ink);
    draw_fixed(l, &items);
    return true;
}

static bool signer_names_place(struct layout *l, const struct head *head, const len_t left[],
                               len_t top)
{
    size_t a_line = signers_a_line(l), i = 0;
    for (const struct text_item *s = head->signers; s; s = s->next, i++)
        if (!draw_signer_name(l, s->text, left[i % a_line],
                              top + (len_t)(i / a_line) * l->style->line_pitch))
            return false;
    return true;
}

/* 7.2.6: 签发人： and the names in columns, the last one character from the right. */
static bool signers_place(struct layout *l, const struct head *head, len_t top)
{
    const struct style *st = l->style;
    len_t *column = ARENA_ARRAY(l->arena, len_t, signers_a_line(l));
    len_t right = st->area_left + st->area_width, left = right - st->signer_right;
    if (!signer_columns(l, head, column))
        return false;
    for (size_t i = signers_a_line(l); i-- > 0;) {
        bool empty = column[i] == 0;
        left -= column[i];
        column[i] = left;
        left -= empty || i == 0 ? 0 : st->char_pitch;
    }
    struct text label = text_from_utf8(l->arena, "签发人：", head->pos);
    struct fixed_line f = {label, st->body_role, ELEMENT_SIGNER, ALIGN_RIGHT, 0, right - left};
    return draw_line(l, &f, top) && signer_names_place(l, head, column, top);
}

/* 7.2.5: centred below two blank lines; beside signers at the left, on the line of the last. Sets
 * the lower edge of its boxes. */
static bool number_place(struct layout *l, const struct head *head, len_t *y)
{
    const struct style *st = l->style;
    len_t top = *y;
    *y = top + ((len_t)signer_lines(l, head) - 1) * st->line_pitch;
    struct fixed_line f = {.role = st->body_role, .element = ELEMENT_NUMBER};
    f.align = head->signers ? ALIGN_LEFT : ALIGN_CENTRE;
    f.left = head->signers ? st->number_left : 0;
    if (head->number)
        f.text = head->number->text;
    if (f.text.n && !draw_line(l, &f, *y))
        return false;
    *y += st->body_size;
    return !head->signers || signers_place(l, head, top);
}

/* 7.2.7: the red rule, its upper edge below the number's character boxes. */
static void red_rule_place(struct layout *l, len_t above)
{
    const struct style *st = l->style;
    len_t y = above + st->rule_gap + st->rule_thickness / 2;
    len_t x = st->area_left + (st->area_width - st->rule_width) / 2;
    struct rule rule = {x, y, x + st->rule_width, y, st->rule_thickness, colour_of(st->red)};
    struct item_list items = {0};
    place_rule(l, &items, rule, ELEMENT_HEAD_RULE);
    draw_fixed(l, &items);
    l->cursor = y;
}

static bool general_head(struct layout *l, const struct head *head)
{
    const struct style *st = l->style;
    len_t y;
    int lines;
    if (!marks_place(l, head, st->area_top, &lines) || !masthead_place(l, head, &y))
        return false;
    y += st->number_blank_above;
    if (!number_place(l, head, &y))
        return false;
    l->cursor = y;
    if (st->rule_shown)
        red_rule_place(l, y);
    return true;
}

/* ---- letters ---- */

/* 10.1: a thick and a thin red rule; y: the upper edge of both. */
static void double_rule(struct layout *l, len_t y, bool thick_first)
{
    const struct style *st = l->style;
    len_t x = (st->page_width - st->letter_rule_width) / 2;
    len_t first = thick_first ? st->letter_rule_thick : st->letter_rule_thin;
    len_t second = thick_first ? st->letter_rule_thin : st->letter_rule_thick;
    len_t y1 = y + first / 2, y2 = y + first + st->letter_rule_between + second / 2;
    struct colour red = colour_of(st->red);
    struct item_list items = {0};
    place_rule(l, &items, (struct rule){x, y1, x + st->letter_rule_width, y1, first, red},
               ELEMENT_HEAD_RULE);
    place_rule(l, &items, (struct rule){x, y2, x + st->letter_rule_width, y2, second, red},
               ELEMENT_HEAD_RULE);
    draw_fixed(l, &items);
}

static len_t double_rule_height(const struct style *st)
{
    return st->letter_rule_thick + st->letter_rule_between + st->letter_rule_thin;
}

static bool letter_head(struct layout *l, const struct head *head)
{
    const struct style *st = l->style;
    len_t y;
    int lines;
    if (!masthead_place(l, head, &y))
        return false;
    y += st->letter_rule_gap;
    double_rule(l, y, true);
    double_rule(l, st->page_height - st->letter_rule_foot - double_rule_height(st), false);
    y += double_rule_height(st) + st->letter_number_gap;
    struct fixed_line f = {.role = st->body_role, .element = ELEMENT_NUMBER, .align = ALIGN_RIGHT};
    if (head->number)
        f.text = head->number->text;
    if (f.text.n && !draw_line(l, &f, y))
        return false;
    if (!marks_place(l, head, y, &lines))
        return false;
    if (head->signers)
        diag(l->diags, DIAG_L032, text_pos(head->signers->text, 0), "签发人");
    l->cursor = y + (lines > 1 ? lines - 1 : 0) * st->line_pitch + st->body_size;
    return true;
}

bool head_place(struct layout *l, const struct head *head)
{
    l->page_empty = false;
    return l->style->letter ? letter_head(l, head) : general_head(l, head);
}
