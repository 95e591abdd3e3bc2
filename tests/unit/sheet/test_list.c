/* Lists whose rows stay on the disk are the same as sheets that are read whole. */
#include "sheet_testing.h"

/* As read within memory for a few bytes. */
static void load_list(struct loaded *l, const struct sheet_table *whole, struct buf *out)
{
    struct sheet_limits few = sheet_list_limits;
    few.memory = 10;
    few.at_once = 0;
    struct sheet_table *s = sheet_read_within(
        l->arena, l->path, &(struct sheet_choice){.beside = NULL}, &few, l->diags);
    struct arena *row = arena_new();
    struct arena_mark empty = arena_mark(row);
    assert_non_null(s);
    assert_null(s->rows);
    assert_int_equal(s->n_columns, whole->n_columns);
    buf_str(out, "");
    for (size_t i = 0; i < s->n_rows; i++) {
        struct sheet_row r = sheet_row(s, row, i);
        buf_int(out, r.number);
        for (size_t c = 0; c < s->n_columns; c++) {
            buf_char(out, '|');
            add_cell_text(out, sheet_row_text(&r, row, c));
            assert_int_equal(sheet_row_merged(&r, c), sheet_merged(whole, i, c));
            assert_int_equal(sheet_row_spanned(&r, c), sheet_spanned(whole, i, c));
            assert_int_equal(source_place(sheet_row_pos(&r, c)).cell, c + 1);
            assert_int_equal(source_place(sheet_row_pos(&r, c)).line, r.number);
        }
        buf_char(out, '\n');
        arena_reset(row, empty);
    }
    arena_drop(row);
    sheet_drop(s);
}

static void assert_same_list(struct loaded *l)
{
    struct buf list = {0};
    assert_non_null(l->sheet);
    load_list(l, l->sheet, &list);
    assert_string_equal(list.p, l->rows.p);
    buf_drop(&list);
    unload(l);
}

static void rows_of_a_csv_file_stay_on_the_disk(void **state)
{
    (void)state;
    enum { ROWS = 20000 };
    struct buf text = {0};
    buf_str(&text, "户号,姓名,住址,备注\n");
    for (int i = 0; i < ROWS; i++)
        if (i % 7 == 3)
            buf_str(&text, "\n");
        else
            buf_printf(&text, "QH%06d,%s,\"青禾县\n第%d村\",%s\n", i, i % 5 ? "张三" : "", i % 97,
                       i % 3 ? "" : "困难");
    struct loaded l;
    load_as(&l, "a.csv", text.p, text.n, "");
    assert_int_equal(l.sheet->n_rows, 1 + ROWS - ROWS / 7);
    assert_same_list(&l);
    buf_drop(&text);
}

static void merged_cells_are_filled_on_the_disk(void **state)
{
    (void)state;
    struct buf rows = {0};
    for (int i = 1; i <= 60; i++)
        if (i % 20 == 1)
            buf_printf(&rows,
                       "<row r='%d'><c r='A%d' t='inlineStr'><is><t>村%d</t></is></c>"
                       "<c r='B%d'><v>%d</v></c></row>",
                       i, i, i, i, i);
        else if (i % 5)
            buf_printf(&rows, "<row r='%d'><c r='B%d'><v>%d</v></c></row>", i, i, i);
    struct book_parts book = {.rows = rows.p,
                              .tail = "<mergeCells><mergeCell ref='A21:A40'/>"
                                      "<mergeCell ref='A1:A20'/><mergeCell ref='B2:D3'/>"
                                      "<mergeCell ref='A41:A60'/></mergeCells>"};
    struct loaded l;
    load_book(&l, &book, "");
    assert_same_list(&l);
    buf_drop(&rows);
}

static void shared_strings_stay_on_the_disk(void **state)
{
    (void)state;
    enum { ROWS = 3000 };
    struct buf rows = {0}, strings = {0};
    buf_str(&strings, "<sst>");
    for (int i = 0; i < ROWS; i++) {
        buf_printf(&strings, "<si><t>村 %d &amp; 组</t></si>", i);
        buf_printf(&rows, "<row r='%d'><c t='s'><v>%d</v></c><c t='s'><v>%d</v></c></row>", i + 1,
                   i * 7919 % ROWS, i);
    }
    buf_str(&strings, "</sst>");
    struct book_parts book = {.rows = rows.p, .strings = strings.p};
    struct loaded l;
    load_book(&l, &book, "");
    assert_same_list(&l);
    buf_drop(&rows);
    buf_drop(&strings);
}

static void a_list_is_bound_like_a_sheet(void **state)
{
    (void)state;
    static const struct sheet_wanted wanted[] = {{.head = "户号", .required = true},
                                                 {.head = "电话", .required = true}};
    static const char text[] = "防汛名册,\n户号,电话\n（示例）1,2\n1,1.38E+10\n2,13800000000\n";
    struct loaded l;
    size_t columns[2];
    load_as(&l, "a.csv", text, sizeof text - 1, "");
    struct sheet_table *s =
        sheet_read_list(l.arena, l.path, &(struct sheet_choice){.beside = NULL}, l.diags);
    assert_true(sheet_bind(s, wanted, 2, columns, l.diags));
    assert_int_equal(s->n_rows, 2);
    struct sheet_row r = sheet_row(s, l.arena, 1);
    assert_string_equal(sheet_row_name(&r, l.arena, columns[1]), "B5");
    assert_int_equal(sheet_row_cell(&r, columns[1]).n, strlen("13800000000"));
    assert_says(&l, "a.csv:3:A: note[D016]: 第 3 行是示例");
    assert_says(&l, "a.csv:4:B: warning[D002]: B4 格的“1.38E+10”");
    sheet_drop(s);
    unload(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_a_csv_file_stay_on_the_disk),
        cmocka_unit_test(merged_cells_are_filled_on_the_disk),
        cmocka_unit_test(shared_strings_stay_on_the_disk),
        cmocka_unit_test(a_list_is_bound_like_a_sheet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
