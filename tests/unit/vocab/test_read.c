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

static const char second_dump[] =
    "document\n"
    "  head\n"
    "    copy-number \"12\"\n"
    "    secrecy level \"机密\" period \"1年\"\n"
    "    urgency \"特急\"\n"
    "    issuer \"甲局\"\n"
    "    issuer \"乙局\"\n"
    "    suffix \"\"\n"
    "    signer \"张三\"\n"
    "    signer \"李四\"\n"
    "  title \"标题\"\n"
    "  caption \"讨论稿\"\n"
    "  speaker \"王五\"\n"
    "  to \"各镇\"\n"
    "  toc depth 2\n"
    "  body\n"
    "    paragraph \"见\" reference 1 footnote \"注\" \"，\" emphasis \"一是\"\n"
    "    contact name \"许玥\" phone \"1\" email \"a@b.cn\"\n"
    "  signature stamp\n"
    "    organ \"甲局\" post \"县长\" seal \"甲.png\" seal-width 28346\n"
    "    organ \"乙局\" post \"局长\"\n"
    "    date 2026-09-19\n"
    "  annotation \"公开\"\n"
    "  present \"子\"\n"
    "  absent \"丑\"\n"
    "  attending \"寅\"\n"
    "  enclosure \"方案\"\n"
    "    caption \"试行\"\n"
    "    toc depth 3\n"
    "    paragraph \"丙\"\n"
    "    attachment \"清单\" unbound\n"
    "      caption \"一\"\n"
    "      paragraph \"丁\"\n"
    "  attachment \"附表\"\n"
    "    caption \"二\"\n"
    "    paragraph \"戊\"\n"
    "  disclosure \"依申请公开\"\n";

static void everything_of_the_standard_is_read(void **state)
{
    (void)state;
    expect("<公文><版头><份号>12</份号><密级 等级=\"机密\" 期限=\"1年\"/><紧急程度 等级=\"特急\"/>"
           "<发文机关 后缀=\"\">甲局</发文机关><发文机关>乙局</发文机关>"
           "<签发人>张三</签发人><签发人>李四</签发人></版头><标题>标题</标题>"
           "<题注>讨论稿</题注><讲话人>王五</讲话人><主送>各镇</主送><目录/><正文>"
           "<段>见<引用 附件=\"1\"/><脚注>注</脚注>，<强调>一是</强调></段>"
           "<联系人 姓名=\"许玥\" 电话=\"1\" 邮箱=\"a@b.cn\"/></正文>"
           "<落款 日期=\"2026-09-19\" 形式=\"签名章\">"
           "<署名方 职务=\"县长\" 印章=\"甲.png\" 印章宽=\"10\">甲局</署名方>"
           "<署名方 职务=\"局长\">乙局</署名方></落款>"
           "<附注>公开</附注><出席>子</出席><请假>丑</请假><列席>寅</列席>"
           "<印发件 标题=\"方案\"><题注>试行</题注><目录 层数=\"3\"/><段>丙</段>"
           "<附件 标题=\"清单\" 装订=\"否\"><题注>一</题注><段>丁</段></附件></印发件>"
           "<附件 标题=\"附表\" 装订=\"是\"><题注>二</题注><段>戊</段></附件>"
           "<公开方式 方式=\"依申请公开\"/></公文>",
           second_dump);
}

static void its_english_names_are_read_alike(void **state)
{
    (void)state;
    expect("<document><head><copy-number>12</copy-number><secrecy level=\"secret\" period=\"1年\"/>"
           "<urgency level=\"most-urgent\"/><issuer suffix=\"\">甲局</issuer><issuer>乙局</issuer>"
           "<signer>张三</signer><signer>李四</signer></head><title>标题</title>"
           "<caption>讨论稿</caption><speaker>王五</speaker><to>各镇</to><toc/><body>"
           "<p>见<ref attachment=\"1\"/><fn>注</fn>，<em>一是</em></p>"
           "<contact name=\"许玥\" phone=\"1\" email=\"a@b.cn\"/></body>"
           "<signature date=\"2026-09-19\" form=\"stamp\">"
           "<signatory post=\"县长\" seal=\"甲.png\" seal-width=\"10\">甲局</signatory>"
           "<signatory post=\"局长\">乙局</signatory></signature><annotation>公开</annotation>"
           "<present>子</present><absent>丑</absent><attending>寅</attending>"
           "<enclosure title=\"方案\"><caption>试行</caption><toc depth=\"3\"/><p>丙</p>"
           "<attachment title=\"清单\" bound=\"no\"><caption>一</caption><p>丁</p></attachment>"
           "</enclosure><attachment title=\"附表\" bound=\"yes\"><caption>二</caption><p>戊</p>"
           "</attachment><disclosure way=\"on-request\"/></document>",
           second_dump);
}

struct pieces {
    const char *paragraph, *dump;
};

static const struct pieces pieces[] = {
    {"甲\n  <强调>乙</强调>\n  丙", " \"甲\" emphasis \"乙\" \"丙\""},
    {"a <em>b</em> c", " \"a \" emphasis \"b\" \" c\""},
    {"a <em> b </em> c", " \"a \" emphasis \"b \" \"c\""},
    {"\n <强调>\n一是</强调>乙\n", " emphasis \"一是\" \"乙\""},
    {"甲<强调>乙</强调><强调>丙</强调>", " \"甲\" emphasis \"乙\" emphasis \"丙\""},
    {"甲<删>乙</删><增>丙</增>", " \"甲\" deleted \"乙\" inserted \"丙\""},
    {"见\n<引用 附件=\"2\"/>\n。", " \"见\" reference 2 \"。\""},
    {"<引用 附件=\"1\"/>", " reference 1"},
    {"<引用 附件=\"1\"/> a", " reference 1 \" a\""},
    {"甲<脚注>\n 注\n</脚注>\n乙", " \"甲\" footnote \"注\" \"乙\""},
    {"甲<脚注>子</脚注><脚注>丑</脚注>", " \"甲\" footnote \"子\" footnote \"丑\""},
    {"甲<!-- 说明 -->乙", " \"甲乙\""},
};

static void tags_in_text_leave_its_spaces_alone(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        char xml[512], dump[512];
        snprintf(xml, sizeof xml,
                 "<公文><标题>甲</标题><正文><段>%s</段><列表><项>%s</项></列表></正文></公文>",
                 pieces[i].paragraph, pieces[i].paragraph);
        snprintf(dump, sizeof dump,
                 "document\n  title \"甲\"\n  body\n    paragraph%s\n    list\n"
                 "      paragraph%s\n",
                 pieces[i].dump, pieces[i].dump);
        expect(xml, dump);
    }
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
    assert_true(r.doc->head->suffix_given);
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
        cmocka_unit_test(everything_of_the_standard_is_read),
        cmocka_unit_test(its_english_names_are_read_alike),
        cmocka_unit_test(tags_in_text_leave_its_spaces_alone),
        cmocka_unit_test(absent_parts_are_absent),
        cmocka_unit_test(an_empty_suffix_is_kept),
        cmocka_unit_test(things_know_their_places),
        cmocka_unit_test(warnings_do_not_hinder_reading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
