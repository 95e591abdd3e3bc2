/* A document's pages made by hand from pieces of text and rules, right in every clause; tests
 * change one piece and look at what the report says. */
#ifndef HONGTOU_TESTS_MADE_PAGES_H
#define HONGTOU_TESTS_MADE_PAGES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "conform/conform.h"

enum { EM_UNITS = 1000, PAGES = 4 };

enum align { LEFT, MIDDLE, RIGHT };

/* A line of text, its align edge at x; when text is NULL a rule from x, width wide, or with a
 * height a picture whose middle is at x. */
struct piece {
    enum element element;
    int page;
    const char *text;
    enum font_role role;
    len_t size, pitch; /* pitch 0: the size */
    enum align align;
    len_t x, centre;
    len_t width, thickness;
    bool red;
    bool turned; /* on a turned page: not placed on the paper */
    len_t height;
};

struct made {
    struct arena *arena;
    struct fonts *fonts;
    struct style *style;
    len_t page_width;
    bool turned[PAGES + 1]; /* by page, from 1 */
    int lines[PAGES + 1];   /* of its grid; 0: the profile's */
    struct document doc;
    struct signature signature;
    struct organ organ, second;
    VEC(struct piece) pieces;
};

static inline len_t mm(int64_t hundredths)
{
    return len_from_micron(hundredths * 10);
}

static inline struct piece *put(struct made *m, struct piece p)
{
    struct piece *added = VEC_ADD(m->arena, &m->pieces);
    *added = p;
    return added;
}

/* A line on the page's grid in the body's face. */
static inline struct piece *put_row(struct made *m, enum element e, int page, int row,
                                    const char *text)
{
    const struct style *st = m->style;
    return put(m, (struct piece){.element = e,
                                 .page = page,
                                 .text = text,
                                 .role = ROLE_BODY,
                                 .size = st->body_size,
                                 .pitch = st->char_pitch,
                                 .x = st->area_left,
                                 .centre = style_line_top(st, row) + st->body_size / 2});
}

static inline struct piece *put_indented(struct made *m, enum element e, int page, int row,
                                         const char *text)
{
    struct piece *p = put_row(m, e, page, row, text);
    p->x += m->style->body_indent;
    return p;
}

static inline struct piece *put_rule(struct made *m, enum element e, int page, len_t y, len_t thick)
{
    const struct style *st = m->style;
    return put(m, (struct piece){.element = e,
                                 .page = page,
                                 .x = st->area_left,
                                 .centre = y,
                                 .width = st->area_width,
                                 .thickness = thick});
}

static inline struct piece *put_picture(struct made *m, int page, len_t x, len_t centre, len_t side)
{
    return put(m, (struct piece){.element = ELEMENT_SEAL,
                                 .page = page,
                                 .x = x,
                                 .centre = centre,
                                 .width = side,
                                 .height = side});
}

static inline len_t cell(const struct piece *p, const struct glyph *g)
{
    return len_scale(p->pitch ? p->pitch : p->size, g->advance, EM_UNITS);
}

static inline struct glyph glyph_of(struct made *m, const struct piece *p, uint32_t cp)
{
    struct glyph g;
    bool digit = cp >= '0' && cp <= '9';
    assert_true(
        fonts_glyph(m->fonts, digit ? fonts_latin_role(m->fonts, p->role) : p->role, cp, &g));
    return g;
}

static inline len_t width_of(struct made *m, const struct piece *p)
{
    len_t width = 0;
    for (const char *s = p->text, *end = s + strlen(s); s < end;) {
        struct glyph g = glyph_of(m, p, utf8_next(&s, end));
        width += cell(p, &g);
    }
    return width;
}

struct item_list {
    VEC(struct page_item) list;
};

static inline struct page_item picture_item(const struct piece *p)
{
    return (struct page_item){.kind = ITEM_IMAGE,
                              .element = p->element,
                              .image = {.image = NULL,
                                        .x = p->x - p->width / 2,
                                        .y = p->centre - p->height / 2,
                                        .width = p->width,
                                        .height = p->height}};
}

/* A run for each character: the grouping is the reader's work. */
static inline void set_piece(struct made *m, const struct piece *p, struct item_list *out)
{
    static const struct colour colours[] = {{0, 0, 0, 1000}, {0, 800, 800, 0}};
    len_t x = p->x;
    if (p->height) {
        VEC_PUSH(m->arena, &out->list, picture_item(p));
        return;
    }
    if (!p->text) {
        VEC_PUSH(m->arena, &out->list,
                 ((struct page_item){.kind = ITEM_RULE,
                                     .element = p->element,
                                     .rule = {x, p->centre, x + p->width, p->centre, p->thickness,
                                              colours[p->red]}}));
        return;
    }
    if (p->align != LEFT)
        x -= p->align == MIDDLE ? width_of(m, p) / 2 : width_of(m, p);
    for (const char *s = p->text, *end = s + strlen(s); s < end;) {
        uint32_t cp = utf8_next(&s, end);
        struct glyph g = glyph_of(m, p, cp);
        struct placed_glyph *placed = ARENA_NEW(m->arena, struct placed_glyph);
        *placed = page_glyph(&g, 0, cp, 0);
        len_t drawn = len_scale(p->size, g.face->scale, EM_UNITS);
        len_t inside = (cell(p, &g) - len_scale(p->size, g.advance, EM_UNITS)) / 2;
        struct page_item *item = VEC_ADD(m->arena, &out->list);
        *item = (struct page_item){.kind = ITEM_GLYPHS,
                                   .element = p->element,
                                   .upright = m->turned[p->page] && !p->turned};
        item->glyphs =
            (struct glyph_run){.face = g.face,
                               .size = drawn,
                               .colour = colours[p->red],
                               .x = x + inside,
                               .y = p->centre + len_scale(drawn, g.face->centre, EM_UNITS),
                               .squeeze = EM_UNITS,
                               .glyphs = placed,
                               .n = 1};
        x += cell(p, &g);
    }
}

/* 防汛 is the one word that can be torn. */
static inline bool is_torn(void *context, const char32_t *text, size_t n, size_t at)
{
    (void)context;
    return at < n && text[at] == U'汛';
}

static inline struct conform_report made_report(struct made *m)
{
    struct conform_options options = {&m->doc, m->style, m->fonts, DIAG_ZH, is_torn, NULL, false};
    struct conform *c = conform_open(m->arena, &options);
    struct page_sink sink = conform_sink(c);
    for (int page = 1; page <= PAGES; page++) {
        struct item_list items = {0};
        for (size_t i = 0; i < m->pieces.n; i++)
            if (m->pieces.v[i].page == page)
                set_piece(m, &m->pieces.v[i], &items);
        struct page made = {.width = m->page_width,
                            .height = m->style->page_height,
                            .turned = m->turned[page],
                            .number = page,
                            .grid = {.lines = m->lines[page] ? m->lines[page] : m->style->lines,
                                     .top = m->style->area_top,
                                     .height = m->style->area_height - m->style->body_size},
                            .items = items.list.v,
                            .n_items = items.list.n};
        assert_true(sink.put(sink.context, &made));
    }
    return conform_finish(c);
}

static inline const struct conform_row *find_row(const struct conform_report *r,
                                                 const char *element, const char *item)
{
    for (size_t i = 0; i < r->n; i++)
        if (strcmp(r->rows[i].element, element) == 0 && strcmp(r->rows[i].item, item) == 0)
            return &r->rows[i];
    fail_msg("no row %s %s", element, item);
    return NULL;
}

static inline struct piece *find_piece(struct made *m, enum element e, int nth)
{
    for (size_t i = 0; i < m->pieces.n; i++)
        if (m->pieces.v[i].element == e && nth-- == 0)
            return &m->pieces.v[i];
    fail_msg("no piece %d", e);
    return NULL;
}

/* ---- one piece changed ---- */

enum change { MOVE_X, MOVE_Y, RESIZE, ROLE, REDDEN, SAY, WIDEN, THICKEN, TO_PAGE };

/* One piece changed (by hundredths of a mm, or in thousandths of its size), and the row that
 * must then say that its clause is breached. */
struct wrong {
    const char *element, *item;
    enum element piece;
    int nth;
    enum change change;
    int amount;
    const char *text;
};

static inline void change_piece(struct piece *p, const struct wrong *w)
{
    switch (w->change) {
    case MOVE_X:
        p->x += mm(w->amount);
        break;
    case MOVE_Y:
        p->centre += mm(w->amount);
        break;
    case RESIZE:
        p->size = len_scale(p->size, w->amount, EM_UNITS);
        break;
    case ROLE:
        p->role = (enum font_role)w->amount;
        break;
    case REDDEN:
        p->red = w->amount;
        break;
    case SAY:
        p->text = w->text;
        break;
    case WIDEN:
        p->width += mm(w->amount);
        break;
    case THICKEN:
        p->thickness += mm(w->amount);
        break;
    case TO_PAGE:
        p->page = w->amount;
        break;
    }
}

/* Makes the pages that are right but for one piece; the row must say so. */
static inline void breach_each(void **state, void (*open)(struct made *, void **),
                               const struct wrong *wrongs, size_t n)
{
    for (const struct wrong *w = wrongs; w < wrongs + n; w++) {
        struct made m;
        open(&m, state);
        change_piece(find_piece(&m, w->piece, w->nth), w);
        struct conform_report r = made_report(&m);
        const struct conform_row *row = find_row(&r, w->element, w->item);
        if (row->verdict != VERDICT_BREACHES)
            fail_msg("%s %s (%d): %d wanted %s measured %s", w->element, w->item, (int)(w - wrongs),
                     row->verdict, row->wanted, row->measured);
        arena_drop(m.arena);
    }
}

static inline enum verdict verdict_of(struct made *m, const char *element, const char *item)
{
    struct conform_report r = made_report(m);
    return find_row(&r, element, item)->verdict;
}

/* The parts of the right document. */

static const char hanzi_28[] = "各乡镇人民政府要严格落实行政首长负责制责任落实到村组干部";
static const char hanzi_26[] = "各乡镇人民政府要严格落实行政首长负责制把责任落实到村";

static inline void put_head(struct made *m)
{
    const struct style *st = m->style;
    len_t middle = st->area_left + st->area_width / 2, size = mm(1500), above = mm(0);
    struct glyph g;
    put_row(m, ELEMENT_COPY_NUMBER, 1, 0, "000123");
    put_row(m, ELEMENT_SECRECY, 1, 1, "机密★1年")->role = ROLE_HEI;
    put_row(m, ELEMENT_URGENCY, 1, 2, "特急")->role = ROLE_HEI;
    struct piece *p = put(m, (struct piece){ELEMENT_MASTHEAD, 1, "青", ROLE_TITLE, size, 0, MIDDLE,
                                            middle, 0, 0, 0, true, false, 0});
    assert_true(fonts_glyph(m->fonts, ROLE_TITLE, 0x9752, &g));
    above = len_scale(size, font_ink(g.face, g.id).top - g.face->centre, EM_UNITS);
    p->centre = st->area_top + st->masthead_top + above;
    len_t number = p->centre + size / 2 + st->number_blank_above;
    p = put_row(m, ELEMENT_NUMBER, 1, 0, "青政发〔2026〕10号");
    p->align = MIDDLE;
    p->x = middle;
    p->centre = number + st->body_size / 2;
    put_rule(m, ELEMENT_HEAD_RULE, 1,
             number + st->body_size + st->rule_gap + st->rule_thickness / 2, st->rule_thickness)
        ->red = true;
}

static inline void put_title(struct made *m)
{
    const struct style *st = m->style;
    static const char *const lines[] = {"关于做好防汛工作", "有关事项的紧急补充通知"};
    len_t top = find_piece(m, ELEMENT_HEAD_RULE, 0)->centre + st->title_blank_above;
    for (int i = 0; i < 2; i++)
        put(m,
            (struct piece){ELEMENT_TITLE, 1, lines[i], ROLE_TITLE, st->title_size, 0, MIDDLE,
                           st->area_left + st->area_width / 2,
                           top + i * st->title_pitch + st->title_size / 2, 0, 0, false, false, 0});
}

static inline void put_text(struct made *m)
{
    const struct style *st = m->style;
    const struct piece *title = find_piece(m, ELEMENT_TITLE, 1);
    len_t least = title->centre + st->title_size / 2 + st->line_pitch;
    int row = 0;
    while (style_line_top(st, row) < least)
        row++;
    put_row(m, ELEMENT_ADDRESSEES, 1, row++, "各乡镇人民政府：");
    put_indented(m, ELEMENT_TEXT, 1, row++, hanzi_26);
    while (row < st->lines)
        put_row(m, ELEMENT_TEXT, 1, row++, hanzi_28);
    put_row(m, ELEMENT_TEXT, 2, 0, "落实。");
}

static inline void put_headings(struct made *m)
{
    put_indented(m, ELEMENT_HEADING, 2, 1, "一、总体要求")->role = ROLE_HEI;
    put_indented(m, ELEMENT_HEADING, 2, 2, "（一）指导思想")->role = ROLE_KAI;
    put_indented(m, ELEMENT_HEADING, 2, 3, "1.工作原则");
    put_indented(m, ELEMENT_HEADING, 2, 4, "（1）目标");
    put_indented(m, ELEMENT_TEXT, 2, 5, "认真落实。");
}

static inline void put_note(struct made *m)
{
    struct piece label = {.text = "附件：", .role = ROLE_BODY, .pitch = m->style->char_pitch};
    len_t name = width_of(m, &label);
    put_indented(m, ELEMENT_NOTE, 2, 7, "附件：1.任务清单");
    put_indented(m, ELEMENT_NOTE, 2, 8, "2.责任人名单和")->x += name;
    label.text = "2.";
    put_indented(m, ELEMENT_NOTE, 2, 9, "联系方式")->x += name + width_of(m, &label);
}

static inline void put_signature(struct made *m)
{
    const struct style *st = m->style;
    struct piece *date = put_row(m, ELEMENT_DATE, 2, 13, "2026年9月10日");
    len_t width = width_of(m, date);
    date->align = RIGHT;
    date->x = st->area_left + st->area_width - st->date_right;
    len_t middle = date->x - width / 2;
    struct piece *organ = put_row(m, ELEMENT_ORGAN, 2, 12, "青禾县政府");
    organ->align = MIDDLE;
    organ->x = middle;
    put_indented(m, ELEMENT_ANNOTATION, 2, 14, "（此件公开发布）");
    put_picture(m, 2, middle, date->centre - st->line_pitch / 2 - st->seal_rise, st->seal_width);
}

/* A label, and names in two lines behind it; a second label below. */
static inline void put_attendance(struct made *m)
{
    struct piece *label = put_indented(m, ELEMENT_ATTENDANCE, 2, 16, "出席：");
    label->role = ROLE_HEI;
    len_t names = label->x + width_of(m, label);
    put_row(m, ELEMENT_ATTENDANCE, 2, 16, "顾明远，杜若溪，宁致远，")->x = names;
    put_row(m, ELEMENT_ATTENDANCE, 2, 17, "叶知秋")->x = names;
    put_indented(m, ELEMENT_ATTENDANCE, 2, 18, "请假：")->role = ROLE_HEI;
    put_row(m, ELEMENT_ATTENDANCE, 2, 18, "章台柳")->x = names;
}

/* An entry of the contents, leaders and the page of the heading. */
static inline void put_contents(struct made *m)
{
    const struct style *st = m->style;
    struct piece *title = put_row(m, ELEMENT_TOC, 3, 8, "目录");
    title->size = st->title_size;
    title->pitch = 0;
    title->centre += mm(100);
    struct piece *entry = put_row(m, ELEMENT_TOC, 3, 10, "一、总体要求"), words = *entry;
    put_row(m, ELEMENT_TOC, 3, 10, "………")->x = words.x + width_of(m, &words);
    struct piece *number = put_row(m, ELEMENT_TOC, 3, 10, "2");
    number->align = RIGHT;
    number->x = st->area_left + st->area_width;
}

static inline void put_footnote(struct made *m)
{
    const struct style *st = m->style;
    struct piece *mark = put_row(m, ELEMENT_FOOTNOTE_MARK, 3, 5, "①");
    mark->x += mm(6000);
    mark->size = len_scale(st->body_size, st->footnote_scale, EM_UNITS);
    struct piece *note = put_row(m, ELEMENT_FOOTNOTE, 3, 13, "①含社区。");
    note->size = note->pitch = st->footnote_size;
    put_rule(m, ELEMENT_FOOTNOTE, 3, note->centre - mm(500), st->footnote_rule_thickness)->width =
        st->footnote_rule_width;
}

static inline void put_attachment(struct made *m, int page, const char *label, const char *title)
{
    const struct style *st = m->style;
    put_row(m, ELEMENT_ATTACHMENT_LABEL, page, 0, label)->role = ROLE_HEI;
    put(m, (struct piece){ELEMENT_ATTACHMENT_TITLE, page, title, ROLE_TITLE, st->title_size, 0,
                          MIDDLE, st->area_left + st->area_width / 2,
                          style_line_top(st, 2) + st->title_size / 2, 0, 0, false, false, 0});
    put_indented(m, ELEMENT_TEXT, page, 5, "附后。");
}

static inline void put_imprint(struct made *m)
{
    const struct style *st = m->style;
    len_t foot = st->area_top + st->area_height, pitch = st->imprint_pitch;
    put_rule(m, ELEMENT_IMPRINT_RULE, 4, foot - 2 * pitch, st->imprint_rule_outer);
    put_rule(m, ELEMENT_IMPRINT_RULE, 4, foot - pitch, st->imprint_rule_inner);
    put_rule(m, ELEMENT_IMPRINT_RULE, 4, foot, st->imprint_rule_outer);
    struct piece p = {ELEMENT_CC,
                      4,
                      "抄送：县委办公室。",
                      ROLE_BODY,
                      st->imprint_size,
                      0,
                      LEFT,
                      st->area_left + st->imprint_indent,
                      foot - pitch - pitch / 2,
                      0,
                      0,
                      false,
                      false,
                      0};
    put(m, p);
    p.element = ELEMENT_PRINTER;
    p.text = "县政府办公室";
    p.centre = foot - pitch / 2;
    put(m, p);
    p.element = ELEMENT_PRINT_DATE;
    p.text = "2026年9月11日印发";
    p.align = RIGHT;
    p.x = st->area_left + st->area_width - st->imprint_indent;
    put(m, p);
    struct piece *open = put_row(m, ELEMENT_DISCLOSURE, 4, 0, "公开方式：主动公开");
    open->centre = foot - 2 * pitch - st->line_pitch + st->body_size / 2;
}

static inline void put_folios(struct made *m)
{
    static const char *const texts[] = {"— 1 —", "— 2 —", "— 3 —", "— 4 —"};
    const struct style *st = m->style;
    for (int page = 1; page <= PAGES; page++) {
        bool odd = page % 2;
        put(m, (struct piece){ELEMENT_FOLIO, page, texts[page - 1], ROLE_SONG, st->folio_size, 0,
                              odd ? RIGHT : LEFT,
                              odd ? st->area_left + st->area_width - st->folio_indent
                                  : st->area_left + st->folio_indent,
                              st->area_top + st->area_height + st->folio_below, 0, 0, false, false,
                              0});
    }
}

struct shared {
    struct arena *arena;
    struct fonts *fonts;
    struct style *style;
};

static inline int shared_open(void **state)
{
    static struct shared s;
    struct diags *d = diags_new(DIAG_EN);
    s.arena = arena_new();
    s.fonts = fonts_open(&(struct fonts_options){.folder = "fonts", .free_only = true}, d);
    s.style = style_read(s.arena, "templates", "gbt9704", (struct pos){0}, d);
    diags_drop(d);
    *state = &s;
    return s.fonts && s.style ? 0 : -1;
}

static inline int shared_close(void **state)
{
    struct shared *s = *state;
    fonts_close(s->fonts);
    arena_drop(s->arena);
    return 0;
}

/* No pages yet. */
static inline void made_begin(struct made *m, void **state)
{
    struct shared *s = *state;
    memset(m, 0, sizeof *m);
    m->arena = arena_new();
    m->fonts = s->fonts;
    m->style = s->style;
    m->page_width = s->style->page_width;
    m->doc = (struct document){.arena = m->arena, .signature = &m->signature};
    m->signature.organs = &m->organ;
}

static inline void made_open(struct made *m, void **state)
{
    made_begin(m, state);
    put_head(m);
    put_title(m);
    put_text(m);
    put_headings(m);
    put_note(m);
    put_signature(m);
    put_attendance(m);
    put_contents(m);
    put_footnote(m);
    put_attachment(m, 3, "附件1", "任务清单");
    put_attachment(m, 4, "附件2", "责任人名单和联系方式");
    put_imprint(m);
    put_folios(m);
}

static inline void made_close(struct made *m)
{
    arena_drop(m->arena);
}

#endif
