/* Columns by their heads: titles above, synonyms, what is missing, twice or not wanted. */
#include "sheet_testing.h"

enum { MOST_WANTED = 8 };

struct bound {
    struct loaded l;
    size_t columns[MOST_WANTED];
    bool ok;
};

/* wanted: heads; '!' before one that is required. NULL ends them. */
static void bind(struct bound *b, const char *csv, const char *const wanted[])
{
    struct sheet_wanted w[MOST_WANTED] = {{0}};
    size_t n = 0;
    for (; wanted[n]; n++) {
        w[n].required = wanted[n][0] == '!';
        w[n].head = wanted[n] + w[n].required;
    }
    load_as(&b->l, "a.csv", csv, strlen(csv), "");
    assert_non_null(b->l.sheet);
    b->ok = sheet_bind(b->l.sheet, w, n, b->columns, b->l.diags);
}

#define BIND(b, csv, ...) bind((b), (csv), (const char *const[]){__VA_ARGS__, NULL})

static void assert_bound(const char *csv, const char *const wanted[], const char *expected)
{
    struct bound b;
    struct buf out = {0};
    bind(&b, csv, wanted);
    assert_string_equal(printed(&b.l), "");
    assert_true(b.ok);
    for (size_t i = 0; wanted[i]; i++)
        buf_printf(&out, "%s%d", i ? " " : "", b.columns[i] == SHEET_NONE ? -1 : (int)b.columns[i]);
    assert_string_equal(out.p, expected);
    buf_drop(&out);
    unload(&b.l);
}

#define BOUND(csv, expected, ...)                                                                  \
    assert_bound((csv), (const char *const[]){__VA_ARGS__, NULL}, (expected))

static void assert_fault(const char *csv, const char *const wanted[], const char *says)
{
    struct bound b;
    bind(&b, csv, wanted);
    assert_false(b.ok);
    assert_says(&b.l, says);
    unload(&b.l);
}

#define FAULT(csv, says, ...) assert_fault((csv), (const char *const[]){__VA_ARGS__, NULL}, (says))

static void columns_are_found_in_any_order(void **state)
{
    (void)state;
    BOUND("电话,姓名\n1,张三\n", "1 0", "!姓名", "!联系电话");
    BOUND("姓名\n张三\n", "0 -1", "!姓名", "联系电话");
}

static void titles_may_stand_above_the_heads(void **state)
{
    (void)state;
    struct bound b;
    BIND(&b, "车辆安排表,,\n\n填表：姓名,,\n姓名,电话,单位\n张三,1,甲\n", "!姓名", "!电话",
         "!单位");
    assert_true(b.ok);
    assert_int_equal(b.l.sheet->head.number, 4);
    assert_int_equal(b.l.sheet->n_rows, 1);
    assert_int_equal(sheet_row(b.l.sheet, b.l.arena, 0).number, 5);
    assert_string_equal(sheet_cell_name(b.l.sheet, 0, 2), "C5");
    unload(&b.l);
}

static void heads_are_compared_as_people_mean_them(void **state)
{
    (void)state;
    BOUND("姓　名,ＩＤ（号）,\"联系\n电话\",单位*,职务（必填）,备注 ＊\n1,2,3,4,5,6\n",
          "0 1 2 3 4 5", "!姓名", "!id(号)", "!联系电话", "!单位", "!职务", "!备注");
    BOUND("*姓名,* 电话（必填）*\n1,2\n", "0 1", "!姓名", "!电话");
}

static void synonyms_are_found(void **state)
{
    (void)state;
    BOUND("名字,手机号,司机,车牌,核载人数\n1,2,3,4,5\n", "0 1 2 3 4", "!姓名", "!电话", "!驾驶员",
          "!车牌号", "!座位数");
    BOUND("重点任务,具体措施,牵头单位,完成时间,说明\n1,2,3,4,5\n", "0 1 2 3 4", "!工作任务",
          "!措施", "!责任单位", "!时限", "!备注");
}

static void the_number_of_a_car_is_not_its_plate(void **state)
{
    (void)state;
    BOUND("车牌号,车号\n甲,1\n", "1 0", "!车号", "!车牌号");
    BOUND("车牌号\n甲\n", "-1 0", "车号", "!车牌号");
    FAULT("车牌号\n甲\n", "没有“车号”这一列", "!车号", "车牌号");
}

static void telephones_of_two_people_stay_apart(void **state)
{
    (void)state;
    BOUND("联络员电话,联系电话\n1,2\n", "1 0", "!联系电话", "!联络员电话");
}

static void the_same_head_goes_before_a_synonym(void **state)
{
    (void)state;
    BOUND("手机,电话\n1,2\n", "1 0", "!电话", "!手机");
    struct bound b;
    BIND(&b, "手机,电话\n1,2\n", "!电话");
    assert_true(b.ok);
    assert_int_equal(b.columns[0], 1);
    assert_says(&b.l, "a.csv:1:A: note[K037]: 没有用到的列：手机");
    unload(&b.l);
}

static void two_synonyms_are_a_question(void **state)
{
    (void)state;
    FAULT("手机,姓名,电话\n1,2,3\n", "“联系电话”可以是 A1“手机”，也可以是 C1“电话”", "!联系电话",
          "姓名");
}

static void a_head_that_stands_twice_is_found(void **state)
{
    (void)state;
    FAULT("姓名,电话,姓 名\n1,2,3\n", "a.csv:1:C: error[K033]: 表头“姓 名”有两列：A1 和 C1",
          "!姓名", "电话");
    FAULT("手机,姓名,手机\n1,2,3\n", "error[K033]", "!电话", "姓名");
}

static void a_missing_column_is_told_with_the_heads_there_are(void **state)
{
    (void)state;
    FAULT("姓名,电话\n1,2\n", "error[K030]", "!姓名", "!路线");
    FAULT("姓名,电话\n1,2\n", "表头有：姓名、电话", "!姓名", "!路线");
    FAULT("姓名,乘座人员\n1,2\n", "error[K031]", "!姓名", "!乘车人员");
    FAULT("姓名,乘座人员\n1,2\n", "是不是“乘座人员”？表头有：姓名、乘座人员", "!姓名", "!乘车人员");
}

static void a_missing_column_is_told_where_the_document_asks_for_it(void **state)
{
    (void)state;
    struct loaded l;
    static const char csv[] = "姓名\n张三\n";
    load_as(&l, "a.csv", csv, sizeof csv - 1, "");
    struct source *document = source_new(l.arena, "doc.xml", "甲\n乙丙", 10);
    const struct sheet_wanted wanted[] = {{"姓名", {0}, true, false},
                                          {"路线", {document, 7}, true, false}};
    size_t columns[2];
    assert_false(sheet_bind(l.sheet, wanted, 2, columns, l.diags));
    assert_says(&l, "doc.xml:2:2: error[K030]");
    unload(&l);
}

static void a_file_without_heads_is_told(void **state)
{
    (void)state;
    FAULT("张三,138\n李四,139\n", "a.csv:1:A: error[K032]", "!姓名", "!电话");
    struct buf late = {0};
    for (int i = 0; i < 10; i++)
        buf_str(&late, "甲\n");
    buf_str(&late, "姓名\n张三\n");
    FAULT(late.p, "error[K032]", "!姓名");
    buf_drop(&late);
}

static void heads_alone_are_no_data(void **state)
{
    (void)state;
    struct bound b;
    BIND(&b, "姓名,电话\n", "!姓名", "!电话");
    assert_true(b.ok);
    assert_int_equal(b.l.sheet->n_rows, 0);
    assert_false(sheet_has_rows(b.l.sheet, b.l.diags));
    assert_says(&b.l, "error[K038]");
    unload(&b.l);
}

static void columns_not_wanted_are_one_note(void **state)
{
    (void)state;
    struct bound b;
    BIND(&b, "姓名,性别,,民族\n张三,男,x,汉\n", "!姓名");
    assert_true(b.ok);
    assert_int_equal(diags_count(b.l.diags, DIAG_NOTE), 1);
    assert_says(&b.l, "a.csv:1:B: note[K037]: 没有用到的列：性别、民族");
    unload(&b.l);
}

static struct sheet_head_key head_key(struct arena *a, const char *head)
{
    return sheet_head_of(a, text_from_utf8(a, head, (struct pos){0}));
}

static void each_name_stands_in_one_row_of_synonyms(void **state)
{
    (void)state;
#define HEADS(...)     {__VA_ARGS__, NULL},
#define HEADS_TOO(...) {NULL},
    static const char *const groups[][48] = {
#include "sheet/heads.def"
    };
#undef HEADS
#undef HEADS_TOO
#define HEADS(...)
#define HEADS_TOO(...) {__VA_ARGS__, NULL},
    static const char *const too[][48] = {
#include "sheet/heads.def"
    };
#undef HEADS
#undef HEADS_TOO
    struct arena *a = arena_new();
    int n = 0;
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        for (size_t j = 0; groups[i][j]; j++) {
            struct sheet_head_key h = head_key(a, groups[i][j]);
            assert_int_equal(h.group, n);
            assert_false(h.too);
        }
        n += groups[i][0] != NULL;
    }
    for (size_t i = 0; i < sizeof too / sizeof *too; i++)
        for (size_t j = 1; too[i][j]; j++) {
            struct sheet_head_key first = head_key(a, too[i][0]), h = head_key(a, too[i][j]);
            assert_true(first.group >= 0 && !first.too && h.too);
            assert_int_equal(h.group, first.group);
        }
    arena_drop(a);
}

static void less_certain_names_count_when_no_other_does(void **state)
{
    (void)state;
    BOUND("车牌号,带队领导,随车干部,驾驶员\n1,2,3,4\n", "0 1 2 3", "!车牌号", "联络员", "乘车人员",
          "驾驶员");
    struct bound b;
    BIND(&b, "车长,带队领导\n1,2\n", "联络员");
    assert_true(b.ok);
    assert_int_equal(b.columns[0], 0);
    unload(&b.l);
    BIND(&b, "姓名,行政村,所在村\n1,2,3\n", "!姓名", "村");
    assert_true(b.ok); /* neither: the program only might use it */
    assert_true(b.columns[1] == SHEET_NONE);
    assert_says(&b.l, "没有用到的列：行政村、所在村");
    unload(&b.l);
    FAULT("姓名,行政村,所在村\n1,2,3\n", "error[K034]", "姓名", "!村");
}

static void heads_in_two_rows_keep_both(void **state)
{
    (void)state;
    BOUND("车牌号,驾驶员信息,,带队领导,,乘车人员\n,姓名,电话,姓名,电话,\n1,2,3,4,5,6\n",
          "0 1 2 3 4 5", "!车牌号", "!驾驶员", "联系电话", "!联络员", "联络员电话", "!乘车人员");
    BOUND("户主,,成员,\n姓名,电话,姓名,电话\n1,2,3,4\n", "0 1 3 2", "户主", "户主/电话",
          "成员/电话", "成员/姓名");
    BOUND("户号,户主信息,\n,姓名,身份证号\n1,2,3\n", "0 2 1", "!户号", "身份证号", "户主");
    FAULT("户号,户主,,成员,\n,姓名,电话,姓名,电话\n1,2,3,4,5\n",
          "“联系电话”可以是 C2“户主/电话”，也可以是 E2“成员/电话”", "!户号", "!联系电话");
    struct bound b;
    BIND(&b, "户号,户主,,电话\n1,甲,乙,2\n3,丙,丁,4\n", "!户号", "户主", "电话");
    assert_true(b.ok); /* no heads in the first row of data */
    assert_int_equal(b.l.sheet->n_rows, 2);
    unload(&b.l);
}

/* 牵头 and 配合 alone are no heads that anybody knows; that nothing else stands in their row tells. */
static void heads_that_only_part_a_group_are_heads(void **state)
{
    (void)state;
    BOUND("工作任务,责任单位,,完成时限\n,牵头,配合,\n修路,村建中心,财政所,年底\n", "0 1 2 3",
          "!工作任务", "!责任单位", "配合单位", "完成时限");
    BOUND("任务,推进情况,,备注\n,上半年,下半年,\n修路,50,100,无\n", "0 1 2 3", "!任务",
          "推进情况/上半年", "下半年", "备注");
    struct bound b;
    BIND(&b, "序号,任务,备注,\n1,,甲,乙\n2,修路,丙,丁\n", "!任务", "备注");
    assert_true(b.ok);
    assert_int_equal(b.l.sheet->n_rows, 2); /* a row of data has its number */
    unload(&b.l);
}

static void merged_cells_tell_heads_of_two_rows(void **state)
{
    (void)state;
    struct book_parts parts = {
        .rows = "<row r='1'><c r='A1' t='inlineStr'><is><t>工作任务</t></is></c>"
                "<c r='B1' t='inlineStr'><is><t>责任单位</t></is></c></row>"
                "<row r='2'><c r='B2' t='inlineStr'><is><t>牵头</t></is></c>"
                "<c r='C2' t='inlineStr'><is><t>配合</t></is></c></row>"
                "<row r='3'><c r='A3' t='inlineStr'><is><t>修路</t></is></c>"
                "<c r='B3' t='inlineStr'><is><t>甲</t></is></c></row>",
        .tail = "<mergeCells><mergeCell ref='A1:A2'/><mergeCell ref='B1:C1'/></mergeCells>"};
    static const struct sheet_wanted wanted[] = {{"工作任务", {0}, true, false},
                                                 {"责任单位", {0}, true, false},
                                                 {"配合单位", {0}, false, false}};
    struct loaded l;
    size_t found[sizeof wanted / sizeof *wanted];
    load_book(&l, &parts, "");
    assert_true(sheet_bind(l.sheet, wanted, sizeof wanted / sizeof *wanted, found, l.diags));
    assert_int_equal(l.sheet->n_rows, 1);
    assert_int_equal(found[1], 1);
    assert_int_equal(found[2], 2);
    unload(&l);
}

static void heads_that_stand_again_are_no_rows(void **state)
{
    (void)state;
    struct bound b;
    BIND(&b, "名单,\n姓名,电话\n甲,1\n本页小计,1人\n名单,\n姓名,电话\n乙,2\n姓名,丙\n", "!姓名", "!电话");
    assert_true(b.ok);
    assert_string_equal(sheet_cell_name(b.l.sheet, 0, 0), "A3");
    assert_says(&b.l, "a.csv:5:A: note[K082]: 标题、表头又写了 2 行，不是数据，没有读入（第 5、6 行）");
    assert_int_equal(b.l.sheet->n_rows, 4);
    unload(&b.l);
    BIND(&b, "组,户,,电话\n,姓名,地址,\n一,甲,乙,1\n组,户,,电话\n,姓名,地址,\n二,丙,丁,2\n", "!姓名", "!电话");
    assert_true(b.ok);
    assert_int_equal(b.l.sheet->n_rows, 2);
    unload(&b.l);
}

static void numbers_alone_are_no_rows(void **state)
{
    (void)state;
    struct bound b;
    BIND(&b, "序号,姓名,电话\n1,甲,1\n2,,\n3,,\n白石镇,,\n", "!姓名", "!电话");
    assert_true(b.ok);
    assert_int_equal(b.l.sheet->n_rows, 2);
    assert_says(&b.l, "a.csv:3:A: note[K083]: 有 2 行只写了序号，没有读入（第 3、4 行）");
    unload(&b.l);
    BIND(&b, "序号,姓名\n1,甲\n2,\n", "!序号", "!姓名");
    assert_int_equal(b.l.sheet->n_rows, 2); /* asked for */
    unload(&b.l);
}

static void full_width_commas_are_told(void **state)
{
    (void)state;
    FAULT("姓名，电话\n甲，1\n", "a.csv:1:A: error[K081]", "!姓名");
}

static void what_stands_above_the_heads_is_noted(void **state)
{
    (void)state;
    struct bound b;
    BIND(&b, "白石镇名单,\n填报单位：白石镇,单位：万元\n姓名,金额\n甲,1\n", "!姓名", "!金额");
    assert_true(b.ok);
    assert_says(
        &b.l,
        "a.csv:1:A: note[K064]: 表头上面的字没有读入：“白石镇名单”“填报单位：白石镇”“单位：万元”");
    unload(&b.l);
}

static void distances_count_changes_and_what_holds_the_other_is_near(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    static const struct {
        const char *x, *y;
        size_t distance;
    } pairs[] = {{"", "", 0},
                 {"甲", "", 1},
                 {"甲乙", "乙甲", 2},
                 {"姓名", "姓名", 0},
                 {"乘车人员", "乘座人", 2},
                 {"abc", "xbcd", 2},
                 {"项目", "项目名称", 1},
                 {"abc", "xabcd", 1}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct sheet_head_key x = sheet_head_of(a, text_from_utf8(a, pairs[i].x, (struct pos){0}));
        struct sheet_head_key y = sheet_head_of(a, text_from_utf8(a, pairs[i].y, (struct pos){0}));
        assert_int_equal(sheet_head_distance(&x, &y), pairs[i].distance);
        assert_int_equal(sheet_head_distance(&y, &x), pairs[i].distance);
    }
    arena_drop(a);
}

static void examples_are_no_rows(void **state)
{
    (void)state;
    struct bound b;
    BIND(&b, "组,姓名\n（示例）甲,张三\n乙,李四\n,示例：王五\n(示例)丙,赵六\n,示例小区\n", "!姓名");
    assert_true(b.ok);
    assert_int_equal(b.l.sheet->n_rows, 2);
    assert_int_equal(b.l.sheet->n_examples, 3);
    assert_int_equal(sheet_row(b.l.sheet, b.l.arena, 0).number, 3);
    assert_string_equal(sheet_cell_name(b.l.sheet, 1, 1), "B6");
    assert_int_equal(sheet_cell(b.l.sheet, 1, 1).n, strlen("示例小区"));
    assert_says(&b.l, "a.csv:4:B: note[D016]: 第 4 行是示例，没有读入");
    unload(&b.l);
}

/* A cell of the example that was merged with those below does not take their rows away. */
static void rows_that_an_example_reaches_into_are_read(void **state)
{
    (void)state;
    struct book_parts parts = {
        .rows = "<row r='1'><c r='A1' t='inlineStr'><is><t>组</t></is></c>"
                "<c r='B1' t='inlineStr'><is><t>姓名</t></is></c></row>"
                "<row r='2'><c r='A2' t='inlineStr'><is><t>（示例）甲</t></is></c>"
                "<c r='B2' t='inlineStr'><is><t>张三</t></is></c></row>"
                "<row r='3'><c r='B3' t='inlineStr'><is><t>李四</t></is></c></row>",
        .tail = "<mergeCells><mergeCell ref='A2:A3'/></mergeCells>"};
    static const struct sheet_wanted wanted[] = {{"姓名", {0}, true, false}};
    struct loaded l;
    size_t found;
    load_book(&l, &parts, "");
    assert_true(sheet_bind(l.sheet, wanted, 1, &found, l.diags));
    assert_int_equal(l.sheet->n_rows, 1);
    assert_true(sheet_merged(l.sheet, 0, 0));
    assert_false(sheet_merged(l.sheet, 0, 1));
    unload(&l);
}

static void heads_of_a_telephone_are_known_in_any_words(void **state)
{
    (void)state;
    BOUND("随车人员姓名及电话,司机名单和联系方式\n甲13800000000,乙\n", "0 1", "!乘车人员",
          "!驾驶员");
    BOUND("带队领导联系电话号码,带队领导,司机移动电话\n1,甲,2\n", "1 0 2", "!联络员", "!联络员电话",
          "!联系电话");
    struct bound b;
    BIND(&b, "单位及电话,联系手机\n甲,1\n", "单位", "联系电话");
    assert_true(b.columns[0] == SHEET_NONE && b.columns[1] == 1);
    unload(&b.l);
}

static void assert_multiple(const char *above, bool told)
{
    struct bound b;
    struct buf csv = {0};
    buf_printf(&csv, "%s,\n姓名,金额\n甲,1\n", above);
    BIND(&b, csv.p, "!姓名", "!金额");
    assert_true(b.ok);
    assert_int_equal(strstr(printed(&b.l), "K067") != NULL, told);
    buf_drop(&csv);
    unload(&b.l);
}

static void a_multiple_above_the_heads_is_told(void **state)
{
    (void)state;
    static const char *const told[] = {"单位：万元", "（金额单位: 千元）", "单 位：亩、万元"};
    static const char *const not [] = {"填报单位：万安村", "单位：元", "单位：白石镇人民政府",
                                       "万元"};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        assert_multiple(told[i], true);
    for (size_t i = 0; i < sizeof not / sizeof *not ; i++)
        assert_multiple(not [i], false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_found_in_any_order),
        cmocka_unit_test(titles_may_stand_above_the_heads),
        cmocka_unit_test(heads_are_compared_as_people_mean_them),
        cmocka_unit_test(synonyms_are_found),
        cmocka_unit_test(the_number_of_a_car_is_not_its_plate),
        cmocka_unit_test(telephones_of_two_people_stay_apart),
        cmocka_unit_test(the_same_head_goes_before_a_synonym),
        cmocka_unit_test(two_synonyms_are_a_question),
        cmocka_unit_test(a_head_that_stands_twice_is_found),
        cmocka_unit_test(a_missing_column_is_told_with_the_heads_there_are),
        cmocka_unit_test(a_missing_column_is_told_where_the_document_asks_for_it),
        cmocka_unit_test(a_file_without_heads_is_told),
        cmocka_unit_test(heads_alone_are_no_data),
        cmocka_unit_test(columns_not_wanted_are_one_note),
        cmocka_unit_test(each_name_stands_in_one_row_of_synonyms),
        cmocka_unit_test(less_certain_names_count_when_no_other_does),
        cmocka_unit_test(heads_in_two_rows_keep_both),
        cmocka_unit_test(heads_that_only_part_a_group_are_heads),
        cmocka_unit_test(merged_cells_tell_heads_of_two_rows),
        cmocka_unit_test(heads_that_stand_again_are_no_rows),
        cmocka_unit_test(numbers_alone_are_no_rows),
        cmocka_unit_test(full_width_commas_are_told),
        cmocka_unit_test(what_stands_above_the_heads_is_noted),
        cmocka_unit_test(heads_of_a_telephone_are_known_in_any_words),
        cmocka_unit_test(a_multiple_above_the_heads_is_told),
        cmocka_unit_test(distances_count_changes_and_what_holds_the_other_is_near),
        cmocka_unit_test(examples_are_no_rows),
        cmocka_unit_test(rows_that_an_example_reaches_into_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
