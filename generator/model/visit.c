/*
 * The walks. A block's own texts are found by its kind; what it holds is walked by the same rule
 * for both walks. Depth is bounded by the vocabulary.
 */
#include "model/visit.h"

#include <string.h>

#include "model/form.h"
#include "model/record.h"

struct block_walk {
    block_visitor *visit;
    void (*part)(void *context, const struct block_place *at); /* before its blocks; or NULL */
    void *context;
};

static void walk_blocks(const struct block_walk *w, struct block *first, struct block_place at);

static void walk_rows(const struct block_walk *w, const struct table_row *row,
                      struct block_place at)
{
    for (; row; row = row->next)
        for (at.cell = row->first; at.cell; at.cell = at.cell->next)
            walk_blocks(w, at.cell->first, at);
}

static void walk_blocks(const struct block_walk *w, struct block *first, struct block_place at)
{
    for (struct block *b = first; b; b = b->next) {
        struct block_place inside = at;
        w->visit(w->context, b, &at);
        inside.parent = b;
        inside.level += b->kind == BLOCK_SECTION;
        if (b->table) {
            walk_rows(w, b->table->head, inside);
            walk_rows(w, b->table->rows, inside);
        }
        walk_blocks(w, b->first, inside);
    }
}

static void walk_parts(const struct block_walk *w, struct part *first, bool enclosed)
{
    for (struct part *p = first; p; p = p->next) {
        struct block_place at = {.part = p, .enclosed = enclosed, .level = 1};
        if (w->part)
            w->part(w->context, &at);
        walk_blocks(w, p->first, at);
        walk_parts(w, p->attachments, enclosed);
    }
}

void visit_blocks(const struct document *doc, block_visitor *visit, void *context)
{
    struct block_walk w = {.visit = visit, .context = context};
    walk_blocks(&w, doc->body, (struct block_place){.level = 1});
    walk_parts(&w, doc->enclosure, true);
    walk_parts(&w, doc->attachments, false);
}

/* ---- texts ---- */

struct text_walk {
    const struct document *doc;
    text_visitor *visit;
    void *context;
    struct text_place place;
};

static void give(struct text_walk *r, enum text_kind kind, struct text t)
{
    r->place.kind = kind;
    if (t.n)
        r->visit(r->context, t, &r->place);
}

/* The lines of a cell, which are paragraphs when it is set. */
static void give_lines(struct text_walk *r, struct text t)
{
    for (size_t i = 0, end; i < t.n; i = end + 1) {
        for (end = i; end < t.n && t.cp[end] != TEXT_BREAK && t.cp[end] != '\n';)
            end++;
        give(r, TEXT_CELL, text_part(t, i, end));
    }
}

static void give_items(struct text_walk *r, enum text_kind kind, const struct text_item *first)
{
    for (; first; first = first->next)
        give(r, kind, first->text);
}

static void give_options(struct text_walk *r, const struct form_option *first)
{
    for (; first; first = first->next)
        give(r, TEXT_OPTION, first->text);
}

/* named: what it asks for is printed, by its name when it has no label. */
static void give_field(struct text_walk *r, const struct form_field *f, bool named)
{
    give(r, TEXT_FIELD, f->label.n || !named ? f->label : f->name);
    give(r, TEXT_FIELD_UNIT, f->unit);
    give_options(r, f->choice ? f->choice->options : NULL);
}

static void give_contact(struct text_walk *r, const struct contact *contact)
{
    give(r, TEXT_PERSON, contact->name);
    give(r, TEXT_PHONE, contact->phone);
    give(r, TEXT_EMAIL, contact->email);
}

/* What the items say, notes left out; a sign stands for each object. */
static struct text inlines_text(const struct text_walk *r, const struct inline_item *first)
{
    enum { OBJECT = 0xFFFC };
    struct text_builder b = {.arena = r->doc->arena};
    if (first && !first->next && first->kind == INLINE_TEXT && !first->who)
        return first->text; /* most */
    for (const struct inline_item *i = first; i; i = i->next) {
        if (i->kind == INLINE_FOOTNOTE)
            continue;
        struct text t = i->who ? people_found(r->doc->people, i->who).name : i->text;
        bool object = i->field || i->choice || i->contact;
        if (t.n || object)
            b.src = t.n ? t.src : i->pos.src;
        text_add_text(&b, t);
        if (object)
            text_add(&b, OBJECT, i->pos.off);
    }
    return text_done(&b);
}

static void give_inlines(struct text_walk *r, enum text_kind kind, const struct inline_item *first)
{
    struct text text = inlines_text(r, first);
    r->place.inlines = first;
    if (kind == TEXT_CELL)
        give_lines(r, text);
    else
        give(r, kind, text);
    r->place.inlines = NULL;
    for (const struct inline_item *i = first; i; i = i->next)
        if (i->kind == INLINE_FOOTNOTE)
            give(r, TEXT_FOOTNOTE, i->text);
        else if (i->field)
            give_field(r, i->field, false);
        else if (i->contact)
            give_contact(r, i->contact);
        else if (i->choice)
            give_options(r, i->choice->options);
}

static void give_columns(struct text_walk *r, const struct table_column *first)
{
    for (; first; first = first->next)
        give(r, TEXT_COLUMN, first->title);
}

/* ---- records ---- */

/* A unit, and the words that say what it does. */
static void give_unit(struct text_walk *r, enum text_kind use, const struct task_unit *u)
{
    give(r, TEXT_ROLE, u->label);
    give(r, use, u->name);
    give(r, TEXT_ROLE, u->said);
}

static void give_member(struct text_walk *r, const struct record_field *field, const void *member)
{
    if (field->kind == FIELD_IS_INLINES)
        give_inlines(r, field->use, *(struct inline_item *const *)member);
    else if (field->kind != FIELD_IS_UNITS)
        give(r, field->use, *(const struct text *)member); /* a deadline begins with its text */
    else
        for (const struct task_unit *u = *(struct task_unit *const *)member; u; u = u->next)
            give_unit(r, field->use, u);
}

/* What is left of the lists of a record. */
enum { MOST_LISTS = 4 };
struct waiting {
    struct listed {
        const struct record_list *list;
        const void *child; /* NULL: no more */
    } list[MOST_LISTS];
    size_t n;
};

/* The one whose child was typed first; children from files of their own come list by list. A
 * record begins with its position. */
static struct listed *next_listed(struct waiting *w)
{
    struct listed *first = NULL;
    for (size_t i = 0; i < w->n; i++) {
        if (!w->list[i].child)
            continue;
        struct pos own, other = {0};
        memcpy(&own, w->list[i].child, sizeof own);
        if (first)
            memcpy(&other, first->child, sizeof other);
        if (!first || (own.src == other.src && own.off < other.off))
            first = &w->list[i];
    }
    return first;
}

/* What was typed for a task list, a vehicle plan, a roster: field by field, then what it lists. */
static void give_record(struct text_walk *r, enum record_id id, const void *record)
{
    const struct task_unit *unit = record;
    for (enum field_id f = record_first_field(id); f < FIELD_NONE; f = record_next_field(f))
        if (f == FIELD_RESPONSIBLE_NAME)
            give_unit(r, record_fields[f].use, unit);
        else if (record_fields[f].use != TEXT_NONE)
            give_member(r, &record_fields[f], record_member(record, f));
    struct waiting waiting = {.n = 0};
    for (const struct record_list *l = record_lists; l->owner < RECORDS; l++)
        if (l->owner == id && waiting.n < MOST_LISTS)
            waiting.list[waiting.n++] = (struct listed){l, record_follow(record, l->offset)};
    for (struct listed *l; (l = next_listed(&waiting));
         l->child = record_follow(l->child, l->list->next))
        give_record(r, l->list->child, l->child);
}

/* ---- forms ---- */

static void give_steps(struct text_walk *r, const struct flowchart_step *first)
{
    for (const struct flowchart_step *s = first; s; s = s->next) {
        give(r, TEXT_STEP, s->text);
        give(r, TEXT_STEP_NOTE, s->note);
        for (const struct flowchart_branch *b = s->branches; b; b = b->next) {
            give(r, TEXT_STEP_NOTE, b->label);
            give_steps(r, b->steps);
        }
    }
}

static void give_flowchart(struct text_walk *r, const struct flowchart *flow)
{
    give(r, TEXT_BLOCK_TITLE, flow->title);
    give_steps(r, flow->steps);
}

static void give_topic(struct text_walk *r, const struct form_topic *topic)
{
    give(r, TEXT_HEADING, topic->title);
    give(r, TEXT_ROLE, topic->tier);
    for (const struct form_question *q = topic->questions; q; q = q->next) {
        give_inlines(r, TEXT_PARAGRAPH, q->inlines);
        give_options(r, q->options);
    }
}

static void give_form_part(struct text_walk *r, const struct form_part *p)
{
    if (p->classes) {
        give(r, TEXT_BLOCK_TITLE, p->classes->title);
        give(r, TEXT_CLASS_NOTE, p->classes->note);
        give_options(r, p->classes->options);
    }
    if (p->topic)
        give_topic(r, p->topic);
    if (p->members) {
        give(r, TEXT_BLOCK_TITLE, p->members->title);
        give_columns(r, p->members->table->columns);
    }
    if (p->flowchart)
        give_flowchart(r, p->flowchart);
}

/* The title of a form that stands alone is the document's. */
static void give_form(struct text_walk *r, const struct form *form)
{
    if (form != r->doc->form)
        give(r, TEXT_BLOCK_TITLE, form->title);
    if (form->legend) {
        give(r, TEXT_LEGEND, form->legend->number);
        give(r, TEXT_LEGEND, form->legend->maker);
        give(r, TEXT_LEGEND, form->legend->approval);
    }
    for (const struct form_field *f = form->heading; f; f = f->next)
        give_field(r, f, true);
    for (const struct form_column *c = form->columns; c; c = c->next)
        give(r, TEXT_COLUMN, c->head);
    for (const struct form_part *p = form->parts; p; p = p->next)
        give_form_part(r, p);
    for (const struct form_field *f = form->signing; f; f = f->next)
        give_field(r, f, true);
    give_items(r, TEXT_GUIDE, form->guide);
}

/* ---- blocks and parts ---- */

/* Cells are walked as blocks. */
static void read_block(void *context, struct block *b, const struct block_place *at)
{
    static const enum text_kind texts[BLOCK_KINDS] = {
#define MODEL_BLOCK(kind, element, name, text) TEXT_##text,
#include "model/blocks.def"
    };
    struct text_walk *r = context;
    r->place.block = b;
    r->place.at = at;
    give(r, texts[b->kind], b->text);
    if (b->kind == BLOCK_PARAGRAPH || b->kind == BLOCK_CONTACT)
        give_inlines(r, at->cell ? TEXT_CELL : TEXT_PARAGRAPH, b->inlines);
    else if (b->kind == BLOCK_TABLE) {
        give(r, TEXT_BLOCK_TITLE, b->table->title);
        give(r, TEXT_TABLE_UNIT, b->table->unit);
        give_columns(r, b->table->columns);
        give_items(r, TEXT_TABLE_NOTE, b->table->notes);
    }
    if (b->contact)
        give_contact(r, b->contact);
    if (b->index)
        give_record(r, RECORD_TASK_INDEX, b->index);
    if (b->tasks)
        give_record(r, RECORD_TASK_LIST, b->tasks);
    if (b->vehicles)
        give_record(r, RECORD_VEHICLES, b->vehicles);
    if (b->roster)
        give_record(r, b->kind == BLOCK_OFFICE ? RECORD_OFFICE : RECORD_ROSTER, b->roster);
    if (b->teams)
        give_record(r, RECORD_TEAMS, b->teams);
    if (b->form)
        give_form(r, b->form);
    if (b->flowchart)
        give_flowchart(r, b->flowchart);
    if (b->picture) {
        give(r, TEXT_BLOCK_TITLE, b->picture->title);
        give(r, TEXT_REMARK, b->picture->alt);
    }
}

static void read_part(void *context, const struct block_place *at)
{
    struct text_walk *r = context;
    bool enclosure = at->part == r->doc->enclosure;
    r->place.block = NULL;
    r->place.at = at;
    give(r, enclosure ? TEXT_ENCLOSURE_TITLE : TEXT_ATTACHMENT_TITLE, at->part->title);
    give(r, TEXT_CAPTION, at->part->caption);
}

static void give_organs(struct text_walk *r, const struct organ *o)
{
    for (; o; o = o->next) {
        give(r, TEXT_ORGAN, o->name);
        give(r, TEXT_POST, o->post);
    }
}

static void read_head(struct text_walk *r, const struct head *head)
{
    give(r, TEXT_COPY_NUMBER, head->copy_number);
    if (head->secrecy)
        give(r, TEXT_SECRECY_PERIOD, head->secrecy->period);
    give_organs(r, head->issuers);
    give(r, TEXT_SUFFIX, head->suffix);
    give_items(r, TEXT_PERSON, head->signers);
    if (head->number)
        give(r, TEXT_AGENCY_CODE, head->number->words.n ? head->number->words : head->number->code);
}

void visit_texts(const struct document *doc, text_visitor *visit, void *context)
{
    const struct block_place body = {.level = 1};
    struct text_walk r = {doc, visit, context, {.at = &body}};
    struct block_walk w = {read_block, read_part, &r};
    if (doc->head)
        read_head(&r, doc->head);
    give(&r, TEXT_TITLE, doc->title);
    give(&r, TEXT_CAPTION, doc->caption);
    give(&r, TEXT_PERSON, doc->speaker);
    give(&r, TEXT_ADDRESSEES, doc->to);
    walk_blocks(&w, doc->body, body);
    r.place = (struct text_place){.at = &body};
    if (doc->signature) {
        give_organs(&r, doc->signature->organs);
        give(&r, TEXT_AGENCY_CODE, doc->signature->day); /* no words to read, either */
        give(&r, TEXT_POST, doc->signature->post);
    }
    give(&r, TEXT_ANNOTATION, doc->annotation);
    give(&r, TEXT_ATTENDANCE, doc->present);
    give(&r, TEXT_ATTENDANCE, doc->absent);
    give(&r, TEXT_ATTENDANCE, doc->attending);
    walk_parts(&w, doc->enclosure, true);
    walk_parts(&w, doc->attachments, false);
    r.place = (struct text_place){.at = &body};
    if (doc->imprint) {
        give(&r, TEXT_COPIES_TO, doc->imprint->cc);
        give(&r, TEXT_ORGAN, doc->imprint->printer);
    }
}

/* ---- people ---- */

struct people_walk {
    record_person_visitor *visit;
    void *context;
};

/* Whom the staff file tells are not typed. */
static void give_contact_person(const struct people_walk *w, const struct contact *contact)
{
    if (contact && !contact->who)
        w->visit(w->context, &(struct record_person){.name = contact->name,
                                                     .phone = contact->phone,
                                                     .email = contact->email});
}

static void give_people_in(const struct people_walk *w, const struct inline_item *first)
{
    for (const struct inline_item *i = first; i; i = i->next)
        give_contact_person(w, i->contact);
}

static void read_contacts(void *context, struct block *b, const struct block_place *at)
{
    const struct people_walk *w = context;
    (void)at;
    give_contact_person(w, b->contact);
    give_people_in(w, b->inlines);
    for (const struct team_clause *c = b->teams ? b->teams->clauses : NULL; c; c = c->next)
        give_people_in(w, c->inlines);
    for (const struct team *t = b->teams ? b->teams->first : NULL; t; t = t->next) {
        for (const struct team_clause *c = t->clauses; c; c = c->next)
            give_people_in(w, c->inlines);
        for (const struct team_matter *m = t->matters; m; m = m->next)
            give_people_in(w, m->inlines);
    }
}

void visit_contacts(const struct document *doc, record_person_visitor *visit, void *context)
{
    struct people_walk w = {visit, context};
    visit_blocks(doc, read_contacts, &w);
}

static void read_people(void *context, struct block *b, const struct block_place *at)
{
    struct people_walk *w = context;
    read_contacts(context, b, at);
    if (b->roster)
        record_people(b->kind == BLOCK_OFFICE ? RECORD_OFFICE : RECORD_ROSTER, b->roster, w->visit,
                      w->context);
    if (b->teams)
        record_people(RECORD_TEAMS, b->teams, w->visit, w->context);
    if (b->vehicles)
        record_people(RECORD_VEHICLES, b->vehicles, w->visit, w->context);
}

void visit_people(const struct document *doc, record_person_visitor *visit, void *context)
{
    struct people_walk w = {visit, context};
    visit_blocks(doc, read_people, &w);
}
