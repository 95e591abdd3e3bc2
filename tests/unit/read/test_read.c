/* What another program filled in comes back by name; files that are no forms are told. */
#include "bench.h"

static void test_values_come_back_by_name(void **state)
{
    struct bench *b = *state;
    fill(b, "户主=邩𠅤昇 结构=土坯、框架 安全=否 '备注．其他=屋后，\"有坡\"'");
    assert_true(read_file(b->list, b->filled, b->diags));
    const char *text = list_of(b);
    assert_memory_equal(text,
                        "\xEF\xBB\xBF"
                        "file,户主,备注.其他,结构,安全\r\n",
                        strlen("\xEF\xBB\xBF"
                               "file,户主,备注.其他,结构,安全\r\n"));
    assert_ends(text, ",邩𠅤昇,\"屋后，\"\"有坡\"\"\",土坯、框架,否\r\n");
}

/* A name in a PDF has at most 127 bytes. */
#define LONG_OPTION(end)                                                                                                                         \
    "房屋为土木结构且墙体出现裂缝屋面渗漏经有资质的机构鉴定为危房需要在今年汛期以前搬迁或者拆除重" \
    "建" end

static void test_an_option_too_long_for_a_name_comes_back_whole(void **state)
{
    struct bench *b = *state;
    const struct page_field fields[] = {
        field_of("户主", FIELD_TEXT, NULL, 0),
        field_of("结构", FIELD_CHECK, LONG_OPTION("的甲类"), 1),
        field_of("结构", FIELD_CHECK, LONG_OPTION("的乙类"), 2),
        field_of("安全", FIELD_RADIO, LONG_OPTION("的一类"), 3),
        field_of("安全", FIELD_RADIO, LONG_OPTION("的二类"), 4),
        field_of("去向", FIELD_RADIO, LONG_OPTION("的唯一一类"), 5)};
    write_fields(b, fields, sizeof fields / sizeof *fields);
    fill(b, "户主=许玥 结构=" LONG_OPTION("的乙类") " 安全=" LONG_OPTION(
                "的二类") " 去向=" LONG_OPTION("的唯一一类"));
    assert_true(read_file(b->list, b->filled, b->diags));
    assert_ends(list_of(b), ",许玥," LONG_OPTION("的乙类") "," LONG_OPTION(
                                "的二类") "," LONG_OPTION("的唯一一类") "\r\n");
    assert_string_equal(findings(b), "");
}

static void test_what_is_blank_stays_blank(void **state)
{
    struct bench *b = *state;
    assert_true(read_file(b->list, b->blank, b->diags));
    assert_ends(list_of(b), "blank.pdf,,,,\r\n");
}

static void test_each_file_has_its_row(void **state)
{
    struct bench *b = *state;
    fill(b, "户主=许玥");
    assert_true(read_file(b->list, b->blank, b->diags));
    assert_true(read_file(b->list, b->filled, b->diags));
    assert_ends(list_of(b), "filled.pdf,许玥,,,\r\n");
}

static void test_a_pdf_without_fields_is_told(void **state)
{
    struct bench *b = *state;
    assert_int_equal(system(arena_printf(b->arena, "qpdf --empty '%s'", b->filled)), 0);
    assert_false(read_file(b->list, b->filled, b->diags));
    const char *text = findings(b);
    assert_non_null(strstr(text, "error[Q011]"));
}

static void test_what_is_no_pdf_is_told(void **state)
{
    struct bench *b = *state;
    assert_false(read_file(b->list, "README.md", b->diags));
    assert_non_null(strstr(findings(b), "error[Q012]"));
    assert_false(read_file(b->list, b->folder, b->diags));
    assert_non_null(strstr(findings(b), "error[S004]"));
    assert_false(read_file(b->list, arena_printf(b->arena, "%s/none.pdf", b->folder), b->diags));
    assert_non_null(strstr(findings(b), "error[S002]"));
}

/* A file that refers to itself, one cut off: an end comes, and no crash. */
static void test_damaged_files_end_soon(void **state)
{
    struct bench *b = *state;
    static const char *const forms[] = {
        "<< /Fields [ 3 0 R ] >> endobj 3 0 obj << /T (a) /Kids [ 3 0 R 3 0 R ] >> endobj",
        "<< /Fields 2 0 R >> endobj", "<< /Fields [ 1 0 R 9 0 R (x) ] >> endobj"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        FILE *f = fopen(b->filled, "w");
        fprintf(f,
                "%%PDF-1.7\n1 0 obj << /Type /Catalog /AcroForm 2 0 R >> endobj\n2 0 obj %s\n"
                "trailer << /Root 1 0 R >>\n%%%%EOF\n",
                forms[i]);
        fclose(f);
        read_file(b->list, b->filled, b->diags);
    }
    assert_int_equal(
        system(arena_printf(b->arena, "head -c 90000 '%s' > '%s'", b->blank, b->filled)), 0);
    read_file(b->list, b->filled, b->diags);
    assert_non_null(list_of(b));
}

static char *many(struct bench *b, const char *part, int n)
{
    struct buf out = {0};
    for (int i = 0; i < n; i++)
        buf_str(&out, part);
    char *text = arena_strdup(b->arena, out.p);
    buf_drop(&out);
    return text;
}

static void test_fields_without_end_are_not_followed(void **state)
{
    struct bench *b = *state;
    enum { KIDS = 2000, FIELDS = 20000 };
    const char *kids = arena_printf(b->arena,
                                    "3 0 obj\n<< /T (a) /FT /Tx /V (x) /Kids [%s] >>\nendobj\n"
                                    "4 0 obj\n<< /FT /Tx >>\nendobj\n",
                                    many(b, "4 0 R ", KIDS));
    const char *again = arena_printf(b->arena, "[%s]", many(b, "3 0 R ", FIELDS));
    assert_false(read_file(b->list, write_hostile(b, again, kids), b->diags));
    assert_false(read_file(
        b->list, write_hostile(b, again, "3 0 obj\n<< /T (a) /FT /Tx /V (x) >>\nendobj\n"),
        b->diags));
    assert_false(read_file(
        b->list, write_hostile(b, "[3 0 R]", "3 0 obj\n<< /T (a) /Kids [3 0 R 3 0 R] >>\nendobj\n"),
        b->diags));
    assert_false(read_file(b->list, write_hostile(b, "[1 << >> [] null]", ""), b->diags));
    assert_string_equal(list_of(b), "\xEF\xBB\xBF"
                                    "file\r\n");
}

static void test_no_value_is_a_formula(void **state)
{
    struct bench *b = *state;
    static const char fields[] = "3 0 obj\n<< /T (a) /FT /Tx /V (=1+1) >>\nendobj\n"
                                 "4 0 obj\n<< /T (b) /FT /Tx /V (-5) >>\nendobj\n"
                                 "5 0 obj\n<< /T (c) /FT /Tx /V (+86 138) >>\nendobj\n"
                                 "6 0 obj\n<< /T (d) /FT /Tx /V (-A1) >>\nendobj\n";
    assert_true(
        read_file(b->list, write_hostile(b, "[3 0 R 4 0 R 5 0 R 6 0 R]", fields), b->diags));
    assert_ends(list_of(b), "hostile.pdf,\"\t=1+1\",-5,\"\t+86 138\",\"\t-A1\"\r\n");
}

static void test_files_of_other_forms_are_told(void **state)
{
    struct bench *b = *state;
    assert_true(read_file(b->list, b->blank, b->diags));
    assert_true(read_file(b->list, b->blank, b->diags));
    assert_null(strstr(findings(b), "[Q01"));
    const char *one = "3 0 obj\n<< /T (a) /FT /Tx >>\nendobj\n";
    assert_true(read_file(b->list, write_hostile(b, "[3 0 R]", one), b->diags));
    assert_non_null(strstr(findings(b), "warning[Q017]"));
    assert_true(read_file(b->list, b->blank, b->diags));
    assert_non_null(strstr(findings(b), "warning[Q018]"));
}

static void test_what_excel_would_compute_stands_behind_a_tab(void **state)
{
    struct bench *b = *state;
    fill(b, "户主==1+2 '备注．其他=-5'");
    assert_true(read_file(b->list, b->filled, b->diags));
    assert_ends(list_of(b), ",\"\t=1+2\",-5,,\r\n");
    size_t n;
    const struct read_sheet *s = read_list_sheets(b->list, DIAG_EN, &n);
    assert_int_equal(n, 1);
    assert_string_equal(s->columns[1].head, "户主");
    assert_string_equal(s->columns[1].cells[0], "=1+2");
    assert_null(s->columns[1].cells[1]);
}

static void test_a_form_given_twice_is_told(void **state)
{
    struct bench *b = *state;
    fill(b, "户主=许玥");
    assert_true(read_file(b->list, b->filled, b->diags));
    assert_true(read_file(b->list, b->blank, b->diags));
    assert_true(read_file(b->list, b->blank, b->diags));
    assert_true(read_file(b->list, b->filled, b->diags));
    const char *text = findings(b);
    assert_non_null(strstr(text, "filled.pdf\" say the same"));
    assert_null(strstr(text, "blank.pdf\" say the same"));
}

/* A form of two fields, the first its key when that is said. */
static void read_pair(struct bench *b, const char *first, const char *value, const char *other)
{
    const char *fields = arena_printf(b->arena,
                                      "3 0 obj\n<< /T %s /FT /Tx /V (%s) >>\nendobj\n"
                                      "4 0 obj\n<< /T (b) /FT /Tx /V (%s) >>\nendobj\n",
                                      first, value, other);
    assert_true(read_file(b->list, write_hostile(b, "[3 0 R 4 0 R]", fields), b->diags));
}

static void test_a_key_on_forms_that_disagree_is_told(void **state)
{
    struct bench *b = *state;
    static const char usual[] = "<FEFF623753F7>", named[] = "(a) /HongtouKey true";
    read_pair(b, usual, "0001", "x");
    read_pair(b, usual, "0002", "y");
    read_pair(b, usual, "", "z");
    read_pair(b, usual, "", "v");
    assert_string_equal(findings(b), "");
    read_pair(b, usual, "0001", "y");
    const char *text = findings(b);
    assert_non_null(strstr(text, "warning[D017]"));
    assert_non_null(strstr(text, "both have the 户号 0001"));
    b->list = read_list_new(b->arena);
    read_pair(b, "(a)", "7", "x");
    read_pair(b, "(a)", "7", "y");
    assert_null(strstr(findings(b), "the a 7"));
    b->list = read_list_new(b->arena);
    read_pair(b, named, "7", "x");
    read_pair(b, named, "7", "y");
    assert_non_null(strstr(findings(b), "both have the a 7"));
}

/* ---- what forms ask, and what cannot be ---- */

/* A column of a sheet by its head. */
static const struct read_sheet_column *column_of(const struct read_sheet *s, const char *head)
{
    for (size_t i = 0; i < s->n_columns; i++)
        if (strcmp(s->columns[i].head, head) == 0)
            return &s->columns[i];
    fail_msg("no column %s", head);
    return NULL;
}

static void test_what_cannot_be_is_kept_and_told(void **state)
{
    struct bench *b = *state;
    static const char fields[] =
        "3 0 obj\n<< /T (a) /TU (how many) /FT /Tx /V (three) /HongtouTakes /number >>\nendobj\n"
        "4 0 obj\n<< /T (b) /FT /Tx /V <FEFFFF11FF0C003000300030> /HongtouTakes /number "
        ">>\nendobj\n"
        "5 0 obj\n<< /T (c) /FT /Tx /V (-1) /HongtouTakes /number >>\nendobj\n"
        "6 0 obj\n<< /T (d) /FT /Tx /V (12) /HongtouTakes /phone >>\nendobj\n"
        "7 0 obj\n<< /T (e) /FT /Tx /V (110101199003070012) /HongtouTakes /card >>\nendobj\n"
        "8 0 obj\n<< /T (f) /FT /Tx /V (x\\r\\ny\\rz ) >>\nendobj\n"
        "9 0 obj\n<< /T (g) /FT /Tx /V (/) /HongtouTakes /number >>\nendobj\n";
    assert_true(read_file(b->list,
                          write_hostile(b, "[3 0 R 4 0 R 5 0 R 6 0 R 7 0 R 8 0 R 9 0 R]", fields),
                          b->diags));
    size_t n;
    const struct read_sheet *s = read_list_sheets(b->list, DIAG_EN, &n);
    assert_int_equal(n, 2);
    assert_string_equal(column_of(s, "how many")->cells[0], "three");
    assert_string_equal(column_of(s, "b")->cells[0], "1,000");
    assert_int_equal(column_of(s, "b")->takes, ENTRY_NUMBER);
    assert_string_equal(column_of(s, "f")->cells[0], "x\ny\nz");
    const struct read_sheet_column *entry = column_of(&s[1], "entry");
    static const char *const doubtful[] = {"three", "-1", "12", "110101199003070012"};
    for (size_t i = 0; i < sizeof doubtful / sizeof *doubtful; i++)
        assert_string_equal(entry->cells[i], doubtful[i]);
    assert_null(entry->cells[sizeof doubtful / sizeof *doubtful]);
    static const char *const codes[] = {"[D040]", "[D041]", "[D043]", "[D044]"};
    const char *text = findings(b);
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        assert_non_null(strstr(text, codes[i]));
}

static const char *date_read_back(struct bench *b, const char *year, const char *month,
                                  const char *day)
{
    static const char field[] = "%d 0 obj\n<< /T <FEFF%s> /FT /Tx /V (%s) /HongtouTakes /date >>"
                                "\nendobj\n";
    char objects[3][200];
    snprintf(objects[0], sizeof objects[0], field, 3, "0041002F5E74", year);
    snprintf(objects[1], sizeof objects[1], field, 4, "0041002F6708", month);
    snprintf(objects[2], sizeof objects[2], field, 5, "0041002F65E5", day);
    b->list = read_list_new(b->arena);
    const char *all = arena_printf(b->arena, "%s%s%s", objects[0], objects[1], objects[2]);
    assert_true(read_file(b->list, write_hostile(b, "[3 0 R 4 0 R 5 0 R]", all), b->diags));
    size_t n;
    const struct read_sheet *s = read_list_sheets(b->list, DIAG_EN, &n);
    assert_int_equal(s->n_columns, 2);
    assert_int_equal(s->columns[1].takes, ENTRY_DATE);
    return column_of(s, "A")->cells[0];
}

static void test_the_parts_of_a_date_are_one(void **state)
{
    struct bench *b = *state;
    assert_string_equal(date_read_back(b, "2026", "9", "01"), "2026-09-01");
    assert_string_equal(date_read_back(b, "2026", "12", ""), "2026-12");
    assert_string_equal(date_read_back(b, "2026", "", ""), "2026年");
    assert_string_equal(date_read_back(b, "", "", ""), "");
    assert_null(strstr(findings(b), "[D042]"));
    assert_string_equal(date_read_back(b, "2026", "2", "30"), "2026年2月30日");
    assert_string_equal(date_read_back(b, "", "9", "1"), "9月1日");
    assert_string_equal(date_read_back(b, "26", "9", "1"), "26年9月1日");
    assert_non_null(strstr(findings(b), "26年9月1日"));
}

static void test_boxes_that_say_another_thing_are_told(void **state)
{
    struct bench *b = *state;
    static const char fields[] =
        "3 0 obj\n<< /T (a) /FT /Btn /Ff 32768 /V /x /Kids [4 0 R 5 0 R] >>\nendobj\n"
        "4 0 obj\n<< /Parent 3 0 R /AS /Off >>\nendobj\n"
        "5 0 obj\n<< /Parent 3 0 R /AS /y >>\nendobj\n"
        "6 0 obj\n<< /T (b) /Kids [7 0 R 8 0 R] >>\nendobj\n"
        "7 0 obj\n<< /Parent 6 0 R /T (p/q) /FT /Btn /V /On /AS /On >>\nendobj\n"
        "8 0 obj\n<< /Parent 6 0 R /T <FEFF0031FF0E0035> /FT /Btn /V /1#2e5 /AS /1#2e5 "
        ">>\nendobj\n";
    assert_true(read_file(b->list, write_hostile(b, "[3 0 R 6 0 R]", fields), b->diags));
    assert_ends(list_of(b), "hostile.pdf,x,p/q|1.5\r\n");
    assert_non_null(strstr(findings(b), "[D045]"));
    size_t n;
    const struct read_sheet *s = read_list_sheets(b->list, DIAG_EN, &n);
    assert_string_equal(column_of(&s[1], "entry")->cells[0], "y");
    assert_null(column_of(&s[1], "entry")->cells[1]);
}

static void test_each_owner_is_a_row(void **state)
{
    struct bench *b = *state;
    static const char fields[] =
        "3 0 obj\n<< /T (01) /HongtouOwner true /Kids [4 0 R 5 0 R] >>\nendobj\n"
        "4 0 obj\n<< /Parent 3 0 R /T (k) /FT /Tx /V (7) /DV (7) /HongtouKey true >>\nendobj\n"
        "5 0 obj\n<< /Parent 3 0 R /T (m/1/n) /FT /Tx /V (one) >>\nendobj\n"
        "6 0 obj\n<< /T (02) /HongtouOwner true /Kids [7 0 R 8 0 R] >>\nendobj\n"
        "7 0 obj\n<< /Parent 6 0 R /T (k) /FT /Tx /V (8) /DV (8) /HongtouKey true >>\nendobj\n"
        "8 0 obj\n<< /Parent 6 0 R /T (m/1/n) /FT /Tx >>\nendobj\n";
    assert_true(read_file(b->list, write_hostile(b, "[3 0 R 6 0 R]", fields), b->diags));
    assert_non_null(strstr(list_of(b), "（01）,7,one\r\n"));
    assert_ends(list_of(b), "（02）,8,\r\n");
    size_t n;
    const struct read_sheet *s = read_list_sheets(b->list, DIAG_EN, &n);
    assert_int_equal(n, 3);
    assert_int_equal(s[0].n_columns, 2);
    assert_string_equal(s[1].name, "m");
    assert_string_equal(column_of(&s[1], "k")->cells[0], "7");
    assert_string_equal(column_of(&s[1], "n")->cells[0], "one");
    assert_null(column_of(&s[1], "n")->cells[1]);
    const char *text = findings(b);
    assert_non_null(strstr(text, "（02）\" has what it was sent out with"));
    assert_null(strstr(text, "（01）\" was not filled in"));
}

/* What somebody said of a doubt goes into the list, and only there where it was asked. */
static void test_doubts_are_settled(void **state)
{
    struct bench *b = *state;
    static const char fields[] =
        "3 0 obj\n<< /T (01) /HongtouOwner true /Kids [4 0 R 5 0 R] >>\nendobj\n"
        "4 0 obj\n<< /Parent 3 0 R /T (k) /FT /Tx /V (7) /DV (7) /HongtouKey true >>\nendobj\n"
        "5 0 obj\n<< /Parent 3 0 R /T (a) /TU (how many) /FT /Tx /V (three) /HongtouTakes /number "
        ">>\nendobj\n"
        "6 0 obj\n<< /T (02) /HongtouOwner true /Kids [7 0 R 8 0 R] >>\nendobj\n"
        "7 0 obj\n<< /Parent 6 0 R /T (k) /FT /Tx /V (8) /DV (8) /HongtouKey true >>\nendobj\n"
        "8 0 obj\n<< /Parent 6 0 R /T (a) /FT /Tx /HongtouTakes /number >>\nendobj\n";
    assert_true(read_file(b->list, write_hostile(b, "[3 0 R 6 0 R]", fields), b->diags));
    assert_int_equal(read_list_forms(b->list), 2);
    assert_int_equal(read_list_queries(b->list), 2);
    struct read_query q = read_list_query(b->list, 0, DIAG_EN);
    assert_string_equal(q.entry, "three");
    assert_string_equal(read_list_question(b->list, q.question).head, "how many");
    assert_string_equal(read_list_form(b->list, q.form).key, "7");
    assert_int_equal(read_list_query(b->list, 1, DIAG_EN).question, READ_WHOLE);
    const struct read_settled wrong[] = {{"hostile.pdf", "01", "a", "four", "3"},
                                         {"other.pdf", "01", "a", "three", "3"},
                                         {"hostile.pdf", "02", "a", "three", "3"},
                                         {"hostile.pdf", "01", "k", "7", "8"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(read_list_settle(b->list, &wrong[i]));
    const struct read_settled right = {"hostile.pdf", "01", "a", "three", "3"};
    assert_true(read_list_settle(b->list, &right));
    assert_string_equal(read_list_entry(b->list, 0, q.question), "3");
    assert_false(read_list_settle(b->list, &right));
    assert_true(read_list_settle(b->list, &(struct read_settled){"hostile.pdf", "02", "", "", ""}));
    assert_int_equal(read_list_queries(b->list), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_values_come_back_by_name),
        TEST(test_an_option_too_long_for_a_name_comes_back_whole),
        TEST(test_what_is_blank_stays_blank),
        TEST(test_each_file_has_its_row),
        TEST(test_a_pdf_without_fields_is_told),
        TEST(test_what_is_no_pdf_is_told),
        TEST(test_damaged_files_end_soon),
        TEST(test_fields_without_end_are_not_followed),
        TEST(test_no_value_is_a_formula),
        TEST(test_files_of_other_forms_are_told),
        TEST(test_what_excel_would_compute_stands_behind_a_tab),
        TEST(test_a_form_given_twice_is_told),
        TEST(test_a_key_on_forms_that_disagree_is_told),
        TEST(test_what_cannot_be_is_kept_and_told),
        TEST(test_the_parts_of_a_date_are_one),
        TEST(test_boxes_that_say_another_thing_are_told),
        TEST(test_each_owner_is_a_row),
        TEST(test_doubts_are_settled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
