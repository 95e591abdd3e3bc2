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

static void read_children(struct reader *r, const struct node *n, struct inside in);

static void read_organization(struct reader *r, const struct node *n, struct inside in)
{
    struct staff_unit *unit = staff_add_unit(r->staff, n->pos);
    unit->name = read_attr_text(r, n, ATTR_ORGANIZATION_NAME);
    unit->short_name = read_attr_text(r, n, ATTR_ORGANIZATION_SHORT_NAME);
    unit->former = read_attr_text(r, n, ATTR_ORGANIZATION_FORMER);
    unit->parent = read_attr_text(r, n, ATTR_ORGANIZATION_PARENT);
    unit->within = in.unit;
    read_children(r, n, (struct inside){unit, NULL});
}

static void read_post(struct reader *r, const struct node *n, struct inside in)
{
    struct staff_post *post = staff_add_post(r->staff, n->pos);
    post->id = read_attr_text(r, n, ATTR_POST_ID);
    post->title = read_attr_text(r, n, ATTR_POST_TITLE);
    post->unit = read_attr_text(r, n, ATTR_POST_UNIT);
    post->within = in.unit;
    post->standing = read_attr_choice(n, ATTR_POST_STANDING);
    post->rank = read_attr_number(r, n, ATTR_POST_RANK);
    post->seats = numeral_value(read_attr_or_preset(r, n, ATTR_POST_SEATS));
    read_children(r, n, (struct inside){in.unit, post});
}

static void read_person(struct reader *r, const struct node *n, struct inside in)
{
    (void)in;
    struct staff_person *person = staff_add_person(r->staff, n->pos);
    person->id = read_attr_text(r, n, ATTR_PERSON_ID);
    person->name = read_attr_text(r, n, ATTR_PERSON_NAME);
    person->former = read_attr_text(r, n, ATTR_PERSON_FORMER);
    person->sex = read_attr_value_name(r, n, ATTR_PERSON_SEX);
    person->ethnicity = read_attr_text(r, n, ATTR_PERSON_ETHNICITY);
    person->phone = read_attr_text(r, n, ATTR_PERSON_PHONE);
    person->card = read_attr_text(r, n, ATTR_PERSON_CARD);
}

static void read_tenure(struct reader *r, const struct node *n, struct inside in)
{
    struct staff_tenure *tenure = staff_add_tenure(r->staff, n->pos);
    tenure->person = read_attr_text(r, n, ATTR_TENURE_WHO);
    tenure->post = read_attr_text(r, n, ATTR_TENURE_POST);
    tenure->within = in.post;
    tenure->from = read_attr_date(r, n, ATTR_TENURE_FROM);
    tenure->to = read_attr_date(r, n, ATTR_TENURE_UNTIL);
    tenure->document = read_attr_text(r, n, ATTR_TENURE_DOCUMENT);
    tenure->acting = read_attr_choice(n, ATTR_TENURE_ACTING);
    tenure->concurrent = read_attr_choice(n, ATTR_TENURE_CONCURRENT);
}

static void (*const read_element[EL_END])(struct reader *, const struct node *, struct inside) = {
    [EL_ORGANIZATION] = read_organization,
    [EL_POST] = read_post,
    [EL_PERSON] = read_person,
    [EL_TENURE] = read_tenure,
};

/* Units in units go no deeper than the validator allows. */
static void read_children(struct reader *r, const struct node *n, struct inside in)
{
    for (const struct node *k = n->first; k; k = k->next)
        if (k->kind == NODE_ELEMENT)
            read_element[k->id](r, k, in);
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

struct staff_records *vocab_read_staff(struct arena *a, struct tree *tree, struct diags *d)
{
    if (!check_tree(tree, EL_STAFF, d))
        return NULL;
    struct reader r = {.arena = a, .staff = staff_records_new(a, tree->root->pos)};
    read_children(&r, tree->root, (struct inside){NULL, NULL});
    return r.staff;
}
