/*
 * A resolved document as a flow: its head, its parts, its signature and imprint. Task lists are
 * gathered first, since indexes tell of them all.
 */
#include "compose/compose_int.h"

/* ---- parts ---- */

static struct flow_form *form_pages(struct composer *c, const struct block *b, const struct flow *f)
{
    while (b && b->kind != BLOCK_FORM) {
        b = b->next;
        f = f->next;
    }
    return b ? compose_form_pages(c, b->form, f) : NULL;
}

/* What office habit sets across the page. */
static bool is_wide(const struct block *b)
{
    return b->kind == BLOCK_TASK_LIST || b->kind == BLOCK_TASK_INDEX ||
           b->kind == BLOCK_TASK_CHECK ||
           (b->kind == BLOCK_VEHICLES && b->vehicles->form == VEHICLES_COMPACT);
}

static bool has_wide(const struct block *first)
{
    const struct block *b = first;
    while (b && !is_wide(b) && !has_wide(b->first))
        b = b->next;
    return b != NULL;
}

/* 青政发〔2026〕10号, or as the office has it */
static struct text number_text(struct composer *c, const struct number *n)
{
    if (n->words.n)
        return n->words;
    const char *rest = arena_printf(c->arena, "〔%d〕%d号", n->year, n->serial);
    return text_joined(c->arena, n->code, text_from_utf8(c->arena, rest, n->pos));
}

/* 7.3.7: an attachment that is not bound with the text bears the document's number. */
static struct text part_label(struct composer *c, const struct part *p)
{
    const struct head *head = c->doc->head;
    const char *name = resolve_attachment_name(c->arena, p->number);
    struct text label = text_from_utf8(c->arena, name, p->pos);
    if (p->bound || !head || !head->number)
        return label;
    return text_joined(c->arena, number_text(c, head->number), label);
}

/* The enclosure is never turned, and has no label. */
static struct flow_part *compose_parts(struct composer *c, const struct part *first)
{
    struct flow_part *parts = NULL, **last = &parts;
    for (const struct part *p = first; p; p = p->next, last = &(*last)->next) {
        bool enclosure = p == c->doc->enclosure;
        bool wide = p->orientation == ORIENTATION_LANDSCAPE ||
                    (p->orientation == ORIENTATION_AUTO && has_wide(p->first));
        *last = ARENA_NEW(c->arena, struct flow_part);
        **last = (struct flow_part){.pos = p->pos,
                                    .label = enclosure ? (struct text){0} : part_label(c, p),
                                    .title = p->title,
                                    .title_lines = p->title_lines,
                                    .caption = words_in_brackets(c->arena, p->caption),
                                    .number = p->number,
                                    .anchor = compose_anchor(c, p),
                                    .toc_depth = p->toc_depth,
                                    .bound = p->bound,
                                    .apart = p->apart,
                                    .turned = wide && !enclosure,
                                    .first = compose_part(c, p->first),
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

/* 7.2.1: six digits. */
static struct text copy_number(struct composer *c, struct text written)
{
    enum { DIGITS = 6 };
    if (!written.n || written.n >= DIGITS)
        return written;
    return compose_labelled(c, arena_printf(c->arena, "%0*d", DIGITS - (int)written.n, 0), written);
}

static struct flow_head *compose_head(struct composer *c, const struct head *h)
{
    const struct secrecy *s = h->secrecy;
    struct flow_head *head = ARENA_NEW(c->arena, struct flow_head);
    *head = (struct flow_head){.pos = h->pos,
                               .copy_number = copy_number(c, h->copy_number),
                               .urgency = h->urgency,
                               .issuers = h->issuers,
                               .suffix_given = h->suffix_given,
                               .suffix = h->suffix,
                               .signers = h->signers};
    if (s) /* 7.2.2: 机密★1年 */
        head->secrecy = s->period.n
                            ? text_joined(c->arena, s->level, compose_labelled(c, "★", s->period))
                            : s->level;
    if (h->number)
        head->number = number_text(c, h->number);
    return head;
}

/* A list of its own. */
static struct organ *copied_organs(struct composer *c, const struct organ *from)
{
    struct organ *first = NULL, **last = &first;
    for (; from; from = from->next, last = &(*last)->next) {
        *last = arena_copy(c->arena, from, sizeof *from);
        (*last)->next = NULL;
    }
    return first;
}

/* Who signs when the signature names nobody: the issuers; beside a stamp, the post alone. 7.3.5.3:
 * 签发人职务应当标注全称, so an organ that is named stands before its signer's post. */
static struct organ *signing_organs(struct composer *c, const struct signature *s)
{
    const struct head *head = c->doc->head;
    bool stamp = s->form == SIGNATURE_STAMP;
    struct organ *organs = copied_organs(c, s->organs);
    if (s->date_alone)
        return NULL;
    if (!organs && stamp)
        organs = ARENA_NEW(c->arena, struct organ);
    else if (!organs && head)
        organs = copied_organs(c, head->issuers);
    if (s->form != SIGNATURE_PLAIN && organs && s->seal.n) {
        organs->seal = s->seal;
        organs->seal_width = s->seal_width;
    }
    if (stamp && s->post.n)
        organs->post = s->post;
    for (struct organ *o = stamp ? organs : NULL; o; o = o->next)
        if (o->name.n)
            o->post = text_joined(c->arena, o->name, o->post);
    return organs;
}

static struct flow_signature *compose_signature(struct composer *c, const struct signature *s)
{
    struct flow_signature *signature = ARENA_NEW(c->arena, struct flow_signature);
    *signature = (struct flow_signature){
        .pos = s->pos,
        .form = s->form,
        .organs = signing_organs(c, s),
        .date = s->date.year
                    ? text_from_utf8(c->arena, date_text(c->arena, s->date), s->date.pos)
                    : s->day};
    return signature;
}

/* A letter's has no printer (10.1). */
static struct flow_imprint *compose_imprint(struct composer *c, const struct imprint *i)
{
    struct flow_imprint *imprint = ARENA_NEW(c->arena, struct flow_imprint);
    *imprint = (struct flow_imprint){
        .pos = i->pos, .cc = words_with_end(c->arena, i->cc, "。"), .printer = i->printer};
    if (i->printer.n) {
        const char *date = arena_printf(c->arena, "%s印发", date_text(c->arena, i->date));
        imprint->date = text_from_utf8(c->arena, date, i->date.pos);
    }
    return imprint;
}

struct flow_document *compose(const struct document *doc, const struct people *people,
                              struct diags *d)
{
    struct arena *a = doc->arena;
    struct composer c = {.doc = doc, .people = people, .arena = a, .diags = d};
    struct flow_document *out = ARENA_NEW(a, struct flow_document);
    gather_tasks(&c, doc->body);
    gather_tasks_of_parts(&c, doc->attachments);
    gather_tasks_of_parts(&c, doc->enclosure);
    *out = (struct flow_document){
        .arena = a,
        .pos = doc->pos,
        .head = doc->head ? compose_head(&c, doc->head) : NULL,
        .title = doc->title,
        .title_hidden = doc->title_hidden,
        .caption = words_in_brackets(a, doc->caption),
        .speaker = doc->speaker,
        .to = words_with_end(a, doc->to, "："),
        .toc_depth = doc->toc_depth,
        .body = compose_part(&c, doc->body),
        .signature = doc->signature ? compose_signature(&c, doc->signature) : NULL,
        .annotation = words_in_brackets(a, doc->annotation),
        .present = doc->present,
        .absent = doc->absent,
        .attending = doc->attending,
        .enclosure = compose_parts(&c, doc->enclosure),
        .attachments = compose_parts(&c, doc->attachments),
        .imprint = doc->imprint ? compose_imprint(&c, doc->imprint) : NULL};
    if (doc->disclosure.n)
        out->disclosure = compose_labelled(&c, "公开方式：", doc->disclosure);
    if (doc->form)
        out->form = form_pages(&c, doc->body, out->body);
    return c.failed ? NULL : out;
}
