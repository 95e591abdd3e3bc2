/* What the compiler derives: numbers, labels, marks at ends, dates, and whose name signs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "resolve_test.h"
#include "value/date.h"
#include "value/number.h"
#include "vocab/vocab.h"

struct reading {
    struct arena *arena;
    struct document *doc;
};

/* A document of these parts, resolved. */
static struct reading read_document(const char *parts)
{
    struct reading r = {.arena = arena_new()};
    struct diags *d = diags_new(DIAG_EN);
    char *xml = arena_printf(r.arena, "<公文>%s</公文>", parts);
    struct tree *tree = xml_parse(r.arena, "t.xml", xml, strlen(xml), d);
    r.doc = tree ? vocab_read(r.arena, tree, d) : NULL;
    assert_non_null(r.doc);
    assert_true(resolve_all(r.doc, NULL, (struct date){0}, d));
    diags_print(d, stderr, DIAG_TEXT);
    diags_drop(d);
    return r;
}

#define HEAD                                                                                       \
    "<版头><发文机关>青禾县</发文机关><发文字号 代字=\"青政发\" 年=\"2026\" 号=\"10\"/></版头>"
#define TITLE      "<标题>关于甲的通知</标题>"
#define BODY(text) "<正文>" text "</正文>"
#define P          "<段>乙</段>"
#define SIGNED(is) "<落款 " is " 日期=\"2026-09-09\"/>"
#define PLAIN      TITLE BODY(P)

static void assert_text(struct text t, const char *wanted)
{
    if (!text_equals(t, wanted)) {
        struct arena *a = arena_new();
        fail_msg("\"%s\" instead of \"%s\"", text_utf8(a, t), wanted);
    }
}

/* ---- numbers ---- */

static void chinese_numbers_are_written_as_they_are_read(void **state)
{
    (void)state;
    static const struct {
        int n;
        const char *text;
    } rows[] = {{1, "一"},
                {2, "二"},
                {9, "九"},
                {10, "十"},
                {11, "十一"},
                {19, "十九"},
                {20, "二十"},
                {21, "二十一"},
                {90, "九十"},
                {99, "九十九"},
                {100, "一百"},
                {101, "一百零一"},
                {105, "一百零五"},
                {110, "一百一十"},
                {111, "一百一十一"},
                {120, "一百二十"},
                {200, "二百"},
                {1000, "一千"},
                {1001, "一千零一"},
                {1010, "一千零一十"},
                {1100, "一千一百"},
                {1101, "一千一百零一"},
                {2020, "二千零二十"},
                {9999, "九千九百九十九"}};
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(number_chinese(a, rows[i].n), rows[i].text);
    arena_drop(a);
}

static void a_number_out_of_range_is_written_in_digits(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    assert_string_equal(number_chinese(a, 0), "0");
    assert_string_equal(number_chinese(a, 10000), "10000");
    arena_drop(a);
}

static void each_level_has_its_own_label(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    assert_string_equal(number_label(a, 1, 12), "十二、");
    assert_string_equal(number_label(a, 2, 12), "（十二）");
    assert_string_equal(number_label(a, 3, 12), "12.");
    assert_string_equal(number_label(a, 4, 12), "（12）");
    arena_drop(a);
}

static void dates_are_not_padded(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    assert_string_equal(date_text(a, (struct date){.year = 2026, .month = 9, .day = 9}),
                        "2026年9月9日");
    assert_string_equal(date_text(a, (struct date){.year = 2026, .month = 12, .day = 31}),
                        "2026年12月31日");
    arena_drop(a);
}

/* ---- sections ---- */

#define SECTION(title, content) "<层次 题=\"" title "\">" content "</层次>"

/* The labels of the headings in reading order, each followed by its title and a space. */
static void list_labels(struct arena *a, const struct flow *first, struct buf *out)
{
    for (const struct flow *f = first; f; f = f->next) {
        if (f->kind == FLOW_HEADING)
            buf_printf(out, "%s%s ", text_utf8(a, f->label), text_utf8(a, f->title));
        list_labels(a, f->first, out);
    }
}

static void assert_labels(const struct reading *r, const struct flow *first, const char *wanted)
{
    struct buf b = {0};
    list_labels(r->arena, first, &b);
    assert_string_equal(b.p ? b.p : "", wanted);
    buf_drop(&b);
}

static void four_levels_are_numbered_by_their_depth(void **state)
{
    (void)state;
    struct reading r = read_document(
        TITLE BODY(SECTION("甲", SECTION("乙", SECTION("丙", SECTION("丁", P) SECTION("戊", P))))));
    assert_labels(&r, r.doc->flow->body, "一、甲 （一）乙 1.丙 （1）丁 （2）戊 ");
    arena_drop(r.arena);
}

static void numbering_restarts_in_each_parent(void **state)
{
    (void)state;
    struct reading r = read_document(TITLE BODY(SECTION(
        "甲", SECTION("子", P) SECTION("丑", P)) SECTION("乙", SECTION("寅", P) SECTION("卯", P))));
    assert_labels(&r, r.doc->flow->body, "一、甲 （一）子 （二）丑 二、乙 （一）寅 （二）卯 ");
    arena_drop(r.arena);
}

static void paragraphs_and_lists_between_sections_do_not_restart_the_count(void **state)
{
    (void)state;
    struct reading r = read_document(TITLE BODY(
        P SECTION("甲", P) P "<列表><项>子</项></列表>" SECTION("乙", P) P SECTION("丙", P)));
    assert_labels(&r, r.doc->flow->body, "一、甲 二、乙 三、丙 ");
    arena_drop(r.arena);
}

static void enclosures_and_attachments_count_from_one_again(void **state)
{
    (void)state;
    struct reading r = read_document(
        TITLE BODY(SECTION("甲", P) SECTION("乙", P)) "<印发件 标题=\"方案\">" SECTION("丙", P)
            SECTION("丁", P) "<附件 标题=\"子\">" SECTION("戊", P) "</附件></印发件>");
    assert_labels(&r, r.doc->flow->enclosure->first, "一、丙 二、丁 ");
    assert_labels(&r, r.doc->flow->enclosure->attachments->first, "一、戊 ");
    arena_drop(r.arena);
}

static void a_numbered_paragraph_takes_a_label_and_no_full_stop(void **state)
{
    (void)state;
    struct reading r = read_document(TITLE BODY(SECTION("甲", "<层次><段>乙</段></层次>")));
    assert_labels(&r, r.doc->flow->body, "一、甲 （一） ");
    arena_drop(r.arena);
}

/* ---- run-in headings ---- */

static void assert_run_in(const char *title, const char *wanted)
{
    struct arena *a = arena_new();
    struct reading r = read_document(arena_printf(
        a, TITLE BODY(SECTION("甲", "<层次 题=\"%s\" 接排=\"是\"><段>乙</段></层次>")), title));
    assert_text(r.doc->flow->body->first->title, wanted);
    struct diags *d = diags_new(DIAG_EN);
    assert_true(resolve_all(r.doc, NULL, (struct date){0}, d));
    diags_drop(d);
    assert_text(r.doc->flow->body->first->title, wanted);
    arena_drop(r.arena);
    arena_drop(a);
}

static void a_run_in_heading_ends_in_one_mark(void **state)
{
    (void)state;
    assert_run_in("责任", "责任。");
    assert_run_in("责任。", "责任。");
    assert_run_in("责任：", "责任：");
    assert_run_in("谁负责？", "谁负责？");
    assert_run_in("抓落实！", "抓落实！");
    assert_run_in("抓“双责”", "抓“双责”。");
}

static void a_heading_on_its_own_line_takes_no_full_stop(void **state)
{
    (void)state;
    struct reading r = read_document(TITLE BODY(SECTION("甲", P)));
    assert_text(r.doc->flow->body->title, "甲");
    arena_drop(r.arena);
}

/* ---- attachments ---- */

static void one_attachment_takes_no_number(void **state)
{
    (void)state;
    struct reading r = read_document(PLAIN "<附件 标题=\"表\">" P "</附件>");
    assert_text(r.doc->flow->attachments->label, "附件");
    assert_int_equal(r.doc->attachments->number, 0);
    arena_drop(r.arena);
}

static void several_attachments_are_numbered(void **state)
{
    (void)state;
    struct reading r = read_document(PLAIN "<附件 标题=\"表\">" P "</附件><附件 标题=\"册\">" P
                                           "</附件><附件 标题=\"图\">" P "</附件>");
    int n = 0;
    for (const struct flow_part *p = r.doc->flow->attachments; p; p = p->next) {
        char wanted[32];
        snprintf(wanted, sizeof wanted, "附件%d", ++n);
        assert_text(p->label, wanted);
        assert_int_equal(p->number, n);
    }
    assert_int_equal(n, 3);
    arena_drop(r.arena);
}

/* ---- the other parts ---- */

static void the_document_number_stands_in_hexagonal_brackets(void **state)
{
    (void)state;
    struct reading r = read_document(HEAD PLAIN);
    assert_text(r.doc->flow->head->number, "青政发〔2026〕10号");
    arena_drop(r.arena);
}

static void addressees_end_in_one_colon(void **state)
{
    (void)state;
    struct reading r = read_document(TITLE "<主送>各乡镇</主送>" BODY(P));
    assert_text(r.doc->flow->to, "各乡镇：");
    arena_drop(r.arena);
    r = read_document(TITLE "<主送>各乡镇：</主送>" BODY(P));
    assert_text(r.doc->flow->to, "各乡镇：");
    arena_drop(r.arena);
    r = read_document(PLAIN);
    assert_int_equal(r.doc->flow->to.n, 0);
    arena_drop(r.arena);
}

static void an_ascii_colon_of_the_addressees_is_not_doubled(void **state)
{
    (void)state;
    struct reading r = read_document(TITLE "<主送>各乡镇:</主送>" BODY(P));
    assert_text(r.doc->flow->to, "各乡镇：");
    arena_drop(r.arena);
}

#define IMPRINT(cc) "<版记>" cc "<印发 机关=\"办\" 日期=\"2026-10-01\"/></版记>"

static void copies_end_in_one_full_stop(void **state)
{
    (void)state;
    struct reading r = read_document(PLAIN IMPRINT("<抄送>县委办</抄送>"));
    assert_text(r.doc->flow->imprint->cc, "县委办。");
    assert_text(r.doc->flow->imprint->date, "2026年10月1日印发");
    arena_drop(r.arena);
    r = read_document(PLAIN IMPRINT("<抄送>县委办。</抄送>"));
    assert_text(r.doc->flow->imprint->cc, "县委办。");
    arena_drop(r.arena);
    r = read_document(PLAIN IMPRINT("<抄送>县委办.</抄送>"));
    assert_text(r.doc->flow->imprint->cc, "县委办。");
    arena_drop(r.arena);
    r = read_document(PLAIN IMPRINT(""));
    assert_int_equal(r.doc->flow->imprint->cc.n, 0);
    arena_drop(r.arena);
}

static void the_issuer_signs_unless_another_is_named(void **state)
{
    (void)state;
    struct reading r = read_document(HEAD TITLE BODY(P) SIGNED(""));
    assert_text(r.doc->flow->signature->organs->name, "青禾县");
    assert_text(r.doc->flow->signature->date, "2026年9月9日");
    arena_drop(r.arena);
    r = read_document(HEAD TITLE BODY(P) SIGNED("署名=\"青禾镇\""));
    assert_text(r.doc->flow->signature->organs->name, "青禾镇");
    arena_drop(r.arena);
    r = read_document(PLAIN SIGNED(""));
    assert_null(r.doc->flow->signature->organs);
    arena_drop(r.arena);
}

static void derived_text_has_a_place_in_the_source(void **state)
{
    (void)state;
    struct reading r = read_document(HEAD TITLE BODY(SECTION("甲", P)) SIGNED(""));
    const struct text texts[] = {r.doc->flow->head->number, r.doc->flow->body->label,
                                 r.doc->flow->signature->date};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t k = 0; k < texts[i].n; k++) {
            struct pos pos = text_pos(texts[i], k);
            assert_true(pos.src && pos.off < pos.src->size);
        }
    arena_drop(r.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chinese_numbers_are_written_as_they_are_read),
        cmocka_unit_test(a_number_out_of_range_is_written_in_digits),
        cmocka_unit_test(each_level_has_its_own_label),
        cmocka_unit_test(dates_are_not_padded),
        cmocka_unit_test(four_levels_are_numbered_by_their_depth),
        cmocka_unit_test(numbering_restarts_in_each_parent),
        cmocka_unit_test(paragraphs_and_lists_between_sections_do_not_restart_the_count),
        cmocka_unit_test(enclosures_and_attachments_count_from_one_again),
        cmocka_unit_test(a_numbered_paragraph_takes_a_label_and_no_full_stop),
        cmocka_unit_test(a_run_in_heading_ends_in_one_mark),
        cmocka_unit_test(a_heading_on_its_own_line_takes_no_full_stop),
        cmocka_unit_test(one_attachment_takes_no_number),
        cmocka_unit_test(several_attachments_are_numbered),
        cmocka_unit_test(the_document_number_stands_in_hexagonal_brackets),
        cmocka_unit_test(addressees_end_in_one_colon),
        cmocka_unit_test(an_ascii_colon_of_the_addressees_is_not_doubled),
        cmocka_unit_test(copies_end_in_one_full_stop),
        cmocka_unit_test(the_issuer_signs_unless_another_is_named),
        cmocka_unit_test(derived_text_has_a_place_in_the_source),
    };
    return cmocka_run_group_tests_name("resolve", tests, NULL, NULL);
}
