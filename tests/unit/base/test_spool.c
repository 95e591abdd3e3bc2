/* Bytes and sorting beyond what memory may hold. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include <cmocka.h>

#include "base/spool.h"

static void bytes_come_back_from_memory_and_from_the_disk(void **state)
{
    (void)state;
    enum { N = 300000 };
    const size_t memories[] = {0, 100, 1 << 16, SIZE_MAX};
    struct diags *d = diags_new(DIAG_EN);
    for (size_t m = 0; m < sizeof memories / sizeof *memories; m++) {
        struct spool *s = spool_new(memories[m], d);
        for (uint32_t i = 0; i < N; i++)
            assert_true(spool_add(s, &i, sizeof i));
        assert_int_equal(spool_size(s), N * sizeof(uint32_t));
        for (uint32_t i = 0; i < N; i += 997) {
            uint32_t at = (i * 7919u) % (N - 2), read[2];
            assert_true(spool_read(s, at * sizeof at, read, sizeof read));
            assert_int_equal(read[0], at);
            assert_int_equal(read[1], at + 1);
        }
        spool_drop(s);
    }
    diags_drop(d);
}

static void what_was_read_does_not_hide_what_is_added(void **state)
{
    (void)state;
    struct diags *d = diags_new(DIAG_EN);
    struct spool *s = spool_new(0, d);
    static char zeros[1 << 19];
    char read[4] = "";
    assert_true(spool_add(s, "abc", 3));
    assert_true(spool_add(s, zeros, sizeof zeros)); /* abc goes to the disk */
    assert_true(spool_read(s, 0, read, 3));
    assert_string_equal(read, "abc");
    assert_true(spool_add(s, "def", 3));
    assert_true(spool_add(s, zeros, sizeof zeros));
    assert_true(spool_read(s, 3 + sizeof zeros, read, 3));
    assert_string_equal(read, "def");
    spool_drop(s);
    diags_drop(d);
}

static void a_folder_that_is_not_there_is_passed_over(void **state)
{
    (void)state;
    struct diags *d = diags_new(DIAG_EN);
    setenv("TMPDIR", "/nowhere/at/all", 1);
    struct spool *s = spool_new(0, d);
    assert_true(spool_add(s, "a", 1));
    assert_true(spool_add(s, "b", 1));
    char read[2];
    assert_true(spool_read(s, 0, read, 2));
    assert_memory_equal(read, "ab", 2);
    assert_int_equal(diags_count(d, DIAG_ERROR), 0);
    spool_drop(s);
    unsetenv("TMPDIR");
    diags_drop(d);
}

static void a_full_disk_is_told_once(void **state)
{
    (void)state;
    struct diags *d = diags_new(DIAG_EN);
    struct rlimit before, none;
    getrlimit(RLIMIT_FSIZE, &before);
    none = before;
    none.rlim_cur = 0;
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &none);
    struct spool *s = spool_new(0, d);
    struct sorter *sorter = sorter_new(1, d);
    assert_true(spool_add(s, "a", 1)); /* gathered */
    assert_false(spool_add(s, "b", 1));
    assert_false(spool_add(s, "c", 1));
    assert_true(sorter_add(sorter, "b", 1, 1));
    sorter_add(sorter, "a", 1, 2);
    struct sorted out;
    while (sorter_next(sorter, &out))
        ;
    setrlimit(RLIMIT_FSIZE, &before);
    const struct diag_view *views;
    assert_int_equal(diags_view(d, &views), 1);
    assert_string_equal(views[0].code, "S010");
    assert_int_equal(diags_status(d), EXIT_SYSTEM);
    sorter_drop(sorter);
    spool_drop(s);
    diags_drop(d);
}

/* ---- sorting ---- */

struct pair {
    char key[12];
    uint32_t value;
};

static int by_key(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order ? order : (x->value > y->value) - (x->value < y->value);
}

static void sorting_is_the_same_whatever_memory_there_is(void **state)
{
    (void)state;
    enum { N = 5000 };
    static struct pair pairs[N];
    uint32_t seed = 1;
    const size_t memories[] = {1, 200, 4000, 1 << 20};
    for (uint32_t i = 0; i < N; i++) {
        seed = seed * 1664525u + 1013904223u;
        pairs[i].value = i;
        snprintf(pairs[i].key, sizeof pairs[i].key, "%.*x", (int)(seed >> 20) % 8, seed >> 9);
    }
    struct diags *d = diags_new(DIAG_EN);
    struct sorter *sorters[sizeof memories / sizeof *memories];
    for (size_t m = 0; m < sizeof memories / sizeof *memories; m++) {
        sorters[m] = sorter_new(memories[m], d);
        size_t n = memories[m] > 1 ? N : N / 20; /* a run for each: as many runs */
        for (size_t i = 0; i < n; i++)
            assert_true(sorter_add(sorters[m], pairs[i].key, strlen(pairs[i].key), pairs[i].value));
    }
    for (size_t m = 0; m < sizeof memories / sizeof *memories; m++) {
        size_t n = memories[m] > 1 ? N : N / 20;
        struct pair *expected = malloc(n * sizeof *expected);
        memcpy(expected, pairs, n * sizeof *expected);
        qsort(expected, n, sizeof *expected, by_key);
        struct sorted out;
        for (size_t i = 0; i < n; i++) {
            assert_true(sorter_next(sorters[m], &out));
            assert_int_equal(out.value, expected[i].value);
            assert_int_equal(out.n, strlen(expected[i].key));
            assert_memory_equal(out.key, expected[i].key, out.n);
        }
        assert_false(sorter_next(sorters[m], &out));
        assert_false(sorter_failed(sorters[m]));
        sorter_drop(sorters[m]);
        free(expected);
    }
    diags_drop(d);
}

static void nothing_is_sorted_too(void **state)
{
    (void)state;
    struct diags *d = diags_new(DIAG_EN);
    struct sorter *s = sorter_new(10, d);
    struct sorted out;
    assert_false(sorter_next(s, &out));
    assert_false(sorter_failed(s));
    sorter_drop(s);
    diags_drop(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_come_back_from_memory_and_from_the_disk),
        cmocka_unit_test(what_was_read_does_not_hide_what_is_added),
        cmocka_unit_test(a_folder_that_is_not_there_is_passed_over),
        cmocka_unit_test(a_full_disk_is_told_once),
        cmocka_unit_test(sorting_is_the_same_whatever_memory_there_is),
        cmocka_unit_test(nothing_is_sorted_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
