/* Which telephones can be called. */
#include "../base/check.h"

#include "value/phone.h"

static struct text text_of(struct arena *a, const char *s)
{
    struct source *src = source_new(a, "a.csv", s, strlen(s));
    return text_from_utf8(a, s, (struct pos){src, 0});
}

static void expect(const char *const numbers[], size_t n, bool callable)
{
    struct arena *a = arena_new();
    for (size_t i = 0; i < n; i++)
        if (phone_callable(text_of(a, numbers[i])) != callable)
            fail_msg("%s", numbers[i]);
    arena_drop(a);
}

#define EXPECT(numbers, callable) expect((numbers), sizeof(numbers) / sizeof *(numbers), (callable))

static void test_numbers_that_an_exchange_takes(void **state)
{
    (void)state;
    static const char *const numbers[] = {
        "13800000000",
        "138 0000 0000",
        "138-0000-0000",
        "+86 13800000000",
        "8613800000000",
        "0971-6234567",
        "09716234567",
        "（0971）6234567",
        "010-62345678",
        "021—62345678",
        "+86-10-62345678",
        "+86 971 6234567",
        "0971-6234567转8",
        "0971-6234567-801",
        "010-62345678-8801",
        "6234567转12",
        "62345678",
        "8613456",
        "86012345",
        "6234567",
        "661234",
        "66123",
        "110",
        "12345",
        "10086",
        "114",
        "4000000000",
        "400-000-0000",
        "400-000-0000转12",
        "40012345",
        "8000000000",
        "+852 61234567",
    };
    EXPECT(numbers, true);
}

static void test_numbers_that_none_takes(void **state)
{
    (void)state;
    static const char *const numbers[] = {
        "",
        "无",
        "1380000000",
        "138000000000",
        "12800000000",
        "1234567",
        "12",
        "138o0000000",
        "１３８００００００００",
        "86 1380000000",
        "971-6234567",
        "0971-623456",
        "0971-623",
        "0971-623456789",
        "010-6234567",
        "00852 61234567",
        "+852",
        "+8520000000000000000000000",
        "0971-6234567-8",
        "0971-6234567转",
        "0971-6234567转1234567",
        "13800000000转12",
        "转12",
        "-",
        "23800000000",
        "1.38E+10",
        "13800000000 13800000001",
    };
    EXPECT(numbers, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_that_an_exchange_takes),
        cmocka_unit_test(test_numbers_that_none_takes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
