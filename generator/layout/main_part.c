/*
 * The main part: head, title, addressees, text, note, signature and what stands below it; and what
 * is done so that page 1 shows text and the signature stands with text.
 */
#include "layout/diag.def"
#include "layout/layout_int.h"

/* What is done so that page 1 shows text (7.3.2, 7.3.3), and so that signature and imprint stand
 * with text on full pages (7.3.5.5): the whole text's lines and characters closer, or less so. */
struct main_adjust {
    bool to_in_imprint; /* 主送 moves to the imprint */
    bool low_masthead;  /* a joint one */
    int lines, characters;
};

struct main_part {
    struct setting *s;
    const struct flow_document *doc;
    const struct style *style;
    struct page_builder *page;
    struct arena_mark empty; /* before anything was set */
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
    if (doc->title_hidden)
        return true;
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

/* Title, addressees, text, note and signature, as one sequence of rows. */
static bool add_rows(struct main_part *m)
{
    const struct flow_document *doc = m->doc;
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
    if (!block_list_rows(m->s, rows, doc->body))
        return false;
    rows->text_end = rows->list.n;
    rows_set_gap(rows, after_title, gap_below_title(m, after_title));
    if (after_title == 0)
        rows->list.v[0].gap_kept = true;
    bool followed = doc->attachments || doc->signature;
    rows->carried = turns_carried(rows, followed ? (size_t)m->style->kept_lines : 0);
    return tail_notes(m->s, rows, doc->attachments) &&
           (!doc->signature || signature_rows(m->s, rows, doc->signature)) &&
           tail_annotation(m->s, rows) && tail_attendance(m->s, rows);
}

/* ---- pages ---- */

static struct page_plan plan_of(const struct main_part *m)
{
    return (struct page_plan){.s = m->s};
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
        if (row->n_items && (row->items[0].element == ELEMENT_HEADING ||
                             row->items[0].element == ELEMENT_SUBHEADING))
            continue;
        if (released && (i + 1 == m->rows.text_end || released >= m->style->kept_lines))
            return;
        row->keep = false;
        if (m->rows.carried <= i)
            m->rows.carried = i + 1;
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

/* Too long names above the text, or, where it would stand on page 1 without them, footnotes of its
 * first lines. */
static void report_no_text(struct main_part *m)
{
    struct diags *d = m->s->layout->diags;
    struct rows noted = m->rows, bare = noted;
    size_t first = noted.text_start, n = 0;
    bare.list.v = arena_copy(m->s->arena, noted.list.v, noted.list.n * sizeof *noted.list.v);
    for (size_t i = first; i < noted.list.n; i++)
        bare.list.v[i].notes = NULL;
    m->rows = bare;
    bool by_notes = text_on_first_page(m);
    m->rows = noted;
    while (by_notes && !noted.list.v[first].notes)
        first++;
    const struct footnote *notes = noted.list.v[first].notes;
    for (const struct footnote *k = notes; k; k = k->next)
        n++;
    if (by_notes)
        diag(d, DIAG_L062, notes->pos, arena_printf(m->s->arena, "%zu", n));
    else
        diag(d, DIAG_L004, text_pos(m->doc->title, 0), NULL);
}

/* 7.3.3: page 1 must show text. A lower joint masthead, then 主送 in the imprint (7.3.2). */
static bool show_text_first(struct main_part *m)
{
    const struct flow_document *doc = m->doc;
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
        if (text_on_first_page(m))
            diag(m->s->layout->diags, DIAG_L003, text_pos(doc->to, 0), NULL);
    }
    if (text_on_first_page(m))
        return true;
    report_no_text(m);
    return false;
}

/* ---- how the pages turn ---- */

/* What the imprint wants behind the main part, where it is next; 0: nothing. Where it stands on an
 * even page, 目录 leaves unknown which pages are. */
static bool imprint_foot(const struct main_part *m, len_t *foot)
{
    bool follows = !m->doc->enclosure && !(m->style->imprint_even_page && m->doc->toc_depth);
    for (const struct flow_part *p = m->doc->attachments; p; p = p->next)
        follows = follows && (p->apart || !p->bound);
    *foot = 0;
    return !follows || imprint_room(m->s, m->adjust.to_in_imprint, foot);
}

/* Sets the text at so many lines a page and characters a line; what was set before is given up. */
static bool set_pace(struct main_part *m, int lines, int characters)
{
    const struct style *usual = m->s->paper;
    bool own = lines == usual->lines && characters == usual->characters;
    arena_reset(m->s->arena, m->empty);
    m->style = own ? usual : style_paced(m->s->arena, usual, lines, characters);
    m->s->style = m->style;
    m->s->pitch = m->style->char_pitch;
    m->adjust.lines = lines;
    m->adjust.characters = characters;
    return prepare(m);
}

static struct turns turns_of(struct main_part *m, len_t foot)
{
    struct turns_job job = {.plan = plan_of(m),
                            .from = m->page->at,
                            .rows = &m->rows,
                            .carried = m->rows.carried,
                            .foot = foot};
    return turns_best(&job);
}

/* The whole text at another pitch, if that is cheaper. */
static bool try_pace(struct main_part *m, int lines, int characters, len_t foot, struct turns *best,
                     struct main_adjust *chosen)
{
    const struct style *usual = m->s->paper;
    struct turns t;
    int pages = best->pages > 1 ? best->pages - 1 : 1; /* that it could take */
    if (turns_pace_price(usual, lines, characters, pages) + (int64_t)usual->turn_page * pages >=
        best->price)
        return true;
    if (!set_pace(m, lines, characters))
        return false;
    t = turns_of(m, foot);
    if (text_on_first_page(m) && t.price < best->price) {
        *best = t;
        *chosen = m->adjust;
    }
    return true;
}

static bool find_pace(struct main_part *m, len_t foot, struct turns *best)
{
    const struct style *st = m->s->paper;
    struct main_adjust chosen = m->adjust;
    for (int characters = st->characters_least; characters <= st->characters_most; characters++)
        for (int lines = st->lines_least; lines <= st->lines_most; lines++)
            if (!try_pace(m, lines, characters, foot, best, &chosen))
                return false;
    if (!set_pace(m, chosen.lines, chosen.characters))
        return false;
    m->rows.carried = best->carried;
    m->rows.turn = best->turn;
    return true;
}

/* What was done to the whole text, and why. */
static void tell_pace(const struct main_part *m, const struct turns *before)
{
    const struct style *usual = m->s->paper;
    struct arena *a = m->s->arena;
    if (m->style == usual)
        return;
    const char *lines = arena_printf(a, "%d", m->adjust.lines),
               *characters = arena_printf(a, "%d", m->adjust.characters);
    struct diags *d = m->s->layout->diags;
    struct pos pos = m->doc->signature ? m->doc->signature->pos : m->doc->pos;
    bool torn = before->bare || before->parted;
    if ((!torn && !before->spared) || before->turn)
        diag(d, DIAG_L008, m->doc->pos, lines, characters);
    else if (!torn)
        diag(d, DIAG_L050, pos, lines, characters);
    else if (m->adjust.characters == usual->characters)
        diag(d, DIAG_L005, pos, lines);
    else
        diag(d, DIAG_L006, pos, lines, characters);
}

static bool fit_turns(struct main_part *m)
{
    len_t foot;
    if (!imprint_foot(m, &foot))
        return false;
    m->adjust.lines = m->style->lines;
    m->adjust.characters = m->style->characters;
    struct turns usual = turns_of(m, foot), best = usual;
    if ((usual.bare || usual.parted || usual.spared || usual.imprint) && !find_pace(m, foot, &best))
        return false;
    tell_pace(m, &usual);
    int *pages = pages_new(m);
    try_rows(m, pages);
    if (m->doc->signature && turns_signature_alone(&m->rows, pages))
        diag(m->s->layout->diags, DIAG_L031, m->doc->signature->pos, NULL);
    return true;
}

/* The contents stand before the page of the head. */
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
    return open_head_page(m, b->at.page + 1);
}

bool main_part(struct page_builder *b, int *headings, bool *to_in_imprint)
{
    const struct layout *l = b->layout;
    struct setting s;
    if (!builder_start_part(b, false, &s))
        return false;
    s.headings = l->doc->toc_depth ? headings : NULL;
    struct main_part m = {
        .s = &s, .doc = l->doc, .style = s.style, .page = b, .empty = arena_mark(s.arena)};
    if (!prepare(&m) || !show_text_first(&m) || !fit_turns(&m) || !main_contents(&m))
        return false;
    struct page_plan plan = plan_of(&m);
    *to_in_imprint = m.adjust.to_in_imprint;
    return pages_fill(&plan, b, &m.rows);
}
