/*
 * A marked copy: bars beside lines in which something came or changed, wedges where something went,
 * and at each page's head what they mean. Nothing that layout placed moves: the marks stand in the
 * margin, and are put on the finished page.
 */
#include <stdlib.h>
#include <string.h>

#include "office/editions.h"
#include "text/text.h"

enum { EM = 1000 };

/* What is marked beside a stretch of a page's height. */
struct stretch {
    len_t top, bottom;
    size_t face;     /* of the page's */
    bool came, went; /* a bar, a wedge */
};

struct page_marks {
    struct arena *arena; /* of the page at hand */
    struct arena_mark empty;
    const struct style *style, *turned;
    struct set_lines legend; /* set for the document */
    struct page_sink next;
    const struct page *page;
    VEC(struct page_item) items; /* of the page at hand, with its marks */
    VEC(struct stretch) stretches;
};

struct page_marks *office_marks_new(struct hongtou *h, const struct document *doc,
                                    const char *since, struct page_sink next)
{
    struct arena *a = doc->arena;
    const struct style *st = office_style(h, doc);
    struct fonts *fonts = office_fonts(h);
    struct page_marks *m = ARENA_NEW(a, struct page_marks);
    if (!st || !fonts)
        return NULL;
    const char *words = arena_printf(
        a, "修订标记稿，不得印发。与%s相比：页边有竖线的行有增加或改动，有三角的地方有删去。",
        since);
    struct text_options options = {fonts, st, office_words(h), NULL};
    struct span span = {.text = text_from_utf8(a, words, doc->pos),
                        .role = font_role_named(st->body_role)};
    struct text_shape shape = {.size = st->revision_legend_size,
                               .pitch = st->revision_legend_size,
                               .width = doc->form ? st->area_width * 3 / 4 : st->area_width,
                               .align = ALIGN_LEFT};
    *m = (struct page_marks){
        .arena = arena_sub(a), .style = st, .turned = style_turned(a, st), .next = next};
    m->empty = arena_mark(m->arena);
    return text_set(text_open(a, &options, h->diags), &span, 1, &shape, &m->legend) ? m : NULL;
}

/* ---- what is marked ---- */

static size_t face_at(const struct page *page, len_t x, len_t y)
{
    size_t i = 0;
    for (; i + 1 < page->n_faces; i++) {
        const struct page_face *f = &page->faces[i];
        if (x >= f->x && x < f->x + f->width && y >= f->y && y < f->y + f->height)
            break;
    }
    return i;
}

/* The lines of glyphs that say that they came, or that something went beside them. */
static void find_in_run(struct page_marks *m, const struct glyph_run *run)
{
    uint32_t flags = 0;
    for (size_t i = 0; run->at && i < run->n; i++)
        flags |= run->at[i];
    if (!(flags & TEXT_FLAGS))
        return;
    len_t middle = run->y - len_scale(run->size, run->face->centre, EM);
    VEC_PUSH(m->arena, &m->stretches,
             ((struct stretch){.top = middle - run->size / 2,
                               .bottom = middle + run->size / 2,
                               .face = face_at(m->page, run->x, middle),
                               .came = flags & TEXT_CAME,
                               .went = flags & TEXT_WENT}));
}

static int compare_stretches(const void *x, const void *y)
{
    const struct stretch *s = x, *t = y;
    if (s->face != t->face)
        return s->face < t->face ? -1 : 1;
    if (s->came != t->came)
        return s->came ? -1 : 1;
    return s->top < t->top ? -1 : s->top > t->top;
}

/* ---- marks ---- */

/* The left edge of what stands on a face: of the type area, or of what hangs out of it. */
static len_t left_of(const struct page_marks *m, size_t face)
{
    const struct page *p = m->page;
    const struct page_face *f = p->n_faces > 1 ? &p->faces[face] : NULL;
    len_t area = p->own_area.width ? p->own_area.left
                 : p->turned       ? m->turned->area_left
                                   : m->style->area_left;
    return f ? f->x + len_min(area, f->width / 8) : area;
}

static void add_rule(struct page_marks *m, len_t x1, len_t y1, len_t x2, len_t y2, len_t thickness)
{
    struct page_item *item = VEC_ADD(m->arena, &m->items);
    *item =
        (struct page_item){.kind = ITEM_RULE, .rule = {x1, y1, x2, y2, thickness, m->style->ink}};
}

static void add_bar(struct page_marks *m, const struct stretch *s)
{
    const struct style *st = m->style;
    len_t x = left_of(m, s->face) - st->revision_gap;
    add_rule(m, x, s->top, x, s->bottom, st->revision_bar);
}

/* A triangle that points at the line. */
static void add_wedge(struct page_marks *m, const struct stretch *s)
{
    const struct style *st = m->style;
    len_t tip = left_of(m, s->face) - st->revision_gap / 2, middle = (s->top + s->bottom) / 2;
    len_t left = tip - st->revision_wedge, half = st->revision_wedge / 2;
    len_t thin = st->change_rule;
    add_rule(m, left, middle - half, tip, middle, thin);
    add_rule(m, left, middle + half, tip, middle, thin);
    add_rule(m, left, middle - half, left, middle + half, thin);
}

/* Bars of lines that follow each other are one. */
static void add_marks(struct page_marks *m)
{
    struct stretch *v = m->stretches.v;
    size_t n = m->stretches.n;
    if (n)
        qsort(v, n, sizeof *v, compare_stretches);
    for (size_t i = 0, end; i < n; i = end) {
        struct stretch bar = v[i];
        for (end = i + 1; end < n && v[end].face == bar.face && v[end].came && bar.came &&
                          v[end].top - bar.bottom < 2 * (v[end].bottom - v[end].top);
             end++)
            bar.bottom = len_max(bar.bottom, v[end].bottom);
        if (bar.came)
            add_bar(m, &bar);
    }
    for (size_t i = 0; i < n; i++)
        if (v[i].went)
            add_wedge(m, &v[i]);
}

/* ---- what they mean ---- */

static void add_line(struct page_marks *m, const struct set_line *line, len_t x, len_t middle)
{
    const struct style *st = m->style;
    for (size_t i = 0, end; i < line->n; i = end) {
        const struct set_glyph *first = &line->glyphs[i];
        const struct face *face = first->glyph.face;
        for (end = i + 1; end < line->n && line->glyphs[end].glyph.face == face;)
            end++;
        struct placed_glyph *glyphs = ARENA_ARRAY(m->arena, struct placed_glyph, end - i);
        for (size_t k = i; k < end; k++) {
            const struct set_glyph *g = &line->glyphs[k];
            glyphs[k - i] = page_glyph(&g->glyph, g->x - first->x, g->text[0], g->text[1]);
        }
        len_t size = len_scale(st->revision_legend_size, face->scale, EM);
        struct page_item *item = VEC_ADD(m->arena, &m->items);
        *item = (struct page_item){.kind = ITEM_GLYPHS,
                                   .glyphs = {.face = face,
                                              .size = size,
                                              .colour = st->ink,
                                              .x = x + line->x + first->x,
                                              .y = middle + len_scale(size, face->centre, EM),
                                              .squeeze = EM,
                                              .glyphs = glyphs,
                                              .n = end - i}};
    }
}

static void add_legend(struct page_marks *m)
{
    const struct style *st = m->style;
    len_t pitch = len_scale(st->revision_legend_size, 5, 4), y = st->revision_legend_top;
    for (size_t i = 0; i < m->legend.n; i++, y += pitch)
        add_line(m, &m->legend.v[i], left_of(m, 0), y);
}

bool office_marks_take(void *context, const struct page *page)
{
    struct page_marks *m = context;
    struct page marked = *page;
    arena_reset(m->arena, m->empty);
    m->page = page;
    m->items.v = NULL;
    m->stretches.v = NULL;
    m->items.n = m->items.cap = m->stretches.n = m->stretches.cap = 0;
    for (size_t i = 0; i < page->n_items; i++) {
        VEC_PUSH(m->arena, &m->items, page->items[i]);
        if (page->items[i].kind == ITEM_GLYPHS)
            find_in_run(m, &page->items[i].glyphs);
    }
    add_marks(m);
    add_legend(m);
    marked.items = m->items.v;
    marked.n_items = m->items.n;
    return m->next.put(m->next.context, &marked);
}
