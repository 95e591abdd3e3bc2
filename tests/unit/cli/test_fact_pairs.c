/* Facts of two days: what is the same is left out, what moved is paired, pinned ones never differ;
 * and the page of a name is told from the pages' words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cli/people_int.h"

enum { MOST = 8 };

struct said {
    struct fact facts[MOST];
    size_t n;
};

/* One more fact, of the member at a place. */
static void say(struct said *s, uint32_t off, const char *key, const char *person, const char *post)
{
    struct fact *fact = &s->facts[s->n];
    *fact = (struct fact){
        .pos = {NULL, off}, .key = key, .value = person, .post = post, .person = person};
    if (s->n++)
        s->facts[s->n - 2].next = fact;
}

static const struct fact *first_of(const struct said *s)
{
    return s->n ? s->facts : NULL;
}

static size_t compare(struct arena *a, const struct said *x, const struct said *y,
                      const struct fact_pair **out)
{
    return facts_pair(a, first_of(x), first_of(y), out);
}

static void what_is_the_same_is_left_out(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct said x = {.n = 0}, y = {.n = 0};
    const struct fact_pair *out;
    say(&x, 10, "岗位:甲", "罗启明", "甲");
    say(&x, 20, "人员:李望", "李望", NULL);
    say(&y, 10, "岗位:甲", "罗启明", "甲");
    say(&y, 20, "人员:李望", "李望", NULL);
    assert_int_equal(compare(a, &x, &y, &out), 0);
    arena_drop(a);
}

static void a_new_holder_and_a_new_post_are_paired(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct said x = {.n = 0}, y = {.n = 0};
    const struct fact_pair *out;
    say(&x, 10, "岗位:甲", "罗启明", "甲");
    say(&x, 20, "人员:李望", "李望", "乙");
    say(&y, 10, "岗位:甲", "周柏", "甲");
    say(&y, 20, "人员:李望", "李望", "丙");
    assert_int_equal(compare(a, &x, &y, &out), 2);
    assert_ptr_equal(out[0].before, &x.facts[0]);
    assert_ptr_equal(out[0].after, &y.facts[0]);
    assert_ptr_equal(out[1].after, &y.facts[1]);
    arena_drop(a);
}

static void people_of_one_name_are_two(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct said x = {.n = 0}, y = {.n = 0};
    const struct fact_pair *out;
    say(&x, 10, "岗位:甲", "张伟", "甲");
    say(&y, 10, "岗位:甲", "张伟", "甲");
    x.facts[0].person = "张伟1";
    y.facts[0].person = "张伟2";
    assert_int_equal(compare(a, &x, &y, &out), 1);
    arena_drop(a);
}

/* A rule found one less on the second day, in another order. */
static void of_a_rule_only_who_differs_is_told(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct said x = {.n = 0}, y = {.n = 0};
    const struct fact_pair *out;
    say(&x, 10, "岗位:甲", "罗启明", "甲");
    say(&x, 10, "岗位:乙", "李望", "乙");
    say(&x, 10, "岗位:丙", "周柏", "丙");
    say(&x, 30, "岗位:丁", "方知远", "丁");
    say(&y, 10, "岗位:丙", "周柏", "丙");
    say(&y, 10, "岗位:乙", "沈海", "乙");
    say(&y, 30, "岗位:丁", "方知远", "丁");
    assert_int_equal(compare(a, &x, &y, &out), 2);
    assert_ptr_equal(out[0].before, &x.facts[1]);
    assert_ptr_equal(out[0].after, &y.facts[1]);
    assert_ptr_equal(out[1].before, &x.facts[0]);
    assert_null(out[1].after);
    arena_drop(a);
}

static void a_member_may_say_nothing_on_one_day(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct said x = {.n = 0}, y = {.n = 0};
    const struct fact_pair *out;
    say(&x, 20, "岗位:乙", "李望", "乙");
    say(&y, 10, "岗位:甲", "罗启明", "甲");
    say(&y, 20, "岗位:乙", "李望", "乙");
    assert_int_equal(compare(a, &x, &y, &out), 1);
    assert_null(out[0].before);
    assert_ptr_equal(out[0].after, &y.facts[0]);
    arena_drop(a);
}

static void pinned_ones_never_differ(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct said x = {.n = 0}, y = {.n = 0};
    const struct fact_pair *out;
    say(&x, 10, "岗位:甲", "罗启明", "甲");
    say(&y, 10, "岗位:甲", "罗启明", "原甲");
    x.facts[0].pinned = y.facts[0].pinned = true;
    assert_int_equal(compare(a, &x, &y, &out), 0);
    arena_drop(a);
}

/* ---- pages ---- */

/* A page of one run, each character a glyph. */
static void lay(struct page_words *w, struct arena *a, int number, const char *utf8)
{
    struct text t = text_from_utf8(a, utf8, (struct pos){0});
    struct placed_glyph *glyphs = ARENA_ARRAY(a, struct placed_glyph, t.n);
    for (size_t i = 0; i < t.n; i++)
        glyphs[i].text[0] = t.cp[i];
    struct page_item item = {.kind = ITEM_GLYPHS, .glyphs = {.glyphs = glyphs, .n = t.n}};
    struct page page = {.number = number, .items = &item, .n_items = 1};
    struct page_sink sink = page_words_sink(w);
    assert_true(sink.take(sink.context, &page));
}

static void a_name_is_found_with_its_post_or_alone(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct page_words *w = page_words_new(a);
    struct said x = {.n = 0};
    say(&x, 10, "岗位:甲", "周柏", NULL);
    say(&x, 20, "岗位:甲", "周柏", "甲局局长");
    say(&x, 30, "岗位:乙", "", "乙局局长");
    say(&x, 40, "岗位:甲", "周柏", "甲局副局长");
    lay(w, a, 1, "由周柏同志牵头");
    lay(w, a, 2, "组长：周　柏甲局局长");
    lay(w, a, 3, "（空缺）乙局局长。办公室主任由周柏同志兼任");
    assert_int_equal(page_words_find(w, x.facts, &x.facts[0]), 1);
    assert_int_equal(page_words_find(w, x.facts, &x.facts[1]), 2);
    assert_int_equal(page_words_find(w, x.facts, &x.facts[2]), 3);
    assert_int_equal(page_words_find(w, x.facts, &x.facts[3]), 3);
    x.facts[3].value = "沈海";
    assert_int_equal(page_words_find(w, x.facts, &x.facts[3]), 0);
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_the_same_is_left_out),
        cmocka_unit_test(a_new_holder_and_a_new_post_are_paired),
        cmocka_unit_test(people_of_one_name_are_two),
        cmocka_unit_test(of_a_rule_only_who_differs_is_told),
        cmocka_unit_test(a_member_may_say_nothing_on_one_day),
        cmocka_unit_test(pinned_ones_never_differ),
        cmocka_unit_test(a_name_is_found_with_its_post_or_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
