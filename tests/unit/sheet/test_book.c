/* Empty workbooks: the same bytes each time, and read back as they were meant. */
#include "sheet_testing.h"

static const char *const types[] = {"轿车", "越野车", NULL};
static const char *const plates[] = {"青Z·00001", "青Z·00002", NULL};
static const char *const phones[] = {"13800000000", "", NULL};
static const struct sheet_template_column columns[] = {
    {"车牌号", 14, true, NULL, plates, NULL, NULL, SHEET_TEXTS},
    {"联系电话", 16, false, NULL, phones, NULL, "驾驶员的电话", SHEET_TEXTS},
    {"车型", 10, false, types, NULL, NULL, NULL, SHEET_TEXTS},
};
static const struct sheet_template sheets[] = {{"车辆", columns, 3}, {"备用", columns, 2}};

static struct buf make(void)
{
    struct buf out = {0};
    struct diags *d = diags_new(DIAG_ZH);
    assert_true(sheet_book(sheets, 2, &out, d));
    assert_int_equal(diags_count(d, DIAG_ERROR), 0);
    diags_drop(d);
    return out;
}

static void a_book_reads_back(void **state)
{
    (void)state;
    struct buf book = make();
    assert_rows("a.xlsx", book.p, book.n,
                "1|车牌号*|联系电话|车型\n2|青Z·00001|13800000000|\n3|青Z·00002||\n");
    struct loaded l;
    load_as(&l, "a.xlsx", book.p, book.n, "备用");
    assert_string_equal(l.rows.p, "1|车牌号*|联系电话\n2|青Z·00001|13800000000\n3|青Z·00002|\n");
    const struct sheet_wanted wanted[] = {{"车牌号", {0}, true, false}, {"电话", {0}, true, false}};
    size_t found[2];
    assert_true(sheet_bind(l.sheet, wanted, 2, found, l.diags));
    unload(&l);
    buf_drop(&book);
}

/* The book of an example, read. */
static void load_example(struct loaded *l, const struct sheet_template *sheet)
{
    struct buf out = {0};
    struct diags *d = diags_new(DIAG_ZH);
    assert_true(sheet_book(sheet, 1, &out, d));
    load_as(l, "a.xlsx", out.p, out.n, "");
    diags_drop(d);
    buf_drop(&out);
}

static void an_example_is_shown_and_not_read(void **state)
{
    (void)state;
    static const struct sheet_template_column shown[] = {
        {"车牌号", 14, true, NULL, NULL, "青Z·00001", NULL, SHEET_TEXTS},
        {"联系电话", 16, false, NULL, NULL, NULL, NULL, SHEET_TEXTS},
        {"车型", 10, false, types, NULL, "轿车", NULL, SHEET_TEXTS},
    };
    static const struct sheet_template sheet = {"车辆", shown, 3};
    static const struct sheet_wanted wanted[] = {{"车牌号", {0}, true, false}};
    struct loaded l;
    size_t found;
    load_example(&l, &sheet);
    assert_string_equal(l.rows.p, "1|车牌号*|联系电话|车型\n2|（示例）青Z·00001||轿车\n");
    assert_true(sheet_bind(l.sheet, wanted, 1, &found, l.diags));
    assert_int_equal(l.sheet->n_rows, 0);
    assert_false(sheet_has_rows(l.sheet, l.diags));
    assert_says(&l, "note[D016]: 第 2 行是示例，没有读入");
    assert_says(&l, "error[D018]: “");
    assert_says(&l, "a.xlsx（车辆）”里只有示例，还没有填写内容");
    unload(&l);
}

/* As they were typed; what is none stays text. */
static void numbers_and_dates_are_values(void **state)
{
    (void)state;
    static const char *const names[] = {"=1+1", "甲", "乙", "丙", "丁", "戊", "己", NULL};
    static const char *const numbers[] = {"1,234.50",         "-3", "007", "12.0", "约8000",
                                          "1234567890123456", "",   NULL};
    static const char *const dates[] = {"2026-09-01", "2026-09", "2026-02-30", "2026年9月1日",
                                        "1899-01-01", "",        "",           NULL};
    static const struct sheet_template_column values[] = {
        {.head = "名称", .width = 10, .cells = names},
        {.head = "数", .width = 10, .cells = numbers, .holds = SHEET_NUMBERS},
        {.head = "日", .width = 10, .cells = dates, .holds = SHEET_DATES},
    };
    static const struct sheet_template sheet = {"甲", values, 3};
    struct loaded l;
    load_example(&l, &sheet);
    assert_string_equal(l.rows.p,
                        "1|名称|数|日\n2|=1+1|1,234.50|2026-09-01\n3|甲|-3|2026-09\n"
                        "4|乙|007|2026-02-30\n5|丙|12.0|2026年9月1日\n6|丁|约8000|1899-01-01\n"
                        "7|戊|1234567890123456|\n8|己||\n");
    unload(&l);
}

static void the_bytes_are_the_same_each_time(void **state)
{
    (void)state;
    struct buf one = make();
    sleep(1);
    struct buf two = make();
    assert_int_equal(one.n, two.n);
    assert_memory_equal(one.p, two.p, one.n);
    buf_drop(&one);
    buf_drop(&two);
}

static bool book_has(const struct buf *book, const char *part, const char *words)
{
    struct arena *a = arena_new();
    struct reader r = {.limits = &sheet_whole_limits, .arena = a, .scratch = a, .path = "a.xlsx"};
    r.diags = diags_new(DIAG_ZH);
    r.file = (struct file_pieces){book->p, -1, book->n};
    struct archive *archive = sheet_archive_open(&r);
    struct buf text = {0};
    assert_non_null(archive);
    assert_true(pack_read(sheet_archive_pack(archive), part, &text));
    bool has = strstr(text.p, words) != NULL;
    sheet_archive_close(archive);
    buf_drop(&text);
    diags_drop(r.diags);
    arena_drop(a);
    return has;
}

static void cells_have_lists_hints_and_text_format(void **state)
{
    (void)state;
    struct buf book = make();
    static const char sheet[] = "xl/worksheets/sheet1.xml";
    assert_true(book_has(&book, sheet, "state=\"frozen\""));
    assert_true(book_has(&book, sheet, "\"轿车,越野车\""));
    assert_true(book_has(&book, sheet, "prompt=\"驾驶员的电话\""));
    assert_true(book_has(&book, "xl/styles.xml", "numFmtId=\"49\""));
    assert_false(book_has(&book, "[Content_Types].xml", "comments"));
    buf_drop(&book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_book_reads_back),
        cmocka_unit_test(an_example_is_shown_and_not_read),
        cmocka_unit_test(numbers_and_dates_are_values),
        cmocka_unit_test(the_bytes_are_the_same_each_time),
        cmocka_unit_test(cells_have_lists_hints_and_text_format),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
