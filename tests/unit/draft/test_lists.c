/* Word's numbers: how each format writes them, and what a paragraph of a list gets. */
#include "docx_testing.h"

#include "draft/docx_int.h"

/* ---- numerals ---- */

static void assert_writes(const char *format, long n, const char *expected)
{
    struct buf out = {0};
    buf_str(&out, "");
    assert_true(numeral_write(format, NULL, n, &out));
    assert_string_equal(out.p, expected);
    buf_drop(&out);
}

static void chinese_numbers_are_counted(void **state)
{
    (void)state;
    assert_writes("chineseCounting", 1, "一");
    assert_writes("chineseCounting", 10, "十");
    assert_writes("chineseCounting", 11, "十一");
    assert_writes("chineseCounting", 20, "二十");
    assert_writes("chineseCounting", 99, "九十九");
    assert_writes("chineseCounting", 100, "一〇〇");
    assert_writes("chineseCountingThousand", 100, "一百");
    assert_writes("chineseCountingThousand", 105, "一百零五");
    assert_writes("chineseCountingThousand", 110, "一百一十");
    assert_writes("chineseCountingThousand", 1001, "一千零一");
    assert_writes("chineseCountingThousand", 1010, "一千零一十");
    assert_writes("chineseCountingThousand", 10010, "一万零一十");
    assert_writes("chineseCountingThousand", 12000, "一万二千");
    assert_writes("japaneseCounting", 21, "二十一");
    assert_writes("ideographDigital", 10, "一〇");
    assert_writes("chineseLegalSimplified", 12, "拾贰");
    assert_writes("ideographLegalTraditional", 3, "參");
    assert_writes("ideographTraditional", 2, "乙");
    assert_writes("ideographTraditional", 11, "11");
    assert_writes("ideographZodiac", 12, "亥");
    assert_writes("ideographZodiacTraditional", 13, "丙子");
}

static void other_numbers_are_written(void **state)
{
    (void)state;
    assert_writes("decimalEnclosedCircle", 1, "①");
    assert_writes("decimalEnclosedCircleChinese", 20, "⑳");
    assert_writes("decimalEnclosedCircle", 21, "㉑");
    assert_writes("decimalEnclosedCircle", 36, "㊱");
    assert_writes("decimalEnclosedCircle", 51, "51");
    assert_writes("decimalEnclosedFullstop", 2, "⒉");
    assert_writes("decimalEnclosedParen", 3, "⑶");
    assert_writes("ideographEnclosedCircle", 4, "㊃");
    assert_writes("decimalFullWidth", 12, "１２");
    assert_writes("decimalZero", 7, "07");
    assert_writes("numberInDash", 5, "- 5 -");
    assert_writes("upperLetter", 27, "AA");
    assert_writes("lowerLetter", 3, "c");
    assert_writes("upperRoman", 1994, "MCMXCIV");
    assert_writes("lowerRoman", 4, "iv");
    assert_writes("ordinal", 22, "22nd");
    assert_writes("ordinal", 12, "12th");
    assert_writes("none", 3, "");
    assert_writes("upperRoman", 0, "0");
    assert_writes("upperLetter", 2000000000, "2000000000");
}

static void unknown_formats_are_digits(void **state)
{
    (void)state;
    struct buf out = {0};
    assert_false(numeral_write("thaiLetters", NULL, 3, &out));
    assert_string_equal(out.p, "3");
    buf_clear(&out);
    assert_true(numeral_write("custom", "001, 002, 003, ...", 7, &out));
    assert_string_equal(out.p, "007");
    buf_drop(&out);
}

/* ---- lists ---- */

#define LEVEL(at, format, text, more)                                                              \
    "<w:lvl w:ilvl='" #at "'><w:start w:val='1'/><w:numFmt w:val='" format                         \
    "'/><w:lvlText w:val='" text "'/>" more "</w:lvl>"
#define HEADINGS                                                                                   \
    "<w:abstractNum w:abstractNumId='0'>" LEVEL(0, "chineseCounting", "%1、", "")                  \
        LEVEL(1, "chineseCounting", "（%2）", "") LEVEL(2, "decimal", "%3.", "")                   \
            LEVEL(3, "decimal", "%1.%3.%4", "<w:isLgl/>") "</w:abstractNum>"
#define ITEM(list, level, text)                                                                    \
    PP("<w:numPr><w:ilvl w:val='" #level "'/><w:numId w:val='" #list "'/></w:numPr>", R(text))

static void levels_below_begin_anew(void **state)
{
    (void)state;
    DOCX("1 label=\"一、\" list=1 size=10 \"甲\"\n"
         "2 label=\"（一）\" list=1 level=1 size=10 \"乙\"\n"
         "3 label=\"（二）\" list=1 level=1 size=10 \"丙\"\n"
         "4 label=\"1.\" list=1 level=2 size=10 \"丁\"\n"
         "5 label=\"1.1.1\" list=1 level=3 size=10 \"戊\"\n"
         "6 label=\"二、\" list=1 size=10 \"己\"\n"
         "7 label=\"（一）\" list=1 level=1 size=10 \"庚\"\n"
         "8 size=10 \"辛\"\n",
         .numbering = HEADINGS "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>",
         .body = ITEM(1, 0, "甲") ITEM(1, 1, "乙") ITEM(1, 1, "丙") ITEM(1, 2, "丁")
             ITEM(1, 3, "戊") ITEM(1, 0, "己") ITEM(1, 1, "庚") ITEM(0, 0, "辛"));
}

static void lists_of_one_definition_go_on_unless_they_begin(void **state)
{
    (void)state;
    DOCX("1 label=\"一、\" list=1 size=10 \"甲\"\n"
         "2 label=\"二、\" list=2 size=10 \"乙\"\n"
         "3 label=\"五、\" list=3 size=10 \"丙\"\n"
         "4 label=\"六、\" list=3 size=10 \"丁\"\n",
         .numbering =
             HEADINGS "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
                      "<w:num w:numId='2'><w:abstractNumId w:val='0'/></w:num>"
                      "<w:num w:numId='3'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'>"
                      "<w:startOverride w:val='5'/></w:lvlOverride></w:num>",
         .body = ITEM(1, 0, "甲") ITEM(2, 0, "乙") ITEM(3, 0, "丙") ITEM(3, 0, "丁"));
}

static void bullets_are_signs(void **state)
{
    (void)state;
    DOCX("1 label=\"●\" bullet list=1 size=10 \"甲\"\n"
         "2 label=\"➢\" bullet list=1 level=1 size=10 \"乙\"\n"
         "3 label=\"•\" bullet list=1 level=2 size=10 \"丙\"\n",
         .numbering = "<w:abstractNum w:abstractNumId='0'>" LEVEL(
             0, "bullet", "\uf06c", "<w:rPr><w:rFonts w:ascii='Wingdings'/></w:rPr>")
             LEVEL(1, "bullet", "\uf0d8", "<w:rPr><w:rFonts w:hAnsi='Wingdings'/></w:rPr>")
                 LEVEL(2, "bullet", "\uf0ff", "") "</w:abstractNum>"
                                                  "<w:num w:numId='1'><w:abstractNumId "
                                                  "w:val='0'/></w:num>",
         .body = ITEM(1, 0, "甲") ITEM(1, 1, "乙") ITEM(1, 2, "丙"));
}

static void styles_may_be_levels_of_a_list(void **state)
{
    (void)state;
    DOCX("1 label=\"一、\" list=1 style=\"题1\" left=24 size=10 \"甲\"\n"
         "2 label=\"（一）\" list=1 level=1 style=\"题2\" size=10 \"乙\"\n",
         .styles = "<w:style w:type='paragraph' w:styleId='a'><w:name w:val='题1'/><w:pPr><w:numPr>"
                   "<w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
                   "<w:style w:type='paragraph' w:styleId='b'><w:name w:val='题2'/><w:pPr><w:numPr>"
                   "<w:numId w:val='1'/></w:numPr></w:pPr></w:style>",
         .numbering = "<w:abstractNum w:abstractNumId='0'>" LEVEL(
             0, "chineseCounting", "%1、",
             "<w:pStyle w:val='a'/><w:pPr><w:ind w:left='480'/></w:pPr>")
             LEVEL(
                 1, "chineseCounting", "（%2）",
                 "<w:pStyle w:val='b'/>") "</w:abstractNum>"
                                          "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>",
         .body = PP("<w:pStyle w:val='a'/>", R("甲")) PP("<w:pStyle w:val='b'/>", R("乙")));
}

static void unknown_formats_are_told(void **state)
{
    (void)state;
    DOCX_HAS("note[G023]",
             .numbering = "<w:abstractNum w:abstractNumId='0'>" LEVEL(
                 0, "thaiLetters", "%1",
                 "") "</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>",
             .body = ITEM(1, 0, "甲"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chinese_numbers_are_counted),
        cmocka_unit_test(other_numbers_are_written),
        cmocka_unit_test(unknown_formats_are_digits),
        cmocka_unit_test(levels_below_begin_anew),
        cmocka_unit_test(lists_of_one_definition_go_on_unless_they_begin),
        cmocka_unit_test(bullets_are_signs),
        cmocka_unit_test(styles_may_be_levels_of_a_list),
        cmocka_unit_test(unknown_formats_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
