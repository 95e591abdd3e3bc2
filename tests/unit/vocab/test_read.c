/* The reader: what was written is in the model, in its order, and nothing else. */
#include "vocab_test.h"

static void expect(const char *xml, const char *dump)
{
    struct reading r = read_text(xml);
    struct buf b = {0};
    assert_string_equal(r.printed, "");
    assert_non_null(r.doc);
    model_dump(r.doc, &b);
    assert_string_equal(b.p, dump);
    buf_drop(&b);
    reading_drop(&r);
}

static const char whole_dump[] = "document genre \"%s\" profile \"letter\"\n"
                                 "  head\n"
                                 "    issuer \"青禾县\"\n"
                                 "    suffix \"文件\"\n"
                                 "    number code \"青政发\" year 2026 serial 10\n"
                                 "  title \"关于\\n通知\"\n"
                                 "  to \"各镇：\"\n"
                                 "  body\n"
                                 "    paragraph \"甲\"\n"
                                 "    section \"总体要求\"\n"
                                 "      section run-in \"指导思想\"\n"
                                 "        paragraph \"乙\"\n"
                                 "      section\n"
                                 "        paragraph \"丙\"\n"
                                 "      list\n"
                                 "        paragraph \"子\"\n"
                                 "        paragraph \"丑\"\n"
                                 "    paragraph \"丁\"\n"
                                 "  signature\n"
                                 "    organ \"青禾镇\"\n"
                                 "    date 2026-09-19\n"
                                 "  enclosure \"方案\"\n"
                                 "    section \"组织\"\n"
                                 "      paragraph \"戊\"\n"
                                 "    attachment \"清单\"\n"
                                 "      paragraph \"己\"\n"
                                 "    attachment \"名册\"\n"
                                 "      paragraph \"庚\"\n"
                                 "  attachment \"附表\"\n"
                                 "    paragraph \"辛\"\n"
                                 "  attachment \"附图\"\n"
                                 "    paragraph \"壬\"\n"
                                 "  imprint\n"
                                 "    cc \"县委办。\"\n"
                                 "    printer \"县政府办\"\n"
                                 "    date 2026-09-20\n";

static void expect_whole(const char *xml, const char *genre)
{
    char dump[sizeof whole_dump + 16];
    const char *mark = strstr(whole_dump, "%s");
    snprintf(dump, sizeof dump, "%.*s%s%s", (int)(mark - whole_dump), whole_dump, genre, mark + 2);
    expect(xml, dump);
}

static void chinese_names_are_read(void **state)
{
    (void)state;
    expect_whole("<公文 文种=\"通知\" 版式=\"letter\"><版头><发文机关>青禾县</发文机关>"
                 "<发文字号 代字=\"青政发\" 年=\"2026\" 号=\"10\"/></版头>"
                 "<标题>关于<换行/>通知</标题><主送>各镇：</主送>"
                 "<正文><段>甲</段><层次 题=\"总体要求\">"
                 "<层次 题=\"指导思想\" 接排=\"是\"><段>乙</段></层次><层次><段>丙</段></层次>"
                 "<列表><项>子</项><项>丑</项></列表></层次><段>丁</段></正文>"
                 "<落款 署名=\"青禾镇\" 日期=\"2026-09-19\"/>"
                 "<印发件 标题=\"方案\"><层次 题=\"组织\"><段>戊</段></层次>"
                 "<附件 标题=\"清单\"><段>己</段></附件><附件 标题=\"名册\"><段>庚</段></附件>"
                 "</印发件><附件 标题=\"附表\"><段>辛</段></附件>"
                 "<附件 标题=\"附图\"><段>壬</段></附件><版记><抄送>县委办。</抄送>"
                 "<印发 机关=\"县政府办\" 日期=\"2026-09-20\"/></版记></公文>",
                 "通知");
}

static void english_names_are_read_alike(void **state)
{
    (void)state;
    expect_whole("<document genre=\"notice\" profile=\"letter\"><head><issuer>青禾县</issuer>"
                 "<number code=\"青政发\" year=\"2026\" serial=\"10\"/></head>"
                 "<title>关于<br/>通知</title><to>各镇：</to>"
                 "<body><p>甲</p><section title=\"总体要求\">"
                 "<section title=\"指导思想\" run-in=\"yes\"><p>乙</p></section>"
                 "<section><p>丙</p></section>"
                 "<list><item>子</item><item>丑</item></list></section><p>丁</p></body>"
                 "<signature organ=\"青禾镇\" date=\"2026-09-19\"/>"
                 "<enclosure title=\"方案\"><section title=\"组织\"><p>戊</p></section>"
                 "<attachment title=\"清单\"><p>己</p></attachment>"
                 "<attachment title=\"名册\"><p>庚</p></attachment>"
                 "</enclosure><attachment title=\"附表\"><p>辛</p></attachment>"
                 "<attachment title=\"附图\"><p>壬</p></attachment><imprint><cc>县委办。</cc>"
                 "<print organ=\"县政府办\" date=\"2026-09-20\"/></imprint></document>",
                 "通知");
}

static void names_may_be_mixed(void **state)
{
    (void)state;
    expect("<公文 genre=\"函\"><title>甲</title><正文><p>乙</p><section 题=\"丙\" run-in=\"否\">"
           "<段>丁</段></section></正文></公文>",
           "document genre \"函\"\n"
           "  title \"甲\"\n"
           "  body\n"
           "    paragraph \"乙\"\n"
           "    section \"丙\"\n"
           "      paragraph \"丁\"\n");
}

static void absent_parts_are_absent(void **state)
{
    (void)state;
    struct reading r = read_text(IN_BODY("<段>乙</段>"));
    assert_non_null(r.doc);
    assert_null(r.doc->genre);
    assert_int_equal(r.doc->profile.n, 0);
    assert_null(r.doc->head);
    assert_int_equal(r.doc->to.n, 0);
    assert_null(r.doc->signature);
    assert_null(r.doc->enclosure);
    assert_null(r.doc->attachments);
    assert_null(r.doc->imprint);
    reading_drop(&r);
}

static void an_empty_suffix_is_kept(void **state)
{
    (void)state;
    struct reading r = read_text("<公文><版头><发文机关 后缀=\"\">丙</发文机关></版头>"
                                 "<标题>甲</标题><正文><段>乙</段></正文></公文>");
    assert_int_equal(r.doc->head->suffix.n, 0);
    assert_null(r.doc->head->number);
    reading_drop(&r);
}

static void things_know_their_places(void **state)
{
    (void)state;
    struct reading r = read_text(IN_BODY("<段>\n 乙</段>\n<层次 题=\"丙\">\n<段>丁</段></层次>"));
    const struct block *section = r.doc->body->next;
    struct place text = source_place(r.doc->body->inlines->pos);
    struct place title = source_place(text_pos(section->text, 0));
    struct place inner = source_place(section->first->pos);
    assert_int_equal(text.line, 5);
    assert_int_equal(text.col, 2);
    assert_int_equal(title.line, 6);
    assert_int_equal(title.col, 8);
    assert_int_equal(inner.line, 7);
    assert_int_equal(inner.col, 1);
    reading_drop(&r);
}

static void warnings_do_not_hinder_reading(void **state)
{
    (void)state;
    struct reading r = read_text(IN_BODY("<段>　　乙</段>"));
    assert_string_equal(r.findings, "V032@4:4");
    assert_non_null(r.doc);
    assert_true(text_equals(r.doc->body->inlines->text, "乙"));
    reading_drop(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chinese_names_are_read),
        cmocka_unit_test(english_names_are_read_alike),
        cmocka_unit_test(names_may_be_mixed),
        cmocka_unit_test(absent_parts_are_absent),
        cmocka_unit_test(an_empty_suffix_is_kept),
        cmocka_unit_test(things_know_their_places),
        cmocka_unit_test(warnings_do_not_hinder_reading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
