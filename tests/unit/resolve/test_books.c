/* Empty books: what is written is what is read, and every example has what is required. */
#include "plans_test.h"
#include "resolve/books.h"

static void every_kind_has_a_sheet_with_whole_columns(void **state)
{
    (void)state;
    char kinds[64];
    snprintf(kinds, sizeof kinds, "%s", book_kinds());
    int found = 0;
    for (char *rest = kinds, *kind; (kind = strtok_r(rest, " ", &rest)); found++) {
        size_t n;
        const struct sheet_template *sheets = book_sheets(kind, &n);
        assert_non_null(sheets);
        assert_int_equal(n, 1);
        assert_non_null(sheets->columns[0].example); /* what the mark goes before */
        for (size_t i = 0; i < sheets->n_columns; i++) {
            const struct sheet_template_column *c = &sheets->columns[i];
            assert_true(c->head[0] && c->width > 0);
            assert_null(c->cells);
            assert_true(c->example || !c->required);
        }
    }
    assert_int_equal(found, 2);
}

static void other_kinds_have_none(void **state)
{
    (void)state;
    size_t n;
    assert_null(book_sheets("staff", &n));
    assert_null(book_sheets("", &n));
    assert_int_equal(n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_has_a_sheet_with_whole_columns),
        cmocka_unit_test(other_kinds_have_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
