/*
 * The main part: head, title, addressees, text, note, signature and what stands below it; and what
 * is done so that page 1 shows text and the signature stands with text.
 */
#include "layout/diag.def"
#include "layout/layout_int.h"

/* What is done so that page 1 shows text (7.3.2, 7.3.3) and that signature and date stand with
 * text (7.3.5.5). All zero: nothing. */
struct main_adjust {
    bool to_in_imprint;       /* 主送 moves to the imprint */
    bool low_masthead;        /* a joint one */
    struct close_lines lines; /* closer on the last pages … */
    const struct flow *block; /* … and the text from this block on (NULL: none) … */
    int characters;           /* … has this many characters a line */
};

struct main_part {
    const struct setting *s;
    const struct flow_document *doc;
    const struct style *style;
    struct page_builder *page;
    struct rows rows;
    struct main_adjust adjust;
};

/* ---- rows ---- */

static bool add_title(struct main_part *m)
{
    const struct flow_document *doc = m->doc;
    const struct style *st = m->style;
    struct heading h = {.title = doc->title,
                        .caption = doc->caption,
                        .speaker = doc->speaker,
                        .label = "",
                        .gap = doc->head ? st->title_blank_above : st->title_blank_above_bare,
                        .element = ELEMENT_TITLE};
    if (st->title_shown)
        return title_rows(m->s, &m->rows, &h);
    if (doc->title.n)
        diag(m->s->layout->diags, DIAG_L033, text_pos(doc->title, 0), NULL);
    return true;
}

/* What moves the row behind the title to its line of the grid. 7.3.2: 主送 on the line nearest to a
 * blank one below the title's character boxes, the lower one of two as near; text that follows the
 * title itself, which no clause places, a blank line below the title's own. */
static len_t gap_below_title(const struct main_part *m, size_t after_title)
{
    enum { AS_NEAR = LEN_PT * 3 / 2 };
    const struct page_row *title = after_title ? &m->rows.list.v[after_title - 1] : NULL;
    len_t blank = m->style->title_blank_below;
    bool addressed = m->rows.text_start > after_title;
    return addressed && title && !title->on_grid ? blank - (title->advance - title->box) + AS_NEAR
                                                 : blank;
}

/* Title, addressees, text, note and signature, as one sequence of rows. From the adjustment's block
 * on, the text's characters stand closer. */
static bool add_rows(struct main_part *m)
{
    const struct flow_document *doc = m->doc;
    struct setting body = *m->s;
    struct rows *rows = &m->rows;
    struct text_shape shape = setting_shape(m->s);
    struct text to = m->adjust.to_in_imprint ? (struct text){0} : doc->to;
    struct set_lines lines;
    *rows = (struct rows){0};
    if (!add_title(m))
        return false;
    size_t after_title = rows->list.n;
    if (!setting_text(m->s, to, m->style->body_role, &shape, &lines))
        return false;
    rows_add_lines(m->s, rows, lines, 0, ELEMENT_ADDRESSEES);
    rows->text_start = rows->list.n;
    for (const struct flow *f = doc->body; f; f = f->next) {
        if (f == m->adjust.block)
            body.pitch = m->style->area_width / m->adjust.characters;
        VEC_PUSH(body.arena, &rows->blocks, ((struct block_start){rows->list.n, f}));
        if (!block_rows(&body, rows, f))
            return false;
    }
    rows->text_end = rows->list.n;
    rows_set_gap(rows, after_title, gap_below_title(m, after_title));
    if (after_title == 0)
        rows->list.v[0].gap_kept = true;
    return tail_notes(m->s, rows, doc->attachments) &&
           (!doc->signature || signature_rows(m->s, rows, doc->signature)) &&
           tail_annotation(m->s, rows) && tail_attendance(m->s, rows);
}

/* ---- pages ---- */

static struct page_plan plan_of(const struct main_part *m)
{
    return (struct page_plan){.s = m->s, .close = m->adjust.lines};
}

/* A page for the head and what follows it. */
static bool open_head_page(struct main_part *m, int number)
{
    const struct flow_head *head = m->doc->head;
    const struct style *st = m->style;
    struct page_plan plan = plan_of(m);
    builder_open(m->page, &plan, number);
    return !head ||
           head_place(m->s, m->page, head,
                      m->adjust.low_masthead ? st->masthead_height_least : st->masthead_height);
}

/* Where the rows end; pages[]: where each stands, or NULL. */
static struct page_cursor try_rows(const struct main_part *m, int pages[])
{
    struct page_plan plan = plan_of(m);
    return pages_try(&plan, m->page->at, &m->rows, pages);
}

static int *pages_new(const struct main_part *m)
{
    return ARENA_ARRAY(m->s->arena, int, m->rows.list.n + 1);
}

/* ---- page 1 shows text ---- */

/* The first lines of the text, all but the last, may part from what they would stay with: two of
 * them on page 1 and one with the signature look better than the other way round. */
static void release_first_lines(struct main_part *m)
{
    int released = 0;
    for (size_t i = m->rows.text_start; i < m->rows.text_end; i++) {
        struct page_row *row = &m->rows.list.v[i];
        if (row->n_items && row->items[0].element == ELEMENT_HEADING)
            continue;
        if (released && (i + 1 == m->rows.text_end || released >= m->style->kept_lines))
            return;
        row->keep = false;
        released++;
    }
}

static bool text_on_first_page(const struct main_part *m)
{
    int *pages = pages_new(m);
    try_rows(m, pages);
    return m->rows.text_start == m->rows.text_end || pages[m->rows.text_start] == 1;
}

/* Page 1 with its head, and the rows behind it, as adjusted. */
static bool prepare(struct main_part *m)
{
    if (!open_head_page(m, 1) || !add_rows(m))
        return false;
    if (!text_on_first_page(m))
        release_first_lines(m);
    return true;
}

/* 7.3.3: page 1 must show text. A lower joint masthead, then 主送 in the imprint (7.3.2). */
static bool show_text_first(struct main_part *m)
{
    const struct flow_document *doc = m->doc;
    struct diags *d = m->s->layout->diags;
    if (text_on_first_page(m))
        return true;
    if (doc->head && doc->head->issuers->next) {
        m->adjust.low_masthead = true;
        if (!prepare(m))
            return false;
    }
    if (!text_on_first_page(m) && doc->to.n) {
        m->adjust.to_in_imprint = true;
        if (!prepare(m))
            return false;
        diag(d, DIAG_L003, text_pos(doc->to, 0), NULL);
    }
    if (text_on_first_page(m))
        return true;
    diag(d, DIAG_L004, text_pos(doc->title, 0), NULL);
    return false;
}

/* ---- the signature stands with text ---- */

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
static bool fits_with_lines(struct main_part *m, int last, int first, int lines)
{
    m->adjust.lines = (struct close_lines){first, lines};
    return try_rows(m, NULL).page < last;
}

/* As few pages as will do, and as few lines more. */
static bool fit_by_lines(struct main_part *m, int last)
{
    enum { PAGES_MOST = 3 };
    for (int first = last - 1; first > 0 && first > last - 1 - PAGES_MOST; first--)
        for (int lines = m->style->lines + 1; lines <= m->style->lines_most; lines++)
            if (fits_with_lines(m, last, first, lines))
                return true;
    m->adjust.lines = (struct close_lines){0};
    return false;
}

/* Lines and characters as the profile has them. */
static bool undo_closer(struct main_part *m)
{
    m->adjust.lines = (struct close_lines){0};
    m->adjust.block = NULL;
    return prepare(m);
}

/* Closer characters besides, in the blocks that the last pages start. */
static bool fit_by_characters(struct main_part *m, const int pages[], int last)
{
    enum { PAGES_MOST = 2 };
    const struct style *st = m->style;
    const struct rows *rows = &m->rows;
    size_t late = 0;
    while (late < rows->blocks.n && pages[rows->blocks.v[late].row] < last - PAGES_MOST)
        late++;
    if (late == rows->blocks.n)
        return undo_closer(m);
    m->adjust.block = rows->blocks.v[late].block;
    for (int n = st->characters + 1; n <= st->characters_most; n++) {
        m->adjust.characters = n;
        if (!prepare(m))
            return false;
        if (fits_with_lines(m, last, last - 1, st->lines_most))
            return true;
    }
    return undo_closer(m);
}

/* 7.3.5.5: rather than carry lines over to stand with the signature, set the last pages closer. */
static bool fit_signature(struct main_part *m)
{
    int *pages = pages_new(m), last = try_rows(m, pages).page;
    if (!m->doc->signature || !signature_spilled(&m->rows, pages, last))
        return true;
    return fit_by_lines(m, last) || fit_by_characters(m, pages, last);
}

/* ---- the imprint has room ---- */

static bool room_below(const struct main_part *m, len_t room, int last)
{
    struct page_cursor end = try_rows(m, NULL);
    return imprint_fits(m->style, &end, room) && end.page <= last;
}

/* The last pages closer, or closer than the signature needs. */
static bool make_room(struct main_part *m, len_t room, int last)
{
    enum { PAGES_MOST = 2 };
    const struct layout *l = m->s->layout;
    const struct close_lines before = m->adjust.lines;
    int least = before.first ? before.lines : m->style->lines;
    for (int first = last; first > 0 && first > last - PAGES_MOST; first--)
        for (int lines = least + 1; lines <= m->style->lines_most; lines++) {
            bool earlier = before.first && before.first < first;
            m->adjust.lines = (struct close_lines){earlier ? before.first : first, lines};
            if (!room_below(m, room, last))
                continue;
            diag(l->diags, DIAG_L008, m->doc->pos, arena_printf(m->s->arena, "%d", lines));
            return true;
        }
    m->adjust.lines = before;
    return false;
}

static bool is_of(const struct page_row *row, enum element element)
{
    return row->n_items && row->items[0].element == element;
}

/* One line of the text with the signature is enough: the ones before it may stay on the page
 * before, but for a heading's first. */
static bool carry_one_line(struct main_part *m, len_t room, int last)
{
    enum { LINES = 3 };
    if (m->rows.text_end < m->rows.text_start + LINES)
        return false;
    struct page_row *stays = &m->rows.list.v[m->rows.text_end - 2];
    for (const struct page_row *r = stays - 1; r <= stays + 1; r++)
        if (!is_of(r, ELEMENT_TEXT))
            return false;
    bool kept = stays->keep;
    stays->keep = false;
    bool fits = room_below(m, room, last);
    stays->keep = kept && !fits;
    return fits;
}

/* A page saved by closer lines and taken again by the imprint is none: the lines as they were, the
 * imprint on the page of the signature. */
static bool give_page_back(struct main_part *m, len_t room, int last)
{
    const struct main_adjust before = m->adjust;
    if (!undo_closer(m))
        return false;
    if (room_below(m, room, last + 1))
        return true;
    m->adjust = before;
    return prepare(m);
}

/* No page for the imprint alone where closer lines, or others, make room for it right behind the
 * main part: on both sides, where that ends on an even page. What 目录 does to that is not known
 * yet.
 */
static bool fit_imprint(struct main_part *m)
{
    bool follows = !m->doc->enclosure;
    len_t room;
    for (const struct flow_part *p = m->doc->attachments; p; p = p->next)
        follows = follows && !p->bound;
    if (!imprint_room(m->s, m->adjust.to_in_imprint, &room))
        return false;
    int last = try_rows(m, NULL).page;
    bool elsewhere = m->style->imprint_even_page && (last % 2 || m->doc->toc_depth);
    if (!room || !follows || elsewhere)
        return true;
    if (room_below(m, room, last) || make_room(m, room, last) || carry_one_line(m, room, last))
        return true;
    return !m->adjust.lines.first || give_page_back(m, room, last);
}

/* ---- what is said of it ---- */

/* 7.3.5.5: a text of one line stays on page 1, and a high signature does not fit below it. A part
 * of 附件说明 is company enough. */
static void check_signature_page(const struct main_part *m)
{
    const struct rows *rows = &m->rows;
    int *pages = pages_new(m);
    size_t last = rows->text_end;
    if (last == rows->text_start || rows->list.v[last - 1].table)
        return;
    while (last < rows->list.n && is_of(&rows->list.v[last], ELEMENT_NOTE))
        last++;
    try_rows(m, pages);
    for (size_t i = last; i < rows->list.n; i++)
        if (is_of(&rows->list.v[i], ELEMENT_DATE) && pages[i] > pages[last - 1])
            diag(m->s->layout->diags, DIAG_L031, m->doc->signature->pos, NULL);
}

static bool fit_ends(struct main_part *m)
{
    const struct main_adjust *a = &m->adjust;
    struct diags *d = m->s->layout->diags;
    if (!fit_signature(m))
        return false;
    bool closer = a->lines.first != 0; /* for the signature */
    if (!fit_imprint(m))
        return false;
    const char *lines = arena_printf(m->s->arena, "%d", a->lines.lines);
    if (closer && a->block)
        diag(d, DIAG_L006, m->doc->signature->pos, lines,
             arena_printf(m->s->arena, "%d", a->characters));
    else if (closer && a->lines.first)
        diag(d, DIAG_L005, m->doc->signature->pos, lines);
    if (m->doc->signature)
        check_signature_page(m);
    return true;
}

/* The contents stand before the page of the head; pages set closer move behind them. */
static bool main_contents(struct main_part *m)
{
    const struct page_plan plain = {.s = m->s};
    struct page_builder *b = m->page;
    int *pages = pages_new(m);
    if (!m->doc->toc_depth)
        return true;
    try_rows(m, pages);
    builder_open(b, &plain, 1);
    if (!title_contents(&plain, b, &m->rows, pages, m->doc->toc_depth))
        return false;
    if (m->adjust.lines.first)
        m->adjust.lines.first += b->at.page;
    return open_head_page(m, b->at.page + 1);
}

bool main_part(struct page_builder *b, int *headings, bool *to_in_imprint)
{
    const struct layout *l = b->layout;
    struct setting s;
    if (!builder_start_part(b, false, &s))
        return false;
    s.headings = l->doc->toc_depth ? headings : NULL;
    struct main_part m = {.s = &s, .doc = l->doc, .style = s.style, .page = b};
    if (!prepare(&m) || !show_text_first(&m) || !fit_ends(&m) || !main_contents(&m))
        return false;
    struct page_plan plan = plan_of(&m);
    *to_in_imprint = m.adjust.to_in_imprint;
    return pages_fill(&plan, b, &m.rows);
}
