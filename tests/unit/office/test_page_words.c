/* The page of a name is told by the place of the source that asked for it, not by its words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "office/page_words.h"

enum { MOST = 8 };

struct world {
    struct arena *arena;
    struct page_words *words;
    struct fact facts[MOST];
    fact_lines lines;
};

static int setup(void **state)
{
    struct arena *a = arena_new();
    struct world *w = *state = ARENA_NEW(a, struct world);
    *w = (struct world){.arena = a, .words = office_words_new(a)};
    return 0;
}

static int teardown(void **state)
{
    arena_drop(((struct world *)*state)->arena);
    return 0;
}

/* One more fact, asked for at a place. */
static void say(struct world *w, uint32_t off, const char *name, const char *post)
{
    struct fact *fact = &w->facts[w->lines.n];
    fact->pos.off = off;
    VEC_PUSH(
        w->arena, &w->lines,
        ((struct fact_line){
            .where = "", .key = "", .value = name, .post = post, .person = name, .fact = fact}));
}

/* A page of one run, each character a glyph; those in the brackets < > stand at a place. */
static void lay(struct world *w, int number, uint32_t off, const char *utf8)
{
    struct text t = text_from_utf8(w->arena, utf8, (struct pos){0});
    struct placed_glyph *glyphs = ARENA_ARRAY(w->arena, struct placed_glyph, t.n);
    uint32_t *at = ARENA_ARRAY(w->arena, uint32_t, t.n), now = 1;
    size_t n = 0;
    for (size_t i = 0; i < t.n; i++) {
        if (t.cp[i] == '<' || t.cp[i] == '>') {
            now = t.cp[i] == '<' ? off : 1;
            continue;
        }
        glyphs[n].text[0] = t.cp[i];
        at[n++] = now;
    }
    struct page_item item = {.kind = ITEM_GLYPHS, .glyphs = {.glyphs = glyphs, .n = n, .at = at}};
    struct page page = {.number = number, .items = &item, .n_items = 1};
    struct page_sink sink = office_words_sink(w->words);
    assert_true(sink.put(sink.context, &page));
}

static int page_of(const struct world *w, size_t i)
{
    return office_words_find(w->words, &w->lines, &w->lines.v[i], w->facts[i].pos.off);
}

static void a_name_typed_by_hand_is_another(void **state)
{
    struct world *w = *state;
    say(w, 10, "周柏", "");
    say(w, 20, "周柏", "甲局局长");
    lay(w, 1, 10, "周柏同志主持，周柏甲局局长出席");
    lay(w, 2, 10, "由<周柏>同志牵头");
    lay(w, 3, 20, "组长：<周　柏甲局局长>");
    assert_int_equal(page_of(w, 0), 2);
    assert_int_equal(page_of(w, 1), 3);
}

/* A rule asks for several at one place: by their posts, and by count where those are the same. */
static void names_of_one_place_are_told_apart(void **state)
{
    struct world *w = *state;
    say(w, 10, "周柏", "甲局局长");
    say(w, 10, "", "乙局局长");
    say(w, 10, "", "乙局局长");
    lay(w, 1, 10, "<（空缺）乙局局长>");
    lay(w, 2, 10, "<周柏甲局局长>");
    lay(w, 3, 10, "<（空缺）乙局局长>");
    assert_int_equal(page_of(w, 0), 2);
    assert_int_equal(page_of(w, 1), 1);
    assert_int_equal(page_of(w, 2), 3);
}

static void what_is_not_said_stands_where_it_was_asked_for(void **state)
{
    struct world *w = *state;
    say(w, 10, "周柏", "");
    lay(w, 1, 10, "周柏");
    lay(w, 2, 10, "办公室主任<暂缺>");
    assert_int_equal(page_of(w, 0), 2);
    assert_int_equal(office_words_find(w->words, &w->lines, NULL, 10), 2);
    assert_int_equal(office_words_find(w->words, &w->lines, NULL, 30), 0);
}

#define PROMISE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PROMISE(a_name_typed_by_hand_is_another),
        PROMISE(names_of_one_place_are_told_apart),
        PROMISE(what_is_not_said_stands_where_it_was_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
