/* Walks the model once, part by part, and fills in what is derived. */
#include "resolve/resolve.h"

#include <uchar.h>

#include "resolve/resolve_int.h"

struct resolver {
    struct document *doc;
    struct arena *arena;
};

static struct text derived(struct resolver *r, const char *s, struct pos pos)
{
    return text_from_utf8(r->arena, s, pos);
}

static struct text joined(struct resolver *r, struct text a, struct text b)
{
    struct text_builder built = {.arena = r->arena, .src = a.n ? a.src : b.src};
    text_add_text(&built, a);
    text_add_text(&built, b);
    return text_done(&built);
}

/* Marks that end a heading as a full stop does. */
static const char32_t enders[] = U"。：？！";

static bool ends_in(struct text t, uint32_t cp)
{
    return t.n && t.cp[t.n - 1] == cp;
}

static bool is_ended(struct text t)
{
    const char32_t *end = enders;
    while (*end && !ends_in(t, *end))
        end++;
    return *end != 0;
}

/* A mark that ends a text, and its half-width kin, which an author may have typed for it. */
struct end_mark {
    const char *mark;
    uint32_t full, half;
};
static const struct end_mark full_stop = {"。", 0x3002, '.'}, colon = {"：", 0xFF1A, ':'};

/* The text with a mark at its end, unless it is there or there is no text. */
static struct text with_end(struct resolver *r, struct text t, const struct end_mark *end)
{
    if (!t.n || ends_in(t, end->full))
        return t;
    struct pos last = text_pos(t, t.n - 1);
    if (ends_in(t, end->half))
        t.n--;
    return joined(r, t, derived(r, end->mark, last));
}

/* Sections count within their parent; unnumbered blocks between them do not restart the count. */
static void number_blocks(struct resolver *r, struct block *first, int level)
{
    int n = 0;
    for (struct block *b = first; b; b = b->next) {
        if (b->kind != BLOCK_SECTION || level > LEVELS)
            continue;
        b->level = level;
        b->label = derived(r, number_label(r->arena, level, ++n), b->pos);
        number_blocks(r, b->first, level + 1);
    }
}

/* A heading that its text follows on the line ends in a full stop (7.3.3 by habit). */
static void end_run_in(struct resolver *r, struct block *first)
{
    for (struct block *b = first; b; b = b->next) {
        if (b->kind == BLOCK_SECTION && b->run_in && !is_ended(b->text))
            b->text = with_end(r, b->text, &full_stop);
        end_run_in(r, b->first);
    }
}

static void resolve_blocks(struct resolver *r, struct block *first)
{
    number_blocks(r, first, 1);
    end_run_in(r, first);
}

/* 7.3.4, 7.3.7: one attachment takes no number. */
static void resolve_attachments(struct resolver *r, struct part *first)
{
    int n = 0;
    for (struct part *p = first; p; p = p->next) {
        bool single = p == first && !p->next;
        p->number = single ? 0 : ++n;
        const char *label = single ? "附件" : arena_printf(r->arena, "附件%d", n);
        p->label = derived(r, label, p->pos);
        resolve_blocks(r, p->first);
    }
}

static void resolve_number(struct resolver *r, struct number *n)
{
    struct pos pos = n->pos;
    const char *rest = arena_printf(r->arena, "〔%d〕%d号", n->year, n->serial);
    n->text = joined(r, n->code, derived(r, rest, pos));
}

static void resolve_head(struct resolver *r, struct head *h)
{
    h->masthead = joined(r, h->issuers->name, h->suffix);
    if (h->number)
        resolve_number(r, h->number);
}

static void resolve_signature(struct resolver *r, struct signature *s)
{
    if (!s->organs && r->doc->head)
        s->organs = r->doc->head->issuers;
    s->date_text = derived(r, date_text(r->arena, s->date), s->date.pos);
}

static void resolve_imprint(struct resolver *r, struct imprint *i)
{
    if (i->cc.n)
        i->cc = with_end(r, i->cc, &full_stop);
    const char *date = arena_printf(r->arena, "%s印发", date_text(r->arena, i->date));
    i->date_text = derived(r, date, i->date.pos);
}

void resolve(struct document *doc)
{
    struct resolver r = {doc, doc->arena};
    if (doc->head)
        resolve_head(&r, doc->head);
    doc->to = with_end(&r, doc->to, &colon);
    resolve_blocks(&r, doc->body);
    if (doc->enclosure) {
        resolve_blocks(&r, doc->enclosure->first);
        resolve_attachments(&r, doc->enclosure->attachments);
    }
    resolve_attachments(&r, doc->attachments);
    if (doc->signature)
        resolve_signature(&r, doc->signature);
    if (doc->imprint)
        resolve_imprint(&r, doc->imprint);
}
