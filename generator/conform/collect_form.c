/*
 * What is on the pages of forms: each sign's ink, each rule, each box to tick and each place to
 * fill in, as boxes; and the pages in hand that a sheet holds. In the order of the page.
 */
#include "conform/conform_int.h"

/* A box to tick is a character □ without ink; its sides are rules. */
enum { BOX_SIGN = 0x25A1, BLANK = 0x3000 };

bool collect_is_form(const struct conform *c, const struct page *page)
{
    return c->options.doc->form || page->own_area.width > 0;
}

/* ---- the paper, as it is read ---- */

/* From the paper to what is turned: its head lies at the paper's left edge. */
static struct page_box as_read(const struct page *page, struct page_box b)
{
    if (!page->turned)
        return b;
    return (struct page_box){page->height - b.bottom, b.left, page->height - b.top, b.right};
}

/* The area of a form that stands in it alone, as the profile has it, or its own. */
static struct page_box area_of(const struct conform *c, const struct page *page,
                               const struct page_face *face)
{
    const struct style *st = c->style;
    struct page_area a = page->own_area;
    bool half = !page->turned && face->height < st->page_height - TOLERANCE;
    if (!a.width)
        a = (struct page_area){st->area_left, st->area_top, st->area_width, st->area_height};
    if (half && !page->own_area.width) {
        a.top = st->form_half_top;
        a.height = face->height - st->form_half_top - st->form_half_bottom;
    }
    struct page_box box =
        as_read(page, (struct page_box){a.left, a.top, a.left + a.width, a.top + a.height});
    return (struct page_box){box.left + face->x, box.top + face->y, box.right + face->x,
                             box.bottom + face->y};
}

/* ---- things ---- */

static struct form_thing *add(struct conform *c, enum thing_kind kind, enum element element,
                              struct page_box box)
{
    struct form_thing *t = VEC_ADD(c->arena, &c->things);
    *t = (struct form_thing){.kind = kind, .element = element, .page = c->papers.n - 1, .box = box};
    return t;
}

static struct page_box moved(const struct page *page, const struct page_item *item,
                             struct page_box box)
{
    return item->upright ? as_read(page, box) : box;
}

/* What is told of a sign's ink has the control points of its curves in it, which lie outside: a Han
 * character keeps to its cell. */
static struct page_box ink_of(const struct conform *c, const struct character *ch, len_t middle)
{
    struct page_box ink = char_ink(c, ch);
    len_t half = ch->look->tall / 2;
    if (!utf8_is_han(ch->cp) || ink.right <= ink.left)
        return ink;
    return (struct page_box){len_max(ink.left, ch->left), len_max(ink.top, middle - half),
                             len_min(ink.right, ch->right), len_min(ink.bottom, middle + half)};
}

static void add_run(struct conform *c, const struct page *page, const struct page_item *item)
{
    const struct glyph_run *run = &item->glyphs;
    const struct char_look look = collect_look(run);
    len_t middle = run->y - len_scale(run->size, run->face->centre, EM);
    for (size_t i = 0; i < run->n; i++) {
        struct character ch = collect_char(&look, run, i);
        struct page_box ink = ink_of(c, &ch, middle);
        if (item->element == ELEMENT_FORM_BOX && ch.cp == BOX_SIGN) {
            add(c, THING_SIGN, item->element,
                (struct page_box){ch.left, middle - look.wide / 2, ch.right,
                                  middle + look.wide / 2});
            continue;
        }
        if (ch.cp == BLANK || ink.right <= ink.left)
            continue;
        struct form_thing *t = add(c, THING_INK, item->element, moved(page, item, ink));
        t->cp = ch.cp;
        t->size = look.size;
    }
}

static void add_rule(struct conform *c, const struct page *page, const struct page_item *item)
{
    const struct rule *r = &item->rule;
    len_t half = r->thickness / 2;
    bool flat = r->y1 == r->y2, steep = r->x1 == r->x2;
    struct page_box box = {len_min(r->x1, r->x2), len_min(r->y1, r->y2), len_max(r->x1, r->x2),
                           len_max(r->y1, r->y2)};
    if (steep || !flat) {
        box.left -= half;
        box.right += half;
    }
    if (flat || !steep) {
        box.top -= half;
        box.bottom += half;
    }
    add(c, THING_RULE, item->element, moved(page, item, box));
}

/* The page's own goes when it is taken. */
static struct page_field *copy_of(struct conform *c, const struct page_field *from)
{
    struct page_field *f = arena_copy(c->arena, from, sizeof *from);
    f->name = from->name ? arena_strdup(c->arena, from->name) : "";
    f->label = from->label ? arena_strdup(c->arena, from->label) : "";
    f->option = from->option ? arena_strdup(c->arena, from->option) : NULL;
    f->also = f->value = NULL;
    f->items = NULL;
    f->n_items = 0;
    return f;
}

static void add_field(struct conform *c, const struct page_field *f)
{
    struct page_box box = {f->x, f->y, f->x + f->width, f->y + f->height};
    bool framed = f->kind != FIELD_TEXT || f->comb;
    add(c, framed ? THING_BOX : THING_FIELD, framed ? ELEMENT_FORM_BOX : ELEMENT_FORM_BLANK, box)
        ->field = copy_of(c, f);
}

void collect_form(struct conform *c, const struct page *page)
{
    struct paper *paper = &c->papers.v[c->papers.n - 1];
    size_t most = page->n_items + page->n_fields;
    paper->things = c->things.n;
    for (size_t i = 0; i < page->n_items; i++)
        most += page->items[i].kind == ITEM_GLYPHS ? page->items[i].glyphs.n : 0;
    VEC_RESERVE(c->arena, &c->things, most);
    for (size_t i = 0; i < page->n_items; i++) {
        const struct page_item *item = &page->items[i];
        const struct placed_bits *bits = &item->bits;
        if (item->kind == ITEM_GLYPHS)
            add_run(c, page, item);
        else if (item->kind == ITEM_RULE)
            add_rule(c, page, item);
        else if (item->kind == ITEM_BITS)
            add(c, THING_RULE, item->element,
                (struct page_box){bits->x, bits->y, bits->x + bits->side, bits->y + bits->side});
    }
    paper->places = c->things.n;
    for (size_t i = 0; i < page->n_fields; i++)
        add_field(c, &page->fields[i]);
    paper->n_things = c->things.n - paper->things;
    for (size_t i = 0; i < page->n_faces; i++) {
        const struct page_face *f = &page->faces[i];
        VEC_PUSH(c->arena, &c->faces,
                 ((struct form_face){c->papers.n - 1,
                                     *f,
                                     {f->x, f->y, f->x + f->width, f->y + f->height},
                                     area_of(c, page, f)}));
    }
}
