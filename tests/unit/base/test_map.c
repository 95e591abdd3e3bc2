/* A map finds what was put in, and only that. */
#include "check.h"

#include "base/mem.h"

static void test_many_keys(void **state)
{
    (void)state;
    enum { MANY = 50000 };
    struct arena *a = arena_new();
    struct map m = {0};
    assert_null(map_get(&m, 1));
    for (uint32_t i = 0; i < MANY; i++)
        map_put(a, &m, (uint64_t)i * 0x100000001u, i);
    assert_int_equal(m.n, MANY);
    for (uint32_t i = 0; i < MANY; i++)
        assert_int_equal(*map_get(&m, (uint64_t)i * 0x100000001u), i);
    assert_null(map_get(&m, 0x12345));
    arena_drop(a);
}

static void test_putting_again_replaces(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct map m = {0};
    map_put(a, &m, 7, 1);
    map_put(a, &m, 7, 2);
    assert_int_equal(m.n, 1);
    assert_int_equal(*map_get(&m, 7), 2);
    arena_drop(a);
}

static void test_room_made_beforehand_is_enough(void **state)
{
    (void)state;
    enum { MANY = 5000 };
    struct arena *a = arena_new();
    struct map m = {0};
    map_put(a, &m, 3, 4);
    map_reserve(a, &m, MANY);
    size_t cap = m.cap;
    for (uint32_t i = 0; i < MANY; i++)
        map_put(a, &m, (uint64_t)i * 3, i + 1);
    assert_int_equal(m.cap, cap);
    assert_int_equal(m.n, MANY);
    assert_int_equal(*map_get(&m, 3), 2);
    map_reserve(a, &m, 1);
    assert_int_equal(m.cap, cap);
    arena_drop(a);
}

static void test_extreme_keys(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct map m = {0};
    map_put(a, &m, 0, 5);
    map_put(a, &m, UINT64_MAX - 1, 6);
    assert_int_equal(*map_get(&m, 0), 5);
    assert_int_equal(*map_get(&m, UINT64_MAX - 1), 6);
    assert_null(map_get(&m, 1));
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many_keys),
        cmocka_unit_test(test_putting_again_replaces),
        cmocka_unit_test(test_room_made_beforehand_is_enough),
        cmocka_unit_test(test_extreme_keys),
    };
    return RUN(tests, "map");
}
