/*
 * Forms on other sheets than a page each: two copies on one, or two pages side by side on a sheet
 * that is folded. Stands between the layout and whoever takes its pages.
 */
#include "layout/layout_int.h"

struct imposer {
    struct arena *arena;
    struct page_sink to;
    VEC(struct page) pages; /* that wait for the rest of their sheet */
    const struct style *style;
};

/* ---- pages onto sheets ---- */

/* A sheet being filled. */
struct folded_sheet {
    struct arena *arena;
    VEC(struct page_item) items;
    VEC(struct page_field) fields;
};

static void add_page(struct folded_sheet *s, const struct page *page, len_t x, len_t y)
{
    for (size_t i = 0; i < page->n_items; i++) {
        VEC_PUSH(s->arena, &s->items, place_moved(&page->items[i], x, y));
    }
    for (size_t i = 0; i < page->n_fields; i++) {
        struct page_field field = page->fields[i];
        field.x += x;
        field.y += y;
        VEC_PUSH(s->arena, &s->fields, field);
    }
}

/* The sheet as a page like the first one on it, bookmarks and links where they were. */
static bool send(const struct imposer *im, const struct folded_sheet *s, struct page page)
{
    page.items = s->items.v;
    page.n_items = s->items.n;
    page.fields = s->fields.v;
    page.n_fields = s->fields.n;
    return im->to.take(im->to.context, &page);
}

/* ---- two copies ---- */

/* The upper right corner of a copy, where printers still print: each has its code when it is cut
 * off.
 */
static void add_code_place(struct folded_sheet *s, const struct style *st, len_t width, len_t top)
{
    len_t edge = st->form_code_edge, side = st->form_code_side;
    struct page_field *field = VEC_ADD(s->arena, &s->fields);
    *field = (struct page_field){.kind = FIELD_CODE,
                                 .name = "",
                                 .x = width - edge - side,
                                 .y = top + edge,
                                 .width = side,
                                 .height = side};
}

/* Short rules, where to cut. */
static void add_cut(struct folded_sheet *s, const struct imposer *im, len_t width, len_t y)
{
    const struct style *st = im->style;
    len_t dash = st->form_box;
    for (len_t x = 0; x + dash <= width; x += 2 * dash) {
        struct page_item *item = VEC_ADD(s->arena, &s->items);
        *item = (struct page_item){.kind = ITEM_RULE, .element = ELEMENT_FORM_CUT};
        item->rule = (struct rule){x, y, x + dash, y, st->form_blank_rule, place_colour(st->ink)};
    }
}

static bool take_twice(void *context, const struct page *page)
{
    struct imposer *im = context;
    struct arena_mark before = arena_mark(im->arena);
    struct folded_sheet s = {.arena = im->arena};
    struct page sheet = *page;
    sheet.height = 2 * page->height;
    add_page(&s, page, 0, 0);
    add_page(&s, page, 0, page->height);
    add_code_place(&s, im->style, page->width, 0);
    add_code_place(&s, im->style, page->width, page->height);
    add_cut(&s, im, page->width, page->height);
    bool ok = send(im, &s, sheet);
    arena_reset(im->arena, before);
    return ok;
}

/* ---- folded ---- */

static struct page_item *copied_items(struct arena *a, const struct page *page)
{
    struct page_item *items = arena_copy(a, page->items, page->n_items * sizeof *items);
    for (size_t i = 0; i < page->n_items; i++) {
        struct glyph_run *run = &items[i].glyphs;
        if (items[i].kind == ITEM_GLYPHS)
            run->glyphs = arena_copy(a, run->glyphs, run->n * sizeof *run->glyphs);
    }
    return items;
}

static struct page_field *copied_fields(struct arena *a, const struct page *page)
{
    struct page_field *fields = arena_copy(a, page->fields, page->n_fields * sizeof *fields);
    for (size_t i = 0; i < page->n_fields; i++) {
        fields[i].name = arena_strdup(a, fields[i].name);
        fields[i].label = arena_strdup(a, fields[i].label);
        fields[i].option = fields[i].option ? arena_strdup(a, fields[i].option) : NULL;
    }
    return fields;
}

static bool take_later(void *context, const struct page *page)
{
    struct imposer *im = context;
    struct page copy = {.width = page->width, .height = page->height, .number = page->number};
    copy.items = copied_items(im->arena, page);
    copy.n_items = page->n_items;
    copy.fields = copied_fields(im->arena, page);
    copy.n_fields = page->n_fields;
    VEC_PUSH(im->arena, &im->pages, copy);
    return true;
}

/* One side of a sheet; left and right count from 0, and may be more than there are. */
static bool send_side(const struct imposer *im, size_t left, size_t right, int number)
{
    struct folded_sheet s = {.arena = im->arena};
    struct page sheet = im->pages.v[0];
    size_t n = im->pages.n;
    if (left >= n && right >= n)
        return true;
    if (left < n)
        add_page(&s, &im->pages.v[left], 0, 0);
    if (right < n)
        add_page(&s, &im->pages.v[right], sheet.width, 0);
    sheet.width *= 2;
    sheet.number = number;
    return send(im, &s, sheet);
}

/* Sheets in each other, each folded in the middle: 4 | 1 and 2 | 3 on the first of one. Two pages
 * need one side only. */
static bool send_sheets(const struct imposer *im)
{
    enum { A_SHEET = 4, A_SIDE = 2 };
    size_t all = (im->pages.n + A_SHEET - 1) / A_SHEET * A_SHEET;
    int number = 0;
    if (im->pages.n <= A_SIDE)
        return send_side(im, 0, 1, 1);
    for (size_t first = 0; first < all / 2; first += 2)
        if (!send_side(im, all - 1 - first, first, ++number) ||
            !send_side(im, first + 1, all - 2 - first, ++number))
            return false;
    return true;
}

/* ---- the layout's side ---- */

/* Half a page: the profile's width, and room for the cut. */
static const struct style *half_style(struct layout *l)
{
    const struct style *st = l->paper;
    struct style *half = arena_copy(l->doc->arena, st, sizeof *st);
    half->page_height = st->page_height / 2;
    half->area_top = st->form_half_top;
    half->area_height = half->page_height - st->form_half_top - st->form_half_bottom;
    return half;
}

struct imposer *fold_start(struct layout *l, const struct flow_form *form)
{
    struct imposer *im = ARENA_NEW(l->doc->arena, struct imposer);
    im->arena = arena_sub(l->doc->arena);
    im->to = l->sink;
    im->style = l->paper;
    if (form->two_up) {
        l->paper = half_style(l);
        l->sink = (struct page_sink){take_twice, im};
    } else if (form->folded) {
        l->sink = (struct page_sink){take_later, im};
    }
    return im;
}

bool fold_finish(const struct imposer *im)
{
    return !im->pages.n || send_sheets(im);
}
