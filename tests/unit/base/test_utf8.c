/* UTF-8 by the book: what is malformed is replaced byte by byte, and nothing is read beyond. */
#include "check.h"

#include "base/utf8.h"

static void test_every_code_point_survives(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        char t[UTF8_MAX];
        size_t n = utf8_encode(cp, t);
        const char *p = t;
        uint32_t back = utf8_next(&p, t + n);
        if (back != cp || p != t + n || utf8_count(t, n) != 1)
            fail_msg("U+%04X came back as U+%04X", (unsigned)cp, (unsigned)back);
    }
}

static void test_malformed_bytes_are_replaced_one_by_one(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "\x80",     "\xC0\xAF",         "\xC1\xBF",         "\xE0\x80\x80",     "\xED\xA0\x80",
        "\xFF",     "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE4\xB8",
        "\xF0\xA0", "\xE4x\xAD",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *p = bad[i], *end = p + strlen(p);
        assert_int_equal(utf8_next(&p, end), UTF8_REPLACEMENT);
        assert_ptr_equal(p, bad[i] + 1);
        assert_int_equal(utf8_bad(bad[i], strlen(bad[i])), 0);
    }
}

/* Copied to the end of its own block, so that a read beyond is seen by the address sanitizer. */
static void test_nothing_is_read_beyond_the_end(void **state)
{
    (void)state;
    static const char *const cut[] = {"\xE4", "\xE4\xB8", "\xF0\xA0\xAE", "\xC3"};
    for (size_t i = 0; i < sizeof cut / sizeof *cut; i++) {
        size_t n = strlen(cut[i]);
        char *copy = malloc(n);
        memcpy(copy, cut[i], n);
        const char *p = copy;
        assert_int_equal(utf8_next(&p, copy + n), UTF8_REPLACEMENT);
        free(copy);
    }
}

static void test_a_replacement_character_itself_is_no_mistake(void **state)
{
    (void)state;
    static const char text[] = "好\xEF\xBF\xBD\xE4";
    assert_int_equal(utf8_bad(text, 6), 6);
    assert_int_equal(utf8_bad(text, 7), 6);
}

/* Eight bytes are looked at together, wherever in them something stands. */
static void test_long_texts_are_counted_and_checked_at_every_place(void **state)
{
    (void)state;
    static const char text[] = "2026年9月19日，abcdefghijklm“𠮷”éx9876543210青禾县财政局";
    for (size_t from = 0; from < sizeof text; from++) {
        size_t leads = 0;
        for (size_t n = 0; from + n < sizeof text; n++) {
            assert_int_equal(utf8_count(text + from, n), leads);
            leads += ((unsigned char)text[from + n] & 0xC0) != 0x80;
        }
    }
    for (size_t i = 0; i < 40; i++) {
        char bytes[41] = "0123456789012345678901234567890123456789";
        bytes[i] = '\xFF';
        assert_int_equal(utf8_bad(bytes, 40), i);
    }
}

static void test_unusual_characters_are_stopped_at(void **state)
{
    (void)state;
    static const char *const unusual[] = {"\x01", "\n", "\x1F", "\uFFFE", "\uFFFF", "，"};
    static const char usual[] = "甲乙丙 ~\x7F\u07FF𠮷abcdefghijklm";
    for (size_t i = 0; i < sizeof unusual / sizeof *unusual; i++)
        for (size_t before = 0; before < sizeof usual; before++) {
            char text[2 * sizeof usual + UTF8_MAX] = {0};
            memcpy(text, usual, before);
            strcpy(text + before, unusual[i]);
            strcat(text, usual);
            assert_ptr_equal(utf8_skip_usual(text, text + strlen(text)), text + before);
        }
    assert_ptr_equal(utf8_skip_usual(usual, usual + 9), usual + 9);
}

static void test_columns(void **state)
{
    (void)state;
    assert_int_equal(utf8_columns('a'), 1);
    assert_int_equal(utf8_columns(0x4E2D), 2);
    assert_int_equal(utf8_columns(0xFF0C), 2);
    assert_int_equal(utf8_columns(0x20BB7), 2);
    assert_int_equal(utf8_columns(0x0301), 0);
    assert_int_equal(utf8_columns(0x200B), 0);
}

static void test_han(void **state)
{
    (void)state;
    assert_true(utf8_is_han(0x4E2D));
    assert_true(utf8_is_han(0x3007));
    assert_true(utf8_is_han(0x20BB7));
    assert_false(utf8_is_han(0x3002));
    assert_false(utf8_is_han('A'));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_code_point_survives),
        cmocka_unit_test(test_malformed_bytes_are_replaced_one_by_one),
        cmocka_unit_test(test_nothing_is_read_beyond_the_end),
        cmocka_unit_test(test_a_replacement_character_itself_is_no_mistake),
        cmocka_unit_test(test_long_texts_are_counted_and_checked_at_every_place),
        cmocka_unit_test(test_unusual_characters_are_stopped_at),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_han),
    };
    return RUN(tests, "utf8");
}
