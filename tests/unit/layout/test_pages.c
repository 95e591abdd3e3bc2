/* Rows on pages, whatever their heights: where a trial says, in order, within the area, and kept
 * together as asked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "layout/layout_int.h"

enum { ROWS = 120, SEEDS = 200 };

/* Where rows were placed; their anchors are their numbers. */
struct placed {
    int pages[ROWS];
    len_t tops[ROWS];
    int n;
};

static bool put(void *context, const struct page *page)
{
    struct placed *p = context;
    for (size_t i = 0; i < page->n_anchors; i++) {
        int row = atoi(page->anchors[i].name);
        assert_int_equal(row, p->n);
        p->pages[row] = page->number;
        p->tops[row] = page->anchors[i].y;
        p->n++;
    }
    return true;
}

static unsigned next_random(unsigned *seed)
{
    enum { SHIFT = 16, RANGE = 0x7FFF };
    *seed = *seed * 1103515245U + 12345U;
    return (*seed >> SHIFT) & RANGE;
}

static struct page_row random_row(struct arena *a, const struct style *st, int i, unsigned *seed)
{
    struct page_row row = {.anchor = arena_printf(a, "%d", i),
                           .gap = next_random(seed) % 4 ? 0 : st->line_pitch,
                           .gap_kept = next_random(seed) % 8 == 0,
                           .on_grid = next_random(seed) % 3 != 0,
                           .keep = next_random(seed) % 5 == 0};
    row.box = row.on_grid ? st->body_size : (len_t)(next_random(seed) % 80 + 5) * LEN_PT;
    row.advance = row.box + (len_t)(next_random(seed) % 10) * LEN_PT;
    return row;
}

struct made {
    struct arena *arena;
    const struct style *style;
    struct layout layout;
    struct setting setting;
    struct page_builder builder;
    struct placed placed;
    struct rows rows;
};

/* A form's pages bear no number, so that no font is needed. */
static void make(struct made *m, unsigned seed)
{
    static struct flow_form form;
    static struct flow_document doc = {.form = &form};
    struct diags *d = diags_new(DIAG_EN);
    memset(m, 0, sizeof *m);
    struct arena *a = m->arena = arena_new();
    m->style = style_read(a, "templates", "gbt9704", (struct pos){0}, d);
    assert_non_null(m->style);
    diags_drop(d);
    m->layout = (struct layout){.doc = &doc,
                                .paper = m->style,
                                .cells = table_cells_new(a),
                                .part = a,
                                .sink = {put, &m->placed}};
    m->setting =
        (struct setting){.layout = &m->layout, .arena = a, .style = m->style, .paper = m->style};
    m->builder = (struct page_builder){.layout = &m->layout, .arena = arena_sub(a)};
    m->builder.empty = arena_mark(m->builder.arena);
    for (int i = 0; i < ROWS; i++)
        VEC_PUSH(a, &m->rows.list, random_row(a, m->style, i, &seed));
}

static bool fits(const struct made *m, int row)
{
    return m->placed.tops[row] + m->rows.list.v[row].box <=
           style_area_bottom(m->style) + LEN_PT / 2;
}

static bool starts_page(const struct made *m, int row)
{
    return row == 0 || m->placed.pages[row - 1] != m->placed.pages[row];
}

static void assert_placed(const struct made *m)
{
    assert_int_equal(m->placed.n, ROWS);
    for (int i = 0; i < ROWS; i++) {
        assert_true(fits(m, i) || starts_page(m, i));
        if (!starts_page(m, i))
            assert_true(m->placed.tops[i] > m->placed.tops[i - 1]);
        if (i == 0 || !starts_page(m, i) || !m->rows.list.v[i - 1].keep)
            continue;
        int first = i - 1; /* parted only where a page holds no more of what keeps together */
        while (first > 0 && m->rows.list.v[first - 1].keep && !starts_page(m, first))
            first--;
        assert_true(starts_page(m, first));
    }
}

static void rows_stand_where_a_trial_says(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        struct made m;
        int pages[ROWS] = {0};
        make(&m, seed);
        struct page_plan plan = {.s = &m.setting};
        struct page_cursor end = pages_try(&plan, builder_head(&plan, 1), &m.rows, pages);
        assert_true(pages_fill(&plan, &m.builder, &m.rows));
        assert_int_equal(m.builder.at.page, end.page);
        assert_int_equal(m.builder.at.y, end.y);
        assert_true(builder_close(&m.builder));
        for (int i = 0; i < ROWS; i++)
            assert_int_equal(m.placed.pages[i], pages[i]);
        assert_placed(&m);
        arena_drop(m.arena);
    }
}

/* 5.2.3: pages are full, but for the lines that must stand on the next one: they are kept with it, or
 * carried with what follows the text, or the next page starts with them. */
static void pages_are_short_by_what_stands_on_the_next(void **state)
{
    enum { KEPT, CARRIED, TURNED, WAYS };
    (void)state;
    struct made m;
    make(&m, 1);
    struct page_plan plan = {.s = &m.setting};
    struct page_cursor head = builder_head(&plan, 1);
    size_t lines = (size_t)m.style->lines;
    for (size_t more = 0; more + 1 < lines; more++)
        for (int way = KEPT; way < WAYS; way++) {
            int pages[ROWS];
            for (size_t i = 0; i < ROWS; i++)
                m.rows.list.v[i] = (struct page_row){.box = m.style->body_size,
                                                     .on_grid = true,
                                                     .keep = way == KEPT && i >= lines - more &&
                                                             i < lines};
            m.rows.text_end = way == CARRIED ? lines : 0;
            m.rows.carried = lines - more;
            m.rows.turn = way == TURNED ? lines - more : 0;
            struct pages_short blank = pages_short(&plan, head, &m.rows);
            pages_try(&plan, head, &m.rows, pages);
            assert_int_equal(blank.lines, more);
            assert_int_equal(blank.pages, more > 0);
            assert_int_equal(pages[lines - more - 1], 1);
            assert_int_equal(pages[lines - more], 2);
        }
    arena_drop(m.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_stand_where_a_trial_says),
        cmocka_unit_test(pages_are_short_by_what_stands_on_the_next),
    };
    return cmocka_run_group_tests_name("layout/pages", tests, NULL, NULL);
}
