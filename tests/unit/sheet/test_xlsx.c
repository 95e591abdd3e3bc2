/* XLSX files: cells of every type, merged cells, sheets, and workbooks that lie or are damaged. */
#include "book_testing.h"

/* ---- cells ---- */

static void strings_are_shared_inline_or_of_formulas(void **state)
{
    (void)state;
    BOOK("1|姓名|电话\n2|张三|R&D\n",
         .rows = ROW(1, VALUE("r='A1' t='s'", "1") INLINE("B1", "电话"))
             ROW(2, VALUE("r='A2' t='s'", "0") "<c r='B2' t='str'><f>A1</f><v>R&amp;D</v></c>"),
         .strings = "<sst><si><t>张三</t></si><si><t>姓名</t></si></sst>");
}

static void runs_are_joined_and_phonetics_left_out(void **state)
{
    (void)state;
    BOOK("1|青禾县|东京\n",
         .rows = ROW(1, VALUE("r='A1' t='s'",
                              "0") "<c r='B1' t='inlineStr'><is><r><t>东</t></r><r><t>京</t></r>"
                                   "<rPh><t>トウキョウ</t></rPh></is></c>"),
         .strings = "<sst><si><r><rPr><b/></rPr><t>青</t></r><r><t xml:space='preserve'>禾县"
                    "</t></r><rPh sb='0' eb='1'><t>qing</t></rPh></si></sst>");
}

static void escapes_of_texts_are_taken_back(void **state)
{
    (void)state;
    BOOK("1|甲¶乙|_x|丙_丁|𠮷|戊\n",
         .rows =
             ROW(1, VALUE("r='A1' t='s'", "0") INLINE("B1", "_x005F_x") INLINE("C1", "丙_丁_x0000_")
                        INLINE("D1", "_xD842__xDFB7_") INLINE("E1", "_xD842_戊_xDFB7_")),
         .strings = "<sst><si><t>甲_x000D_\n乙</t></si></sst>");
}

static void booleans_are_words(void **state)
{
    (void)state;
    BOOK("1|是|否\n", .rows = ROW(1, VALUE("r='A1' t='b'", "1") VALUE("r='B1' t='b'", "0")));
}

static void numbers_follow_the_format_of_their_cell(void **state)
{
    (void)state;
    BOOK("1|13800000000|2026年9月19日|1,234.50|7号车|2026-10-01 08:30\n",
         .rows = ROW(1, VALUE("r='A1'", "1.38E+10") VALUE("r='B1' s='1'", "46284")
                            VALUE("r='C1' s='2'", "1234.5") VALUE("r='D1' s='3' t='n'", "7")
                                VALUE("r='E1' t='d'", "2026-10-01T08:30:00")),
         .styles = "<styleSheet><numFmts><numFmt numFmtId='176' formatCode='0&quot;号车&quot;'/>"
                   "</numFmts><cellStyleXfs><xf numFmtId='9'/></cellStyleXfs><cellXfs>"
                   "<xf numFmtId='0'/><xf numFmtId='31'/><xf numFmtId='4'/>"
                   "<xf numFmtId='176'/></cellXfs></styleSheet>");
}

static void days_count_from_1904_when_the_workbook_says_so(void **state)
{
    (void)state;
    BOOK("1|2026/9/19\n", .rows = ROW(1, VALUE("r='A1' s='0'", "44822")),
         .styles = "<styleSheet><cellXfs><xf numFmtId='14'/></cellXfs></styleSheet>",
         .workbook = BOOK_HEAD "<workbookPr date1904='1'/>" BOOK_SHEETS);
}

static void places_may_be_left_out(void **state)
{
    (void)state;
    BOOK("1|1|2\n2|3|\n4||4\n", .rows = "<row>" VALUE("", "1") VALUE("", "2") "</row><row>" VALUE(
                                    "", "3") "</row>" ROW(4, VALUE("r='B4'", "4")));
}

static void a_row_may_come_in_parts(void **state)
{
    (void)state;
    BOOK("1|1|2|3\n2|4||\n", .rows = ROW(1, VALUE("r='a1'", "1") VALUE("r='b1'", "2"))
                                 ROW(1, VALUE("r='C1'", "3")) ROW(2, VALUE("", "4")));
    REFUSED("error[K008]", .rows = ROW(1, VALUE("r='A1'", "1")) ROW(1, VALUE("r='A1'", "2")));
}

static void empty_cells_far_off_do_not_count(void **state)
{
    (void)state;
    BOOK("1|甲\n", .rows = ROW(1, INLINE("A1", "甲") "<c r='XFD1' s='1'/>")
                       ROW(1048576, "<c r='A1048576' s='1'/>" INLINE("B1048576", " ")));
}

static void merged_cells_are_filled_down(void **state)
{
    (void)state;
    BOOK("1|领域|任务\n2|产业|甲\n3|产业|乙\n4||丙\n",
         .rows = ROW(1, INLINE("A1", "领域") INLINE("B1", "任务"))
             ROW(2, INLINE("A2", "产业") INLINE("B2", "甲")) ROW(3, INLINE("B3", "乙"))
                 ROW(4, INLINE("B4", "丙")),
         .tail = "<mergeCells><mergeCell ref='A2:A3'/></mergeCells>");
}

static void merged_cells_end_where_they_end(void **state)
{
    (void)state;
    BOOK("1|甲|乙\n4||丙\n6||丁\n",
         .rows = ROW(1, INLINE("A1", "甲") INLINE("B1", "乙")) ROW(4, INLINE("B4", "丙"))
             ROW(6, INLINE("B6", "丁")),
         .tail = "<mergeCells><mergeCell ref='A1:A3'/><mergeCell ref='A5:A6'/></mergeCells>");
}

static void rows_that_only_merged_cells_cover_stay_empty(void **state)
{
    (void)state;
    BOOK("1|甲|乙\n", .rows = ROW(1, INLINE("A1", "甲") INLINE("B1", "乙")) ROW(2, ""),
         .tail = "<mergeCells><mergeCell ref='A1:A1048576'/><mergeCell ref='B1:B2'/>"
                 "<mergeCell ref='A1:B1'/><mergeCell ref='junk'/></mergeCells>");
}

/* ---- sheets ---- */

static void load_sheet2(struct loaded *l, const char *name)
{
    const struct book_parts parts = {
        .rows = ROW(1, INLINE("A1", "甲")),
        .sheet2 = "<worksheet><sheetData>" ROW(1, INLINE("A1", "乙")) "</sheetData></worksheet>"};
    load_book(l, &parts, name);
}

static void a_sheet_is_found_by_its_name(void **state)
{
    (void)state;
    struct loaded l;
    load_sheet2(&l, "人员");
    assert_string_equal(l.rows.p, "1|乙\n");
    assert_non_null(strstr(l.sheet->name, "a.xlsx（人员）"));
    unload(&l);
}

static void an_unknown_sheet_is_told_with_those_there_are(void **state)
{
    (void)state;
    struct loaded l;
    load_sheet2(&l, "人");
    assert_null(l.sheet);
    assert_says(&l, "doc.xml:1:1: error[K011]");
    assert_says(&l, "里面的工作表有：车辆、人员");
    unload(&l);
}

static void hidden_sheets_are_passed_over(void **state)
{
    (void)state;
    BOOK("1|乙\n", .rows = ROW(1, INLINE("A1", "甲")),
         .sheet2 = "<worksheet><sheetData>" ROW(1, INLINE("A1", "乙")) "</sheetData></worksheet>",
         .workbook = BOOK_HEAD "<sheets><sheet name='车辆' state='veryHidden' r:id='rId1'/>"
                               "<sheet name='人员' r:id='rId2'/></sheets></workbook>");
    REFUSED("error[K012]", .workbook = BOOK_HEAD "<sheets><sheet name='车辆' state='hidden' "
                                                 "r:id='rId1'/></sheets></workbook>");
    REFUSED("error[K012]", .workbook = BOOK_HEAD "<sheets/></workbook>");
}

/* ---- damage ---- */

static void strings_out_of_range_are_damage_at_a_cell(void **state)
{
    (void)state;
    REFUSED("xl/worksheets/sheet1.xml C2", .rows = ROW(2, VALUE("r='C2' t='s'", "1")),
            .strings = "<sst><si><t>甲</t></si></sst>");
    REFUSED("error[K008]", .rows = ROW(1, VALUE("r='A1' t='s'", "-1")));
    REFUSED("error[K008]", .rows = ROW(1, VALUE("r='A1' t='s'", "99999999999999999999")));
}

static void places_out_of_order_are_damage(void **state)
{
    (void)state;
    static const char *const rows[] = {
        ROW(2, VALUE("r='A2'", "1")) ROW(1, VALUE("r='A1'", "1")),
        ROW(1, VALUE("r='B1'", "1") VALUE("r='A1'", "1")),
        ROW(1, VALUE("r='A2'", "1")),
        ROW(1, VALUE("r='1A'", "1")),
        ROW(1, VALUE("r='ZZZZ1'", "1")),
        ROW(0, VALUE("r='A0'", "1")),
        ROW(99999999999, VALUE("", "1")),
        ROW(1, VALUE("r='A1' t='nothing'", "1")),
        ROW(1, VALUE("r='A1' t='nothing-of-the-kind'", "1")),
        ROW(1, VALUE("r='A1'", "abc")),
        VALUE("r='A1'", "1"),
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        REFUSED("error[K008]", .rows = rows[i]);
}

static void missing_and_broken_parts_are_told(void **state)
{
    (void)state;
    static const char cell[] = ROW(1, VALUE("r='A1'", "1"));
    REFUSED("error[K009]", .rows = cell, .root_rels = "");
    REFUSED("error[K009]", .rows = cell, .root_rels = "<Relationships/>");
    REFUSED("error[K009]", .rows = cell, .workbook = "<w:document xmlns:w='w'/>");
    REFUSED("xl/workbook.xml", .rows = cell, .workbook = "");
    REFUSED("error[K008]", .rows = cell, .book_rels = "");
    REFUSED("error[K008]", .rows = cell, .book_rels = "<Relationships/>");
    REFUSED("xl/sharedStrings.xml", .rows = cell, .strings = "");
    REFUSED("xl/styles.xml", .rows = cell, .styles = "<styleSheet>");
    REFUSED("xl/worksheets/sheet1.xml", .rows = "<row>");
    REFUSED("xl/sharedStrings.xml", .rows = cell,
            .strings = "<!DOCTYPE a [<!ENTITY x 'x'>]><sst><si><t>&x;</t></si></sst>");
}

static void relations_that_lead_nowhere_are_damage(void **state)
{
    (void)state;
#define WRONG(target)                                                                              \
    "<Relationships><Relationship Id='rId1' Type='" REL "worksheet' Target='" target               \
    "'/></Relationships>"
    REFUSED("error[K008]", .book_rels = WRONG("worksheets/none.xml"));
    REFUSED("error[K008]", .book_rels = WRONG("../../../../etc/passwd"));
    REFUSED("error[K008]", .book_rels = WRONG(""));
    REFUSED("error[K008]", .book_rels = WRONG("http://example.org/sheet.xml"));
#undef WRONG
}

static void an_empty_sheet_is_told(void **state)
{
    (void)state;
    REFUSED("error[K015]", .rows = "");
}

/* ---- other files ---- */

static void other_files_by_this_name_are_told_what_they_are(void **state)
{
    (void)state;
    static const char ole[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....";
    static const char encrypted[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
                                    "E.E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    assert_refused("a.xlsx", ole, sizeof ole - 1, "error[K004]");
    assert_refused("a.xlsx", encrypted, sizeof encrypted - 1, "error[K005]");
    assert_refused("a.xlsx", "a,b\n", 4, "error[K006]");
    assert_refused("a.xlsx", "<html>", 6, "error[K016]");
    assert_refused("a.xlsx", "", 0, "error[K015]");
    assert_refused("a.xlsx", "PK\3\4garbage", 11, "error[K008]");
    const struct part parts[] = {{"readme.txt", "x"}, {NULL, NULL}};
    struct buf zip = make_zip(parts);
    assert_refused("a.xlsx", zip.p, zip.n, "error[K009]");
    buf_drop(&zip);
}

static void a_file_cut_short_is_damage(void **state)
{
    (void)state;
    const struct book_parts parts = {.rows = ROW(1, INLINE("A1", "甲"))};
    struct buf zip = make_book(&parts);
    for (size_t n = 30; n < zip.n; n += 97)
        assert_refused("a.xlsx", zip.p, n, "error[K008]");
    buf_drop(&zip);
}

/* Where the directory of a ZIP speaks of a part. */
static char *entry_of(const struct buf *zip, const char *name)
{
    enum { NAME_AT = 46 };
    for (size_t i = 0; i + NAME_AT + strlen(name) <= zip->n; i++)
        if (memcmp(zip->p + i, "PK\1\2", 4) == 0 &&
            memcmp(zip->p + i + NAME_AT, name, strlen(name)) == 0)
            return zip->p + i;
    fail_msg("no %s in the ZIP", name);
    return NULL;
}

static void a_part_that_lies_of_its_size_or_sum_is_damage(void **state)
{
    (void)state;
    enum { CRC_AT = 16, SIZE_AT = 24 };
    static const struct {
        size_t at;
        char change;
    } lies[] = {{SIZE_AT, -1}, {SIZE_AT, 1}, {SIZE_AT + 1, 1}, {SIZE_AT + 2, 7}, {CRC_AT, 1}};
    const struct book_parts parts = {
        .rows = ROW(1, INLINE("A1", "甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲"))};
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        struct buf zip = make_book(&parts);
        entry_of(&zip, "xl/worksheets/sheet1.xml")[lies[i].at] += lies[i].change;
        assert_refused("a.xlsx", zip.p, zip.n, "error[K008]");
        buf_drop(&zip);
    }
    struct buf zip = make_book(&parts);
    entry_of(&zip, "xl/worksheets/sheet1.xml")[SIZE_AT + 3] = 0x7F;
    assert_refused("a.xlsx", zip.p, zip.n, "error[K010]");
    buf_drop(&zip);
}

static void several_sheets_are_read_of_one_open_book(void **state)
{
    (void)state;
    const struct book_parts parts = {.rows = ROW(1, VALUE("r='A1' t='s'", "0")),
                                     .sheet2 = "<worksheet><sheetData>" ROW(
                                         1, VALUE("r='A1' t='s'", "1")) "</sheetData></worksheet>",
                                     .strings = "<sst><si><t>甲</t></si><si><t>乙</t></si></sst>"};
    struct buf zip = make_book(&parts);
    struct loaded l;
    load_as(&l, "a.xlsx", zip.p, zip.n, "车辆");
    struct sheet_file *f = sheet_open(l.arena, l.path, (struct pos){0}, l.diags);
    assert_non_null(f);
    assert_true(sheet_has_sheet(f, "人员"));
    assert_false(sheet_has_sheet(f, "人"));
    static const char *const names[] = {"人员", "车辆", "人员"}, *const cells[] = {"乙", "甲",
                                                                                   "乙"};
    struct sheet_table *sheets[3];
    for (size_t i = 0; i < 3; i++) {
        struct sheet_choice choice = {.sheet = text_from_utf8(l.arena, names[i], (struct pos){0})};
        sheets[i] = sheet_read_sheet(f, &choice);
    }
    sheet_close(f);
    for (size_t i = 0; i < 3; i++)
        assert_true(text_equals(sheet_text(sheets[i], l.arena, 0, 0), cells[i]));
    assert_string_equal(printed(&l), "");
    unload(&l);
    buf_drop(&zip);
}

/* ---- what grows ---- */

static void what_inflates_beyond_the_limit_is_refused(void **state)
{
    (void)state;
    struct buf strings = {0};
    buf_str(&strings, "<sst>");
    static const char blanks[] = "                                                                ";
    while (strings.n <= sheet_whole_limits.part)
        buf_str(&strings, blanks);
    buf_str(&strings, "</sst>");
    REFUSED("xl/sharedStrings.xml 超过 128 MB", .rows = ROW(1, VALUE("r='A1'", "1")),
            .strings = strings.p);
    buf_drop(&strings);
}

static void one_string_in_very_many_cells_is_refused(void **state)
{
    (void)state;
    struct buf strings = {0}, rows = {0};
    buf_str(&strings, "<sst><si><t>");
    for (int i = 0; i < SHEET_MAX_CELL; i++)
        buf_char(&strings, 'a');
    buf_str(&strings, "</t></si></sst>");
    for (int i = 1; i <= 6000; i++)
        buf_str(&rows, "<row><c t='s'><v>0</v></c></row>");
    REFUSED("error[K013]", .rows = rows.p, .strings = strings.p);
    buf_drop(&strings);
    buf_drop(&rows);
}

static void cells_beyond_the_limits_are_refused(void **state)
{
    (void)state;
    REFUSED("最多 200000 行、200 列", .rows = ROW(200001, VALUE("r='A200001'", "1")));
    REFUSED("error[K013]", .rows = ROW(1, VALUE("r='GS1'", "1")));
    BOOK("200000|1\n", .rows = ROW(200000, VALUE("r='A200000'", "1")));
}

static void few_cells_far_apart_are_refused(void **state)
{
    (void)state;
    struct buf rows = {0};
    buf_str(&rows, "<row><c r='GR1'><v>1</v></c></row>");
    for (int i = 0; i < (int)(sheet_whole_limits.cells / sheet_whole_limits.columns); i++)
        buf_str(&rows, "<row><c><v>1</v></c></row>");
    REFUSED("error[K013]", .rows = rows.p);
    buf_drop(&rows);
}

static void long_texts_of_merged_cells_are_refused(void **state)
{
    (void)state;
    struct buf rows = {0};
    buf_str(&rows, "<row><c t='inlineStr'><is><t>");
    for (int i = 0; i < SHEET_MAX_CELL; i++)
        buf_char(&rows, 'a');
    buf_str(&rows, "</t></is></c></row>");
    for (int i = 2; i <= 6000; i++)
        buf_printf(&rows, "<row><c r='B%d'><v>1</v></c></row>", i);
    REFUSED("error[K013]", .rows = rows.p,
            .tail = "<mergeCells><mergeCell ref='A1:A6000'/></mergeCells>");
    buf_drop(&rows);
}

static void encrypted_parts_are_told(void **state)
{
    (void)state;
    const struct part parts[] = {{"_rels/.rels", ROOT_RELS}, {NULL, NULL}};
    struct buf zip = make_zip(parts);
    /* The flag of encryption, in the local and in the central header, and an entry of at least the
     * twelve bytes that it needs. */
    enum { LOCAL_FLAGS = 6, CENTRAL_FLAGS = 8 };
    zip.p[LOCAL_FLAGS] |= 1;
    for (size_t i = 1; i + CENTRAL_FLAGS < zip.n; i++)
        if (memcmp(zip.p + i, "PK\1\2", 4) == 0)
            zip.p[i + CENTRAL_FLAGS] |= 1;
    assert_refused("a.xlsx", zip.p, zip.n, "error[K005]");
    buf_drop(&zip);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_are_shared_inline_or_of_formulas),
        cmocka_unit_test(runs_are_joined_and_phonetics_left_out),
        cmocka_unit_test(escapes_of_texts_are_taken_back),
        cmocka_unit_test(booleans_are_words),
        cmocka_unit_test(numbers_follow_the_format_of_their_cell),
        cmocka_unit_test(days_count_from_1904_when_the_workbook_says_so),
        cmocka_unit_test(places_may_be_left_out),
        cmocka_unit_test(a_row_may_come_in_parts),
        cmocka_unit_test(empty_cells_far_off_do_not_count),
        cmocka_unit_test(merged_cells_are_filled_down),
        cmocka_unit_test(merged_cells_end_where_they_end),
        cmocka_unit_test(rows_that_only_merged_cells_cover_stay_empty),
        cmocka_unit_test(a_sheet_is_found_by_its_name),
        cmocka_unit_test(an_unknown_sheet_is_told_with_those_there_are),
        cmocka_unit_test(hidden_sheets_are_passed_over),
        cmocka_unit_test(strings_out_of_range_are_damage_at_a_cell),
        cmocka_unit_test(places_out_of_order_are_damage),
        cmocka_unit_test(missing_and_broken_parts_are_told),
        cmocka_unit_test(relations_that_lead_nowhere_are_damage),
        cmocka_unit_test(an_empty_sheet_is_told),
        cmocka_unit_test(other_files_by_this_name_are_told_what_they_are),
        cmocka_unit_test(a_file_cut_short_is_damage),
        cmocka_unit_test(a_part_that_lies_of_its_size_or_sum_is_damage),
        cmocka_unit_test(several_sheets_are_read_of_one_open_book),
        cmocka_unit_test(what_inflates_beyond_the_limit_is_refused),
        cmocka_unit_test(one_string_in_very_many_cells_is_refused),
        cmocka_unit_test(cells_beyond_the_limits_are_refused),
        cmocka_unit_test(few_cells_far_apart_are_refused),
        cmocka_unit_test(long_texts_of_merged_cells_are_refused),
        cmocka_unit_test(encrypted_parts_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
