/* Names of files: what systems make of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/name.h"

static void what_is_wrong_with_a_name_is_known(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum name_fault fault;
    } names[] = {{"关于防汛的通知.xml", NAME_FINE}, {"a-b.c_d (1).xml", NAME_FINE}, {"", NAME_EMPTY},
                 {"a\xFF", NAME_BYTES},            {"a\u202E" "b", NAME_UNSEEN},   {"a\xC2\x85", NAME_UNSEEN},
                 {"a\tb", NAME_UNSEEN},            {"a\\b", NAME_SLASH},          {"a/b", NAME_SLASH},
                 {"..", NAME_HIDDEN},              {"-o", NAME_DASH},              {"a|b", NAME_SIGN},
                 {"a ", NAME_BLANK},               {"a.", NAME_BLANK},             {"　a", NAME_BLANK},
                 {"con", NAME_DEVICE},             {"Lpt9.tar.gz", NAME_DEVICE},   {"CON .xml", NAME_DEVICE},
                 {"console.xml", NAME_FINE},       {"com.xml", NAME_FINE},         {"com10.xml", NAME_FINE}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_int_equal(name_fault(names[i].name, strlen(names[i].name)), names[i].fault);
    char longest[201];
    memset(longest, 'a', sizeof longest);
    assert_int_equal(name_fault(longest, 200), NAME_FINE);
    assert_int_equal(name_fault(longest, 201), NAME_LONG);
}

static void names_of_one_file_fold_alike(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    assert_string_equal(name_folded(a, "Plan.XML"), name_folded(a, "pLAN.xml"));
    assert_string_equal(name_folded(a, "CAF\u00C9"), name_folded(a, "cafe\u0301"));
    assert_string_not_equal(name_folded(a, "（1）"), name_folded(a, "(1)"));
    assert_string_equal(name_folded(a, "通知"), "通知");
    assert_string_equal(name_folded(a, ""), "");
    arena_drop(a);
}

static void a_name_is_shown_as_it_can_be_seen(void **state)
{
    (void)state;
    struct buf b = {0};
    buf_shown(&b, "a\u202E\x1B\xFF通");
    assert_string_equal(b.p, "a\\u{202E}\\u{1B}\\x{FF}通");
    buf_drop(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_wrong_with_a_name_is_known),
        cmocka_unit_test(names_of_one_file_fold_alike),
        cmocka_unit_test(a_name_is_shown_as_it_can_be_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
