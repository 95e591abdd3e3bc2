/*
 * The head of a letter (信函, 10.1): its masthead from the paper's edge, two red double rules, what
 * stands below the first of them, and what a letter leaves out.
 */
#include "conform/conform_int.h"

/* The thin and the thick rule of the first pair, and of the second. */
enum { PAIR = 2, RULES = 2 * PAIR };

struct red_rules {
    struct rule v[RULES]; /* from the upper edge of the page down */
    size_t page;
};

static len_t upper(const struct rule *r)
{
    return r->y1 - r->thickness / 2;
}

static len_t lower(const struct rule *r)
{
    return r->y1 + r->thickness / 2;
}

/* False: the page has not two pairs. */
static bool find_rules(const struct conform *c, struct red_rules *out)
{
    size_t n = 0;
    for (size_t i = 0; i < c->rules.n; i++) {
        const struct page_rule *r = &c->rules.v[i];
        if (r->element != ELEMENT_HEAD_RULE)
            continue;
        if (n == RULES || (n && r->page != out->page))
            return false;
        size_t k = n++;
        for (; k && out->v[k - 1].y1 > r->rule.y1; k--)
            out->v[k] = out->v[k - 1];
        out->v[k] = r->rule;
        out->page = r->page;
    }
    return n == RULES;
}

static void no_rules(const struct conform *c, struct result *out)
{
    result_set(out, false, 0);
    out->wanted = say(c, "上下各一条红色双线", "a red double rule at head and foot");
    out->measured = say(c, "没有", "there is none");
}

/* The rules, or their lack as the result. */
static bool rules_to_judge(const struct conform *c, struct red_rules *rules, struct result *out)
{
    bool found = find_rules(c, rules);
    if (!found)
        no_rules(c, out);
    return found;
}

/* 发文机关标志上边缘至上页边 30 mm */
void measure_letter_masthead(const struct conform *c, const struct clause *item, struct result *out)
{
    const struct style *st = c->options.style;
    const struct line *l = line_next(c, item->element, NULL);
    if (!l)
        return;
    len_t wanted = st->area_top + st->masthead_top, measured = line_ink(l).top;
    result_set(out, is_near(wanted, measured, TOLERANCE), l->page);
    result_len(c, out, wanted, measured);
}

void measure_letter_rule_gap(const struct conform *c, const struct clause *item, struct result *out)
{
    struct red_rules rules;
    len_t above, wanted = style_len_of(c->options.style, item->key);
    if (!masthead_bottom(c, &above))
        return;
    if (!rules_to_judge(c, &rules, out))
        return;
    len_t measured = upper(&rules.v[0]) - above;
    result_set(out, is_near(wanted, measured, TOLERANCE), rules.page);
    result_len(c, out, wanted, measured);
}

void measure_letter_rule_foot(const struct conform *c, const struct clause *item,
                              struct result *out)
{
    struct red_rules rules;
    if (!rules_to_judge(c, &rules, out))
        return;
    len_t wanted = style_len_of(c->options.style, item->key);
    len_t measured = c->sheets.v[rules.page].height - lower(&rules.v[RULES - 1]);
    result_set(out, is_near(wanted, measured, TOLERANCE), rules.page);
    result_len(c, out, wanted, measured);
}

/* 170 mm, 居中: of the paper. */
void measure_letter_rule_width(const struct conform *c, const struct clause *item,
                               struct result *out)
{
    struct red_rules rules;
    if (!rules_to_judge(c, &rules, out))
        return;
    len_t wanted = style_len_of(c->options.style, item->key);
    len_t middle = c->sheets.v[rules.page].width / 2;
    for (size_t i = 0; i < RULES && out->verdict != VERDICT_BREACHES; i++) {
        const struct rule *r = &rules.v[i];
        bool centred = is_near((r->x1 + r->x2) / 2, middle, TOLERANCE);
        result_set(out, centred && is_near(wanted, r->x2 - r->x1, TOLERANCE), rules.page);
        result_len(c, out, wanted, r->x2 - r->x1);
    }
}

/* The thick rules outside, the thin ones inside: 上粗下细 at the head, 上细下粗 at the foot. */
void measure_letter_rule_order(const struct conform *c, const struct clause *item,
                               struct result *out)
{
    (void)item;
    struct red_rules rules;
    if (!rules_to_judge(c, &rules, out))
        return;
    const struct rule *v = rules.v;
    bool ok = v[0].thickness > v[1].thickness && v[RULES - 1].thickness > v[PAIR].thickness;
    result_set(out, ok, rules.page);
    out->wanted = say(c, "上边上粗下细，下边上细下粗", "the thick ones outside");
    out->measured = ok ? say(c, "是", "they are") : say(c, "不是", "they are not");
}

/* ---- what stands below the first rule ---- */

/* Row i of what stands there: 7/8 of a character below the rule. */
static bool row_top(const struct conform *c, const struct clause *item, int64_t i, len_t *out)
{
    struct red_rules rules;
    bool found = find_rules(c, &rules);
    if (found)
        *out = lower(&rules.v[PAIR - 1]) + style_len_of(c->options.style, item->key) +
               (len_t)i * c->options.style->line_pitch;
    return found;
}

/* An edge of the type area, and a height: both must be right. */
static void judge_corner(const struct conform *c, const struct line *l, bool right, len_t top,
                         struct result *out)
{
    len_t edge = right ? area_right(c) : area_left(c);
    len_t x = right ? line_right(l, edge) : line_left(l, edge);
    const char *form = right ? say(c, "右 %s，上 %s", "right %s, top %s")
                             : say(c, "左 %s，上 %s", "left %s, top %s");
    result_set(out, is_near(x, edge, TOLERANCE) && is_near(line_top(l), top, TOLERANCE), l->page);
    out->wanted = arena_printf(c->arena, form, say_mm(c, edge), say_mm(c, top));
    out->measured = arena_printf(c->arena, form, say_mm(c, x), say_mm(c, line_top(l)));
}

void measure_letter_number(const struct conform *c, const struct clause *item, struct result *out)
{
    const struct line *l = line_next(c, item->element, NULL);
    len_t top;
    if (!l)
        return;
    if (row_top(c, item, 0, &top))
        judge_corner(c, l, true, top, out);
    else
        no_rules(c, out);
}

/* 份号, 密级, 紧急程度 one below the other at the left. */
void measure_letter_marks(const struct conform *c, const struct clause *item, struct result *out)
{
    static const enum element stack[] = {ELEMENT_COPY_NUMBER, ELEMENT_SECRECY, ELEMENT_URGENCY};
    const struct line *l = line_next(c, item->element, NULL);
    int64_t row = 0;
    len_t top;
    if (!l)
        return;
    for (size_t i = 0; stack[i] != item->element; i++)
        row += line_next(c, stack[i], NULL) != NULL;
    if (row_top(c, item, row, &top))
        judge_corner(c, l, false, top, out);
    else
        no_rules(c, out);
}

/* 标题与其上最后一个要素相距二行 */
void measure_letter_title(const struct conform *c, const struct clause *item, struct result *out)
{
    const struct line *title = line_next(c, item->element, NULL);
    const struct line *above = title ? line_before(c, title) : NULL;
    if (!above)
        return;
    len_t wanted = style_len_of(c->options.style, item->key);
    len_t measured = line_top(title) - line_bottom(above);
    result_set(out, is_near(wanted, measured, TOLERANCE), title->page);
    result_len(c, out, wanted, measured);
}

/* ---- what a letter leaves out ---- */

static void say_absent(const struct conform *c, bool absent, size_t page, struct result *out)
{
    result_set(out, absent, page);
    out->wanted = say(c, "没有", "none");
    out->measured = absent ? say(c, "没有", "none") : say(c, "有", "there is one");
}

void measure_letter_first_folio(const struct conform *c, const struct clause *item,
                                struct result *out)
{
    const struct line *l = line_next_any(c, item->element, NULL);
    if (c->lines.n)
        say_absent(c, !l || l->page > 0, 0, out);
}

/* Of the imprint: an element's lines, or its rules. */
void measure_letter_none(const struct conform *c, const struct clause *item, struct result *out)
{
    const struct line *l = line_next_any(c, item->element, NULL);
    bool absent = !l;
    size_t page = l ? l->page : NO_PAGE;
    for (size_t i = 0; i < c->rules.n && absent; i++)
        if (c->rules.v[i].element == item->element) {
            absent = false;
            page = c->rules.v[i].page;
        }
    if (c->lines.n)
        say_absent(c, absent, page, out);
}

/* 版记位于公文最后一面版心内最下方: its last line is the lowest that the type area holds. */
void measure_letter_imprint(const struct conform *c, const struct clause *item, struct result *out)
{
    const struct line *last = line_last(c, item->element);
    if (!last)
        return;
    len_t gap = area_lower(c) - line_bottom(last), most = c->options.style->imprint_pitch;
    result_set(out, last->page + 1 == bound_pages(c) && gap >= -TOLERANCE && gap < most / 2,
               last->page);
    out->wanted =
        arena_printf(c->arena, say(c, "第 %d 面，距版心下边 ＜ %s", "page %d, < %s above the foot"),
                     (int)bound_pages(c), say_mm(c, most / 2));
    out->measured = arena_printf(c->arena, say(c, "第 %d 面，%s", "page %d, %s"),
                                 (int)last->page + 1, say_mm(c, gap));
}
