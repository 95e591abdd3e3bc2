/* What lists in a text become: the elements of the body, on one line, and what was found. */
#include "import/import.h"
#include "staff/staff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "../findings.h"

#define HEAD "关于有关工作的通知\n\n各村民委员会：\n    现将有关事项通知如下。\n"
#define TAIL "\n青禾县人民政府\n2026年9月18日\n"

static const struct draft_case {
    const char *draft, *xml;
} drafts[] = {
    /* rosters */
    {"组　长：许　川　县长\n成　员：梁　禾　县财政局局长\n",
     "<名单><层级 职务=\"组长\"><成员 姓名=\"许川\" 职务=\"县长\"/></层级>"
     "<层级 职务=\"成员\"><成员 姓名=\"梁禾\" 职务=\"县财政局局长\"/></层级></名单>"},
    {"组长：许川；\n成员：梁禾、周砚。\n",
     "<名单><层级 职务=\"组长\" 形式=\"文字\"><成员 姓名=\"许川\"/></层级>"
     "<层级 职务=\"成员\" 形式=\"文字\"><成员 姓名=\"梁禾\"/><成员 姓名=\"周砚\"/></层级></名单>"},
    {"组长：许川 县长 13800000001\n成员：梁禾 周砚 吴若兰\n",
     "<名单><层级 职务=\"组长\"><成员 姓名=\"许川\" 职务=\"县长\" 电话=\"13800000001\"/></层级>"
     "<层级 职务=\"成员\"><成员 姓名=\"梁禾\"/><成员 姓名=\"周砚\"/><成员 "
     "姓名=\"吴若兰\"/></层级></名单>"},
    {"组长：许川（县长）\n成员：梁禾（县财政局局长）\n　　　周砚（县水利局局长）\n",
     "<名单><层级 职务=\"组长\" 形式=\"文字\" 标点=\"无\"><成员 姓名=\"许川\" "
     "职务=\"县长\"/></层级>"
     "<层级 职务=\"成员\"><成员 姓名=\"梁禾\" 职务=\"县财政局局长\"/>"
     "<成员 姓名=\"周砚\" 职务=\"县水利局局长\"/></层级></名单>"},
    /* what speaks of them */
    {"成员：由各单位自行确定。\n组长：要切实负起责任。\n",
     "<段>成员：由各单位自行确定。</段><段>组长：要切实负起责任。</段>"},
    {"组长：许川\n", "<段>组长：许川</段>"},
    /* teams */
    {"第一组\n组长：许川 县长\n成员：梁禾 副县长\n负责：白石村\n",
     "<分组 编号=\"是\"><小组><层级 职务=\"组长\"><成员 姓名=\"许川\" 职务=\"县长\"/></层级>"
     "<层级 职务=\"成员\"><成员 姓名=\"梁禾\" 职务=\"副县长\"/></层级>"
     "<事项 题=\"负责\">白石村</事项></小组></分组>"},
    {"领导小组办公室设在县水利局，办公室主任由周砚同志兼任。\n",
     "<办公室 设在=\"县水利局\"><层级 职务=\"主任\"><成员 姓名=\"周砚\"/></层级></办公室>"},
    /* contacts */
    {"联系人：许玥，电话：13800000001\n", "<联系人 姓名=\"许玥\" 电话=\"13800000001\"/>"},
    {"联系人：请各村明确1名联系人。\n", "<段>联系人：请各村明确1名联系人。</段>"},
    {"联系人：许玥\n电话：0999-1234567\n",
     "<联系人>联系人：许玥<换行/>电话：0999-1234567</联系人>"},
    /* tables */
    {"村名\t户数\t人口\n白石村\t12\t41\n上坪村\t8\t30\n合计\t20\t71\n",
     "<表><列 题=\"村名\"/><列 题=\"户数\" 内容=\"数\" 合计=\"是\"/>"
     "<列 题=\"人口\" 内容=\"数\" 合计=\"是\"/>"
     "<行><格>白石村</格><格>12</格><格>41</格></行><行><格>上坪村</格><格>8</格><格>30</格></行>"
     "<行 合计=\"合计\"><格>合计</格><格>20</格><格>71</格></行></表>"},
    {"村名\t户数\t人口\n白石村\t12\t41\n上坪村\t8\t30\n合计\t21\t71\n",
     "<表><列 题=\"村名\"/><列 题=\"户数\" 内容=\"数\"/><列 题=\"人口\" 内容=\"数\"/>"
     "<行><格>白石村</格><格>12</格><格>41</格></行><行><格>上坪村</格><格>8</格><格>30</格></行>"
     "<行><格>合计</格><格>21</格><格>71</格></行></表>D153@8:4"},
    {"户数表\n单位：户\n序号\t村名\t户数\n1\t白石村\t12\n2\t上坪村\t\n注：截至2026年8月。\n",
     "<表 题=\"户数表\" 计量单位=\"户\"><列 题=\"序号\" 内容=\"序号\"/><列 题=\"村名\"/><列 "
     "题=\"户数\"/>"
     "<行><格>白石村</格><格>12</格></行><行><格>上坪村</格><格/></行>"
     "<表注>截至2026年8月。</表注></表>"},
    {"姓名\t单位\t职务\n许玥\t县水利局\t局长\n",
     "<表><列 题=\"姓名\"/><列 题=\"单位\"/><列 题=\"职务\"/>"
     "<行><格>许玥</格><格>县水利局</格><格>局长</格></行></表>D159@5:1"},
    /* tasks */
    {"任务\t措施\t责任单位\n修路\t硬化道路。\t县交通运输局\n",
     "<任务清单 任务编号=\"无\"><任务栏 内容=\"任务\" 题=\"任务\"/><任务栏 内容=\"措施\" "
     "题=\"措施\"/>"
     "<任务栏 内容=\"责任单位\" 题=\"责任单位\"/><领域><任务 题=\"修路\"><措施>硬化道路。</措施>"
     "<责任单位>县交通运输局</责任单位></任务></领域></任务清单>"},
    {"序号\t任务\t责任单位\t责任人\n1\t修路\t县交通运输局\t许川\n",
     "<表><列 题=\"序号\" 内容=\"序号\"/><列 题=\"任务\"/><列 题=\"责任单位\"/><列 题=\"责任人\"/>"
     "<行><格>修路</格><格>县交通运输局</格><格>许川</格></行></表>D158@5:12"},
    /* cars */
    {"车号\t车牌号\t司机\t乘车人员\n1\t青A00001\t许川 13800000001\t梁禾、周砚（县长）\n",
     "<车辆安排 形式=\"总表\"><栏 题=\"车号\"/><栏 题=\"车牌号\"/><栏 题=\"司机\"/><栏 "
     "题=\"乘车人员\"/>"
     "<车组><车辆 号=\"1\" 车牌=\"青A00001\" 驾驶员=\"许川\" 电话=\"13800000001\"><乘员>梁禾</乘员>"
     "<乘员 职务=\"县长\">周砚</乘员></车辆></车组></车辆安排>"},
};

/* Children of the body, without line ends and indents. */
static const char *body_of(struct arena *a, const struct imported *im)
{
    const struct node *n = im->root->first;
    struct buf out = {0};
    const char *all = "";
    while (n && strcmp(n->name, "正文") != 0)
        n = n->next;
    for (n = n ? n->first : NULL; n; n = n->next) {
        out.n = 0;
        xml_write(n, 0, &out);
        char *line = arena_strndup(a, out.p, out.n), *to = line;
        for (const char *p = line; *p; p++)
            if (*p == '\n')
                p += strspn(p + 1, " ");
            else
                *to++ = *p;
        *to = '\0';
        all = arena_printf(a, "%s%s", all, line);
    }
    buf_drop(&out);
    return all;
}

/* D153@8:4, of each finding. */
static const char *codes_of(struct arena *a, struct diags *d)
{
    const char *all = "";
    unsigned line, column;
    char code[8];
    for (const char *p = findings_text(a, d); (p = strstr(p, "稿.txt:")); p++)
        if (sscanf(p, "稿.txt:%u:%u: %*[a-z][%7[A-Z0-9]", &line, &column, code) == 3)
            all = arena_printf(a, "%s%s@%u:%u", all, code, line, column);
    return all;
}

static void test_lists(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof drafts / sizeof *drafts; i++) {
        struct arena *a = arena_new();
        struct diags *d = diags_new(DIAG_EN);
        const char *text = arena_printf(a, "%s%s%s", HEAD, drafts[i].draft, TAIL);
        struct draft *draft = draft_parse(a, "稿.txt", text, strlen(text), d);
        struct imported im;
        assert_true(import_draft(a, draft, NULL, &im, d));
        const char *body = body_of(a, &im), *first = strstr(body, "</段>");
        assert_non_null(first);
        const char *all = arena_printf(a, "%s%s", first + strlen("</段>"), codes_of(a, d));
        assert_string_equal(all, drafts[i].xml);
        diags_drop(d);
        arena_drop(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_lists)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
