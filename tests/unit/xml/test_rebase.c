/* Edits of one edition made in another that was changed meanwhile: what is kept, what is left. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "xml/edit.h"

/* One edit: the first place of old in the earlier edition becomes new; with old empty, new is put in
 * front of before. Those with together belong to the group of the one above. */
struct wish {
    const char *old, *new, *before;
    bool together;
};

struct result {
    struct arena *arena;
    const char *text;
    xml_clashes left;
    struct source *is;
    size_t kept;
};

static struct result rebased(const char *was, const char *is, const struct wish *wishes, size_t n)
{
    struct result r = {.arena = arena_new()};
    struct source *before = source_new(r.arena, "was", was, strlen(was));
    struct xml_edits edits = {.arena = r.arena};
    struct buf out = {0};
    r.is = source_new(r.arena, "is", is, strlen(is));
    for (size_t i = 0; i < n; i++) {
        const struct wish *w = &wishes[i];
        const char *at = strstr(was, *w->old ? w->old : w->before);
        assert_non_null(at);
        edits.group += i && !w->together;
        uint32_t from = (uint32_t)(at - was);
        xml_edit(&edits, from, from + (uint32_t)strlen(w->old), w->new);
    }
    xml_edits_rebase(&edits, before, r.is, &r.left, &r.kept);
    xml_edits_apply(r.is, &edits, &out);
    r.text = arena_strndup(r.arena, out.p ? out.p : "", out.n);
    buf_drop(&out);
    return r;
}

#define REBASED(was, is, ...)                                                                      \
    rebased(was, is, (const struct wish[]){__VA_ARGS__},                                           \
            sizeof(const struct wish[]){__VA_ARGS__} / sizeof(struct wish))

#define CHANGE(from, to)    {.old = from, .new = to}
#define PUT(text, in_front) {.old = "", .new = text, .before = in_front}

/* There: what stands in the other edition where the clash was. */
static void assert_result(struct result r, const char *text, const char *there)
{
    assert_string_equal(r.text, text);
    assert_int_equal(r.left.n, there != NULL);
    if (there)
        assert_string_equal(arena_strndup(r.arena, r.is->bytes + r.left.v[0].from,
                                          r.left.v[0].to - r.left.v[0].from),
                            there);
    arena_drop(r.arena);
}

#define WAS "<a x=\"甲\">\n <b>今年以来，降水少四成，火险高。</b>\n <b>乙。</b>\n</a>\n"

static void test_changes_at_different_places_are_both_made(void **state)
{
    (void)state;
    assert_result(REBASED(WAS, "<a x=\"甲\">\n <b>去年以来，降水少四成，火险高。</b>\n <b>乙。</b>\n</a>\n",
                          CHANGE("四成", "五成")),
                  "<a x=\"甲\">\n <b>去年以来，降水少五成，火险高。</b>\n <b>乙。</b>\n</a>\n", NULL);
    assert_result(REBASED(WAS, "<a x=\"丙\">\n <b>今年以来，降水少四成，火险高。</b>\n</a>\n",
                          CHANGE("火险高", "火险很高")),
                  "<a x=\"丙\">\n <b>今年以来，降水少四成，火险很高。</b>\n</a>\n", NULL);
    assert_result(REBASED(WAS, WAS, CHANGE("乙", "丙")),
                  "<a x=\"甲\">\n <b>今年以来，降水少四成，火险高。</b>\n <b>丙。</b>\n</a>\n", NULL);
}

static void test_one_clause_is_one_place(void **state)
{
    (void)state;
#define OTHER "<a x=\"甲\">\n <b>今年以来，降水多四成，火险高。</b>\n <b>乙。</b>\n</a>\n"
    assert_result(REBASED(WAS, OTHER, CHANGE("四成", "五成")), OTHER, "降水多四成，");
    assert_result(REBASED(WAS, OTHER, PUT("总", "降水")), OTHER, "降水多四成，");
    assert_result(REBASED("<a x=\"1000\"/>", "<a x=\"1005\"/>", CHANGE("1", "2")), "<a x=\"1005\"/>", "1005");
    assert_result(REBASED("<a x=\"\"/>", "<a x=\"甲\"/>", PUT("乙", "\"/")), "<a x=\"甲\"/>", "甲");
    assert_result(REBASED("<a>今年</a>", "<a>去年</a>", PUT("底", "</a>")), "<a>去年</a>", "去年");
    /* a clause of its own beside it is another place */
    assert_result(REBASED(WAS, OTHER, PUT("气温高，", "降水")),
                  "<a x=\"甲\">\n <b>今年以来，气温高，降水多四成，火险高。</b>\n <b>乙。</b>\n</a>\n", NULL);
#undef OTHER
}

static void test_the_same_change_on_both_sides_is_none(void **state)
{
    (void)state;
    const char *is = "<a x=\"甲\">\n <b>今年以来，降水少五成，火险高。</b>\n <b>乙。</b>\n</a>\n";
    assert_result(REBASED(WAS, is, CHANGE("四成", "五成")), is, NULL);
    is = "<a x=\"甲\">\n <b>今年以来，降水少四成，火险高。</b>\n <b>丙。</b>\n <b>乙。</b>\n</a>\n";
    assert_result(REBASED(WAS, is, PUT("\n <b>丙。</b>", "\n <b>乙")), is, NULL);
    is = "<a x=\"甲\">\n <b>今年以来，降水少四成，火险高。</b>\n</a>\n";
    assert_result(REBASED(WAS, is, CHANGE("\n <b>乙。</b>", "")), is, NULL);
}

static void test_new_elements_at_one_place_are_both_kept(void **state)
{
    (void)state;
    assert_result(REBASED("<a><b>1</b></a>", "<a><b>1</b><b>2</b></a>", PUT("<b>3</b>", "</a>")),
                  "<a><b>1</b><b>2</b><b>3</b></a>", NULL);
}

static void test_what_went_is_not_changed_and_what_changed_does_not_go(void **state)
{
    (void)state;
    const char *is = "<a x=\"甲\">\n <b>今年以来，降水少四成，火险高。</b>\n</a>\n";
    assert_result(REBASED(WAS, is, CHANGE("乙", "丙")), is, "");
    is = "<a x=\"甲\">\n <b>今年以来，降水少四成，火险高。</b>\n <b>丁。</b>\n</a>\n";
    assert_result(REBASED(WAS, is, CHANGE("\n <b>乙。</b>", "")), is, "\n <b>丁。</b>");
}

static void test_a_group_is_made_or_left_together(void **state)
{
    (void)state;
    const char *is = "<a x=\"甲\">\n <b>今年以来，降水少四成，火险高。</b>\n <b>丁。</b>\n</a>\n";
    assert_result(REBASED(WAS, is, PUT("\n <b>乙。</b>", "\n <b>今"), {.old = "\n <b>乙。</b>", .new = "", .together = true}),
                  is, "\n <b>丁。</b>");
    assert_result(REBASED(WAS, is, CHANGE("四成", "五成"), CHANGE("乙", "丙")),
                  "<a x=\"甲\">\n <b>今年以来，降水少五成，火险高。</b>\n <b>丁。</b>\n</a>\n", "丁。");
}

static void test_another_text_has_little_of_it(void **state)
{
    (void)state;
    struct result r = REBASED(WAS, "<c>\n <d>全是别的</d>\n</c>\n", CHANGE("乙", "丙"));
    assert_true(r.kept * 4 < strlen(WAS));
    assert_string_equal(r.text, "<c>\n <d>全是别的</d>\n</c>\n");
    arena_drop(r.arena);
    r = REBASED("", "", PUT("甲", ""));
    assert_string_equal(r.text, "甲");
    arena_drop(r.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_changes_at_different_places_are_both_made),
        cmocka_unit_test(test_one_clause_is_one_place),
        cmocka_unit_test(test_the_same_change_on_both_sides_is_none),
        cmocka_unit_test(test_new_elements_at_one_place_are_both_kept),
        cmocka_unit_test(test_what_went_is_not_changed_and_what_changed_does_not_go),
        cmocka_unit_test(test_a_group_is_made_or_left_together),
        cmocka_unit_test(test_another_text_has_little_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
