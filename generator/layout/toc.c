/* 目录: the headings of a part with the pages they will stand on, on pages before it. */
#include "layout/layout_int.h"

enum { BELOW_TITLE = 1 };

/* Text at the left, the page's number at the right, leaders between; all of one line. */
struct entry {
    const char *title, *anchor;
    int level, page;
};

static bool set_entry_number(struct layout *l, const struct entry *e, struct set_lines *out)
{
    const struct style *st = l->style;
    struct text_shape shape = body_shape(l);
    shape.align = ALIGN_RIGHT;
    struct text number =
        text_from_utf8(l->arena, arena_printf(l->arena, "%d", e->page), l->doc->pos);
    return set_text(l, number, st->body_role, &shape, out);
}

/* Leaders fill what is left of the line, at places counted from its right end, so that those of
 * all entries stand below each other. */
static bool add_leaders(struct layout *l, struct item_list *items, len_t from)
{
    const struct style *st = l->style;
    struct text leader = text_from_utf8(l->arena, st->toc_leader, l->doc->pos);
    struct text_shape shape = body_shape(l);
    shape.align = ALIGN_LEFT;
    struct set_lines one;
    if (!set_text(l, leader, st->body_role, &shape, &one))
        return false;
    struct ink_style ink = ink_black(l, shape.size, ELEMENT_TOC);
    len_t right = st->area_width - st->toc_number_width;
    len_t n = (right - from) / st->char_pitch;
    for (len_t i = n; i > 0; i--)
        place_line(l, items, &one.v[0], right - i * st->char_pitch, shape.size / 2, &ink);
    return true;
}

static bool add_entry(struct layout *l, struct rows *rows, const struct entry *e)
{
    const struct style *st = l->style;
    struct text_shape shape = body_shape(l);
    len_t indent = (e->level - BELOW_TITLE - 1) * st->toc_indent;
    shape.align = ALIGN_LEFT;
    shape.width -= st->toc_number_width + st->char_pitch;
    shape.first_indent = indent;
    shape.turned_indent = indent + st->toc_indent;
    struct text title = text_from_utf8(l->arena, e->title, l->doc->pos);
    struct set_lines lines, number;
    if (!set_text(l, title, st->body_role, &shape, &lines) || !set_entry_number(l, e, &number))
        return false;
    size_t first = rows->list.n;
    rows_add_lines(l, rows, lines, 0, ELEMENT_TOC);
    struct row *last = &rows->list.v[rows->list.n - 1];
    struct item_list items = {0};
    const struct set_line *end = &lines.v[lines.n - 1];
    struct ink_style ink = ink_black(l, st->body_size, ELEMENT_TOC);
    for (size_t i = 0; i < last->n_items; i++)
        VEC_PUSH(l->arena, &items.list, last->items[i]);
    if (!add_leaders(l, &items, end->x + end->width))
        return false;
    place_line(l, &items, &number.v[0], 0, st->body_size / 2, &ink);
    last->items = items.list.v;
    last->n_items = items.list.n;
    struct page_link link = {e->anchor, 0, 0, st->area_width, st->body_size};
    last->links = arena_copy(l->arena, &link, sizeof link);
    last->n_links = 1;
    rows_keep_from(rows, first);
    return true;
}

/* The title of the contents, and an entry a heading of the part down to a depth. offset: of the
 * pages before the part. */
struct contents {
    const struct rows *part;
    const int *pages;
    int offset, depth;
};

static bool contents_rows(struct layout *l, struct rows *out, const struct contents *c)
{
    struct heading h = {.title = text_from_utf8(l->arena, l->style->toc_title, l->doc->pos),
                        .label = "",
                        .gap = l->style->title_blank_above_bare,
                        .element = ELEMENT_TOC};
    if (!title_rows(l, out, &h))
        return false;
    size_t after_title = out->list.n;
    for (size_t i = 0; i < c->part->list.n; i++) {
        const struct row *row = &c->part->list.v[i];
        struct entry e = {row->mark, row->anchor, row->mark_level, c->pages[i] + c->offset};
        bool listed = row->mark && row->anchor && row->mark_level > BELOW_TITLE &&
                      row->mark_level <= BELOW_TITLE + c->depth;
        if (listed && !add_entry(l, out, &e))
            return false;
    }
    rows_set_gap(out, after_title, l->style->title_blank_below);
    return true;
}

/* A flow at the head of page 1. */
static struct layout at_page_one(const struct layout *l)
{
    struct layout then = *l;
    then.page_number = 1;
    then.cursor = l->style->area_top;
    then.page_empty = true;
    then.notes.n = 0;
    return then;
}

/* How many pages the contents take does not depend on the numbers in them: set once to count. */
bool toc_place(struct layout *l, const struct rows *part, const int pages[], int depth)
{
    struct layout first = at_page_one(l);
    struct contents c = {part, pages, 0, depth};
    struct rows draft = {0}, rows = {0};
    if (!contents_rows(l, &draft, &c))
        return false;
    int *own = ARENA_ARRAY(l->arena, int, draft.list.n + 1);
    c.offset = l->page_number - 1 + flow_pages(&first, &draft, own);
    return contents_rows(l, &rows, &c) && flow_rows(l, &rows) && flow_close_page(l);
}
