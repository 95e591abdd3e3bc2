/* 版头, 标题 and 主送机关 (7.2, 7.3.1, 7.3.2); the text of an order below its number (10.2). */
#include <string.h>

#include "conform/conform_int.h"

/* ---- above the masthead ---- */

void measure_copy_number(struct measurement *m)
{
    enum { DIGITS = 6 };
    const struct page_line *l = line_next(m->c, m->clause->element, NULL);
    if (!l)
        return;
    const char *text = line_text(m->c, l);
    size_t digits = strspn(text, "0123456789");
    result_set(m, digits == DIGITS && !text[digits], l->page,
               result_words(m, "6 位数字", "6 digits"), text);
}

/* 份号, 密级, 紧急程度 stack from the first line down, flush left. */
void measure_stack(struct measurement *m)
{
    static const enum element stack[] = {ELEMENT_COPY_NUMBER, ELEMENT_SECRECY, ELEMENT_URGENCY};
    const struct conform *c = m->c;
    const struct page_line *l = line_next(c, m->clause->element, NULL);
    int64_t row = 0;
    if (!l)
        return;
    for (size_t i = 0; stack[i] != m->clause->element; i++)
        row += line_next(c, stack[i], NULL) != NULL;
    const char *form = result_words(m, "左 %s，上 %s", "left %s, top %s");
    len_t top = style_line_top(m->style, row), edge = area_left(c), left = line_left(l, edge);
    bool ok =
        l->page == 0 && is_near(line_top(l), top, TOLERANCE) && is_near(left, edge, TOLERANCE);
    result_set(m, ok, l->page, arena_printf(c->arena, form, result_mm(m, edge), result_mm(m, top)),
               arena_printf(c->arena, form, result_mm(m, left), result_mm(m, line_top(l))));
}

/* ---- masthead, number, signers ---- */

bool measure_masthead_bottom(const struct conform *c, len_t *out)
{
    *out = 0;
    for (const struct page_line *l = NULL; (l = line_next(c, ELEMENT_MASTHEAD, l));)
        *out = len_max(*out, line_bottom(l));
    return *out > 0;
}

bool line_blank_above_number(const struct conform *c, const struct page_line *line, len_t *out)
{
    const struct page_line *signer = line_next(c, ELEMENT_SIGNER, NULL);
    len_t above;
    if (!measure_masthead_bottom(c, &above) ||
        (signer && signer->centre < line->centre - TOLERANCE))
        return false; /* beside the last of several rows of signers */
    *out = line_top(line) - above;
    return true;
}

/* 7.2.5, 7.2.6: centred, or one character from the left when there are signers. */
void measure_number_place(struct measurement *m)
{
    const struct conform *c = m->c;
    const struct page_line *l = line_next(c, m->clause->element, NULL);
    if (!l)
        return;
    bool upwards = line_next(c, ELEMENT_SIGNER, NULL) != NULL;
    len_t wanted = upwards ? area_left(c) + m->style->char_pitch : area_middle(c);
    len_t measured = upwards ? line_left(l, wanted) : line_middle(l, wanted);
    const char *form = upwards ? result_words(m, "左空一字 %s", "left %s")
                               : result_words(m, "居中 %s", "centred %s");
    result_length(m, is_near(wanted, measured, TOLERANCE), l->page, wanted, measured, form);
}

/* …〔2026〕10号: full year, no padding, no 第. */
static bool number_is_right(const char *text)
{
    enum { YEAR = 4 };
    const char *open = strstr(text, "〔"), *year = open ? open + strlen("〔") : "";
    const char *close = year + strspn(year, "0123456789");
    bool closed = strncmp(close, "〕", strlen("〕")) == 0;
    const char *serial = closed ? close + strlen("〕") : "";
    return open != text && *year >= '1' && *year <= '9' && close - year == YEAR && *serial >= '1' &&
           *serial <= '9' && strcmp(serial + strspn(serial, "0123456789"), "号") == 0;
}

void measure_number_form(struct measurement *m)
{
    const struct page_line *l = line_next(m->c, m->clause->element, NULL);
    if (l)
        result_set(m, number_is_right(line_text(m->c, l)), l->page, "…〔2026〕10号",
                   line_text(m->c, l));
}

/* 7.2.6: 上行文标注签发人. */
void measure_signed(struct measurement *m)
{
    const struct page_line *l = line_next(m->c, m->clause->element, NULL);
    result_set(m, l, l ? l->page : 0, result_words(m, "有", "there"),
               l ? result_words(m, "有", "there") : result_words(m, "没有", "missing"));
}

/* 7.2.6: names end one character from the right; an odd last one stands under the first. */
void measure_signer(struct measurement *m)
{
    const struct page_line *first = line_next(m->c, m->clause->element, NULL);
    len_t one = m->style->char_pitch, edge = area_right(m->c), right = 0;
    for (EACH_LINE(l, m))
        right = len_max(right, line_right(l, edge - one));
    if (first)
        result_near(m, first->page, one, edge - right);
}

/* ---- the rule ---- */

static const struct page_rule *head_rule(const struct conform *c)
{
    for (size_t i = 0; i < c->rules.n; i++)
        if (c->rules.v[i].element == ELEMENT_HEAD_RULE)
            return &c->rules.v[i];
    return NULL;
}

void measure_rule_gap(struct measurement *m)
{
    const struct page_rule *r = head_rule(m->c);
    const struct page_line *number = line_next(m->c, ELEMENT_NUMBER, NULL);
    if (r && number)
        result_near(m, r->page, result_wanted(m),
                    r->rule.y1 - r->rule.thickness / 2 - line_bottom(number));
}

void measure_rule_width(struct measurement *m)
{
    const struct page_rule *r = head_rule(m->c);
    if (!r)
        return;
    len_t wanted = result_wanted(m), width = r->rule.x2 - r->rule.x1;
    bool centred = is_near((r->rule.x1 + r->rule.x2) / 2, area_middle(m->c), TOLERANCE);
    result_length(m, centred && is_near(wanted, width, TOLERANCE), r->page, wanted, width, NULL);
}

void measure_rule_thickness(struct measurement *m)
{
    enum { HAIR = 50 };
    const struct page_rule *r = head_rule(m->c);
    if (r)
        result_length(m, is_near(result_wanted(m), r->rule.thickness, HAIR), r->page,
                      result_wanted(m), r->rule.thickness, NULL);
}

/* ---- the title ---- */

/* Only the title under the red rule has it above. */
bool line_blank_above_title(const struct conform *c, const struct page_line *line, len_t *out)
{
    const struct page_rule *r = head_rule(c);
    if (!r || r->page != line->page || line != line_next(c, ELEMENT_TITLE, NULL))
        return false;
    *out = line_top(line) - r->rule.y1;
    return true;
}

void measure_title_width(struct measurement *m)
{
    size_t most = 0, page = 0;
    for (EACH_LINE(l, m)) {
        len_t width = line_right(l, area_right(m->c)) - line_left(l, area_left(m->c));
        size_t ems = (size_t)((width + line_size(l) / 2) / line_size(l));
        page = ems >= most ? l->page : page;
        most = ems >= most ? ems : most;
    }
    if (most)
        result_set(m, most <= (size_t)m->style->title_characters, page,
                   result_number(m, "每行不超过 %d 字", "at most %d characters",
                                 m->style->title_characters),
                   result_number(m, "%d 字", "%d", (int)most));
}

/* The lines of one title: from first on, of one element and page. */
static size_t title_lines(const struct conform *c, const struct page_line *first)
{
    size_t n = 1;
    const struct page_line *end = c->lines.v + c->lines.n;
    while (first + n < end && first[n].element == first->element && first[n].page == first->page)
        n++;
    return n;
}

/* Lines that grow, shrink, or grow and then shrink; never all alike, never a waist. */
static bool shape_is_right(const struct page_line *first, size_t n)
{
    bool shrunk = false, waist = false, alike = true;
    for (size_t i = 1; i < n; i++) {
        const struct page_line *l = &first[i];
        len_t grown = line_right(l, 0) - line_left(l, INT32_MAX) -
                      (line_right(l - 1, 0) - line_left(l - 1, INT32_MAX));
        waist = waist || (shrunk && grown > TOLERANCE);
        shrunk = shrunk || grown < -TOLERANCE;
        alike = alike && is_near(grown, 0, TOLERANCE);
    }
    return !waist && (n < 2 || !alike);
}

void measure_title_shape(struct measurement *m)
{
    if (line_next(m->c, m->clause->element, NULL))
        result_none(m, "标题都只有一行", "no title has more than one line");
    for (EACH_LINE(l, m)) {
        size_t n = title_lines(m->c, l);
        if (n > 1)
            result_set(m, shape_is_right(l, n), l->page,
                       result_words(m, "梯形或菱形", "trapezoid or rhombus"),
                       result_number(m, "%d 行", "%d lines", (int)n));
        l += n - 1;
    }
}

/* 回行时词意完整: asks of each line's end in the title as a whole. */
static void judge_title_words(struct measurement *m, const struct page_line *first, size_t lines)
{
    const struct conform_options *o = &m->c->options;
    size_t n = 0, at = 0;
    for (size_t i = 0; i < lines; i++)
        n += first[i].chars.n;
    char32_t *text = ARENA_ARRAY(m->c->arena, char32_t, n);
    for (size_t i = 0; i < lines; i++)
        for (size_t k = 0; k < first[i].chars.n; k++)
            text[at++] = first[i].chars.v[k].cp;
    at = 0;
    for (size_t i = 0; i + 1 < lines; i++) {
        const struct page_line *l = &first[i];
        at += l->chars.n;
        bool torn = o->torn(o->torn_context, text, n, at);
        result_set(
            m, !torn, l->page, result_words(m, "回行时词意完整", "no line's end tears a word"),
            torn ? arena_printf(m->c->arena, "%s|%s", line_text(m->c, l), line_text(m->c, l + 1))
                 : result_words(m, "没有拆开的词", "none is torn"));
    }
}

void measure_title_words(struct measurement *m)
{
    if (line_next(m->c, m->clause->element, NULL))
        result_none(m, "标题都只有一行", "no title has more than one line");
    if (!m->c->options.torn)
        result_none(m, "没有词典，未检查", "there is no dictionary");
    for (EACH_LINE(l, m)) {
        size_t n = title_lines(m->c, l);
        if (n > 1 && m->c->options.torn)
            judge_title_words(m, l, n);
        l += n - 1;
    }
}

void measure_title_start(struct measurement *m)
{
    for (EACH_LINE(l, m)) {
        bool starts = line_first_char(l) == U'的';
        result_set(m, !starts, l->page, result_words(m, "行首不用“的”", "no line begins with 的"),
                   starts ? line_text(m->c, l) : result_words(m, "没有", "none"));
    }
}

/* ---- below the title ---- */

/* Addressees go to the nearest line of the grid, the lower of two as near. */
void measure_blank_below(struct measurement *m)
{
    const struct page_line *first = line_next(m->c, m->clause->element, NULL);
    const struct page_line *above = first ? line_before(m->c, first) : NULL;
    if (!above)
        return;
    len_t one = result_wanted_on(m, first->page), gap = line_top(first) - line_bottom(above);
    bool fits = is_near(gap, one, page_pitch(m->c, first->page) / 2 + 2 * TOLERANCE);
    result_length(m, fits, first->page, one, gap,
                  result_words(m, "空一行，%s，就近取行", "a blank line, %s, or the nearest line"));
}

/* 7.3.2: turned lines too. */
void measure_flush(struct measurement *m)
{
    len_t left = area_left(m->c);
    for (EACH_LINE(l, m))
        result_near(m, l->page, left, line_left(l, left));
}

/* 7.3.2: a full-width colon ends the addressees; 7.4.2: a full stop the copies. */
void measure_last_mark(struct measurement *m)
{
    const struct page_line *last = line_last(m->c, m->clause->element);
    const char *wanted = m->clause->element == ELEMENT_ADDRESSEES ? "：" : "。";
    char measured[UTF8_MAX];
    if (!last)
        return;
    size_t n = utf8_encode(line_last_char(last), measured);
    result_set(m, n == strlen(wanted) && memcmp(measured, wanted, n) == 0, last->page, wanted,
               arena_strndup(m->c->arena, measured, n));
}

/* 10.2: an order has no title on its page; its text stands on the line of the grid that is nearest
 * to two blank lines below the number. */
void measure_order_text(struct measurement *m)
{
    const struct page_line *text = line_next(m->c, m->clause->element, NULL);
    const struct page_line *number = line_next(m->c, ELEMENT_NUMBER, NULL);
    if (!text || !number || text->page != number->page)
        return;
    len_t two = result_wanted_on(m, text->page), gap = line_top(text) - line_bottom(number);
    result_length(
        m, is_near(gap, two, page_pitch(m->c, text->page) / 2 + TOLERANCE), text->page, two, gap,
        result_words(m, "空二行，%s，就近取行", "two blank lines, %s, or the nearest line"));
}
