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

/* Whatever the rest says: where the library happens to take the same mask, cell by cell. */
static void test_a_page_changes_the_same_cells_of_all_codes(void **state)
{
    enum { KEYS = 300, FORMS = 4, CELLS_MOST = 64 };
    size_t alike = 0;
    (void)state;
    struct arena *a = arena_new();
    for (size_t form = 0; form < FORMS; form++) {
        struct code_change changes[CELLS_MOST] = {{0}};
        for (int i = 0; i < KEYS; i++) {
            const char *key = form == 0   ? arena_printf(a, "99120%05d", i)
                              : form == 1 ? arena_printf(a, "青禾-白石-%04d", i)
                              : form == 2 ? arena_printf(a, "x%d-B", i)
                                          : arena_printf(a, "5301021990%08d", i);
            const char *from = arena_printf(a, "HT2:5245:ALXF2L5B3ZKFS:1/3:%s", key);
            const char *to = arena_printf(a, "HT2:5245:ALXF2L5B3ZKFS:3/3:%s", key);
            struct code one, other;
            assert_true(code_make(a, from, &one) && code_make(a, to, &other));
            struct code_change *change = &changes[one.cells];
            if (!change->cells)
                assert_true(code_compare(a, from, to, change));
            struct code changed = code_changed(a, &one, change);
            size_t n = (size_t)(one.cells + 7) / 8 * one.cells;
            /* the first three cells of the ninth row's format say the mask */
            size_t at = (size_t)(one.cells + 7) / 8 * 8;
            if ((one.bits[at] & 0x38) == (other.bits[at] & 0x38)) {
                assert_memory_equal(changed.bits, other.bits, n);
                alike++;
            }
        }
    }
    assert_true(alike > FORMS * KEYS / 20);
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_reader_gives_the_text_back),
        cmocka_unit_test(test_short_texts_take_few_cells),
        cmocka_unit_test(test_too_long_or_empty_a_text_is_refused),
        cmocka_unit_test(test_a_page_changes_the_same_cells_of_all_codes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
