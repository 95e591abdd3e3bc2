/*
 * What the readers take from one node of a valid tree: attributes, names, and the pieces of a
 * paragraph. Its text is cleaned as a whole, as if the tags in it were not there, and then cut
 * where the tags stand: every character knows its place in the source.
 */
#include "model/form.h"
#include "value/date.h"
#include "value/decimal.h"
#include "value/number.h"
#include "vocab/vocab_int.h"

const struct node *read_next(const struct node *k)
{
    while (k && k->kind != NODE_ELEMENT)
        k = k->next;
    return k;
}

struct text_item *read_item(struct node_reader *r, struct text t)
{
    struct text_item *item = ARENA_NEW(r->arena, struct text_item);
    item->text = t;
    return item;
}

/* ---- attributes ---- */

struct text read_attr_text(struct node_reader *r, const struct node *n, enum attr_id id)
{
    return space_given(r->arena, n, id);
}

/* What the attribute says, or its preset. */
struct text read_attr_or_preset(struct node_reader *r, const struct node *n, enum attr_id id)
{
    return table_given(n, id) ? read_attr_text(r, n, id)
                              : text_from_utf8(r->arena, table_attr[id].preset, n->pos);
}

unsigned read_attr_choice(const struct node *n, enum attr_id id)
{
    return table_value[table_choice(n, id)].means;
}

struct text read_attr_value_name(struct node_reader *r, const struct node *n, enum attr_id id)
{
    const struct attr *attr = table_given(n, id);
    if (!attr)
        return (struct text){0};
    return text_from_utf8(r->arena, table_value[attr->choice].name[VOCAB_ZH], attr->value_pos);
}

int read_attr_number(struct node_reader *r, const struct node *n, enum attr_id id)
{
    int value;
    number_digits(read_attr_text(r, n, id), 0, NUMBER_DIGITS, &value);
    return value;
}

struct date read_attr_date(struct node_reader *r, const struct node *n, enum attr_id id)
{
    struct date date;
    date_read(read_attr_text(r, n, id), &date);
    return date;
}

len_t read_attr_millimetres(struct node_reader *r, const struct node *n, enum attr_id id)
{
    struct text t = read_attr_text(r, n, id);
    return t.n ? len_from_micron(decimal_thousandths(t)) : 0;
}

/* Whom the attributes name, or NULL. */
static struct staff_reference *read_reference(struct node_reader *r, const struct node *n,
                                              enum attr_id post, enum attr_id person)
{
    const struct attr *attr = table_given(n, post) ? table_given(n, post) : table_given(n, person);
    if (!attr)
        return NULL;
    struct staff_reference *who = ARENA_NEW(r->arena, struct staff_reference);
    *who = (struct staff_reference){.pos = attr->value_pos,
                                    .post = read_attr_text(r, n, post),
                                    .person = read_attr_text(r, n, person)};
    return who;
}

struct contact *read_contact(struct node_reader *r, const struct node *n)
{
    struct contact *contact = ARENA_NEW(r->arena, struct contact);
    const struct attr *email = table_given(n, ATTR_CONTACT_EMAIL);
    contact->name = read_attr_text(r, n, ATTR_CONTACT_NAME);
    contact->who = read_reference(r, n, ATTR_CONTACT_POST, ATTR_CONTACT_PERSON);
    contact->phone = read_attr_text(r, n, ATTR_CONTACT_PHONE);
    contact->email = read_attr_text(r, n, ATTR_CONTACT_EMAIL);
    contact->asks_email = table_is_word(email, VALUE_YES_NO_YES);
    if (contact->asks_email || table_is_word(email, VALUE_YES_NO_NO))
        contact->email = (struct text){0};
    return contact;
}

struct form_field *read_field(struct node_reader *r, const struct node *n)
{
    struct form_field *field = ARENA_NEW(r->arena, struct form_field);
    field->pos = n->pos;
    field->name = read_attr_text(r, n, ATTR_FIELD_NAME);
    field->label = read_attr_text(r, n, ATTR_FIELD_LABEL);
    field->unit = read_attr_text(r, n, ATTR_FIELD_UNIT);
    field->kind = read_attr_choice(n, ATTR_FIELD_KIND);
    field->width = read_attr_number(r, n, ATTR_FIELD_WIDTH);
    field->lines = table_given(n, ATTR_FIELD_LINES) ? read_attr_number(r, n, ATTR_FIELD_LINES) : 1;
    field->behind = read_attr_choice(n, ATTR_FIELD_LABEL_PLACE);
    field->bare = table_given(n, ATTR_FIELD_COLON) && !read_attr_choice(n, ATTR_FIELD_COLON);
    return field;
}

struct table_column *read_column(struct node_reader *r, const struct node *n)
{
    struct table_column *column = ARENA_NEW(r->arena, struct table_column);
    column->pos = n->pos;
    column->title = read_attr_text(r, n, ATTR_COLUMN_TITLE);
    column->name = read_attr_text(r, n, ATTR_COLUMN_NAME);
    column->width = read_attr_millimetres(r, n, ATTR_COLUMN_WIDTH);
    column->share = read_attr_number(r, n, ATTR_COLUMN_SHARE);
    column->align = read_attr_choice(n, ATTR_COLUMN_ALIGN);
    column->content = read_attr_choice(n, ATTR_COLUMN_CONTENT);
    column->sum = read_attr_choice(n, ATTR_COLUMN_SUM);
    column->merge = read_attr_choice(n, ATTR_COLUMN_MERGE);
    return column;
}

/* ---- paragraphs ---- */

struct cutter {
    struct node_reader *reader;
    struct text rest;          /* of the clean text */
    struct inline_item **next; /* where the next piece goes */
    bool chosen;               /* a choice came before */
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

/* A name in an em is an emphasis of somebody. */
static void add_element(struct cutter *c, const struct node *n, enum inline_kind around,
                        struct text inside)
{
    const struct attr *target = table_given(n, ATTR_REF_ATTACHMENT);
    struct staff_reference *who;
    switch (n->id) {
    case EL_BR:
        add_piece(c, INLINE_TEXT, inside);
        break;
    case EL_REF:
        add_item(c, INLINE_REFERENCE, target->value_pos)->target =
            read_attr_number(c->reader, n, ATTR_REF_ATTACHMENT);
        break;
    case EL_NAME:
        who = read_reference(c->reader, n, ATTR_NAME_POST, ATTR_NAME_PERSON);
        who->says = read_attr_choice(n, ATTR_NAME_SAYS);
        add_item(c, around == INLINE_TEXT ? INLINE_NAME : around, who->pos)->who = who;
        break;
    case EL_CONTACT:
        add_item(c, INLINE_CONTACT, n->pos)->contact = read_contact(c->reader, n);
        break;
    case EL_FIELD:
        add_item(c, INLINE_FIELD, n->pos)->field = read_field(c->reader, n);
        break;
    case EL_CHOICE:
        add_item(c, INLINE_CHOICE, n->pos)->choice = read_choice(c->reader, n);
        break;
    case EL_SKIP:
        if (c->chosen) /* what stands before a choice is read by the question */
            add_item(c, INLINE_SKIP, n->pos)->skip = read_skip(c->reader, n);
        break;
    case EL_FN:
        add_item(c, INLINE_FOOTNOTE, n->pos)->text = space_element_text(c->reader->arena, n);
        break;
    }
}

static enum inline_kind kind_of_words(enum element_id id)
{
    return id == EL_DEL ? INLINE_DELETED : id == EL_INS ? INLINE_INSERTED : INLINE_EMPHASIS;
}

/* The pieces of an element whose text ends before a place in the source; an em may stand in it,
 * and holds no other, and so may a contact that has words. */
static void add_pieces(struct cutter *c, const struct node *n, enum inline_kind kind, uint32_t end)
{
    for (const struct node *k = n->first; k; k = k->next) {
        uint32_t to = k->next ? k->next->pos.off : end;
        if (k->kind == NODE_TEXT)
            add_piece(c, kind, cut(c, to));
        else if (table_is_words(k->id))
            add_pieces(c, k, kind_of_words(k->id), to);
        else if (k->id == EL_CONTACT && space_has_content(k))
            add_pieces(c, k, kind, to);
        else
            add_element(c, k, kind, cut(c, to));
        c->chosen = c->chosen || k->id == EL_CHOICE;
    }
}

struct inline_item *read_inlines(struct node_reader *r, const struct node *n)
{
    struct inline_item *first = NULL;
    struct cutter c = {r, space_element_text(r->arena, n), &first, false};
    add_pieces(&c, n, INLINE_TEXT, UINT32_MAX);
    return first;
}
