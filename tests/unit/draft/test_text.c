/* Texts of lines: encodings, line ends, pages, and what is no text. */
#include "drafting.h"

#define TEXT(bytes, expected) drafting_expect("稿.txt", bytes, sizeof bytes - 1, expected)
#define HAS(bytes, part)      drafting_has("稿.txt", bytes, sizeof bytes - 1, part)

static void every_line_is_a_paragraph(void **state)
{
    (void)state;
    TEXT("关于值班的通知\n\n各村：\t甲\n", "draft text\n"
                                           "1 \"关于值班的通知\"\n"
                                           "2\n"
                                           "3 \"各村：\\t甲\"\n");
}

static void line_ends_of_all_systems_are_one(void **state)
{
    (void)state;
    TEXT("\xEF\xBB\xBF甲\r\n乙\r丙\n丁", "draft text\n1 \"甲\"\n2 \"乙\"\n3 \"丙\"\n4 \"丁\"\n");
}

static void form_feeds_begin_pages(void **state)
{
    (void)state;
    TEXT("甲\n\f乙\n丙\f丁\n", "draft text\n"
                               "1 \"甲\"\n"
                               "2 page-before \"乙\"\n"
                               "3 \"丙\"\n"
                               "3 page-before goes-on \"丁\"\n");
}

static void chinese_encodings_are_told_apart(void **state)
{
    (void)state;
    /* 关于做好防汛值班工作的通知 */
    HAS("\xb9\xd8\xd3\xda\xd7\xf6\xba\xc3\xb7\xc0\xd1\xb4\xd6\xb5\xb0\xe0\xb9\xa4\xd7\xf7\xb5\xc4"
        "\xcd\xa8\xd6\xaa\n",
        "\"关于做好防汛值班工作的通知\"");
    /* 關於做好防汛值班工作的通知，請各單位遵照執行。 */
    HAS("\xc3\xf6\xa9\xf3\xb0\xb5\xa6\x6e\xa8\xbe\xa6\xc4\xad\xc8\xaf\x5a\xa4\x75\xa7\x40"
        "\xaa\xba\xb3\x71\xaa\xbe\xa1\x41\xbd\xd0\xa6\x55\xb3\xe6\xa6\xec\xbf\xed\xb7\xd3"
        "\xb0\xf5\xa6\xe6\xa1\x43\n",
        "\"關於做好防汛值班工作的通知，請各單位遵照執行。\"");
    HAS("\xff\xfe\x2d\x4e\x87\x65\x0a\x00", "\"中文\"");
    HAS("\xfe\xff\x4e\x2d\x65\x87\x00\x0a", "\"中文\"");
    HAS("\xbf\x53\xd4\x59\x51\x67\x1a\xff", "\"县委村：\"");
    HAS("1\0.\0\x2d\x4e\x87\x65\r\0\n\0", "1 \"1.中文\"\n--");
    HAS("\x84\x31\x95\x33\xd6\xd0\xce\xc4\x95\x32\x82\x36", "\"中文𠀀\"");
}

static void guesses_are_told(void **state)
{
    (void)state;
    HAS("\xb9\xd8\xd3\xda\xd7\xf6\xba\xc3\xb7\xc0\xd1\xb4\n", "G021");
    TEXT("\xEF\xBB\xBF中\n", "draft text\n1 \"中\"\n");
}

static void bytes_that_mean_nothing_are_told_at_the_first(void **state)
{
    (void)state;
    TEXT("甲\r\n乙\xff丙\r\n\xfe\n",
         "draft text\n1 \"甲\"\n2 \"乙�丙\"\n3 \"�\"\n"
         "--\n稿.txt:2:2: warning[G020]: from here on 2 byte(s) are no UTF-8 text and are read as "
         "U+FFFD\n    乙�丙\n      ^\n  hint: look at the file in an editor, and save it as "
         "UTF-8\n");
}

static void what_is_no_draft_is_refused(void **state)
{
    (void)state;
    HAS("%PDF-1.7\n", "error[G001]: \"稿.txt\" is PDF");
    HAS("\x89PNG\r\n\x1a\n", "G001");
    HAS("", "G002");
    struct buf much = {0};
    for (int i = 0; i <= 16; i++)
        buf_printf(&much, "%01048576d", i);
    drafting_has("稿.txt", much.p, much.n, "G003");
    buf_drop(&much);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_line_is_a_paragraph),
        cmocka_unit_test(line_ends_of_all_systems_are_one),
        cmocka_unit_test(form_feeds_begin_pages),
        cmocka_unit_test(chinese_encodings_are_told_apart),
        cmocka_unit_test(guesses_are_told),
        cmocka_unit_test(bytes_that_mean_nothing_are_told_at_the_first),
        cmocka_unit_test(what_is_no_draft_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
