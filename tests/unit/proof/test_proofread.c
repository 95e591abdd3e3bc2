/* The proofreader: each kind of mistake is found, and what looks like it but is right is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "proof/proof.h"

/* A document around one paragraph: a notice of 10 September 2026 with two attachments. */
struct world {
    struct arena *arena;
    struct document doc;
    struct signature signature;
    struct imprint imprint;
    struct part attachments[2];
    struct block paragraph;
    struct inline_item words;
};

static struct text words_of(struct world *w, const char *s)
{
    struct source *src = source_new(w->arena, "a.xml", s, strlen(s));
    struct text_builder b = {.arena = w->arena, .src = src};
    for (const char *p = s, *end = s + strlen(s); p < end;) {
        uint32_t at = (uint32_t)(p - s);
        text_add(&b, utf8_next(&p, end), at);
    }
    return text_done(&b);
}

static void world_open(struct world *w, const char *text)
{
    memset(w, 0, sizeof *w);
    w->arena = arena_new();
    w->doc = (struct document){.arena = w->arena, .genre = "通知", .body = &w->paragraph};
    w->doc.title = words_of(w, "关于做好防汛工作的通知");
    w->doc.signature = &w->signature;
    w->doc.attachments = &w->attachments[0];
    w->signature.date = (struct date){2026, 9, 10, {0}};
    w->attachments[0].next = &w->attachments[1];
    w->attachments[0].title = w->attachments[1].title = words_of(w, "任务清单");
    w->paragraph = (struct block){.kind = BLOCK_PARAGRAPH, .inlines = &w->words};
    w->words.text = words_of(w, text);
}

/* What is found, as JSON; ends the world. */
static char *findings(struct world *w)
{
    struct diags *d = diags_new(DIAG_ZH);
    char *out = NULL;
    size_t n = 0;
    FILE *f = open_memstream(&out, &n);
    proofread(&w->doc, NULL, d);
    diags_print(d, f, DIAG_JSON);
    fclose(f);
    diags_drop(d);
    arena_drop(w->arena);
    return out;
}

static int count_codes(const char *json)
{
    int n = 0;
    for (const char *p = json; (p = strstr(p, "\"code\":")); p++)
        n++;
    return n;
}

/* The one finding that a text gives; code NULL: none. */
static const struct row {
    const char *text, *code, *says;
} rows[] = {
    {"一是抓责任；二是抓落实；三是抓检查。", NULL, NULL},
    {"一是抓责任；三是抓检查。", "C002", "二是"},
    {"（一）抓责任；（二）抓落实；（四）抓检查。", "C002", "（三）"},
    {"第一，抓责任。第三，抓检查。", "C002", "第二，"},
    {"按照第三条第（二）项和第（四）项办理，统一是关键。", NULL, NULL},
    {"一是甲；二是乙。一是丙；二是丁。", NULL, NULL},
    {"任务分工见附件2。", NULL, NULL},
    {"任务分工见附件3。", "C003", "3"},
    {"2026年9月1日前报送。", "C005", "2026年9月10日"},
    {"2026年9月30日前报送。", NULL, NULL},
    {"2026年1月1日前建成的农房，1949年10月1日以前参加工作。", NULL, NULL},
    {"2026年2月30日召开。", "C006", "2月30日"},
    {"2028年2月29日召开。", NULL, NULL},
    {"2026年2月29日召开。", "C006", NULL},
    {"13月5日召开。", "C006", NULL},
    {"定于2026年5月20日（星期三）召开。", NULL, NULL},
    {"定于2026年5月20日（星期四）召开。", "C007", "星期三"},
    {"定于2026年5月20日（周四）召开。", "C007", "星期三"},
    {"定于9月15日（星期二）召开。", NULL, NULL},
    {"定于9月15日（星期五）召开。", "C007", "星期二"},
    {"定于5月17日星期日（周日）召开，四周一片。", NULL, NULL},
    {"《通知》（青政发〔2026〕10号）", NULL, NULL},
    {"《通知》（青政发[2026]10号）", "C008", NULL},
    {"《通知》（青政发【2026】10号）", "C008", NULL},
    {"《通知》（青政发(2026)10号）", "C008", NULL},
    {"《通知》（青政发（2026）10号）", "C008", NULL},
    {"青政发〔2026〕第10号", "C009", NULL},
    {"青政发〔2026〕012号", "C010", "12号"},
    {"3月05日起施行。", "C010", "5日"},
    {"2026年03月起施行。", "C010", "3月"},
    {"海拔1205米，10月10日。", NULL, NULL},
    {"各村,各单位", "C011", "，"},
    {
        "报送如下:一览表",
        "C011",
        "：",
    },
    {"各单位(部门", "C011", "（"},
    {"即日起施行.", "C011", "。"},
    {"请查阅“Rural Road Manual (2nd edition)”第2节。", NULL, NULL},
    {"电子邮箱：a.b@qinghe.example，1.5万元，PM2.5，8:30。", NULL, NULL},
    {"即日起施行。。", "C012", NULL},
    {"各村，，各单位", "C012", NULL},
    {"各村、。", "C012", NULL},
    {"等等……真的吗？！", NULL, NULL},
    {"“三线一单管控", "C013", "“"},
    {"《方案管控", "C013", "《"},
    {"方案》管控", "C013", "》"},
    {"（含社区", "C013", "（"},
    {"“《方案》（试行）”：1）甲；2）乙。", NULL, NULL},
    {"《关于印发《方案》的通知》", "C018", NULL},
    {"《关于印发〈方案〉的通知》", NULL, NULL},
    {"26年9月底前完成。", "C019", "26"},
    {"2026年9月底前完成，历时26年。", NULL, NULL},
    {"二〇二六年9月", "C020", NULL},
    {"2026年九月", "C020", NULL},
    {"二〇二六年九月，2026年9月，2026年十一假期。", NULL, NULL},
    {"二0二六年九月", "C021", NULL},
    {"二零二六年九月", "C021", NULL},
    {"群众的的意见", "C022", "的的"},
    {"处理了了", "C022", "了了"},
    {"的的确确，为了了解，是是非非，办不了了。", NULL, NULL},
    {"统一布署工作", "C023", "部署"},
    {"自来水份额，真正做为民实事。", NULL, NULL},
    {"其它单位", "C023", "其他"},
    {"各村,,各单位", "C012", ",,"},
    {"各村，,各单位", "C012", NULL},
    {"各村;:各单位", "C012", NULL},
    {"网址为http://a.example，即日起施行。", NULL, NULL},
    {"2026年13月底前完成。", "C006", "2026年13月"},
    {"2026年12月底前完成，历时13月余。", NULL, NULL},
    {"2026年13月5日召开。", "C006", "13月5日"},
    {"25年底前完成整改。", "C019", "25"},
    {"2025年底前完成，积累30年底蕴，历时25年。", NULL, NULL},
    {"上午9：00报到，16:00返程。", "C050", "16:00"},
    {"上午9:00报到，16:00返程，17：30晚餐，18：00会议。", "C050", "17：30"},
    {"9：00报到，16：00返程。", NULL, NULL},
    {"比例尺1：10，配比为6:40，图上18：40之比，上午9:00报到。", NULL, NULL},
    {"编号10：20：30，上午9:00报到。", NULL, NULL},
    {"新建厂房120m2。", "C054", "平方米"},
    {"新建厂房120m²，水池30m3x，M2增长8%。", NULL, NULL},
    {"截止2026年6月，全镇完成。", "C055", NULL},
    {"全镇完成。截止6月底，截至7月。", "C055", NULL},
    {"报名截止6月30日，截止日期为6月30日，截至6月底。", NULL, NULL},
    {"（一）、加强领导。", "C056", "（一）、"},
    {"抓好落实。（1）、加强领导。", "C056", "（1）、"},
    {"1、加强领导。", "C056", "1、"},
    {"一.加强领导。", "C056", "一."},
    {"1.加强领导。", NULL, NULL},
    {"7、8月份降雨偏多，一、二组先行，（一）加强领导。", NULL, NULL},
    {"按照第（一）、（二）项办理。", NULL, NULL},
    {"上午16时召开。", "C057", "上午16时"},
    {"上午12时召开，上午9时30分召开，上午15人到会。", NULL, NULL},
    {"9月20日至10日开展。", "C058", "9月20日至10日"},
    {"2026年9月20日至8月10日开展。", "C058", NULL},
    {"2026年9月20日—2026年9月10日开展。", "C058", NULL},
    {"9月20日至30日，2026年12月20日至2027年1月10日，11月1日至次年3月31日。", NULL, NULL},
    {"12月20日至1月10日开展。", NULL, NULL},
    {"推行‘三单一图’做法。", "C052", NULL},
    {"推行“三单‘一图’”做法，Farmers’ Day，‘A’级。", NULL, NULL},
    {"推行“三单“一图”做法”。", "C053", NULL},
    {"要做出部署。", "C023", "作出部署"},
    {"做出了贡献，毕竟争取到，形势严峻工作繁重。", NULL, NULL},
    {"要认真认真落实。", "C023", "认真"},
    {"推行'三单一图做法。", "C011", "“ ”"},
    {"青禾--白石公路", "C011", "——"},
    {"排查道路、桥梁...", "C011", "……"},
    {"Farmers' Day，型号A--3，路径../a，等等……", NULL, NULL},
    {"人人参与，常常研究，一一核对，试试看，逐步逐项。", NULL, NULL},
    {"在 4 月底前，用防贫 APP 填报 1 次。", "C038", "共 6 处"},
    {"开展 1 次排查。", "C038", "展 1"},
    {"上午 9:00 开幕，罗启明 13800000001，白石村 青A00001，GB/T 9704。", NULL, NULL},
    {"附件1 值班表，Microsoft Word，白石村 青禾村。", NULL, NULL},
    {"1.2 总则", NULL, NULL},
    {"1 月开始。", "C038", "1 月"},
    {"程 砚、林川、陆若。", "C039", "程砚"},
    {"林川、陆　若。", "C039", "陆若"},
    {"组 长：许川。", "C039", "组长"},
    {"白石村 青禾村，第一章 总则，甲 乙 丙。", NULL, NULL},
    {"2026年9月10日-2026年9月30日排查。", "C040", "-"},
    {"9月10日-30日排查。", "C040", "10日-30日"},
    {"时间为9:00-11:00。", "C040", "-"},
    {"每组3–5人，共6组。", "C040", "3–5人"},
    {"每年5-9月巡查。", "C040", "5-9月"},
    {"电话0971-5550123，住2-3-301室，2026-09-30前，A-3型，5-6年级，1-2号楼。", NULL, NULL},
    {"对照<“查隐患”行动方案>执行。", "C041", "方案>"},
    {"对照<<防汛预案>>执行。", "C041", "<<防汛预案>>"},
    {"水位<5米，流量>3，a<b。", NULL, NULL},
    {"**时间：**9月10日。", "C042", "**时间：**"},
    {"证号**1234，2**3。", NULL, NULL},
    {"值班电话：1380000001。", "C043", "10 位"},
    {"手机号码为138000000012。", "C043", "12 位"},
    {"联系电话：555012。", "C043", "6 位"},
    {"联系罗启明（1380000001）。", "C043", NULL},
    {"电话：5550123、0971-5550123、13800000001、12345、09715550123，投资1380000001元。", NULL,
     NULL},
    {"落实“一数一源”，明确“一数之源”。", "C044", "一数一源"},
    {"开展“查隐患 保安全”行动，“查隐患保安全”办公室。", "C044", NULL},
    {"“一村一策”“一户一策”“党的建设”“党性建设”“应保尽保”“应纳尽纳”。", NULL, NULL},
    {"由县防汛局县防汛局综合股负责。", "C022", "县防汛局"},
    {"一步一步一步走，哈哈哈哈哈哈，研究研究。", NULL, NULL},
    {"请登陆系统填报。", "C023", "登录"},
    {"台风登陆我省，记录片段，消防讯息，对帐篷编号，按装机容量，给予防护。", NULL, NULL},
    {"做好防讯工作。", "C023", "防汛"},
    {"建立台帐。", "C023", "台账"},
    {"既日起施行。", "C023", "即日"},
};

static void each_slip_of_the_text_is_found_and_nothing_else(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct world w;
        world_open(&w, rows[i].text);
        char *json = findings(&w);
        bool right = rows[i].code ? count_codes(json) == 1 && strstr(json, rows[i].code) &&
                                        (!rows[i].says || strstr(json, rows[i].says))
                                  : count_codes(json) == 0;
        if (!right)
            fail_msg("%s: %s", rows[i].text, json);
        free(json);
    }
}

static const struct row titles[] = {
    {"关于做好防汛工作的通知", NULL, NULL},
    {"青禾县人民政府关于印发《关于加强防汛工作的意见》的通知", NULL, NULL},
    {"关于开展防汛演练的补充通知", NULL, NULL},
    {"防汛工作安排", "C015", "通知"},
    {"关于做好防汛工作通知", "C016", "关于"},
    {"关于印发《关于加强防汛的意见》通知", "C016", NULL},
    {"关于做好防汛工作的通知。", "C017", "。"},
    {"关于做好防汛 工作的通知", "C064", "防汛 工作"},
    {"中共青禾县委　青禾县人民政府关于“查隐患　保安全”行动的通知", NULL, NULL},
};

static void a_title_ends_in_its_genre_and_in_no_mark(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        struct world w;
        world_open(&w, "请认真贯彻执行。");
        w.doc.title = words_of(&w, titles[i].text);
        char *json = findings(&w);
        int wanted = titles[i].code ? 1 : 0;
        if (count_codes(json) != wanted || (wanted && !strstr(json, titles[i].code)))
            fail_msg("%s: %s", titles[i].text, json);
        free(json);
    }
}

/* Items of a section: paragraphs each in a section without a title. */
static void items_of_a_list_end_alike(void **state)
{
    (void)state;
    enum { MOST = 3 };
    static const struct {
        const char *items[MOST], *code;
    } lists[] = {{{"查水库；", "查山塘；", "查仓库。"}, NULL},
                 {{"查水库。", "查山塘。", "查仓库。"}, NULL},
                 {{"查水库", "查山塘", "查仓库"}, NULL},
                 {{"查水库；", "查山塘", "查仓库。"}, "C059"},
                 {{"查水库；", "查山塘；", "查仓库"}, "C059"},
                 {{"查水库；", "查山塘；", "查仓库；"}, "C065"},
                 {{"查水库：", "查“山塘”", "查仓库。"}, NULL}};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        struct world w;
        struct block section = {.kind = BLOCK_SECTION}, items[MOST], words[MOST];
        struct inline_item inlines[MOST];
        world_open(&w, "请执行。");
        for (size_t k = 0; k < MOST; k++) {
            inlines[k] = (struct inline_item){.text = words_of(&w, lists[i].items[k])};
            words[k] = (struct block){.kind = BLOCK_PARAGRAPH, .inlines = &inlines[k]};
            items[k] = (struct block){.kind = BLOCK_SECTION,
                                      .first = &words[k],
                                      .next = k + 1 < MOST ? &items[k + 1] : NULL};
        }
        section.text = words_of(&w, "排查内容");
        section.first = items;
        w.doc.body = &section;
        char *json = findings(&w);
        if (count_codes(json) != (lists[i].code != NULL) ||
            (lists[i].code && !strstr(json, lists[i].code)))
            fail_msg("%s: %s", lists[i].items[0], json);
        free(json);
    }
}

static void an_order_may_be_titled_ling(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, "现予公布。");
    w.doc.genre = "命令";
    w.doc.title = words_of(&w, "青禾县人民政府令");
    char *json = findings(&w);
    assert_int_equal(count_codes(json), 0);
    free(json);
}

static void an_attachments_name_ends_in_no_mark(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, "请认真贯彻执行。");
    w.attachments[1].title = words_of(&w, "任务清单；");
    char *json = findings(&w);
    assert_int_equal(count_codes(json), 1);
    assert_non_null(strstr(json, "C014"));
    assert_non_null(strstr(json, "\"column\":5"));
    free(json);
}

static void nothing_is_printed_before_it_is_issued(void **state)
{
    (void)state;
    for (int day = 9; day <= 10; day++) {
        struct world w;
        world_open(&w, "请认真贯彻执行。");
        w.doc.imprint = &w.imprint;
        w.imprint.date = (struct date){2026, 9, day, {0}};
        char *json = findings(&w);
        assert_int_equal(count_codes(json), day == 9);
        assert_true(day != 9 || strstr(json, "C004"));
        free(json);
    }
}

static void what_is_issued_under_a_head_is_signed_and_minutes_need_not(void **state)
{
    (void)state;
    static const struct {
        const char *genre, *profile;
        bool head, found;
    } documents[] = {{"通知", NULL, true, true},
                     {"请示", "gbt9704", true, true},
                     {"通知", NULL, false, false},
                     {"纪要", "minutes", true, false},
                     {"通知", "minutes", true, false}};
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        struct world w;
        struct head head = {.issuers = NULL};
        world_open(&w, "请认真贯彻执行。");
        w.doc.title.n = 0;
        w.doc.genre = documents[i].genre;
        w.doc.signature = NULL;
        w.doc.head = documents[i].head ? &head : NULL;
        if (documents[i].profile)
            w.doc.profile = words_of(&w, documents[i].profile);
        char *json = findings(&w);
        assert_int_equal(count_codes(json), documents[i].found);
        assert_int_equal(strstr(json, "C051") != NULL, documents[i].found);
        free(json);
    }
}

static void times_of_all_parts_are_compared(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, "上午9：00报到。");
    w.doc.annotation = words_of(&w, "（8:30起签到）");
    char *json = findings(&w);
    assert_int_equal(count_codes(json), 1);
    assert_non_null(strstr(json, "C050"));
    free(json);
}

static void an_enclosures_own_attachments_come_first(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, "请认真贯彻执行。");
    struct part own = {.title = words_of(&w, "台账")}, enclosure = {.attachments = &own};
    struct inline_item words = {.text = words_of(&w, "分工见附件2。")};
    struct block p = {.kind = BLOCK_PARAGRAPH, .inlines = &words};
    enclosure.first = &p;
    enclosure.title = words_of(&w, "方案");
    w.doc.enclosure = &enclosure;
    char *json = findings(&w);
    assert_int_equal(count_codes(json), 1);
    assert_non_null(strstr(json, "C003"));
    free(json);
}

static void a_slip_across_an_emphasis_is_seen_and_a_footnote_read_apart(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, "统一布");
    struct inline_item rest = {.kind = INLINE_EMPHASIS, .text = words_of(&w, "署")};
    struct inline_item note = {.kind = INLINE_FOOTNOTE, .text = words_of(&w, "见附件9。")};
    w.words.next = &rest;
    rest.next = &note;
    char *json = findings(&w);
    assert_int_equal(count_codes(json), 2);
    assert_non_null(strstr(json, "C023"));
    assert_non_null(strstr(json, "C003"));
    free(json);
}

/* Cells, each of their lines by itself, the title and the notes. */
static void tables_are_read(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, "见下表。");
    struct inline_item words[] = {{.text = words_of(&w, "1,234.50")},
                                  {.text = words_of(&w, "即日起施行。。")},
                                  {.text = words_of(&w, "防汛\xE2\x80\xA8汛期")}};
    struct block cells[] = {{.kind = BLOCK_PARAGRAPH, .inlines = &words[0]},
                            {.kind = BLOCK_PARAGRAPH, .inlines = &words[1]},
                            {.kind = BLOCK_PARAGRAPH, .inlines = &words[2]}};
    struct table_cell third = {.first = &cells[2]}, second = {.first = &cells[1], .next = &third},
                      blank = {.next = &second}, first = {.first = &cells[0], .next = &blank};
    struct table_row row = {.first = &first};
    struct text_item note = {.text = words_of(&w, "《方案管控")};
    struct table table = {.title = words_of(&w, "各村,各单位"), .notes = &note, .rows = &row};
    struct block block = {.kind = BLOCK_TABLE, .table = &table};
    w.paragraph.next = &block;
    char *json = findings(&w);
    assert_int_equal(count_codes(json), 3);
    assert_true(strstr(json, "C011") && strstr(json, "C012") && strstr(json, "C013"));
    free(json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_slip_of_the_text_is_found_and_nothing_else),
        cmocka_unit_test(a_title_ends_in_its_genre_and_in_no_mark),
        cmocka_unit_test(items_of_a_list_end_alike),
        cmocka_unit_test(an_order_may_be_titled_ling),
        cmocka_unit_test(an_attachments_name_ends_in_no_mark),
        cmocka_unit_test(nothing_is_printed_before_it_is_issued),
        cmocka_unit_test(what_is_issued_under_a_head_is_signed_and_minutes_need_not),
        cmocka_unit_test(times_of_all_parts_are_compared),
        cmocka_unit_test(an_enclosures_own_attachments_come_first),
        cmocka_unit_test(a_slip_across_an_emphasis_is_seen_and_a_footnote_read_apart),
        cmocka_unit_test(tables_are_read),
    };
    return cmocka_run_group_tests_name("proof/proofread", tests, NULL, NULL);
}
