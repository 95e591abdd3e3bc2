/* What clerks say for what the vocabulary says otherwise: who is taken for whom. */
#include "vocab_test.h"

/* said.def: its names are none of the vocabulary's, the attributes that they mean are. */
static void what_clerks_say_is_no_name_of_ours(void **state)
{
    (void)state;
    static const char *const elements[] = {
#define SAID_ELEMENT(name, advice) name,
#include "vocab/said.def"
    };
    static const char *const attrs[][2] = {
#define SAID_ATTR(name, attr) {name, attr},
#include "vocab/said.def"
    };
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (table_find_element(elements[i]) != EL_NONE)
            fail_msg("%s is an element", elements[i]);
    for (size_t i = 0; i < sizeof attrs / sizeof *attrs; i++) {
        enum element_id owner = 1;
        while (owner < EL_END && table_find_attr(owner, attrs[i][1]) == ATTR_NONE)
            owner++;
        if (owner == EL_END)
            fail_msg("no element has %s", attrs[i][1]);
    }
}

static void what_clerks_say_has_advice(void **state)
{
    (void)state;
    assert_non_null(said_element_advice("一级标题", VOCAB_ZH));
    assert_null(said_element_advice("标题", VOCAB_ZH));
    assert_string_equal(said_attr_meant(EL_SIGNATURE, "时间"), "日期");
    assert_string_equal(said_attr_meant(EL_FIELD, "名称"), "名");
    assert_string_equal(said_attr_meant(EL_ATTACHMENT, "名称"), "标题");
    assert_null(said_attr_meant(EL_TITLE, "时间"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_clerks_say_is_no_name_of_ours),
        cmocka_unit_test(what_clerks_say_has_advice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
