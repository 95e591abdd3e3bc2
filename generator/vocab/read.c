/*
 * The reader: a valid tree to the typed document, its parts, blocks and tables; forms and records
 * have files of their own. Only called when the validator found no mistake, so that every name is
 * known and every required part is there. Which column a cell stands in is for resolve/ to find.
 */
#include <stddef.h>

#include "base/guess.h"
#include "vocab/vocab_int.h"

static void read_block(struct node_reader *r, const struct node *n);

/* The blocks of an element go into a list of their own. */
static void read_blocks(struct node_reader *r, const struct node *n, struct block **first)
{
    struct block **around = r->blocks;
    r->blocks = first;
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next))
        read_block(r, k);
    r->blocks = around;
}

/* ---- tables ---- */

/* Text in a cell is its one paragraph. */
static struct table_cell *read_cell(struct node_reader *r, const struct node *n)
{
    struct table_cell *cell = ARENA_NEW(r->arena, struct table_cell);
    const struct node *first = read_next(n->first);
    bool columns = table_given(n, ATTR_CELL_COLUMNS), rows = table_given(n, ATTR_CELL_ROWS);
    cell->pos = n->pos;
    cell->columns = columns ? read_attr_number(r, n, ATTR_CELL_COLUMNS) : 1;
    cell->rows = rows ? read_attr_number(r, n, ATTR_CELL_ROWS) : 1;
    cell->align = read_attr_choice(n, ATTR_CELL_ALIGN);
    if (first && (first->id == EL_P || first->id == EL_LIST)) {
        read_blocks(r, n, &cell->first);
        return cell;
    }
    struct inline_item *inlines = read_inlines(r, n);
    if (inlines) {
        cell->first = ARENA_NEW(r->arena, struct block);
        *cell->first = (struct block){.kind = BLOCK_PARAGRAPH, .pos = n->pos, .inlines = inlines};
    }
    return cell;
}

static struct table_row *read_row(struct node_reader *r, const struct node *n)
{
    struct table_row *row = ARENA_NEW(r->arena, struct table_row);
    struct table_cell **last = &row->first;
    row->pos = n->pos;
    row->kind = read_attr_choice(n, ATTR_ROW_SUM);
    row->whole = read_attr_choice(n, ATTR_ROW_WHOLE);
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next))
        READ_ADD(last, read_cell(r, k));
    return row;
}

/* Behind last; the end of the list is given back. */
static struct table_row **read_rows(struct node_reader *r, const struct node *n,
                                    struct table_row **last)
{
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next))
        READ_ADD(last, read_row(r, k));
    return last;
}

/* A group is a row of its title, and its rows. */
static struct table_row *read_group_title(struct node_reader *r, const struct node *n)
{
    struct table_row *row = ARENA_NEW(r->arena, struct table_row);
    struct table_cell *cell = row->first = ARENA_NEW(r->arena, struct table_cell);
    struct block *block = cell->first = ARENA_NEW(r->arena, struct block);
    struct text title = read_attr_text(r, n, ATTR_GROUP_TITLE);
    row->pos = cell->pos = n->pos;
    row->kind = ROW_GROUP;
    cell->columns = cell->rows = 1;
    block->pos = text_pos(title, 0);
    block->inlines = ARENA_NEW(r->arena, struct inline_item);
    *block->inlines = (struct inline_item){.pos = block->pos, .text = title};
    return row;
}

static struct table *read_table(struct node_reader *r, const struct node *n)
{
    struct table *table = ARENA_NEW(r->arena, struct table);
    struct table_column **columns = &table->columns;
    struct table_row **rows = &table->rows;
    struct text_item **notes = &table->notes;
    table->pos = n->pos;
    table->title = read_attr_text(r, n, ATTR_TABLE_TITLE);
    table->unit = read_attr_text(r, n, ATTR_TABLE_UNIT);
    table->source.file = read_attr_text(r, n, ATTR_TABLE_SOURCE);
    table->source.sheet = read_attr_text(r, n, ATTR_TABLE_SHEET);
    table->source.sheet_column = read_attr_text(r, n, ATTR_TABLE_SHEET_COLUMN);
    table->source.hidden = read_attr_choice(n, ATTR_TABLE_HIDDEN);
    table->source.unstruck = read_attr_choice(n, ATTR_TABLE_UNSTRUCK);
    table->continued = read_attr_choice(n, ATTR_TABLE_CONTINUED);
    table->whole = read_attr_choice(n, ATTR_TABLE_WHOLE);
    table->size_least = read_attr_choice(n, ATTR_TABLE_SIZE_LEAST);
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        switch (k->id) {
        case EL_COLUMN:
            READ_ADD(columns, read_column(r, k));
            break;
        case EL_HEADER:
            read_rows(r, k, &table->head);
            table->headless = !table->head;
            break;
        case EL_ROW:
            READ_ADD(rows, read_row(r, k));
            break;
        case EL_GROUP:
            READ_ADD(rows, read_group_title(r, k));
            rows = read_rows(r, k, rows);
            break;
        case EL_TABLE_NOTE:
            READ_ADD(notes, read_item(r, space_element_text(r->arena, k)));
            break;
        }
    }
    return table;
}

/* ---- blocks ---- */

static struct illustration *read_picture(struct node_reader *r, const struct node *n)
{
    struct illustration *picture = ARENA_NEW(r->arena, struct illustration);
    picture->file = read_attr_text(r, n, ATTR_PICTURE_FILE);
    picture->title = read_attr_text(r, n, ATTR_PICTURE_TITLE);
    picture->alt = read_attr_text(r, n, ATTR_PICTURE_ALT);
    picture->width = read_attr_millimetres(r, n, ATTR_PICTURE_WIDTH);
    return picture;
}

static void read_section(struct node_reader *r, const struct node *n, struct block *block)
{
    block->text = read_attr_text(r, n, ATTR_SECTION_TITLE);
    block->run_in = read_attr_choice(n, ATTR_SECTION_RUN_IN);
    block->numbers = (int)read_attr_choice(n, ATTR_SECTION_NUMBERS);
    if (table_given(n, ATTR_SECTION_NUMBER))
        block->number = read_attr_number(r, n, ATTR_SECTION_NUMBER);
    read_blocks(r, n, &block->first);
}

static const enum block_kind kinds[EL_END] = {
    [EL_ITEM] = BLOCK_PARAGRAPH,
#define MODEL_BLOCK(kind, element, name, text) [EL_##element] = BLOCK_##kind,
#include "model/blocks.def"
};

static void read_block(struct node_reader *r, const struct node *n)
{
    struct block *block = ARENA_NEW(r->arena, struct block);
    block->kind = kinds[n->id];
    block->pos = n->pos;
    READ_ADD(r->blocks, block);
    switch (n->id) {
    case EL_P:
    case EL_ITEM:
        block->inlines = read_inlines(r, n);
        break;
    case EL_SALUTATION:
        block->text = space_element_text(r->arena, n);
        break;
    case EL_SUBHEADING:
        block->text = space_element_text(r->arena, n);
        block->level = (int)read_attr_choice(n, ATTR_SUBHEADING_LEVEL);
        block->centred = read_attr_choice(n, ATTR_SUBHEADING_CENTRED);
        break;
    case EL_SECTION:
        read_section(r, n, block);
        break;
    case EL_LIST:
        read_blocks(r, n, &block->first);
        break;
    case EL_CONTACT:
        block->inlines = read_inlines(r, n);
        block->contact = block->inlines ? NULL : read_contact(r, n);
        break;
    case EL_TABLE:
        block->table = read_table(r, n);
        break;
    case EL_PICTURE:
        block->picture = read_picture(r, n);
        break;
    case EL_TASK_LIST:
        block->tasks = read_record(r, n, RECORD_TASK_LIST);
        break;
    case EL_TASK_INDEX:
        block->index = read_record(r, n, RECORD_TASK_INDEX);
        break;
    case EL_VEHICLES:
        block->vehicles = read_record(r, n, RECORD_VEHICLES);
        break;
    case EL_ROSTER:
        block->roster = read_record(r, n, RECORD_ROSTER);
        break;
    case EL_OFFICE:
        block->roster = read_record(r, n, RECORD_OFFICE);
        break;
    case EL_TEAMS:
        block->teams = read_record(r, n, RECORD_TEAMS);
        break;
    case EL_FORM:
        block->form = read_form(r, n);
        break;
    case EL_FLOW:
        block->flowchart = read_flow(r, n);
        break;
    case EL_TASK_CHECK:
        block->text = read_attr_text(r, n, ATTR_TASK_CHECK_TITLE);
        break;
    }
}

/* ---- the parts of a document ---- */

static struct organ *read_organ(struct node_reader *r, struct text name)
{
    struct organ *organ = ARENA_NEW(r->arena, struct organ);
    organ->pos = text_pos(name, 0);
    organ->name = name;
    return organ;
}

static struct head *read_head(struct node_reader *r, const struct node *n)
{
    struct head *head = ARENA_NEW(r->arena, struct head);
    struct organ **issuers = &head->issuers;
    struct text_item **signers = &head->signers;
    head->pos = n->pos;
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        switch (k->id) {
        case EL_COPY_NUMBER:
            head->copy_number = space_element_text(r->arena, k);
            break;
        case EL_SECRECY:
            head->secrecy = ARENA_NEW(r->arena, struct secrecy);
            head->secrecy->level = read_attr_value_name(r, k, ATTR_SECRECY_LEVEL);
            head->secrecy->period = read_attr_text(r, k, ATTR_SECRECY_PERIOD);
            break;
        case EL_URGENCY:
            head->urgency = read_attr_value_name(r, k, ATTR_URGENCY_LEVEL);
            break;
        case EL_ISSUER:
            if (!head->issuers) {
                head->suffix_given = table_given(k, ATTR_ISSUER_SUFFIX);
                head->suffix = read_attr_text(r, k, ATTR_ISSUER_SUFFIX);
            }
            READ_ADD(issuers, read_organ(r, space_element_text(r->arena, k)));
            break;
        case EL_SIGNER:
            READ_ADD(signers, read_item(r, space_element_text(r->arena, k)));
            break;
        case EL_NUMBER:
            head->number = ARENA_NEW(r->arena, struct number);
            head->number->pos = k->pos;
            head->number->words = read_attr_text(r, k, ATTR_NUMBER_WORDS);
            if (table_given(k, ATTR_NUMBER_WORDS))
                break;
            head->number->code = read_attr_text(r, k, ATTR_NUMBER_CODE);
            head->number->year = read_attr_number(r, k, ATTR_NUMBER_YEAR);
            head->number->serial = read_attr_number(r, k, ATTR_NUMBER_SERIAL);
            break;
        }
    }
    return head;
}

static struct signature *read_signature(struct node_reader *r, const struct node *n)
{
    struct signature *signature = ARENA_NEW(r->arena, struct signature);
    struct organ **organs = &signature->organs;
    struct text organ = read_attr_text(r, n, ATTR_SIGNATURE_ORGAN);
    signature->pos = n->pos;
    signature->form = read_attr_choice(n, ATTR_SIGNATURE_FORM);
    signature->post = read_attr_text(r, n, ATTR_SIGNATURE_POST);
    signature->seal = read_attr_text(r, n, ATTR_SIGNATURE_SEAL);
    signature->seal_width = read_attr_millimetres(r, n, ATTR_SIGNATURE_SEAL_WIDTH);
    signature->day = read_attr_text(r, n, ATTR_SIGNATURE_DAY);
    if (table_given(n, ATTR_SIGNATURE_DATE))
        signature->date = read_attr_date(r, n, ATTR_SIGNATURE_DATE);
    signature->date_alone = text_equals(organ, "无") || text_equals(organ, "none");
    if (organ.n && !signature->date_alone)
        READ_ADD(organs, read_organ(r, organ));
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        struct organ *signatory = read_organ(r, space_element_text(r->arena, k));
        signatory->post = read_attr_text(r, k, ATTR_SIGNATORY_POST);
        signatory->seal = read_attr_text(r, k, ATTR_SIGNATORY_SEAL);
        signatory->seal_width = read_attr_millimetres(r, k, ATTR_SIGNATORY_SEAL_WIDTH);
        READ_ADD(organs, signatory);
    }
    return signature;
}

/* 印发件, and 附件 */
static struct part *read_part(struct node_reader *r, const struct node *n)
{
    bool attached = n->id == EL_ATTACHMENT;
    struct part *part = ARENA_NEW(r->arena, struct part), **attachments = &part->attachments;
    struct block **around = r->blocks;
    part->pos = n->pos;
    enum attr_id title = attached ? ATTR_ATTACHMENT_TITLE : ATTR_ENCLOSURE_TITLE;
    part->title_lines = space_given_lines(r->arena, n, title);
    part->bound = !attached || read_attr_choice(n, ATTR_ATTACHMENT_BOUND);
    if (attached) {
        part->orientation = read_attr_choice(n, ATTR_ATTACHMENT_ORIENTATION);
        part->apart = read_attr_choice(n, ATTR_ATTACHMENT_APART);
        part->form = read_attr_text(r, n, ATTR_ATTACHMENT_FORM);
    }
    r->blocks = &part->first;
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        if (k->id == EL_TITLE)
            part->title_lines = space_element_text(r->arena, k);
        else if (k->id == EL_CAPTION)
            part->caption = space_element_text(r->arena, k);
        else if (k->id == EL_TOC)
            part->toc_depth = (int)read_attr_choice(k, ATTR_TOC_DEPTH);
        else if (k->id == EL_ATTACHMENT)
            READ_ADD(attachments, read_part(r, k));
        else
            read_block(r, k);
    }
    for (struct part *own = part->attachments; own; own = own->next)
        own->enclosed = true;
    r->blocks = around;
    part->title = text_without_breaks(r->arena, part->title_lines);
    return part;
}

static struct imprint *read_imprint(struct node_reader *r, const struct node *n)
{
    struct imprint *imprint = ARENA_NEW(r->arena, struct imprint);
    imprint->pos = n->pos;
    if (table_given(n, ATTR_IMPRINT_DUPLEX))
        imprint->sides = read_attr_choice(n, ATTR_IMPRINT_DUPLEX) ? SIDES_TWO : SIDES_ONE;
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        if (k->id == EL_CC) {
            imprint->cc = space_element_text(r->arena, k);
            continue;
        }
        imprint->printer = read_attr_text(r, k, ATTR_PRINT_ORGAN);
        imprint->date = read_attr_date(r, k, ATTR_PRINT_DATE);
    }
    return imprint;
}

/* ---- documents ---- */

static void read_document_part(struct node_reader *r, const struct node *n, struct document *doc,
                               struct part ***attachments)
{
    static const size_t texts[EL_END] = {
        [EL_TITLE] = offsetof(struct document, title),
        [EL_CAPTION] = offsetof(struct document, caption),
        [EL_SPEAKER] = offsetof(struct document, speaker),
        [EL_TO] = offsetof(struct document, to),
        [EL_ANNOTATION] = offsetof(struct document, annotation),
        [EL_PRESENT] = offsetof(struct document, present),
        [EL_ABSENT] = offsetof(struct document, absent),
        [EL_ATTENDING] = offsetof(struct document, attending),
    };
    if (n->id == EL_TITLE)
        doc->title_hidden = !read_attr_choice(n, ATTR_TITLE_SHOWN);
    switch (n->id) {
    case EL_HEAD:
        doc->head = read_head(r, n);
        break;
    case EL_TOC:
        doc->toc_depth = (int)read_attr_choice(n, ATTR_TOC_DEPTH);
        break;
    case EL_BODY:
        read_blocks(r, n, &doc->body);
        break;
    case EL_SIGNATURE:
        doc->signature = read_signature(r, n);
        break;
    case EL_ENCLOSURE:
        doc->enclosure = read_part(r, n);
        break;
    case EL_ATTACHMENT:
        READ_ADD(*attachments, read_part(r, n));
        break;
    case EL_DISCLOSURE:
        doc->disclosure = read_attr_value_name(r, n, ATTR_DISCLOSURE_WAY);
        break;
    case EL_IMPRINT:
        doc->imprint = read_imprint(r, n);
        break;
    default:
        *(struct text *)((char *)doc + texts[n->id]) = space_element_text(r->arena, n);
    }
}

static struct document *read_document(struct arena *a, const struct node *root)
{
    struct document *doc = ARENA_NEW(a, struct document);
    struct part **attachments = &doc->attachments;
    struct node_reader r = {.arena = a};
    doc->arena = a;
    doc->pos = root->pos;
    doc->genre = table_value[table_choice(root, ATTR_DOCUMENT_GENRE)].name[VOCAB_ZH];
    doc->profile = read_attr_text(&r, root, ATTR_DOCUMENT_PROFILE);
    doc->staff = read_attr_text(&r, root, ATTR_DOCUMENT_STAFF);
    if (table_given(root, ATTR_DOCUMENT_AS_OF))
        doc->as_of = read_attr_date(&r, root, ATTR_DOCUMENT_AS_OF);
    for (const struct node *k = read_next(root->first); k; k = read_next(k->next))
        read_document_part(&r, k, doc, &attachments);
    return doc;
}

/* A form's own document: its body is the form. */
static struct document *read_form_document(struct arena *a, const struct node *root)
{
    struct document *doc = ARENA_NEW(a, struct document);
    struct node_reader r = {.arena = a, .blocks = &doc->body};
    doc->arena = a;
    doc->pos = root->pos;
    doc->title = read_attr_text(&r, root, ATTR_FORM_TITLE);
    doc->profile = read_attr_text(&r, root, ATTR_FORM_PROFILE);
    read_block(&r, root);
    doc->form = doc->body->form;
    return doc;
}

bool vocab_may_be_outermost(const char *name)
{
    static const enum element_id roots[] = {EL_DOCUMENT, EL_STAFF};
    struct guess guess = {.typed = name};
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        for (int lang = 0; lang < VOCAB_LANGS; lang++)
            guess_try(&guess, table_element[roots[i]].name[lang]);
    return table_find_element(name) != EL_NONE || guess.best;
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

struct block *vocab_read_form(struct arena *a, struct tree *tree, struct diags *d)
{
    return validate_tree(tree, EL_FORM, d) ? read_form_document(a, tree->root)->body : NULL;
}

struct document *vocab_read(struct arena *a, struct tree *tree, struct diags *d)
{
    bool form = table_find_element(tree->root->name) == EL_FORM;
    if (!validate_tree(tree, form ? EL_FORM : EL_DOCUMENT, d))
        return NULL;
    return form ? read_form_document(a, tree->root) : read_document(a, tree->root);
}
