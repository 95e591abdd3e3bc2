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
        before = sheet_row_tail(&r, l.sheet->n_columns, before);
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
    assert_says(&l, "a.csv:6:C: warning[K063]: C6 格的合计写的是“13”，上面加起来是 12");
    assert_int_equal(diags_count(l.diags, DIAG_WARNING), 1);
    unload(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_are_known_by_their_words),
        cmocka_unit_test(rows_are_judged_by_their_first_words),
        cmocka_unit_test(data_stays_data),
        cmocka_unit_test(totals_are_checked_and_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
