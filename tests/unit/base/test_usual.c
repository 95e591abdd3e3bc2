/* Unicode's own files say what nobody sees and what a radical looks like; libc knows GB 18030. */
#include "check.h"

#include <iconv.h>
#include <stdio.h>

#include "base/usual.h"
#include "base/utf8.h"

#define UNICODE "/usr/share/unicode/"

static FILE *unicode_file(const char *path)
{
    FILE *f = fopen(path, "r");
    if (!f)
        fail_msg("%s is missing: install unicode-data", path);
    return f;
}

/* "2EBE..2EC0 ; 8279 #" or "00AD ; Default_Ignorable_Code_Point #"; rest: behind the semicolon. */
static bool read_range(const char *line, unsigned *first, unsigned *last, char rest[64])
{
    if (sscanf(line, "%x..%x ; %63s", first, last, rest) == 3)
        return true;
    *last = 0;
    bool one = sscanf(line, "%x ; %63s", first, rest) == 2;
    *last = *first;
    return one;
}

static void test_nothing_ignorable_is_read(void **state)
{
    (void)state;
    FILE *f = unicode_file(UNICODE "DerivedCoreProperties.txt");
    char line[256], rest[64];
    unsigned first, last, n = 0;
    while (fgets(line, sizeof line, f)) {
        if (!read_range(line, &first, &last, rest) ||
            strcmp(rest, "Default_Ignorable_Code_Point") != 0)
            continue;
        for (unsigned cp = first; cp <= last; cp++, n++)
            if (!usual_is_unseen(cp) || usual_of(cp, 0, 0).cp)
                fail_msg("U+%04X is read", cp);
    }
    fclose(f);
    assert_true(n > 4000);
}

/* Kangxi radicals by ICU, the supplement by our table; components that GBK has stay. */
static void test_radicals_are_the_characters_they_look_like(void **state)
{
    (void)state;
    FILE *f = unicode_file(UNICODE "EquivalentUnifiedIdeograph.txt");
    char line[256], rest[64];
    unsigned first, last, n = 0, kept = 0;
    while (fgets(line, sizeof line, f)) {
        if (!read_range(line, &first, &last, rest) || first < 0x2E80 || first > 0x2FD5)
            continue;
        unsigned character = (unsigned)strtoul(rest, NULL, 16);
        for (unsigned cp = first; cp <= last; cp++, n++) {
            struct usual u = usual_of(cp, 0, 0);
            kept += u.kind == USUAL_SAME;
            if (u.kind != USUAL_SAME && (u.kind != USUAL_RADICAL || u.cp != character))
                fail_msg("U+%04X is U+%04X and not U+%04X", cp, (unsigned)u.cp, character);
        }
    }
    fclose(f);
    assert_int_equal(n, 328);
    assert_int_equal(kept, 14);
}

/* FE50 to FEA0 are U+E815 to U+E864 to programs of the nineties. */
static void test_private_use_of_gbk_is_that_of_gb18030(void **state)
{
    (void)state;
    iconv_t cd = iconv_open("UTF-32LE", "GB18030");
    assert_true(cd != (iconv_t)-1);
    uint32_t private_use = 0xE815;
    for (unsigned byte = 0x50; byte <= 0xA0; byte++) {
        if (byte == 0x7F)
            continue;
        char in[2] = {(char)0xFE, (char)byte}, *from = in;
        uint32_t cp = 0;
        char *to = (char *)&cp;
        size_t left = sizeof in, room = sizeof cp;
        assert_true(iconv(cd, &from, &left, &to, &room) != (size_t)-1);
        struct usual u = usual_of(private_use++, 0, 0);
        if (cp < 0xE000 || cp > 0xF8FF) /* an older libc has eight of them in private use itself */
            assert_int_equal(u.cp, cp);
        assert_int_equal(u.kind, USUAL_PRIVATE);
    }
    assert_int_equal(private_use, 0xE865);
    assert_int_equal(usual_of(0xE81E, 0, 0).cp, 0x9FB4);
    assert_int_equal(usual_of(0xE864, 0, 0).cp, 0x9FBB);
    assert_int_equal(usual_of(0xE78D, 0, 0).cp, 0xFE10);
    assert_int_equal(usual_of(0xE123, 0, 0).kind, USUAL_SAME);
    iconv_close(cd);
}

/* Behind the last row of each table, too: with a sanitizer nothing else is read. */
static void test_what_no_table_has_stays(void **state)
{
    (void)state;
    static const uint32_t none[] = {0xE000, 0xE865, 0xF8FF, 0x2E9A, 0x2EF4, 0x2EFF};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(usual_of(none[i], 0, 0).kind, USUAL_SAME);
}

static void test_what_people_type_stays(void **state)
{
    (void)state;
    static const char32_t usual[] = U"一龥㐀𠮷﨎﨑〇，。“”‘’—…·　！～￥ｱ°×÷①●■➢→√□Ａa";
    for (const char32_t *p = usual; *p; p++)
        if (usual_of(*p, U'甲', U'乙').kind != USUAL_SAME)
            fail_msg("U+%04X does not stay", (unsigned)*p);
    assert_int_equal(usual_of(U'•', U'甲', U'乙').kind, USUAL_DOT);
    assert_int_equal(usual_of(U'•', 0, U'乙').kind, USUAL_SAME);
    assert_int_equal(usual_of(0xFE0F, U'☑', 0).kind, USUAL_UNSEEN);
    assert_int_equal(usual_of(0xFE00, U'葛', 0).kind, USUAL_VARIANT);
}

static void test_a_text_keeps_its_places(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    static const char bytes[] = "⽅\u200B案\u00A0好";
    struct source *src = source_new(a, "名", bytes, sizeof bytes - 1);
    struct usual_tally tally = {0};
    struct text t = text_of_source(a, (struct pos){src, 0}, src->size);
    struct text mended = usual_text(a, t, &tally);
    assert_string_equal(text_utf8(a, mended), "方案 好");
    assert_int_equal(mended.at[1], 6);
    assert_int_equal(tally.found[USUAL_UNSEEN].n, 1);
    assert_int_equal(tally.found[USUAL_RADICAL].marks[0].instead, U'方');
    assert_int_equal(tally.found[USUAL_SPACE].places[0][0], 9);
    assert_ptr_equal(usual_text(a, mended, &tally).cp, mended.cp);
    arena_drop(a);
}

static void test_a_word_is_cleaned_in_its_place(void **state)
{
    (void)state;
    char word[] = "\u202D⽅\u00ADx\u00A0\u2E87"; /* the last one would grow, and stays */
    usual_word(word);
    assert_string_equal(word, "方x \u2E87");
}

/* However many there are, a kind is told once, with the first places. */
static void test_a_kind_is_told_once(void **state)
{
    (void)state;
    struct diags *d = diags_new(DIAG_EN);
    struct usual_tally tally = {0};
    for (uint32_t i = 0; i < 9; i++)
        usual_count(&tally, 0x200B + i % 7, usual_of(0x200B, 0, 0), i, 27);
    usual_report_cells(&tally, "甲.csv", (struct pos){0}, d);
    const struct diag_view *views;
    assert_int_equal(diags_view(d, &views), 1);
    assert_non_null(strstr(views[0].text, "has 9 invisible"));
    assert_non_null(strstr(views[0].text, "U+200B (2), zero-width joiner U+200C (2)"));
    assert_non_null(strstr(views[0].text, "AB1, AB2, AB3, …"));
    diags_drop(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_ignorable_is_read),
        cmocka_unit_test(test_radicals_are_the_characters_they_look_like),
        cmocka_unit_test(test_private_use_of_gbk_is_that_of_gb18030),
        cmocka_unit_test(test_what_no_table_has_stays),
        cmocka_unit_test(test_what_people_type_stays),
        cmocka_unit_test(test_a_text_keeps_its_places),
        cmocka_unit_test(test_a_word_is_cleaned_in_its_place),
        cmocka_unit_test(test_a_kind_is_told_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
