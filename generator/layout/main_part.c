/*
 * The main part: head, title, addressees, text, note, signature and what stands below it; and what
 * is done so that page 1 shows text and the signature stands with text.
 */
#include "layout/layout_int.h"

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
    if (st->title_shown)
        return title_rows(l, rows, &h);
    if (doc->title.n)
        diag(l->diags, DIAG_L033, text_pos(doc->title, 0), NULL);
    return true;
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

/* The text, block by block: from the remedy's block on, its characters stand closer. */
static bool body_rows(struct layout *l, struct rows *rows)
{
    const struct style *st = l->style;
    bool ok = true;
    for (const struct block *b = l->doc->body; ok && b; b = b->next) {
        if (b == l->remedy.tight_block)
            l->pitch = st->area_width / l->remedy.tight_characters;
        VEC_PUSH(l->arena, &rows->blocks, ((struct block_start){rows->list.n, b}));
        ok = block_rows(l, rows, b);
    }
    l->pitch = st->char_pitch;
    return ok;
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
    if (!body_rows(l, rows))
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

static bool text_on_first_page(struct layout *l, const struct rows *rows)
{
    int *pages = ARENA_ARRAY(l->arena, int, rows->list.n + 1);
    flow_pages(l, rows, pages);
    return rows->text_start == rows->text_end || pages[rows->text_start] == 1;
}

/* The main part's rows behind its head, under the remedies in force. */
static bool prepare_main(struct layout *l, struct rows *rows)
{
    *rows = (struct rows){0};
    if (!open_first_page(l) || !main_rows(l, rows))
        return false;
    if (!text_on_first_page(l, rows))
        release_first_line(rows);
    return true;
}

/* 7.3.3: page 1 must show text. A lower joint masthead, then 主送 in the imprint (7.3.2). */
static bool show_text_first(struct layout *l, struct rows *rows)
{
    const struct document *doc = l->doc;
    if (text_on_first_page(l, rows))
        return true;
    if (doc->head && doc->head->issuers->next) {
        l->remedy.masthead_height = l->style->masthead_height_least;
        if (!prepare_main(l, rows))
            return false;
    }
    if (!text_on_first_page(l, rows) && doc->to.n) {
        l->remedy.to_in_imprint = true;
        if (!prepare_main(l, rows))
            return false;
        diag(l->diags, DIAG_L003, text_pos(doc->to, 0), NULL);
    }
    if (text_on_first_page(l, rows))
        return true;
    diag(l->diags, DIAG_L004, text_pos(doc->title, 0), NULL);
    return false;
}

/* Whether the last page has nothing of the text but what was kept with the signature. */
static bool signature_spilled(const struct rows *rows, const int pages[], int last)
{
    size_t i = rows->text_end;
    if (last == 1 || i == rows->text_start || rows->list.n == i)
        return false;
    while (i > rows->text_start && pages[i - 1] == last && rows->list.v[i - 1].keep)
        i--;
    if (rows->list.v[i].table || (i > rows->text_start && rows->list.v[i - 1].table))
        return false; /* some of its rows stand there */
    return i > rows->text_start && pages[i - 1] < last;
}

/* Pages from first on with more lines: does what follows the text now end on a page less? */
static bool fits_with_lines(struct layout *l, const struct rows *rows, int last, int first,
                            int lines)
{
    int *pages = ARENA_ARRAY(l->arena, int, rows->list.n + 1);
    l->remedy.tight_first = first;
    l->remedy.tight_lines = lines;
    return flow_pages(l, rows, pages) < last;
}

/* As few pages as will do, and as few lines more. */
static bool fit_by_lines(struct layout *l, const struct rows *rows, int last)
{
    enum { PAGES_MOST = 3 };
    for (int first = last - 1; first > 0 && first > last - 1 - PAGES_MOST; first--)
        for (int lines = l->style->lines + 1; lines <= l->style->lines_most; lines++)
            if (fits_with_lines(l, rows, last, first, lines)) {
                const char *number = arena_printf(l->arena, "%d", lines);
                diag(l->diags, DIAG_L005, l->doc->signature->pos, number);
                return true;
            }
    l->remedy.tight_first = 0;
    return false;
}

/* The first block of the text that starts on one of the last pages. */
static const struct block *late_block(const struct rows *rows, const int pages[], int last)
{
    enum { PAGES_MOST = 2 };
    for (size_t i = 0; i < rows->blocks.n; i++)
        if (pages[rows->blocks.v[i].row] >= last - PAGES_MOST)
            return rows->blocks.v[i].block;
    return NULL;
}

/* Closer characters besides, in the blocks that the last pages start. */
static bool fit_by_characters(struct layout *l, struct rows *rows, const int pages[], int last)
{
    const struct style *st = l->style;
    l->remedy.tight_block = late_block(rows, pages, last);
    for (int n = st->characters + 1; l->remedy.tight_block && n <= st->characters_most; n++) {
        l->remedy.tight_characters = n;
        if (!prepare_main(l, rows))
            return false;
        if (!fits_with_lines(l, rows, last, last - 1, st->lines_most))
            continue;
        diag(l->diags, DIAG_L006, l->doc->signature->pos,
             arena_printf(l->arena, "%d", st->lines_most), arena_printf(l->arena, "%d", n));
        return true;
    }
    l->remedy.tight_first = 0;
    l->remedy.tight_block = NULL;
    return prepare_main(l, rows);
}

/* 7.3.5.5: rather than carry lines over to stand with the signature, set the last pages closer. */
static bool fit_signature(struct layout *l, struct rows *rows)
{
    int *pages = ARENA_ARRAY(l->arena, int, rows->list.n + 1);
    int last = flow_pages(l, rows, pages);
    if (!l->doc->signature || !signature_spilled(rows, pages, last))
        return true;
    return fit_by_lines(l, rows, last) || fit_by_characters(l, rows, pages, last);
}

/* The imprint comes right behind the main part. */
static bool imprint_follows(const struct document *doc)
{
    bool bound = doc->enclosure != NULL;
    for (const struct part *p = doc->attachments; p; p = p->next)
        bound = bound || p->bound;
    return !bound;
}

/* No page for the imprint alone where closer lines make room for it. */
static bool fit_imprint(struct layout *l, const struct rows *rows)
{
    enum { PAGES_MOST = 2 };
    len_t room, bottom = area_bottom(l);
    int last, page;
    if (!imprint_room(l, l->doc, &room))
        return false;
    if (!room || !imprint_follows(l->doc) || l->remedy.tight_first || l->style->imprint_even_page)
        return true;
    if (flow_end(l, rows, &last) + room <= bottom)
        return true;
    for (int first = last; first > 0 && first > last - PAGES_MOST; first--)
        for (int lines = l->style->lines + 1; lines <= l->style->lines_most; lines++) {
            l->remedy.tight_first = first;
            l->remedy.tight_lines = lines;
            if (flow_end(l, rows, &page) + room <= bottom && page <= last) {
                diag(l->diags, DIAG_L008, l->doc->pos, arena_printf(l->arena, "%d", lines));
                return true;
            }
        }
    l->remedy.tight_first = 0;
    return true;
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

bool main_part(struct layout *l)
{
    struct rows rows;
    l->attachments = l->doc->attachments;
    l->listed = l->doc->toc_depth > 0;
    if (!prepare_main(l, &rows) || !show_text_first(l, &rows))
        return false;
    bool ok = fit_signature(l, &rows) && fit_imprint(l, &rows) && main_contents(l, &rows) &&
              flow_rows(l, &rows);
    l->remedy.tight_first = 0;
    return ok;
}
