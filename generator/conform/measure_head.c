/* 版头 and 标题 (7.2, 7.3.1, 7.3.2). */
#include <string.h>

#include "conform/conform_int.h"

enum { COPY_DIGITS = 6 };

void measure_copy_number(const struct conform *c, const struct clause *item, struct result *out)
{
    const struct line *l = line_next(c, item->element, NULL);
    if (!l)
        return;
    const char *text = line_text(c, l);
    size_t digits = strspn(text, "0123456789");
    result_set(out, digits == COPY_DIGITS && !text[digits], l->page);
    out->wanted = say(c, "6 位数字", "6 digits");
    out->measured = text;
}

/* 份号, 密级, 紧急程度 stack from the first line down, flush left. */
void measure_stack(const struct conform *c, const struct clause *item, struct result *out)
{
    static const enum element stack[] = {ELEMENT_COPY_NUMBER, ELEMENT_SECRECY, ELEMENT_URGENCY};
    const struct line *l = line_next(c, item->element, NULL);
    int64_t row = 0;
    if (!l)
        return;
    for (size_t i = 0; stack[i] != item->element; i++)
        row += line_next(c, stack[i], NULL) != NULL;
    len_t top = style_line_top(c->options.style, row), left = line_left(l, area_left(c));
    result_set(out,
               l->page == 0 && is_near(line_top(l), top, TOLERANCE) &&
                   is_near(left, area_left(c), TOLERANCE),
               l->page);
    out->wanted = arena_printf(c->arena, say(c, "左 %s，上 %s", "left %s, top %s"),
                               say_mm(c, area_left(c)), say_mm(c, top));
    out->measured = arena_printf(c->arena, say(c, "左 %s，上 %s", "left %s, top %s"),
                                 say_mm(c, left), say_mm(c, line_top(l)));
}

/* 7.2.5, 7.2.6: centred, or one character from the left when there are signers. */
void measure_number_place(const struct conform *c, const struct clause *item, struct result *out)
{
    const struct line *l = line_next(c, item->element, NULL);
    if (!l)
        return;
    bool upwards = line_next(c, ELEMENT_SIGNER, NULL) != NULL;
    len_t one = c->options.style->char_pitch, middle = (area_left(c) + area_right(c)) / 2;
    len_t wanted = upwards ? area_left(c) + one : middle;
    len_t measured = upwards ? line_left(l, wanted) : line_middle(l, middle);
    result_set(out, is_near(wanted, measured, TOLERANCE), l->page);
    result_len(c, out, wanted, measured);
    out->wanted =
        arena_printf(c->arena, "%s %s",
                     upwards ? say(c, "左空一字", "left") : say(c, "居中", "centred"), out->wanted);
}

/* 7.2.6: 上行文标注签发人. */
void measure_signed(const struct conform *c, const struct clause *item, struct result *out)
{
    const struct line *line = line_next(c, item->element, NULL);
    result_set(out, line != NULL, line ? line->page : 0);
    out->wanted = say(c, "有", "there");
    out->measured = line ? say(c, "有", "there") : say(c, "没有", "missing");
}

/* 7.2.6: names end one character from the right; an odd last one stands under the first. */
void measure_signer(const struct conform *c, const struct clause *item, struct result *out)
{
    len_t one = c->options.style->char_pitch, right = 0;
    const struct line *first = line_next(c, item->element, NULL);
    for (const struct line *l = first; l; l = line_next(c, item->element, l))
        right = len_max(right, line_right(l, area_right(c) - one));
    if (!first)
        return;
    result_set(out, is_near(area_right(c) - right, one, TOLERANCE), first->page);
    result_len(c, out, one, area_right(c) - right);
}

static const char *skip_digits(const char *s)
{
    return *s >= '1' && *s <= '9' ? s + strspn(s, "0123456789") : NULL;
}

static const char *skip(const char *s, const char *what)
{
    return s && strncmp(s, what, strlen(what)) == 0 ? s + strlen(what) : NULL;
}

/* …〔2026〕10号: full year, no padding, no 第. */
static bool number_is_right(const char *text)
{
    enum { YEAR = 4 };
    const char *open = strstr(text, "〔");
    const char *year = skip(open, "〔"), *end = year ? skip_digits(year) : NULL;
    if (!end || end - year != YEAR || open == text)
        return false;
    const char *serial = skip(end, "〕");
    serial = serial ? skip_digits(serial) : NULL;
    const char *rest = skip(serial, "号");
    return rest && !*rest;
}

void measure_number_form(const struct conform *c, const struct clause *item, struct result *out)
{
    const struct line *l = line_next(c, item->element, NULL);
    if (!l)
        return;
    out->measured = line_text(c, l);
    out->wanted = "…〔2026〕10号";
    result_set(out, number_is_right(out->measured), l->page);
}

bool masthead_bottom(const struct conform *c, len_t *out)
{
    const struct line *first = line_next(c, ELEMENT_MASTHEAD, NULL);
    *out = 0;
    for (const struct line *l = first; l; l = line_next(c, ELEMENT_MASTHEAD, l))
        *out = len_max(*out, line_bottom(l));
    return first != NULL;
}

bool blank_above_number(const struct conform *c, const struct line *line, len_t *out)
{
    const struct line *signer = line_next(c, ELEMENT_SIGNER, NULL);
    len_t above;
    if (!masthead_bottom(c, &above) || (signer && signer->centre < line->centre - TOLERANCE))
        return false; /* beside the last of several rows of signers */
    *out = line_top(line) - above;
    return true;
}

static const struct page_rule *head_rule(const struct conform *c)
{
    for (size_t i = 0; i < c->rules.n; i++)
        if (c->rules.v[i].element == ELEMENT_HEAD_RULE)
            return &c->rules.v[i];
    return NULL;
}

void measure_rule_gap(const struct conform *c, const struct clause *item, struct result *out)
{
    const struct page_rule *r = head_rule(c);
    const struct line *number = line_next(c, ELEMENT_NUMBER, NULL);
    if (!r || !number)
        return;
    len_t wanted = style_len_of(c->options.style, item->key);
    len_t measured = r->rule.y1 - r->rule.thickness / 2 - line_bottom(number);
    result_set(out, is_near(wanted, measured, TOLERANCE), r->page);
    result_len(c, out, wanted, measured);
}

void measure_rule_width(const struct conform *c, const struct clause *item, struct result *out)
{
    const struct page_rule *r = head_rule(c);
    if (!r)
        return;
    len_t wanted = style_len_of(c->options.style, item->key), width = r->rule.x2 - r->rule.x1;
    len_t middle = (r->rule.x1 + r->rule.x2) / 2;
    bool centred = is_near(middle, (area_left(c) + area_right(c)) / 2, TOLERANCE);
    result_set(out, centred && is_near(wanted, width, TOLERANCE), r->page);
    result_len(c, out, wanted, width);
}

void measure_rule_thickness(const struct conform *c, const struct clause *item, struct result *out)
{
    enum { HAIR = 50 };
    const struct page_rule *r = head_rule(c);
    if (!r)
        return;
    len_t wanted = style_len_of(c->options.style, item->key);
    result_set(out, is_near(wanted, r->rule.thickness, HAIR), r->page);
    result_len(c, out, wanted, r->rule.thickness);
}

/* Only the title under the red rule has it above. */
bool blank_above_title(const struct conform *c, const struct line *line, len_t *out)
{
    const struct page_rule *r = head_rule(c);
    if (!r || r->page != line->page || line != line_next(c, ELEMENT_TITLE, NULL))
        return false;
    *out = line_top(line) - r->rule.y1;
    return true;
}

/* Addressees go to the nearest line of the grid: one blank line fits above them, and not two. */
void measure_blank_below(const struct conform *c, const struct clause *item, struct result *out)
{
    const struct line *first = line_next(c, item->element, NULL);
    const struct line *above = first ? line_before(c, first) : NULL;
    if (!above)
        return;
    len_t one = style_len_of(c->options.style, item->key);
    len_t gap = line_top(first) - line_bottom(above);
    bool fits = gap >= one - TOLERANCE && gap < one + c->options.style->line_pitch + TOLERANCE;
    result_set(out, fits, first->page);
    result_len(c, out, one, gap);
    out->wanted = arena_printf(c->arena, say(c, "空一行 ≥ %s", "a blank line, ≥ %s"), out->wanted);
}

/* 10.2: an order has no title on its page; its text stands on the line of the grid that is nearest
 * to two blank lines below the number. */
void measure_order_text(const struct conform *c, const struct clause *item, struct result *out)
{
    const struct line *text = line_next(c, item->element, NULL);
    const struct line *number = line_next(c, ELEMENT_NUMBER, NULL);
    if (!text || !number || text->page != number->page)
        return;
    len_t two = style_len_of(c->options.style, item->key);
    len_t gap = line_top(text) - line_bottom(number), half = c->options.style->line_pitch / 2;
    result_set(out, is_near(gap, two, half + TOLERANCE), text->page);
    result_len(c, out, two, gap);
    out->wanted = arena_printf(
        c->arena, say(c, "空二行，%s，就近取行", "two blank lines, %s, or the nearest line"),
        out->wanted);
}

void measure_title_width(const struct conform *c, const struct clause *item, struct result *out)
{
    const struct style *st = c->options.style;
    size_t most = 0;
    for (const struct line *l = NULL; (l = line_next(c, item->element, l));) {
        len_t width = line_right(l, area_right(c)) - line_left(l, area_left(c));
        size_t ems = (size_t)((width + line_size(l) / 2) / line_size(l));
        if (ems < most)
            continue;
        most = ems;
        result_set(out, ems <= (size_t)st->title_characters, l->page);
    }
    if (!most)
        return;
    out->wanted = arena_printf(c->arena, say(c, "每行不超过 %d 字", "at most %d characters"),
                               st->title_characters);
    out->measured = arena_printf(c->arena, say(c, "%d 字", "%d"), (int)most);
}

/* The lines of one title: from first on, of one element and page. */
static size_t title_lines(const struct conform *c, const struct line *first)
{
    size_t n = 1;
    const struct line *end = c->lines.v + c->lines.n;
    while (first + n < end && first[n].element == first->element && first[n].page == first->page)
        n++;
    return n;
}

static len_t width_of(const struct line *l)
{
    return line_right(l, 0) - line_left(l, INT32_MAX);
}

/* Lines that grow, shrink, or grow and then shrink; never all alike, never a waist. */
static bool shape_is_right(const struct line *first, size_t n)
{
    bool shrunk = false, waist = false, alike = true;
    for (size_t i = 1; i < n; i++) {
        len_t grown = width_of(&first[i]) - width_of(&first[i - 1]);
        waist = waist || (shrunk && grown > TOLERANCE);
        shrunk = shrunk || grown < -TOLERANCE;
        alike = alike && is_near(grown, 0, TOLERANCE);
    }
    return !waist && (n < 2 || !alike);
}

void measure_title_shape(const struct conform *c, const struct clause *item, struct result *out)
{
    result_none(c, out, "标题都只有一行", "no title has more than one line");
    if (!line_next(c, item->element, NULL))
        *out = (struct result){.verdict = VERDICT_UNCHECKED, .page = NO_PAGE};
    for (const struct line *l = NULL; (l = line_next(c, item->element, l));) {
        size_t n = title_lines(c, l);
        if (n > 1) {
            result_set(out, shape_is_right(l, n), l->page);
            out->wanted = say(c, "梯形或菱形", "trapezoid or rhombus");
            out->measured = arena_printf(c->arena, say(c, "%d 行", "%d lines"), (int)n);
            if (out->verdict == VERDICT_BREACHES)
                return;
        }
        l += n - 1;
    }
}

void measure_title_start(const struct conform *c, const struct clause *item, struct result *out)
{
    enum { DE = 0x7684 };
    for (const struct line *l = NULL; (l = line_next(c, item->element, l));) {
        bool starts = l->chars.v[0].cp == DE;
        if (out->verdict == VERDICT_BREACHES)
            return;
        result_set(out, !starts, l->page);
        out->wanted = say(c, "行首不用“的”", "no line begins with 的");
        out->measured = starts ? line_text(c, l) : say(c, "没有", "none");
    }
}

/* 7.3.2: turned lines too. */
void measure_flush(const struct conform *c, const struct clause *item, struct result *out)
{
    for (const struct line *l = NULL; (l = line_next(c, item->element, l));) {
        len_t left = line_left(l, area_left(c));
        if (out->verdict == VERDICT_BREACHES)
            return;
        result_set(out, is_near(left, area_left(c), TOLERANCE), l->page);
        result_len(c, out, area_left(c), left);
    }
}

/* 7.3.2: a full-width colon ends the addressees. */
void measure_colon(const struct conform *c, const struct clause *item, struct result *out)
{
    enum { COLON = 0xFF1A };
    result_last_mark(c, item, COLON, out);
}
