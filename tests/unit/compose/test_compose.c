/* A document is composed as often as wanted: for other days, and never changed by it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "compose/compose.h"
#include "resolve/resolve.h"
#include "staff/staff.h"
#include "vocab/vocab.h"

static const char staff_xml[] =
    "<人员库><单位 名称=\"青禾县财政局\" 简称=\"县财政局\">"
    "<岗位 职务=\"局长\" 性质=\"正职\" 代号=\"head\">"
    "<任职 人员=\"罗启明\" 止=\"2026-08-31\"/><任职 人员=\"李望\" 起=\"2026-09-01\"/></岗位></单位>"
    "<人员 姓名=\"罗启明\"/><人员 姓名=\"李望\" 电话=\"13800000003\"/></人员库>";

static const char document_xml[] =
    "<公文 人员库=\"s.xml\"><版头><发文机关>青禾县</发文机关>"
    "<发文字号 代字=\"青政发\" 年=\"2026\" 号=\"10\"/></版头>"
    "<标题>甲</标题><主送>各镇</主送><正文><层次 题=\"责任\"><层次 题=\"谁\" "
    "接排=\"是\"><段>由<人名 "
    "岗位=\"head\"/>负责，见<引用 附件=\"1\"/><脚注>注</脚注></段></层次></层次>"
    "<名单><层级 职务=\"组长\"><成员 岗位=\"head\"/></层级></名单>"
    "<联系人 岗位=\"head\" 电话=\"13800000003\"/>"
    "<表><列 题=\"甲\" 内容=\"序号\"/><列 题=\"乙\" 内容=\"数\" 合计=\"是\"/>"
    "<行><格>3</格></行><行><格>4</格></行></表></正文>"
    "<落款 日期=\"2026-09-19\"/>"
    "<附件 标题=\"车\"><车辆安排 形式=\"总表\"><车组 "
    "名=\"丙\"><车辆/></车组></车辆安排></附件></公文>";

struct world {
    struct arena *arena;
    struct diags *diags;
    struct staff *staff;
    struct document *doc;
};

static struct world world_open(void)
{
    struct world w = {.arena = arena_new(), .diags = diags_new(DIAG_ZH)};
    struct tree *tree = xml_parse(w.arena, "s.xml", staff_xml, strlen(staff_xml), w.diags);
    struct staff_records *records = vocab_read_staff(w.arena, tree, w.diags);
    assert_non_null(records);
    w.staff = staff_open(w.arena, records, w.diags);
    tree = xml_parse(w.arena, "t.xml", document_xml, strlen(document_xml), w.diags);
    w.doc = vocab_read(w.arena, tree, w.diags);
    diags_print(w.diags, stderr, DIAG_TEXT);
    assert_non_null(w.doc);
    assert_true(resolve(w.doc, w.diags));
    return w;
}

static void world_close(struct world *w)
{
    staff_close(w->staff);
    diags_drop(w->diags);
    arena_drop(w->arena);
}

/* The document as it is seen with the people of a day. */
static const char *dump_on(struct world *w, struct date day)
{
    struct buf b = {0};
    struct document seen = *w->doc;
    const struct people *people = resolve_people(w->doc, w->staff, day, w->diags);
    assert_false(people->failed);
    seen.people = people;
    seen.flow = compose(w->doc, people, w->diags);
    assert_non_null(seen.flow);
    model_dump(&seen, &b);
    const char *s = arena_strndup(w->arena, b.p, b.n);
    buf_drop(&b);
    return s;
}

static void one_document_has_the_people_of_two_days(void **state)
{
    (void)state;
    struct world w = world_open();
    const char *now = dump_on(&w, (struct date){0});
    const char *then = dump_on(&w, (struct date){.year = 2026, .month = 8, .day = 1});
    assert_non_null(strstr(now, "as-of 2026-09-19"));
    assert_non_null(strstr(now, "\"联系人：李望，电话：13800000003\""));
    assert_non_null(strstr(now, "entry \"李望\""));
    assert_null(strstr(now, "罗启明"));
    assert_non_null(strstr(then, "as-of 2026-08-01"));
    assert_non_null(strstr(then, "\"联系人：罗启明，电话：13800000003\""));
    assert_non_null(strstr(then, "entry \"罗启明\""));
    assert_null(strstr(then, "李望"));
    world_close(&w);
}

/* Nothing is added twice: to headings, references, tables, footnotes, numbers. */
static void composing_again_gives_the_same(void **state)
{
    (void)state;
    struct world w = world_open();
    struct buf before = {0}, after = {0};
    model_dump(w.doc, &before);
    const char *first = dump_on(&w, (struct date){0});
    assert_true(resolve(w.doc, w.diags));
    assert_string_equal(dump_on(&w, (struct date){0}), first);
    model_dump(w.doc, &after);
    assert_string_equal(after.p, before.p);
    buf_drop(&before);
    buf_drop(&after);
    world_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_document_has_the_people_of_two_days),
        cmocka_unit_test(composing_again_gives_the_same),
    };
    return cmocka_run_group_tests_name("compose", tests, NULL, NULL);
}
