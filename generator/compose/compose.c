/*
 * Walks a resolved document: every block becomes one node of flow, by its kind; what the document's
 * parts say becomes the flow's document. Task lists are gathered first, since indexes tell of them
 * all; footnotes are counted last, when tables have merged their cells.
 */
#include "compose/compose_int.h"

/* ---- what stands in paragraphs ---- */

/* The name of the place where an attachment starts. Not by where it stands in the source, whose
 * names have two languages. */
static const char *part_anchor(struct composer *c, const struct part *p)
{
    const struct part *own = c->doc->attachments;
    while (own && own != p)
        own = own->next;
    return arena_printf(c->arena, "%s-%d", own ? "attachment" : "enclosure", p->number);
}

struct flow_piece *compose_pieces(struct composer *c, const struct inline_item *first)
{
    static const enum piece_kind kinds[] = {
        [INLINE_TEXT] = PIECE_TEXT,           [INLINE_EMPHASIS] = PIECE_EMPHASIS,
        [INLINE_REFERENCE] = PIECE_REFERENCE, [INLINE_FOOTNOTE] = PIECE_FOOTNOTE,
        [INLINE_NAME] = PIECE_TEXT,           [INLINE_FIELD] = PIECE_TEXT};
    struct flow_piece *pieces = NULL, **last = &pieces;
    for (const struct inline_item *i = first; i; i = i->next, last = &(*last)->next) {
        *last = compose_piece(c, i->text);
        (*last)->kind = kinds[i->kind];
        (*last)->pos = i->pos;
        (*last)->number = i->target;
        if (i->part)
            (*last)->anchor = part_anchor(c, i->part);
    }
    return pieces;
}

/* ---- blocks ---- */

static struct flow *compose_plain(struct composer *c, const struct block *b, int level)
{
    struct flow *f = compose_node(c, FLOW_PARAGRAPH, b->pos);
    (void)level;
    f->pieces = compose_pieces(c, b->inlines);
    return f;
}

/* A heading that its text follows on the line ends in a full stop (7.3.3 by habit). */
static struct flow *compose_section(struct composer *c, const struct block *b, int level)
{
    struct flow *f = compose_node(c, FLOW_HEADING, b->pos);
    bool first = b->first && b->first->kind == BLOCK_PARAGRAPH;
    f->title = b->text;
    if (b->run_in && !words_are_ended(b->text))
        f->title = words_with_end(c->arena, b->text, "。");
    f->run_in = first && (b->run_in || !b->text.n);
    f->first = compose_blocks(c, b->first, level < LEVELS ? level + 1 : LEVELS);
    return f;
}

static struct flow *compose_list(struct composer *c, const struct block *b, int level)
{
    struct flow *group = compose_node(c, FLOW_GROUP, b->pos);
    group->first = compose_blocks(c, b->first, level);
    for (struct flow *f = group->first; f; f = f->next)
        f->paragraph = PARAGRAPH_ITEM;
    return group;
}

/* 联系人：许玥，电话：13800000000，邮箱：… */
static struct flow *compose_contact(struct composer *c, const struct block *b, int level)
{
    const struct contact *contact = b->contact;
    struct text t = compose_labelled(c, "联系人：", contact->name);
    (void)level;
    if (contact->phone.n)
        t = words_joined(c->arena, t, compose_labelled(c, "，电话：", contact->phone));
    if (contact->email.n)
        t = words_joined(c->arena, t, compose_labelled(c, "，邮箱：", contact->email));
    struct flow *f = compose_node(c, FLOW_PARAGRAPH, b->pos);
    f->pieces = compose_piece(c, t);
    f->paragraph = PARAGRAPH_CONTACT;
    return f;
}

static struct flow *compose_table_block(struct composer *c, const struct block *b, int level)
{
    (void)level;
    return compose_table_node(c, compose_written_table(c, b->table));
}

/* Where an arrow that says this code leads, or NULL: nowhere. */
static const struct flow_box *find_box(const struct flow_figure *figure,
                                       const struct flowchart *chart, struct text code)
{
    const struct flow_box *box = figure->boxes;
    if (text_equals(code, "结束") || text_equals(code, "end"))
        return NULL;
    for (const struct flowchart_step *s = chart->steps; s; s = s->next, box++)
        if (s->id.n && text_same(s->id, code))
            return box;
    return NULL;
}

/* 流程图: boxes in the order of the steps, each with where its arrows lead; to the next one where
 * the author does not say. */
struct flow *compose_flowchart(struct composer *c, const struct flowchart *chart)
{
    static const char *const says[] = {"是", "否"};
    struct flow *f = compose_node(c, FLOW_FIGURE, chart->pos);
    struct flow_figure *figure = f->figure = ARENA_NEW(c->arena, struct flow_figure);
    int n = 0;
    for (const struct flowchart_step *s = chart->steps; s; s = s->next)
        n++;
    struct flow_box *boxes = ARENA_ARRAY(c->arena, struct flow_box, (size_t)n), *box = boxes;
    *figure = (struct flow_figure){chart->pos, chart->title, boxes, n};
    for (const struct flowchart_step *s = chart->steps; s; s = s->next, box++) {
        *box = (struct flow_box){.pos = s->pos,
                                 .text = s->text,
                                 .note = s->note,
                                 .decision = s->decision,
                                 .number = (int)(box - boxes),
                                 .next = s->next ? box + 1 : NULL};
        for (int way = 0; way < 1 + s->decision; way++) {
            box->to[way] = s->to[way].n ? find_box(figure, chart, s->to[way]) : box->next;
            if (s->decision)
                box->says[way] = words_derived(c->arena, says[way], s->pos);
        }
    }
    return f;
}

static struct flow *compose_figure(struct composer *c, const struct block *b, int level)
{
    (void)level;
    return compose_flowchart(c, b->flowchart);
}

struct flow *compose_blocks(struct composer *c, const struct block *first, int level)
{
    static struct flow *(*const by_kind[])(struct composer *, const struct block *, int) = {
        [BLOCK_PARAGRAPH] = compose_plain,   [BLOCK_SECTION] = compose_section,
        [BLOCK_LIST] = compose_list,         [BLOCK_CONTACT] = compose_contact,
        [BLOCK_TABLE] = compose_table_block, [BLOCK_TASK_LIST] = compose_tasks,
        [BLOCK_TASK_INDEX] = compose_index,  [BLOCK_VEHICLES] = compose_vehicles,
        [BLOCK_ROSTER] = compose_roster,     [BLOCK_OFFICE] = compose_office,
        [BLOCK_TEAMS] = compose_teams,       [BLOCK_FORM] = compose_form,
        [BLOCK_FLOWCHART] = compose_figure,  [BLOCK_TASK_CHECK] = compose_check,
    };
    struct flow *flow = NULL, **last = &flow;
    int sections = 0;
    for (const struct block *b = first; b; b = b->next, last = &(*last)->next) {
        *last = by_kind[b->kind](c, b, level);
        if (b->kind != BLOCK_SECTION)
            continue; /* unnumbered, and does not restart the count */
        (*last)->level = level;
        (*last)->label = words_derived(c->arena, number_label(c->arena, level, ++sections), b->pos);
    }
    return flow;
}

/* ---- footnotes ---- */

static void count_footnotes(struct flow *first, int *n);

static void count_in_rows(struct flow_row *row, int *n)
{
    for (; row; row = row->next)
        for (struct flow_cell *cell = row->first; cell; cell = cell->next)
            count_footnotes(cell->first, n);
}

/* Through a part, in the order of the text. */
static void count_footnotes(struct flow *first, int *n)
{
    for (struct flow *f = first; f; f = f->next) {
        for (struct flow_piece *p = f->pieces; p; p = p->next)
            if (p->kind == PIECE_FOOTNOTE)
                p->number = ++*n;
        if (f->table) {
            count_in_rows(f->table->head, n);
            count_in_rows(f->table->rows, n);
        }
        count_footnotes(f->first, n);
    }
}

static struct flow *compose_body(struct composer *c, const struct block *first)
{
    int footnotes = 0;
    struct flow *flow = compose_blocks(c, first, 1);
    count_footnotes(flow, &footnotes);
    return flow;
}

/* ---- parts ---- */

static struct flow_form *form_pages(struct composer *c, const struct block *b, const struct flow *f)
{
    while (b && b->kind != BLOCK_FORM) {
        b = b->next;
        f = f->next;
    }
    return b ? compose_form_pages(c, b->form, f) : NULL;
}

static struct flow_part *compose_parts(struct composer *c, const struct part *first)
{
    struct flow_part *parts = NULL, **last = &parts;
    for (const struct part *p = first; p; p = p->next, last = &(*last)->next) {
        *last = ARENA_NEW(c->arena, struct flow_part);
        **last = (struct flow_part){.pos = p->pos,
                                    .label = p->label,
                                    .title = p->title,
                                    .caption = p->caption,
                                    .number = p->number,
                                    .anchor = part_anchor(c, p),
                                    .toc_depth = p->toc_depth,
                                    .bound = p->bound,
                                    .turned = p->orientation == ORIENTATION_LANDSCAPE,
                                    .first = compose_body(c, p->first),
                                    .attachments = compose_parts(c, p->attachments)};
        (*last)->form = form_pages(c, p->first, (*last)->first);
    }
    return parts;
}

static void gather_tasks(struct composer *c, const struct block *first)
{
    for (const struct block *b = first; b; b = b->next) {
        if (b->tasks)
            VEC_PUSH(c->arena, &c->tasks, b->tasks);
        gather_tasks(c, b->first);
    }
}

static void gather_tasks_of_parts(struct composer *c, const struct part *first)
{
    for (const struct part *p = first; p; p = p->next) {
        gather_tasks(c, p->first);
        gather_tasks_of_parts(c, p->attachments);
    }
}

/* ---- the document ---- */

static struct flow_organ *compose_organs(struct composer *c, const struct organ *organ)
{
    struct flow_organ *organs = NULL, **last = &organs;
    for (; organ; organ = organ->next, last = &(*last)->next) {
        *last = ARENA_NEW(c->arena, struct flow_organ);
        **last = (struct flow_organ){.pos = organ->pos,
                                     .name = organ->name,
                                     .post = organ->post,
                                     .seal = organ->seal,
                                     .seal_width = organ->seal_width};
    }
    return organs;
}

static struct flow_head *compose_head(struct composer *c, const struct head *h)
{
    struct flow_head *head = ARENA_NEW(c->arena, struct flow_head);
    *head = (struct flow_head){.pos = h->pos,
                               .copy_number = h->copy_number,
                               .urgency = h->urgency,
                               .issuers = compose_organs(c, h->issuers),
                               .suffix_given = h->suffix_given,
                               .suffix = h->suffix,
                               .signers = h->signers};
    if (h->secrecy)
        head->secrecy = h->secrecy->text;
    if (h->number)
        head->number = h->number->text;
    return head;
}

static struct flow_signature *compose_signature(struct composer *c, const struct signature *s)
{
    struct flow_signature *signature = ARENA_NEW(c->arena, struct flow_signature);
    *signature = (struct flow_signature){.pos = s->pos,
                                         .form = s->form,
                                         .organs = compose_organs(c, s->organs),
                                         .date = s->date_text};
    return signature;
}

static void compose_ends(struct composer *c, struct flow_document *out)
{
    const struct document *doc = c->doc;
    if (doc->head)
        out->head = compose_head(c, doc->head);
    if (doc->signature)
        out->signature = compose_signature(c, doc->signature);
    if (!doc->imprint)
        return;
    out->imprint = ARENA_NEW(c->arena, struct flow_imprint);
    *out->imprint = (struct flow_imprint){.pos = doc->imprint->pos,
                                          .cc = doc->imprint->cc,
                                          .printer = doc->imprint->printer,
                                          .date = doc->imprint->date_text};
}

struct flow_document *compose(const struct document *doc, struct diags *d)
{
    struct composer c = {.doc = doc, .arena = doc->arena, .diags = d};
    struct flow_document *out = ARENA_NEW(c.arena, struct flow_document);
    gather_tasks(&c, doc->body);
    gather_tasks_of_parts(&c, doc->attachments);
    gather_tasks_of_parts(&c, doc->enclosure);
    *out = (struct flow_document){.arena = doc->arena,
                                  .pos = doc->pos,
                                  .title = doc->title,
                                  .caption = doc->caption,
                                  .speaker = doc->speaker,
                                  .to = doc->to,
                                  .toc_depth = doc->toc_depth,
                                  .body = compose_body(&c, doc->body),
                                  .annotation = doc->annotation,
                                  .present = doc->present,
                                  .absent = doc->absent,
                                  .attending = doc->attending,
                                  .enclosure = compose_parts(&c, doc->enclosure),
                                  .attachments = compose_parts(&c, doc->attachments),
                                  .disclosure = doc->disclosure};
    if (doc->form)
        out->form = form_pages(&c, doc->body, out->body);
    compose_ends(&c, out);
    return c.failed ? NULL : out;
}
