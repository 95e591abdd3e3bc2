/* Widths of columns against every way to share a table's width. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "layout/table_int.h"

enum { EM = 1000, SIZE = 12 * LEN_PT, COLUMNS = 3, ROWS = 6, QUANTUM = SIZE / 4, MOST = 40 };

struct made {
    struct arena *arena;
    struct width_column columns[COLUMNS];
    struct width_row rows[ROWS];
    struct width_task task;
};

static unsigned next(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16;
}

/* A cell of Han characters, now and then with a word of several. */
static struct cell_pieces made_cell(struct arena *a, unsigned *seed)
{
    int n = (int)(next(seed) % 4 ? next(seed) % MOST : next(seed) % 4);
    struct text_piece *v = ARENA_ARRAY(a, struct text_piece, (size_t)n + 1);
    for (int i = 0; i < n; i++)
        v[i].width = next(seed) % 9 ? EM : (int)(1 + next(seed) % 3) * EM;
    struct text_pieces *p = ARENA_NEW(a, struct text_pieces);
    *p = (struct text_pieces){v, (size_t)n};
    return (struct cell_pieces){p, 1};
}

static struct made made_table(unsigned seed)
{
    struct made m = {.arena = arena_new()};
    for (int r = 0; r < ROWS; r++) {
        m.rows[r].n = COLUMNS;
        m.rows[r].cells = ARENA_ARRAY(m.arena, struct width_cell, COLUMNS);
        for (int c = 0; c < COLUMNS; c++)
            m.rows[r].cells[c] = (struct width_cell){
                .pieces = made_cell(m.arena, &seed), .column = c, .columns = 1, .rows = 1};
    }
    for (int c = 0; c < COLUMNS; c++)
        m.columns[c] = (struct width_column){.least = 3 * SIZE + 8 * LEN_PT, .natural = 10 * SIZE};
    m.task = (struct width_task){.arena = m.arena,
                                 .n_columns = COLUMNS,
                                 .n_rows = ROWS,
                                 .width = 36 * SIZE,
                                 .size = SIZE,
                                 .pitch = 18 * LEN_PT,
                                 .side = 4 * LEN_PT,
                                 .above = 3 * LEN_PT,
                                 .row_least = 24 * LEN_PT};
    return m;
}

/* The rows and columns stand in the caller's struct: point to them there. */
static void settle(struct made *m)
{
    m->task.columns = m->columns;
    m->task.rows = m->rows;
}

static len_t lowest(const struct made *m)
{
    len_t best = INT64_MAX, widths[COLUMNS], least = m->columns[0].least;
    for (widths[0] = least; widths[0] < m->task.width; widths[0] += QUANTUM)
        for (widths[1] = least; widths[0] + widths[1] + least <= m->task.width;
             widths[1] += QUANTUM) {
            widths[2] = m->task.width - widths[0] - widths[1];
            best = len_min(best, table_widths_height(&m->task, widths));
        }
    return best;
}

static void tables_are_nearly_as_low_as_any_widths_make_them(void **state)
{
    enum { TABLES = 40, NEAR = 30 /* 1/1000 */, EXACT_LEAST = 34 };
    int exact = 0;
    (void)state;
    for (unsigned seed = 1; seed <= TABLES; seed++) {
        struct made m = made_table(seed);
        settle(&m);
        len_t widths[COLUMNS];
        table_widths_find(&m.task, widths);
        len_t got = table_widths_height(&m.task, widths), best = lowest(&m);
        if (got * EM > best * (EM + NEAR))
            fail_msg("table %u: %lld instead of %lld", seed, (long long)got, (long long)best);
        exact += got == best;
        arena_drop(m.arena);
    }
    assert_true(exact >= EXACT_LEAST);
}

static void widths_fill_the_table_and_none_is_less_than_asked(void **state)
{
    (void)state;
    for (unsigned seed = 100; seed < 140; seed++) {
        struct made m = made_table(seed);
        settle(&m);
        len_t widths[COLUMNS], sum = 0;
        table_widths_find(&m.task, widths);
        for (int c = 0; c < COLUMNS; c++) {
            assert_true(widths[c] >= m.columns[c].least);
            sum += widths[c];
        }
        assert_int_equal(sum, m.task.width);
        arena_drop(m.arena);
    }
}

static void a_fixed_width_is_kept_and_shares_are_in_proportion(void **state)
{
    struct made m = made_table(7);
    settle(&m);
    len_t widths[COLUMNS];
    (void)state;
    m.columns[0].fixed = 60 * LEN_PT;
    m.columns[1].share = 2;
    m.columns[2].share = 1;
    table_widths_find(&m.task, widths);
    assert_int_equal(widths[0], 60 * LEN_PT);
    assert_true(llabs(widths[1] - 2 * widths[2]) <= 2);
    assert_int_equal(widths[0] + widths[1] + widths[2], m.task.width);
    arena_drop(m.arena);
}

static void a_relative_column_is_never_less_than_it_asks(void **state)
{
    struct made m = made_table(8);
    settle(&m);
    (void)state;
    m.columns[0].share = 1;
    m.columns[1].share = 9;
    m.columns[0].least = 100 * LEN_PT;
    assert_true(table_widths_least(&m.task) >= 1000 * LEN_PT);
    m.columns[0].least = 30 * LEN_PT;
    len_t widths[COLUMNS];
    table_widths_find(&m.task, widths);
    assert_true(widths[0] >= 30 * LEN_PT);
    arena_drop(m.arena);
}

static void the_same_table_gets_the_same_widths(void **state)
{
    (void)state;
    len_t first[COLUMNS], second[COLUMNS];
    struct made one = made_table(11), two = made_table(11);
    settle(&one);
    settle(&two);
    table_widths_find(&one.task, first);
    table_widths_find(&two.task, second);
    for (int c = 0; c < COLUMNS; c++)
        assert_int_equal(first[c], second[c]);
    arena_drop(one.arena);
    arena_drop(two.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_are_nearly_as_low_as_any_widths_make_them),
        cmocka_unit_test(widths_fill_the_table_and_none_is_less_than_asked),
        cmocka_unit_test(a_fixed_width_is_kept_and_shares_are_in_proportion),
        cmocka_unit_test(a_relative_column_is_never_less_than_it_asks),
        cmocka_unit_test(the_same_table_gets_the_same_widths),
    };
    return cmocka_run_group_tests_name("layout/table widths", tests, NULL, NULL);
}
