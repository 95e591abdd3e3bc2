/* Paragraphs that are set again by one typesetter: their lines are those of a new one. */
#include "made_text.h"

#include "text/text_int.h"

enum { PARAGRAPHS = 400, TIMES = 3, OBJECT = 0xFFFC };

static void lines_are_equal(struct set_lines a, struct set_lines b)
{
    assert_int_equal(a.n, b.n);
    for (size_t k = 0; k < a.n; k++) {
        assert_int_equal(a.v[k].n, b.v[k].n);
        assert_int_equal(a.v[k].x, b.v[k].x);
        assert_int_equal(a.v[k].width, b.v[k].width);
        for (size_t i = 0; i < a.v[k].n; i++) {
            const struct set_glyph *x = &a.v[k].glyphs[i], *y = &b.v[k].glyphs[i];
            assert_int_equal(x->glyph.id, y->glyph.id);
            assert_int_equal(x->x, y->x);
            assert_int_equal(x->at, y->at);
            assert_int_equal(x->span, y->span);
            assert_int_equal(x->width, y->width);
        }
    }
}

/* A question with a box of some width behind it, as its form has it. */
static size_t spans_of(struct setting *t, unsigned i, int width, struct span spans[3])
{
    static const uint32_t object[] = {OBJECT};
    struct text text = text_of(t->arena, made_paragraph(t->arena, i));
    struct text mark = {.cp = object, .at = text.at, .n = 1, .src = text.src};
    size_t part = text.n / 2;
    spans[0] = (struct span){.text = text_part(text, 0, part), .role = ROLE_SONG};
    spans[1] = (struct span){.text = mark, .role = ROLE_SONG, .object = true, .width = width};
    spans[2] = (struct span){.text = text_part(text, part, text.n), .role = ROLE_SONG};
    return 3;
}

/* As tables and forms are: taken apart, then set, each time with other widths. */
static void set_so(struct setting *t, unsigned i, int time, struct set_lines *lines,
                   struct text_pieces *pieces)
{
    struct span spans[3];
    size_t n = spans_of(t, i, 500 + 250 * (time / 2), spans);
    struct text_shape shape = shape_of(t, (int)((10 + 3 * time) * EM));
    shape.narrow = i % 2;
    shape.align = i % 3 ? ALIGN_LEFT : ALIGN_JUSTIFY;
    assert_true(text_take_apart(t->typesetter, spans, n, pieces));
    assert_true(text_set(t->typesetter, spans, n, &shape, lines));
}

static void pieces_are_equal(struct text_pieces a, struct text_pieces b)
{
    assert_int_equal(a.n, b.n);
    for (size_t i = 0; i < a.n; i++) {
        assert_int_equal(a.v[i].width, b.v[i].width);
        assert_int_equal(a.v[i].give, b.v[i].give);
        assert_int_equal(a.v[i].hang, b.v[i].hang);
        assert_int_equal(a.v[i].torn, b.v[i].torn);
    }
}

static void what_is_known_changes_no_line(void **state)
{
    struct setting again = setting_open(state);
    size_t most = 0, known = 0;
    for (unsigned i = 0; i < PARAGRAPHS; i++)
        for (int time = 0; time < TIMES; time++) {
            struct setting once = setting_open(state);
            struct set_lines one, two;
            struct text_pieces first, second;
            set_so(&once, i, time, &one, &first);
            set_so(&again, i, time, &two, &second);
            lines_are_equal(one, two);
            pieces_are_equal(first, second);
            known = again.typesetter->known.n;
            most = known > most ? known : most;
            setting_close(&once);
        }
    assert_true(most > known); /* all was forgotten once */
    setting_close(&again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_known_changes_no_line),
    };
    return TEXT_TESTS("known", tests);
}
