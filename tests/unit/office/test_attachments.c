/* Attachments by themselves: as many PDFs as stand in the document, without what closes it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../outside.h"
#include "office/hongtou.h"

static const char notice[] =
    "<公文><版头><发文机关>白石镇人民政府</发文机关><发文字号 代字=\"白政发\" 年=\"2026\" 号=\"3\"/></版头>"
    "<标题>关于值班的通知</标题><主送>各村民委员会：</主送>"
    "<正文><段>见<引用 附件=\"2\"/>。</段></正文><落款 日期=\"2026-03-02\"/>"
    "<附件 标题=\"值班表\"><段>第一张。</段></附件>"
    "<附件 标题=\"回执\" 另附=\"是\"/>"
    "<附件 标题=\"联系表\"><段>第二张。</段></附件>"
    "<版记><抄送>县水利局</抄送><印发 机关=\"镇政府办公室\" 日期=\"2026-03-02\"/></版记></公文>";

struct seen {
    struct arena *arena;
    const char *text;  /* of all that came */
    const char *names; /* 附件1 值班表; */
    int pages, most;   /* ends the call after so many; 0: never */
    int n;
};

static bool see(void *user, const struct hongtou_attachment *attachment)
{
    struct seen *s = user;
    const char *path = arena_printf(s->arena, "/tmp/hongtou-attachment-%d.pdf", (int)getpid());
    assert_true(file_put(path, attachment->pdf, attachment->n));
    s->text = arena_printf(s->arena, "%s%s", s->text,
                           command_output(s->arena, arena_printf(s->arena, "pdftotext %s -", path)));
    unlink(path);
    s->names = arena_printf(s->arena, "%s%s %s;", s->names, attachment->label, attachment->title);
    s->pages += attachment->pages;
    s->n++;
    return !s->most || s->n < s->most;
}

static struct seen attachments(const char *xml, int most, enum hongtou_status expected)
{
    struct hongtou *h =
        hongtou_open(&(struct hongtou_config){.home = ".", .free_fonts = true});
    struct hongtou_source source = {.name = "通知.xml", .bytes = xml, .size = strlen(xml)};
    struct seen s = {.arena = arena_new(), .text = "", .names = "", .most = most};
    assert_int_equal(hongtou_attachments(h, &source, see, &s), expected);
    hongtou_close(h);
    return s;
}

static void each_that_stands_there_is_a_file(void **state)
{
    (void)state;
    struct seen s = attachments(notice, 0, HONGTOU_OK);
    assert_int_equal(s.n, 2);
    assert_int_equal(s.pages, 2);
    assert_string_equal(s.names, "附件1 值班表;附件3 联系表;");
    assert_non_null(strstr(s.text, "第一张"));
    assert_non_null(strstr(s.text, "第二张"));
    assert_null(strstr(s.text, "抄送"));
    assert_null(strstr(s.text, "各村民委员会"));
    arena_drop(s.arena);
}

static void a_document_without_any_has_none(void **state)
{
    (void)state;
    struct seen s = attachments("<公文><标题>关于值班的通知</标题><正文><段>无。</段></正文>"
                                "<落款 署名=\"白石镇人民政府\" 日期=\"2026-03-02\"/></公文>",
                                0, HONGTOU_OK);
    assert_int_equal(s.n, 0);
    arena_drop(s.arena);
}

static void whoever_has_enough_ends_it(void **state)
{
    (void)state;
    struct seen s = attachments(notice, 1, HONGTOU_DOCUMENT);
    assert_int_equal(s.n, 1);
    arena_drop(s.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_that_stands_there_is_a_file),
        cmocka_unit_test(a_document_without_any_has_none),
        cmocka_unit_test(whoever_has_enough_ends_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
