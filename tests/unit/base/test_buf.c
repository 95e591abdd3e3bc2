/* A buffer is always a string, and prints decimals without a locale. */
#include "check.h"

#include "base/buf.h"

static void assert_fixed(int64_t v, int decimals, const char *wanted)
{
    struct buf b = {0};
    buf_fixed(&b, v, decimals);
    assert_string_equal(b.p, wanted);
    buf_drop(&b);
}

static void test_fixed_drops_trailing_zeros(void **state)
{
    (void)state;
    assert_fixed(-1250, 3, "-1.25");
    assert_fixed(0, 3, "0");
    assert_fixed(5, 3, "0.005");
    assert_fixed(-5, 1, "-0.5");
    assert_fixed(100, 3, "0.1");
    assert_fixed(1000, 3, "1");
    assert_fixed(595276, 3, "595.276");
    assert_fixed(120, 0, "120");
    assert_fixed(INT64_MIN, 0, "-9223372036854775808");
    assert_fixed(INT64_MAX, 3, "9223372036854775.807");
}

static void test_it_grows(void **state)
{
    (void)state;
    enum { MANY = 100000 };
    struct buf b = {0};
    for (int i = 0; i < MANY; i++) {
        buf_char(&b, (char)('a' + i % 26));
        assert_int_equal(b.p[b.n], 0);
    }
    assert_int_equal(b.n, MANY);
    assert_int_equal(b.p[27], 'b');
    buf_drop(&b);
    assert_null(b.p);
}

static void test_pieces(void **state)
{
    (void)state;
    struct buf b = {0};
    buf_str(&b, "红");
    buf_add(&b, "头xx", 3);
    buf_code(&b, 0x20BB7);
    buf_int(&b, -10);
    buf_printf(&b, "%s%03d", "/", 7);
    assert_string_equal(b.p, "红头𠮷-10/007");
    buf_clear(&b);
    assert_int_equal(b.n, 0);
    assert_string_equal(b.p, "");
    buf_drop(&b);
}

static void test_printing_more_than_the_room(void **state)
{
    (void)state;
    char long_text[5000];
    memset(long_text, 'x', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = '\0';
    struct buf b = {0};
    buf_printf(&b, "<%s>", long_text);
    assert_int_equal(b.n, sizeof long_text + 1);
    assert_int_equal(b.p[b.n - 1], '>');
    buf_drop(&b);
}

static void test_nothing_added_is_an_empty_string(void **state)
{
    (void)state;
    struct buf b = {0};
    buf_add(&b, NULL, 0);
    assert_string_equal(b.p, "");
    buf_drop(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fixed_drops_trailing_zeros),
        cmocka_unit_test(test_it_grows),
        cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_printing_more_than_the_room),
        cmocka_unit_test(test_nothing_added_is_an_empty_string),
    };
    return RUN(tests, "buf");
}
