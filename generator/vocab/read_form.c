/* The reader of forms and flow figures: their parts as written, in their order. */
#include "model/form.h"
#include "value/list.h"
#include "value/option.h"
#include "vocab/vocab_int.h"

static struct text_item *read_names(struct node_reader *r, const struct node *n, enum attr_id id)
{
    struct text all = read_attr_or_preset(r, n, id), name;
    struct text_item *first = NULL, **last = &first;
    for (size_t at = 0; list_next(all, LIST_WORDS, &at, &name);)
        READ_ADD(last, read_item(r, name));
    return first;
}

/* The elements within, or what the attribute lists. */
static struct form_option *read_options(struct node_reader *r, const struct node *n,
                                        enum attr_id id)
{
    struct form_option *first = NULL, **last = &first;
    for (const struct node *k = n->first; k; k = k->next) {
        if (k->id != EL_OPTION)
            continue;
        struct form_option *option = ARENA_NEW(r->arena, struct form_option);
        option->text = space_element_text(r->arena, k);
        option->also = read_attr_text(r, k, ATTR_OPTION_ALSO);
        READ_ADD(last, option);
    }
    if (first || !id)
        return first;
    struct text all = read_attr_or_preset(r, n, id), text;
    for (size_t at = 0; option_next(all, &at, &text);) {
        struct form_option *option = ARENA_NEW(r->arena, struct form_option);
        option->text = text;
        READ_ADD(last, option);
    }
    return first;
}

/* 框 in a heading. */
static struct form_field *read_boxes_field(struct node_reader *r, const struct node *n)
{
    struct form_field *field = ARENA_NEW(r->arena, struct form_field);
    field->pos = n->pos;
    field->choice = read_choice(r, n);
    field->name = field->choice->head = field->choice->name;
    return field;
}

/* Where names stand, and whether with a colon, is what a field says, or else all of them. */
static struct form_field *read_fields(struct node_reader *r, const struct node *n,
                                      enum attr_id place, enum attr_id colon)
{
    struct form_field *first = NULL, **last = &first;
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        struct form_field *field = k->id == EL_CHOICE ? read_boxes_field(r, k) : read_field(r, k);
        if (!table_given(k, ATTR_FIELD_LABEL_PLACE))
            field->behind = read_attr_choice(n, place);
        if (!table_given(k, ATTR_FIELD_COLON))
            field->bare = !read_attr_choice(n, colon);
        READ_ADD(last, field);
    }
    return first;
}

static struct form_boxes read_boxes(const struct node *n, enum attr_id place, enum attr_id gap)
{
    return (struct form_boxes){read_attr_choice(n, place), read_attr_choice(n, gap)};
}

struct form_choice *read_choice(struct node_reader *r, const struct node *n)
{
    struct form_choice *choice = ARENA_NEW(r->arena, struct form_choice);
    choice->pos = n->pos;
    choice->name = read_attr_text(r, n, ATTR_CHOICE_NAME);
    choice->options = read_options(r, n, ATTR_CHOICE_OPTIONS);
    choice->boxes = read_boxes(n, ATTR_CHOICE_BOX_PLACE, ATTR_CHOICE_BOX_GAP);
    choice->several = read_attr_choice(n, ATTR_CHOICE_SEVERAL);
    return choice;
}

struct form_skip *read_skip(struct node_reader *r, const struct node *n)
{
    struct form_skip *skip = ARENA_NEW(r->arena, struct form_skip);
    skip->pos = n->pos;
    skip->when = read_attr_text(r, n, ATTR_SKIP_WHEN);
    skip->to = read_attr_text(r, n, ATTR_SKIP_TO);
    return skip;
}

static struct form_question *read_question(struct node_reader *r, const struct node *n)
{
    struct form_question *q = ARENA_NEW(r->arena, struct form_question);
    struct form_skip **last = &q->skips;
    q->pos = n->pos;
    q->name = read_attr_text(r, n, ATTR_QUESTION_NAME);
    q->id = read_attr_text(r, n, ATTR_QUESTION_ID);
    q->answer = read_attr_choice(n, ATTR_QUESTION_ANSWER);
    q->options = read_options(r, n, ATTR_QUESTION_OPTIONS);
    q->boxes = read_boxes(n, ATTR_QUESTION_BOX_PLACE, ATTR_QUESTION_BOX_GAP);
    q->inlines = read_inlines(r, n);
    const struct node *k = read_next(n->first);
    for (; k && k->id != EL_CHOICE; k = read_next(k->next)) /* others stand behind their choice */
        if (k->id == EL_SKIP)
            READ_ADD(last, read_skip(r, k));
    return q;
}

static struct form_topic *read_topic(struct node_reader *r, const struct node *n)
{
    struct form_topic *topic = ARENA_NEW(r->arena, struct form_topic);
    struct form_question **last = &topic->questions;
    topic->pos = n->pos;
    topic->title = read_attr_text(r, n, ATTR_TOPIC_TITLE);
    topic->tier = read_attr_text(r, n, ATTR_TOPIC_TIER);
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next))
        READ_ADD(last, read_question(r, k));
    return topic;
}

static struct form_classes *read_classes(struct node_reader *r, const struct node *n)
{
    struct form_classes *classes = ARENA_NEW(r->arena, struct form_classes);
    classes->title = read_attr_text(r, n, ATTR_CLASSES_TITLE);
    classes->how = read_attr_choice(n, ATTR_CLASSES_BOXES);
    classes->note = classes->how == CLASS_WRITTEN ? read_attr_text(r, n, ATTR_CLASSES_NOTE)
                                                  : read_attr_or_preset(r, n, ATTR_CLASSES_NOTE);
    classes->note_place = read_attr_choice(n, ATTR_CLASSES_NOTE_PLACE);
    classes->boxes = read_boxes(n, ATTR_CLASSES_BOX_PLACE, ATTR_CLASSES_BOX_GAP);
    classes->several = read_attr_choice(n, ATTR_CLASSES_SEVERAL);
    classes->options = read_options(r, n, ATTR_CLASSES_OPTIONS);
    return classes;
}

static struct form_members *read_members(struct node_reader *r, const struct node *n)
{
    struct form_members *members = ARENA_NEW(r->arena, struct form_members);
    members->title = read_attr_text(r, n, ATTR_MEMBERS_TITLE);
    members->rows = read_attr_number(r, n, ATTR_MEMBERS_ROWS);
    members->table = ARENA_NEW(r->arena, struct table);
    members->table->pos = n->pos;
    members->table->title = members->title;
    struct table_column **last = &members->table->columns;
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next))
        READ_ADD(last, read_column(r, k));
    return members;
}

static struct flowchart_step *read_steps(struct node_reader *r, const struct node *n);

static struct flowchart_branch *read_branches(struct node_reader *r, const struct node *n)
{
    struct flowchart_branch *first = NULL, **last = &first;
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        if (k->id != EL_BRANCH)
            continue;
        struct flowchart_branch *branch = ARENA_NEW(r->arena, struct flowchart_branch);
        branch->pos = k->pos;
        branch->label = read_attr_text(r, k, ATTR_BRANCH_LABEL);
        branch->to = read_attr_text(r, k, ATTR_BRANCH_NEXT);
        branch->steps = read_steps(r, k);
        READ_ADD(last, branch);
    }
    return first;
}

static struct flowchart_step *read_steps(struct node_reader *r, const struct node *n)
{
    struct flowchart_step *first = NULL, **last = &first;
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        struct flowchart_step *step = ARENA_NEW(r->arena, struct flowchart_step);
        step->pos = k->pos;
        step->text = space_element_text(r->arena, k);
        step->decision = k->id == EL_DECISION;
        if (step->decision) {
            step->id = read_attr_text(r, k, ATTR_DECISION_ID);
            step->note = read_attr_text(r, k, ATTR_DECISION_NOTE);
            step->to[0] = read_attr_text(r, k, ATTR_DECISION_YES);
            step->to[1] = read_attr_text(r, k, ATTR_DECISION_NO);
            step->branches = read_branches(r, k);
        } else {
            step->id = read_attr_text(r, k, ATTR_STEP_ID);
            step->note = read_attr_text(r, k, ATTR_STEP_NOTE);
            step->to[0] = read_attr_text(r, k, ATTR_STEP_NEXT);
        }
        READ_ADD(last, step);
    }
    return first;
}

struct flowchart *read_flow(struct node_reader *r, const struct node *n)
{
    struct flowchart *flow = ARENA_NEW(r->arena, struct flowchart);
    flow->pos = n->pos;
    flow->title = read_attr_text(r, n, ATTR_FLOW_TITLE);
    flow->steps = read_steps(r, n);
    return flow;
}

static struct form_legend *read_legend(struct node_reader *r, const struct node *n)
{
    struct form_legend *legend = ARENA_NEW(r->arena, struct form_legend);
    legend->number = read_attr_text(r, n, ATTR_LEGEND_NUMBER);
    legend->maker = read_attr_text(r, n, ATTR_LEGEND_MAKER);
    legend->approval = read_attr_text(r, n, ATTR_LEGEND_APPROVAL);
    if (table_given(n, ATTR_LEGEND_UNTIL))
        legend->until = read_attr_date(r, n, ATTR_LEGEND_UNTIL);
    return legend;
}

/* One of the parts that an author orders as he likes. */
static struct form_part *read_form_part(struct node_reader *r, const struct node *n)
{
    struct form_part *part = ARENA_NEW(r->arena, struct form_part);
    part->pos = n->pos;
    if (n->id == EL_CLASSES) {
        part->kind = FORM_CLASSES;
        part->classes = read_classes(r, n);
    } else if (n->id == EL_TOPIC) {
        part->kind = FORM_TOPIC;
        part->topic = read_topic(r, n);
    } else if (n->id == EL_MEMBERS) {
        part->kind = FORM_MEMBERS;
        part->members = read_members(r, n);
    } else {
        part->kind = FORM_FLOWCHART;
        part->flowchart = read_flow(r, n);
    }
    return part;
}

enum form_column_kind read_column_kind(struct text name)
{
    static const struct {
        const char *zh, *en;
        enum form_column_kind kind;
    } names[] = {{"层级", "tier", FORM_COLUMN_TIER},
                 {"序号", "number", FORM_COLUMN_NUMBER},
                 {"部分", "topic", FORM_COLUMN_TOPIC},
                 {"问题", "question", FORM_COLUMN_QUESTION},
                 {"答案", "answer", FORM_COLUMN_ANSWER},
                 {"备注", "remark", FORM_COLUMN_REMARK},
                 {"逐题备注", "remark-each", FORM_COLUMN_REMARK_EACH}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_equals(name, names[i].zh) || text_equals(name, names[i].en))
            return names[i].kind;
    return FORM_COLUMN_NONE;
}

/* 栏目 with what each of them has, where that is said. */
static struct form_column *read_columns(struct node_reader *r, const struct node *n)
{
    struct form_column *first = NULL, **last = &first;
    struct text kinds = read_attr_text(r, n, ATTR_FORM_COLUMNS), kind;
    size_t at = 0;
    for (const struct text_item *head = read_names(r, n, ATTR_FORM_HEADS); head;
         head = head->next) {
        struct form_column *column = ARENA_NEW(r->arena, struct form_column);
        column->head = head->text;
        if (list_next(kinds, LIST_WORDS, &at, &kind))
            column->kind = read_column_kind(kind);
        READ_ADD(last, column);
    }
    return first;
}

/* How its questions and topics are numbered. */
static void read_numbering(struct form *form, const struct node *n)
{
    form->count = read_attr_choice(n, ATTR_FORM_NUMBERING);
    form->count_given = table_given(n, ATTR_FORM_NUMBERING);
    form->topic_label = read_attr_choice(n, ATTR_FORM_TOPIC_LABEL);
    form->question_label = read_attr_choice(n, ATTR_FORM_QUESTION_LABEL);
    form->numbers_lone = read_attr_choice(n, ATTR_FORM_LONE);
    form->lone_given = table_given(n, ATTR_FORM_LONE);
}

struct form *read_form(struct node_reader *r, const struct node *n)
{
    struct form *form = ARENA_NEW(r->arena, struct form);
    struct form_part **parts = &form->parts;
    struct text_item **guide = &form->guide;
    form->pos = n->pos;
    form->title = read_attr_text(r, n, ATTR_FORM_TITLE);
    form->free = read_attr_choice(n, ATTR_FORM_LAYOUT);
    read_numbering(form, n);
    form->boxes = read_boxes(n, ATTR_FORM_BOX_PLACE, ATTR_FORM_BOX_GAP);
    form->folded = read_attr_choice(n, ATTR_FORM_PAPER);
    form->two_up = read_attr_choice(n, ATTR_FORM_TWO_UP);
    form->duplex = read_attr_choice(n, ATTR_FORM_DUPLEX);
    form->duplex_given = table_given(n, ATTR_FORM_DUPLEX);
    form->marked = read_attr_choice(n, ATTR_FORM_MARKS);
    if (table_given(n, ATTR_FORM_PAGES))
        form->pages = read_attr_number(r, n, ATTR_FORM_PAGES);
    if (table_given(n, ATTR_FORM_ARRANGE))
        form->arrange = read_attr_choice(n, ATTR_FORM_ARRANGE);
    form->orientation = read_attr_choice(n, ATTR_FORM_ORIENTATION);
    form->columns = read_columns(r, n);
    form->key = read_attr_text(r, n, ATTR_FORM_KEY);
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        if (k->id == EL_LEGEND)
            form->legend = read_legend(r, k);
        else if (k->id == EL_HEADING)
            form->heading = read_fields(r, k, ATTR_HEADING_LABEL_PLACE, ATTR_HEADING_COLON);
        else if (k->id == EL_SIGNING)
            form->signing = read_fields(r, k, ATTR_SIGNING_LABEL_PLACE, ATTR_SIGNING_COLON);
        else if (k->id == EL_GUIDE)
            READ_ADD(guide, read_item(r, space_element_text(r->arena, k)));
        else
            READ_ADD(parts, read_form_part(r, k));
    }
    return form;
}
