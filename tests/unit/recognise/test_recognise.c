/* Lines as clerks type them, alone and among others; and running text that only looks like them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "recognise/recognise.h"

static void add_part(struct arena *a, struct buf *out, const char *name, struct text t)
{
    if (t.n)
        buf_printf(out, " %s[%s]", name, text_utf8(a, t));
}

/* "heading 1.1 sure label[一、] text[总体要求]" */
static void describe(struct arena *a, struct buf *out, const struct recognised *r)
{
    static const char *const trusts[] = {"perhaps", "likely", "sure"};
    buf_str(out, recognise_kind_name(r->kind));
    if (r->kind == LINE_TEXT || r->kind == LINE_BLANK) {
        buf_char(out, '\n');
        return;
    }
    buf_printf(out, " %s", trusts[r->trust]);
    if (r->level)
        buf_printf(out, " level %d", r->level);
    if (r->order)
        buf_printf(out, " order %d", r->order);
    if (r->date.year)
        buf_printf(out, " %d-%d-%d", r->date.year, r->date.month, r->date.day);
    add_part(a, out, "label", r->label);
    add_part(a, out, "text", r->text);
    add_part(a, out, "more", r->more);
    buf_char(out, '\n');
}

static void assert_is(const char *typed, const char *expected)
{
    struct arena *a = arena_new();
    struct buf out = {0};
    struct source *src = source_new(a, "行", typed, strlen(typed));
    struct line line = {.text = text_of_source(a, (struct pos){src, 0}, src->size)};
    struct recognised r = recognise_line(&line);
    describe(a, &out, &r);
    out.p[out.n - 1] = '\0';
    if (strcmp(out.p, expected) != 0)
        fail_msg("%s: is\n%s, not\n%s", typed, out.p, expected);
    buf_drop(&out);
    arena_drop(a);
}

static void test_lines_of_every_kind(void **state)
{
    (void)state;
    static const char *const lines[][2] = {
        {"000012", "copy-number likely order 12 text[000012]"},
        {"机密★1年", "secrecy likely text[机密] more[1年]"},
        {"特  急", "urgency likely text[特  急]"},
        {"青禾县人民政府文件", "masthead likely text[青禾县人民政府]"},
        {"青政发〔2026〕12号", "number sure order 12 2026-0-0 text[青政发]"},
        {"青政办函[2026]第3号", "number sure order 3 2026-0-0 text[青政办函]"},
        {"签发人：罗启明", "signer sure label[签发人：] text[罗启明]"},
        {"关于做好森林防火工作的通知", "title likely text[关于做好森林防火工作的通知]"},
        {"青禾县森林防火实施方案（试行）", "title perhaps text[青禾县森林防火实施方案（试行）]"},
        {"各村民委员会，镇直各有关单位：", "to perhaps text[各村民委员会，镇直各有关单位]"},
        {"主送：县财政局", "to sure label[主送：] text[县财政局]"},
        {"各位代表、同志们：", "salutation perhaps text[各位代表、同志们]"},
        {"一、总体要求", "heading likely level 1 order 1 label[一、] text[总体要求]"},
        {"　　三、保障措施", "heading perhaps level 1 order 3 label[三、] text[保障措施]"},
        {"（一）加强领导。各村要高度重视。",
         "heading likely level 2 order 1 label[（一）] text[加强领导] more[各村要高度重视。]"},
        {"（三）项目资产组。组长吴岚。",
         "heading perhaps level 2 order 3 label[（三）] text[项目资产组] more[组长吴岚。]"},
        {"1.时间：9月20日至30日。",
         "heading likely level 3 order 1 label[1.] more[时间：9月20日至30日。]"},
        {"1、登记", "heading likely level 3 order 1 label[1、] text[登记]"},
        {"(1)动员部署", "heading likely level 4 order 1 label[(1)] text[动员部署]"},
        {"⑴动员部署", "heading likely level 4 order 1 label[⑴] text[动员部署]"},
        {"①先登记", "heading likely level 5 order 1 label[①] text[先登记]"},
        {"十二、其他事项", "heading perhaps level 1 order 12 label[十二、] text[其他事项]"},
        {"一、2026年工作总结", "heading likely level 1 order 1 label[一、] text[2026年工作总结]"},
        {"一、一季度工作情况", "heading likely level 1 order 1 label[一、] text[一季度工作情况]"},
        {"第一条　为了加强管理，制定本办法。",
         "article likely order 1 label[第一条] text[为了加强管理，制定本办法。]"},
        {"● 加强领导。", "item likely label[●] text[加强领导。]"},
        {"\uF06C落实责任", "item likely label[\uF06C] text[落实责任]"},
        {"表1 任务分解", "table-title likely order 1 label[表1 ] text[任务分解]"},
        {"注：数据截至9月底。", "table-note perhaps label[注：] text[数据截至9月底。]"},
        {"副组长：周川　副镇长", "roster likely label[副组长：] text[周川　副镇长]"},
        {"联系人：周小雨，联系电话：13800000001",
         "contact likely label[联系人：] text[周小雨] more[13800000001]"},
        {"联 系 人： 许玥 0000-8000000", "contact likely label[联 系 人：] text[许玥] more[0000-8000000]"},
        {"联系人：许玥、周川，电话：13800000001",
         "contact likely label[联系人：] text[许玥、周川，电话：13800000001]"},
        {"户主：____ 电话：____", "blanks likely text[户主：____ 电话：____]"},
        {"是否安全：□是 □否", "boxes likely text[是否安全：□是 □否]"},
        {"附件：1．整治任务分解表", "note likely order 1 label[附件：1．] text[整治任务分解表]"},
        {"附件：进度表", "note likely label[附件：] text[进度表]"},
        {"附件：1.2026年进度表", "note likely order 1 label[附件：1.] text[2026年进度表]"},
        {"附件2", "label likely order 2 label[附件2]"},
        {"附件 2：进度表", "note likely order 2 label[附件 2：] text[进度表]"},
        {"青禾县白石镇人民政府", "signature perhaps text[青禾县白石镇人民政府]"},
        {"2026年9月18日", "date perhaps 2026-9-18 text[2026年9月18日]"},
        {"二〇二六年九月十八日", "date perhaps 2026-9-18 text[二〇二六年九月十八日]"},
        {"2026年　月　日", "date perhaps text[2026年　月　日]"},
        {"（此件公开发布）", "annotation sure text[此件公开发布]"},
        {"（联系人：许玥，电话：13800000001）", "annotation sure text[联系人：许玥，电话：13800000001]"},
        {"公开方式：主动公开", "disclosure sure label[公开方式：] text[主动公开]"},
        {"抄送：县委办公室，县人大常委会办公室。",
         "cc sure label[抄送：] text[县委办公室，县人大常委会办公室。]"},
        {"青禾县人民政府办公室　　2026年9月18日印发", "print sure 2026-9-18 text[青禾县人民政府办公室]"},
        {"— 12 —", "page likely order 12"},
        {"", "blank"},
        {"　　", "blank"},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_is(lines[i][0], lines[i][1]);
}

static void test_lines_as_they_are_typed(void **state)
{
    (void)state;
    static const char *const lines[][2] = {
        {"2026年9月", "date perhaps text[2026年9月]"},
        {"二OO九年六月三十日", "date perhaps 2009-6-30 text[二OO九年六月三十日]"},
        {"一 、总体要求", "heading likely level 1 order 1 label[一 、] text[总体要求]"},
        {"（ 一 ）总体要求", "heading likely level 2 order 1 label[（ 一 ）] text[总体要求]"},
        {"（一）、总体要求", "heading likely level 2 order 1 label[（一）、] text[总体要求]"},
        {"1.2015级学生", "heading likely level 3 order 1 label[1.] text[2015级学生]"},
        {"一、会议时间：", "heading likely level 1 order 1 label[一、] text[会议时间：]"},
        {"一、做到以下几点：", "heading likely level 1 order 1 label[一、] more[做到以下几点：]"},
        {"第二章规划与建设", "article likely level 1 order 2 label[第二章] text[规划与建设]"},
        {"附：1、进度表", "note likely order 1 label[附：1、] text[进度表]"},
        {"×政复〔2013〕102号", "number sure order 102 2013-0-0 text[×政复]"},
        {"第 3 页 共 9 页", "page likely order 3"},
        {"（此页无正文）", "page sure text[此页无正文]"},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_is(lines[i][0], lines[i][1]);
}

static void test_running_text_is_that(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "1.5万亩高标准农田已经建成。", "三、四月份以来，降雨偏多。", "一、二级公路两侧要清理。",
        "（二）至（五）项规定的情形除外。", "（三）项规定的情形除外。", "2026年，全县完成投资3亿元。", "2026、2027年分两批实施。", "（三）、（四）项规定的情形除外。",
        "1、2号楼的住户请注意。", "2026.9.30前报送。", "附件1的要求要逐项落实。", "附件里的表格要填全。",
        "各乡镇于每周五报送以下数据：", "经领导小组同意，成立工作组：", "现将有关事项通知如下：",
        "——坚持党的领导。", "第一条街道已经完工。", "联系人要保持电话畅通。", "抄送机关名单附后。",
        "通知要求，各村要高度重视。", "是年月日均要填写的日", "9月20日至30日为集中整治阶段。",
        "一是加强领导。", "其一、其二均已办结。", "表示感谢。", "注重实效。", "主送县政府的文件要登记。",
        "青禾县人民政府决定，自即日起施行。", "秘密工作条例要认真学习。", "（见附件）", "同志们的工作很出色。",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_is(lines[i], "text");
}

/* Lines of a text, one a line, and what they are among each other. */
static void assert_are(const char *typed, const char *expected)
{
    enum { MOST = 32 };
    struct arena *a = arena_new();
    struct line lines[MOST] = {0};
    struct recognised found[MOST];
    struct buf out = {0};
    size_t n = 0;
    struct source *src = source_new(a, "文", typed, strlen(typed));
    for (uint32_t at = 0; at < src->size; n++) {
        size_t length = strcspn(typed + at, "\n");
        lines[n].text = text_of_source(a, (struct pos){src, at}, length);
        at += (uint32_t)length + 1;
    }
    recognise_lines(lines, n, found);
    for (size_t i = 0; i < n; i++)
        describe(a, &out, &found[i]);
    assert_string_equal(out.p, expected);
    buf_drop(&out);
    arena_drop(a);
}

static void test_a_notice(void **state)
{
    (void)state;
    assert_are("青政发〔2026〕12号\n关于整治工作的通知\n各村民委员会：\n现通知如下。\n一、目标\n清理完毕。\n"
               "二、任务\n（一）清理垃圾。做到日产日清。\n（二）清理河道。\n附件：1.分解表\n2.进度表\n\n"
               "青禾县白石镇人民政府\n2026年9月18日\n（此件公开发布）\n",
               "number sure order 12 2026-0-0 text[青政发]\n"
               "title likely text[关于整治工作的通知]\n"
               "to likely text[各村民委员会]\n"
               "text\n"
               "heading sure level 1 order 1 label[一、] text[目标]\n"
               "text\n"
               "heading sure level 1 order 2 label[二、] text[任务]\n"
               "heading sure level 2 order 1 label[（一）] text[清理垃圾] more[做到日产日清。]\n"
               "heading sure level 2 order 2 label[（二）] more[清理河道。]\n"
               "note likely order 1 label[附件：1.] text[分解表]\n"
               "note-more sure order 2 label[2.] text[进度表]\n"
               "blank\n"
               "signature sure text[青禾县白石镇人民政府]\n"
               "date sure 2026-9-18 text[2026年9月18日]\n"
               "annotation sure text[此件公开发布]\n");
}

static void test_numbers_of_their_own(void **state)
{
    (void)state;
    assert_are("1 总则\n1.1编制目的\n制定本预案。\n1.2 依据\n1.2.1为了处置，制定本预案。\n2.5万亩受灾。\n2 组织\n",
               "article sure level 1 order 1 label[1] text[总则]\n"
               "article sure level 2 order 1 label[1.1] text[编制目的]\n"
               "text\n"
               "article sure level 2 order 2 label[1.2] text[依据]\n"
               "article sure order 1 label[1.2.1] text[为了处置，制定本预案。]\n"
               "text\n"
               "article sure level 1 order 2 label[2] text[组织]\n");
    assert_are("1.5万亩高标准农田建成。\n2.5万亩在建。\n3 个村受灾。\n", "text\ntext\ntext\n");
    assert_are("1.各村上报。\n2.30日内办结。\n", "heading sure level 3 order 1 label[1.] more[各村上报。]\n"
                                                 "heading sure level 3 order 2 label[2.] more[30日内办结。]\n");
}

static void test_siblings_are_read_alike(void **state)
{
    (void)state;
    assert_are("（一）突出重点，分类施策。各村要排查。\n（二）强化督查。予以通报。\n（三）压实责任。逐级落实。\n",
               "heading sure level 2 order 1 label[（一）] text[突出重点，分类施策] more[各村要排查。]\n"
               "heading sure level 2 order 2 label[（二）] text[强化督查] more[予以通报。]\n"
               "heading sure level 2 order 3 label[（三）] text[压实责任] more[逐级落实。]\n");
    assert_are("（一）车位不少于20个。不足的补建。\n（二）符合集镇规划；\n（三）不占用消防通道。\n",
               "heading sure level 2 order 1 label[（一）] more[车位不少于20个。不足的补建。]\n"
               "heading sure level 2 order 2 label[（二）] more[符合集镇规划；]\n"
               "heading sure level 2 order 3 label[（三）] more[不占用消防通道。]\n");
}

/* A day and an organ in the middle, a number that nothing precedes, a list of those who are meant. */
static void test_neighbours_may_say_that_it_is_text(void **state)
{
    (void)state;
    assert_are("下列单位：\n青禾县财政局\n2026年9月18日\n召开会议。\n3.其他事项\n各村民委员会：\n",
               "text\n"
               "signature sure text[青禾县财政局]\n"
               "date sure 2026-9-18 text[2026年9月18日]\n"
               "text\n"
               "heading perhaps level 3 order 3 label[3.] text[其他事项]\n"
               "text\n");
    assert_are("青禾县财政局\n落实资金。\n2026年9月18日\n开会。\n",
               "text\ntext\ndate perhaps 2026-9-18 text[2026年9月18日]\ntext\n");
    assert_are("青禾县财政局\n青禾县农业农村局\n2026年9月18日\n",
               "signature sure text[青禾县财政局]\nsignature sure text[青禾县农业农村局]\n"
               "date sure 2026-9-18 text[2026年9月18日]\n");
}

static void test_looks_and_labels_of_word_processors(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct pos none = {source_new(a, "文", "", 0), 0};
    struct line heading = {.text = text_from_utf8(a, "总体要求", none),
                           .label = text_from_utf8(a, "一、", none)};
    struct recognised r = recognise_line(&heading);
    assert_int_equal(r.kind, LINE_HEADING);
    assert_int_equal(r.trust, LINE_SURE);
    assert_int_equal(r.level, 1);
    assert_true(text_equals(r.text, "总体要求"));
    struct line item = {.text = heading.text, .label = text_from_utf8(a, "\uF06C", none)};
    assert_int_equal(recognise_line(&item).kind, LINE_ITEM);
    struct line title = {.text = text_from_utf8(a, "工作方案", none),
                         .looks = {.align = ALIGN_CENTER}};
    assert_int_equal(recognise_line(&title).trust, LINE_LIKELY);
    struct line hei = {.text = text_from_utf8(a, "三、其他", none), .looks = {.face = FACE_HEI}};
    assert_int_equal(recognise_line(&hei).trust, LINE_LIKELY);
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_of_every_kind),
        cmocka_unit_test(test_lines_as_they_are_typed),
        cmocka_unit_test(test_running_text_is_that),
        cmocka_unit_test(test_a_notice),
        cmocka_unit_test(test_numbers_of_their_own),
        cmocka_unit_test(test_siblings_are_read_alike),
        cmocka_unit_test(test_neighbours_may_say_that_it_is_text),
        cmocka_unit_test(test_looks_and_labels_of_word_processors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
