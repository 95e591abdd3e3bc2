/*
 * The reader: a valid tree to the typed document, one function an element; tables and plans have
 * files of their own. Only called when the validator found no mistake, so that every name is known
 * and every required part is there.
 */
#include <stddef.h>

#include "vocab/vocab_int.h"

static void read_children(struct reader *r, const struct node *n);

/* ---- attributes ---- */

struct text read_attr_text(struct reader *r, const struct node *n, enum attr_id id)
{
    const struct attr *attr = table_given(n, id);
    return attr ? space_attr_text(r->arena, attr) : (struct text){0};
}

/* What the attribute says, or its preset. */
struct text read_attr_or_preset(struct reader *r, const struct node *n, enum attr_id id)
{
    return table_given(n, id) ? read_attr_text(r, n, id)
                              : text_from_utf8(r->arena, table_attr[id].preset, n->pos);
}

unsigned read_attr_choice(const struct node *n, enum attr_id id)
{
    return table_value[table_choice(n, id)].means;
}

struct text read_attr_value_name(struct reader *r, const struct node *n, enum attr_id id)
{
    const struct attr *attr = table_given(n, id);
    if (!attr)
        return (struct text){0};
    return text_from_utf8(r->arena, table_value[attr->choice].name[VOCAB_ZH], attr->value_pos);
}

int read_attr_number(struct reader *r, const struct node *n, enum attr_id id)
{
    return numeral_value(read_attr_text(r, n, id));
}

struct date read_attr_date(struct reader *r, const struct node *n, enum attr_id id)
{
    struct loose_date date = {0};
    struct text t = read_attr_text(r, n, id);
    numeral_date(t, &date);
    return (struct date){date.year, date.month, date.day, text_pos(t, 0)};
}

len_t read_attr_millimetres(struct reader *r, const struct node *n, enum attr_id id)
{
    struct text t = read_attr_text(r, n, id);
    return t.n ? len_from_micron(numeral_microns(t)) : 0;
}

struct data_source read_attr_source(struct reader *r, const struct node *n, enum attr_id file,
                                    enum attr_id sheet)
{
    return (struct data_source){read_attr_text(r, n, file), read_attr_text(r, n, sheet)};
}

struct staff_reference *read_reference(struct reader *r, const struct node *n, enum attr_id post,
                                       enum attr_id person)
{
    const struct attr *attr = table_given(n, post) ? table_given(n, post) : table_given(n, person);
    if (!attr)
        return NULL;
    struct staff_reference *who = ARENA_NEW(r->arena, struct staff_reference);
    *who = (struct staff_reference){attr->value_pos, read_attr_text(r, n, post),
                                    read_attr_text(r, n, person)};
    return who;
}

/* ---- elements ---- */

const struct node *read_next(const struct node *k)
{
    while (k && k->kind != NODE_ELEMENT)
        k = k->next;
    return k;
}

static void read_head(struct reader *r, const struct node *n)
{
    r->doc->head = ARENA_NEW(r->arena, struct head);
    r->doc->head->pos = n->pos;
    read_children(r, n);
}

/* At the end of a list. */
static struct organ *add_organ(struct reader *r, struct organ **list, struct text name)
{
    while (*list)
        list = &(*list)->next;
    *list = ARENA_NEW(r->arena, struct organ);
    (*list)->pos = text_pos(name, 0);
    (*list)->name = name;
    return *list;
}

static void read_copy_number(struct reader *r, const struct node *n)
{
    r->doc->head->copy_number = space_element_text(r->arena, n);
}

static void read_secrecy(struct reader *r, const struct node *n)
{
    struct secrecy *secrecy = ARENA_NEW(r->arena, struct secrecy);
    secrecy->level = read_attr_value_name(r, n, ATTR_SECRECY_LEVEL);
    secrecy->period = read_attr_text(r, n, ATTR_SECRECY_PERIOD);
    r->doc->head->secrecy = secrecy;
}

static void read_urgency(struct reader *r, const struct node *n)
{
    r->doc->head->urgency = read_attr_value_name(r, n, ATTR_URGENCY_LEVEL);
}

static void read_issuer(struct reader *r, const struct node *n)
{
    struct head *head = r->doc->head;
    if (!head->issuers) {
        head->suffix_given = table_given(n, ATTR_ISSUER_SUFFIX) != NULL;
        head->suffix = read_attr_text(r, n, ATTR_ISSUER_SUFFIX);
    }
    add_organ(r, &head->issuers, space_element_text(r->arena, n));
}

static void read_signer(struct reader *r, const struct node *n)
{
    struct text_item **last = &r->doc->head->signers;
    while (*last)
        last = &(*last)->next;
    *last = ARENA_NEW(r->arena, struct text_item);
    (*last)->text = space_element_text(r->arena, n);
}

static void read_number(struct reader *r, const struct node *n)
{
    struct number *number = ARENA_NEW(r->arena, struct number);
    number->pos = n->pos;
    number->code = read_attr_text(r, n, ATTR_NUMBER_CODE);
    number->year = read_attr_number(r, n, ATTR_NUMBER_YEAR);
    number->serial = read_attr_number(r, n, ATTR_NUMBER_SERIAL);
    r->doc->head->number = number;
}

/* The texts that stand in the document by themselves. */
static void read_document_text(struct reader *r, const struct node *n)
{
    static const size_t fields[EL_END] = {
        [EL_TITLE] = offsetof(struct document, title),
        [EL_SPEAKER] = offsetof(struct document, speaker),
        [EL_TO] = offsetof(struct document, to),
        [EL_ANNOTATION] = offsetof(struct document, annotation),
        [EL_PRESENT] = offsetof(struct document, present),
        [EL_ABSENT] = offsetof(struct document, absent),
        [EL_ATTENDING] = offsetof(struct document, attending),
    };
    void *field = (char *)r->doc + fields[n->id];
    *(struct text *)field = space_element_text(r->arena, n);
}

static void read_caption(struct reader *r, const struct node *n)
{
    *(r->part ? &r->part->caption : &r->doc->caption) = space_element_text(r->arena, n);
}

static void read_toc(struct reader *r, const struct node *n)
{
    *(r->part ? &r->part->toc_depth : &r->doc->toc_depth) =
        (int)read_attr_choice(n, ATTR_TOC_DEPTH);
}

static void read_disclosure(struct reader *r, const struct node *n)
{
    r->doc->disclosure = read_attr_value_name(r, n, ATTR_DISCLOSURE_WAY);
}

struct block *read_add_block(struct reader *r, const struct node *n, enum block_kind kind)
{
    struct block *block = ARENA_NEW(r->arena, struct block);
    block->kind = kind;
    block->pos = n->pos;
    *r->blocks = block;
    r->blocks = &block->next;
    return block;
}

void read_blocks(struct reader *r, const struct node *n, struct block **first)
{
    struct block **around = r->blocks;
    r->blocks = first;
    read_children(r, n);
    r->blocks = around;
}

static void read_body(struct reader *r, const struct node *n)
{
    read_blocks(r, n, &r->doc->body);
}

/* p and item alike */
static void read_paragraph(struct reader *r, const struct node *n)
{
    read_add_block(r, n, BLOCK_PARAGRAPH)->inlines = inline_read(r, n);
}

static void read_contact(struct reader *r, const struct node *n)
{
    struct contact *contact = ARENA_NEW(r->arena, struct contact);
    contact->name = read_attr_text(r, n, ATTR_CONTACT_NAME);
    contact->who = read_reference(r, n, ATTR_CONTACT_POST, ATTR_CONTACT_PERSON);
    contact->phone = read_attr_text(r, n, ATTR_CONTACT_PHONE);
    contact->email = read_attr_text(r, n, ATTR_CONTACT_EMAIL);
    read_add_block(r, n, BLOCK_CONTACT)->contact = contact;
}

static void read_section(struct reader *r, const struct node *n)
{
    struct block *block = read_add_block(r, n, BLOCK_SECTION);
    block->text = read_attr_text(r, n, ATTR_SECTION_TITLE);
    block->run_in = read_attr_choice(n, ATTR_SECTION_RUN_IN);
    read_blocks(r, n, &block->first);
}

static void read_list(struct reader *r, const struct node *n)
{
    read_blocks(r, n, &read_add_block(r, n, BLOCK_LIST)->first);
}

static void read_signature(struct reader *r, const struct node *n)
{
    struct signature *signature = ARENA_NEW(r->arena, struct signature);
    struct text organ = read_attr_text(r, n, ATTR_SIGNATURE_ORGAN);
    signature->pos = n->pos;
    signature->form = read_attr_choice(n, ATTR_SIGNATURE_FORM);
    signature->post = read_attr_text(r, n, ATTR_SIGNATURE_POST);
    signature->seal = read_attr_text(r, n, ATTR_SIGNATURE_SEAL);
    signature->seal_width = read_attr_millimetres(r, n, ATTR_SIGNATURE_SEAL_WIDTH);
    signature->date = read_attr_date(r, n, ATTR_SIGNATURE_DATE);
    if (organ.n)
        add_organ(r, &signature->organs, organ);
    r->doc->signature = signature;
    read_children(r, n);
}

static void read_signatory(struct reader *r, const struct node *n)
{
    struct text name = space_element_text(r->arena, n);
    struct organ *organ = add_organ(r, &r->doc->signature->organs, name);
    organ->post = read_attr_text(r, n, ATTR_SIGNATORY_POST);
    organ->seal = read_attr_text(r, n, ATTR_SIGNATORY_SEAL);
    organ->seal_width = read_attr_millimetres(r, n, ATTR_SIGNATORY_SEAL_WIDTH);
}

static struct part *read_part(struct reader *r, const struct node *n, enum attr_id title)
{
    struct part *part = ARENA_NEW(r->arena, struct part);
    struct reader around = *r;
    part->pos = n->pos;
    part->title = read_attr_text(r, n, title);
    part->bound = true;
    r->parts = &part->attachments;
    r->part = part;
    read_blocks(r, n, &part->first);
    r->parts = around.parts;
    r->part = around.part;
    return part;
}

static void read_enclosure(struct reader *r, const struct node *n)
{
    r->doc->enclosure = read_part(r, n, ATTR_ENCLOSURE_TITLE);
}

static void read_attachment(struct reader *r, const struct node *n)
{
    struct part *part = read_part(r, n, ATTR_ATTACHMENT_TITLE);
    part->bound = read_attr_choice(n, ATTR_ATTACHMENT_BOUND);
    part->orientation = read_attr_choice(n, ATTR_ATTACHMENT_ORIENTATION);
    part->form = read_attr_text(r, n, ATTR_ATTACHMENT_FORM);
    *r->parts = part;
    r->parts = &part->next;
}

static void read_imprint(struct reader *r, const struct node *n)
{
    r->doc->imprint = ARENA_NEW(r->arena, struct imprint);
    r->doc->imprint->pos = n->pos;
    read_children(r, n);
}

static void read_cc(struct reader *r, const struct node *n)
{
    r->doc->imprint->cc = space_element_text(r->arena, n);
}

static void read_print(struct reader *r, const struct node *n)
{
    r->doc->imprint->printer = read_attr_text(r, n, ATTR_PRINT_ORGAN);
    r->doc->imprint->date = read_attr_date(r, n, ATTR_PRINT_DATE);
}

/* What stands in text is read with the text around it, the root by read_document. */
static void (*const read_element[EL_END])(struct reader *, const struct node *) = {
    [EL_HEAD] = read_head,
    [EL_COPY_NUMBER] = read_copy_number,
    [EL_SECRECY] = read_secrecy,
    [EL_URGENCY] = read_urgency,
    [EL_ISSUER] = read_issuer,
    [EL_SIGNER] = read_signer,
    [EL_NUMBER] = read_number,
    [EL_TITLE] = read_document_text,
    [EL_CAPTION] = read_caption,
    [EL_SPEAKER] = read_document_text,
    [EL_TO] = read_document_text,
    [EL_TOC] = read_toc,
    [EL_BODY] = read_body,
    [EL_P] = read_paragraph,
    [EL_SECTION] = read_section,
    [EL_LIST] = read_list,
    [EL_ITEM] = read_paragraph,
    [EL_CONTACT] = read_contact,
    [EL_TABLE] = read_table,
    [EL_TASK_LIST] = read_record_block,
    [EL_TASK_INDEX] = read_record_block,
    [EL_VEHICLES] = read_record_block,
    [EL_ROSTER] = read_record_block,
    [EL_OFFICE] = read_record_block,
    [EL_TEAMS] = read_record_block,
    [EL_FORM] = read_form,
    [EL_FLOW] = read_flow,
    [EL_TASK_CHECK] = read_task_check,
    [EL_SIGNATURE] = read_signature,
    [EL_SIGNATORY] = read_signatory,
    [EL_ANNOTATION] = read_document_text,
    [EL_PRESENT] = read_document_text,
    [EL_ABSENT] = read_document_text,
    [EL_ATTENDING] = read_document_text,
    [EL_ENCLOSURE] = read_enclosure,
    [EL_ATTACHMENT] = read_attachment,
    [EL_DISCLOSURE] = read_disclosure,
    [EL_IMPRINT] = read_imprint,
    [EL_CC] = read_cc,
    [EL_PRINT] = read_print,
};

static void read_children(struct reader *r, const struct node *n)
{
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next))
        read_element[k->id](r, k);
}

static struct document *read_document(struct arena *a, const struct node *root)
{
    struct document *doc = ARENA_NEW(a, struct document);
    struct reader r = {.arena = a, .doc = doc, .parts = &doc->attachments};
    doc->arena = a;
    doc->pos = root->pos;
    doc->genre = table_value[table_choice(root, ATTR_DOCUMENT_GENRE)].name[VOCAB_ZH];
    doc->profile = read_attr_text(&r, root, ATTR_DOCUMENT_PROFILE);
    doc->staff = read_attr_text(&r, root, ATTR_DOCUMENT_STAFF);
    if (table_given(root, ATTR_DOCUMENT_AS_OF))
        doc->as_of = read_attr_date(&r, root, ATTR_DOCUMENT_AS_OF);
    read_children(&r, root);
    return doc;
}

/* A form's own document: its body is the form. */
static struct document *read_form_document(struct arena *a, const struct node *root)
{
    struct document *doc = ARENA_NEW(a, struct document);
    struct reader r = {.arena = a, .doc = doc, .parts = &doc->attachments, .blocks = &doc->body};
    doc->arena = a;
    doc->pos = root->pos;
    doc->title = read_attr_text(&r, root, ATTR_FORM_TITLE);
    doc->profile = read_attr_text(&r, root, ATTR_FORM_PROFILE);
    read_form(&r, root);
    doc->form = doc->body->form;
    return doc;
}

bool vocab_is_staff(const struct tree *tree)
{
    return table_find_element(tree->root->name) == EL_STAFF;
}

bool vocab_names_staff(const struct tree *tree)
{
    const struct node *root = tree->root;
    const struct attr *attr = root->attrs;
    while (attr && table_find_attr(EL_DOCUMENT, attr->name) != ATTR_DOCUMENT_STAFF)
        attr = attr->next;
    return attr && table_find_element(root->name) == EL_DOCUMENT;
}

bool vocab_is_form(const struct tree *tree)
{
    return table_find_element(tree->root->name) == EL_FORM;
}

struct block *vocab_read_form(struct arena *a, struct tree *tree, struct diags *d)
{
    return check_tree(tree, EL_FORM, d) ? read_form_document(a, tree->root)->body : NULL;
}

struct document *vocab_read(struct arena *a, struct tree *tree, struct diags *d)
{
    bool form = vocab_is_form(tree);
    if (!check_tree(tree, form ? EL_FORM : EL_DOCUMENT, d))
        return NULL;
    return form ? read_form_document(a, tree->root) : read_document(a, tree->root);
}
