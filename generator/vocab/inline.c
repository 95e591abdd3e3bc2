/*
 * A paragraph as its pieces. Its text is cleaned as a whole, as if the tags in it were not there,
 * and then cut where the tags stand: every character knows its place in the source.
 */
#include "vocab/vocab_int.h"

struct cutter {
    struct arena *arena;
    struct text rest;          /* of the clean text */
    struct inline_item **next; /* where the next piece goes */
};

/* The characters that stand before a place in the source. */
static struct text cut(struct cutter *c, uint32_t end)
{
    size_t n = 0;
    while (n < c->rest.n && c->rest.at[n] < end)
        n++;
    struct text t = text_part(c->rest, 0, n);
    c->rest = text_part(c->rest, n, c->rest.n);
    return t;
}

static struct inline_item *add_item(struct cutter *c, enum inline_kind kind, struct pos pos)
{
    struct inline_item *item = ARENA_NEW(c->arena, struct inline_item);
    item->kind = kind;
    item->pos = pos;
    *c->next = item;
    c->next = &item->next;
    return item;
}

/* Blanks at either end of the paragraph leave nothing of a text. */
static void add_piece(struct cutter *c, enum inline_kind kind, struct text t)
{
    if (t.n)
        add_item(c, kind, text_pos(t, 0))->text = t;
}

static void add_reference(struct cutter *c, const struct node *n)
{
    const struct attr *attr = table_given(n, ATTR_REF_ATTACHMENT);
    add_item(c, INLINE_REFERENCE, attr->value_pos)->target =
        numeral_value(space_attr_text(c->arena, attr));
}

static void add_element(struct cutter *c, const struct node *n, struct text inside)
{
    enum element_id id = table_find_element(n->name);
    if (id == EL_EM)
        add_piece(c, INLINE_EMPHASIS, inside);
    else if (id == EL_BR)
        add_piece(c, INLINE_TEXT, inside);
    else if (id == EL_REF)
        add_reference(c, n);
    else
        add_item(c, INLINE_FOOTNOTE, n->pos)->text = space_element_text(c->arena, n);
}

struct inline_item *inline_read(struct arena *a, const struct node *n)
{
    struct inline_item *first = NULL;
    struct cutter c = {a, space_element_text(a, n), &first};
    for (const struct node *k = n->first; k; k = k->next) {
        struct text inside = cut(&c, k->next ? k->next->pos.off : UINT32_MAX);
        if (k->kind == NODE_TEXT)
            add_piece(&c, INLINE_TEXT, inside);
        else
            add_element(&c, k, inside);
    }
    return first;
}
