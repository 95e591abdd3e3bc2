/*
 * The columns of data files, for the manual: which heads each sheet of a workbook has, which of
 * them must be there, what else they may be called. From the same tables as `hongtou new --xlsx`.
 */
#include <string.h>

#include "cli/cli.h"
#include "load/load.h"

static void add_column(struct buf *out, const struct sheet_template_column *column)
{
    buf_printf(out, "| %s | %s | ", column->head, column->required ? "是" : "");
    const char *comma = "";
    const char *const *names = sheet_head_names(column->head);
    for (; names && *names; names++)
        if (strcmp(*names, column->head) != 0) {
            buf_printf(out, "%s%s", comma, *names);
            comma = "、";
        }
    buf_printf(out, " | %s |\n", column->hint ? column->hint : "");
}

static void add_sheet(struct buf *out, const struct sheet_template *sheet)
{
    buf_printf(out,
               "\n## 表格“%s”的列 / columns of a sheet\n\n"
               "| 列名 / head | 必填 / required | 也可以叫 / or | 说明 / note |\n"
               "| --- | --- | --- | --- |\n",
               sheet->name);
    for (size_t i = 0; i < sheet->n_columns; i++)
        add_column(out, &sheet->columns[i]);
}

void cli_columns_write(struct buf *out)
{
    struct arena *a = arena_new();
    buf_str(
        out,
        "\n# 数据文件的列 / Columns of data files\n\n"
        "CSV、XLSX 按第一行（表头）认列，次序不限，没有用的列不管。表头后面的括号、空格、换行、`*` "
        "不影响。\n"
        "日期可以写成 "
        "2026-9-1、2026/9/"
        "1、2026.9.1、2026年9月1日、20260901。电话、身份证号请把单元格设成“文本”。\n"
        "第一格以“（示例）”或者“示例”开头的行是示例，不会读入，并且说明是哪一行。\n"
        "人员库是一张 CSV 时，一行是一个人的一次任职，列取“人员”“单位”“任职”三张表的。\n"
        "打印表单的名册，列名就是表单里“填”的名称，每户一行，必须有“户号”（或者表单的属性“户号”所说"
        "的那一列）。\n\n"
        "Columns are found by their heads, in any order; what stands in brackets behind a head "
        "does not\n"
        "count. Dates may be written in each of these ways. A row whose first cell begins with\n"
        "（示例） or 示例 is an example: it is not read, and a note says so.\n");
    for (enum load_sheet i = 0; i < LOAD_SHEETS; i++) {
        struct sheet_template sheet = load_template(a, i);
        add_sheet(out, &sheet);
    }
    arena_drop(a);
}
