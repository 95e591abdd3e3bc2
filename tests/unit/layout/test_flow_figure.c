/* Flow figures: no arrow runs through a box, whatever leads where. */
#include "layout_test.h"

struct frame {
    len_t left, top, right, bottom;
};

struct figure {
    struct arena *arena;
    VEC(struct rule) lines;
    VEC(struct frame) labels; /* 是 and 否 at arrows */
    int pages;                /* lines of each further one are far below */
};

enum { PAGE_APART = 2000 * LEN_PT };

static bool is_label(const struct page_item *item)
{
    enum { YES = 0x662F, NO = 0x5426 };
    if (item->kind != ITEM_GLYPHS || item->element != ELEMENT_FLOW || item->glyphs.n != 1)
        return false;
    uint32_t cp = item->glyphs.glyphs[0].text[0];
    return cp == YES || cp == NO;
}

/* The inner part of a character, which its strokes fill. */
static struct frame inside_of(const struct glyph_run *run)
{
    len_t tenth = run->size / 10;
    return (struct frame){run->x + tenth, run->y - 7 * tenth, run->x + run->size - tenth, run->y};
}

static bool take_figure(void *context, const struct page *page)
{
    struct figure *f = context;
    for (size_t i = 0; i < page->n_items; i++) {
        const struct page_item *item = &page->items[i];
        struct rule rule = item->rule;
        if (item->kind == ITEM_RULE && item->element == ELEMENT_FLOW) {
            rule.y1 += f->pages * PAGE_APART;
            rule.y2 += f->pages * PAGE_APART;
            VEC_PUSH(f->arena, &f->lines, rule);
        }
        if (is_label(item))
            VEC_PUSH(f->arena, &f->labels, inside_of(&item->glyphs));
    }
    f->pages++;
    return true;
}

static void draw_figure(void **state, struct figure *f, const char *steps)
{
    const struct shared *s = *state;
    struct diags *d = diags_new(DIAG_EN);
    char *xml = arena_printf(
        f->arena, "<公文>" TITLE BODY "<附件 标题=\"丁\"><流程图>%s</流程图></附件></公文>", steps);
    struct tree *tree = xml_parse(f->arena, "t.xml", xml, strlen(xml), d);
    struct document *doc = tree ? vocab_read(f->arena, tree, d) : NULL;
    struct layout_options options = {s->fonts, s->style, s->lexicon, NULL, NULL};
    assert_true(doc && set_document(doc, NULL, &options, (struct page_sink){take_figure, f}, d));
    diags_drop(d);
}

/* Four lines in a row that close: a box; four slanted ones: a diamond. */
static bool frame_at(const struct figure *f, size_t i, struct frame *frame)
{
    if (i + 4 > f->lines.n)
        return false;
    const struct rule *r = &f->lines.v[i];
    bool box = r[0].y1 == r[0].y2 && r[1].y1 == r[1].y2 && r[2].x1 == r[2].x2 &&
               r[3].x1 == r[3].x2 && r[2].y1 == r[0].y1 && r[2].y2 == r[1].y1 && r[3].y1 == r[2].y1;
    *frame = (struct frame){r[2].x1, r[0].y1, r[3].x1, r[1].y1};
    bool diamond = r[0].x2 == r[1].x1 && r[0].y2 == r[1].y1 && r[2].x1 == r[0].x1 &&
                   r[2].y1 == r[0].y1 && r[3].x2 == r[1].x2 && r[0].x1 < r[0].x2;
    if (diamond)
        *frame = (struct frame){r[0].x1, r[0].y2, r[1].x2, r[2].y2};
    return box || diamond;
}

/* Does an upright or level line pass through the inside of a box? */
static bool runs_through(const struct rule *r, const struct frame *f)
{
    len_t left = len_min(r->x1, r->x2), right = len_max(r->x1, r->x2);
    len_t top = len_min(r->y1, r->y2), bottom = len_max(r->y1, r->y2);
    if (r->x1 == r->x2)
        return left > f->left + HAIR && left < f->right - HAIR && top < f->bottom - HAIR &&
               bottom > f->top + HAIR;
    return top > f->top + HAIR && top < f->bottom - HAIR && left < f->left - HAIR &&
           right > f->right + HAIR;
}

static size_t check_figure(const struct figure *f)
{
    size_t frames = 0;
    struct frame frame;
    for (size_t i = 0; i < f->lines.n; i++) {
        if (!frame_at(f, i, &frame))
            continue;
        frames++;
        for (size_t k = 0; k < f->lines.n; k++) {
            const struct rule *r = &f->lines.v[k];
            bool slanted = r->x1 != r->x2 && r->y1 != r->y2;
            if (!slanted && (k < i || k >= i + 4))
                assert_false(runs_through(r, &frame));
        }
    }
    return frames;
}

static void no_arrow_runs_through_a_box(void **state)
{
    static const char *const figures[] = {
        "<步骤>甲</步骤><步骤>乙</步骤><步骤>丙</步骤>",
        "<步骤 代号=\"子\">甲</步骤><判断 否到=\"丑\">乙？</判断><判断 是到=\"子\" "
        "否到=\"丑\">丙？</判断><步骤>丁</步骤><步骤 代号=\"丑\">戊</步骤>",
        "<判断 代号=\"子\" 是到=\"寅\" 否到=\"丑\">甲？</判断><步骤 到=\"子\">乙</步骤><步骤 "
        "代号=\"丑\" 注=\"十日内\">丙</步骤><判断 是到=\"子\" 否到=\"子\">丁？</判断><步骤 "
        "代号=\"寅\" 到=\"寅\">戊</步骤>",
    };
    static const size_t steps[] = {3, 5, 5};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        struct figure f = {.arena = arena_new()};
        draw_figure(state, &f, figures[i]);
        assert_int_equal(check_figure(&f), steps[i]);
        arena_drop(f.arena);
    }
}

/* Of steps and decisions that lead anywhere, in branches too, over pages and in columns. */
static const char *some_figure(struct arena *a, unsigned seed)
{
    enum { STEPS_MOST = 30, TEXTS = 40, TEN = 10 };
    const char *xml = "";
    unsigned n = 3 + seed * 7 % STEPS_MOST;
    for (unsigned i = 0; i < n; i++) {
        unsigned r = (seed * 131 + i * 37) % 101, to = (seed * 17 + i * 29 + r) % n;
        const char *words = times(a, "办", 2 + (int)(r % TEXTS));
        if (r % TEN == 0)
            xml = arena_printf(a, "%s<判断 代号=\"c%u\" 否到=\"c%u\">%s</判断>", xml, i, to, words);
        else if (r % TEN == 1)
            xml = arena_printf(a,
                               "%s<判断 代号=\"c%u\">何类？<分支 题=\"监测户\" 到=\"c%u\"/><分支 "
                               "题=\"一般农户\"/><分支 题=\"撤回\" 到=\"结束\"/></判断>",
                               xml, i, to);
        else if (r % TEN == 2)
            xml =
                arena_printf(a,
                             "%s<判断 代号=\"c%u\">何类？<分支 题=\"监测户\"><步骤>%s</步骤><步骤 "
                             "注=\"五日\">报</步骤></分支><分支 题=\"其他\"/></判断>",
                             xml, i, words);
        else
            xml = arena_printf(a, "%s<步骤 代号=\"c%u\"%s>%s</步骤>", xml, i,
                               r % TEN == 3 ? " 注=\"十日内\"" : "", words);
    }
    return xml;
}

static void whatever_the_figure_no_arrow_runs_through_a_box(void **state)
{
    enum { FIGURES = 60 };
    for (unsigned seed = 0; seed < FIGURES; seed++) {
        struct figure f = {.arena = arena_new()};
        draw_figure(state, &f, some_figure(f.arena, seed));
        assert_true(check_figure(&f) > 2);
        arena_drop(f.arena);
    }
}

static void no_arrow_runs_through_a_label(void **state)
{
    struct figure f = {.arena = arena_new()};
    draw_figure(state, &f,
                "<步骤 代号=\"子\">甲</步骤><判断 代号=\"丑\" 是到=\"子\" "
                "否到=\"寅\">乙？</判断><步骤>丙</步骤><判断 代号=\"寅\" 是到=\"丑\" "
                "否到=\"子\">丁？</判断><步骤 到=\"子\">戊</步骤>");
    assert_int_equal(f.labels.n, 4);
    for (size_t i = 0; i < f.labels.n; i++)
        for (size_t k = 0; k < f.lines.n; k++) {
            const struct rule *r = &f.lines.v[k];
            const struct frame *l = &f.labels.v[i];
            bool beside = len_max(r->x1, r->x2) < l->left || len_min(r->x1, r->x2) > l->right;
            bool away = len_max(r->y1, r->y2) < l->top || len_min(r->y1, r->y2) > l->bottom;
            assert_true(beside || away);
        }
    arena_drop(f.arena);
}

static void a_figure_of_many_steps_fits_its_page(void **state)
{
    const struct shared *s = *state;
    struct figure f = {.arena = arena_new()};
    draw_figure(state, &f, times(f.arena, "<步骤>排查</步骤>", 13));
    len_t foot = s->style->area_top + s->style->area_height + PAGE_APART;
    assert_int_equal(check_figure(&f), 13);
    for (size_t i = 0; i < f.lines.n; i++)
        assert_true(f.lines.v[i].y2 <= foot);
    arena_drop(f.arena);
}

static void a_figure_of_too_many_steps_is_refused(void **state)
{
    const struct shared *s = *state;
    struct figure f = {.arena = arena_new()};
    struct diags *d = diags_new(DIAG_EN);
    struct layout_options options = {s->fonts, s->style, s->lexicon, NULL, NULL};
    char *xml = arena_printf(
        f.arena, "<公文>" TITLE BODY "<附件 标题=\"丁\"><流程图>%s</流程图></附件></公文>",
        times(f.arena, "<步骤>查</步骤>", 1001));
    struct tree *tree = xml_parse(f.arena, "t.xml", xml, strlen(xml), d);
    struct document *doc = tree ? vocab_read(f.arena, tree, d) : NULL;
    assert_non_null(doc);
    assert_false(set_document(doc, NULL, &options, (struct page_sink){take_figure, &f}, d));
    const struct diag_view *told;
    assert_int_equal(diags_view(d, &told), 1);
    assert_string_equal(told->code, "L064");
    diags_drop(d);
    arena_drop(f.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_arrow_runs_through_a_box),
        cmocka_unit_test(whatever_the_figure_no_arrow_runs_through_a_box),
        cmocka_unit_test(no_arrow_runs_through_a_label),
        cmocka_unit_test(a_figure_of_many_steps_fits_its_page),
        cmocka_unit_test(a_figure_of_too_many_steps_is_refused),
    };
    return LAYOUT_TESTS("flow figures", tests);
}
