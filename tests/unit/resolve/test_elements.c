/* What is derived from what the author wrote, and what does not agree within a document. */
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
#include "value/number.h"
#include "vocab/vocab.h"

struct resolved {
    struct arena *arena;
    struct diags *diags;
    struct document *doc;
    bool ok;
    char *printed;
};

static struct resolved resolve_text(const char *xml)
{
    struct resolved r = {.arena = arena_new(), .diags = diags_new(DIAG_ZH)};
    struct tree *tree = xml_parse(r.arena, "t.xml", xml, strlen(xml), r.diags);
    assert_non_null(tree);
    r.doc = vocab_read(r.arena, tree, r.diags);
    assert_non_null(r.doc);
    r.ok = resolve_all(r.doc, NULL, (struct date){0}, r.diags);
    r.printed = findings_text(r.arena, r.diags);
    return r;
}

static void resolved_drop(struct resolved *r)
{
    diags_drop(r->diags);
    arena_drop(r->arena);
}

static void assert_text(struct text t, const char *expected)
{
    struct arena *a = arena_new();
    assert_string_equal(text_utf8(a, t), expected);
    arena_drop(a);
}

#define BODY          "<正文><段>乙</段></正文>"
#define HEADED(parts) "<公文><版头>" parts "</版头><标题>甲</标题>" BODY "</公文>"
#define ISSUER        "<发文机关>丙局</发文机关>"
#define REF(n)        "<引用 附件=\"" n "\"/>"
#define FN            "<脚注>注</脚注>"
#define ATTACHMENT    "<附件 标题=\"名单\"><段>乙</段></附件>"

/* GB/T 9704 7.2.1 */
static void copy_numbers_have_six_digits(void **state)
{
    (void)state;
    static const char *const numbers[][2] = {
        {HEADED("<份号>1</份号>" ISSUER), "000001"},
        {HEADED("<份号>0012</份号>" ISSUER), "000012"},
        {HEADED("<份号>123456</份号>" ISSUER), "123456"},
        {HEADED(ISSUER), ""},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct resolved r = resolve_text(numbers[i][0]);
        assert_text(r.doc->flow->head->copy_number, numbers[i][1]);
        resolved_drop(&r);
    }
}

/* GB/T 9704 7.2.2 */
static void secrecy_has_its_star_only_before_a_period(void **state)
{
    (void)state;
    struct resolved r =
        resolve_text(HEADED("<份号>1</份号><密级 等级=\"secret\" 期限=\"1年\"/>" ISSUER));
    assert_text(r.doc->flow->head->secrecy, "机密★1年");
    assert_string_equal(r.printed, "");
    resolved_drop(&r);
    r = resolve_text(HEADED("<份号>1</份号><密级 等级=\"秘密\"/>" ISSUER));
    assert_text(r.doc->flow->head->secrecy, "秘密");
    resolved_drop(&r);
}

static void brackets_are_added_once(void **state)
{
    (void)state;
    static const char *const captions[][2] = {
        {"讨论稿", "（讨论稿）"},
        {"（讨论稿）", "（讨论稿）"},
        {"(讨论稿)", "（讨论稿）"},
        {"（一）和（二）", "（（一）和（二））"},
        {"（一）项", "（（一）项）"},
        {"（a（b））", "（a（b））"},
        {"）（", "（）（）"},
        {"（甲", "（（甲）"},
        {"2026年（第1次）", "（2026年（第1次））"},
    };
    for (size_t i = 0; i < sizeof captions / sizeof *captions; i++) {
        char xml[512];
        snprintf(xml, sizeof xml,
                 "<公文><标题>甲</标题><题注>%s</题注>" BODY "<附注>%s</附注>"
                 "<印发件 标题=\"丁\"><题注>%s</题注><段>乙</段></印发件></公文>",
                 captions[i][0], captions[i][0], captions[i][0]);
        struct resolved r = resolve_text(xml);
        assert_text(r.doc->flow->caption, captions[i][1]);
        assert_text(r.doc->flow->annotation, captions[i][1]);
        assert_text(r.doc->flow->enclosure->caption, captions[i][1]);
        resolved_drop(&r);
    }
}

static void contacts_say_what_is_given(void **state)
{
    (void)state;
    struct resolved r = resolve_text(
        "<公文><标题>甲</标题><正文><联系人 姓名=\"许玥\"/>"
        "<联系人 姓名=\"许玥\" 邮箱=\"a@b.cn\"/><层次 题=\"丙\">"
        "<联系人 姓名=\"许玥\" 电话=\"13800000000\" 邮箱=\"a@b.cn\"/></层次></正文></公文>");
    const struct flow *f = r.doc->flow->body;
    assert_text(f->pieces->text, "联系人：许玥");
    assert_text(f->next->pieces->text, "联系人：许玥，邮箱：a@b.cn");
    assert_text(f->next->next->first->pieces->text,
                "联系人：许玥，电话：13800000000，邮箱：a@b.cn");
    resolved_drop(&r);
}

static void disclosure_has_its_label(void **state)
{
    (void)state;
    struct resolved r =
        resolve_text("<公文><标题>甲</标题>" BODY "<公开方式 方式=\"open\"/></公文>");
    assert_text(r.doc->flow->disclosure, "公开方式：主动公开");
    resolved_drop(&r);
}

/* GB/T 9704 7.3.7 */
static void an_attachment_apart_bears_the_document_number(void **state)
{
    (void)state;
    static const char number[] = "<发文字号 代字=\"青政发\" 年=\"2026\" 号=\"12\"/>";
    char xml[1024];
    snprintf(xml, sizeof xml,
             "<公文><版头>" ISSUER "%s</版头><标题>甲</标题><正文><段>" REF(
                 "1") "</段></正文>"
                      "<附件 标题=\"丁\" 装订=\"否\"><段>乙</段></附件>" ATTACHMENT "</公文>",
             number);
    struct resolved r = resolve_text(xml);
    assert_text(r.doc->flow->attachments->label, "青政发〔2026〕12号附件1");
    assert_text(r.doc->flow->attachments->next->label, "附件2");
    assert_text(r.doc->body->inlines->text, "附件1");
    assert_string_equal(r.printed, "");
    resolved_drop(&r);
    r = resolve_text("<公文><标题>甲</标题>" BODY
                     "\n<附件 标题=\"丁\" 装订=\"否\"><段>乙</段></附件></公文>");
    assert_text(r.doc->flow->attachments->label, "附件");
    assert_true(r.ok);
    assert_non_null(strstr(r.printed, "t.xml:2:1: warning[R005]"));
    resolved_drop(&r);
}

static void a_joint_document_is_signed_by_its_issuers(void **state)
{
    (void)state;
    struct resolved r =
        resolve_text("<公文><版头>" ISSUER "<发文机关>丁局</发文机关></版头><标题>甲</标题>" BODY
                     "<落款 日期=\"2026-09-19\" 印章=\"a.png\" 印章宽=\"42\"/></公文>");
    const struct organ *organs = r.doc->flow->signature->organs;
    assert_text(organs->name, "丙局");
    assert_text(organs->seal, "a.png");
    assert_int_equal(organs->seal_width, len_from_micron(42000));
    assert_text(organs->next->name, "丁局");
    assert_int_equal(organs->next->seal.n, 0);
    assert_null(organs->next->next);
    assert_int_equal(r.doc->head->issuers->seal.n, 0);
    resolved_drop(&r);
}

static void who_signs_may_differ_from_who_issues(void **state)
{
    (void)state;
    struct resolved r = resolve_text("<公文><版头>" ISSUER "</版头><标题>甲</标题>" BODY
                                     "<落款 日期=\"2026-09-19\" 署名=\"丁局\"/></公文>");
    assert_text(r.doc->flow->signature->organs->name, "丁局");
    assert_null(r.doc->flow->signature->organs->next);
    resolved_drop(&r);
}

static void a_stamp_has_its_post_and_no_issuer(void **state)
{
    (void)state;
    struct resolved r = resolve_text(
        "<公文><版头>" ISSUER "</版头><标题>甲</标题>" BODY
        "<落款 日期=\"2026-09-19\" 形式=\"签名章\" 职务=\"县长\" 印章=\"a.png\"/></公文>");
    const struct organ *organ = r.doc->flow->signature->organs;
    assert_int_equal(organ->name.n, 0);
    assert_text(organ->post, "县长");
    assert_text(organ->seal, "a.png");
    assert_null(organ->next);
    resolved_drop(&r);
}

static void a_named_organ_stands_before_its_signers_post(void **state)
{
    (void)state;
    struct resolved r =
        resolve_text("<公文><标题>甲</标题>" BODY "<落款 日期=\"2026-09-19\" 形式=\"签名章\">"
                     "<署名方 职务=\"县长\" 印章=\"a.png\">青禾县人民政府</署名方>"
                     "<署名方 职务=\"局长\">石门县水利局</署名方></落款></公文>");
    const struct organ *organ = r.doc->flow->signature->organs;
    assert_text(organ->post, "青禾县人民政府县长");
    assert_text(organ->seal, "a.png");
    assert_text(organ->next->post, "石门县水利局局长");
    resolved_drop(&r);
    r = resolve_text("<公文><标题>甲</标题>" BODY "<落款 日期=\"2026-09-19\" 形式=\"签名章\" "
                     "职务=\"县长\" 署名=\"青禾县人民政府\"/></公文>");
    assert_text(r.doc->flow->signature->organs->post, "青禾县人民政府县长");
    resolved_drop(&r);
}

static void references_name_one_attachment_without_a_number(void **state)
{
    (void)state;
    struct resolved r = resolve_text(
        "<公文><标题>甲</标题><正文><段>" REF("1") "</段></正文>" ATTACHMENT "</公文>");
    assert_text(r.doc->body->inlines->text, "附件");
    resolved_drop(&r);
    r = resolve_text("<公文><标题>甲</标题><正文><列表><项>见" REF(
        "2") "</项></列表></正文>" ATTACHMENT ATTACHMENT "</公文>");
    assert_text(r.doc->body->first->inlines->next->text, "附件2");
    resolved_drop(&r);
}

static void references_in_an_enclosure_mean_its_own_first(void **state)
{
    (void)state;
    struct resolved r =
        resolve_text("<公文><标题>甲</标题><正文><段>" REF(
            "1") "</段></正文>"
                 "<印发件 标题=\"丁\"><段>" REF("1")
                         REF("2") "</段>"
                                  "<附件 标题=\"戊\"><段>" REF(
                                      "1") "</段></附件></印发件>" ATTACHMENT ATTACHMENT "</公文>");
    const struct part *enclosure = r.doc->enclosure;
    assert_text(r.doc->body->inlines->text, "附件1");
    assert_text(enclosure->first->inlines->text, "附件");
    assert_text(enclosure->first->inlines->next->text, "附件2");
    assert_text(enclosure->attachments->first->inlines->text, "附件");
    assert_true(r.ok);
    resolved_drop(&r);
}

static void footnotes_are_counted_through_each_part(void **state)
{
    (void)state;
    struct resolved r = resolve_text("<公文><标题>甲</标题><正文><段>乙" FN FN
                                     "</段><层次 题=\"丙\"><段>乙" FN "</段></层次>"
                                     "</正文><附件 标题=\"丁\"><段>乙" FN "</段></附件></公文>");
    const struct flow_document *flow = r.doc->flow;
    const struct flow_piece *first = flow->body->pieces->next;
    assert_int_equal(first->number, 1);
    assert_int_equal(first->next->number, 2);
    assert_int_equal(flow->body->next->first->pieces->next->number, 3);
    assert_int_equal(flow->attachments->first->pieces->next->number, 1);
    resolved_drop(&r);
}

struct finding {
    const char *xml;
    const char *says; /* NULL: nothing is found */
    bool ok;
};

#define SIGNED_AS(genre)                                                                           \
    "<公文 文种=\"" genre "\"><版头>" ISSUER "\n<签发人>张三</签发人></版头><标题>甲</标题>" BODY  \
    "</公文>"

static const struct finding findings[] = {
    {"<公文><标题>甲</标题>\n<正文><段>" REF("3") "</段></正文>" ATTACHMENT ATTACHMENT "</公文>",
     "t.xml:2:16: error[R001]: 没有附件3", false},
    {"<公文><标题>甲</标题>\n<正文><段>" REF("1") "</段></正文></公文>",
     "t.xml:2:16: error[R002]: 没有附件，不能引用", false},
    {"<公文><标题>甲</标题>" BODY "\n<附件 标题=\"丁\"><段>" REF("2") "</段></附件></公文>",
     "t.xml:2:23: error[R001]", false},
    {SIGNED_AS("通知"), "t.xml:2:6: warning[R003]: “通知”不是上行文", true},
    {SIGNED_AS("notice"), "warning[R003]: “通知”不是上行文", true},
    {SIGNED_AS("请示"), NULL, true},
    {SIGNED_AS("报告"), NULL, true},
    {SIGNED_AS("意见"), NULL, true},
    {SIGNED_AS("motion"), NULL, true},
    {HEADED(ISSUER "<签发人>张三</签发人>"), NULL, true},
    {HEADED("\n<密级 等级=\"机密\"/>" ISSUER), "t.xml:2:9: warning[R004]", true},
};

static void what_does_not_agree_is_reported(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof findings / sizeof *findings; i++) {
        struct resolved r = resolve_text(findings[i].xml);
        if (findings[i].says)
            assert_non_null(strstr(r.printed, findings[i].says));
        else
            assert_string_equal(r.printed, "");
        assert_true(r.ok == findings[i].ok);
        assert_true(r.ok == (diags_count(r.diags, DIAG_ERROR) == 0));
        resolved_drop(&r);
    }
}

static void numerals_are_the_languages_own(void **state)
{
    (void)state;
    static const struct {
        int n;
        const char *text;
    } numbers[] = {{1, "一"},         {10, "十"},        {12, "十二"},       {20, "二十"},
                   {105, "一百零五"}, {110, "一百一十"}, {1001, "一千零一"}, {10000, "10000"}};
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        assert_string_equal(number_chinese(a, numbers[i].n), numbers[i].text);
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copy_numbers_have_six_digits),
        cmocka_unit_test(secrecy_has_its_star_only_before_a_period),
        cmocka_unit_test(brackets_are_added_once),
        cmocka_unit_test(contacts_say_what_is_given),
        cmocka_unit_test(disclosure_has_its_label),
        cmocka_unit_test(an_attachment_apart_bears_the_document_number),
        cmocka_unit_test(a_joint_document_is_signed_by_its_issuers),
        cmocka_unit_test(who_signs_may_differ_from_who_issues),
        cmocka_unit_test(a_stamp_has_its_post_and_no_issuer),
        cmocka_unit_test(a_named_organ_stands_before_its_signers_post),
        cmocka_unit_test(references_name_one_attachment_without_a_number),
        cmocka_unit_test(references_in_an_enclosure_mean_its_own_first),
        cmocka_unit_test(footnotes_are_counted_through_each_part),
        cmocka_unit_test(what_does_not_agree_is_reported),
        cmocka_unit_test(numerals_are_the_languages_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
