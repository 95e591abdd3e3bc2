/*
 * The page being built: opened at a number, filled with rows and with items that stand where they
 * are, and sent with its footnotes and its number. What stands on it and nowhere else is in an
 * arena of its own, reset when the page has been taken.
 */
#include "base/buf.h"
#include "layout/diag.def"
#include "layout/layout_int.h"

struct page_grid builder_grid(const struct page_plan *plan)
{
    const struct style *st = plan->s->style;
    return (struct page_grid){.lines = st->lines,
                              .top = st->area_top,
                              .height = st->area_height - st->body_size,
                              .characters = st->characters};
}

/* The further pages of a form bear its title and what is filled in below it. */
static bool has_running(const struct running *r, int page)
{
    return r && page > r->first;
}

struct page_cursor builder_head(const struct page_plan *plan, int page)
{
    len_t above = has_running(plan->running, page) ? plan->running->height : 0;
    return (struct page_cursor){
        .page = page, .y = plan->s->style->area_top + above, .at_head = true};
}

/* ---- what stands on the page ---- */

/* Lengths are from the type area's left edge and from top. */
static void add_items(struct page_builder *b, const struct page_item *items, size_t n, len_t top)
{
    for (size_t i = 0; i < n; i++)
        VEC_PUSH(b->arena, &b->items.list, place_moved(&items[i], b->style->area_left, top));
}

static void add_fields(struct page_builder *b, const struct page_field *fields, size_t n, len_t top)
{
    for (size_t i = 0; i < n; i++) {
        struct page_field *field = VEC_ADD(b->arena, &b->fields);
        *field = fields[i];
        field->x += b->style->area_left;
        field->y += top;
    }
}

void builder_add_row(struct page_builder *b, const struct page_row *row, len_t top)
{
    add_items(b, row->items, row->n_items, top);
    add_fields(b, row->fields, row->n_fields, top);
    for (size_t i = 0; i < row->n_links; i++) {
        struct page_link *link = VEC_ADD(b->arena, &b->links);
        *link = row->links[i];
        link->x += b->style->area_left;
        link->y += top;
    }
    if (row->mark)
        VEC_PUSH(b->arena, &b->bookmarks, ((struct bookmark){row->mark_level, top, row->mark}));
    if (row->anchor)
        VEC_PUSH(b->arena, &b->anchors, ((struct anchor){row->anchor, top}));
    if (row->notes)
        VEC_PUSH(b->arena, &b->notes, row->notes);
}

void builder_keep(struct page_builder *b)
{
    for (size_t i = 0; i < b->items.list.n; i++)
        b->items.list.v[i] = place_copied(b->arena, &b->items.list.v[i]);
    for (size_t i = 0; i < b->bookmarks.n; i++)
        b->bookmarks.v[i].title = arena_strdup(b->arena, b->bookmarks.v[i].title);
}

/* Nothing of the page is needed any more, but where it stood. */
static void forget_page(struct page_builder *b)
{
    arena_reset(b->arena, b->empty);
    *b = (struct page_builder){.layout = b->layout,
                               .arena = b->arena,
                               .empty = b->empty,
                               .at = b->at,
                               .items = {.arena = b->arena}};
}

void builder_open(struct page_builder *b, const struct page_plan *plan, int number)
{
    const struct running *r = plan->running;
    forget_page(b);
    b->open = true;
    b->style = plan->s->style;
    b->paper = plan->s->paper;
    b->turned = plan->s->turned;
    b->running = r;
    b->grid = builder_grid(plan);
    b->at = builder_head(plan, number);
    b->hides_number = number == 1 && !b->style->folio_first;
    if (has_running(r, number)) {
        add_items(b, r->items, r->n_items, b->style->area_top);
        add_fields(b, r->fields, r->n_fields, b->style->area_top);
    }
}

bool builder_start_part(struct page_builder *b, bool turned, struct setting *out)
{
    if (!builder_close(b))
        return false;
    arena_reset(b->layout->part, b->layout->no_rows);
    *out = setting_new(b->layout, turned);
    return true;
}

/* ---- what stands at its foot ---- */

void builder_add_footnotes(struct page_builder *b, len_t above)
{
    const struct style *st = b->style;
    struct ink_style ink = place_ink(st, st->footnote_size, ELEMENT_FOOTNOTE);
    if (!b->at.notes)
        return;
    len_t y = style_area_bottom(st) - above - b->at.notes + st->footnote_above;
    len_t left = st->area_left;
    place_rule(&b->items,
               (struct rule){left, y, left + st->footnote_rule_width, y,
                             st->footnote_rule_thickness, ink.colour},
               ELEMENT_FOOTNOTE);
    y += st->footnote_above + st->footnote_pitch / 2;
    for (size_t i = 0; i < b->notes.n; i++)
        for (const struct footnote *note = b->notes.v[i]; note; note = note->next)
            y = place_lines(&b->items, note->lines, left, y, st->footnote_pitch, &ink);
    b->at.notes = 0;
    b->notes.n = 0;
}

/* A profile's words with numbers in their places. */
static const char *filled(struct arena *a, const char *words, int first, int second)
{
    struct buf b = {0};
    for (const char *p = words; *p; p++) {
        bool place = p[0] == '{' && (p[1] == '1' || p[1] == '2') && p[2] == '}';
        if (place)
            buf_printf(&b, "%d", p[1] == '1' ? first : second);
        else
            buf_char(&b, *p);
        p += place ? 2 : 0;
    }
    const char *s = arena_strndup(a, b.p ? b.p : "", b.n);
    buf_drop(&b);
    return s;
}

/* How a page's number is set, and where: the middle of its line. */
struct folio {
    const char *words, *role;
    len_t size, indent, y;
    enum text_align align;
    enum element element;
};

static bool add_folio(struct page_builder *b, const struct style *st, const struct folio *f,
                      bool upright)
{
    struct setting s = {.layout = b->layout, .arena = b->arena, .style = st};
    struct text_shape shape = {.size = f->size,
                               .pitch = f->size,
                               .width = st->area_width - 2 * f->indent,
                               .align = f->align};
    struct ink_style ink = place_ink(st, f->size, f->element);
    struct set_lines lines;
    size_t first = b->items.list.n;
    struct text words = text_from_utf8(b->arena, f->words, b->layout->doc->pos);
    if (!setting_text(&s, words, f->role, &shape, &lines))
        return false;
    place_line(&b->items, &lines.v[0], st->area_left + f->indent, f->y, &ink);
    for (; upright && first < b->items.list.n; first++)
        b->items.list.v[first].upright = true;
    return true;
}

/* 7.5: — 1 —, its dash below the type area; outer side: right on odd pages, left on even ones. On a
 * turned page it stands on the paper (clause 8). */
static bool add_page_folio(struct page_builder *b)
{
    const struct style *st = b->paper;
    struct folio f = {.words = filled(b->arena, st->folio_words, b->at.page, 0),
                      .role = st->folio_role,
                      .size = st->folio_size,
                      .indent = st->folio_indent,
                      .y = style_area_bottom(st) + st->folio_below,
                      .align = b->at.page % 2 ? ALIGN_RIGHT : ALIGN_LEFT,
                      .element = ELEMENT_FOLIO};
    return add_folio(b, st, &f, b->turned);
}

/* 第1页　共3页, in the middle below the type area. */
static bool add_form_folio(struct page_builder *b)
{
    const struct style *st = b->style;
    const struct running *r = b->running;
    struct folio f = {.words = filled(b->arena, st->form_folio_words, b->at.page - r->first + 1,
                                      r->last - r->first + 1),
                      .role = st->table_role,
                      .size = st->form_note_size,
                      .y = style_area_bottom(st) + st->form_folio_below,
                      .align = ALIGN_CENTRE,
                      .element = ELEMENT_FORM_FOLIO};
    return add_folio(b, st, &f, false);
}

/* ---- the page in hand ---- */

/* The code stands in the upper right corner, where printers still print; the marks in the side
 * margins, clear of all that is written, one of them below the code. */
static struct page_face face_of(const struct page_builder *b)
{
    const struct style *st = b->style;
    len_t side = st->form_code_side, edge = st->form_code_edge, mark = st->form_mark_side;
    len_t left = st->form_mark_edge, right = st->page_width - st->form_mark_edge - mark;
    len_t above = st->form_mark_edge, below = st->page_height - st->form_mark_edge - mark;
    len_t beside = side ? edge + side + st->form_mark_below : above;
    return (struct page_face){.width = st->page_width,
                              .height = st->page_height,
                              .number = b->at.page,
                              .code = {st->page_width - edge - side, edge, side},
                              .code_label = st->form_code_label,
                              .marks = {{left, above, mark},
                                        {right, beside, mark},
                                        {left, below, mark},
                                        {right, below, mark}},
                              .marked = b->running && b->running->marked && mark};
}

static void add_marks(struct page_builder *b, const struct page_face *face)
{
    for (size_t i = 0; face->marked && i < PAGE_MARKS; i++)
        VEC_PUSH(b->arena, &b->items.list, page_mark(face, i));
}

bool builder_close(struct page_builder *b)
{
    const struct layout *l = b->layout;
    if (!b->open)
        return true;
    builder_add_footnotes(b, 0);
    if (b->running && !add_form_folio(b))
        return false;
    if (!b->hides_number && !l->doc->form && !add_page_folio(b))
        return false;
    const struct style *p = b->paper;
    const struct page_face face = face_of(b);
    add_marks(b, &face);
    struct page page = {.width = p->page_width,
                        .height = p->page_height,
                        .turned = b->turned,
                        .number = b->at.page,
                        .grid = b->grid,
                        .own_area = {p->area_left, p->area_top, p->area_width, p->area_height},
                        .items = b->items.list.v,
                        .n_items = b->items.list.n,
                        .bookmarks = b->bookmarks.v,
                        .n_bookmarks = b->bookmarks.n,
                        .anchors = b->anchors.v,
                        .n_anchors = b->anchors.n,
                        .links = b->links.v,
                        .n_links = b->links.n,
                        .fields = b->fields.v,
                        .n_fields = b->fields.n,
                        .faces = &face,
                        .n_faces = 1};
    if (p == l->paper)
        page.own_area = (struct page_area){0};
    if (page.number > LAYOUT_MOST_PAGES) {
        diag(l->diags, DIAG_L061, l->doc->pos, arena_printf(b->arena, "%d", LAYOUT_MOST_PAGES));
        return false;
    }
    bool taken = l->sink.put(l->sink.context, &page);
    forget_page(b);
    return taken;
}
