/* Walks the model part by part, and fills in what is derived. */
#include "resolve/resolve.h"

#include <string.h>
#include <uchar.h>

#include "model/visit.h"
#include "resolve/diag.def"
#include "resolve/resolve_int.h"
#include "value/list.h"

const char *attachment_name(struct arena *a, int number)
{
    return number ? arena_printf(a, "附件%d", number) : "附件";
}

/* 7.3.4, 7.3.7: one attachment takes no number; one that is not bound bears the document's. */
static void number_attachments(struct resolver *r, struct part *first)
{
    const struct head *head = r->doc->head;
    int n = 0;
    for (struct part *p = first; p; p = p->next) {
        bool single = p == first && !p->next;
        p->number = single ? 0 : ++n;
        if (!p->bound && !(head && head->number))
            diag(r->diags, DIAG_R005, p->pos, NULL);
    }
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

/* 7.2.1: a secret document has a copy number. 7.2.6: documents that go up name their signers, and
 * no others do. */
static void check_head(struct resolver *r, const struct head *h)
{
    if (!h)
        return;
    if (h->secrecy && !h->copy_number.n)
        diag(r->diags, DIAG_R004, text_pos(h->secrecy->level, 0), NULL);
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

bool resolve(struct document *doc, const struct resolve_options *options, struct diags *d)
{
    struct resolve_options none = {.staff = NULL};
    struct resolver r = {.doc = doc, .arena = doc->arena, .diags = d};
    options = options ? options : &none;
    r.staff = options->staff;
    check_head(&r, doc->head);
    check_one_addressee(&r, doc->to);
    people_resolve(&r, options->as_of);
    plans_resolve(&r);
    number_attachments(&r, doc->attachments);
    if (doc->enclosure)
        number_attachments(&r, doc->enclosure->attachments);
    visit_blocks(doc, resolve_block, &r);
    return !r.failed;
}
