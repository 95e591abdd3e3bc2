/*
 * The optimal breaker against a search through every way to break a short paragraph: no way costs
 * less than the one it takes. Its source is included here whole, to reach the cost of a line.
 */
#include "made_text.h"

#include "../../../generator/text/breaker.c"

enum { MOST_ITEMS = 18, PARAGRAPHS = 400 };

/* The cost of one line, from its own items rather than from sums. */
static int64_t cost_of_line(const struct breaker *t, size_t from, size_t to)
{
    struct line_extent e = text_line_extent(t->items, from, to, from > 0);
    if (e.width - e.shrink > width_of(t, from))
        return BADNESS_OVERFULL;
    return line_demerits(t, &e, width_of(t, from), to == t->to);
}

static int64_t cost_of_ends(const struct breaker *t, struct line_ends ends)
{
    int64_t cost = 0;
    for (size_t i = 0; i < ends.n; i++)
        cost += cost_of_line(t, i ? ends.v[i - 1] : 0, ends.v[i]);
    return cost;
}

/* The least cost of setting what follows item from, by trying every way. */
static int64_t least_cost(const struct breaker *t, size_t from)
{
    int64_t best = NEVER;
    if (from == t->to)
        return 0;
    for (size_t to = from + 1; to <= t->to; to++) {
        if (!t->items.v[to - 1].break_after && to != t->to)
            continue;
        int64_t cost = cost_of_line(t, from, to) + least_cost(t, to);
        best = cost < best ? cost : best;
    }
    return best;
}

static struct items short_items(struct setting *t, unsigned number)
{
    struct span span = {.text = text_of(t->arena, made_paragraph(t->arena, number)),
                        .role = ROLE_BODY};
    struct items items;
    span.text.n = span.text.n < MOST_ITEMS ? span.text.n : MOST_ITEMS;
    assert_true(text_items_collect(t->typesetter, &span, 1, &items));
    return items;
}

static void no_way_to_break_costs_less(void **state)
{
    static const int ems[] = {4, 5, 6, 7, 9};
    unsigned compared = 0;
    for (unsigned i = 0; i < PARAGRAPHS; i++) {
        struct setting t = setting_open(state);
        struct items items = short_items(&t, i);
        len_t pitch = t.shared->style->char_pitch, width = ems[i % 5] * pitch;
        struct line_widths m = {width - pitch, width, pitch, t.shared->style->gap_stretch,
                                false,         false};
        text_items_find_breaks(items, m.first * EM / pitch);
        struct line_ends ends = text_break_lines(t.arena, items, &m);
        struct breaker task = {.items = items,
                               .m = &m,
                               .first = width_in_em(&m, m.first),
                               .turned = width_in_em(&m, m.turned),
                               .to = items.n};
        int64_t least = least_cost(&task, 0), got = cost_of_ends(&task, ends);
        if (least < BADNESS_OVERFULL && got != least)
            fail_msg("paragraph %u costs %lld, not %lld", i, (long long)got, (long long)least);
        compared += least < BADNESS_OVERFULL;
        setting_close(&t);
    }
    assert_true(compared > PARAGRAPHS / 2);
}

static void sums_measure_as_the_items_do(void **state)
{
    struct setting t = setting_open(state);
    for (unsigned i = 0; i < PARAGRAPHS; i += 20) {
        struct items items = short_items(&t, i);
        text_items_find_breaks(items, INT64_MAX);
        struct prefix_sum *sums = sums_make(t.arena, items);
        for (size_t from = 0; from < items.n; from++)
            for (size_t to = from; to <= items.n; to++) {
                struct line_extent x = text_line_extent(items, from, to, true);
                struct line_extent y = extent_by_sums(sums, from, to, true);
                assert_memory_equal(&x, &y, sizeof x);
            }
    }
    setting_close(&t);
}

static void a_dearer_squeeze_or_stretch_never_costs_less(void **state)
{
    (void)state;
    struct line_extent e = {
        .from = 0, .to = 10, .width = 10 * EM, .shrink = 2000, .end_shrink = 500, .gaps = 9};
    for (int64_t need = 1; need < 2100; need++)
        assert_true(squeeze_badness(&e, need) >= squeeze_badness(&e, need - 1));
    assert_true(squeeze_badness(&e, 2000) < NEVER);
    assert_true(squeeze_badness(&e, 2001) == NEVER);
    for (e.latin = 0; e.latin < 4; e.latin++)
        for (int64_t spare = 1; spare < 9000; spare++)
            assert_true(stretch_badness(&e, spare, 125) >= stretch_badness(&e, spare - 1, 125));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_way_to_break_costs_less),
        cmocka_unit_test(sums_measure_as_the_items_do),
        cmocka_unit_test(a_dearer_squeeze_or_stretch_never_costs_less),
    };
    return TEXT_TESTS("breaker", tests);
}
