/* The order of the parts: head, title, addressees, text, attachment note, signature; enclosure;
 * attachments; imprint. */
#include "layout/layout.h"

#include "layout/layout_int.h"

/* Not by where it stands in the source, whose names have two languages. */
const char *part_anchor(struct layout *l, const struct part *p)
{
    const struct part *own = l->doc->attachments;
    while (own && own != p)
        own = own->next;
    return arena_printf(l->arena, "%s-%d", own ? "attachment" : "enclosure", p->number);
}

/* ---- attachments and enclosure ---- */

static const struct block *form_in(const struct part *p)
{
    const struct block *b = p->first;
    while (b && b->kind != BLOCK_FORM)
        b = b->next;
    return b;
}

/* 7.3.7: on a new page, the label on the first line, the title on the third. */
static bool attachment_part(struct layout *l, const struct part *p)
{
    const struct style *st = l->style;
    struct rows rows = {0};
    struct text_shape shape = body_shape(l);
    struct set_lines lines;
    l->listed = false;
    if (form_in(p))
        l->style = form_style(l, st);
    if (!set_text(l, p->label, st->attachment_label_role, &shape, &lines))
        return false;
    rows_add_lines(l, &rows, lines, 0, ELEMENT_ATTACHMENT_LABEL);
    for (size_t i = 0; i < rows.list.n; i++)
        rows.list.v[i].keep = true;
    struct heading h = {.title = p->title,
                        .caption = p->caption,
                        .label = text_utf8(l->arena, p->label),
                        .anchor = part_anchor(l, p),
                        .gap = st->attachment_title_above,
                        .element = ELEMENT_ATTACHMENT_TITLE};
    if (!title_rows(l, &rows, &h))
        return false;
    size_t after_title = rows.list.n;
    if (!block_list_rows(l, &rows, p->first))
        return false;
    rows_set_gap(&rows, after_title, st->attachment_title_below);
    const struct block *form = form_in(p);
    return form ? form_flow(l, &rows, p->title, form->form) : flow_rows(l, &rows);
}

/* Clause 8: a landscape attachment stands on turned pages of its own. */
static bool is_turned(const struct part *p)
{
    return p->orientation == ORIENTATION_LANDSCAPE;
}

static bool attachment_parts(struct layout *l, const struct part *first)
{
    l->attachments = first;
    for (const struct part *p = first; p; p = p->next)
        if (p->bound && (!flow_start_part(l, is_turned(p)) || !attachment_part(l, p)))
            return false;
    return true;
}

/* Attachments that are not bound with the text come behind all that is, the imprint too, and each
 * counts its own pages (7.3.7, 7.5). */
static bool loose_parts(struct layout *l, const struct part *first)
{
    l->attachments = first;
    for (const struct part *p = first; p; p = p->next) {
        if (p->bound)
            continue;
        if (!flow_start_part(l, is_turned(p)))
            return false;
        l->page_number = 0;
        if (!attachment_part(l, p))
            return false;
    }
    return true;
}

static bool enclosure_contents(struct layout *l, const struct rows *rows, int depth)
{
    int *pages = ARENA_ARRAY(l->arena, int, rows->list.n + 1);
    int before = l->page_number;
    l->page_number = 0;
    flow_open_page(l);
    flow_pages(l, rows, pages);
    l->page_number = before;
    flow_open_page(l);
    return toc_place(l, rows, pages, depth);
}

/* 印发件: what a 印发 notice carries, on a new page with its own title and numbering. */
static bool enclosure_part(struct layout *l, const struct part *p)
{
    const struct style *st = l->style;
    struct rows rows = {0};
    l->attachments = p->attachments;
    l->listed = p->toc_depth > 0;
    if (!flow_start_part(l, false))
        return false;
    struct heading h = {.title = p->title,
                        .caption = p->caption,
                        .label = "",
                        .gap = st->title_blank_above_bare,
                        .element = ELEMENT_TITLE};
    if (!title_rows(l, &rows, &h))
        return false;
    size_t after_title = rows.text_start = rows.list.n;
    if (!block_list_rows(l, &rows, p->first))
        return false;
    rows_set_gap(&rows, after_title, st->title_blank_below);
    if (!note_rows(l, &rows, p->attachments))
        return false;
    return (!p->toc_depth || enclosure_contents(l, &rows, p->toc_depth)) && flow_rows(l, &rows);
}

static bool enclosed_parts(struct layout *l, const struct part *enclosure)
{
    return !enclosure ||
           (enclosure_part(l, enclosure) && attachment_parts(l, enclosure->attachments));
}

/* The imprint is never turned: behind a turned page it starts another. */
static bool stand_upright(struct layout *l)
{
    return !flow_is_turned(l) || flow_start_part(l, false);
}

static bool whole_document(struct layout *l)
{
    const struct document *doc = l->doc;
    return main_part(l) && enclosed_parts(l, doc->enclosure) &&
           attachment_parts(l, doc->attachments) && stand_upright(l) && imprint_place(l, doc) &&
           loose_parts(l, doc->enclosure ? doc->enclosure->attachments : NULL) &&
           loose_parts(l, doc->attachments) && flow_start_part(l, false);
}

bool layout_document(const struct document *doc, const struct layout_options *options,
                     struct page_sink sink, struct diags *d)
{
    struct layout l = {.arena = arena_sub(doc->arena),
                       .line_arena = arena_sub(doc->arena),
                       .page_arena = arena_sub(doc->arena),
                       .style = options->style,
                       .paper = options->style,
                       .turned = style_turned(doc->arena, options->style),
                       .diags = d,
                       .sink = sink,
                       .pitch = options->style->char_pitch,
                       .doc = doc};
    l.text = text_open(doc->arena, options->fonts, options->style, options->phrases, d);
    l.cells = cell_store_new(doc->arena);
    l.no_rows = arena_mark(l.arena);
    l.no_page = arena_mark(l.page_arena);
    text_use_arena(l.text, l.arena);
    return doc->form ? form_document(&l) : whole_document(&l);
}
