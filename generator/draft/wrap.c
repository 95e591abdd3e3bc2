/*
 * What is wrapped around texts: versions beside another, of which one is read, and content
 * controls; and the words alone of what is left out.
 */
#include <string.h>

#include "draft/docx_int.h"

/* ---- versions beside another ---- */

/* The drawings of 2010, whose older form is beside them, and what else only adds looks. */
static bool is_understood(const char *requires)
{
    static const char *const known[] = {"wps", "wpg", "wpc", "w14", "w15", "w16se", "wp14", "a14"};
    while (requires && *requires) {
        size_t n = strcspn(requires, " "), i = 0;
        while (i < sizeof known / sizeof *known &&
               (strlen(known[i]) != n || memcmp(known[i], requires, n) != 0))
            i++;
        if (n && i == sizeof known / sizeof *known)
            return false;
        requires += n + (requires[n] == ' ');
    }
    return true;
}

const struct part_node *wrap_choice(const struct part_node *alternate)
{
    for (const struct part_node *n = alternate->first; n; n = n->next)
        if (n->tag == TAG_CHOICE && is_understood(part_attr(n, "Requires")))
            return n;
    return part_child(alternate, TAG_FALLBACK);
}

/* ---- words alone ---- */

/* Recursion is as deep as a part's elements, which xml/ limits. */
void wrap_words(const struct part_node *n, struct buf *out)
{
    if (n->tag == TAG_TEXT || n->tag == TAG_DELETED_TEXT || n->tag == TAG_MATH_TEXT ||
        n->tag == TAG_DRAWN_TEXT)
        for (const struct part_node *t = n->first; t; t = t->next)
            buf_add(out, t->text ? t->text : "", t->n);
    else if (n->tag == TAG_TAB || n->tag == TAG_BREAK)
        buf_char(out, n->tag == TAG_TAB ? '\t' : '\n');
    else if (n->tag == TAG_ALTERNATE && wrap_choice(n))
        wrap_words(wrap_choice(n), out);
    else if (n->tag != TAG_PARAGRAPH_PROPERTIES && n->tag != TAG_ALTERNATE)
        for (const struct part_node *child = n->first; child; child = child->next)
            wrap_words(child, out);
    if (n->tag == TAG_PARAGRAPH && out->n && out->p[out->n - 1] != '\n')
        buf_char(out, '\n');
}

/* ---- content controls ---- */

static const char *word(const char *value)
{
    return value ? value : "";
}

/* The value of the item that a list of choices shows is in its content; here, the last one chosen.
 */
static const char *value_of(const struct part_node *properties)
{
    const struct part_node *list = part_child(properties, TAG_DROP_DOWN);
    list = list ? list : part_child(properties, TAG_COMBO_BOX);
    const char *value = part_attr(part_child(properties, TAG_DATE), "fullDate");
    value = value ? value : part_attr(list, "lastValue");
    value = value ? value : part_attr(part_child(properties, TAG_DATA_BINDING), "xpath");
    return word(value);
}

const struct draft_control *wrap_control(struct docx *d, const struct part_node *sdt,
                                         const struct draft_control *parent)
{
    const struct part_node *properties = part_child(sdt, TAG_SDT_PROPERTIES);
    const struct part_node *box = part_child(properties, TAG_CHECKBOX);
    struct draft_control *c = ARENA_NEW(d->arena, struct draft_control);
    c->tag = word(part_child_value(properties, TAG_SDT_TAG));
    c->title = word(part_child_value(properties, TAG_SDT_ALIAS));
    c->value = value_of(properties);
    c->placeholder = part_on(part_child(properties, TAG_PLACEHOLDER));
    c->checkbox = box != NULL;
    c->checked = part_on(part_child(box, TAG_CHECKBOX_CHECKED));
    c->parent = parent;
    return c;
}
