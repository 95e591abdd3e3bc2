/* Walks the model part by part, and fills in what is derived. */
#include "resolve/resolve.h"

#include <string.h>
#include <uchar.h>

#include "model/visit.h"
#include "resolve/diag.def"
#include "resolve/resolve_int.h"
#include "value/list.h"

static struct text label_of(struct resolver *r, const char *label, struct text value)
{
    return words_joined(r->arena, words_derived(r->arena, label, text_pos(value, 0)), value);
}

/* 7.3.7: an attachment that is not bound with the text bears the document's number. */
static struct text unbound_label(struct resolver *r, const struct part *p, struct text label)
{
    const struct head *head = r->doc->head;
    if (head && head->number)
        return words_joined(r->arena, head->number->text, label);
    diag(r->diags, DIAG_R005, p->pos, NULL);
    return label;
}

const char *attachment_name(struct arena *a, int number)
{
    return number ? arena_printf(a, "附件%d", number) : "附件";
}

/* 7.3.4, 7.3.7: one attachment takes no number. */
static void number_attachments(struct resolver *r, struct part *first)
{
    int n = 0;
    for (struct part *p = first; p; p = p->next) {
        bool single = p == first && !p->next;
        p->caption = words_in_brackets(r->arena, p->caption);
        p->number = single ? 0 : ++n;
        p->label = words_derived(r->arena, attachment_name(r->arena, p->number), p->pos);
        if (!p->bound)
            p->label = unbound_label(r, p, p->label);
    }
}

/* What office habit sets across the page. */
static bool is_wide(const struct block *b)
{
    return b->kind == BLOCK_TASK_LIST || b->kind == BLOCK_TASK_INDEX ||
           b->kind == BLOCK_TASK_CHECK || (b->kind == BLOCK_VEHICLES && b->vehicles->compact);
}

static bool has_wide(const struct block *first)
{
    const struct block *b = first;
    while (b && !is_wide(b) && !has_wide(b->first))
        b = b->next;
    return b != NULL;
}

static void orient_parts(struct part *first)
{
    for (struct part *p = first; p; p = p->next)
        if (p->orientation == ORIENTATION_AUTO)
            p->orientation = has_wide(p->first) ? ORIENTATION_LANDSCAPE : ORIENTATION_PORTRAIT;
}

static void orient(struct document *doc)
{
    orient_parts(doc->attachments);
    if (!doc->enclosure)
        return;
    doc->enclosure->orientation = ORIENTATION_PORTRAIT;
    orient_parts(doc->enclosure->attachments);
}

/* The n-th attachment, from 1, or NULL; *count: how many were passed. */
static const struct part *find_attachment(const struct part *first, int n, int *count)
{
    *count = 0;
    for (const struct part *p = first; p; p = p->next)
        if (++*count == n)
            return p;
    return NULL;
}

static void report_missing(struct resolver *r, const struct inline_item *i, int most)
{
    const char *target = arena_printf(r->arena, "%d", i->target);
    if (most)
        diag(r->diags, DIAG_R001, i->pos, target, arena_printf(r->arena, "%d", most));
    else
        diag(r->diags, DIAG_R002, i->pos, NULL);
    r->failed = true;
}

/* A reference in an enclosure means its own attachments, and then the document's. */
static void resolve_references(struct resolver *r, struct inline_item *first, bool enclosed)
{
    const struct document *doc = r->doc;
    for (struct inline_item *i = first; i; i = i->next) {
        int own = 0, others = 0;
        if (i->kind != INLINE_REFERENCE)
            continue;
        if (enclosed)
            i->part = find_attachment(doc->enclosure->attachments, i->target, &own);
        if (!i->part)
            i->part = find_attachment(doc->attachments, i->target, &others);
        if (i->part)
            i->text = words_derived(r->arena, attachment_name(r->arena, i->part->number), i->pos);
        else
            report_missing(r, i, own > others ? own : others);
    }
}

static void resolve_block(void *context, struct block *b, const struct block_place *at)
{
    resolve_references(context, b->inlines, at->enclosed);
    for (struct task_area *a = b->tasks ? b->tasks->areas : NULL; a; a = a->next)
        for (struct task *t = a->tasks; t; t = t->next)
            for (struct task_measure *m = t->measures; m; m = m->next)
                resolve_references(context, m->inlines, at->enclosed);
}

static void resolve_parts(struct resolver *r, struct document *doc)
{
    number_attachments(r, doc->attachments);
    if (!doc->enclosure)
        return;
    doc->enclosure->caption = words_in_brackets(r->arena, doc->enclosure->caption);
    number_attachments(r, doc->enclosure->attachments);
}

static void resolve_number(struct resolver *r, struct number *n)
{
    const char *rest = arena_printf(r->arena, "〔%d〕%d号", n->year, n->serial);
    n->text = words_joined(r->arena, n->code, words_derived(r->arena, rest, n->pos));
}

/* 7.2.1: six digits. */
static struct text copy_number(struct resolver *r, struct text written)
{
    enum { DIGITS = 6 };
    if (!written.n || written.n >= DIGITS)
        return written;
    const char *zeros = arena_printf(r->arena, "%0*d", DIGITS - (int)written.n, 0);
    return words_joined(r->arena, words_derived(r->arena, zeros, text_pos(written, 0)), written);
}

/* 7.2.2: 机密★1年. 7.2.1: a secret document has a copy number. */
static void resolve_secrecy(struct resolver *r, const struct head *h, struct secrecy *s)
{
    s->text =
        s->period.n ? words_joined(r->arena, s->level, label_of(r, "★", s->period)) : s->level;
    if (!h->copy_number.n)
        diag(r->diags, DIAG_R004, text_pos(s->level, 0), NULL);
}

/* 7.2.6: documents that go up name their signers, and no others do. */
static void check_signers(struct resolver *r, const struct head *h)
{
    const char *genre = r->doc->genre;
    enum genre_way way = genre_way(genre);
    if (way == GENRE_UP && !h->signers)
        diag(r->diags, DIAG_R125, h->pos, genre);
    if (genre && way == GENRE_OTHER && h->signers)
        diag(r->diags, DIAG_R003, text_pos(h->signers->text, 0), genre);
}

/* 《党政机关公文处理工作条例》第十五条: a 请示 goes to one organ. */
static void check_one_addressee(struct resolver *r, struct text to)
{
    bool request = r->doc->genre && strcmp(r->doc->genre, "请示") == 0;
    size_t at = 0;
    struct text organ;
    if (request && list_next(to, LIST_ADDRESSEES, &at, &organ) && at < to.n)
        diag(r->diags, DIAG_R126, text_pos(to, at - 1), NULL);
}

static void resolve_head(struct resolver *r, struct head *h)
{
    h->copy_number = copy_number(r, h->copy_number);
    if (h->secrecy)
        resolve_secrecy(r, h, h->secrecy);
    if (h->number)
        resolve_number(r, h->number);
    check_signers(r, h);
}

/* A list of its own: an issuer has no seal. */
static struct organ *copied_organs(struct resolver *r, const struct organ *from)
{
    struct organ *first = NULL, **last = &first;
    for (; from; from = from->next, last = &(*last)->next) {
        *last = arena_copy(r->arena, from, sizeof *from);
        (*last)->next = NULL;
    }
    return first;
}

/* Who stands in the signature when it names nobody: the issuers; beside a stamp, the post alone. */
static struct organ *usual_organs(struct resolver *r, const struct signature *s)
{
    if (s->form == SIGNATURE_STAMP)
        return ARENA_NEW(r->arena, struct organ);
    return r->doc->head ? copied_organs(r, r->doc->head->issuers) : NULL;
}

/* 7.3.5.3: 签发人职务应当标注全称, so an organ that is named stands before its signer's post. */
static void resolve_stamps(struct resolver *r, struct signature *s)
{
    if (s->post.n)
        s->organs->post = s->post;
    for (struct organ *o = s->organs; o; o = o->next)
        if (o->name.n)
            o->post = words_joined(r->arena, o->name, o->post);
}

static void resolve_signature(struct resolver *r, struct signature *s)
{
    if (!s->organs)
        s->organs = usual_organs(r, s);
    if (s->form != SIGNATURE_PLAIN && s->organs && s->seal.n) {
        s->organs->seal = s->seal;
        s->organs->seal_width = s->seal_width;
    }
    if (s->form == SIGNATURE_STAMP)
        resolve_stamps(r, s);
    s->date_text = words_derived(r->arena, date_text(r->arena, s->date), s->date.pos);
}

static void resolve_imprint(struct resolver *r, struct imprint *i)
{
    if (i->cc.n)
        i->cc = words_with_end(r->arena, i->cc, "。");
    if (!i->printer.n)
        return; /* a letter's (10.1) */
    const char *date = arena_printf(r->arena, "%s印发", date_text(r->arena, i->date));
    i->date_text = words_derived(r->arena, date, i->date.pos);
}

bool resolve(struct document *doc, const struct resolve_options *options, struct diags *d)
{
    struct resolve_options none = {.staff = NULL};
    struct resolver r = {.doc = doc, .arena = doc->arena, .diags = d};
    options = options ? options : &none;
    r.staff = options->staff;
    if (doc->head)
        resolve_head(&r, doc->head);
    doc->caption = words_in_brackets(r.arena, doc->caption);
    check_one_addressee(&r, doc->to);
    doc->to = words_with_end(r.arena, doc->to, "：");
    orient(doc);
    people_resolve(&r, options->as_of);
    plans_resolve(&r);
    resolve_parts(&r, doc);
    visit_blocks(doc, resolve_block, &r);
    if (doc->signature)
        resolve_signature(&r, doc->signature);
    doc->annotation = words_in_brackets(r.arena, doc->annotation);
    if (doc->disclosure.n)
        doc->disclosure = label_of(&r, "公开方式：", doc->disclosure);
    if (doc->imprint)
        resolve_imprint(&r, doc->imprint);
    return !r.failed;
}
