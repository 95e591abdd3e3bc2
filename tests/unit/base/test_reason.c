/* Reasons of the system: in the language of the findings. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/reason.h"

static void what_offices_meet_is_told_in_their_language(void **state)
{
    (void)state;
    struct diags *zh = diags_new(DIAG_ZH), *en = diags_new(DIAG_EN);
    assert_string_equal(reason_of(zh, ENOSPC), "磁盘满了");
    assert_string_equal(reason_of(en, ENOSPC), "the disk is full");
    assert_string_equal(reason_of(zh, EPERM), reason_of(zh, EACCES));
    diags_drop(zh);
    diags_drop(en);
}

static void what_they_do_not_meet_is_told_all_the_same(void **state)
{
    (void)state;
    struct diags *zh = diags_new(DIAG_ZH);
    assert_string_equal(reason_of(zh, EPROTO), strerror(EPROTO));
    diags_drop(zh);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_offices_meet_is_told_in_their_language),
        cmocka_unit_test(what_they_do_not_meet_is_told_all_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
