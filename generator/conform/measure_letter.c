/*
 * The head of a letter (信函, 10.1): its masthead from the paper's edge, two red double rules, what
 * stands below the first of them, and what a letter leaves out.
 */
#include "conform/conform_int.h"

/* ---- the rules ---- */

/* The thin and the thick rule of the first pair, and of the second. */
enum { PAIR = 2, RULES = 2 * PAIR };

struct red_rules {
    struct rule v[RULES]; /* from the upper edge of the page down */
    size_t page;
};

/* False: the page has not two pairs, and that is the result. */
static bool find_rules(struct measurement *m, struct red_rules *out)
{
    size_t n = 0;
    bool several = false; /* pages, or more than the four */
    for (size_t i = 0; i < m->c->rules.n && !several; i++) {
        const struct page_rule *r = &m->c->rules.v[i];
        if (r->element != ELEMENT_HEAD_RULE)
            continue;
        several = n == RULES || (n && r->page != out->page);
        size_t k = several ? 0 : n++;
        for (; k && out->v[k - 1].y1 > r->rule.y1; k--)
            out->v[k] = out->v[k - 1];
        if (!several)
            out->v[k] = r->rule;
        out->page = r->page;
    }
    if (n == RULES && !several)
        return true;
    result_set(m, false, 0,
               result_words(m, "上下各一条红色双线", "a red double rule at head and foot"),
               result_words(m, "没有", "there is none"));
    return false;
}

void measure_letter_rule_gap(struct measurement *m)
{
    struct red_rules rules;
    len_t above;
    if (measure_masthead_bottom(m->c, &above) && find_rules(m, &rules))
        result_near(m, rules.page, result_wanted(m),
                    rules.v[0].y1 - rules.v[0].thickness / 2 - above);
}

void measure_letter_rule_foot(struct measurement *m)
{
    struct red_rules rules;
    if (!find_rules(m, &rules))
        return;
    const struct rule *last = &rules.v[RULES - 1];
    result_near(m, rules.page, result_wanted(m),
                m->c->papers.v[rules.page].height - (last->y1 + last->thickness / 2));
}

/* 170 mm, 居中: of the paper. */
void measure_letter_rule_width(struct measurement *m)
{
    struct red_rules rules;
    if (!find_rules(m, &rules))
        return;
    len_t wanted = result_wanted(m), middle = m->c->papers.v[rules.page].width / 2;
    for (const struct rule *r = rules.v; r < rules.v + RULES; r++) {
        bool centred = is_near((r->x1 + r->x2) / 2, middle, TOLERANCE);
        result_length(m, centred && is_near(wanted, r->x2 - r->x1, TOLERANCE), rules.page, wanted,
                      r->x2 - r->x1, NULL);
    }
}

/* The thick rules outside, the thin ones inside: 上粗下细 at the head, 上细下粗 at the foot. */
void measure_letter_rule_order(struct measurement *m)
{
    struct red_rules rules;
    if (!find_rules(m, &rules))
        return;
    const struct rule *v = rules.v;
    bool ok = v[0].thickness > v[1].thickness && v[RULES - 1].thickness > v[PAIR].thickness;
    result_set(m, ok, rules.page,
               result_words(m, "上边上粗下细，下边上细下粗", "the thick ones outside"),
               ok ? result_words(m, "是", "they are") : result_words(m, "不是", "they are not"));
}

/* ---- the head ---- */

/* 发文机关标志上边缘至上页边 30 mm */
void measure_letter_masthead(struct measurement *m)
{
    const struct page_line *l = line_next(m->c, m->clause->element, NULL);
    if (l)
        result_near(m, l->page, m->style->area_top + m->style->masthead_top, line_ink(m->c, l).top);
}

/* A corner of row i of what stands below the first rule, 7/8 of a character off: an edge of the
 * type area, and a height. */
static void judge_corner(struct measurement *m, const struct page_line *l, bool right, int64_t i)
{
    struct red_rules rules;
    if (!find_rules(m, &rules))
        return;
    const struct rule *rule = &rules.v[PAIR - 1];
    len_t top =
        rule->y1 + rule->thickness / 2 + result_wanted(m) + (len_t)i * page_pitch(m->c, l->page);
    len_t edge = right ? area_right(m->c) : area_left(m->c);
    len_t x = right ? line_right(l, edge) : line_left(l, edge);
    const char *form = right ? result_words(m, "右 %s，上 %s", "right %s, top %s")
                             : result_words(m, "左 %s，上 %s", "left %s, top %s");
    result_set(m, is_near(x, edge, TOLERANCE) && is_near(line_top(l), top, TOLERANCE), l->page,
               arena_printf(m->c->arena, form, result_mm(m, edge), result_mm(m, top)),
               arena_printf(m->c->arena, form, result_mm(m, x), result_mm(m, line_top(l))));
}

void measure_letter_number(struct measurement *m)
{
    const struct page_line *l = line_next(m->c, m->clause->element, NULL);
    if (l)
        judge_corner(m, l, true, 0);
}

/* 份号, 密级, 紧急程度 one below the other at the left. */
void measure_letter_marks(struct measurement *m)
{
    static const enum element stack[] = {ELEMENT_COPY_NUMBER, ELEMENT_SECRECY, ELEMENT_URGENCY};
    const struct page_line *l = line_next(m->c, m->clause->element, NULL);
    int64_t row = 0;
    for (size_t i = 0; stack[i] != m->clause->element; i++)
        row += line_next(m->c, stack[i], NULL) != NULL;
    if (l)
        judge_corner(m, l, false, row);
}

/* 标题与其上最后一个要素相距二行 */
void measure_letter_title(struct measurement *m)
{
    const struct page_line *title = line_next(m->c, m->clause->element, NULL);
    const struct page_line *above = title ? line_before(m->c, title) : NULL;
    if (above)
        result_near(m, title->page, result_wanted(m), line_top(title) - line_bottom(above));
}

/* ---- what a letter leaves out ---- */

void measure_letter_first_folio(struct measurement *m)
{
    const struct page_line *l = line_next_any(m->c, m->clause->element, NULL);
    if (m->c->lines.n)
        result_absent(m, l && l->page == 0, 0);
}

/* Of the imprint: an element's lines, or its rules. */
void measure_letter_none(struct measurement *m)
{
    const struct page_line *l = line_next_any(m->c, m->clause->element, NULL);
    size_t page = l ? l->page : NO_PAGE;
    for (size_t i = 0; i < m->c->rules.n && page == NO_PAGE; i++)
        if (m->c->rules.v[i].element == m->clause->element)
            page = m->c->rules.v[i].page;
    if (m->c->lines.n)
        result_absent(m, page != NO_PAGE, page);
}
