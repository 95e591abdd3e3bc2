/* Drafts as texts: what is told of them, what becomes of their parts, and that nothing is lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "../findings.h"
#include "import/import_int.h"

/* The document, then what was found. In the arena. */
static const char *imported(struct arena *a, const char *typed)
{
    struct diags *d = diags_new(DIAG_EN);
    struct imported im;
    struct buf xml = {0};
    struct draft *draft = draft_parse(a, "稿.txt", typed, strlen(typed), d);
    assert_non_null(draft);
    import_draft(a, draft, NULL, NULL, &im, d);
    import_write(&im, &xml);
    const char *all = arena_printf(a, "%s--\n%s", xml.p, findings_text(a, d));
    buf_drop(&xml);
    diags_drop(d);
    return all;
}

static void assert_has(const char *typed, const char *part)
{
    struct arena *a = arena_new();
    const char *all = imported(a, typed);
    if (!strstr(all, part))
        fail_msg("%s: no \"%s\" in\n%s", typed, part, all);
    arena_drop(a);
}

#define SIGNED "　　　　　　　　　　　　　白石镇人民政府\n　　　　　　　　　　　　　2026年3月2日\n"
#define TITLED "关于春耕的通知\n各村：\n"

static void test_what_is_doubtful_is_told(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {TITLED "　　一、甲。\n　　三、乙。\n" SIGNED, "D131"},
        {TITLED "　　甲。\n　　附件：1.甲表\n　　2.乙表\n" SIGNED "附件1\n丙表\n　　略。\n附件2\n乙表\n　　略。\n",
         "D132"},
        {TITLED "　　甲。\n　　附件：甲表\n" SIGNED, "D133"},
        {"　　本镇决定，自即日起禁火，禁火期内不得野外用火。\n", "D134"},
        {"关于春耕的通知\n白政发〔2026〕3号\n各村：\n　　甲。\n" SIGNED, "D135"},
        {TITLED "　　甲。\n" SIGNED "（本文有删减）\n", "D213"},
        {TITLED "　　甲。\n" SIGNED "主题词：春耕　通知\n", "D213"},
        {TITLED "　　甲。\n" SIGNED "附件\n甲表\n　　略。\n", "D137"},
        {TITLED "　　甲。\n", "D139"},
        {TITLED "　　甲。\n" SIGNED "春耕方案\n　　略，照此执行。\n", "D140"},
        {TITLED "　　　　　　　　　　　　　　2026年3月2日\n", "D141"},
        {TITLED "　　甲。\n" SIGNED "公开方式：内部公开\n抄送：县农业农村局。\n", "D143"},
        {TITLED "　　甲。\n" SIGNED "附件\n　　略，略，略。\n", "D144"},
        {TITLED "　　甲。\n　　附件：甲表。\n" SIGNED "甲表\n　　略。\n", "D145"},
        {TITLED "　　甲。\n" SIGNED "注：数据截至2月底。\n", "D146"},
        {"附件2：\n甲表\n　　略。\n", "D147"},
        {TITLED "　　甲。\n" SIGNED "青禾县农业农村局文件\n青农发〔2026〕8号\n关于做好春耕工作的通知\n各乡镇：\n　　乙。\n", "D216"},
        {"青禾县教育局会议纪要\n〔2026〕第8期\n青禾县教育局　　2026年11月17日\n局党组会议纪要\n　　甲。\n", "D215"},
        {"发布时间：2026-03-02 10:20 浏览次数：3\n" TITLED "　　甲。\n" SIGNED, "D214"},
        {TITLED "　　甲。\n" SIGNED "附件：1.甲表.docx\n　　　2.乙表.xlsx\n", "D212"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_has(cases[i][0], cases[i][1]);
}

static void test_parts_become_elements(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"000012\n机密★1年\n特急\n白石镇人民政府文件\n白政发[2026]第03号　　签发人：罗 明　周小川\n" TITLED "　　甲。\n" SIGNED,
         "<密级 等级=\"机密\" 期限=\"1年\"/>\n    <紧急程度 等级=\"特急\"/>\n    "
         "<发文机关>白石镇人民政府</发文机关>\n    <签发人>罗明</签发人>\n    <签发人>周小川</签发人>\n    "
         "<发文字号 代字=\"白政发\" 年=\"2026\" 号=\"3\"/>"},
        {"白石镇人民政府文件\n白政发〔2026〕　号\n" TITLED "　　甲。\n" SIGNED, "<发文字号 文字=\"白政发〔2026〕　号\"/>"},
        {TITLED "　　甲。\n　　　　　　　　　　　白石镇人民政府\n　　　　　　　　　　　2026年　月　日\n",
         "<落款 署名=\"白石镇人民政府\" 日期文字=\"2026年　月　日\"/>"},
        {"关于印发春耕方案的通知\n各村：\n　　甲。\n" SIGNED "春耕方案\n目　录\n1总则……2\n1.1目的……3\n2附则……4\n1总则\n1.1目的\n"
         "　　乙。\n2附则\n　　丙。\n",
         "<标题>春耕方案</标题>\n    <目录/>\n    <小标题>1总则</小标题>\n    <小标题 级=\"2\">1.1目的</小标题>"},
        {"白石镇人民政府关于春耕的通知\n（白政发〔2026〕3号）\n各村：\n　　甲。\n", "<发文机关>白石镇人民政府</发文机关>\n    <发文字号 代字=\"白政发\""},
        {TITLED "　　新街村道路硬化项目建设工程\n　　上坪村道路硬化项目建设工程\n云溪村道路硬化项目建设工程\n下河村道路硬化项目建设工程\n" SIGNED,
         "<段>云溪村道路硬化项目建设工程</段>\n    <段>下河村道路硬化项目建设工程</段>"},
        {"关于印发名单的通知\n各村：\n　　甲。\n" SIGNED "人员名单\n目录\n新街村\n上坪村\n新街村\n上坪村\n",
         "<标题>人员名单</标题>\n    <段>新街村</段>\n    <段>上坪村</段>\n  </印发件>"},
        {TITLED "　　甲。\n　　附件：1.甲表 2.乙表；3.丙表\n" SIGNED,
         "<附件 标题=\"甲表\" 另附=\"是\"/>\n  <附件 标题=\"乙表\" 另附=\"是\"/>\n  <附件 标题=\"丙表\" 另附=\"是\"/>"},
        {TITLED "　　检查人：     检查日期：    年   月  日\n　　签字：\t日期：\t\t年 月 日\n" SIGNED,
         "<段>检查人：　　　检查日期：　　年　　月　日</段>\n    <段>签字：　　日期：　　　　年 月 日</段>"},
        {TITLED "　　甲。\n　　　　　　　　　　　白石镇人民政府\n　　　　　　　　　　　2026年    月  日\n",
         "日期文字=\"2026年　　月　日\""},
        {TITLED "　　1.2\t甲  乙 丙。\n" SIGNED, "甲  乙 丙。"},
        {TITLED "　　甲。\n镇防汛办\n6月12日\n", "<落款 署名=\"镇防汛办\" 日期文字=\"6月12日\"/>"},
        {"白石镇人民政府文件\n白政发〔2026〕3号\n签发人：罗启明\n" TITLED "　　甲。\n" SIGNED, "<签发人>罗启明</签发人>"},
        {TITLED "　　总河长：罗启明（镇党委书记）\n　　河长：周川（副镇长）\n" SIGNED, "<层级 职务=\"总河长\""},
        {TITLED "　　一、甲\n　　1、乙。\n　　2、丙。\n　　二、丁\n　　戊。\n" SIGNED,
         "<层次 编号=\"1.\">\n        <段>乙。</段>"},
        {TITLED "　　一、甲\n　　（一）抓早。要早安排。\n" SIGNED,
         "<层次 题=\"抓早\" 接排=\"是\">\n        <段>要早安排。</段>"},
        {TITLED "　　甲，见附件2。\n　　附件：1.甲表\n　　　　　2.乙表\n" SIGNED "附件1\n甲表\n　　略，一。\n附件2\n乙表\n　　略，二。\n",
         "见<引用 附件=\"2\"/>。"},
        {TITLED "　　甲。\n" SIGNED "（此件公开发布）\n（联系人：周川，电话：13800000000）\n",
         "<附注>此件公开发布）（联系人：周川，电话：13800000000</附注>"},
        {TITLED "　　甲。\n" SIGNED "报：县委办公室\n送：镇领导\n白石镇党政办公室　　2026年3月2日印\n",
         "<抄送>县委办公室　送：镇领导</抄送>"},
        {"关于春耕的通知\n白政发（2026） 12 号\n各村：\n　　甲。\n" SIGNED "附件一：\n甲表\n　　略，略。\n",
         "<发文字号 代字=\"白政发\" 年=\"2026\" 号=\"12\"/>\n  </版头>"},
        {"关于印发春耕方案的通知\n各村：\n　　甲。\n" SIGNED "春耕方案\n（试行）\n　　一、乙\n　　略。\n　　附件：丙表\n附件\n丙表\n　　丁，丁。\n",
         "<题注>试行</题注>"},
        {"中共白石镇委员会　白石镇人民政府\n关于春耕的通 知\n各村：\n　　甲。\n" SIGNED,
         "<标题>中共白石镇委员会 白石镇人民政府关于春耕的通知</标题>"},
        {TITLED "　　甲。\n　　　　白石镇财政所　　　　白石镇水利站\n　　　　　　　　　　　　2026年3月2日\n",
         "<署名方>白石镇财政所</署名方>\n    <署名方>白石镇水利站</署名方>"},
        {TITLED "　　甲，详见附件1、附件2的具体要求，各村要对照抓好落实，确保按时完成今年的各\n项任务，\n不留死角。\n"
                "　　附件：\n　　1.甲表；\n　　2.乙表。\n" SIGNED,
         "确保按时完成今年的各项任务，不留死角。</段>"},
        {TITLED "　　甲。\n　　附件：\n　　1.甲表；\n　　2.乙表。\n" SIGNED,
         "<附件 标题=\"甲表\" 另附=\"是\"/>\n  <附件 标题=\"乙表\" 另附=\"是\"/>"},
        {TITLED "　　● 甲。\n　　● 乙。\n" SIGNED, "<列表>\n      <项>甲。</项>\n      <项>乙。</项>"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_has(cases[i][0], cases[i][1]);
}

/* A document that has one line of its draft gets the other one. */
static void test_other_habits_are_known(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {TITLED "　　甲。\n" SIGNED "附件：1.甲表\n2.乙表\n",
         "<附件 标题=\"甲表\" 另附=\"是\"/>\n  <附件 标题=\"乙表\" 另附=\"是\"/>"},
        {TITLED "　　甲。\n" SIGNED "附件：1.甲表\n2.乙表\n附件1\n甲表\n　　略。\n附件2\n乙表\n　　略，二。\n",
         "<标题>乙表</标题>\n    <段>略，二。"},
        {TITLED "　　甲。\n" SIGNED "附件：\n1.甲表\n2.乙表\n", "<附件 标题=\"乙表\" 另附=\"是\"/>"},
        {"青禾县教育局会议纪要\n〔2026〕第8期\n青禾县教育局办公室　　　　2026年11月17日\n局党组会议纪要\n　　会议研究了校车管理。\n",
         "<标题>局党组会议纪要</标题>\n  <正文>\n    <段>会议研究了校车管理。</段>\n  </正文>\n  "
         "<落款 署名=\"青禾县教育局办公室\" 日期=\"2026-11-17\"/>"},
        {"白石镇人民政府文件\n白政发〔2026〕3号\n　　　　★　　　　\n" TITLED "　　甲。\n——————————\n" SIGNED,
         "</版头>\n  <标题>关于春耕的通知</标题>\n  <主送>各村</主送>\n  <正文>\n    <段>甲。</段>\n  </正文>"},
        {TITLED "　　甲。\n　　乙。\n　　丙。\n　　意见：\n________________\n" SIGNED, "<段>________________</段>"},
        {"关于印发《春耕方案》的\n通      知\n各村：\n　　甲。\n" SIGNED, "<标题>关于印发《春耕方案》的通知</标题>\n  <主送>各村"},
        {TITLED "　　甲。\n　　附：乙表\n" SIGNED "附：\n乙表\n　　略。\n", "<标题>乙表</标题>\n    <段>略。"},
        {"白石镇人民政府关于封山的命令\n（第3号）\n各村：\n　　甲。\n　　　　　　　　　　　　　镇长：李建国\n　　　　　　　　　　　　　2026年3月2日8时\n",
         "<发文机关>白石镇人民政府</发文机关>\n    <发文字号 文字=\"第3号\"/>\n  </版头>\n  <标题>白石镇人民政府关于封山的命令</标题>"},
        {TITLED "　　甲。\n　　　　　　　　　　　　　白石镇人民政府\n　　　　　　　　　　　　　2026年3月2日8时\n",
         "<落款 署名=\"白石镇人民政府\" 日期文字=\"2026年3月2日8时\"/>"},
        {TITLED "　　一、主要做法\n　　甲。\n　　二、存在问题\n　　三、下步打算\n　　乙。\n" SIGNED,
         "<段>存在问题</段>\n    </层次>\n    <层次 题=\"下步打算\">\n      <段>乙。"},
        {"关于转发春耕文件的通知\n各村：\n　　甲。\n" SIGNED "青禾县农业农村局文件\n青农发〔2026〕8号\n关于做好春耕工作的通知\n各乡镇：\n　　乙。\n",
         "<标题>关于做好春耕工作的通知</标题>\n    <段>青禾县农业农村局文件</段>\n    <段>青农发〔2026〕8号</段>\n    <段>各乡镇：</段>"},
        {"青禾县人民政府办公室便函\n青政办便函〔2026〕15号\n关于春耕的函\n县财政局：\n　　甲。\n",
         "<发文机关>青禾县人民政府办公室便函</发文机关>\n    <发文字号 代字=\"青政办便函\" 年=\"2026\" 号=\"15\"/>\n  </版头>\n  <标题>关于春耕的函</标题>"},
        {"白石镇防汛抗旱\n指 挥 部 文 件\n白汛〔2026〕8号\n" TITLED "　　甲。\n" SIGNED,
         "<发文机关>白石镇防汛抗旱指挥部</发文机关>\n    <发文字号 代字=\"白汛\""},
        {"关于印发春耕方案\n（试行）的通知\n各村：\n　　甲。\n" SIGNED, "<标题>关于印发春耕方案（试行）的通知</标题>"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_has(cases[i][0], cases[i][1]);
}

#define OF_WEB(above, below)                                                                        \
    above TITLED "　　甲，发布时间：另定。\n" SIGNED below,                                           \
        "<公文 文种=\"通知\">\n  <标题>关于春耕的通知</标题>\n  <主送>各村</主送>\n  <正文>\n    "         \
        "<段>甲，发布时间：另定。</段>\n  </正文>\n  <落款 署名=\"白石镇人民政府\" 日期=\"2026-03-02\"/>\n</公文>"

/* Its catalogue, its headline, what may be clicked: none of it is the document's. */
static void test_what_is_of_the_web_is_left_out(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {OF_WEB("索 引 号：\t0001/2026\t主题分类：\t农业\n标　　题：\t关于春耕的通知\n有效性：\t有效\n", "")},
        {OF_WEB("关于春耕的通知\n• 索引号:\n0001/2026\n• 发文机构:\n白石镇\n• 文号:\n", "")},
        {OF_WEB("索引号 | 0001/2026 | 组配分类 | 文件 |\n生成日期 | 2026-03-02 |\n", "")},
        {OF_WEB("【农业】关于春耕的通知\n字体：【大 中 小】 发布时间：2026-03-02\n",
                "分享到： 微信\n【打印本页】 【关闭窗口】\n扫一扫在手机打开当前页\n")},
        {OF_WEB("索引号：0001/2026\n主题分类：农业\n废止日期：\n", "责任编辑：罗明\n打印 关闭\n")}, /* of which one has no value */
        {OF_WEB("索引号：\n0001/2026\n主题分类：\n农业\n发布日期：\n", "")},
        {"索引号：\n0001\n有效性：\n有效\n主题分类：\n•\n" TITLED "　　甲。\n" SIGNED, "<段>甲。</段>"},
        {TITLED "　　发布时间：每月2日。\n　　分享到群里的，写明来源。\n" SIGNED, "<段>发布时间：每月2日。</段>\n    <段>分享到群里的，写明来源。</段>"},
        {TITLED "一、关闭窗口服务事项\n　　关闭窗口改在每日18时\n" SIGNED,
         "<层次 题=\"关闭窗口服务事项\">\n      <段>关闭窗口改在每日18时</段>"},
        {TITLED "　　联系人：罗明，主题分类不变；信息来源：各村。\n　　有关村务，发布日期另定。\n" SIGNED, "<段>有关村务，发布日期另定。</段>"},
        {TITLED "　　甲。\n" SIGNED "责任编辑：罗明\n", "责任编辑：罗明</"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_has(cases[i][0], cases[i][1]);
}

static void test_what_is_lost_is_found(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct diags *d = diags_new(DIAG_EN);
    struct imported out = {0};
    struct draft *draft = draft_parse(a, "稿.txt", "春耕\n夏种\n", strlen("春耕\n夏种\n"), d);
    struct importer im = {.arena = a, .draft = draft, .diags = d, .out = &out};
    out.root = import_element(&im, NULL, "公文");
    struct node *body = import_element(&im, out.root, "正文");
    import_words(&im, import_element(&im, body, "段"), draft->blocks.v[0].paragraph->text);
    import_check(&im);
    assert_true(text_equals(body->first->next->first->text, "夏种"));
    assert_null(body->first->next->next);
    assert_non_null(strstr(findings_text(a, d), "D130"));
    diags_drop(d);
    arena_drop(a);
}

/* Whatever the lines, all stands somewhere: each line of a few kinds in each order. */
static void test_nothing_is_lost_in_any_order(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "白石镇人民政府文件", "白政〔2026〕3号", "关于春耕的通知", "各村：", "　　一、甲", "附件：1.甲表",
        "附件1", "　　　　　　　　　　　　2026年3月2日", "抄送：县委。", "（此件公开发布）", "出席：周川", "　　乙。"};
    enum { N = sizeof lines / sizeof *lines, LONG = 5 };
    for (size_t n = 0; n < N * N * N * N; n += 7) {
        struct arena *a = arena_new();
        const char *text = "";
        for (size_t k = 0, rest = n; k < LONG; k++, rest /= N)
            text = arena_printf(a, "%s%s\n", text, lines[(rest + k * k) % N]);
        const char *all = imported(a, text);
        if (strstr(all, "D130"))
            fail_msg("%s:\n%s", text, all);
        arena_drop(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_doubtful_is_told),
        cmocka_unit_test(test_parts_become_elements),
        cmocka_unit_test(test_other_habits_are_known),
        cmocka_unit_test(test_what_is_of_the_web_is_left_out),
        cmocka_unit_test(test_what_is_lost_is_found),
        cmocka_unit_test(test_nothing_is_lost_in_any_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
