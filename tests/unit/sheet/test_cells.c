/* XLSX files as other programs write them: faults of cells, which wait until their column is
 * wanted; elements of other vocabularies; other names of parts and sheets. */
#include "book_testing.h"

static void bind_both(struct loaded *l)
{
    const struct sheet_wanted wanted[] = {{"甲", {0}, true, false}, {"乙", {0}, true, false}};
    size_t columns[2];
    sheet_bind(l->sheet, wanted, 2, columns, l->diags);
}

static void faults_of_cells_are_found_at_the_cell(void **state)
{
    (void)state;
    const struct book_parts parts = {
        .rows = ROW(1, INLINE("A1", "甲") INLINE("B1", "乙") INLINE("C1", "丙"))
            ROW(2, VALUE("r='A2' t='e'", "#REF!") "<c r='B2'><f>A1+1</f></c>")
                ROW(3, VALUE("r='A3'", "4.4010119900101E+17") VALUE("r='C3' t='e'", "#N/A"))};
    struct loaded l;
    load_book(&l, &parts, "");
    assert_non_null(l.sheet);
    assert_int_equal(diags_count(l.diags, DIAG_ERROR), 0);
    bind_both(&l);
    assert_int_equal(diags_count(l.diags, DIAG_ERROR), 2);
    assert_int_equal(diags_count(l.diags, DIAG_WARNING), 1);
    assert_says(&l, "a.xlsx（车辆）:2:A: error[K025]: A2 格是错误值“#REF!”");
    assert_says(&l, "a.xlsx（车辆）:2:B: error[K026]: B2");
    assert_says(&l, "a.xlsx（车辆）:3:A: warning[K027]: A3");
    unload(&l);
}

static void errors_may_be_written_as_texts(void **state)
{
    (void)state;
    static const char csv[] = "甲,乙\n1,#DIV/0!\n#####,#号\n";
    const struct book_parts parts = {
        .rows = ROW(1, INLINE("A1", "甲") INLINE("B1", "乙"))
            ROW(2, "<c r='A2' t='str'><f>B9</f><v>#REF!</v></c>" VALUE("r='B2' t='s'", "0")),
        .strings = "<sst><si><t>#N/A</t></si></sst>"};
    struct loaded l;
    load_book(&l, &parts, "");
    bind_both(&l);
    assert_int_equal(diags_count(l.diags, DIAG_ERROR), 2);
    assert_says(&l, "a.xlsx（车辆）:2:A: error[K025]: A2 格是错误值“#REF!”");
    unload(&l);
    load_as(&l, "a.csv", csv, sizeof csv - 1, "");
    bind_both(&l);
    assert_int_equal(diags_count(l.diags, DIAG_ERROR), 2);
    assert_says(&l, "a.csv:2:B: error[K025]: B2 格是错误值“#DIV/0!”");
    assert_says(&l, "a.csv:3:A: error[K025]: A3 格是错误值“#####”");
    unload(&l);
}

static void formulas_without_result_are_told_however_they_are_written(void **state)
{
    (void)state;
    static const char *const cells[] = {
        "<c r='B2'><f>A1</f></c>",        "<c r='B2'><f>A1</f><v/></c>",
        "<c r='B2'><f>A1</f><v></v></c>", "<c r='B2' t='n'><f>A1</f><v></v></c>",
        "<c r='B2'><v></v><f>A1</f></c>", "<c r='B2' t='b'><f>A1</f></c>",
    };
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        char rows[400];
        snprintf(rows, sizeof rows, "%s<row r='2'>%s%s</row>",
                 ROW(1, INLINE("A1", "甲") INLINE("B1", "乙")), VALUE("r='A2'", "1"), cells[i]);
        const struct book_parts parts = {.rows = rows};
        struct loaded l;
        load_book(&l, &parts, "");
        bind_both(&l);
        assert_int_equal(diags_count(l.diags, DIAG_ERROR), 1);
        assert_says(&l, "a.xlsx（车辆）:2:B: error[K026]: B2");
        unload(&l);
    }
}

static void an_empty_result_of_a_formula_is_a_result(void **state)
{
    (void)state;
    BOOK("1|甲\n", .rows = ROW(1, INLINE("A1", "甲") "<c r='B1' t='str'><f>\"\"</f><v></v></c>"
                                                     "<c r='C1' t='str'><f>\"\"</f></c>"));
}

static void results_left_to_be_reckoned_are_told(void **state)
{
    (void)state;
    const struct book_parts parts = {
        .rows = ROW(1, INLINE("A1", "甲") INLINE("B1", "乙"))
            ROW(2, "<c r='A2'><f>1+1</f><v>0</v></c>" VALUE("r='B2'", "7"))
                ROW(3, "<c r='A3'><f>1+2</f><v>0</v></c>" VALUE("r='B3'", "7")),
        .workbook = BOOK_HEAD "<calcPr fullCalcOnLoad='1'/>" BOOK_SHEETS};
    struct loaded l;
    load_book(&l, &parts, "");
    bind_both(&l);
    assert_int_equal(diags_count(l.diags, DIAG_WARNING), 1);
    assert_says(&l, "a.xlsx（车辆）:2:A: warning[K028]: 2 格公式的结果可能没有算过（A2、A3）");
    unload(&l);
}

static void pictures_in_cells_are_told_and_empty(void **state)
{
    (void)state;
    const struct book_parts parts = {
        .rows = ROW(1, INLINE("A1", "甲") INLINE("B1", "乙"))
            ROW(2, "<c r='A2' t='str'><f>_xlfn.DISPIMG(&quot;ID_1&quot;,1)</f>"
                   "<v>=DISPIMG(&quot;ID_1&quot;,1)</v></c>" VALUE("r='B2'", "7"))
                ROW(3, VALUE("r='A3' t='s'", "0") VALUE("r='B3' t='e' vm='1'", "#VALUE!")),
        .strings = "<sst><si><t>=DISPIMG(\"ID_2\",1)</t></si></sst>"};
    struct loaded l;
    load_book(&l, &parts, "");
    assert_string_equal(l.rows.p, "1|甲|乙\n2||7\n3||\n");
    bind_both(&l);
    assert_int_equal(diags_count(l.diags, DIAG_WARNING), 3);
    assert_int_equal(diags_count(l.diags, DIAG_ERROR), 0);
    assert_says(&l, "a.xlsx（车辆）:2:A: warning[K029]: A2");
    assert_says(&l, "a.xlsx（车辆）:3:B: warning[K029]: B3");
    unload(&l);
}

static void an_inline_string_is_its_own_element_alone(void **state)
{
    (void)state;
    BOOK("1|甲|乙|丙\n",
         .rows = ROW(1, "<c r='A1' t='inlineStr'><v>7</v><is><t>甲</t></is><v>8</v></c>"
                        "<c r='B1' t='s'><is><t>丁</t></is><v>0</v></c>"
                        "<c r='C1'><is><t>丙</t></is></c>"),
         .strings = "<sst><si><t>乙</t></si></sst>");
}

static void days_may_be_written_as_texts(void **state)
{
    (void)state;
    BOOK("1|2026-10-01|2026-10-01|2026-10-01 08:00|2026-10-01 08:30:15\n",
         .rows = ROW(1, VALUE("r='A1' t='d'", "2026-10-01")
                            VALUE("r='B1' t='d'", "2026-10-01T00:00:00.000Z")
                                VALUE("r='C1' t='d'", "2026-10-01T08:00:00")
                                    VALUE("r='D1' t='d'", "2026-10-01T08:30:15")));
}

static void what_cells_hold_exactly_is_kept(void **state)
{
    (void)state;
    static const char *const exact[] = {"2026-09-19", "0.125", "1234.5", "甲"};
    const struct book_parts parts = {
        .rows = ROW(1, VALUE("r='A1' s='1'", "46284") VALUE("r='B1' s='2'", "0.125") VALUE(
                           "r='C1' s='3'", "1234.5") INLINE("D1", "甲")) ROW(2, INLINE("D2", "乙")),
        .styles = "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='58'/><xf numFmtId='9'/>"
                  "<xf numFmtId='7'/></cellXfs></styleSheet>",
        .tail = "<mergeCells><mergeCell ref='A1:A2'/><mergeCell ref='C1:C2'/></mergeCells>"};
    struct loaded l;
    load_book(&l, &parts, "");
    assert_string_equal(l.rows.p, "1|9月19日|13%|¥1,234.50|甲\n2|9月19日||¥1,234.50|乙\n");
    for (size_t c = 0; c < 4; c++)
        assert_true(text_equals(sheet_exact_text(l.sheet, l.arena, 0, c), exact[c]));
    assert_true(text_equals(sheet_exact_text(l.sheet, l.arena, 1, 2), exact[2]));
    assert_null(sheet_format(l.sheet, 0, 0));
    assert_non_null(sheet_format(l.sheet, 0, 1));
    assert_true(sheet_format(l.sheet, 0, 2) == sheet_format(l.sheet, 1, 2));
    assert_null(sheet_format(l.sheet, 0, 3));
    unload(&l);
}

static void zeros_may_be_hidden(void **state)
{
    (void)state;
    const struct book_parts parts = {
        .sheet2 = "<worksheet><sheetViews><sheetView showZeros='0'/></sheetViews><sheetData>" ROW(
            1, VALUE("r='A1'", "0.0") VALUE("r='B1'", "5")) "</sheetData></worksheet>"};
    struct loaded l;
    load_book(&l, &parts, "人员");
    assert_string_equal(l.rows.p, "1||5\n");
    unload(&l);
    BOOK("1||乙|5\n", .sheet2 = "",
         .rows = ROW(1, VALUE("r='A1' s='1'", "0") VALUE("r='B1' t='s' s='1'", "0")
                            VALUE("r='C1' s='1'", "5")),
         .strings = "<sst><si><t>乙</t></si></sst>",
         .styles = "<styleSheet><numFmts><numFmt numFmtId='200' formatCode='0;-0;;@'/></numFmts>"
                   "<cellXfs><xf/><xf numFmtId='200'/></cellXfs></styleSheet>");
}

static void extensions_say_nothing(void **state)
{
    (void)state;
    BOOK("1|2026/9/19|甲\n",
         .rows = ROW(
             1,
             VALUE("r='A1' s='0'",
                   "44822") "<c r='B1' t='s'><v>0</v>"
                            "<extLst><ext><x:v xmlns:x='x'>1</x:v><c r='Z9'/></ext></extLst></c>"),
         .tail = "<extLst><ext><x:sheetData xmlns:x='x'><row r='1'><c r='A1'><v>1</v></c></row>"
                 "</x:sheetData><mergeCells><mergeCell ref='A1:B1'/></mergeCells></ext></extLst>",
         .styles = "<styleSheet><cellXfs><xf numFmtId='14'/></cellXfs><extLst><ext><cellXfs><xf/>"
                   "</cellXfs></ext></extLst></styleSheet>",
         .strings = "<sst><extLst><si><t>乙</t></si></extLst><si><t>甲</t></si></sst>",
         .workbook = BOOK_HEAD "<workbookPr date1904='1'/><sheets><sheet name='车辆' r:id='rId1'/>"
                               "</sheets><extLst><ext xmlns:x15='x15'><x15:workbookPr "
                               "chartTrackingRefBase='1'/><sheets><sheet name='丙' r:id='rId9'/>"
                               "</sheets></ext></extLst></workbook>");
}

static void the_strict_edition_is_read(void **state)
{
    (void)state;
#define STRICT "http://purl.oclc.org/ooxml/officeDocument/relationships/"
    BOOK("1|甲|2026-09-19\n",
         .root_rels = "<Relationships><Relationship Id='rId1' Type='" STRICT
                      "officeDocument' Target='xl/workbook.xml'/></Relationships>",
         .book_rels = "<Relationships><Relationship Id='rId1' Type='" STRICT
                      "worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='rId2' "
                      "Type='" STRICT "sharedStrings' Target='sharedStrings.xml'/></Relationships>",
         .workbook = "<workbook xmlns='http://purl.oclc.org/ooxml/spreadsheetml/main' xmlns:r='r' "
                     "conformance='strict'>" BOOK_SHEETS,
         .rows = ROW(1, VALUE("r='A1' t='s'", "0") VALUE("r='B1' t='d'", "2026-09-19")),
         .strings = "<sst><si><t>甲</t></si></sst>");
#undef STRICT
}

static void names_of_parts_may_be_written_as_paths_of_windows(void **state)
{
    (void)state;
    const struct part parts[] = {
        {"_rels\\.rels", ROOT_RELS},
        {"/xl\\workbook.xml", BOOK_HEAD BOOK_SHEETS},
        {"xl\\_rels\\workbook.xml.rels", BOOK_RELS},
        {"XL\\Worksheets/sheet1.xml",
         "<worksheet><sheetData>" ROW(1, INLINE("A1", "甲")) "</sheetData></worksheet>"},
        {"xl/sharedStrings.xml", "<sst/>"},
        {"xl/styles.xml", "<styleSheet/>"},
        {NULL, NULL}};
    struct buf zip = make_zip(parts);
    assert_rows("a.xlsx", zip.p, zip.n, "1|甲\n");
    buf_drop(&zip);
}

static void blanks_at_the_ends_of_a_sheets_name_do_not_count(void **state)
{
    (void)state;
    const struct book_parts parts = {
        .rows = ROW(1, INLINE("A1", "甲")),
        .sheet2 = "<worksheet><sheetData>" ROW(1, INLINE("A1", "乙")) "</sheetData></worksheet>",
        .workbook = BOOK_HEAD "<sheets><sheet name='名单 ' r:id='rId1'/>"
                              "<sheet name='名单' r:id='rId2'/></sheets></workbook>"};
    static const char *const names[] = {"名单", "名单 ", "　名单"}, *const rows[] = {"1|乙\n",
                                                                                     "1|甲\n",
                                                                                     "1|甲\n"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct loaded l;
        load_book(&l, &parts, names[i]);
        assert_string_equal(l.rows.p, rows[i]);
        unload(&l);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_of_cells_are_found_at_the_cell),
        cmocka_unit_test(errors_may_be_written_as_texts),
        cmocka_unit_test(formulas_without_result_are_told_however_they_are_written),
        cmocka_unit_test(an_empty_result_of_a_formula_is_a_result),
        cmocka_unit_test(results_left_to_be_reckoned_are_told),
        cmocka_unit_test(pictures_in_cells_are_told_and_empty),
        cmocka_unit_test(an_inline_string_is_its_own_element_alone),
        cmocka_unit_test(days_may_be_written_as_texts),
        cmocka_unit_test(what_cells_hold_exactly_is_kept),
        cmocka_unit_test(zeros_may_be_hidden),
        cmocka_unit_test(extensions_say_nothing),
        cmocka_unit_test(the_strict_edition_is_read),
        cmocka_unit_test(names_of_parts_may_be_written_as_paths_of_windows),
        cmocka_unit_test(blanks_at_the_ends_of_a_sheets_name_do_not_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
