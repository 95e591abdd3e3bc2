/* Entries of each kind, good and bad. */
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

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_entries)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
