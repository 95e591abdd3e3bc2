/* Rules of single elements that the rows of the table cannot say: sections without a title,
 * headings that a paragraph follows on their line, who has the suffix, and what of a signature goes
 * together. */
#include <string.h>
#include <uchar.h>

#include "vocab/diag.def"
#include "vocab/vocab_int.h"

enum { FULL_COLON = 0xFF1A };

static const struct node *first_element(const struct node *n)
{
    const struct node *k = n->first;
    while (k && k->kind != NODE_ELEMENT)
        k = k->next;
    return k;
}

void check_number(struct check *c, struct text t)
{
    size_t number = numeral_heading(t);
    if (number)
        CHECK_REPORT(c, DIAG_V033, text_pos(t, 0), names_excerpt(c, text_part(t, 0, number)),
                     names_excerpt(c, text_part(t, space_skip(t, number), t.n)));
}

/* A numbered paragraph: its number is counted like a heading's. */
static void check_untitled(struct check *c, const struct node *n, const struct node *first)
{
    if (first && first->id != EL_P) {
        CHECK_REPORT(c, DIAG_V036, first->pos, n->name, names_element(c, EL_P));
        return;
    }
    if (!first)
        return;
    check_number(c, space_element_text(c->arena, first));
}

static void check_run_in(struct check *c, const struct node *n, const struct attr *attr, int nest)
{
    const struct node *first = first_element(n);
    if (nest == 1)
        CHECK_REPORT(c, DIAG_V039, attr->name_pos, attr->name);
    if (!table_given(n, ATTR_SECTION_TITLE))
        CHECK_REPORT(c, DIAG_V037, attr->name_pos, attr->name,
                     table_attr[ATTR_SECTION_TITLE].name[c->lang]);
    else if (first && first->id != EL_P)
        CHECK_REPORT(c, DIAG_V038, attr->name_pos, attr->name, names_element(c, EL_P));
}

static void check_section(struct check *c, const struct node *n, int nest)
{
    const struct attr *run_in = table_given(n, ATTR_SECTION_RUN_IN);
    if (run_in && table_is_yes(n, ATTR_SECTION_RUN_IN))
        check_run_in(c, n, run_in, nest);
    if (!table_given(n, ATTR_SECTION_TITLE))
        check_untitled(c, n, first_element(n));
}

static bool has_child(const struct node *n, enum element_id id)
{
    const struct node *k = n->first;
    while (k && k->id != id)
        k = k->next;
    return k != NULL;
}

/* A name that stands on a line of its own. */
static void check_name(struct check *c, const struct node *n, int nest)
{
    (void)nest;
    check_length(c, space_element_text(c->arena, n));
}

/* 抄送： is the compiler's work, and so is a masthead's 文件. */
void check_label(struct check *c, const struct node *n, const char32_t *label)
{
    size_t length = 0;
    while (label[length])
        length++;
    struct text t = space_element_text(c->arena, n);
    size_t i = 0;
    while (i < length && i < t.n && t.cp[i] == label[i])
        i++;
    bool colon = i < t.n && (t.cp[i] == FULL_COLON || t.cp[i] == ':');
    if (i == length && colon && i + 1 < t.n)
        CHECK_REPORT(c, DIAG_V058, text_pos(t, 0), n->name,
                     names_excerpt(c, text_part(t, 0, i + 1)),
                     names_excerpt(c, text_part(t, space_skip(t, i + 1), t.n)));
}

static void check_to(struct check *c, const struct node *n, int nest)
{
    (void)nest;
    check_label(c, n, U"主送");
}

static void check_cc(struct check *c, const struct node *n, int nest)
{
    (void)nest;
    check_label(c, n, U"抄送");
}

/* The word that ends a masthead, typed when the compiler adds it. */
static void check_typed_suffix(struct check *c, const struct node *n)
{
    enum { WORD = 2 };
    struct text t = space_element_text(c->arena, n);
    bool typed = t.n > WORD && t.cp[t.n - WORD] == U'文' && t.cp[t.n - 1] == U'件';
    if (typed)
        CHECK_REPORT(c, DIAG_V058, text_pos(t, t.n - WORD), n->name,
                     names_excerpt(c, text_part(t, t.n - WORD, t.n)),
                     names_excerpt(c, text_part(t, 0, t.n - WORD)));
}

/* 7.2.4: a joint document has one 文件, beside the stack of names. */
static void check_issuer(struct check *c, const struct node *n, int nest)
{
    check_name(c, n, nest);
    const struct attr *suffix = table_given(n, ATTR_ISSUER_SUFFIX);
    const struct node *k = n->parent ? n->parent->first : n;
    while (k != n && k->id != EL_ISSUER)
        k = k->next;
    if (!suffix)
        check_typed_suffix(c, n);
    if (suffix && k != n)
        CHECK_REPORT(c, DIAG_V051, suffix->name_pos, suffix->name, n->name);
}

/* The form of a signature; the usual one when it is not given, or not known. */
static enum value_id form_of(const struct node *n)
{
    enum value_id id = table_choice(n, ATTR_SIGNATURE_FORM);
    return id == VALUE_NONE ? VALUE_FORM_SEALED : id;
}

/* Says of an attribute that it belongs into each of the organs that sign together. */
static void refuse_common(struct check *c, const struct attr *attr)
{
    if (attr)
        CHECK_REPORT(c, DIAG_V049, attr->name_pos, attr->name, names_element(c, EL_SIGNATORY));
}

/* Says of each attribute of a seal that it may not stand here. */
static void refuse_seal(struct check *c, const struct node *n, enum element_id id,
                        const struct diag_code *code, const char *rather)
{
    static const enum attr_id seals[][2] = {
        {ATTR_SIGNATURE_SEAL, ATTR_SIGNATURE_SEAL_WIDTH},
        {ATTR_SIGNATORY_SEAL, ATTR_SIGNATORY_SEAL_WIDTH},
    };
    const enum attr_id *own = seals[id == EL_SIGNATORY];
    for (int i = 0; i < 2; i++) {
        const struct attr *attr = table_given(n, own[i]);
        if (attr)
            CHECK_REPORT(c, code, attr->name_pos, attr->name, rather);
    }
}

/* 7.3.5.3: each signer's post stands beside his stamp. */
static void check_post(struct check *c, const struct node *n, enum attr_id id, enum value_id form)
{
    const struct attr *post = table_given(n, id);
    const char *const *form_name = table_attr[ATTR_SIGNATURE_FORM].name;
    if (form == VALUE_FORM_STAMP && !post)
        CHECK_REPORT(c, DIAG_V047, n->pos, table_attr[id].name[c->lang]);
    if (form != VALUE_FORM_STAMP && post)
        CHECK_REPORT(c, DIAG_V048, post->name_pos, post->name, form_name[c->lang],
                     table_value[VALUE_FORM_STAMP].name[c->lang]);
}

static void check_signature(struct check *c, const struct node *n, int nest)
{
    (void)nest;
    const struct attr *organ = table_given(n, ATTR_SIGNATURE_ORGAN);
    bool joint = has_child(n, EL_SIGNATORY);
    enum value_id form = form_of(n);
    if (organ && joint)
        CHECK_REPORT(c, DIAG_V046, organ->name_pos, organ->name, names_element(c, EL_SIGNATORY));
    if (joint && form == VALUE_FORM_STAMP)
        refuse_common(c, table_given(n, ATTR_SIGNATURE_POST));
    else
        check_post(c, n, ATTR_SIGNATURE_POST, form);
    if (form == VALUE_FORM_PLAIN)
        refuse_seal(c, n, EL_SIGNATURE, DIAG_V050, table_attr[ATTR_SIGNATURE_FORM].name[c->lang]);
    else if (joint)
        refuse_seal(c, n, EL_SIGNATURE, DIAG_V049, names_element(c, EL_SIGNATORY));
}

static void check_signatory(struct check *c, const struct node *n, int nest)
{
    check_name(c, n, nest);
    if (!n->parent || n->parent->id != EL_SIGNATURE)
        return;
    enum value_id form = form_of(n->parent);
    check_post(c, n, ATTR_SIGNATORY_POST, form);
    if (form == VALUE_FORM_PLAIN)
        refuse_seal(c, n, EL_SIGNATORY, DIAG_V050, table_attr[ATTR_SIGNATURE_FORM].name[c->lang]);
}

/* What an element of the staff file stands in is not named again, and named otherwise. */
static void check_owner(struct check *c, const struct node *n, enum attr_id id, enum need need)
{
    static const enum element_id owners[EL_END] = {
        [EL_ORGANIZATION] = EL_ORGANIZATION,
        [EL_POST] = EL_ORGANIZATION,
        [EL_TENURE] = EL_POST,
    };
    const struct attr *attr = table_given(n, id);
    bool inside = n->parent && n->parent->id == owners[table_attr[id].owner];
    if (inside && attr)
        CHECK_REPORT(c, DIAG_N003, attr->name_pos, n->name, n->parent->name, attr->name);
    if (!inside && !attr && need == NEED_REQUIRED)
        CHECK_REPORT(c, DIAG_V002, n->pos, n->name, table_attr[id].name[c->lang],
                     table_type[table_attr[id].type].sample);
}

static void check_organization(struct check *c, const struct node *n, int nest)
{
    (void)nest;
    check_owner(c, n, ATTR_ORGANIZATION_PARENT, NEED_OPTIONAL);
}

static void check_staff_post(struct check *c, const struct node *n, int nest)
{
    (void)nest;
    check_owner(c, n, ATTR_POST_UNIT, NEED_REQUIRED);
}

static void check_tenure(struct check *c, const struct node *n, int nest)
{
    (void)nest;
    check_owner(c, n, ATTR_TENURE_POST, NEED_REQUIRED);
}

void check_rules(struct check *c, const struct node *n, int nest)
{
    static void (*const rules[EL_END])(struct check *, const struct node *, int) = {
        [EL_ATTACHMENT] = check_attachment,
        [EL_CC] = check_cc,
        [EL_COLUMN] = check_column,
        [EL_FIELD] = check_field,
        [EL_FLOW] = check_flow,
        [EL_FN] = check_footnote,
        [EL_FORM] = check_form,
        [EL_ISSUER] = check_issuer,
        [EL_ORGANIZATION] = check_organization,
        [EL_POST] = check_staff_post,
        [EL_LEGEND] = check_legend,
        [EL_MEASURE] = check_measure,
        [EL_QUESTION] = check_question,
        [EL_ROW] = check_row,
        [EL_CONTACT] = check_contact,
        [EL_DOCUMENT] = check_document,
        [EL_MATTER] = check_matter,
        [EL_MEMBER] = check_member,
        [EL_NAME] = check_inline_name,
        [EL_ROSTER] = check_roster,
        [EL_SECTION] = check_section,
        [EL_SIGNER] = check_name,
        [EL_SIGNATURE] = check_signature,
        [EL_SIGNATORY] = check_signatory,
        [EL_TENURE] = check_tenure,
        [EL_TABLE] = check_table,
        [EL_TABLE_NOTE] = check_table_note,
        [EL_TASK_LIST] = check_task_list,
        [EL_TEAM] = check_team,
        [EL_TIER] = check_tier,
        [EL_TO] = check_to,
        [EL_VEHICLES] = check_vehicles,
    };
    if (rules[n->id])
        rules[n->id](c, n, nest);
}
