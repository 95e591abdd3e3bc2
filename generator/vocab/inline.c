/*
 * A paragraph as its pieces. Its text is cleaned as a whole, as if the tags in it were not there,
 * and then cut where the tags stand: every character knows its place in the source.
 */
#include "vocab/vocab_int.h"

struct cutter {
    struct reader *reader;
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
    struct inline_item *item = ARENA_NEW(c->reader->arena, struct inline_item);
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
        numeral_value(space_attr_text(c->reader->arena, attr));
}

/* A name in an em is an emphasis of somebody. */
static void add_name(struct cutter *c, const struct node *n, enum inline_kind around)
{
    enum inline_kind kind = around == INLINE_TEXT ? INLINE_NAME : around;
    struct staff_reference *who = read_reference(c->reader, n, ATTR_NAME_POST, ATTR_NAME_PERSON);
    add_item(c, kind, who->pos)->who = who;
}

static void add_element(struct cutter *c, const struct node *n, enum inline_kind around,
                        struct text inside)
{
    enum element_id id = n->id;
    if (id == EL_BR)
        add_piece(c, INLINE_TEXT, inside);
    else if (id == EL_REF)
        add_reference(c, n);
    else if (id == EL_NAME)
        add_name(c, n, around);
    else if (id == EL_FIELD)
        add_item(c, INLINE_FIELD, n->pos)->field = read_field(c->reader, n);
    else if (id == EL_FN)
        add_item(c, INLINE_FOOTNOTE, n->pos)->text = space_element_text(c->reader->arena, n);
}

/* The pieces of an element whose text ends before a place in the source; an em may stand in it,
 * and holds no other. */
static void add_pieces(struct cutter *c, const struct node *n, enum inline_kind kind, uint32_t end)
{
    for (const struct node *k = n->first; k; k = k->next) {
        uint32_t to = k->next ? k->next->pos.off : end;
        if (k->kind == NODE_TEXT)
            add_piece(c, kind, cut(c, to));
        else if (k->id == EL_EM)
            add_pieces(c, k, INLINE_EMPHASIS, to);
        else
            add_element(c, k, kind, cut(c, to));
    }
}

struct inline_item *inline_read(struct reader *r, const struct node *n)
{
    struct inline_item *first = NULL;
    struct cutter c = {r, space_element_text(r->arena, n), &first};
    add_pieces(&c, n, INLINE_TEXT, UINT32_MAX);
    return first;
}
