/* Lengths round to the nearest unit, away from zero at a half. */
#include "check.h"

#include "base/len.h"

static void test_known_lengths(void **state)
{
    (void)state;
    assert_int_equal(len_from_micron(25400), 72000);
    assert_int_equal(len_from_micron(210000), 595276);
    assert_int_equal(len_from_micron(297000), 841890);
    assert_int_equal(len_from_micron(-25400), -72000);
    assert_int_equal(len_from_micron(0), 0);
    assert_int_equal(len_to_micron(72000), 25400);
    assert_int_equal(len_to_micron(-72000), -25400);
}

static void test_microns_survive_the_round_trip(void **state)
{
    (void)state;
    for (int64_t um = -500000; um <= 500000; um += 7)
        assert_int_equal(len_to_micron(len_from_micron(um)), um);
}

static void test_scaling_rounds_to_the_nearest(void **state)
{
    (void)state;
    assert_int_equal(len_scale(10, 1, 4), 3);
    assert_int_equal(len_scale(-10, 1, 4), -3);
    assert_int_equal(len_scale(9, 1, 4), 2);
    assert_int_equal(len_scale(16000, 993, 1000), 15888);
    assert_int_equal(len_scale(5, 0, 7), 0);
}

static void test_extremes(void **state)
{
    (void)state;
    assert_int_equal(len_max(-1, 2), 2);
    assert_int_equal(len_min(-1, 2), -1);
    assert_int_equal(len_max(3, 3), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_lengths),
        cmocka_unit_test(test_microns_survive_the_round_trip),
        cmocka_unit_test(test_scaling_rounds_to_the_nearest),
        cmocka_unit_test(test_extremes),
    };
    return RUN(tests, "len");
}
