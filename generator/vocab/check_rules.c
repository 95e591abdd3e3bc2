/* Rules of single elements that the rows of the table cannot say: sections without a title, and
 * headings that a paragraph follows on their line. */
#include <string.h>

#include "vocab/vocab_int.h"

static const struct node *first_element(const struct node *n)
{
    const struct node *k = n->first;
    while (k && k->kind != NODE_ELEMENT)
        k = k->next;
    return k;
}

static const struct attr *find_attr(const struct node *n, enum element_id owner, enum attr_id id)
{
    const struct attr *attr = n->attrs;
    while (attr && table_find_attr(owner, attr->name) != id)
        attr = attr->next;
    return attr;
}

/* A numbered paragraph: its number is counted like a heading's. */
static void check_untitled(struct check *c, const struct node *n, const struct node *first)
{
    if (first && table_find_child(EL_SECTION, first->name) != EL_P) {
        CHECK_REPORT(c, DIAG_V036, first->pos, n->name, names_element(c, EL_P));
        return;
    }
    if (!first)
        return;
    struct text t = space_element_text(c->arena, first);
    size_t number = numeral_heading(t);
    if (number)
        CHECK_REPORT(c, DIAG_V033, text_pos(t, 0), names_excerpt(c, text_part(t, 0, number)),
                     names_excerpt(c, text_part(t, space_skip(t, number), t.n)));
}

static bool is_yes(struct check *c, const struct attr *attr)
{
    struct text value = space_attr_text(c->arena, attr);
    return table_find_value(TYPE_YES_NO, value) == VALUE_YES_NO_YES;
}

static void check_run_in(struct check *c, const struct node *n, const struct attr *attr, int nest)
{
    const struct node *first = first_element(n);
    if (nest == 1)
        CHECK_REPORT(c, DIAG_V039, attr->name_pos, attr->name);
    if (!find_attr(n, EL_SECTION, ATTR_SECTION_TITLE))
        CHECK_REPORT(c, DIAG_V037, attr->name_pos, attr->name,
                     table_attr[ATTR_SECTION_TITLE].name[c->lang]);
    else if (first && table_find_child(EL_SECTION, first->name) != EL_P)
        CHECK_REPORT(c, DIAG_V038, attr->name_pos, attr->name, names_element(c, EL_P));
}

static void check_section(struct check *c, const struct node *n, int nest)
{
    const struct attr *run_in = find_attr(n, EL_SECTION, ATTR_SECTION_RUN_IN);
    if (run_in && is_yes(c, run_in))
        check_run_in(c, n, run_in, nest);
    if (!find_attr(n, EL_SECTION, ATTR_SECTION_TITLE))
        check_untitled(c, n, first_element(n));
}

void check_rules(struct check *c, const struct node *n, enum element_id id, int nest)
{
    static void (*const rules[EL_NONE])(struct check *, const struct node *, int) = {
        [EL_SECTION] = check_section,
    };
    if (rules[id])
        rules[id](c, n, nest);
}
