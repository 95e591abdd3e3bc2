/*
 * The reader of staff files: a valid tree to records, in the order of the file. What stands in a
 * unit or a post points at it; everything else names what it belongs to.
 */
#include "vocab/vocab_int.h"

/* Where an element stands. */
struct inside {
    const struct staff_unit *unit;
    const struct staff_post *post;
};

static struct text attr_text(struct staff_records *r, const struct node *n, enum attr_id id)
{
    const struct attr *attr = table_given(n, id);
    return attr ? space_attr_text(r->arena, attr) : (struct text){0};
}

static enum value_id attr_value(struct staff_records *r, const struct node *n, enum attr_id id)
{
    const struct attr *attr = table_given(n, id);
    return attr ? table_find_value(table_attr[id].type, space_attr_text(r->arena, attr))
                : VALUE_NONE;
}

/* The Chinese name of a value, whichever name was written. */
static struct text attr_value_name(struct staff_records *r, const struct node *n, enum attr_id id)
{
    enum value_id value = attr_value(r, n, id);
    if (value == VALUE_NONE)
        return (struct text){0};
    return text_from_utf8(r->arena, table_value[value].name[VOCAB_ZH],
                          table_given(n, id)->value_pos);
}

static struct date attr_date(struct staff_records *r, const struct node *n, enum attr_id id)
{
    struct loose_date date = {0};
    struct text t = attr_text(r, n, id);
    if (t.n)
        numeral_date(t, &date);
    return (struct date){date.year, date.month, date.day, t.n ? text_pos(t, 0) : n->pos};
}

static void read_children(struct staff_records *r, const struct node *n, enum element_id owner,
                          struct inside in);

static void read_organization(struct staff_records *r, const struct node *n, struct inside in)
{
    struct staff_unit *unit = staff_add_unit(r, n->pos);
    unit->name = attr_text(r, n, ATTR_ORGANIZATION_NAME);
    unit->short_name = attr_text(r, n, ATTR_ORGANIZATION_SHORT_NAME);
    unit->former = attr_text(r, n, ATTR_ORGANIZATION_FORMER);
    unit->parent = attr_text(r, n, ATTR_ORGANIZATION_PARENT);
    unit->within = in.unit;
    read_children(r, n, EL_ORGANIZATION, (struct inside){unit, NULL});
}

static void read_post(struct staff_records *r, const struct node *n, struct inside in)
{
    static const enum post_standing standings[VALUE_NONE + 1] = {
        [VALUE_STANDING_HEAD] = STANDING_HEAD,
        [VALUE_STANDING_DEPUTY] = STANDING_DEPUTY,
    };
    struct staff_post *post = staff_add_post(r, n->pos);
    struct text seats = attr_text(r, n, ATTR_POST_SEATS);
    post->id = attr_text(r, n, ATTR_POST_ID);
    post->title = attr_text(r, n, ATTR_POST_TITLE);
    post->unit = attr_text(r, n, ATTR_POST_UNIT);
    post->within = in.unit;
    post->standing = standings[attr_value(r, n, ATTR_POST_STANDING)];
    post->rank = numeral_value(attr_text(r, n, ATTR_POST_RANK));
    post->seats = seats.n ? numeral_value(seats) : 1;
    read_children(r, n, EL_POST, (struct inside){in.unit, post});
}

static void read_person(struct staff_records *r, const struct node *n, struct inside in)
{
    (void)in;
    struct staff_person *person = staff_add_person(r, n->pos);
    person->id = attr_text(r, n, ATTR_PERSON_ID);
    person->name = attr_text(r, n, ATTR_PERSON_NAME);
    person->former = attr_text(r, n, ATTR_PERSON_FORMER);
    person->sex = attr_value_name(r, n, ATTR_PERSON_SEX);
    person->ethnicity = attr_text(r, n, ATTR_PERSON_ETHNICITY);
    person->phone = attr_text(r, n, ATTR_PERSON_PHONE);
    person->card = attr_text(r, n, ATTR_PERSON_CARD);
}

static void read_tenure(struct staff_records *r, const struct node *n, struct inside in)
{
    struct staff_tenure *tenure = staff_add_tenure(r, n->pos);
    tenure->person = attr_text(r, n, ATTR_TENURE_WHO);
    tenure->post = attr_text(r, n, ATTR_TENURE_POST);
    tenure->within = in.post;
    tenure->from = attr_date(r, n, ATTR_TENURE_FROM);
    tenure->to = attr_date(r, n, ATTR_TENURE_UNTIL);
    tenure->document = attr_text(r, n, ATTR_TENURE_DOCUMENT);
    tenure->acting = attr_value(r, n, ATTR_TENURE_ACTING) == VALUE_YES_NO_YES;
    tenure->concurrent = attr_value(r, n, ATTR_TENURE_CONCURRENT) == VALUE_YES_NO_YES;
}

static void (*const read_element[EL_NONE])(struct staff_records *, const struct node *,
                                           struct inside) = {
    [EL_ORGANIZATION] = read_organization,
    [EL_POST] = read_post,
    [EL_PERSON] = read_person,
    [EL_TENURE] = read_tenure,
};

/* Units in units go no deeper than the validator allows. */
static void read_children(struct staff_records *r, const struct node *n, enum element_id owner,
                          struct inside in)
{
    for (const struct node *k = n->first; k; k = k->next)
        if (k->kind == NODE_ELEMENT)
            read_element[table_find_child(owner, k->name)](r, k, in);
}

bool vocab_is_staff(const struct tree *tree)
{
    return table_find_element(tree->root->name) == EL_STAFF;
}

bool vocab_names_staff(const struct tree *tree)
{
    return table_find_element(tree->root->name) == EL_DOCUMENT &&
           table_given(tree->root, ATTR_DOCUMENT_STAFF);
}

struct staff_records *vocab_read_staff(struct arena *a, const struct tree *tree, struct diags *d)
{
    struct check c = {a, d, diags_lang(d) == DIAG_EN ? VOCAB_EN : VOCAB_ZH, false};
    check_tree(&c, tree, EL_STAFF);
    if (c.wrong)
        return NULL;
    struct staff_records *r = staff_records_new(a, tree->root->pos);
    read_children(r, tree->root, EL_STAFF, (struct inside){NULL, NULL});
    return r;
}
