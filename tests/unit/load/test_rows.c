/* Sheets and columns: what is written is what is read, and every example has what is required. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "load/load_int.h"

static void every_sheet_has_whole_columns(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    for (enum load_sheet i = 0; i < LOAD_SHEETS; i++) {
        struct sheet_template sheet = load_template(a, i);
        assert_non_null(sheet.columns[0].example); /* what the mark goes before */
        for (size_t c = 0; c < sheet.n_columns; c++) {
            const struct sheet_template_column *column = &sheet.columns[c];
            assert_true(column->head[0] && column->width > 0);
            assert_null(column->cells);
            assert_true(column->example || !column->required);
        }
    }
    arena_drop(a);
}

static void columns_of_a_sheet_stand_together(void **state)
{
    (void)state;
    for (int c = 1; c < LOAD_COLUMNS; c++)
        assert_true(load_columns[c].sheet == load_columns[c - 1].sheet ||
                    load_columns[c].sheet == load_columns[c - 1].sheet + 1);
}

static void a_kind_has_its_sheets_and_other_kinds_none(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct sheet_template sheets[LOAD_SHEETS];
    assert_string_equal(load_kinds(a), "vehicles tasks staff");
    assert_int_equal(load_workbook(a, "vehicles", sheets), 1);
    assert_int_equal(load_workbook(a, "staff", sheets), 4);
    assert_string_equal(sheets[0].columns[3].choices[1], "女");
    assert_int_equal(load_workbook(a, "", sheets), 0);
    assert_int_equal(load_workbook(a, "nothing", sheets), 0);
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sheet_has_whole_columns),
        cmocka_unit_test(columns_of_a_sheet_stand_together),
        cmocka_unit_test(a_kind_has_its_sheets_and_other_kinds_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
