/* Titles (7.3.1) with the caption below one and the speaker's name, as rows off the grid; and 目录:
 * the headings of a part with the pages they will stand on, on pages before it. */
#include "layout/layout_int.h"

enum { BOOKMARK_TITLE = 1 };

static bool set_title(const struct setting *s, struct text text, struct text_shape *shape,
                      struct set_lines *out)
{
    const struct style *st = s->style;
    struct title title = {.text = text, .role = font_role_named(st->title_role)};
    len_t widest = len_min(st->area_width, st->title_characters * st->title_size);
    *shape = (struct text_shape){
        .size = st->title_size, .pitch = st->title_size, .width = widest, .align = ALIGN_CENTRE};
    return text_set_title(setting_typesetter(s), &title, shape, out);
}

static void add_title_lines(const struct setting *s, struct rows *rows, struct set_lines lines,
                            const struct heading *h, len_t x)
{
    size_t first = rows->list.n;
    struct page_row like = {.gap = h->gap,
                            .gap_kept = true,
                            .box = s->style->title_size,
                            .advance = s->style->title_pitch,
                            .keep = true};
    rows_add_like(s, rows, lines, &like, x, h->element);
    if (rows->list.n == first)
        return;
    struct page_row *row = &rows->list.v[first];
    const char *title = text_utf8(s->arena, text_without_breaks(s->arena, h->title));
    row->mark = arena_printf(s->arena, "%s%s%s", h->label, *h->label ? " " : "", title);
    row->mark_level = BOOKMARK_TITLE;
    row->anchor = h->anchor;
}

/* Lines below a title, centred, on the grid and never parted from it. */
static bool add_below(const struct setting *s, struct rows *rows, struct text text,
                      enum element element)
{
    struct text_shape shape = setting_shape(s);
    shape.align = ALIGN_CENTRE;
    struct set_lines lines;
    size_t first = rows->list.n;
    if (!text.n)
        return true;
    if (!setting_text(s, text, s->style->caption_role, &shape, &lines))
        return false;
    rows_add_lines(s, rows, lines, 0, element);
    rows_keep_with_next(rows, first);
    return true;
}

bool title_rows(const struct setting *s, struct rows *rows, const struct heading *h)
{
    struct text_shape shape;
    struct set_lines lines;
    if (!set_title(s, h->title, &shape, &lines))
        return false;
    add_title_lines(s, rows, lines, h, (s->style->area_width - shape.width) / 2);
    return add_below(s, rows, h->caption, ELEMENT_CAPTION) &&
           add_below(s, rows, h->speaker, ELEMENT_SPEAKER);
}

/* ---- 目录 ---- */

/* Text at the left, the page's number at the right, leaders between; all of one line. */
struct contents_entry {
    const char *title, *anchor;
    int level, page;
};

static bool set_entry_number(const struct setting *s, const struct contents_entry *e,
                             struct set_lines *out)
{
    const struct style *st = s->style;
    struct text_shape shape = setting_shape(s);
    shape.align = ALIGN_RIGHT;
    struct text number =
        text_from_utf8(s->arena, arena_printf(s->arena, "%d", e->page), s->layout->doc->pos);
    return setting_text(s, number, st->body_role, &shape, out);
}

static bool set_leader(const struct setting *s, struct set_lines *out)
{
    const struct style *st = s->style;
    struct text leader = text_from_utf8(s->arena, st->toc_leader, s->layout->doc->pos);
    struct text_shape shape = setting_shape(s);
    shape.align = ALIGN_LEFT;
    return setting_text(s, leader, st->body_role, &shape, out);
}

/* Leaders fill what is left of the line, at places counted from its right end, so that those of
 * all entries stand below each other. */
static void add_leaders(const struct setting *s, struct item_list *items,
                        const struct set_line *leader, len_t from)
{
    const struct style *st = s->style;
    struct ink_style ink = place_ink(st, st->body_size, ELEMENT_TOC);
    len_t right = st->area_width - st->toc_number_width;
    len_t n = (right - from) / st->char_pitch;
    for (len_t i = n; i > 0; i--)
        place_line(items, leader, right - i * st->char_pitch, st->body_size / 2, &ink);
}

static bool add_entry(const struct setting *s, struct rows *rows, const struct contents_entry *e,
                      const struct set_line *leader)
{
    const struct style *st = s->style;
    struct text_shape shape = setting_shape(s);
    len_t indent = (e->level - BOOKMARK_TITLE - 1) * st->toc_indent;
    shape.align = ALIGN_LEFT;
    shape.width -= st->toc_number_width + st->char_pitch;
    shape.first_indent = indent;
    shape.turned_indent = indent + st->toc_indent;
    struct text title = text_from_utf8(s->arena, e->title, s->layout->doc->pos);
    struct set_lines lines, number;
    if (!setting_text(s, title, st->body_role, &shape, &lines) || !set_entry_number(s, e, &number))
        return false;
    size_t first = rows->list.n;
    rows_add_lines(s, rows, lines, 0, ELEMENT_TOC);
    struct page_row *last = &rows->list.v[rows->list.n - 1];
    struct item_list items = {.arena = s->arena};
    const struct set_line *end = &lines.v[lines.n - 1];
    struct ink_style ink = place_ink(s->style, st->body_size, ELEMENT_TOC);
    for (size_t i = 0; i < last->n_items; i++)
        VEC_PUSH(s->arena, &items.list, last->items[i]);
    add_leaders(s, &items, leader, end->x + end->width);
    place_line(&items, &number.v[0], 0, st->body_size / 2, &ink);
    last->items = items.list.v;
    last->n_items = items.list.n;
    struct page_link link = {e->anchor, 0, 0, st->area_width, st->body_size};
    last->links = arena_copy(s->arena, &link, sizeof link);
    last->n_links = 1;
    rows_keep_from(rows, first);
    return true;
}

/* Of a part, its rows and the pages that they stand on. offset: of the pages before the part. */
struct contents {
    const struct rows *part;
    const int *pages;
    int offset, depth;
    struct set_lines leader;
};

/* The title of the contents, and an entry a heading of the part down to a depth: as many as are in
 * memory at once, from a row of the part on, which moves behind them. */
static bool contents_rows(const struct setting *s, struct rows *out, const struct contents *c,
                          size_t *next)
{
    enum { ENTRIES = 500 };
    struct heading h = {.title = text_from_utf8(s->arena, s->style->toc_title, s->layout->doc->pos),
                        .label = "",
                        .gap = s->style->title_blank_above_bare,
                        .element = ELEMENT_TOC};
    bool begins = *next == 0;
    if (begins && !title_rows(s, out, &h))
        return false;
    size_t after_title = out->list.n;
    for (size_t n = 0; *next < c->part->list.n && n < ENTRIES; ++*next) {
        const struct page_row *row = &c->part->list.v[*next];
        struct contents_entry e = {row->mark, row->anchor, row->mark_level,
                                   c->pages[*next] + c->offset};
        bool listed = row->mark && row->anchor && row->mark_level > BOOKMARK_TITLE &&
                      row->mark_level <= BOOKMARK_TITLE + c->depth;
        if (listed && !add_entry(s, out, &e, &c->leader.v[0]))
            return false;
        n += listed;
    }
    if (begins)
        rows_set_gap(out, after_title, s->style->title_blank_below);
    return true;
}

/* The last page of the contents, were they to begin on page 1. */
static bool contents_end(const struct page_plan *plan, const struct contents *c, int *page)
{
    struct arena *a = plan->s->arena;
    struct arena_mark before = arena_mark(a);
    struct page_cursor end = builder_head(plan, 1);
    size_t next = 0;
    do {
        struct rows rows = {0};
        if (!contents_rows(plan->s, &rows, c, &next))
            return false;
        end = pages_try(plan, end, &rows, NULL);
        arena_reset(a, before);
    } while (next < c->part->list.n);
    *page = end.page;
    return true;
}

/* How many pages the contents take does not depend on the numbers in them: set once to count. */
bool title_contents(const struct page_plan *plan, struct page_builder *b, const struct rows *part,
                    const int pages[], int depth)
{
    struct arena *a = plan->s->arena;
    struct contents c = {part, pages, 0, depth, {0}};
    int last;
    if (!set_leader(plan->s, &c.leader) || !contents_end(plan, &c, &last))
        return false;
    c.offset = b->at.page - 1 + last;
    struct arena_mark before = arena_mark(a);
    size_t next = 0;
    do {
        struct rows rows = {0};
        if (!contents_rows(plan->s, &rows, &c, &next) || !pages_fill(plan, b, &rows))
            return false;
        builder_keep(b);
        arena_reset(a, before);
    } while (next < part->list.n);
    return builder_close(b);
}
