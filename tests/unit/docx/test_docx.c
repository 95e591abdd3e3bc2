/* Files for word processors, read by others' libraries: controls, numbers, merged cells, pictures,
 * revisions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <zip.h>

#include "../outside.h"
#include "base/file.h"
#include "office/office.h"

#define HEAD "<公文><标题>关于值班的通知</标题><主送>各村：</主送>"
#define FOOT "<落款 署名='白石镇人民政府' 日期='2026-03-02'/></公文>\n"

struct bench {
    struct arena *arena;
    struct hongtou *h;
    const char *folder, *docx;
    xmlDocPtr document;
    xmlXPathContextPtr paths;
};

static int open_bench(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    b->arena = arena_new();
    b->folder = folder_new(b->arena);
    b->docx = arena_printf(b->arena, "%s/通知.docx", b->folder);
    b->h = hongtou_open(&(struct hongtou_config){.home = ".", .free_fonts = true});
    *state = b;
    return b->folder ? 0 : -1;
}

static void forget(struct bench *b)
{
    xmlXPathFreeContext(b->paths);
    xmlFreeDoc(b->document);
    b->paths = NULL;
    b->document = NULL;
}

static int close_bench(void **state)
{
    struct bench *b = *state;
    forget(b);
    hongtou_close(b->h);
    int left = folder_drop(b->arena, b->folder);
    arena_drop(b->arena);
    free(b);
    return left;
}

/* A part of the file, whole; NULL: there is none. */
static char *part(struct bench *b, const char *name, size_t *n)
{
    zip_t *zip = zip_open(b->docx, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    struct zip_stat stat;
    char *bytes = NULL;
    assert_non_null(zip);
    if (zip_stat(zip, name, 0, &stat) == 0) {
        zip_file_t *file = zip_fopen(zip, name, 0);
        assert_non_null(file);
        bytes = arena_alloc(b->arena, (size_t)stat.size + 1);
        assert_int_equal(zip_fread(file, bytes, stat.size), stat.size);
        zip_fclose(file);
        *n = (size_t)stat.size;
    }
    zip_discard(zip);
    return bytes;
}

static void read_part(struct bench *b, const char *name)
{
    size_t n = 0;
    const char *bytes = part(b, name, &n);
    assert_non_null(bytes);
    forget(b);
    b->document = xmlReadMemory(bytes, (int)n, name, NULL, XML_PARSE_NONET | XML_PARSE_HUGE);
    assert_non_null(b->document);
    b->paths = xmlXPathNewContext(b->document);
    static const char *const spaces[][2] = {
        {"w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"},
        {"a", "http://schemas.openxmlformats.org/drawingml/2006/main"}};
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        xmlXPathRegisterNs(b->paths, BAD_CAST spaces[i][0], BAD_CAST spaces[i][1]);
}

/* Makes the document; before: an earlier edition of it, or NULL. */
static void make(struct bench *b, const char *xml, const char *before)
{
    char *path = arena_printf(b->arena, "%s/通知.xml", b->folder);
    const char *old = arena_printf(b->arena, "%s/原稿.xml", b->folder);
    struct office_build job = {.paths = &path,
                               .n_paths = 1,
                               .output = b->docx,
                               .kind = HONGTOU_DOCX,
                               .before = before ? old : NULL};
    struct office_built built;
    assert_true(file_put(path, xml, strlen(xml)));
    assert_true(!before || file_put(old, before, strlen(before)));
    assert_true(office_build(b->h, &job, &built));
    read_part(b, "word/document.xml");
}

/* What an expression says, as text. */
static const char *said(struct bench *b, const char *path)
{
    xmlXPathObjectPtr o = xmlXPathEvalExpression(BAD_CAST path, b->paths);
    assert_non_null(o);
    xmlChar *text = xmlXPathCastToString(o);
    const char *copy = arena_strdup(b->arena, (const char *)text);
    xmlFree(text);
    xmlXPathFreeObject(o);
    return copy;
}

#define assert_says(b, path, text) assert_string_equal(said(b, path), text)

/* ---- tests ---- */

static void test_each_field_stands_in_a_control_of_its_own(void **state)
{
    struct bench *b = *state;
    make(b, HEAD "<正文><段>甲。</段><段>乙 &amp; &lt;丙&gt;。</段></正文>" FOOT, NULL);
    assert_says(b, "//w:sdt[w:sdtPr/w:alias/@w:val='标题']", "关于值班的通知");
    assert_says(b, "//w:sdt[w:sdtPr/w:alias/@w:val='主送']", "各村：");
    assert_says(
        b,
        "//w:sdt[w:sdtPr/w:alias/@w:val='段'][2]//w:t | (//w:sdt[w:sdtPr/w:alias/@w:val='段'])[2]",
        "乙 & <丙>。");
    assert_says(b, "//w:sdt[w:sdtPr/w:alias/@w:val='成文日期']", "2026年3月2日");
    assert_says(
        b, "count(//w:sdt) = count(//w:sdt/w:sdtPr/w:id[not(@w:val = preceding::w:id/@w:val)])",
        "true");
    assert_says(b, "count(//w:sdt[not(contains(w:sdtPr/w:tag/@w:val, '#'))])", "0");
}

static void test_numbers_are_the_word_processors_own(void **state)
{
    struct bench *b = *state;
    make(b,
         HEAD "<正文><层次 题='一'><层次 题='二' 接排='是'><段>三。</段></层次></层次><层次 "
              "题='四'><段>五。</段></层次>"
              "<层次 题='六' 序号='8'><段>七。</段></层次></正文>" FOOT,
         NULL);
    assert_says(b, "count(//w:p[w:pPr/w:numPr])", "4");
    assert_says(b, "//w:p[.//w:sdt[.='四']]/w:pPr/w:pStyle/@w:val", "Heading1");
    assert_says(b, "//w:p[.//w:sdt[starts-with(., '二')]]/w:pPr/w:numPr/w:ilvl/@w:val", "1");
    assert_says(b,
                "//w:p[.//w:sdt[.='一']]/w:pPr/w:numPr/w:numId/@w:val = "
                "//w:p[.//w:sdt[.='四']]/w:pPr/w:numPr/w:numId/@w:val",
                "true");
    assert_says(b, "//w:p[.//w:sdt[.='六']]/w:pPr/w:numPr/w:numId/@w:val", "2");
    read_part(b, "word/numbering.xml");
    assert_says(b, "//w:num[@w:numId='2']/w:lvlOverride[@w:ilvl='0']/w:startOverride/@w:val", "8");
    assert_says(b, "//w:lvl[@w:ilvl='1']/w:lvlText/@w:val", "（%2）");
}

static void test_merged_cells_and_their_grid(void **state)
{
    struct bench *b = *state;
    make(b,
         HEAD "<正文><段>如下。</段></正文>"
              "<落款 署名='白石镇人民政府' 日期='2026-03-02'/>"
              "<附件 标题='表'><表><列 题='一'/><列 题='二'/><列 题='三'/>"
              "<行><格 跨行='2'>甲</格><格 "
              "跨列='2'>乙</格></行><行><格>丙</格><格></格></行></表></附件></公文>",
         NULL);
    assert_says(b, "count(//w:tbl)", "1");
    assert_says(b, "count(//w:tblGrid/w:gridCol[@w:w > 0])", "3");
    assert_says(b, "sum(//w:gridCol/@w:w) = //w:tblW/@w:w", "true");
    assert_says(b, "//w:tr[2]/w:tc[1]/w:tcPr/w:vMerge/@w:val", "restart");
    assert_says(b, "count(//w:tr[3]/w:tc[1]/w:tcPr/w:vMerge[not(@w:val)])", "1");
    assert_says(b, "//w:tr[2]/w:tc[2]/w:tcPr/w:gridSpan/@w:val", "2");
    assert_says(b,
                "//w:tr[2]/w:tc[2]/w:tcPr/w:tcW/@w:w = //w:gridCol[2]/@w:w + //w:gridCol[3]/@w:w",
                "true");
    assert_says(b, "count(//w:tc[not(w:p)])", "0");
    assert_says(b, "count(//w:tr[1]/w:trPr/w:tblHeader)", "1");
}

static void test_a_picture_goes_along_in_a_control(void **state)
{
    struct bench *b = *state;
    size_t n, own;
    const char *photo = arena_printf(b->arena, "%s/图.png", b->folder);
    struct diags *d = diags_new(DIAG_EN);
    char *bytes = file_read(b->arena, "tests/cases/layout/路线.png", &own, (struct pos){0}, d);
    diags_drop(d);
    assert_non_null(bytes);
    assert_true(file_put(photo, bytes, own));
    make(b, HEAD "<正文><段>见图。</段><图片 文件='图.png' 题='路线' 宽='60'/></正文>" FOOT, NULL);
    assert_says(b, "count(//w:sdt[w:sdtPr/w:alias/@w:val='图片']//a:blip)", "1");
    const char *copy = part(b, "word/media/image1.png", &n);
    assert_true(copy && n == own && memcmp(copy, bytes, n) == 0);
    read_part(b, "word/settings.xml");
    assert_says(b, "count(//w:docVar[starts-with(@w:name, 'hongtou-fields')])", "1");
    assert_says(b, "count(//w:docVar[string-length(@w:val) > 65280])", "0");
}

static void test_revisions_are_the_word_processors_own(void **state)
{
    struct bench *b = *state;
    make(b, HEAD "<正文><段>按五日执行。</段><段>新的一段。</段></正文>" FOOT,
         HEAD "<正文><段>按三日执行。</段><段>旧的。</段></正文>" FOOT);
    assert_says(b, "//w:del[1]//w:delText", "三");
    assert_says(b, "//w:ins[.//w:t][1]//w:t", "五");
    assert_says(b, "count(//w:del//w:t)", "0");
    assert_says(b, "count(//w:ins[not(@w:author)] | //w:del[not(@w:author)])", "0");
    assert_says(b,
                "count((//w:ins | //w:del)[@w:id = preceding::w:ins/@w:id or @w:id = "
                "preceding::w:del/@w:id])",
                "0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_each_field_stands_in_a_control_of_its_own, open_bench,
                                        close_bench),
        cmocka_unit_test_setup_teardown(test_numbers_are_the_word_processors_own, open_bench,
                                        close_bench),
        cmocka_unit_test_setup_teardown(test_merged_cells_and_their_grid, open_bench, close_bench),
        cmocka_unit_test_setup_teardown(test_a_picture_goes_along_in_a_control, open_bench,
                                        close_bench),
        cmocka_unit_test_setup_teardown(test_revisions_are_the_word_processors_own, open_bench,
                                        close_bench),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    xmlCleanupParser();
    return failed;
}
