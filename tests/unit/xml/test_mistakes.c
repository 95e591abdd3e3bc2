/* What people get wrong: each mistake by its code and place, once, and without follow-up noise. */
#include "xml_testing.h"

#include <unistd.h>

struct mistake {
    const char *text, *found;
};

static void assert_all(const struct mistake *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        assert_found(list[i].text, strlen(list[i].text), list[i].found);
}

#define ALL(...)                                                                                   \
    do {                                                                                           \
        static const struct mistake list[] = {__VA_ARGS__};                                        \
        assert_all(list, sizeof list / sizeof *list);                                              \
    } while (0)

static void full_width_signs_in_tags_are_found(void **state)
{
    (void)state;
    ALL({"<a><段＞文</段></a>", "X010@1:6"}, {"<a><段>文</段＞</a>", "X010@1:11"},
        {"<a><段>文<／段></a>", "X010@1:9"}, {"<a 日期＝\"1\"/>", "X010@1:6"},
        {"<a b=\"1\"／>", "X010@1:9"}, {"<a b=\"1\"／＞", "X010@1:9"},
        {"<?xml version＝\"1.0\"?><a/>", "X010@1:14"},
        {"<a>\n <b＞1</b>\n <c＞2</c>\n</a>", "X010@2:4 X010@3:4"});
}

static void full_width_spaces_in_tags_are_found(void **state)
{
    (void)state;
    ALL({"<公文　文种=\"函\"/>", "X011@1:4"}, {"<a\u00A0b='1'></a>", "X011@1:3"},
        {"<a b='1'　c='2'　d='3'/>", "X011@1:9"});
}

static void curly_quotes_in_tags_are_found(void **state)
{
    (void)state;
    ALL({"<落款 日期=“2026-09-19”/>", "X012@1:8"}, {"<a b=‘1’ c='2'/>", "X012@1:6"},
        {"<a b=“1\"/>", "X012@1:6"}, {"<a b=\"1”/>", "X012@1:8"},
        {"<a b=\"1” c=\"2\"/>", "X012@1:8"}, {"<a b=“关于“三农”工作的” c='1'/>", "X012@1:6"},
        {"<a>\n<b c=“1”>x</b>\n<d e=＂2＂/></a>", "X012@2:6 X012@3:6"});
}

static void each_kind_of_sign_is_told_once_a_tag(void **state)
{
    (void)state;
    ALL({"<a>\n<落款　日期＝“2026-09-19”　x＝“1”／＞\n</a>", "X011@2:4 X010@2:7 X012@2:8"});
}

static void full_width_tags_are_found_and_pair(void **state)
{
    (void)state;
    ALL({"<a>＜段＞文＜/段＞</a>", "X013@1:4 X013@1:8"}, {"<a>＜段>文</段></a>", "X013@1:4"},
        {"<a>＜落款 日期＝“1”／＞</a>", "X013@1:4"}, {"<a>填＜单位名称＞处</a>", "X013@1:5"},
        {"＜公文＞文＜／公文＞", "X013@1:1 X013@1:6"});
}

/* Well-formed to XML, and yet not what was meant. */
static void what_libxml2_lets_pass_is_found(void **state)
{
    (void)state;
    ALL({"<a><段／></段／></a>", "X010@1:6 X017@1:8 X010@1:11"},
        {"<a><b＝ c=\"1\"/></a>", "X010@1:6"},
        {"<a xmlns:x='u'><b x:c='1' c='2'/></a>", "X025@1:27"}, {"<!DOCTYPE a><a/>", "X032@1:1"},
        {"<a>甲＜乙，乙＞丙</a>", ""}, {"<a xmlns:x='u'><x:b x:c='1'/></a>", ""});
    static const char nul[] = "<a/>\0";
    assert_found(nul, sizeof nul - 1, "X009@1:5 X033@1:5");
}

static void tags_left_open_are_reported_where_they_open(void **state)
{
    (void)state;
    ALL({"<a>\n <b>\n  <c>文\n </b>\n</a>", "X015@3:3"}, {"<a><标题>文</标提><c/></a>", "X015@1:4"},
        {"<a><b><c></a>", "X015@1:4 X015@1:7"}, {"<a>\n<b>\n<c/>", "X016@2:1"},
        {"<a>\n <b>\n  <c>\n   文\n  <c>1</c>\n </b>\n</a>", "X043@3:3"},
        {"<a>\n <b>\n  <b>\n   文\n </b>\n</a>", "X043@3:3"},
        {"<段>文</p>", "X015@1:1"}, {"<a><b>1<b>2</b></a>", "X015@1:4"});
}

static void the_finding_names_both_tags_and_the_place_of_the_other(void **state)
{
    (void)state;
    static const char text[] = "<a>\n <段>文\n</a>";
    struct parsed r = parse(text, sizeof text - 1);
    assert_non_null(strstr(r.printed, "标签 <段> 没有关闭，第 3 行第 1 列却出现了 </a>"));
    drop(&r);
}

static void closing_tags_too_many_are_found(void **state)
{
    (void)state;
    ALL({"<a><b>1</b></b></a>", "X017@1:12"}, {"<a><b/></b></a>", "X017@1:8"},
        {"<a></a></a>", "X017@1:8"}, {"<a>文</段><段>1</段></a>", "X017@1:5"});
}

static void attributes_without_value_or_quotes_are_found(void **state)
{
    (void)state;
    ALL({"<a b/>", "X020@1:4"}, {"<a b=/>", "X020@1:4"}, {"<a b c='1'></a>", "X020@1:4"},
        {"<a b=\"1>文</a>", "X021@1:6"}, {"<a><b c=\"1/>\n<d e=\"2\"/></a>", "X021@1:9"},
        {"<a b='1'c='2'/>", "X022@1:8"}, {"<a b=\"关于\"三农\"工作\"/>", "X022@1:9"},
        {"<a b='1<2'/>", "X023@1:8"}, {"<a b=2026/>", "X024@1:6"},
        {"<a b=1 c=2></a>", "X024@1:6 X024@1:10"});
}

static void attributes_given_twice_are_found(void **state)
{
    (void)state;
    ALL({"<a b='1' b='2'/>", "X025@1:10"}, {"<a xmlns:x='u' x:b='1' b='2'/>", "X025@1:24"},
        {"<a b='1' c='1' bb='2'/>", ""});
}

static void tags_without_their_end_are_found(void **state)
{
    (void)state;
    ALL({"<a>\n<b\n<c/>\n</b></a>", "X026@2:1"}, {"<a><b c='1'\n<d/></a>", "X026@1:4"},
        {"<a><段文字</段></a>", "X026@1:4"}, {"<a", "X026@1:1"}, {"<a></a", "X026@1:4"});
}

static void signs_of_xml_in_a_text_are_found(void **state)
{
    (void)state;
    ALL({"<a>< 段>文</段></a>", "X027@1:4"}, {"<a>5 < 6</a>", "X028@1:6"},
        {"<a>5<6 &lt; 7</a>", "X028@1:5"}, {"<a>R&D</a>", "X029@1:5"}, {"<a b='&'/>", "X029@1:7"},
        {"<a>&#xyz;&#12</a>", "X029@1:4 X029@1:10"}, {"<a>&nbsp;</a>", "X030@1:4"},
        {"<a b='&copy;'/>", "X030@1:7"},
        {"<a>&#0;&#xD800;&#x110000;</a>", "X031@1:4 X031@1:8 X031@1:16"},
        {"<a>&lt；</a>", "X014@1:7"}, {"<a>]]></a>", "X040@1:4"},
        {"<a><![CDATA[ & < ]]>&amp;<!-- & < --><?x & ?></a>", ""});
}

static void a_doctype_is_refused(void **state)
{
    (void)state;
    ALL({"<!DOCTYPE a><a/>", "X032@1:1"},
        {"<!DOCTYPE a SYSTEM \"http://127.0.0.1/a.dtd\">\n<a/>", "X032@1:1"},
        {"<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY b '<c>'>]>\n<a>&b;</a>",
         "X032@2:1 X030@3:4"});
}

static void what_stands_outside_of_the_root_is_found(void **state)
{
    (void)state;
    ALL({"文\n<a/>", "X033@1:1"}, {"<a/>\n文<!-- -->字", "X033@2:1"},
        {"<a/>\n<b/>\n<c/>", "X034@2:1"}, {"<a/>\n<!-- 完 --><?p?>\n", ""});
}

static void files_that_are_no_document_are_named(void **state)
{
    (void)state;
    ALL({"", "X006@1:1"}, {"\n \n", "X006@1:1"}, {"通知\n各单位：", "X007@1:1"},
        {"<?xml version='1.0'?>\n<!-- -->", "X008@1:1"}, {"PK\3\4xyz", "X005@1:1"},
        {"%PDF-1.7", "X005@1:1"}, {"{\\rtf1 x}", "X005@1:1"}, {"\xD0\xCF\x11\xE0\xA1", "X005@1:1"});
}

static void control_characters_and_nul_are_found(void **state)
{
    (void)state;
    ALL({"<a>1\v2\f</a>", "X009@1:5 X009@1:7"}, {"<a>\xEF\xBF\xBE</a>", "X009@1:4"});
    assert_found("<a>1\0</a>", 9, "X009@1:5");
}

static void deep_nesting_and_many_attributes_are_refused(void **state)
{
    (void)state;
    struct buf deep = {0}, wide = {0};
    for (int i = 0; i < 65; i++)
        buf_str(&deep, "<b>");
    for (int i = 0; i < 65; i++)
        buf_str(&deep, "</b>");
    assert_found(deep.p, deep.n, "X035@1:193");
    buf_str(&wide, "<a");
    for (int i = 0; i < 65; i++)
        buf_printf(&wide, " b%d=''", i);
    buf_str(&wide, "/>");
    assert_found(wide.p, wide.n, "X036@1:442");
    buf_drop(&deep);
    buf_drop(&wide);
}

static void sixty_four_levels_are_accepted(void **state)
{
    (void)state;
    struct buf b = {0};
    for (int i = 0; i < 64; i++)
        buf_str(&b, "<b>");
    for (int i = 0; i < 64; i++)
        buf_str(&b, "</b>");
    assert_found(b.p, b.n, "");
    buf_drop(&b);
}

static void a_list_of_findings_has_an_end(void **state)
{
    (void)state;
    struct buf b = {0};
    buf_str(&b, "<a>");
    for (int i = 0; i < 300; i++)
        buf_str(&b, "\n&");
    buf_str(&b, "</a>");
    struct parsed r = parse(b.p, b.n);
    assert_int_equal(r.errors, 101);
    assert_non_null(strstr(r.found, "X029@101:1 D001@102:1"));
    assert_null(strstr(r.found, "@103:"));
    drop(&r);
    buf_drop(&b);
}

static void comments_and_declarations_are_checked(void **state)
{
    (void)state;
    ALL({"<a><!-- 文</a>", "X038@1:4"}, {"<a><![CDATA[文</a>", "X038@1:4"}, {"<a/><?x", "X038@1:5"},
        {"\n<?xml version='1.0'?><a/>", "X039@2:1"}, {"<a><?xml version='1.0'?></a>", "X039@1:4"},
        {"<a><!-- x--y --></a>", "X019@1:10"}, {"<?xml encoding='UTF-8'?><a/>", "X041@1:7"},
        {"<a x:b='1'/>", "X018@1:1"}, {"<a>\n<x:b/></a>", "X018@2:1"}, {"<a,/>", "X042@1:3"});
}

static void several_mistakes_are_found_in_one_run(void **state)
{
    (void)state;
    ALL({"<公文>\n<标题>R&D</标题>\n<段＞一</段>\n<段 a=1>二\n<落款　日期=“1”/>\n</公文>\n完",
         "X029@2:6 X010@3:3 X043@4:1 X024@4:6 X011@5:4 X012@5:8 X033@7:1"});
}

/* before, so many times what is repeated, behind */
static void assert_long(const char *before, const char *repeated, size_t n, const char *behind,
                        const char *found)
{
    struct buf text = {0};
    buf_str(&text, before);
    for (size_t i = 0; i < n; i++)
        buf_str(&text, repeated);
    buf_str(&text, behind);
    struct parsed r = parse(text.p, text.n);
    assert_string_equal(r.found, found);
    assert_int_equal(r.tree == NULL, *found != '\0');
    drop(&r);
    buf_drop(&text);
}

#ifdef MEM_SANITIZED /* which takes many times as long */
enum { LONG = 1 << 20 };
#else
enum { LONG = 11 << 20 }; /* longer than libxml2 takes by itself */
#endif

static void what_is_long_is_no_mistake(void **state)
{
    (void)state;
    static const struct {
        const char *before, *repeated, *behind;
    } places[] = {{"<a b='", "x", "'/>"},        {"<a>", "x", "</a>"},
                  {"<a><![CDATA[", "x", "]]></a>"}, {"<a><!--", "x", "--></a>"},
                  {"<a><?x ", "x", "?></a>"},    {"<a", " ", "/>"},
                  {"<a>", "\n", "</a>"},         {"<a>&#", "0", "65;</a>"}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        assert_long(places[i].before, places[i].repeated, LONG, places[i].behind, "");
}

static void what_is_larger_than_any_document_is_not_read(void **state)
{
    (void)state;
    enum { MOST = 16 << 20 };
    struct buf text = {0};
    buf_str(&text, "<a>");
    while (text.n < MOST + 1 - strlen("</a>"))
        buf_char(&text, 'x');
    buf_str(&text, "</a>");
    struct parsed r = parse(text.p, text.n);
    assert_null(r.tree);
    assert_non_null(strstr(r.printed, "error[X045]: “doc.xml”"));
    drop(&r);
    buf_drop(&text);
}

static void long_names_are_told_where_they_are(void **state)
{
    (void)state;
    enum { MOST = 1000, LIBXML2_MOST = 60000 };
    static const size_t sizes[] = {MOST + 1, LIBXML2_MOST};
    assert_long("<", "x", MOST, "/>", "");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        assert_long("<a>\n<", "x", sizes[i], "/></a>", "X044@2:2");
        assert_long("<a>\n<b ", "x", sizes[i], "='1'/></a>", "X044@2:4");
        assert_long("<a>\n<b ", "x", sizes[i], ":c='1'/></a>", "X044@2:4");
    }
    assert_long("<a>\n<", "x", LONG, "/></a>", "X044@2:2");
    assert_long("<a>\n<?", "x", 11 << 20, " ?></a>", "X044@2:3"); /* a shorter one does no harm */
}

/* libxml2 compares each attribute of a tag with each. */
static void a_tag_of_endless_attributes_is_told_at_once(void **state)
{
    (void)state;
    enum { MANY = LONG / 8 };
    const char *kinds[] = {"<a><!-- ", "<a><?x ", "<a><![CDATA["}, *ends[] = {"-->", "?>", "]]>"};
    char behind[32];
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        snprintf(behind, sizeof behind, "%s</a>", ends[i]);
        assert_long(kinds[i], "<b = ", MANY, behind, "");
    }
    char tag[1 << 14];
    size_t n = 0;
    for (int i = 0; i < 1000; i++)
        n += (size_t)snprintf(tag + n, sizeof tag - n, " x%d='>'", i);
    assert_long("<a", tag, MANY / 1000, "/>", "X036@1:506");
}

/* libxml2 takes the first bytes for those of another encoding, and would say so itself. */
static void nobody_else_prints(void **state)
{
    (void)state;
    static const char *const texts[] = {"<\0\0\0a/>", "\0\0\0<a/>", "<\0?\0a/>", "\0<\0?a/>"};
    enum { SIZE = 7 };
    FILE *printed = tmpfile();
    int screen = dup(STDERR_FILENO);
    dup2(fileno(printed), STDERR_FILENO);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct parsed r = parse(texts[i], SIZE);
        drop(&r);
    }
    fflush(stderr);
    dup2(screen, STDERR_FILENO);
    close(screen);
    off_t size = lseek(fileno(printed), 0, SEEK_END);
    fclose(printed);
    assert_int_equal(size, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(full_width_signs_in_tags_are_found),
        cmocka_unit_test(full_width_spaces_in_tags_are_found),
        cmocka_unit_test(curly_quotes_in_tags_are_found),
        cmocka_unit_test(each_kind_of_sign_is_told_once_a_tag),
        cmocka_unit_test(full_width_tags_are_found_and_pair),
        cmocka_unit_test(what_libxml2_lets_pass_is_found),
        cmocka_unit_test(tags_left_open_are_reported_where_they_open),
        cmocka_unit_test(the_finding_names_both_tags_and_the_place_of_the_other),
        cmocka_unit_test(closing_tags_too_many_are_found),
        cmocka_unit_test(attributes_without_value_or_quotes_are_found),
        cmocka_unit_test(attributes_given_twice_are_found),
        cmocka_unit_test(tags_without_their_end_are_found),
        cmocka_unit_test(signs_of_xml_in_a_text_are_found),
        cmocka_unit_test(a_doctype_is_refused),
        cmocka_unit_test(what_stands_outside_of_the_root_is_found),
        cmocka_unit_test(files_that_are_no_document_are_named),
        cmocka_unit_test(control_characters_and_nul_are_found),
        cmocka_unit_test(deep_nesting_and_many_attributes_are_refused),
        cmocka_unit_test(sixty_four_levels_are_accepted),
        cmocka_unit_test(a_list_of_findings_has_an_end),
        cmocka_unit_test(comments_and_declarations_are_checked),
        cmocka_unit_test(several_mistakes_are_found_in_one_run),
        cmocka_unit_test(nobody_else_prints),
        cmocka_unit_test(what_is_long_is_no_mistake),
        cmocka_unit_test(what_is_larger_than_any_document_is_not_read),
        cmocka_unit_test(long_names_are_told_where_they_are),
        cmocka_unit_test(a_tag_of_endless_attributes_is_told_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
