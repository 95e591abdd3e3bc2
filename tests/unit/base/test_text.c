/* A text's characters know their places, and a place its line and column. */
#include "check.h"

#include "base/text.h"

static struct source *source_of(struct arena *a, const char *bytes)
{
    return source_new(a, "a.xml", bytes, strlen(bytes));
}

static void test_utf8_goes_in_and_out(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct source *src = source_of(a, "中𠮷a");
    struct text t = text_from_utf8(a, src->bytes, (struct pos){src, 0});
    assert_int_equal(t.n, 3);
    assert_string_equal(text_utf8(a, t), "中𠮷a");
    assert_true(text_equals(t, "中𠮷a"));
    assert_false(text_equals(t, "中𠮷"));
    assert_false(text_equals(t, "中𠮷ab"));
    assert_false(text_equals(t, "中国a"));
    arena_drop(a);
}

static struct text made(struct arena *a, const char *s)
{
    return text_from_utf8(a, s, (struct pos){NULL, 0});
}

static void test_a_text_starts_ends_and_has(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct text t = made(a, "县政府办");
    assert_true(text_starts_with(t, made(a, "县政")));
    assert_true(text_starts_with(t, t));
    assert_true(text_starts_with(t, made(a, "")));
    assert_false(text_starts_with(t, made(a, "政府")));
    assert_false(text_starts_with(made(a, "县"), t));
    assert_true(text_ends_with(t, made(a, "府办")));
    assert_true(text_ends_with(t, t));
    assert_false(text_ends_with(t, made(a, "政府")));
    assert_false(text_ends_with(made(a, "办"), t));
    assert_true(text_has(t, "县"));
    assert_true(text_has(t, "政府"));
    assert_true(text_has(t, "县政府办"));
    assert_false(text_has(t, "政办"));
    assert_false(text_has(t, "府办公"));
    assert_false(text_has(made(a, ""), "县"));
    arena_drop(a);
}

static void test_characters_know_their_places(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct source *src = source_of(a, "<p>中a</p>");
    struct text_builder b = {.arena = a, .src = src};
    text_add(&b, 0x4E2D, 3);
    text_add(&b, 'a', 6);
    struct text t = text_done(&b);
    assert_int_equal(text_pos(t, 0).off, 3);
    assert_int_equal(text_pos(t, 1).off, 6);
    assert_int_equal(text_pos(t, 2).off, 7);
    struct text part = text_part(t, 1, 2);
    assert_true(text_equals(part, "a"));
    assert_int_equal(text_pos(part, 0).off, 6);
    arena_drop(a);
}

static void test_texts_join(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct source *src = source_of(a, "附件");
    struct text_builder b = {.arena = a, .src = src};
    text_add_text(&b, text_from_utf8(a, "附件", (struct pos){src, 0}));
    text_add_utf8(&b, "：1.", 6);
    assert_true(text_equals(text_done(&b), "附件：1."));
    assert_int_equal(text_pos(text_done(&b), 4).off, 6);
    arena_drop(a);
}

static void test_the_empty_text(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct text none = {0};
    assert_true(text_equals(none, ""));
    assert_string_equal(text_utf8(a, none), "");
    assert_null(text_pos(none, 0).src);
    arena_drop(a);
}

static void assert_place(const struct source *src, uint32_t off, uint32_t line, uint32_t col)
{
    struct place place = source_place((struct pos){src, off});
    assert_int_equal(place.line, line);
    assert_int_equal(place.col, col);
    struct arena *a = arena_new();
    struct source_lines lines = {.arena = a};
    assert_int_equal(source_line(&lines, (struct pos){src, off}), line);
    arena_drop(a);
}

static void test_places_count_lines_and_characters(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct source *src = source_of(a, "ab\r\n中国x\n\nend");
    assert_place(src, 0, 1, 1);
    assert_place(src, 1, 1, 2);
    assert_place(src, 4, 2, 1);
    assert_place(src, 10, 2, 3);
    assert_place(src, 12, 3, 1);
    assert_place(src, 16, 4, 4);
    assert_place(src, 9999, 4, 4);
    struct place first = source_place((struct pos){src, 0});
    assert_int_equal(first.length, 2);
    assert_memory_equal(first.text, "ab", 2);
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_utf8_goes_in_and_out),
        cmocka_unit_test(test_characters_know_their_places),
        cmocka_unit_test(test_a_text_starts_ends_and_has),
        cmocka_unit_test(test_texts_join),
        cmocka_unit_test(test_the_empty_text),
        cmocka_unit_test(test_places_count_lines_and_characters),
    };
    return RUN(tests, "text");
}
