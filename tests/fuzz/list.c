/*
 * A fuzz target: bytes as the list that forms are printed by, a household a row, to the PDF and the
 * counts. The first byte says how they are printed; U+001E parts households from members.
 */
#include "fuzz.h"

#include "office/office.h"

static const char form[] =
    "<表单 题=\"入户排查表\" 户号=\"户号\"><填表项><填 名=\"户号\" 宽=\"6\"/><填 名=\"户主\" "
    "宽=\"5\"/>"
    "<填 名=\"村\" 宽=\"5\"/><填 名=\"电话\" 类=\"电话\"/></填表项>"
    "<成员表 题=\"家庭成员\" 行数=\"3\"><列 题=\"姓名\"/><列 题=\"年龄\"/></成员表>"
    "<部分 题=\"住房\"><问>是否安全（<框/>），等级（<框 选项=\"A级、B级\"/>），人均收入"
    "<填 名=\"收入\" 类=\"数字\" 单位=\"元\"/>，<填 名=\"日期\" 类=\"日期\"/>。</问></部分></表单>";

enum { SPLIT = 1, SORT = 2, FILL = 4, TRIAL = 8, BOOK = 16, DIVIDE = 32, SHARD = 64, TWICE = 128 };

static const char *inside(struct arena *a, const char *name)
{
    return arena_printf(a, "%s/%s", fuzz_own_folder(), name);
}

static void print(struct hongtou *h, struct arena *a, unsigned how, const char *rows,
                  const char *members)
{
    const struct office_print job = {.form = inside(a, "form.xml"),
                                     .rows = rows,
                                     .members = members,
                                     .split = how & SPLIT ? "村" : NULL,
                                     .sort = {how & SORT ? "户主" : NULL},
                                     .output = inside(a, how & SPLIT ? "out" : "out.pdf"),
                                     .counts = inside(a, "x.counts"),
                                     .copies = how & TWICE ? 2 : 1,
                                     .separators = how & DIVIDE,
                                     .fillable = how & FILL,
                                     .trial = how & TRIAL,
                                     .shard = how & SHARD ? 1 : 0,
                                     .shards = how & SHARD ? 2 : 0};
    const char *target = NULL;
    struct buf report = {0};
    office_print(h, a, &job, &target, &report);
    buf_drop(&report);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    enum { PART = 0x1E };
    static const struct hongtou_config config = {.free_fonts = true};
    if (!n)
        return 0;
    struct arena *a = arena_new();
    struct diags *d = diags_new(DIAG_EN);
    struct hongtou *h = office_open(&config, d);
    const uint8_t *rows = bytes + 1, *end = bytes + n, *part = memchr(rows, PART, n - 1);
    const uint8_t *stop = part && !(*bytes & BOOK) ? part : end;
    fuzz_file(a, "form.xml", form, strlen(form));
    const char *list =
        fuzz_file(a, *bytes & BOOK ? "x.xlsx" : "x.csv", rows, (size_t)(stop - rows));
    const char *members =
        stop < end ? fuzz_file(a, "members.csv", stop + 1, (size_t)(end - stop - 1)) : NULL;
    print(h, a, *bytes, list, members);
    hongtou_close(h);
    fuzz_drop(inside(a, "out"));
    diags_drop(d);
    arena_drop(a);
    return 0;
}
