/* No mend loses a word: what a document says before is said afterwards, whatever elements say it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "office/fix_int.h"

static struct fixing document(struct arena *a, const char *xml)
{
    struct diags *d = diags_new(DIAG_EN);
    struct fixing f = {.arena = a, .tree = xml_parse(a, "t.xml", xml, strlen(xml), d)};
    assert_non_null(f.tree);
    diags_drop(d);
    return f;
}

static bool keeps(const char *before, const char *after)
{
    struct arena *a = arena_new();
    struct fixing old = document(a, before), now = document(a, after);
    bool kept = fix_keeps_words(&old, &now);
    arena_drop(a);
    return kept;
}

static void test_words_that_move_are_kept(void **state)
{
    (void)state;
    assert_true(keeps("<a><p>一、加强值班</p><p>1、安排人员；</p></a>",
                      "<a><s t='加强值班'><s><p>安排人员；</p></s></s></a>"));
    assert_true(keeps("<a><p>重<em>点</em>工作</p></a>", "<a><s t='重点工作'/></a>"));
    assert_true(keeps("<a><p>附件：1.任务分解表</p><附件 标题='任务分解表'/></a>",
                      "<a><附件 标题='任务分解表'/></a>"));
    assert_true(keeps("<a><p>白石镇人民政府</p><p>二〇二六年九月十五日</p></a>",
                      "<a><s o='白石镇人民政府' d='2026-09-15'/></a>"));
}

static void test_words_that_go_are_missed(void **state)
{
    (void)state;
    assert_false(keeps("<a><p>一、加强值班</p><p>1、安排人员；</p></a>", "<a><s t='加强值班'/></a>"));
    assert_false(keeps("<a><p>及时上报。</p></a>", "<a><!--及时上报--></a>"));
    assert_false(keeps("<a><s><p>压实责任</p></s></a>", "<a/>"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_that_move_are_kept),
        cmocka_unit_test(test_words_that_go_are_missed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
