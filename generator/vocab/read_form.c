/* The reader of forms and flow figures: their parts as written, in their order. */
#include "model/form.h"
#include "vocab/vocab_int.h"

/* ---- values ---- */

static bool parts_names(uint32_t cp)
{
    return cp == U'、' || cp == U'，' || cp == U',' || cp == U'；' || cp == U';';
}

struct text_item *read_attr_names(struct reader *r, const struct node *n, enum attr_id id)
{
    struct text all = read_attr_or_preset(r, n, id);
    struct text_item *first = NULL, **last = &first;
    for (size_t from = 0, to; from < all.n; from = to + 1) {
        for (to = from; to < all.n && !parts_names(all.cp[to]); to++)
            ;
        size_t start = from + space_skip(text_part(all, from, to), 0);
        if (start >= to)
            continue;
        *last = ARENA_NEW(r->arena, struct text_item);
        (*last)->text = text_part(all, start, to);
        last = &(*last)->next;
    }
    return first;
}

struct form_field *read_field(struct reader *r, const struct node *n)
{
    struct form_field *field = ARENA_NEW(r->arena, struct form_field);
    field->pos = n->pos;
    field->name = read_attr_text(r, n, ATTR_FIELD_NAME);
    field->label = read_attr_text(r, n, ATTR_FIELD_LABEL);
    field->unit = read_attr_text(r, n, ATTR_FIELD_UNIT);
    field->kind = read_attr_choice(n, ATTR_FIELD_KIND);
    field->width = read_attr_number(r, n, ATTR_FIELD_WIDTH);
    field->lines = table_given(n, ATTR_FIELD_LINES) ? read_attr_number(r, n, ATTR_FIELD_LINES) : 1;
    return field;
}

static struct form_field *read_fields(struct reader *r, const struct node *n)
{
    struct form_field *first = NULL, **last = &first;
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        *last = read_field(r, k);
        last = &(*last)->next;
    }
    return first;
}

/* ---- questions ---- */

static struct form_skip *read_skips(struct reader *r, const struct node *n)
{
    struct form_skip *first = NULL, **last = &first;
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        if (k->id != EL_SKIP)
            continue;
        *last = ARENA_NEW(r->arena, struct form_skip);
        (*last)->pos = k->pos;
        (*last)->when = read_attr_text(r, k, ATTR_SKIP_WHEN);
        (*last)->to = read_attr_text(r, k, ATTR_SKIP_TO);
        last = &(*last)->next;
    }
    return first;
}

static struct form_question *read_question(struct reader *r, const struct node *n)
{
    struct form_question *q = ARENA_NEW(r->arena, struct form_question);
    q->pos = n->pos;
    q->name = read_attr_text(r, n, ATTR_QUESTION_NAME);
    q->id = read_attr_text(r, n, ATTR_QUESTION_ID);
    q->answer = read_attr_choice(n, ATTR_QUESTION_ANSWER);
    q->options = read_attr_names(r, n, ATTR_QUESTION_OPTIONS);
    q->inlines = inline_read(r, n);
    q->skips = read_skips(r, n);
    return q;
}

/* ---- parts ---- */

static void read_topic(struct reader *r, const struct node *n, struct form_part *part)
{
    struct form_topic *topic = part->topic = ARENA_NEW(r->arena, struct form_topic);
    struct form_question **last = &topic->questions;
    part->kind = FORM_TOPIC;
    topic->title = read_attr_text(r, n, ATTR_TOPIC_TITLE);
    topic->tier = read_attr_text(r, n, ATTR_TOPIC_TIER);
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        *last = read_question(r, k);
        last = &(*last)->next;
    }
}

static void read_classes(struct reader *r, const struct node *n, struct form_part *part)
{
    struct form_classes *classes = part->classes = ARENA_NEW(r->arena, struct form_classes);
    struct text_item **last = &classes->options;
    part->kind = FORM_CLASSES;
    classes->title = read_attr_text(r, n, ATTR_CLASSES_TITLE);
    classes->note = read_attr_or_preset(r, n, ATTR_CLASSES_NOTE);
    classes->several = read_attr_choice(n, ATTR_CLASSES_SEVERAL);
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        *last = ARENA_NEW(r->arena, struct text_item);
        (*last)->text = space_element_text(r->arena, k);
        last = &(*last)->next;
    }
}

static void read_members(struct reader *r, const struct node *n, struct form_part *part)
{
    struct form_members *members = part->members = ARENA_NEW(r->arena, struct form_members);
    part->kind = FORM_MEMBERS;
    members->title = read_attr_text(r, n, ATTR_MEMBERS_TITLE);
    members->rows = read_attr_number(r, n, ATTR_MEMBERS_ROWS);
    members->table = ARENA_NEW(r->arena, struct table);
    members->table->pos = n->pos;
    members->table->title = members->title;
    struct table_column **last = &members->table->columns;
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        *last = read_column(r, k);
        last = &(*last)->next;
    }
}

/* ---- flow figures ---- */

static struct flow_step *read_step(struct reader *r, const struct node *n, bool decision)
{
    struct flow_step *step = ARENA_NEW(r->arena, struct flow_step);
    step->pos = n->pos;
    step->decision = decision;
    step->id = read_attr_text(r, n, decision ? ATTR_DECISION_ID : ATTR_STEP_ID);
    step->note = read_attr_text(r, n, decision ? ATTR_DECISION_NOTE : ATTR_STEP_NOTE);
    step->to[0] = read_attr_text(r, n, decision ? ATTR_DECISION_YES : ATTR_STEP_NEXT);
    if (decision)
        step->to[1] = read_attr_text(r, n, ATTR_DECISION_NO);
    step->text = space_element_text(r->arena, n);
    return step;
}

static struct flow *read_figure(struct reader *r, const struct node *n)
{
    struct flow *flow = ARENA_NEW(r->arena, struct flow);
    struct flow_step **last = &flow->steps;
    flow->pos = n->pos;
    flow->title = read_attr_text(r, n, ATTR_FLOW_TITLE);
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        *last = read_step(r, k, k->id == EL_DECISION);
        last = &(*last)->next;
    }
    return flow;
}

static void read_part_flow(struct reader *r, const struct node *n, struct form_part *part)
{
    part->kind = FORM_FLOW;
    part->flow = read_figure(r, n);
}

void read_flow(struct reader *r, const struct node *n)
{
    read_add_block(r, n, BLOCK_FLOW)->flow = read_figure(r, n);
}

/* ---- the form ---- */

static struct form_legend *read_legend(struct reader *r, const struct node *n)
{
    struct form_legend *legend = ARENA_NEW(r->arena, struct form_legend);
    legend->number = read_attr_text(r, n, ATTR_LEGEND_NUMBER);
    legend->maker = read_attr_text(r, n, ATTR_LEGEND_MAKER);
    legend->approval = read_attr_text(r, n, ATTR_LEGEND_APPROVAL);
    if (table_given(n, ATTR_LEGEND_UNTIL))
        legend->until = read_attr_date(r, n, ATTR_LEGEND_UNTIL);
    return legend;
}

static void add_guide(struct reader *r, struct form *form, const struct node *n)
{
    struct text_item **last = &form->guide;
    while (*last)
        last = &(*last)->next;
    *last = ARENA_NEW(r->arena, struct text_item);
    (*last)->text = space_element_text(r->arena, n);
}

typedef void read_part_function(struct reader *, const struct node *, struct form_part *);

static void read_content(struct reader *r, const struct node *n, struct form *form)
{
    static read_part_function *const readers[EL_END] = {
        [EL_CLASSES] = read_classes,
        [EL_TOPIC] = read_topic,
        [EL_MEMBERS] = read_members,
        [EL_FLOW] = read_part_flow,
    };
    struct form_part **last = &form->parts;
    for (const struct node *k = read_next(n->first); k; k = read_next(k->next)) {
        enum element_id id = k->id;
        if (id == EL_LEGEND)
            form->legend = read_legend(r, k);
        else if (id == EL_HEADING)
            form->heading = read_fields(r, k);
        else if (id == EL_SIGNING)
            form->signing = read_fields(r, k);
        else if (id == EL_GUIDE)
            add_guide(r, form, k);
        if (!readers[id])
            continue;
        *last = ARENA_NEW(r->arena, struct form_part);
        (*last)->pos = k->pos;
        readers[id](r, k, *last);
        last = &(*last)->next;
    }
}

void read_form(struct reader *r, const struct node *n)
{
    struct form *form = ARENA_NEW(r->arena, struct form);
    form->pos = n->pos;
    form->title = read_attr_text(r, n, ATTR_FORM_TITLE);
    form->free = read_attr_choice(n, ATTR_FORM_LAYOUT);
    form->through = read_attr_choice(n, ATTR_FORM_NUMBERING);
    form->folded = read_attr_choice(n, ATTR_FORM_PAPER);
    form->two_up = read_attr_choice(n, ATTR_FORM_TWO_UP);
    form->orientation = read_attr_choice(n, ATTR_FORM_ORIENTATION);
    form->heads = read_attr_names(r, n, ATTR_FORM_HEADS);
    form->key = read_attr_text(r, n, ATTR_FORM_KEY);
    read_content(r, n, form);
    read_add_block(r, n, BLOCK_FORM)->form = form;
}

void read_task_check(struct reader *r, const struct node *n)
{
    read_add_block(r, n, BLOCK_TASK_CHECK)->text = read_attr_text(r, n, ATTR_TASK_CHECK_TITLE);
}
