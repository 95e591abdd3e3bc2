/* The order of the parts: head, title, addressees, text, attachment note, signature; enclosure;
 * attachments; imprint. */
#include "layout/layout.h"

#include "layout/layout_int.h"

/* ---- attachments and enclosure ---- */

/* 7.3.7: on a new page, the label on the first line, the title on the third. Clause 8: a landscape
 * attachment stands on turned pages of its own. */
static bool attachment_part(struct page_builder *b, const struct flow_part *p,
                            struct part_imprint imprint)
{
    struct setting s;
    struct rows rows = {0};
    struct set_lines lines;
    if (!builder_start_part(b, p->turned, &s) ||
        (imprint.follows && !p->turned && !imprint_room(&s, imprint.with_to, &s.foot)))
        return false;
    s.apart = true;
    struct text_shape shape = setting_shape(&s);
    if (!setting_text(&s, p->label, s.style->attachment_label_role, &shape, &lines))
        return false;
    rows_add_lines(&s, &rows, lines, 0, ELEMENT_ATTACHMENT_LABEL);
    rows_keep_with_next(&rows, 0);
    struct heading h = {.title = p->title_lines,
                        .caption = p->caption,
                        .label = text_utf8(s.arena, p->label),
                        .anchor = p->anchor,
                        .gap = s.style->attachment_title_above,
                        .element = ELEMENT_ATTACHMENT_TITLE};
    if (!title_rows(&s, &rows, &h))
        return false;
    size_t after_title = rows.list.n;
    if (!block_list_rows(&s, &rows, p->first))
        return false;
    rows_set_gap(&rows, after_title, s.style->attachment_title_below);
    return pages_fill(&(struct page_plan){.s = &s}, b, &rows);
}

/* The attachment of the document or of its enclosure that the imprint follows, or NULL. */
static const struct flow_part *last_bound(const struct flow_document *doc)
{
    const struct flow_part *lists[] = {doc->enclosure ? doc->enclosure->attachments : NULL,
                                       doc->attachments};
    const struct flow_part *last = NULL;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        for (const struct flow_part *q = lists[i]; q; q = q->next)
            last = q->bound && !q->apart ? q : last;
    return last;
}

/* Attachments that are not bound with the text come behind all that is, the imprint too, and each
 * counts its own pages (7.3.7, 7.5). */
static bool attachment_parts(struct page_builder *b, const struct flow_part *first, bool bound,
                             bool to_in_imprint)
{
    const struct flow_part *last = first ? last_bound(b->layout->doc) : NULL;
    for (const struct flow_part *p = first; p; p = p->next) {
        if (p->apart || p->bound != bound)
            continue;
        if (!builder_close(b))
            return false;
        if (!bound)
            b->at.page = 0;
        struct part_imprint imprint = {p == last, to_in_imprint};
        if (!(p->form ? form_attachment(b, p, imprint) : attachment_part(b, p, imprint)))
            return false;
    }
    return true;
}

/* 印发件: what a 印发 notice carries, on a new page with its own title and numbering. Its 目录
 * counts from the page of its title. */
static bool enclosure_part(struct page_builder *b, const struct flow_part *p, int *headings)
{
    struct setting s;
    struct rows rows = {0};
    if (!builder_start_part(b, false, &s))
        return false;
    s.apart = true;
    s.headings = p->toc_depth ? headings : NULL;
    struct heading h = {.title = p->title_lines,
                        .caption = p->caption,
                        .label = "",
                        .gap = s.style->title_blank_above_bare,
                        .element = ELEMENT_TITLE};
    if (!title_rows(&s, &rows, &h))
        return false;
    size_t after_title = rows.text_start = rows.list.n;
    if (!block_list_rows(&s, &rows, p->first))
        return false;
    rows_set_gap(&rows, after_title, s.style->title_blank_below);
    rows.text_end = rows.list.n;
    rows.carried = turns_carried(&rows, p->attachments ? (size_t)s.style->kept_lines : 0);
    if (!tail_notes(&s, &rows, p->attachments))
        return false;
    struct page_plan plan = {.s = &s};
    if (p->toc_depth) {
        int *pages = ARENA_ARRAY(s.arena, int, rows.list.n + 1);
        pages_try(&plan, builder_head(&plan, 1), &rows, pages);
        builder_open(b, &plan, b->at.page + 1);
        if (!title_contents(&plan, b, &rows, pages, p->toc_depth))
            return false;
    }
    return pages_fill(&plan, b, &rows);
}

/* The parts in order; attachments that are not bound come last. */
static bool set_parts(struct page_builder *b)
{
    const struct flow_document *doc = b->layout->doc;
    const struct flow_part *enclosure = doc->enclosure;
    const struct flow_part *enclosed = enclosure ? enclosure->attachments : NULL;
    int headings = 0;
    bool to_in_imprint = false;
    return main_part(b, &headings, &to_in_imprint) &&
           (!enclosure || enclosure_part(b, enclosure, &headings)) &&
           attachment_parts(b, enclosed, true, to_in_imprint) &&
           attachment_parts(b, doc->attachments, true, to_in_imprint) &&
           imprint_place(b, to_in_imprint) && attachment_parts(b, enclosed, false, false) &&
           attachment_parts(b, doc->attachments, false, false) && builder_close(b);
}

void layout_start(struct layout *l, const struct flow_document *doc,
                  const struct layout_options *options, struct diags *d)
{
    struct arena *a = doc->arena;
    struct text_options text = {options->fonts, options->style, options->lexicon, options->names};
    *l = (struct layout){.doc = doc,
                         .paper = options->style,
                         .turned = style_turned(a, options->style),
                         .forms = options->style,
                         .tables = style_table(options->style),
                         .typesetter = text_open(a, &text, d),
                         .diags = d,
                         .cells = table_cells_new(a),
                         .pictures = picture_store_new(a),
                         .part = arena_sub(a),
                         .lines = arena_sub(a)};
    if (options->forms && !doc->form)
        l->forms = style_on_page(a, options->style, options->forms);
}

bool layout_document(const struct flow_document *doc, const struct layout_options *options,
                     struct page_sink sink, struct diags *d)
{
    struct layout l;
    layout_start(&l, doc, options, d);
    l.sink = sink;
    const struct imposer *sheets = doc->form ? fold_start(&l, doc->form) : NULL;
    l.no_rows = arena_mark(l.part);
    struct page_builder b = {.layout = &l, .arena = arena_sub(doc->arena)};
    b.empty = arena_mark(b.arena);
    bool ok = sheets ? form_document(&b) && fold_finish(sheets) : set_parts(&b);
    if (!ok)
        picture_tell_others(&l);
    return ok;
}
