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
    struct item_list items;
    struct field_list fields;
    VEC(struct page_face) faces;
};

static struct folded_sheet sheet_new(const struct imposer *im)
{
    return (struct folded_sheet){.items = {.arena = im->arena}, .fields = {.arena = im->arena}};
}

static void add_page(struct folded_sheet *s, const struct page *page, len_t x, len_t y)
{
    for (size_t i = 0; i < page->n_items; i++)
        VEC_PUSH(s->items.arena, &s->items.list, place_moved(&page->items[i], x, y));
    for (size_t i = 0; i < page->n_fields; i++) {
        struct page_field *field = VEC_ADD(s->fields.arena, &s->fields.list);
        *field = page->fields[i];
        field->x += x;
        field->y += y;
    }
    for (size_t i = 0; i < page->n_faces; i++) {
        struct page_face *face = VEC_ADD(s->items.arena, &s->faces);
        *face = page->faces[i];
        face->x += x;
        face->y += y;
        face->code.x += x;
        face->code.y += y;
        for (size_t k = 0; k < PAGE_MARKS; k++) {
            face->marks[k].x += x;
            face->marks[k].y += y;
        }
    }
}

/* The sheet as a page like the first one on it, bookmarks and links where they were. */
static bool send(const struct imposer *im, const struct folded_sheet *s, struct page page)
{
    page.items = s->items.list.v;
    page.n_items = s->items.list.n;
    page.fields = s->fields.list.v;
    page.n_fields = s->fields.list.n;
    page.faces = s->faces.v;
    page.n_faces = s->faces.n;
    return im->to.put(im->to.context, &page);
}

/* ---- two copies ---- */

/* Short rules between the copies, where to cut. */
static bool send_twice(void *context, const struct page *page)
{
    struct imposer *im = context;
    const struct style *st = im->style;
    struct arena_mark before = arena_mark(im->arena);
    struct folded_sheet s = sheet_new(im);
    struct page sheet = *page;
    len_t dash = st->form_box, middle = page->height;
    sheet.height = 2 * page->height;
    add_page(&s, page, 0, 0);
    add_page(&s, page, 0, middle);
    for (len_t x = 0; x + dash <= page->width; x += 2 * dash) {
        struct rule rule = {x, middle, x + dash, middle, st->form_blank_rule, st->ink};
        place_rule(&s.items, rule, ELEMENT_FORM_CUT);
    }
    bool ok = send(im, &s, sheet);
    arena_reset(im->arena, before);
    return ok;
}

/* ---- folded ---- */

/* A page as it was, when the layout has given up what it had on it. */
static bool keep_page(void *context, const struct page *page)
{
    struct imposer *im = context;
    struct arena *a = im->arena;
    struct page_item *items = ARENA_ARRAY(a, struct page_item, page->n_items);
    struct page_field *fields = arena_copy(a, page->fields, page->n_fields * sizeof *fields);
    for (size_t i = 0; i < page->n_items; i++)
        items[i] = place_copied(a, &page->items[i]);
    for (size_t i = 0; i < page->n_fields; i++) {
        fields[i].name = arena_strdup(a, fields[i].name);
        fields[i].label = arena_strdup(a, fields[i].label);
        fields[i].option = fields[i].option ? arena_strdup(a, fields[i].option) : NULL;
    }
    VEC_PUSH(
        a, &im->pages,
        ((struct page){.width = page->width,
                       .height = page->height,
                       .number = page->number,
                       .grid = page->grid,
                       .items = items,
                       .n_items = page->n_items,
                       .fields = fields,
                       .n_fields = page->n_fields,
                       .faces = arena_copy(a, page->faces, page->n_faces * sizeof *page->faces),
                       .n_faces = page->n_faces}));
    return true;
}

/* One side of a sheet; left and right count from 0, and may be more than there are. */
static bool send_side(const struct imposer *im, size_t left, size_t right, int number)
{
    struct folded_sheet s = sheet_new(im);
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

struct imposer *fold_start(struct layout *l, const struct flow_form *form)
{
    struct arena *a = l->doc->arena;
    const struct style *st = l->paper;
    struct imposer *im = ARENA_NEW(a, struct imposer);
    *im = (struct imposer){.arena = arena_sub(a), .to = l->sink, .style = st};
    if (form->two_up) {
        l->paper = style_halved(a, st);
        l->sink = (struct page_sink){send_twice, im};
    } else if (form->folded) {
        l->sink = (struct page_sink){keep_page, im};
    }
    return im;
}

bool fold_finish(const struct imposer *im)
{
    return !im->pages.n || send_sheets(im);
}
