/*
 * Pages as text: a line an item, mm to the hundredth, in reading order. No glyph numbers, since
 * they change with a font's version and say nothing to a reader.
 *
 *   page 1 210x297 turned
 *   text 28 72 to 181.99 22pt NotoSerifCJKsc-Bold cmyk 0 1 1 0 "……"
 *   rule 28 100 182 100 thick 0.35 #head-rule
 *   image 120 200 42 42 496x496 #seal
 *   bookmark 1 84.5 "一、组织领导"
 *   anchor 84.5 "s1"
 *   link 28 120 15.5 5.64 "s1"
 *   face 1 0 148.5 210 148.5
 *   field radio 30 80 3.5 3.5 "1-1" "是"
 *
 * A line ends with what the item is, when the standard has a name for it. On a turned page,
 * places are those on what is turned, but of items marked upright.
 */
#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "page/page.h"

enum { NATURAL = 1000, MICRONS = 10, MM_DECIMALS = 2, MILLI_DECIMALS = 3, BLACK = 1000 };

#define ELEMENT(id, dump, zh, en) [ELEMENT_##id] = (dump),
static const char *const element_names[ELEMENTS] = {
#include "page/elements.def"
};
#undef ELEMENT

static void add_mm(struct buf *out, char before, len_t v)
{
    int64_t um = len_to_micron(v);
    buf_char(out, before);
    buf_fixed(out, (um + (um < 0 ? -MICRONS / 2 : MICRONS / 2)) / MICRONS, MM_DECIMALS);
}

static void add_point(struct buf *out, len_t x, len_t y)
{
    add_mm(out, ' ', x);
    add_mm(out, ' ', y);
}

/* A quotation mark and a backslash get a backslash. */
static void add_escaped(struct buf *out, uint32_t cp)
{
    if (cp == '"' || cp == '\\')
        buf_char(out, '\\');
    buf_code(out, cp == '\n' ? ' ' : cp);
}

static void add_quoted(struct buf *out, const char *text)
{
    const char *p = text, *end = p + strlen(p);
    buf_str(out, " \"");
    while (p < end)
        add_escaped(out, utf8_next(&p, end));
    buf_char(out, '"');
}

static void add_colour(struct buf *out, const struct colour *c)
{
    const int parts[] = {c->c, c->m, c->y, c->k};
    if (!c->c && !c->m && !c->y && c->k == BLACK)
        return;
    buf_str(out, " cmyk");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        buf_char(out, ' ');
        buf_fixed(out, parts[i], MILLI_DECIMALS);
    }
}

static void add_run(struct buf *out, const struct glyph_run *run)
{
    len_t end = run->x;
    if (run->n) { /* where the last glyph's advance ends */
        const struct placed_glyph *last = &run->glyphs[run->n - 1];
        len_t advance = len_scale(run->size, last->advance, NATURAL);
        end += last->x + len_scale(advance, run->squeeze, NATURAL);
    }
    buf_str(out, "text");
    add_point(out, run->x, run->y);
    buf_str(out, " to");
    add_mm(out, ' ', end);
    buf_char(out, ' ');
    buf_fixed(out, run->size, MILLI_DECIMALS);
    buf_printf(out, "pt %s", run->face->name);
    if (run->squeeze != NATURAL) {
        buf_str(out, " squeeze ");
        buf_fixed(out, run->squeeze, MILLI_DECIMALS);
    }
    add_colour(out, &run->colour);
    buf_str(out, " \"");
    for (size_t i = 0; i < run->n; i++) {
        add_escaped(out, run->glyphs[i].text[0]);
        if (run->glyphs[i].text[1])
            add_escaped(out, run->glyphs[i].text[1]);
    }
    buf_char(out, '"');
}

static void add_rule(struct buf *out, const struct rule *rule)
{
    buf_str(out, "rule");
    add_point(out, rule->x1, rule->y1);
    add_point(out, rule->x2, rule->y2);
    buf_str(out, " thick");
    add_mm(out, ' ', rule->thickness);
    add_colour(out, &rule->colour);
}

static void add_box(struct buf *out, len_t x, len_t y, len_t width, len_t height)
{
    add_point(out, x, y);
    add_point(out, width, height);
}

static void add_item(struct buf *out, const struct page_item *item)
{
    switch (item->kind) {
    case ITEM_GLYPHS:
        add_run(out, &item->glyphs);
        break;
    case ITEM_RULE:
        add_rule(out, &item->rule);
        break;
    case ITEM_IMAGE:
        buf_str(out, "image");
        add_box(out, item->image.x, item->image.y, item->image.width, item->image.height);
        buf_printf(out, " %" PRIu32 "x%" PRIu32, item->image.image->width,
                   item->image.image->height);
        break;
    case ITEM_BITS:
        buf_str(out, "bits");
        add_box(out, item->bits.x, item->bits.y, item->bits.side, item->bits.side);
        buf_printf(out, " %" PRIu32, item->bits.cells);
        break;
    }
    if (item->upright)
        buf_str(out, " upright");
    if (element_names[item->element])
        buf_printf(out, " #%s", element_names[item->element]);
    buf_char(out, '\n');
}

static void add_field(struct buf *out, const struct page_field *f)
{
    static const char *const kinds[] = {
        [FIELD_TEXT] = "text", [FIELD_CHECK] = "check", [FIELD_RADIO] = "radio"};
    buf_printf(out, "field %s", kinds[f->kind]);
    add_box(out, f->x, f->y, f->width, f->height);
    add_quoted(out, f->name);
    if (f->option)
        add_quoted(out, f->option);
    if (f->several_lines)
        buf_str(out, f->ruled ? " ruled lines" : " lines");
    if (f->centred)
        buf_str(out, " centred");
    if (f->comb)
        buf_printf(out, " comb %d", f->comb);
    if (f->key)
        buf_str(out, " key");
    buf_char(out, '\n');
}

void page_dump(const struct page *page, struct buf *out)
{
    buf_printf(out, "page %d", page->number);
    add_mm(out, ' ', page->width);
    add_mm(out, 'x', page->height);
    buf_str(out, page->turned ? " turned\n" : "\n");
    for (size_t i = 0; i < page->n_items; i++)
        add_item(out, &page->items[i]);
    for (size_t i = 0; i < page->n_bookmarks; i++) {
        const struct bookmark *b = &page->bookmarks[i];
        buf_printf(out, "bookmark %d", b->level);
        add_mm(out, ' ', b->y);
        add_quoted(out, b->title);
        buf_char(out, '\n');
    }
    for (size_t i = 0; i < page->n_anchors; i++) {
        buf_str(out, "anchor");
        add_mm(out, ' ', page->anchors[i].y);
        add_quoted(out, page->anchors[i].name);
        buf_char(out, '\n');
    }
    for (size_t i = 0; i < page->n_links; i++) {
        const struct page_link *link = &page->links[i];
        buf_str(out, "link");
        add_box(out, link->x, link->y, link->width, link->height);
        add_quoted(out, link->target);
        buf_char(out, '\n');
    }
    for (size_t i = 0; page->n_faces > 1 && i < page->n_faces; i++) {
        const struct page_face *face = &page->faces[i];
        buf_printf(out, "face %d", face->number);
        add_box(out, face->x, face->y, face->width, face->height);
        buf_char(out, '\n');
    }
    for (size_t i = 0; i < page->n_fields; i++)
        add_field(out, &page->fields[i]);
}
