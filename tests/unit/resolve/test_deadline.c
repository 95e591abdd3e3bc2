/* Deadlines: what each form covers, how it is printed, and what is said of those that cannot be. */
#include "plans_test.h"

#define NONE                                                                                       \
    {                                                                                              \
        0, 0, 0,                                                                                   \
        {                                                                                          \
            NULL, 0                                                                                \
        }                                                                                          \
    }
#define DATE(y, m, d)                                                                              \
    {                                                                                              \
        y, m, d,                                                                                   \
        {                                                                                          \
            NULL, 0                                                                                \
        }                                                                                          \
    }

static const struct date issue = DATE(2026, 1, 15);

static void assert_date(struct date date, struct date expected)
{
    assert_int_equal(date.year, expected.year);
    assert_int_equal(date.month, expected.month);
    assert_int_equal(date.day, expected.day);
}

static const struct {
    const char *written, *printed;
    struct date first, last;
    bool lasting;
} forms[] = {
    {"2026-10-31", "2026年10月31日", DATE(2026, 10, 31), DATE(2026, 10, 31), false},
    {"2026/1/31", "2026年1月31日", DATE(2026, 1, 31), DATE(2026, 1, 31), false},
    {"２０２６－１０", "2026年10月", DATE(2026, 10, 1), DATE(2026, 10, 31), false},
    {"2026/12", "2026年12月", DATE(2026, 12, 1), DATE(2026, 12, 31), false},
    {"2026.12", "2026年12月", DATE(2026, 12, 1), DATE(2026, 12, 31), false},
    {"20261231", "2026年12月31日", DATE(2026, 12, 31), DATE(2026, 12, 31), false},
    {"二〇二六年十二月三十一日", "2026年12月31日", DATE(2026, 12, 31), DATE(2026, 12, 31), false},
    {"2026/9—2026/12", "2026年9月—2026年12月", DATE(2026, 9, 1), DATE(2026, 12, 31), false},
    {"2026.9.1-2026.9.30", "2026年9月1日—2026年9月30日", DATE(2026, 9, 1), DATE(2026, 9, 30),
     false},
    {"2028-02", "2028年2月", DATE(2028, 2, 1), DATE(2028, 2, 29), false},
    {"2026-03-01—2026-05-31", "2026年3月1日—2026年5月31日", DATE(2026, 3, 1), DATE(2026, 5, 31),
     false},
    {"2026-03至2027-05", "2026年3月—2027年5月", DATE(2026, 3, 1), DATE(2027, 5, 31), false},
    {"3—11月", "3—11月", DATE(2026, 3, 1), DATE(2026, 11, 30), false},
    {"3-11月", "3—11月", DATE(2026, 3, 1), DATE(2026, 11, 30), false},
    {"3至11月", "3至11月", DATE(2026, 3, 1), DATE(2026, 11, 30), false},
    {"3月1日至5月底", "3月1日至5月底", DATE(2026, 3, 1), DATE(2026, 5, 31), false},
    {"11月至次年3月", "11月至次年3月", DATE(2026, 11, 1), DATE(2027, 3, 31), false},
    {"11—3月", "11—3月", DATE(2026, 11, 1), DATE(2027, 3, 31), false},
    {"10月1日—7日", "10月1日—7日", DATE(2026, 10, 1), DATE(2026, 10, 7), false},
    {"10月底前", "10月底前", NONE, DATE(2026, 10, 31), false},
    {"2027年11月底前", "2027年11月底前", NONE, DATE(2027, 11, 30), false},
    {"10月31日前", "10月31日前", NONE, DATE(2026, 10, 31), false},
    {"10月 31日 以前", "10月31日以前", NONE, DATE(2026, 10, 31), false},
    {"6月中旬", "6月中旬", DATE(2026, 6, 1), DATE(2026, 6, 20), false},
    {"2月下旬前", "2月下旬前", NONE, DATE(2026, 2, 28), false},
    {"上半年", "上半年", DATE(2026, 1, 1), DATE(2026, 6, 30), false},
    {"2026年下半年", "2026年下半年", DATE(2026, 7, 1), DATE(2026, 12, 31), false},
    {"第三季度", "第三季度", DATE(2026, 7, 1), DATE(2026, 9, 30), false},
    {"一季度末", "一季度末", DATE(2026, 1, 1), DATE(2026, 3, 31), false},
    {"年底前", "年底前", NONE, DATE(2026, 12, 31), false},
    {"2026年", "2026年", DATE(2026, 1, 1), DATE(2026, 12, 31), false},
    {"2026—2028年", "2026—2028年", DATE(2026, 1, 1), DATE(2028, 12, 31), false},
    {"全年", "全年", DATE(2026, 1, 1), DATE(2026, 12, 31), true},
    {"3月起长期坚持", "3月起长期坚持", DATE(2026, 3, 1), NONE, true},
    {"长期", "长期", NONE, NONE, true},
    {"持续推进", "持续推进", NONE, NONE, true},
    {"每月25日前", "每月25日前", NONE, NONE, true},
    {"2027年4月、9月", "2027年4月、9月", DATE(2027, 4, 1), DATE(2027, 9, 30), false},
    {"3-5月，2026-10", "3—5月、2026年10月", DATE(2026, 3, 1), DATE(2026, 10, 31), false},
    {"6月底前、长期坚持", "6月底前、长期坚持", NONE, DATE(2026, 6, 30), true},
    {"按上级部署", "按上级部署", NONE, NONE, false},
    {"", "", NONE, NONE, false},
};

static void each_form_covers_its_days(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct bench b;
        bench_open(&b, issue);
        struct deadline d = {.text = bench_text(&b, forms[i].written)};
        resolve_deadline(&b.r, &d);
        assert_text(&b, d.printed, forms[i].printed);
        assert_date(d.first, forms[i].first);
        assert_date(d.last, forms[i].last);
        assert_int_equal(d.lasting, forms[i].lasting);
        assert_string_equal(bench_codes(&b), "");
        assert_false(b.r.failed);
        bench_close(&b);
    }
}

static const struct {
    const char *written, *codes;
    bool failed;
} faults[] = {
    {"2026-02-29", "R030", true},
    {"2026-13", "R030", true},
    {"0月", "R030", true},
    {"11月31日前", "R030", true},
    {"4月31日—5月1日", "R030", true},
    {"2026年10月—2026年3月", "R031", true},
    {"10月9日—7日", "R031", true},
    {"2025-12-31", "R032", false},
    {"1月14日前", "R032", false},
    {"1月15日前", "", false},
    {"第13周", "R034", false},
    {"2026-10-31-1", "R034", false},
    {"99999999999999999999月", "R034", false},
    {"4月、第13周", "R034", false},
    {"4月、13月", "R030", true},
    {"尽快", "", false},
};

static void what_cannot_be_is_reported(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct bench b;
        bench_open(&b, issue);
        struct deadline d = {.text = bench_text(&b, faults[i].written)};
        resolve_deadline(&b.r, &d);
        assert_string_equal(bench_codes(&b), faults[i].codes);
        assert_int_equal(b.r.failed, faults[i].failed);
        bench_close(&b);
    }
}

static void a_document_without_a_date_gives_months_without_a_year(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, (struct date)NONE);
    struct deadline d = {.text = bench_text(&b, "11月—次年2月29日")};
    resolve_deadline(&b.r, &d);
    assert_int_equal(d.first.month, 11);
    assert_int_equal(d.last.month, 2);
    assert_int_equal(d.last.year, 0);
    bench_close(&b);
}

static void the_imprint_dates_a_document_without_a_signature(void **state)
{
    (void)state;
    struct bench b;
    bench_open(&b, issue);
    struct imprint imprint = {.date = DATE(2027, 5, 1)};
    b.doc.imprint = &imprint;
    assert_int_equal(resolve_issue_date(&b.doc).year, 2026);
    b.doc.signature = NULL;
    assert_int_equal(resolve_issue_date(&b.doc).year, 2027);
    b.doc.imprint = NULL;
    assert_int_equal(resolve_issue_date(&b.doc).year, 0);
    bench_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_form_covers_its_days),
        cmocka_unit_test(what_cannot_be_is_reported),
        cmocka_unit_test(a_document_without_a_date_gives_months_without_a_year),
        cmocka_unit_test(the_imprint_dates_a_document_without_a_signature),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
