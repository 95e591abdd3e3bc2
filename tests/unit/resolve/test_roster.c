/* Members, names and contacts as the staff file has them on a day; and the facts that they leave.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../findings.h"

#include "resolve_test.h"
#include "staff/staff.h"
#include "vocab/vocab.h"

static const char staff_xml[] =
    "<人员库>"
    "<单位 名称=\"青禾县人民政府\" 简称=\"县政府\">"
    "<岗位 职务=\"县长\" 性质=\"正职\" 排序=\"1\" 代号=\"head\">"
    "<任职 人员=\"罗启明\" 止=\"2026-08-31\"/><任职 人员=\"李望\" 起=\"2026-09-01\"/></岗位></单位>"
    "<单位 名称=\"青禾县财政局\" 简称=\"县财政局\">"
    "<岗位 职务=\"党组书记\" 排序=\"8\"><任职 人员=\"方知远\"/></岗位>"
    "<岗位 职务=\"局长\" 性质=\"正职\" 排序=\"9\"><任职 人员=\"方知远\"/></岗位>"
    "<岗位 职务=\"副局长\" 性质=\"副职\" 排序=\"10\" 名额=\"2\">"
    "<任职 人员=\"张伟1\"/><任职 人员=\"丁一\"/></岗位>"
    "<单位 名称=\"综合股\"><岗位 职务=\"股长\"><任职 人员=\"万里\"/></岗位></单位></单位>"
    "<单位 名称=\"青禾县水利局\" 简称=\"县水利局\">"
    "<岗位 职务=\"局长\" 性质=\"正职\" 排序=\"3\"/></单位>"
    "<单位 名称=\"青禾县民政局\" 简称=\"县民政局\">"
    "<岗位 职务=\"局长\" 性质=\"正职\"><任职 人员=\"张伟2\" 代理=\"是\"/></岗位>"
    "<岗位 职务=\"办公室主任\"><任职 人员=\"张伟2\"/></岗位></单位>"
    "<人员 姓名=\"罗启明\"/><人员 姓名=\"李望\" 电话=\"13800000003、0999-1234567\"/>"
    "<人员 姓名=\"方知远\"/><人员 姓名=\"丁一\"/><人员 姓名=\"万里\"/>"
    "<人员 姓名=\"张伟\" 代号=\"张伟1\"/><人员 姓名=\"张伟\" 代号=\"张伟2\"/></人员库>";

struct resolved {
    struct arena *arena;
    struct diags *diags;
    struct staff *staff;
    struct document *doc;
    bool ok;
    char *printed;
};

static struct staff *open_staff(struct arena *a, struct diags *d)
{
    struct tree *tree = xml_parse(a, "s.xml", staff_xml, strlen(staff_xml), d);
    struct staff_records *records = tree ? vocab_read_staff(a, tree, d) : NULL;
    return records ? staff_open(a, records, d) : NULL;
}

/* A document's body, signed on a day after the change of the county's head; or as of another. */
static struct resolved resolve_as_of(const char *body, struct date as_of)
{
    struct resolved r = {.arena = arena_new(), .diags = diags_new(DIAG_ZH)};
    struct diags *own = diags_new(DIAG_ZH);
    char *xml = arena_printf(r.arena,
                             "<公文 人员库=\"s.xml\"><标题>甲</标题><正文>%s</正文>"
                             "<落款 署名=\"丙\" 日期=\"2026-09-19\"/></公文>",
                             body);
    r.staff = open_staff(r.arena, own);
    diags_drop(own);
    assert_non_null(r.staff);
    struct tree *tree = xml_parse(r.arena, "t.xml", xml, strlen(xml), r.diags);
    assert_non_null(tree);
    r.doc = vocab_read(r.arena, tree, r.diags);
    assert_non_null(r.doc);
    r.ok = resolve_all(r.doc, r.staff, as_of, r.diags);
    r.printed = findings_text(r.arena, r.diags);
    return r;
}

static struct resolved resolve_body(const char *body)
{
    return resolve_as_of(body, (struct date){0});
}

static void resolved_drop(struct resolved *r)
{
    staff_close(r->staff);
    diags_drop(r->diags);
    arena_drop(r->arena);
}

#define ROSTER(members) "<名单><层级 职务=\"成员\">" members "</层级></名单>"

/* The entries of the first roster's first tier: name/post name/post … */
static const char *entries_of(struct resolved *r)
{
    const char *all = "";
    for (const struct roster_entry *e = people_entries(r->doc->people, r->doc->body->roster->tiers);
         e; e = e->next)
        all = arena_printf(r->arena, "%s%s%s/%s", all, *all ? " " : "",
                           text_utf8(r->arena, e->name), text_utf8(r->arena, e->post));
    return all;
}

static void members_are_who_holds_what_they_name(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {ROSTER("<成员 岗位=\"head\"/>"), "李望/县长"},
        {ROSTER("<成员 岗位=\"县财政局局长\"/>"), "方知远/县财政局党组书记、局长"},
        {ROSTER("<成员 岗位=\"县财政局副局长\"/>"), "张伟/县财政局副局长 丁一/县财政局副局长"},
        {ROSTER("<成员 岗位=\"青禾县财政局综合股股长\"/>"), "万里/县财政局综合股股长"},
        {ROSTER("<成员 岗位=\"综合股股长\"/>"), "万里/县财政局综合股股长"},
        {ROSTER("<成员 人员=\"方知远\"/>"), "方知远/县财政局党组书记、局长"},
        {ROSTER("<成员 人员=\"张伟1\" 署职=\"干部\"/>"), "张伟/干部"},
        {ROSTER("<成员 人员=\"张伟2\"/>"), "张伟/县民政局办公室主任（主持工作）"},
        {ROSTER("<成员 单位=\"县财政局\" 任职=\"副职\"/>"),
         "张伟/县财政局副局长 丁一/县财政局副局长"},
        {ROSTER("<成员 岗位=\"县水利局局长\"/>"), "（空缺）/县水利局局长"},
        {ROSTER("<成员 岗位=\"head\" 固定=\"罗启明\" 理由=\"丁\"/>"), "罗启明/县长"},
        {"<名单><成员单位>县财政局、县水利局</成员单位><层级 职务=\"成员\">"
         "<成员 成员单位=\"是\" 任职=\"正职\"/></层级></名单>",
         "方知远/县财政局党组书记、局长 （空缺）/县水利局局长"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct resolved r = resolve_body(cases[i][0]);
        assert_true(r.ok);
        assert_string_equal(entries_of(&r), cases[i][1]);
        resolved_drop(&r);
    }
}

static void tiers_are_sorted_as_asked(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", "方知远/县财政局党组书记、局长 （空缺）/县水利局局长 丁一/县财政局副局长 李望/县长"},
        {" 排序=\"职务\"",
         "李望/县长 （空缺）/县水利局局长 方知远/县财政局党组书记、局长 丁一/县财政局副局长"},
        {" 排序=\"姓氏笔画\"",
         "丁一/县财政局副局长 方知远/县财政局党组书记、局长 李望/县长 （空缺）/县水利局局长"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char body[512];
        snprintf(
            body, sizeof body,
            "<名单%s><层级 职务=\"成员\"><成员 岗位=\"县财政局局长\"/>"
            "<成员 岗位=\"县水利局局长\"/><成员 人员=\"丁一\"/><成员 岗位=\"head\"/></层级></名单>",
            cases[i][0]);
        struct resolved r = resolve_body(body);
        assert_string_equal(entries_of(&r), cases[i][1]);
        resolved_drop(&r);
    }
}

static void the_day_is_the_documents_or_the_one_asked_for(void **state)
{
    (void)state;
    static const struct date before = {.year = 2026, .month = 8, .day = 31};
    struct resolved now = resolve_body(ROSTER("<成员 岗位=\"head\"/>"));
    struct resolved then = resolve_as_of(ROSTER("<成员 岗位=\"head\"/>"), before);
    assert_string_equal(entries_of(&now), "李望/县长");
    assert_string_equal(entries_of(&then), "罗启明/县长");
    assert_int_equal(now.doc->people->day.month, 9);
    assert_int_equal(then.doc->people->day.month, 8);
    resolved_drop(&now);
    resolved_drop(&then);
}

static void a_rule_lists_nobody_twice(void **state)
{
    (void)state;
    struct resolved r =
        resolve_body(ROSTER("<成员 人员=\"丁一\"/><成员 单位=\"县财政局\" 任职=\"副职\"/>"));
    assert_string_equal(entries_of(&r), "丁一/县财政局副局长 张伟/县财政局副局长");
    assert_non_null(strstr(r.printed, "note[R077]"));
    resolved_drop(&r);
    r = resolve_body(ROSTER("<成员 人员=\"丁一\"/><成员 人员=\"丁一\"/>"));
    assert_non_null(strstr(r.printed, "warning[R076]"));
    assert_non_null(strstr(entries_of(&r), " 丁一"));
    resolved_drop(&r);
}

static void who_is_not_clear_is_an_error(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {ROSTER("<成员 人员=\"张伟\"/>"), "代号 张伟2"},
        {ROSTER("<成员 人员=\"罗启\"/>"), "是不是“罗启明”"},
        {ROSTER("<成员 岗位=\"局长\"/>"), "县财政局局长；县水利局局长"},
        {"<段>由<人名 人员=\"无此人\"/>同志</段>", "R073"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct resolved r = resolve_body(cases[i][0]);
        assert_false(r.ok);
        assert_non_null(strstr(r.printed, cases[i][1]));
        resolved_drop(&r);
    }
}

static void an_office_is_told_in_words(void **state)
{
    (void)state;
    struct resolved r =
        resolve_body("<办公室 设在=\"县财政局\"><层级 职务=\"主任\"><成员 岗位=\"head\"/></层级>"
                     "<层级 职务=\"副主任\"><成员 单位=\"县财政局\" 任职=\"副职\"/></层级>"
                     "<层级 职务=\"秘书\"><成员 岗位=\"县水利局局长\"/></层级></办公室>");
    assert_string_equal(text_utf8(r.arena, r.doc->flow->body->first->pieces->text),
                        "领导小组办公室设在县财政局，办公室主任由李望同志兼任，"
                        "副主任由张伟、丁一同志担任，秘书暂缺。");
    resolved_drop(&r);
}

static void teams_are_numbered_and_say_where_they_go(void **state)
{
    (void)state;
    struct resolved r = resolve_body(
        "<分组 编号=\"是\"><小组 联系=\"白石镇\" 负责=\"上坪村\"><事项 题=\"任务\">乙</事项></小组>"
        "<小组 名=\"宣传组\"><事项 题=\"任务\">乙</事项></小组></分组>");
    const struct team *first = r.doc->body->teams->first;
    assert_string_equal(text_utf8(r.arena, first->label), "第一组（联系白石镇）");
    assert_string_equal(text_utf8(r.arena, first->next->label), "第二组：宣传组");
    const struct flow_line *line = r.doc->flow->body->lines;
    assert_string_equal(text_utf8(r.arena, line->words), "第一组（联系白石镇）");
    assert_string_equal(text_utf8(r.arena, line->next->label), "负责村");
    assert_string_equal(text_utf8(r.arena, line->next->pieces->text), "上坪村");
    assert_string_equal(text_utf8(r.arena, line->next->next->label), "任务");
    resolved_drop(&r);
}

static void a_contacts_telephone_is_compared(void **state)
{
    (void)state;
    struct resolved r = resolve_body("<联系人 岗位=\"head\" 电话=\"0999-1234567\"/>");
    assert_string_equal(text_utf8(r.arena, r.doc->flow->body->pieces->text),
                        "联系人：李望，电话：0999-1234567");
    assert_string_equal(r.printed, "");
    resolved_drop(&r);
    r = resolve_body("<联系人 岗位=\"head\" 电话=\"13800000009\"/>");
    assert_non_null(strstr(r.printed, "R079"));
    resolved_drop(&r);
}

static void every_use_is_a_fact_in_the_documents_order(void **state)
{
    (void)state;
    struct resolved r =
        resolve_body("<段><人名 人员=\"张伟1\"/><人名 岗位=\"综合股股长\"/></段>" ROSTER(
            "<成员 岗位=\"县水利局局长\"/><成员 岗位=\"head\" 固定=\"罗启明\" 理由=\"丁\"/>"));
    const struct fact *f = r.doc->people->facts;
    assert_string_equal(f->key, "人员:张伟1");
    assert_string_equal(f->value, "张伟");
    f = f->next;
    assert_string_equal(f->key, "岗位:青禾县财政局综合股股长");
    f = f->next;
    assert_string_equal(f->key, "岗位:青禾县水利局局长");
    assert_string_equal(f->value, "");
    assert_string_equal(text_utf8(r.arena, f->where), "成员");
    f = f->next;
    assert_string_equal(f->key, "岗位:青禾县人民政府县长");
    assert_string_equal(f->value, "罗启明");
    assert_true(f->pinned);
    assert_null(f->next);
    resolved_drop(&r);
}

/* "where key value" of those typed outside rosters, a line each. */
static const char *typed_facts(struct resolved *r, const struct people *people)
{
    const char *all = "";
    for (const struct fact *f = people->facts; f; f = f->next)
        if (f->kind != FACT_ASKED)
            all = arena_printf(r->arena, "%s%s %s %s\n", all, text_utf8(r->arena, f->where), f->key,
                               f->value);
    return all;
}

#define CAR(passenger)                                                                             \
    "<车辆安排><车组 名=\"甲组\"><车辆 驾驶员=\"罗启明\" 电话=\"13800000001\">" passenger          \
    "</车辆></车组></车辆安排>"
#define TEAM(words) "<分组><小组 名=\"甲组\">" words "</小组></分组>"

/* As of a day on which 罗启明 heads the county, and after 李望 came. */
static void who_is_typed_outside_rosters_is_a_fact(void **state)
{
    (void)state;
    static const struct date early = {.year = 2026, .month = 8, .day = 1},
                             late = {.year = 2026, .month = 9, .day = 19};
    static const char *const cases[][3] = {
        {CAR("<乘员 职务=\"县长\">罗启明</乘员>"),
         "1号车 驾驶员 岗位:青禾县人民政府县长 罗启明\n1号车 乘车人员 岗位:青禾县人民政府县长 "
         "罗启明\n",
         "1号车 驾驶员 岗位:青禾县人民政府县长 李望\n1号车 驾驶员电话 电话:罗启明 "
         "13800000003、0999-1234567\n1号车 乘车人员 岗位:青禾县人民政府县长 李望\n"},
        {CAR("<乘员>方知远 0999-1234567</乘员><乘员>县委办1名领导</乘员>"),
         "1号车 驾驶员 岗位:青禾县人民政府县长 罗启明\n1号车 乘车人员 岗位:青禾县财政局局长 "
         "方知远\n",
         "1号车 驾驶员 岗位:青禾县人民政府县长 李望\n1号车 驾驶员电话 电话:罗启明 "
         "13800000003、0999-1234567\n1号车 乘车人员 岗位:青禾县财政局局长 方知远\n"},
        {"<联系人 姓名=\"罗启明\" 电话=\"13800000001\"/>",
         "联系人 岗位:青禾县人民政府县长 罗启明\n",
         "联系人 岗位:青禾县人民政府县长 李望\n联系人电话 电话:罗启明 13800000003、0999-1234567\n"},
        {"<联系人>联系电话：0999-1234567；联系人：罗启明、丁一。</联系人>",
         "联系人 岗位:青禾县人民政府县长 罗启明\n联系人 岗位:青禾县财政局副局长 丁一\n",
         "联系人 岗位:青禾县人民政府县长 李望\n联系人 岗位:青禾县财政局副局长 丁一\n"},
        {TEAM("<事项 题=\"联络员\">丁一、县委办1名骨干、罗启明；</事项>"),
         "甲组 联络员 岗位:青禾县财政局副局长 丁一\n甲组 联络员 岗位:青禾县人民政府县长 罗启明\n",
         "甲组 联络员 岗位:青禾县财政局副局长 丁一\n甲组 联络员 岗位:青禾县人民政府县长 李望\n"},
        {TEAM("<段>驻办人员：丁一（县财政局副局长）。由县财政局副局长丁一牵头。</段>"),
         "甲组 驻办人员 岗位:青禾县财政局副局长 丁一\n甲组 岗位:青禾县财政局副局长 丁一\n",
         "甲组 驻办人员 岗位:青禾县财政局副局长 丁一\n甲组 岗位:青禾县财政局副局长 丁一\n"},
        /* words, places, who has left by the text itself, and two of one name */
        {TEAM("<事项 题=\"主要任务\">万里长征、万里、丁一目了然；罗启明村；张伟；</事项>"), "", ""},
        {TEAM("<段>原县长罗启明；免去罗启明职务；罗启明同志不再担任组长；由万里挑一。</段>"), "",
         ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct resolved r = resolve_body(cases[i][0]);
        r.doc->as_of = early;
        struct diags *own = diags_new(DIAG_ZH);
        assert_string_equal(typed_facts(&r, resolve_people(r.doc, r.staff, early, own)),
                            cases[i][1]);
        assert_string_equal(typed_facts(&r, resolve_people(r.doc, r.staff, late, own)),
                            cases[i][1]);
        assert_string_equal(typed_facts(&r, resolve_people_then(r.doc, r.staff, late, own)),
                            cases[i][2]);
        diags_drop(own);
        resolved_drop(&r);
    }
}

static void without_a_staff_file_nothing_is_made_up(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct diags *d = diags_new(DIAG_ZH);
    static const char xml[] =
        "<公文 人员库=\"s.xml\"><标题>甲</标题><正文><段><人名 人员=\"丁一\"/>"
        "</段></正文></公文>";
    struct tree *tree = xml_parse(a, "t.xml", xml, strlen(xml), d);
    struct document *doc = vocab_read(a, tree, d);
    assert_non_null(doc);
    assert_false(resolve_all(doc, NULL, (struct date){0}, d));
    assert_int_equal(diags_count(d, DIAG_ERROR), 1);
    diags_drop(d);
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_are_who_holds_what_they_name),
        cmocka_unit_test(tiers_are_sorted_as_asked),
        cmocka_unit_test(the_day_is_the_documents_or_the_one_asked_for),
        cmocka_unit_test(a_rule_lists_nobody_twice),
        cmocka_unit_test(who_is_not_clear_is_an_error),
        cmocka_unit_test(an_office_is_told_in_words),
        cmocka_unit_test(teams_are_numbered_and_say_where_they_go),
        cmocka_unit_test(a_contacts_telephone_is_compared),
        cmocka_unit_test(every_use_is_a_fact_in_the_documents_order),
        cmocka_unit_test(who_is_typed_outside_rosters_is_a_fact),
        cmocka_unit_test(without_a_staff_file_nothing_is_made_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
