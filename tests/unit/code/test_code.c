/* Codes that a reader reads: each is drawn as a bitmap and given to zbarimg. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../outside.h"

#include "code/code.h"

enum { SCALE = 4, LINE_BYTES = 8192 };

static bool is_black(const struct code *c, long x, long y)
{
    size_t row = (c->cells + 7) / 8;
    if (x < 0 || y < 0 || x >= (long)c->cells || y >= (long)c->cells)
        return false;
    return c->bits[(size_t)y * row + (size_t)x / 8] >> (7 - x % 8) & 1;
}

/* A PBM with the margin that the standard wants. */
static void draw(const struct code *c, const char *path)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    long side = (long)c->cells + 2 * CODE_MARGIN;
    fprintf(f, "P1\n%ld %ld\n", side * SCALE, side * SCALE);
    for (long y = 0; y < side * SCALE; y++) {
        for (long x = 0; x < side * SCALE; x++)
            fputs(is_black(c, x / SCALE - CODE_MARGIN, y / SCALE - CODE_MARGIN) ? "1 " : "0 ", f);
        fputc('\n', f);
    }
    fclose(f);
}

static void test_a_reader_gives_the_text_back(void **state)
{
    static const char *const texts[] = {"HT1|1A2B3C4D|000001", "0",
                                        "表单 户号：青禾-白石-0001 邩𠅤",
                                        "lower case and CAPITALS stay apart"};
    (void)state;
    struct arena *own = arena_new();
    const char *folder = folder_new(own);
    assert_non_null(folder);
    const char *path = arena_printf(own, "%s/code.pbm", folder);
    const char *command = arena_printf(own, "zbarimg --raw -q '%s' 2>/dev/null", path);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct arena *a = arena_new();
        struct code c;
        assert_true(code_make(a, texts[i], &c));
        draw(&c, path);
        assert_string_equal(command_output(a, command), arena_printf(a, "%s\n", texts[i]));
        arena_drop(a);
    }
    assert_int_equal(folder_drop(own, folder), 0);
    arena_drop(own);
}

static void test_short_texts_take_few_cells(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct code c;
    assert_true(code_make(a, "HT1|1A2B|0001", &c));
    assert_int_equal(c.cells, 21);
    arena_drop(a);
}

static void test_too_long_or_empty_a_text_is_refused(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    char text[LINE_BYTES];
    struct code c;
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_false(code_make(a, text, &c));
    assert_false(code_make(a, "", &c));
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_reader_gives_the_text_back),
        cmocka_unit_test(test_short_texts_take_few_cells),
        cmocka_unit_test(test_too_long_or_empty_a_text_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
