/*
 * Each attachment by itself, as offices send them along with a notice: the pages of it that the
 * document has, with their numbers, as a PDF of their own. What closes the document (版记) is not
 * theirs, nor are links that lead out of them.
 */
#include <string.h>

#include "compose/compose.h"
#include "office/office_int.h"

struct attaching {
    struct hongtou *office;
    struct arena *arena;
    const struct document *doc;
    VEC(const struct flow_part *) parts; /* that have pages, in their order */
    size_t next;                         /* the first that has not begun */
    struct pdf *pdf;                     /* of the one before it; NULL: none has begun */
    struct sink *out;                    /* of that PDF, into bytes */
    struct buf bytes;
    int pages;
    hongtou_attachment_call *take;
    void *user;
};

static void list_parts(struct attaching *t, const struct flow_part *first)
{
    for (const struct flow_part *p = first; p; p = p->next)
        if (!p->apart && p->anchor)
            VEC_PUSH(t->arena, &t->parts, p);
}

/* ---- one at a time ---- */

static bool begin(struct attaching *t)
{
    const struct flow_part *p = t->parts.v[t->next++];
    struct page_info info = office_info(t->office, t->doc);
    info.title = text_utf8(t->arena, p->title);
    t->pages = 0;
    t->out = sink_to_memory(&t->bytes, t->office->diags);
    t->pdf = pdf_open(t->out, &info, t->office->diags);
    if (!t->pdf)
        sink_abandon(t->out);
    return t->pdf != NULL;
}

static bool end(struct attaching *t)
{
    const struct flow_part *p = t->pdf ? t->parts.v[t->next - 1] : NULL;
    if (!p)
        return true;
    bool ok = pdf_finish(t->pdf) && office_is_undisturbed(t->office);
    ok = sink_commit(t->out) && ok;
    struct hongtou_attachment made = {.label = text_utf8(t->arena, p->label),
                                      .title = text_utf8(t->arena, p->title),
                                      .pages = t->pages,
                                      .pdf = t->bytes.p,
                                      .n = t->bytes.n};
    t->pdf = NULL;
    ok = ok && t->take(t->user, &made);
    buf_drop(&t->bytes);
    return ok;
}

/* ---- pages ---- */

static bool begins_here(const struct attaching *t, const struct page *page)
{
    for (size_t i = 0; t->next < t->parts.n && i < page->n_anchors; i++)
        if (strcmp(page->anchors[i].name, t->parts.v[t->next]->anchor) == 0)
            return true;
    return false;
}

static bool closes_document(enum element element)
{
    return element == ELEMENT_IMPRINT_RULE || element == ELEMENT_CC || element == ELEMENT_PRINTER ||
           element == ELEMENT_PRINT_DATE || element == ELEMENT_DISCLOSURE;
}

/* The page with what is the attachment's. False: nothing but its number. */
static bool own_page(struct attaching *t, const struct page *page, struct page *out)
{
    struct page_item *items = ARENA_ARRAY(t->arena, struct page_item, page->n_items + 1);
    bool any = false;
    *out = *page;
    out->n_items = 0;
    for (size_t i = 0; i < page->n_items; i++) {
        if (closes_document(page->items[i].element))
            continue;
        any = any || page->items[i].element != ELEMENT_FOLIO;
        items[out->n_items++] = page->items[i];
    }
    out->items = items;
    out->n_links = 0;
    return any || page->under || page->n_fields;
}

static bool take_page(void *context, const struct page *page)
{
    struct attaching *t = context;
    struct page own;
    if (begins_here(t, page) && (!end(t) || !begin(t)))
        return false;
    if (!t->pdf || !own_page(t, page, &own))
        return true;
    struct page_sink sink = pdf_sink(t->pdf);
    t->pages++;
    return sink.put(sink.context, &own);
}

bool office_attachments(struct hongtou *h, const struct hongtou_source *source,
                        hongtou_attachment_call *take, void *user)
{
    struct attaching t = {.office = h, .arena = arena_new(), .take = take, .user = user};
    struct tree *tree = office_tree(h, t.arena, source);
    struct document *doc = tree ? office_document_today(h, t.arena, tree) : NULL;
    bool ok = doc != NULL;
    if (ok) {
        t.doc = doc;
        list_parts(&t, doc->flow->enclosure ? doc->flow->enclosure->attachments : NULL);
        list_parts(&t, doc->flow->attachments);
        ok = office_lay_out(h, doc, (struct page_sink){take_page, &t});
    }
    if (ok)
        ok = end(&t);
    else if (t.pdf) {
        pdf_abandon(t.pdf);
        sink_abandon(t.out);
    }
    buf_drop(&t.bytes);
    arena_drop(t.arena);
    return ok;
}
