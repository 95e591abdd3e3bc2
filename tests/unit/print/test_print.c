/* Forms by the list: order, files, ranges, copies, refusals, and counts that agree. */
#include "forms.h"

static const char list[] = "户号,户主,村\n"
                           "0001,许玥,白石村\n"
                           "0002,程砚,柳林村\n"
                           "0003,邵青,白石村\n"
                           "0004,陆棠,柳林村\n";

static void assert_agrees(const struct print_count *c)
{
    assert_int_equal(c->read, c->printed + c->refused + c->outside + c->kept);
}

static void assert_before(const char *text, const char *first, const char *second)
{
    assert_has(text, first);
    assert_has(text, second);
    assert_true(strstr(text, first) < strstr(text, second));
}

static void test_a_page_a_household_holds_only_its_values(void **state)
{
    struct bench *b = *state;
    add_field(b, "户号", 40);
    add_field(b, "户主", 40);
    add_field(b, "电话", 40);
    assert_true(print_list(b, list));
    const char *text = b->files[0].p;
    assert_int_equal(count(text, "page "), 4);
    assert_has(text, "\"许玥\"");
    assert_has(text, "\"000004\"");
    assert_int_equal(count(text, "bits"), 4); /* the marks are the form's */
    assert_lacks(text, "rule");
    assert_int_equal(b->report.total.printed, 4);
    assert_int_equal(b->report.pages, 4);
}

/* By its name, or that of a column that fills nothing; NULL: it is not told. */
static const struct print_match *match_of(const struct bench *b, const char *name, const char *head)
{
    for (size_t i = 0; i < b->report.n_matches; i++) {
        const struct print_match *m = &b->report.matches[i];
        if (name ? m->name && strcmp(m->name, name) == 0 : !m->name && strcmp(m->head, head) == 0)
            return m;
    }
    return NULL;
}

static void test_what_fills_what_is_told(void **state)
{
    struct bench *b = *state;
    add_field(b, "户主", 40);
    add_field(b, "面积", 40);
    assert_true(print_list(b, "户号,户主姓名,备注\n1,许玥,x\n"));
    assert_string_equal(match_of(b, "户号", NULL)->head, "户号");
    assert_string_equal(match_of(b, "户主", NULL)->head, "户主姓名");
    assert_null(match_of(b, "面积", NULL)->head); /* stays for people to write */
    assert_non_null(match_of(b, NULL, "备注"));
    assert_int_equal(b->report.n_matches, 4);
}

static void test_villages_follow_as_they_first_come(void **state)
{
    struct bench *b = *state;
    add_field(b, "户主", 40);
    b->job.options.village = "村";
    assert_true(print_list(b, list));
    const char *text = b->files[0].p;
    assert_before(text, "许玥", "邵青");
    assert_before(text, "邵青", "程砚");
    assert_before(text, "bookmark 1 0 \"白石村\"", "bookmark 2 0 \"0003 邵青\"");
    assert_int_equal(count(text, "bookmark 1"), 2);
    assert_int_equal(count(text, "bookmark 2"), 4);
}

static void test_rows_are_sorted_before_they_are_parted(void **state)
{
    struct bench *b = *state;
    add_field(b, "户主", 40);
    b->job.options.village = "村";
    b->job.options.sort[0] = "村";
    b->job.options.sort[1] = "组";
    b->job.options.sort[2] = "户号";
    assert_true(print_list(b, "户号,户主,村,组\n"
                              "12,许玥,青山村,二组\n"
                              "101,程砚,柳林村,十组\n"
                              "9,邵青,柳林村,二组\n"
                              "8,陆棠,,\n"
                              "10,方岑,柳林村,二组\n"));
    static const char *const order[] = {"邵青", "方岑", "程砚", "许玥", "陆棠"};
    const char *text = b->files[0].p;
    for (size_t i = 0; i + 1 < sizeof order / sizeof *order; i++)
        assert_before(text, order[i], order[i + 1]);
    assert_before(text, "\"000001\"", "方岑");
    assert_string_equal(b->report.villages[0].village, "柳林村");
}

static void test_sorting_needs_its_columns(void **state)
{
    struct bench *b = *state;
    add_field(b, "户主", 40);
    b->job.options.sort[0] = "组";
    assert_false(print_list(b, list));
    assert_has(findings(b), "error[Q015]");
}

static void test_split_makes_a_file_a_village(void **state)
{
    struct bench *b = *state;
    add_field(b, "户主", 40);
    b->job.options.village = "村";
    b->job.options.split = true;
    b->job.options.separators = true;
    assert_true(print_list(b, list));
    assert_int_equal(b->n_files, 2);
    assert_string_equal(b->names[0], "白石村");
    assert_has(b->files[0].p, "邵青");
    assert_lacks(b->files[0].p, "程砚");
    assert_has(b->files[0].p, "\"白石村\"");
    assert_int_equal(count(b->files[1].p, "page "), 3);
}

static void test_split_needs_its_column(void **state)
{
    struct bench *b = *state;
    add_field(b, "户主", 40);
    b->job.options.village = "组";
    b->job.options.split = true;
    assert_false(print_list(b, list));
    assert_has(findings(b), "error[Q010]");
    assert_int_equal(b->n_files, 0);
}

static void test_copies_and_ranges_keep_serial_numbers(void **state)
{
    struct bench *b = *state;
    add_field(b, "户主", 40);
    b->job.options.copies = 2;
    b->job.options.first = 2;
    b->job.options.last = 3;
    assert_true(print_list(b, list));
    const char *text = b->files[0].p;
    assert_int_equal(count(text, "page "), 4);
    assert_int_equal(count(text, "\"000002\""), 2);
    assert_int_equal(count(text, "bookmark"), 2);
    assert_lacks(text, "000001");
    assert_int_equal(b->report.total.outside, 2);
    assert_agrees(&b->report.total);
}

static void test_a_missing_or_repeated_key_is_refused_with_its_cell(void **state)
{
    struct bench *b = *state;
    add_field(b, "户主", 40);
    assert_true(print_list(b, "户号,户主\n0001,许玥\n,程砚\n0001,邵青\n0004,陆棠\n"));
    const char *text = findings(b);
    assert_has(text, "error[Q001]");
    assert_has(text, "the cell A3");
    assert_has(text, "error[Q002]");
    assert_has(text, "in the cell A4 is in A2");
    assert_has(b->files[0].p, "page ");
    assert_int_equal(b->report.total.printed, 2);
    assert_int_equal(b->report.total.refused, 2);
    assert_agrees(&b->report.total);
}

static void test_no_key_column_prints_nothing(void **state)
{
    struct bench *b = *state;
    add_field(b, "户主", 40);
    assert_false(print_list(b, "户主,村\n许玥,白石村\n"));
    assert_int_equal(b->n_files, 0);
    assert_has(findings(b), "户号");
}

static void test_a_kept_file_is_not_made_again(void **state)
{
    struct bench *b = *state;
    add_field(b, "户主", 40);
    b->job.options.village = "村";
    b->job.options.split = true;
    b->keep = "白石村";
    assert_true(print_list(b, list));
    assert_int_equal(b->n_files, 1);
    assert_int_equal(b->report.villages[0].kept, 2);
    assert_int_equal(b->report.villages[1].printed, 2);
    assert_agrees(&b->report.total);
}

static void test_a_sink_that_refuses_ends_the_run(void **state)
{
    struct bench *b = *state;
    add_field(b, "户主", 40);
    b->stop_after = 2;
    assert_false(print_list(b, list));
    assert_has(b->files[0].p, "abandoned");
}

static void test_a_village_that_is_refused_has_no_file(void **state)
{
    struct bench *b = *state;
    add_field(b, "户主", 40);
    b->job.options.village = "村";
    b->job.options.split = b->job.options.separators = true;
    assert_true(print_list(b, "户号,户主,村\n,许玥,白石村\n2,程砚,柳林村\n"));
    assert_string_equal(b->files[0].p, "abandoned\n");
    assert_int_equal(count(b->files[1].p, "page "), 2);
}

static void test_members_come_from_their_own_list(void **state)
{
    struct bench *b = *state;
    add_field(b, "户主", 40);
    add_field(b, "家庭成员/1/姓名", 30);
    add_field(b, "家庭成员/2/姓名", 30);
    b->job.data.members = read_list(b, "members",
                                    "户号,姓名\n0002,程小一\n0001,许大\n0001,许二\n0009,无户\n"
                                    "0004,甲\n0004,乙\n0004,丙\n");
    assert_true(print_list(b, list));
    const char *text = b->files[0].p, *notes = findings(b);
    assert_before(text, "\"许大\"", "\"许二\"");
    assert_before(text, "\"许二\"", "\"程小一\"");
    assert_has(notes, "warning[Q007]");
    assert_has(notes, "error[Q006]");
    assert_has(notes, "has 3 members, the form's table has 2 rows");
    assert_lacks(text, "陆棠");
    assert_int_equal(b->report.total.refused, 1);
}

static void test_keys_are_found_among_many(void **state)
{
    enum { HOUSEHOLDS = 2000, STRIDE = 7, FIRST = 1000, MEMBER = 50000 };
    struct bench *b = *state;
    struct buf csv = {0}, members = {0};
    add_field(b, "户号", 40);
    add_field(b, "家庭成员/1/姓名", 30);
    buf_str(&csv, "户号\n");
    buf_str(&members, "户号,姓名\n");
    for (int i = 0; i < HOUSEHOLDS; i++) /* each once, not in order; the last one is the first's */
        buf_printf(&csv, "%d\n", FIRST + (i == HOUSEHOLDS - 1 ? 0 : i * STRIDE % HOUSEHOLDS));
    for (int i = 1; i < HOUSEHOLDS; i += 2)
        buf_printf(&members, "%d,%d\n", FIRST + i, MEMBER + i);
    b->job.data.members = read_list(b, "members", members.p);
    assert_true(print_list(b, csv.p));
    const char *notes = findings(b);
    assert_int_equal(b->report.total.refused, 1);
    assert_int_equal(b->report.total.printed, HOUSEHOLDS - 1);
    assert_has(notes, "error[Q002]: \"1000\" in the cell A2001 is in A2 already");
    assert_int_equal(count(notes, "Q007"), 1); /* 2993, which is lacking */
    assert_int_equal(count(b->files[0].p, " \"5"), HOUSEHOLDS / 2 - 1);
    assert_before(b->files[0].p, "\"1007\"", "\"50007\"");
    assert_before(b->files[0].p, "\"50007\"", "\"1014\"");
    buf_drop(&csv);
    buf_drop(&members);
}

static void test_a_column_of_keys_that_is_empty_prints_nothing(void **state)
{
    struct bench *b = *state;
    add_field(b, "户主", 40);
    assert_false(print_list(b, "户号,户主\n,许玥\n,程砚\n"));
    assert_int_equal(b->n_files, 0);
    assert_has(findings(b), "error[Q030]: the column \"户号\" is empty in all rows");
}

static void test_refused_rows_are_handed_out_with_every_reason(void **state)
{
    enum { TOO_LONG = 300 };
    struct bench *b = *state;
    struct buf csv = {0};
    add_field(b, "户主", 12);
    buf_str(&csv, "户号,户主\n0001,许玥\n,程砚\n0001,邵青\n");
    for (int i = 0; i < TOO_LONG; i++)
        buf_printf(&csv, "%d,长得无论怎样缩小怎样换行也写不进去的名字\n", i + 10);
    buf_str(&csv, "9,\U000F0000\n");
    assert_true(print_list(b, csv.p));
    assert_int_equal(b->report.total.refused, TOO_LONG + 3);
    assert_int_equal(count(b->refused.p, "\n"), TOO_LONG + 3);
    const char *notes = findings(b);
    assert_int_equal(count(notes, "error[Q003]"), 5);
    assert_has(notes, "column B: Q003 was found 300 times, of which the first 5 are listed");
    assert_has(notes, "error[Q004]");
    assert_before(b->refused.p, "3 程砚: the cell A3 is empty", "4 邵青: \"0001\" in the cell A4");
    assert_before(b->refused.p, "304 长得", "305 \U000F0000: no font has the character");
    buf_drop(&csv);
}

static void test_what_is_too_much_for_a_file_is_parted(void **state)
{
    struct bench *b = *state;
    add_field(b, "户主", 40);
    b->job.options.file_pages = 4;
    b->job.options.copies = 2;
    assert_true(print_list(b, "户号,户主\n1,许玥\n2,程砚\n3,邵青\n4,陆棠\n5,许大\n"));
    assert_int_equal(b->n_files, 3);
    assert_string_equal(b->names[0], "all 1/3");
    assert_string_equal(b->names[2], "all 3/3");
    assert_int_equal(count(b->files[0].p, "page "), 4);
    assert_before(b->files[1].p, "邵青", "陆棠");
    assert_int_equal(count(b->files[2].p, "page "), 2);
    assert_has(b->files[2].p, "\"000005\"");
}

static void test_villages_are_parted_each_by_itself(void **state)
{
    struct bench *b = *state;
    add_field(b, "户主", 40);
    b->job.options.file_pages = 2;
    b->job.options.village = "村";
    b->job.options.split = true;
    assert_true(print_list(b, "户号,户主,村\n1,许玥,甲\n2,程砚,乙\n3,邵青,甲\n4,陆棠,甲\n"));
    assert_int_equal(b->n_files, 3);
    assert_string_equal(b->names[0], "甲 1/2");
    assert_string_equal(b->names[1], "甲 2/2");
    assert_string_equal(b->names[2], "乙");
    assert_has(b->files[1].p, "bookmark 1 0 \"甲\"");
    assert_int_equal(b->report.total.printed, 4);
}

static void test_a_date_goes_into_its_three_blanks(void **state)
{
    struct bench *b = *state;
    add_field(b, "日期/年", 20);
    add_field(b, "日期/月", 20);
    add_field(b, "日期/日", 20);
    assert_true(print_list(b, "户号,日期\n1,2026-09-19\n2,2027年1月2日\n"));
    const char *text = b->files[0].p;
    assert_before(text, "\"2026\"", "\"9\"");
    assert_before(text, "\"9\"", "\"19\"");
    assert_before(text, "\"2027\"", "\"2\"");
    assert_lacks(text, "2026-");
}

static void test_a_form_without_fields_is_no_form(void **state)
{
    struct bench *b = *state;
    assert_false(print_list(b, list));
    assert_has(findings(b), "error[Q008]");
}

static void test_many_households_get_their_own_codes(void **state)
{
    enum { HOUSEHOLDS = 3000 };
    struct bench *b = *state;
    struct buf csv = {0};
    add_field(b, "户号", 40);
    buf_str(&csv, "户号\n");
    for (int i = 0; i < HOUSEHOLDS; i++)
        buf_printf(&csv, "%06d\n", i);
    assert_true(print_list(b, csv.p));
    assert_int_equal(b->report.total.printed, HOUSEHOLDS);
    assert_int_equal(count(b->files[0].p, "bits"), HOUSEHOLDS);
    buf_drop(&csv);
}

static void test_each_form_begins_a_sheet(void **state)
{
    struct bench *b = *state;
    add_field(b, "户号", 40);
    b->job.options.duplex = b->job.options.separators = true;
    b->job.options.copies = 2;
    b->job.options.village = "村";
    assert_true(print_list(b, "户号,村\n0001,柳林村\n0002,柳林村\n"));
    const char *text = b->files[0].p, *second = strstr(text, "page 3 ");
    assert_int_equal(b->report.pages, 10); /* the separator too has its back */
    assert_has(text, "page 2 210x297\npage 3 ");
    assert_non_null(second);
    assert_has(second, "page 4 210x297\npage 5 ");
    assert_int_equal(count(text, "bits"), 4);
    assert_has(findings(b), "note[Q070]");
}

static void test_dense_codes_are_told(void **state)
{
    enum { LONG = 120 };
    struct bench *b = *state;
    struct buf csv = {0};
    add_field(b, "户主", 40);
    buf_str(&csv, "户号,户主\n");
    for (int i = 0; i < LONG; i++)
        buf_char(&csv, 'x');
    buf_str(&csv, ",许玥\n0002,程砚\n");
    assert_true(print_list(b, csv.p));
    const char *text = findings(b);
    assert_has(text, "warning[P060]");
    assert_int_equal(count(text, "P060"), 1);
    assert_int_equal(b->report.total.printed, 2);
    buf_drop(&csv);
}

/* What is asked where makes the version; what is said of it does not. */
static void test_versions_are_of_places(void **state)
{
    struct bench *b = *state;
    struct buf json = {0};
    add_field(b, "户号", 40)->key = true;
    struct page_field *box = add_box(b, "安全", "是");
    assert_true(print_list(b, list));
    const char *title = b->job.options.title, *code = print_form_code(b->job.form, title);
    assert_true(print_geometry(b->job.form, title, &json));
    assert_has(json.p, arena_printf(b->arena, "\"code\": \"%s\"", code));
    assert_has(json.p, "\"name\": \"安全\", \"option\": \"是\"");
    assert_has(json.p, "\"hollow\": true, \"x\": 22680, \"y\": 22680, \"side\": 11340}");
    buf_drop(&json);
    box->label = "是否安全";
    assert_true(print_list(b, list));
    assert_string_equal(print_form_code(b->job.form, title), code);
    box->x++;
    assert_true(print_list(b, list));
    assert_string_not_equal(print_form_code(b->job.form, title), code);
}

static void test_codes_follow_a_village_that_is_skipped(void **state)
{
    enum { SKIPPED = 9000, PRINTED = 600 };
    struct bench *b = *state;
    struct buf csv = {0};
    add_field(b, "户号", 40);
    b->job.options.village = "村";
    b->job.options.split = true;
    b->keep = "白石村";
    buf_str(&csv, "户号,村\n");
    for (int i = 0; i < SKIPPED + PRINTED; i++)
        buf_printf(&csv, "%06d,%s\n", i, i < SKIPPED ? "白石村" : "柳林村");
    assert_true(print_list(b, csv.p));
    assert_int_equal(b->report.total.kept, SKIPPED);
    assert_int_equal(b->report.total.printed, PRINTED);
    assert_int_equal(count(b->files[0].p, "bits"), PRINTED);
    buf_drop(&csv);
}

static void test_the_report_agrees_with_itself(void **state)
{
    struct bench *b = *state;
    add_field(b, "户主", 40);
    b->job.options.village = "村";
    assert_true(print_list(b, "户号,户主,村\n1,许玥,白石村\n,程砚,柳林村\n3,邵青,\n"));
    for (size_t i = 0; i < b->report.n; i++)
        assert_agrees(&b->report.villages[i]);
    struct buf out = {0};
    print_report_write(&b->report, DIAG_ZH, &out);
    assert_has(out.p, "白石村");
    assert_has(out.p, "（空）");
    assert_has(out.p, "合计                    3        2        0        1");
    buf_drop(&out);
}

static void test_a_long_name_is_shortened_in_the_report(void **state)
{
    struct bench *b = *state;
    struct buf list_of_two = {0}, out = {0};
    add_field(b, "户主", 40);
    b->job.options.village = "村";
    buf_str(&list_of_two, "户号,户主,村\n1,许玥,白石村\n2,程砚,");
    for (int i = 0; i < 100; i++)
        buf_str(&list_of_two, "长");
    buf_str(&list_of_two, "\n");
    assert_true(print_list(b, list_of_two.p));
    print_report_write(&b->report, DIAG_ZH, &out);
    assert_has(out.p, "长长长…");
    for (const char *line = out.p, *end; (end = strchr(line, '\n')); line = end + 1)
        assert_true(end - line < 120);
    buf_drop(&list_of_two);
    buf_drop(&out);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_open, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_page_a_household_holds_only_its_values),
        TEST(test_what_fills_what_is_told),
        TEST(test_villages_follow_as_they_first_come),
        TEST(test_rows_are_sorted_before_they_are_parted),
        TEST(test_sorting_needs_its_columns),
        TEST(test_split_makes_a_file_a_village),
        TEST(test_split_needs_its_column),
        TEST(test_copies_and_ranges_keep_serial_numbers),
        TEST(test_a_missing_or_repeated_key_is_refused_with_its_cell),
        TEST(test_no_key_column_prints_nothing),
        TEST(test_a_kept_file_is_not_made_again),
        TEST(test_a_sink_that_refuses_ends_the_run),
        TEST(test_a_village_that_is_refused_has_no_file),
        TEST(test_members_come_from_their_own_list),
        TEST(test_keys_are_found_among_many),
        TEST(test_a_column_of_keys_that_is_empty_prints_nothing),
        TEST(test_refused_rows_are_handed_out_with_every_reason),
        TEST(test_what_is_too_much_for_a_file_is_parted),
        TEST(test_villages_are_parted_each_by_itself),
        TEST(test_a_date_goes_into_its_three_blanks),
        TEST(test_a_form_without_fields_is_no_form),
        TEST(test_many_households_get_their_own_codes),
        TEST(test_each_form_begins_a_sheet),
        TEST(test_dense_codes_are_told),
        TEST(test_versions_are_of_places),
        TEST(test_codes_follow_a_village_that_is_skipped),
        TEST(test_the_report_agrees_with_itself),
        TEST(test_a_long_name_is_shortened_in_the_report),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
