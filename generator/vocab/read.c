/*
 * The reader: a valid tree to the typed document, one function an element. Only called when the
 * validator found no mistake, so that every name is known and every required part is there.
 */
#include "vocab/vocab_int.h"

struct reader {
    struct arena *arena;
    struct document *doc;
    struct block **blocks; /* where the next block goes */
    struct part **parts;   /* where the next attachment goes */
};

static void read_children(struct reader *r, const struct node *n, enum element_id owner);

/* ---- attributes ---- */

static const struct attr *find_attr(const struct node *n, enum attr_id id)
{
    enum element_id owner = table_attr[id].owner;
    const struct attr *attr = n->attrs;
    while (attr && table_find_attr(owner, attr->name) != id)
        attr = attr->next;
    return attr;
}

static struct text attr_text(struct reader *r, const struct node *n, enum attr_id id)
{
    const struct attr *attr = find_attr(n, id);
    return attr ? space_attr_text(r->arena, attr) : (struct text){0};
}

static int digits_value(struct text t, size_t from, size_t to)
{
    int value = 0;
    for (size_t i = from; i < to && i < t.n; i++)
        value = value * 10 + numeral_digit(t.cp[i]);
    return value;
}

static int attr_number(struct reader *r, const struct node *n, enum attr_id id)
{
    struct text t = attr_text(r, n, id);
    return digits_value(t, 0, t.n);
}

static struct date attr_date(struct reader *r, const struct node *n, enum attr_id id)
{
    struct loose_date date = {0};
    struct text t = attr_text(r, n, id);
    numeral_date(t, &date);
    return (struct date){date.year, date.month, date.day, text_pos(t, 0)};
}

/* ---- elements ---- */

static void read_head(struct reader *r, const struct node *n)
{
    r->doc->head = ARENA_NEW(r->arena, struct head);
    r->doc->head->pos = n->pos;
    read_children(r, n, EL_HEAD);
}

static void read_issuer(struct reader *r, const struct node *n)
{
    struct head *head = r->doc->head;
    struct organ **last = &head->issuers;
    while (*last)
        last = &(*last)->next;
    *last = ARENA_NEW(r->arena, struct organ);
    (*last)->pos = n->pos;
    (*last)->name = space_element_text(r->arena, n);
    head->suffix = find_attr(n, ATTR_ISSUER_SUFFIX)
                       ? attr_text(r, n, ATTR_ISSUER_SUFFIX)
                       : text_from_utf8(r->arena, table_attr[ATTR_ISSUER_SUFFIX].preset, n->pos);
}

static void read_number(struct reader *r, const struct node *n)
{
    struct number *number = ARENA_NEW(r->arena, struct number);
    number->pos = n->pos;
    number->code = attr_text(r, n, ATTR_NUMBER_CODE);
    number->year = attr_number(r, n, ATTR_NUMBER_YEAR);
    number->serial = attr_number(r, n, ATTR_NUMBER_SERIAL);
    r->doc->head->number = number;
}

static void read_title(struct reader *r, const struct node *n)
{
    r->doc->title = space_element_text(r->arena, n);
}

static void read_to(struct reader *r, const struct node *n)
{
    r->doc->to = space_element_text(r->arena, n);
}

static struct block *add_block(struct reader *r, const struct node *n, enum block_kind kind)
{
    struct block *block = ARENA_NEW(r->arena, struct block);
    block->kind = kind;
    block->pos = n->pos;
    *r->blocks = block;
    r->blocks = &block->next;
    return block;
}

/* The blocks of an element go into a list of their own. */
static void read_blocks(struct reader *r, const struct node *n, enum element_id owner,
                        struct block **first)
{
    struct block **around = r->blocks;
    r->blocks = first;
    read_children(r, n, owner);
    r->blocks = around;
}

static void read_body(struct reader *r, const struct node *n)
{
    read_blocks(r, n, EL_BODY, &r->doc->body);
}

/* p and item alike */
static void read_paragraph(struct reader *r, const struct node *n)
{
    struct inline_item *text = ARENA_NEW(r->arena, struct inline_item);
    text->pos = n->pos;
    text->text = space_element_text(r->arena, n);
    add_block(r, n, BLOCK_PARAGRAPH)->inlines = text;
}

static void read_section(struct reader *r, const struct node *n)
{
    struct block *block = add_block(r, n, BLOCK_SECTION);
    struct text run_in = attr_text(r, n, ATTR_SECTION_RUN_IN);
    block->text = attr_text(r, n, ATTR_SECTION_TITLE);
    block->run_in = table_find_value(TYPE_YES_NO, run_in) == VALUE_YES_NO_YES;
    read_blocks(r, n, EL_SECTION, &block->first);
}

static void read_list(struct reader *r, const struct node *n)
{
    read_blocks(r, n, EL_LIST, &add_block(r, n, BLOCK_LIST)->first);
}

static void read_signature(struct reader *r, const struct node *n)
{
    struct signature *signature = ARENA_NEW(r->arena, struct signature);
    signature->pos = n->pos;
    struct text organ = attr_text(r, n, ATTR_SIGNATURE_ORGAN);
    if (organ.n) {
        signature->organs = ARENA_NEW(r->arena, struct organ);
        signature->organs->pos = text_pos(organ, 0);
        signature->organs->name = organ;
    }
    signature->date = attr_date(r, n, ATTR_SIGNATURE_DATE);
    r->doc->signature = signature;
}

static struct part *read_part(struct reader *r, const struct node *n, enum attr_id title)
{
    struct part *part = ARENA_NEW(r->arena, struct part);
    struct part **around = r->parts;
    part->pos = n->pos;
    part->title = attr_text(r, n, title);
    r->parts = &part->attachments;
    read_blocks(r, n, table_attr[title].owner, &part->first);
    r->parts = around;
    return part;
}

static void read_enclosure(struct reader *r, const struct node *n)
{
    r->doc->enclosure = read_part(r, n, ATTR_ENCLOSURE_TITLE);
}

static void read_attachment(struct reader *r, const struct node *n)
{
    struct part *part = read_part(r, n, ATTR_ATTACHMENT_TITLE);
    *r->parts = part;
    r->parts = &part->next;
}

static void read_imprint(struct reader *r, const struct node *n)
{
    r->doc->imprint = ARENA_NEW(r->arena, struct imprint);
    r->doc->imprint->pos = n->pos;
    read_children(r, n, EL_IMPRINT);
}

static void read_cc(struct reader *r, const struct node *n)
{
    r->doc->imprint->cc = space_element_text(r->arena, n);
}

static void read_print(struct reader *r, const struct node *n)
{
    r->doc->imprint->printer = attr_text(r, n, ATTR_PRINT_ORGAN);
    r->doc->imprint->date = attr_date(r, n, ATTR_PRINT_DATE);
}

/* <br/> is read with the text around it, the root by read_document. */
static void (*const read_element[EL_NONE])(struct reader *, const struct node *) = {
    [EL_HEAD] = read_head,
    [EL_ISSUER] = read_issuer,
    [EL_NUMBER] = read_number,
    [EL_TITLE] = read_title,
    [EL_TO] = read_to,
    [EL_BODY] = read_body,
    [EL_P] = read_paragraph,
    [EL_SECTION] = read_section,
    [EL_LIST] = read_list,
    [EL_ITEM] = read_paragraph,
    [EL_SIGNATURE] = read_signature,
    [EL_ENCLOSURE] = read_enclosure,
    [EL_ATTACHMENT] = read_attachment,
    [EL_IMPRINT] = read_imprint,
    [EL_CC] = read_cc,
    [EL_PRINT] = read_print,
};

static void read_children(struct reader *r, const struct node *n, enum element_id owner)
{
    for (const struct node *k = n->first; k; k = k->next)
        if (k->kind == NODE_ELEMENT)
            read_element[table_find_child(owner, k->name)](r, k);
}

static struct document *read_document(struct arena *a, const struct node *root)
{
    struct document *doc = ARENA_NEW(a, struct document);
    struct reader r = {.arena = a, .doc = doc, .parts = &doc->attachments};
    struct text genre = attr_text(&r, root, ATTR_DOCUMENT_GENRE);
    doc->arena = a;
    doc->pos = root->pos;
    doc->genre = genre.n ? text_utf8(a, genre) : NULL;
    doc->profile = attr_text(&r, root, ATTR_DOCUMENT_PROFILE);
    read_children(&r, root, EL_DOCUMENT);
    return doc;
}

struct document *vocab_read(struct arena *a, const struct tree *tree, struct diags *d)
{
    struct check c = {a, d, diags_lang(d) == DIAG_EN ? VOCAB_EN : VOCAB_ZH, 0, 0};
    check_tree(&c, tree);
    return c.errors == 0 ? read_document(a, tree->root) : NULL;
}
