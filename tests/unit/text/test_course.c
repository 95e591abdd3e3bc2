/* Paragraphs that are set some pages at a time: their lines are those of the whole. */
#include "made_text.h"

#include "text/text_int.h"

enum { PARTS = 1200, LONGEST = 9000 };

static struct text long_paragraph(struct setting *t)
{
    struct buf b = {0};
    for (unsigned i = 0; i < PARTS; i++)
        buf_str(&b, made_paragraph(t->arena, i));
    struct text text = text_of(t->arena, b.p);
    buf_drop(&b);
    return text;
}

/* The whole paragraph, and where its lines end. */
static struct line_ends whole_ends(struct setting *t, const struct span *span,
                                   const struct text_shape *shape, struct items *out)
{
    struct line_widths widths = {.first = shape->width - shape->first_indent,
                                 .turned = shape->width,
                                 .pitch = shape->pitch,
                                 .gap_stretch = t->shared->style->gap_stretch};
    assert_true(text_items(t->typesetter, span, 1, shape, out));
    text_items_read_names(t->typesetter, *out);
    return text_break_lines(t->arena, *out, &widths);
}

static void lines_are_those_of_the_whole(void **state)
{
    struct setting t = setting_open(state);
    struct span span = {.text = long_paragraph(&t), .role = ROLE_BODY};
    struct text_shape shape = shape_of(&t, 28 * EM);
    struct set_lines lines;
    struct items whole;
    shape.first_indent = 2 * shape.pitch;
    assert_true(span.text.n > 2 * LONGEST);
    struct line_ends ends = whole_ends(&t, &span, &shape, &whole);
    struct text_course course = text_course(&span, 1, &shape);
    size_t k = 0, calls = 0;
    for (; text_go_on(t.typesetter, &course, &lines); calls++)
        for (size_t i = 0; i < lines.n; i++, k++) {
            struct line_extent e = text_line_extent(whole, k ? ends.v[k - 1] : 0, ends.v[k], k > 0);
            const struct set_line *line = &lines.v[i];
            assert_int_equal(line->x, k ? 0 : shape.first_indent);
            assert_int_equal(line->n, e.to - e.from);
            assert_int_equal(line->glyphs[0].at, whole.v[e.from].at);
            assert_int_equal(line->glyphs[line->n - 1].at, whole.v[e.to - 1].at);
        }
    assert_false(course.failed);
    assert_int_equal(k, ends.n);
    assert_true(calls > 3);
    setting_close(&t);
}

static void lines_are_equal(const struct set_line *a, const struct set_line *b)
{
    assert_int_equal(a->n, b->n);
    assert_int_equal(a->x, b->x);
    assert_int_equal(a->width, b->width);
    for (size_t i = 0; i < a->n; i++) {
        const struct set_glyph *x = &a->glyphs[i], *y = &b->glyphs[i];
        assert_ptr_equal(x->glyph.face, y->glyph.face);
        assert_int_equal(x->glyph.id, y->glyph.id);
        assert_int_equal(x->x, y->x);
        assert_int_equal(x->at, y->at);
        assert_int_equal(x->text[0], y->text[0]);
        assert_int_equal(x->text[1], y->text[1]);
        assert_int_equal(x->size, y->size);
    }
}

static void all_at_once_are_the_same(void **state)
{
    struct setting t = setting_open(state);
    struct span span = {.text = long_paragraph(&t), .role = ROLE_BODY};
    struct text_shape shape = shape_of(&t, 28 * EM);
    struct set_lines all, some;
    struct text_course course = text_course(&span, 1, &shape);
    size_t k = 0;
    assert_true(text_set(t.typesetter, &span, 1, &shape, &all));
    while (text_go_on(t.typesetter, &course, &some))
        for (size_t i = 0; i < some.n; i++, k++)
            lines_are_equal(&all.v[k], &some.v[i]);
    assert_int_equal(k, all.n);
    setting_close(&t);
}

/* One line of more characters than are looked at: blanks hang over its end. */
static void a_line_may_be_longer_than_what_is_looked_at(void **state)
{
    struct setting t = setting_open(state);
    struct text_builder b = {.arena = t.arena};
    struct text word = text_of(t.arena, "排查");
    b.src = word.src;
    text_add_text(&b, word);
    for (size_t i = 0; i < LONGEST; i++)
        text_add(&b, 0x3000, 0);
    text_add_text(&b, word);
    struct span span = {.text = text_done(&b), .role = ROLE_BODY};
    struct text_shape shape = shape_of(&t, 28 * EM);
    struct set_lines lines;
    assert_true(text_set(t.typesetter, &span, 1, &shape, &lines));
    assert_int_equal(lines.n, 2);
    assert_int_equal(lines.v[0].n, 2);
    assert_int_equal(lines.v[1].n, 2);
    setting_close(&t);
}

/* Without a mark, ways that began differently run beside each other for ever. */
static void ways_that_never_meet_are_settled(void **state)
{
    enum { CHARACTERS = 5 * ITEMS_ENOUGH, EACH = 28 };
    struct setting t = setting_open(state);
    struct text_builder b = {.arena = t.arena};
    struct text sign = text_of(t.arena, "查");
    b.src = sign.src;
    for (size_t i = 0; i < CHARACTERS; i++)
        text_add(&b, sign.cp[0], 0);
    struct span span = {.text = text_done(&b), .role = ROLE_BODY};
    struct text_shape shape = shape_of(&t, EACH * EM);
    struct text_course course = text_course(&span, 1, &shape);
    struct set_lines lines;
    size_t n = 0, most = 0;
    while (text_go_on(t.typesetter, &course, &lines)) {
        for (size_t i = 0; i < lines.n && n + EACH < CHARACTERS; i++, n += EACH)
            assert_int_equal(lines.v[i].n, EACH);
        most = lines.n > most ? lines.n : most;
    }
    assert_true(n > CHARACTERS - EACH - 1);
    assert_true(most * EACH < ITEMS_ENOUGH);
    setting_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_those_of_the_whole),
        cmocka_unit_test(all_at_once_are_the_same),
        cmocka_unit_test(a_line_may_be_longer_than_what_is_looked_at),
        cmocka_unit_test(ways_that_never_meet_are_settled),
    };
    return TEXT_TESTS("course", tests);
}
