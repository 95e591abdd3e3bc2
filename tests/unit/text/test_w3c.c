/*
 * The W3C's list of what may not start a line in Chinese (level strict): each character after
 * Han, letters and digits, at every place of lines of several widths.
 */
#include "text_test.h"

#define LIST_FILE "tests/unit/text/w3c-zh-strict.tsv"

enum { MOST_CHARACTERS = 64, LINE_OF_LIST = 256, LISTED = 36, HEX = 16, LONGEST = 30 };

static struct items with_character(struct item v[], const char *before, uint32_t cp, int place)
{
    const char *start = before;
    size_t n = 0;
    for (int i = 0; i < place; i++) {
        if (!*before)
            before = start;
        v[n++] = bare_item(utf8_next(&before, before + strlen(before)));
    }
    v[n++] = bare_item(cp);
    for (int i = 0; i < 6; i++)
        v[n++] = bare_item(0x5DE5 /* 工 */);
    return (struct items){.v = v, .n = n};
}

static void never_starts_a_line(struct arena *a, const char *before, uint32_t cp)
{
    static const int ems[] = {4, 5, 7, 10, 28};
    struct item v[MOST_CHARACTERS];
    for (size_t w = 0; w < sizeof ems / sizeof *ems; w++)
        for (int place = 1; place <= LONGEST; place++) {
            struct items items = with_character(v, before, cp, place);
            struct line_widths m = {(ems[w] - 1) * EM, ems[w] * EM, EM, EM / 8, false, false};
            text_items_find_breaks(items, m.first);
            struct line_ends ends = text_break_lines(a, items, &m);
            for (size_t i = 0; i < ends.n; i++)
                if (ends.v[i] == (size_t)place)
                    fail_msg("U+%04X after %d of %s starts a line of %d", cp, place, before,
                             ems[w]);
        }
}

static void nothing_listed_starts_a_line(void **state)
{
    static const char *const before[] = {"工作检查", "abcde", "20260919", "见GB", "第12条（甲）"};
    FILE *in = fopen(LIST_FILE, "r");
    char line[LINE_OF_LIST];
    int listed = 0;
    (void)state;
    assert_non_null(in);
    while (fgets(line, sizeof line, in)) {
        char *field = strchr(line, '\t');
        if (*line == '#' || !field)
            continue;
        struct arena *a = arena_new();
        for (size_t i = 0; i < sizeof before / sizeof *before; i++)
            never_starts_a_line(a, before[i], (uint32_t)strtoul(field, NULL, HEX));
        arena_drop(a);
        listed++;
    }
    fclose(in);
    assert_true(listed >= LISTED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_listed_starts_a_line)};
    return cmocka_run_group_tests_name("w3c", tests, NULL, NULL);
}
