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

static bool draw_line(const struct setting *s, struct page_builder *b, const struct fixed_line *f,
                      len_t y)
{
    struct text_shape shape = body_shape(s);
    shape.align = f->align;
    shape.width -= f->left + f->right;
    struct set_lines lines;
    if (!set_text(s, f->text, f->role, &shape, &lines))
        return false;
    struct ink_style ink = ink_black(s->style, shape.size, f->element);
    struct item_list items = {.arena = s->arena};
    for (size_t i = 0; i < lines.n; i++)
        place_line(&items, &lines.v[i], s->style->area_left + f->left,
                   y + (len_t)i * s->style->line_pitch + shape.size / 2, &ink);
    builder_add_items(b, &items);
    return true;
}

/* 7.2.1 to 7.2.3: the copy number on line 1, secrecy on line 2, urgency behind them. first: the
 * top of line 1. Sets how many lines they take. */
static bool marks_place(const struct setting *s, struct page_builder *b, const struct head *head,
                        len_t first, int *lines)
{
    const struct style *st = s->style;
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
        if (!draw_line(s, b, &marks[i], first + *lines * st->line_pitch))
            return false;
        (*lines)++;
    }
    return true;
}

/* ---- number and signers ---- */

static size_t count_signers(const struct head *head)
{
    size_t n = 0;
    for (const struct text_item *name = head->signers; name; name = name->next)
        n++;
    return n;
}

/* A profile may say anything. */
static size_t signers_a_line(const struct setting *s)
{
    return s->style->signers_a_line > 0 ? (size_t)s->style->signers_a_line : 1;
}

static size_t signer_lines(const struct setting *s, const struct head *head)
{
    size_t a_line = signers_a_line(s), n = count_signers(head);
    return n ? (n + a_line - 1) / a_line : 1;
}

/* What a name takes: two-character names are as wide as those of three, longer ones wider. */
static bool signer_width(const struct setting *s, struct text name, len_t *width)
{
    const struct style *st = s->style;
    struct span span = {.text = name, .role = role_of(st->signer_role)};
    if (!text_width(setter(s), &span, st->char_pitch, width))
        return false;
    *width = len_max(*width, st->signer_width);
    return true;
}

/* The widest name of each column. */
static bool signer_columns(const struct setting *s, const struct head *head, len_t widths[])
{
    size_t a_line = signers_a_line(s), i = 0;
    for (const struct text_item *name = head->signers; name; name = name->next, i++) {
        len_t width;
        if (!signer_width(s, name->text, &width))
            return false;
        widths[i % a_line] = len_max(widths[i % a_line], width);
    }
    return true;
}

static bool draw_signer_name(const struct setting *s, struct page_builder *b, struct text name,
                             len_t x, len_t y)
{
    const struct style *st = s->style;
    struct text_shape shape = body_shape(s);
    shape.align = ALIGN_SPREAD;
    if (!signer_width(s, name, &shape.width))
        return false;
    struct set_lines lines;
    if (!set_text(s, name, st->signer_role, &shape, &lines))
        return false;
    struct ink_style ink = ink_black(s->style, shape.size, ELEMENT_SIGNER);
    struct item_list items = {.arena = s->arena};
    place_line(&items, &lines.v[0], x, y + shape.size / 2, &ink);
    builder_add_items(b, &items);
    return true;
}

static bool signer_names_place(const struct setting *s, struct page_builder *b,
                               const struct head *head, const len_t left[], len_t top)
{
    size_t a_line = signers_a_line(s), i = 0;
    for (const struct text_item *name = head->signers; name; name = name->next, i++)
        if (!draw_signer_name(s, b, name->text, left[i % a_line],
                              top + (len_t)(i / a_line) * s->style->line_pitch))
            return false;
    return true;
}

/* 7.2.6: 签发人： and the names in columns, the last one character from the right. */
static bool signers_place(const struct setting *s, struct page_builder *b, const struct head *head,
                          len_t top)
{
    const struct style *st = s->style;
    len_t *column = ARENA_ARRAY(s->arena, len_t, signers_a_line(s));
    len_t right = st->area_left + st->area_width, left = right - st->signer_right;
    if (!signer_columns(s, head, column))
        return false;
    for (size_t i = signers_a_line(s); i-- > 0;) {
        bool empty = column[i] == 0;
        left -= column[i];
        column[i] = left;
        left -= empty || i == 0 ? 0 : st->char_pitch;
    }
    struct text label = text_from_utf8(s->arena, "签发人：", head->pos);
    struct fixed_line f = {label, st->body_role, ELEMENT_SIGNER, ALIGN_RIGHT, 0, right - left};
    return draw_line(s, b, &f, top) && signer_names_place(s, b, head, column, top);
}

/* 7.2.5: centred below two blank lines; beside signers at the left, on the line of the last. Sets
 * the lower edge of its boxes. */
static bool number_place(const struct setting *s, struct page_builder *b, const struct head *head,
                         len_t *y)
{
    const struct style *st = s->style;
    len_t top = *y;
    *y = top + ((len_t)signer_lines(s, head) - 1) * st->line_pitch;
    struct fixed_line f = {.role = st->body_role, .element = ELEMENT_NUMBER};
    f.align = head->signers ? ALIGN_LEFT : ALIGN_CENTRE;
    f.left = head->signers ? st->number_left : 0;
    if (head->number)
        f.text = head->number->text;
    if (f.text.n && !draw_line(s, b, &f, *y))
        return false;
    *y += st->body_size;
    return !head->signers || signers_place(s, b, head, top);
}

/* 7.2.7: the red rule, its upper edge below the number's character boxes. */
static void red_rule_place(const struct setting *s, struct page_builder *b, len_t above)
{
    const struct style *st = s->style;
    len_t y = above + st->rule_gap + st->rule_thickness / 2;
    len_t x = st->area_left + (st->area_width - st->rule_width) / 2;
    struct rule rule = {x, y, x + st->rule_width, y, st->rule_thickness, colour_of(st->red)};
    struct item_list items = {.arena = s->arena};
    place_rule(&items, rule, ELEMENT_HEAD_RULE);
    builder_add_items(b, &items);
    b->at.y = y;
}

static bool general_head(const struct setting *s, struct page_builder *b, const struct head *head,
                         len_t highest)
{
    const struct style *st = s->style;
    len_t y;
    int lines;
    if (!marks_place(s, b, head, st->area_top, &lines) || !masthead_place(s, b, head, highest, &y))
        return false;
    y += st->number_blank_above;
    if (!number_place(s, b, head, &y))
        return false;
    b->at.y = y;
    if (st->rule_shown)
        red_rule_place(s, b, y);
    return true;
}

/* ---- letters ---- */

/* 10.1: a thick and a thin red rule; y: the upper edge of both. */
static void double_rule(const struct setting *s, struct page_builder *b, len_t y, bool thick_first)
{
    const struct style *st = s->style;
    len_t x = (st->page_width - st->letter_rule_width) / 2;
    len_t first = thick_first ? st->letter_rule_thick : st->letter_rule_thin;
    len_t second = thick_first ? st->letter_rule_thin : st->letter_rule_thick;
    len_t y1 = y + first / 2, y2 = y + first + st->letter_rule_between + second / 2;
    struct colour red = colour_of(st->red);
    struct item_list items = {.arena = s->arena};
    place_rule(&items, (struct rule){x, y1, x + st->letter_rule_width, y1, first, red},
               ELEMENT_HEAD_RULE);
    place_rule(&items, (struct rule){x, y2, x + st->letter_rule_width, y2, second, red},
               ELEMENT_HEAD_RULE);
    builder_add_items(b, &items);
}

static len_t double_rule_height(const struct style *st)
{
    return st->letter_rule_thick + st->letter_rule_between + st->letter_rule_thin;
}

static bool letter_head(const struct setting *s, struct page_builder *b, const struct head *head,
                        len_t highest)
{
    const struct style *st = s->style;
    len_t y;
    int lines;
    if (!masthead_place(s, b, head, highest, &y))
        return false;
    y += st->letter_rule_gap;
    double_rule(s, b, y, true);
    double_rule(s, b, st->page_height - st->letter_rule_foot - double_rule_height(st), false);
    y += double_rule_height(st) + st->letter_number_gap;
    struct fixed_line f = {.role = st->body_role, .element = ELEMENT_NUMBER, .align = ALIGN_RIGHT};
    if (head->number)
        f.text = head->number->text;
    if (f.text.n && !draw_line(s, b, &f, y))
        return false;
    if (!marks_place(s, b, head, y, &lines))
        return false;
    if (head->signers)
        diag(s->layout->diags, DIAG_L032, text_pos(head->signers->text, 0), "签发人");
    b->at.y = y + (lines > 1 ? lines - 1 : 0) * st->line_pitch + st->body_size;
    return true;
}

bool head_place(const struct setting *s, struct page_builder *b, const struct head *head,
                len_t masthead_highest)
{
    b->at.at_head = false;
    return (s->style->letter ? letter_head : general_head)(s, b, head, masthead_highest);
}
