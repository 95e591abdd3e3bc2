/* The reader of forms and flow figures: their parts as written, in their order. */
#include "model/form.h"
#include "value/list.h"
#include "vocab/vocab_int.h"

static struct text_item *read_names(struct node_reader *r, const struct node *n, enum attr_id id)
{
    struct text all = read_attr_or_preset(r, n, id), name;
    struct text_item *first = NULL, **last = &first;
    for (size_t at = 0; list_next(all, LIST_WORDS, &at, &name);)
        READ_ADD(last, read_item(r, name));
    return first;
}

static struct form_field *read_fields(struct node_reader *r, const struct node *n)
{
    struct form_field *first = NULL, **last = &first;
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next))
        READ_ADD(last, read_field(r, k));
    return first;
}

static struct form_question *read_question(struct node_reader *r, const struct node *n)
{
    struct form_question *q = ARENA_NEW(r->arena, struct form_question);
    struct form_skip **last = &q->skips;
    q->pos = n->pos;
    q->name = read_attr_text(r, n, ATTR_QUESTION_NAME);
    q->id = read_attr_text(r, n, ATTR_QUESTION_ID);
    q->answer = read_attr_choice(n, ATTR_QUESTION_ANSWER);
    q->options = read_names(r, n, ATTR_QUESTION_OPTIONS);
    q->inlines = read_inlines(r, n);
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        if (k->id != EL_SKIP)
            continue;
        struct form_skip *skip = ARENA_NEW(r->arena, struct form_skip);
        skip->pos = k->pos;
        skip->when = read_attr_text(r, k, ATTR_SKIP_WHEN);
        skip->to = read_attr_text(r, k, ATTR_SKIP_TO);
        READ_ADD(last, skip);
    }
    return q;
}

static struct form_topic *read_topic(struct node_reader *r, const struct node *n)
{
    struct form_topic *topic = ARENA_NEW(r->arena, struct form_topic);
    struct form_question **last = &topic->questions;
    topic->title = read_attr_text(r, n, ATTR_TOPIC_TITLE);
    topic->tier = read_attr_text(r, n, ATTR_TOPIC_TIER);
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next))
        READ_ADD(last, read_question(r, k));
    return topic;
}

static struct form_classes *read_classes(struct node_reader *r, const struct node *n)
{
    struct form_classes *classes = ARENA_NEW(r->arena, struct form_classes);
    struct text_item **last = &classes->options;
    classes->title = read_attr_text(r, n, ATTR_CLASSES_TITLE);
    classes->note = read_attr_or_preset(r, n, ATTR_CLASSES_NOTE);
    classes->several = read_attr_choice(n, ATTR_CLASSES_SEVERAL);
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next))
        READ_ADD(last, read_item(r, space_element_text(r->arena, k)));
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

struct flowchart *read_flow(struct node_reader *r, const struct node *n)
{
    struct flowchart *flow = ARENA_NEW(r->arena, struct flowchart);
    struct flowchart_step **last = &flow->steps;
    flow->pos = n->pos;
    flow->title = read_attr_text(r, n, ATTR_FLOW_TITLE);
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
        } else {
            step->id = read_attr_text(r, k, ATTR_STEP_ID);
            step->note = read_attr_text(r, k, ATTR_STEP_NOTE);
            step->to[0] = read_attr_text(r, k, ATTR_STEP_NEXT);
        }
        READ_ADD(last, step);
    }
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

struct form *read_form(struct node_reader *r, const struct node *n)
{
    struct form *form = ARENA_NEW(r->arena, struct form);
    struct form_part **parts = &form->parts;
    struct text_item **guide = &form->guide;
    form->pos = n->pos;
    form->title = read_attr_text(r, n, ATTR_FORM_TITLE);
    form->free = read_attr_choice(n, ATTR_FORM_LAYOUT);
    form->through = read_attr_choice(n, ATTR_FORM_NUMBERING);
    form->folded = read_attr_choice(n, ATTR_FORM_PAPER);
    form->two_up = read_attr_choice(n, ATTR_FORM_TWO_UP);
    form->orientation = read_attr_choice(n, ATTR_FORM_ORIENTATION);
    form->heads = read_names(r, n, ATTR_FORM_HEADS);
    form->key = read_attr_text(r, n, ATTR_FORM_KEY);
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        if (k->id == EL_LEGEND)
            form->legend = read_legend(r, k);
        else if (k->id == EL_HEADING)
            form->heading = read_fields(r, k);
        else if (k->id == EL_SIGNING)
            form->signing = read_fields(r, k);
        else if (k->id == EL_GUIDE)
            READ_ADD(guide, read_item(r, space_element_text(r->arena, k)));
        else
            READ_ADD(parts, read_form_part(r, k));
    }
    return form;
}
