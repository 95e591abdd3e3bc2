/*
 * The main part: head, title, addressees, text, note, signature and what stands below it; and what
 * is done so that page 1 shows text and the signature stands with text.
 */
#include "layout/diag.def"
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

/* The first lines of the text, all but the last, may part from what they would stay with: two of
 * them on page 1 and one with the signature look better than the other way round. */
static void release_first_lines(const struct layout *l, struct rows *rows)
{
    int released = 0;
    for (size_t i = rows->text_start; i < rows->text_end; i++) {
        struct row *row = &rows->list.v[i];
        if (row->n_items && row->items[0].element == ELEMENT_HEADING)
            continue;
        if (released && (i + 1 == rows->text_end || released >= l->style->kept_lines))
            return;
        row->keep = false;
        released++;
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
        release_first_lines(l, rows);
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
            if (fits_with_lines(l, rows, last, first, lines))
                return true;
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
        if (fits_with_lines(l, rows, last, last - 1, st->lines_most))
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

static bool room_below(struct layout *l, const struct rows *rows, len_t room, int last)
{
    int page;
    return flow_end(l, rows, &page) + room <= area_bottom(l) && page <= last;
}

/* The last pages closer, or closer than the signature needs. */
static bool make_room(struct layout *l, const struct rows *rows, len_t room, int last)
{
    enum { PAGES_MOST = 2 };
    const struct remedy before = l->remedy;
    int least = before.tight_first ? before.tight_lines : l->style->lines;
    for (int first = last; first > 0 && first > last - PAGES_MOST; first--)
        for (int lines = least + 1; lines <= l->style->lines_most; lines++) {
            bool earlier = before.tight_first && before.tight_first < first;
            l->remedy.tight_first = earlier ? before.tight_first : first;
            l->remedy.tight_lines = lines;
            if (!room_below(l, rows, room, last))
                continue;
            diag(l->diags, DIAG_L008, l->doc->pos, arena_printf(l->arena, "%d", lines));
            return true;
        }
    l->remedy = before;
    return false;
}

/* One line of the text with the signature is enough: the ones before it may stay on the page
 * before, but for a heading's first. */
static bool carry_one_line(struct layout *l, struct rows *rows, len_t room, int last)
{
    enum { LINES = 3 };
    if (rows->text_end < rows->text_start + LINES)
        return false;
    struct row *stays = &rows->list.v[rows->text_end - 2];
    for (const struct row *r = stays - 1; r <= stays + 1; r++)
        if (!r->n_items || r->items[0].element != ELEMENT_TEXT)
            return false;
    bool kept = stays->keep;
    stays->keep = false;
    bool fits = room_below(l, rows, room, last);
    stays->keep = kept && !fits;
    return fits;
}

/* A page saved by closer lines and taken again by the imprint is none: the lines as they were, the
 * imprint on the page of the signature. */
static bool undo_closer(struct layout *l, struct rows *rows, len_t room, int last)
{
    const struct remedy before = l->remedy;
    l->remedy.tight_first = 0;
    l->remedy.tight_block = NULL;
    if (!prepare_main(l, rows))
        return false;
    if (room_below(l, rows, room, last + 1))
        return true;
    l->remedy = before;
    return prepare_main(l, rows);
}

/* No page for the imprint alone where closer lines, or others, make room for it. */
static bool fit_imprint(struct layout *l, struct rows *rows)
{
    len_t room;
    int last;
    if (!imprint_room(l, l->doc, &room))
        return false;
    if (!room || !imprint_follows(l->doc) || l->style->imprint_even_page)
        return true;
    flow_end(l, rows, &last);
    if (room_below(l, rows, room, last) || make_room(l, rows, room, last) ||
        carry_one_line(l, rows, room, last))
        return true;
    return !l->remedy.tight_first || undo_closer(l, rows, room, last);
}

/* What was done for the signature. */
static void report_closer(struct layout *l)
{
    const struct remedy *r = &l->remedy;
    const char *lines = arena_printf(l->arena, "%d", r->tight_lines);
    if (r->tight_block)
        diag(l->diags, DIAG_L006, l->doc->signature->pos, lines,
             arena_printf(l->arena, "%d", r->tight_characters));
    else if (r->tight_first)
        diag(l->diags, DIAG_L005, l->doc->signature->pos, lines);
}

static bool is_of(const struct row *row, enum element element)
{
    return row->n_items && row->items[0].element == element;
}

/* 7.3.5.5: a text of one line stays on page 1, and a high signature does not fit below it. A part
 * of 附件说明 is company enough. */
static void check_signature_page(struct layout *l, const struct rows *rows)
{
    int *pages = ARENA_ARRAY(l->arena, int, rows->list.n + 1);
    size_t last = rows->text_end;
    if (last == rows->text_start || rows->list.v[last - 1].table)
        return;
    while (last < rows->list.n && is_of(&rows->list.v[last], ELEMENT_NOTE))
        last++;
    flow_pages(l, rows, pages);
    for (size_t i = last; i < rows->list.n; i++)
        if (is_of(&rows->list.v[i], ELEMENT_DATE) && pages[i] > pages[last - 1])
            diag(l->diags, DIAG_L031, l->doc->signature->pos, NULL);
}

static bool fit_ends(struct layout *l, struct rows *rows)
{
    if (!fit_signature(l, rows))
        return false;
    bool closer = l->remedy.tight_first != 0;
    if (!fit_imprint(l, rows))
        return false;
    if (closer)
        report_closer(l);
    if (l->doc->signature)
        check_signature_page(l, rows);
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
    bool ok = fit_ends(l, &rows) && main_contents(l, &rows) && flow_rows(l, &rows);
    l->remedy.tight_first = 0;
    return ok;
}
