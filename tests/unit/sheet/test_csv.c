/* CSV files: encodings, delimiters, quotes, line ends, and what is refused. */
#include "sheet/diag.def"
#include "sheet_testing.h"

#define ROWS(bytes, expected) assert_rows("a.csv", (bytes), sizeof(bytes) - 1, (expected))
#define REFUSED(bytes, says)  assert_refused("a.csv", (bytes), sizeof(bytes) - 1, (says))

static void utf8_is_read_with_and_without_its_mark(void **state)
{
    (void)state;
    ROWS("姓名,电话\n张三,138\n", "1|姓名|电话\n2|张三|138\n");
    ROWS("\xEF\xBB\xBF姓名,电话\n", "1|姓名|电话\n");
}

static void gb18030_is_read_when_it_is_no_utf8(void **state)
{
    (void)state;
    ROWS("\xD0\xD5\xC3\xFB,\xB5\xE7\xBB\xB0\r\n", "1|姓名|电话\n");
    ROWS("\xD5\xC5\x81\x30\x84\x36,\x95\x32\x82\x36", "1|张\u00A5|\U00020000\n");
}

static void utf16_is_read_by_its_mark(void **state)
{
    (void)state;
    ROWS("\xFF\xFE\xD3\x59\x0D\x54\t\0\x35\x75\r\0\n\0", "1|姓名|电\n");
    ROWS("\xFE\xFF\x59\xD3\x54\x0D\0,\xD8\x40\xDC\x00", "1|姓名|\U00020000\n");
}

static void delimiters_are_found_on_the_first_lines(void **state)
{
    (void)state;
    ROWS("a;b;c\n1;2,5;3\n", "1|a|b|c\n2|1|2,5|3\n");
    ROWS("a\tb\n1\t2;3\n", "1|a|b\n2|1|2;3\n");
    ROWS("a|b\n1,5|2\n", "1|a|b\n2|1,5|2\n");
    ROWS("类别\n甲|乙\n丙|丁\n", "1|类别\n2|甲|乙\n3|丙|丁\n"); /* in one column */
    ROWS("a\nb|c,d\n", "1|a|\n2|b|c|d\n");
    ROWS("一览表\na,b\n甲;乙;丙;丁,2\n", "1|一览表|\n2|a|b\n3|甲;乙;丙;丁|2\n");
    ROWS("\"a;b;c\",d\n", "1|a;b;c|d\n");
    ROWS("单列\n甲\n", "1|单列\n2|甲\n");
}

static void a_line_that_names_the_delimiter_is_no_row(void **state)
{
    (void)state;
    ROWS("sep=;\r\na;b,c\r\n1;2,5\r\n", "1|a|b,c\n2|1|2,5\n");
    ROWS("\"SEP=|\"\na|b\n", "1|a|b\n");
    ROWS("sep=\t\na,b\tc\n", "1|a,b|c\n");
    ROWS("sep=,a\nb,c\n", "1|sep=|a\n2|b|c\n");
    ROWS("sep=", "1|sep=\n");
}

static void quotes_hold_delimiters_quotes_and_line_breaks(void **state)
{
    (void)state;
    ROWS("\"甲,乙\",\"他说\"\"好\"\"\"\n", "1|甲,乙|他说\"好\"\n");
    ROWS("a,\"甲\r\n乙\n丙\"\r\nb,c\r\n", "1|a|甲¶乙¶丙\n2|b|c\n");
}

static void all_line_ends_are_line_ends(void **state)
{
    (void)state;
    ROWS("a\r\nb\r\nc", "1|a\n2|b\n3|c\n");
    ROWS("a\rb\rc\r", "1|a\n2|b\n3|c\n");
}

static void empty_rows_keep_their_number_and_go(void **state)
{
    (void)state;
    ROWS("a,b\n\n\n,\nc,d\n\n", "1|a|b\n5|c|d\n");
}

static void empty_columns_at_the_end_go(void **state)
{
    (void)state;
    ROWS("a,b,,\n1,2,,\n", "1|a|b\n2|1|2\n");
    ROWS("a,,b\n1,,\n", "1|a||b\n2|1||\n");
}

static void blanks_at_the_ends_and_controls_go(void **state)
{
    (void)state;
    ROWS("\" 甲 　\",\"\n乙\t丙\n\",　丁\x01,　,x\n", "1|甲|乙 丙|丁||x\n");
}

static void what_nobody_sees_goes_and_is_told_once(void **state)
{
    (void)state;
    struct loaded l;
    static const char text[] = "甲\u200B,\u00A0乙\n\u202D丙\u202C,丁\u2F45\n";
    load_as(&l, "a.csv", text, sizeof text - 1, "");
    assert_string_equal(l.rows.p, "1|甲|乙\n2|丙|丁方\n");
    assert_says(&l, "note[D020]");
    assert_says(&l, "在 A1 格、A2 格、A2 格");
    assert_says(&l, "note[D022]");
    assert_says(&l, "warning[D023]");
    unload(&l);
}

static void findings_know_the_row(void **state)
{
    (void)state;
    struct loaded l;
    static const char text[] = "甲,\"乙\n丙\"\n\n丁,戊\n";
    load_as(&l, "a.csv", text, sizeof text - 1, "");
    struct place place = source_place(sheet_pos(l.sheet, 1, 1));
    assert_int_equal(place.line, 3);
    assert_int_equal(place.col, 3);
    assert_string_equal(sheet_cell_name(l.sheet, 1, 1), "B3");
    place = source_place(text_pos(sheet_text(l.sheet, l.arena, 0, 1), 2));
    assert_int_equal(place.line, 1);
    assert_int_equal(place.col, 5);
    assert_int_equal(place.length, strlen("甲\t乙↵丙"));
    unload(&l);
}

static void a_cell_has_bytes_a_text_and_a_place_an_empty_one_too(void **state)
{
    (void)state;
    struct loaded l;
    static const char text[] = "甲,,\"乙↵\n丙\"\n丁,,戊\n";
    load_as(&l, "a.csv", text, sizeof text - 1, "");
    struct sheet_cell cell = sheet_cell(l.sheet, 0, 2);
    assert_int_equal(cell.n, strlen("乙↵\u2028丙"));
    assert_memory_equal(cell.utf8, "乙↵\u2028丙", cell.n);
    struct text t = sheet_text(l.sheet, l.arena, 0, 2);
    assert_int_equal(t.n, 4);
    assert_true(t.cp[1] == 0x21B5 && t.cp[2] == TEXT_BREAK);
    assert_int_equal(sheet_cell(l.sheet, 1, 1).n, 0);
    assert_int_equal(sheet_text(l.sheet, l.arena, 1, 1).n, 0);
    struct place place = source_place(sheet_pos(l.sheet, 1, 1));
    assert_int_equal(place.line, 2);
    assert_int_equal(place.cell, 2);
    unload(&l);
}

static void a_break_in_a_cell_is_shown_as_a_sign(void **state)
{
    (void)state;
    struct loaded l;
    static const char text[] = "\"甲\n乙\"\n丙\n";
    load_as(&l, "a.csv", text, sizeof text - 1, "");
    diag(l.diags, DIAG_K038, sheet_pos(l.sheet, 0, 0), "a");
    assert_says(&l, "甲↵乙\n");
    unload(&l);
}

static void bytes_that_mean_nothing_are_found_at_their_place(void **state)
{
    (void)state;
    REFUSED("甲,乙\n丙\xFF,丁\n", "a.csv:2:2: error[K020]");
    REFUSED("\xEF\xBB\xBF甲\xD0\xD5", "a.csv:1:2: error[K020]");
    REFUSED("\xD0\xD5\xC3\xFB,\xB5\xE7\n\xC3\xFB\xFF\n", "a.csv:2:2: error[K020]");
    REFUSED("\xFF\xFE\xD3\x59\x00\xD8\x41\x00", "a.csv:1:2: error[K020]");
    REFUSED("\xFF\xFE\xD3\x59\x0D", "a.csv:1:2: error[K020]");
}

static void nul_bytes_are_found_at_their_place(void **state)
{
    (void)state;
    REFUSED("a,b\nc\0d,e\n", "a.csv:2:2: error[K021]");
    REFUSED("a\0,\0b\0", "error[K021]");
}

static void an_open_quote_is_found_where_it_opens(void **state)
{
    (void)state;
    REFUSED("a,\"b\"\nc,\"d\ne,f\n", "a.csv:2:3: error[K022]");
}

static void other_files_by_this_name_are_told_what_they_are(void **state)
{
    (void)state;
    REFUSED("PK\3\4xxxx", "error[K007]");
    REFUSED("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "error[K004]");
    REFUSED("\n<html><table>", "error[K016]");
    REFUSED("", "error[K015]");
    REFUSED("\n,,\n", "error[K015]");
    assert_refused("a.xls", "x", 1, "另存为");
    assert_refused("a", "x", 1, "error[K001]");
}

static void a_sheet_of_a_csv_file_is_refused(void **state)
{
    (void)state;
    struct loaded l;
    load_as(&l, "a.CSV", "a,b", 3, "车辆");
    assert_null(l.sheet);
    assert_says(&l, "doc.xml:1:1: error[K002]");
    unload(&l);
}

/* Files longer than what is read at a time: characters and line ends stand across the borders. */
static void pieces_are_joined(void **state)
{
    (void)state;
    enum { ROWS = 60000 };
    static const struct {
        const char *mark, *text, *comma, *end;
        size_t end_size, text_size, mark_size;
    } encodings[] = {{"", "村民", ",", "\r\n", 2, 6, 0},
                     {"", "\xB4\xE5\xC3\xF1", ",", "\r\n", 2, 4, 0},
                     {"\xFE\xFF", "\x67\x51\x6c\x11", "\0,", "\0\r\0\n", 4, 4, 2}};
    for (size_t e = 0; e < sizeof encodings / sizeof *encodings; e++) {
        struct buf bytes = {0}, expected = {0};
        size_t comma = strlen(encodings[e].comma) ? 1 : 2;
        buf_add(&bytes, encodings[e].mark, encodings[e].mark_size);
        for (int i = 1; i <= ROWS; i++) {
            buf_add(&bytes, encodings[e].text, encodings[e].text_size);
            for (int k = 0; k < 1 + i % 2; k++)
                buf_add(&bytes, encodings[e].comma, comma);
            buf_add(&bytes, encodings[e].text, encodings[e].text_size);
            buf_add(&bytes, encodings[e].end, encodings[e].end_size);
            buf_printf(&expected, i % 2 ? "%d|村民||村民\n" : "%d|村民|村民|\n", i);
        }
        assert_rows("a.csv", bytes.p, bytes.n, expected.p);
        buf_drop(&bytes);
        buf_drop(&expected);
    }
}

static void too_much_is_refused(void **state)
{
    (void)state;
    struct buf text = {0};
    for (int i = 0; i <= (int)sheet_whole_limits.columns; i++)
        buf_str(&text, "a,");
    assert_refused("a.csv", text.p, text.n, "error[K013]");
    buf_clear(&text);
    for (int i = 0; i <= (int)sheet_whole_limits.rows; i++)
        buf_str(&text, "a\n");
    assert_refused("a.csv", text.p, text.n, "error[K013]");
    buf_clear(&text);
    for (int i = 0; i <= SHEET_MAX_CELL; i++)
        buf_str(&text, "a");
    assert_refused("a.csv", text.p, text.n, "error[K014]");
    buf_drop(&text);
}

static void empty_rows_far_down_are_not_too_much(void **state)
{
    (void)state;
    struct buf text = {0};
    buf_str(&text, "a\n");
    for (int i = 0; i <= (int)sheet_whole_limits.rows; i++)
        buf_str(&text, ",\n");
    assert_rows("a.csv", text.p, text.n, "1|a\n");
    buf_drop(&text);
}

static void texts_kept_from_becoming_numbers_are_bare(void **state)
{
    (void)state;
    static const char csv[] = "姓名;电话;证\n许川;=\"0138\";'1101\n梁禾;\"=\"\"0139\"\"\";'甲'\n";
    struct loaded l;
    load_as(&l, "a.csv", csv, sizeof csv - 1, "");
    assert_string_equal(l.rows.p, "1|姓名|电话|证\n2|许川|0138|1101\n3|梁禾|0139|'甲'\n");
    unload(&l);
}

static void a_torn_quote_that_swallows_rows_is_told(void **state)
{
    (void)state;
    static const char torn[] = "甲,乙,丙\n1,\"2,3\n4,5,6\n7,8\",9\n";
    static const char whole[] = "甲,乙,丙\n1,\"2\n二,三\",3\n";
    struct loaded l;
    load_as(&l, "a.csv", torn, sizeof torn - 1, "");
    assert_null(l.sheet);
    assert_says(&l, "error[K066]");
    assert_says(&l, "B2 格");
    unload(&l);
    load_as(&l, "a.csv", whole, sizeof whole - 1, "");
    assert_non_null(l.sheet);
    unload(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_kept_from_becoming_numbers_are_bare),
        cmocka_unit_test(a_torn_quote_that_swallows_rows_is_told),
        cmocka_unit_test(utf8_is_read_with_and_without_its_mark),
        cmocka_unit_test(gb18030_is_read_when_it_is_no_utf8),
        cmocka_unit_test(utf16_is_read_by_its_mark),
        cmocka_unit_test(delimiters_are_found_on_the_first_lines),
        cmocka_unit_test(a_line_that_names_the_delimiter_is_no_row),
        cmocka_unit_test(quotes_hold_delimiters_quotes_and_line_breaks),
        cmocka_unit_test(all_line_ends_are_line_ends),
        cmocka_unit_test(empty_rows_keep_their_number_and_go),
        cmocka_unit_test(empty_columns_at_the_end_go),
        cmocka_unit_test(blanks_at_the_ends_and_controls_go),
        cmocka_unit_test(what_nobody_sees_goes_and_is_told_once),
        cmocka_unit_test(findings_know_the_row),
        cmocka_unit_test(a_cell_has_bytes_a_text_and_a_place_an_empty_one_too),
        cmocka_unit_test(a_break_in_a_cell_is_shown_as_a_sign),
        cmocka_unit_test(bytes_that_mean_nothing_are_found_at_their_place),
        cmocka_unit_test(nul_bytes_are_found_at_their_place),
        cmocka_unit_test(an_open_quote_is_found_where_it_opens),
        cmocka_unit_test(other_files_by_this_name_are_told_what_they_are),
        cmocka_unit_test(a_sheet_of_a_csv_file_is_refused),
        cmocka_unit_test(pieces_are_joined),
        cmocka_unit_test(too_much_is_refused),
        cmocka_unit_test(empty_rows_far_down_are_not_too_much),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
