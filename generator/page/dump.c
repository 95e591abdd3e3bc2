/*
 * Pages as text: a line an item, mm to the hundredth, in reading order. No glyph numbers, since
 * they change with a font's version and say nothing to a reader.
 *
 *   page 1 210x297
 *   text 28 72 to 181.99 22pt NotoSerifCJKsc-Bold cmyk 0 1 1 0 "……"
 *   rule 28 100 182 100 thick 0.35
 *   bookmark 1 84.5 "一、组织领导"
 */
#include <string.h>

#include "base/utf8.h"
#include "page/page.h"

enum { NATURAL = 1000, MICRONS = 10, MM_DECIMALS = 2, MILLI_DECIMALS = 3, BLACK = 1000 };

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

/* A quoted character; a quotation mark and a backslash get a backslash. */
static void add_quoted(struct buf *out, uint32_t cp)
{
    if (cp == '"' || cp == '\\')
        buf_char(out, '\\');
    buf_code(out, cp == '\n' ? ' ' : cp);
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

/* Where the last glyph's advance ends. */
static len_t run_end(const struct glyph_run *run)
{
    if (!run->n)
        return run->x;
    const struct placed_glyph *last = &run->glyphs[run->n - 1];
    len_t advance = len_scale(run->size, last->advance, NATURAL);
    return run->x + last->x + len_scale(advance, run->squeeze, NATURAL);
}

static void add_run(struct buf *out, const struct glyph_run *run)
{
    buf_str(out, "text");
    add_point(out, run->x, run->y);
    buf_str(out, " to");
    add_mm(out, ' ', run_end(run));
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
        add_quoted(out, run->glyphs[i].text[0]);
        if (run->glyphs[i].text[1])
            add_quoted(out, run->glyphs[i].text[1]);
    }
    buf_str(out, "\"\n");
}

static void add_rule(struct buf *out, const struct rule *rule)
{
    buf_str(out, "rule");
    add_point(out, rule->x1, rule->y1);
    add_point(out, rule->x2, rule->y2);
    buf_str(out, " thick");
    add_mm(out, ' ', rule->thickness);
    add_colour(out, &rule->colour);
    buf_char(out, '\n');
}

static void add_bookmark(struct buf *out, const struct bookmark *b)
{
    buf_printf(out, "bookmark %d", b->level);
    add_mm(out, ' ', b->y);
    buf_str(out, " \"");
    const char *p = b->title, *end = p + strlen(p);
    while (p < end)
        add_quoted(out, utf8_next(&p, end));
    buf_str(out, "\"\n");
}

void page_dump(const struct page *page, struct buf *out)
{
    buf_printf(out, "page %d", page->number);
    add_mm(out, ' ', page->width);
    add_mm(out, 'x', page->height);
    buf_char(out, '\n');
    for (size_t i = 0; i < page->n_items; i++) {
        const struct page_item *item = &page->items[i];
        if (item->kind == ITEM_GLYPHS)
            add_run(out, &item->glyphs);
        else
            add_rule(out, &item->rule);
    }
    for (size_t i = 0; i < page->n_bookmarks; i++)
        add_bookmark(out, &page->bookmarks[i]);
}
