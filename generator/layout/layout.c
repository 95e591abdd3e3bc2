/* The order of the parts: head, title, addressees, text, attachment note, signature; enclosure;
 * attachments; imprint. */
#include "layout/layout.h"

#include "layout/layout_int.h"

static bool roles_known(const struct style *st, struct pos pos, struct diags *d)
{
    const char *const roles[] = {
        st->masthead_role, st->title_role, st->body_role, st->level_1,
        st->level_2,       st->level_3,    st->level_4,   st->attachment_label_role,
        st->imprint_role,  st->folio_role};
    bool ok = true;
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (font_role_named(roles[i]) == FONT_ROLES) {
            diag(d, DIAG_L002, pos, roles[i]);
            ok = false;
        }
    return ok;
}

/* Not by where it stands in the source, whose names have two languages. */
const char *part_anchor(struct layout *l, const struct part *p)
{
    const struct part *own = l->doc->attachments;
    while (own && own != p)
        own = own->next;
    return arena_printf(l->arena, "%s-%d", own ? "attachment" : "enclosure", p->number);
}

/* ---- the main part ---- */

static bool addressee_rows(struct layout *l, struct rows *rows, struct text to)
{
    struct text_shape shape = body_shape(l);
    struct set_lines lines;
    if (!to.n || l->remedy.to_in_imprint)
        return true;
    if (!set_text(l, to, l->style->body_role, &shape, &lines))
        return false;
    rows_add_lines(l, rows, lines, 0, ELEMENT_ADDRESSEES);
    return true;
}

static bool main_title(struct layout *l, struct rows *rows)
{
    const struct document *doc = l->doc;
    const struct style *st = l->style;
    struct heading h = {.title = doc->title,
                        .caption = doc->caption,
                        .speaker = doc->speaker,
                        .label = "",
                        .gap = doc->head ? st->title_blank_above : st->title_blank_above_bare,
                        .element = ELEMENT_TITLE};
    return !st->title_shown || title_rows(l, rows, &h);
}

/* What follows the text and stays with it. */
static bool closing_rows(struct layout *l, struct rows *rows)
{
    const struct document *doc = l->doc;
    if (!note_rows(l, rows, doc->attachments))
        return false;
    if (doc->signature && !signature_rows(l, rows, doc->signature))
        return false;
    return annotation_rows(l, rows, doc->annotation) && attendance_rows(l, rows, doc);
}

/* Title, addressees, text, note and signature, as one sequence of rows. */
static bool main_rows(struct layout *l, struct rows *rows)
{
    if (!main_title(l, rows))
        return false;
    size_t after_title = rows->list.n;
    if (!addressee_rows(l, rows, l->doc->to))
        return false;
    rows->text_start = rows->list.n;
    if (!block_rows(l, rows, l->doc->body))
        return false;
    rows->text_end = rows->list.n;
    rows_set_gap(rows, after_title, l->style->title_blank_below);
    if (after_title == 0)
        rows->list.v[0].gap_kept = true;
    return closing_rows(l, rows);
}

/* Page 1 anew, with what its head needs. */
static bool open_first_page(struct layout *l)
{
    l->page_number = 0;
    flow_open_page(l);
    return !l->doc->head || head_place(l, l->doc->head);
}

/* The first line of the text may part from what it would stay with. */
static void release_first_line(struct rows *rows)
{
    for (size_t i = rows->text_start; i < rows->text_end; i++) {
        struct row *row = &rows->list.v[i];
        if (row->n_items && row->items[0].element == ELEMENT_HEADING)
            continue;
        row->keep = false;
        return;
    }
}

/* The main part's rows behind its head, under the remedies in force. */
static bool prepare_main(struct layout *l, struct rows *rows)
{
    *rows = (struct rows){0};
    return open_first_page(l) && main_rows(l, rows);
}

/* And so that the first line of the text may stand alone on page 1. */
static bool prepare_again(struct layout *l, struct rows *rows)
{
    bool ok = prepare_main(l, rows);
    if (ok)
        release_first_line(rows);
    return ok;
}

static bool text_on_first_page(struct layout *l, const struct rows *rows)
{
    int *pages = ARENA_ARRAY(l->arena, int, rows->list.n + 1);
    flow_pages(l, rows, pages);
    return rows->text_start == rows->text_end || pages[rows->text_start] == 1;
}

/* 7.3.3: page 1 must show text, if only a line; else a lower joint masthead, then 主送 in the
 * imprint (7.3.2). */
static bool show_text_first(struct layout *l, struct rows *rows)
{
    const struct document *doc = l->doc;
    if (text_on_first_page(l, rows))
        return true;
    release_first_line(rows);
    if (text_on_first_page(l, rows))
        return true;
    if (doc->head && doc->head->issuers->next) {
        l->remedy.masthead_height = l->style->masthead_height_least;
        if (!prepare_again(l, rows))
            return false;
    }
    if (!text_on_first_page(l, rows) && doc->to.n) {
        l->remedy.to_in_imprint = true;
        if (!prepare_again(l, rows))
            return false;
        diag(l->diags, DIAG_L003, text_pos(doc->to, 0), NULL);
    }
    if (text_on_first_page(l, rows))
        return true;
    diag(l->diags, DIAG_L004, text_pos(doc->title, 0), NULL);
    return false;
}

/* Whether the last page has nothing of the text but the lines kept with the signature. */
static bool signature_spilled(const struct layout *l, const struct rows *rows, const int pages[],
                              int last)
{
    size_t kept = (size_t)l->style->kept_lines;
    size_t first = rows->text_end > kept ? rows->text_end - kept : 0;
    return last > 1 && rows->list.n > rows->text_end && first > rows->text_start &&
           pages[first - 1] < last && pages[rows->text_end - 1] == last;
}

/* 7.3.5.5: rather than carry lines over to stand with the signature, set the last pages closer, as
 * few of them and as little as will do. */
static void fit_signature(struct layout *l, const struct rows *rows)
{
    enum { PAGES_MOST = 3 };
    int *pages = ARENA_ARRAY(l->arena, int, rows->list.n + 1);
    int last = flow_pages(l, rows, pages);
    if (!l->doc->signature || !signature_spilled(l, rows, pages, last))
        return;
    for (int first = last - 1; first > 0 && first > last - 1 - PAGES_MOST; first--)
        for (int lines = l->style->lines + 1; lines <= l->style->lines_most; lines++) {
            l->remedy.tight_first = first;
            l->remedy.tight_lines = lines;
            if (flow_pages(l, rows, pages) < last) {
                const char *number = arena_printf(l->arena, "%d", lines);
                diag(l->diags, DIAG_L005, l->doc->signature->pos, number);
                return;
            }
        }
    l->remedy.tight_first = 0;
}

/* The contents stand before the page of the head; pages set closer move behind them. */
static bool main_contents(struct layout *l, const struct rows *rows)
{
    const struct document *doc = l->doc;
    int *pages = ARENA_ARRAY(l->arena, int, rows->list.n + 1);
    int tight = l->remedy.tight_first;
    if (!doc->toc_depth)
        return true;
    flow_pages(l, rows, pages);
    l->page_number = 0;
    l->remedy.tight_first = 0;
    flow_open_page(l);
    if (!toc_place(l, rows, pages, doc->toc_depth))
        return false;
    l->remedy.tight_first = tight ? tight + l->page_number : 0;
    flow_open_page(l);
    return !doc->head || head_place(l, doc->head);
}

static bool main_part(struct layout *l)
{
    struct rows rows;
    l->attachments = l->doc->attachments;
    l->listed = l->doc->toc_depth > 0;
    if (!prepare_main(l, &rows) || !show_text_first(l, &rows))
        return false;
    fit_signature(l, &rows);
    bool ok = main_contents(l, &rows) && flow_rows(l, &rows);
    l->remedy.tight_first = 0;
    return ok;
}

/* ---- attachments and enclosure ---- */

/* 7.3.7: on a new page, the label on the first line, the title on the third. */
static bool attachment_part(struct layout *l, const struct part *p)
{
    const struct style *st = l->style;
    struct rows rows = {0};
    struct text_shape shape = body_shape(l);
    struct set_lines lines;
    l->listed = false;
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
    if (!block_rows(l, &rows, p->first))
        return false;
    rows_set_gap(&rows, after_title, st->attachment_title_below);
    return flow_rows(l, &rows);
}

static bool attachment_parts(struct layout *l, const struct part *first)
{
    l->attachments = first;
    for (const struct part *p = first; p; p = p->next)
        if (p->bound && (!flow_close_page(l) || !attachment_part(l, p)))
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
        if (!flow_close_page(l))
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
    if (!flow_close_page(l))
        return false;
    struct heading h = {.title = p->title,
                        .caption = p->caption,
                        .label = "",
                        .gap = st->title_blank_above_bare,
                        .element = ELEMENT_TITLE};
    if (!title_rows(l, &rows, &h))
        return false;
    size_t after_title = rows.text_start = rows.list.n;
    if (!block_rows(l, &rows, p->first))
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

bool layout_document(const struct document *doc, const struct layout_options *options,
                     struct page_sink sink, struct diags *d)
{
    if (!roles_known(options->style, doc->pos, d))
        return false;
    struct layout l = {.arena = doc->arena,
                       .style = options->style,
                       .fonts = options->fonts,
                       .diags = d,
                       .sink = sink,
                       .doc = doc};
    l.text = text_open(doc->arena, options->fonts, options->style, options->phrases, d);
    return main_part(&l) && enclosed_parts(&l, doc->enclosure) &&
           attachment_parts(&l, doc->attachments) && imprint_place(&l, doc) &&
           loose_parts(&l, doc->enclosure ? doc->enclosure->attachments : NULL) &&
           loose_parts(&l, doc->attachments) && flow_close_page(&l);
}
