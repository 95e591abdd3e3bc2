/*
 * A fuzz target: bytes as a staff file in XML, which a document asks about posts, people and lines;
 * and as a list that staff are imported from.
 */
#include "markup.h"

#include "load/load.h"
#include "office/hongtou.h"

static const char document[] =
    "<公文 文种=\"通知\" 人员库=\"人员库.xml\">"
    "<版头><发文机关>白石镇人民政府</发文机关>"
    "<发文字号 代字=\"白政发\" 年=\"2026\" 号=\"18\"/></版头><标题>关于成立专班的通知</标题>"
    "<主送>各村：</主送><正文><名单><层级 职务=\"组长\"><成员 岗位=\"县长\"/></层级>"
    "<层级 职务=\"成员\"><成员 人员=\"周柏\"/></层级></名单></正文>"
    "<落款 日期=\"2026-05-15\"/></公文>";

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static struct hongtou *h;
    struct hongtou_config config = {.free_fonts = true};
    h = h ? h : hongtou_open(&config);
    struct arena *a = arena_new();
    struct diags *d = diags_new(DIAG_EN);
    const struct sheet_choice choice = {0};
    fuzz_file(a, "人员库.xml", bytes, n);
    struct hongtou_source source = {
        .name = "x.xml", .bytes = document, .size = strlen(document), .folder = fuzz_own_folder()};
    struct hongtou_bytes out = {NULL, 0};
    hongtou_compile(h, &source, HONGTOU_TEXT, NULL, &out);
    hongtou_free(&out);
    load_staff(a, fuzz_file(a, "x.csv", bytes, n), &choice, d);
    diags_drop(d);
    arena_drop(a);
    return 0;
}
