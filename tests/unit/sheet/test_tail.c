/* What stands below and between the rows of a list: totals, remarks, signatures. */
#include "sheet_testing.h"

static enum sheet_tail of_cell(const char *utf8)
{
    return sheet_cell_tail((struct sheet_cell){utf8, strlen(utf8)});
}

static void sums_are_known_by_their_words(void **state)
{
    (void)state;
    static const char *const totals[] = {
        "合计",      "合　计",   "总计：", "合计:",    "共计 25 人", "合计（户）",
        "合计：3户", "全镇合计", "共3户",  "共 12 辆", "总合计"};
    static const char *const parts[] = {"小计", "小 计：", "白石村小计", "白石村合计", "本页合计"};
    static const char *const data[] = {"",       "合计面积", "流动资产合计", "共青团白石镇委员会",
                                       "会计",   "共3",      "统计局",       "设计费合计划",
                                       "计生办", "共享单车"};
    for (size_t i = 0; i < sizeof totals / sizeof *totals; i++)
        assert_int_equal(of_cell(totals[i]), SHEET_TOTAL);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        assert_int_equal(of_cell(parts[i]), SHEET_SUBTOTAL);
    for (size_t i = 0; i < sizeof data / sizeof *data; i++)
        assert_int_equal(of_cell(data[i]), SHEET_PLAIN);
}

/* D data, T total, S subtotal, R remark, G signature: of each row. */
static void assert_tails(const char *csv, const char *expected)
{
    struct loaded l;
    struct buf out = {0};
    load_as(&l, "a.csv", csv, strlen(csv), "");
    assert_non_null(l.sheet);
    enum sheet_tail before = SHEET_PLAIN;
    for (size_t row = 0; row < l.sheet->n_rows; row++) {
        struct sheet_row r = sheet_row(l.sheet, l.arena, row);
        before = sheet_row_tail(l.sheet, &r, before);
        buf_char(&out, "DTSRG"[before]);
    }
    assert_string_equal(out.p, expected);
    buf_drop(&out);
    unload(&l);
}

static void rows_are_judged_by_their_first_words(void **state)
{
    (void)state;
    assert_tails("甲,1\n合计,1\n注：略。,\n2.又一条,\n填表人：乙,审核人：丙\n", "DTRRG");
    assert_tails("1,甲,1\n2,合计,1\n", "DT");
    assert_tails("甲,1\n白石村小计,1\n乙,2\n总计,3\n", "DSDT");
    assert_tails("甲,1\n备注:数据截至9月,\n联系人：乙,联系电话：13800000000\n", "DRG");
    assert_tails("甲,1\n填报单位（盖章）：白石镇,\n2026年11月20日,\n", "DGG");
    assert_tails("甲,1\n（注：略）,\n※说明：略,\n", "DRD");
    assert_tails("甲,1\n合计,1\n填表人,乙\n", "DTG");
}

static void data_stays_data(void **state)
{
    (void)state;
    assert_tails("联系人,甲\n负责人,乙\n审核人,丙\n", "DDD");
    assert_tails("联系人：甲,负责接待\n", "D"); /* one of its cells is no label */
    assert_tails("注：略,但有第二格\n说明,甲\n2026年11月20日,\n", "DDD");
}

static void totals_are_checked_and_left_out(void **state)
{
    (void)state;
    static const char csv[] = "户号,户主,人口\n1,甲,3\n2,乙,4\n小计,2户,7\n3,丙,5\n合计：3户,,13\n";
    static const struct sheet_wanted wanted[] = {{.head = "户号", .required = true}};
    struct loaded l;
    size_t column;
    load_as(&l, "a.csv", csv, strlen(csv), "");
    assert_true(sheet_bind_list(l.sheet, wanted, 1, "户", &column, l.diags));
    assert_int_equal(l.sheet->n_rows, 3);
    assert_says(&l, "note[K062]: 合计、小计 2 行不是数据，没有读入（第 4、6 行）");
    assert_says(&l, "a.csv:6:C: warning[K063]: C6 格的合计写的是“13”，上面加起来是 12"
                    "（上一个合计、小计以后 5）\n");
    assert_int_equal(diags_count(l.diags, DIAG_WARNING), 1);
    unload(&l);
}

#define CELL(name, text) "<c r='" name "' t='inlineStr'><is><t>" text "</t></is></c>"

/* The sheet's name in each row does not hide that a remark stands alone in it. */
static void remarks_are_known_in_each_of_several_sheets(void **state)
{
    (void)state;
    static const char rows[] = "<row r='1'>" CELL("A1", "户号") CELL(
        "B1",
        "户主") "</row>"
                "<row r='2'>" CELL("A2", "1") CELL(
                    "B2",
                    "甲") "</row>"
                          "<row r='3'>" CELL("A3", "合计") CELL(
                              "B3",
                              "3户") "</row>"
                                     "<row r='4'>" CELL("A4", "注：略。") "</row><row r='5'>" CELL(
                                         "A5", "2.又一条。") "</row>";
    static const struct sheet_wanted wanted[] = {{.head = "户号", .required = true},
                                                 {.head = "村", .required = true}};
    struct buf sheet2 = {0};
    buf_printf(&sheet2, "<worksheet><sheetData>%s</sheetData></worksheet>", rows);
    struct book_parts book = {.rows = rows, .sheet2 = sheet2.p};
    struct loaded l;
    size_t columns[2];
    load_book(&l, &book, "全部");
    l.sheet->name_head = "村";
    assert_true(sheet_bind_list(l.sheet, wanted, 2, "户", columns, l.diags));
    assert_int_equal(l.sheet->n_rows, 2);
    assert_says(&l, "warning[K060]: “注：略。”“2.又一条。”“注：略。”“2.又一条。”");
    assert_says(&l, "note[K062]: 合计、小计 2 行不是数据，没有读入（第 车辆 3、人员 3 行）");
    assert_says(&l, "B3 格的合计写的是“3户”，上面加起来是 1户\n");
    buf_drop(&sheet2);
    unload(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_are_known_by_their_words),
        cmocka_unit_test(rows_are_judged_by_their_first_words),
        cmocka_unit_test(data_stays_data),
        cmocka_unit_test(totals_are_checked_and_left_out),
        cmocka_unit_test(remarks_are_known_in_each_of_several_sheets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
