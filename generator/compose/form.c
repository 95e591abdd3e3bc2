/*
 * Forms, as fields, tables and paragraphs; flowcharts. Topics that stand together make one table,
 * whose columns form_table.c fills: the topic, its questions one a row, room for what was found. In
 * a free form question follows question.
 */
#include "base/utf8.h"
#include "compose/compose_int.h"

enum { AIR = 1000, LEAST_AIR = 500 }; /* thousandths of a character */

/* ---- questions ---- */

static void add_skip(struct form_line *line, const struct form_skip *s)
{
    compose_line_text(line, s->when, false);
    compose_line_words(line, "”跳至", false);
    if (s->target)
        compose_line_text(line, s->target->reference, true);
}

/* （选“否”跳至第7题） */
static void add_skips(struct form_line *line, const struct form_question *q)
{
    for (const struct form_skip *s = q->skips; s; s = s->next) {
        compose_line_words(line, s == q->skips ? "（选“" : "，选“", false);
        add_skip(line, s);
    }
    if (q->skips)
        compose_line_words(line, "）", true);
}

/* The boxes of the question's own. */
static struct box_group boxes_of(const struct form *form, const struct form_question *q)
{
    struct box_group group = compose_box_group(form, q->boxes, q->options, AIR);
    group.name = q->name;
    group.head = q->head;
    group.single = q->answer != ANSWER_MULTIPLE;
    return group;
}

/* Lines of boxes below the question: all in one paragraph, or each on its own where options are
 * sentences: side by side, one would begin where another ends in mid-line. */
static struct flow *box_lines(struct composer *c, const struct form *form,
                              const struct form_question *q)
{
    enum { LONG = 15 }; /* characters */
    struct flow *first = NULL, **last = &first;
    struct box_group group = boxes_of(form, q);
    bool alone = false;
    for (const struct form_option *o = q->options; o; o = o->next)
        alone = alone || o->text.n > LONG;
    for (const struct form_option *o = q->options; o; o = alone ? o->next : NULL) {
        struct form_line boxes;
        compose_line_begin(&boxes, c, q->pos);
        compose_line_boxes(&boxes, &group, o, alone, false);
        *last = compose_line_paragraph(&boxes, PARAGRAPH_ANSWER);
        last = &(*last)->next;
    }
    return first;
}

struct flow *compose_answer(struct composer *c, const struct form *form,
                            const struct form_question *q)
{
    struct form_line line;
    struct box_group group = boxes_of(form, q);
    if (!q->options)
        return NULL;
    compose_line_begin(&line, c, q->pos);
    compose_line_boxes(&line, &group, q->options, false, false);
    return compose_line_paragraph(&line, PARAGRAPH_FORM);
}

/* The lines that a blank of several lines takes, below the question: one field. */
static struct flow *blank_lines(struct composer *c, const struct form_field *f)
{
    struct flow *first = NULL, **last = &first;
    for (int i = 0; i < f->lines; i++, last = &(*last)->next) {
        struct form_line line;
        compose_line_begin(&line, c, f->pos);
        struct text name = i == 0 ? f->name : (struct text){0};
        struct flow_mark *mark = compose_line_mark(&line, MARK_BLANK, name, false);
        mark->fills = true;
        mark->width = AIR;
        mark->lines = i == 0 ? f->lines : 0;
        *last = compose_line_paragraph(&line, PARAGRAPH_ANSWER);
    }
    return first;
}

/* Boxes that stand on the question's own line, at its end. */
static bool are_short(const struct form_option *options)
{
    enum { SHORT = 12, BOX = 2 }; /* characters; a box and its air */
    size_t n = 0;
    for (const struct form_option *o = options; o; o = o->next)
        n += o->text.n + BOX;
    return options && n <= SHORT;
}

/* Words that a box must not touch: 等级□A级. */
static bool is_near(const struct text *t, bool behind)
{
    return t->n && !utf8_is_one_of(t->cp[behind ? t->n - 1 : 0], U"（(：:）)，、；。？！");
}

/* A short group stays whole. */
static void add_whole(struct form_line *line, const struct box_group *group,
                      const struct form_option *first)
{
    compose_line_boxes(line, group, first, true, false);
    if (first->next)
        compose_line_space(line, group->gap, false);
    compose_line_boxes(line, group, first->next, false, are_short(first));
}

static struct box_group choice_group(const struct form *form, const struct form_choice *choice)
{
    struct box_group group = compose_box_group(form, choice->boxes, choice->options, 0);
    group.name = choice->name;
    group.head = choice->head;
    group.single = !choice->several;
    return group;
}

/* （□是 □否） */
static void add_choice(struct form_line *line, const struct form *form,
                       const struct inline_item *before, const struct inline_item *i)
{
    enum { BESIDE = 150 };
    const struct form_choice *choice = i->choice;
    struct box_group group = choice_group(form, choice);
    if (before && (is_near(&before->text, true) || (before->field && !before->field->unit.n)))
        compose_line_space(line, BESIDE, false);
    add_whole(line, &group, choice->options);
    if (i->next && (is_near(&i->next->text, false) || i->next->field))
        compose_line_space(line, BESIDE, false);
}

/* A blank, a group of boxes, a skip in the question's text; below, when it takes lines. */
static void add_inline(struct form_line *line, const struct form *form,
                       const struct inline_item *before, const struct inline_item *i,
                       struct flow **below)
{
    if (i->field && i->field->lines > 1) {
        *compose_end(below) = blank_lines(line->c, i->field);
    } else if (i->field) {
        compose_line_field(line, i->field);
    } else if (i->choice) {
        add_choice(line, form, before, i);
    } else if (i->skip) {
        compose_line_words(line, "（选“", false);
        add_skip(line, i->skip);
        compose_line_words(line, "）", true);
    } else {
        compose_line_text(line, compose_words_of(line->c, i), false);
    }
}

/* Its number, its words and where it leads; below: what takes lines of its own. */
static void add_words(struct form_line *line, const struct form *form,
                      const struct form_question *q, struct flow **below)
{
    compose_line_text(line, q->label, false);
    if (q->label.n && q->label.cp[q->label.n - 1] == '.')
        compose_line_space(line, LEAST_AIR, false);
    for (const struct inline_item *i = q->inlines, *before = NULL; i; before = i, i = i->next)
        add_inline(line, form, before, i, below);
    add_skips(line, q);
}

/* With short answers on its line, longer ones below. */
struct flow *compose_question(struct composer *c, const struct form *form,
                              const struct form_question *q, bool answered)
{
    struct form_line line;
    struct flow *blanks = NULL;
    struct box_group group = boxes_of(form, q);
    bool beside = answered && are_short(q->options);
    compose_line_begin(&line, c, q->pos);
    add_words(&line, form, q, &blanks);
    if (beside) {
        compose_line_space(&line, LEAST_AIR, true);
        compose_line_boxes(&line, &group, q->options, false, true);
    }
    struct flow *first = compose_line_paragraph(&line, PARAGRAPH_QUESTION);
    if (answered && !beside)
        first->next = box_lines(c, form, q);
    *compose_end(&first) = blanks;
    for (struct flow *f = first; f; f = f->next)
        f->keep = f->next != NULL;
    return first;
}

/* Whether what was typed last ends a question by itself. */
static bool is_ended(const struct form_question *q)
{
    const struct inline_item *last = q->inlines;
    while (last && last->next)
        last = last->next;
    return !q->options && !q->skips && last && last->text.n && !is_near(&last->text, true);
}

/* ①……（□是 □否）；②……: air where no mark ends a question. What takes lines of its own ends the
 * paragraph. */
struct flow *compose_run_on(struct composer *c, const struct form *form,
                            const struct form_topic *topic)
{
    struct flow *first = NULL;
    struct form_line line = {0};
    for (const struct form_question *q = topic->questions; q; q = q->next) {
        struct flow *below = NULL;
        struct box_group group = boxes_of(form, q);
        if (!line.last)
            compose_line_begin(&line, c, q->pos);
        add_words(&line, form, q, &below);
        if (q->options) {
            compose_line_space(&line, LEAST_AIR, false);
            add_whole(&line, &group, q->options);
        }
        if (below || !q->next) {
            *compose_end(&first) = compose_line_paragraph(&line, PARAGRAPH_QUESTION);
            *compose_end(&first) = below;
            line = (struct form_line){0};
        } else if (!is_ended(q)) {
            compose_line_space(&line, AIR, false);
        }
    }
    return first;
}

/* ---- parts ---- */

/* The form being composed, and where its next node goes. */
struct form_maker {
    struct composer *c;
    const struct form *form;
    struct flow **last;
    struct text tier; /* of the topic before, in a free form */
};

/* 1.2025年 would read as one number. */
struct text compose_topic_title(struct composer *c, const struct form_topic *topic)
{
    static const char narrow_space[] = "\u00a0";
    struct text label = topic->label;
    if (label.n && label.cp[label.n - 1] == '.' && topic->title.n &&
        utf8_is_digit(topic->title.cp[0]))
        label = text_joined(c->arena, label, text_from_utf8(c->arena, narrow_space, topic->pos));
    return text_joined(c->arena, label, topic->title);
}

static void add(struct form_maker *m, struct flow *f)
{
    *m->last = f;
    m->last = compose_end(m->last);
}

/* ---- the other parts ---- */

static void add_topic_line(struct form_maker *m, const struct form_topic *topic, struct text t)
{
    struct form_line line;
    compose_line_begin(&line, m->c, topic->pos);
    compose_line_text(&line, t, false);
    if (t.n)
        add(m, compose_line_paragraph(&line, PARAGRAPH_TOPIC));
}

/* The tier stands above the first of its topics. */
static void add_free_topic(struct form_maker *m, const struct form_topic *topic)
{
    if (!text_same(topic->tier, m->tier))
        add_topic_line(m, topic, topic->tier);
    m->tier = topic->tier;
    add_topic_line(m, topic, compose_topic_title(m->c, topic));
    if (m->c->run_on)
        add(m, compose_run_on(m->c, m->form, topic));
    for (const struct form_question *q = topic->questions; q && !m->c->run_on; q = q->next)
        add(m, compose_question(m->c, m->form, q, true));
}

/* The classes themselves, parted by air or, in brackets, by 、. */
static void add_class_names(struct form_line *line, const struct form_classes *classes, int gap)
{
    for (const struct form_option *o = classes->options; o; o = o->next) {
        compose_line_text(line, text_part(o->text, 0, 1), false);
        compose_line_text(line, text_part(o->text, 1, o->text.n), true);
        if (o->next && classes->how == CLASS_WRITTEN)
            compose_line_words(line, "、", true);
        else if (o->next)
            compose_line_space(line, gap, false);
    }
}

/* 类别（甲、乙）：____ */
static void add_written_class(struct form_line *line, const struct form_classes *classes)
{
    compose_line_words(line, "（", false);
    add_class_names(line, classes, 0);
    compose_line_words(line, "）", true);
    compose_line_words(line, "：", true);
    compose_line_field(line, &(struct form_field){.pos = line->pos, .name = classes->title});
}

/* 类别（在对应类别上划“√”）：□甲 □乙, or with the note behind all; without boxes, words alone. */
static void add_classes(struct form_maker *m, const struct form_part *p)
{
    const struct form_classes *classes = p->classes;
    struct form_line line;
    struct text note = words_in_brackets(m->c->arena, classes->note);
    struct box_group group = compose_box_group(m->form, classes->boxes, classes->options, AIR);
    group.name = group.head = classes->title;
    group.single = !classes->several;
    compose_line_begin(&line, m->c, p->pos);
    compose_line_text(&line, classes->title, false);
    if (classes->note_place == NOTE_BEFORE)
        compose_line_text(&line, note, false);
    if (classes->how == CLASS_WRITTEN)
        add_written_class(&line, classes);
    else
        compose_line_words(&line, "：", false);
    if (classes->how == CLASS_BOXED)
        compose_line_boxes(&line, &group, classes->options, false, false);
    else if (classes->how == CLASS_BARE)
        add_class_names(&line, classes, group.gap);
    if (classes->note_place == NOTE_BEHIND)
        compose_line_text(&line, note, false);
    add(m, compose_line_paragraph(&line, PARAGRAPH_FORM));
}

/* Columns without a width share what those with one leave; numbers take little. */
static void add_members(struct form_maker *m, const struct form_members *members)
{
    struct arena *a = m->c->arena;
    struct flow_table *table = compose_written_table(m->c, members->table);
    struct table_maker t = {.c = m->c, .table = table, .row = &table->rows, .pos = table->pos};
    table->whole = true;
    for (struct flow_column *column = table->columns; column; column = column->next) {
        if (column->width || column->share)
            continue;
        column->plan = PLAN_MEMBERS;
        column->place = column->content != COLUMN_COUNTER;
    }
    for (int row = 1; row <= members->rows; row++) {
        compose_row(&t, ROW_PLAIN, table->pos)->whole = true;
        for (const struct flow_column *column = table->columns; column; column = column->next) {
            if (column->content == COLUMN_COUNTER)
                continue;
            const char *name = arena_printf(a, "%s/%d/%s", text_utf8(a, table->title), row,
                                            text_utf8(a, column->title));
            struct text text = text_from_utf8(a, name, table->pos);
            struct flow_mark *mark = compose_mark(m->c, MARK_BLANK, text);
            mark->label = column->title;
            compose_cell(&t, NULL)->blank = mark;
        }
    }
    add(m, compose_table_node(m->c, table));
}

static const struct form_part *add_part(struct form_maker *m, const struct form_part *p)
{
    if (p->kind == FORM_TOPIC && !m->form->free) {
        add(m, compose_topics(m->c, m->form, &p));
        return p;
    }
    if (p->kind == FORM_TOPIC)
        add_free_topic(m, p->topic);
    else if (p->kind == FORM_CLASSES)
        add_classes(m, p);
    else if (p->kind == FORM_MEMBERS)
        add_members(m, p->members);
    else
        add(m, compose_flowchart(m->c, p->flowchart));
    return p->next;
}

/* ---- around them ---- */

/* 户主： and its blank or boxes, or the blank and 村 behind it. */
static void add_labelled(struct form_line *line, const struct form *form,
                         const struct form_field *field)
{
    struct text label = field->label.n ? field->label : field->name;
    uint32_t end = label.n ? label.cp[label.n - 1] : 0;
    if (field->behind && !field->choice) {
        compose_line_field(line, field);
        compose_line_text(line, label, true);
        return;
    }
    compose_line_text(line, label, false);
    if (!field->bare && end != U'：' && end != ':')
        compose_line_words(line, "：", true);
    if (!field->choice) {
        compose_line_field(line, field);
        return;
    }
    struct box_group group = choice_group(form, field->choice);
    add_whole(line, &group, field->choice->options);
}

static struct flow *compose_fields(struct composer *c, const struct form *form,
                                   const struct form_field *field)
{
    struct flow *f = compose_node(c, FLOW_FIELDS, field->pos);
    for (struct flow_field **last = &f->fields; field; field = field->next) {
        struct form_line line;
        compose_line_begin(&line, c, field->pos);
        add_labelled(&line, form, field);
        *last = ARENA_NEW(c->arena, struct flow_field);
        **last = (struct flow_field){.pos = field->pos, .pieces = line.first};
        last = &(*last)->next;
    }
    return f;
}

/* A paragraph that may be empty. */
static struct flow *compose_label(struct composer *c, const char *label, struct text t,
                                  enum paragraph_kind kind)
{
    struct flow *f = compose_node(c, FLOW_PARAGRAPH, text_pos(t, 0));
    f->pieces = compose_piece(c, compose_labelled(c, label, t));
    f->paragraph = kind;
    return f;
}

/* 填写说明：…, or 填写说明：1.…, 2.… when there are several. */
static struct flow *compose_guide(struct composer *c, const struct text_item *guide)
{
    struct flow *first = NULL, **last = &first;
    int n = 0;
    for (const struct text_item *t = guide; t; t = t->next, last = &(*last)->next) {
        const char *label = t == guide ? "填写说明：" : "";
        if (guide->next)
            label = arena_printf(c->arena, "%s%d.", label, ++n);
        *last =
            compose_label(c, label, t->text, t == guide ? PARAGRAPH_GUIDE : PARAGRAPH_GUIDE_MORE);
    }
    return first;
}

/* All of it, with questions as they are arranged now. */
static struct flow *form_content(struct composer *c, const struct block *b)
{
    const struct form *form = b->form;
    struct flow *first = NULL;
    struct form_maker m = {.c = c, .form = form, .last = &first};
    if (form->heading)
        add(&m, compose_fields(c, form, form->heading));
    for (const struct form_part *p = form->parts; p;)
        p = add_part(&m, p);
    struct flow *closing = compose_node(c, FLOW_GROUP, b->pos);
    closing->closing = true;
    if (form->signing) {
        closing->first = compose_fields(c, form, form->signing);
        closing->first->closing = true;
    }
    *compose_end(&closing->first) = compose_guide(c, form->guide);
    if (closing->first)
        add(&m, closing);
    return first;
}

static bool has_several_questions(const struct form *form)
{
    for (const struct form_part *p = form->parts; p; p = p->next)
        if (p->kind == FORM_TOPIC && p->topic->questions->next)
            return true;
    return false;
}

/* A form that is given its pages may have its questions run on, where its author does not say. */
struct flow *compose_form(struct composer *c, const struct block *b, int level)
{
    const struct form *form = b->form;
    struct flow *group = compose_node(c, FLOW_GROUP, b->pos);
    (void)level;
    c->run_on = form->arrange == ARRANGE_RUN_ON;
    group->first = form_content(c, b);
    c->run_on = form->pages && form->arrange == ARRANGE_ANY && has_several_questions(form);
    if (c->run_on)
        group->run_on = form_content(c, b);
    c->run_on = false;
    return group;
}

static struct flow *compose_legend(struct composer *c, const struct form_legend *legend)
{
    struct flow *first = NULL, **last = &first;
    struct text until = {0};
    if (legend->until.year)
        until = text_from_utf8(c->arena, date_text(c->arena, legend->until), legend->until.pos);
    const struct {
        const char *label;
        struct text value;
    } lines[] = {{"表　　号：", legend->number},
                 {"制表机关：", legend->maker},
                 {"批准文号：", legend->approval},
                 {"有效期至：", until}};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (lines[i].value.n) {
            *last = compose_label(c, lines[i].label, lines[i].value, PARAGRAPH_LEGEND);
            last = &(*last)->next;
        }
    return first;
}

struct flow_form *compose_form_pages(struct composer *c, const struct form *form,
                                     const struct flow *content)
{
    struct flow_form *pages = ARENA_NEW(c->arena, struct flow_form);
    *pages = (struct flow_form){.pos = form->pos,
                                .pages = form->pages,
                                .runs_on = form->arrange == ARRANGE_RUN_ON,
                                .may_run_on = content->run_on != NULL,
                                .turned = form->orientation == ORIENTATION_LANDSCAPE,
                                .folded = form->folded,
                                .two_up = form->two_up,
                                .marked = form->marked,
                                .legend = form->legend ? compose_legend(c, form->legend) : NULL};
    if (content->first && content->first->kind == FLOW_FIELDS && form->heading)
        pages->repeated = content->first->fields;
    return pages;
}
