/* Telephones, identity cards, number plates, and entries of each kind, good and bad. */
#include "../base/check.h"

#include "value/entry.h"

struct entry {
    enum entry_kind kind;
    const char *text;
    enum entry_fault fault;
};

static const struct entry entries[] = {
    {ENTRY_TEXT, "去年", ENTRY_GOOD},
    {ENTRY_DATE, "", ENTRY_GOOD},
    {ENTRY_DATE, "2026.9.1", ENTRY_GOOD},
    {ENTRY_DATE, "2026年9月", ENTRY_GOOD},
    {ENTRY_DATE, "去年", ENTRY_NO_DATE},
    {ENTRY_DATE, "无", ENTRY_NO_DATE},
    {ENTRY_DATE, "2026-2-30", ENTRY_IMPOSSIBLE_DATE},
    {ENTRY_NUMBER, "7", ENTRY_GOOD},
    {ENTRY_NUMBER, "1,200.50", ENTRY_GOOD},
    {ENTRY_NUMBER, "0", ENTRY_GOOD},
    {ENTRY_NUMBER, "无", ENTRY_GOOD},
    {ENTRY_NUMBER, "-5", ENTRY_BELOW_ZERO},
    {ENTRY_NUMBER, "三", ENTRY_NO_NUMBER},
    {ENTRY_NUMBER, "1e9", ENTRY_NO_NUMBER},
    {ENTRY_NUMBER, "80平方米", ENTRY_NO_NUMBER},
    {ENTRY_NUMBER, "1.", ENTRY_NO_NUMBER},
    {ENTRY_NUMBER, ",1", ENTRY_NO_NUMBER},
    {ENTRY_NUMBER, "1.2.3", ENTRY_NO_NUMBER},
    {ENTRY_CARD, "990000195101010007", ENTRY_WRONG_CARD},
    {ENTRY_CARD, "990000195101010008", ENTRY_GOOD},
    {ENTRY_CARD, "990000195113010008", ENTRY_WRONG_CARD},
    {ENTRY_CARD, "990000510101000", ENTRY_GOOD},
    {ENTRY_CARD, "12", ENTRY_NO_CARD},
    {ENTRY_CARD, "99000019510101000111", ENTRY_NO_CARD},
    {ENTRY_CARD, "X90000195101010008", ENTRY_NO_CARD},
    {ENTRY_PHONE, "138 0000 0001", ENTRY_GOOD},
    {ENTRY_PHONE, "13800000001、0971-6234567", ENTRY_GOOD},
    {ENTRY_PHONE, "/", ENTRY_GOOD},
    {ENTRY_PHONE, "x", ENTRY_NO_PHONE},
};

static void test_entries(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        const struct entry *e = &entries[i];
        struct source *src = source_new(a, "a.csv", e->text, strlen(e->text));
        struct text t = text_from_utf8(a, e->text, (struct pos){src, 0});
        if (entry_judge(e->kind, t) != e->fault)
            fail_msg("%s: %d, not %d", e->text, entry_judge(e->kind, t), e->fault);
    }
    arena_drop(a);
}

static struct text text_of(struct arena *a, const char *s)
{
    struct source *src = source_new(a, "a.csv", s, strlen(s));
    return text_from_utf8(a, s, (struct pos){src, 0});
}

static void expect(const char *const numbers[], size_t n, bool callable)
{
    struct arena *a = arena_new();
    for (size_t i = 0; i < n; i++)
        if (phone_is_callable(text_of(a, numbers[i])) != callable)
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

static void test_numbers_that_are_bad_are_found_one_by_one(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct text bad, all = text_of(a, "13800000000、6234/ ；0971-6234567\n转12，110");
    size_t at = 0;
    assert_true(phone_next_bad(all, &at, &bad));
    assert_true(text_equals(bad, "转12"));
    assert_false(phone_next_bad(all, &at, &bad));
    at = 0;
    assert_false(phone_next_bad((struct text){0}, &at, &bad));
    arena_drop(a);
}

static void test_identity_cards(void **state)
{
    (void)state;
    static const struct {
        const char *card;
        enum card_fault fault;
    } cards[] = {
        {"990000195101010008", CARD_GOOD},        {"99000019510101001X", CARD_WRONG_DIGIT},
        {"990000195113010008", CARD_NO_BIRTHDAY}, {"99000019510101000", CARD_NO_SHAPE},
        {"99000019510101000Y", CARD_NO_SHAPE},    {"9900001951010100081", CARD_NO_SHAPE},
        {"X90000195101010008", CARD_NO_SHAPE},    {"", CARD_NO_SHAPE},
        {"９９0000195101010008", CARD_NO_SHAPE},
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof cards / sizeof *cards; i++)
        assert_int_equal(card_judge(text_of(a, cards[i].card)), cards[i].fault);
    int with_x = 0;
    for (int i = 0; i < 100; i++) {
        char card[19];
        snprintf(card, sizeof card, "9900001951010100%dX", (int)((unsigned)i % 10));
        card[13] = (char)('0' + i / 10);
        card[17] = i % 2 ? 'x' : 'X';
        enum card_fault fault = card_judge(text_of(a, card));
        assert_int_not_equal(fault, CARD_NO_SHAPE);
        with_x += fault == CARD_GOOD;
    }
    assert_true(with_x > 0);
    assert_true(card_is_old(text_of(a, "990000510101000")));
    assert_false(card_is_old(text_of(a, "99000051010100X")));
    assert_true(card_is_mans(text_of(a, "990000195101010010")));
    assert_false(card_is_mans(text_of(a, "990000195101010008")));
    arena_drop(a);
}

static void test_number_plates(void **state)
{
    (void)state;
    static const char *const good[] = {"青A12345", "青AD12345", "青A1234警", "WJ青12345"},
                             *const bad[] = {"青A1234",    "青A1234I", "A12345",
                                             "青AD123456", "",         "青"};
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(plate_is_valid(text_of(a, good[i])));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(plate_is_valid(text_of(a, bad[i])));
    arena_drop(a);
}

static void an_address_has_a_name_and_a_domain(void **state)
{
    static const char *const good[] = {"a@b.cn", "nong.ye_1+x@mail.qinghe-xian.example",
                                       "13800000000@qinghe.example"};
    static const char *const bad[] = {"",         "a",        "a@b",      "@b.cn",   "a@.cn",
                                      "a@b..cn",  "a.@b.cn",  ".a@b.cn",  "a@b.c",   "a@b.c1",
                                      "a b@c.cn", "a@@b.cn",  "a@b.cn.",  "a＠b.cn", "a@b。cn",
                                      "甲@b.cn",  "a@b_c.cn", "a@b.cn;x", "a@b.cn@", "a(b@c.cn"};
    struct arena *a = arena_new();
    struct text one, all = text_of(a, "a@b.cn、乙；c@d.cn");
    size_t at = 0;
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!email_is_one(text_of(a, good[i])))
            fail_msg("%s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (email_is_one(text_of(a, bad[i])))
            fail_msg("%s", bad[i]);
    assert_true(email_next_bad(all, &at, &one));
    assert_string_equal(text_utf8(a, one), "乙");
    assert_false(email_next_bad(all, &at, &one));
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_has_a_name_and_a_domain),
        cmocka_unit_test(test_entries),
        cmocka_unit_test(test_numbers_that_an_exchange_takes),
        cmocka_unit_test(test_numbers_that_none_takes),
        cmocka_unit_test(test_numbers_that_are_bad_are_found_one_by_one),
        cmocka_unit_test(test_identity_cards),
        cmocka_unit_test(test_number_plates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
