/* Cells of CSV: quotes, and what a spreadsheet must not compute. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "value/csv.h"

static void cells_are_quoted_and_inert(void **state)
{
    static const char *const rows[][2] = {
        {"甲", "甲"},
        {"", ""},
        {"甲,乙", "\"甲,乙\""},
        {"说\"好\"", "\"说\"\"好\"\"\""},
        {"a\nb", "\"a\nb\""},
        {" a", "\" a\""},
        {"=1+1", "\"\t=1+1\""},
        {"@SUM(A1)", "\"\t@SUM(A1)\""},
        {"+8613800000000", "\"\t+8613800000000\""},
        {"-5", "-5"},
        {"-1,234.50", "\"-1,234.50\""},
        {"-5+1", "\"\t-5+1\""},
        {"-1,2", "\"\t-1,2\""},
        {"-", "\"\t-\""},
        {"'1101", "\"\t'1101\""},
        {"0138", "0138"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf out = {0}, wanted = {0};
        csv_begin(&out);
        csv_add_row(&out, (const char *const[]){rows[i][0], "乙"}, 2);
        buf_printf(&wanted, "\xEF\xBB\xBF%s,乙\r\n", rows[i][1]);
        assert_string_equal(out.p, wanted.p);
        buf_drop(&out);
        buf_drop(&wanted);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(cells_are_quoted_and_inert)};
    return cmocka_run_group_tests_name("value/csv", tests, NULL, NULL);
}
