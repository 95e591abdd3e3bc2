/* Arenas give zeroed, aligned memory that stays where it is. */
#include "check.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"

static void test_blocks_are_zeroed_and_aligned(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    for (size_t n = 0; n < 3000; n += 37) {
        unsigned char *p = arena_alloc(a, n);
        assert_int_equal((uintptr_t)p % 16, 0);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xAA, n);
    }
    arena_drop(a);
}

static void test_a_reset_gives_zeroed_memory_again(void **state)
{
    (void)state;
    enum { MANY = 200000 };
    struct arena *a = arena_new();
    char *kept = arena_strdup(a, "kept");
    struct arena_mark mark = arena_mark(a);
    memset(arena_alloc(a, 100), 0xAA, 100);
    memset(arena_alloc(a, MANY), 0xAA, MANY);
    arena_reset(a, mark);
    const char *again = arena_alloc(a, 100);
    for (size_t i = 0; i < 100; i++)
        assert_int_equal(again[i], 0);
    assert_string_equal(kept, "kept");
    arena_drop(a);
}

static void test_large_and_small_mix(void **state)
{
    (void)state;
    enum { LARGE = 1 << 20 };
    struct arena *a = arena_new();
    char *small = arena_strdup(a, "small");
    char *large = arena_alloc(a, LARGE);
    memset(large, 1, LARGE);
    char *after = arena_strdup(a, "after");
    assert_string_equal(small, "small");
    assert_string_equal(after, "after");
    assert_int_equal(large[LARGE - 1], 1);
    arena_drop(a);
}

static void test_strings(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    assert_string_equal(arena_strndup(a, "红头文件", 6), "红头");
    assert_string_equal(arena_strndup(a, "", 0), "");
    assert_string_equal(arena_printf(a, "%s-%d", "x", 7), "x-7");
    int n[] = {1, 2, 3};
    assert_memory_equal(arena_copy(a, n, sizeof n), n, sizeof n);
    arena_drop(a);
}

static void test_vectors_keep_what_they_hold(void **state)
{
    (void)state;
    enum { MANY = 10000 };
    struct arena *a = arena_new();
    VEC(int) v = {0};
    for (int i = 0; i < MANY; i++)
        VEC_PUSH(a, &v, i);
    assert_int_equal(v.n, MANY);
    for (int i = 0; i < MANY; i++)
        assert_int_equal(v.v[i], i);
    assert_int_equal(*VEC_ADD(a, &v), 0);
    arena_drop(a);
}

static void test_an_arena_goes_with_its_owner(void **state)
{
    (void)state;
    struct arena *a = arena_new(), *sub = arena_sub(a), *other = arena_sub(a);
    struct arena_mark mark = arena_mark(sub);
    char *beside = arena_strdup(other, "beside");
    memset(arena_alloc(arena_sub(sub), 100), 1, 100);
    for (int i = 0; i < 100; i++) {
        char *p = arena_alloc(sub, 100000);
        assert_int_equal(p[99999], 0);
        memset(p, 1, 100000);
        arena_reset(sub, mark);
    }
    assert_string_equal(beside, "beside");
    arena_drop(a); /* what is left behind, a leak checker would tell */
}

static void test_dropping_nothing_is_allowed(void **state)
{
    (void)state;
    arena_drop(NULL);
}

#ifndef MEM_SANITIZED
static void starve(int to)
{
    struct rlimit limit = {64 << 20, 64 << 20};
    setrlimit(RLIMIT_AS, &limit);
    dup2(to, STDERR_FILENO);
    struct arena *a = arena_new();
    for (;;)
        arena_alloc(a, 1 << 20);
}

static void test_no_memory_is_told_plainly(void **state)
{
    (void)state;
    int ends[2], status = 0;
    char said[200] = "";
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0)
        starve(ends[1]);
    close(ends[1]);
    assert_true(read(ends[0], said, sizeof said - 1) > 0);
    close(ends[0]);
    waitpid(child, &status, 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 3);
    assert_non_null(strstr(said, "error[S001]"));
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks_are_zeroed_and_aligned),
        cmocka_unit_test(test_a_reset_gives_zeroed_memory_again),
        cmocka_unit_test(test_large_and_small_mix),
        cmocka_unit_test(test_strings),
        cmocka_unit_test(test_vectors_keep_what_they_hold),
        cmocka_unit_test(test_an_arena_goes_with_its_owner),
        cmocka_unit_test(test_dropping_nothing_is_allowed),
#ifndef MEM_SANITIZED
        cmocka_unit_test(test_no_memory_is_told_plainly),
#endif
    };
    return RUN(tests, "mem");
}
