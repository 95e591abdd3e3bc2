/* Values by the kinds of their blanks: what cannot be is refused, what is doubtful counted. */
#include "forms.h"
#include "value/entry.h"

static struct page_field *add_kind(struct bench *b, const char *name, enum entry_kind takes)
{
    struct page_field *f = add_field(b, name, 60);
    f->takes = takes;
    return f;
}

static void add_date(struct bench *b)
{
    add_kind(b, "建房/年", ENTRY_DATE);
    add_kind(b, "建房/月", ENTRY_DATE);
    add_kind(b, "建房/日", ENTRY_DATE);
}

static void test_dates_in_all_spellings_fill_their_blanks(void **state)
{
    struct bench *b = *state;
    add_date(b);
    assert_true(print_list(b, "户号,建房\n1,20260901\n2,2026/9/1\n3,2026.9.1\n4,2026年09月01日\n"));
    assert_int_equal(count(b->files[0].p, "\"2026\""), 4);
    assert_int_equal(count(b->files[0].p, "\"9\""), 4);
    assert_int_equal(count(b->files[0].p, "\"1\""), 4);
    assert_int_equal(b->report.total.doubtful, 0);
}

static void test_a_date_without_a_day_leaves_its_blank(void **state)
{
    struct bench *b = *state;
    add_date(b);
    assert_true(print_list(b, "户号,建房\n7,2026年9月\n8,1998\n"));
    const char *text = b->files[0].p;
    assert_has(text, "\"2026\"");
    assert_int_equal(count(text, "\"9\""), 1);
    assert_has(text, "\"1998\"");
    assert_int_equal(b->report.total.printed, 2);
}

static void refuses_date(struct bench *b, const char *date, const char *code)
{
    const char *csv = arena_printf(b->arena, "户号,建房\n1,%s\n2,2026-9-1\n", date);
    assert_true(print_list(b, csv));
    const char *text = findings(b);
    assert_has(text, code);
    assert_has(text, arena_printf(b->arena, "\"%s\" in the cell B2", date));
    assert_int_equal(count(text, code), 1);
    assert_int_equal(b->report.total.refused, 1);
    assert_int_equal(b->report.total.printed, 1);
}

static void test_what_is_no_date_is_refused_once(void **state)
{
    refuses_date((add_date(*state), *state), "去年", "error[Q023]");
}

static void test_a_part_of_a_month_is_refused(void **state)
{
    refuses_date((add_date(*state), *state), "2026年9月上旬", "error[Q023]");
}

static void test_a_year_cut_short_is_refused(void **state)
{
    refuses_date((add_date(*state), *state), "26-9-1", "error[Q023]");
}

static void test_a_day_that_is_none_is_refused(void **state)
{
    refuses_date((add_date(*state), *state), "2026-2-30", "error[Q024]");
}

static void test_words_for_a_number_are_refused(void **state)
{
    struct bench *b = *state;
    add_kind(b, "人口", ENTRY_NUMBER);
    assert_true(print_list(b, "户号,人口\n1,三\n2,-5\n3,7\n"));
    const char *text = findings(b);
    assert_has(text, "error[Q025]: \"三\" in the cell B2");
    assert_has(text, "warning[P015]: \"-5\" in the cell B3");
    assert_int_equal(b->report.total.refused, 1);
    assert_int_equal(b->report.total.printed, 2);
    assert_int_equal(b->report.total.doubtful, 1);
}

static void test_cards_need_their_digits(void **state)
{
    struct bench *b = *state;
    add_kind(b, "身份证号", ENTRY_CARD)->comb = 18;
    assert_true(print_list(b, "户号,身份证号\n1,12\n2,990000195101010007\n3,990000510101000\n"));
    const char *text = findings(b);
    assert_has(text, "error[Q026]: \"12\" in the cell B2");
    assert_has(text, "warning[P013]");
    assert_lacks(text, "cell B4");
    assert_int_equal(b->report.total.printed, 2);
    assert_int_equal(b->report.total.doubtful, 1);
}

static void test_wide_digits_are_printed_as_usual_ones(void **state)
{
    struct bench *b = *state;
    add_kind(b, "身份证号", ENTRY_CARD)->comb = 18;
    assert_true(print_list(b, "户号,身份证号\n1,９９００００５１０１０１０００\n2,99000019510101000Ｘ\n"));
    const char *text = findings(b);
    assert_lacks(text, "Q026");
    assert_has(text, "note[Q185]: \"９９００００５１０１０１０００\" in the cell B2 has wide digits and is printed as \"990000510101000\"");
}

static void test_a_telephone_that_is_none_is_doubtful(void **state)
{
    struct bench *b = *state;
    add_kind(b, "电话", ENTRY_PHONE);
    assert_true(print_list(b, "户号,电话\n1,x\n2,138 0000 0001\n"));
    assert_has(findings(b), "warning[P014]: \"x\" in the cell B2");
    assert_int_equal(b->report.total.doubtful, 1);
    struct buf out = {0};
    print_report_write(&b->report, DIAG_ZH, &out);
    assert_has(out.p, "其中存疑");
    assert_has(out.p, "合计                    2        2        1        0");
    buf_drop(&out);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_open, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_dates_in_all_spellings_fill_their_blanks),
        TEST(test_a_date_without_a_day_leaves_its_blank),
        TEST(test_what_is_no_date_is_refused_once),
        TEST(test_a_part_of_a_month_is_refused),
        TEST(test_a_year_cut_short_is_refused),
        TEST(test_a_day_that_is_none_is_refused),
        TEST(test_words_for_a_number_are_refused),
        TEST(test_cards_need_their_digits),
        TEST(test_wide_digits_are_printed_as_usual_ones),
        TEST(test_a_telephone_that_is_none_is_doubtful),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
