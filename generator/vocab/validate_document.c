/* Rules of single elements that the rows of the table cannot say: sections without a title,
 * headings that a paragraph follows on their line, labels that the compiler writes, who has the
 * suffix, what of a signature, a column or a source goes together. */
#include <uchar.h>

#include "value/number.h"
#include "vocab/diag.def"
#include "vocab/vocab_int.h"

static const struct node *find_child(const struct node *n, enum element_id id)
{
    const struct node *k = n->first;
    while (k && k->id != id)
        k = k->next;
    return k;
}

/* ---- text ---- */

/* 0: it does not say. */
static int said_level(const struct node *section)
{
    int value = (int)table_choice(section, ATTR_SECTION_NUMBERS);
    return value ? value - VALUE_SECTION_NUMBERS_AUTO : 0;
}

/* The level whose numbers a section has: its own word, that of those before it, or one below what
 * it stands in. */
static int section_level(struct validation *c, const struct node *n)
{
    const struct node *up = n->parent;
    const uint32_t *known = map_get(&c->counted, (uintptr_t)up);
    if (!known) {
        int first = up && up->id == EL_SECTION ? section_level(c, up) + 1 : 1;
        map_put(c->whole, &c->counted, (uintptr_t)up, (uint32_t)c->levels.n);
        VEC_PUSH(c->whole, &c->levels, ((struct section_level){.first = first, .level = first}));
        known = map_get(&c->counted, (uintptr_t)up);
    }
    struct section_level *at = &c->levels.v[*known];
    while (at->last != n) { /* they are asked for in their order, and else counted anew */
        if (!at->last)
            at->level = at->first;
        at->last = at->last ? at->last->next : up ? up->first : n;
        int said = at->last && at->last->id == EL_SECTION ? said_level(at->last) : 0;
        at->level = said ? said : at->level;
    }
    return at->level;
}

/* Numbers go down with the depth, and end with the fourth level. */
static void check_section_numbers(struct validation *c, const struct node *n)
{
    const struct attr *numbers = table_given(n, ATTR_SECTION_NUMBERS);
    bool inside = n->parent && n->parent->id == EL_SECTION;
    int above = inside ? section_level(c, n->parent) : 0, level = section_level(c, n), depth = 1;
    for (const struct node *up = n->parent; up && up->id == EL_SECTION; up = up->parent)
        depth++;
    if (numbers && level <= above)
        VALIDATE_REPORT(c, DIAG_V272, numbers->value_pos, numbers->name);
    if (level > LEVELS && above == LEVELS && depth <= LEVELS)
        VALIDATE_REPORT(c, DIAG_V035, n->pos, n->name, arena_printf(c->arena, "%d", LEVELS));
}

/* 1. typed right below 一、 is what an office has: the compiler can count so. */
static void note_skipped_level(struct validation *c, const struct node *n, struct text t)
{
    enum { SECOND = 2 };
    bool digits = t.n > 1 && t.cp[0] >= '1' && t.cp[0] <= '9' && number_typed_label(t);
    if (digits && section_level(c, n) == SECOND)
        VALIDATE_REPORT(c, DIAG_V274, n->pos, "1.", n->name,
                        table_attr_name(c, ATTR_SECTION_NUMBERS));
}

/* ①……；②…… are items within a paragraph, which its author counts. */
static bool begins_list(struct text t)
{
    enum { FIRST = 0x2460 };
    for (size_t i = 1; i < t.n && t.cp[0] == FIRST; i++)
        if (t.cp[i] == FIRST + 1)
            return true;
    return false;
}

/* A section without a title is a numbered paragraph; one run in has a paragraph on its line. */
static void check_section(struct validation *c, const struct node *n)
{
    const struct attr *run_in = table_given(n, ATTR_SECTION_RUN_IN);
    bool titled = table_given(n, ATTR_SECTION_TITLE);
    const struct node *first = n->first;
    while (first && first->kind != NODE_ELEMENT)
        first = first->next;
    if (table_is_yes(n, ATTR_SECTION_RUN_IN)) {
        if (!titled)
            VALIDATE_REPORT(c, DIAG_V037, run_in->name_pos, run_in->name,
                            table_attr_name(c, ATTR_SECTION_TITLE));
        else if (first && first->id != EL_P)
            VALIDATE_REPORT(c, DIAG_V038, run_in->name_pos, run_in->name,
                            table_element_name(c, EL_P));
    }
    if (!titled && first && first->id != EL_P)
        VALIDATE_REPORT(c, DIAG_V036, first->pos, n->name, table_element_name(c, EL_P));
    struct text begins = titled || !first ? space_given(c->arena, n, ATTR_SECTION_TITLE)
                                          : space_element_text(c->arena, first);
    if (!titled && first && first->id == EL_P && !begins_list(begins)) /* counted like a heading */
        validate_number(c, begins);
    note_skipped_level(c, n, begins);
}

/* 抄送： is the compiler's work. */
static void check_label(struct validation *c, const struct node *n, const char32_t *label)
{
    struct text t = space_element_text(c->arena, n);
    size_t i = 0;
    while (label[i] && i < t.n && t.cp[i] == label[i])
        i++;
    bool colon = i < t.n && (t.cp[i] == U'：' || t.cp[i] == ':');
    if (!label[i] && colon && i + 1 < t.n)
        VALIDATE_REPORT(c, DIAG_V058, text_pos(t, 0), n->name,
                        validate_excerpt(c, text_part(t, 0, i + 1)),
                        validate_excerpt(c, text_part(t, space_skip(t, i + 1), t.n)));
}

/* 7.2.4: a joint document has one 文件, beside the stack of names; the compiler adds it. */
static void check_issuer(struct validation *c, const struct node *n)
{
    enum { WORD = 2 };
    struct text t = space_element_text(c->arena, n);
    const struct attr *suffix = table_given(n, ATTR_ISSUER_SUFFIX);
    bool typed = t.n > WORD && t.cp[t.n - WORD] == U'文' && t.cp[t.n - 1] == U'件';
    validate_length(c, t);
    if (suffix && n->parent && find_child(n->parent, EL_ISSUER) != n)
        VALIDATE_REPORT(c, DIAG_V051, suffix->name_pos, suffix->name, n->name);
    if (!suffix && typed)
        VALIDATE_REPORT(c, DIAG_V058, text_pos(t, t.n - WORD), n->name,
                        validate_excerpt(c, text_part(t, t.n - WORD, t.n)),
                        validate_excerpt(c, text_part(t, 0, t.n - WORD)));
}

/* An attribute that is needed since another one is not given. */
static void check_given(struct validation *c, const struct node *n, enum attr_id id)
{
    VALIDATE_REPORT(c, DIAG_V002, n->pos, n->name, table_attr_name(c, id),
                    table_type[table_attr[id].type].sample);
}

/* ---- signatures ---- */

/* The form of a signature; the usual one when it is not given, or not known. */
static enum value_id form_of(const struct node *n)
{
    enum value_id id = table_choice(n, ATTR_SIGNATURE_FORM);
    return id == VALUE_NONE ? VALUE_FORM_SEALED : id;
}

/* Says of an attribute that it may not stand here. */
static void refuse(struct validation *c, const struct node *n, enum attr_id id,
                   const struct diag_code *code, const char *rather)
{
    const struct attr *attr = table_given(n, id);
    if (attr)
        VALIDATE_REPORT(c, code, attr->name_pos, attr->name, rather);
}

/* 7.3.5.3: each signer's post stands beside his stamp. */
static void check_post(struct validation *c, const struct node *n, enum attr_id id,
                       enum value_id form)
{
    const struct attr *post = table_given(n, id);
    if (form == VALUE_FORM_STAMP && !post)
        VALIDATE_REPORT(c, DIAG_V047, n->pos, table_attr_name(c, id));
    if (form != VALUE_FORM_STAMP && post)
        VALIDATE_REPORT(c, DIAG_V048, post->name_pos, post->name,
                        table_attr_name(c, ATTR_SIGNATURE_FORM),
                        table_value[VALUE_FORM_STAMP].name[c->lang]);
}

/* What belongs to an organ stands with each of those that sign together. */
/* 署名="无" leaves the date alone: no post, no seal. */
static void check_date_alone(struct validation *c, const struct node *n)
{
    static const enum attr_id others[] = {ATTR_SIGNATURE_POST, ATTR_SIGNATURE_SEAL,
                                          ATTR_SIGNATURE_SEAL_WIDTH};
    const struct attr *organ = table_given(n, ATTR_SIGNATURE_ORGAN);
    struct text said = space_given(c->arena, n, ATTR_SIGNATURE_ORGAN);
    if (!text_equals(said, "无") && !text_equals(said, "none"))
        return;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        const struct attr *other = table_given(n, others[i]);
        if (other)
            VALIDATE_REPORT(c, DIAG_V273, other->name_pos, other->name, organ->name);
    }
}

static void check_signature(struct validation *c, const struct node *n)
{
    const char *organ = table_element_name(c, EL_SIGNATORY),
               *how = table_attr_name(c, ATTR_SIGNATURE_FORM);
    bool joint = find_child(n, EL_SIGNATORY);
    enum value_id form = form_of(n);
    check_date_alone(c, n);
    if (joint)
        refuse(c, n, ATTR_SIGNATURE_ORGAN, DIAG_V046, organ);
    if (joint && form == VALUE_FORM_STAMP)
        refuse(c, n, ATTR_SIGNATURE_POST, DIAG_V049, organ);
    else
        check_post(c, n, ATTR_SIGNATURE_POST, form);
    if (!joint && form != VALUE_FORM_PLAIN)
        return;
    bool plain = form == VALUE_FORM_PLAIN;
    refuse(c, n, ATTR_SIGNATURE_SEAL, plain ? DIAG_V050 : DIAG_V049, plain ? how : organ);
    refuse(c, n, ATTR_SIGNATURE_SEAL_WIDTH, plain ? DIAG_V050 : DIAG_V049, plain ? how : organ);
}

static void check_signatory(struct validation *c, const struct node *n)
{
    validate_length(c, space_element_text(c->arena, n));
    if (!n->parent || n->parent->id != EL_SIGNATURE)
        return;
    enum value_id form = form_of(n->parent);
    check_post(c, n, ATTR_SIGNATORY_POST, form);
    if (form != VALUE_FORM_PLAIN)
        return;
    refuse(c, n, ATTR_SIGNATORY_SEAL, DIAG_V050, table_attr_name(c, ATTR_SIGNATURE_FORM));
    refuse(c, n, ATTR_SIGNATORY_SEAL_WIDTH, DIAG_V050, table_attr_name(c, ATTR_SIGNATURE_FORM));
}

/* ---- tables and plans ---- */

/* One of the two. */
static void check_width(struct validation *c, const struct node *n, enum attr_id width,
                        enum attr_id share)
{
    if (table_given(n, share) && table_given(n, width))
        VALIDATE_REPORT(c, DIAG_V061, table_given(n, share)->name_pos, table_attr_name(c, width),
                        table_given(n, share)->name);
}

static void check_column(struct validation *c, const struct node *n)
{
    const struct attr *sum = table_given(n, ATTR_COLUMN_SUM);
    bool number = table_choice(n, ATTR_COLUMN_CONTENT) == VALUE_COLUMN_CONTENT_NUMBER;
    check_width(c, n, ATTR_COLUMN_WIDTH, ATTR_COLUMN_SHARE);
    if (sum && table_is_yes(n, ATTR_COLUMN_SUM) && !number)
        VALIDATE_REPORT(c, DIAG_V062, sum->name_pos, sum->name,
                        table_attr_name(c, ATTR_COLUMN_CONTENT),
                        table_value[VALUE_COLUMN_CONTENT_NUMBER].name[c->lang]);
}

/* The attributes of a source: its file, and from first to last which rows of it. */
struct source_attrs {
    enum attr_id file, first, last;
};

/* Rows, or a source of them; row: the first that stands here, or NULL. */
static void check_source(struct validation *c, const struct node *n, struct source_attrs attrs,
                         const struct node *row, enum element_id rows)
{
    const struct attr *source = table_given(n, attrs.file);
    if (source && row)
        VALIDATE_REPORT(c, DIAG_V063, row->pos, source->name, row->name);
    if (!source && !row)
        VALIDATE_REPORT(c, DIAG_V064, n->pos, n->name, table_element_name(c, rows),
                        table_attr_name(c, attrs.file));
    for (enum attr_id id = attrs.first; !source && id <= attrs.last; id++) {
        const struct attr *which = table_given(n, id);
        if (which)
            VALIDATE_REPORT(c, DIAG_V065, which->name_pos, which->name,
                            table_attr_name(c, attrs.file));
    }
}

/* A group whose vehicles come from a file says only what is its own. */
static void check_vehicles(struct validation *c, const struct node *n)
{
    bool sourced = table_given(n, ATTR_VEHICLES_SOURCE);
    const struct node *row = find_child(n, EL_VEHICLE_GROUP);
    for (const struct node *k = row; k; k = k->next) {
        bool empty = k->id == EL_VEHICLE_GROUP && !find_child(k, EL_VEHICLE);
        if (!sourced && empty)
            VALIDATE_REPORT(c, DIAG_V008, k->pos, k->name, table_element_name(c, EL_VEHICLE));
    }
    while (sourced && row && (row->id != EL_VEHICLE_GROUP || !find_child(row, EL_VEHICLE)))
        row = row->next;
    check_source(
        c, n,
        (struct source_attrs){ATTR_VEHICLES_SOURCE, ATTR_VEHICLES_SHEET, ATTR_VEHICLES_UNSTRUCK},
        row, EL_VEHICLE_GROUP);
}

static void check_table(struct validation *c, const struct node *n)
{
    bool sourced = table_given(n, ATTR_TABLE_SOURCE);
    const struct node *row = n->first;
    while (row && row->id != EL_ROW && row->id != EL_GROUP)
        row = row->next;
    if (sourced || find_child(n, EL_COLUMN)) /* without even columns it lacks those first */
        check_source(
            c, n, (struct source_attrs){ATTR_TABLE_SOURCE, ATTR_TABLE_SHEET, ATTR_TABLE_UNSTRUCK},
            row, EL_ROW);
    for (const struct node *k = n->first; k && !sourced; k = k->next) /* 列名: its head in a file */
        refuse(c, k, ATTR_COLUMN_NAME, DIAG_V065, table_attr_name(c, ATTR_TABLE_SOURCE));
}

/* A head sums nothing. */
static void check_row(struct validation *c, const struct node *n)
{
    const struct attr *sum = table_given(n, ATTR_ROW_SUM);
    if (sum && n->parent && n->parent->id == EL_HEADER)
        VALIDATE_REPORT(c, DIAG_V066, sum->name_pos, n->parent->name, sum->name);
}

/* Notes on a table stand below it. */
static void check_footnote(struct validation *c, const struct node *n)
{
    const struct node *up = n->parent;
    while (up && up->id != EL_CELL)
        up = up->parent;
    if (up)
        VALIDATE_REPORT(c, DIAG_V068, n->pos, n->name, table_element_name(c, EL_TABLE_NOTE));
}

/* ---- staff files ---- */

/* What an element stands in is not named again; else it is named when it must be. */
static void check_owner(struct validation *c, const struct node *n, enum attr_id id,
                        enum element_id owner, enum need need)
{
    const struct attr *attr = table_given(n, id);
    bool inside = n->parent && n->parent->id == owner;
    if (inside && attr)
        VALIDATE_REPORT(c, DIAG_N003, attr->name_pos, n->name, n->parent->name, attr->name);
    if (!inside && !attr && need == NEED_REQUIRED)
        check_given(c, n, id);
}

/* As an attribute, or as an element whose lines the author may break. */
static void check_part_title(struct validation *c, const struct node *n, enum attr_id id)
{
    const struct node *title = find_child(n, EL_TITLE);
    if (title && table_given(n, id))
        VALIDATE_REPORT(c, DIAG_V276, title->pos, n->name, title->name);
    else if (!title && !table_given(n, id))
        check_given(c, n, id);
}

/* The title of what a form is attached as stands above it, and not the form's own. */
static void check_form_title(struct validation *c, const struct node *n)
{
    const struct node *form = find_child(n, EL_FORM), *title = find_child(n, EL_TITLE);
    const struct attr *given = form ? table_given(form, ATTR_FORM_TITLE) : NULL;
    if (!given)
        return;
    struct text own = space_given(c->arena, form, ATTR_FORM_TITLE);
    struct text whole = title ? space_element_text(c->arena, title)
                              : space_given(c->arena, n, ATTR_ATTACHMENT_TITLE);
    if (!text_same(own, whole))
        diag(c->diags, DIAG_V324, given->name_pos, text_utf8(c->arena, own),
             text_utf8(c->arena, whole), n->name);
}

/* Of a file, or with content of its own. */
static void check_attachment(struct validation *c, const struct node *n)
{
    const struct attr *form = table_given(n, ATTR_ATTACHMENT_FORM);
    const struct node *block = NULL;
    bool stray = false; /* text, which is reported as such */
    for (const struct node *k = n->first; k; k = k->next) {
        if (k->kind == NODE_TEXT)
            stray = stray || !space_is_blank(k->text);
        else if (k->id != EL_TITLE && k->id != EL_CAPTION && !block)
            block = k;
    }
    if (form && block)
        VALIDATE_REPORT(c, DIAG_V132, block->pos, n->name, form->name);
    bool apart = table_is_yes(n, ATTR_ATTACHMENT_APART);
    if (apart && block)
        VALIDATE_REPORT(c, DIAG_V132, block->pos, n->name,
                        table_given(n, ATTR_ATTACHMENT_APART)->name);
    if (!form && !block && !stray && !apart)
        VALIDATE_REPORT(c, DIAG_V016, n->pos, n->name, table_child_names(c, EL_ATTACHMENT));
    check_form_title(c, n);
}

void validate_document(struct validation *c, const struct node *n)
{
    switch (n->id) {
    case EL_ENCLOSURE:
        check_part_title(c, n, ATTR_ENCLOSURE_TITLE);
        break;
    case EL_ATTACHMENT:
        check_part_title(c, n, ATTR_ATTACHMENT_TITLE);
        check_attachment(c, n);
        break;
    case EL_TO:
    case EL_CC:
    case EL_TABLE_NOTE:
        check_label(c, n, n->id == EL_TO ? U"主送" : n->id == EL_CC ? U"抄送" : U"注");
        break;
    case EL_SIGNER: /* a name on a line of its own */
        validate_length(c, space_element_text(c->arena, n));
        break;
    case EL_MEASURE: /* numbered by the compiler */
        validate_number(c, space_element_text(c->arena, n));
        break;
    case EL_TASK_LIST:
        check_source(c, n,
                     (struct source_attrs){ATTR_TASK_LIST_SOURCE, ATTR_TASK_LIST_SHEET,
                                           ATTR_TASK_LIST_UNSTRUCK},
                     find_child(n, EL_AREA), EL_AREA);
        break;
    case EL_VEHICLES:
        check_vehicles(c, n);
        break;
    case EL_ORGANIZATION:
        check_owner(c, n, ATTR_ORGANIZATION_PARENT, EL_ORGANIZATION, NEED_OPTIONAL);
        break;
    case EL_POST:
        check_owner(c, n, ATTR_POST_UNIT, EL_ORGANIZATION, NEED_REQUIRED);
        break;
    case EL_TENURE:
        check_owner(c, n, ATTR_TENURE_POST, EL_POST, NEED_REQUIRED);
        break;
    case EL_SECTION:
        check_section(c, n);
        check_section_numbers(c, n);
        break;
    case EL_ISSUER:
        check_issuer(c, n);
        break;
    case EL_SIGNATURE:
        check_signature(c, n);
        break;
    case EL_SIGNATORY:
        check_signatory(c, n);
        break;
    case EL_TABLE:
        check_table(c, n);
        break;
    case EL_COLUMN:
        check_column(c, n);
        break;
    case EL_TASK_COLUMN:
        check_width(c, n, ATTR_TASK_COLUMN_WIDTH, ATTR_TASK_COLUMN_SHARE);
        break;
    case EL_ROW:
        check_row(c, n);
        break;
    case EL_FN:
        check_footnote(c, n);
        break;
    }
}
