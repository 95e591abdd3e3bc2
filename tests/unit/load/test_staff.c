/* Staff files as tables: what is read of a CSV file, and of the book that is written to fill in. */
#include <unistd.h>

#include "../findings.h"
#include "../outside.h"
#include "../staff/staff_test.h"
#include "load/load.h"

struct loading {
    struct arena *arena;
    struct diags *diags;
    struct staff_records *records;
    const char *path;
};

static struct loading load(const char *suffix, const char *bytes, size_t n)
{
    struct loading l = {.arena = arena_new(), .diags = diags_new(DIAG_ZH)};
    const char *folder = folder_new(l.arena);
    assert_non_null(folder);
    l.path = arena_printf(l.arena, "%s/staff%s", folder, suffix);
    assert_true(file_put(l.path, bytes, n));
    l.records = load_staff(l.arena, l.path, &(struct sheet_choice){.beside = NULL}, l.diags);
    assert_int_equal(folder_drop(l.arena, folder), 0);
    return l;
}

static void loading_drop(struct loading *l)
{
    diags_drop(l->diags);
    arena_drop(l->arena);
}

static void a_row_is_a_tenure_and_its_person_unit_and_post_are_gathered(void **state)
{
    (void)state;
    static const char csv[] =
        "姓名,手机,单位,简称,职务,性质,任职时间,免职时间,兼任\n"
        "罗启明,13800000001,青禾县财政局,县财政局,局长,正职,2023.3.1,2026/8/31,\n"
        "李望舒,,县财政局,,局长,正职,2026年9月1日,,是\n"
        "罗启明,,青禾县审计局,,局长,,2026-09-01,,\n"
        "许知远,,,,,,,,\n";
    struct loading l = load(".csv", csv, strlen(csv));
    assert_non_null(l.records);
    assert_int_equal(l.records->last_person->index, 2);
    assert_int_equal(l.records->last_unit->index, 1);
    assert_int_equal(l.records->last_post->index, 1);
    assert_int_equal(l.records->last_tenure->index, 2);
    const struct staff_tenure *second = l.records->tenures->next;
    assert_true(second->concurrent);
    assert_int_equal(second->from.day, 1);
    assert_int_equal(second->to.year, 0);
    assert_ptr_equal(second->within, l.records->tenures->within);
    assert_int_equal(l.records->posts->seats, 1);
    struct staff *s = staff_open(l.arena, l.records, l.diags);
    assert_non_null(s);
    staff_close(s);
    loading_drop(&l);
}

static void people_of_one_name_are_told_apart_by_id(void **state)
{
    (void)state;
    static const char csv[] = "姓名,代号,电话,单位,职务\n周明,a1,13800000001,县财政局,会计\n"
                              "周明,A1,13800000002,县财政局,会计\n";
    struct loading l = load(".csv", csv, strlen(csv));
    assert_non_null(l.records);
    assert_int_equal(l.records->last_person->index, 1);
    assert_true(l.records->posts->seats > 1);
    loading_drop(&l);
}

static void names_that_are_nothing_but_dots_are_taken_as_they_are(void **state)
{
    (void)state;
    static const char csv[] = "姓名,单位,职务\n·,·,·\n周明,县财政局,会计\n";
    struct loading l = load(".csv", csv, strlen(csv));
    assert_non_null(l.records);
    assert_int_equal(l.records->last_person->index, 1);
    loading_drop(&l);
}

static void rows_of_one_person_that_disagree_are_an_error(void **state)
{
    (void)state;
    static const char csv[] = "姓名,电话,单位,职务\n周明,13800000001,县财政局,会计\n"
                              "周明,13800000002,县财政局,出纳\n";
    struct loading l = load(".csv", csv, strlen(csv));
    assert_null(l.records);
    assert_int_equal(diags_count(l.diags, DIAG_ERROR), 1);
    loading_drop(&l);
}

static void nobody_of_an_empty_book_is_real(void **state)
{
    (void)state;
    struct sheet_template sheets[LOAD_SHEETS];
    struct buf book = {0};
    struct diags *d = diags_new(DIAG_ZH);
    struct arena *a = arena_new();
    size_t n = load_workbook(a, "staff", sheets);
    assert_true(sheet_book(sheets, n, &book, d));
    struct loading l = load(".xlsx", book.p, book.n);
    assert_null(l.records);
    assert_int_equal(diags_count(l.diags, DIAG_ERROR), 1);
    assert_int_equal(diags_count(l.diags, DIAG_NOTE), n);
    assert_non_null(strstr(findings_text(l.arena, l.diags), "error[D018]: “"));
    loading_drop(&l);
    arena_drop(a);
    diags_drop(d);
    buf_drop(&book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_a_tenure_and_its_person_unit_and_post_are_gathered),
        cmocka_unit_test(people_of_one_name_are_told_apart_by_id),
        cmocka_unit_test(names_that_are_nothing_but_dots_are_taken_as_they_are),
        cmocka_unit_test(rows_of_one_person_that_disagree_are_an_error),
        cmocka_unit_test(nobody_of_an_empty_book_is_real),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
