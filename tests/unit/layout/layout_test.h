/* What the tests of layout/ share: documents from strings, and their pages as lines of text. */
#ifndef HONGTOU_TESTS_LAYOUT_TEST_H
#define HONGTOU_TESTS_LAYOUT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../shared_fonts.h"

#include "compose/compose.h"
#include "layout/layout.h"
#include "resolve/resolve.h"
#include "vocab/vocab.h"

enum { EM = 1000, ROUNDING = 20, HAIR = 850 /* 0.3 mm */, RED = 800 };

/* Glyph runs with one centre: what a reader takes for a line. */
struct line {
    len_t centre;      /* of the character boxes, from the paper's upper edge */
    len_t left, right; /* of the cells */
    len_t ink_top, ink_left, ink_right;
    len_t size;
    bool red, upright;
    enum element element; /* of its first run */
    struct buf text;
};

struct picture {
    len_t left, top, right, bottom;
};

struct sheet {
    int number;
    bool turned;
    len_t width;
    struct page_grid grid;
    VEC(struct line) lines;
    VEC(struct rule) rules;
    VEC(struct picture) pictures;
    VEC(struct page_link) links;
    VEC(struct anchor) anchors;
};

struct pages {
    struct arena *arena;
    struct diags *diags;
    const struct style *style;
    VEC(struct sheet) sheets;
};

static inline void take_ink(struct line *line, const struct glyph_run *run, size_t i)
{
    const struct placed_glyph *g = &run->glyphs[i];
    struct ink ink = font_ink(run->face, g->id);
    len_t wide = len_scale(run->size, run->squeeze, EM), x = run->x + g->x;
    line->left = len_min(line->left, x);
    line->right = len_max(line->right, x + len_scale(wide, g->advance, EM));
    line->ink_left = len_min(line->ink_left, x + len_scale(wide, ink.left, EM));
    line->ink_right = len_max(line->ink_right, x + len_scale(wide, ink.right, EM));
    line->ink_top = len_min(line->ink_top, run->y - len_scale(run->size, ink.top, EM));
    for (size_t k = 0; k < 2 && g->text[k]; k++)
        buf_code(&line->text, g->text[k]);
}

static inline struct line *line_at(struct pages *p, struct sheet *s, const struct page_item *item)
{
    const struct glyph_run *run = &item->glyphs;
    len_t centre = run->y - len_scale(run->size, run->face->centre, EM);
    struct line *last = s->lines.n ? &s->lines.v[s->lines.n - 1] : NULL;
    if (last && last->upright == item->upright && llabs(last->centre - centre) < ROUNDING)
        return last;
    struct line *line = VEC_ADD(p->arena, &s->lines);
    *line = (struct line){.centre = centre,
                          .left = INT64_MAX,
                          .ink_left = INT64_MAX,
                          .ink_top = INT64_MAX,
                          .size = run->size,
                          .red = run->colour.m == RED,
                          .upright = item->upright,
                          .element = item->element};
    return line;
}

static inline void take_item(struct pages *p, struct sheet *s, const struct page_item *item)
{
    const struct placed_image *image = &item->image;
    if (item->kind == ITEM_RULE) {
        VEC_PUSH(p->arena, &s->rules, item->rule);
    } else if (item->kind == ITEM_IMAGE) {
        VEC_PUSH(p->arena, &s->pictures,
                 ((struct picture){image->x, image->y, image->x + image->width,
                                   image->y + image->height}));
    } else {
        struct line *line = line_at(p, s, item);
        for (size_t k = 0; k < item->glyphs.n; k++)
            take_ink(line, &item->glyphs, k);
    }
}

static inline bool take_page(void *context, const struct page *page)
{
    struct pages *p = context;
    struct sheet *s = VEC_ADD(p->arena, &p->sheets);
    s->number = page->number;
    s->turned = page->turned;
    s->width = page->width;
    s->grid = page->grid;
    for (size_t i = 0; i < page->n_items; i++)
        take_item(p, s, &page->items[i]);
    for (size_t i = 0; i < page->n_links; i++) {
        struct page_link *link = VEC_ADD(p->arena, &s->links);
        *link = page->links[i];
        link->target = arena_strdup(p->arena, link->target);
    }
    for (size_t i = 0; i < page->n_anchors; i++) {
        struct anchor *anchor = VEC_ADD(p->arena, &s->anchors);
        *anchor = page->anchors[i];
        anchor->name = arena_strdup(p->arena, anchor->name);
    }
    return true;
}

/* Every stage behind the reading of a document, whose mistakes are told and passed over. */
static inline bool set_document(struct document *doc, const struct staff *staff,
                                const struct layout_options *options, struct page_sink sink,
                                struct diags *d)
{
    resolve(doc, d);
    const struct people *people = resolve_people(doc, staff, (struct date){0}, d);
    const struct flow_document *flow = compose(doc, people, d);
    return flow && layout_document(flow, options, sink, d);
}

/* Under a style other than the general one. */
static inline struct pages lay_out_as(void **state, const struct style *style, const char *parts)
{
    const struct shared *s = *state;
    struct pages p = {.arena = arena_new(), .diags = diags_new(DIAG_EN), .style = style};
    char *xml = arena_printf(p.arena, "<公文>%s</公文>", parts);
    struct tree *tree = xml_parse(p.arena, "t.xml", xml, strlen(xml), p.diags);
    struct document *doc = tree ? vocab_read(p.arena, tree, p.diags) : NULL;
    struct layout_options options = {s->fonts, style, s->lexicon, NULL, NULL};
    if (!doc || !set_document(doc, NULL, &options, (struct page_sink){take_page, &p}, p.diags)) {
        diags_print(p.diags, stderr, DIAG_TEXT);
        fail_msg("not laid out: %s", parts);
    }
    return p;
}

static inline struct pages lay_out(void **state, const char *parts)
{
    const struct shared *s = *state;
    return lay_out_as(state, s->style, parts);
}

/* Under a profile of templates/. */
static inline struct pages lay_out_in(void **state, const char *profile, const char *parts)
{
    const struct shared *s = *state;
    struct diags *d = diags_new(DIAG_EN);
    struct style *style = style_read(s->arena, "templates", profile, (struct pos){0}, d);
    diags_drop(d);
    assert_non_null(style);
    return lay_out_as(state, style, parts);
}

static inline void pages_drop(struct pages *p)
{
    for (size_t i = 0; i < p->sheets.n; i++)
        for (size_t k = 0; k < p->sheets.v[i].lines.n; k++)
            buf_drop(&p->sheets.v[i].lines.v[k].text);
    diags_drop(p->diags);
    arena_drop(p->arena);
}

/* The first line of a page that has these words, or NULL. */
static inline const struct line *line_with(const struct sheet *s, const char *words)
{
    for (size_t i = 0; i < s->lines.n; i++)
        if (strstr(s->lines.v[i].text.p, words))
            return &s->lines.v[i];
    return NULL;
}

/* The first or last line of a page that is such an element, or NULL. */
static inline const struct line *first_line(const struct sheet *s, enum element element)
{
    for (size_t i = 0; i < s->lines.n; i++)
        if (s->lines.v[i].element == element)
            return &s->lines.v[i];
    return NULL;
}
static inline const struct line *last_line(const struct sheet *s, enum element element)
{
    for (size_t i = s->lines.n; i-- > 0;)
        if (s->lines.v[i].element == element)
            return &s->lines.v[i];
    return NULL;
}

/* The page that has these words, or NULL. */
static inline const struct sheet *sheet_with(const struct pages *p, const char *words)
{
    for (size_t i = 0; i < p->sheets.n; i++)
        if (line_with(&p->sheets.v[i], words))
            return &p->sheets.v[i];
    return NULL;
}

static inline void assert_near(len_t got, len_t wanted, len_t tolerance)
{
    if (llabs(got - wanted) > tolerance)
        fail_msg("%lld um instead of %lld um", (long long)len_to_micron(got),
                 (long long)len_to_micron(wanted));
}

static inline len_t top_of(const struct line *line)
{
    return line->centre - line->size / 2;
}

static inline len_t foot_of(const struct line *line)
{
    return line->centre + line->size / 2;
}

static inline len_t area_right(const struct pages *p)
{
    return p->style->area_left + p->style->area_width;
}

static inline len_t area_foot(const struct pages *p)
{
    return p->style->area_top + p->style->area_height;
}

/* A string n times. */
static inline const char *times(struct arena *a, const char *s, int n)
{
    struct buf b = {0};
    while (n-- > 0)
        buf_str(&b, s);
    const char *copy = arena_strndup(a, b.p ? b.p : "", b.n);
    buf_drop(&b);
    return copy;
}

#define HEAD_OF(organ)                                                                             \
    "<版头><发文机关>" organ "</发文机关>"                                                     \
    "<发文字号 代字=\"青政发\" 年=\"2026\" 号=\"10\"/></版头>"
#define HEAD    HEAD_OF("青禾县人民政府")
#define TITLE   "<标题>关于做好春耕工作的通知</标题>"
#define TO      "<主送>各乡镇人民政府：</主送>"
#define BODY    "<正文><段>请各乡镇抓好落实。</段></正文>"
#define SIGNED  "<落款 署名=\"青禾县人民政府\" 日期=\"2026-09-09\"/>"
#define IMPRINT "<版记><抄送>县委办</抄送><印发 机关=\"县政府办\" 日期=\"2026-10-01\"/></版记>"

#define LAYOUT_TESTS(name, tests)                                                                  \
    cmocka_run_group_tests_name(name, tests, open_shared, close_shared)

#endif
